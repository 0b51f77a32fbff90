"""What holds for a whole table: its caption, notes and columns."""

import re
from dataclasses import dataclass

from extract.annotate.results.columns import Column, read_column
from extract.annotate.results.lexicon import Lexicon, Mention
from extract.model import ResultRole, Table, TableCell

BASELINE = re.compile(
    r"\b(?:baseline|characteristics?|demographics?|clinicopathologic\w*|patient profile)\b", re.IGNORECASE
)
SPREAD = re.compile(r"±|\bmean\b|\(SD\)|SD\s?=|standard deviation|^\W{0,2}SD\W{0,2}$", re.IGNORECASE)
LATER = re.compile(
    r"\b(?:after|post|follow-?up|outcomes?|comparison of|effects? of|changes?|results?)\b", re.IGNORECASE
)
DESIGN = re.compile(
    r"\b(?:dose constraints?|constraints|criteria|schedule|definitions?|questionnaire|protocol|"
    r"abbreviations|regimens?|compositions?|ingredients?|nutrients?|nutritional|time ?frames?|outline|"
    r"dosing|dosimetric parameters|search (?:strategy|terms))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for a whole table."""

    table: Table
    text: str
    caption: str
    notes: str
    role: ResultRole
    columns: dict[tuple[str, ...], Column]
    lexicon: Lexicon


def frame_of(table: Table, text: str, lexicon: Lexicon) -> Frame:
    """Caption, notes and columns of a table, read once."""
    caption = " ".join(piece.of(text) for piece in table.caption)
    notes = " ".join(piece.of(text) for note in table.notes for piece in note)
    notes += " ".join(cell.span.of(text) for cell in table.cells if cell.role == "note")
    notes += " ".join(cell.span.of(text) for cell in table.cells if cell.role == "head" and cell.col == 0)
    paths = {cell.col_path for cell in table.cells if cell.role == "body"}
    role: ResultRole = (
        "baseline"
        if BASELINE.search(caption) and not LATER.search(caption)
        else "design"
        if DESIGN.search(caption)
        else "result"
    )
    return Frame(table, text, caption, notes, role, {path: read_column(path) for path in paths}, lexicon)


def mention_of(frame: Frame, cell: TableCell, column: Column) -> Mention | None:
    """The measure that the row names, else the column's heads, else the caption."""
    for level in (*reversed(cell.row_path), column.head, *reversed(column.prefix)):
        for mention in frame.lexicon.mentions(level):
            if mention.measure != "SD" or not SPREAD.search(level):
                return mention
    found = frame.lexicon.mentions(frame.caption)
    return found[0] if found and not (found[0].measure == "SD" and SPREAD.search(frame.caption)) else None
