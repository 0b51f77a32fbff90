"""How long a stretch may be before it is taken for something else: the last that is not, and the first that is."""

import pytest
from tests.annotate.test_sections import paper, shape

from extract.annotate import sections, sentences
from extract.annotate.sections import find_sections
from extract.annotate.sentences import find_sentences
from extract.annotate.steps import clipped
from extract.model import Document, Link, Page, Source, Span, quote

TITLE, ABSTRACT, BEHIND = ("title", "A made trial"), ("heading", "Abstract"), len("Abstract\n\n")
"""`BEHIND`: where the text behind the heading begins, counted from the abstract's own start."""


def prose(length: int) -> tuple[str, str]:
    return "paragraph", ("sleep fell on wards " * (length // 20 + 1))[:length]


def roles(document: Document) -> list[str]:
    return [section.role for section in find_sections(document)]


@pytest.mark.parametrize(("length", "found"), [(399, ["title"]), (400, ["title", "abstract"])])
def test_prose_ahead_of_all_headings_is_the_abstract_where_it_is_long(length: int, found: list[str]) -> None:
    assert roles(paper(TITLE, prose(length))) == found


@pytest.mark.parametrize(("place", "holds"), [(6000, True), (6001, False)])
def test_a_paragraph_that_begins_far_behind_is_no_part_of_the_abstract(place: int, holds: bool) -> None:
    document = paper(ABSTRACT, prose(place - BEHIND - 2), prose(300))
    (abstract,) = find_sections(document)
    assert (abstract.span.end == document.blocks[-1].span.end) is holds


@pytest.mark.parametrize(("place", "role"), [(60, "abstract"), (61, "methods")])
def test_an_abstract_shows_its_first_part_soon(place: int, role: str) -> None:
    assert roles(paper(ABSTRACT, prose(place - BEHIND - 2), ("heading", "Methods"), prose(300)))[-1] == role


@pytest.mark.parametrize(("place", "role"), [(5999, "abstract"), (6000, "methods")])
def test_a_part_of_the_abstract_does_not_begin_far_behind(place: int, role: str) -> None:
    opening = "Background"
    document = paper(
        ABSTRACT,
        ("heading", opening),
        prose(place - BEHIND - len(opening) - 4),
        ("heading", "Methods"),
        prose(300),
    )
    assert roles(document)[-1] == role


@pytest.mark.parametrize(("length", "level"), [(600, 1), (601, 2)])
def test_a_list_has_a_year_in_every_six_hundred_characters(length: int, level: int) -> None:
    head = "References\n\n"
    first = prose(length - len(head) - 2 - len(" 2019"))[1] + " 2019"
    document = paper(
        *(("heading", "Results"), prose(300), ("heading", "References"), ("paragraph", first)),
        *(("heading", "References"), ("paragraph", "Roe A. Rest. Ward J. 2019;1:1.")),
    )
    assert shape(find_sections(document))[1][2] == level


@pytest.mark.parametrize(("limit", "parts"), [(21, 1), (20, 2)])
def test_a_sentence_that_does_not_end_is_parted_at_a_space(
    monkeypatch: pytest.MonkeyPatch, limit: int, parts: int
) -> None:
    monkeypatch.setattr(sentences, "LONGEST", limit)
    document = paper(("heading", "Results"), ("paragraph", "Aaaa bbbb cccc dddd e"))
    found = [quote(document.text, one.pieces) for one in find_sentences(document, sections.find_sections(document))]
    assert found[:1] == ["Aaaa bbbb cccc dddd e" if parts == 1 else "Aaaa bbbb cccc dddd"] and len(found) == parts


@pytest.mark.parametrize(("length", "blocks", "links"), [(40, 1, 0), (41, 2, 1), (42, 2, 1)])
def test_a_long_text_is_annotated_up_to_the_last_block_that_fits(length: int, blocks: int, links: int) -> None:
    """Its second block, and a link within, end at 41."""
    document = paper(("paragraph", "a" * 20), ("paragraph", "b" * 19), ("paragraph", "c" * 20))
    made = Document(
        source=Source(path="made", sha256="0" * 64, format="text", size=9),
        text=document.text,
        blocks=document.blocks,
        links=(Link(span=Span(30, 41), kind="reference", targets=("r1",)),),
        pages=(
            Page(number=1, width=1.0, height=1.0, span=Span(0, 41)),
            Page(number=2, width=1.0, height=1.0, span=Span(41, 62)),
        ),
    )
    part = clipped(made, length)
    assert (len(part.blocks), len(part.links), len(part.pages)) == (blocks, links, 1)
