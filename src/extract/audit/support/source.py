"""A source prepared to be asked many times: its passages with figures, and the words by which they are found."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from itertools import islice, pairwise

from extract.annotate.quantities.patterns import DIGIT
from extract.audit.support.quantities import Quantity, find_quantities, values_of
from extract.audit.support.words import NEARBY, Rarity, stems, stems_around
from extract.model import Document, Library, Paper, Pieces, Registration, Sentence, Source, Span, Work
from extract.text import lazy_re as re
from extract.text.numbers import are_near
from extract.text.words import stem
from extract.vocabulary import finder_of, load_vocabulary

TELLING_KINDS = frozenset(
    "disease symptom organ intervention organism country gene substance test device population phenomenon".split()
)
"""Kinds of terms that tell what a passage is about."""
MOST_PLACES = 20
"""Passages that a claim is held against; readers marked 2 of 100 figures beyond the 20th alone (301 figures)."""

LONGEST_SHOWN = 390
"""Characters of a passage that are shown."""

SHORT_OF_SURVIVAL = 3
"""Letters of an abbreviation of survival that is known without being defined (PFS); of two letters it may be others."""

LEAST_SHARED = 0.07
PAIR_WITHIN = 70
SMALLEST_TELLING = 10


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A quantity in its passage: times its clause names, place in its list, and its words when they are asked for.

    `partners` are the values of the same kind right before and right after it ("31% versus 69%"),
    `other_end` that of the range that it belongs to; `heads` the words of a cell's heads, which stand for its clause.
    """

    quantity: Quantity
    text: str
    source: "SourceText" = field(repr=False, compare=False)
    times: tuple[Quantity, ...] = ()
    order: tuple[int, int] = (0, 1)
    partners: tuple[Decimal, ...] = ()
    other_end: Decimal | None = None
    heads: frozenset[str] | None = None

    @cached_property
    def clause(self) -> frozenset[str]:
        """The words of its clause that the source uses."""
        opening, closing = self.quantity.clause
        return self.source.words_of(self.text[opening:closing]) if self.heads is None else self.heads

    @cached_property
    def around(self) -> frozenset[str]:
        """The words right before and behind it that the source uses."""
        if self.heads is not None:
            return self.heads
        return self.source.rarity.known(stems_around(self.text, self.quantity.start, self.quantity.end))

    @cached_property
    def before(self) -> str | None:
        """The content word right before it."""
        before = self.text[max(0, self.quantity.start - 40) : self.quantity.start]
        return next(iter(stems(before)[-1:]), None) if self.heads is None else None

    @property
    def behind(self) -> str | None:
        """The content word right behind it."""
        return self.quantity.noun if self.heads is None else None


