"""Limits of size: what just fits is read, and one more is refused or left. Most limits are made small here."""

import gzip
import io
import json
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from tests.corpus.manuscripts import docx, field_of, paragraph, run
from tests.read.test_containers import ARTICLE, zipped
from tests.read.test_docx import ENDNOTE, ITEM, LISTED, cited, read, read_bytes
from tests.read.test_latex import project

from extract.errors import TooLarge, UnsafeXml
from extract.model import Source
from extract.read import containers, load_source, plain, read_document, xml
from extract.read.containers import look_into, read_member
from extract.read.decoding import decode, is_binary
from extract.read.docx import fields, package
from extract.read.latex import source as latex


def test_a_file_may_have_as_many_bytes_as_are_allowed(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    for data in (b"word " * 20, gzip.compress(b"word " * 20)):
        path.write_bytes(data)
        whole = max(100, len(data))
        assert load_source(path, max_bytes=whole)[1] == b"word " * 20
        with pytest.raises(TooLarge):
            load_source(path, max_bytes=len(data) - 1 if len(data) == whole else 99)


def test_a_member_may_have_as_many_bytes_as_are_allowed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", b_txt=b"words")
    assert read_member(path, "b.txt", 5) == b"words"
    with pytest.raises(TooLarge):
        read_member(path, "b.txt", 4)


@pytest.mark.parametrize(("ratio", "fits"), [(5, True), (4, False)])
def test_a_member_may_unpack_to_so_many_times_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ratio: int, fits: bool
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("b.txt", b"ab" * 500)
    size = zipfile.ZipFile(path).getinfo("b.txt").compress_size
    monkeypatch.setattr(containers, "START", 200)
    assert size < 200
    monkeypatch.setattr(containers, "MAX_RATIO", ratio)
    if fits:
        assert len(read_member(path, "b.txt", 5000)) == 1000
    else:
        with pytest.raises(TooLarge):
            read_member(path, "b.txt", 5000)


def test_a_set_of_articles_may_have_so_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bulk.xml"
    path.write_text(f"<articles>{ARTICLE.format(1)}{ARTICLE.format(2)}</articles>")
    monkeypatch.setattr(containers, "MAX_SET", path.stat().st_size)
    assert look_into(path) is not None
    monkeypatch.setattr(containers, "MAX_SET", path.stat().st_size - 1)
    assert look_into(path) is None


@pytest.mark.parametrize(("members", "papers"), [(1, ("a.xml",)), (2, ("a.xml", "b.xml"))])
def test_so_many_members_of_a_zip_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, members: int, papers: tuple[str, ...]
) -> None:
    path = zipped(tmp_path / "a.zip", a_xml=ARTICLE.format(1).encode(), b_xml=ARTICLE.format(2).encode())
    monkeypatch.setattr(containers, "MOST_MEMBERS", members)
    contents = look_into(path)
    assert contents is not None and contents.papers == papers


WORDS = docx(paragraph(run("Sleep fell on both wards. " * 40)))
LARGEST = max(info.file_size for info in zipfile.ZipFile(io.BytesIO(WORDS)).infolist())


@pytest.mark.parametrize(("name", "other"), [("MAX_PART", {}), ("SMALL", {"MAX_RATIO": 0})])
def test_a_part_of_a_word_file_may_have_so_many_bytes(
    monkeypatch: pytest.MonkeyPatch, name: str, other: dict[str, int]
) -> None:
    for constant, value in other.items():
        monkeypatch.setattr(package, constant, value)
    monkeypatch.setattr(package, name, LARGEST)
    assert "both wards" in read_bytes(WORDS).text
    monkeypatch.setattr(package, name, LARGEST - 1)
    with pytest.raises(TooLarge):
        read_bytes(WORDS)


CSL = json.dumps({"citationItems": [{"itemData": ITEM}]})


@pytest.mark.parametrize(
    ("instruction", "data"), [(f"ADDIN CSL_CITATION {CSL}", CSL), (f"ADDIN EN.CITE {ENDNOTE}", ENDNOTE)]
)
def test_the_data_of_a_citation_field_may_be_so_long(
    monkeypatch: pytest.MonkeyPatch, instruction: str, data: str
) -> None:
    body = paragraph(run("Sleep fell ") + field_of(instruction, run("(x)")) + run(".")) + LISTED
    monkeypatch.setattr(fields, "LONGEST", len(data))
    assert len(cited(read(body))) == 1
    monkeypatch.setattr(fields, "LONGEST", len(data) - 1)
    assert cited(read(body)) == []


