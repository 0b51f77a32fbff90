"""Vocabulary terms in a text, and what a paper's own short forms mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extract.model import Span
from extract.vocabulary import Vocabulary, finder_of


@dataclass(frozen=True, slots=True)
class Mention:
    """A term where it is named."""

    term: str
    kind: str
    span: Span


@lru_cache(maxsize=1 << 12)
def find_terms(text: str, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Where a text names terms of the vocabulary, the longest names, in text order."""
    return tuple(Mention(each.term, each.kind, Span(each.start, each.end)) for each in finder_of(vocabulary).find(text))


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
        kept = [mention for mention in mentions if not any(place.contains(mention.span) for place in places)]
        added = [Mention(each.term, each.kind, place) for place in places for each in self.terms[place.of(text)]]
        return tuple(sorted((*kept, *added), key=lambda each: (each.span, each.kind, each.term)))
