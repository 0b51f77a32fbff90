"""Test statistics: the p printed beside t, F, χ², r, z or Q with its degrees of freedom is that of the statistic."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extract.audit.arithmetic.distributions import chi_squared_tail, f_tail, normal_tail, shown_p, t_tail, z_of_p
from extract.audit.arithmetic.rounding import cut, rounded
from extract.audit.arithmetic.slips import meant_by
from extract.audit.passages import cells_of, per_paper, sentences_of
from extract.audit.printed import (
    NOT_SIGNIFICANT,
    NUMBER,
    P_VALUE,
    SIGN,
    PrintedP,
    RelationSign,
    printed_p,
    relation_of,
)
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, sound, unjudged
from extract.model import Paper, Pieces, Quantity, Recomputed
from extract.text import lazy_re as re
from extract.text.numbers import is_significant, parse_number, with_points

Statistic = Literal["t", "F", "chi2", "r", "z", "Q"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TestStatistic:
    """A statistic with its degrees of freedom as printed and its p; start and end in the searched text."""

    __test__ = False

    start: int
    end: int
    statistic: Statistic
    df: tuple[Decimal, ...]
    value: Decimal
    relation: RelationSign
    p: PrintedP


_CHI = r"(?:[χΧ]\s?(?:\^?\{?2\}?|²)?|[Cc]hi[\s-]?(?:squared?|2|²)?|X\s?\^?\{?2\}?|X²)"
_P = rf"(?:{P_VALUE}|{NOT_SIGNIFICANT}|(?P<alone_ns>[nN]\.?\s?[sS]\b\.?))"
_VALUE = rf"(?P<relation>[=<>])\s?(?P<value>(?:{SIGN}\s?)?{NUMBER})"
_DF = r"(?:d\.?f\.?|[Dd]egrees?\sof\s[Ff]reedom)"
_OTHERS = (
    r"(?:[,;]\s?(?!\s|[pP]\b|[FtzZ]\s?=)"
    rf"[A-Za-zηωφε²Δ\^_{{}} ]{{1,12}}\s?[=<>]\s?(?:{SIGN}\s?)?{NUMBER}\s?(?=[,;])){{0,2}}"
)
"""What stands between a statistic and its p: "MSE = 128.09", "d = 0.4"; no other statistic, whose p it then is."""
BRACKETED = re.compile(
    rf"""(?<![A-Za-z0-9])(?:
        (?P<two>[Ff])\s?_?\s?[(\[]\s?(?:df\s?=\s?)?(?P<df1>{NUMBER})\s?[,;]\s?(?P<df2>{NUMBER})\s?[)\]]
      | (?P<lowered>F)\s?_?\{{?(?P<low1>\d{{1,3}}(?:\.\d{{1,3}})?)
        \s?,\s?(?P<low2>\d{{1,5}}(?:\.\d{{1,3}})?)\}}?(?=\s?[=<>])
      | (?P<one>[tr]|Q|{_CHI})\s?_?\s?[(\[]\s?(?:df\s?=\s?)?(?P<df>{NUMBER})\s?(?:[,;]\s?[Nn]\s?=\s?{NUMBER}\s?)?[)\]]
      | (?P<below>[tT])\s?_?\{{?
        (?P<low>(?<=_)\d{{1,5}}|(?<=_\{{)\d{{1,5}}|[1-9]\d{{1,4}}(?:\.\d{{1,3}})?|[5-9])\}}?(?=\s?[=<>])
      | (?P<under>[χΧ]\s?(?:\^?\{{?2\}}?|²))\s?_?\{{?(?P<low_chi>\d{{1,2}})\}}?(?=\s?[=<>])
      | (?P<none>[zZ])(?:[\s-][Ss](?:core|tatistic))?
    )\s?{_VALUE}\s?{_OTHERS}(?:[,;]|\s?\()?\s{{0,2}}(?:,\s)?{_P}""",
    re.VERBOSE,
)
"""A t or T with its degrees of freedom below the line has at least five of them, or a sign that says that they are."""
BEHIND = re.compile(
    rf"""(?<![A-Za-z])(?P<name>[tFQ]|{_CHI})(?:[\s-](?:value|test|statistic))?\s?{_VALUE}
    \s?[,;(]?\s?(?:with\s|on\s)?(?:
        {_DF}\s?[=:]?\s?(?P<df1>{NUMBER})(?:\s?[,;/]\s?(?P<df2>\d{{1,5}}(?:\.\d{{1,3}})?)(?=\s?[,;)(]))?
      | (?P<df>{NUMBER})\s{_DF}
    )\s?[)\]]?\s?[,;(]?\s{{0,2}}{_P}""",
    re.VERBOSE,
)
SIZED = re.compile(
    rf"""(?<![A-Za-z])(?P<name>r)\s?{_VALUE}\s?[,;]\s?[nN]\s?=\s?(?P<n>\d{{1,6}})\s?[,;]\s{{0,2}}{_P}""", re.VERBOSE
)
_NOT_SIGNIFICANT = Decimal("0.05")
_DF_GROUPS = ("df1", "df2", "low1", "low2", "df", "low", "low_chi")
_NAMES: dict[str, Statistic] = {"t": "t", "T": "t", "r": "r", "Q": "Q", "F": "F", "f": "F", "z": "z", "Z": "z"}


def find_statistics(text: str) -> Iterator[TestStatistic]:
    """All test statistics with a p beside them.

    >>> s, = find_statistics("a difference, t(28) = 2.20, p = .036")
    >>> s.statistic, str(s.df[0]), str(s.p.value)
    ('t', '28', '0.036')
    >>> [(s.statistic, str(s.df[0])) for s in find_statistics("Chi² = 12.3, df = 9 (P = 0.20)")]
    [('chi2', '9')]
    >>> list(find_statistics("weight (28) = 2.20, p = .036"))
    []
    """
    if not any(sign in text for sign in "=<>"):
        return
    text = with_points(text)
    for match in BRACKETED.finditer(text):
        name = next(match[group] for group in ("two", "lowered", "one", "below", "under", "none") if match[group])
        raw = tuple(match[group] for group in _DF_GROUPS if match[group])
        yield from _statistic(match, _NAMES.get(name, "chi2"), raw)
    for match in BEHIND.finditer(text):
        name = _NAMES.get(match["name"], "chi2")
        raw = tuple(match[group] for group in ("df1", "df2", "df") if match[group])
        if len(raw) == (2 if name == "F" else 1):
            yield from _statistic(match, name, raw)
    for match in SIZED.finditer(text):
        yield from _statistic(match, "r", (str(int(match["n"]) - 2),))


def _statistic(match: re.Match[str], name: Statistic, raw: tuple[str, ...]) -> Iterator[TestStatistic]:
    value = parse_number(match["value"])
    alone = match["alone_ns"]
    p = PrintedP(relation=">", value=_NOT_SIGNIFICANT, named=False) if alone else printed_p(match)
    df = tuple(d for d in map(parse_number, raw) if d is not None and d > 0)
    if value is None or p is None or len(df) != len(raw):
        return
    yield TestStatistic(
        start=match.start(),
        end=match.end(),
        statistic=name,
        df=df,
        value=value,
        relation=relation_of(match["relation"]),
        p=p,
    )


EXACT_Z = {"chi2": 0.5, "z": 0.25}
"""How far, in z, p of Fisher's, a corrected or an exact rank test lies from that of the printed statistic."""

MOST_GROUPS = 8
TELLING = 2
"""Digits of a p that two tests seldom share by chance."""
PEOPLE = frozenset(
    ("patients", "participants", "subjects", "people", "women", "men", "children", "adults", "individuals")
)
MOST_SHOWN = 5
"""Degrees of freedom that a message names."""
NEAR_HALF = 0.02
"""Part of the half of a p by which the printed one differs, in a paper that tests in one direction: p of a statistic
with a digit more."""
_ONE_TAILED = re.compile(r"\b(?:one|1)[-\s](?:sided|tailed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tested:
    """A statistic with its place, the other statistics of the paper, and whether it tests in one direction."""

    statistic: TestStatistic
    pieces: Pieces
    others: tuple[TestStatistic, ...]
    one_tailed: bool


@per_paper()
def statistics_of(paper: Paper) -> tuple[Tested, ...]:
    """All test statistics with a p, those of sentences first."""
    found = [
        (statistic, passage.pieces_of(statistic.start, statistic.end))
        for passages in (sentences_of(paper), cells_of(paper))
        for passage in passages
        for statistic in find_statistics(passage.text)
    ]
    others = tuple(statistic for statistic, _ in found)
    one_tailed = bool(found) and bool(_ONE_TAILED.search(paper.text))
    return tuple(Tested(statistic, pieces, others, one_tailed) for statistic, pieces in found)


def _case(tested: Tested) -> Case[Tested]:
    statistic, pieces = tested.statistic, tested.pieces
    if statistic.relation != "=":
        return unjudged(pieces, "the statistic itself is only bounded", tested)
    low, high, at = p_range(statistic)
    if _gives(statistic):
        return sound(pieces, tested)
    if statistic.p.allows(low, high, cut(statistic.p.value)):
        return unjudged(pieces, "the printed p is truncated, not rounded", tested)
    df = f"({', '.join(map(str, statistic.df))})" if statistic.df else ""
    halved = tested.one_tailed and _has_sides(statistic)
    significant = is_significant(statistic.p.value, statistic.p.relation)
    flips = all(is_significant(p) is not significant for p in ((at, at / 2) if halved else (at,)))
    return broken(
        pieces,
        f"{statistic.statistic}{df} = {statistic.value} gives p = {shown_p(at, 3)}, printed as {statistic.p.shown}",
        "error" if flips else "warning",
        reported=statistic.p.shown,
        expected=f"p = {shown_p(at, 3)}",
        numbers=tested,
    )


def _gives(statistic: TestStatistic) -> bool:
    """Whether the statistic gives the printed p, of two tails or, where it has sides, of one."""
    low, high, _ = p_range(statistic)
    return statistic.p.allows(low, high) or (_has_sides(statistic) and statistic.p.allows(low / 2, high / 2))


def _has_sides(statistic: TestStatistic) -> bool:
    """Whether a one-tailed test exists: t, r and z, and F or χ² with one degree of freedom."""
    return statistic.statistic in ("t", "r", "z") or statistic.df[0] == 1


def p_range(statistic: TestStatistic) -> tuple[float, float, float]:
    """The least and the greatest two-sided p that the printed digits allow, and p at the printed value."""
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


# --- what explains a p that its statistic does not give


def _fit_other_side(tested: Tested) -> Fit | None:
    """A one-tailed test whose effect runs the other way: p is one minus half of the two-sided one."""
    low, high, _ = p_range(tested.statistic)
    if not _has_sides(tested.statistic) or not tested.statistic.p.allows(1 - high / 2, 1 - low / 2):
        return None
    return Fit("it is the one-tailed p of an effect on the other side")


def _fit_other_side_told(tested: Tested) -> Fit | None:
    return _fit_other_side(tested) if tested.one_tailed else None


def _fit_nearly_halved(tested: Tested) -> Fit | None:
    """Nearly half of the p, in a paper that prints another p which is half of its own and nothing else."""
    if not _has_sides(tested.statistic) or tested.statistic.p.relation != "=":
        return None
    half = p_range(tested.statistic)[2] / 2
    off = abs(half - float(tested.statistic.p.value))
    halves = any(_gives(other) and not _gives_two_tailed(other) for other in tested.others)
    return Fit("it is nearly half of it, as of a test in one direction") if halves and off <= NEAR_HALF * half else None


def _fit_halved(tested: Tested) -> Fit | None:
    """Half of the p of a test that has no sides."""
    low, high, _ = p_range(tested.statistic)
    if tested.statistic.p.relation == ">" or not tested.statistic.p.allows(low / 2, high / 2):
        return None
    return Fit("it is half of it, as of a test in one direction, which this statistic has not")


def _fit_exact(tested: Tested) -> Fit | None:
    """p somewhat larger than the statistic's, as that of Fisher's, a corrected or an exact rank test is."""
    statistic = tested.statistic
    reach = EXACT_Z.get(statistic.statistic, 0.0) if statistic.df in ((), (Decimal(1),)) else 0.0
    printed, at = float(statistic.p.value), p_range(statistic)[2]
    if statistic.p.relation != "=" or not at < printed < 1:
        return None
    near = z_of_p(at) - z_of_p(printed) <= reach
    return Fit("an exact or corrected test would explain it") if near else None


def _fit_rounded_bound(tested: Tested) -> Fit | None:
    """p rounded before it was called below a bound: 0.0011 as "< 0.001"."""
    p, (low, _, _) = tested.statistic.p, p_range(tested.statistic)
    within = p.relation == "<" and p.value > 0 and low <= float(rounded(p.value).high)
    return Fit("rounded to the printed digits it is the bound itself") if within else None


def _fit_rounded_twice(tested: Tested) -> Fit | None:
    """p rounded to fewer digits and printed with zeros: 0.0175 as 0.020."""
    p = tested.statistic.p
    bare = p.value.normalize()
    fits = (
        p.relation == "="
        and bare.as_tuple() != p.value.as_tuple()
        and _gives(replace(tested.statistic, p=replace(p, value=bare)))
    )
    return Fit("it was rounded to fewer digits first") if fits and bare else None


def _fit_first_df(tested: Tested) -> Fit | None:
    """Another first degree of freedom, where just one small number gives the printed p."""
    statistic = tested.statistic
    if statistic.statistic not in ("F", "chi2", "Q") or statistic.p.relation != "=":
        return None
    others = [
        n
        for n in range(1, MOST_GROUPS + 1)
        if n != statistic.df[0] and _gives_two_tailed(replace(statistic, df=(Decimal(n), *statistic.df[1:])))
    ]
    return Fit(f"{others[0]} for {statistic.df[0]} degrees of freedom would give it") if len(others) == 1 else None


def _fit_df_of_others(tested: Tested) -> Fit | None:
    """The degrees of freedom of the paper's other statistics of this kind."""
    statistic = tested.statistic
    known = {s.df for s in tested.others if s.statistic == statistic.statistic and s.df != statistic.df}
    fitting = [df for df in sorted(known) if _gives(replace(statistic, df=df))]
    if len(fitting) != 1 or len(known) > MOST_GROUPS:
        return None
    shown = ", ".join(map(str, fitting[0]))
    return Fit(f"the degrees of freedom of its neighbours ({shown}) would give it")


def _fit_neighbours(tested: Tested) -> Fit | None:
    """The very p of a statistic right before or behind that gives it."""
    statistic = tested.statistic
    at = next(place for place, other in enumerate(tested.others) if other is statistic)
    for other in (*tested.others[max(0, at - 1) : at], *tested.others[at + 1 : at + 2]):
        telling = other.p.relation == "=" and len(other.p.value.as_tuple().digits) >= TELLING
        if telling and other.p == statistic.p and other.relation == "=" and _gives(other):
            return Fit(f"it is the p of the neighbouring {other.statistic} = {other.value}, copied perhaps")
    return None


def _fit_slip_of_p(tested: Tested) -> Fit | None:
    statistic = tested.statistic
    for name, meant in meant_by(statistic.p.value) if statistic.p.relation == "=" else ():
        if 0 < meant < 1 and _gives(replace(statistic, p=replace(statistic.p, value=meant))):
            return Fit(f"{name} in the p would explain it: {meant} for {statistic.p.value}")
    return None


def _fit_slip_of_value(tested: Tested) -> Fit | None:
    statistic = tested.statistic
    for name, meant in meant_by(abs(statistic.value)):
        if meant > 0 and _gives(replace(statistic, value=meant)):
            return Fit(f"{name} in the statistic would explain it: {meant} for {statistic.value}")
    return None


def _gives_two_tailed(statistic: TestStatistic) -> bool:
    return statistic.p.allows(*p_range(statistic)[:2])


def _recompute(tested: Tested) -> Recomputed | None:
    """The row for people who look tests up by their p."""
    statistic = tested.statistic
    if statistic.relation != "=":
        return None
    low, high, at = p_range(statistic)
    return Recomputed(
        kind="test",
        statistic=statistic.statistic,
        pieces=tested.pieces,
        value=statistic.value,
        df=statistic.df,
        p_relation=statistic.p.relation,
        p_value=statistic.p.value,
        p_low=low,
        p_high=high,
        p_at=at,
        agrees=_gives(statistic),
        same_side=is_significant(at) is is_significant(statistic.p.value, statistic.p.relation),
    )


TEST_STATISTIC = Relation(
    "stat_test_statistic",
    """The p printed beside t, F, χ², r, z or Q with its degrees of freedom is that of the statistic.

Two-tailed p from the t, F, χ² and normal distributions; r by t = r sqrt(df / (1 - r²)), df = n - 2 where n is printed;
Q (heterogeneity) as χ². The statistic is taken with half a unit of its last digit on either side; a p of half the size
is accepted where one tail exists (t, r, z, and one degree of freedom); a p cut off instead of rounded is left alone. As
statcheck does (Nuijten et al., Behavior Research Methods 2016;48:1205-1226) a difference that changes significance at
0.05 weighs more (error) than one that does not (warning). A larger p near a χ² of one degree of freedom (Fisher's exact
test or a continuity correction, which programs print beside it) or near a z (exact p of a rank test) is a note; the p
of an effect on the other side is sound where the paper tests in one direction. Where other degrees of freedom, or one
slip of a digit, would give the printed p, the message names it.""",
    lambda paper: map(_case, statistics_of(paper)),
    (
        Hypothesis(name="one-tailed, other side", prior=0.7, fits=_fit_other_side_told, leaves="none"),
        Hypothesis(name="exact or corrected test", prior=0.6, fits=_fit_exact, leaves="note"),
        Hypothesis(name="rounded before the bound", prior=0.5, fits=_fit_rounded_bound, leaves="note"),
        Hypothesis(name="rounded twice", prior=0.45, fits=_fit_rounded_twice, leaves="note"),
        Hypothesis(name="nearly half of the p", prior=0.43, fits=_fit_nearly_halved, leaves="note"),
        Hypothesis(name="half of the p", prior=0.42, fits=_fit_halved),
        Hypothesis(name="df of neighbours", prior=0.4, fits=_fit_df_of_others),
        Hypothesis(name="other first df", prior=0.3, fits=_fit_first_df),
        Hypothesis(name="one-tailed p of the other side", prior=0.25, fits=_fit_other_side, leaves="note"),
        Hypothesis(name="copied from a neighbour", prior=0.35, fits=_fit_neighbours),
        Hypothesis(name="slip in the p", prior=0.2, fits=_fit_slip_of_p),
        Hypothesis(name="slip in the statistic", prior=0.1, fits=_fit_slip_of_value),
    ),
    version=2,
    recompute=_recompute,
)


# --- degrees of freedom against the number of people


@dataclass(frozen=True, slots=True)
class Freedom:
    """A statistic with the most people that its paper counts."""

    tested: Tested
    people: int

    @property
    def df(self) -> int:
        return int(self.tested.statistic.df[-1])


MEASUREMENTS = Fit("repeated measurements, or a sample that is not told, would explain it")


def _freedoms(paper: Paper) -> Iterator[Case[Freedom]]:
    people = _most_people(paper)
    for tested in statistics_of(paper):
        if tested.statistic.statistic in ("t", "r", "F") and people:
            yield _freedom_case(Freedom(tested, people))


def _most_people(paper: Paper) -> int:
    """The largest number of people that the paper counts as its own, its arms together included."""
    counted = [int(q.value) for q in paper.quantities if q.value is not None and _is_people(q)]
    arms = sum(arm.n or 0 for arm in paper.arms)
    return max((*counted, arms), default=0)


def _is_people(quantity: Quantity) -> bool:
    source = quantity.slot("source")
    return (quantity.kind == "size" or quantity.unit in PEOPLE) and (source is None or source.value != "cited")


def _freedom_case(freedom: Freedom) -> Case[Freedom]:
    statistic, pieces = freedom.tested.statistic, freedom.tested.pieces
    if freedom.df < freedom.people:
        return sound(pieces)
    others = {int(other.df[-1]) for other in freedom.tested.others if other.df and other is not statistic}
    if any(df >= freedom.people for df in others):
        return unjudged(pieces, "tests of measurements, of which there are more")
    shown = ", ".join(map(str, statistic.df))
    return broken(
        pieces,
        f"{statistic.statistic}({shown}) has more degrees of freedom than the paper has people ({freedom.people}); "
        f"its other tests have {', '.join(map(str, sorted(others)[-MOST_SHOWN:])) or 'none'}",
        "warning",
        reported=shown,
        expected=f"below {freedom.people}",
        numbers=freedom,
    )


def _fit_slip_of_df(freedom: Freedom) -> Fit | None:
    """One slip makes it the degrees of freedom of another test, or those of all people in one or two groups."""
    usual = {int(other.df[-1]) for other in freedom.tested.others if other.df} | {freedom.people - n for n in (1, 2)}
    for name, meant in meant_by(Decimal(freedom.df)):
        if meant in usual and meant < freedom.people:
            return Fit(f"{name} would explain it: {meant} for {freedom.df}", str(meant))
    return None


DF_OF_N = Relation(
    "stat_df_of_n",
    """A test between people has fewer degrees of freedom than there are people.

t, r and F against the largest number of people that the paper counts as its own. Told where a single test of the paper
has more, and one slip of a digit makes its degrees of freedom those of another test or of all people less one or two.
Left alone otherwise: repeated measurements have more than there are people.""",
    _freedoms,
    (
        Hypothesis(name="slip in the degrees of freedom", prior=0.5, fits=_fit_slip_of_df),
        Hypothesis(name="repeated measurements", prior=0.4, fits=lambda freedom: MEASUREMENTS, leaves="none"),
    ),
)
