"""The numbers of a sentence with what they measure, their group and their time."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extract.annotate.quantities.frames import MOST_JUDGED, Candidate, Outcomes, Sentence, candidates_of, name_outcomes
from extract.annotate.quantities.in_text import Draft
from extract.annotate.quantities.known import Known
from extract.annotate.quantities.mentions import GroupCandidate, Grouped, find_groups, group_numbers, groups_of
from extract.annotate.quantities.times import find_times, full_unit
from extract.model import Slot


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence as its numbers are judged: for each the candidates for its outcome and its group, with features."""

    text: str
    drafts: Sequence[Draft]
    outcomes: Sequence[Sequence[Candidate]]
    groups: Sequence[Sequence[GroupCandidate]]


Watch = Callable[[Judged], None]
"""Is told of each sentence before anything is chosen, with all candidates: what training learns from."""


def name_drafts(
    text: str, drafts: list[Draft], known: Known, outcomes: Outcomes, watch: Watch | None = None
) -> list[Draft]:
    """The numbers of a sentence with what they measure; an unknown measure takes that name."""
    if not drafts:
        return drafts
    sentence = Sentence(text, [draft.atom for draft in drafts])
    measures = [draft.measure for draft in drafts]
    told = [draft.told for draft in drafts]
    mentions = find_groups(text, known)
    candidates = candidates_of(sentence, drafts, known, outcomes, None if watch else MOST_JUDGED)
    groups = groups_of(sentence, measures, told, mentions, known)
    if watch:
        watch(Judged(text, drafts, candidates, groups))
    named, grouped = name_outcomes(candidates), group_numbers(groups, mentions)
    bound: list[Draft] = []
    for number, draft in enumerate(drafts):
        group = grouped[number]
        found = named.get(number)
        if draft.weak and (
            found is None or found.probability < LEAST_OF_WEAK or YEAR.fullmatch(text[draft.start : draft.end])
        ):
            continue
        outcome = found.outcome if found else outcomes.last
        time = _time_of(text, draft, outcomes.number if outcome == outcomes.last else None, known.usual_time)
        comparator = group.comparator or draft.comparator
        sure = found.probability if found else CARRIED if outcome else 0.0
        measure = outcome[:80] if draft.measure == "other" and outcome else draft.measure
        bound.append(
            replace(
                draft,
                measure=measure,
                named=outcome,
                arm=group.arm,
                comparator=comparator,
                timepoint=time[0],
                timepoint_unit=time[1],
                time_text=time[2],
                probability=round(sure * group.probability, 3),
                slots=tuple(_slots(outcome, sure, found.reasons if found else (), group, comparator, time)),
            )
        )
    last = next((draft for draft in reversed(bound) if draft.named), None)
    if last is not None:
        outcomes.last, outcomes.number = last.named, last
    return bound


Time = tuple[Decimal | None, str | None, str | None]
"""Number, unit and words of a time point."""

TIMED = ("p", "share", "mean_sd", "number", "range", "test", "zero")
UNTIMED = ("dose", "mass", "sessions", "length", "time")
WORDED_TIME = re.compile(
    r"\b(?:at (?:baseline|discharge|(?:the )?(?:final|last) (?:visit|follow-?up(?: visit)?)|"
    r"(?:the )?end of (?:the )?\w+|"
    r"admission|study entry|enrol?lment|randomi[sz]ation|inclusion)|"
    r"(?<!from )(?<!since )(?<!than )(?<!versus )(?<!with )(?<!to )(?<!for )baseline(?!\sto\b)|"
    r"before (?:the )?(?:\w+ )?(?:treatment|intervention|infusion|surgery|operation|therapy|training)|"
    r"after (?:the )?(?:treatment|intervention|surgery|operation|therapy|training)|"
    r"post-?(?:treatment|intervention|operatively))\b",
)


