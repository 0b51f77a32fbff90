"""Pooling of study results by the usual models of meta-analysis.

Effects are (y, v): an estimate and its variance, ratios and odds as logarithms, proportions raw, as logits or as double
arcsines (Freeman and Tukey 1950; back after Miller 1978 with the harmonic mean of the sizes). Models:
inverse variance with fixed effect; random effects after DerSimonian and Laird (1986) and by restricted maximum
likelihood (Viechtbauer 2005); Hartung-Knapp-Sidik-Jonkman intervals on either (IntHout 2014); Mantel-Haenszel
(Greenland and Robins 1985 for its variance) and Peto (Yusuf 1985) for two-by-two tables. Formulas as in the Cochrane
Handbook, chapter 10. A zero cell gets 1/2 in inverse-variance models, as RevMan and metafor do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

from extract.model import PoolingModel
from extract.text.numbers import are_near

Z95 = NormalDist().inv_cdf(0.975)
MOST_STEPS = 100
"""Steps of the search for the REML variance between studies."""
CLOSE = 1e-8


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """Events and totals of two groups."""

    events_1: float
    total_1: float
    events_2: float
    total_2: float

    @property
    def is_possible(self) -> bool:
        return (
            0 <= self.events_1 <= self.total_1
            and 0 <= self.events_2 <= self.total_2
            and self.total_1 * self.total_2 > 0
        )


@dataclass(frozen=True, slots=True)
class Pooled:
    """A pooled effect on the scale of its rows: estimate and 95 % limits, heterogeneity (I² in percent, 0 to 100)."""

    model: PoolingModel
    k: int
    estimate: float
    low: float
    high: float
    q: float
    i2: float
    tau2: float

    def back(self) -> "Pooled":
        """The same with the logarithm undone."""
        return replace(self, estimate=math.exp(self.estimate), low=math.exp(self.low), high=math.exp(self.high))


def pool_effects(effects: Sequence[tuple[float, float]]) -> tuple[Pooled, ...]:
    """Fixed, random (DerSimonian-Laird, REML) and Hartung-Knapp estimates of (y, v); nothing for fewer than two
    rows."""
    usable = [(y, v) for y, v in effects if v > 0 and math.isfinite(y) and math.isfinite(v)]
    if len(usable) < 2:
        return ()
    fixed = _weighted(usable, 0.0)
    q = sum((y - fixed[0]) ** 2 / v for y, v in usable)
    df = len(usable) - 1
    i2 = max(0.0, (q - df) / q) * 100 if q > 0 else 0.0
    dl = _dersimonian_laird(usable, q)
    found = [_made("fixed", usable, *fixed, q, i2, 0.0), _made("random", usable, *_weighted(usable, dl), q, i2, dl)]
    reml = _reml(usable, dl)
    if not are_near(reml, dl, CLOSE):
        found.append(_made("random", usable, *_weighted(usable, reml), q, i2, reml))
        found.append(_hartung_knapp(usable, reml, q, i2))
    found.append(_hartung_knapp(usable, dl, q, i2))
    return tuple(found)


def random_effects(effects: Sequence[tuple[float, float]]) -> Pooled | None:
    """The random-effects estimate of (y, v), its variance between studies that of DerSimonian and Laird (Cochrane
    Handbook, 10.10.4); None for fewer than two rows."""
    return next((pooled for pooled in pool_effects(effects) if pooled.model == "random"), None)


def _weighted(effects: Sequence[tuple[float, float]], tau2: float) -> tuple[float, float]:
    """Weighted mean and its standard error."""
    weights = [1 / (v + tau2) for _, v in effects]
    total = sum(weights)
    return sum(w * y for w, (y, _) in zip(weights, effects, strict=True)) / total, math.sqrt(1 / total)


def _made(
    model: PoolingModel,
    effects: Sequence[object],
    mean: float,
    se: float,
    q: float,
    i2: float,
    tau2: float,
    z: float = Z95,
) -> Pooled:
    return Pooled(model, len(effects), mean, mean - z * se, mean + z * se, q, i2, tau2)


def _dersimonian_laird(effects: Sequence[tuple[float, float]], q: float) -> float:
    weights = [1 / v for _, v in effects]
    spread = sum(weights) - sum(w * w for w in weights) / sum(weights)
    return max(0.0, (q - len(effects) + 1) / spread) if spread > 0 else 0.0


def _reml(effects: Sequence[tuple[float, float]], start: float) -> float:
    """The variance between studies by Fisher scoring of the restricted likelihood."""
    tau2 = start
    for _ in range(MOST_STEPS):
        weights = [1 / (v + tau2) for _, v in effects]
        total = sum(weights)
        mean = sum(w * y for w, (y, _) in zip(weights, effects, strict=True)) / total
        squares = sum(w * w for w in weights)
        score = (
            sum(w * w * ((y - mean) ** 2 - v) for w, (y, v) in zip(weights, effects, strict=True)) / squares + 1 / total
        )
        if are_near(max(0.0, score), tau2, CLOSE):
            return max(0.0, score)
        tau2 = max(0.0, score)
    return tau2


def _hartung_knapp(effects: Sequence[tuple[float, float]], tau2: float, q: float, i2: float) -> Pooled:
    mean, _ = _weighted(effects, tau2)
    weights = [1 / (v + tau2) for _, v in effects]
    df = len(effects) - 1
    residual = sum(w * (y - mean) ** 2 for w, (y, _) in zip(weights, effects, strict=True)) / df
    se = math.sqrt(residual / sum(weights))
    return _made("hartung-knapp", effects, mean, se, q, i2, tau2, z=t_quantile(df))


def t_quantile(df: int, level: float = 0.975) -> float:
    """A quantile of Student's t (level above one half), by Hill's expansion (1970) from df 3; exact for 1 and 2."""
    if df == 1:
        return math.tan(math.pi * (level - 0.5))
    if df == 2:
        return (2 * level - 1) / math.sqrt(2 * level * (1 - level))
    z = Z95 if level == 0.975 else NormalDist().inv_cdf(level)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(df) ** n for n, term in enumerate(terms, 1))


def log_ratio(table: TwoByTwo, measure: str) -> tuple[float, float]:
    """Log risk ratio ("RR") or log odds ratio ("OR") of a table and its variance; 1/2 added where a cell is empty."""
    a, c = table.events_1, table.events_2
    b, d = table.total_1 - a, table.total_2 - c
    if min(a, b, c, d) == 0:
        a, b, c, d = a + 0.5, b + 0.5, c + 0.5, d + 0.5
    if measure == "OR":
        return math.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d
    return math.log(a / (a + b) / (c / (c + d))), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)


def risk_difference(table: TwoByTwo) -> tuple[float, float]:
    """Difference of two risks and its variance."""
    first, second = table.events_1 / table.total_1, table.events_2 / table.total_2
    return first - second, first * (1 - first) / table.total_1 + second * (1 - second) / table.total_2


def mantel_haenszel(tables: Sequence[TwoByTwo], measure: str) -> Pooled | None:
    """Log of the Mantel-Haenszel risk or odds ratio, with the variance of Greenland and Robins (OR: of Robins et
    al.)."""
    used = [t for t in tables if 0 < t.events_1 + t.events_2 < t.total_1 + t.total_2]
    if len(used) < 2:
        return None
    cells = [
        (t.events_1, t.total_1 - t.events_1, t.events_2, t.total_2 - t.events_2, t.total_1 + t.total_2) for t in used
    ]
    if measure == "OR":
        r = sum(a * d / n for a, b, c, d, n in cells)
        s = sum(b * c / n for a, b, c, d, n in cells)
        pr = sum((a + d) / n * a * d / n for a, b, c, d, n in cells)
        mixed = sum((a + d) / n * b * c / n + (b + c) / n * a * d / n for a, b, c, d, n in cells)
        qs = sum((b + c) / n * b * c / n for a, b, c, d, n in cells)
        if r <= 0 or s <= 0:
            return None
        variance = pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s)
    else:
        r = sum(a * (c + d) / n for a, b, c, d, n in cells)
        s = sum(c * (a + b) / n for a, b, c, d, n in cells)
        p = sum(((a + b) * (c + d) * (a + c) - a * c * n) / n**2 for a, b, c, d, n in cells)
        if r <= 0 or s <= 0 or p <= 0:
            return None
        variance = p / (r * s)
    mean, se = math.log(r / s), math.sqrt(variance)
    effects = [log_ratio(t, measure) for t in used]
    q = sum((y - mean) ** 2 / v for y, v in effects)
    i2 = max(0.0, (q - len(used) + 1) / q) * 100 if q > 0 else 0.0
    return Pooled("mantel-haenszel", len(used), mean, mean - Z95 * se, mean + Z95 * se, q, i2, 0.0)


def peto(tables: Sequence[TwoByTwo]) -> Pooled | None:
    """Log of Peto's odds ratio: sum of (observed - expected) over sum of hypergeometric variances."""
    terms = []
    for t in tables:
        n, m = t.total_1 + t.total_2, t.events_1 + t.events_2
        if 0 < m < n and n > 1:
            variance = t.total_1 * t.total_2 * m * (n - m) / (n * n * (n - 1))
            terms.append((t.events_1 - t.total_1 * m / n, variance))
    total = sum(v for _, v in terms)
    if len(terms) < 2 or total <= 0:
        return None
    mean, se = sum(o for o, _ in terms) / total, math.sqrt(1 / total)
    q = sum(o * o / v for o, v in terms) - mean * mean * total
    i2 = max(0.0, (q - len(terms) + 1) / q) * 100 if q > 0 else 0.0
    return Pooled("peto", len(terms), mean, mean - Z95 * se, mean + Z95 * se, q, i2, 0.0)


