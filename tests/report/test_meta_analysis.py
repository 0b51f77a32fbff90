"""Comparisons, their exports, and the forest plot."""

import csv
import io
import math
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest

from extract.pooling import pool_effects
from extract.report import meta_analysis, poolable
from extract.report.comparisons import Comparison, Labels
from extract.report.meta_analysis import METAFOR, write_left_out
from extract.report.pages.drawing import svg_of, write_drawing
from extract.report.pages.forest import forest_pages, pool, several_ratios
from extract.report.poolable import LeftOut
from extract.report.records import ArmRecord, DocumentRecord, ResultRecord
from tests.report.rows import record

EMPTY: dict[str, Any] = dict.fromkeys(
    """
    value unit timepoint timepoint_unit ci_low ci_high ci_level sd count denominator n arm comparator population
    endpoint_id sentence_id table_id cell_id
    """.split()
)


def row(**given: Any) -> dict[str, Any]:
    """A row of the results layer."""
    known = {"id": "d.result1", "document_id": "d", "measure": "OS", "statistic": "rate", "role": "result"}
    return {**EMPTY, **known, "source": "own", **given}


NONE = Labels({}, {})
Rows = Iterable[dict[str, Any]]


def results_of(rows: Rows) -> list[ResultRecord]:
    return [record(ResultRecord, given) for given in rows]


def find_comparisons(rows: Rows, labels: Labels) -> Iterator[Comparison]:
    return poolable.find_comparisons(results_of(rows), labels)


def sorted_out(rows: Rows, labels: Labels) -> Iterator[Comparison | LeftOut]:
    return poolable.sorted_out(results_of(rows), labels)


def write_metafor(rows: Rows, names: dict[str, str], file: IO[str], labels: Labels) -> list[LeftOut]:
    return meta_analysis.write_metafor(results_of(rows), names, file, labels)


def hazard(number: int, value: float, low: float, high: float) -> dict[str, Any]:
    given = {
        "id": f"d{number}.result1",
        "document_id": f"d{number}",
        "outcome": "OS",
        "arm": "Drug",
        "comparator": "Placebo",
    }
    return row(**given, measure="HR", value=value, value_text=f"{value:.2f}", ci_low=low, ci_high=high)


HAZARDS = [hazard(1, 0.62, 0.38, 1.02), hazard(2, 0.80, 0.60, 1.07), hazard(3, 0.45, 0.30, 0.68)]
EVENTS = [
    row(id="d.r1", measure="Nausea", count=4, n=40, arm="Drug", cell_id="d.t1.3.1"),
    row(id="d.r2", measure="Nausea", count=8, n=42, arm="Placebo", cell_id="d.t1.3.2"),
    row(id="d.r3", measure="Nausea", count=12, n=82, arm="Total", cell_id="d.t1.3.3"),
]
MEANS = [
    row(id="d.r4", outcome="Pain", statistic="mean", value=3.0, sd=1.0, n=25, arm="Yoga", cell_id="d.t1.4.1"),
    row(id="d.r5", outcome="Pain", statistic="mean", value=4.0, sd=2.0, n=25, arm="Usual care", cell_id="d.t1.4.2"),
]


def test_a_ratio_becomes_its_logarithm_with_the_error_of_its_interval() -> None:
    (one, *_) = find_comparisons(HAZARDS, NONE)
    assert one.yi == pytest.approx(math.log(0.62))
    assert one.sei == pytest.approx((math.log(1.02) - math.log(0.38)) / 3.92, rel=1e-3)


def test_two_groups_in_one_row_are_compared_and_their_total_is_left() -> None:
    (one,) = find_comparisons(EVENTS, Labels({"d.t1.3.1": "Nausea, n (%)"}, {}))
    assert (one.arm, one.comparator, one.ai, one.n1i, one.ci, one.n2i) == ("Drug", "Placebo", 4, 40, 8, 42)
    assert one.outcome == "Nausea, n (%)"
    assert one.yi == pytest.approx(math.log((4 / 40) / (8 / 42)))


def test_means_are_compared_by_their_difference() -> None:
    (one,) = find_comparisons(MEANS, NONE)
    assert (one.yi, one.sei) == (-1.0, pytest.approx(math.sqrt(1 / 25 + 4 / 25)))


