"""A table cell's percent is that of its count in its column; what else tables print percents of is tried first."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extract.audit.arithmetic.rounding import (
    conventional_denominators,
    fit_percent,
    percent_of,
    possible_denominators,
)
from extract.audit.arithmetic.slips import slip_between
from extract.audit.columns import (
    Denominator,
    Share,
    cells_of_several,
    column_denominator,
    fits,
    own_sizes,
    printed_sizes,
    row_blocks,
    shares_of,
    trusted_shares,
    whole_of,
)
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, innocent, sound, unjudged
from extract.model import Paper, Pieces, Severity, Table
from extract.text import lazy_re as re

Columns = dict[int, Denominator | None]

SMALL = Decimal("0.5")
"""Points by which percents are changed to sum to 100."""
WHOLE = 100
LARGE = 10
MANY, NEARLY_ALL = 8, 0.9
IMPOSSIBLE = "; no whole number up to it gives the printed percent"
GRAVEST_FIRST: tuple[Severity, ...] = ("error", "warning", "note")
MOST_TOLD = 6
"""Cells that the message of a whole table names."""
MISSING, FEW = 0.9, 2
OTHER_BASE = 1.1
BEYOND = 20
ALIKE, FARTHER = 2.0, 1.1
MOST_MISSING = 0.5
"""Share of n that a row has values of at the least, where several of its cells tell of missing ones."""
_P_ALONE = re.compile(r"^\s*(?:[pP]\s?)?(?:[<>≤≥=]\s?0?[.·]\d{1,4}|[nN]\.?[sS]\.?)\s*$")
_WHOLE_ALONE = re.compile(r"^\s*\d{1,3}(?:[, ]?\d{3}){0,2}\s*$")
_PAIRED = re.compile(
    r"\b(?:nerves?|eyes?|ears?|knees?|hips?|kidneys?|breasts?|sides?|limbs?|feet|hands?|ovar\w+|joints?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A count with its percent in a column whose denominator is known, among the other shares of its block of rows.

    `alone`: the rows of the column that print a count alone, and the count.
    """

    share: Share
    column: Denominator
    block: tuple[Share, ...]
    columns: Columns
    alone: tuple[tuple[int, int], ...]
    text: str

    @property
    def n(self) -> int:
        return self.column.n

    @property
    def row(self) -> list[Share]:
        return [other for other in self.block if other.row == self.share.row]

    @property
    def group(self) -> list[Share]:
        """The cells of its column under the same label."""
        return [other for other in self.block if other.col == self.share.col and other.group == self.share.group]

    @property
    def rest_of_group(self) -> list[Share]:
        """The other cells of the group with a count, where the group has a label."""
        return [other for other in self.group if other is not self.share and other.count and other.group]

    @property
    def group_total(self) -> int | None:
        """The sum of the row group in its column, where all other cells of the group are percents of it."""
        others = self.rest_of_group
        total = self.share.count + sum(other.count for other in others)
        return total if len(others) > 1 and all(_rounds(other, total) for other in others) else None

    @property
    def is_of_open_group(self) -> bool:
        """Whether no sum of its row group says what its percent must be of."""
        return self.group_total in (None, self.n)

    @property
    def possible(self) -> tuple[int, ...]:
        """The whole numbers up to n of which the count has the printed percent."""
        return _possible(self.share, self.n)

    @property
    def known_row(self) -> list[tuple[Share, Denominator]]:
        """The cells of the row whose columns have a known denominator."""
        return [(other, column) for other in self.row if (column := self.columns[other.col]) is not None]


def _cases(paper: Paper) -> Iterator[Case[Cell]]:
    for table in paper.tables:
        shares = trusted_shares(table, paper.text, shares_of(paper, table))
        for rows in row_blocks(table, paper.text) if shares else ():
            block = tuple(share for share in shares if share.row in rows)
            columns: Columns = {
                col: column_denominator(table, paper.text, col, shares, rows=rows)
                for col in {share.col for share in block}
            }
            yield from _block_cases(paper.text, table, block, columns)
        for cell in cells_of_several(table, paper.text):
            yield unjudged((cell.span,), "several counts in one cell")


