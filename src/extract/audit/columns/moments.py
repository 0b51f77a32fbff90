"""Cells that print a mean with its standard deviation, and the columns of a table that compare them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.annotate.quantities.cells import parse_cell
from extract.model import Pieces, Table, TableCell

_NAMED_SD = re.compile(r"\bSD\b|\bS\.D\.|standard\sdeviations?", re.IGNORECASE)
_NAMED_SE = re.compile(r"\bSEM?\b|\bS\.E\.|standard\serrors?|\bCI\b|\bIQR\b|\bmedian|\brange\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """A mean and an SD as printed; `group` is the row's path, `heads` the column's."""

    row: int
    col: int
    mean: Decimal
    sd: Decimal
    pieces: Pieces
    group: tuple[str, ...]
    heads: tuple[str, ...] = ()


def find_moments(table: Table, text: str) -> tuple[Moments, ...]:
    """All cells that print a mean with an SD: the row, its head, the caption or a note says that it is one."""
    around = " ".join(piece.of(text) for pieces in (table.caption, *table.notes) for piece in pieces)
    found = [_moments(cell, text, around) for cell in table.cells if cell.role == "body"]
    return tuple(moments for moments in found if moments is not None)


def _moments(cell: TableCell, text: str, around: str) -> Moments | None:
    read = parse_cell(cell.span.of(text))
    if read is None or read.form not in ("mean_sd", "value_and_other") or read.interval is not None:
        return None
    names = " ".join((*cell.row_path, *cell.col_path))
    if _NAMED_SE.search(names) or "%" in names:
        return None
    if not _NAMED_SD.search(names) and (not _NAMED_SD.search(around) or _NAMED_SE.search(around)):
        return None
    mean, sd = read.value, read.spread or read.second
    if mean is None or sd is None or sd <= 0:
        return None
    return Moments(
        row=cell.row, col=cell.col, mean=mean, sd=sd, pieces=(cell.span,), group=cell.row_path, heads=cell.col_path
    )
