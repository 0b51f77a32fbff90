"""Lists in running text: "50 to A and 51 to B", "125 completed the study, while 65 were lost to follow-up"."""

import re
from itertools import groupby

from extract.audit.arithmetic.slips import slip_of_sum
from extract.audit.flow.counts import Count
from extract.audit.flow.lists import Sum, Unclear, as_sum
from extract.audit.flow.words import ALLOCATED, GIVEN, KEPT, LEFT, OF_WHOM, clause_start, is_both_sexes, sex_of, told_of

_ARM_AFTER = re.compile(
    r"^(?:\s(?!to\b|in\b|into\b)[a-z-]{1,20}){0,4}?\s(?:to|into|in\s(?:the\s|arm\s|group\s)|receiv(?:ed|ing)"
    r"|under(?:went|going)|"
    r"treated\swith)\b",
    re.IGNORECASE,
)
_BARE_ARM = re.compile(r"^\s(?!(?:of|were|was|had|did)\b)[A-Za-z][\w+/ -]{0,30}?(?:,|\sand\s|,\sand\s|;|\.|$)")
_IN_GROUP = re.compile(
    r"^\s(?:patients\s|subjects\s|participants\s)?(?:in|to|into)\sthe\s[\w+/ -]{1,40}?\s(?:group|arm)\b"
)
_TO_AN_ARM = re.compile(
    r"^\s?(?:\(\d[\d.]*\s?%\)\s)?(?:were\s)?(?:randomi[sz]ed|allocated|assigned)\sto\b"
    r"|^\s(?:[a-z]+\s){0,2}(?:were\s)?(?:randomi[sz]ed|allocated|assigned)\s(?:to|for)\s[^,.;:\d]{1,60}\b(?:but|yet)\b"
)
"""The number is of an arm itself, no whole."""
_ALL_RANDOMISED = re.compile(
    r"^\s(?:[a-z]+\s){1,3}?(?:randomi[sz]ed|allocated|assigned|divided|split)\s(?:in)?to\s(?:two|three|four|[2-4])\b"
)
_DONE = re.compile(r"^\s(?:[a-z]{3,14}\s)?(?:completed|finished|continued)\b")
_LEAVING = re.compile(r"\b(?:leaving|left)\s(?:a\stotal\sof\s|us\swith\s|only\s)?$", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:of\s(?:which|whom|these|them|those)|includ(?:ing|ed)|among\s(?:them|whom|these))\b[^.;]{0,24}$",
    re.IGNORECASE,
)
_LIST_OPENS = re.compile(r":|\b(?:for\sthe\sfollowing|as\sfollows)\b")
_SEX_OPENS = re.compile(
    r"(?:[:,(–—]|\b(?:of\swhom|comprising|comprised|consisting\sof|consisted\sof|with|were|being|i\.e\.,?))\s?$"
)
_TWO_GROUPS = re.compile(r"\d[^.;]{0,120}\sand\s$")
NEAR = 140
MOST_REASONS = 20


def leaving(text: str, plain: list[Count]) -> Sum | Unclear | None:
    """ "Of 2,838 participants, 374 were excluded, leaving 2,464"."""
    for place, count in enumerate(plain):
        if place > 1 and _LEAVING.search(text[: count.start][-30:]):
            whole, parts = plain[0], plain[1 : place + 1]
            if whole.value > count.value:
                return as_sum(text, "remaining", whole, parts, (whole.start, count.end))
    return None


