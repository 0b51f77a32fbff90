"""Estimates with their intervals: an estimate lies within and in the middle of its interval, and p is that of both.

Printed digits allow half a unit of the last on either side. Slips are looked for by asking which single one puts the
estimate in the middle of its interval: ratios on the log scale, differences on the linear one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.audit.arithmetic.intervals import (
    asymmetry,
    holds_estimate,
    log_asymmetry,
)
from extract.audit.arithmetic.rounding import decimals, unit
from extract.audit.arithmetic.slips import meant_by
from extract.audit.estimates import Estimate, Placed, estimates_of
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, sound, unjudged
from extract.model import Paper, Severity
from extract.text import lazy_re as re

NOTE, WARNING = 0.2, 0.5
"""Half widths off the middle: profile, exact, score and bootstrap intervals lean a little (note), seldom so far."""

CENTRED = 0.1
"""Half widths off the middle that rounding, t quantiles and adjustment leave to a sound interval."""

SIGN_LOST = 0.3
"""Half widths off the middle from which a lost minus that puts the estimate into the middle is worth a warning."""

TIGHT = 3
"""Units of the last digit: an interval no wider may have its estimate at a limit by rounding."""

NO_ROOM = (Decimal(0), Decimal(1), Decimal(100))
"""Shares beyond which there is none."""

HOLDING, NEARLY_ALL = 3, 0.9
"""Other rows of a column whose numbers lie within their intervals, and their share, from which all are estimates."""

WHOLE = 100
FIRST_YEAR, LAST_YEAR = 1900, 2100
TELLING_DIGITS = 3
"""Digits of a number that may be an estimate although it is not printed like the limits behind it."""

_LEANING = re.compile(r"\bmedians?\b|Hodges|bootstrap|Bayes|credible|CrI\b|profile|exact|geometric", re.IGNORECASE)
_P_BEFORE_INTERVAL = re.compile(r"(?<![A-Za-z])[pP](?:[\s-]?values?)?\s?[(\[,]\s?\d\d\s?%\s?(?:CI|[Cc]onf)")
_OTHER_SCALE = re.compile(r"efficacy|effectiveness|\blog|\bln\b|annual percent|\bAPC\b|fold", re.IGNORECASE)


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


def _fit_lost_sign_of_estimate(printed: Printed) -> Fit | None:
    e = printed.estimate
    if e.family == "ratio" or not e.low < 0 < e.value or not _is_centred(e, -e.value, e.low, e.high):
        return None
    return Fit(f"the estimate may have lost its minus: {-e.value} is the middle of {e.low} to {e.high}", str(-e.value))


def _fit_mark(printed: Printed) -> Fit | None:
    """A whole number before a letter that marks a note: its last digit is a mark too ("3142a" is 314 with 2 and a)."""
    e = printed.estimate
    text = " ".join(piece.of(printed.paper.text) for piece in printed.placed.pieces)
    if decimals(e.value) or not re.search(rf"(?<!\d){abs(e.value)}\s?[a-h*†‡§]", text):
        return None
    meant = Decimal(str(e.value)[:-1]) if len(str(abs(e.value))) > 2 else None
    return Fit() if meant is not None and _is_centred(e, meant, e.low, e.high) else None


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


def _fit_parts_of_one(printed: Printed) -> Fit | None:
    """A percent whose limits are printed as parts of one: 14.7% [0.08, 0.21]."""
    e = printed.estimate
    text = " ".join(piece.of(printed.paper.text) for piece in printed.placed.pieces)
    is_percent = re.match(r"\D{0,40}\d+(?:[.·]\d+)?\s?%", text) and not re.search(r"%\D{0,6}$", text)
    fits = max(abs(e.low), abs(e.high)) < 1 and holds_estimate(e.value / WHOLE, e.low, e.high)
    return Fit("the limits may be parts of one, not percents") if is_percent and fits else None


PARTS_OF_ONE: Hypothesis[Printed] = Hypothesis(
    name="limits as parts of one", prior=0.65, fits=_fit_parts_of_one, leaves="note"
)
LOST_SIGN: Hypothesis[Printed] = Hypothesis(name="lost sign", prior=0.5, fits=_fit_lost_sign)
LOST_SIGN_OF_ESTIMATE: Hypothesis[Printed] = Hypothesis(
    name="lost sign of the estimate", prior=0.4, fits=_fit_lost_sign_of_estimate
)
MARK: Hypothesis[Printed] = Hypothesis(name="the mark of a note", prior=0.7, fits=_fit_mark, leaves="none")
DESCENDING: Hypothesis[Printed] = Hypothesis(
    name="limits in descending order", prior=0.6, fits=_fit_descending, leaves="note"
)
SLIP: Hypothesis[Printed] = Hypothesis(name="slip of one digit", prior=0.2, fits=_fit_slip)


# --- an estimate lies within its interval


def _inside(paper: Paper) -> Iterator[Case[Printed]]:
    for placed in estimates_of(paper):
        yield _inside_case(Printed(placed, paper))


def _inside_case(printed: Printed) -> Case[Printed]:
    e, pieces = printed.estimate, printed.placed.pieces
    interval = f"{e.low} to {e.high}"
    if e.is_reversed:
        return broken(
            pieces,
            f"the limits of the interval stand in descending order ({interval})",
            _reversed_severity(e),
            reported=interval,
            numbers=printed,
        )
    if holds_estimate(e.value, e.low, e.high):
        return sound(pieces)
    why = _why_not_judged(printed)
    if why is not None:
        return unjudged(pieces, why)
    kind = f"{e.level}% interval" if e.called else "interval in brackets"
    return broken(
        pieces,
        f"{e.name or 'the estimate'} {e.value} lies outside its own {kind} {interval}",
        "error" if e.called and _printed_alike(e) else "warning",
        reported=str(e.value),
        expected=f"between {e.low} and {e.high}",
        numbers=printed,
    )


def _reversed_severity(e: Estimate) -> Severity:
    return "error" if _lost_sign(e) is not None else "note"


def _why_not_judged(printed: Printed) -> str | None:
    e = printed.estimate
    if e.one_sided:
        return "a one-sided interval"
    if e.name is None and not decimals(e.value) and FIRST_YEAR <= e.value <= LAST_YEAR:
        return "the number before the interval may be a year"
    if printed.placed.in_table and _P_BEFORE_INTERVAL.search(printed.placed.around):
        return "the column prints a p before the interval"
    if _lost_sign(e) is None and (holds_estimate(-e.value, e.low, e.high) or holds_estimate(e.value, -e.high, -e.low)):
        return "the sign of the estimate and of its interval differ"
    if _printed_alike(e) or e.name is not None:
        return None
    if _lost_sign(e) is not None and decimals(e.value) in (decimals(e.low), decimals(e.high)):
        return None
    if _is_borne_out(printed):
        return None
    telling = decimals(e.value) > 0 or len(e.value.as_tuple().digits) >= TELLING_DIGITS
    if telling and _fit_slip(printed) is not None:
        return None
    return "the number before the interval is not printed like its limits"


def _printed_alike(e: Estimate) -> bool:
    """An estimate has the digits of its limits; a dose, a time or a label before an interval mostly has not."""
    digits, limits = decimals(e.value), {decimals(e.low), decimals(e.high)}
    if e.family == "other":
        return limits == {digits} and digits > 0
    return digits > 0 or limits == {0}


def _is_borne_out(printed: Printed) -> bool:
    """Whether other rows of the column print numbers of as many digits within their intervals."""
    column, digits = printed.placed.column, _digits(printed.estimate)
    found = [placed.estimate for placed in estimates_of(printed.paper) if column and placed.column == column]
    alike = [e for e in found if _digits(e) == digits and e is not printed.estimate]
    holding = sum(holds_estimate(e.value, e.low, e.high) for e in alike)
    return len(set(digits)) == 1 and holding >= HOLDING and holding >= NEARLY_ALL * len(alike)


def _digits(e: Estimate) -> tuple[int, int, int]:
    return decimals(e.value), decimals(e.low), decimals(e.high)


INSIDE = Relation(
    "stat_estimate_in_interval",
    """An estimate lies within its own confidence interval.

