"""Questions of meta-analyses, answered from small made-up tables and sentences."""

from decimal import Decimal

import pytest

from extract.annotate import annotate
from extract.model import Block, Cell, Document, Grid, Source, Span
from extract.resolve.derivation import events_from_share, sd_from_interval, sd_from_se
from extract.resolve.questions.asking import Numbers, Question, best_pair, numbers_of, prepare, told
from extract.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def _ask(
    outcome: str,
    kind: str,
    *,
    table: str = "",
    caption: str = "",
    text: str = "",
    arms: str = "yoga|usual care",
    sure: bool = False,
) -> Numbers:
    """One question to a paper of one results section with one sentence and one table.

    `sure` asks for the likeliest numbers however improbable they are.
    """
    blocks, grids, whole = [], [], ""
    for block_kind, content in (("heading", "Results"), ("paragraph", text), ("caption", caption)):
        if content:
            start = len(whole)
            whole += content
            role = "results" if block_kind != "caption" else None
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
    best = best_pair(question, asked, asked.sides(question.intervention, question.comparator)) if sure else None
    return told(kind, best[0], (), best[1]) if best else numbers_of(question, asked)  # type: ignore[arg-type]


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
        (sd_from_interval(Decimal("30.0"), Decimal("34.2"), 100), "10.7"),
    ],
)
def test_formulas_of_the_handbook(derived: object, value: str) -> None:
    assert str(derived.value) == value  # type: ignore[attr-defined]


def test_groups_by_letter_are_known_by_what_they_were_given() -> None:
    text = "Group A (vitamin zinc, daily) and group B (starch, daily) were alike. "
    text += "In group A, 5 patients (25%) had a fever. In group B, 8 patients (40%) had one."
    found = _ask("fever", "binary", text=text, arms="zinc|starch")
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
