"""A ratio stands in the middle of its confidence interval on the log scale.

Wald intervals of hazard, odds and risk ratios are exp(ln(ratio) ± z SE). The distance from the middle is given in
half widths, the least that the printed digits allow, so that rounding is never a fault. Profile, exact and bootstrap
intervals lean to one side: from 0.2 half widths on a note, from 0.5 on a warning (a digit is more likely wrong).
Estimates outside their interval are left to stat_estimate_in_interval.
"""

from collections.abc import Iterator

from extract.audit.arithmetic.intervals import holds_estimate, log_asymmetry
from extract.audit.expressions.estimates import Estimate, find_estimates
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_interval_symmetry"
VERSION = 1
NOTE, WARNING = 0.2, 0.5


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            for estimate in find_estimates(passage.text):
                if estimate.family == "ratio":
                    yield _judge(paper, passage, estimate)


def _judge(paper: Paper, passage: Passage, estimate: Estimate) -> Answer:
    pieces = passage.pieces_of(estimate.start, estimate.end)
    if not holds_estimate(estimate.value, estimate.low, estimate.high):
        return Skipped(place(pieces), "the estimate lies outside its interval")
    distance = log_asymmetry(estimate.value, estimate.low, estimate.high)
    if distance is None:
        return Skipped(place(pieces), "a limit is not positive, or the interval has no width")
    if abs(distance) < NOTE:
        return Passed(place(pieces))
    middle = (estimate.low * estimate.high).sqrt()
    return Finding(
        check=NAME,
        severity="warning" if abs(distance) >= WARNING else "note",
        message=(
            f"{estimate.value} lies {abs(distance):.2f} half widths off the middle of {estimate.low}–{estimate.high} "
            f"on the log scale ({middle:.2f})"
        ),
        reported=str(estimate.value),
        expected=f"about {middle:.2f}",
        evidence=(evidence(paper, "result", pieces),),
    )
