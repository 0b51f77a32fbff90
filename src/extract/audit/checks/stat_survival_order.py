"""Progression-free survival is not above overall survival of the same patients at the same time.

Where progression-free, disease-free, recurrence-free or event-free survival counts death as an event, its curve lies
on or below that of overall survival. Compared are rates for one time within three sentences of one section, without
groups. An error where the paper's own definition counts death; a warning where it gives none (death is counted by
convention); a note where the definition names progression alone, since the two then may cross. A part of the events
("infield progression-free survival") counts only where its own definition counts death. The printed percents are
taken with half a unit of their last digits on either side. All times and places of one measure are one finding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.arithmetic.rounding import Range, rounded
from extract.audit.expressions.rates import COMPARED, MEASURES, PART, SAID_BEFORE, Rate, find_rates
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Evidence, EvidenceRole, Finding, Library, Paper, Passed, Severity

NAME = "stat_survival_order"
VERSION = 2

COUNT_DEATH = {"PFS", "DFS", "RFS", "EFS"}
NEAR = 3
_LONG = {
    "PFS": r"progression[\s-]free\ssurvival",
    "DFS": r"disease[\s-]free\ssurvival",
    "RFS": r"(?:recurrence|relapse)[\s-]free\ssurvival",
    "EFS": r"event[\s-]free\ssurvival",
}
_DEFINED = r"[^.;]{0,60}\b(?:defined|calculated|measured|referred\sto|time\sfrom|interval|duration)\b[^;]{0,250}"
_DEATH = re.compile(r"\b(?:death|died|any\scause|mortality)\b", re.IGNORECASE)
Placed = tuple[int, Passage, Rate]
Pair = tuple[Passage, Rate, Passage, Rate]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from _rising(paper)
    yield from _medians(paper)
    yield from _own(paper)


def _own(paper: Paper) -> Iterator[Answer]:
    above: dict[str, list[Pair]] = {}
    for role in ("abstract", "results"):
        placed: list[Placed] = []
        for number, passage in enumerate(own_sentences(paper, role)):
            rates = [*find_rates(passage.text), *find_rates(passage.text, narrowed=True)]
            placed += [(number, passage, rate) for rate in rates if rate.bound is None and not rate.of_group]
        for at, passage, rate in placed:
            pair = _pair(paper, at, passage, rate, placed)
            if pair is None:
                continue
            if rounded(rate.value).low <= rounded(pair[3].value).high:
                yield Passed(place(passage.pieces_of(rate.start, rate.end)))
            else:
                above.setdefault(rate.measure, []).append(pair)
    for measure, pairs in above.items():
        yield _finding(paper, measure, pairs)


def _pair(paper: Paper, at: int, passage: Passage, rate: Rate, placed: list[Placed]) -> Pair | None:
    """The rate with the one overall survival printed near it for the same time."""
    if rate.measure.split()[-1] not in COUNT_DEATH:
        return None
    if " " in rate.measure and _severity(paper, rate.measure) != "error":
        return None
    survivals = [
        (other, survival)
        for number, other, survival in placed
        if survival.measure == "OS" and survival.months == rate.months and abs(number - at) <= NEAR
    ]
    if len({survival.value for _, survival in survivals}) != 1:
        return None
    return passage, rate, *survivals[0]


def _finding(paper: Paper, measure: str, pairs: list[Pair]) -> Finding:
    told = dict.fromkeys(
        f"{rate.value}% at {rate.months} months, above OS at the same time ({survival.value}%)"
        for _, rate, _, survival in pairs
    )
    places: dict[Evidence, None] = {}
    for passage, rate, other, survival in pairs:
        places[_evidence(paper, "result", passage, rate)] = None
        places[_evidence(paper, "context", other, survival)] = None
    return Finding(
        check=NAME,
        severity=_severity(paper, measure),
        message=f"{measure} is {'; '.join(told)}: whoever died would have to be free of an event",
        reported=f"{pairs[0][1].value}%",
        expected=f"at most {pairs[0][3].value}%",
        evidence=tuple(places),
    )


def _evidence(paper: Paper, role: EvidenceRole, passage: Passage, rate: Rate) -> Evidence:
    return evidence(paper, role, passage.pieces_of(rate.start, rate.end))


def _severity(paper: Paper, measure: str) -> Severity:
    *part, whole = measure.split()
    name = rf"(?:{_LONG[whole]}|{whole})"
    if part:
        name = rf"{re.escape(' '.join(part))}[\s-]{name}"
    definition = re.compile(rf"(?P<before>\b[\w-]{{2,15}}[\s-])?(?<!\w){name}\b{_DEFINED}", re.IGNORECASE)
    matches = [match for passage in sentences_of(paper) if (match := definition.search(passage.text))]
    found = [match[0] for match in matches if part or not PART.match(match["before"] or "")]
    if not found:
        return "warning"
    return "error" if any(_DEATH.search(text) for text in found) else "note"


# --- survival and control do not rise with time in one group


_TIME = r"\d{1,2}(?:\.5)?"
SERIES = re.compile(
    rf"(?P<times>{_TIME}(?:\s?-\s?)?(?:,\s?{_TIME}(?:\s?-\s?)?){{0,3}},?\s(?:and|&)\s{_TIME})\s?-?\s?(?P<unit>years?|months?|yr)\b"
    rf"(?P<what>[^.;\d%]{{3,120}}?)(?:of|were|was|:|=|reached)\s?"
    rf"(?P<rates>{NUMBER}\s?%?(?:,\s?{NUMBER}\s?%?){{0,3}},?\s(?:and|&)\s{NUMBER}\s?%)"
)
_FALLING = re.compile(r"\b(?:surviv\w*|OS|PFS|DFS|RFS|LC|local control|control|free)\b|-free\b", re.IGNORECASE)
_RISING = re.compile(
    r"\b(?:cumulative|incidence|recurrence|failure|progression|mortality|death|relapse|metastas[ei]s)\b(?!-free)",
    re.IGNORECASE,
)


def _rising(paper: Paper) -> Iterator[Answer]:
    for passage in sentences_of(paper):
        for match in SERIES.finditer(passage.text):
            answer = _judge(paper, passage, match)
            if answer is not None:
                yield answer


def _judge(paper: Paper, passage: Passage, match: re.Match[str]) -> Answer | None:
    times = [Decimal(t) for t in re.findall(_TIME, match["times"])]
    rates = [r for r in map(decimal, re.findall(NUMBER, match["rates"])) if r is not None]
    falls, rises = _FALLING.search(match["what"]), _RISING.search(match["what"])
    if len(times) != len(rates) or times != sorted(times) or bool(falls) is bool(rises) or max(rates) > 100:
        return None
    pieces = passage.pieces_of(match.start("times"), match.end())
    ordered = sorted(rates, reverse=bool(falls))
    if rates == ordered:
        return Passed(place(pieces))
    direction = "rises" if falls else "falls"
    return Finding(
        check=NAME,
        severity="warning",
        message=f"a rate of one group that cannot {direction[:-1]} with time {direction}: {match['rates']}",
        reported=match["rates"],
        expected=", ".join(f"{rate}%" for rate in ordered),
        evidence=(evidence(paper, "result", pieces),),
    )


# --- medians of survival agree with the rates beside them, and with one another


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
_FULL = r"(?:overall|progression[\s-]free|disease[\s-]free|(?:recurrence|relapse)[\s-]free|event[\s-]free)\ssurvival"
_NAME = rf"(?:{_FULL}(?:\s?\(\s?m?{_SHORT}\s?\))?|{_SHORT})"
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
            value, measure = decimal(printed), _measure_named(match["name"])
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
    value, measure = decimal(printed), _measure_named(name)
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


def _measure_named(name: str) -> str | None:
    found = [short for short, pattern in MEASURES if short != "LC" and pattern.search(name)]
    return found[0] if len(found) == 1 else None


def _is_of_group(text: str, match: re.Match[str]) -> bool:
    after, before = text[match.end() : match.end() + 80], text[: match.start()]
    return bool(COMPARED.match(after) or SAID_BEFORE.search(before) or _OPENED.search(before))


# --- the check


NEAR_MEDIAN, ADJACENT = 3, 1
HALF = Decimal(50)
SMALL, LARGE = Decimal(1), Decimal(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rate(PairedRate):
    """A rate with its sentence, and the number of that; its group is 0 where it is of all patients."""

    at: int
    passage: Passage


def _medians(paper: Paper) -> Iterator[Answer]:
    told: set[tuple[str, Decimal, Decimal, Decimal]] = set()
    for role in ("abstract", "results"):
        medians: list[tuple[int, Passage, Median]] = []
        rates: list[_Rate] = []
        for at, passage in enumerate(own_sentences(paper, role)):
            medians += [(at, passage, median) for median in find_medians(passage.text)]
            rates += _rates(at, passage)
        for at, passage, median in medians:
            yield from _order(paper, at, passage, median, medians)
            if not _is_only_one(at, median, medians):
                continue
            for rate in rates:
                same = (rate.measure, rate.group) == (median.measure, median.group)
                if same and abs(rate.at - at) <= (NEAR_MEDIAN if median.group == 0 else ADJACENT):
                    answer = _judge_median(paper, passage, median, rate, near=abs(rate.at - at) <= ADJACENT)
                    key = (median.measure, median.value, rate.months, rate.value)
                    if not isinstance(answer, Finding) or key not in told:
                        yield answer
                    told.add(key)


def _rates(at: int, passage: Passage) -> Iterator[_Rate]:
    found: list[tuple[Rate | PairedRate, int]] = [
        (rate, 0) for rate in find_rates(passage.text) if rate.bound is None and not rate.of_group
    ]
    found.extend((rate, rate.group) for rate in find_paired_rates(passage.text))
    for rate, group in found:
        yield _Rate(
            at=at,
            passage=passage,
            start=rate.start,
            end=rate.end,
            measure=rate.measure,
            months=rate.months,
            value=rate.value,
            group=group,
        )


def _is_only_one(at: int, median: Median, medians: list[tuple[int, Passage, Median]]) -> bool:
    """Whether no other median of the measure stands near: two are of two groups, whatever the words say."""
    near = [m for number, _, m in medians if abs(number - at) <= NEAR_MEDIAN and m.measure == median.measure]
    return len({m.value for m in near if m.group == median.group}) == 1 and len({m.group == 0 for m in near}) == 1


def _judge_median(paper: Paper, passage: Passage, median: Median, rate: _Rate, *, near: bool) -> Answer:
    pieces = passage.pieces_of(median.start, median.end)
    half_of = rounded(rate.value)
    time = _spread(median)
    if rate.months >= time.high and half_of.low > HALF:
        off, bound = half_of.low - HALF, "at most"
    elif rate.months < time.low and half_of.high < HALF:
        off, bound = HALF - half_of.high, "at least"
    else:
        return Passed(place(pieces))
    severity: Severity = "note" if off < SMALL else "error" if near and off >= LARGE else "warning"
    return Finding(
        check=NAME,
        severity=severity,
        message=(
            f"median {median.measure} of {median.shown}, but {rate.measure} at {rate.months} months is {rate.value}%: "
            f"{'after' if bound == 'at most' else 'before'} its median it is {bound} 50%"
        ),
        reported=f"{rate.value}%",
        expected=f"{bound} 50%",
        evidence=(
            evidence(paper, "result", rate.passage.pieces_of(rate.start, rate.end)),
            evidence(paper, "result", pieces),
        ),
    )


def _spread(median: Median) -> Range:
    """The median in months as printed, half a unit of its digit on either side, in the printed unit."""
    if median.shown.endswith(("months", "month", "mo")):
        return rounded(median.value)
    slack = median.value / 20
    return Range(median.value - slack, median.value + slack)


def _order(
    paper: Paper, at: int, passage: Passage, median: Median, medians: list[tuple[int, Passage, Median]]
) -> Iterator[Answer]:
    """The median of PFS beside the one of OS, in the same sentence or the next."""
    if median.measure not in COUNT_DEATH:
        return
    survivals = [
        (other, survival)
        for number, other, survival in medians
        if survival.measure == "OS" and survival.group == median.group and abs(number - at) <= ADJACENT
    ]
    if len({survival.value for _, survival in survivals}) != 1 or not _is_only_one(at, median, medians):
        return
    other, survival = survivals[0]
    pieces = passage.pieces_of(median.start, median.end)
    if _spread(median).low <= _spread(survival).high:
        yield Passed(place(pieces))
        return
    yield Finding(
        check=NAME,
        severity="warning",
        message=f"median {median.measure} of {median.shown} is above median OS of {survival.shown}",
        reported=median.shown,
        expected=f"at most {survival.shown}",
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "result", other.pieces_of(survival.start, survival.end)),
        ),
    )