def mean_difference(first: tuple[float, float, float], second: tuple[float, float, float]) -> tuple[float, float]:
    """Difference of two (mean, SD, n) and its variance."""
    (m1, s1, n1), (m2, s2, n2) = first, second
    return m1 - m2, s1 * s1 / n1 + s2 * s2 / n2


def standardised_difference(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> tuple[float, float]:
    """Hedges' g of two (mean, SD, n) and its variance (Cochrane Handbook 6.5.1.2)."""
    (m1, s1, n1), (m2, s2, n2) = first, second
    n = n1 + n2
    spread = math.sqrt(((n1 - 1) * s1 * s1 + (n2 - 1) * s2 * s2) / (n - 2))
    g = (m1 - m2) / spread * (1 - 3 / (4 * n - 9))
    return g, n / (n1 * n2) + g * g / (2 * (n - 3.94))


def proportion(events: float, total: float) -> tuple[float, float]:
    """A proportion and its variance; 1/2 added where it is 0 or 1."""
    if events in (0, total):
        events, total = events + 0.5, total + 1
    p = events / total
    return p, p * (1 - p) / total


def logit(events: float, total: float) -> tuple[float, float]:
    """The log odds of a proportion and its variance; 1/2 added where a cell is empty."""
    if events in (0, total):
        events, total = events + 0.5, total + 1
    return math.log(events / (total - events)), 1 / events + 1 / (total - events)


def double_arcsine(events: float, total: float) -> tuple[float, float]:
    """The double arcsine of a proportion and its variance (on the scale from 0 to pi); no cell needs a half."""
    low, high = math.sqrt(events / (total + 1)), math.sqrt((events + 1) / (total + 1))
    return math.asin(low) + math.asin(high), 1 / (total + 0.5)


def undo_double_arcsine(value: float, total: float) -> float:
    """The proportion of a double arcsine, of a study (or the harmonic mean of studies) of so many."""
    least, most = double_arcsine(0, total)[0], double_arcsine(total, total)[0]
    if not least < value < most:
        return float(value >= most)
    sine = math.sin(value)
    inner = 1 - (sine + (sine - 1 / sine) / total) ** 2
    return 0.5 * (1 - math.copysign(math.sqrt(max(0.0, inner)), math.cos(value)))
