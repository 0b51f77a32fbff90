"""Estimates with their intervals: an estimate lies within and in the middle of its interval, and p is that of both.

Printed digits allow half a unit of the last on either side. Slips are looked for by asking which single one puts the
estimate in the middle of its interval: ratios on the log scale, differences on the linear one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.audit.arithmetic.distributions import normal_quantile
from extract.audit.arithmetic.intervals import (
    PRange,
    asymmetry,
    difference_p,
    holds_estimate,
    log_asymmetry,
    ratio_p,
)
from extract.audit.arithmetic.rounding import decimals, rounded
from extract.audit.arithmetic.slips import meant_by
from extract.audit.estimates import Placed, estimates_of
from extract.audit.expressions.estimates import Estimate, PrintedP
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation
from extract.model import Paper, Severity

NOTE, WARNING = 0.2, 0.5
"""Half widths off the middle: profile, exact, score and bootstrap intervals lean a little (note), seldom so far."""

CENTRED = 0.1
"""Half widths off the middle that rounding, t quantiles and adjustment leave to a sound interval."""

SIGN_LOST = 0.3
"""Half widths off the middle from which a lost minus that puts the estimate into the middle is worth a warning."""

ERROR_Z, WARNING_Z, NOTE_Z = 1.0, 0.5, 1.5
"""Distances of p from what the interval gives, in z: on another side of significance, and on the same side."""

TELLING_DIGITS = 2
"""Digits of a number that may be an estimate although it is not printed like the limits behind it."""

HIGHEST_RATIO = 100
"""Limits above are of no ratio."""

UNKNOWN_Z = 1.5
"""The same where nothing says whether 0 or 1 is no effect, and p contradicts both."""

_LEANING = re.compile(r"\bmedians?\b|Hodges|bootstrap|Bayes|credible|CrI\b|profile|exact|geometric", re.IGNORECASE)
_OTHER_SCALE = re.compile(r"efficacy|effectiveness|\blog|\bln\b|annual percent|\bAPC\b|fold", re.IGNORECASE)
_MARGIN = re.compile(r"non-?\s?inferior|equivalen|\bmargin\b", re.IGNORECASE)
_ONE_SIDED = re.compile(r"\b(?:one|1)[-\s](?:sided|tailed)\b", re.IGNORECASE)
_EFFECT = re.compile(
    r"\b(?:change|effect|estimates?|slope|increase|decrease|reduction|improvement|contrast|correlation|difference|gain"
    r"|loss|benefit|adjusted|regression|SMD|WMD|MD|ES|coef\w*)\b|[βΔδ]|\b[bBrdg]\s?=|Cohen|Hedges",
    re.IGNORECASE,
)
_OF_GROUPS = re.compile(r"^[^.;]{0,90}\b(?:vs|versus|compared|than|and|respectively|while|whereas)\b", re.IGNORECASE)
_LEAST_P = 1e-12


@dataclass(frozen=True, slots=True)
class Printed:
    """An estimate at its place, and whether the paper has one-sided tests."""

    placed: Placed
    paper: Paper

    @property
    def estimate(self) -> Estimate:
        return self.placed.estimate


def _off_middle(e: Estimate, value: Decimal, low: Decimal, high: Decimal) -> float | None:
    """Half widths between the estimate and the middle, on the nearest scale that its family allows."""
    if low >= high:
        return None
    linear = asymmetry(value, low, high) if e.family != "ratio" else None
    logged = log_asymmetry(value, low, high) if e.family != "difference" else None
    known = [abs(off) for off in (linear, logged) if off is not None]
    return min(known, default=None)


def _is_centred(e: Estimate, value: Decimal, low: Decimal, high: Decimal) -> bool:
    off = _off_middle(e, value, low, high)
    return off is not None and off <= CENTRED


def _lost_sign(e: Estimate) -> tuple[str, Decimal, Decimal] | None:
    """Which limit has lost its minus, where the estimate then stands in the middle of its interval."""
    if e.family == "ratio" and e.value > 0 and not min(e.low, e.high) < 0:
        return None
    linear = replace(e, family="difference")
    for which, low, high in (("lower", -e.low, e.high), ("upper", e.low, -e.high)):
        if low < high and (low < 0) and _is_centred(linear, e.value, low, high):
            return which, low, high
    return None


def _fit_lost_sign(printed: Printed) -> Fit | None:
    found = _lost_sign(printed.estimate)
    if found is None:
        return None
    which, low, high = found
    return Fit(
        f"the {which} limit may have lost its minus: {printed.estimate.value} is the middle of {low} to {high}",
        f"{low} to {high}",
    )


def _fit_descending(printed: Printed) -> Fit | None:
    e = printed.estimate
    return Fit("the estimate lies between them", f"{e.high} to {e.low}") if _between_reversed(e) else None


def _between_reversed(e: Estimate) -> bool:
    """Whether the limits were exchanged, or signed for a loss that the estimate tells without its minus."""
    if not e.is_reversed:
        return False
    unsigned = e.value > 0 and _is_centred(replace(e, family="difference"), -e.value, e.high, e.low)
    return unsigned or holds_estimate(e.value, e.high, e.low)


def _fit_slip(printed: Printed) -> Fit | None:
    """One slip in the estimate, or in one limit, that puts the estimate into the middle."""
    e = printed.estimate
    for part, number in (("estimate", e.value), ("lower limit", e.low), ("upper limit", e.high)):
        for name, meant in meant_by(number):
            if name == "a lost sign" or not meant or decimals(meant) > max(map(decimals, (e.value, e.low, e.high))):
                continue
            changed = {"estimate": e.value, "lower limit": e.low, "upper limit": e.high, part: meant}
            if _is_centred(e, changed["estimate"], changed["lower limit"], changed["upper limit"]):
                return Fit(f"{name} in the {part} would explain it: {meant} for {number}", str(meant))
    return None


def _fit_other_bound(printed: Printed) -> Fit | None:
    e = printed.estimate
    if not min(e.value, e.low, e.high) > 0 or e.family != "ratio":
        return None
    for part, other in (("lower", e.high), ("upper", e.low)):
        implied = e.value * e.value / other
        if (implied < e.value) is (part == "lower"):
            shown = implied.quantize(Decimal(1).scaleb(-max(decimals(e.low), decimals(e.high))))
            return Fit(f"with the other limit as printed the {part} one would be about {shown}")
    return None


LOST_SIGN: Hypothesis[Printed] = Hypothesis(name="lost sign", prior=0.5, fits=_fit_lost_sign)
DESCENDING: Hypothesis[Printed] = Hypothesis(
    name="limits in descending order", prior=0.6, fits=_fit_descending, leaves="note"
)
SLIP: Hypothesis[Printed] = Hypothesis(name="slip of one digit", prior=0.2, fits=_fit_slip)
OTHER_BOUND: Hypothesis[Printed] = Hypothesis(name="one limit wrong", prior=0.05, fits=_fit_other_bound)


# --- an estimate lies within its interval


def _inside(paper: Paper) -> Iterator[Case[Printed]]:
    for placed in estimates_of(paper):
        yield _inside_case(Printed(placed, paper))


def _inside_case(printed: Printed) -> Case[Printed]:
    e, pieces = printed.estimate, printed.placed.pieces
    interval = f"{e.low} to {e.high}"
    if e.is_reversed:
        return Case(
            pieces=pieces,
            numbers=printed,
            holds=False,
            message=f"the limits of the interval stand in descending order ({interval})",
            severity=_reversed_severity(e),
            reported=interval,
        )
    if holds_estimate(e.value, e.low, e.high):
        return Case(pieces=pieces, numbers=printed, holds=True)
    why = _why_not_judged(printed)
    if why is not None:
        return Case(pieces=pieces, numbers=printed, holds=None, why=why)
    kind = f"{e.level}% interval" if e.called else "interval in brackets"
    return Case(
        pieces=pieces,
        numbers=printed,
        holds=False,
        message=f"{e.name or 'the estimate'} {e.value} lies outside its own {kind} {interval}",
        severity="error" if e.called and _printed_alike(e) else "warning",
        reported=str(e.value),
        expected=f"between {e.low} and {e.high}",
    )


def _reversed_severity(e: Estimate) -> Severity:
    return "error" if _lost_sign(e) is not None else "note"


def _why_not_judged(printed: Printed) -> str | None:
    e = printed.estimate
    if e.one_sided:
        return "a one-sided interval"
    if _lost_sign(e) is None and (holds_estimate(-e.value, e.low, e.high) or holds_estimate(e.value, -e.high, -e.low)):
        return "the sign of the estimate and of its interval differ"
    if _printed_alike(e) or e.name is not None or _lost_sign(e) is not None:
        return None
    if len(e.value.as_tuple().digits) >= TELLING_DIGITS and _fit_slip(printed) is not None:
        return None
    return "the number before the interval is not printed like its limits"


def _printed_alike(e: Estimate) -> bool:
    """An estimate has the digits of its limits; a dose, a time or a label before an interval mostly has not."""
    digits, limits = decimals(e.value), {decimals(e.low), decimals(e.high)}
    if e.family == "other":
        return limits == {digits} and digits > 0
    return digits > 0 or limits == {0}


INSIDE = Relation(
    "stat_estimate_in_interval",
    """An estimate lies within its own confidence interval.

