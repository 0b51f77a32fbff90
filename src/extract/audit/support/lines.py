"""Sentences as rows of quantities: which sentence sums up which other, and what stands there in a number's place.

Two sentences tell the same where they share at least two numbers in the same order; doses, whole times and p values are
labels and prove nothing. The counterpart of a number that
the other does not print is the number in its place there, of the same unit and after like words.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from extract.audit.arithmetic.rounding import cut, decimals
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.kept import Kept
from extract.audit.parts import sentences_outside
from extract.audit.passages import Passage
from extract.audit.support.likeness import agree
from extract.audit.support.quantities import Quantity, find_quantities
from extract.audit.support.words import stems
from extract.model import Paper, Pieces

SHARED = 2
LIKE_WORDS = 2
NEAR = 60
MOST = 60
"""Quantities of a sentence that are held: what prints more is a list of data."""

LABELS = frozenset(("p", "year", "mass", "dose"))
DIGITS = 2

_NUMBER = re.compile(NUMBER)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its quantities in order."""

    passage: Passage
    quantities: tuple[Quantity, ...]

    @property
    def values(self) -> list[Decimal]:
        return [quantity.value.normalize() for quantity in self.quantities]

    @property
    def tells_enough(self) -> bool:
        """Whether there are numbers to know the sentence by, and one more."""
        return len(self.quantities) > SHARED

    def context(self, quantity: Quantity) -> frozenset[str]:
        return frozenset(stems(self.passage.text[max(0, quantity.start - NEAR) : quantity.end + NEAR // 3]))

    def around(self, quantity: Quantity) -> Pieces:
        """Where the number stands with the words of its clause."""
        start, end = max(quantity.clause[0], quantity.start - NEAR), min(quantity.clause[1], quantity.end + NEAR)
        return self.passage.pieces_of(min(start, quantity.start), max(end, quantity.end))


def line_of(paper: Paper, passage: Passage) -> Line:
    """The sentence with its quantities in figures, made once for all checks that ask for it."""
    held = _LINES.of(paper).get(passage.sentence.id) if passage.sentence else None
    return held or _line(passage)


def _lines(paper: Paper) -> dict[str, Line]:
    passages = sentences_outside(paper, "references")
    return {passage.sentence.id: _line(passage) for passage in passages if passage.sentence}


def _line(passage: Passage) -> Line:
    return Line(passage, tuple(q for q in find_quantities(passage.text) if not q.in_words)[:MOST])


def stands_in(others: Iterable[Line], line: Line, quantity: Quantity) -> bool:
    """Whether some sentence prints the number, of the same unit, in like words; one of many digits needs no words."""
    context = line.context(quantity)
    return any(
        agree(quantity.value, found.value)
        and (
            (quantity.value == found.value and len(quantity.value.as_tuple().digits) > DIGITS)
            or (
                (found.scale, found.unit) == (quantity.scale, quantity.unit)
                and len(context & other.context(found)) >= LIKE_WORDS
            )
        )
        for other in others
        for found in other.quantities
    )


def counterpart(line: Line, number: int, other: Line) -> Quantity | None:
    """The number of the other sentence that stands in this one's place, between numbers that both print."""
    own, others = line.values, other.values
    if (Counter(own) & Counter(others)).total() < SHARED:
        return None
    codes = SequenceMatcher(None, own, others, autojunk=False).get_opcodes()
    equal = [q for kind, a, b, _, _ in codes if kind == "equal" for q in line.quantities[a:b]]
    if sum(_tells(quantity) for quantity in equal) < SHARED or len(equal) * 3 < len(line.quantities):
        return None
    for kind, a, b, c, d in codes:
        if kind != "replace" or not a <= number < b:
            continue
        if b - a == d - c:
            return other.quantities[c + number - a] if _alike(line, number, other, c + number - a) else None
        if number == a and a > 0:
            return _closest(line, number, other, [n for n in range(c, d) if _alike(line, number, other, n)])
    return None


def numbers_in(passages: Iterable[Passage]) -> frozenset[Decimal]:
    """All numbers that the passages print."""
    found = (decimal(number) for passage in passages for number in _NUMBER.findall(passage.text))
    return frozenset(value for value in found if value is not None)


def _closest(line: Line, number: int, other: Line, candidates: list[int]) -> Quantity | None:
    """Of several numbers in the place of one: that which shares most words with it, then the nearest in value."""
    own = line.quantities[number]
    context = line.context(own)
    found = [other.quantities[n] for n in candidates]
    return min(found, key=lambda q: (-len(context & other.context(q)), abs(q.value - own.value)), default=None)


def _alike(line: Line, number: int, other: Line, at: int) -> bool:
    own, found = line.quantities[number], other.quantities[at]
    return (
        (own.scale, own.unit) == (found.scale, found.unit)
        and own.scale not in ("p", "year")
        and not _is_cut(own.value, found.value)
        and (own.scale != "count" or own.noun == found.noun)
        and len(line.context(own) & other.context(found)) >= LIKE_WORDS
    )


def _tells(quantity: Quantity) -> bool:
    """Whether a number that two sentences share says that they are of one result."""
    return quantity.scale not in LABELS and (quantity.scale != "time" or decimals(quantity.value) > 0)


def _is_cut(one: Decimal, other: Decimal) -> bool:
    """Whether one is the other with fewer digits, cut instead of rounded."""
    few, many = sorted((one, other), key=decimals)
    return decimals(few) < decimals(many) and cut(few).holds(many)


_LINES = Kept(_lines)
