"""Rows that exclude each other hold no more patients than their column.

Child-Pugh A 75 (89.3) and B 11 (13.1) in a column of n = 84 are 86. Looked at are neighbouring rows of one row group
whose names exclude each other (sexes, classes of a scale, yes and no, two sides of a threshold, kinds of response), in
a column that prints its n, of which all their percents are. A sum above n cannot be: an error. A sum below may be
missing values and is left alone, as are columns in which other such rows agree on another n that their percents fit.
"""

from collections import Counter
from collections.abc import Iterator

from extract.audit.columns.denominators import Denominator, column_denominator, fits, printed_sizes, trusted_shares
from extract.audit.columns.exclusive import Run, exclusive_runs
from extract.audit.columns.shares import find_shares
from extract.audit.passages import evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped, Table

NAME = "stat_category_sum"
VERSION = 1
FAR = 3


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        shares = trusted_shares(table, paper.text, find_shares(table, paper.text))
        runs = tuple(exclusive_runs(shares))
        columns = {run[0].col: column_denominator(table, paper.text, run[0].col, shares) for run in runs}
        sums = Counter((run[0].col, _total(run)) for run in runs)
        for run in runs:
            yield _judge(paper, table, run, columns[run[0].col], sums)


def _judge(paper: Paper, table: Table, run: Run, column: Denominator | None, sums: Counter[tuple[int, int]]) -> Answer:
    where, total = place(run[0].pieces), _total(run)
    if column is None or not column.printed:
        return Skipped(where, "the column prints no n")
    if not all(fits(share, column.n) for share in run):
        return Skipped(where, "the percents are not of the column's n")
    sizes = [n for n in printed_sizes(table, paper.text, run[0].col) if all(fits(share, n) for share in run)]
    if total <= max([column.n, *sizes]):
        return Passed(where)
    if sums[run[0].col, total] > 1 and all(fits(share, total) for share in run):
        return Skipped(where, "other rows of the column have the same sum: its n is another")
    if (total - column.n) * FAR > column.n:
        return Skipped(where, "too far off to be a slip: the rows may not exclude each other")
    parts = " + ".join(str(share.count) for share in run)
    names = ", ".join(share.stub for share in run)
    return Finding(
        check=NAME,
        severity="error",
        message=f"{table.label or 'table'}, {names}: {parts} = {total}, in a column of {column.n}",
        reported=str(total),
        expected=str(column.n),
        evidence=tuple(
            evidence(paper, "result", share.pieces) for share in sorted(run, key=lambda s: (s.count, -s.row))
        ),
    )


def _total(run: Run) -> int:
    return sum(share.count for share in run)
