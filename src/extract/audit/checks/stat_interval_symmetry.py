"""A ratio stands in the middle of its confidence interval on the log scale, a difference on the linear scale.

Wald intervals of hazard, odds and risk ratios are exp(ln(ratio) ± z SE), those of differences of means and of
regression coefficients estimate ± z SE (or t SE). The distance from the middle is given in half widths, the least
that the printed digits allow, so that rounding is never a fault. Profile, exact, score and bootstrap intervals lean
to one side: from 0.2 half widths on a note, from 0.5 on a warning (a digit is more likely wrong). Estimates outside
their interval are left to stat_estimate_in_interval; medians and their differences are not symmetric, and left alone.
"""

import re
from collections.abc import Iterator

from extract.audit.arithmetic.intervals import asymmetry, holds_estimate, log_asymmetry
from extract.audit.estimates import Placed, estimates_of
from extract.audit.passages import evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_interval_symmetry"
VERSION = 2
NOTE, WARNING = 0.2, 0.5
_LEANING = re.compile(r"\bmedians?\b|Hodges|bootstrap|Bayes|credible|CrI\b|profile|exact|geometric", re.IGNORECASE)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for placed in estimates_of(paper):
        if placed.estimate.family != "other":
            yield _judge(paper, placed)


def _judge(paper: Paper, placed: Placed) -> Answer:
    estimate, where = placed.estimate, place(placed.pieces)
    if estimate.one_sided:
        return Skipped(where, "a one-sided interval")
    if not holds_estimate(estimate.value, estimate.low, estimate.high):
        return Skipped(where, "the estimate lies outside its interval")
    on_log = estimate.family == "ratio"
    distance = (log_asymmetry if on_log else asymmetry)(estimate.value, estimate.low, estimate.high)
    if distance is None:
        return Skipped(where, "a limit is not positive, or the interval has no width")
    if abs(distance) < NOTE:
        return Passed(where)
    if _LEANING.search(placed.around):
        return Skipped(where, "an interval that need not be symmetric")
    middle = (estimate.low * estimate.high).sqrt() if on_log else (estimate.low + estimate.high) / 2
    return Finding(
        check=NAME,
        severity="warning" if abs(distance) >= WARNING else "note",
        message=(
            f"{estimate.value} lies {abs(distance):.2f} half widths off the middle of {estimate.low} to "
            f"{estimate.high} on the {'log' if on_log else 'linear'} scale ({middle:.2f})"
        ),
        reported=str(estimate.value),
        expected=f"about {middle:.2f}",
        evidence=(evidence(paper, "result", placed.pieces),),
    )
