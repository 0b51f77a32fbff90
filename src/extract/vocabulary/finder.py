"""Where a text names terms: the longest names, in any spelling, each kept in the sense that its context allows.

"non-small-cell lung cancer" and "Non–small cell lung cancers" are one name. A name never runs across a comma, a
bracket or the end of a sentence. A name within a longer one is dropped where the longer one gives it another sense:
the disease in the name of a gene, the animal and the country in the name of a disease ("cat scratch disease",
"Japanese encephalitis").
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from extract.model import Span
from extract.text import lazy_re as re
from extract.vocabulary.spelling import WORD, normal_name, normal_word
from extract.vocabulary.term import Vocabulary

BREAK = re.compile(r"[,;:()\[\]]|[.!?]\s")
PUNCTUATED = frozenset({"journal", "organism"})
"""Kinds whose names hold stops and commas: "J. Clin. Oncol.", "E. coli"."""

FOUND_KINDS = frozenset(
    "disease symptom organ intervention organism country centre design journal meeting group gene substance "
    "test device food population phenomenon".split()
)
"""Kinds that a text is searched for; measures and units are read where numbers are."""

DROPPED_WITHIN = {
    "gene": frozenset({"disease", "symptom", "organism", "organ", "phenomenon", "substance", "country"}),
    "substance": frozenset({"disease", "symptom", "organism", "country", "phenomenon"}),
    "disease": frozenset({"organism", "country", "symptom", "phenomenon", "food"}),
    "symptom": frozenset({"phenomenon"}),
    "organism": frozenset({"country", "disease", "food"}),
    "intervention": frozenset({"organism", "phenomenon", "country"}),
    "test": frozenset({"phenomenon", "substance", "organism"}),
    "journal": frozenset({"disease", "organ", "intervention", "country", "phenomenon"}),
}
"""For each kind of a longer name the kinds of shorter names within it that are not meant."""

SURNAME = re.compile(r"(?:,? (?:et al|and (?:colleagues|co-?workers)|[A-Z]{1,3}[,.;])|’s|'s)")
"""What stands behind a surname: "Nelson et al." is no place."""

GENE = re.compile(
    r"(?:[ -][\w-]{1,20}){0,2}[ -](?:(?:proto-?)?oncogene|antigen|homolog(?:ue)?|susceptibility gene)s?\b",
    re.IGNORECASE,
)
"""What stands behind a disease or an animal within the name of a gene: "rat sarcoma viral oncogene"."""

ACRONYM = re.compile(r"(?=.{2,6}$)[^\W\d_]+[A-Z]\w*")
"""A word of up to six letters with a capital within: a trial's or a method's acronym, not the brand that it spells."""

LONGEST = 8
"""Words of the longest name that is looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A term where it is named; `start` and `end` are code points of the text."""

    term: str
    kind: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def holds(self, other: "Found") -> bool:
        return self.span.contains(other.span)


OTHER_SENSES = {
    "country": SURNAME,
    "disease": GENE,
    "organism": re.compile(rf"{GENE.pattern}|(?<=individual)[\s-][a-z]", GENE.flags),
    "african": re.compile(r"[ –-]American"),
    "transfer factor": re.compile(r"\W{1,3}(?:TLCO|DLCO|for carbon|of the lung)"),
    "aged": re.compile(r"[\s,]{1,2}(?:\d|between|over|under|from|at least|up to|more|less|older|younger|≥|>|<|≤)"),
}
"""By kind or word: what stands behind a name that means something else there."""

LONGEST_SHORT_FORM = 6
"""Letters of a disease's or a drug's own short form; longer words in capitals before "trial" are the trial's name."""

KEPT = 20_000
"""Names whose meaning is kept: words come again."""

MANY = 10_000
"""Words looked up, those of a few papers, after which all names are held in memory: 0.3 s, and half the time a word."""

STUDY = re.compile(r"[\s)”\"’']{1,3}(?:trials?|study|studies|investigators|registry)\b")


@dataclass(frozen=True, slots=True)
class Name:
    """What one normal name stands for: the term, its kind, and the only spellings it counts in (none: any)."""

    term: str
    kind: str
    as_written: frozenset[str]


