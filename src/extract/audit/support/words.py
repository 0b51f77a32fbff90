"""Content words of passages: stems, and how rare each is within one source."""

import math
from collections import Counter
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import chain

from extract.audit.fit.words import rarity
from extract.text import lazy_re as re
from extract.text.words import stem, word_set

NEARBY = 0.4
ENOUGH = 5.0

_WORD = re.compile(r"[A-Za-zα-ωΑ-Ω][A-Za-zα-ω0-9'-]*")
_STOP = word_set("function", "of_claims")


def stems(text: str) -> list[str]:
    """The stems of the content words, in order; hyphened words also by their parts."""
    return list(_stems(text))


@lru_cache(maxsize=8192)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable(map(_of_word, _WORD.findall(text))))


@lru_cache(maxsize=100_000)
def _of_word(word: str) -> tuple[str, ...]:
    if len(word) < 2 or word.lower() in _STOP:
        return ()
    parts = word.split("-") if "-" in word else ()
    return stem(word), *(stem(part) for part in parts if len(part) > 2 and part.lower() not in _STOP)


def stems_around(text: str, start: int, end: int) -> list[str]:
    """The stems right before and right after a stretch, four on each side."""
    return stems(text[max(0, start - 80) : start])[-4:] + stems(text[end : end + 80])[:4]


class Rarity:
    """How much a stem tells within one source: log((N + 1) / (df + 0.5)), N passages, df those that hold it."""

    def __init__(self, passages: Iterable[Iterable[str]]) -> None:
        counted: Counter[str] = Counter()
        total = 0
        for words in passages:
            counted.update(set(words))
            total += 1
        self._weights = {word: max(0.1, math.log((total + 1) / (df + 0.5))) for word, df in counted.items()}
        self._unknown = math.log((total + 1) / 0.5)

    def of(self, word: str) -> float:
        return self._weights.get(word, self._unknown)

    def weigh(self, words: Set[str]) -> float:
        return math.fsum(map(self.of, words))

    def enough(self, words: Set[str]) -> float:
        """The weight of a question's words; some rare words' weight at least."""
        return max(self.weigh(words), ENOUGH)

    def known(self, words: Iterable[str]) -> frozenset[str]:
        """The words that the source uses at all: the others cannot tell its passages apart."""
        return frozenset(word for word in words if word in self._weights)

    def overlap(self, asked: frozenset[str], given: Set[str], nearby: Set[str] = frozenset()) -> float:
        """The share of the asked words' weight that the given words hold, 0 to 1; words nearby count for less.

        A question of one or two common words is never answered fully: the weight of some rare words is asked at least.
        """
        return (self.weigh(asked & given) + NEARBY * self.weigh((asked - given) & nearby)) / self.enough(asked)


def wide_overlap(asked: frozenset[str], given: frozenset[str]) -> float:
    """The share of the asked words' weight that the given words hold, by how rare words are among published titles."""
    return math.fsum(map(rarity, asked & given)) / max(math.fsum(map(rarity, asked)), ENOUGH)
