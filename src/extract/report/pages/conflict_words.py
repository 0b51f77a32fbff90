"""The words in which two passages differ, marked on both sides: numbers and words that only one of them has."""

import re

from markupsafe import Markup

from extract.model import Span
from extract.report.pages.marked_text import Mark, Marks, run_of
from extract.report.pages.signs import signs_of

_COMMON = frozenset(("with", "from", "that", "this", "before", "after", "between", "than", "were", "have"))
_TOKEN = re.compile(r"\d+(?:[.,·]\d+)*|[^\W\d_][\w'’-]*", re.UNICODE)


def marked(text: str, words: tuple[str | None, ...]) -> Markup:
    """A passage with the given words or figures marked (what a finding says was reported and expected).

    >>> str(marked("OS was 21.6 months", ("21.6", None)))
    'OS was <mark>21.6</mark> months'
    """
    wanted = {token.lower() for word in words if word for token in _TOKEN.findall(word) if _tells(token)}
    found = (match.span() for match in _TOKEN.finditer(text) if match[0].lower() in wanted)
    marks = [Mark(span=Span(*place), kind="mark") for place in found]
    return run_of(text, Span(0, len(text)), Marks([*signs_of(text), *marks]))


def _tells(token: str) -> bool:
    """Figures and words of some length; "with" and "the" stand everywhere."""
    return token[0].isdigit() or (len(token) > 3 and token.lower() not in _COMMON)
