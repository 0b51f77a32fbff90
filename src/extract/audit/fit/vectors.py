"""Words as vectors: which words stand in the titles of the same works, so that "leukocytosis" is near "white cell".

Trained by `benchmarks/train_vectors.py` (truncated singular values of stems by titles); a stem's vector is stored as
signed bytes. A text is the sum of its words' vectors by their rarity, at length 1.
"""

import json
import math
from base64 import b64decode
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import mul
from pathlib import Path

from extract.audit.fit.words import rarity

TABLE = Path(__file__).parent / "vectors.json"

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
    printed = _table().get(stem)
    if not printed:
        return NOWHERE
    rare = rarity(stem)
    return tuple(rare * (byte - 256.0 if byte > 127 else float(byte)) for byte in b64decode(printed))


@cache
def _table() -> dict[str, str]:
    words: dict[str, str] = json.loads(TABLE.read_text(encoding="utf-8"))["words"]
    return words
