"""Drafts → text, spans, runs and boxes, through the composer."""

from collections import Counter
from collections.abc import Iterable, Sequence

from extract.model import Cell, Grid, Style
from extract.read.composer import Composer
from extract.read.pdf.lines import STYLES, Line, script_of
from extract.read.pdf.settings import LINES
from extract.read.pdf.shapes import ASCENT, DESCENT
from extract.read.pdf.tables.place import FoundTable
from extract.text import lazy_re as re

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LAST_WORD = re.compile(r"([^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){0,4})[-\u2010]$")
FIRST_WORD = re.compile(r"^[^\W\d_]+")
KEEPING = frozenset({"non", "self", "well", "high", "low", "post", "pre", "long", "short", "double", "single", "multi"})


def words_of(lines: Iterable[Line]) -> Counter[str]:
    """How often each word stands inside the lines, hyphened ones too: what line ends are judged by."""
    words: Counter[str] = Counter()
    for line in lines:
        parts = [fragment.text for fragment in line.fragments if not fragment.broken]
        for part in parts:
            if part.isascii() and part.isalpha():
                words[part.lower()] += 1
            else:
                words.update(word.lower() for word in WORD.findall(part))
    return words


def write_draft_lines(composer: Composer, lines: Sequence[Line], words: Counter[str]) -> None:
    """The lines of one block into the open block; words broken at line ends are joined."""
    for index, line in enumerate(lines):
        write_line(composer, line)
        following = lines[index + 1] if index + 1 < len(lines) else None
        end_line(composer, line, following, words)


def write_line(composer: Composer, line: Line) -> None:
    """One line, a run for each word or style stretch of a word."""
    box = line.frame.box
    small = LINES.script * line.size
    text, style, x0, x1, size, base = "", Style.PLAIN, 0.0, 0.0, 0.0, 0.0
    for index, fragment in enumerate(line.fragments):
        script = script_of(line, fragment) if fragment.size < small else Style.PLAIN
        own = STYLES[fragment.style | script if script else fragment.style]
        if text and not fragment.gap and own == style:
            text += fragment.text
            x0, x1 = min(x0, fragment.x0), max(x1, fragment.x1)
            continue
        if text:
            composer.write(text, style, box(x0, base - ASCENT * size, x1, base + DESCENT * size), size)
        text = " " + fragment.text if fragment.gap and index else fragment.text
        style, x0, x1, size, base = own, fragment.x0, fragment.x1, fragment.size, fragment.base
    if text:
        composer.write(text, style, box(x0, base - ASCENT * size, x1, base + DESCENT * size), size)


def end_line(composer: Composer, line: Line, following: Line | None, words: Counter[str]) -> None:
    """Join a broken word, keep a hyphen that belongs to it, or part two words."""
    last = line.fragments[-1].text
    if following is None or not (line.is_broken or last.endswith(("-", "\u2010"))):
        composer.end_line()
        if last.endswith("/") and following is not None:
            composer.join_line_keeping_hyphen()
        return
    head = LAST_WORD.search(_tail(line))
    tail = FIRST_WORD.match(following.fragments[0].text)
    if head is None or tail is None or not tail[0][0].islower():
        composer.join_line_keeping_hyphen()
    elif _is_one_word(head[1].lower(), tail[0].lower(), words):
        composer.join_line()
    else:
        composer.join_line_keeping_hyphen()


def _tail(line: Line) -> str:
    """The last word of a line, out of its glued fragments."""
    text = ""
    for fragment in reversed(line.fragments):
        text = fragment.text + text
        if fragment.gap:
            break
    return text


def _is_one_word(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether the hyphen is there for the line's sake: the paper's own words tell."""
    whole, parted = words[head + tail], words[f"{head}-{tail}"]
    if whole or parted:
        return whole >= parted
    if "-" in head:
        last = head.rsplit("-", 1)[1]
        return not (words[last] and words[tail]) if len(last) > 3 else True
    if head in KEEPING and words[tail]:
        return False
    return not (len(head) > 3 and len(tail) > 3 and words[head] > 1 and words[tail] > 1)


def write_table(composer: Composer, table: FoundTable, words: Counter[str]) -> Grid:
    """Blocks for the caption, the cells and each note; the grid points at them."""
    target = f"T-{table.label}" if table.label else None
    caption = None
    if table.caption:
        caption = composer.open("caption", target=target)
        write_draft_lines(composer, table.caption, words)
        composer.close()
    cells: list[Cell] = []
    if table.cells or table.lines:
        composer.open("table", target=target)
        cells = _write_cells(composer, table, words)
        for line in table.lines:
            write_draft_lines(composer, [line], words)
            composer.end_line()
        composer.close()
    notes = []
    for lines in table.notes:
        notes.append(composer.open("note", target=target))
        write_draft_lines(composer, lines, words)
        composer.close()
    return Grid(
        cells=tuple(cells),
        label=table.label,
        target=target,
        caption=composer.pieces(caption) if caption is not None else (),
        notes=tuple(composer.pieces(note) for note in notes if composer.pieces(note)),
        faults=table.faults,
        rule=table.rule,
    )


def _write_cells(composer: Composer, table: FoundTable, words: Counter[str]) -> list[Cell]:
    cells: list[Cell] = []
    row = -1
    for found in table.cells:
        if found.row != row:
            if row >= 0:
                composer.next_row()
            row = found.row
        else:
            composer.next_cell()
        start = composer.position
        write_draft_lines(composer, found.lines, words)
        span = composer.cell_from(start)
        if not span:
            continue
        cells.append(
            Cell(
                row=found.row,
                col=found.col,
                span=span,
                row_span=found.row_span,
                col_span=found.col_span,
                role=found.role,
            )
        )
    return cells
