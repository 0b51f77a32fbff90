"""The p printed beside t, F, χ², r, z or Q with its degrees of freedom is that of the statistic.

Two-tailed p from the t, F, χ² and normal distributions; r by t = r sqrt(df / (1 - r²)), df = n - 2 where n is printed;
Q (heterogeneity) as χ². The statistic is taken with half a unit of its last digit on either side; a p of half the size
is accepted where one tail exists (t, r, z, and one degree of freedom); a p cut off instead of rounded is left alone. As
statcheck does (Nuijten et al., Behavior Research Methods 2016;48:1205-1226) a difference that changes significance at
0.05 weighs more (error) than one that does not (warning). A larger p near a χ² of one degree of freedom (Fisher's exact
test or a continuity correction, which programs print beside it) or near a z (exact p of a rank test) is a note. Where
another first degree of freedom would give the printed p the message names it.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.audit.arithmetic.distributions import chi_squared_tail, f_tail, normal_quantile, normal_tail, t_tail
from extract.audit.arithmetic.rounding import cut, rounded
from extract.audit.expressions.estimates import PrintedP
from extract.audit.expressions.statistics import TestStatistic, find_statistics
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_test_statistic"
VERSION = 1
ALPHA = 0.05
EXACT_Z = {"chi2": 0.5, "z": 0.25}
MOST_GROUPS = 8
LEAST = 1e-12


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            for statistic in find_statistics(passage.text):
                yield _judge(paper, passage, statistic)


def _judge(paper: Paper, passage: Passage, statistic: TestStatistic) -> Answer:
    pieces = passage.pieces_of(statistic.start, statistic.end)
    if statistic.relation != "=":
        return Skipped(place(pieces), "the statistic itself is only bounded")
    low, high, at = _p_range(statistic)
    if _allows(low, high, statistic.p) or (_has_sides(statistic) and _allows(low / 2, high / 2, statistic.p)):
        return Passed(place(pieces))
    if _allows(low, high, statistic.p, truncated=True):
        return Skipped(place(pieces), "the printed p is truncated, not rounded")
    flips = (at < ALPHA) is not _below(statistic.p)
    exact = _is_of_exact_test(statistic, at)
    hint = "; an exact or corrected test would explain it" if exact else _with_other_df(statistic)
    printed = statistic.p.shown
    df = f"({', '.join(map(str, statistic.df))})" if statistic.df else ""
    return Finding(
        check=NAME,
        severity="note" if exact else "error" if flips else "warning",
        message=f"{statistic.statistic}{df} = {statistic.value} gives p = {_shown(at)}, printed as {printed}{hint}",
        reported=printed,
        expected=f"p = {_shown(at)}",
        evidence=(evidence(paper, "result", pieces),),
    )


def _has_sides(statistic: TestStatistic) -> bool:
    """Whether a one-tailed test exists: t, r and z, and F or χ² with one degree of freedom."""
    return statistic.statistic in ("t", "r", "z") or statistic.df[0] == 1


def _is_of_exact_test(statistic: TestStatistic, at: float) -> bool:
    """Whether the printed p is somewhat larger than the statistic's, as that of Fisher's or an exact rank test is."""
    reach = EXACT_Z.get(statistic.statistic, 0.0) if statistic.df in ((), (Decimal(1),)) else 0.0
    printed = float(statistic.p.value)
    if statistic.p.relation != "=" or not at < printed < 1:
        return False
    return normal_quantile(printed / 2) - normal_quantile(max(at, LEAST) / 2) <= reach


def _with_other_df(statistic: TestStatistic) -> str:
    """Which first degree of freedom would give the printed p, where just one small number does."""
    if statistic.statistic not in ("F", "chi2", "Q") or statistic.p.relation != "=":
        return ""
    others = [
        n
        for n in range(1, MOST_GROUPS + 1)
        if n != statistic.df[0]
        and _allows(*_p_range(replace(statistic, df=(Decimal(n), *statistic.df[1:])))[:2], statistic.p)
    ]
    return f"; {others[0]} for {statistic.df[0]} degrees of freedom would give it" if len(others) == 1 else ""


def _p_range(statistic: TestStatistic) -> tuple[float, float, float]:
    spread = rounded(abs(statistic.value))
    return (
        _p(statistic, spread.high),
        _p(statistic, max(spread.low, Decimal(0))),
        _p(statistic, abs(statistic.value)),
    )


def _p(statistic: TestStatistic, value: Decimal) -> float:
    x, df = float(value), [float(d) for d in statistic.df]
    match statistic.statistic:
        case "t":
            return t_tail(x, df[0])
        case "F":
            return f_tail(x, df[0], df[1])
        case "chi2" | "Q":
            return chi_squared_tail(x, df[0])
        case "r":
            return t_tail(x * math.sqrt(df[0] / (1 - x * x)), df[0]) if x < 1 else 0.0
        case "z":
            return normal_tail(x)


def _allows(low: float, high: float, p: PrintedP, *, truncated: bool = False) -> bool:
    printed = cut(p.value) if truncated else rounded(p.value)
    if p.relation == "<":
        return low <= float(p.value or printed.high)
    if p.relation == ">":
        return high >= float(p.value)
    return low <= float(printed.high) and float(printed.low) <= high


def _below(p: PrintedP) -> bool:
    return p.relation != ">" and float(p.value) <= ALPHA


def _shown(p: float) -> str:
    return f"{p:.3g}" if p >= 0.0001 else "<0.0001"
