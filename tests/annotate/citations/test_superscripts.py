"""Raised numbers, and digits that lost their place."""

import pytest
from tests.annotate.made_papers import PROSE, document, made, numbered
from tests.patience import must_end

from extract.annotate.citations import find_markers
from extract.annotate.sections import find_sections
from extract.model import Run, Runs, Span, Style

FIRST = "Risk is known.«¹» It fell.«²,³» It rose.«⁴–⁶» "
RAISED = [
    FIRST + "Volume in cm³ and m², counts of 10⁹/L, R² and χ² stay; so does ⁹⁰Y, Ca²⁺ and s⁻².",
    FIRST + "Uptake of [³H]-ketamine, [³ H]glucose and [¹²⁵I]-antibody rose«⁷» in mice.",
    FIRST + "The report«⁷» and criteria«⁸,⁹»: in 2015«¹⁰» it ended.",
    "Risk is known.«^1» It fell.«^{2,3}» It rose.«$^{4–6}$» But χ^2, 10^9/L, m^2 and $x^{2}$ stay.",
    "Risk is known.«<sup>1</sup>» It fell.«<sup>2,3</sup>» It is 10<sup>9</sup>/L.",
]


@pytest.mark.parametrize("paragraph", RAISED)
def test_raised_markers(paragraph: str) -> None:
    paper, expected = made(paragraph)
    found = find_markers(paper, find_sections(paper), (), (), numbered(10))
    assert [marker.span.of(paper.text) for marker in found] == expected
    assert {marker.style for marker in found} == {"superscript"}


RUN_ON = [
    "Liver cancer is common globally.«1,2» It recurs often.«3–5» One trial«6» agreed, with others,«7 8» on this. "
    "Ahn et al.«9» found more (by report«10»). Many such trial data exist. The report is long.",
    "Liver cancer is common.«1» It recurs.«2–9» PD-L1, IL6, HER2, TG101 and CD4 were low; MY.11 trial, V.3.1 and "
    "week4, grade3, 10 cm3 and p=0.5 stay. In 2010.«10» The end.",
]


@pytest.mark.parametrize("paragraph", RUN_ON)
def test_run_on_markers(paragraph: str) -> None:
    paper, expected = made(paragraph)
    found = find_markers(paper, find_sections(paper), (), (), numbered(10))
    assert [marker.span.of(paper.text) for marker in found] == expected


def test_styled_runs_are_markers_and_powers_are_not() -> None:
    text = "It fell1,2 by 10 m2 and rose3."
    runs = Runs()
    offset = len("Introduction\n\n")
    for start, end in ((7, 10), (18, 19), (28, 29)):
        runs.append(Run(span=Span(offset + start, offset + end), style=Style.SUPERSCRIPT))
    paper = document(text, runs=runs, kind="jats")
    found = find_markers(paper, find_sections(paper), (), (), numbered(3))
    assert [(marker.span.of(paper.text), marker.keys) for marker in found] == [("1,2", ("1", "2")), ("3", ("3",))]


def test_affiliations_ahead_of_the_text_are_no_markers() -> None:
    paper, _ = made("A. Made¹, B. Made²", PROSE, "It fell.¹ It rose.²")
    text = paper.text
    found = find_markers(paper, find_sections(paper), (), (), numbered(2))
    front = document("It fell.¹", heading="Abstract")
    assert [marker.span.of(text) for marker in found][-2:] == ["¹", "²"]
    assert len(find_markers(front, find_sections(front), (), (), numbered(2))) == 1


@pytest.mark.parametrize("unit", ["¹", "1,", "a", "OS, ", "(Ab 2001; ", "^{1,", "[1,", "word1 "])
def test_hostile_text_is_done_in_the_end(unit: str) -> None:
    paper = document(unit * (40_000 // len(unit)))
    with must_end():
        find_markers(paper, find_sections(paper), (), (), numbered(5))
