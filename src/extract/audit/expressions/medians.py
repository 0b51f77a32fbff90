"""Median times of survival: "median OS was 20.4 months", "median OS and PFS were 20.4 and 17.3 months"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.expressions.rates import COMPARED, MEASURES, SAID_BEFORE
from extract.audit.expressions.shapes import NUMBER, decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Median:
    """A median in months; `group` 0 for all patients, 1 and 2 for the two sides of "13 vs 10 months"."""

    start: int
    end: int
    measure: str
    value: Decimal
    shown: str
    group: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedRate:
    """A rate of one of two groups: "2-year OS 60% vs 40%"."""

    start: int
    end: int
    measure: str
    months: Decimal
    value: Decimal
    group: int


_SHORT = r"(?:OS|PFS|DFS|RFS|EFS)"
_LONG = r"(?:overall|progression[\s-]free|disease[\s-]free|(?:recurrence|relapse)[\s-]free|event[\s-]free)\ssurvival"
_NAME = rf"(?:{_LONG}(?:\s?\(\s?m?{_SHORT}\s?\))?|{_SHORT})"
_SAYS = (
    r"(?:\s?(?:times?|durations?))?(?:\s(?:was|were|of|reached|is|are)|\s?[,:=])?\s(?:only\s|about\s|approximately\s)?"
)
_BRACKET = r"(?:\s?\([^()]{0,60}\))?"
_UNIT = r"(?P<unit>months?|mo\b|years?|weeks?)"
ONE = re.compile(
    rf"\b(?:[Mm]edian\s(?P<one>{_NAME})|m(?P<short>{_SHORT})\b){_SAYS}(?P<value>{NUMBER}){_BRACKET}\s?"
    rf"(?:{_UNIT}(?!\s?(?:vs|versus)\b)"
    rf"|(?:months?\s)?(?:vs\.?|versus|and|compared\swith)\s(?P<other>{NUMBER})\s(?P<unit2>months?|years?))"
)
TWO = re.compile(
    rf"\b[Mm]edian\s(?P<one>{_NAME})\sand\s(?:median\s)?(?P<two>{_NAME}){_SAYS}(?P<value>{NUMBER}){_BRACKET}\s?"
    rf"(?:months?\s)?{_BRACKET}\s?and\s(?P<other>{NUMBER})\s(?P<unit>months?|years?)"
)
PAIRED_RATE = re.compile(
    rf"(?<![\d.,–-])(?P<time>\d{{1,3}})[\s–-]{{1,2}}(?P<unit>years?|months?)[\s-](?P<name>{_NAME})(?:\srates?)?"
    rf"(?:\s(?:was|were|of)|\s?[,:=])?\s(?P<value>{NUMBER})\s?%{_BRACKET}\s(?:vs\.?|versus|compared\swith)\s(?P<other>{NUMBER})\s?%"
)
_OPENED = re.compile(
    r"(?:^|[.;]\s)(?:In|For|Among|Of)\s(?!(?:the\s)?(?:all|whole|entire|overall|total|this|our)\b)[^.;,]{2,60},\s(?:the\s)?$"
    r"|(?<!patients)\s(?:had|with|showed|achieved)\s(?:an?\s|the\s)?$"
)
"""A part of the patients, told before the median."""
_TO_MONTHS = {"m": Decimal(1), "y": Decimal(12), "w": 12 / Decimal("52.18")}


def find_medians(text: str) -> Iterator[Median]:
    """All medians of survival with a unit; those of one group among several are left out.

    >>> [(m.measure, str(m.value)) for m in find_medians("the median OS and PFS were 20.4 and 17.3 months")]
    [('OS', '20.4'), ('PFS', '17.3')]
    >>> [(m.group, str(m.value)) for m in find_medians("median PFS, 13.0 vs 10.1 months")]
    [(1, '13.0'), (2, '10.1')]
    >>> [str(m.value) for m in find_medians("The median OS was 26.0 (95% CI 10.7–41.3) months")]
    ['26.0']
    >>> list(find_medians("median age was 61 years; in the drug group median OS was 12 months"))
    []
    """
    if "edian" not in text and "mOS" not in text and "mPFS" not in text:
        return
    for match in TWO.finditer(text):
        if not _is_of_group(text, match):
            for name, value in ((match["one"], match["value"]), (match["two"], match["other"])):
                yield from _median(match, name, value, match["unit"], 0)
    for match in ONE.finditer(text):
        name = match["one"] or match["short"]
        if match["other"]:
            if "and" not in text[match.start("value") : match.start("other")]:
                yield from _median(match, name, match["value"], match["unit2"], 1)
                yield from _median(match, name, match["other"], match["unit2"], 2)
        elif not _is_of_group(text, match):
            yield from _median(match, name, match["value"], match["unit"], 0)


def find_paired_rates(text: str) -> Iterator[PairedRate]:
    """Rates of two groups at one time.

    >>> [(r.group, int(r.months), str(r.value)) for r in find_paired_rates("2-year OS, 60% vs 40%")]
    [(1, 24, '60'), (2, 24, '40')]
    """
    for match in PAIRED_RATE.finditer(text):
        for group, printed in ((1, match["value"]), (2, match["other"])):
            value, measure = decimal(printed), _measure(match["name"])
            if value is not None and value <= 100 and measure is not None:
                yield PairedRate(
                    start=match.start(),
                    end=match.end(),
                    measure=measure,
                    months=Decimal(match["time"]) * _TO_MONTHS[match["unit"][0]],
                    value=value,
                    group=group,
                )


def _median(match: re.Match[str], name: str, printed: str, unit: str, group: int) -> Iterator[Median]:
    value, measure = decimal(printed), _measure(name)
    if value is not None and measure is not None:
        factor = _TO_MONTHS[unit[0]]
        yield Median(
            start=match.start(),
            end=match.end(),
            measure=measure,
            value=value if factor == 1 else value * factor,
            shown=f"{printed} {unit}",
            group=group,
        )


def _measure(name: str) -> str | None:
    found = [short for short, pattern in MEASURES if short != "LC" and pattern.search(name)]
    return found[0] if len(found) == 1 else None


def _is_of_group(text: str, match: re.Match[str]) -> bool:
    after, before = text[match.end() : match.end() + 80], text[: match.start()]
    return bool(COMPARED.match(after) or SAID_BEFORE.search(before) or _OPENED.search(before))
