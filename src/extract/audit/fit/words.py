"""Words of a text as stems, how rare each is among published papers, and which are near one another.

A stem's vector says which words stand in the titles of the same works, so that "leukocytosis" is near "white cell":
trained by `benchmarks/train_vectors.py` (truncated singular values of stems by titles), stored as signed bytes. A text
is the sum of its words' vectors by their rarity, at length 1.
"""

import json
import math
from base64 import b64decode
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import mul
from pathlib import Path

from extract.text import lazy_re as re
from extract.text.words import stem, word_set

RARITY = Path(__file__).parent / "rarity.json"
WORD = re.compile(r"[^\W_]+")
STOP = word_set("function", "of_titles")
NONE = frozenset(("",))


@lru_cache(maxsize=50_000)
def stems(text: str) -> frozenset[str]:
    """The stems of a text without common words and bare numbers.

    >>> sorted(stems("The effects of propofol in 230 children"))
    ['children', 'propofol']
    """
    return frozenset(map(_telling, set(WORD.findall(text)))) - NONE


@lru_cache(maxsize=1 << 17)
def _telling(word: str) -> str:
    """The stem of a word; empty for common words and bare numbers."""
    return stem(word) if word.lower() not in STOP and not word.isdigit() and len(word) > 1 else ""


@cache
def _counts() -> tuple[int, dict[str, int]]:
    content = json.loads(RARITY.read_text(encoding="utf-8"))
    return content["documents"], content["counts"]


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """Natural logarithm of how many background documents there are for each that holds the stem."""
    documents, counts = _counts()
    return math.log(documents / (counts.get(word, 1) + 0.5))


VECTORS = Path(__file__).parent / "vectors.json"

Vector = tuple[float, ...]
NOWHERE: Vector = ()
"""Of a text without a known word: it is near nothing."""


@lru_cache(maxsize=1 << 12)
def vector_of(stems: frozenset[str]) -> Vector:
    """The direction of a text, at length 1."""
    known = [found for stem in sorted(stems) if (found := _of_word(stem))]
    return unit(list(map(sum, zip(*known, strict=True)))) if known else NOWHERE


def likeness(first: Vector, second: Vector) -> float:
    """The cosine of two texts; 0 where one has no known word."""
    return sum(map(mul, first, second)) if first and second else 0.0


def unit(values: Sequence[float]) -> Vector:
    length = math.sqrt(sum(map(mul, values, values)))
    return tuple([value / length for value in values]) if length else NOWHERE


def mean_of(vectors: Iterable[Vector]) -> Vector:
    """The direction of several texts together."""
    found = [vector for vector in vectors if vector]
    return unit(list(map(sum, zip(*found, strict=True)))) if found else NOWHERE


@lru_cache(maxsize=1 << 15)
def _of_word(stem: str) -> Vector:
    """The vector of a stem times its rarity."""
    printed = _vectors().get(stem)
    if not printed:
        return NOWHERE
    rare = rarity(stem)
    return tuple(rare * (byte - 256.0 if byte > 127 else float(byte)) for byte in b64decode(printed))


@cache
def _vectors() -> dict[str, str]:
    words: dict[str, str] = json.loads(VECTORS.read_text(encoding="utf-8"))["words"]
    return words
