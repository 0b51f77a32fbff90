"""Counts of people and of trials: how few are judged, how far off a sum may be, how near a sentence must stand."""

import pytest

from extract.audit.relations.parts_of_whole import find_boxes
from tests.audit.made import outcome_of

FLOW = "stat_participant_flow"


@pytest.mark.parametrize(
    ("check", "sentences", "expected"),
    [
        pytest.param(
            "stat_possible_percent",
            ("Recurrence was seen in 2 patients (41.3%).",),
            "skipped",
            id="two may be a label",
        ),
        pytest.param(
            "stat_possible_percent",
            ("Recurrence was seen in 3 patients (41.3%).",),
            "error",
            id="three are a count",
        ),
        pytest.param(
            FLOW,
            ("Of 90 patients, 47 were assigned to drug and 14 to placebo.",),
            "warning",
            id="less than a third off",
        ),
        pytest.param(
            FLOW,
            ("Of 90 patients, 47 were assigned to drug and 10 to placebo.",),
            "skipped",
            id="more than a third off",
        ),
        pytest.param(
            FLOW, ("Of 3 patients, 2 were assigned to drug and 2 to placebo.",), "skipped", id="three are no trial"
        ),
        pytest.param(
            FLOW, ("Of 4 patients, 3 were assigned to drug and 2 to placebo.",), "warning", id="four are a trial"
        ),
    ],
)
def test_sentences(check: str, sentences: tuple[str, ...], expected: str) -> None:
    assert outcome_of(check, *sentences) == expected


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        pytest.param(1, "skipped", id="two sentences behind"),
        pytest.param(2, "warning", id="three sentences behind"),
    ],
)
def test_a_sentence_that_tells_of_those_in_no_group(between: int, expected: str) -> None:
    opening = "Of 90 patients, 41 were assigned to drug and 42 to placebo."
    quiet = ("The wards were quiet.",) * between
    assert outcome_of(FLOW, opening, *quiet, "Before treatment 7 patients withdrew.") == expected


@pytest.mark.parametrize(
    ("rows", "others", "expected"),
    [
        pytest.param(2, 0, "nothing", id="two rows of judgements"),
        pytest.param(3, 0, "note", id="three rows of judgements"),
        pytest.param(6, 3, "note", id="a quarter of the cells say something else"),
        pytest.param(6, 4, "nothing", id="a third of the cells say something else"),
    ],
)
def test_a_table_of_judgements(rows: int, others: int, expected: str) -> None:
    lines = [[f"Trial {at}", "high", "see text" if at < others else "low"] for at in range(rows)]
    sentence = "Nine trials had a high risk of selection bias."
    found = outcome_of("review_risk_of_bias", sentence, rows=[["Study", "Selection", "Detection"], *lines])
    assert found == expected


BOXES = "Assessed for eligibility (n = 180)\nRandomised (n = 120)\nExcluded (n = 60)"


def test_three_labels_make_a_diagram() -> None:
    two, _, _ = BOXES.rpartition("\n")
    assert (len(find_boxes(two)), len(find_boxes(BOXES))) == (0, 3)


@pytest.mark.parametrize(
    ("signs", "count"),
    [pytest.param(39, 4, id="39 signs behind"), pytest.param(40, 3, id="40 signs behind")],
)
def test_a_reason_directly_follows_the_excluded(signs: int, count: int) -> None:
    assert len(find_boxes(BOXES + "\n" * signs + "Moved away (n = 3)")) == count
