"""Periods of inclusion: the same in the abstract and in the body."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.passages import Passage, own_sentences
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.model import Paper, SectionRole
from extract.text import lazy_re as re
from extract.text.words import MONTH, SHORT_MONTHS

_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?"
PERIOD = re.compile(
    rf"\b{_DAY}(?:(?P<month1>{MONTH})\s{_DAY}(?:of\s)?,?\s?)?(?P<year1>(?:19|20)\d\d)\s?"
    rf"(?:to|and|until|till|through|up\sto|[-–—])\s?(?:the\s)?(?:end\sof\s)?"
    rf"{_DAY}(?:(?P<month2>{MONTH})\s{_DAY}(?:of\s)?,?\s?)?(?P<year2>(?:19|20)\d\d)\b(?!\s?[-–/]\d)"
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


def _cases(paper: Paper) -> Iterator[Case[None]]:
    stated = list(periods(paper, "abstract"))
    body = list(periods(paper, "methods")) + list(periods(paper, "results"))
    for period in stated:
        yield _case(period, body, alone=len({(p.first[0], p.last[0]) for p in stated}) == 1)


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


def _case(period: Period, body: list[Period], *, alone: bool) -> Case[None]:
    pieces = period.passage.pieces_of(period.start, period.end)
    if any(_same(period.first, other.first) and _same(period.last, other.last) for other in body):
        return sound(pieces)
    if len({(p.first[0], p.last[0]) for p in body}) != 1 or not alone:
        return unjudged(pieces, "no one period to compare with")
    other = body[0]
    same_first, same_last = period.first[0] == other.first[0], period.last[0] == other.last[0]
    if not same_first and not same_last:
        return unjudged(pieces, "the two may be of different things")
    longer = _at(period.first) <= _at(other.first) and _at(period.last, 12) >= _at(other.last, 12)
    if longer and RECRUITED.search(other.passage.text) and not RECRUITED.search(period.passage.text):
        return unjudged(pieces, "the body tells the time of recruitment, the abstract a longer one of the study")
    printed = period.passage.text[period.start : period.end]
    found = other.passage.text[other.start : other.end]
    return broken(
        pieces,
        f"the abstract gives the period {printed}, the body {found}",
        "warning" if same_first and same_last else "error",
        reported=printed,
        expected=found,
        context=(other.passage.pieces_of(other.start, other.end),),
    )


def _at(point: Point, month: int = 1) -> tuple[int, int]:
    return point[0], point[1] or month


def _same(first: Point, second: Point) -> bool:
    return first[0] == second[0] and (first[1] is None or second[1] is None or first[1] == second[1])


def _number(month: str | None) -> int | None:
    return SHORT_MONTHS.index(month[:3].lower()) if month else None


STUDY_PERIOD = Relation(
    "text_study_period",
    """The period in which patients were included is the same in the abstract and in the body.

"from 2011 to 2019" in the abstract against "from July 2011 to December 2020" in the methods. Compared are periods in
sentences that speak of inclusion or treatment, not of follow-up, searches or other data; years where a month is
missing on either side, months where both print them. An error where no period of the body agrees with the abstract's
and one shares its first or its last year; a warning where only a month differs.""",
    _cases,
    version=3,
)
