"""Survival without an event is not above overall survival, and neither rises with time.

Read are rates of survival and control at a time: "1- and 2-year OS rates of 59.6% and 44.2%", "2-year LC was 85.7%".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal

from extract.audit.arithmetic.rounding import rounded
from extract.audit.passages import Passage, own_sentences, sentences_of
from extract.audit.printed import NUMBER
from extract.audit.relations.engine import Case, Relation, broken, sound
from extract.model import Paper, Pieces, Severity
from extract.text import lazy_re as re
from extract.text.numbers import are_near, parse_number

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


# --- survival without an event against overall survival


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


def _above_survival(paper: Paper) -> Iterator[Case[None]]:
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
                yield sound(passage.pieces_of(rate.start, rate.end))
            else:
                above.setdefault(rate.measure, []).append(pair)
    for measure, pairs in above.items():
        yield _above_case(paper, measure, pairs)


def _pair(paper: Paper, at: int, passage: Passage, rate: Rate, placed: list[Placed]) -> Pair | None:
    """The rate with the one overall survival printed near it for the same time."""
    if rate.measure.split()[-1] not in COUNT_DEATH:
        return None
    if " " in rate.measure and _severity(paper, rate.measure) != "error":
        return None
    survivals = [
        (other, survival)
        for number, other, survival in placed
        if survival.measure == "OS" and survival.months == rate.months and are_near(number, at, NEAR)
    ]
    if len({survival.value for _, survival in survivals}) != 1:
        return None
    return passage, rate, *survivals[0]


def _above_case(paper: Paper, measure: str, pairs: list[Pair]) -> Case[None]:
    reported = dict.fromkeys(
        f"{rate.value}% at {rate.months} months, above OS at the same time ({survival.value}%)"
        for _, rate, _, survival in pairs
    )
    first, *beside = dict.fromkeys(passage.pieces_of(rate.start, rate.end) for passage, rate, _, _ in pairs)
    return broken(
        first,
        f"{measure} is {'; '.join(reported)}: whoever died would have to be free of an event",
        _severity(paper, measure),
        reported=f"{pairs[0][1].value}%",
        expected=f"at most {pairs[0][3].value}%",
        beside=tuple(beside),
        context=tuple(dict.fromkeys(other.pieces_of(rate.start, rate.end) for _, _, other, rate in pairs)),
    )


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


def _rising(paper: Paper) -> Iterator[Case[None]]:
    for passage in sentences_of(paper):
        for _, found in groupby(find_rates(passage.text), key=lambda rate: rate.start):
            series = list(found)
            months = [rate.months for rate in series]
            if len(series) > 1 and months == sorted(months):
                yield _series_case(passage.pieces_of(series[0].start, series[0].end), series)


def _series_case(pieces: Pieces, series: list[Rate]) -> Case[None]:
    values = [rate.value for rate in series]
    ordered = sorted(values, reverse=True)
    if values == ordered:
        return sound(pieces)
    printed = ", ".join(f"{value}%" for value in values)
    return broken(
        pieces,
        f"{series[0].measure} of one group, which cannot rise with time, does: {printed}",
        "warning",
        reported=printed,
        expected=", ".join(f"{value}%" for value in ordered),
    )


def _cases(paper: Paper) -> Iterator[Case[None]]:
    yield from _rising(paper)
    yield from _above_survival(paper)


SURVIVAL_ORDER = Relation(
    "stat_survival_order",
    """Progression-free survival is not above overall survival of the same patients at the same time.

Where progression-free, disease-free, recurrence-free or event-free survival counts death as an event, its curve lies
on or below that of overall survival. Compared are rates for one time within three sentences of one section, without
groups. An error where the paper's own definition counts death; a warning where it gives none (death is counted by
convention); a note where the definition names progression alone, since the two then may cross. A part of the events
("infield progression-free survival") counts only where its own definition counts death. The printed percents are
taken with half a unit of their last digits on either side. All times and places of one measure are one finding. Nor
do survival and control of one group rise from one time to a later one (a warning).""",
    _cases,
    version=3,
)
