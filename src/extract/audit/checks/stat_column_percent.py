"""A table cell's percent is that of its count in its column.

The denominator is the n that the column prints, or the one that most of its cells agree on; it must be borne out by
other cells of the table. A cell that does not fit is first tried against what else tables print percents of: a few
missing values, the sum of its row or row group, a row above, a denominator that its neighbours share. What remains is
an error where another cell of the row is a percent of its column's n, and no whole number up to n gives the printed
percent, truncated or rounded twice or not: no other base can be meant then. Otherwise it is a warning: some part of n
that the table does not print, or lesions and events instead of patients. Less than half a point is a note (percents are
often made to sum to 100). Rounding as in stat_percent_of_fraction.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.audit.arithmetic.proportions import fit_percent, percent_of
from extract.audit.columns.bases import (
    OF_ROW,
    OTHER_THAN_COLUMN,
    Columns,
    group_total,
    is_of_neighbours,
    may_have_another_n,
    other_base,
    possible_bases,
)
from extract.audit.columns.denominators import (
    Denominator,
    column_denominator,
    fits,
    own_sizes,
    printed_sizes,
    row_blocks,
    trusted_shares,
)
from extract.audit.columns.shares import Share, cells_of_several, shares_of
from extract.audit.passages import evidence, place
from extract.model import Answer, Evidence, Finding, Library, Paper, Passed, Severity, Skipped, Table

NAME = "stat_column_percent"
VERSION = 2

Sizes = dict[int, tuple[int, ...]]
"""The sizes printed for each column."""

SMALL = Decimal("0.5")
WHOLE = 100
LARGE = 10
MANY, NEARLY_ALL = 8, 0.9
IMPOSSIBLE = "; no whole number up to it gives the printed percent"
GRAVEST_FIRST: tuple[Severity, ...] = ("error", "warning", "note")
MOST_TOLD = 6
"""Cells that the message of a whole table names."""
P_ALONE = re.compile(r"^\s*(?:[pP]\s?)?(?:[<>≤≥=]\s?0?[.·]\d{1,4}|[nN]\.?[sS]\.?)\s*$")


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        shares = trusted_shares(table, paper.text, shares_of(paper, table))
        for rows in row_blocks(table, paper.text) if shares else ():
            block = tuple(share for share in shares if share.row in rows)
            columns: Columns = {
                col: column_denominator(table, paper.text, col, shares, rows=rows)
                for col in {share.col for share in block}
            }
            yield from _judge_rows(paper, table, block, columns)
        for cell in cells_of_several(table, paper.text):
            yield Skipped(cell.span, "several counts in one cell")


def _judge_rows(paper: Paper, table: Table, block: tuple[Share, ...], columns: Columns) -> Iterator[Answer]:
    """One answer for each cell; those that are percents of cells of their row have one cause, and one finding."""
    shifted = _shifted_rows(table, paper.text, columns)
    sizes = {col: printed_sizes(table, paper.text, col) for col in columns}
    of_rows: list[tuple[Share, Finding]] = []
    for share in block:
        if share.row in shifted:
            yield Skipped(place(share.pieces), "a p stands in a column of percents: the row's cells are shifted")
            continue
        answer = _judge(paper, table, block, columns, sizes, share)
        column = columns[share.col]
        if column is not None and _is_off(answer) and is_of_neighbours(block, share):
            reported = answer if isinstance(answer, Finding) else None
            of_rows.append((share, reported or _finding(paper, table, share, column.n, _told(column), "note")))
        else:
            yield answer
    if len(of_rows) == 1 and of_rows[0][1].severity != "note":
        yield of_rows[0][1]
    elif of_rows:
        yield _of_rows(paper, table, of_rows)
        yield from (Skipped(place(share.pieces), "told with the other percents of rows") for share, _ in of_rows[1:])


def _is_off(answer: Answer) -> bool:
    """Whether a cell is no percent of its column's n: told aloud, or left alone as of its row."""
    if isinstance(answer, Finding):
        return answer.severity != "note"
    return isinstance(answer, Skipped) and answer.reason in (OF_ROW, OTHER_THAN_COLUMN)


def _of_rows(paper: Paper, table: Table, found: list[tuple[Share, Finding]]) -> Finding:
    """The one finding of a table in whose columns some rows print percents of the row."""
    gravest = min((finding for _, finding in found), key=lambda finding: GRAVEST_FIRST.index(finding.severity))
    cells = "; ".join(f"{share.stub!r} {share.count} ({share.percent}%)" for share, _ in found[:MOST_TOLD])
    more = f" and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
    label = f"{table.label}: " if table.label else ""
    return replace(
        gravest,
        message=f"{label}percents of the row, in columns whose other percents are of the column's n: {cells}{more}",
        evidence=(*(evidence(paper, "result", share.pieces) for share, _ in found), *_context(paper, table)),
        reported=", ".join(dict.fromkeys(str(finding.reported) for _, finding in found)),
        expected=", ".join(dict.fromkeys(str(finding.expected) for _, finding in found)),
    )


def _shifted_rows(table: Table, text: str, columns: Columns) -> set[int]:
    return {cell.row for cell in table.cells if cell.col in columns and P_ALONE.match(cell.span.of(text))}


