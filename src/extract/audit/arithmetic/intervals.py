"""Ratios and differences with their confidence intervals: order, symmetry, and the p that they imply."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from extract.audit.arithmetic.distributions import normal_quantile, normal_tail
from extract.audit.arithmetic.rounding import Range, rounded

Scale = Callable[[Decimal], float]


@dataclass(frozen=True, slots=True)
class PRange:
    """The lowest and highest two-sided p that the printed digits allow, and p at the printed values themselves."""

    low: float
    high: float
    at: float


def holds_estimate(estimate: Decimal, low: Decimal, high: Decimal) -> bool:
    """Whether the interval holds its estimate, by the most that rounding allows."""
    inside = Range(rounded(low).low, rounded(high).high)
    return inside.meets(rounded(estimate))


def ratio_p(estimate: Decimal, low: Decimal, high: Decimal, level: Decimal) -> PRange | None:
    """p of a ratio against 1 from its interval: z = ln(estimate) / SE, SE = (ln high - ln low) / (2 z_level).

    Altman and Bland, How to obtain the P value from a confidence interval, BMJ 2011;343:d2304. None where a limit
    is not positive or the interval has no width.
    """
    if min(estimate, low, high) <= 0:
        return None
    return _p_range(estimate, low, high, level, math.log)


def difference_p(estimate: Decimal, low: Decimal, high: Decimal, level: Decimal) -> PRange | None:
    """p of a difference against 0 from its interval: z = estimate / SE, SE = (high - low) / (2 z_level)."""
    return _p_range(estimate, low, high, level, float)


def log_asymmetry(estimate: Decimal, low: Decimal, high: Decimal) -> float | None:
    """How far the estimate lies from the middle of a ratio's interval on the log scale, in half widths (0: centred).

    The least distance that the printed digits allow, so that rounding alone gives 0. None where it cannot be said.
    """
    if min(estimate, low, high) <= 0:
        return None
    return _least_asymmetry(estimate, low, high, math.log)


def asymmetry(estimate: Decimal, low: Decimal, high: Decimal) -> float | None:
    """The same for a difference, on the linear scale."""
    return _least_asymmetry(estimate, low, high, float)


def _p_range(estimate: Decimal, low: Decimal, high: Decimal, level: Decimal, scale: Scale) -> PRange | None:
    z_level = normal_quantile(0.5 + float(level) / 200)
    ps = []
    for e, a, b in product(*map(_corners, (estimate, low, high))):
        if min(e, a, b) > 0 or scale is not math.log:
            width = scale(b) - scale(a)
            if width > 0:
                ps.append(normal_tail(scale(e) / (width / (2 * z_level))))
    middle = scale(high) - scale(low)
    if not ps or middle <= 0:
        return None
    return PRange(min(ps), max(ps), normal_tail(scale(estimate) / (middle / (2 * z_level))))


def _least_asymmetry(estimate: Decimal, low: Decimal, high: Decimal, scale: Scale) -> float | None:
    found = []
    for e, a, b in product(*map(_corners, (estimate, low, high))):
        if min(e, a, b) <= 0 and scale is math.log:
            return None
        half = (scale(b) - scale(a)) / 2
        if half <= 0:
            return None
        found.append((scale(e) - (scale(a) + scale(b)) / 2) / half)
    return 0.0 if min(found) <= 0 < max(found) else min(found, key=abs)


def _corners(value: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    spread = rounded(value)
    return spread.low, value, spread.high
