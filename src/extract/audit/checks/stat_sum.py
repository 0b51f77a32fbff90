"""The counts of a row's groups sum to its total column.

Judged where a table has a column called total, all or overall and at least two other columns of counts, and where the
sum holds in most rows (at least four, and four in five): then the groups are parts of the total, and a row that
breaks the rule is wrong in one cell. A sum below the total by less than a twentieth is a note (a group left out, a
missing value); a sum above it cannot be, and is an error; anything else up to a fifth of the total is a warning, and
what is further off is left alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from extract.audit.columns.shares import Share, find_shares
from extract.audit.passages import evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Severity, Skipped, Table

NAME = "stat_sum"
VERSION = 1
LEAST = 4
MOST = 0.8
SMALL, FAR = 0.05, 0.2
_TOTAL = re.compile(r"^(?:grand\s)?(?:total|all|overall|whole|entire)\b", re.IGNORECASE)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        shares = find_shares(table, paper.text)
        total = _total_column(table, {share.col for share in shares})
        if total is None:
            continue
        rows: dict[int, dict[int, Share]] = defaultdict(dict)
        for share in shares:
            rows[share.row][share.col] = share
        columns = {share.col for share in shares}
        complete = [row for row in rows.values() if set(row) == columns]
        holding = sum(_parts(row, total) == row[total].count for row in complete)
        if len(columns) < 3 or holding < LEAST or holding < MOST * len(complete):
            continue
        for row in complete:
            yield _judge(paper, table, row, total)


def _judge(paper: Paper, table: Table, row: dict[int, Share], total: int) -> Answer:
    printed, found = row[total].count, _parts(row, total)
    if printed == found:
        return Passed(place(row[total].pieces))
    if abs(printed - found) > FAR * printed:
        return Skipped(place(row[total].pieces), "too far off to be a slip: another kind of total")
    severity: Severity = "error" if found > printed else "warning"
    if 0 < printed - found < SMALL * printed:
        severity = "note"
    parts = [share for col, share in sorted(row.items()) if col != total]
    return Finding(
        check=NAME,
        severity=severity,
        message=(
            f"{table.label or 'table'}: {' + '.join(str(share.count) for share in parts)} = {found}, "
            f"the total column prints {printed}; the other rows sum"
        ),
        reported=str(printed),
        expected=str(found),
        evidence=(
            evidence(paper, "result", row[total].pieces),
            *(evidence(paper, "context", share.pieces) for share in parts),
        ),
    )


def _parts(row: dict[int, Share], total: int) -> int:
    return sum(share.count for col, share in row.items() if col != total)


def _total_column(table: Table, columns: set[int]) -> int | None:
    """The one column whose head calls it the total."""
    named = {
        cell.col
        for cell in table.cells
        if cell.role == "body" and cell.col in columns and cell.col_path and _TOTAL.match(cell.col_path[-1].strip())
    }
    return named.pop() if len(named) == 1 else None
