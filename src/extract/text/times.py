"""Times named in a text: "2-year", "1-, 3-, and 5-year", "at 12 weeks", "week 12".

`find_times` tells time points from durations by the words around them, with their places; `times_in` is for labels,
names and questions, whose times are all meant: numbers with their units, ages left aside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, parse_number

UNIT = r"(?:years?|yrs?|months?|mos?|mths?|weeks?|wks?|days?|hours?|hrs?|h|min(?:ute)?s?)"
FULL = {"y": "years", "mo": "months", "mt": "months", "w": "weeks", "d": "days", "h": "hours", "mi": "minutes"}
NUMBER = rf"(?:\d{{1,4}}(?:\.\d)?|{NUMBER_WORD})"
TIME = re.compile(
    rf"\b(?:(?P<before>at|by|after|within|over|during|until|to|post|for)\s(?:the\s|a\s)?)?"
    rf"(?P<list>\b{NUMBER}(?:[-– ]?{UNIT})?(?:-|\s-|–)?(?:\s?(?:,\s?(?:and|or|&)?|and|or|&|/|"
    rf"to)\s?{NUMBER}(?:[-– ]?{UNIT})?-?){{0,7}})"
    rf"(?P<join>\s?[-–‐‑]\s?|\s?)(?P<unit>{UNIT})\b(?P<after>\s(?:after|post|following|from))?",
    re.IGNORECASE,
)
LABELLED = re.compile(r"\b(?P<unit>week|day|month|year)s?\s(?P<number>\d{1,3})\b(?!\s?%|\.\d)", re.IGNORECASE)
WORDS = ("year", "month", "week", "day", "hour", "yr", "wk", " mo", "min", " h", "-h", "mth")
SINGLE_NUMBER = re.compile(NUMBER, re.IGNORECASE)
MEASURE_AHEAD = re.compile(
    r"\s\(?(?:(?:actuarial|cumulative|overall|local|crude|estimated|in-?field|infield|rates? of)\s){0,2}"
    r"(?:(?!NS\b|CI\b|HR\b|OR\b|RR\b|SD\b)[A-Z]{2,5}\b|survival|overall|progression|disease|local|recurrence|event|mortality|control|relapse)",
)


OPENING = ("at", "by", "after", "within", "post")


@dataclass(frozen=True, slots=True)
class Times:
    """One mention of time points; `hyphened` as in "2-year", else named by a preposition or a label."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    unit: str
    follows: bool


@lru_cache(maxsize=1024)
def find_times(text: str) -> tuple[Times, ...]:
    """Time points in text order; durations ("a median of 19 months", "every 3 months") are none.

    Kept, since each number of a sentence asks for those of the sentence.
    """
    return tuple(_times(text))


def _times(text: str) -> Iterator[Times]:
    low = text.lower()
    if not any(word in low for word in WORDS):
        return
    for match in TIME.finditer(text):
        before, hyphened = match["before"], any(mark in match["list"] + match["join"] for mark in "-–‐‑")
        opens = (before or "").lower() in OPENING or bool(match["after"] and not before)
        opens = opens or ((before or "").lower() == "over" and not match["unit"].lower().startswith("y"))
        ahead = MEASURE_AHEAD.match(text, match.end())
        if not (hyphened or opens or ahead) or not is_point(match, text):
            continue
        values = tuple(
            value for printed in SINGLE_NUMBER.findall(match["list"]) if (value := parse_number(printed)) is not None
        )
        yield Times(match.start(), match.end("unit"), values, full_unit(match["unit"]), not hyphened and not ahead)
    for match in LABELLED.finditer(text):
        yield Times(*match.span(), (Decimal(match["number"]),), full_unit(match["unit"]), True)


def is_point(match: re.Match[str], text: str) -> bool:
    """Not an age ("a 53-year-old"), nor a span of calendar or practice ("11-Year Experience")."""
    behind = text[match.end() : match.end() + 14].lower()
    return not re.match(r"[- ](?:old|of age)|[- ]?experience|[- ]period", behind)


NAMED = re.compile(
    r"(?<!aged )(?<![\d.,±])(?<!± )\b(?P<number>\d{1,3})(?:st|nd|rd|th)?[- ]?"
    r"(?P<unit>year|yr|month|mo|week|wk|day|hour|h|min(?:ute)?)s?\b(?! (?:of age|old))"
    r"|\b(?P<named>year|month|week|day|hour)s?[- ](?P<place>\d{1,3})\b",
    re.IGNORECASE,
)


def times_in(text: str) -> list[tuple[int, str]]:
    """All numbers of a text that have a unit of time before or behind them, with the plural of the unit.

    >>> times_in("Pain, week 12"), times_in("6-12 mo, men aged 40 years"), times_in("12 hospitals")
    ([(12, 'weeks')], [(12, 'months')], [])
    """
    return [
        (int(match["number"] or match["place"]), full_unit(match["unit"] or match["named"]))
        for match in NAMED.finditer(text)
    ]


def full_unit(printed: str) -> str:
    """The plural word of a printed unit of time.

    >>> full_unit("yr"), full_unit("mo"), full_unit("min")
    ('years', 'months', 'minutes')
    """
    low = printed.lower()
    return FULL.get(low[:2], FULL.get(low[0], low))
