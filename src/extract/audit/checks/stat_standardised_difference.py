"""A standardised mean difference printed for counts is that of their proportions.

SMD = |p1 - p2| / sqrt((p1(1 - p1) + p2(1 - p2)) / 2): Austin, Statistics in Medicine 2009;28:3083-3107. Only rows of
one category are recomputed (several categories have more than one definition); weighted samples cannot be recomputed,
so a difference is a note.
"""

from collections.abc import Iterator

from extract.audit.arithmetic.rounding import within_units
from extract.audit.arithmetic.tables import smd_of_proportions
from extract.audit.columns.arms import number_in, smd_columns
from extract.audit.columns.denominators import trusted_shares
from extract.audit.columns.shares import find_shares
from extract.audit.passages import evidence
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_standardised_difference"
VERSION = 1
SLACK = 2


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        shares = trusted_shares(table, paper.text, find_shares(table, paper.text))
        for comparison in smd_columns(table, paper.text, shares):
            for cell in table.cells:
                printed = number_in(cell, paper.text) if cell.col == comparison.col and cell.role != "head" else None
                if printed is None:
                    continue
                pair = [share for share in shares if share.row == cell.row and share.col in comparison.arms]
                if len(pair) != 2 or len(comparison.arms) != 2:
                    yield Skipped(cell.span, "not one category of two groups")
                    continue
                first, second = (share.count / size.n for share, size in zip(pair, comparison.sizes, strict=True))
                expected = smd_of_proportions(first, second)
                spread = within_units(abs(printed), SLACK)
                if expected is None or float(spread.low) <= expected <= float(spread.high):
                    yield Passed(cell.span)
                else:
                    yield Finding(
                        check=NAME,
                        severity="note",
                        message=f"the counts give a standardised difference of {expected:.3f}, printed as {printed}",
                        reported=str(printed),
                        expected=f"{expected:.3f}",
                        evidence=(evidence(paper, "result", (cell.span,)),),
                    )
