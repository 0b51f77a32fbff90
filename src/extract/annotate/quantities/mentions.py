"""Which group of a paper a number of a sentence belongs to: its mentions as candidates, judged by learned evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.annotate.quantities.atom import Atom
from extract.annotate.quantities.evidence import model
from extract.annotate.quantities.frames import CLAUSE_END, KINDS
from extract.annotate.quantities.known import Known, key_of

DIRECT_BEFORE = re.compile(r"\s?(?:groups?|arms?)?\s?[:=,(\[]{0,2}\s?(?:n\s?=\s?)?")
DIRECT_BEHIND = re.compile(
    r"[\s)\]%,]{0,4}(?:\w{1,14}\s){0,2}?(?:in|for|of|on|with|among|received|receiving|treated with|given|taking|;|"
    r"\()\s?"
    r"(?:the\s|those\s|patients\s|participants\s|women\s|in\s|on\s|with\s|who\s|received\s|receiving\s){0,4}",
    re.IGNORECASE,
)
COMPARES = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|over|relative to|against|from)\s(?:\w+\s){0,4}$", re.IGNORECASE
)
ALL_GROUPS = re.compile(
    r"\b(?:between|both|all|two|three|four|either|each|across)\s(?:\w+\s){0,3}(?:groups?|arms?)\b|\boverall\b",
    re.IGNORECASE,
)
GENERIC_GROUPS = re.compile(
    r"\b(?:placebo|controls?|intervention|experimental|treatment|study|sham|usual care|standard care|vehicle)"
    r"(?:[- ](?:group|arm|treated patients|treated|patients|group patients))\b|\bplacebo\b",
    re.IGNORECASE,
)
LEAST = 0.45
"""Probability from which a mentioned group is taken for the number's own."""

LEAST_COMPARED = 0.3


@dataclass(frozen=True, slots=True)
class Mention:
    """A group named in a sentence."""

    start: int
    end: int
    name: str
    compared: bool


@dataclass(frozen=True, slots=True)
class Grouped:
    """The group of a number and the one that it is compared with, with the probability of the first and why."""

    arm: str | None
    comparator: str | None
    probability: float
    reasons: tuple[str, ...] = ()


@lru_cache(maxsize=256)
def _pattern(known: Known) -> re.Pattern[str] | None:
    names = sorted({name for name in known.printed.values() if len(name) > 1}, key=len, reverse=True)
    if not names:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w])", re.IGNORECASE)


def find_groups(text: str, known: Known) -> list[Mention]:
    """Known groups, and generic ones ("the control group"), in text order, none within another."""
    found: list[tuple[int, int]] = []
    pattern = _pattern(known)
    for form in (pattern, GENERIC_GROUPS):
        for match in form.finditer(text) if form else ():
            if not any(start < match.end() and match.start() < end for start, end in found):
                found.append(match.span())
    mentions = []
    for start, end in sorted(found):
        word = re.match(r"[ -](?:groups?|arms?)\b", text[end:])
        name = text[start:end] + (" group" if word and "arm" not in word[0] else " arm" if word else "")
        mentions.append(Mention(start, end + (word.end() if word else 0), name, bool(COMPARES.search(text[:start]))))
    return mentions


@lru_cache(maxsize=64)
def _means_all_groups(text: str) -> bool:
    """Whether a sentence speaks of all groups; kept, since each number and group of a sentence asks."""
    return ALL_GROUPS.search(text) is not None


def mention_features(
    text: str, mentions: Sequence[Mention], at: int, atoms: Sequence[Atom], number: int
) -> dict[str, float]:
    """How a mention stands to a number."""
    mention, atom = mentions[at], atoms[number]
    kind = KINDS.get(atom.form, "people" if atom.scale == "people" else "number")
    ahead = mention.end <= atom.start
    side = "before" if ahead else "behind"
    gap = text[mention.end : atom.start] if ahead else text[max(atom.tail, atom.end) : mention.start]
    words = len(gap.split())
    same = key_of(mention.name)
    numbers = [other for other in atoms if other.form not in ("p", "test") and other.name != "n"]
    order = next((place for place, other in enumerate(numbers) if other is atom), -1)
    between = [
        other
        for other in mentions
        if other is not mention and min(mention.end, atom.start) <= other.start < max(atom.end, mention.start)
    ]
    crossed = [
        other
        for other in atoms
        if other is not atom and min(mention.end, atom.end) <= other.start < max(atom.start, mention.start)
    ]
    aligned = len(numbers) == len(mentions) > 1 and order == at
    return {
        f"{side}_the_number": 1.0,
        f"{side}_a_{kind}": 1.0,
        f"{side}_within_3_words": float(words <= 3),
        f"{side}_beyond_10_words": float(words > 10),
        "directly_before": float(ahead and DIRECT_BEFORE.fullmatch(gap) is not None),
        "directly_behind": float(not ahead and DIRECT_BEHIND.fullmatch(gap) is not None),
        "in_the_bracket_behind": float(
            not ahead
            and gap.count("(") + gap.count("[") <= gap.count(")") + gap.count("]")
            and words <= 6
            and not crossed
        ),
        f"{side}_with_another_number_between": float(bool(crossed)),
        f"{side}_with_another_group_between": float(any(key_of(other.name) != same for other in between)),
        f"{side}_in_another_clause": float(bool(CLAUSE_END.search(gap))),
        "compared_with": float(mention.compared),
        "in_the_order_of_the_numbers": float(aligned),
        "in_the_order_told_by_respectively": float(aligned and "respectively" in text),
        "out_of_the_order": float(len(numbers) == len(mentions) > 1 and order != at),
        "the_only_group_named": float(len({key_of(other.name) for other in mentions}) == 1),
        "the_first_group_named": float(at == 0),
        "all_groups_are_meant": float(_means_all_groups(text)),
        "has_the_word_group": float(mention.name.endswith((" group", " arm"))),
    }


def group_numbers(text: str, atoms: Sequence[Atom], known: Known) -> dict[int, Grouped]:
    """For the place of each number in the list its group; a number without a likely one is left out."""
    mentions = find_groups(text, known)
    if not mentions:
        return {}
    judge = model("mention_is_arm")
    found: dict[int, Grouped] = {}
    for number in range(len(atoms)):
        scored = [
            (judge.probability(features), at, features)
            for at in range(len(mentions))
            if mentions[at].end <= atoms[number].start or mentions[at].start >= atoms[number].end
            for features in (mention_features(text, mentions, at, atoms, number),)
        ]
        if not scored:
            continue
        sure, at, features = max(scored, key=lambda each: each[0])
        if sure < LEAST:
            continue
        own = mentions[at]
        others = [other.name for other in mentions if other.compared and key_of(other.name) != key_of(own.name)]
        found[number] = Grouped(own.name, others[0] if others else None, sure, judge.reasons(features))
    return found