@pytest.mark.parametrize(("title", "points"), [("Dim light abc", False), ("Dim light abcd", True)])
def test_a_title_of_twelve_letters_or_more_points_by_itself(title: str, points: bool) -> None:
    """The family name and the year, which would point too, are of another work."""
    item = {"title": title, "author": [{"family": "Elm"}], "issued": {"date-parts": [["1999"]]}}
    data = json.dumps({"citationItems": [{"itemData": item}]})
    entries = paragraph(run("References"), "heading1") + paragraph(run(f"Oak C. {title} of wards. Lamp J. 2018;1:1-9."))
    document = read(paragraph(run("It fell ") + field_of(f"ADDIN CSL_CITATION {data}", run("(x)"))) + entries)
    assert bool(cited(document)) is points


@pytest.mark.parametrize(
    ("module", "name", "enough"), [(latex, "MOST_MACROS", 2), (latex, "LONGEST_MACRO", len("a wakeful night") + 1)]
)
def test_so_many_macros_of_such_length_are_written_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, enough: int
) -> None:
    macros = r"\newcommand{\rest}{sleep}\newcommand{\wake}{a wakeful night}"
    body = r"After \rest{} came \wake{} for all of them."
    monkeypatch.setattr(module, name, enough)
    assert "After sleep came a wakeful night for" in project(tmp_path, body, preamble=macros).text
    monkeypatch.setattr(module, name, enough - 1)
    text = project(tmp_path, body, preamble=macros).text
    assert "After sleep" in text and "wakeful" not in text


def test_a_text_is_laid_out_up_to_a_blank_line_before_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A title of the trial\n\nIntroduction\n\nSleep fell on wards where the light was dim, in all of the months."
    data = text.encode()
    source = Source(path="made.txt", sha256="0" * 64, format="text", size=len(data))
    for limit, laid_out in ((len(text), len(text)), (len(text) - 1, text.rindex("\n\n"))):
        monkeypatch.setattr(plain, "MOST_LAID_OUT", limit)
        assert read_document(source, data).blocks[-1].pieces[-1].end == laid_out


def test_an_entity_may_have_so_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'<!DOCTYPE article [<!ENTITY drug "metolone">]><article><body><p>They took &drug;.</p></body></article>'
    source = Source(path="made.xml", sha256="0" * 64, format="jats", size=len(data))
    monkeypatch.setattr(xml, "MAX_VALUE", len("metolone"))
    assert "They took metolone." in read_document(source, data).text
    monkeypatch.setattr(xml, "MAX_VALUE", len("metolone") - 1)
    with pytest.raises(UnsafeXml):
        read_document(source, data)


def test_one_control_character_in_a_hundred_is_text() -> None:
    assert not is_binary(b"a" * 99 + b"\x01")
    assert is_binary(b"a" * 98 + b"\x01\x01")


@pytest.mark.parametrize(
    ("zeros", "stray", "is_wide"),
    [(9, 0, True), (8, 0, False), (9, 1, False)],
    ids=["more than 0.4", "0.4", "a zero in 20 on the other side"],
)
def test_zeros_at_every_second_place_are_a_wide_encoding(zeros: int, stray: int, is_wide: bool) -> None:
    """Of twenty pairs of bytes."""
    low = b"\x00" * stray + b"a" * (20 - stray)
    high = b"\x00" * zeros + b"b" * (20 - zeros)
    for first, second, encoding in ((low, high, "utf-16-le"), (high, low, "utf-16-be")):
        data = b"".join(bytes(pair) for pair in zip(first, second, strict=True))
        assert (decode(data) == data.decode(encoding).replace("\x00", "")) is is_wide


@pytest.mark.parametrize(("sound", "is_damaged_utf8"), [(3, False), (4, True)])
def test_one_damaged_character_in_ten_bytes_is_another_encoding(sound: int, is_damaged_utf8: bool) -> None:
    text = decode("€".encode() * sound + b"\xe9 ")
    assert ("€" in text) is is_damaged_utf8


def test_a_character_of_four_bytes_that_is_cut_is_left_out() -> None:
    assert decode("ward 😀".encode()[:-1]) == "ward "