def _block_cases(text: str, table: Table, block: tuple[Share, ...], columns: Columns) -> Iterator[Case[Cell]]:
    """A case for each cell; those that are percents of cells of their row have one cause, and one case."""
    shifted = {cell.row for cell in table.cells if cell.col in columns and _P_ALONE.match(cell.span.of(text))}
    sizes = {col: printed_sizes(table, text, col) for col in columns}
    alone = _counts_alone(table, text)
    of_rows: list[tuple[Share, Case[Cell]]] = []
    for share in block:
        column = columns[share.col]
        if share.row in shifted:
            yield unjudged(share.pieces, "a p stands in a column of percents: the row's cells are shifted")
        elif any(fits(share, n) for n in own_sizes(share)):
            yield sound(share.pieces)
        elif column is None:
            yield unjudged(share.pieces, "the column's denominator is not known")
        else:
            case = _case(table, Cell(share, column, block, columns, tuple(alone[share.col]), text), sizes[share.col])
            if case.holds is False and _is_of_row(case):
                of_rows.append((share, case))
            else:
                yield case
    if len(of_rows) == 1 and _is_loud(of_rows[0][1]):
        yield of_rows[0][1]
    elif of_rows:
        yield _of_rows(table, of_rows)
        yield from (unjudged(share.pieces, "told with the other percents of rows") for share, _ in of_rows[1:])


def _counts_alone(table: Table, text: str) -> dict[int, list[tuple[int, int]]]:
    """By column the rows that print a whole number and nothing else, in order."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for cell in sorted(table.cells, key=lambda cell: cell.row):
        if cell.role == "body" and _WHOLE_ALONE.match(printed := cell.span.of(text)):
            found[cell.col].append((cell.row, whole_of(printed)))
    return found


def _case(table: Table, cell: Cell, sizes: tuple[int, ...]) -> Case[Cell]:
    share, column = cell.share, cell.column
    if fits(share, cell.n):
        return _by_convention(cell) or sound(share.pieces)
    if any(fits(share, n) for n in sizes):
        return sound(share.pieces)
    if share.count > cell.n:
        return unjudged(share.pieces, "the count is above the column's n: the rows have another base")
    if share.percent == WHOLE and share.count >= LARGE:
        return unjudged(share.pieces, "the base of other rows")
    base = f"{'printed n' if column.printed else 'n that the other cells agree on'} of the column"
    base += f", {column.fits} of {column.cells} cells fit it"
    if not column.is_supported and not (column.printed and _table_is_supported(cell.columns)):
        if _is_impossible_alone(cell):
            return _wrong(table, cell, None, cell.n, base, "warning", IMPOSSIBLE)
        return unjudged(share.pieces, "the column's percents are not of one denominator")
    total = cell.group_total
    if total is not None and total < cell.n and not _is_small(cell):
        severity: Severity = "warning" if _possible(share, total) else "error"
        return _wrong(table, cell, cell, total, "the sum of its row group", severity)
    if cell.possible:
        return _wrong(table, cell, cell, cell.n, base, "warning")
    certain = any(other is not share and other.count and fits(other, column.n) for other, column in cell.known_row)
    severity = "error" if certain and column.is_supported else "warning"
    return _wrong(table, cell, cell, cell.n, base, severity, IMPOSSIBLE)


def _by_convention(cell: Cell) -> Case[Cell] | None:
    share = cell.share
    fit = fit_percent(share.percent, Decimal(share.count), Decimal(cell.n))
    if fit.fit != "convention" or not cell.column.printed:
        return None
    return broken(
        share.pieces,
        f"{share.count}/{cell.n} = {fit.expected}%; {share.percent}% is that {fit.convention}",
        "note",
        reported=f"{share.percent}%",
        expected=f"{fit.expected}%",
    )


def _wrong(
    table: Table, cell: Cell, explained: Cell | None, n: int, base: str, severity: Severity, more: str = ""
) -> Case[Cell]:
    """A percent that is not of n; `explained`: the cell, where hypotheses are to be tried on it."""
    share = cell.share
    expected = percent_of(Decimal(share.count), Decimal(n)).quantize(Decimal("0.1"))
    return broken(
        share.pieces,
        f"{_label(table)}{share.count} of {n} ({base}) is {expected}%, printed as {share.percent}%{more}",
        severity,
        reported=f"{share.percent}%",
        expected=f"{expected}%",
        context=(table.caption,) if table.caption else (),
        numbers=explained,
    )


def _label(table: Table) -> str:
    return f"{table.label}: " if table.label else ""


# --- what else the percent may be of


def _possible(share: Share, n: int) -> tuple[int, ...]:
    """The whole numbers up to n of which the count has the printed percent, conventions of rounding included."""
    return conventional_denominators(share.percent, share.count, n) if share.count else ()


def _rounds(share: Share, n: int) -> bool:
    return fit_percent(share.percent, Decimal(share.count), Decimal(n)).fit == "exact"


def _table_is_supported(columns: Columns) -> bool:
    """All columns with a printed n taken together: most of their cells fit."""
    printed = [column for column in columns.values() if column is not None and column.printed]
    cells, fitting = sum(column.cells for column in printed), sum(column.fits for column in printed)
    return fitting >= 2 and fitting >= 0.5 * cells


def _is_impossible_alone(cell: Cell) -> bool:
    """The one percent of a column whose n is printed, which neither any part of n nor the row's sum can give."""
    if not cell.column.printed or cell.column.cells > 1 or not cell.share.is_named or cell.possible:
        return False
    return not fits(cell.share, sum(other.count for other in cell.row))


