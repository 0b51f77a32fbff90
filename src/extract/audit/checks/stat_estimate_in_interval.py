"""An estimate lies within its own confidence interval.

Both are taken at the widest that their printed digits allow. Limits printed in descending order are only a note
(a lost minus sign is the usual cause, and then nothing can be said of the estimate).
"""

from collections.abc import Iterator

from extract.audit.arithmetic.intervals import holds_estimate
from extract.audit.arithmetic.rounding import decimals
from extract.audit.expressions.estimates import Estimate, find_estimates
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_estimate_in_interval"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            for estimate in find_estimates(passage.text):
                yield _judge(paper, passage, estimate)


def _alike(estimate: Estimate) -> bool:
    """An estimate has the digits of its limits; a dose, a time or a label before an interval mostly has not."""
    digits = decimals(estimate.value)
    limits = {decimals(estimate.low), decimals(estimate.high)}
    if estimate.family == "other":
        return limits == {digits} and (digits > 0 or min(limits) > 0)
    return digits > 0 or limits == {0}


def _judge(paper: Paper, passage: Passage, estimate: Estimate) -> Answer:
    pieces = passage.pieces_of(estimate.start, estimate.end)
    interval = f"{estimate.low} to {estimate.high}"
    if estimate.low > estimate.high:
        return Finding(
            check=NAME,
            severity="note",
            message=f"the limits of the interval stand in descending order ({interval}): a sign may be lost",
            reported=interval,
            evidence=(evidence(paper, "result", pieces),),
        )
    if holds_estimate(estimate.value, estimate.low, estimate.high):
        return Passed(place(pieces))
    if not _alike(estimate):
        return Skipped(place(pieces), "the number before the interval is not printed like its limits")
    if holds_estimate(-estimate.value, estimate.low, estimate.high) or holds_estimate(
        estimate.value, -estimate.high, -estimate.low
    ):
        return Skipped(place(pieces), "the sign of the estimate and of its interval differ")
    named = estimate.name or "the estimate"
    return Finding(
        check=NAME,
        severity="error",
        message=f"{named} {estimate.value} lies outside its own {estimate.level}% interval {interval}",
        reported=str(estimate.value),
        expected=f"between {estimate.low} and {estimate.high}",
        evidence=(evidence(paper, "result", pieces),),
    )