low <= estimate <= high, each taken with half a unit of its last printed digit on either side (what rounds to it). In
sentences, in cells, and over the cells of a row ("0.71 | 0.75–1.10"). An error where the interval is called one and
printed with the estimate's decimals, a warning otherwise. Limits in descending order are an error where a lost minus
explains them, and a note where they were exchanged. Left alone: one-sided intervals, an estimate whose sign is that of
the opposite comparison, and numbers of other digits before an interval, unless one slip of print explains them.""",
    _inside,
    (LOST_SIGN, DESCENDING, SLIP, OTHER_BOUND),
    version=3,
)


# --- an estimate lies in the middle of its interval


def _middle(paper: Paper) -> Iterator[Case[Printed]]:
    for placed in estimates_of(paper):
        yield _middle_case(Printed(placed, paper))


def _middle_case(printed: Printed) -> Case[Printed]:
    e, pieces = printed.estimate, printed.placed.pieces
    why = None
    if e.one_sided:
        why = "a one-sided interval"
    elif e.is_reversed or not holds_estimate(e.value, e.low, e.high):
        why = "the estimate lies outside its interval"
    off = _off_middle(e, e.value, e.low, e.high) if why is None else None
    if off is None:
        return Case(
            pieces=pieces,
            numbers=printed,
            holds=None,
            why=why or "a limit is not positive, or the interval has no width",
        )
    lost = off >= SIGN_LOST and _lost_sign(e) is not None
    if off < NOTE or (e.family == "other" and not lost):
        return Case(pieces=pieces, numbers=printed, holds=True)
    if _LEANING.search(printed.placed.around) or _OTHER_SCALE.search(printed.placed.around):
        return Case(pieces=pieces, numbers=printed, holds=None, why="an interval that need not be symmetric")
    on_log = e.family == "ratio"
    middle = (e.low * e.high).sqrt() if on_log else (e.low + e.high) / 2
    return Case(
        pieces=pieces,
        numbers=printed,
        holds=False,
        message=(
            f"{e.value} lies {off:.2f} half widths off the middle of {e.low} to {e.high} on the "
            f"{'log' if on_log else 'linear'} scale ({middle:.2f})"
        ),
        severity="warning" if off >= WARNING or lost else "note",
        reported=str(e.value),
        expected=f"about {middle:.2f}",
    )


def _fit_other_scale(printed: Printed) -> Fit | None:
    e = printed.estimate
    if e.family == "ratio" and _is_centred(replace(e, family="difference"), e.value, e.low, e.high):
        return Fit("it is the middle on the linear scale: a standard error of the ratio, or a name that is not its own")
    if e.family == "difference" and min(e.value, e.low) > 0:
        off = log_asymmetry(e.value, e.low, e.high)
        if off is not None and abs(off) <= CENTRED:
            return Fit("it is the middle on the log scale, as of a ratio")
    return None


OTHER_SCALE: Hypothesis[Printed] = Hypothesis(name="other scale", prior=0.45, fits=_fit_other_scale, leaves="note")

MIDDLE = Relation(
    "stat_interval_symmetry",
    """A ratio stands in the middle of its confidence interval on the log scale, a difference on the linear scale.

