"""Pages, boxes on them, and runs of one style."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import IntFlag
from typing import TYPE_CHECKING

from extract.model.span import Pieces, Span

if TYPE_CHECKING:
    Integers = array[int]
    Reals = array[float]
else:
    Integers = Reals = array


class Style(IntFlag):
    """How a run is set. Superscripts and subscripts are told alike in all formats."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    SUPERSCRIPT = 4
    SUBSCRIPT = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from the top left; pages count from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page and the stretch of text that it holds. `faults`: codes such as no_text_layer, garbled_text."""

    number: int
    width: float
    height: float
    span: Span
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of one style on one line; `box` is None where the source has no pages."""

    span: Span
    style: Style = Style.PLAIN
    box: Box | None = None
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs as columns of arrays, in text order (thousands a paper: arrays pickle 200 times faster than objects).

    `page` is 0 where there is no page. Characters between runs (white space, made separators) belong to none.
    """

    start: Integers = field(default_factory=lambda: array("i"))
    end: Integers = field(default_factory=lambda: array("i"))
    style: Integers = field(default_factory=lambda: array("b"))
    page: Integers = field(default_factory=lambda: array("i"))
    size: Reals = field(default_factory=lambda: array("f"))
    x0: Reals = field(default_factory=lambda: array("f"))
    top: Reals = field(default_factory=lambda: array("f"))
    x1: Reals = field(default_factory=lambda: array("f"))
    bottom: Reals = field(default_factory=lambda: array("f"))

    def append(self, run: Run) -> None:
        """Used by the composer alone, while the text is being made."""
        box = run.box or Box(0, 0.0, 0.0, 0.0, 0.0)
        self.start.append(run.span.start)
        self.end.append(run.span.end)
        self.style.append(int(run.style))
        self.page.append(box.page)
        self.size.append(run.size)
        self.x0.append(box.x0)
        self.top.append(box.top)
        self.x1.append(box.x1)
        self.bottom.append(box.bottom)

    def __len__(self) -> int:
        """How many runs there are."""
        return len(self.start)

    def __getitem__(self, index: int) -> Run:
        """One run as a value; its box is None where the source has no pages."""
        page = self.page[index]
        box = Box(page, self.x0[index], self.top[index], self.x1[index], self.bottom[index]) if page else None
        return Run(
            span=Span(self.start[index], self.end[index]),
            style=Style(self.style[index]),
            box=box,
            size=self.size[index],
        )

    def within(self, span: Span) -> Iterator[Run]:
        """The runs that overlap a span, whole, in text order."""
        for index in self._touched(span):
            yield self[index]

    def with_style(self, style: Style) -> Iterator[Run]:
        """All runs that have (at least) a style, in text order."""
        wanted = int(style)
        for index, value in enumerate(self.style):
            if value & wanted:
                yield self[index]

    def until(self, end: int) -> "Runs":
        """The runs that end within the first `end` characters."""
        at = bisect_right(self.start, end)
        while at and self.end[at - 1] > end:
            at -= 1
        return Runs(*(getattr(self, column.name)[:at] for column in fields(self)))

    def boxes(self, pieces: Pieces) -> tuple[Box, ...]:
        """Where a passage stands: one box for each line that it touches, merged from its runs.

        A run that the passage covers in part is cut in proportion to its characters.
        """
        lines: list[_Corners] = []
        for piece in pieces:
            for index in self._touched(piece):
                if not self.page[index]:
                    continue
                cut = self._cut(index, piece)
                if lines and _same_line(lines[-1], cut):
                    lines[-1] = _union(lines[-1], cut)
                else:
                    lines.append(cut)
        return tuple(
            Box(page, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
            for page, x0, top, x1, bottom in lines
        )

    def _touched(self, span: Span) -> Iterator[int]:
        """The places of the runs that overlap a span."""
        start, end = self.start, self.end
        low, high = span.start, span.end
        for index in range(max(0, bisect_right(start, low) - 1), len(start)):
            if start[index] >= high:
                return
            if end[index] > low:
                yield index

    def _cut(self, index: int, piece: Span) -> "_Corners":
        """The part of a run's box that a piece covers."""
        start, end, left, right = self.start[index], self.end[index], self.x0[index], self.x1[index]
        per_character = (right - left) / max(1, end - start)
        left += per_character * max(0, piece.start - start)
        right -= per_character * max(0, end - piece.end)
        return self.page[index], left, self.top[index], right, self.bottom[index]


_Corners = tuple[int, float, float, float, float]
"""A box as bare numbers: made by the thousand for each paper."""


def _same_line(a: _Corners, b: _Corners) -> bool:
    page, _, top, right, bottom = a
    other_page, left, other_top, _, other_bottom = b
    overlap = min(bottom, other_bottom) - max(top, other_top)
    height = min(bottom - top, other_bottom - other_top)
    return page == other_page and overlap > 0.4 * height and -2 <= left - right < 40


def _union(a: _Corners, b: _Corners) -> _Corners:
    return a[0], min(a[1], b[1]), min(a[2], b[2]), max(a[3], b[3]), max(a[4], b[4])
