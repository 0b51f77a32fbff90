"""Questions of meta-analyses, answered from small made-up tables and sentences."""

import math
from decimal import Decimal

import pytest

from extract.annotate import annotate
from extract.model import Block, Cell, Document, Grid, Source, Span
from extract.resolve.derivation import (
    events_from_share,
    sd_from_interval,
    sd_from_p,
    sd_from_range,
    sd_from_se,
    sd_from_t,
)
from extract.resolve.questions.asking import Numbers, Question, numbers_of, parts_of, prepare
from extract.resolve.questions.learned import make_model
from extract.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def _ask(
    outcome: str,
    kind: str,
    *,
    table: str = "",
    caption: str = "",
    text: str = "",
    methods: str = "",
    arms: str = "yoga|usual care",
    sure: bool = False,
) -> Numbers:
    """One question to a paper of one results section with one sentence and one table, and of methods where given.

    `sure` asks for the likeliest numbers however improbable they are.
    """
    blocks, grids, whole = [], [], ""
    contents = [("heading", "Methods"), ("paragraph", methods)] if methods else []
    contents += [("heading", "Results"), ("paragraph", text), ("caption", caption)]
    for number, (block_kind, content) in enumerate(contents):
        if content:
            start = len(whole)
            whole += content
            role = None if block_kind == "caption" else "methods" if methods and number < 2 else "results"
            level = 1 if block_kind == "heading" else 0
            place = (Span(start, len(whole)),)
            blocks.append(Block(kind=block_kind, pieces=place, level=level, role=role))  # type: ignore[arg-type]
            whole += "\n\n"
    if table:
        cells = []
        caption_place = blocks[-1].pieces if caption else ()
        for row, line in enumerate(table.split("\n")):
            for col, cell in enumerate(line.split("|")):
                start = len(whole)
                whole += cell.strip()
                cells.append(Cell(row=row, col=col, span=Span(start, len(whole))))
                whole += "\t"
        grids.append(Grid(cells=tuple(cells), label="Table 1", caption=caption_place, roles_given=False, rule="test"))
    source = Source(path="made.txt", sha256="0" * 64, format="text", size=len(whole))
    document = Document(source=source, text=whole, blocks=tuple(blocks), grids=tuple(grids))
    intervention, comparator = arms.split("|")
    question = Question(id="q", outcome=outcome, intervention=intervention, comparator=comparator, kind=kind)  # type: ignore[arg-type]
    asked = prepare(annotate(document, VOCABULARY))
    return numbers_of(question, asked, 0.0 if sure else None)


def test_means_are_read_from_the_row_and_the_columns_of_the_two_groups() -> None:
    found = _ask(
        "pain intensity",
        "continuous",
        table="Outcome|Yoga group (n = 20)|Usual care (n = 21)|P\n"
        "Pain intensity|3.1 ± 1.2|4.0 ± 1.1|0.02\nSleep|5.0 ± 1|6 ± 1|0.1",
    )
    one, two = found.intervention, found.comparator
    assert (one.mean, one.sd, one.size) == (Decimal("3.1"), Decimal("1.2"), 20)
    assert (two.mean, two.sd, two.size) == (Decimal("4.0"), Decimal("1.1"), 21)
    assert found.rule == "outcome_in_table"
    assert one.place


def test_groups_in_rows_and_spreads_in_a_column_of_their_own() -> None:
    found = _ask(
        "duration of diarrhoea",
        "continuous",
        caption="Duration of diarrhoea in hours",
        table="|Duration of diarrhoea|\n|Mean|SD\nYoga|47.5|38.9\nUsual care|26.5|27.4",
        sure=True,
    )
    assert (found.intervention.mean, found.intervention.sd) == (Decimal("47.5"), Decimal("38.9"))
    assert (found.comparator.mean, found.comparator.sd) == (Decimal("26.5"), Decimal("27.4"))


def test_the_named_time_is_chosen_and_baseline_is_not() -> None:
    table = (
        "|Baseline||6 months||12 months|\n|Yoga (n = 10)|Usual care (n = 12)|Yoga (n = 10)|Usual care (n = 12)|"
        "Yoga (n = 10)|Usual care (n = 12)\nRelapsed, n (%)|1 (10)|2 (16.7)|3 (30)|4 (33.3)|5 (50)|6 (50)"
    )
    assert _ask("relapse at 6 months", "binary", table=table).intervention.events == 3
    assert _ask("relapse", "binary", table=table).intervention.events == 5


def test_an_outcome_that_is_not_printed_gives_only_sizes() -> None:
    found = _ask(
        "quality of life",
        "continuous",
        table="Outcome|Yoga group (n = 20)|Usual care (n = 21)\nPain intensity|3.1 ± 1.2|4.0 ± 1.1",
    )
    assert (found.intervention.mean, found.intervention.size, found.rule) == (None, 20, "sizes_only")


