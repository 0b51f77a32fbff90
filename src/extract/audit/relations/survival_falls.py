"""Survival and control do not rise with time in one group.

"1-, 3- and 5-year OS rates of 74%, 55% and 39%": as many rates as years, in the same order. Cumulative incidences
(recurrence, failure, progression, mortality) rise and are read the other way round. The rates are compared as printed:
rounding can make two of them equal, but never turns their order.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Finding, Paper, Passed

NAME = "stat_survival_order"

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


def answers(paper: Paper) -> Iterator[Answer]:
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
