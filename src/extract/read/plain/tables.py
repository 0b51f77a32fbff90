"""Tab-separated (or piped) lines → grids with their captions and notes."""

from dataclasses import dataclass, field

from extract.model import Cell, Grid, Pieces, Span
from extract.read.captions import CONTINUED, begins_note, split_caption, table_label
from extract.read.plain.chunks import is_finished
from extract.read.plain.items import Item
from extract.text import lazy_re as re

RULE_ROW = re.compile(r"[\s|:=+-]+$")
"""The line under a piped head: matches '|---|:--:|', not '| - | 3 |'."""

CELL = re.compile(r"[^\t]*")
PIPED_CELL = re.compile(r"(?<=\|)[^|]*(?=\|)")
ROLES_UNKNOWN = "tab_separated_lines"

Row = list[Span]


@dataclass(slots=True)
class _Draft:
    """A grid in the making, from one table or from several that go on behind a page break."""

    rows: list[Row]
    label: str | None = None
    caption: Pieces = ()
    notes: list[Pieces] = field(default_factory=list)


def find_grids(text: str, items: list[Item]) -> tuple[Grid, ...]:
    """Lay out the tables; captions and notes are found next to them, and items that are notes are marked so."""
    drafts: list[_Draft] = []
    claimed: set[int] = set()
    last: tuple[int, _Draft] | None = None
    for index, item in enumerate(items):
        if item.kind != "table":
            continue
        rows = _rows(text, item)
        if not _is_table(rows, items, index):
            item.kind = "paragraph"
            continue
        body, notes = _parted(text, rows)
        caption = _caption_above(items, index, claimed)
        label, words = split_caption(text, items[caption].span) if caption is not None else (None, ())
        if last is not None and _goes_on(text, items, last, index, label, caption):
            draft = last[1]
            draft.rows += _without_head(text, body, draft.rows[:3])
            draft.notes += notes
        else:
            draft = _Draft(body, label, words, notes)
            drafts.append(draft)
        if caption is not None:
            claimed.add(caption)
        draft.notes += _mark_notes(text, items, index)
        last = index, draft
        if draft.label is None:
            _take_caption_below(text, items, index, draft, claimed)
    return tuple(_grid(draft) for draft in drafts)


def _rows(text: str, item: Item) -> list[Row]:
    rows = []
    for line in item.chunk.lines:
        if item.chunk.kind == "pipe_table":
            if RULE_ROW.match(text, line.start, line.end):
                continue
            cells = [Span(*match.span()) for match in PIPED_CELL.finditer(text, line.start, line.end)]
        else:
            cells = _tabbed(text, line)
        rows.append([_trimmed(text, cell) for cell in cells])
    return rows


def _tabbed(text: str, line: Span) -> Row:
    cells, start = [], line.start
    for part in text[line.start : line.end].split("\t"):
        cells.append(Span(start, start + len(part)))
        start += len(part) + 1
    return cells


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(min(start, span.end), max(start, span.start + len(words.rstrip())) if words.strip() else start)


def _is_table(rows: list[Row], items: list[Item], index: int) -> bool:
    """Two rows make a table; a lone line with tabs needs a caption above it or three cells."""
    if len(rows) > 1:
        return True
    has_caption = index > 0 and items[index - 1].chunk.kind == "table_caption"
    return bool(rows) and (has_caption or len(rows[0]) > 2)


# Notes


def _is_note_row(text: str, row: Row) -> bool:
    """A row of which only the first cell is filled, with a note's words or a whole sentence."""
    if any(len(cell) for cell in row[1:]) or len(row) < 2:
        return False
    words = row[0].of(text)
    return begins_note(words) or (len(words) > 60 and is_finished(text, row[0].end))


def _parted(text: str, rows: list[Row]) -> tuple[list[Row], list[Pieces]]:
    """The rows of a table without the notes at their foot, and these."""
    end = len(rows)
    while end > 1 and _is_note_row(text, rows[end - 1]):
        end -= 1
    return rows[:end], [(row[0],) for row in rows[end:]]


def _without_head(text: str, rows: list[Row], head: list[Row]) -> list[Row]:
    """The rows behind those that only repeat the head."""
    while head and rows and [cell.of(text) for cell in rows[0]] == [cell.of(text) for cell in head[0]]:
        rows, head = rows[1:], head[1:]
    return rows


def _mark_notes(text: str, items: list[Item], index: int) -> list[Pieces]:
    """The items right behind a table that explain it."""
    notes: list[Pieces] = []
    for item in items[index + 1 : index + 12]:
        if item.kind == "furniture":
            continue
        if item.kind not in ("paragraph", "list_item", "front", "back") or item.zone == "references":
            break
        if not begins_note(text[item.start : min(item.end, item.start + 300)]):
            break
        item.kind = "note"
        notes.append(tuple(item.pieces))
    return notes


# Captions


def _caption_above(items: list[Item], index: int, claimed: set[int]) -> int | None:
    for at in range(index - 1, max(-1, index - 4), -1):
        if items[at].chunk.kind == "table_caption" and at not in claimed:
            return at
        if items[at].kind != "furniture":
            return None
    return None


def _take_caption_below(text: str, items: list[Item], index: int, draft: _Draft, claimed: set[int]) -> None:
    """A caption under the table, unless a table follows to which it belongs."""
    for at in range(index + 1, min(len(items), index + 8)):
        if items[at].chunk.kind == "table_caption":
            following = next((item for item in items[at + 1 : at + 4] if item.kind != "furniture"), None)
            if at not in claimed and (following is None or following.kind != "table"):
                draft.label, draft.caption = split_caption(text, items[at].span)
                claimed.add(at)
            return
        if items[at].kind not in ("note", "furniture"):
            return


# Tables that go on behind a page break


def _goes_on(
    text: str, items: list[Item], last: tuple[int, _Draft], index: int, label: str | None, caption: int | None
) -> bool:
    """A table with the same label, "continued", or the same head with only notes and furniture between."""
    before, draft = last
    if label is not None:
        same = draft.label is not None and label.lower() == draft.label.lower()
        words = items[caption].span.of(text) if caption is not None else ""
        match = table_label(words)
        return same and match is not None and bool(CONTINUED.match(words, match.end()))
    between = items[before + 1 : index]
    if any(item.kind not in ("note", "furniture") for item in between):
        return False
    head = [cell.of(text) for cell in _rows(text, items[index])[0]]
    return bool(draft.rows) and head == [cell.of(text) for cell in draft.rows[0]]


def _grid(draft: _Draft) -> Grid:
    cells = tuple(
        Cell(row=number, col=column, span=span)
        for number, row in enumerate(draft.rows)
        for column, span in enumerate(row)
    )
    return Grid(
        cells=cells,
        label=draft.label,
        caption=draft.caption,
        notes=tuple(draft.notes),
        roles_given=False,
        rule=ROLES_UNKNOWN,
    )
