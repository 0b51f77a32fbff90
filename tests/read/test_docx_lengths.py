"""How long a paragraph of a manuscript may be before it is taken for something else: the limit, and one more."""

import pytest
from tests.corpus.manuscripts import paragraph, run, table
from tests.read.looking import words_of
from tests.read.test_docx import read

from extract.read.docx.fields import CitedItem, entry_of

PROSE = paragraph(run("Sleep fell on all wards where the light was dim and the doors were shut at night."))


def letters(count: int, start: str = "") -> str:
    return f"{start}{'dim wards ' * (count // 10 + 1)}"[: count - 1] + "s"


@pytest.mark.parametrize(("length", "kind"), [(110, "heading"), (111, "paragraph")])
def test_a_heading_has_110_characters(length: int, kind: str) -> None:
    line = letters(length)
    document = read(paragraph(run("Methods"), "heading1") + PROSE + paragraph(run(line), "heading2") + PROSE)
    assert line in words_of(document, kind)


@pytest.mark.parametrize(("length", "kind"), [(110, "heading"), (111, "paragraph")])
def test_a_line_in_bold_that_is_a_heading_has_110_characters(length: int, kind: str) -> None:
    line = letters(length, "Statement of competing interests of wards ")
    body = paragraph(run("Rest and noise in wards")) + paragraph(run("INTRODUCTION", "<w:b/>")) + PROSE
    document = read(body + paragraph(run(line, "<w:b/>")) + PROSE, styles="")
    assert line in words_of(document, kind)


@pytest.mark.parametrize(("length", "kind"), [(300, "title"), (301, "paragraph")])
def test_a_title_that_no_style_names_has_300_characters(length: int, kind: str) -> None:
    line = letters(length)
    assert line in words_of(read(paragraph(run(line)) + paragraph(run("Methods"), "heading1") + PROSE), kind)


@pytest.mark.parametrize(("length", "kind"), [(299, "front"), (300, "paragraph")])
def test_words_ahead_of_the_first_heading_are_prose_by_300_characters(length: int, kind: str) -> None:
    line = letters(length)
    body = paragraph(run("On rest in wards"), "Title") + paragraph(run(line))
    assert line in words_of(read(body + paragraph(run("Methods"), "heading1") + PROSE), kind)


@pytest.mark.parametrize(("length", "kind"), [(600, "note"), (601, "paragraph")])
def test_a_note_below_a_table_has_600_characters(length: int, kind: str) -> None:
    line = letters(length, "Note: ")
    body = (
        paragraph(run("Results"), "heading1")
        + PROSE
        + table([[("Ward", 1, ""), ("n", 1, "")], [("East", 1, ""), ("3", 1, "")]], 1)
    )
    assert line in words_of(read(body + paragraph(run(line)) + PROSE), kind)


@pytest.mark.parametrize(
    ("title", "target"), [("Dim wards ofs", None), ("Dim wards ofsi", "b")], ids=["11 letters", "12 letters"]
)
def test_a_title_of_twelve_letters_finds_its_entry(title: str, target: str | None) -> None:
    entries = [("a", "Roe A. Rest in tents. Ward J 2019."), ("b", f"Fenn B. {title}. Ward J 2019.")]
    assert entry_of(CitedItem(title, "", ""), entries) == target
