"""A table cell's percent is that of its count in its column.

The denominator is the n that the column prints, or the one that most of its cells agree on; it must be borne out by
other cells of the table. A cell that does not fit is first tried against what else tables print percents of: a few
missing values, the sum of its row or row group, a row above, a denominator that its neighbours share. A percent that
no whole number up to n gives has no such excuse. What remains is an error where other columns of the row fit theirs, a
warning where there are none to compare; less than half a point is a note (percents are often made to sum to 100).
Rounding as in stat_percent_of_fraction.
"""

from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.proportions import fit_percent, percent_of, possible_denominators
from extract.audit.columns.denominators import (
    Denominator,
    column_denominator,
    fits,
    own_sizes,
    printed_sizes,
    row_blocks,
    trusted_shares,
)
from extract.audit.columns.shares import Share, cells_of_several, find_shares
from extract.audit.passages import evidence, place
from extract.model import Answer, Evidence, Finding, Library, Paper, Passed, Severity, Skipped, Table

NAME = "stat_column_percent"
VERSION = 2

SMALL = Decimal("0.5")
WHOLE = 100
MISSING = 0.9
OTHER_BASE = 1.1
LARGE = 10
BEYOND = 20
MANY, NEARLY_ALL = 8, 0.9
Columns = dict[int, Denominator | None]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        shares = trusted_shares(table, paper.text, find_shares(table, paper.text))
        for rows in row_blocks(table, paper.text) if shares else ():
            block = tuple(share for share in shares if share.row in rows)
            columns: Columns = {
                col: column_denominator(table, paper.text, col, shares, rows=rows)
                for col in {share.col for share in block}
            }
            for share in block:
                yield _judge(paper, table, block, columns, share)
        for cell in cells_of_several(table, paper.text):
            yield Skipped(cell.span, "several counts in one cell")


def _judge(paper: Paper, table: Table, shares: tuple[Share, ...], columns: Columns, share: Share) -> Answer:
    where = place(share.pieces)
    column = columns[share.col]
    if any(fits(share, n) for n in own_sizes(share)):
        return Passed(where)
    if column is None:
        return Skipped(where, "the column's denominator is not known")
    if fits(share, column.n):
        return _by_convention(paper, share, column) or Passed(where)
    if any(fits(share, n) for n in printed_sizes(table, paper.text, share.col)):
        return Passed(where)
    if share.count > column.n:
        return Skipped(where, "the count is above the column's n: the rows have another base")
    if share.percent == WHOLE and share.count >= LARGE:
        return Skipped(where, "the base of other rows")
    if not column.is_supported and not (column.printed and _table_is_supported(columns)):
        if _is_impossible_alone(shares, share, column):
            return _finding(
                paper, table, share, column, "warning", "; no whole number up to it gives the printed percent"
            )
        return Skipped(where, "the column's percents are not of one denominator")
    if abs(share.percent - percent_of(Decimal(share.count), Decimal(column.n))) < SMALL:
        return _finding(paper, table, share, column, "note", " (a small difference: adjusted to sum to 100, perhaps)")
    if not column.printed and (
        share.count == column.n or (not _is_agreed_by_many(column) and _bases(share, BEYOND * column.n))
    ):
        return Skipped(where, "the table prints no n that the percent could not be of")
    reason = _other_base(shares, columns, share, column.n)
    if reason is not None:
        return Skipped(where, reason)
    others = [columns[other.col] for other in shares if other.row == share.row and other.col != share.col]
    impossible = not _bases(share, column.n)
    certain = impossible or any(other is not None and other.is_supported for other in others)
    hint = "; no whole number up to it gives the printed percent" if impossible else ""
    return _finding(paper, table, share, column, "error" if certain else "warning", hint)


def _table_is_supported(columns: Columns) -> bool:
    """All columns with a printed n taken together: most of their cells fit."""
    printed = [column for column in columns.values() if column is not None and column.printed]
    cells, fitting = sum(column.cells for column in printed), sum(column.fits for column in printed)
    return fitting >= 2 and fitting >= 0.5 * cells


def _is_agreed_by_many(column: Denominator) -> bool:
    """An n that nearly all of many cells agree on is as good as a printed one."""
    return column.fits >= MANY and column.fits >= NEARLY_ALL * (column.cells - 1)