def test_events_are_derived_from_shares_and_marked() -> None:
    found = _ask(
        "response rate",
        "binary",
        text="Response was 78.2% in the yoga group (n = 101) and 62.6% in the usual care group (n = 99).",
    )
    assert (found.intervention.events, found.intervention.size) == (79, 101)
    assert found.comparator.events == 62
    assert "section 6.4" in found.intervention.derived["events"].source


@pytest.mark.parametrize(
    ("derived", "value"),
    [
        (events_from_share(Decimal("12.5"), 40), "5"),
        (sd_from_se(Decimal("0.50"), 25), "2.50"),
        (sd_from_range(Decimal("10.0"), Decimal("50.0"), 25), "10.2"),
        (sd_from_interval(Decimal("30.0"), Decimal("34.2"), 100), "10.7"),
        (sd_from_t(Decimal("-3.8"), Decimal("-2.78"), (25, 22)), "4.7"),
        (sd_from_p(Decimal("3.8"), Decimal("0.008"), (25, 22)), "4.7"),
    ],
)
def test_formulas_of_the_handbook(derived: object, value: str) -> None:
    assert str(derived.value) == value  # type: ignore[attr-defined]


def test_groups_by_letter_are_known_by_what_they_were_given() -> None:
    methods = "Group A received vitamin zinc daily, and group B received starch daily."
    text = "In group A, 5 patients (25%) had a fever. In group B, 8 patients (40%) had one."
    found = _ask("fever", "binary", methods=methods, text=text, arms="zinc|starch", sure=True)
    assert (found.intervention.events, found.comparator.events) == (5, 8)


def test_two_sentences_of_other_things_are_no_pair() -> None:
    text = "In the yoga group, 5 patients (25%) had a fever. The weather of usual care was fine in 8 towns."
    assert _ask("fever", "binary", text=text).rule != "outcome_in_text"


def test_a_figure_of_all_is_no_figure_of_a_group() -> None:
    text = "Relapse was seen in 12 (30%) of 40 patients, less often with yoga (n = 20) than usual care (n = 20) "
    text += "(4 [20%] vs 8 [40%])."
    found = _ask("relapse", "binary", text=text, sure=True)
    assert 12 not in (found.intervention.events, found.comparator.events)


def test_a_group_without_a_size_is_half_of_all() -> None:
    text = "A total of 60 patients were randomized. The usual care group (n = 30) was older."
    found = _ask("pain", "continuous", text=text, table="Outcome|Yoga|Usual care\nPain|3.1 ± 1.2|4.0 ± 1.1")
    assert (found.intervention.size, found.comparator.size) == (30, 30)


def test_a_share_of_a_column_named_in_two_words_is_no_count() -> None:
    table = "Outcome|Yoga||Usual care|\n|No|Per cent|No|Per cent\nRelapse|7/25|28.00|3/25|12.00"
    found = _ask("relapse", "binary", table=table)
    assert (found.intervention.events, found.comparator.events) == (7, 3)


def test_groups_by_name_are_known_by_the_words_around_them() -> None:
    methods = "The basic group received leaflets on diet. The plus group received leaflets and telephone coaching."
    table = "Outcome|Basic (n = 20)|Plus (n = 22)\nWeight loss, mean (SD)|3.1 (1.2)|4.0 (1.1)"
    found = _ask(
        "weight loss", "continuous", methods=methods, table=table, arms="telephone coaching|diet leaflets", sure=True
    )
    assert (found.intervention.mean, found.comparator.mean) == (Decimal("4.0"), Decimal("3.1"))


def test_a_contrast_of_two_groups_is_neither_of_them() -> None:
    table = "Outcome|Yoga|Usual care|Yoga vs usual care\nPain, mean (SD)|3.1 (1.2)|4.0 (1.1)|0.9 (0.3)"
    found = _ask("pain", "continuous", table=table, sure=True)
    assert {found.intervention.mean, found.comparator.mean} == {Decimal("3.1"), Decimal("4.0")}


def test_a_row_of_all_is_taken_before_its_parts() -> None:
    table = "Outcome|Yoga (n = 20)|Usual care (n = 20)\nFever|8 (40%)|10 (50%)\nFever, women|3 (15%)|6 (30%)"
    found = _ask("fever", "binary", table=table, sure=True)
    assert (found.intervention.events, found.comparator.events) == (8, 10)


def test_times_and_measures_are_no_events() -> None:
    text = "Relapse was seen 5 years after yoga and 6 years after usual care."
    assert _ask("relapse", "binary", text=text).rule != "outcome_in_text"


