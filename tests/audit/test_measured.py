"""What a check may tell at most follows how often it was right."""

from collections import defaultdict
from dataclasses import replace

import pytest
from benchmarks.findings_read import read_judgements

from extract.audit.checks import NAMES
from extract.audit.softening import PLANTED, READ, at_most, soften_measured
from extract.model import Finding, Severity


def test_the_table_is_that_of_the_judgements() -> None:
    told: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for one in read_judgements():
        if one.check in NAMES:
            told[one.check, one.severity, one.article].append(one.right)
    counted = {(check, severity): [0, 0] for check, severity, _ in told}
    for (check, severity, _), right in told.items():
        counted[check, severity][0] += all(right)
        counted[check, severity][1] += 1
    assert {key: (right, read) for key, (right, read) in counted.items()} == READ


@pytest.mark.parametrize(
    ("error", "warning", "left"),
    [
        ((9, 10), (0, 0), "error"),
        ((8, 9), (0, 0), "warning"),
        ((2, 3), (0, 0), "warning"),
        ((17, 19), (0, 0), "warning"),
        ((17, 20), (0, 0), "error"),
        ((15, 20), (0, 0), "warning"),
        ((0, 3), (3, 5), "note"),
        ((0, 3), (9, 10), "warning"),
    ],
)
def test_a_share_leaves_its_severity(
    monkeypatch: pytest.MonkeyPatch, error: tuple[int, int], warning: tuple[int, int], left: Severity
) -> None:
    monkeypatch.setitem(READ, ("text_direction_wording", "error"), error)
    monkeypatch.setitem(READ, ("text_direction_wording", "warning"), warning)
    assert at_most("text_direction_wording", "error") == left


def test_what_was_never_read_or_proven_otherwise_is_left() -> None:
    assert at_most("review_flow", "error") == "error"
    assert all(at_most(check, "warning") == "warning" for check in PLANTED)


def test_the_audit_tells_no_more() -> None:
    found = Finding(check="stat_participant_flow", severity="error", message="10 of 4", evidence=())
    assert soften_measured("stat_participant_flow", (found,)) == (replace(found, severity="warning"),)
