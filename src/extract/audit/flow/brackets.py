"""Lists in brackets: "(22 male, 26 female)", "to A (n = 24) or B (n = 25)"."""

import re
from collections.abc import Iterator
from itertools import groupby

from extract.audit.flow.counts import Count
from extract.audit.flow.lists import Sum, SumKind, Unclear, as_sum
from extract.audit.flow.words import ALLOCATED, LEFT, clause_start, is_both_sexes

_CAUSE = re.compile(r"\b(?:because|due\sto|owing\sto|as\sa\sresult|since|as\s(?:they|he|she)|for)\b", re.IGNORECASE)
_ONLY_COUNTS = re.compile(
    r"^.\s?\w+(?:\s(?:patients?|participants?|subjects?|cases?|women|men)|,?\s\d[\d.]{0,5}\s?%"
    r"|\sin\s[^,;]{0,40}(?:and|,|;)\s.*)?$"
)
_VERB = re.compile(r"\b(?:were|was|had|received|underwent|who|completed|of\swhom|respectively)\b")
_INCLUDED = re.compile(
    r"^\s(?:[a-z]{3,14}\s){0,2}(?:were\s)?(?:included|enrolled|analy[sz]ed|recruited|studied|treated)\s?:"
)
NEAR = 140


def in_brackets(text: str, counts: tuple[Count, ...]) -> Iterator[Sum | Unclear]:
    """ "48 subjects (22 male, 26 female)", "randomised (A: n = 24, B: n = 25)", "excluded (6 refused, 4 died)"."""
    found: list[tuple[int, int, Count, list[Count]]] = []
    for start, end in _brackets(text):
        inside = [c for c in counts if start < c.start < end and c.depth == 1 and c.kind != "measure"]
        before = [c for c in counts if c.end <= start and c.depth == 0 and c.kind != "measure"]
        if sum(c.kind == "count" for c in inside) > 1 and before and before[-1].noun in (None, "people"):
            found.append((start, end, before[-1], inside))
    for start, end, whole, inside in found:
        between = text[whole.end : start]
        kind = _kind_of_bracket(text, whole, start, inside)
        if len(between) > NEAR or re.search(r"[;:]", between) or sum(whole is other for _, _, other, _ in found) > 1:
            kind = None
        if kind is None:
            yield Unclear(start, end, "nothing says that the list is complete")
        else:
            yield as_sum(text, kind, whole, inside, (whole.start, end))


def _kind_of_bracket(text: str, whole: Count, start: int, inside: list[Count]) -> SumKind | None:
    if is_both_sexes(text, inside):
        return "sexes"
    clause = clause_start(text, whole)
    if LEFT.search(text[whole.end : start]) or LEFT.search(text[clause : whole.start]):
        return None if _CAUSE.search(text[whole.end : start]) else "reasons"
    return "arms" if ALLOCATED.search(text[clause:start]) else None


def one_in_each_bracket(text: str, counts: tuple[Count, ...]) -> Iterator[Sum | Unclear]:
    """ "randomised to A (n = 24) or B (n = 25)", "because of progression (57), toxicity (8) or death (5)"."""
    brackets = _brackets(text)
    alone: list[tuple[int, Count]] = []
    for start, end in brackets:
        inside = [c for c in counts if start < c.start < end and c.kind != "measure"]
        if (
            inside
            and all(c.kind == "count" for c in inside)
            and (inside[0].is_n or _ONLY_COUNTS.match(text[start:end]))
        ):
            alone += [(start, count) for count in inside]
    plain = [c for c in counts if c.depth == 0 and c.kind != "measure" and c.noun in (None, "people")]
    for _, group in groupby(alone, key=lambda one: sum(c.end <= one[0] for c in plain)):
        lists: list[list[Count]] = [[]]
        members = list(group)
        for place, (_, one) in enumerate(members):
            lists[-1].append(one)
            if place + 1 < len(members) and _VERB.search(text[one.end : members[place + 1][0]]):
                lists.append([])
        before = [c for c in plain if c.end <= members[0][0]]
        together = [one for _, one in members]
        if before and sum(one.value for one in together) == before[-1].value:
            lists = [together]
        for place, parts in enumerate(lists):
            if before and len({start for start, count in members if count in parts}) > 1:
                yield from _of_single_brackets(text, before[-1], parts, is_first=place == 0)


def _of_single_brackets(text: str, whole: Count, parts: list[Count], *, is_first: bool) -> Iterator[Sum | Unclear]:
    between = text[whole.end : parts[0].start]
    if len(between) > 2 * NEAR or ";" in between:
        return
    clause = clause_start(text, whole)
    if is_first and (LEFT.search(between) or LEFT.search(text[clause : whole.start])):
        yield as_sum(text, "reasons", whole, parts, (whole.start, parts[-1].end))
    elif ALLOCATED.search(text[clause : parts[0].start]) or (
        all(part.is_n for part in parts) and _INCLUDED.search(text[whole.end : parts[0].start])
    ):
        yield as_sum(text, "arms", whole, parts, (whole.start, parts[-1].end))


def _brackets(text: str) -> list[tuple[int, int]]:
    """The places of the outermost brackets, opening and closing sign."""
    found: list[tuple[int, int]] = []
    depth, opened = 0, 0
    for place, sign in enumerate(text):
        if sign in "([":
            opened = place if depth == 0 else opened
            depth += 1
        elif sign in ")]" and depth:
            depth -= 1
            if depth == 0:
                found.append((opened, place))
    return found
