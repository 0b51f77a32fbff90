"""Test statistics with degrees of freedom and p: "t(28) = 2.20, p = .036", "χ²(1, N = 90) = 3.5, p = 0.06"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.audit.expressions.estimates import PrintedP
from extract.audit.expressions.shapes import NUMBER, P_VALUE, SIGN, decimal

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
    relation: Literal["=", "<", ">"]
    p: PrintedP


_CHI = r"(?:[χΧ]\s?(?:2|²|\^2|\^\{2\})?|[Cc]hi[\s-]?(?:squared?|2|²)?|X2|X²)"
STATISTIC = re.compile(
    rf"""(?<![A-Za-z])(?:
        (?P<two>[Ff])\s?[(\[]\s?(?P<df1>{NUMBER})\s?[,;]\s?(?P<df2>{NUMBER})\s?[)\]]
      | (?P<one>[tr]|Q|{_CHI})\s?[(\[]\s?(?:df\s?=\s?)?(?P<df>{NUMBER})\s?(?:[,;]\s?[Nn]\s?=\s?{NUMBER}\s?)?[)\]]
      | (?P<none>[zZ])
    )\s?(?P<relation>[=<>])\s?(?P<value>(?:{SIGN}\s?)?{NUMBER})\s?[,;]?\s{{0,2}}(?:,\s)?
    (?:{P_VALUE}|(?P<ns>[nN]\.?\s?[sS]\b\.?))""",
    re.VERBOSE,
)
NOT_SIGNIFICANT = Decimal("0.05")
_NAMES: dict[str, Statistic] = {"t": "t", "r": "r", "Q": "Q", "F": "F", "f": "F", "z": "z", "Z": "z"}


def find_statistics(text: str) -> Iterator[TestStatistic]:
    """All test statistics with a p beside them.

    >>> s, = find_statistics("a difference, t(28) = 2.20, p = .036")
    >>> s.statistic, str(s.df[0]), str(s.p.value)
    ('t', '28', '0.036')
    >>> list(find_statistics("weight (28) = 2.20, p = .036"))
    []
    """
    for match in STATISTIC.finditer(text):
        value, p = decimal(match["value"]), NOT_SIGNIFICANT if match["ns"] else decimal(match["p"])
        if value is None or p is None or p > 1:
            continue
        raw: tuple[str, ...]
        if match["two"]:
            statistic, raw = _NAMES[match["two"]], (match["df1"], match["df2"])
        elif match["one"]:
            statistic, raw = _NAMES.get(match["one"], "chi2"), (match["df"],)
        else:
            statistic, raw = "z", ()
        df = tuple(d for d in map(decimal, raw) if d is not None and d > 0)
        if len(df) != len(raw):
            continue
        yield TestStatistic(
            start=match.start(),
            end=match.end(),
            statistic=statistic,
            df=df,
            value=value,
            relation=_relation(match["relation"]),
            p=PrintedP(relation=">" if match["ns"] else _relation(match["p_relation"]), value=p),
        )


def _relation(printed: str) -> Literal["=", "<", ">"]:
    if printed in ("<", "≤", "&lt;"):
        return "<"
    return ">" if printed in (">", "≥", "&gt;") else "="