def _is_small(cell: Cell) -> bool:
    return abs(cell.share.percent - percent_of(Decimal(cell.share.count), Decimal(cell.n))) < SMALL


def _has_no_printed_n(cell: Cell) -> bool:
    """Where no n is printed, the cell's own may be larger than the one that the other cells agree on."""
    share, column = cell.share, cell.column
    if column.printed or (share.count != column.n and column.fits >= max(MANY, NEARLY_ALL * (column.cells - 1))):
        return False
    return share.count == column.n or bool(
        share.count and possible_denominators(share.percent, share.count, BEYOND * column.n)
    )


def _is_of_row_sum(cell: Cell) -> bool:
    counts = [other.count for other in cell.row]
    return len(counts) > 1 and fits(cell.share, sum(counts))


def _is_of_groups_of_row(cell: Cell) -> bool:
    """Whether it is of the n of those other columns that the row has counts in, where the row leaves some out."""
    counted = [c.n for col, c in cell.columns.items() if col != cell.share.col and c is not None and c.printed]
    of_row = [column.n for other, column in cell.known_row if other is not cell.share and column.printed]
    return 1 < len(of_row) < len(counted) and sum(of_row) != cell.n and fits(cell.share, sum(of_row))


def _is_of_row_group(cell: Cell) -> bool:
    return not cell.is_of_open_group and fits(cell.share, cell.group_total or 0)


def _shares_base_of_group(cell: Cell) -> bool:
    """Whether one base near n gives the cell and all others of its row group, without any convention of rounding."""
    others, share = cell.rest_of_group, cell.share
    near = possible_denominators(share.percent, share.count, int(OTHER_BASE * cell.n)) if len(others) > 1 else ()
    return any(all(_rounds(other, base) for other in others) for base in near)


def _shares_base_in_column(cell: Cell) -> bool:
    """Whether other cells of the column that do not fit n either fit one base with this one."""
    share, n = cell.share, cell.n
    others = [o for o in cell.block if o.col == share.col and o is not share and not fits(o, n)]
    for base in _possible(share, max(n + FEW, int(OTHER_BASE * n))):
        sharing = [other for other in others if fits(other, base)]
        if len(sharing) > 1 or (sharing and min(share.count, sharing[0].count) >= LARGE):
            return True
    return False


def _has_row_of_missing(cell: Cell) -> bool:
    """Whether the row lacks values: half of its cells and more, this one too, are of a base below their column's n."""
    known = [(o, column.n) for o, column in cell.known_row if column.printed and 0 < o.percent < WHOLE]
    off = [(other, n) for other, n in known if not _rounds(other, n)]
    if len(off) < 2 or 2 * len(off) < len(known) or not any(other is cell.share for other, _ in off):
        return False
    if _are_of_another_row(cell.block, [other for other, _ in off]) or _is_of_neighbours(cell):
        return False
    return all(any(_rounds(other, base) for base in range(math.ceil(MOST_MISSING * n), n)) for other, n in off)


def _are_of_another_row(block: tuple[Share, ...], cells: list[Share]) -> bool:
    """Whether the counts of one other row are the bases of these cells, each in its column: no values are missing."""
    counts: dict[int, dict[int, int]] = {}
    for other in block:
        counts.setdefault(other.row, {})[other.col] = other.count
    own = {cell.row for cell in cells}
    return any(
        all(cell.col in bases and bases[cell.col] > cell.count and _rounds(cell, bases[cell.col]) for cell in cells)
        for row, bases in counts.items()
        if row not in own
    )


def _is_in_row_of_others(cell: Cell) -> bool:
    """Whether the row counts something else than its columns: embryos, lesions, the patients of one stage.

    No cell fits its column's n then, and each is of a base of its own, by like factors; of two cells both are clearly
    larger or both smaller than n.
    """
    known = [(other, column.n) for other, column in cell.known_row if other.count]
    if len(known) < 2 or any(fits(other, n) for other, n in known):
        return False
    found = [factor for other, n in known if (factor := _factor(other, n)) is not None]
    if len(found) < len(known) or max(found) > ALIKE * min(found):
        return False
    return len(known) > 2 or min(found) > FARTHER or max(found) < 1