low <= estimate <= high, each taken with half a unit of its last printed digit on either side (what rounds to it). In
sentences, in cells, and over the cells of a row ("0.71 | 0.75–1.10"). An error where the interval is called one and
printed with the estimate's decimals, a warning otherwise. Limits in descending order are an error where a lost minus
explains them, and a note where they were exchanged. Left alone: one-sided intervals, an estimate whose sign is that of
the opposite comparison, and numbers of other digits before an interval, unless one slip of print explains them or
other rows of the column bear them out.""",
    _inside,
    (MARK, PARTS_OF_ONE, LOST_SIGN, DESCENDING, SLIP),
    version=4,
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
        return unjudged(pieces, why or "a limit is not positive, or the interval has no width")
    lost = off >= SIGN_LOST and _lost_sign(e) is not None and (e.family != "other" or _may_be_negative(printed))
    if _is_own_limit(e) and e.family == "other" and not _LEANING.search(printed.placed.around):
        return _own_limit_case(printed)
    if off < NOTE or (e.family == "other" and not lost):
        return sound(pieces)
    if _LEANING.search(printed.placed.around) or _OTHER_SCALE.search(printed.placed.around):
        return unjudged(pieces, "an interval that need not be symmetric")
    on_log = e.family == "ratio"
    middle = (e.low * e.high).sqrt() if on_log else (e.low + e.high) / 2
    return broken(
        pieces,
        f"{e.value} lies {off:.2f} half widths off the middle of {e.low} to {e.high} on the "
        f"{'log' if on_log else 'linear'} scale ({middle:.2f})",
        "warning" if off >= WARNING or lost else "note",
        reported=str(e.value),
        expected=f"about {middle:.2f}",
        numbers=printed,
    )


def _is_own_limit(e: Estimate) -> bool:
    """Whether an estimate with decimals is printed as one of its limits, the other some units away.

    A share of 0 or 100 is its own limit by rights.
    """
    width = (e.high - e.low) / unit(e.value)
    return (
        e.called and e.value in (e.low, e.high) and decimals(e.value) > 0 and width > TIGHT and e.value not in NO_ROOM
    )


def _own_limit_case(printed: Printed) -> Case[Printed]:
    e = printed.estimate
    return broken(
        printed.placed.pieces,
        f"{e.value} is printed as a limit of its own {e.level}% interval {e.low} to {e.high} too",
        "warning",
        reported=str(e.value),
        expected=f"between {e.low} and {e.high}",
        numbers=printed,
    )


def _may_be_negative(printed: Printed) -> bool:
    """Whether other estimates of this kind, in sentences or in tables, have limits below 0: no medians, no counts."""
    placed = printed.placed
    others = (estimate for estimate in estimates_of(printed.paper) if estimate.in_table is placed.in_table)
    return any(other.estimate.low < 0 and other.estimate.family == "other" for other in others)


def _fit_other_scale(printed: Printed) -> Fit | None:
    e = printed.estimate
    if e.family == "ratio" and _is_centred(replace(e, family="difference"), e.value, e.low, e.high):
        return Fit("it is the middle on the linear scale: a standard error of the ratio, or a name that is not its own")
    if e.family == "difference" and min(e.value, e.low) > 0:
        off = log_asymmetry(e.value, e.low, e.high)
        if off is not None and abs(off) <= CENTRED:
            return Fit("it is the middle on the log scale, as of a ratio")
    return None


def _fit_folds(printed: Printed) -> Fit | None:
    """Changes in folds, of which a decrease has a minus: 1.02 is the middle of -1.60 (1/1.60) and 1.65."""
    e = printed.estimate
    if e.low > -1 or min(abs(e.value), abs(e.high)) < 1:
        return None
    value, low, high = (ratio if ratio > 0 else -1 / ratio for ratio in (e.value, e.low, e.high))
    off = log_asymmetry(value, low, high)
    return Fit("folds, of which a decrease has a minus") if off is not None and abs(off) <= NOTE else None


OTHER_SCALE: Hypothesis[Printed] = Hypothesis(name="other scale", prior=0.45, fits=_fit_other_scale, leaves="note")
FOLDS: Hypothesis[Printed] = Hypothesis(name="folds", prior=0.42, fits=_fit_folds, leaves="none")

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
    (LOST_SIGN, OTHER_SCALE, FOLDS, LOST_SIGN_OF_ESTIMATE, SLIP),
    version=4,
)