class Finder:
    """The names of a vocabulary, ours before those of the table; made once for each vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        own: dict[str, list[Name]] = {}
        for term in vocabulary.by_id.values():
            if term.kind in FOUND_KINDS:
                for name in term.names:
                    own.setdefault(normal_name(name), []).append(Name(term.id, term.kind, frozenset()))
                for name in term.cased:
                    own.setdefault(normal_name(name), []).append(Name(term.id, term.kind, frozenset({name})))
        self._own, self._own_pairs = own, _pairs(own)
        self._name = lru_cache(KEPT)(self._meaning)
        self._asked = 0

    def _meaning(self, name: str) -> list[Name] | int | None:
        """Terms of ours that have a normal name, or the line of the table."""
        table = self._vocabulary.table
        return self._own.get(name) or (None if table is None else table.by_name(name))

    def _longest(self, pair: str) -> int:
        """Words of the longest name that begins with two words."""
        table = self._vocabulary.table
        return max(self._own_pairs[pair], 0 if table is None else table.longest(pair))

    @cached_property
    def _held(self) -> tuple[dict[str, list[Name] | int], Counter[str]]:
        """All names with their meanings, and their beginnings, in memory."""
        table = self._vocabulary.table
        names = {} if table is None else table.all_names()
        return {**names, **self._own}, self._own_pairs | _pairs(names)

    def find(self, text: str) -> tuple[Found, ...]:
        """The terms of a text in its order, without those that a longer name gives another sense."""
        return tuple(_in_context(text, _longest(self._all(text))))

    def _all(self, text: str) -> Iterator[Found]:
        places = [match.span() for match in WORD.finditer(text)]
        words = [normal_word(text[start:end]) for start, end in places]
        self._asked += len(words)
        meaning: Callable[[str], list[Name] | int | None] = self._name
        longest: Callable[[str], int] = self._longest
        if self._asked > MANY:
            meaning, longest = self._held[0].get, self._held[1].__getitem__
        for first, word in enumerate(words):
            if (meant := meaning(word)) is not None:
                yield from self._meant(word, meant, text, *places[first])
            for count in range(2, min(longest(" ".join(words[first : first + 2])), LONGEST, len(words) - first) + 1):
                name = " ".join(words[first : first + count])
                if (meant := meaning(name)) is not None:
                    yield from self._meant(name, meant, text, places[first][0], places[first + count - 1][1])

    def _meant(self, name: str, meant: list[Name] | int, text: str, start: int, end: int) -> Iterator[Found]:
        """What a name stands for at its place: in the spelling it counts in, and not across a break."""
        printed = text[start:end]
        is_word = " " not in name
        for sense in self._of_line(meant, name) if isinstance(meant, int) else meant:
            if sense.kind not in FOUND_KINDS or (sense.as_written and printed not in sense.as_written):
                continue
            if is_word and isinstance(meant, int) and not sense.as_written and ACRONYM.fullmatch(printed):
                continue
            if is_word or sense.kind in PUNCTUATED or not BREAK.search(printed):
                yield Found(sense.term, sense.kind, start, end)

    def _of_line(self, number: int, name: str) -> tuple[Name, ...]:
        table = self._vocabulary.table
        if table is None:
            return ()
        own = self._vocabulary.own_of.get(number)
        kind = table.kind(number) if own is None else self._vocabulary.by_id[own].kind
        return (Name(own or table.id(number), kind, table.spellings(number, name)),)


def _pairs(names: Iterable[str]) -> Counter[str]:
    """The first two words of every longer name -> the words of the longest that begins so."""
    pairs: Counter[str] = Counter()
    for name in names:
        words = name.split(" ")
        if len(words) > 1 and len(words) > pairs[pair := f"{words[0]} {words[1]}"]:
            pairs[pair] = len(words)
    return pairs


def _longest(found: Iterable[Found]) -> Iterator[Found]:
    """Without those within a longer name of the same kind, or of a kind that gives them another sense."""
    group: list[Found] = []
    end = 0
    for name in sorted(found, key=lambda place: (place.start, place.end)):
        if name.start >= end:
            yield from _longest_of(group)
            group = []
        group.append(name)
        end = max(end, name.end)
    yield from _longest_of(group)


def _longest_of(group: list[Found]) -> list[Found]:
    if len(group) == 1:
        return group
    kept: list[Found] = []
    for name in sorted(group, key=lambda place: (place.start - place.end, place.start, place.term)):
        if not any(_hides(longer, name) for longer in kept):
            kept.append(name)
    return sorted(kept, key=lambda place: (place.start, place.end, place.kind, place.term))


def _hides(longer: Found, other: Found) -> bool:
    if longer.kind == other.kind:
        return longer.span.overlaps(other.span)
    return other.kind in DROPPED_WITHIN.get(longer.kind, frozenset()) and longer.holds(other)


def _in_context(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Without places that are surnames, genes called after diseases and animals, trials called after organs, and words
    that tell how old or of which kind people are ("aged 12", "individual scores")."""
    for name in found:
        printed = text[name.start : name.end]
        other_sense = OTHER_SENSES.get(printed.lower()) or OTHER_SENSES.get(name.kind)
        if other_sense is not None and other_sense.match(text, name.end):
            continue
        if not (len(printed) > LONGEST_SHORT_FORM and printed.isupper() and STUDY.match(text, name.end)):
            yield name


@cache
def finder_of(vocabulary: Vocabulary) -> Finder:
    return Finder(vocabulary)
