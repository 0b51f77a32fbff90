"""A printed number stands for an interval: every value that rounds, or is cut, to these digits."""

from dataclasses import dataclass
from decimal import Decimal


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
