"""Estimates with their confidence intervals and p values: "HR 0.62 (95% CI 0.41–0.94; p = 0.02)"."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.audit.expressions.shapes import (
    BETWEEN,
    DASH,
    LEVEL,
    LIMITS,
    NOT_SIGNIFICANT,
    NUMBER,
    P_VALUE,
    SIGN,
    PrintedP,
    printed_p,
)
from extract.text import lazy_re as re
from extract.text.numbers import parse_number, with_points

Family = Literal["ratio", "difference", "other"]

RATIO = re.compile(
    r"(?:\b(?:a|adj|crude|unadjusted|adjusted|m|s|cs|i)?[ -]?"
    r"(?:HRs?|ORs?|RRs?|IRRs?|SHRs?|aHR|aOR|aRR|cOR|PORs?|PRRs?|GMRs?|RORs?)\b"
    r"|\b(?:[Hh]azards?|[Oo]dds|[Rr]isk|[Rr]ate|[Pp]revalence|[Ii]ncidence(?:\s[Rr]ate)?|[Mm]ortality|[Mm]eans?)[\s-][Rr]atios?\b"
    r"|\b[Rr]elative\s(?:[Rr]isks?|[Rr]ates?|[Oo]dds|[Hh]azards?)\b)"
)
DIFFERENCE = re.compile(
    r"(?:\b(?:[Mm]ean|[Rr]isk|[Rr]ate|[Aa]bsolute|[Tt]reatment|[Bb]etween-group|[Aa]djusted|[Gg]roup|[Ss]tandardi[sz]ed)\s"
    r"(?:mean\s|risk\s|group\s|treatment\s)?[Dd]ifferences?\b|\b[Dd]ifferences?\b|\b(?:MD|SMD|WMD|RD|ARD)\b|\bβ|\b[Bb]eta\b"
    r"|\b[Cc]oefficients?\b)"
)
_NEAR, _IN_CLAUSE, _TOUCHING = 40, 110, 12
_LEAVES_CLAUSE = re.compile(r"[\d;:]|(?<!vs)\.\s|\)\s?,|\band\s(?:the|a|an|median|mean)\s")


@dataclass(frozen=True, slots=True)
class Name:
    """The kind of an estimate; `printed` its name, `start` where it begins if it stands right before the number."""

    family: Family
    printed: str | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimate with an interval; `family` tells the value of no effect (1, 0, or unknown).

    `called`: the interval is called one; False where only its place in brackets behind a ratio says so. `one_sided`:
    it is called a one-sided interval.
    """

    start: int
    end: int
    name: str | None
    family: Family
    value: Decimal
    low: Decimal
    high: Decimal
    level: Decimal
    p: PrintedP | None
    called: bool = True
    one_sided: bool = False

    @property
    def is_reversed(self) -> bool:
        """The limits stand in descending order."""
        return self.low > self.high