def test_a_count_of_a_printed_base_keeps_its_size() -> None:
    text = "Relapse was seen in 4 of 21 patients of the yoga group and in 9 of 23 patients of the usual care group."
    found = _ask("relapse", "binary", text=text, sure=True)
    assert (found.intervention.events, found.comparator.events) == (4, 9)


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Forty-eight patients were randomised into three equal groups of yoga, usual care and rest.", (16, 16)),
        ("We enrolled 45 people (30 yoga and 15 usual care).", (30, 15)),
    ],
)
def test_sizes_of_groups_that_are_told_in_one_phrase(text: str, sizes: tuple[int, int]) -> None:
    found = _ask("pain", "continuous", methods=text, table="Outcome|Yoga|Usual care\nPain|3.1 ± 1.2|4.0 ± 1.1")
    assert (found.intervention.size, found.comparator.size) == sizes


def test_probabilities_of_all_candidates_and_of_none_add_up() -> None:
    model = make_model({"features": {"a": [0.0, 2.0], "none": [0.0, 1.0]}, "bias": 0.0})
    one, two = model.choose([{"a": 1.0}, {"a": 0.0}], {"none": 1.0})
    assert one > two and one + two == pytest.approx(1 - math.exp(1) / (math.exp(2) + 1 + math.exp(1)))


def test_a_percentage_with_its_sd_is_a_mean_and_no_count() -> None:
    table = "Outcome|Yoga||Usual care|\n|N|Mean (SD)|N|Mean (SD)\nAttendance|14|36.4% (32)|12|22.6% (23)"
    found = _ask("attendance", "continuous", table=table, sure=True)
    assert (found.intervention.mean, found.intervention.sd) == (Decimal("36.4"), Decimal("32"))
    counted = "Outcome|Yoga|Usual care\nRelapse, % (n)|36.4% (8)|22.7% (5)"
    assert _ask("relapse", "binary", table=counted, sure=True).intervention.events == 8


def test_groups_that_a_question_takes_together_are_added_and_combined() -> None:
    """Where each stands in a column of its own beside the same comparator; the Handbook's formula, told."""
    table = (
        "Outcome|Yoga (n = 10)|Tai chi (n = 20)|Usual care (n = 30)\n"
        "Pain intensity|10.0 ± 2.0|16.0 ± 3.0|18.0 ± 2.5\nRelapsed, n (%)|1 (10)|4 (20)|9 (30)"
    )
    both = "yoga or tai chi|usual care"
    means = _ask("pain intensity", "continuous", table=table, arms=both, sure=True).intervention
    assert (means.mean, means.sd, means.size) == (Decimal("14.0"), Decimal("3.9"), 30)
    assert "table 6.5.a" in means.derived["standard_deviation"].source
    counts = _ask("relapse", "binary", table=table, arms=both, sure=True)
    assert (counts.intervention.events, counts.intervention.size) == (5, 30)
    assert (counts.comparator.events, counts.comparator.size) == (9, 30)
    assert counts.intervention.derived["events"].formula == "1 + 4"
    turned = _ask("relapse", "binary", table=table, arms="usual care|yoga or tai chi", sure=True)
    assert (turned.intervention.events, turned.comparator.events) == (9, 5)


def test_a_group_that_is_said_twice_is_one_group() -> None:
    for phrase in ("yoga (hatha yoga), or yoga", "yoga and tai chi", "500 mg or 1,000 mg of a drug; 500 mg"):
        question = Question(id="q", outcome="pain", intervention=phrase, comparator="placebo", kind="binary")
        assert parts_of(question) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Relief was seen in 12 patients (30%) in the yoga group and in 20 (50%) in the usual care group.", (12, 20)),
        ("In the usual care group 20 patients (50%) had relief, in the yoga group 12 patients (30%).", (12, 20)),
        ("Relief was seen in 30% (95% CI: 20‒41%) of the yoga group and 50% of the usual care group.", (6, 10)),
    ],
)
def test_the_group_behind_a_number_is_not_that_of_the_next_one(text: str, numbers: tuple[int, int]) -> None:
    methods = "Patients were randomised to yoga (n = 20) or usual care (n = 20)."
    found = _ask("relief", "binary", text=text, methods=methods if "CI" in text else "", sure=True)
    assert (found.intervention.events, found.comparator.events) == numbers


def test_doses_costs_and_times_are_no_figures() -> None:
    text = "After 3 hours pain was 6.1 (SD 1.2) in the 10 mg yoga group and 4.2 (SD 1.1) in the 40 mg group."
    found = _ask("pain", "continuous", text=text, arms="yoga 10 mg|usual care 40 mg", sure=True)
    assert (found.intervention.mean, found.comparator.mean) == (Decimal("6.1"), Decimal("4.2"))
    costs = "Care of relapse cost £345 in the yoga group and £252 in the usual care group."
    assert _ask("relapse", "binary", text=costs, sure=True).rule != "outcome_in_text"


