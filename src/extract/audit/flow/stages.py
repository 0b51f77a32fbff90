"""The number of people in the whole study at one stage: screened, enrolled, randomised, treated, analysed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.audit.flow.counts import Count, find_counts

Stage = Literal["screened", "enrolled", "randomised", "treated", "analysed"]

STAGES: tuple[tuple[Stage, str], ...] = (
    ("screened", r"screened|assessed\sfor\seligibility|approached|invited"),
    ("randomised", r"randomi[sz]ed|randomly\s(?:assigned|allocated|divided)"),
    ("analysed", r"analy[sz]ed|evaluable|assessable|evaluated"),
    ("enrolled", r"enrolled|recruited|included|registered|accrued|entered|participated|consented|studied"),
    ("treated", r"treated|underwent|received"),
)
STAGED = re.compile("|".join((*(verbs for _, verbs in STAGES), r"\\b(?:this|our|present|current)\\b")), re.IGNORECASE)
"""What a sentence must hold to tell a total."""

LEAST = 10
NEAR = 60
_VERBS = "|".join(f"(?P<{stage}>{verbs})" for stage, verbs in STAGES)
_WITH = r"(?:(?:[\s,]|\([^()]{0,80}\))(?!were\b|was\b|who\b|had\b|of\b)[^\s,;.()]{1,30}){0,14}?"
_PASSIVE = re.compile(
    rf"^{_WITH},?\s(?:(?:were|was|have\sbeen|had\sbeen)\s)?(?:(?:finally|then|initially|retrospectively"
    rf"|prospectively|consecutively|eventually)\s)?"
    rf"(?:{_VERBS})\b(?P<rest>.{{0,60}})",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    rf"\b(?:we|study|trial|analysis|cohort)\s(?:[a-z]+ly\s|has\s|have\s)?(?:{_VERBS})\s(?:a\stotal\sof\s"
    rf"|data\s(?:of|from)\s|in\stotal\s)?$",
    re.IGNORECASE,
)
_THIS_STUDY = re.compile(
    r"\b(?:this|the\spresent|our|the\scurrent)\s(?:[a-z-]{3,20}\s){0,4}?(?:study|trial|series|cohort"
    r"|analysis)\s(?:of|with|in|on|among)\s"
    r"(?:a\stotal\sof\s)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:^|[.;:]\s|\b(?:a\stotal\sof|in\s(?:total|all),?|overall,?|altogether,?|finally,?|\d{4},?|study,?|trial,?"
    r"|Methods|Results|data\s(?:of|from)))\s?(?:all\s)?$",
    re.IGNORECASE,
)
_ONE_ARM = re.compile(
    r"^\s(?:to|in|into|with|by)\s(?!either\b|one\sof|two\b|three\b|four\b|this\b|the\s(?:study|trial|present"
    r"|current|analys))",
    re.I,
)
_SEVERAL = re.compile(r"\b(?:or|and|versus|vs|either|groups|arms)\b")
_SUBGROUP = re.compile(
    r"\b(?:arm|control\sgroup|group\s[A-Z\d]|respectively|additional|further|other|another|remaining|of\sthe(?:se"
    r"|m)|of\swhom|of\swhich|each|per|"
    r"phase|cohort\s\d|subgroup|subset|planned|will|would|required|calculated|sample\ssize|power|until|every"
    r"|first|next|last|previous\w*"
    r"|pilot|healthy|controls?|validation|training|died|not)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many the study had at a stage; offsets of the count are of the sentence."""

    stage: Stage
    verb: str
    count: Count


def find_totals(text: str) -> Iterator[Total]:
    """The totals that a sentence tells; none of what it says of an arm or another part of the study.

    >>> [(t.stage, t.count.value) for t in find_totals("We enrolled 82 patients with cancer, who received 66 Gy.")]
    [('enrolled', 82)]
    >>> list(find_totals("Of these, 60 patients were randomised to surgery alone."))
    []
    """
    counts = find_counts(text)
    for place, count in enumerate(counts):
        if count.kind != "count" or count.depth or count.noun != "people" or count.value < LEAST:
            continue
        end = counts[place + 1].start if place + 1 < len(counts) else len(text)
        before, after = text[max(0, count.start - NEAR) : count.start], text[count.end : max(end, count.end + 1)]
        if _SUBGROUP.search(before[-40:] + after[:60]):
            continue
        found = _stage("", after, text[count.end :]) or _stage(before, after, text[count.end :])
        if found is None and _THIS_STUDY.search(before):
            found = ("enrolled", "")
        if found is not None:
            yield Total(stage=found[0], verb=found[1], count=count)


def _stage(before: str, after: str, rest: str) -> tuple[Stage, str] | None:
    active = _ACTIVE.search(before)
    if active:
        return _named(active)
    passive = _PASSIVE.match(after) if _OPENS.search(before) else None
    if passive is None:
        return None
    told = rest[passive.start("rest") :]
    if _ONE_ARM.match(told) and not _SEVERAL.search(told[:120]):
        return None
    return _named(passive)


def _named(match: re.Match[str]) -> tuple[Stage, str] | None:
    return next(((stage, match[stage].lower()) for stage, _ in STAGES if match[stage]), None)
