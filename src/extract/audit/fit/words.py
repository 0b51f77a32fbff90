"""Words of a text as stems, and how rare each is among published papers."""

import json
import math
from functools import cache, lru_cache
from pathlib import Path

from extract.text import lazy_re as re
from extract.text.words import stem, word_set

TABLE = Path(__file__).parent / "rarity.json"
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
def _table() -> tuple[int, dict[str, int]]:
    content = json.loads(TABLE.read_text(encoding="utf-8"))
    return content["documents"], content["counts"]


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """Natural logarithm of how many background documents there are for each that holds the stem."""
    documents, counts = _table()
    return math.log(documents / (counts.get(word, 1) + 0.5))
