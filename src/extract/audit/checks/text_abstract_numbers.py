"""A sentence of the abstract and the sentence of the body that it sums up print the same numbers.

The two are recognised by their numbers: at least two are shared in the same order (doses, whole times and p values
are labels and prove nothing), and where one number stands between or beside them in each, of the same unit and after a
like word, the two must agree. A finding is made only where the abstract's number stands nowhere in the body or its
tables, rounded further or not, and the body's nowhere in the abstract: one of the two is then a slip. An error for
measured numbers; a warning for plain counts, which may be of different groups.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from extract.audit.arithmetic.rounding import cut, decimals
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.parts import own_sentences, sentences_outside
from extract.audit.passages import Passage, cells_of, evidence, place
from extract.audit.support.likeness import agree
from extract.audit.support.quantities import Quantity, find_quantities
from extract.audit.support.words import stems
from extract.model import Answer, Finding, Library, Paper, Passed, Pieces, Skipped

NAME = "text_abstract_numbers"
VERSION = 1
SHARED = 2
LIKE_WORDS = 2
NEAR = 60
LABELS = frozenset(("p", "year", "mass", "dose"))

_NUMBER = re.compile(NUMBER)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its quantities in order."""

    passage: Passage
    quantities: tuple[Quantity, ...]

    @property
    def values(self) -> list[Decimal]:
        return [quantity.value.normalize() for quantity in self.quantities]

    def context(self, quantity: Quantity) -> frozenset[str]:
        return frozenset(stems(self.passage.text[max(0, quantity.start - NEAR) : quantity.end + NEAR // 3]))


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    lines = [_line(passage) for passage in own_sentences(paper, "abstract")]
    lines = [line for line in lines if len(line.quantities) > SHARED]
    if not lines:
        return
    cells = _numbers(cells_of(paper))
    outside = [_line(passage) for passage in sentences_outside(paper, "abstract", "references")]
    own = {passage.sentence.id for passage in own_sentences(paper, "results", "discussion") if passage.sentence}
    body = [line for line in outside if line.passage.sentence and line.passage.sentence.id in own]
    body = [line for line in body if len(line.quantities) > SHARED]
    for line in lines:
        for number, quantity in enumerate(line.quantities):
            pieces = line.passage.pieces_of(quantity.start, quantity.end)
            if any(agree(quantity.value, value) for value in cells) or _stands_in(outside, line, quantity):
                yield Passed(place(pieces))
            else:
                yield _judge(paper, line, number, body, lines)


def _stands_in(others: list[Line], line: Line, quantity: Quantity) -> bool:
    """Whether some sentence prints the number, of the same unit, in like words; one of many digits needs no words."""
    context = line.context(quantity)
    return any(
        agree(quantity.value, found.value)
        and (
            (quantity.value == found.value and len(quantity.value.as_tuple().digits) > 2)
            or (
                (found.scale, found.unit) == (quantity.scale, quantity.unit)
                and len(context & other.context(found)) >= LIKE_WORDS
            )
        )
        for other in others
        for found in other.quantities
    )


def _judge(paper: Paper, line: Line, number: int, body: list[Line], stated: list[Line]) -> Answer:
    own = line.quantities[number]
    pieces = line.passage.pieces_of(own.start, own.end)
    for other in body:
        found = _counterpart(line, number, other)
        if found is None or _stands_in(stated, other, found):
            continue
        return Finding(
            check=NAME,
            severity="warning" if own.scale in ("count", "people", "events") else "error",
            message=(
                f"the abstract prints {own.value}, which stands nowhere else; the sentence of the body with the same "
                f"numbers around it prints {found.value}"
            ),
            reported=line.passage.text[own.start : own.end],
            expected=other.passage.text[found.start : found.end],
            evidence=(
                evidence(paper, "result", _around(line, own)),
                evidence(paper, "context", _around(other, found)),
            ),
        )
    return Skipped(place(pieces), "no sentence of the body has the same numbers around it")


def _counterpart(line: Line, number: int, other: Line) -> Quantity | None:
    """The number of the other sentence that stands in this one's place, between numbers that both print."""
    matcher = SequenceMatcher(None, line.values, other.values, autojunk=False)
    codes = matcher.get_opcodes()
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


def _line(passage: Passage) -> Line:
    return Line(passage, tuple(q for q in find_quantities(passage.text) if not q.in_words))


def _around(line: Line, quantity: Quantity) -> Pieces:
    start, end = max(quantity.clause[0], quantity.start - NEAR), min(quantity.clause[1], quantity.end + NEAR)
    return line.passage.pieces_of(min(start, quantity.start), max(end, quantity.end))


def _numbers(passages: Iterator[Passage]) -> frozenset[Decimal]:
    found = (decimal(number) for passage in passages for number in _NUMBER.findall(passage.text))
    return frozenset(value for value in found if value is not None)
