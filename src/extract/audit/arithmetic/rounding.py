"""What printed digits can stand for, and which percents of a count they allow."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Range:
    """A closed interval of exact decimals."""

    low: Decimal
    high: Decimal

    def holds(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def meets(self, other: "Range") -> bool:
        return self.low <= other.high and other.low <= self.high


def decimals(value: Decimal) -> int:
    """Digits printed after the point.

    >>> decimals(Decimal("12.50")), decimals(Decimal("7"))
    (2, 0)
    """
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def unit(value: Decimal) -> Decimal:
    """One unit of the last printed digit.

    >>> unit(Decimal("0.50"))
    Decimal('0.01')
    """
    return Decimal(1).scaleb(-decimals(value))


def rounded(value: Decimal) -> Range:
    """What rounds to the printed value, half up, half even and half down alike.

    >>> rounded(Decimal("12.5"))
    Range(low=Decimal('12.45'), high=Decimal('12.55'))
    """
    half = unit(value) / 2
    return Range(value - half, value + half)


def cut(value: Decimal) -> Range:
    """What truncation (or rounding up) would print as this value: a whole unit on either side."""
    step = unit(value)
    return Range(value - step, value + step)


def within_units(value: Decimal, units: int) -> Range:
    """The printed value with a slack of some units of its last digit (an undeclared double rounding, say)."""
    slack = unit(value) * units
    return Range(value - slack, value + slack)


Fit = Literal["exact", "convention", "off"]


@dataclass(frozen=True, slots=True)
class PercentFit:
    """How a printed percent stands to count / denominator; `convention` names what explains a small difference."""

    fit: Fit
    expected: Decimal
    convention: str | None = None


def percent_of(count: Decimal, denominator: Decimal) -> Decimal:
    """100 x count / denominator, unrounded. Raises ZeroDivisionError for a denominator of 0."""
    if denominator == 0:
        raise ZeroDivisionError("a percent of nothing")
    return Decimal(100) * count / denominator


def fit_percent(percent: Decimal, count: Decimal, denominator: Decimal) -> PercentFit:
    """Whether a percent can have been printed for count / denominator.

    Exact: within half a unit of its last digit. By a convention: truncated or rounded up (within one unit), or
    double-rounded (a percent with trailing zeros that was rounded earlier: 37.50 printed for 37.5).

    >>> fit_percent(Decimal("7.23"), Decimal(11), Decimal(152)).convention
    'truncated'
    >>> fit_percent(Decimal("51.32"), Decimal(56), Decimal(152)).fit
    'off'
    """
    exact = percent_of(count, denominator)
    expected = exact.quantize(unit(percent))
    if rounded(percent).holds(exact):
        return PercentFit("exact", expected)
    if cut(percent).holds(exact):
        return PercentFit("convention", expected, "truncated" if exact > percent else "rounded up")
    bare = _without_trailing_zeros(percent)
    if decimals(bare) < decimals(percent) and rounded(bare).holds(exact):
        return PercentFit("convention", expected, f"rounded to {decimals(bare)} decimals first")
    return PercentFit("off", expected)


def possible_denominators(percent: Decimal, count: int, highest: int) -> tuple[int, ...]:
    """The denominators up to `highest` that the printed percent of a count allows, to name the one that was used."""
    return _denominators_within(rounded(percent), count, highest)


def conventional_denominators(percent: Decimal, count: int, highest: int) -> tuple[int, ...]:
    """The same where the percent may also be truncated, rounded up or rounded earlier.

    >>> possible_denominators(Decimal("92"), 43, 48), conventional_denominators(Decimal("92"), 43, 48)
    ((), (47,))
    """
    bare, exact = rounded(_without_trailing_zeros(percent)), cut(percent)
    widest = Range(min(bare.low, exact.low), max(bare.high, exact.high))
    wide = _denominators_within(Range(max(widest.low, unit(percent) / 10), widest.high), count, highest)
    return tuple(n for n in wide if n >= count and fit_percent(percent, Decimal(count), Decimal(n)).fit != "off")


def possible_counts(percent: Decimal, n: int) -> tuple[int, ...]:
    """The counts of n that the percent may have been printed for, truncated or rounded up or not.

    >>> possible_counts(Decimal("46.7"), 60), possible_counts(Decimal("45.9"), 60)
    ((28,), ())
    """
    middle = int(percent * n / 100)
    near = (count for count in range(max(0, middle - 1), min(n, middle + 2) + 1))
    return tuple(count for count in near if fit_percent(percent, Decimal(count), Decimal(n)).fit != "off")


def _denominators_within(allowed: Range, count: int, highest: int) -> tuple[int, ...]:
    if allowed.low <= 0 or count <= 0:
        return ()
    low = int((Decimal(100) * count / allowed.high).to_integral_value(rounding="ROUND_CEILING"))
    high = int((Decimal(100) * count / allowed.low).to_integral_value(rounding="ROUND_FLOOR"))
    return tuple(range(max(1, low), min(highest, high) + 1))


def _without_trailing_zeros(value: Decimal) -> Decimal:
    bare = value.normalize()
    return bare if decimals(bare) < decimals(value) else value
