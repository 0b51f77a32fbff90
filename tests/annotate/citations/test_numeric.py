"""Numbers in brackets and parentheses, and references named by a word."""

from dataclasses import replace

import pytest
from tests.annotate.made_papers import document, made, numbered

from extract.annotate.citations import find_markers
from extract.annotate.citations.candidate import parse_numbers
from extract.annotate.sections import find_sections
from extract.model import Marker, Section, Span


def markers(*paragraphs: str, size: int = 20) -> tuple[list[str], list[str], tuple[Marker, ...]]:
    """The texts of the markers found, those marked, and the markers."""
    paper, expected = made(*paragraphs)
    found = find_markers(paper, find_sections(paper), (), (), numbered(size))
    return [marker.span.of(paper.text) for marker in found], expected, found


BRACKETS = [
    "Risk fell «[1]», rose «[2,3]», fell again «[4–6]» and stayed «[1, 3-5]».",
    "As shown before.«[1]»«[2]» Later «[3],»".replace("«[3],»", "«[3]»,"),
    "It fell (CI [12, 18]) in most «[1]» of type 2 diabetes «[2,3]».",
    "Age was 62 [45–70] years, survival 12.5 months [10, 15] and risk 3% «[1]».",
    "The range is wide «[1–3]» and [HR] or [2–3 Gy per fraction] are none.",
    "Shown in refs «3 and 4» and by others «[1]», reference 15/WA/02 apart.",
]


@pytest.mark.parametrize("paragraph", BRACKETS)
def test_bracket_markers(paragraph: str) -> None:
    found, expected, _ = markers(paragraph)
    assert found == expected


def test_counts_behind_a_summary_in_a_cell_are_no_markers() -> None:
    paper, _ = made("It fell [1] and rose [2].", "17.8 (1.9) [12]\t7 [3,7]\tMade et al. [2]")
    cells = replace(paper.blocks[-1], kind="table")
    paper = replace(paper, blocks=(*paper.blocks[:-1], cells))
    found = find_markers(paper, find_sections(paper), (), (), numbered(20))
    assert [marker.span.of(paper.text) for marker in found] == ["[1]", "[2]", "[2]"]


def test_ranges_are_filled() -> None:
    _, _, found = markers("It fell [1, 3–5].")
    assert found[0].keys == ("1", "3", "4", "5")
    assert parse_numbers("121–5") == (121, 122, 123, 124, 125)


def test_numbers_beyond_the_list_are_no_markers() -> None:
    found, _, _ = markers("It fell [1] and [2]; the interval was [45].", size=3)
    assert found == ["[1]", "[2]"]


def test_a_number_just_beyond_the_list_is_a_citation_of_a_missing_entry() -> None:
    found, expected, _ = markers("Risk fell «[1]», rose «[2]» and stayed «[23]» as in 1998 [70].", size=20)
    assert found == expected


def test_labels_of_the_list_are_no_markers() -> None:
    paper = document("It fell [1].")
    text = paper.text
    assert [m.span.of(text) for m in find_markers(paper, find_sections(paper), (), (), numbered(2))] == ["[1]"]


PARENTHESES = [
    "It fell «(1)», rose «(2, 3)» and stayed «(4–6)». Bae et al. «(7)» agreed, as reviewed «(reviewed in 8–10)».",
    "Of these, 45 (12) were men «(1)», 23% (3) smoked «(2)» and others «(3)» did not (Table 1) «(4-9)».",
    "Criteria were: (1) age, (2) sex and (3) consent «(1-4)». It fell «(5)» with t(6) = 2.1 in most «(6-9)».",
]


@pytest.mark.parametrize("paragraph", PARENTHESES)
def test_parenthesis_markers(paragraph: str) -> None:
    found, expected, _ = markers(paragraph, size=10)
    assert found == expected


def test_parentheses_are_no_markers_in_a_paper_with_brackets() -> None:
    found, expected, _ = markers("It fell «[1]», rose «[2]» and stayed «[3]»; model (2) and point (3).", size=3)
    assert found == expected


def test_the_index_of_a_symbol_is_no_marker() -> None:
    paper, expected = made("The scores t[1] and to[2] fell «[1]», as Poe et al«[2]» and others «[3]» or «[4]» found.")
    found = find_markers(paper, find_sections(paper), (), (), numbered(4))
    assert [marker.span.of(paper.text) for marker in found] == expected


def test_a_bracket_glued_to_a_word_is_a_marker_where_all_are() -> None:
    paper, expected = made("Hepatitis B«[1]» was similar to«[2]» hepatitis C«[3]» in others«[4]».")
    found = find_markers(paper, find_sections(paper), (), (), numbered(4))
    assert [marker.span.of(paper.text) for marker in found] == expected


PROSE = "Noses have been rinsed for long and it is known [1] that this helps. " * 5
ADDRESSES = "Department of Noses, Hospital of Rinsing, Wet Town [1]. Institute of Water, University of Town [2]. " * 4


@pytest.mark.parametrize(("opening", "count"), [(PROSE, 5), (ADDRESSES, 0)])
def test_text_before_the_first_heading_that_is_known_is_read_where_it_is_prose(opening: str, count: int) -> None:
    paper = document(opening.strip(), "Rinsing was done as planned [2].", heading="Made words")
    middle = len("Made words") + 2 + len(opening.strip())
    sections = (
        Section(id="s1", pieces=(Span(middle, len(paper.text)),), rule="made", role="methods", heading="M", level=1),
    )
    found = find_markers(paper, sections, (), (), numbered(3))
    assert [marker.keys for marker in found] == [("1",)] * count + [("2",)]


def test_points_within_a_sentence_and_codes_of_a_scale_are_no_markers() -> None:
    found, expected, _ = markers(
        "Noise is old «(1)», loud «(2, 3)» and costly «(4-6)».",
        "We wished to (1) count beds, (2) ask nurses and (3) sleep.",
        "Pain was told from none (0) to unbearable (4). It fell «(7)», and rose in others «(8)», as before «(9)».",
        size=9,
    )
    assert found == expected
