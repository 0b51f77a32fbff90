"""Figures that say of what another figure holds: time points, grades, doses, sizes and bounds of a group.

They are never what a claim is judged by. A claim that states nothing else beside a dose, a size or a bound is judged by
those; time points, grades and labels are never judged. And two figures for another time point or another measure are no
counterparts, whether their values agree or not.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from extract.audit.support.quantities import Quantity, find_quantities
from extract.audit.support.source import Figure
from extract.audit.support.words import stems
from extract.text import lazy_re as re
from extract.text.numbers import are_near
from extract.vocabulary import Term, load_vocabulary

_UNIT = r"(?:years?|yrs?|months?|mos?|weeks?|wks?|days?|hours?|hrs?|h|min(?:ute)?s?)"
_MEASURED = (
    r"(?:rates?|survival|control|mortality|incidence|recurrence|risk|probability|O[SR]R?|PFS|DFS|RFS|EFS|LC|follow-up)"
)
POINT_BEHIND = re.compile(
    rf"(?:[-‐‑],?\s(?:(?:and|or|to)\s)?\d{{1,3}}){{0,5}}[-‐‑]{_UNIT}\b|\s{_UNIT}\s(?:[A-Za-z-]{{2,20}}\s){{0,2}}{_MEASURED}\b",
    re.ASCII,
)
"""Behind the number of a time point: "2-year", "1- and 2-year", "1 year OS rate"; not "20.4 months"."""

POINT_BEFORE = re.compile(
    r"\b(?:at|after|within|by|until|through|every|following|from|on)\s(?:the\s)?(?:first\s|last\s)?(?:\d[\d.]{0,6}[,\s]{1,2}"
    r"(?:and\s|or\s|to\s)?){0,6}$",
    re.IGNORECASE,
)
"""Before the number of a time point: "at 24 months", "at 1, 2 and 3 years"."""

LABEL_BEFORE = re.compile(
    r"\b(?:grades?|stages?|levels?|ECOG(?:\sPS)?|Child[- ]Pugh|day|week|month|year|cycle|visit|arm|group|cohort|score|"
    r"step|line|quartile|tertile|trial|study|CTCAE|version)\s?(?:[≥≤<>=]\s?|(?<=(?:score|grade|level)\s)of\s)?(?:\d\s?(?:[-–,/]|or|to|and)\s?){0,3}$",
    re.IGNORECASE,
)
DOSE_UNITS = frozenset(("mg", "µg", "g", "Gy", "cGy", "IU", "U", "mg/kg", "mg/m2", "mg/m²", "ml", "mCi", "GBq", "kBq"))
CHANGE_BEFORE = re.compile(
    r"\b(?:was|were|is|are|by|reduc\w{2,6}|decreas\w{2,6}|increas\w{2,6}|lower\w{0,3}|fell|rose|difference)\b.{0,12}$",
    re.I,
)
SIZE_BEFORE = re.compile(
    r"(?:\bn\s?=\s?|\b(?:in|of|among|amongst|with|from|for|involving|enroll?ed|included?|including|recruited|randomi[sz]ed|between)\s"
    r"(?:a\stotal\sof\s|the\s|all\s)?)$",
    re.IGNORECASE,
)
BOUND_BEFORE = re.compile(
    r"\b(?:aged?|older|younger|larger|smaller|longer|shorter|size|diameter|BMI|score|level|volume|thickness|cut-?off)\b.{0,16}$",
    re.IGNORECASE,
)
MONTHS = {"years": Decimal(12), "months": Decimal(1), "weeks": Decimal("0.23"), "days": Decimal("0.0329")}
SAME_TIME = Decimal("0.1")
"""Share by which two time points may differ: 12 weeks are 3 months."""

FARTHEST = 160
"""Characters between a figure and the words that name its measure."""

REMEMBERED = 4096
"""Figures whose qualifiers are kept: each figure of a claim is compared with every figure of its source."""

MOST_WORDS = 8
"""Shared words that are told of two figures."""

FOLLOW_UP = "follow_up"
SAME_MEASURE = ({"survival", "OS"}, {"response_rate", "ORR"})
"""What is called by either name."""

GRADE = re.compile(
    r"\bgrades?\s?(?P<least>[≥>]\s?)?(?P<low>[1-5])(?:\s?(?:[-–/]|or|to|and)\s?(?:grade\s)?(?P<high>[1-5]))?"
    r"(?P<more>\s?(?:\+|or\s(?:higher|more|above|worse|greater)))?",
    re.IGNORECASE,
)
POINT_FOLLOWS = re.compile(r"\s?%?\s?(?:\([^()]{0,60}\)\s?)?(?:at|after|by)\s(?:the\s)?", re.IGNORECASE)
LIST_GOES_ON = re.compile(
    r"(?:[-‐‑]?\s?(?:years?|months?|weeks?|days?|yrs?|mos?)?)?,?\s?(?:and|or|to)?\s?", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")
CONTENT_WORD = re.compile(r"[^\W\d_][\w'-]*")
MENTIONS_END = re.compile(r"[;]|\.\s")


def main_figures(claim: str, figures: Iterable[Figure]) -> list[Figure]:
    """The figures that a claim is judged by.

    >>> from extract.audit.support.quantities import find_quantities
    >>> [claim[q.start : q.end] for claim in ("The 2-year OS rate was 88.2% in 85 patients.",)
    ...     for q in find_quantities(claim) if role_of(claim, q) == "main"]
    ['88.2']
    """
    stated = [(role_of(claim, figure.quantity), figure) for figure in figures]
    main = [figure for role, figure in stated if role == "main"]
    return main or [figure for role, figure in stated if role == "condition"]


Role = Literal["main", "condition", "point", "label"]


@lru_cache(maxsize=REMEMBERED)
def role_of(text: str, quantity: Quantity) -> Role:
    """Whether a number is a finding, a condition (dose, size, bound), a time point, or the label of a grade or arm."""
    before, behind = text[max(0, quantity.start - 40) : quantity.start], text[quantity.end : quantity.end + 40]
    if quantity.scale == "time" and (POINT_BEHIND.match(behind) or POINT_BEFORE.search(before)):
        return "point"
    if quantity.scale in ("count", "points") and LABEL_BEFORE.search(before):
        return "label"
    return "condition" if _is_condition(text, quantity) else "main"


def _is_condition(text: str, quantity: Quantity) -> bool:
    """Whether a number is a dose, the size of a group, or the bound by which a group is chosen."""
    before = text[max(0, quantity.start - 40) : quantity.start]
    if quantity.unit in DOSE_UNITS:
        return CHANGE_BEFORE.search(before) is None
    if quantity.scale == "people" or re.search(r"\bn\s?=\s?$", before):
        return SIZE_BEFORE.search(before) is not None
    return quantity.bound in ("<", ">") and BOUND_BEFORE.search(before) is not None


def are_at_odds(claim: str, asked: Figure, source: str, found: Figure) -> bool:
    """Whether two figures hold for different time points or grades, or measure different things by name."""
    times, others = _points(claim, asked.quantity), _points(source, found.quantity)
    is_point = role_of(claim, asked.quantity) == "point"
    if times and others and not is_point and not any(_same_time(time, other) for time in times for other in others):
        return True
    grades, other_grades = _grades(claim, asked.quantity), _grades(source, found.quantity)
    if grades and other_grades and not grades & other_grades:
        return True
    measure, other = measure_of(claim, asked.quantity), measure_of(source, found.quantity)
    return measure is not None and other is not None and not _akin(measure, other)


def compared(claim: str, asked: Figure, source: str, found: Figure) -> tuple[str, ...]:
    """The dimensions that both figures tell, in words: "measure: OS", "time: 2 years (source: 24 months)"."""
    stated, printed = asked.quantity, found.quantity
    reported: dict[str, tuple[str, str]] = {}
    for name, tell in (("measure", measure_of), ("time", time_of), ("grade", _told_grades)):
        reported[name] = (tell(claim, stated) or "", tell(source, printed) or "")
    reported["unit"] = (stated.unit or "", printed.unit or "")
    reported["counted"] = (stated.noun or "", printed.noun or "") if stated.unit is None else ("", "")
    shared, clause = asked.clause & found.clause, claim[slice(*stated.clause)]
    words = dict.fromkeys(word for word in CONTENT_WORD.findall(clause) if shared.intersection(stems(word)))
    reported["words"] = (", ".join(list(words)[:MOST_WORDS]),) * 2
    return tuple(
        f"{name}: {mine}" + ("" if mine == theirs else f" (source: {theirs})")
        for name, (mine, theirs) in reported.items()
        if mine and theirs
    )


def time_of(text: str, quantity: Quantity) -> str | None:
    """The time point of a figure in words, where it has one: "2 years"."""
    points = _points(text, quantity)
    return f"{points[0].value} {points[0].unit}" if len(points) == 1 else None


def _told_grades(text: str, quantity: Quantity) -> str | None:
    grades = sorted(_grades(text, quantity))
    return "-".join(map(str, grades)) if grades else None


def _sentence_begin(text: str, at: int) -> int:
    begin = max(0, at - FARTHEST)
    stops = [stop.end() for stop in MENTIONS_END.finditer(text, begin, at)]
    return stops[-1] if stops else begin


@lru_cache(maxsize=REMEMBERED)
def _points(text: str, quantity: Quantity) -> list[Quantity]:
    """The time points of a figure: the one right behind it, or else of the last list before it the one in its turn."""
    begin = _sentence_begin(text, quantity.start)
    near = [
        quantity_near
        for quantity_near in find_quantities(text)
        if begin <= quantity_near.start and quantity_near.start != quantity.start
    ]
    points = [time for time in _times(text) if begin <= time.start and time.start != quantity.start]
    behind = next((point for point in points if point.start > quantity.end), None)
    if behind is not None and POINT_FOLLOWS.fullmatch(text[quantity.end : behind.start]):
        return [behind]
    before = [point for point in points if point.end <= quantity.start]
    if not before:
        return [point for point in points if point.start < quantity.clause[1]]
    listed = [before.pop()]
    while before and LIST_GOES_ON.fullmatch(text[before[-1].end : listed[0].start]):
        listed.insert(0, before.pop())
    turn = sum(
        quantity_near.scale == quantity.scale and listed[-1].end <= quantity_near.start < quantity.start
        for quantity_near in near
    )
    return [listed[turn]] if turn < len(listed) else listed


@lru_cache(maxsize=1024)
def _times(text: str) -> tuple[Quantity, ...]:
    return tuple(quantity for quantity in find_quantities(text) if role_of(text, quantity) == "point")


@lru_cache(maxsize=REMEMBERED)
def _grades(text: str, quantity: Quantity) -> frozenset[int]:
    """The grades that a figure is of: those named last before it in its sentence, or first behind it in its clause."""
    before = list(GRADE.finditer(text, _sentence_begin(text, quantity.start), quantity.start))
    found = before[-1] if before else GRADE.search(text, quantity.end, max(quantity.end, quantity.clause[1]))
    if found is None:
        return frozenset()
    low, high = int(found["low"]), int(found["high"] or found["low"])
    return frozenset(range(low, 6 if found["least"] or found["more"] else high + 1))


def _same_time(time: Quantity, other: Quantity) -> bool:
    first, second = (q.value * MONTHS.get(q.unit or "", Decimal(1)) for q in (time, other))
    return are_near(first, second, SAME_TIME * max(first, second))


@lru_cache(maxsize=REMEMBERED)
def measure_of(text: str, quantity: Quantity) -> str | None:
    """The measure named last before a number in its sentence, or else first behind it in its clause."""
    begin = _sentence_begin(text, quantity.start)
    end = max(quantity.end, quantity.clause[1])
    before = [name for start, name in _measures(text) if begin <= start < quantity.start]
    return before[-1] if before else next((m for at, m in _measures(text) if quantity.end <= at < end), None)


@lru_cache(maxsize=1024)
def _measures(text: str) -> tuple[tuple[int, str], ...]:
    """The measures that a passage names, with where; of names that begin alike the longest."""
    folded, cased, longest = _names()
    words = [match.span() for match in _WORD.finditer(text)]
    found: list[tuple[int, str]] = []
    until = 0
    for first, (start, _) in enumerate(words):
        most = longest.get(text[start : words[first][1]].lower(), 0) if start >= until else 0
        for _, end in reversed(words[first : first + most]):
            name = text[start:end]
            meant = cased.get(name) or folded.get(_normal(name))
            if meant is not None:
                found.append((start, meant))
                until = end
                break
    return tuple(found)


def _normal(name: str) -> str:
    return " ".join(_WORD.findall(name.lower()))


@cache
def _names() -> tuple[dict[str, str], dict[str, str], dict[str, int]]:
    """Names of measures -> term, in any case and as printed only; first word -> words of the longest such name."""
    folded = dict.fromkeys(("follow up", "followup"), FOLLOW_UP)
    cased: dict[str, str] = {}
    for term in _terms().values():
        folded |= {_normal(name): term.id for name in term.names}
        cased |= dict.fromkeys(term.cased, term.id)
    longest: dict[str, int] = {}
    for words in map(_WORD.findall, (*folded, *(name.lower() for name in cased))):
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return folded, cased, longest


def _akin(first: str, second: str) -> bool:
    if first == second:
        return True
    return {first, second} in SAME_MEASURE or first in _kin(second) or second in _kin(first)


@cache
def _terms() -> dict[str, Term]:
    """Measures of survival and response by id: those that print alike and are told apart by their name alone."""
    terms = load_vocabulary().terms("measure")
    return {term.id: term for term in terms if term.note("family") in ("survival", "response")}


@cache
def _kin(name: str) -> frozenset[str]:
    parents = _terms()[name].parents if name in _terms() else ()
    return frozenset(parents).union(*(_kin(parent) for parent in parents))
