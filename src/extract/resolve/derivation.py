"""Numbers that a paper does not print but allows to work out, each with its formula and where that is taught."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import NormalDist

from extract.pooling import t_quantile

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


def sd_from_t(difference: Decimal, t: Decimal, sizes: tuple[int, int]) -> Derived:
    """The SD that two groups have in common: |m₁ − m₂| / (t √(1/n₁ + 1/n₂)), t that of the difference of the means.

    >>> sd_from_t(Decimal("-3.8"), Decimal("2.78"), (25, 22)).value
    Decimal('4.7')
    """
    first, second = sizes
    value = abs(difference / (t * (1 / Decimal(first) + 1 / Decimal(second)).sqrt()))
    formula = f"|{difference}| / ({abs(t):.4g} × √(1/{first} + 1/{second}))"
    return Derived(_rounded(value, difference), formula, f"{HANDBOOK}, chapter 6, section 6.5.2.3")


def sd_from_p(difference: Decimal, p: Decimal, sizes: tuple[int, int]) -> Derived:
    """The SD that two groups have in common, from the difference of their means and the p of its t-test.

    >>> sd_from_p(Decimal("-3.8"), Decimal("0.008"), (25, 22)).formula
    '|-3.8| / (2.776 × √(1/25 + 1/22)), t of p = 0.008 at 45 degrees of freedom'
    """
    df = sum(sizes) - 2
    found = sd_from_t(difference, Decimal(str(t_quantile(df, 1 - float(p) / 2))), sizes)
    return Derived(found.value, f"{found.formula}, t of p = {p} at {df} degrees of freedom", found.source)


def size_from_total(total: int, groups: int) -> Derived:
    """The size of each of so many equal groups.

    >>> size_from_total(90, 3).value
    Decimal('30')
    """
    return Derived(Decimal(total // groups), f"{total} / {groups}", "equal allocation, no sizes printed")


def sum_of_groups(numbers: Sequence[Decimal]) -> Derived:
    """Events or sizes of groups taken together.

    >>> sum_of_groups([Decimal(7), Decimal(6)]).value
    Decimal('13')
    """
    return Derived(sum(numbers, Decimal(0)), " + ".join(map(str, numbers)), f"{HANDBOOK}, chapter 6, section 6.5.2.10")


def mean_of_groups(groups: Sequence[tuple[Decimal, int]]) -> Derived:
    """The mean of groups (mean, n) taken together: Σ n m / Σ n.

    >>> mean_of_groups([(Decimal("10.0"), 10), (Decimal("16.0"), 20)]).value
    Decimal('14.0')
    """
    value = sum((mean * n for mean, n in groups), Decimal(0)) / sum(n for _, n in groups)
    formula = f"({' + '.join(f'{n} × {mean}' for mean, n in groups)}) / {sum(n for _, n in groups)}"
    return Derived(_rounded(value, groups[0][0]), formula, f"{HANDBOOK}, chapter 6, section 6.5.2.10")


def sd_of_groups(groups: Sequence[tuple[Decimal, Decimal, int]]) -> Derived:
    """The SD of groups (mean, SD, n) taken together: √((Σ (n − 1) s² + Σ n (m − M)²) / (Σ n − 1)), M their mean.

    For two groups this is the formula of the Handbook's table 6.5.a.

    >>> sd_of_groups([(Decimal("10.0"), Decimal("2.0"), 10), (Decimal("16.0"), Decimal("3.0"), 20)]).value
    Decimal('3.9')
    """
    n = sum(size for *_, size in groups)
    whole = sum((mean * size for mean, _, size in groups), Decimal(0)) / n
    squares = sum(((size - 1) * sd**2 + size * (mean - whole) ** 2 for mean, sd, size in groups), Decimal(0))
    reported = "; ".join(f"{mean} ({sd}), n = {size}" for mean, sd, size in groups)
    formula = f"√((Σ (n − 1) s² + Σ n (m − M)²) / (Σ n − 1)) of {reported}"
    value = _rounded((squares / (n - 1)).sqrt(), groups[0][1])
    return Derived(value, formula, f"{HANDBOOK}, chapter 6, table 6.5.a")


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """To as many decimals as the printed number has, one at least."""
    exponent = like.as_tuple().exponent
    places = max(1, -exponent) if isinstance(exponent, int) else 1
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
