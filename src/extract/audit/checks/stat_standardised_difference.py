"""A standardised mean difference is that of the proportions, or of the means, that the table prints.

SMD = |p1 - p2| / sqrt((p1(1 - p1) + p2(1 - p2)) / 2): Austin, Statistics in Medicine 2009;28:3083-3107; for means |m1
- m2| over the root of the mean variance. Only rows of one category are recomputed (several categories have more than
one definition); weighted samples cannot be recomputed, so a difference is a note. Two units of the last printed digit
are allowed on either side, since proportions, means and SDs are rounded before.
"""

from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.rounding import within_units
from extract.audit.arithmetic.tables import smd_of_means, smd_of_proportions
from extract.audit.columns.arms import number_in, smd_columns, smd_head_columns
from extract.audit.columns.denominators import trusted_shares
from extract.audit.columns.moments import find_moments
from extract.audit.columns.shares import find_shares
from extract.audit.passages import evidence
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped, Table, TableCell

NAME = "stat_standardised_difference"
VERSION = 1
SLACK = 2


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        shares = trusted_shares(table, paper.text, find_shares(table, paper.text))
        for comparison in smd_columns(table, paper.text, shares):
            for cell, printed in _numbers(paper, table, comparison.col):
                pair = [share for share in shares if share.row == cell.row and share.col in comparison.arms]
                if len(pair) != 2 or len(comparison.arms) != 2:
                    yield Skipped(cell.span, "not one category of two groups")
                    continue
                first, second = (share.count / size.n for share, size in zip(pair, comparison.sizes, strict=True))
                yield _judge(paper, cell, printed, smd_of_proportions(first, second), "counts")
        yield from _of_means(paper, table)


def _of_means(paper: Paper, table: Table) -> Iterator[Answer]:
    moments = find_moments(table, paper.text)
    for col, arms in smd_head_columns(table, {one.col for one in moments}):
        for cell, printed in _numbers(paper, table, col):
            pair = [one for one in moments if one.row == cell.row and one.col in arms]
            if len(pair) == 2 == len(arms):
                (m1, s1), (m2, s2) = ((float(one.mean), float(one.sd)) for one in pair)
                yield _judge(paper, cell, printed, smd_of_means(m1, s1, m2, s2), "means")


def _numbers(paper: Paper, table: Table, col: int) -> Iterator[tuple[TableCell, Decimal]]:
    for cell in table.cells:
        printed = number_in(cell, paper.text) if cell.col == col and cell.role != "head" else None
        if printed is not None:
            yield cell, printed


def _judge(paper: Paper, cell: TableCell, printed: Decimal, expected: float | None, of: str) -> Answer:
    spread = within_units(abs(printed), SLACK)
    if expected is None or float(spread.low) <= expected <= float(spread.high):
        return Passed(cell.span)
    return Finding(
        check=NAME,
        severity="note",
        message=f"the {of} give a standardised difference of {expected:.3f}, printed as {printed}",
        reported=str(printed),
        expected=f"{expected:.3f}",
        evidence=(evidence(paper, "result", (cell.span,)),),
    )