def test_three_groups_without_a_control_are_no_comparison() -> None:
    rows = [row(id=f"d.r{n}", count=n, n=20, arm=f"Drug {n}", cell_id=f"d.t1.3.{n}") for n in (1, 2, 3)]
    assert list(find_comparisons(rows, NONE)) == []


def test_sizes_in_a_column_beside_means_are_their_sizes_and_no_events() -> None:
    rows = []
    for col, (arm, n, value) in enumerate((("Yoga", 23, 3.0), ("Usual care", 21, 4.0))):
        over = {"arm": arm, "outcome": "Pain", "measure": "pain", "n": None}
        where = [
            {"cell_id": f"d.t1.4.{2 * col + at}", "column_path": (arm, head)} for at, head in enumerate(("No.", "Mean"))
        ]
        rows += [
            row(**{**over, **where[0], "id": f"d.n{col}", "count": n, "statistic": "n", "denominator": 30}),
            row(**{**over, **where[1], "id": f"d.m{col}", "statistic": "mean", "value": value, "sd": 1.0}),
        ]
    (one,) = find_comparisons(rows, NONE)
    assert (one.kind, one.n1i, one.n2i, one.m1i) == ("continuous", 23, 21, 3.0)
    percents = [{**each, "statistic": "percent", "sd": None} if each["sd"] else each for each in rows]
    (one,) = find_comparisons(percents, NONE)
    assert (one.kind, one.ai, one.n1i) == ("binary", 23, 30)


@pytest.mark.parametrize(
    ("value", "arms"),
    [(0.47, ("Drug", "Placebo")), (2.1, ("Placebo", "Drug")), (1.4, (None, None))],
)
def test_a_ratio_takes_the_groups_of_its_row_where_their_counts_give_it(
    value: float, arms: tuple[str | None, str | None]
) -> None:
    """Odds of 4 of 40 to 8 of 42 are 0.47; those turned, 2.1; 1.4 is the ratio of something else."""
    given = {"measure": "OR", "value": value, "ci_low": value / 2, "ci_high": value * 2, "cell_id": "d.t1.3.4"}
    found = find_comparisons([*EVENTS[:2], row(id="d.r9", outcome="Sickness", row_path=("Nausea",), **given)], NONE)
    (ratio,) = (one for one in found if one.kind == "ratio")
    assert (ratio.arm, ratio.comparator) == arms


def test_cited_and_baseline_numbers_are_not_pooled() -> None:
    rows = [{**each, "source": "cited"} for each in HAZARDS] + [{**each, "role": "baseline"} for each in EVENTS]
    assert list(find_comparisons(rows, NONE)) == []


def test_metafor_has_the_columns_that_escalc_reads() -> None:
    file = io.StringIO()
    write_metafor([*HAZARDS, *EVENTS, *MEANS], {"d": "Wu 2026"}, file, NONE)
    lines = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert tuple(lines[0]) == METAFOR
    nausea = next(line for line in lines if line["outcome"] == "Nausea")
    assert [nausea[name] for name in ("slab", "ai", "bi", "ci", "di")] == ["Wu 2026", "4", "36", "8", "34"]


def test_revman_takes_its_files_and_all_arms_that_results_name(tmp_path: Path) -> None:
    document = {"id": "d", "path": "x.txt", "authors": [{"family": "Wu"}], "year": 2026}
    document |= dict.fromkeys(("title", "journal", "doi", "pmid"))
    arm = {"document_id": "d", "name": "Drug", "n": 40, "n_role": "randomised"}
    documents, arms = [record(DocumentRecord, document)], [record(ArmRecord, arm)]
    meta_analysis.write_revman_folder(results_of(EVENTS), documents, arms, tmp_path, NONE)
    assert sorted(path.stem for path in tmp_path.iterdir()) == [
        "left-out",
        "risk-of-bias",
        "study-arms",
        "study-information",
        "study-results",
    ]
    assert "Wu 2026,Placebo,42,result" in (tmp_path / "study-arms.csv").read_text(encoding="utf-8")
    assert "Wu 2026,Nausea,Dichotomous" in (tmp_path / "study-results.csv").read_text(encoding="utf-8")


