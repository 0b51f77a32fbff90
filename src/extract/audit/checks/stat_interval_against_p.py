"""The p printed beside an estimate and its interval is one that the interval can have.

z = ln(ratio) / SE, or difference / SE, with SE = width / (2 z_level): Altman and Bland, BMJ 2011;343:d2304. The
interval gives a range of p by the printed digits. Tests other than Wald's (log-rank, exact, likelihood-ratio,
adjusted beside unadjusted) move p, so distances are judged on the scale of z: an error needs p and interval on
different sides of significance and more than one unit of z apart, a warning different sides and 0.5.
"""

from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.distributions import normal_quantile
from extract.audit.arithmetic.intervals import PRange, difference_p, ratio_p
from extract.audit.arithmetic.rounding import rounded
from extract.audit.expressions.estimates import Estimate, PrintedP, find_estimates
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Severity, Skipped

NAME = "stat_interval_against_p"
VERSION = 1

ERROR_Z = 1.0
WARNING_Z = 0.5
NOTE_Z = 1.5
_LEAST_P = 1e-12


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            for estimate in find_estimates(passage.text):
                if estimate.p is not None and estimate.family != "other":
                    yield _judge(paper, passage, estimate, estimate.p)


def _judge(paper: Paper, passage: Passage, estimate: Estimate, p: PrintedP) -> Answer:
    pieces = passage.pieces_of(estimate.start, estimate.end)
    implied = (ratio_p if estimate.family == "ratio" else difference_p)(
        estimate.value, estimate.low, estimate.high, estimate.level
    )
    if implied is None or not estimate.low <= estimate.value <= estimate.high:
        return Skipped(place(pieces), "no p follows from this interval")
    alpha = 1 - float(estimate.level) / 100
    distance = _distance(implied, p)
    sides_differ = _significant(implied, alpha) is (not _printed_significant(p, alpha))
    severity: Severity | None = None
    if sides_differ and _significant(implied, alpha) is not None and _printed_significant(p, alpha) is not None:
        severity = "error" if distance > ERROR_Z else "warning" if distance > WARNING_Z else None
    elif distance > NOTE_Z and p.relation == "=" and p.value > 0:
        severity = "note"
    if severity is None:
        return Passed(place(pieces))
    return Finding(
        check=NAME,
        severity=severity,
        message=(
            f"the {estimate.level}% interval {estimate.low} to {estimate.high} around {estimate.value} gives "
            f"p = {_shown(implied.at)} (from {_shown(implied.low)} to {_shown(implied.high)} by rounding), printed as "
            f"p {p.relation} {p.value}; another test, or an adjusted estimate beside an unadjusted p, would explain it"
        ),
        reported=f"p {p.relation} {p.value}",
        expected=f"p between {_shown(implied.low)} and {_shown(implied.high)}",
        evidence=(evidence(paper, "result", pieces),),
    )


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