def arms(text: str, plain: list[Count]) -> Sum | Unclear | None:
    """ "Of 81 patients, 41 were assigned to A and 40 to B"."""
    roles = _arm_roles(text, plain)
    for is_arm, group in groupby(range(len(plain)), key=lambda i: roles[i]):
        run = list(group)
        if not is_arm or len(run) < 2:
            continue
        first = run[0]
        if len(run) > 2 and plain[first].value > 1.5 * max(plain[i].value for i in run[1:]):
            first += 1
        if first == 0:
            continue
        whole, parts = plain[first - 1], [plain[i] for i in run if i >= first]
        told = text[clause_start(text, whole) : parts[-1].end]
        in_groups = whole.noun == "people" and all(_IN_GROUP.match(text[p.end : p.end + 60]) for p in parts)
        is_told = (
            in_groups
            or ALLOCATED.search(told)
            or (GIVEN.match(told_of(text, plain, first)) and OF_WHOM.search(text[: whole.start][-40:]))
        )
        parts = [part for part in parts if not _ALL_RANDOMISED.match(text[part.end : part.end + 80])]
        if len(parts) < 2:
            continue
        if _TO_AN_ARM.match(text[whole.end : whole.end + 120]) or any(
            _DONE.match(text[p.end : p.end + 40]) for p in parts
        ):
            continue
        values = [p.value for p in parts]
        if is_told and (whole.value > max(values) or slip_of_sum(whole.value, values) is not None):
            return as_sum(text, "arms", whole, parts, (whole.start, parts[-1].end))
    return None


def _arm_roles(text: str, plain: list[Count]) -> list[bool]:
    """Which counts are told as put into an arm; after the first the verb may be left out ("60 received A, 40 B")."""
    roles: list[bool] = []
    for place, count in enumerate(plain):
        after = told_of(text, plain, place)
        bare = bool(roles and roles[-1]) and bool(_BARE_ARM.match(after))
        roles.append(count.kind == "count" and (bool(_ARM_AFTER.match(after)) or bare))
    return roles


def sexes(text: str, plain: list[Count]) -> Sum | Unclear | None:
    """ "26 subjects: 16 male and 10 female"."""
    for whole, one, other in zip(plain, plain[1:], plain[2:], strict=False):
        near = other.end - whole.end < NEAR and one.kind == other.kind == whole.kind == "count"
        if near and is_both_sexes(text, [one, other]) and whole.noun == "people" and sex_of(text, whole) is None:
            between = text[whole.end : one.start]
            is_of = bool(OF_WHOM.search(text[: whole.start][-40:]))
            if not re.search(r";|\band\b", between) and (is_of or _SEX_OPENS.search(between)):
                return as_sum(text, "sexes", whole, [one, other], (whole.start, other.end))
    return None


def reasons(text: str, plain: list[Count]) -> Sum | Unclear | None:
    """ "76 were not eligible: 62 did not meet the criteria and 7 declined"."""
    for place, whole in enumerate(plain[:-2]):
        parts = plain[place + 1 : place + 1 + MOST_REASONS]
        opening = text[whole.end : parts[0].start]
        stop = next(
            (
                i
                for i, c in enumerate(parts)
                if KEPT.match(told_of(text, parts, i)) or _LEAVING.search(text[: c.start][-30:])
            ),
            None,
        )
        parts = parts[:stop]
        is_of = bool(OF_WHOM.search(text[: whole.start][-40:]))
        if len(parts) < 2 or whole.value < max(p.value for p in parts):
            continue
        if _TWO_GROUPS.search(text[: whole.start]):
            continue
        if LEFT.search(opening) and (_LIST_OPENS.search(opening) or is_of) and "(" not in opening:
            return as_sum(text, "reasons", whole, parts, (whole.start, parts[-1].end))
    return None


def stay(text: str, plain: list[Count]) -> Sum | Unclear | None:
    """ "Of the 180 patients, 125 continued the study, while 65 were lost to follow-up"."""
    if len(plain) < 3:
        return None
    whole = plain[0]
    parts = [c for c in plain[1:] if c is plain[1] or not _WITHIN.search(text[whole.end : c.start][-50:])]
    after = [told_of(text, plain, plain.index(part)) for part in parts]
    left = [bool(LEFT.search(told[:70])) for told in after]
    kept = [bool(KEPT.match(told)) and not gone for told, gone in zip(after, left, strict=True)]
    is_of = bool(OF_WHOM.search(text[: whole.start][-40:])) or bool(_WITHIN.search(text[whole.end : parts[0].start]))
    if not is_of or sum(kept) != 1 or sum(left) != len(parts) - 1:
        return None
    return as_sum(text, "stay", whole, parts, (whole.start, parts[-1].end))