def _is_impossible_alone(shares: tuple[Share, ...], share: Share, column: Denominator) -> bool:
    """The one percent of a column whose n is printed, which neither any part of n nor the row's sum can give."""
    if not column.printed or column.cells > 1 or not share.is_named or _bases(share, column.n):
        return False
    row = sum(other.count for other in shares if other.row == share.row)
    return not fits(share, row)


def _bases(share: Share, n: int) -> tuple[int, ...]:
    return possible_denominators(share.percent, share.count, n) if share.count else ()


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


def _other_base(shares: tuple[Share, ...], columns: Columns, share: Share, n: int) -> str | None:
    """What else the percent may be of, in words; None where nothing that tables use gives it."""
    row = [other.count for other in shares if other.row == share.row]
    if len(row) > 1 and fits(share, sum(row)):
        return "a percent of the row, not of the column"
    group = [other for other in shares if other.col == share.col and other.group == share.group]
    total = sum(other.count for other in group)
    if total != n and any(other is not share and fits(other, total) and not fits(other, n) for other in group):
        return "a percent of its row group" if fits(share, total) else None
    if _column_shares_another(shares, share, n):
        return "a denominator that several cells of the column share"
    if _whole_row_differs(shares, columns, share):
        return "the row has another denominator than its column"
    above = [other.count for other in shares if other.col == share.col and other.row < share.row]
    if any(count > share.count and fits(share, count) for count in above[-1:]) or _is_of_opened_row(shares, share):
        return "a percent of a row above"
    bases = _bases(share, n)
    if not bases:
        return None
    if max(bases) > MISSING * n:
        return "a few missing values would explain it"
    neighbours = [other for other in group if other is not share and not fits(other, n)]
    if any(fits(other, base) for other in neighbours for base in bases):
        return "a denominator that neighbouring rows share"
    return None


def _is_of_opened_row(shares: tuple[Share, ...], share: Share) -> bool:
    """Whether all cells of a row with several fit the row right above their group ("Indication for operation")."""
    row = [other for other in shares if other.row == share.row]
    found = 0
    for one in row:
        group = [other.row for other in shares if other.col == one.col and other.group == one.group and one.group]
        above = [o.count for o in shares if o.col == one.col and group and o.row < min(group)][-3:]
        found += any(count > one.count and fits(one, count) for count in above)
    return found == len(row) > 1


def _column_shares_another(shares: tuple[Share, ...], share: Share, n: int) -> bool:
    """Whether other cells of the column that do not fit n either fit one base with this one."""
    others = [o for o in shares if o.col == share.col and o is not share and not fits(o, n)]
    for base in _bases(share, int(OTHER_BASE * n)):
        sharing = [other for other in others if fits(other, base)]
        if len(sharing) > 1 or (sharing and min(share.count, sharing[0].count) >= LARGE):
            return True
    return False


def _whole_row_differs(shares: tuple[Share, ...], columns: Columns, share: Share) -> bool:
    """Whether no cell of the row fits its column, and each could be of somewhat more or fewer than the column's n."""
    row = [(other, columns[other.col]) for other in shares if other.row == share.row]
    known = [(other, column.n) for other, column in row if column is not None]
    return len(known) > 1 and all(
        not fits(other, n) and any(base > 0.2 * n for base in _bases(other, int(OTHER_BASE * n))) for other, n in known
    )


def _finding(paper: Paper, table: Table, share: Share, column: Denominator, severity: Severity, hint: str) -> Finding:
    expected = percent_of(Decimal(share.count), Decimal(column.n)).quantize(Decimal("0.1"))
    base = "printed n" if column.printed else "n that the other cells agree on"
    label = f"{table.label}: " if table.label else ""
    return Finding(
        check=NAME,
        severity=severity,
        message=(
            f"{label}{share.count} of {column.n} ({base} of the column, {column.fits} of {column.cells} cells fit it) "
            f"is {expected}%, printed as {share.percent}%{hint}"
        ),
        reported=f"{share.percent}%",
        expected=f"{expected}%",
        evidence=(evidence(paper, "result", share.pieces), *_context(paper, table)),
    )


def _context(paper: Paper, table: Table) -> tuple[Evidence, ...]:
    return (evidence(paper, "context", table.caption),) if table.caption else ()
