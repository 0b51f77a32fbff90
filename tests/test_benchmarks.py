"""The benchmarks' own reckoning: exponents, scores, and a page that cannot go stale."""

from collections import Counter
from dataclasses import replace

import pytest
from benchmarks.bars import Bar
from benchmarks.growth import exponent
from benchmarks.made import DOCUMENTS
from benchmarks.page import DOCS, HEAD, sections, table
from benchmarks.truth import (
    Score,
    Truth,
    abstract_score,
    cited_score,
    own_title_score,
    table_score,
    text_score,
    title_score,
)


def test_the_page_is_that_of_the_results() -> None:
    written = "\n".join((HEAD, *sections()))
    assert (DOCS / "benchmarks.md").read_text(encoding="utf-8") == written, "python -m benchmarks page"


def test_exponents_are_the_slope_of_the_larger_points() -> None:
    assert exponent([1, 2, 4, 8], [1.0, 2.0, 4.0, 8.0]) == pytest.approx(1.0)
    assert exponent([1, 2, 4], [1.0, 4.0, 16.0]) == pytest.approx(2.0)
    assert exponent([1, 2, 4], [0.001, 0.002, 0.004]) is None


def test_a_table_in_markdown_has_empty_cells_for_what_was_not_measured() -> None:
    assert table(["tool", "seconds"], [["ours", 1.5], ["theirs", None]]).splitlines()[2:] == [
        "| ours | 1.5 |",
        "| theirs | |",
    ]


@pytest.mark.parametrize("axis", DOCUMENTS)
def test_made_papers_grow_with_their_size_and_are_always_the_same(axis: str) -> None:
    _, make = DOCUMENTS[axis]
    assert len(make(20)) > len(make(10))
    if axis != "pages":
        assert make(20) == make(20)


TRUTH = Truth(
    paragraphs=("one two three four five six",),
    tables=([["a", "1"], ["b", "2"]],),
    entries=("r1", "r2"),
    titles={"r1": "atitle"},
    cited=Counter({"r1": 2}),
)


def test_words_out_of_order_are_not_found() -> None:
    assert text_score(TRUTH, "zero one two three four five six seven").right == 2
    assert text_score(TRUTH, "one three two four five six").right == 0


def test_a_table_laid_out_wrongly_scores_less() -> None:
    right = table_score(TRUTH, [[["a", "1"], ["b", "2"]]], "a 1 b 2")
    wrong = table_score(TRUTH, [[["a", "2"], ["b", "1"]]], "a 1 b 2")
    assert right == Score(4, 4, 4) and wrong.right < 4


def test_a_grid_that_fits_no_table_counts_as_found_and_wrong() -> None:
    assert table_score(TRUTH, [[["a", "1"], ["b", "2"]], [["x", "y"]]], "a 1 b 2") == Score(4, 5, 4)


def test_a_table_printed_as_a_picture_is_not_asked_for() -> None:
    assert table_score(TRUTH, [], "nothing of it").there == 0


def test_titles_and_citations_are_counted_as_often_as_they_stand() -> None:

    assert title_score(TRUTH, ["A title.", "Another"]) == Score(1, 2, 1)
    assert cited_score(TRUTH, Counter({"r1": 1, "elsewhere": 3})) == Score(1, 1, 2)


def test_a_bar_is_met_on_its_own_side_only() -> None:
    fast = Bar(what="seconds", sign="<", asked=0.3, measured=0.3)
    many = Bar(what="papers a second", sign=">=", asked=8, measured=8)
    assert not fast.is_met(fast.measured) and fast.is_met(0.29)
    assert many.is_met(many.measured) and not many.is_met(7.9)


ABSTRACT = " ".join(f"{one}{other}" for one in "abcdefg" for other in ("nose", "ear", "ward", "town", "year", "hand"))


@pytest.mark.parametrize(
    ("sections", "right"),
    [
        ([ABSTRACT], 1),
        ([ABSTRACT[:120], ABSTRACT[121:]], 1),
        ([ABSTRACT[:100]], 0),
        ([ABSTRACT + " other words of the body than those" * 12], 1),
        ([f"{ABSTRACT} {' '.join(f'{one}other{two}' for one in 'hijklmnop' for two in 'abcdefgh')}"], 0),
        ([], 0),
    ],
)
def test_an_abstract_is_held_by_a_section_that_holds_little_else(sections: list[str], right: int) -> None:
    assert abstract_score(replace(TRUTH, abstract=ABSTRACT), sections).right == right


@pytest.mark.parametrize(("title", "right"), [("On noses.", 1), ("On noses: a trial", 1), ("On ears", 0), (None, 0)])
def test_a_title_is_right_letter_by_letter(title: str | None, right: int) -> None:
    assert own_title_score(replace(TRUTH, own_titles=("onnoses", "onnosesatrial")), title).right == right


def test_the_tally_of_concepts_is_the_one_that_the_docs_tell() -> None:
    root = DOCS.parent
    rows = (root / "benchmarks/judged/concepts.tsv").read_text("utf-8").splitlines()[1:]
    lines = [row.split("\t") for row in rows]
    right = [sum(line[0] == sample and line[4] == "right" for line in lines) for sample in "123"]
    told = " ".join((root / "docs/architecture.md").read_text("utf-8").split())
    assert len(lines) == 600 and all(len(line) == 5 for line in lines)
    assert (
        f"{right[0]} of 200 had the right sense, {right[1]} of 200 of other" in told
        and f"{right[2]} of the last" in told
    )
