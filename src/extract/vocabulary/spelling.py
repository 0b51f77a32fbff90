"""Names of terms as people write them: matched in small letters, printed "Hodgkin", "United States"."""

import re
from functools import cache
from importlib.resources import files

from extract.text.words import word_set

PROPER_KINDS = frozenset(("centre", "country", "group", "journal", "meeting"))
"""Kinds whose terms are names, with a capital on each word but the small ones."""

SMALL = word_set("title_small_letters")
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
PART = re.compile(r"[^\W_]+")


def spelled(name: str, kind: str = "") -> str:
    """A name with the capitals that its words have in print.

    >>> spelled("non-hodgkin lymphoma"), spelled("republic of korea", "country"), spelled("pd-1 inhibitor")
    ('non-Hodgkin lymphoma', 'Republic of Korea', 'PD-1 inhibitor')
    """
    if kind in PROPER_KINDS:
        return WORD.sub(lambda found: _written(found[0], proper=True), name)
    return WORD.sub(lambda found: _written(found[0]), name)


def _written(word: str, *, proper: bool = False) -> str:
    known = _capitals()
    if word in known:
        return known[word]
    if proper and word not in SMALL:
        return word[:1].upper() + word[1:]
    return PART.sub(lambda part: known.get(part[0], part[0]), word)


@cache
def _capitals() -> dict[str, str]:
    """Words of `spelling.txt` by their small letters."""
    lines = files("extract.vocabulary").joinpath("spelling.txt").read_text(encoding="utf-8").split()
    return {line.lower(): line for line in lines}
