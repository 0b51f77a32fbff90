"""A p that compares counts between a table's groups is one that a usual test of those counts gives.

Pearson's chi-squared with and without Yates' correction, and Fisher's exact test for two groups and two categories,
are recomputed from the cells. A p that any of them gives is sound; one that only Yates' correction gives is a note.
One that none gives is a note too (a trend, an adjusted or a rank test may stand behind it), and a warning where
significance at 0.05 differs from all of them by more than one unit of z. The printed p is taken with a whole unit
of its last digit on either side (rounded or cut off). Altman, Practical Statistics for Medical Research, 1991.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.arithmetic.distributions import z_of_p
from extract.audit.arithmetic.rounding import cut
from extract.audit.arithmetic.tables import fisher_p, least_expected, pearson_p
from extract.audit.columns.arms import Comparison, p_columns, p_in
from extract.audit.columns.denominators import fits, trusted_shares
from extract.audit.columns.shares import Share, shares_of
from extract.audit.expressions.shapes import PrintedP
from extract.audit.passages import evidence
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped, Table, TableCell

NAME = "stat_group_comparison"
VERSION = 1
ALPHA = 0.05
WARNING_Z = 1.0
Counts = list[list[int]]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        shares = trusted_shares(table, paper.text, shares_of(paper, table))
        for comparison in p_columns(table, paper.text, shares):
            rows = _rows(table, paper.text, shares, comparison)
            for cell in table.cells:
                p = p_in(cell, paper.text) if cell.col == comparison.col and cell.role != "head" else None
                if p is not None:
                    yield _judge(paper, rows, comparison, cell, p)


@dataclass(frozen=True, slots=True)
class Rows:
    """What a table prints in the compared columns: counts by row, the rows with any cell there, and those with a p."""

    lines: dict[int, list[Share]]
    filled: frozenset[int]
    with_p: frozenset[int]


def _rows(table: Table, text: str, shares: tuple[Share, ...], at: Comparison) -> Rows:
    lines: dict[int, list[Share]] = {}
    for share in sorted(shares, key=lambda share: (share.row, share.col)):
        if share.col in at.arms:
            lines.setdefault(share.row, []).append(share)
    return Rows(
        lines={row: line for row, line in lines.items() if len(line) == len(at.arms)},
        filled=frozenset(c.row for c in table.cells if c.col in at.arms and c.span.of(text).strip()),
        with_p=frozenset(c.row for c in table.cells if c.col == at.col and c.span.of(text).strip(" -–—")),
    )


def _judge(paper: Paper, rows: Rows, comparison: Comparison, cell: TableCell, p: PrintedP) -> Answer:
    if len(comparison.arms) != 2:
        return Skipped(cell.span, "more than two columns, of which any may be compared")
    counts = _counts(rows, comparison, cell)
    if counts is None:
        return Skipped(cell.span, "the counts that this p compares are not all in the table")
    given = {"Pearson's chi-squared test": pearson_p(counts)}
    if len(counts) == 2 and len(counts[0]) == 2:
        (a, b), (c, d) = counts
        given["Fisher's exact test"] = fisher_p(a, b, c, d)
        given["Pearson's chi-squared test with Yates' correction"] = pearson_p(counts, yates=True)
    tests = {name: value for name, value in given.items() if value is not None}
    if not tests:
        return Skipped(cell.span, "an empty row or column of counts")
    fitting = [name for name, value in tests.items() if p.allows(value, value, cut(p.value))]
    if fitting and fitting != ["Pearson's chi-squared test with Yates' correction"]:
        return Passed(cell.span)
    return _finding(paper, cell, p, tests, counts, only_yates=bool(fitting))


def _finding(
    paper: Paper,
    cell: TableCell,
    p: PrintedP,
    tests: dict[str, float],
    counts: Counts,
    *,
    only_yates: bool,
) -> Finding:
    printed = f"p {p.relation} {p.value}"
    list_of = "; ".join(f"{name} p = {value:.3g}" for name, value in tests.items())
    way = f"counts {' | '.join(' vs '.join(map(str, row)) for row in counts)}: {list_of}; printed {printed}"
    if only_yates:
        way += f"; only the continuity correction gives it (least expected count {least_expected(counts):.2f})"
    far = min(abs(z_of_p(float(p.value)) - z_of_p(value)) for value in tests.values())
    flips = all((value < ALPHA) is not _significant(p) for value in tests.values())
    return Finding(
        check=NAME,
        severity="warning" if flips and far > WARNING_Z and not only_yates else "note",
        message=way,
        reported=printed,
        expected=list_of,
        evidence=(evidence(paper, "result", (cell.span,)),),
    )


def _counts(rows: Rows, at: Comparison, cell: TableCell) -> Counts | None:
    """Categories by groups: the rows that the p stands for, or its one row and the complement.

    A p stands for the rows from its own, or from the one below its row group's name, down to the next p or name.
    """
    lines = rows.lines
    own = lines.get(cell.row)
    if own is None and cell.row in rows.filled:
        return None
    first = cell.row if own else cell.row + 1
    block = [lines[first]] if first in lines else []
    while block and (row := first + len(block)) in lines and row not in rows.with_p:
        if lines[row][0].group != block[0][0].group and not (own and not lines[row][0].stub):
            break
        block.append(lines[row])
    if own and len(block) == 1:
        return _with_complement(own, at)
    found = [[share.count for share in line] for line in block]
    full = len(found) > 1 and all(sum(line[i] for line in found) == size.n for i, size in enumerate(at.sizes))
    return found if full else None


def _with_complement(own: list[Share], comparison: Comparison) -> Counts | None:
    counts = [share.count for share in own]
    if not all(fits(share, size.n) for share, size in zip(own, comparison.sizes, strict=True)):
        return None
    return [counts, [size.n - count for size, count in zip(comparison.sizes, counts, strict=True)]]


def _significant(p: PrintedP) -> bool:
    return p.relation != ">" and float(p.value) < ALPHA
