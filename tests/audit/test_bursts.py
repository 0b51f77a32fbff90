"""Many numbers that fail one check alike, and few that do."""

import pytest

from extract.audit.checks import NAMES
from extract.audit.softening import COUNTED, soften_bursts
from extract.model import Answer, Evidence, Finding, Passed, Severity, Skipped, Span

CHECK = "stat_column_percent"
WHERE = Evidence(role="result", document_id="d", text="3 (9%)", pieces=(Span(0, 6),))


def told(wrong: int, sound: int, severity: Severity = "error") -> list[Answer]:
    finding = Finding(check=CHECK, severity=severity, message="3 of 30 is 10.0%, printed as 9%", evidence=(WHERE,))
    return [*[finding] * wrong, *[Passed(Span(0, 6))] * sound, Skipped(Span(0, 6), "no n")]


@pytest.mark.parametrize(
    ("wrong", "sound", "left"),
    [(1, 0, "error"), (2, 3, "error"), (3, 40, "error"), (3, 20, "warning"), (4, 30, "warning"), (4, 3, "note")],
)
def test_the_more_fail_alike_the_less_is_said_of_each(wrong: int, sound: int, left: Severity) -> None:
    findings = [answer for answer in soften_bursts(CHECK, told(wrong, sound)) if isinstance(answer, Finding)]
    assert {finding.severity for finding in findings} == {left}
    assert all(
        (f"{wrong} of {wrong + sound} such numbers" in finding.message) == (left != "error") for finding in findings
    )


def test_notes_and_checks_that_compare_single_places_are_left_as_they_are() -> None:
    notes = told(5, 1, "note")
    assert soften_bursts(CHECK, notes) == tuple(notes)
    assert soften_bursts("text_abbreviation", told(5, 1)) == tuple(told(5, 1))


def test_the_checks_named_exist() -> None:
    assert set(NAMES) >= COUNTED
