"""Zips and sets of articles give one paper for each that they hold; what is no paper is named."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.corpus.manuscripts import docx, paragraph, run

from extract.errors import TooLarge
from extract.read import load_source, read_document
from extract.read.containers import look_into, read_member, why_no_paper

ARTICLE = "<article><front><article-meta/></front><body><p>Sleep fell on ward {}.</p><sub-article/></body></article>"


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/").replace("_", "."), data)
    return path


def test_a_set_of_articles_is_as_many_papers(tmp_path: Path) -> None:
    path = tmp_path / "bulk.xml"
    path.write_text(f"<articles>{ARTICLE.format(1)}{ARTICLE.format(2)}</articles>")
    contents = look_into(path)
    assert contents is not None and contents.papers == ("1", "2")
    texts, hashes = [], set()
    for member in contents.papers:
        source, data = load_source(path, max_bytes=10_000, member=member)
        texts.append(read_document(source, data).text)
        hashes.add(source.sha256)
    assert texts == ["Sleep fell on ward 1.", "Sleep fell on ward 2."] and len(hashes) == 2
    for one in (f"<articles>{ARTICLE.format(1)}</articles>", ARTICLE.format(1), "<articles>broken <article>"):
        path.write_text(one)
        assert look_into(path) is None


def test_a_zip_is_its_papers_and_the_rest_is_named(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "sent.zip",
        a__main_tex=b"\\documentclass{a}\\begin{document}It fell \\cite{moss19}.\\bibliography{refs}\\end{document}",
        a__refs_bib=b"@article{moss19, title={Quiet rooms}, author={Moss, A}, journal={Ward J}, year=2019}",
        a__part_tex=b"\\section{More}",
        b_xml=ARTICLE.format(3).encode(),
        README_txt=b"All of it.",
    )
    contents = look_into(path)
    assert contents is not None and contents.papers == ("a/main.tex", "b.xml")
    reasons = dict(contents.left_out)
    assert set(reasons) == {"a/refs.bib", "a/part.tex", "README.txt"} and "library add" in reasons["a/refs.bib"]
    source, data = load_source(path, max_bytes=10_000, member="a/main.tex")
    assert "Moss A. Quiet rooms" in read_document(source, data).text


def test_a_word_file_is_no_collection_and_a_broken_zip_is_told_when_read(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(docx(paragraph(run("Sleep fell."))))
    assert look_into(path) is None
    path.write_bytes(b"PK\x03\x04 nothing")
    assert look_into(path) is None and look_into(tmp_path / "missing") is None


def test_a_member_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", b_txt=b" " * 9_000_000)
    for limit in (1000, 100_000_000):
        with pytest.raises(TooLarge):
            read_member(path, "b.txt", limit)
    assert io.BytesIO(read_member(zipped(tmp_path / "sound.zip", b_txt=b"words"), "b.txt", 1000)).read() == b"words"


@pytest.mark.parametrize(
    ("name", "is_paper"),
    [
        ("README.md", False),
        ("LICENSE", False),
        ("readmissions.txt", True),
        ("data.csv", False),
        ("refs.bib", False),
        ("paper.pdf", True),
        ("figure 1.png", False),
        ("supplement.docx", True),
    ],
)
def test_what_a_folder_brings_is_told_by_its_name(name: str, is_paper: bool) -> None:
    assert (why_no_paper(name, b"words") is None) == is_paper


def test_only_the_main_file_of_a_latex_project_is_a_paper() -> None:
    assert why_no_paper("main.tex", b"% x\n\\documentclass{article}") is None
    assert "main file" in (why_no_paper("part.tex", b"\\section{Methods}") or "")
