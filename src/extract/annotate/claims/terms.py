"""Vocabulary terms in a text: spaCy's PhraseMatcher over words, with hyphens, slashes and apostrophes as spaces.

"non-small-cell lung cancer", "non small cell lung cancer" and "Non–small cell lung cancer" are one name; a name never
runs across a comma, a bracket or the end of a sentence.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from extract.model import Span
from extract.vocabulary import Vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

WORD = re.compile(r"[^\W_]+")
BREAK = re.compile(r"[,;:()\[\]]|[.!?]\s")
KINDS = frozenset("disease organ intervention organism country centre design journal meeting group".split())
PUNCTUATED = ("journal", "organism")
RECYCLE_AFTER = 200_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A term where it is named."""

    term: str
    kind: str
    span: Span


class TermFinder:
    """Finds the terms of a vocabulary; the phrase tables are built on first use and kept."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._build()

    def _build(self) -> None:
        with _without_its_command_line():
            from spacy.lang.en import English
            from spacy.matcher import PhraseMatcher
            from spacy.tokens import Doc
            from spacy.vocab import create_vocab

        self._made_of_words = Doc
        self._words: Vocab = create_vocab("en", English.Defaults)
        self._any_case = PhraseMatcher(self._words, attr="LOWER")
        self._as_written = PhraseMatcher(self._words, attr="ORTH")
        for term in self.vocabulary.by_id.values():
            if term.kind not in KINDS:
                continue
            if term.names:
                self._any_case.add(term.id, [self._doc(WORD.findall(name)) for name in term.names])
            if term.cased:
                self._as_written.add(term.id, [self._doc(WORD.findall(name)) for name in term.cased])

    def _doc(self, words: list[str]) -> "Doc":
        return self._made_of_words(self._words, words=words)

    def find(self, text: str) -> tuple[Mention, ...]:
        """The longest mentions of each kind, in text order."""
        if len(self._words.strings) > RECYCLE_AFTER:
            self._build()
        places = [match.span() for match in WORD.finditer(text)]
        doc = self._doc([text[start:end] for start, end in places])
        found: list[Mention] = []
        for matcher in (self._any_case, self._as_written):
            for key, first, last in matcher(doc):
                span = Span(places[first][0], places[last - 1][1])
                term = self.vocabulary[self._words.strings[key]]
                if last - first == 1 or term.kind in PUNCTUATED or not BREAK.search(span.of(text)):
                    found.append(Mention(term.id, term.kind, span))
        return tuple(_longest(found))


@contextmanager
def _without_its_command_line() -> Iterator[None]:
    """spaCy loads while its own command line, a third of its start, waits until somebody asks for `spacy.info`."""
    if "spacy" in sys.modules:
        yield
        return

    def info(*words: Any, **named: Any) -> object:
        from spacy.cli.info import info as told

        return told(*words, **named)

    stand_in, its_info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    its_info.__dict__["info"] = info
    sys.modules.update({"spacy.cli": stand_in, "spacy.cli.info": its_info})
    try:
        yield
    finally:
        for module in (stand_in, its_info):
            if sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Without those that lie within a longer mention of the same kind."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda each: (each.span.start - each.span.end, each.span.start, each.term)):
        if not any(mention.kind == other.kind and other.span.overlaps(mention.span) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda each: (each.span, each.kind, each.term))


@cache
def _finder(vocabulary: Vocabulary) -> TermFinder:
    return TermFinder(vocabulary)


def find_terms(text: str, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Where a text names terms of the vocabulary."""
    return _finder(vocabulary).find(text)


@dataclass(frozen=True)
class Abbreviations:
    """What a paper's own short forms mean: the terms named in their long forms (none for a word we do not know)."""

    terms: dict[str, tuple[Mention, ...]]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, defined: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> "Abbreviations":
        terms = {short: find_terms(long, vocabulary) for short, long in defined if len(short) > 1}
        shorts = "|".join(re.escape(short) for short in sorted(terms, key=len, reverse=True))
        return cls(terms, re.compile(rf"(?<![\w-])(?:{shorts})(?!\w)") if shorts else None)

    def apply(self, text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions of a text, each short form read as the paper defines it."""
        if self.pattern is None:
            return mentions
        places = [Span(*match.span()) for match in self.pattern.finditer(text)]
        kept = [each for each in mentions if not any(place.contains(each.span) for place in places)]
        added = [Mention(each.term, each.kind, place) for place in places for each in self.terms[place.of(text)]]
        return tuple(sorted((*kept, *added), key=lambda each: (each.span, each.kind, each.term)))
