"""A list of parts with its whole, and what keeps such a list from being added up."""

import re
from dataclasses import dataclass
from typing import Literal

from extract.audit.arithmetic.slips import slip_of_sum
from extract.audit.flow.counts import Count

SumKind = Literal["arms", "sexes", "reasons", "stay", "remaining"]

_NOT_COMPLETE = re.compile(
    r"\b(?:including|includes?|main(?:ly)?|mostly|most\s(?:common|often|frequent)\w*|majority|such\sas|e\.g"
    r"|for\s(?:example|instance)|particularly"
    r"|primarily|predominantly|among\sothers|at\sleast|more\sthan\sone|some|several|multiple|both|either"
    r"|overlap\w*|each|per\s(?:group|arm)"
    r"|respectively|additional(?:ly)?|another|further|also|twice|crossed|cross-?over|unknown|missing|planned"
    r"|will\sbe|would)\b",
    re.IGNORECASE,
)
_NOT_ALL_ARMS = re.compile(
    r"\b(?:including|includes|each|per\s(?:group|arm)|at\sleast|crossed|cross-?over|planned|will\sbe|would"
    r"|such\sas|e\.g|for\sexample|ratio)\b",
    re.IGNORECASE,
)
_NOT_ALL_SEXES = re.compile(
    r"\b(?:unknown|missing|not\s(?:stated|reported|known)|transgender|other|each)\b", re.IGNORECASE
)


FEWEST = 4
"""People of whom the groups of a trial are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Parts that the sentence tells as all of a whole; offsets are of the sentence."""

    kind: SumKind
    whole: Count
    parts: tuple[Count, ...]

    @property
    def total(self) -> int:
        return sum(part.value for part in self.parts)

    @property
    def end(self) -> int:
        return self.parts[-1].end


@dataclass(frozen=True, slots=True)
class Unclear:
    """A list of counts that cannot be added up, and why."""

    start: int
    end: int
    reason: str


def as_sum(text: str, kind: SumKind, whole: Count, parts: list[Count], place: tuple[int, int]) -> Sum | Unclear:
    """The list, where its numbers are counts of the same people and nothing says that it is not complete."""
    start, end = place
    told = text[max(0, start - 40) : min(len(text), end + 40)]
    if whole.kind != "count" or any(part.kind != "count" for part in parts):
        return Unclear(start, end, "a fraction, a range or a hedged number stands in the list")
    if any(part.noun not in (None, "people", whole.noun) for part in parts) or whole.noun not in (None, "people"):
        return Unclear(start, end, "the numbers count different things")
    if _is_enumeration([part.value for part in parts]) or _is_enumeration([whole.value, *(p.value for p in parts)]):
        return Unclear(start, end, "the numbers count the items of a list")
    if kind == "arms" and whole.value < FEWEST:
        return Unclear(start, end, "of so few people groups are not told")
    explained = kind in ("arms", "sexes") and slip_of_sum(whole.value, [part.value for part in parts]) is not None
    if any(part.value > whole.value for part in parts) and not explained:
        return Unclear(start, end, "a part is larger than the whole: the list is of something else")
    if {"arms": _NOT_ALL_ARMS, "sexes": _NOT_ALL_SEXES}.get(kind, _NOT_COMPLETE).search(told):
        return Unclear(start, end, "nothing says that the list is complete")
    return Sum(kind=kind, whole=whole, parts=tuple(_until_whole(whole, parts)))


def _is_enumeration(values: list[int]) -> bool:
    return values == list(range(1, len(values) + 1))


def _until_whole(whole: Count, parts: list[Count]) -> list[Count]:
    """The parts up to where they are the whole: what is told behind ("of whom only 8 ...") is of one of them."""
    for told in range(2, len(parts)):
        if sum(part.value for part in parts[:told]) == whole.value:
            return parts[:told]
    return parts