def test_studies_of_the_same_name_are_told_apart() -> None:
    documents = [{"id": str(number), "path": "x", "authors": [{"family": "Wu"}], "year": 2026} for number in (1, 2)]
    named = meta_analysis.study_names(record(DocumentRecord, given) for given in documents)
    assert list(named.values()) == [
        "Wu 2026",
        "Wu 2026 #2",
    ]


def test_pooling_agrees_with_the_textbook_formula() -> None:
    summary = pool(list(find_comparisons(HAZARDS, NONE)))
    assert summary is not None
    assert 0.45 < summary.estimate < 0.80
    assert summary.low < summary.estimate < summary.high
    assert pool(list(find_comparisons(HAZARDS[:1], NONE))) is None


def test_a_forest_plot_is_written_as_svg_and_png(tmp_path: Path) -> None:
    ratios = list(find_comparisons(HAZARDS, NONE))
    (drawing,) = forest_pages(ratios, {"d1": "Wu <2026>"}, title="HR", pooled=True)
    svg = svg_of(drawing)
    assert svg.count("<polygon") == 4 and "Wu &lt;2026&gt;" in svg
    assert "0.80 (0.60 to 1.07)" in svg and "Drug vs Placebo" in svg and "Weight" in svg
    write_drawing(drawing, tmp_path / "forest.png")
    assert (tmp_path / "forest.png").read_bytes().startswith(b"\x89PNG")


TRIALS = [hazard(1, 0.71, 0.52, 0.97), hazard(2, 0.85, 0.66, 1.10), hazard(3, 0.62, 0.41, 0.93)]
MANUAL = (Path(__file__).parents[2] / "docs" / "meta-analysis.md").read_text(encoding="utf-8")


