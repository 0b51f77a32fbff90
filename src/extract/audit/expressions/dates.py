"""Dates as papers print them, to the day, the month or the year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
DATE = (
    rf"(?:(?P<d1>{_DAY})\s(?:of\s)?(?P<m1>{MONTH}),?\s(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<m2>{MONTH})\s(?:(?P<d2>{_DAY}),?\s)?(?:of\s)?(?P<y2>(?:19|20)\d\d)"
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
    return int(printed) if printed.isdigit() else MONTHS.index(printed[:3].lower()) + 1
