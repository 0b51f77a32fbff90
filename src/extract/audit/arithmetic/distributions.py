"""Tail probabilities of the normal, t, chi-squared and F distributions, and chances by logistic models.

Series and continued fractions of the incomplete gamma and beta functions (Abramowitz and Stegun, 6.5.29, 6.5.31,
26.5.8), to 12 digits; the tests hold them beside scipy. Written out because importing scipy takes two seconds and
170 MB, and this is all that the audit needs of it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from extract.text.numbers import are_near

_STEPS = 10_000
_TINY = 1e-300
_CLOSE = 1e-15
_LEAST_P = 1e-12


def normal_tail(z: float) -> float:
    """P(|Z| >= |z|), two-sided.

    >>> round(normal_tail(1.959964), 6)
    0.05
    """
    return math.erfc(abs(z) / math.sqrt(2))


def normal_quantile(p: float) -> float:
    """z with P(Z <= z) = p, for 0 < p < 1. Raises ValueError beyond."""
    if not 0 < p < 1:
        raise ValueError(f"a probability within (0, 1) is needed, got {p}")
    return NormalDist().inv_cdf(p)


def z_of_p(p: float) -> float:
    """|z| of a two-sided p; 0 for 1 and more, and that of 1e-12 for all below.

    >>> round(z_of_p(0.05), 6), z_of_p(1.0)
    (1.959964, 0.0)
    """
    return -normal_quantile(max(p, _LEAST_P) / 2) if p < 1 else 0.0


def shown_p(p: float, digits: int = 2) -> str:
    """A p for a message."""
    return f"{p:.{digits}g}" if p >= 0.0001 else "<0.0001"


def t_tail(t: float, df: float) -> float:
    """P(|T| >= |t|) with df degrees of freedom, two-sided."""
    return beta_share(df / 2, 0.5, df / (df + t * t))


def chi_squared_tail(x: float, df: float) -> float:
    """P(X >= x) with df degrees of freedom."""
    return gamma_upper_share(df / 2, x / 2) if x > 0 else 1.0


def f_tail(f: float, df1: float, df2: float) -> float:
    """P(F >= f) with (df1, df2) degrees of freedom."""
    return beta_share(df2 / 2, df1 / 2, df2 / (df2 + df1 * f)) if f > 0 else 1.0


def gamma_upper_share(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function Q(a, x)."""
    if x <= 0:
        return 1.0
    front = math.exp(-x + a * math.log(x) - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, _STEPS):
            term *= x / (a + n)
            total += term
            if abs(term) < abs(total) * _CLOSE:
                break
        return max(0.0, 1 - front * total)
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    h = d
    for n in range(1, _STEPS):
        step = -n * (n - a)
        b += 2
        d = 1 / _away_from_zero(step * d + b)
        c = _away_from_zero(b + step / c)
        h *= d * c
        if are_near(d * c, 1, _CLOSE):
            break
    return front * h


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1 - front * _beta_fraction(b, a, 1 - x) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, _STEPS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away_from_zero(1 + step * d)
            c = _away_from_zero(1 + step / c)
            h *= d * c
        if are_near(d * c, 1, _CLOSE):
            break
    return h


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


Counts = Sequence[Sequence[int]]


def pearson_p(counts: Counts, *, yates: bool = False) -> float | None:
    """Pearson's chi-squared test on a table of counts; with Yates' correction for 2 x 2. None where a margin is 0."""
    rows = [sum(row) for row in counts]
    cols = [sum(row[j] for row in counts) for j in range(len(counts[0]))]
    total = sum(rows)
    if not total or 0 in rows or 0 in cols or len(rows) < 2 or len(cols) < 2:
        return None
    statistic = 0.0
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            expected = rows[i] * cols[j] / total
            off = abs(count - expected)
            if yates:
                off = max(0.0, off - min(0.5, off))
            statistic += off * off / expected
    return chi_squared_tail(statistic, (len(rows) - 1) * (len(cols) - 1))


def least_expected(counts: Counts) -> float:
    """The smallest expected count, by which the choice of test is made."""
    rows = [sum(row) for row in counts]
    cols = [sum(row[j] for row in counts) for j in range(len(counts[0]))]
    total = sum(rows)
    return min(r * c / total for r in rows for c in cols) if total else 0.0


def fisher_p(a: int, b: int, c: int, d: int) -> float:
    """Fisher's exact test of [[a, b], [c, d]], two-sided: all tables not more probable than the one seen."""
    row, other, col = a + b, c + d, a + c

    def log_probability(x: int) -> float:
        return _log_choose(row, x) + _log_choose(other, col - x) - _log_choose(row + other, col)

    seen = log_probability(a)
    low, high = max(0, col - other), min(row, col)
    return min(1.0, sum(math.exp(p) for x in range(low, high + 1) if (p := log_probability(x)) <= seen + 1e-7))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


LARGEST = 30.0
"""Log odds beyond which a chance is 0 or 1."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: one weight a feature, on the feature's own scale."""

    weights: Mapping[str, float]
    bias: float

    def chance(self, values: Mapping[str, float]) -> float:
        """The probability that the values give. Raises ValueError where the weights were learned for other features."""
        if values.keys() != self.weights.keys():
            raise ValueError("these weights were trained for other features: run the script of their file again")
        total = self.bias + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-LARGEST, min(LARGEST, total))))