def _judge(
    paper: Paper, table: Table, shares: tuple[Share, ...], columns: Columns, sizes: Sizes, share: Share
) -> Answer:
    where = place(share.pieces)
    column = columns[share.col]
    if any(fits(share, n) for n in own_sizes(share)):
        return Passed(where)
    if column is None:
        return Skipped(where, "the column's denominator is not known")
    answer = _of_printed_sizes(paper, share, column, sizes[share.col])
    if answer is not None:
        return answer
    if not column.is_supported and not (column.printed and _table_is_supported(columns)):
        if _is_impossible_alone(shares, share, column):
            return _finding(paper, table, share, column.n, _told(column), "warning", IMPOSSIBLE)
        return Skipped(where, "the column's percents are not of one denominator")
    if abs(share.percent - percent_of(Decimal(share.count), Decimal(column.n))) < SMALL:
        hint = " (a small difference: adjusted to sum to 100, perhaps)"
        return _finding(paper, table, share, column.n, _told(column), "note", hint)
    reason = _other_whole(paper, shares, columns, share, column)
    if reason is not None:
        return Skipped(where, reason)
    return _wrong(paper, table, shares, columns, share, column)


def _of_printed_sizes(paper: Paper, share: Share, column: Denominator, sizes: tuple[int, ...]) -> Answer | None:
    """The answer that the sizes printed for the column give; None where the percent is of none of them."""
    where = place(share.pieces)
    if fits(share, column.n):
        return _by_convention(paper, share, column) or Passed(where)
    if any(fits(share, n) for n in sizes):
        return Passed(where)
    if share.count > column.n:
        return Skipped(where, "the count is above the column's n: the rows have another base")
    if share.percent == WHOLE and share.count >= LARGE:
        return Skipped(where, "the base of other rows")
    return None


def _other_whole(
    paper: Paper, shares: tuple[Share, ...], columns: Columns, share: Share, column: Denominator
) -> str | None:
    """What else than the column's n the percent may be of, in words: another base of the table, or one of the text."""
    if not column.printed and (
        share.count == column.n or (not _is_agreed_by_many(column) and may_have_another_n(share, column.n))
    ):
        return "the table prints no n that the percent could not be of"
    reason = other_base(shares, columns, share, column.n)
    if reason is None and _base_told(paper, share):
        return "the text tells the count of another whole, of which the percent is right"
    return reason


def _wrong(
    paper: Paper, table: Table, shares: tuple[Share, ...], columns: Columns, share: Share, column: Denominator
) -> Answer:
    """A percent that nothing explains, told by the sum of its row group or the n of its column."""
    total = group_total(shares, share)
    if total is not None and total < column.n:
        severity: Severity = "warning" if possible_bases(share, total) else "error"
        return _finding(paper, table, share, total, "the sum of its row group", severity)
    printed = [other.n for other in columns.values() if other is not None and other.printed]
    if any(n not in (sum(printed), *printed) for n in own_sizes(share)):
        return Skipped(place(share.pieces), "the row or its group prints a size of its own")
    impossible = not possible_bases(share, column.n)
    hint = _hint(share, columns) if impossible else ""
    certain = impossible and _row_is_of_its_columns(shares, columns, share)
    return _finding(paper, table, share, column.n, _told(column), "error" if certain else "warning", hint)


def _base_told(paper: Paper, share: Share) -> bool:
    """Whether the paper prints "7 of 22" or "7/22" somewhere, and the cell's "7 (32%)" is of that whole."""
    reported = re.finditer(
        rf"(?<![\d.,]){share.count}\s?(?:/|(?:out\s)?of\s(?:the\s)?)\s?(\d{{1,6}})(?![\d.,]*\d)", paper.text
    )
    return any(fits(share, int(whole[1])) for whole in reported if int(whole[1]) > share.count)


def _row_is_of_its_columns(shares: tuple[Share, ...], columns: Columns, share: Share) -> bool:
    """Whether another cell of the row is a percent of its column's n: the row counts what the columns count."""
    row = [(other, columns[other.col]) for other in shares if other.row == share.row and other is not share]
    return any(other.count and column is not None and fits(other, column.n) for other, column in row)


def _told(column: Denominator) -> str:
    base = "printed n" if column.printed else "n that the other cells agree on"
    return f"{base} of the column, {column.fits} of {column.cells} cells fit it"


def _hint(share: Share, columns: Columns) -> str:
    """That no part of n can be meant, and whether the percent is of another column's n."""
    other = [c.n for col, c in columns.items() if col != share.col and c is not None and c.printed and fits(share, c.n)]
    return IMPOSSIBLE + (f"; of {other[0]}, another column's n, it would be right" if other else "")


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
    if not column.printed or column.cells > 1 or not share.is_named or possible_bases(share, column.n):
        return False
    row = sum(other.count for other in shares if other.row == share.row)
    return not fits(share, row)


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


def _finding(
    paper: Paper, table: Table, share: Share, n: int, base: str, severity: Severity, hint: str = ""
) -> Finding:
    expected = percent_of(Decimal(share.count), Decimal(n)).quantize(Decimal("0.1"))
    label = f"{table.label}: " if table.label else ""
    return Finding(
        check=NAME,
        severity=severity,
        message=f"{label}{share.count} of {n} ({base}) is {expected}%, printed as {share.percent}%{hint}",
        reported=f"{share.percent}%",
        expected=f"{expected}%",
        evidence=(evidence(paper, "result", share.pieces), *_context(paper, table)),
    )


def _context(paper: Paper, table: Table) -> tuple[Evidence, ...]:
    return (evidence(paper, "context", table.caption),) if table.caption else ()
