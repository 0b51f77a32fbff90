"""Tests recomputed from counts."""

import math
from collections.abc import Sequence

from extract.audit.arithmetic.distributions import chi_squared_tail

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
