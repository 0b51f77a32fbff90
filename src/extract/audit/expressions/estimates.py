"""Estimates with their confidence intervals and p values: "HR 0.62 (95% CI 0.41–0.94; p = 0.02)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.audit.expressions.shapes import LEVEL, LIMITS, NUMBER, P_VALUE, SIGN, decimal

Family = Literal["ratio", "difference", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedP:
    """p as printed."""

    relation: Literal["=", "<", ">"]
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimate with an interval; `family` tells the value of no effect (1, 0, or unknown)."""

    start: int
    end: int
    name: str | None
    family: Family
    value: Decimal
    low: Decimal
    high: Decimal
    level: Decimal
    p: PrintedP | None


RATIO = re.compile(
    r"(?:\b(?:a|adj|crude|unadjusted|adjusted)?[ -]?"
    r"(?:HRs?|ORs?|RRs?|IRRs?|SHRs?|aHR|aOR|aRR|cOR|PORs?|PRRs?|GMRs?|RORs?)\b"
    r"|\b(?:[Hh]azards?|[Oo]dds|[Rr]isk|[Rr]ate|[Pp]revalence|[Ii]ncidence|[Mm]ortality|[Mm]eans?)[\s-]ratios?\b"
    r"|\b[Rr]elative\s(?:[Rr]isks?|[Rr]ates?|[Oo]dds)\b)"
)
DIFFERENCE = re.compile(
    r"(?:\b(?:[Mm]ean|[Rr]isk|[Rr]ate|[Aa]bsolute|[Tt]reatment|[Bb]etween-group|[Aa]djusted|[Gg]roup|[Ss]tandardi[sz]ed)\s"
    r"(?:mean\s|risk\s|group\s|treatment\s)?[Dd]ifferences?\b|\b[Dd]ifferences?\b|\b(?:MD|SMD|WMD|RD|ARD)\b|\bβ|\b[Bb]eta\b"
    r"|\b[Cc]oefficients?\b)"
)
_P_BETWEEN = re.compile(rf"[,;(\[\s]{{0,3}}{P_VALUE}[,;\s]{{0,3}}", re.VERBOSE)
_P_AFTER = re.compile(rf"[\s,;:)\]]{{0,5}}(?:and\s|with\s(?:a\s)?)?{P_VALUE}", re.VERBOSE)
_INTERVAL = re.compile(rf"{LEVEL}{LIMITS}", re.VERBOSE)
_VALUE_BEFORE = re.compile(
    rf"(?P<sign>(?:(?<=[\s(\[,;:=])|^){SIGN}\s?)?(?<![\d.·,/-])(?P<value>{NUMBER})(?![\d/])"
    r"(?P<gap>\s?%?[^\d=<>.%·/]{0,32})$"
)
_NAMED_P = re.compile(r"\b[pP]\s?(?:[-\s]?value)?\s?(?:[=<>≤≥]|of|was)\s?$")
_RANGE_BEFORE = re.compile(r"(?:\d\s?[-–—]|\bto|\bversus|\bvs\.?|\bper|/)\s?$")
_OTHER_P = re.compile(r"(?:interaction|trend|heterogeneity|non-?inferiority)", re.IGNORECASE)
_REACH = 90


def find_estimates(text: str) -> Iterator[Estimate]:
    """All estimates that stand directly before an interval.

    >>> e, = find_estimates("(OR 3.42, 95% CI 1.01-1.74, P = .04)")
    >>> e.family, str(e.value), str(e.low), str(e.high), str(e.p.value)
    ('ratio', '3.42', '1.01', '1.74', '0.04')
    >>> [str(e.low) for e in find_estimates("difference −0.4 kg (95% CI −0.9 to 0.1)")]
    ['-0.9']
    >>> list(find_estimates("power of 90% at a 95% CI level"))
    []
    """
    last_end = 0
    for interval in _INTERVAL.finditer(text):
        before = text[max(last_end, interval.start() - _REACH) : interval.start()]
        offset = interval.start() - len(before)
        between = _last_p(before)
        p = _printed(between) if between else None
        if between is not None:
            before = before[: between.start()]
        value = _VALUE_BEFORE.search(before)
        last_end = interval.end()
        if value is None or _is_no_estimate(before, value):
            continue
        estimate = _estimate(text, offset, before, value, interval, p)
        if estimate is not None:
            yield estimate


def _last_p(before: str) -> re.Match[str] | None:
    """A p printed between the estimate and its interval."""
    last = None
    for match in _P_BETWEEN.finditer(before):
        last = match
    return last if last is not None and len(before) - last.end() <= 2 else None


def _is_no_estimate(before: str, value: re.Match[str]) -> bool:
    head = before[: value.start()]
    return bool(_NAMED_P.search(head) or (_RANGE_BEFORE.search(head) and not RATIO.search(head[-30:])))


def _estimate(
    text: str, offset: int, before: str, value: re.Match[str], interval: re.Match[str], p: PrintedP | None
) -> Estimate | None:
    printed, low, high = (
        decimal(x) for x in ((value["sign"] or "") + value["value"], interval["low"], interval["high"])
    )
    if printed is None or low is None or high is None:
        return None
    level = decimal(interval["level"] or interval["level_after"] or "95")
    if level is None or not 50 <= level < 100:
        return None
    start, family, name = _named(before, value)
    end = interval.end()
    if p is None:
        after = _P_AFTER.match(text, end)
        if after is not None and not _OTHER_P.search(text[after.start() : after.end() + 24]):
            p, end = _printed(after), after.end()
    return Estimate(
        start=offset + start, end=end, name=name, family=family, value=printed, low=low, high=high, level=level, p=p
    )


def _named(before: str, value: re.Match[str]) -> tuple[int, Family, str | None]:
    """Where the expression begins, and the kind of estimate that its name tells."""
    head, gap = before[: value.start()], value["gap"]
    for family, pattern in (("ratio", RATIO), ("difference", DIFFERENCE)):
        names = [
            m for m in pattern.finditer(head) if len(head) - m.end() <= 40 and not re.search(r"\d", head[m.end() :])
        ]
        if names:
            start = names[-1].start() if len(head) - names[-1].end() <= 12 else value.start()
            return start, "ratio" if family == "ratio" else "difference", names[-1][0]
    ratio = RATIO.search(gap)
    if ratio is not None:
        return value.start(), "ratio", ratio[0]
    return value.start(), "other", None


def _printed(match: re.Match[str]) -> PrintedP | None:
    value = decimal(match["p"])
    if value is None or value > 1:
        return None
    relation = match["p_relation"]
    if relation in ("<", "≤", "&lt;"):
        return PrintedP(relation="<", value=value)
    if relation in (">", "≥", "&gt;"):
        return PrintedP(relation=">", value=value)
    return PrintedP(relation="=", value=value)
