"""The passage that a marker supports: its clause, its sentence, and the sentences in which its study is introduced.

A sentence with several markers is split after each; a name before its marker ("Tao et al. [26] found ...") takes the
clause that follows. Sentences without a marker before it that introduce the study ("In the 2022 trial (n=156) ...")
belong to the window, back to the previous marker, never out of the section. In a table the row is the passage.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from extract.annotate.claims.passages import clip, trimmed
from extract.model import Marker, Paper, Pieces, Sentence, Span, TableCell

MOST_SENTENCES_BACK = 5
FEWEST_WORDS = 4
WORD = re.compile(r"[^\W\d_]{2,}")
INTRODUCES = re.compile(
    r"""\b(?:(?:19|20)\d\d\b.{0,80}\b(?:study|trial|analysis|researchers|cohort|meeting|center|centre|group|data)
    | (?:study|trial|cohort|analysis)\b.{0,60}(?:\(n\s?=|involving|enrol|includ|recruit|with\s\d)
    | phase\s(?:I{1,3}|IV|[1-4])\b
    | NCT\d{8}
    | (?:a|an|one|another)\s(?:[\w-]+\s){0,5}(?:study|trial|analysis|meta-analysis|cohort)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
CONTINUES = re.compile(
    r"""^\W*(?:(?:The|This|That|These|Their|Its|They|It|Subgroup|Additionally|Furthermore|Moreover|Overall|In\sthis)\b)""",
    re.VERBOSE,
)
NARRATIVE_BEFORE = re.compile(
    r"(?:et\sal\.?,?|colleagues|co-?workers|team|group|study|trial|studies|analysis|"
    r"[A-Z][\w'’-]{1,30}\s(?:and|&)\s[A-Z][\w'’-]{1,30})"
    r"\s{0,3}(?:\((?:19|20)\d\d[a-z]?\)|in\s(?:19|20)\d\d)?[\s,(\[^*_]{0,20}$"
)


@dataclass(frozen=True, slots=True)
class Window:
    """What stands for one marker. `clause` is the narrowest part; `passage` holds it and what introduces it."""

    marker: Marker
    clause: Pieces
    passage: Pieces
    sentence: str | None
    cell: str | None


def find_windows(paper: Paper) -> Iterator[Window]:
    """One window for each marker, in text order of their sentences; then the rows of tables."""
    index = {sentence.id: at for at, sentence in enumerate(paper.sentences)}
    placed = [marker for marker in paper.markers if marker.sentence in index]
    placed.sort(key=lambda marker: (index[marker.sentence or ""], marker.span))
    marked = sorted({index[marker.sentence or ""] for marker in placed})
    for at, markers in groupby(placed, key=lambda marker: index[marker.sentence or ""]):
        yield from _in_sentence(paper, at, tuple(markers), marked)
    yield from _in_rows(paper)


def _in_sentence(paper: Paper, at: int, markers: tuple[Marker, ...], marked: list[int]) -> Iterator[Window]:
    sentence = paper.sentences[at]
    before = _introduction(paper, at, marked)
    for order, marker in enumerate(markers):
        clause = _clause(paper.text, sentence, markers, order)
        passage = (*before, *sentence.pieces) if order == 0 or not before else sentence.pieces
        yield Window(marker, clause, passage, sentence.id, None)


def _clause(text: str, sentence: Sentence, markers: tuple[Marker, ...], order: int) -> Pieces:
    """From the previous marker to this one; to the next one where a name or noun stands right before the marker."""
    span = sentence.span
    starts = span.start if order == 0 else markers[order - 1].span.end
    ends = markers[order].span.start
    following = markers[order + 1].span.start if order + 1 < len(markers) else span.end
    if order and _is_narrative(text, markers[order - 1], span.start):
        starts = max(starts, _last_break(text, starts, ends))
    if order + 1 == len(markers) or _is_narrative(text, markers[order], span.start):
        ends = following
    pieces = trimmed(text, clip(sentence.pieces, Span(starts, max(ends, starts))))
    enough = sum(len(WORD.findall(piece.of(text))) for piece in pieces) >= FEWEST_WORDS
    return pieces if enough and pieces else sentence.pieces


def _is_narrative(text: str, marker: Marker, start: int) -> bool:
    return bool(NARRATIVE_BEFORE.search(text[max(start, marker.span.start - 90) : marker.span.start]))


def _last_break(text: str, start: int, end: int) -> int:
    """After the last comma, semicolon or "while" between two markers, where the next study begins."""
    at = max(text.rfind("; ", start, end), text.rfind(", ", start, end), text.rfind(" while ", start, end))
    return at + 1 if at > start else start


def _introduction(paper: Paper, at: int, marked: list[int]) -> Pieces:
    """Sentences before, without a marker, from the one that introduces the study; empty where none does."""
    sentence = paper.sentences[at]
    position = bisect_left(marked, at)
    last_marked = marked[position - 1] if position else -1
    first = max(last_marked + 1, at - MOST_SENTENCES_BACK)
    while first < at and paper.sentences[first].section != sentence.section:
        first += 1
    text = paper.text
    for start in range(first, at):
        opened = INTRODUCES.search(paper.quote(paper.sentences[start]))
        follows = all(CONTINUES.search(paper.quote(paper.sentences[step])) for step in range(start + 1, at + 1))
        if opened and (follows or not INTRODUCES.search(paper.quote(sentence))):
            return tuple(piece for step in range(start, at) for piece in trimmed(text, paper.sentences[step].pieces))
    return ()


def _in_rows(paper: Paper) -> Iterator[Window]:
    for table in paper.tables:
        cells = {cell.id: cell for cell in table.cells}
        for marker in paper.markers:
            cell = cells.get(marker.cell or "")
            if cell is not None:
                row = _row(paper.text, table.cells, cell)
                yield Window(marker, row, row, None, cell.id)


def _row(text: str, cells: tuple[TableCell, ...], home: TableCell) -> Pieces:
    rows = range(home.row, home.row + max(home.row_span, 1))
    spans = sorted({cell.span for cell in cells if cell.row in rows and len(cell.span)} | {home.span})
    return trimmed(text, tuple(spans)) or (home.span,)
