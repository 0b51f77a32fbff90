"""Files are told by what they hold; each that cannot be read says why and what to do."""

import gzip
from pathlib import Path

import pytest

from extract.errors import Empty, NotAPaper, TooLarge, Truncated, Unreadable
from extract.read import load_source, read_document
from extract.read.decoding import decode

MANY = 10_000_000
ARTICLE = "<article><front/><body><p>Survival was 12·3 months.</p></body></article>"


def load(folder: Path, data: bytes, name: str = "paper.txt") -> str:
    path = folder / name
    path.write_bytes(data)
    source, _ = load_source(path, max_bytes=MANY)
    return source.format


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"%PDF-1.7\n1 0 obj", "pdf"),
        (b"\x00junk before\n%PDF-1.4\n1 0 obj<<>>endobj", "pdf"),
        (b"We explain how %PDF-1.4 files begin.", "text"),
        (ARTICLE.encode(), "jats"),
        (
            b'<?xml version="1.0"?>\n<!-- a --><!DOCTYPE article PUBLIC "-//NLM//DTD" "x.dtd">\n' + ARTICLE.encode(),
            "jats",
        ),
        (b'<?xml version="1.0"?><pmc-articleset>' + ARTICLE.encode() + b"</pmc-articleset>", "jats"),
        (
            b'<?xml version="1.0"?><OAI-PMH xmlns="http://x"><record>' + ARTICLE.encode() + b"</record></OAI-PMH>",
            "jats",
        ),
        (ARTICLE.encode("utf-16"), "jats"),
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", "html"),
        (b'<div class="article"><p>Survival</p></div>', "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "b">]><html xmlns="http://www.w3.org/1999/xhtml"/>', "html"),
        (b"<0.05 was taken as significant, with <i>p</i> two-sided.", "text"),
        (b"Survival (<i>p</i> = 0.03)", "text"),
        ("Überleben in Größe".encode("latin-1"), "text"),
        ("Survival was 12·3 months".encode("utf-16"), "text"),
        ("Survival was 12·3 months".encode("utf-16-le"), "text"),
    ],
)
def test_kind_is_told_by_content_not_by_suffix(tmp_path: Path, data: bytes, format: str) -> None:
    assert load(tmp_path, data, "paper.doc") == format


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n", b"\xff\xfe \x00", "\u00a0\u2003".encode()])
def test_white_space_alone_is_empty(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Empty, match="white space"):
        load(tmp_path, data)


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"PK\x03\x04rest", b"\x89PNG\r\n", b'<?xml version="1.0"?><svg xmlns="a"/>']
)
def test_other_files_are_no_papers(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(NotAPaper):
        load(tmp_path, data)


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.txt"):
        with pytest.raises(Unreadable):
            load_source(path, max_bytes=MANY)


def test_a_file_over_the_limit_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 1000)
    with pytest.raises(TooLarge, match="--max-bytes"):
        load_source(path, max_bytes=999)


def test_packed_files_are_read_and_their_hash_is_of_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "paper.gz"
    path.write_bytes(gzip.compress(ARTICLE.encode(), mtime=0))
    source, data = load_source(path, max_bytes=MANY)
    assert (source.format, data.decode()) == ("jats", ARTICLE)
    assert source.size == len(path.read_bytes())


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"0" * 5_000_000))
    with pytest.raises(TooLarge, match="unpacks"):
        load_source(path, max_bytes=100_000)


@pytest.mark.parametrize("damage", [b"", b"\xff" * 30])
def test_a_broken_packed_file_is_truncated(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "broken.gz"
    path.write_bytes(gzip.compress(b"words " * 99)[:10] + damage)
    with pytest.raises(Truncated):
        load_source(path, max_bytes=MANY)


def test_what_can_be_unpacked_of_a_cut_file_is_kept_and_told(tmp_path: Path) -> None:
    path = tmp_path / "cut.gz"
    words = " ".join(f"word{number * number}" for number in range(4000))
    path.write_bytes(gzip.compress(words.encode())[:-2000])
    source, data = load_source(path, max_bytes=MANY)
    assert source.is_cut and words.startswith(data.decode()) and len(data) > 1000
    assert [fault.code for fault in read_document(source, data).faults] == ["truncated"]


def test_all_members_of_a_packed_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "joined.gz"
    path.write_bytes(gzip.compress(b"first ") + gzip.compress(b"second"))
    source, data = load_source(path, max_bytes=MANY)
    assert data == b"first second" and not source.is_cut


def test_records_in_json_are_no_paper_but_a_numbered_list_is(tmp_path: Path) -> None:
    with pytest.raises(NotAPaper, match="library add"):
        load(tmp_path, b'[\n {"title": "A work"}]')
    assert load(tmp_path, b"[1] Bray F. Global cancer statistics.") == "text"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Größe 5 µm ± 2", "latin-1"),
        ("“p” – 0.05 …", "cp1252"),
        ("0·75 ≥ β", "utf-8"),
        ("0·75 ≥ β", "utf-8-sig"),
        ("0·75 ≥ β and more", "utf-16"),
        ("0·75 and more text", "utf-16-be"),
    ],
)
def test_text_is_decoded_rightly(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_utf8_with_a_damaged_character_is_still_utf8() -> None:
    data = ("·" * 40).encode() + b"\xff" + "é".encode()
    assert decode(data) == "·" * 40 + "�é"


def test_utf8_cut_within_its_last_character_loses_only_that() -> None:
    assert decode("survival 0·7±".encode()[:-1]) == "survival 0·7"


def test_line_ends_stay_as_they_are_in_the_file() -> None:
    assert decode(b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b'<full-text-retrieval-response xmlns="http://a/b"><coredata/><p>x</p></full-text-retrieval-response>',
            "Elsevier",
        ),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>x</p></body></text></TEI>', "TEI"),
        (b"<PubmedArticleSet><PubmedArticle><Article/></PubmedArticle></PubmedArticleSet>", "library add"),
        (b'<?xml version="1.0"?><PubmedArticleSet/>', "library add"),
        (b'<gml:map xmlns:gml="http://a/b"><p>x</p></gml:map>', "root <map>"),
    ],
)
def test_mark_up_of_other_kinds_is_refused_by_its_name(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(NotAPaper, match=said):
        load(tmp_path, data)


def test_a_set_of_articles_without_declaration_is_jats_and_an_article_of_a_page_is_none(tmp_path: Path) -> None:
    assert load(tmp_path, f"<articles>{ARTICLE}{ARTICLE}</articles>".encode()) == "jats"
    assert load(tmp_path, b'<article class="post"><h1>On rest</h1><p>Rest is good.</p></article>') == "html"


def test_an_article_with_formulas_in_tex_is_no_latex(tmp_path: Path) -> None:
    formula = "<tex-math>\n\\documentclass[12pt]{minimal}\n\\begin{document}$x$\\end{document}</tex-math>"
    assert load(tmp_path, ARTICLE.replace("Survival", formula + "Survival").encode()) == "jats"
