"""The period in which patients were included is the same in the abstract and in the body.

"from 2011 to 2019" in the abstract against "from July 2011 to December 2020" in the methods. Compared are periods in
sentences that speak of inclusion or treatment, not of follow-up, searches or other data; years where a month is
missing on either side, months where both print them. An error where no period of the body agrees with the abstract's
and one shares its first or its last year; a warning where only a month differs.

What happened later is not printed as earlier either: a manuscript is received, revised, accepted and published in this
order, patients were included and data cut off before it was accepted (errors), data are cut off after the last
inclusion (a warning), and nobody was followed up for longer than from the first inclusion to the last date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.audit.expressions.shapes import DASH
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Pieces, SectionRole, Severity, Skipped, Span

NAME = "text_study_period"
VERSION = 2


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from _periods_agree(paper)
    yield from _in_time(paper)


# --- the period in which patients were included is the same in the abstract and in the body


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?"
PERIOD = re.compile(
    rf"\b{_DAY}(?:(?P<month1>{_MONTH})\s{_DAY}(?:of\s)?,?\s?)?(?P<year1>(?:19|20)\d\d)\s?"
    rf"(?:to|and|until|till|through|up\sto|[-–—])\s?(?:the\s)?(?:end\sof\s)?"
    rf"{_DAY}(?:(?P<month2>{_MONTH})\s{_DAY}(?:of\s)?,?\s?)?(?P<year2>(?:19|20)\d\d)\b(?!\s?[-–/]\d)"
)
INCLUDED = re.compile(
    r"\b(?:enrol\w+|recruit\w+|includ\w+|treated|underwent|undergoing|received|admitted|diagnosed|randomi[sz]ed|collected"
    r"|randomly|consecutive|retrospective\w*|reviewed)\b",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:follow-?\s?up|search\w*|published|publications?|databases?|PubMed|survey\w*|census|guidelines?|implement\w*|parent\s(?:trial|study)|sub-?study|ISRCTN|NCT\d+|main\s(?:trial|study)|validation|training"
    r"|external|second\scohort|mortality\srates?|analy[sz]ed\sbetween)\b",
    re.IGNORECASE,
)
RECRUITED = re.compile(r"\b(?:enrol\w+|recruit\w+)\b", re.IGNORECASE)
Point = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Period:
    """First and last year, each with its month where printed, and where it stands."""

    first: Point
    last: Point
    passage: Passage
    start: int
    end: int


def _periods_agree(paper: Paper) -> Iterator[Answer]:
    stated = list(periods(paper, "abstract"))
    body = list(periods(paper, "methods")) + list(periods(paper, "results"))
    for period in stated:
        yield _judge(paper, period, body, alone=len({(p.first[0], p.last[0]) for p in stated}) == 1)


def periods(paper: Paper, role: SectionRole) -> Iterator[Period]:
    """The periods of inclusion or treatment that the sections of this role state."""
    for passage in own_sentences(paper, role):
        if not INCLUDED.search(passage.text) or OTHER.search(passage.text):
            continue
        for match in PERIOD.finditer(passage.text):
            first = (int(match["year1"]), _number(match["month1"]))
            last = (int(match["year2"]), _number(match["month2"]))
            if first[0] <= last[0]:
                yield Period(first, last, passage, match.start(), match.end())


def _judge(paper: Paper, period: Period, body: list[Period], *, alone: bool) -> Answer:
    pieces = period.passage.pieces_of(period.start, period.end)
    if any(_same(period.first, other.first) and _same(period.last, other.last) for other in body):
        return Passed(place(pieces))
    if len({(p.first[0], p.last[0]) for p in body}) != 1 or not alone:
        return Skipped(place(pieces), "no one period to compare with")
    other = body[0]
    same_first, same_last = period.first[0] == other.first[0], period.last[0] == other.last[0]
    if not same_first and not same_last:
        return Skipped(place(pieces), "the two may be of different things")
    longer = _at(period.first) <= _at(other.first) and _at(period.last, 12) >= _at(other.last, 12)
    if longer and RECRUITED.search(other.passage.text) and not RECRUITED.search(period.passage.text):
        return Skipped(place(pieces), "the body tells the time of recruitment, the abstract a longer one of the study")
    printed = period.passage.text[period.start : period.end]
    found = other.passage.text[other.start : other.end]
    return Finding(
        check=NAME,
        severity="warning" if same_first and same_last else "error",
        message=f"the abstract gives the period {printed}, the body {found}",
        reported=printed,
        expected=found,
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "context", other.passage.pieces_of(other.start, other.end)),
        ),
    )


def _at(point: Point, month: int = 1) -> tuple[int, int]:
    return point[0], point[1] or month


def _same(one: Point, other: Point) -> bool:
    return one[0] == other[0] and (one[1] is None or other[1] is None or one[1] == other[1])


def _number(month: str | None) -> int | None:
    return MONTHS.index(month[:3].lower()) if month else None


# --- what happened later is not printed as earlier


MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY_OF_DATE = r"[0-3]?\d(?:st|nd|rd|th)?"
DATE = (
    rf"(?:(?P<d1>{_DAY_OF_DATE})\s(?:of\s)?(?P<m1>{MONTH}),?\s(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<m2>{MONTH})\s(?:(?P<d2>{_DAY_OF_DATE}),?\s)?(?:of\s)?(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)(?:[-./]\s?(?P<m3>[01]?\d)(?:[-./]\s?(?P<d3>[0-3]?\d))?)?)(?!\d)"
)
_HISTORY = re.compile(
    rf"\b(?P<event>Received|Revised|Accepted|Published(?:\s[Oo]nline)?|Posted(?:\sDate)?|Available\sonline)\s?:?\s(?:on\s)?{DATE}",
)
_ORDER = ("received", "revised", "accepted", "published")
CUT_OFF = re.compile(
    rf"\b(?:[Dd]ata\scut-?\s?off|[Cc]ut-?\s?off\s(?:date|for)|[Ll]ast\sfollow-?\s?up|(?:[Ff]ollow(?:ed|-?\s?up)\s(?:until|to|through)))"
    rf"[^.;\d]{{0,80}}?{DATE}"
)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A date; month and day are None where they are not printed."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def earliest(self) -> tuple[int, int, int]:
        return self.year, self.month or 1, self.day or 1

    @property
    def latest(self) -> tuple[int, int, int]:
        return self.year, self.month or 12, self.day or 31


@dataclass(frozen=True, slots=True)
class Event:
    """What happened when, and where in the text it is printed."""

    name: str
    moment: Moment
    start: int
    end: int


def find_history(text: str) -> Iterator[Event]:
    """The dates of a manuscript: received, revised, accepted, published.

    >>> [(e.name, e.moment.year) for e in find_history("Received: 6 August 2024 / Accepted: 24 March 2025")]
    [('received', 2024), ('accepted', 2025)]
    """
    for match in _HISTORY.finditer(text):
        word = match["event"].split()[0].lower()
        name = word if word in _ORDER else "published"
        if (moment := moment_of(match)) is not None:
            yield Event(name, moment, match.start(), match.end())


def order_of(event: Event) -> int:
    """The place of an event in the history of a manuscript."""
    return _ORDER.index(event.name)


def moment_of(match: re.Match[str]) -> Moment | None:
    """The date of a match of `DATE`; None where it is none, such as month 13."""
    for n in ("1", "2", "3"):
        if match[f"y{n}"]:
            month = _month(match[f"m{n}"])
            day = re.match(r"\d+", match[f"d{n}"]) if match[f"d{n}"] else None
            if month is not None and not 1 <= month <= 12:
                return None
            return Moment(int(match[f"y{n}"]), month, int(day[0]) if day else None)
    return None


def _month(printed: str | None) -> int | None:
    if not printed:
        return None
    return int(printed) if printed.isdigit() else MONTH_NAMES.index(printed[:3].lower()) + 1


# --- the check


HEAD = 6000
PARTS: tuple[SectionRole, ...] = ("abstract", "methods", "results")
_FOLLOWED = re.compile(
    rf"\b(?:median|mean)\sfollow-?\s?up[^.;()]{{0,60}}?\d[\d.]{{0,5}}\smonths?\s?\((?:range|min[^)]{{0,6}}max)?[,:]?\s?(?:from\s)?"
    rf"\d[\d.]{{0,5}}\s?(?:{DASH}|to)\s?(?P<high>\d{{2,3}}(?:\.\d)?)(?:\smonths)?\)|"
    rf"\b(?:median|mean)\sfollow-?\s?up[^.;()]{{0,40}}?\d[\d.]{{0,5}}\s\(range[,:]?\s\d[\d.]{{0,5}}\s?(?:{DASH}|to)\s?(?P<top>\d{{2,3}}(?:\.\d)?)\)\smonths"
)
Dated = tuple[str, Moment, Pieces]


def _in_time(paper: Paper) -> Iterator[Answer]:
    history = sorted(find_history(paper.text[:HEAD]), key=order_of)
    cuts = list(_cut_offs(paper)) if CUT_OFF.search(paper.text) else []
    if not history and not cuts:
        return
    yield from _in_order(paper, history)
    included = [period for role in PARTS for period in periods(paper, role)]
    first = _first(history)
    if first is not None:
        for dated in (*(_until(period) for period in included), *cuts):
            yield _ordered(paper, dated, first, "error")
    for cut in cuts if included else ():
        yield _ordered(paper, _until(included[0]), cut, "warning")
    yield from _followed(paper, included, [cut[1] for cut in cuts] or [event.moment for event in history])


def _until(period: Period) -> Dated:
    return "inclusion until", Moment(*period.last), period.passage.pieces_of(period.start, period.end)


def _in_order(paper: Paper, history: list[Event]) -> Iterator[Answer]:
    for earlier, later in pairwise(history):
        if earlier.name != later.name:
            yield _ordered(paper, _dated(earlier), _dated(later), "error")


def _dated(event: Event) -> Dated:
    return event.name, event.moment, (Span(event.start, event.end),)


def _first(history: list[Event]) -> Dated | None:
    """The earliest step at which the manuscript was complete: receipt may be of a protocol, acceptance is not."""
    done = [event for event in history if event.name in ("accepted", "published")]
    return _dated(done[0]) if done else None


def _ordered(paper: Paper, earlier: Dated, later: Dated, severity: Severity) -> Answer:
    if earlier[1].earliest <= later[1].latest:
        return Passed(place(earlier[2]))
    return Finding(
        check=NAME,
        severity=severity,
        message=f"{earlier[0]} {_printed(earlier[1])} lies after {later[0]} {_printed(later[1])}",
        reported=_printed(earlier[1]),
        expected=f"not after {_printed(later[1])}",
        evidence=(evidence(paper, "result", earlier[2]), evidence(paper, "context", later[2])),
    )


def _cut_offs(paper: Paper) -> Iterator[Dated]:
    for passage in own_sentences(paper, "abstract", "methods", "results"):
        for match in CUT_OFF.finditer(passage.text):
            if (moment := moment_of(match)) is not None and moment.month is not None:
                yield "data cut-off", moment, passage.pieces_of(match.start(), match.end())


def _followed(paper: Paper, included: list[Period], ends: list[Moment]) -> Iterator[Answer]:
    if not included or not ends:
        return
    start = min(Moment(*period.first).earliest for period in included)
    stop = max(moment.latest for moment in ends)
    possible = (stop[0] - start[0]) * 12 + stop[1] - start[1] + 1
    for passage in own_sentences(paper, "abstract", "results"):
        for match in _FOLLOWED.finditer(passage.text):
            pieces = passage.pieces_of(*match.span())
            high = match["high"] or match["top"]
            if float(high) <= possible:
                yield Passed(place(pieces))
                continue
            where = included[0].passage.pieces_of(included[0].start, included[0].end)
            yield Finding(
                check=NAME,
                severity="error",
                message=f"a follow-up of {high} months, and {possible} from the first inclusion to the last date",
                reported=f"{high} months",
                expected=f"at most {possible} months",
                evidence=(evidence(paper, "result", pieces), evidence(paper, "context", where)),
            )


def _printed(moment: Moment) -> str:
    return "-".join(f"{part:02d}" for part in (moment.year, moment.month, moment.day) if part is not None)
