"""The records of a review on their way from search to inclusion, as a paragraph tells them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.audit.flow.counts import Count, find_counts

Step = Literal["found", "added", "removed", "kept"]

RECORDS = re.compile(
    r"^\s(?:(?!were|was|and|of|in|to|from"
    r"|full)[a-z-]{2,20}\s){0,4}?(?:full[-\s]?texts?\s)?(?:duplicated?\s)?(?:publications?|records?"
    r"|articles?|studies|papers?|citations?|abstracts?|titles?|reports?|trials?|references?|duplicates?|(?:RCT"
    r"|full[-\s]text)s?)\b",
    re.IGNORECASE,
)
SEARCH = re.compile(
    r"\b(?:duplicat\w+|titles?\sand\s(?:/or\s)?abstracts?|full[-\s]?texts?|databases?|search\w*)\b", re.IGNORECASE
)
_REMOVED = re.compile(
    r"\b(?:removed|excluded|discarded|eliminated|rejected|duplicates?|duplicated|did\snot\smeet|not\sretriev\w+"
    r"|irrelevant|ineligible)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:remain\w*|left|leaving|kept|retained|included|eligible|eligibility|screened|screening|assessed"
    r"|evaluated|reviewed|full[-\s]?texts?|met\s(?:the|our|all))\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:identified|found|retrieved|yielded|obtained|returned|produced|search\w*|initial\w*|resulted)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:additional(?:ly)?|further|another|manual\w*|hand[-\s]?search\w*|other\ssources|reference\slists?|grey)\b",
    re.IGNORECASE,
)

_PART_OF = re.compile(r"\b(?:including|comprising|consisting\sof|involving|e\.g\.?|such\sas)\b")
_VERB_AFTER = re.compile(r"^\s(?:were|was|of\sthem|of\sthese|remained|met|did\snot|duplicates)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStep:
    """One number of the way; offsets are of the paragraph."""

    step: Step
    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A stretch from one number of records to the next that is kept: before, what was added or removed, after."""

    steps: tuple[RecordStep, ...]

    @property
    def expected(self) -> int:
        removed = sum(step.value for step in self.steps if step.step == "removed")
        added = sum(step.value for step in self.steps[1:] if step.step == "added")
        return self.steps[0].value + added - removed

    @property
    def end(self) -> int:
        return self.steps[-1].end

    @property
    def told(self) -> int:
        return self.steps[-1].value


def find_ways(text: str) -> Iterator[Way]:
    """The stretches of a paragraph that can be followed; a number that fits no step ends the way.

    >>> told = "We found 716 records. After 314 duplicates were removed, 402 records were screened."
    >>> [(way.expected, way.told) for way in find_ways(told)]
    [(402, 402)]
    """
    open_steps: list[RecordStep] = []
    for step in _steps(text):
        if step is None:
            open_steps = []
        elif step.step in ("found", "kept"):
            if any(one.step == "removed" for one in open_steps) and open_steps[0].step in ("found", "kept"):
                yield Way(steps=(*open_steps, step))
            open_steps = [step]
        elif open_steps:
            open_steps.append(step)


def _steps(text: str) -> Iterator[RecordStep | None]:
    for sentence in re.finditer(r"[^.]{1,600}(?:\.(?=\s|$|\[)|$)", text):
        counts = [c for c in find_counts(sentence[0]) if c.depth == 0 and c.kind != "measure"]
        counts = [c for c in counts if _is_of_records(sentence[0], c) and not _PART_OF.search(sentence[0][: c.start])]
        for place, count in enumerate(counts):
            step = _step(sentence[0], counts, place)
            if step is None:
                yield None
            else:
                start = sentence.start()
                yield RecordStep(step=step, value=count.value, start=start + count.start, end=start + count.end)


def _is_of_records(text: str, count: Count) -> bool:
    after = text[count.end : count.end + 120]
    return bool(RECORDS.match(after) or _VERB_AFTER.match(after))


def _step(text: str, counts: list[Count], place: int) -> Step | None:
    count = counts[place]
    end = counts[place + 1].start if place + 1 < len(counts) else len(text)
    before = text[counts[place - 1].end if place else 0 : count.start]
    after = text[count.end : end]
    if count.kind != "count":
        return None
    told = re.sub(r"\([^()]{0,200}\)", "", after)
    if _REMOVED.search(told[:90]) or re.search(r"\b(?:excluding|excluded|removing|removed)\s$", before):
        return "removed"
    if _ADDED.search(before[-25:] + told[:30]):
        return "added"
    if _FOUND.search(before[-60:]) and not _KEPT.search(told[:60]):
        return "found"
    if _KEPT.search(told[:90]) or _KEPT.search(before[-40:]):
        return "kept"
    return "found" if _FOUND.search(told[:90]) else None