def _factor(share: Share, n: int) -> float | None:
    """The base that is nearest to what the percent says, as a multiple of n."""
    bases = _possible(share, BEYOND * n)
    exact = float(100 * share.count / share.percent) if share.percent else 0.0
    return min(bases, key=lambda base: abs(base - exact)) / n if bases else None


def _is_of_both_sides(cell: Cell) -> bool:
    share = cell.share
    return fits(share, 2 * cell.n) and bool(_PAIRED.search(" ".join((*share.group, share.stub))))


def _is_of_row_above(cell: Cell) -> bool:
    """Whether it is a percent of the count above it, or all cells of its row are of the row above their group."""
    share = cell.share
    above = [other.count for other in cell.block if other.col == share.col and other.row < share.row]
    if any(count > share.count and fits(share, count) for count in above[-1:]):
        return True
    found = 0
    for of_row in cell.row:
        group = [
            other.row
            for other in cell.block
            if other.col == of_row.col and other.group == of_row.group and of_row.group
        ]
        opened = [o.count for o in cell.block if o.col == of_row.col and group and o.row < min(group)][-3:]
        found += any(count > of_row.count and fits(of_row, count) for count in opened)
    return found == len(cell.row) > 1


def _is_of_count_above(cell: Cell) -> bool:
    """Whether it is a percent of the last count above it that stands without a percent: it opens rows of its own."""
    above = [count for row, count in cell.alone if row < cell.share.row]
    return bool(above) and above[-1] > max(FEW, cell.share.count) and _rounds(cell.share, above[-1])


def _misses_a_few(cell: Cell) -> bool:
    bases = cell.possible
    near_n = bool(bases) and max(bases) >= min(MISSING * cell.n, cell.n - FEW)
    return near_n and sum(other.count for other in cell.group) != cell.n


def _shares_base_of_neighbours(cell: Cell) -> bool:
    neighbours = [other for other in cell.group if other is not cell.share and not fits(other, cell.n)]
    return any(fits(other, base) for other in neighbours for base in cell.possible)


def _is_of_base_in_text(cell: Cell) -> bool:
    """Whether the paper prints "7 of 22" or "7/22" somewhere, and the cell's "7 (32%)" is of that whole."""
    count = cell.share.count
    printed = re.finditer(rf"(?<![\d.,]){count}\s?(?:/|(?:out\s)?of\s(?:the\s)?)\s?(\d{{1,6}})(?![\d.,]*\d)", cell.text)
    return any(fits(cell.share, int(whole[1])) for whole in printed if int(whole[1]) > count)


def _prints_own_size(cell: Cell) -> bool:
    """Whether the row or its group prints a size that is no column's n."""
    if cell.group_total is not None and cell.group_total < cell.n:
        return False
    printed = [other.n for other in cell.columns.values() if other is not None and other.printed]
    return any(n not in (sum(printed), *printed) for n in own_sizes(cell.share))


def _fit_other_column(cell: Cell) -> Fit | None:
    others = [c.n for col, c in cell.columns.items() if col != cell.share.col and c is not None and c.printed]
    found = next((n for n in others if not cell.possible and fits(cell.share, n)), None)
    return None if found is None else Fit(f"of {found}, another column's n, it would be right")


def _fit_slip(cell: Cell) -> Fit | None:
    """One slip in the percent that makes it the count's."""
    share = cell.share
    meant = fit_percent(share.percent, Decimal(share.count), Decimal(cell.n)).expected
    name = slip_between(share.percent, meant)
    return None if name is None else Fit(f"{name} in the percent would explain it: {meant} for {share.percent}")