@pytest.fixture
def pool_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The metafor export of three made-up trials, in the working folder."""
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "pool.csv").open("w", encoding="utf-8", newline="") as file:
        write_metafor([{**trial, "endpoint_id": "e"} for trial in TRIALS], {}, file, Labels({"e": "OS"}, {}))
    return tmp_path / "pool.csv"


def _snippet(language: str) -> str:
    return MANUAL.split(f"```{language}\n")[1].split("```")[0]


def test_the_snippet_of_the_manual_pools_an_export(pool_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(_snippet("python"), "meta-analysis.md", "exec"), {})
    printed = capsys.readouterr().out.strip()
    assert printed == "3 studies: HR 0.76 (95 % CI 0.63 to 0.90)" and printed in MANUAL


def test_groups_in_stubs_are_compared_down_the_column() -> None:
    stubs = [
        row(id=f"d.r{n}", outcome="Pain", statistic="mean", value=value, sd=1.0, n=25, arm=arm, cell_id=f"d.t1.{n}.2")
        for n, (arm, value) in enumerate((("Yoga", 3.0), ("Usual care", 4.0)))
    ]
    named = [{**each, "row_path": [each["arm"]], "column_path": ["Pain"], "table_id": "d.t1"} for each in stubs]
    (one,) = find_comparisons(named, NONE)
    assert (one.arm, one.comparator, one.m1i, one.m2i) == ("Yoga", "Usual care", 3.0, 4.0)
    assert not list(find_comparisons([{**each, "row_path": []} for each in named], NONE))
    other_column = [named[0], {**named[1], "cell_id": "d.t1.1.3"}]
    assert not list(find_comparisons(other_column, NONE))


def test_a_printed_percentage_that_rounding_explains_is_no_doubt() -> None:
    (one,) = find_comparisons([{**EVENTS[0], "unit": "%", "value": 10.4}, EVENTS[1]], NONE)
    assert (one.ai, one.n1i) == (4, 40)


@pytest.mark.parametrize(
    ("arms", "labels", "warning"),
    [
        (
            ("Yoga", "Rest"),
            Labels({}, {}, crossovers=frozenset("d")),
            "cross-over trial: the groups are the same people",
        ),
        (("Yoga", "Rest"), NONE, ""),
    ],
)
def test_designs_that_speak_against_pooling_as_it_is_are_told(
    arms: tuple[str, str], labels: Labels, warning: str
) -> None:
    (one,) = find_comparisons([{**MEANS[0], "arm": arms[0]}, {**MEANS[1], "arm": arms[1]}], labels)
    assert one.warning == warning


def test_metafor_pools_the_export_as_we_do(pool_file: Path) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None or subprocess.run([rscript, "-e", "library(metafor)"], capture_output=True).returncode:
        pytest.skip("R with metafor is not installed: its pooling is not compared")
    printed = subprocess.run([rscript, "-e", _snippet("r")], capture_output=True, text=True, check=True).stdout
    ours, *_ = pool_effects([(one.yi, one.sei**2) for one in find_comparisons(TRIALS, NONE) if one.yi and one.sei])
    shown = [f"{math.exp(each):.3f}" for each in (ours.estimate, ours.low, ours.high)]
    assert printed.strip().endswith("HR {} (95 % CI {} to {})".format(*shown))


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([{**EVENTS[0], "count": 41}, EVENTS[1]], "events outside 0 to the size of the group"),
        ([{**EVENTS[0], "unit": "%", "value": 31.0}, EVENTS[1]], "events and size do not give the printed percentage"),
        ([{**each, "population": "% of all"} for each in EVENTS[:2]], "a column of percentages read as counts"),
        (
            [{**each, "timepoint": 0, "timepoint_unit": "weeks"} for each in MEANS],
            "baseline: told before the treatment",
        ),
        ([{**each, "outcome": "Baseline > Nausea"} for each in EVENTS[:2]], "baseline: told before the treatment"),
        ([{**each, "measure": "other"} for each in EVENTS[:2]], "no outcome is named"),
        ([{**each, "outcome": "Mean (SD)"} for each in MEANS], "no outcome is named"),
        ([{**HAZARDS[0], "arm": None}], "no groups and no factor are named"),
        ([{**HAZARDS[0], "outcome": "", "measure": "OR"}], "no outcome is named"),
        ([{**each, "n": 1} for each in MEANS], "a group of fewer than two"),
        ([{**each, "population": "Screening"} for each in MEANS], "baseline: told before the treatment"),
        ([{**HAZARDS[0], "comparator": "Drug"}], "both groups bear one name"),
        ([{**MEANS[0], "arm": "Week 12"}, {**MEANS[1], "arm": "Baseline"}], "the groups are times: no two groups"),
        ([{**MEANS[0], "arm": "Post-test"}, {**MEANS[1], "arm": "Pre-test"}], "the groups are times: no two groups"),
        ([{**each, "outcome": "Initial > Nausea"} for each in EVENTS[:2]], "baseline: told before the treatment"),
        (
            [{**HAZARDS[0], "arm": None, "comparator": None, "row_path": ["Median, months"]}],
            "the row of a statistic: no groups and no factor are named",
        ),
        ([{**each, "outcome": "p-value"} for each in EVENTS[:2]], "a row or column of tests or p-values"),
    ],
)
def test_what_cannot_be_pooled_is_told_with_the_reason(rows: list[dict[str, Any]], reason: str) -> None:
    (left,) = sorted_out(rows, NONE)
    assert isinstance(left, LeftOut) and left.reason == reason
    file = io.StringIO()
    write_left_out([left], {}, file)
    assert reason in file.getvalue()


def test_a_table_of_characteristics_is_left_out_and_one_after_treatment_is_not() -> None:
    rows = [{**each, "table_id": "t"} for each in EVENTS[:2]]
    assert not list(find_comparisons(rows, Labels({}, {"t": "Characteristics of the patients"})))
    assert list(find_comparisons(rows, Labels({}, {"t": "Characteristics of the patients after 6 weeks"})))


def test_the_same_numbers_told_twice_are_pooled_once() -> None:
    again = [{**each, "id": f"{each['id']}0", "cell_id": each["cell_id"].replace("t1", "t2")} for each in EVENTS[:2]]
    found = list(sorted_out([*EVENTS[:2], *again], NONE))
    assert [isinstance(one, LeftOut) for one in found] == [False, True]


def test_arms_with_times_in_their_names_are_groups_and_a_factor_with_a_statistics_word_is_a_factor() -> None:
    rows = [{**MEANS[0], "arm": "Early discharge at 24 hours"}, {**MEANS[1], "arm": "T"}]
    assert [(one.arm, one.comparator) for one in find_comparisons(rows, NONE)] == [("Early discharge at 24 hours", "T")]
    ratio = {**HAZARDS[0], "arm": None, "comparator": None}
    assert list(find_comparisons([{**ratio, "row_path": ["Number of lesions ≥ 3"]}], NONE))


def table(rows: list[dict[str, Any]], **given: Any) -> list[dict[str, Any]]:
    return [{**each, "table_id": "d.t1", **given} for each in rows]


def reasons(rows: list[dict[str, Any]], labels: Labels = NONE) -> set[str]:
    """Why rows are left out; an empty text for what is kept."""
    return {one.reason if isinstance(one, LeftOut) else "" for one in sorted_out(rows, labels)}


@pytest.mark.parametrize(
    ("outcome", "time", "is_kept"),
    [
        ("Relapse > 7–12th month", 6, False),
        ("Relapse > 0–6th month", 6, True),
        ("30-day mortality", 12, True),
        ("Relapse at 12 months", 12, True),
    ],
)
def test_a_row_that_names_another_time_is_left_out(outcome: str, time: int, is_kept: bool) -> None:
    rows = [{**each, "outcome": outcome, "timepoint": time, "timepoint_unit": "months"} for each in EVENTS[:2]]
    assert (reasons(rows) == {""}) == is_kept


@pytest.mark.parametrize(
    ("outcome", "is_kept"),
    [
        ("incidence in the yoga group", False),
        ("None", False),
        ("Hazard ratio", False),
        ("Multivariate analysis", False),
        ("incidence of falls in the yoga group", True),
        ("Six-minute walk test", True),
        ("Log-rank test", False),
        ("respect to falls", False),
        ("studies included", False),
        ("included patients with falls", True),
    ],
)
def test_words_that_name_no_outcome(outcome: str, is_kept: bool) -> None:
    sentence = f"The {outcome} was lower."
    rows = [{**each, "outcome": outcome, "sentence_id": "s", "cell_id": None} for each in EVENTS[:2]]
    assert (reasons(rows, Labels({}, {}, sentences={"s": sentence})) == {""}) == is_kept


@pytest.mark.parametrize(
    ("sentence", "is_kept"),
    [
        ("Nausea at week 24 and, compared with week 12, less.", False),
        ("Nausea after 62 ± 19 days in patients aged 65 years at 6 months.", True),
        ("After adjusting for age and Nausea, fewer.", False),
        ("More had no Nausea than before.", False),
        ("No one died and Nausea was rarer.", True),
        ("Nausea, adjusted for age, was rarer.", True),
        ("Nausea ≥ grade 3 was rarer.", False),
    ],
)
def test_sentences_whose_outcome_or_time_is_unclear_are_left_out(sentence: str, is_kept: bool) -> None:
    rows = [{**each, "outcome": "Nausea", "sentence_id": "s", "cell_id": None} for each in EVENTS[:2]]
    assert (reasons(rows, Labels({}, {}, sentences={"s": sentence})) == {""}) == is_kept


def test_a_table_with_rows_of_age_and_sex_describes_people_unless_it_tells_of_what_came_after() -> None:
    rows = table(EVENTS[:2])
    people = Labels({}, {"d.t1": "Variables of both groups"}, of_people=frozenset({"d.t1"}))
    assert reasons(rows, people) == {"baseline: told before the treatment"}
    assert reasons(rows, replace(people, captions={"d.t1": "Events after 6 weeks"})) == {""}
    assert reasons(table(EVENTS[:2], measure="Sex > Male")) == {"baseline: told before the treatment"}
    assert reasons(table(EVENTS[:2], measure="Sexual function")) == {""}


def test_rows_that_are_studies_or_groups_are_no_outcomes() -> None:
    rows = table(EVENTS[:2])
    told = "a row for each study: its numbers are not of this paper's groups alone"
    assert reasons(rows, Labels({}, {}, stub_heads={"d.t1": "Literature (year)"})) == {told}
    assert reasons(rows, Labels({}, {}, stub_heads={"d.t1": "Study outcomes"})) == {""}
    assert reasons(table(EVENTS[:2], measure="Gangji et al.")) == {told}
    assert reasons(table(EVENTS[:2], measure="Drug intervention (two sites)")) == {
        "what is named as an outcome is a group"
    }
    assert reasons(table(EVENTS[:2], measure="Drug-related nausea")) == {""}


def test_a_ratio_for_a_time_or_for_its_own_row_has_no_groups() -> None:
    ratio = {**HAZARDS[0], "arm": None, "comparator": None, "outcome": "Uptake"}
    assert reasons([{**ratio, "row_path": ["Week 12"]}]) == {"no groups and no factor are named"}
    assert reasons([{**ratio, "row_path": ["Uptake"], "measure": "OR"}]) == {"no outcome is named"}
    assert reasons([{**ratio, "row_path": ["Early discharge"]}]) == {""}


def test_means_under_a_caption_of_changes_are_warned_of() -> None:
    rows = table(MEANS)
    (one,) = find_comparisons(rows, Labels({}, {"d.t1": "Mean changes in outcomes"}))
    assert one.warning == "the caption tells of changes"
    (named,) = find_comparisons(table(MEANS, outcome="Change in pain"), Labels({}, {"d.t1": "Changes"}))
    assert not named.warning


def test_the_outcome_of_a_regression_is_that_of_its_caption() -> None:
    rows = [{**HAZARDS[0], "outcome": "Age", "row_path": ["Age"], "arm": None, "comparator": None, "table_id": "t"}]
    (one,) = find_comparisons(rows, Labels({}, {"t": "Risk factors for death in 80 patients"}))
    assert (one.outcome, one.factor) == ("death", "Age")
    assert reasons(rows, Labels({}, {"t": "Outcomes by age"})) == {"no outcome is named"}


def test_a_group_that_is_called_people_is_no_group() -> None:
    assert reasons([EVENTS[0], {**EVENTS[1], "arm": "patients"}]) == {"a group is called people and no more"}
    assert reasons([EVENTS[0], {**EVENTS[1], "arm": "Control patients"}]) == {""}


def test_times_without_numbers_keep_visits_apart_and_the_first_can_be_the_baseline() -> None:
    visits = [
        {**each, "id": f"{each['id']}{visit}", "timepoint_text": visit, "value": each["value"] + shift}
        for each in MEANS
        for visit, shift in (("T1", 0), ("T2", 1))
    ]
    assert [one.time for one in find_comparisons(visits, NONE)] == ["T1", "T2"]
    first = Labels({}, {}, first_visits=frozenset({("d", "t1")}))
    assert [one.time for one in find_comparisons(visits, first)] == ["T2"]
    assert reasons([{**each, "timepoint_text": "Before"} for each in MEANS]) == {"baseline: told before the treatment"}


def test_heads_under_the_arm_are_part_of_what_is_counted() -> None:
    heads = [
        {**each, "id": f"{each['id']}{grade}", "column_path": ["No. (%)", f"{each['arm']} (n = {each['n']})", grade]}
        for each in EVENTS[:2]
        for grade in ("Any grade", "Grade 3")
    ]
    counts = [{**each, "count": each["count"] - ("3" in each["id"][-1])} for each in heads]
    assert [one.population for one in find_comparisons(counts, NONE)] == ["Any grade", "Grade 3"]
    plain = [{**each, "column_path": [each["arm"], f"(n = {each['n']})", "n (%)"]} for each in EVENTS[:2]]
    assert [one.population for one in find_comparisons(plain, NONE)] == [None]


def test_columns_that_cut_the_same_people_two_ways_are_paired_within_each() -> None:
    arms = (("Placebo", 104), ("Drug 50 mg", 285), ("Methotrexate", 192), ("No methotrexate", 197))
    rows = [
        row(id=f"d.r{n}", measure="Nausea", count=9, n=n, arm=arm, cell_id=f"d.t1.3.{n}", table_id="d.t1")
        for arm, n in arms
    ]
    found = [(one.arm, one.comparator) for one in find_comparisons(rows, NONE)]
    assert found == [("Drug 50 mg", "Placebo"), ("Methotrexate", "No methotrexate")]
    equal = [{**each, "n": 100} for each in rows]
    assert {one.comparator for one in find_comparisons(equal, NONE)} == {"Placebo"}


def test_a_size_from_elsewhere_that_the_percentages_of_its_column_contradict_is_no_size_of_it() -> None:
    sizes = Labels({}, {}, {("d", "drug"): 182, ("d", "placebo"): 182})
    counts = [("Fistula", 13, 8.0), ("Infection", 9, 6.0), ("Ileus", 11, 7.0)]
    rows = [
        {**each, "id": f"{each['id']}{name}", "measure": name, "n": None, "unit": "%", "cell_id": f"d.t1.{at}.{side}"}
        | {"table_id": "d.t1", "count": count, "value": share}
        for at, (name, count, share) in enumerate(counts)
        for side, each in enumerate(EVENTS[:2])
    ]
    assert reasons(rows, sizes) == {"the size of the arm, printed elsewhere, is not that of this column"}
    fitting = Labels({}, {}, {("d", "drug"): 160, ("d", "placebo"): 160})
    assert reasons(rows, fitting) == {""}
    total = [
        {**each, "id": f"{each['id']}t", "count": 90, "row_path": ["Total"], "measure": "All", "n": None}
        | {"table_id": "d.t1"}
        for each in EVENTS[:2]
    ]
    plain = table([{**each, "n": None} for each in EVENTS[:2]])
    assert "" not in reasons([*plain, *total], sizes)
    assert reasons(plain, sizes) == {""}


def test_events_that_give_another_percentage_are_warned_of() -> None:
    shares = [{**EVENTS[0], "unit": "%", "value": 11.2}, {**EVENTS[1], "unit": "%", "value": 19.0}]
    assert [one.warning for one in find_comparisons(shares, NONE)] == ["4 of 40 is 10.0 %, printed is 11.2 %"]


def test_a_ratio_in_the_row_of_two_groups_is_theirs_unless_its_table_is_a_regression() -> None:
    ratio = {**HAZARDS[0], "document_id": "d", "cell_id": "d.t1.3.4", "table_id": "d.t1", "arm": None}
    ratio |= {"comparator": None, "row_path": ["Able to rest"], "outcome": "Rest", "measure": "OR"}
    rows = [*table(EVENTS[:2]), ratio]
    told = "a ratio of the groups in its row: which is set against which is not told"
    assert reasons(rows) == {"", told}
    assert reasons(rows, Labels({}, {"d.t1": "Multivariate analysis of rest"})) == {""}


def test_rows_of_a_table_that_bear_one_name_are_left_out() -> None:
    rows = [{**each, "table_id": "d.t1"} for each in EVENTS[:2]]
    again = [
        {**each, "id": f"{each['id']}0", "count": each["count"] - 1, "cell_id": each["cell_id"].replace(".3.", ".5.")}
        for each in rows
    ]
    found = list(sorted_out([*rows, *again], NONE))
    assert {one.reason for one in found if isinstance(one, LeftOut)} == {
        "several rows of the table bear this name: what is counted in each is not told"
    }
    assert len(found) == 2
    other = [{**each, "measure": "Vomiting"} for each in again]
    assert len(list(find_comparisons([*rows, *other], NONE))) == 2


def test_spreads_that_can_only_be_standard_errors_are_warned_of() -> None:
    rows = [{**each, "sd": 0.2, "n": 500} for each in MEANS]
    (one,) = find_comparisons(rows, NONE)
    assert "standard errors" in one.warning
    (sound,) = find_comparisons(MEANS, NONE)
    assert not sound.warning


def test_a_study_with_two_ratios_is_named_and_many_ratios_are_paged() -> None:
    twice = [*HAZARDS, {**HAZARDS[0], "id": "d1.result2", "value": 0.7}]
    assert several_ratios(find_comparisons(twice, NONE)) == {"d1": 2}
    many = [hazard(number, 0.5, 0.4, 0.6) for number in range(61)]
    assert len(forest_pages(find_comparisons(many, NONE), {}, title="HR", pooled=False)) == 2


def test_a_size_printed_elsewhere_is_that_of_the_arm_and_is_warned_of() -> None:
    rows = [{**each, "n": None} for each in EVENTS[:2]]
    assert not list(find_comparisons(rows, NONE))
    (one,) = find_comparisons(rows, Labels({}, {}, {("d", "drug"): 40, ("d", "placebo"): 42}))
    assert (one.n1i, one.n2i) == (40, 42)
    assert "elsewhere" in one.warning


def test_two_counts_pool_as_statsmodels_formula_says() -> None:
    """The log risk ratio of 4 of 40 and 8 of 42, and its error, by hand: Cochrane Handbook, section 10.3."""
    (one,) = find_comparisons(EVENTS, NONE)
    assert one.yi == pytest.approx(-0.6444, abs=1e-3)
    assert one.sei == pytest.approx(math.sqrt(1 / 4 - 1 / 40 + 1 / 8 - 1 / 42), abs=1e-6)
