"""Where many numbers of one paper fail one check alike, the reading is likelier at fault than the paper.

Slips of print come alone: of 300 published trials none has more than four false cells, and those are 4 of 163. What was
misread comes in one stroke, from a table that counts embryos or from standard deviations read as ratios: four of seven.
"""

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Answer, Finding, Passed, Severity

COUNTED = frozenset(
    (
        "stat_column_percent",
        "stat_estimate_in_interval",
        "stat_interval_against_p",
        "stat_median_in_range",
        "stat_percent_of_fraction",
        "stat_percent_of_group",
        "stat_possible_percent",
        "stat_sum",
        "stat_test_statistic",
        "stat_whole_numbers",
    )
)
"""Checks that test many numbers of a paper by one relation."""

SOME, SOME_OF_ALL = 3, 0.1
MANY, MANY_OF_ALL = 4, 0.3


def soften_bursts(check: str, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers of one check on one paper; in a burst no error stays, in a large one notes only."""
    flagged = [answer for answer in answers if _is_flagged(answer)]
    tested = sum(isinstance(answer, Finding | Passed) for answer in answers)
    severity = _most(len(flagged), tested) if check in COUNTED else None
    if severity is None:
        return tuple(answers)
    reported = f"; {len(flagged)} of {tested} such numbers here fail alike: they may be printed in a way not known here"
    return tuple(
        replace(answer, severity=severity, message=answer.message + reported)
        if isinstance(answer, Finding) and _is_flagged(answer)
        else answer
        for answer in answers
    )


def _most(flagged: int, tested: int) -> Severity | None:
    """The severity that is left to a burst; None where there is none."""
    if flagged >= MANY and flagged >= MANY_OF_ALL * tested:
        return "note"
    return "warning" if flagged >= SOME and flagged >= SOME_OF_ALL * tested else None


def _is_flagged(answer: Answer) -> bool:
    return isinstance(answer, Finding) and answer.severity != "note"