class Place:
    """A passage of the source: its words now, its figures, pairs of words and terms when they are asked for.

    `nearby` are the words of the passages before and behind, or of a table's caption; a cell (`in_table`) is read with
    its heads, which stand for its clause.
    """

    def __init__(
        self,
        source: "SourceText",
        text: str,
        pieces: Pieces,
        words: frozenset[str],
        nearby: frozenset[str],
        *,
        role: str = "",
        is_cited: bool = False,
        heads: str | None = None,
    ) -> None:
        self.text, self.pieces, self.words, self.nearby = text, pieces, words, nearby
        self.role, self.is_cited, self.in_table = role, is_cited, heads is not None
        self._source, self._said = source, text if heads is None else heads

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        if not self.in_table:
            return self._source.figures_of(self.text)
        found = find_quantities(self.text)
        return tuple(Figure(quantity=q, text=self.text, source=self._source, heads=self.words) for q in found)

    def span_of(self, quantity: Quantity) -> Span | None:
        """Where a figure of the passage stands in the document; None where it lies across two pieces."""
        at = 0
        for piece in self.pieces:
            if at <= quantity.start and quantity.end <= at + len(piece):
                return Span(piece.start + quantity.start - at, piece.start + quantity.end - at)
            at += len(piece) + 1
        return None

    def around(self, quantity: Quantity) -> Pieces:
        """The whole passage; of a long one the part around a figure, not longer than an editor reads at a glance."""
        figure = self.span_of(quantity)
        if sum(len(piece) + 1 for piece in self.pieces) <= LONGEST_SHOWN:
            return self.pieces
        if figure is None:
            return self.pieces[:1]
        home = next(piece for piece in self.pieces if piece.contains(figure))
        start = max(home.start, min(figure.start - LONGEST_SHOWN // 2, home.end - LONGEST_SHOWN))
        end = min(home.end, start + LONGEST_SHOWN)
        offset = quantity.start - figure.start
        while home.start < start < figure.start and not self.text[start + offset - 1].isspace():
            start += 1
        while figure.end < end < home.end and not self.text[end + offset].isspace():
            end -= 1
        return (Span(start, end),)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return self._source.pairs_of(self._said)

    @cached_property
    def concepts(self) -> frozenset[str]:
        return self._source.concepts_of(self._said)


class SourceText:
    """The passages of one source; of a mere record (`is_record`) the silence says nothing."""

    def __init__(self, paper: Paper, *, is_record: bool = False) -> None:
        self.paper, self.is_record = paper, is_record
        self._longer = {short: stems(long) for short, long, _ in paper.abbreviations}

    @cached_property
    def _texts(self) -> list[str]:
        """The sentences, each as long as it is printed, their markers blanked out."""
        return [unmarked(self.paper, sentence.pieces) for sentence in self.paper.sentences]

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [frozenset(self._spelled_out(text)) for text in self._texts]

    @cached_property
    def rarity(self) -> Rarity:
        """How much each word tells within the source."""
        return Rarity(self._words)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The passages with a number: sentences, and cells of tables."""
        return (*self._sentences(self._words), *self._cells())

    def _sentences(self, words: list[frozenset[str]]) -> Iterator[Place]:
        roles = {section.id: section.role for section in self.paper.sections}
        cited = {marker.sentence for marker in self.paper.markers}
        numbered = {quantity.sentence for quantity in self.paper.quantities}
        for at, (sentence, text) in enumerate(zip(self.paper.sentences, self._texts, strict=True)):
            if DIGIT.search(text) or sentence.id in numbered:
                nearby = frozenset().union(*words[max(0, at - 1) : at + 2])
                role, is_cited = roles.get(sentence.section or "", ""), sentence.id in cited
                yield Place(self, text, sentence.pieces, words[at], nearby, role=role, is_cited=is_cited)

    def _cells(self) -> Iterator[Place]:
        for table in self.paper.tables:
            caption = frozenset(stems(" ".join(piece.of(self.paper.text) for piece in table.caption)))
            for cell in table.cells:
                text = cell.span.of(self.paper.text)
                if cell.role == "body" and DIGIT.search(text):
                    heads = " ; ".join((*cell.row_path, *cell.col_path))
                    yield Place(self, text, (cell.span,), frozenset(self._spelled_out(heads)), caption, heads=heads)

    @cached_property
    def _values(self) -> frozenset[Decimal]:
        """All numbers that its passages print in digits, whatever they stand for."""
        texts = (*self._texts, *(place.text for place in self.places if place.in_table))
        return values_of("\n".join(filter(DIGIT.search, texts)))

    def prints(self, quantity: Quantity) -> bool:
        """Whether the source prints a figure at all, for whatever it may be."""
        return quantity.in_words or quantity.value.normalize() in self._values

    def pairs_of(self, text: str) -> frozenset[tuple[str, str]]:
        """Neighbouring content words of a passage."""
        return frozenset(pairwise(stems(text)))

    def concepts_of(self, text: str) -> frozenset[str]:
        """The terms of the vocabulary that a passage names."""
        finder = finder_of(load_vocabulary())
        return frozenset(found.term for found in finder.find(text) if found.kind in TELLING_KINDS)

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
        for at, quantity in enumerate(quantities):
            times = tuple(q for q in timed[quantity.clause] if q is not quantity)
            figures.append(
                Figure(
                    quantity=quantity,
                    text=text,
                    source=self,
                    times=times,
                    order=(seen[quantity.scale], scales[quantity.scale]),
                    partners=_partners(alike[quantity.scale], seen[quantity.scale]),
                    other_end=_other_end(quantities, at),
                )
            )
            seen[quantity.scale] += 1
        return tuple(figures)

    def words_of(self, passage: str) -> frozenset[str]:
        """The content words of a passage that the source uses too, its abbreviations spelled out."""
        return self.rarity.known(self._spelled_out(passage))

    def places_like(self, words: frozenset[str]) -> list[tuple[float, Place]]:
        """The places with figures that share most of the weight of some words, with the share; only so many."""
        total = self.rarity.enough(words)
        shares = ((self._shared(words, place) / total, -at) for at, place in enumerate(self.places))
        ranked = sorted((share for share in shares if share[0] >= LEAST_SHARED), reverse=True)
        found = ((share, self.places[-at]) for share, at in ranked)
        return list(islice((held for held in found if held[1].figures), MOST_PLACES))

    def _shared(self, words: frozenset[str], place: Place) -> float:
        """The weight of the words that a place holds, and part of that of those nearby."""
        held = words & place.words
        near = (words - held) & place.nearby
        return self.rarity.weigh(held) + (NEARBY * self.rarity.weigh(near) if near else 0.0)

    def _spelled_out(self, text: str) -> list[str]:
        found = stems(text)
        for short, words in self._longer.items():
            if short in text:
                found += words
        return found + [spelled for word in found for spelled in _survival_spelled_out().get(word, ())]


@cache
def _survival_spelled_out() -> dict[str, list[str]]:
    """Abbreviations of survival that papers print without telling what they stand for, as stems."""
    terms = (term for term in load_vocabulary().terms("measure") if term.note("family") == "survival")
    return {stem(short): stems(term.label) for term in terms for short in term.cased if len(short) == SHORT_OF_SURVIVAL}


def unmarked(paper: Paper, pieces: Pieces) -> str:
    """A passage with blanks for its markers, whose digits are no figures."""
    parts: list[str] = []
    for piece in pieces:
        text = piece.of(paper.text)
        for span in _markers_in(paper, piece):
            start, end = max(0, span.start - piece.start), min(len(piece), span.end - piece.start)
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        parts.append(text)
    return " ".join(parts)


def _markers_in(paper: Paper, piece: Span) -> Iterator[Span]:
    first = bisect_right(paper.markers, piece.start, key=lambda marker: marker.span.end)
    for marker in paper.markers[first:]:
        if marker.span.start >= piece.end:
            return
        yield marker.span


def _other_end(quantities: Sequence[Quantity], at: int) -> Decimal | None:
    """The value at the other end of the range that a figure belongs to."""
    part = quantities[at].part
    if part is None:
        return None
    beside = at + 1 if part == "low" else at - 1
    other = quantities[beside] if 0 <= beside < len(quantities) else None
    return other.value if other is not None and other.part not in (None, part) else None


def _partners(alike: list[Quantity], at: int) -> tuple[Decimal, ...]:
    """The values right before and behind one of the figures of a kind."""
    quantity = alike[at]
    if quantity.part is not None:
        return ()
    beside = alike[max(0, at - 1) : at] + alike[at + 1 : at + 2]
    near = (q for q in beside if are_near(q.start, quantity.start, PAIR_WITHIN) and q.part is None)
    return tuple(q.value for q in near if q.value > SMALLEST_TELLING or q.value != q.value.to_integral_value())


SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\[])")


def recorded_source(work: Work, library: Library) -> SourceText | None:
    """Title, abstract and registrations of a work as sentences that can be asked; None where the record has none."""
    registered = [
        found for registration in work.registrations if (found := library.registration(registration)) is not None
    ]
    if not work.abstract and not registered:
        return None
    results = (result for registration in registered for result in registration.results)
    stated = SENTENCE_END.split(work.abstract or "")
    return _asked([work.title or "", *stated, *map(_worded, registered), *results], work.id)


def registered_source(registration: Registration) -> SourceText:
    """What a registry holds of a trial, its posted results among it, as sentences that can be asked."""
    return _asked([_worded(registration), *registration.results], registration.id)


def _asked(parts: Iterable[str], path: str) -> SourceText:
    text, sentences = "", []
    for number, part in enumerate(stripped for part in parts if (stripped := part.strip())):
        span = Span(len(text), len(text) + len(part))
        sentences.append(Sentence(id=f"s{number}", pieces=(span,), rule="record"))
        text += part + "\n"
    source = Source(path=path, sha256="0" * 64, format="text", size=len(text))
    paper = Paper(document=Document(source=source, text=text), sentences=tuple(sentences))
    return SourceText(paper, is_record=True)


def _worded(registration: Registration) -> str:
    parts = [f"Registration {registration.id}: {registration.title or ''}"]
    if registration.phase:
        parts.append(f"phase {registration.phase}")
    if registration.conditions or registration.interventions:
        parts.append(", ".join((*registration.interventions, *registration.conditions)))
    if registration.start:
        parts.append(f"started in {registration.start}")
    if registration.enrolment is not None:
        parts.append(f"{registration.enrolment} patients enrolled")
    return "; ".join(parts) + "."
