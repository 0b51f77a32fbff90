"""Groups of rows that share patients out: a label ("ECOG status") and below it one row for each value with counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Paper, Table, TableCell


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One value of a group: its label, its first count, the counts of all columns, the cell of the first count."""

    label: str
    counts: tuple[int, ...]
    cell: TableCell


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The label of a group, its rows in order, and their table."""

    label: str
    rows: tuple[GroupRow, ...]
    table: Table


_COUNT = re.compile(r"^\s*(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\s*(?:[(\[/]|$)")
_HOW_COUNTED = re.compile(r"(?<!\s)\s{0,2},?\s{0,2}[(\[](?:n|no\.?|N)?[\s,(\[]{0,3}%?\s?[)\]]{1,2}$")
_REST = re.compile(r"[,(\[].*$", re.DOTALL)


def row_groups(paper: Paper) -> Iterator[RowGroup]:
    """All groups of two and more rows whose cells are counts, or counts with percents."""
    for table in paper.tables:
        rows: dict[tuple[str, ...], list[TableCell]] = {}
        for cell in table.cells:
            if cell.role == "body" and len(cell.row_path) >= 2 and cell.span.of(paper.text).strip():
                rows.setdefault(cell.row_path, []).append(cell)
        groups: dict[tuple[str, ...], list[GroupRow]] = {}
        for path, cells in rows.items():
            counts = [(cell, int(match["n"].replace(",", ""))) for cell in cells if (match := _count(paper, cell))]
            if counts and cells[0] is counts[0][0]:
                row = GroupRow(
                    _HOW_COUNTED.sub("", path[-1]).strip(), tuple(count for _, count in counts), counts[0][0]
                )
                groups.setdefault(path[:-1], []).append(row)
        for path, found in groups.items():
            if len(found) >= 2:
                yield RowGroup(_REST.sub("", path[-1]).strip(), tuple(found), table)


def _count(paper: Paper, cell: TableCell) -> re.Match[str] | None:
    return _COUNT.match(cell.span.of(paper.text))
