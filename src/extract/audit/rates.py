"""Rates of survival and control at a time: "1- and 2-year OS rates of 59.6% and 44.2%", "2-year LC was 85.7%"."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.audit.printed import NUMBER
from extract.text import lazy_re as re
from extract.text.numbers import parse_number

Bound = Literal["more", "less"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A percent at a number of months; `bound` where only a limit is stated, `of_group` where groups are compared."""

    start: int
    end: int
    measure: str
    months: Decimal
    value: Decimal
    bound: Bound | None = None
    of_group: bool = False


_UNIT = r"(?:years?|yrs?|months?|mo)"
_TIME = rf"\d{{1,3}}(?:\.5)?(?:[\s–-]{{0,2}}{_UNIT}\b)?\s?[-–]?"
TIMES = rf"(?P<times>{_TIME}(?:,\s?{_TIME}){{0,4}}(?:,?\s(?:and|&)\s{_TIME})?)"
RATES = rf"(?P<rates>{NUMBER}(?:\s?%)?(?:,\s?{NUMBER}(?:\s?%)?){{0,4}}(?:,?\s(?:and|&)\s{NUMBER}\s?%)?)"
SERIES = re.compile(
    rf"(?<![\d.,–-])(?<!of\s){TIMES}\s?(?P<what>[A-Za-z(][^.;:%\d]{{1,70}}?)\s?"
    rf"(?:\b(?P<verb>of|were|was|is|are|reached|at|to\sbe)\b|[:=])\s"
    rf"(?:only\s|approximately\s|about\s)?(?:(?P<more>more\sthan|over|above|exceeding|greater\sthan|>)"
    rf"|(?P<less>less\sthan|below|under|lower\sthan|<))?\s?{RATES}"
)
MEASURES = (
    ("PFS", re.compile(r"\b(?:progression[\s-]free\ssurvival|PFS)\b", re.IGNORECASE)),
    ("DFS", re.compile(r"\b(?:disease[\s-]free\ssurvival|DFS)\b", re.IGNORECASE)),
    ("RFS", re.compile(r"\b(?:(?:recurrence|relapse)[\s-]free\ssurvival|RFS)\b", re.IGNORECASE)),
    ("EFS", re.compile(r"\b(?:event[\s-]free\ssurvival|EFS)\b", re.IGNORECASE)),
    ("LC", re.compile(r"\b(?:local\scontrol|LCR?)\b")),
    ("OS", re.compile(r"\b(?:overall\ssurvival|OS|survival\srates?)\b(?!\s?-?free)", re.IGNORECASE)),
)
_NARROWED = re.compile(
    r"\b(?:in-?field|out-?(?:of-)?field|local|loco-?regional|regional|distant|intra-?hepatic|metastasis|bone|CNS|intracranial"
    r"|graft|event|cancer|disease|cause|liver|tumou?r)[\s-](?:specific\s)?(?:progression|relapse|recurrence|failure|PFS|survival"
    r"|RFS|free)",
    re.IGNORECASE,
)
PART = re.compile(
    r"\b(?P<part>in-?field|out-?(?:of-)?field|local|loco-?regional|regional|distant|intra-?hepatic|intra-?cranial|pelvic"
    r"|biochemical)[\s-]"
    r"(?P<measure>PFS|RFS|DFS|EFS|(?:progression|relapse|recurrence|disease|event)[\s-]free\ssurvival)?\b",
    re.IGNORECASE,
)
_OTHER_FREE = re.compile(r"\b(?:free|conditional|relative|cumulative|incidence|graft|implant|pregnan\w+)\b", re.I)
COMPARED = re.compile(r"^[^.;]{0,60}?(?:\b(?:vs|versus|compared|for|in|groups?|arms?)\b|\band\s\d)")
SAID_BEFORE = re.compile(r"\b(?:groups?|arms?|patients\s(?:with|without|who|in)|among|subgroups?|those)\b", re.I)
_MONTHS_A_YEAR = 12


def find_rates(text: str, *, narrowed: bool = False) -> Iterator[Rate]:
    """All rates whose time and measure are named in front of them, as many rates as times.

    With `narrowed`, those of a part of the events instead ("infield PFS"), under their printed names.

    >>> [(r.measure, int(r.months), str(r.value)) for r in find_rates("the 1- and 2-OS rates were 59.6 and 44.2%")]
    [('OS', 12, '59.6'), ('OS', 24, '44.2')]
    >>> [(r.measure, r.bound) for r in find_rates("with a 2-year survival rate of more than 80%.")]
    [('OS', 'more')]
    >>> list(find_rates("a 2-year infield progression-free survival of 80% and 3-year costs of 12%"))
    []
    >>> [r.measure for r in find_rates("a 2-year infield progression-free survival of 80%", narrowed=True)]
    ['infield PFS']
    """
    for match in SERIES.finditer(text) if "%" in text else ():
        measure = _narrowed(match["what"]) if narrowed else _measure(match["what"])
        times, values = _months(match["times"], match["what"]), _percents(match["rates"])
        if measure is None or len(times) != len(values) or "%" not in text[match.start("rates") : match.end() + 2]:
            continue
        after, before = text[match.end() : match.end() + 80].lstrip("% "), text[: match.start()]
        grouped = bool(COMPARED.match(after) or SAID_BEFORE.search(before) or SAID_BEFORE.search(match["what"]))
        for months, value in zip(times, values, strict=True):
            yield Rate(
                start=match.start(),
                end=match.end(),
                measure=measure,
                months=months,
                value=value,
                bound="more" if match["more"] else "less" if match["less"] else None,
                of_group=grouped,
            )


def _measure(what: str) -> str | None:
    named = [name for name, pattern in MEASURES if pattern.search(what)]
    if len(named) != 1 or _NARROWED.search(what):
        return None
    return None if named[0] == "OS" and _OTHER_FREE.search(what) else named[0]


def _narrowed(what: str) -> str | None:
    found = PART.search(what)
    named = [name for name, pattern in MEASURES if found and pattern.search(found["measure"] or "")]
    return f"{found['part'].lower()} {named[0]}" if found and named else None


def _months(printed: str, what: str) -> list[Decimal]:
    """The times in months; the unit is the last one printed, or years where "1- and 2-OS" leaves it out."""
    numbers = [Decimal(number) for number in re.findall(r"\d+(?:\.5)?", printed)]
    unit = re.search(_UNIT, printed)
    if unit is None:
        hyphened = printed.rstrip()[-1:] in "-–" and all(n in (1, 2, 3, 4, 5, 10) for n in numbers)
        return [n * _MONTHS_A_YEAR for n in numbers] if hyphened and not what.startswith(("month", "day")) else []
    return [n * _MONTHS_A_YEAR for n in numbers] if unit[0].startswith("y") else numbers


def _percents(printed: str) -> list[Decimal]:
    found = [parse_number(number) for number in re.findall(NUMBER, printed)]
    values = [value for value in found if value is not None and value <= 100]
    return values if len(values) == len(found) else []
