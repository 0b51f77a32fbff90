"""A source prepared to be asked many times: its passages with figures, and the words by which they are found."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extract.audit.support.quantities import IN_WORDS, Quantity, find_quantities
from extract.audit.support.words import NEARBY, Rarity, stems, stems_around
from extract.model import Paper, Pieces
from extract.vocabulary import finder_of, load_vocabulary

TELLING_KINDS = frozenset(
    "disease symptom organ intervention organism country gene substance test device population phenomenon".split()
)
"""Kinds of terms that tell what a passage is about."""
TOKEN = re.compile(r"\d+(?:[.·]\d+)?")
MOST_PLACES = 60
LEAST_SHARED = 0.07
PAIR_WITHIN = 70
SMALLEST_TELLING = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity in its passage: words of its clause and right around it, times its clause names, place in its list.

    `partners` are the values of the same kind right before and right after it ("31% versus 69%").
    """

    quantity: Quantity
    clause: frozenset[str]
    around: frozenset[str]
    times: tuple[Quantity, ...]
    order: tuple[int, int]
    partners: tuple[Decimal, ...] = ()
    before: str | None = None
    behind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A passage of the source: its text, words and figures; `in_table` where it is a cell, read with its heads."""

    text: str
    pieces: Pieces
    words: frozenset[str]
    nearby: frozenset[str]
    figures: tuple[Figure, ...]
    pairs: frozenset[tuple[str, str]] = frozenset()
    concepts: frozenset[str] = frozenset()
    role: str = ""
    is_cited: bool = False
    in_table: bool = False


class SourceText:
    """The passages of one source, or of a bare text such as an abstract."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._longer = {short: stems(long) for short, long, _ in paper.abbreviations}
        texts = [paper.quote(sentence) for sentence in paper.sentences]
        words = [frozenset(self._spelled_out(text)) for text in texts]
        self.rarity = Rarity(words)
        self._finder = finder_of(load_vocabulary())
        roles = {section.id: section.role for section in paper.sections}
        cited = {marker.sentence for marker in paper.markers}
        places: list[Place] = []
        for at, (sentence, text) in enumerate(zip(paper.sentences, texts, strict=True)):
            if any(character.isdigit() for character in text) or IN_WORDS.search(text):
                nearby = frozenset().union(*words[max(0, at - 1) : at + 2])
                places.append(
                    Place(
                        text=text,
                        pieces=sentence.pieces,
                        words=words[at],
                        nearby=nearby,
                        figures=self.figures_of(text),
                        pairs=self.pairs_of(text),
                        concepts=self.concepts_of(text),
                        role=roles.get(sentence.section or "", ""),
                        is_cited=sentence.id in cited,
                    )
                )
        places.extend(self._cells())
        self.places = tuple(place for place in places if place.figures)
        self._values = frozenset(f.quantity.value.normalize() for place in self.places for f in place.figures)
        self._tokens = frozenset(token for text in texts for token in TOKEN.findall(text))
        self._holding: dict[str, list[int]] = {}
        self._near: dict[str, list[int]] = {}
        for at, place in enumerate(self.places):
            for word in place.words:
                self._holding.setdefault(word, []).append(at)
            for word in place.nearby - place.words:
                self._near.setdefault(word, []).append(at)

    def pairs_of(self, text: str) -> frozenset[tuple[str, str]]:
        """Neighbouring content words of a passage."""
        return frozenset(pairwise(stems(text)))

    def concepts_of(self, text: str) -> frozenset[str]:
        """The terms of the vocabulary that a passage names."""
        return frozenset(found.term for found in self._finder.find(text) if found.kind in TELLING_KINDS)

    def _cells(self) -> Iterator[Place]:
        for table in self.paper.tables:
            caption = frozenset(stems(" ".join(piece.of(self.paper.text) for piece in table.caption)))
            for cell in table.cells:
                text = cell.span.of(self.paper.text)
                if cell.role == "body" and any(character.isdigit() for character in text):
                    heads = frozenset(self._spelled_out(" ; ".join((*cell.row_path, *cell.col_path))))
                    figures = tuple(
                        Figure(quantity=q, clause=heads, around=heads, times=(), order=(0, 1))
                        for q in find_quantities(text)
                    )
                    yield Place(
                        text=text,
                        pieces=(cell.span,),
                        words=heads,
                        nearby=caption,
                        figures=figures,
                        pairs=self.pairs_of(" ; ".join((*cell.row_path, *cell.col_path))),
                        concepts=self.concepts_of(" ; ".join((*cell.row_path, *cell.col_path))),
                        in_table=True,
                    )

    def figures_of(self, text: str) -> tuple[Figure, ...]:
        """The figures of a passage, of this source or of a claim about it."""
        quantities = find_quantities(text)
        scales = Counter(q.scale for q in quantities)
        alike: dict[str, list[Quantity]] = defaultdict(list)
        timed: dict[tuple[int, int], list[Quantity]] = defaultdict(list)
        for quantity in quantities:
            alike[quantity.scale].append(quantity)
            if quantity.scale == "time":
                timed[quantity.clause].append(quantity)
        seen: Counter[str] = Counter()
        figures: list[Figure] = []
        for quantity in quantities:
            opening, closing = quantity.clause
            times = tuple(q for q in timed[quantity.clause] if q is not quantity)
            figures.append(
                Figure(
                    quantity=quantity,
                    clause=self.words_of(text[opening:closing]),
                    around=self.rarity.known(stems_around(text, quantity.start, quantity.end)),
                    times=times,
                    order=(seen[quantity.scale], scales[quantity.scale]),
                    partners=_partners(alike[quantity.scale], seen[quantity.scale]),
                    before=next(iter(stems(text[max(0, quantity.start - 40) : quantity.start])[-1:]), None),
                    behind=quantity.noun,
                )
            )
            seen[quantity.scale] += 1
        return tuple(figures)

    def prints(self, quantity: Quantity, stated: str) -> bool:
        """Whether the source prints a figure at all, for whatever it may be."""
        return quantity.value.normalize() in self._values or stated in self._tokens

    def words_of(self, passage: str) -> frozenset[str]:
        """The content words of a passage that the source uses too, its abbreviations spelled out."""
        return self.rarity.known(self._spelled_out(passage))

    def places_like(self, words: frozenset[str]) -> list[tuple[float, Place]]:
        """The places that share most of the weight of some words, with the share; only so many."""
        shared: dict[int, float] = {}
        for word in words:
            weight = self.rarity.of(word)
            for at in self._holding.get(word, ()):
                shared[at] = shared.get(at, 0.0) + weight
            for at in self._near.get(word, ()):
                shared[at] = shared.get(at, 0.0) + NEARBY * weight
        total = self.rarity.enough(words)
        ranked = sorted(((weight / total, -at) for at, weight in shared.items()), reverse=True)[:MOST_PLACES]
        return [(share, self.places[-at]) for share, at in ranked if share >= LEAST_SHARED]

    def _spelled_out(self, text: str) -> list[str]:
        found = stems(text)
        for short, words in self._longer.items():
            if short in text:
                found += words
        return found


def _partners(alike: list[Quantity], at: int) -> tuple[Decimal, ...]:
    """The values right before and behind one of the figures of a kind."""
    quantity = alike[at]
    if quantity.part is not None:
        return ()
    beside = alike[max(0, at - 1) : at] + alike[at + 1 : at + 2]
    near = (q for q in beside if abs(q.start - quantity.start) <= PAIR_WITHIN and q.part is None)
    return tuple(q.value for q in near if q.value > SMALLEST_TELLING or q.value != q.value.to_integral_value())
