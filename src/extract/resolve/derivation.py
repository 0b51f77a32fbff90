"""Numbers that a paper does not print but allows to work out, each with its formula and where that is taught."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import NormalDist

HANDBOOK = "Cochrane Handbook for Systematic Reviews of Interventions"
Z95 = Decimal("3.92")


@dataclass(frozen=True, slots=True)
class Derived:
    """A number with its formula and the source of the formula."""

    value: Decimal
    formula: str
    source: str


def events_from_share(share: Decimal, n: int) -> Derived:
    """Events from a percentage and a group size, to the nearest whole number.

    >>> events_from_share(Decimal("78.2"), 101).value
    Decimal('79')
    """
    events = (share * n / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Derived(events, f"round({share} % × {n} / 100)", f"{HANDBOOK}, chapter 6, section 6.4")


def sd_from_se(se: Decimal, n: int) -> Derived:
    """SD = SE × √n.

    >>> sd_from_se(Decimal("0.12"), 100).value
    Decimal('1.20')
    """
    value = _rounded(se * Decimal(n).sqrt(), se)
    return Derived(value, f"{se} × √{n}", f"{HANDBOOK}, chapter 6, section 6.5.2.2")


def sd_from_interval(low: Decimal, high: Decimal, n: int) -> Derived:
    """SD = √n × (upper − lower) / 3.92, for a 95 % confidence interval of a mean in a large group.

    >>> sd_from_interval(Decimal("30.0"), Decimal("34.2"), 100).value
    Decimal('10.7')
    """
    value = _rounded(Decimal(n).sqrt() * (high - low) / Z95, low)
    return Derived(value, f"√{n} × ({high} − {low}) / 3.92", f"{HANDBOOK}, chapter 6, section 6.5.2.2")


def sd_from_range(low: Decimal, high: Decimal, n: int) -> Derived:
    """SD = (maximum − minimum) / (2 Φ⁻¹((n − 0.375) / (n + 0.25))), for a roughly normal distribution.

    >>> sd_from_range(Decimal("10.0"), Decimal("50.0"), 100).value
    Decimal('8.0')
    """
    width = 2 * NormalDist().inv_cdf((n - 0.375) / (n + 0.25))
    value = _rounded((high - low) / Decimal(str(round(width, 4))), low)
    return Derived(value, f"({high} − {low}) / {width:.2f}", "Wan 2014, BMC Med Res Methodol 14:135, equation 9")


def sd_from_quartiles(low: Decimal, high: Decimal) -> Derived:
    """SD = (upper − lower quartile) / 1.35, for a roughly normal distribution.

    >>> sd_from_quartiles(Decimal("10.0"), Decimal("23.5")).value
    Decimal('10.0')
    """
    value = _rounded((high - low) / Decimal("1.35"), low)
    return Derived(value, f"({high} − {low}) / 1.35", f"{HANDBOOK}, chapter 6, section 6.5.2.5")


def size_from_total(total: int, groups: int) -> Derived:
    """The size of each of so many equal groups.

    >>> size_from_total(90, 3).value
    Decimal('30')
    """
    return Derived(Decimal(total // groups), f"{total} / {groups}", "equal allocation, no sizes printed")


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """To as many decimals as the printed number has, one at least."""
    exponent = like.as_tuple().exponent
    places = max(1, -exponent) if isinstance(exponent, int) else 1
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