_UNITS = r"(?:\s?%|\s(?!and\b|p\b|P\b|with\b)[A-Za-z/·]{1,12}(?:\s(?!and\b|p\b|P\b|with\b)[A-Za-z/·]{1,8})?)?"
_P_BETWEEN = re.compile(rf"[,;(\[\s]{{0,3}}{P_VALUE}[,;\s]{{0,3}}", re.VERBOSE)
_P_AFTER = re.compile(rf"{_UNITS}[\s,;:)\]]{{0,5}}(?:and\s|with\s(?:a\s)?)?(?:{P_VALUE}|{NOT_SIGNIFICANT})", re.VERBOSE)
_INTERVAL = re.compile(rf"{LEVEL}{LIMITS}", re.VERBOSE)
_POWER = rf"(?<=[A-Za-zµμ]){SIGN}?[1-4](?![\d.·])"
"""A digit that belongs to a unit or a name: "kg/m2", "L min−1", "CD4"."""
_VALUE_BEFORE = re.compile(
    rf"(?:(?:(?<=[\s(\[,;:=])|^)(?P<sign>{SIGN})\s?|(?<![\d.·,/-])(?<![A-Za-z]{SIGN})(?<!10{SIGN})(?!{_POWER}))"
    rf"(?P<value>{NUMBER})(?![\d/])(?P<gap>\s?%?(?:[^\d=<>.%·]|{_POWER}){{0,32}})$"
)
BRACKETED = re.compile(
    rf"(?P<name>{RATIO.pattern}|\b(?:MD|SMD|WMD|[Mm]ean\s[Dd]ifference|[Rr]isk\s[Dd]ifference)\b)"
    rf"(?:\s?[\[(]\s?[A-Za-z]{{1,5}}\s?[\])])?"
    rf"(?P<called>[\s,]{{0,2}}[\[(,]?\s?(?:(?P<level>\d{{2}}(?:\.\d{{1,3}})?)\s?%\s?)(?:C\.?I\.?|[Cc]onfidence\s[Ii]ntervals?)\s?[\])]?)?"
    rf"\s{{0,2}}(?:[=:,]|of|was|is)?\s{{0,2}}(?P<sign>{SIGN}\s?)?(?P<value>{NUMBER})\s{{0,2}}[,;]?\s?[(\[]\s?{BETWEEN}\s?[)\]]",
    re.VERBOSE,
)
_NAMED_P = re.compile(r"\b[pP]\s?(?:[-\s]?value)?\s?(?:[=<>≤≥]|of|was)\s?$")
_OTHER_STATISTIC = re.compile(
    r"(?:\b(?:t|z|Z|F|W|U|Q|SE|SEM|SD|[Ss]\.[DdEe]\.|[Ss]tandard\s(?:error|deviation)|df|[χΧ]\s?[2²]|I\s?[2²]|[nN])\s?"
    r"(?:\([\d,. ]{1,12}\)\s?"
    r"|\d{1,5}(?:\.\d{1,3})?\s?(?:,\s?\d{1,5}(?:\.\d{1,3})?\s?)?)?(?:[=:]|\bof)\s?|[(\[]\s?(?:SD|SEM?)\s?|±\s?)$"
)
_RANGE_BEFORE = re.compile(r"(?:(?:\d\s?[-–—]|\bto|\bversus|\bvs\.?|\bper|/)\s?|\d[:∶])$")
"""What makes the number before an interval the second of two: "0.9-1.5", "a ratio of 947:447"."""
_AFTER_INTERVAL = re.compile(r"^[)\]\s]{0,3}(?:versus|vs\.?)\s?$")
"""The estimate of the other group, each with its own interval: "1.2 (95% CI 0.9-1.5) vs 1.4 (95% CI 1.1-1.7)"."""
_OTHER_P = re.compile(r"(?:interaction|trend|heterogeneity|non-?inferior|equivalen|superior)", re.IGNORECASE)
_SIGN_OF_HIGH = re.compile(r"%?\s{1,2}[-−–‐‑]")
"""A dash that touches the second limit alone: its sign, and only a blank between the limits ("−4.1 −0.6")."""
_DASHES = re.compile(rf"{DASH}{{2}}")
_SAY_INTERVAL = ("CI", "onfidence", "C.I", "Cr", "redible", "IC")
_SAY_ESTIMATE = ("HR", "OR", "RR", "atio", "elative", "MD", "ifference")
_REACH = 160
_BEHIND = 40
Limits = tuple[Decimal, Decimal]


def find_estimates(text: str) -> Iterator[Estimate]:
    """All estimates that stand directly before an interval.

    >>> e, = find_estimates("(OR 3.42, 95% CI 1.01-1.74, P = .04)")
    >>> e.family, str(e.value), str(e.low), str(e.high), str(e.p.value)
    ('ratio', '3.42', '1.01', '1.74', '0.04')
    >>> [str(e.low) for e in find_estimates("difference −0.4 kg (95% CI −0.9 to 0.1)")]
    ['-0.9']
    >>> [str(e.value) for e in find_estimates("OR (95% CI) = 2.40 (1.10–1.78)")]
    ['2.40']
    >>> [str(e.value) for e in find_estimates("1.2 mm (95% CI 0.9 to 1.5) vs. 1.4 mm (95% CI 1.1 to 1.7)")]
    ['1.2', '1.4']
    >>> [str(e.value) for e in find_estimates("0.4 kg/m2 (95% CI 0.1-0.7); 3.8 L min−1 (95% CI 1.7 to 9.5)")]
    ['0.4', '3.8']
    >>> list(find_estimates("a ratio of 947:447 (95% CI 698-1196 versus 323-579)"))
    []
    >>> list(find_estimates("power of 90% at a 95% CI level; B = 0.4, t = 1.55, 95% CI [-0.13, 0.86]"))
    []
    """
    text = with_points(text)
    last_end = 0
    taken: list[tuple[int, int]] = []
    for interval in _INTERVAL.finditer(text) if any(word in text for word in _SAY_INTERVAL) else ():
        before = text[max(last_end, interval.start() - _REACH) : interval.start()]
        offset = interval.start() - len(before)
        between = _last_p(before)
        p = printed_p(between) if between else None
        if between is not None:
            before = before[: between.start()]
        value = _VALUE_BEFORE.search(before, max(0, len(before) - _BEHIND))
        last_end = interval.end()
        if value is None or _is_no_estimate(before, value):
            continue
        estimate = _estimate(text, offset, before, value, interval, p)
        if estimate is not None:
            taken.append((estimate.start, estimate.end))
            yield estimate
    for match in BRACKETED.finditer(text) if any(word in text for word in _SAY_ESTIMATE) else ():
        if not any(start < match.end() and match.start() < end for start, end in taken):
            bracketed = _bracketed(text, match)
            if bracketed is not None:
                yield bracketed


