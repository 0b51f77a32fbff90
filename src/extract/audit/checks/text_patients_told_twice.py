"""The median follow-up, and the median or mean age, is one number wherever the paper tells it.

"A median follow-up of 45 months" and "a median follow-up of 58.5 months" for the same patients; a median age of 64 in
the abstract and of 61 in the results. Compared are the abstract, the results and the conclusion, in months or years as
printed, rounded further or not. Groups, arms, cohorts and subgroups, survivors against all patients, follow-up to
one endpoint or at another date are different things and left alone. A warning: a second cut-off of the data may
explain it, which the paper then does not tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extract.audit.arithmetic.rounding import Range, rounded
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "text_patients_told_twice"
VERSION = 1

_UNIT = r"months?|mos?\b|years?|yrs?\b|weeks?|days?"
FOLLOW_UP = re.compile(
    rf"\b(?P<what>[Mm]edian)\s(?:(?:duration|length|time|period)\sof\s)?(?:overall\s)?follow[\s-]?up(?:\s(?:time|period|duration))?"
    rf"(?P<who>(?:\s(?:in|for|of|among)\s[a-z\s]{{3,40}}?)?)\s?(?:was|of|is|:|=|,)\s?(?P<value>{NUMBER})"
    rf"(?:\s?-?(?P<unit>{_UNIT}))?(?:\s?[(\[][^)\]]{{0,60}}[)\]])?(?:\s(?P<late>{_UNIT}))?"
)
AGE = re.compile(
    rf"\b(?P<what>[Mm]edian|[Mm]ean|[Aa]verage)\s(?:patient\s)?age(?P<who>(?:\s(?:in|for|of|among|at)\s[a-z\s]{{3,40}}?)?)"
    rf"\s?(?:was|of|is|:|=|,)\s?(?P<value>{NUMBER})(?:\s?(?:±|\+/-)\s?{NUMBER})?(?:\s?[(\[][^)\]]{{0,60}}[)\]])?"
    rf"\s?-?(?P<unit>years?|yrs?\b|y\b)(?P<late>)"
)
_SURVIVORS = re.compile(r"\b(?:surviv\w+|alive|living|censored)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:groups?|arms?|cohorts?|sub-?groups?|subsets?|phase|stage\s[IV\d]+|part\s[\dAB]|versus|vs|respectively|(?:patients|those|participants|subjects)\swith(?:out)?|"
    r"receiving|treated|who|men|women|males?|females?|boys|girls|children|adults|volunteers|healthy|controls?|cases|placebo|mothers|"
    r"infants|completers|responders|interim|data\scut|updated?|planned|previous\w*|sample|training|validation|matched|for\s(?:OS|PFS|DFS)|"
    r"(?:in|for|of)\sthe\s(?!(?:whole|entire|total|overall|study|present|\d+)\b)\w+|(?:cut-?off|analysis)\s(?:date|in|on)|diagnos\w+|onset|"
    r"menarche|menopause|gestation\w*|study\s(?:\d|[IV]+)|trial\s(?:\d|[A-Z]))\b",
    re.IGNORECASE,
)
_OTHER_DATE = re.compile(
    r"\b(?:re-?calculated|re-?analy[sz]ed|updated?|later\sanalysis|as\sof\s(?:\w+\s){0,2}\d{4})\b", re.IGNORECASE
)
_STOP, _SECOND = re.compile(r"[,;.](?!\d)"), re.compile(r"^[,;]\s(?:and\s|versus\s|vs\.?\s)\d")
_REACH = 70
_MONTHS = {"y": Decimal(12), "w": Decimal("0.23"), "d": Decimal("0.0329"), "m": Decimal(1)}


@dataclass(frozen=True, slots=True)
class Told:
    """A number of the patients: what it is, in months or years, with the room that its digits leave."""

    what: str
    range: Range
    printed: str
    passage: Passage
    start: int
    end: int


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    passages = list(own_sentences(paper, "abstract", "results", "conclusion"))
    before = ("", *(passage.text for passage in passages))
    found = [told for passage, last in zip(passages, before, strict=False) for told in _told(passage, last)]
    for what in dict.fromkeys(told.what for told in found):
        same = [told for told in found if told.what == what]
        conflict = next(((a, b) for a, b in combinations(same, 2) if not a.range.meets(b.range)), None)
        if conflict is None:
            yield from (Passed(place(told.passage.pieces_of(told.start, told.end))) for told in same)
        elif len(same) > 3:
            yield Skipped(place(conflict[0].passage.pieces), "told of several groups, as it seems")
        else:
            yield _finding(paper, *conflict)


def _told(passage: Passage, before: str) -> Iterator[Told]:
    if _OTHER_DATE.search(before) or _OTHER_DATE.search(passage.text):
        return
    for name, pattern in (("follow-up", FOLLOW_UP), ("age", AGE)):
        for match in pattern.finditer(passage.text):
            around = _clause(passage.text, *match.span())
            value = decimal(match["value"])
            unit = (match["unit"] or match["late"] or "")[:1]
            if value is None or not unit or _PART.search(around):
                continue
            who = "of survivors" if _SURVIVORS.search(around) else "of all"
            scale = _MONTHS[unit]
            exact = rounded(value)
            room = Range(exact.low * scale, exact.high * scale)
            what = f"{match['what'].lower()} {name} {who}"
            yield Told(what, room, match[0], passage, *match.span())


def _clause(text: str, start: int, end: int) -> str:
    """The words around a number up to the next comma; further where a second number follows."""
    after = text[end : end + _REACH]
    stop = _STOP.search(after)
    if stop is not None and not _SECOND.match(after[stop.start() :]):
        after = after[: stop.start()]
    return text[max(0, start - _REACH) : end] + after


def _finding(paper: Paper, one: Told, other: Told) -> Finding:
    return Finding(
        check=NAME,
        severity="warning",
        message=f"the {one.what} is told with two values: {one.printed!r} and {other.printed!r}",
        reported=one.printed,
        expected=other.printed,
        evidence=tuple(evidence(paper, "result", t.passage.pieces_of(t.start, t.end)) for t in (one, other)),
    )
