"""Progression-free survival is not above overall survival of the same patients at the same time.

Where progression-free, disease-free, recurrence-free or event-free survival counts death as an event, its curve lies
on or below that of overall survival. Compared are rates for one time within three sentences of one section, without
groups. An error where the paper's own definition counts death; a warning where it gives none (death is counted by
convention); a note where the definition names progression alone, since the two then may cross. The printed percents
are taken with half a unit of their last digits on either side.
"""

import re
from collections.abc import Iterator

from extract.audit.arithmetic.rounding import rounded
from extract.audit.expressions.rates import Rate, find_rates
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Severity

NAME = "stat_survival_order"
VERSION = 1

COUNT_DEATH = {"PFS", "DFS", "RFS", "EFS"}
NEAR = 3
_LONG = {
    "PFS": r"progression[\s-]free\ssurvival",
    "DFS": r"disease[\s-]free\ssurvival",
    "RFS": r"(?:recurrence|relapse)[\s-]free\ssurvival",
    "EFS": r"event[\s-]free\ssurvival",
}
_DEFINED = r"[^.;]{0,40}\b(?:defined|calculated|measured|time\sfrom|interval|duration)\b[^;]{0,250}"
_DEATH = re.compile(r"\b(?:death|died|any\scause|mortality)\b", re.IGNORECASE)
Placed = tuple[int, Passage, Rate]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for role in ("abstract", "results"):
        placed: list[Placed] = [
            (number, passage, rate)
            for number, passage in enumerate(own_sentences(paper, role))
            for rate in find_rates(passage.text)
            if rate.bound is None and not rate.of_group
        ]
        for at, passage, rate in placed:
            if rate.measure in COUNT_DEATH:
                yield from _judge(paper, at, passage, rate, placed)


def _judge(paper: Paper, at: int, passage: Passage, rate: Rate, placed: list[Placed]) -> Iterator[Answer]:
    survivals = [
        (other, survival)
        for number, other, survival in placed
        if survival.measure == "OS" and survival.months == rate.months and abs(number - at) <= NEAR
    ]
    if len({survival.value for _, survival in survivals}) != 1:
        return
    other, survival = survivals[0]
    pieces = passage.pieces_of(rate.start, rate.end)
    if rounded(rate.value).low <= rounded(survival.value).high:
        yield Passed(place(pieces))
        return
    yield Finding(
        check=NAME,
        severity=_severity(paper, rate.measure),
        message=(
            f"{rate.measure} at {rate.months} months is {rate.value}%, above OS at the same time ({survival.value}%); "
            f"whoever died would have to be free of an event"
        ),
        reported=f"{rate.value}%",
        expected=f"at most {survival.value}%",
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "result", other.pieces_of(survival.start, survival.end)),
        ),
    )


def _severity(paper: Paper, measure: str) -> Severity:
    definition = re.compile(rf"\b(?:{_LONG[measure]}|{measure})\b{_DEFINED}", re.IGNORECASE)
    found = [match[0] for passage in sentences_of(paper) if (match := definition.search(passage.text))]
    if not found:
        return "warning"
    return "error" if any(_DEATH.search(text) for text in found) else "note"
