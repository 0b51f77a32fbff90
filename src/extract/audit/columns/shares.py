"""Cells that print a count with its percent, alone or over two neighbouring columns."""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.expressions.shapes import NUMBER, WHOLE, decimal
from extract.model import Pieces, Span, Table, TableCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A count and a percent of something; `group` names the rows that belong together (row path without its leaf).

    `is_named`: a percent sign in the cell, its heads, its stubs or the caption says that it is a percent; the others
    are candidates that a column's n must bear out.
    """

    row: int
    col: int
    count: int
    percent: Decimal
    pieces: Pieces
    stub: str
    group: tuple[str, ...]
    is_named: bool


_MARK = r"\s?(?:[*†‡§¶#a-e]|\^?[a-e0-9]\b){0,2}"
COUNT_PERCENT = re.compile(rf"^\s*(?P<count>{WHOLE})\s?[(\[]\s?(?P<percent>{NUMBER})\s?(?P<sign>%)?\s?[)\]]{_MARK}\s*$")
COUNT_COMMA_PERCENT = re.compile(rf"^\s*(?P<count>{WHOLE})\s?[,;/]\s(?P<percent>{NUMBER})\s?(?P<sign>%)\s*$")
PERCENT_COUNT = re.compile(
    rf"^\s*(?P<percent>{NUMBER})\s?(?P<sign>%)\s?[(\[]\s?(?:n\s?=\s?)?(?P<count>{WHOLE})\s?[)\]]{_MARK}\s*$"
)
_ONLY_COUNT = re.compile(rf"^\s*(?P<count>{WHOLE})\s*$")
_ONLY_PERCENT = re.compile(rf"^\s*[(\[]?(?P<percent>{NUMBER})\s?(?P<sign>%)?[)\]]?\s*$")
_COUNT_HEAD = re.compile(
    r"^(?:n|no\.?|number|count|freq(?:uency|\.)?|n(?:o\.)? of (?:patients|cases|subjects|events))$", re.I
)
_PERCENT_HEAD = re.compile(r"^[(\[]?(?:%|percent(?:age)?|per cent|n?\s?%)[)\]]?$", re.I)
_OTHER_MEASURE = re.compile(
    r"\b(?:mean|median|average|SD|S\.D\.|IQR|range|SEM?|s\.e\.m?\.|score|interval|ratio|CI|min|max|per 100|per 1,?000"
    r"|rate per)\b|±"
)


def find_shares(table: Table, text: str) -> tuple[Share, ...]:
    """All counts with percents of a table, in row order. A cell that the row or column calls a mean is none."""
    rows: dict[int, list[TableCell]] = defaultdict(list)
    for cell in table.cells:
        if cell.role == "body":
            rows[cell.row].append(cell)
    caption = " ".join(piece.of(text) for piece in table.caption)
    found: list[Share] = []
    for row in sorted(rows):
        cells = sorted(rows[row], key=lambda cell: cell.col)
        for index, cell in enumerate(cells):
            share = _in_one(cell, text, caption) or (
                _in_two(cell, cells[index + 1], text) if index + 1 < len(cells) else None
            )
            if share is not None:
                found.append(share)
    return tuple(found)


def _in_one(cell: TableCell, text: str, caption: str) -> Share | None:
    printed = cell.span.of(text)
    match = COUNT_PERCENT.match(printed) or PERCENT_COUNT.match(printed) or COUNT_COMMA_PERCENT.match(printed)
    if match is None:
        return None
    names = " ".join((*cell.row_path, *cell.col_path))
    named = bool(match["sign"]) or "%" in names or "percent" in names.lower() or "%" in caption
    if not match["sign"] and _OTHER_MEASURE.search(" ".join(cell.row_path if not named else cell.row_path[-1:])):
        return None
    return _share(cell, match["count"], match["percent"], (cell.span,), is_named=named)


def _in_two(cell: TableCell, following: TableCell, text: str) -> Share | None:
    if following.col != cell.col + cell.col_span or not cell.col_path or not following.col_path:
        return None
    if not _COUNT_HEAD.match(cell.col_path[-1].strip()) or not _PERCENT_HEAD.match(following.col_path[-1].strip()):
        return None
    count, percent = _ONLY_COUNT.match(cell.span.of(text)), _ONLY_PERCENT.match(following.span.of(text))
    if count is None or percent is None:
        return None
    return _share(cell, count["count"], percent["percent"], (cell.span, following.span), is_named=True)


def _share(cell: TableCell, count: str, percent: str, pieces: tuple[Span, ...], *, is_named: bool) -> Share | None:
    counted, share = decimal(count), decimal(percent)
    if counted is None or share is None or share > 100:
        return None
    return Share(
        row=cell.row,
        col=cell.col,
        count=int(counted),
        percent=share,
        pieces=pieces,
        stub=cell.row_path[-1] if cell.row_path else "",
        group=cell.row_path[:-1],
        is_named=is_named,
    )
