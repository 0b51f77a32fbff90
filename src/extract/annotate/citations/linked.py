"""Markers that the mark-up links to entries: trusted, neighbours joined, ranges between two links filled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.annotate.citations.candidate import LONGEST_RANGE
from extract.model import Document, Link, Reference, Span
from extract.text import lazy_re as re

JOINED = re.compile(r"\s{0,2}(?:[,;&]|and)?\s{0,2}")
RANGED = re.compile(r"\s{0,2}[\])]?\s{0,2}(?:[-‐‑‒–—−~]|to)\s{0,2}[\[(]?\s{0,2}")
"""What stands between the ends of a range: matches '–', ' to ' and ']-['."""

NUMBER = re.compile(r"\W{0,3}(\d{1,3})\W{0,3}$")
SEVERAL = re.compile(r"\W{0,3}\d{1,3}(?:[\s,;]{1,3}\d{1,3}){1,20}\W{0,3}$")
"""A link that prints several numbers: matches "12 16", not "1 000 patients"."""
ITEM_BEFORE = re.compile(r"(?:[:;,(]|\b(?:and|or))\s{0,2}$")
ITEM_AFTER = re.compile(r"\s{0,2}[a-z]{2}")
POWER_BEFORE = re.compile(r"(?:[×x*·]\s{0,2}10|[α-ωΑ-Ω∆])\s?\^?$")
"""What a tagged number is no citation behind: matches "9 × 10" and "Δ"."""
INNER_RANGE = re.compile(r"^\D{0,3}(\d{1,3})\s?[-‐‑‒–—−~]\s?(\d{1,3})\D{0,3}$")
PAIRS = {"[": "]", "(": ")"}
LONGEST_ITEM = 250


@dataclass(frozen=True, slots=True)
class Linked:
    """A marker made of one or more links; `keys` and `targets` run side by side."""

    span: Span
    keys: tuple[str, ...]
    targets: tuple[str, ...]


def find_linked(document: Document, references: tuple[Reference, ...]) -> tuple[Linked, ...]:
    """One marker for each group of neighbouring links, with the brackets around it."""
    places = _Places(references)
    found = [_join(document.text, group, places) for group in _groups(document)]
    items = _items(document.text, found)
    return tuple(
        link
        for link in found
        if link.span not in items
        and not POWER_BEFORE.search(document.text[max(0, link.span.start - 8) : link.span.start])
    )


def _items(text: str, found: Sequence[Linked]) -> set[Span]:
    """The numbers of a list within a sentence, tagged by mistake: "there was [1] less pain, [2] sleep and [3] ..."."""
    runs: list[list[Linked]] = []
    for link in found:
        before, after = text[max(0, link.span.start - 8) : link.span.start], text[link.span.end : link.span.end + 4]
        opens = link.keys == ("1",) and (
            ITEM_BEFORE.search(before) or before.rstrip().endswith(("are", "were", "include"))
        )
        if not ITEM_AFTER.match(after) or not (opens or ITEM_BEFORE.search(before)):
            continue
        if runs and link.keys == (str(len(runs[-1]) + 1),) and link.span.start - runs[-1][-1].span.end < LONGEST_ITEM:
            runs[-1].append(link)
        elif opens:
            runs.append([link])
    return {link.span for run in runs if len(run) > 1 for link in run}


class _Places:
    """The list's order by the mark-up's ids."""

    def __init__(self, references: tuple[Reference, ...]) -> None:
        self.references = references
        self.index = {reference.target: place for place, reference in enumerate(references) if reference.target}

    def between(self, first: str, last: str) -> list[str]:
        """The ids of the entries between two, where both are known and the stretch is short."""
        low, high = self.index.get(first), self.index.get(last)
        if low is None or high is None or not low < high <= low + LONGEST_RANGE:
            return []
        return [target for reference in self.references[low + 1 : high] if (target := reference.target)]

    def counted(self, target: str, first: str, last: str) -> list[str]:
        """The ids from an entry on to the number at the end of a printed range, where the list's labels bear it out."""
        low, count = self.index.get(target), int(last) - int(first)
        if low is None or not 0 < count <= LONGEST_RANGE or low + count >= len(self.references):
            return [target]
        labels = self.references[low].label, self.references[low + count].label
        if labels != (first, last):
            return [target]
        return [target, *self.between(target, self.references[low + count].target or ""), *self._last(low + count)]

    def numbered(self, target: str, numbers: list[str]) -> list[str]:
        """The ids of several printed numbers, where the link's own entry is one of them and the list has all."""
        by_label = {reference.label: reference.target for reference in self.references if reference.label}
        found = [known_target for number in numbers if (known_target := by_label.get(number))]
        return found if len(found) == len(numbers) and target in found else [target]

    def _last(self, place: int) -> list[str]:
        target = self.references[place].target
        return [target] if target else []

    def key(self, target: str, printed: str) -> str:
        """What the text names: the number that it prints, else the entry's own label or key."""
        number = None if SEVERAL.match(printed) else NUMBER.match(printed)
        place = self.index.get(target)
        if place is None or number:
            return number[1] if number else printed
        reference = self.references[place]
        return reference.label or reference.key or printed


def _groups(document: Document) -> Iterator[list[Link]]:
    group: list[Link] = []
    links = sorted(
        (link for link in document.links if link.kind == "reference" and link.targets), key=lambda link: link.span
    )
    for link in links:
        between = document.text[group[-1].span.end : link.span.start] if group else ""
        if group and link.span.start >= group[-1].span.end and (JOINED.fullmatch(between) or RANGED.fullmatch(between)):
            group.append(link)
            continue
        if group:
            yield group
        group = [link]
    if group:
        yield group


def _join(text: str, group: Sequence[Link], places: _Places) -> Linked:
    pairs: dict[str, str] = {}
    before: Link | None = None
    for link in group:
        printed = " ".join(link.span.of(text).split())
        if before and RANGED.fullmatch(text[before.span.end : link.span.start]):
            first = NUMBER.match(before.span.of(text))
            for step, target in enumerate(places.between(before.targets[-1], link.targets[0]), 1):
                pairs[target] = places.key(target, str(int(first[1]) + step) if first else target)
        pairs.update((target, places.key(target, printed)) for target in _filled(link, printed, places))
        before = link
    return Linked(
        _with_brackets(text, Span(group[0].span.start, group[-1].span.end)), tuple(pairs.values()), tuple(pairs)
    )


def _filled(link: Link, printed: str, places: _Places) -> list[str]:
    """A single link's ids; those between where it prints a range and names its two ends, or only the first."""
    if len(link.targets) == 2 and INNER_RANGE.match(printed):
        first, last = link.targets
        return [first, *places.between(first, last), last]
    if len(link.targets) == 1 and SEVERAL.match(printed):
        return places.numbered(link.targets[0], re.findall(r"\d+", printed))
    ends = INNER_RANGE.match(printed)
    if len(link.targets) == 1 and ends is not None:
        return places.counted(link.targets[0], ends[1], ends[2])
    return list(link.targets)


def _with_brackets(text: str, span: Span) -> Span:
    if span.start and text[span.start - 1] in PAIRS and text[span.end : span.end + 1] == PAIRS[text[span.start - 1]]:
        return Span(span.start - 1, span.end + 1)
    return span
