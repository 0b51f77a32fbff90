"""A p that compares counts between a table's groups is one that a usual test of those counts gives.

Pearson's chi-squared with and without Yates' correction, and Fisher's exact test for two groups and two categories,
are recomputed from the cells. A p that any of them gives is sound; one that only Yates' correction gives is a note.
One that none gives is a note too (a trend, an adjusted or a rank test may stand behind it), and a warning where
significance at 0.05 differs from all of them by more than one unit of z.
"""

from collections.abc import Iterator

from extract.audit.arithmetic.distributions import normal_quantile
from extract.audit.arithmetic.rounding import cut
from extract.audit.arithmetic.tables import fisher_p, least_expected, pearson_p
from extract.audit.columns.arms import Comparison, p_columns, p_in
from extract.audit.columns.denominators import trusted_shares
from extract.audit.columns.shares import Share, find_shares
from extract.audit.expressions.estimates import PrintedP
from extract.audit.passages import evidence
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped, Table, TableCell

NAME = "stat_group_comparison"
VERSION = 1
ALPHA = 0.05
WARNING_Z = 1.0


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        shares = trusted_shares(table, paper.text, find_shares(table, paper.text))
        for comparison in p_columns(table, paper.text, shares):
            for cell in table.cells:
                p = p_in(cell, paper.text) if cell.col == comparison.col and cell.role != "head" else None
                if p is not None:
                    yield _judge(paper, table, shares, comparison, cell, p)


def _judge(
    paper: Paper, table: Table, shares: tuple[Share, ...], comparison: Comparison, cell: TableCell, p: PrintedP
) -> Answer:
    if len(comparison.arms) != 2:
        return Skipped(cell.span, "more than two columns, of which any may be compared")
    counts = _counts(table, shares, comparison, cell)
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
    fitting = [name for name, value in tests.items() if _is(p, value)]
    if fitting and fitting != ["Pearson's chi-squared test with Yates' correction"]:
        return Passed(cell.span)
    return _finding(paper, cell, p, tests, counts, only_yates=bool(fitting))


def _finding(
    paper: Paper,
    cell: TableCell,
    p: PrintedP,
    tests: dict[str, float],
    counts: list[list[int]],
    *,
    only_yates: bool,
) -> Finding:
    printed = f"p {p.relation} {p.value}"
    list_of = "; ".join(f"{name} p = {value:.3g}" for name, value in tests.items())
    way = f"counts {' | '.join(' vs '.join(map(str, row)) for row in counts)}: {list_of}; printed {printed}"
    if only_yates:
        way += f"; only the continuity correction gives it (least expected count {least_expected(counts):.2f})"
    far = min(_apart(p, value) for value in tests.values())
    flips = all((value < ALPHA) is not _significant(p) for value in tests.values())
    return Finding(
        check=NAME,
        severity="warning" if flips and far > WARNING_Z and not only_yates else "note",
        message=way,
        reported=printed,
        expected=list_of,
        evidence=(evidence(paper, "result", (cell.span,)),),
    )


def _counts(table: Table, shares: tuple[Share, ...], comparison: Comparison, cell: TableCell) -> list[list[int]] | None:
    """Categories by groups: of the row group that the p stands on, or of one row and its complement."""
    section = next((c for c in table.cells if c.row == cell.row and c.role in ("section", "stub")), None)
    rows = sorted({share.row for share in shares if share.col in comparison.arms})
    own = [share for share in shares if share.row == cell.row and share.col in comparison.arms]
    if own and not own[0].group:
        return _with_complement(own, comparison)
    below = [row for row in rows if row > cell.row] if not own else rows
    if section is None or not below:
        return None
    first = next((share for share in shares if share.row == (cell.row if own else below[0])), None)
    if first is None or not first.group or (not own and below[0] != cell.row + 1):
        return None
    found: list[list[int]] = []
    for row in rows:
        line = [share for share in shares if share.row == row and share.col in comparison.arms]
        if line and line[0].group == first.group and len(line) == len(comparison.arms):
            found.append([share.count for share in sorted(line, key=lambda share: share.col)])
    full = len(found) > 1 and all(sum(line[i] for line in found) == size.n for i, size in enumerate(comparison.sizes))
    return found if full else None


def _with_complement(own: list[Share], comparison: Comparison) -> list[list[int]] | None:
    if len(own) != len(comparison.arms):
        return None
    counts = [share.count for share in sorted(own, key=lambda share: share.col)]
    rest = [size.n - count for size, count in zip(comparison.sizes, counts, strict=True)]
    return [counts, rest] if min(rest) >= 0 else None


def _is(p: PrintedP, value: float) -> bool:
    if p.relation == "<":
        return value <= float(p.value)
    if p.relation == ">":
        return value >= float(p.value)
    spread = cut(p.value)
    return float(spread.low) <= value <= float(spread.high)


def _apart(p: PrintedP, value: float) -> float:
    printed = min(max(float(p.value), 1e-12), 1 - 1e-12)
    return abs(normal_quantile(printed / 2) - normal_quantile(min(max(value, 1e-12), 1 - 1e-12) / 2))


def _significant(p: PrintedP) -> bool:
    return p.relation != ">" and float(p.value) < ALPHA
