"""The p printed beside an estimate and its interval is one that the interval can have.

z = ln(ratio) / SE, or difference / SE, with SE = width / (2 z_level) and z_level that of the printed level (1.645 for
90 %, 1.960 for 95 %, 2.241 for 97.5 %, 2.576 for 99 %): Altman and Bland, BMJ 2011;343:d2304. The printed digits
(half a unit of the last on either side) give a range of p. A p that is called one-sided is doubled first; p = 0.000
is read as < 0.0005, "NS" as > 0.05. Tests other than Wald's (log-rank, exact, likelihood-ratio, adjusted beside
unadjusted) move p, so distances are judged on the scale of z: an error needs p and interval on different sides of
significance at the interval's own level and more than one unit of z apart, a warning different sides and 0.5. A p
that is exactly the one-sided one is a note, or sound where the paper speaks of one-sided tests. Left alone:
one-sided intervals, and a p beside words of non-inferiority that is smaller than the interval gives.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.audit.arithmetic.distributions import normal_quantile
from extract.audit.arithmetic.intervals import PRange, difference_p, ratio_p
from extract.audit.arithmetic.rounding import rounded
from extract.audit.estimates import Placed, estimates_of
from extract.audit.expressions.estimates import Estimate, PrintedP
from extract.audit.passages import evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Severity, Skipped

NAME = "stat_interval_against_p"
VERSION = 2

ERROR_Z = 1.0
WARNING_Z = 0.5
NOTE_Z = 1.5
_LEAST_P = 1e-12
_MARGIN = re.compile(r"non-?\s?inferior|equivalen|\bmargin\b", re.IGNORECASE)
_ONE_SIDED = re.compile(r"\b(?:one|1)[-\s](?:sided|tailed)\b", re.IGNORECASE)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for placed in estimates_of(paper):
        if placed.unpaired is not None:
            yield Skipped(place(placed.pieces), placed.unpaired)
        elif placed.estimate.p is not None:
            yield _judge(paper, placed, placed.estimate.p)


def _judge(paper: Paper, placed: Placed, p: PrintedP) -> Answer:
    estimate, where = placed.estimate, place(placed.pieces)
    reason, implied = _implied(estimate)
    if implied is None:
        return Skipped(where, reason)
    two_sided = _doubled(p) if p.sides == 1 else p
    if two_sided is None:
        return Skipped(where, "a one-sided p above one half")
    alpha = (100 - float(estimate.level)) / 100
    severity = _severity(implied, two_sided, alpha)
    if severity is None:
        return Passed(where)
    if _MARGIN.search(placed.around) and _least(two_sided) < implied.low:
        return Skipped(where, "the p may be that of non-inferiority")
    hint = "another test, or an adjusted estimate beside an unadjusted p, would explain it"
    halved = _doubled(p) if p.sides is None else None
    if halved is not None and p.relation == "=" and _distance(implied, halved) == 0:
        if _ONE_SIDED.search(paper.text):
            return Passed(where)
        severity, hint = "note", "it is the one-sided p of this interval"
    return Finding(
        check=NAME,
        severity=severity,
        message=(
            f"the {estimate.level}% interval {estimate.low} to {estimate.high} around {estimate.value} gives "
            f"p = {_shown(implied.at)} (from {_shown(implied.low)} to {_shown(implied.high)} by rounding), printed as "
            f"{'one-sided ' if p.sides == 1 else ''}{p.shown}; {hint}"
        ),
        reported=p.shown,
        expected=f"p between {_shown(implied.low)} and {_shown(implied.high)}",
        evidence=(evidence(paper, "result", placed.pieces),),
    )


def _implied(estimate: Estimate) -> tuple[str, PRange | None]:
    """The p that the interval gives, or why it gives none."""
    if estimate.family == "other":
        return "nothing says whether 0 or 1 is no effect", None
    if estimate.one_sided:
        return "a one-sided interval", None
    if estimate.is_reversed or not estimate.low <= estimate.value <= estimate.high:
        return "the estimate does not lie between its limits", None
    given = ratio_p if estimate.family == "ratio" else difference_p
    return "a limit is not positive, or the interval has no width", given(
        estimate.value, estimate.low, estimate.high, estimate.level
    )


def _severity(implied: PRange, p: PrintedP, alpha: float) -> Severity | None:
    distance = _distance(implied, p)
    by_interval, by_p = _significant(implied, alpha), _printed_significant(p, alpha)
    if by_interval is not None and by_p is not None and by_interval is not by_p:
        return "error" if distance > ERROR_Z else "warning" if distance > WARNING_Z else None
    return "note" if distance > NOTE_Z and p.relation == "=" and p.value > 0 else None


def _doubled(p: PrintedP) -> PrintedP | None:
    """A one-sided p as the two-sided one; None above one half, where the effect runs the other way."""
    spread = p.value.as_tuple().exponent
    if 2 * p.value > 1 or not isinstance(spread, int):
        return None
    return replace(p, value=2 * p.value)


def _significant(implied: PRange, alpha: float) -> bool | None:
    """Whether the interval excludes no effect; None where rounding leaves it open."""
    if implied.high < alpha:
        return True
    return False if implied.low > alpha else None


def _printed_significant(p: PrintedP, alpha: float) -> bool | None:
    value = float(p.value)
    if p.relation == "<":
        return True if value <= alpha else None
    if p.relation == ">":
        return False if value >= alpha else None
    return value < alpha


def _least(p: PrintedP) -> float:
    return 0.0 if p.relation == "<" else float(p.value)


def _distance(implied: PRange, p: PrintedP) -> float:
    """The least distance, in z, between what is printed and what the interval allows."""
    spread = rounded(p.value)
    low, high = float(max(spread.low, Decimal(0))), float(min(spread.high, Decimal(1)))
    if p.relation == "<":
        low = 0.0
    elif p.relation == ">":
        high = 1.0
    least, most = _z(high), _z(low)
    return max(0.0, least - _z(implied.low), _z(implied.high) - most)


def _z(p: float) -> float:
    return -normal_quantile(min(max(p, _LEAST_P), 1 - 1e-15) / 2) if p < 1 else 0.0


def _shown(p: float) -> str:
    return f"{p:.2g}" if p >= 0.0001 else "<0.0001"
