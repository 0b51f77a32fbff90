"""Test statistics with degrees of freedom and p: "t(28) = 2.20, p = .036", "χ²(1, N = 90) = 3.5, p = 0.06"."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.audit.expressions.shapes import (
    NOT_SIGNIFICANT,
    NUMBER,
    P_VALUE,
    SIGN,
    PrintedP,
    Relation,
    printed_p,
    relation_of,
)
from extract.text import lazy_re as re
from extract.text.numbers import parse_number, with_points

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
    relation: Relation
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
