"""Markers that the mark-up links."""

from dataclasses import replace

from tests.annotate.made_papers import document, numbered

from extract.annotate.citations import find_markers
from extract.annotate.sections import find_sections
from extract.model import Document, Link, Reference, Span
from extract.resolve.markers import link_markers


def linked(text: str, *links: tuple[str, str]) -> Document:
    """A paper whose printed texts, searched from left to right, link to targets."""
    paper = document(text, kind="jats")
    at, found = 0, []
    for printed, target in links:
        at = paper.text.index(printed, at)
        found.append(Link(kind="reference", span=Span(at, at + len(printed)), targets=(target,)))
        at += len(printed)
    return replace(paper, links=tuple(found))


def entries(count: int) -> tuple[Reference, ...]:
    return tuple(replace(reference, target=f"B{reference.label}") for reference in numbered(count))


def test_a_range_between_two_links_is_filled() -> None:
    paper = linked("It fell [1, 3–5].", ("1", "B1"), ("3", "B3"), ("5", "B5"))
    markers = find_markers(paper, find_sections(paper), (), (), entries(6))
    assert [(m.span.of(paper.text), m.keys, m.style) for m in markers] == [("[1, 3–5]", ("1", "3", "4", "5"), "linked")]
    citations = link_markers(markers, entries(6))
    assert [citation.reference for citation in citations] == ["ref1", "ref3", "ref4", "ref5"]


def test_a_link_that_prints_a_range_and_names_its_first_entry_is_filled() -> None:
    paper = linked("It fell [3–5].", ("3–5", "B3"))
    (marker,) = find_markers(paper, find_sections(paper), (), (), entries(6))
    assert marker.keys == ("3", "4", "5") and marker.targets == ("B3", "B4", "B5")


def test_a_printed_range_that_is_not_the_lists_stays_one_link() -> None:
    paper = linked("It fell [13–15].", ("13–15", "B3"))
    (marker,) = find_markers(paper, find_sections(paper), (), (), entries(6))
    assert marker.targets == ("B3",)


def test_links_apart_are_markers_apart() -> None:
    paper = linked("It fell [1] and rose [2].", ("1", "B1"), ("2", "B2"))
    assert len(find_markers(paper, find_sections(paper), (), (), entries(2))) == 2


def test_a_bracket_that_was_not_linked_is_added_and_an_interval_is_not() -> None:
    paper = linked("It fell [1], rose [2] in 50 [30–70] men.", ("1", "B1"))
    markers = find_markers(paper, find_sections(paper), (), (), entries(2))
    assert [marker.span.of(paper.text) for marker in markers] == ["[1]", "[2]"]


def test_a_range_between_two_bracketed_links_is_filled() -> None:
    paper = linked("It fell [1], [3]-[5].", ("1", "B1"), ("3", "B3"), ("5", "B5"))
    found = find_markers(paper, find_sections(paper), (), (), entries(6))
    assert [marker.targets for marker in found] == [("B1",), ("B3", "B4", "B5")]


def test_where_nearly_all_is_linked_a_bare_number_needs_a_name() -> None:
    words = " ".join(f"It fell [{n}]." for n in range(1, 31))
    paper = linked(
        f"{words} A length of [4, 6] mm held. Moss et al. [7] said so.", *((str(n), f"B{n}") for n in range(1, 31))
    )
    found = find_markers(paper, find_sections(paper), (), (), entries(30))
    assert [m.span.of(paper.text) for m in found if m.style != "linked"] == ["[7]"]
    sparse = linked("It fell [1], it rose [2] and fell [4, 6].", ("1", "B1"))
    found = find_markers(sparse, find_sections(sparse), (), (), entries(10))
    assert [m.span.of(sparse.text) for m in found if m.style != "linked"] == ["[2]", "[4, 6]"]