def test_an_sd_in_brackets_is_none_of_the_means() -> None:
    text = "The mean (SD) satisfaction was 82.3 (20.2) with yoga and 36.7 (22.5) with usual care."
    found = _ask("satisfaction", "continuous", text=text, sure=True)
    assert (found.intervention.mean, found.intervention.sd) == (Decimal("82.3"), Decimal("20.2"))


def test_a_number_below_one_is_a_proportion_only_where_it_is_called_one() -> None:
    table = "Outcome|Yoga (n = 20)|Usual care (n = 20)\nRelapse|0.25|0.50"
    proportion = _ask("relapse", "binary", table=table, caption="Table 1. Proportions.", sure=True)
    assert (proportion.intervention.events, proportion.comparator.events) == (5, 10)
    change = _ask("relapse", "binary", table=table, caption="Table 1. Changes in litres.", sure=True)
    assert change.rule != "outcome_in_table"


def test_columns_of_p_values_are_no_groups() -> None:
    table = "Outcome|Yoga p0-6|Usual care p0-6\nFever|0.01|0.02"
    assert _ask("fever", "binary", table=table, sure=True).rule != "outcome_in_table"


@pytest.mark.parametrize(
    ("row", "sd"),
    [
        ("3.1|4.0|0.02", "1.2"),
        ("3.1|4.0|< 0.05", None),
        ("3.1 ± 1.5|4.0 ± 1.1|0.02", "1.5"),
        ("4.0|4.0|0.98", None),
    ],
)
def test_an_exact_p_gives_the_sd_of_both_groups_where_none_is_printed(row: str, sd: str | None) -> None:
    table = f"Outcome|Yoga group (n = 20)|Usual care (n = 21)|P\nMean pain intensity|{row}\nSleep|5.0|6.1|0.1"
    found = _ask("mean pain intensity", "continuous", table=table, sure=True)
    assert found.intervention.sd == (Decimal(sd) if sd else None)
    assert ("t of p" in str(found.comparator.derived)) == (row == "3.1|4.0|0.02")


@pytest.mark.parametrize("arms", ["Arm A|Arm B", "group A|group B (usual care)"])
def test_groups_that_are_called_by_letters_are_told_apart(arms: str) -> None:
    table = "Events|Arm A (n = 20)|Arm B (n = 21)|Arm C (n = 22)\nNausea|4 (20%)|6 (29%)|9 (41%)"
    found = _ask("nausea", "binary", arms=arms, table=table, sure=True)
    assert (found.intervention.events, found.comparator.events) == (4, 6)
    assert (found.intervention.size, found.comparator.size) == (20, 21)


@pytest.mark.parametrize(("arms", "first"), [("cover sheet|no cover sheet", 16), ("no cover sheet|cover sheet", 17)])
def test_a_group_and_its_denial_are_told_apart(arms: str, first: int) -> None:
    table = "Outcome|No cover sheet (n = 17)|Cover sheet (n = 16)\nUnderstanding score|16.8 ± 5.7|16.3 ± 3.5"
    found = _ask("understanding score", "continuous", arms=arms, table=table, sure=True)
    assert found.intervention.size == first
    assert found.intervention.mean == (Decimal("16.8") if first == 17 else Decimal("16.3"))


def test_a_column_of_numbers_beside_means_is_their_size_and_beside_percents_that_of_events() -> None:
    heads = "Outcome|Yoga|Yoga|Usual care|Usual care\n|No.|{0}|No.|{0}\n"
    means = (
        heads.format("Mean (SD)") + "Pain intensity|58|8.6 (17.0)|63|15.1 (30.7)\nSleep|57|9.2 (16.7)|64|17.6 (31.0)"
    )
    found = _ask("pain intensity", "continuous", table=means, sure=True)
    assert (found.intervention.size, found.comparator.size) == (58, 63)
    shares = heads.format("%") + "Nausea|5|10.6|2|6.5\nVomiting|9|19.1|4|12.9"
    counted = _ask("nausea", "binary", table=shares, sure=True)
    assert counted.intervention.size != 5


def test_means_of_a_sentence_take_the_spreads_that_a_table_prints_with_them() -> None:
    table = "Outcome|Yoga group (n = 20)|Usual care (n = 21)\nDuration of surgery|67.3 ± 9.65|64.3 ± 8.5"
    text = "Duration of surgery was 67.3 min in the yoga group and 64.3 min in usual care."
    found = _ask("duration of surgery", "continuous", table=table, text=text, sure=True)
    assert (found.intervention.sd, found.comparator.sd) == (Decimal("9.65"), Decimal("8.5"))