def _time_of(text: str, draft: Draft, before: Draft | None, usual: tuple[Decimal, str] | None) -> Time:
    """The time point of a number: the one behind it, the only one of its sentence, the last one ahead, one in words.

    `before` is the number of the sentence before whose outcome this one goes on about: its time point holds too. A
    result of the paper without any has the `usual` one.
    """
    atom = draft.atom
    given = (draft.timepoint, draft.timepoint_unit, draft.time_text)
    if atom.form not in TIMED or atom.scale in UNTIMED or draft.role == "design":
        return given
    points = [time for time in find_times(text) if len(time.values) == 1]
    behind = [each for each in points if BESIDE.fullmatch(text, max(atom.tail, atom.end), each.start)]
    if draft.timepoint is not None and not behind:
        return given
    ahead = [each for each in points if each.end <= atom.start]
    point = next(iter(behind), None) or (points[0] if len(points) == 1 else ahead[-1] if ahead else None)
    if point is not None:
        return point.values[0], point.unit, draft.time_text
    worded = None if points else _worded_time(text)
    if worded:
        return (worded[0] if worded[0] is not None else draft.timepoint), worded[1] or draft.timepoint_unit, worded[2]
    if not points and before is not None and (before.timepoint is not None or before.time_text):
        return before.timepoint, before.timepoint_unit, before.time_text
    if not points and usual and given == NO_TIME and draft.role == "result" and draft.source == "own":
        return NO_TIME if draft.measure == "sample_size" else (*usual, None)
    return given


NO_TIME: Time = (None, None, None)


@lru_cache(maxsize=512)
def _worded_time(text: str) -> Time | None:
    """ "at baseline", "in the first week"; kept, since every number of a sentence asks for it."""
    low = text.lower()
    counted = NTH_TIME.search(low)
    if counted:
        nth = counted["nth"]
        value = ORDINALS.index(nth) + 1 if nth in ORDINALS else int(nth[:-2])
        return Decimal(value), full_unit(counted["unit"]), counted["time"]
    found = WORDED_TIME.search(low)
    return (None, None, text[found.start() : found.end()]) if found else None


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
NTH_TIME = re.compile(
    rf"\b(?:in|at|on|by|during|after|within|until)\s(?:the\s)?(?P<time>(?P<nth>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|"
    rf"th))\s(?:post-?operative\s|follow-?up\s)?(?P<unit>hour|h|day|week|month|year))\b",
)
"""A time point by its number in a row: "in the first week", not "the first 24 hours"; of texts in lower case."""


BESIDE = re.compile(r"[\s%)\]]{0,3}(?:\w{1,12}\s)?(?:(?:at|on|by|in)\s)?(?:the\s)?")
"""Between a number and the time point that it is told for: "0.87 at day 2"."""

YEAR = re.compile(r"(?:19|20)\d\d")
LEAST_OF_WEAK = 0.3
"""Probability of its outcome from which a bare number is a result."""

CARRIED = 0.15
"""Probability that a sentence without a name of its own goes on about the outcome of the one before."""


def _slots(
    outcome: str | None, sure: float, reasons: tuple[str, ...], group: Grouped, comparator: str | None, time: Time
) -> Iterator[Slot]:
    """Outcome, group, time and role with their evidence, or with the reason why they are empty."""
    carried = ("goes on about the sentence before",) if outcome and not reasons else ()
    yield Slot(
        name="outcome",
        value=outcome,
        probability=round(sure, 3),
        evidence=reasons or carried or ("no phrase of the sentence names it",),
    )
    why = group.reasons or ("no group is named in its place",)
    yield Slot(name="arm", value=group.arm, probability=round(group.probability, 3), evidence=why)
    if comparator:
        yield Slot(name="comparator", value=comparator, probability=0.5, evidence=("named behind a comparison",))
    point, unit, worded = time
    if point is not None:
        yield Slot(name="timepoint", value=f"{point} {unit}", probability=0.8, evidence=("named in the sentence",))
    elif worded:
        yield Slot(name="timepoint", value=worded, probability=0.7, evidence=("named in words",))
