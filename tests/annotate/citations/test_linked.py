"""Markers that the mark-up links."""

from dataclasses import replace

import pytest
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


def test_a_link_that_prints_several_numbers_cites_them_all() -> None:
    paper = linked("It fell.4 6", ("4 6", "B6"))
    (marker,) = find_markers(paper, find_sections(paper), (), (), entries(6))
    assert (marker.keys, marker.targets) == (("4", "6"), ("B4", "B6"))
    thousand = linked("It fell.1 000", ("1 000", "B1"))
    (other,) = find_markers(thousand, find_sections(thousand), (), (), entries(6))
    assert other.targets == ("B1",)


def test_the_numbers_of_a_list_are_no_citations_even_where_they_are_tagged() -> None:
    paper = linked(
        "Outcomes were [1] relief of pain, [2] less nausea, and [3] sleep.", ("1", "B1"), ("2", "B2"), ("3", "B3")
    )
    assert not [m for m in find_markers(paper, find_sections(paper), (), (), entries(4)) if m.style == "linked"]
    cited = linked("It relieved pain [1], nausea [2] and fever [3].", ("1", "B1"), ("2", "B2"), ("3", "B3"))
    assert len(find_markers(cited, find_sections(cited), (), (), entries(4))) == 3


def test_a_tagged_exponent_is_no_citation() -> None:
    paper = linked("There were 9 × 103 cells in all [1].", ("3", "B3"), ("1", "B1"))
    assert [m.keys for m in find_markers(paper, find_sections(paper), (), (), entries(4))] == [("1",)]


def test_medians_with_quartiles_are_no_citations() -> None:
    paper = linked("It fell [1], and the score was 5 [4-5] after it, over [10, 20] mm.", ("1", "B1"))
    assert len(find_markers(paper, find_sections(paper), (), (), entries(30))) == 1


@pytest.mark.parametrize(("count", "is_added"), [(8, True), (9, False)], ids=["8 of 9 linked", "9 of 10 linked"])
def test_a_bracket_is_added_where_fewer_than_nine_of_ten_are_linked(count: int, is_added: bool) -> None:
    numbers = [str(number) for number in range(1, count + 1)]
    text = " ".join(f"It fell in the wards [{number}]." for number in [*numbers, str(count + 1)])
    paper = linked(text, *((number, f"B{number}") for number in numbers))
    markers = find_markers(paper, find_sections(paper), (), (), entries(count + 1))
    assert (f"[{count + 1}]" in [marker.span.of(paper.text) for marker in markers]) is is_added


@pytest.mark.parametrize(("length", "count"), [(249, 0), (250, 2)])
def test_the_points_of_a_list_lie_fewer_than_250_characters_apart(length: int, count: int) -> None:
    words = ("less pain on wards and " * 12)[: length - 4] + "s"
    paper = linked(f"We saw: 1 {words}, 2 longer sleep.", ("1", "B1"), ("2", "B2"))
    assert paper.text.index("2 longer") - paper.text.index("1 less") - 1 == length
    assert len(find_markers(paper, find_sections(paper), (), (), entries(2))) == count
