"""p beside an estimate and its interval is one that the interval can have."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.audit.arithmetic.distributions import shown_p, z_of_p
from extract.audit.arithmetic.intervals import PRange, difference_p, ratio_p
from extract.audit.arithmetic.rounding import rounded
from extract.audit.arithmetic.slips import meant_by
from extract.audit.estimates import Placed, estimates_of
from extract.audit.printed import PrintedP
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, sound, unjudged
from extract.audit.relations.intervals import Printed
from extract.model import Paper, Recomputed, Severity
from extract.text import lazy_re as re

ERROR_Z, WARNING_Z, NOTE_Z = 1.0, 0.5, 1.5
"""Distances of p from what the interval gives, in z: on another side of significance, and on the same side."""

HIGHEST_RATIO = 100
"""Limits above are of no ratio."""

UNKNOWN_Z = 1.5
"""The same where nothing says whether 0 or 1 is no effect, and p contradicts both."""

_MARGIN = re.compile(r"non-?\s?inferior|equivalen|\bmargin\b", re.IGNORECASE)
_ONE_SIDED = re.compile(r"\b(?:one|1)[-\s](?:sided|tailed)\b", re.IGNORECASE)
_EFFECT = re.compile(
    r"\b(?:change|effect|estimates?|slope|increase|decrease|reduction|improvement|contrast|correlation|difference|gain"
    r"|loss|benefit|adjusted|regression|SMD|WMD|MD|ES|coef\w*)\b|[βΔδ]|\b[bBrdg]\s?=|Cohen|Hedges",
    re.IGNORECASE,
)
_OF_GROUPS = re.compile(r"^[^.;]{0,90}\b(?:vs|versus|compared|than|and|respectively|while|whereas)\b", re.IGNORECASE)
OTHER_TEST = Fit("another test, or an adjusted estimate beside an unadjusted p, would explain it")
TELLING = 2
"""Digits of a p that two contrasts seldom share by chance."""


def _with_p(paper: Paper) -> Iterator[Case[Printed]]:
    found = estimates_of(paper)
    for at, placed in enumerate(found):
        printed = Printed(placed, paper)
        if placed.unpaired is not None:
            yield unjudged(placed.pieces, placed.unpaired, printed)
        elif placed.estimate.p is not None:
            yield _p_case(printed, placed.estimate.p, found[at - 1] if at else None)


def _p_case(printed: Printed, p: PrintedP, before: Placed | None) -> Case[Printed]:
    e, placed = printed.estimate, printed.placed
    reason, scales = _implied(printed, before)
    two_sided = _doubled(p) if p.sides == 1 else p
    if two_sided is None:
        reason, scales = "a one-sided p above one half", ()
    if not scales or two_sided is None:
        return unjudged(placed.pieces, reason, printed)
    alpha = (100 - float(e.level)) / 100
    severities = [_severity(implied, two_sided, alpha) for implied in scales]
    if any(severity is None for severity in severities):
        return sound(placed.pieces, printed)
    implied = min(scales, key=lambda scale: _distance(scale, two_sided))
    if len(scales) > 1 and _distance(implied, two_sided) < UNKNOWN_Z:
        return unjudged(placed.pieces, "nothing says whether 0 or 1 is no effect", printed)
    if _MARGIN.search(placed.around) and (two_sided.relation == "<" or float(two_sided.value) < implied.low):
        return unjudged(placed.pieces, "the p may be that of non-inferiority", printed)
    gravest: Severity = "note" if "note" in severities else "warning" if "warning" in severities else "error"
    return broken(
        placed.pieces,
        f"the {e.level}% interval {e.low} to {e.high} around {e.value} gives p = {shown_p(implied.at)} "
        f"(from {shown_p(implied.low)} to {shown_p(implied.high)} by rounding), printed as "
        f"{'one-sided ' if p.sides == 1 else ''}{p.shown}",
        "warning" if gravest == "error" and e.family == "other" else gravest,
        reported=p.shown,
        expected=f"p between {shown_p(implied.low)} and {shown_p(implied.high)}",
        numbers=printed,
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
    elif _EFFECT.search(placed.around if placed.in_table else placed.around[max(0, e.start - 60) : e.end]):
        scales = [difference_p(*numbers), *([ratio_p(*numbers)] if e.high < HIGHEST_RATIO else [])]
    else:
        return "nothing says whether 0 or 1 is no effect", ()
    return "a limit is not positive, or the interval has no width", tuple(s for s in scales if s is not None)


def _compares_groups(placed: Placed, before: Placed | None) -> bool:
    """Whether another estimate without a p stands before it in the sentence, as of the other group."""
    if placed.in_table or before is None or before.around != placed.around or before.estimate.p is not None:
        return False
    between = placed.around[before.estimate.end : placed.estimate.start]
    return before.estimate.end < placed.estimate.start and bool(_OF_GROUPS.match(between))


def _severity(implied: PRange, p: PrintedP, alpha: float) -> Severity | None:
    distance = _distance(implied, p)
    by_interval, by_p = _significant(implied, alpha), p.below(alpha)
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
    halved = _fit_halved(printed) and _ONE_SIDED.search(printed.paper.text)
    return Fit("the one-sided p of a paper that tests one-sided") if halved else None


def _fit_neighbours(printed: Printed) -> Fit | None:
    """The very p of an estimate right before or behind, whose own interval gives it: copied into the wrong row."""
    p = printed.estimate.p
    if p is None or p.relation != "=" or len(p.value.as_tuple().digits) < TELLING:
        return None
    found = estimates_of(printed.paper)
    at = next(place for place, placed in enumerate(found) if placed is printed.placed)
    for other in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2]):
        _, scales = _implied(Printed(other, printed.paper), None)
        same = other.estimate.p is not None and other.estimate.p.value == p.value
        if same and any(_distance(scale, p) == 0 for scale in scales):
            e = other.estimate
            return Fit(f"it is the p of the neighbouring {e.value} ({e.low} to {e.high}), copied perhaps")
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


def _recompute(printed: Printed) -> Recomputed | None:
    """The row for people who look intervals up by their p; without a p printed, or a known scale, there is none."""
    e, p = printed.estimate, printed.estimate.p
    _, scales = _implied(printed, None)
    if p is None or len(scales) != 1:
        return None
    implied = scales[0]
    alpha = (100 - float(e.level)) / 100
    return Recomputed(
        kind="interval",
        statistic="ratio" if e.family == "ratio" else "difference",
        pieces=printed.placed.pieces,
        value=e.value,
        low=e.low,
        high=e.high,
        level=e.level,
        p_relation=p.relation,
        p_value=p.value,
        p_low=implied.low,
        p_high=implied.high,
        p_at=implied.at,
        agrees=_distance(implied, p) == 0,
        same_side=(implied.at < alpha) is (float(p.value) < alpha or p.relation == "<"),
    )


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
        Hypothesis(name="copied from a neighbour", prior=0.3, fits=_fit_neighbours),
        Hypothesis(name="slip in the p", prior=0.2, fits=_fit_slip_of_p),
        Hypothesis(name="another test", prior=0.1, fits=lambda printed: OTHER_TEST),
    ),
    version=3,
    recompute=_recompute,
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


def _distance(implied: PRange, p: PrintedP) -> float:
    """The least distance, in z, between what is printed and what the interval allows."""
    spread = rounded(p.value)
    low, high = float(max(spread.low, Decimal(0))), float(min(spread.high, Decimal(1)))
    if p.relation == "<":
        low = 0.0
    elif p.relation == ">":
        high = 1.0
    least, most = z_of_p(high), z_of_p(low)
    return max(0.0, least - z_of_p(implied.low), z_of_p(implied.high) - most)
