"""The numbers of a numbered list: the chain 1, 2, 3 ... among the numbers at line starts, and those missed within."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.annotate.references.lines import Line
from extract.annotate.references.shape import CONTINUES, heads_entry

LARGEST_GAP, FARTHEST = 4, 2000
INLINE = r"(?<=[\s.\])])(?:\[{n}\]|\({n}\)|{n}[.)])\s*(?=[^\W\d_a-z]|[“\"‘\[]|van\b|de\b|von\b)"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The place where a numbered entry begins, its number, and where its own words begin."""

    start: int
    number: int
    words: int


def find_chain(text: str, lines: Sequence[Line]) -> list[Numbered]:
    """The most convincing run of rising numbers at the heads of lines.

    Years, pages and volumes at line starts break no chain: they do not follow on, or read worse than the true head.
    """
    best: dict[int, tuple[float, int]] = {}
    back: dict[int, tuple[int, int] | None] = {}
    numbers: dict[int, int] = {}
    for index, line in enumerate(lines):
        if line.label is None or not line.label.isdecimal() or len(line.label) > 4:
            continue
        number = int(line.label)
        gain = _worth(text, lines, index)
        before = [(best[n][0] - 0.6 * (number - n - 1), n) for n in range(number - LARGEST_GAP, number) if n in best]
        score, previous = max(before, default=(0.0, -1))
        if score <= 0.0:
            score, previous = (0.0 if number == 1 else -0.5 * min(number, 6)), -1
        if number not in best or score + gain >= best[number][0]:
            back[index] = (previous, best[previous][1]) if previous >= 0 else None
            best[number] = (score + gain, index)
            numbers[index] = number
    if not best:
        return []
    at: int | None = max(best.values())[1]
    chain: list[Numbered] = []
    while at is not None:
        chain.append(Numbered(lines[at].start, numbers[at], lines[at].words))
        link = back[at]
        at = link[1] if link else None
    return chain[::-1]


def _worth(text: str, lines: Sequence[Line], index: int) -> float:
    """How much a labelled line reads like the head of an entry."""
    line = lines[index]
    words = line.of(text)
    worth = 1.0 + (0.4 if line.opens or line.bullet else 0.0) + (0.3 if heads_entry(words) else 0.0)
    return worth - (0.7 if CONTINUES.match(words) or not words.strip() else 0.0)


def fill_gaps(text: str, chain: Sequence[Numbered], end: int) -> list[Numbered]:
    """The chain with the numbers that were missed because they stand within a line."""
    filled: list[Numbered] = []
    ends = [*(each.start for each in chain[1:]), end]
    for each, stop in zip(chain, ends, strict=True):
        filled.append(each)
        following = next((later.number for later in chain if later.number > each.number), None)
        at = each.words
        for number in range(each.number + 1, following or each.number + 1):
            found = re.compile(INLINE.format(n=number)).search(text, at, stop)
            if found is None:
                break
            filled.append(Numbered(found.start(), number, found.end()))
            at = found.end()
    return filled


def chain_within(text: str, start: int, end: int) -> list[Numbered]:
    """The chain of a list that is printed as one paragraph: "1. Smith ... 2. Lee ..."."""
    chain: list[Numbered] = []
    at, number = start, 1
    while found := re.compile(INLINE.format(n=number)).search(text, max(start, at - 1), min(end, at + FARTHEST)):
        chain.append(Numbered(found.start(), number, found.end()))
        at, number = found.end(), number + 1
    return chain