def read_limits(match: re.Match[str], value: Decimal) -> Limits | None:
    """The limits that a match of BETWEEN prints around a value; doubled dashes are read as what holds the value.

    >>> m = re.compile(BETWEEN, re.VERBOSE).match("-3.0--1.2")
    >>> [str(x) for x in read_limits(m, Decimal("-2.1"))]
    ['-3.0', '-1.2']
    >>> m = re.compile(BETWEEN, re.VERBOSE).match("−4.1 −0.6")
    >>> [str(x) for x in read_limits(m, Decimal("-2.3"))]
    ['-4.1', '-0.6']
    """
    low, high = parse_number(match["low"]), parse_number(match["high"])
    if low is None or high is None:
        return None
    dashes = re.sub(r"\s", "", match["separator"])
    if _SIGN_OF_HIGH.fullmatch(match.string, match.end("low"), match.end("separator")) and low <= value <= -high < 0:
        return low, -high
    if not _DASHES.fullmatch(dashes) or high <= 0:
        return low, high
    below_zero = low < 0 and (value < 0 or not low <= value <= high)
    return (low, -high) if dashes[0] != dashes[1] or below_zero else (low, high)


def _last_p(before: str) -> re.Match[str] | None:
    """A p printed between the estimate and its interval."""
    last = None
    for match in _P_BETWEEN.finditer(before):
        last = match
    return last if last is not None and len(before) - last.end() <= 2 else None


def _is_no_estimate(before: str, value: re.Match[str]) -> bool:
    """Whether the number before an interval is none that it belongs to; `before` begins behind the last interval."""
    head = before[: value.start()]
    if _AFTER_INTERVAL.match(head):
        return False
    if _OTHER_STATISTIC.search(head):
        return True
    return bool(_NAMED_P.search(head) or (_RANGE_BEFORE.search(head) and not RATIO.search(head[-30:])))


def _estimate(
    text: str, offset: int, before: str, value: re.Match[str], interval: re.Match[str], p: PrintedP | None
) -> Estimate | None:
    printed = parse_number((value["sign"] or "") + value["value"])
    limits = read_limits(interval, printed) if printed is not None else None
    level = parse_number(interval["level"] or interval["level_after"] or "95")
    if printed is None or limits is None or level is None or not 50 <= level < 100:
        return None
    name = family_before(before[: value.start()], value["gap"])
    start = name.start if name.start is not None else value.start()
    end = interval.end()
    if p is None:
        p, end = _p_behind(text, end)
    return Estimate(
        start=offset + start,
        end=end,
        name=name.printed,
        family=name.family,
        value=printed,
        low=limits[0],
        high=limits[1],
        level=level,
        p=p,
        one_sided=bool(interval["one_sided_after"]) or bool(re.search(r"\b(?:one|1)[-\s](?:sided|tailed)\s?$", before)),
    )


def _bracketed(text: str, match: re.Match[str]) -> Estimate | None:
    """A ratio with two numbers in brackets behind it, all with decimals: heart rates and operating rooms have none."""
    printed = parse_number((match["sign"] or "") + match["value"])
    limits = read_limits(match, printed) if printed is not None else None
    level = parse_number(match["level"] or "95")
    if printed is None or limits is None or level is None or not 50 <= level < 100:
        return None
    exponents = {value.as_tuple().exponent for value in (printed, *limits)}
    if not match["called"] and (len(exponents) > 1 or 0 in exponents or not RATIO.match(match["name"])):
        return None
    p, end = _p_behind(text, match.end())
    return Estimate(
        start=match.start(),
        end=end,
        name=match["name"],
        family="ratio" if RATIO.match(match["name"]) else "difference",
        value=printed,
        low=limits[0],
        high=limits[1],
        level=level,
        p=p,
        called=bool(match["called"]),
    )


def _p_behind(text: str, end: int) -> tuple[PrintedP | None, int]:
    """The p printed right behind an interval, and where the expression then ends."""
    after = _P_AFTER.match(text, end)
    if after is None or _OTHER_P.search(text[after.start() : after.end() + 24]):
        return None, end
    found = printed_p(after)
    return found, (after.end() if found is not None else end)


def family_before(head: str, gap: str) -> Name:
    """What the words before a number, or those between it and its interval, call it.

    >>> family_before("hazard ratio for death or progression with the drug as compared with placebo, ", "").family
    'ratio'
    >>> family_before("hazard ratio 0.6; median survival ", " months").family
    'other'
    """
    for family, pattern in (("ratio", RATIO), ("difference", DIFFERENCE)):
        reach = _IN_CLAUSE if family == "ratio" else _NEAR
        names = [
            match
            for match in pattern.finditer(head)
            if len(head) - match.end() <= reach and not _leaves(head[match.end() :])
        ]
        if names:
            start = names[-1].start() if len(head) - names[-1].end() <= _TOUCHING else None
            return Name("ratio" if family == "ratio" else "difference", names[-1][0], start)
    ratio = RATIO.search(gap)
    return Name("ratio", ratio[0]) if ratio is not None else Name("other")


def _leaves(between: str) -> bool:
    """Whether the words behind a name leave what it names."""
    if len(between) <= _NEAR:
        return bool(re.search(r"\d", between))
    return bool(_LEAVES_CLAUSE.search(between) or DIFFERENCE.search(between))
