"""The only place where text, spans, runs and blocks are made for formats that are not plain text."""

import unicodedata
from bisect import bisect_right
from dataclasses import replace

from extract.model import Block, BlockKind, Box, Pieces, Run, Runs, Span, Style
from extract.text.invisible import without_invisible

BLOCK_GAP = "\n\n"
CELL_GAP = "\t"
ROW_GAP = "\n"

HYPHENS = "-\u2010\u00ad"


class Composer:
    """Makes one text out of blocks, in the order in which they are opened.

    `open` begins a block and `close` ends it; a block opened inside another interrupts it, and the outer one goes on
    with a further piece. Text is written with `write`: NFC, each stretch of white space one space, none at the edges
    of a block or cell. Every stretch written is a run with its style and, where there is a page, its box.
    """

    def __init__(self) -> None:
        self.runs = Runs()
        self._chunks: list[str] = []
        self._length = 0
        self._gap = ""  # block gap that waits for the next character
        self._space = False  # a space that waits for the next character
        self._at_edge = True  # nothing written yet in this piece or cell
        self._in_rows = False  # the present piece has rows of cells
        self._blocks: list[tuple[Block, list[Span]]] = []  # each with its pieces so far
        self._open: list[tuple[int, int]] = []  # number of the block, start of its present piece

    # Blocks

    def open(
        self,
        kind: BlockKind,
        *,
        level: int = 0,
        role: str | None = None,
        target: str | None = None,
        language: str | None = None,
    ) -> int:
        """Begin a block; the number that is returned names it for `pieces`."""
        self._pause()
        self._blocks.append((Block(kind=kind, pieces=(), level=level, role=role, target=target, language=language), []))
        self._begin(len(self._blocks) - 1)
        return len(self._blocks) - 1

    def close(self) -> None:
        """End the innermost open block; the one around it goes on."""
        self._pause()
        self._open.pop()
        if self._open:
            self._begin(self._open.pop()[0])

    @property
    def is_open(self) -> bool:
        """Whether a block is open, so that text has somewhere to go."""
        return bool(self._open)

    def pieces(self, number: int) -> Pieces:
        """Where a closed block stands; empty when nothing was written into it."""
        return tuple(self._blocks[number][1])

    def _begin(self, number: int) -> None:
        self._gap = BLOCK_GAP if self._length else ""
        self._space = False
        self._at_edge = True
        self._in_rows = False
        self._open.append((number, self._length))

    def _pause(self) -> None:
        if not self._open:
            return
        number, start = self._open[-1]
        block, pieces = self._blocks[number]
        span = Span(start, self._length) if block.kind == "table" else self.span_from(start)
        if span:
            pieces.append(span)

    # Text

    @property
    def position(self) -> int:
        """Where the next character will stand, as far as is known; give it to `span_from` later."""
        return self._length

    def span_from(self, position: int) -> Span:
        """From a position to here, without gaps at its edges."""
        return Span(self._first_character(position), self._length)

    def write(self, text: str, style: Style = Style.PLAIN, box: Box | None = None, size: float = 0.0) -> None:
        """Append text to the open block."""
        words = text.split()
        if not words:
            self._space = self._space or bool(text)
            return
        clean = " ".join(words)
        if not clean.isascii() or not clean.isprintable():
            clean = unicodedata.normalize("NFC", without_invisible(clean))
            if not clean:
                return
        if text[0].isspace():
            self._space = True
        start = self._separate()
        if not start and not self._at_edge and unicodedata.combining(clean[0]):
            clean = self._combine(clean)
        self._append(clean, style, box, size)
        self._space = text[-1].isspace()

    def end_line(self) -> None:
        """The line ends between two words."""
        self._space = True

    def join_line(self) -> None:
        """The line ends in a word that is broken there: its hyphen goes, what follows is written right behind."""
        self._space = False
        if self._chunks and self._chunks[-1][-1] in HYPHENS and not self._at_edge:
            self._shorten()

    def join_line_keeping_hyphen(self) -> None:
        """The line ends behind a hyphen that belongs to the word."""
        self._space = False

    def _separate(self) -> bool:
        """Write the gap that waits; whether there was one. The open piece begins behind a block gap."""
        has_gap, has_space = bool(self._gap), self._space and not self._at_edge
        self._space = False
        if not has_gap and not has_space:
            return False
        gap = self._gap or " "
        self._gap = ""
        self._chunks.append(gap)
        self._length += len(gap)
        if has_gap and self._open:
            self._open[-1] = (self._open[-1][0], self._length)
        return True

    def _append(self, text: str, style: Style, box: Box | None, size: float) -> None:
        if not text:
            return
        start = self._length
        self._chunks.append(text)
        self._length += len(text)
        self._at_edge = False
        runs = self.runs
        if box is None and len(runs) and runs.end[-1] == start and runs.style[-1] == style and not runs.page[-1]:
            runs.end[-1] = self._length
        else:
            runs.append(Run(span=Span(start, self._length), style=style, box=box, size=size))

    def _combine(self, text: str) -> str:
        """A mark that belongs to the last character written: join them; what remains of the text."""
        last = self._chunks[-1]
        marks = next((at for at, character in enumerate(text) if not unicodedata.combining(character)), len(text))
        joined = unicodedata.normalize("NFC", last + text[:marks])
        self._chunks[-1] = joined
        self._length += len(joined) - len(last)
        if len(self.runs):
            self.runs.end[-1] = self._length
        return text[marks:]

    def _shorten(self) -> None:
        self._chunks[-1] = self._chunks[-1][:-1]
        if not self._chunks[-1]:
            self._chunks.pop()
        self._length -= 1
        if len(self.runs):
            self.runs.end[-1] -= 1

    def _first_character(self, position: int) -> int:
        """The first place at or after a position that lies in a run."""
        starts, ends = self.runs.start, self.runs.end
        index = bisect_right(starts, position) - 1
        if index >= 0 and ends[index] > position:
            return position
        return starts[index + 1] if index + 1 < len(starts) else self._length

    # Cells of a table

    def next_row(self) -> None:
        """Begin a row of cells."""
        if self._in_rows:
            self._put_gap(ROW_GAP)
            return
        self._in_rows = True
        if self._gap:
            self._separate()
        elif not self._at_edge:
            self._put_gap(ROW_GAP)

    def next_cell(self) -> None:
        """Begin the second or a later cell of a row."""
        self._put_gap(CELL_GAP)

    def cell_from(self, position: int) -> Span:
        """The cell that began at a position; an empty one keeps its place."""
        span = self.span_from(position)
        return span or Span(self._length, self._length)

    def _put_gap(self, gap: str) -> None:
        self._chunks.append(gap)
        self._length += len(gap)
        self._space = False
        self._at_edge = True

    # The whole

    def text(self) -> str:
        """The text made so far."""
        return "".join(self._chunks)

    def blocks(self) -> tuple[Block, ...]:
        """All blocks that hold text, in text order."""
        made = (replace(block, pieces=tuple(pieces)) for block, pieces in self._blocks if pieces)
        return tuple(sorted(made, key=lambda block: block.pieces[0].start))