Wald intervals of hazard, odds and risk ratios are exp(ln(ratio) ± z SE), those of differences of means and of
regression coefficients estimate ± z SE (or t SE). The distance from the middle is given in half widths, the least
that the printed digits allow, so that rounding is never a fault. Profile, exact, score and bootstrap intervals lean
to one side: from 0.2 half widths on a note, from 0.5 on a warning (a digit is more likely wrong), from 0.3 on where
a lost minus of a limit would put the estimate into the middle. An interval that is symmetric on the other scale is a
note. Estimates outside their interval are left to stat_estimate_in_interval; medians, efficacies and logged values
are not symmetric, and left alone.""",
    _middle,
    (LOST_SIGN, OTHER_SCALE, SLIP),
    version=3,
)


# --- p is that of its interval


def _with_p(paper: Paper) -> Iterator[Case[Printed]]:
    found = estimates_of(paper)
    for at, placed in enumerate(found):
        printed = Printed(placed, paper)
        if placed.unpaired is not None:
            yield Case(pieces=placed.pieces, numbers=printed, holds=None, why=placed.unpaired)
        elif placed.estimate.p is not None:
            yield _p_case(printed, placed.estimate.p, found[at - 1] if at else None)


def _p_case(printed: Printed, p: PrintedP, before: Placed | None) -> Case[Printed]:
    e, placed = printed.estimate, printed.placed
    reason, scales = _implied(printed, before)
    two_sided = _doubled(p) if p.sides == 1 else p
    if two_sided is None:
        reason, scales = "a one-sided p above one half", ()
    if not scales or two_sided is None:
        return Case(pieces=placed.pieces, numbers=printed, holds=None, why=reason)
    alpha = (100 - float(e.level)) / 100
    severities = [_severity(implied, two_sided, alpha) for implied in scales]
    if any(severity is None for severity in severities):
        return Case(pieces=placed.pieces, numbers=printed, holds=True)
    implied = min(scales, key=lambda scale: _distance(scale, two_sided))
    if len(scales) > 1 and _distance(implied, two_sided) < UNKNOWN_Z:
        return Case(pieces=placed.pieces, numbers=printed, holds=None, why="nothing says whether 0 or 1 is no effect")
    if _MARGIN.search(placed.around) and _least(two_sided) < implied.low:
        return Case(pieces=placed.pieces, numbers=printed, holds=None, why="the p may be that of non-inferiority")
    gravest: Severity = "note" if "note" in severities else "warning" if "warning" in severities else "error"
    return Case(
        pieces=placed.pieces,
        numbers=printed,
        holds=False,
        message=(
            f"the {e.level}% interval {e.low} to {e.high} around {e.value} gives p = {_shown(implied.at)} "
            f"(from {_shown(implied.low)} to {_shown(implied.high)} by rounding), printed as "
            f"{'one-sided ' if p.sides == 1 else ''}{p.shown}"
        ),
        severity="warning" if gravest == "error" and e.family == "other" else gravest,
        reported=p.shown,
        expected=f"p between {_shown(implied.low)} and {_shown(implied.high)}",
    )


def _implied(printed: Printed, before: Placed | None) -> tuple[str, tuple[PRange, ...]]:
    """The p that the interval gives on each scale that may be meant, or why it gives none."""
    e, placed = printed.estimate, printed.placed
    if e.one_sided:
        return "a one-sided interval", ()
    if e.is_reversed or not e.low <= e.value <= e.high:
        return "the estimate does not lie between its limits", ()
    if e.family != "ratio" and _compares_groups(placed, before):
        return "the p may compare this estimate with the one before it", ()
    numbers = (e.value, e.low, e.high, e.level)
    if e.family == "ratio":
        scales = [ratio_p(*numbers)]
    elif e.family == "difference" or e.low < 0:
        scales = [difference_p(*numbers)]
    elif _EFFECT.search(_names(placed)):
        scales = [difference_p(*numbers), *([ratio_p(*numbers)] if e.high < HIGHEST_RATIO else [])]
    else:
        return "nothing says whether 0 or 1 is no effect", ()
    return "a limit is not positive, or the interval has no width", tuple(s for s in scales if s is not None)


def _names(placed: Placed) -> str:
    return placed.around if placed.in_table else placed.around[max(0, placed.estimate.start - 60) : placed.estimate.end]


def _compares_groups(placed: Placed, before: Placed | None) -> bool:
    """Whether another estimate without a p stands before it in the sentence, as of the other group."""
    if placed.in_table or before is None or before.around != placed.around or before.estimate.p is not None:
        return False
    between = placed.around[before.estimate.end : placed.estimate.start]
    return before.estimate.end < placed.estimate.start and bool(_OF_GROUPS.match(between))


def _severity(implied: PRange, p: PrintedP, alpha: float) -> Severity | None:
    distance = _distance(implied, p)
    by_interval, by_p = _significant(implied, alpha), _printed_significant(p, alpha)
    if by_interval is not None and by_p is not None and by_interval is not by_p:
        return "error" if distance > ERROR_Z else "warning" if distance > WARNING_Z else None
    return "note" if distance > NOTE_Z and p.relation == "=" and p.value > 0 else None


def _fit_halved(printed: Printed) -> Fit | None:
    """It is exactly the one-sided p of this interval."""
    p = printed.estimate.p
    halved = _doubled(p) if p is not None and p.sides is None and p.relation == "=" else None
    _, scales = _implied(printed, None)
    if halved is None or not any(_distance(scale, halved) == 0 for scale in scales):
        return None
    return Fit("it is the one-sided p of this interval")


def _fit_one_sided_paper(printed: Printed) -> Fit | None:
    if _fit_halved(printed) and _ONE_SIDED.search(printed.paper.text):
        return Fit("the one-sided p of a paper that tests one-sided")
    return None


def _fit_slip_of_p(printed: Printed) -> Fit | None:
    p = printed.estimate.p
    _, scales = _implied(printed, None)
    if p is None or p.relation != "=" or not scales:
        return None
    for name, meant in meant_by(p.value):
        if 0 < meant < 1 and name != "a lost sign" and any(_distance(s, replace(p, value=meant)) == 0 for s in scales):
            return Fit(f"{name} in the p would explain it: {meant} for {p.value}")
    return None


def _fit_other_test(printed: Printed) -> Fit | None:
    return Fit("another test, or an adjusted estimate beside an unadjusted p, would explain it")


P_OF_INTERVAL = Relation(
    "stat_interval_against_p",
    """The p printed beside an estimate and its interval is one that the interval can have.

