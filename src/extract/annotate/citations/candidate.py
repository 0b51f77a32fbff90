"""A stretch that may be a citation marker, before the house style of the paper has decided."""

from dataclasses import dataclass
from typing import Literal

from extract.model import Span

Place = Literal["text", "float", "note"]
"""Running text; a table's cell or a float's caption; a note below a table or page."""

Form = Literal["bracket", "parenthesis", "superscript", "run_on", "author_year", "worded"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch in which markers may stand."""

    span: Span
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """`numbers` for the numeric forms, `keys` for author and year; `rule` is what found it.

    `entries` are places in the list; a `weak` one counts only where it is the next number to be expected,
    and from then on with the same `word`.
    """

    span: Span
    form: Form
    rule: str
    place: Place = "text"
    numbers: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()
    weak: bool = False
    word: str = ""
