"""Numbers and lengths on either side of each threshold of reports: the last on one side, and the first on the other."""

import io
import json
from typing import Any

import pytest

from extract.model import Work
from extract.report.annotations import write_annotations
from extract.report.pages.charts import citation_map
from extract.report.pages.reference_rows import common_reason, compared
from extract.report.poolable import LeftOut
from extract.report.titles import headline
from tests.report.test_meta_analysis import EVENTS, MEANS, NONE, find_comparisons, row, sorted_out
from tests.report.test_reference_rows import ENTRY, WORK


@pytest.mark.parametrize(("length", "count"), [(110, 0), (111, 1)])
def test_a_message_of_110_characters_is_a_headline(length: int, count: int) -> None:
    first = "the total is 3"
    assert len(headline(f"{first}; {'x' * (length - len(first) - 2)}").more) == count


@pytest.mark.parametrize(("papers", "drawn"), [(60, 60), (61, 60)])
def test_a_map_has_sixty_papers(papers: int, drawn: int) -> None:
    names = [f"p{at}" for at in range(papers)]
    made = citation_map([(name, f"Roe {name}", f"{name}.html") for name in names], [("p0", name) for name in names], "")
    assert made.count(".html") == drawn


@pytest.mark.parametrize(("length", "is_whole"), [(24, True), (25, False)])
def test_a_paper_on_a_map_is_called_by_24_characters(length: int, is_whole: bool) -> None:
    label = "r" * length
    assert (label in citation_map([("a", label, "a.html")], [("a", "a")], "")) is is_whole


@pytest.mark.parametrize(("others", "agrees"), [(2, True), (3, False)], ids=["0.92", "0.88"])
def test_titles_agree_from_a_likeness_of_nine_tenths(others: int, agrees: bool) -> None:
    """Of 25 letters so many are others, at the end."""
    held = Work(id="x", title="magnesiumandthesleepofmen"[: 25 - others] + "x" * others)
    fields = {field.name: field.agrees for field in compared({**ENTRY, "title": "magnesiumandthesleepofmen"}, held)}
    assert fields["title"] is agrees and WORK.title


@pytest.mark.parametrize(("entries", "is_shared"), [(2, False), (3, True)])
def test_a_reason_of_three_entries_is_told_once(entries: int, is_shared: bool) -> None:
    rows: list[dict[str, Any]] = [{"record": None, "answers": [], "reasons": ["not looked up"]} for _ in range(entries)]
    assert bool(common_reason(rows)) is is_shared
    assert [one["reasons"] for one in rows] == [[] if is_shared else ["not looked up"]] * entries


def test_a_passage_is_found_by_32_characters_around_it() -> None:
    file, text = io.StringIO(), "a" * 40 + "It fell." + "b" * 40
    place = {"id": "d.r1", "document_id": "d", "start": 40, "end": 48, "measure": "OS", "statistic": "rate"}
    given = {**place, "value_text": "1", "unit": "%"}
    write_annotations([("results", [given])], lambda _: ("d.txt", text), file)
    quote = next(one for one in json.loads(file.getvalue())["target"]["selector"] if "exact" in one)
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("a" * 32, "It fell.", "b" * 32)


@pytest.mark.parametrize(("percent", "is_doubted"), [(11.5, False), (11.6, True), (8.5, False), (8.4, True)])
def test_a_percentage_lies_within_one_and_a_half_points_of_its_count(percent: float, is_doubted: bool) -> None:
    """4 of 40 are 10 %."""
    first = {**EVENTS[0], "unit": "%", "value": percent, "value_text": str(percent)}
    (found,) = sorted_out([first, EVENTS[1]], NONE)
    reason = "events and size do not give the printed percentage"
    assert (isinstance(found, LeftOut) and found.reason == reason) is is_doubted


@pytest.mark.parametrize(
    ("value", "is_turned"),
    [(0.525 * 1.05, True), (0.525 * 1.06, False), (0.525 / 1.05, True), (0.525 / 1.06, False)],
)
def test_a_ratio_is_that_of_its_row_within_five_percent(value: float, is_turned: bool) -> None:
    """The risk in 4 of 40 is 0.525 of that in 8 of 42."""
    given = {"measure": "RR", "value": value, "ci_low": value / 2, "ci_high": value * 2, "cell_id": "d.t1.3.4"}
    found = find_comparisons([*EVENTS[:2], row(id="d.r9", outcome="Sickness", row_path=("Nausea",), **given)], NONE)
    assert [one.arm == "Drug" for one in found if one.kind == "ratio"] == [is_turned]


@pytest.mark.parametrize(("difference", "warns"), [(8.0, False), (8.1, True)])
def test_means_that_lie_eight_standard_errors_apart_warn(difference: float, warns: bool) -> None:
    """Each group's mean has an error of the square root of a half: the difference has one of 1."""
    first = {**MEANS[0], "value": 10.0 + difference, "sd": 5.0, "n": 50}
    second = {**MEANS[1], "value": 10.0, "sd": 5.0, "n": 50}
    (found,) = find_comparisons([first, second], NONE)
    assert found.sei == pytest.approx(1.0)
    assert ("standard errors apart" in found.warning) is warns