ROW_SUM: Hypothesis[Cell] = innocent("a percent of the row, not of the column", 0.9, _is_of_row_sum)
OTHER_ROW: Hypothesis[Cell] = innocent(
    "the row has another denominator than its column", 0.5, lambda c: c.is_of_open_group and _is_in_row_of_others(c)
)
HYPOTHESES: tuple[Hypothesis[Cell], ...] = (
    Hypothesis(
        name="adjusted to sum to 100",
        prior=1,
        fits=lambda c: Fit("a small difference: adjusted to sum to 100, perhaps") if _is_small(c) else None,
        leaves="note",
    ),
    innocent("the table prints no n that the percent could not be of", 0.95, _has_no_printed_n),
    ROW_SUM,
    innocent("a percent of the groups that the row has counts of", 0.85, _is_of_groups_of_row),
    innocent("a percent of its row group", 0.8, _is_of_row_group),
    innocent("a denominator that its row group shares", 0.7, lambda c: c.is_of_open_group and _shares_base_of_group(c)),
    innocent(
        "a denominator that several cells of the column share",
        0.65,
        lambda c: c.is_of_open_group and _shares_base_in_column(c),
    ),
    innocent(
        "values of the row are missing in several columns", 0.6, lambda c: c.is_of_open_group and _has_row_of_missing(c)
    ),
    OTHER_ROW,
    innocent(
        "a percent of both sides: two nerves, eyes or joints a patient",
        0.45,
        lambda c: c.is_of_open_group and _is_of_both_sides(c),
    ),
    innocent("a percent of a row above", 0.4, lambda c: c.is_of_open_group and _is_of_row_above(c)),
    innocent("a percent of a count above", 0.38, lambda c: c.is_of_open_group and _is_of_count_above(c)),
    innocent("a few missing values would explain it", 0.35, lambda c: c.is_of_open_group and _misses_a_few(c)),
    innocent(
        "a denominator that neighbouring rows share",
        0.3,
        lambda c: c.is_of_open_group and _shares_base_of_neighbours(c),
    ),
    innocent("the text tells the count of another whole, of which the percent is right", 0.25, _is_of_base_in_text),
    innocent("the row or its group prints a size of its own", 0.2, _prints_own_size),
    Hypothesis(name="another column's n", prior=0.1, fits=_fit_other_column),
    Hypothesis(name="slip of one digit", prior=0.05, fits=_fit_slip),
)


# --- percents of the row in columns of percents


def _is_of_neighbours(cell: Cell) -> bool:
    """Whether the cell and one beside it are both percents of the two together: the arms of one group of columns."""
    row = sorted(cell.row, key=lambda right: right.col)
    for left, right in pairwise(row):
        total = left.count + right.count
        if (
            cell.share in (left, right)
            and left.count
            and right.count
            and _rounds(left, total)
            and _rounds(right, total)
        ):
            return True
    return False


def _explanation(case: Case[Cell]) -> Hypothesis[Cell] | None:
    """The first hypothesis that decides what becomes of a case."""
    cell = case.numbers
    deciding = (hypothese for hypothese in HYPOTHESES if hypothese.leaves is not None)
    return (
        None
        if cell is None
        else next((hypothesis for hypothesis in deciding if hypothesis.fits(cell) is not None), None)
    )


def _is_loud(case: Case[Cell]) -> bool:
    return case.severity != "note" and _explanation(case) is None


def _is_of_row(case: Case[Cell]) -> bool:
    """Whether what does not fit is a percent of its row and a neighbour's, and nothing else explains it."""
    if case.numbers is None:
        return False
    return _is_of_neighbours(case.numbers) and _explanation(case) in (None, ROW_SUM, OTHER_ROW)


def _of_rows(table: Table, found: list[tuple[Share, Case[Cell]]]) -> Case[Cell]:
    """The one case of a table in whose columns some rows print percents of the row."""
    severities = [case.severity for _, case in found if _is_loud(case)]
    cells = "; ".join(f"{share.stub!r} {share.count} ({share.percent}%)" for share, _ in found[:MOST_TOLD])
    more = f" and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
    others: tuple[Pieces, ...] = tuple(share.pieces for share, _ in found[1:])
    return broken(
        found[0][0].pieces,
        f"{_label(table)}percents of the row, in columns whose other percents are of the column's n: {cells}{more}",
        min(severities, key=GRAVEST_FIRST.index, default="note"),
        reported=", ".join(dict.fromkeys(str(case.reported) for _, case in found)),
        expected=", ".join(dict.fromkeys(str(case.expected) for _, case in found)),
        beside=others,
        context=(table.caption,) if table.caption else (),
    )


COLUMN_PERCENT = Relation(
    "stat_column_percent",
    """A table cell's percent is that of its count in its column.

The denominator is the n that the column prints, or the one that most of its cells agree on; it must be borne out by
other cells of the table. A cell that does not fit is first tried against what else tables print percents of: a few
missing values, the sum of its row or row group, a row above, a denominator that its neighbours share. What remains is
an error where the column's cells bear its n out, another cell of the row is a percent of its column's n, and no whole
number up to n gives the printed percent, truncated or rounded twice or not: no other base can be meant then. Otherwise
it is a warning: some part of n that the table does not print, or lesions and events instead of patients. Less than half
a point is a note (percents are often made to sum to 100). Rounding as in stat_percent_of_fraction.""",
    _cases,
    HYPOTHESES,
    version=3,
)
