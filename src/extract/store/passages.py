"""The columns that every stored passage has, made from an annotation's pieces."""

import json
from decimal import Decimal

from extract.model import Paper, Pieces, Section, Span, SpanIndex, quote

PLACE = ("section", "text", "start_char", "end_char", "pieces", "page", "boxes", "rule")

Value = str | int | float | None


def names(words: str) -> tuple[str, ...]:
    """Column names, written as one line of words."""
    return tuple(words.split())


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def as_json(value: object) -> str:
    return "[]" if value in EMPTY else _encode(value)


EMPTY: tuple[object, ...] = ((), [])
"""Lists of which most are empty."""


def as_number(value: Decimal | None) -> int | float | None:
    """A whole number where it was printed as one, else a float."""
    if value is None or not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)


class Places:
    """Knows a paper's sections, pages and runs, and answers where a passage lies."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._document = paper.document
        self._sections = SpanIndex((section.span, section) for section in paper.sections)

    def columns(self, pieces: Pieces, rule: str) -> tuple[Value, ...]:
        """The values of `PLACE`."""
        start, end = pieces[0].start, pieces[-1].end
        section = self.section(pieces[0])
        return (
            section.role if section else None,
            quote(self._document.text, pieces),
            start,
            end,
            f"[{','.join([f'[{piece.start},{piece.end}]' for piece in pieces])}]",
            self._document.page_at(start),
            self.boxes(pieces),
            rule,
        )

    def named(self, pieces: Pieces, rule: str) -> dict[str, Value]:
        """The same by the names of the columns."""
        return dict(zip(PLACE, self.columns(pieces, rule), strict=True))

    def boxes(self, pieces: Pieces) -> str | None:
        if not self._document.pages:
            return None
        found = self._document.runs.boxes(pieces)
        return as_json([[box.page, box.x0, box.top, box.x1, box.bottom] for box in found])

    def section(self, span: Span) -> Section | None:
        """The innermost section that holds the start of a span."""
        return self._sections.at(span.start)
