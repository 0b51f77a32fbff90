"""Words as stems, how much each tells in one paper, and its abbreviations, short and long standing for each other."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.text import lazy_re as re
from extract.text.words import stem, word_set

WORD = re.compile(r"\d+(?:[.·,]\d+)*|[^\W\d_]+(?:['’][a-z]+)?\d*")
STOP = word_set("core", "of_questions")
LEVELS = re.compile(r"\b([A-Z])(\d{1,2})\s?[-–‐/]\s?\1?(\d{1,2})\b")
"""A pair of vertebrae, teeth or nerve roots: "C4-5" is "C4-C5"."""

KIN_LETTERS = 5
KIN_WORTH = 0.7
"""What a word counts that shares its beginning only ("depressive", "depression")."""


@lru_cache(maxsize=50_000)
def tokens(text: str) -> tuple[str, ...]:
    """All words and numbers of a text in order, as stems."""
    text = LEVELS.sub(r"\1\2 \1\3", text)
    return tuple(stem(word) for word in WORD.findall(text.replace("-", " ").replace("–", " ").replace("‐", " ")))


_STOPPED = frozenset(stem(word) for word in STOP)


@lru_cache(maxsize=50_000)
def telling(text: str) -> frozenset[str]:
    """The stems of a text that can tell one thing from another."""
    return frozenset(word for word in tokens(text) if word not in _STOPPED)


@dataclass(frozen=True)
class Wording:
    """How much a stem tells in one paper, and its abbreviations (short stem, stems of the long form)."""

    weights: Mapping[str, float]
    short_forms: tuple[tuple[str, frozenset[str]], ...]

    def spelt(self, words: frozenset[str]) -> frozenset[str]:
        """Words with what their abbreviations stand for, and with the abbreviations of what is spelt out."""
        more: set[str] = set()
        for short, long in self.short_forms:
            if short in words:
                more |= long
            elif long <= words:
                more.add(short)
        return words | more if more else words

    def bag(self, text: str) -> "Bag":
        """The telling words of a text, abbreviations spelt out."""
        return self.bag_of(self.spelt(telling(text)))

    def bag_of(self, words: frozenset[str]) -> "Bag":
        """Words with the first letters of the longer ones."""
        return Bag(words, frozenset(word[:KIN_LETTERS] for word in words if len(word) >= KIN_LETTERS))

    def weight(self, words: Iterable[str]) -> float:
        """The telling power of some words; words that the paper never prints have none."""
        return sum(self.weights.get(word, 0.0) for word in words)

    def asked(self, phrase: str) -> "Asked":
        """A phrase of a question, its words known to this paper weighed."""
        words = telling(phrase)
        known = {word: self.weights[word] for word in words if word in self.weights}
        for word in words - known.keys():
            if kin := self._kin(word):
                known[word] = KIN_WORTH * self.weights[kin]
        for short, long in self.short_forms:
            if short in known and long & known.keys():
                known.pop(short)
        return Asked(known, self.spelt(words), len(known) / max(1, len(words)))

    def _kin(self, word: str) -> str | None:
        if len(word) < KIN_LETTERS:
            return None
        alike = [other for other in self.weights if other[:KIN_LETTERS] == word[:KIN_LETTERS]]
        return min(alike, key=lambda other: (abs(len(other) - len(word)), other)) if alike else None


@dataclass(frozen=True)
class Bag:
    """The stems of a passage, and the first letters of the longer ones."""

    words: frozenset[str]
    heads: frozenset[str]

    def __or__(self, other: "Bag") -> "Bag":
        return Bag(self.words | other.words, self.heads | other.heads)


@dataclass(frozen=True)
class Asked:
    """Words of a question with their weights in the paper; `spelt` with abbreviations; `known` share of the words."""

    weights: Mapping[str, float]
    spelt: frozenset[str]
    known: float

    def cover(self, bag: "Bag") -> float:
        """The share (0 to 1) of the asked weight that some words meet."""
        whole = sum(self.weights.values())
        return self.met(bag) / whole if whole else 0.0

    def met(self, bag: "Bag") -> float:
        """The asked weight that some words meet; kin counts less."""
        met = 0.0
        for word, weight in self.weights.items():
            if word in bag.words:
                met += weight
            elif word[:KIN_LETTERS] in bag.heads:
                met += KIN_WORTH * weight
        return met

    def only(self, other: "Asked") -> "Asked":
        """What this phrase has and the other has not, even where nothing is left."""
        left = {word: weight for word, weight in self.weights.items() if word not in other.weights}
        return Asked(left, self.spelt - other.spelt, self.known)

    def without(self, other: "Asked") -> "Asked":
        """What this phrase has and the other has not; itself where nothing would be left."""
        left = {word: weight for word, weight in self.weights.items() if word not in other.spelt}
        return Asked(left, self.spelt - other.spelt, self.known) if left else self


def make_wording(texts: Sequence[str], abbreviations: Iterable[tuple[str, str]]) -> Wording:
    """Weighs the stems of a paper by the number of its sentences and labels in which they stand."""
    short_forms = {}
    for short, long in abbreviations:
        key, words = tokens(short), telling(long)
        if len(key) == 1 and words and key[0] not in words:
            short_forms[key[0]] = words
    plain = Wording({}, tuple(sorted(short_forms.items())))
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(plain.spelt(telling(text)))
    weights = {word: math.log(1 + (len(texts) + 1) / (count + 0.5)) for word, count in counts.items()}
    return Wording(weights, plain.short_forms)
