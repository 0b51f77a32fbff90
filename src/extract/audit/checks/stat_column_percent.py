"""A table cell's percent is that of its count in its column.

The denominator is the n that the column prints, or the one that most of its cells agree on. A cell that does not fit is
first tried against what else tables print percents of: the sum of its row group, a parent row, its own row across
the columns, a denominator that its neighbours share (missing values). What none of them gives is an error where the
other columns of the row fit theirs, a warning where there are none to compare. Rounding as in stat_percent_of_fraction.
"""

from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.proportions import fit_percent, possible_denominators
from extract.audit.columns.denominators import Denominator, column_denominator, fits, printed_sizes
from extract.audit.columns.shares import Share, find_shares
from extract.audit.passages import evidence, place
from extract.model import Answer, Evidence, Finding, Library, Paper, Passed, Skipped, Table

NAME = "stat_column_percent"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        shares = find_shares(table, paper.text)
        columns = {col: column_denominator(table, paper.text, col, shares) for col in {share.col for share in shares}}
        for share in shares:
            yield _judge(paper, table, shares, columns, share)


def _judge(
    paper: Paper, table: Table, shares: tuple[Share, ...], columns: dict[int, Denominator | None], share: Share
) -> Answer:
    where = place(share.pieces)
    column = columns[share.col]
    if column is None:
        return Skipped(where, "the column's denominator is not known")
    if fits(share, column.n):
        return _by_convention(paper, share, column) or Passed(where)
    if any(fits(share, n) for n in printed_sizes(table, paper.text, share.col)):
        return Passed(where)
    if not column.is_supported:
        return Skipped(where, "the column's percents are not of one denominator")
    reason = _other_base(shares, columns, share, column.n)
    if reason is not None:
        return Skipped(where, reason)
    return _finding(paper, table, shares, columns, share, column)


def _by_convention(paper: Paper, share: Share, column: Denominator) -> Finding | None:
    fit = fit_percent(share.percent, Decimal(share.count), Decimal(column.n))
    if fit.fit != "convention" or not column.printed:
        return None
    return Finding(
        check=NAME,
        severity="note",
        message=f"{share.count}/{column.n} = {fit.expected}%; {share.percent}% is that {fit.convention}",
        reported=f"{share.percent}%",
        expected=f"{fit.expected}%",
        evidence=(evidence(paper, "result", share.pieces),),
    )


def _other_base(shares: tuple[Share, ...], columns: dict[int, Denominator | None], share: Share, n: int) -> str | None:
    """What else the percent may be of, in words; None where nothing that tables use gives it."""
    if _whole_row_differs(shares, columns, share):
        return "the row has another denominator than its column"
    row = [other.count for other in shares if other.row == share.row]
    if len(row) > 1 and fits(share, sum(row)):
        return "a percent of the row, not of the column"
    group = [other for other in shares if other.col == share.col and other.group == share.group]
    if any(fits(share, total) for total in _run_sums(group, share) if total != n):
        return "a percent of its row group"
    above = [other.count for other in shares if other.col == share.col and other.row < share.row]
    if share.stub[:1].isspace() or above:
        near = above[-3:]
        if any(count > share.count and fits(share, count) for count in near):
            return "a percent of a row above"
    neighbours = [other for other in group if other is not share and abs(other.row - share.row) <= 3]
    shared = {m for m in possible_denominators(share.percent, share.count, n) if n * 0.5 <= m < n}
    if any(not fits(other, n) and any(fits(other, m) for m in shared) for other in neighbours):
        return "a denominator that neighbouring rows share"
    return None


def _whole_row_differs(shares: tuple[Share, ...], columns: dict[int, Denominator | None], share: Share) -> bool:
    others = [(other, columns[other.col]) for other in shares if other.row == share.row and other.col != share.col]
    judged = [fits(other, column.n) for other, column in others if column is not None and column.is_supported]
    return bool(judged) and sum(judged) * 2 < len(judged)


def _run_sums(group: list[Share], share: Share) -> Iterator[int]:
    """Sums of consecutive rows of the group that hold this one."""
    at = group.index(share)
    for first in range(at, -1, -1):
        total = sum(other.count for other in group[first:at])
        for last in range(at, len(group)):
            total += group[last].count
            if last > first:
                yield total


def _finding(
    paper: Paper,
    table: Table,
    shares: tuple[Share, ...],
    columns: dict[int, Denominator | None],
    share: Share,
    column: Denominator,
) -> Finding:
    fit = fit_percent(share.percent, Decimal(share.count), Decimal(column.n))
    allowed = possible_denominators(share.percent, share.count, column.n) if share.count else ()
    others = [other for other in shares if other.row == share.row and other.col != share.col]
    certain = not allowed or any((c := columns[other.col]) is not None and fits(other, c.n) for other in others)
    base = "printed n" if column.printed else "n that the other cells agree on"
    hint = "" if allowed else "; no whole number up to it gives the printed percent"
    label = f"{table.label}: " if table.label else ""
    return Finding(
        check=NAME,
        severity="error" if certain else "warning",
        message=(
            f"{label}{share.count} of {column.n} ({base} of the column, {column.fits} of {column.cells} cells fit it) "
            f"is {fit.expected}%, printed as {share.percent}%{hint}"
        ),
        reported=f"{share.percent}%",
        expected=f"{fit.expected}%",
        evidence=(evidence(paper, "result", share.pieces), *_context(paper, table)),
    )


def _context(paper: Paper, table: Table) -> tuple[Evidence, ...]:
    return (evidence(paper, "context", table.caption),) if table.caption else ()
