"""An estimate lies within its own confidence interval.

low <= estimate <= high, each taken with half a unit of its last printed digit on either side (what rounds to it). In
sentences, in cells, and over the cells of a row ("0.71 | 0.75–1.10"). A number is only held against an interval that
is printed like it, with as many decimals. An error where the interval is called one, a warning where only brackets
behind a ratio say so. Limits in descending order are a note: exchanged where the estimate lies between them, else a
sign may be lost, and nothing is said of the estimate. A one-sided interval is left alone.
"""

from collections.abc import Iterator

from extract.audit.arithmetic.intervals import holds_estimate
from extract.audit.arithmetic.rounding import decimals
from extract.audit.estimates import Placed, estimates_of
from extract.audit.expressions.estimates import Estimate
from extract.audit.passages import evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_estimate_in_interval"
VERSION = 2


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for placed in estimates_of(paper):
        yield _judge(paper, placed)


def _alike(estimate: Estimate) -> bool:
    """An estimate has the digits of its limits; a dose, a time or a label before an interval mostly has not."""
    digits = decimals(estimate.value)
    limits = {decimals(estimate.low), decimals(estimate.high)}
    if estimate.family == "other":
        return limits == {digits} and (digits > 0 or min(limits) > 0)
    return digits > 0 or limits == {0}


def _judge(paper: Paper, placed: Placed) -> Answer:
    estimate, where = placed.estimate, place(placed.pieces)
    interval = f"{estimate.low} to {estimate.high}"
    if estimate.is_reversed:
        exchanged = holds_estimate(estimate.value, estimate.high, estimate.low)
        why = "the estimate lies between them" if exchanged else "a sign may be lost"
        return Finding(
            check=NAME,
            severity="note",
            message=f"the limits of the interval stand in descending order ({interval}): {why}",
            reported=interval,
            evidence=(evidence(paper, "result", placed.pieces),),
        )
    if holds_estimate(estimate.value, estimate.low, estimate.high):
        return Passed(where)
    if estimate.one_sided:
        return Skipped(where, "a one-sided interval")
    if not _alike(estimate):
        return Skipped(where, "the number before the interval is not printed like its limits")
    if holds_estimate(-estimate.value, estimate.low, estimate.high) or holds_estimate(
        estimate.value, -estimate.high, -estimate.low
    ):
        return Skipped(where, "the sign of the estimate and of its interval differ")
    named = estimate.name or "the estimate"
    kind = f"{estimate.level}% interval" if estimate.called else "interval in brackets"
    return Finding(
        check=NAME,
        severity="error" if estimate.called else "warning",
        message=f"{named} {estimate.value} lies outside its own {kind} {interval}",
        reported=str(estimate.value),
        expected=f"between {estimate.low} and {estimate.high}",
        evidence=(evidence(paper, "result", placed.pieces),),
    )
