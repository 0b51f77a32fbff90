"""Sentences that point at a row of panels and tell one comparison for each: "(Fig. 5A–C) ... P = 0.047"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.captions.floats import Float
from extract.audit.captions.missing import Pointing
from extract.audit.captions.pointers import Pointer
from extract.audit.captions.topics import Longer, topic_words
from extract.audit.expressions.shapes import P_VALUE

_P = re.compile(P_VALUE, re.VERBOSE)
_BRACKETS = re.compile(r"\[[^\[\]]{0,160}\]?|\([^()]{0,160}\)")
LEAST = 2


@dataclass(frozen=True, slots=True)
class Surplus:
    """A comparison that none of the panels is on: its words and its place in the sentence."""

    words: str
    start: int
    end: int
    compared: int
    panels: int


def surplus_comparison(pointing: Pointing, pointer: Pointer, figure: Float, longer: Longer) -> Surplus | None:
    """The one comparison that no panel's words name, where a sentence tells more comparisons than it names panels.

    Judged only where the sentence points at nothing else, and every other comparison shares words with some panel.
    """
    letters = pointer.targets[0].panels
    if len(pointing.pointers) > 1 or len(pointer.targets) > 1 or len(letters) < LEAST or not figure.panels:
        return None
    items = list(_items(pointing.passage.text, pointer))
    if len(items) != len(letters) + 1:
        return None
    shown = frozenset().union(*(topic_words(words, longer) for words in figure.panels.values()))
    strange = [item for item in items if not _named(item[0], shown, longer)]
    if len(strange) != 1:
        return None
    words, start, end = strange[0]
    return Surplus(words, start, end, len(items), len(letters))


def _items(text: str, pointer: Pointer) -> Iterator[tuple[str, int, int]]:
    """What stands before each p, its brackets left out, with its place."""
    at = pointer.end if pointer.end < len(text) // 2 else 0
    for match in _P.finditer(text, at):
        opening = max(text.rfind("[", at, match.start()), text.rfind("(", at, match.start()))
        end = opening if opening > at else match.start()
        words = _BRACKETS.sub(" ", text[at:end]).strip(" ,;.)]$")
        if words:
            start = text.rfind(words.split()[0], at, end)
            yield words, max(at, start), end
        at = match.end()


def _named(words: str, shown: frozenset[str], longer: Longer) -> bool:
    said = topic_words(words, longer)
    return not said or bool(said & shown)