z = ln(ratio) / SE, or difference / SE, with SE = width / (2 z_level) and z_level that of the printed level (1.645 for
90 %, 1.960 for 95 %, 2.241 for 97.5 %, 2.576 for 99 %): Altman and Bland, BMJ 2011;343:d2304. The printed digits
(half a unit of the last on either side) give a range of p. A p that is called one-sided is doubled first; p = 0.000
is read as < 0.0005, "NS" as > 0.05. Tests other than Wald's (log-rank, exact, likelihood-ratio, adjusted beside
unadjusted) move p, so distances are judged on the scale of z: an error needs p and interval on different sides of
significance at the interval's own level and more than one unit of z apart, a warning different sides and 0.5. Where
nothing says whether 0 or 1 is no effect, a limit below 0 does; an effect with positive limits must contradict its p
under both. A p that is exactly the one-sided one is a note, or sound where the paper speaks of one-sided tests. Left
alone: one-sided intervals, a p that may compare two groups' estimates, and a p beside words of non-inferiority that
is smaller than the interval gives.""",
    _with_p,
    (
        Hypothesis(name="one-sided tests", prior=0.6, fits=_fit_one_sided_paper, leaves="none"),
        Hypothesis(name="one-sided p", prior=0.5, fits=_fit_halved, leaves="note"),
        Hypothesis(name="slip in the p", prior=0.2, fits=_fit_slip_of_p),
        Hypothesis(name="another test", prior=0.1, fits=_fit_other_test),
    ),
    version=3,
)


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
