"""Tests recomputed from counts and moments."""

import math
from collections.abc import Sequence

from extract.audit.arithmetic.distributions import chi_squared_tail, f_tail, t_tail

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


def student_p(m1: float, sd1: float, n1: int, m2: float, sd2: float, n2: int) -> float | None:
    """Student's t-test of two means with pooled variance, two-sided."""
    if min(n1, n2) < 2:
        return None
    pooled = ((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2) / (n1 + n2 - 2)
    error = math.sqrt(pooled * (1 / n1 + 1 / n2))
    return t_tail((m1 - m2) / error, n1 + n2 - 2) if error > 0 else None


def welch_p(m1: float, sd1: float, n1: int, m2: float, sd2: float, n2: int) -> float | None:
    """Welch's t-test of two means with unequal variances, two-sided."""
    if min(n1, n2) < 2:
        return None
    v1, v2 = sd1**2 / n1, sd2**2 / n2
    if v1 + v2 <= 0:
        return None
    df = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
    return t_tail((m1 - m2) / math.sqrt(v1 + v2), df)


def anova_p(means: Sequence[float], sds: Sequence[float], ns: Sequence[int]) -> float | None:
    """One-way analysis of variance from group means, SDs and sizes."""
    total, groups = sum(ns), len(ns)
    if groups < 2 or min(ns) < 2:
        return None
    grand = sum(n * m for n, m in zip(ns, means, strict=True)) / total
    between = sum(n * (m - grand) ** 2 for n, m in zip(ns, means, strict=True)) / (groups - 1)
    inside = sum((n - 1) * sd**2 for n, sd in zip(ns, sds, strict=True)) / (total - groups)
    return f_tail(between / inside, groups - 1, total - groups) if inside > 0 else None


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
