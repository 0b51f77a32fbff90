"""What else than its column's n the percent of a cell may be of: what tables print percents of."""

import math
import re
from decimal import Decimal
from itertools import pairwise

from extract.audit.arithmetic.proportions import conventional_denominators, fit_percent, possible_denominators
from extract.audit.columns.denominators import Denominator, fits
from extract.audit.columns.shares import Share

Columns = dict[int, Denominator | None]

OF_ROW = "a percent of the row, not of the column"
OTHER_THAN_COLUMN = "the row has another denominator than its column"
MISSING, FEW = 0.9, 2
OTHER_BASE = 1.1
LARGE = 10
BEYOND = 20
ALIKE, FARTHER = 2.0, 1.1
WHOLE = 100
MOST_MISSING = 0.5
"""Share of n that a row has values of at the least, where several of its cells tell of missing ones."""
_PAIRED = re.compile(
    r"\b(?:nerves?|eyes?|ears?|knees?|hips?|kidneys?|breasts?|sides?|limbs?|feet|hands?|ovar\w+|joints?)\b", re.I
)


def possible_bases(share: Share, n: int) -> tuple[int, ...]:
    """The whole numbers up to n of which the count has the printed percent, conventions of rounding included."""
    return conventional_denominators(share.percent, share.count, n) if share.count else ()


def may_have_another_n(share: Share, n: int) -> bool:
    """Where no n is printed, the cell's own may be larger than the one that the other cells agree on."""
    return bool(share.count and possible_denominators(share.percent, share.count, BEYOND * n))


def group_total(shares: tuple[Share, ...], share: Share) -> int | None:
    """The sum of the cell's row group in its column, where all other cells of the group are percents of it."""
    others = _rest_of_group(shares, share)
    total = share.count + sum(other.count for other in others)
    return total if len(others) > 1 and all(_rounds(other, total) for other in others) else None


def other_base(shares: tuple[Share, ...], columns: Columns, share: Share, n: int) -> str | None:
    """What else the percent may be of, in words; None where nothing that tables use gives it."""
    row = [other.count for other in shares if other.row == share.row]
    if len(row) > 1 and fits(share, sum(row)):
        return OF_ROW
    counted = [c.n for col, c in columns.items() if col != share.col and c is not None and c.printed]
    of_row = [c.n for o in shares if o.row == share.row and o is not share and (c := columns[o.col]) and c.printed]
    if 1 < len(of_row) < len(counted) and sum(of_row) != n and fits(share, sum(of_row)):
        return "a percent of the groups that the row has counts of"
    total = group_total(shares, share)
    if total is not None and total != n:
        return "a percent of its row group" if fits(share, total) else None
    if _group_shares_another(shares, share, n):
        return "a denominator that its row group shares"
    if _column_shares_another(shares, share, n):
        return "a denominator that several cells of the column share"
    if _row_has_missing(shares, columns, share) and not is_of_neighbours(shares, share):
        return "values of the row are missing in several columns"
    if _whole_row_differs(shares, columns, share):
        return OTHER_THAN_COLUMN
    if fits(share, 2 * n) and _PAIRED.search(" ".join((*share.group, share.stub))):
        return "a percent of both sides: two nerves, eyes or joints a patient"
    above = [other.count for other in shares if other.col == share.col and other.row < share.row]
    if any(count > share.count and fits(share, count) for count in above[-1:]) or _is_of_opened_row(shares, share):
        return "a percent of a row above"
    return _base_below(shares, share, n)


def _base_below(shares: tuple[Share, ...], share: Share, n: int) -> str | None:
    """Which whole number up to n the percent may be of, in words: n without a few, or one that neighbours share."""
    bases = possible_bases(share, n)
    if not bases:
        return None
    group = [other for other in shares if other.col == share.col and other.group == share.group]
    if max(bases) >= min(MISSING * n, n - FEW) and sum(other.count for other in group) != n:
        return "a few missing values would explain it"
    neighbours = [other for other in group if other is not share and not fits(other, n)]
    if any(fits(other, base) for other in neighbours for base in bases):
        return "a denominator that neighbouring rows share"
    return None


def is_of_neighbours(shares: tuple[Share, ...], share: Share) -> bool:
    """Whether the cell and one beside it are both percents of the two together: the arms of one group of columns."""
    row = sorted((other for other in shares if other.row == share.row), key=lambda other: other.col)
    for one, other in pairwise(row):
        total = one.count + other.count
        if share in (one, other) and one.count and other.count and _rounds(one, total) and _rounds(other, total):
            return True
    return False


def _group_shares_another(shares: tuple[Share, ...], share: Share, n: int) -> bool:
    """Whether one base near n gives the cell and all others of its row group, without any convention of rounding."""
    others = _rest_of_group(shares, share)
    near = possible_denominators(share.percent, share.count, int(OTHER_BASE * n)) if len(others) > 1 else ()
    return any(all(_rounds(other, base) for other in others) for base in near)


def _rest_of_group(shares: tuple[Share, ...], share: Share) -> list[Share]:
    same = [other for other in shares if other.col == share.col and other.group == share.group and other.group]
    return [other for other in same if other is not share and other.count]


def _rounds(share: Share, n: int) -> bool:
    return fit_percent(share.percent, Decimal(share.count), Decimal(n)).fit == "exact"


def _column_shares_another(shares: tuple[Share, ...], share: Share, n: int) -> bool:
    """Whether other cells of the column that do not fit n either fit one base with this one."""
    others = [o for o in shares if o.col == share.col and o is not share and not fits(o, n)]
    for base in possible_bases(share, max(n + FEW, int(OTHER_BASE * n))):
        sharing = [other for other in others if fits(other, base)]
        if len(sharing) > 1 or (sharing and min(share.count, sharing[0].count) >= LARGE):
            return True
    return False


def _is_of_opened_row(shares: tuple[Share, ...], share: Share) -> bool:
    """Whether all cells of a row with several fit the row right above their group ("Indication for operation")."""
    row = [other for other in shares if other.row == share.row]
    found = 0
    for one in row:
        group = [other.row for other in shares if other.col == one.col and other.group == one.group and one.group]
        above = [o.count for o in shares if o.col == one.col and group and o.row < min(group)][-3:]
        found += any(count > one.count and fits(one, count) for count in above)
    return found == len(row) > 1


def _whole_row_differs(shares: tuple[Share, ...], columns: Columns, share: Share) -> bool:
    """Whether the row counts something else than its columns: embryos, lesions, the patients of one stage.

    No cell fits its column's n then, and each is of a base of its own, by like factors; of two cells both are clearly
    larger or both smaller than n.
    """
    row = [(other, columns[other.col]) for other in shares if other.row == share.row and other.count]
    known = [(other, column.n) for other, column in row if column is not None]
    if len(known) < 2 or any(fits(other, n) for other, n in known):
        return False
    found = [factor for other, n in known if (factor := _factor(other, n)) is not None]
    if len(found) < len(known) or max(found) > ALIKE * min(found):
        return False
    return len(known) > 2 or min(found) > FARTHER or max(found) < 1


def _row_has_missing(shares: tuple[Share, ...], columns: Columns, share: Share) -> bool:
    """Whether the row lacks values: half of its cells and more, this one too, are of a base below their column's n."""
    row = [(other, columns[other.col]) for other in shares if other.row == share.row and 0 < other.percent < WHOLE]
    known = [(other, column.n) for other, column in row if column is not None and column.printed]
    off = [(other, n) for other, n in known if not _rounds(other, n)]
    if len(off) < 2 or 2 * len(off) < len(known) or not any(other is share for other, _ in off):
        return False
    if _are_of_another_row(shares, [other for other, _ in off]):
        return False
    return all(any(_rounds(other, base) for base in range(_least(n), n)) for other, n in off)


def _are_of_another_row(shares: tuple[Share, ...], cells: list[Share]) -> bool:
    """Whether the counts of one other row are the bases of these cells, each in its column: no values are missing."""
    counts: dict[int, dict[int, int]] = {}
    for other in shares:
        counts.setdefault(other.row, {})[other.col] = other.count
    own = {cell.row for cell in cells}
    return any(
        all(cell.col in bases and bases[cell.col] > cell.count and _rounds(cell, bases[cell.col]) for cell in cells)
        for row, bases in counts.items()
        if row not in own
    )


def _least(n: int) -> int:
    """The fewest of n patients that a row with missing values still has."""
    return math.ceil(MOST_MISSING * n)


def _factor(share: Share, n: int) -> float | None:
    """The base that is nearest to what the percent says, as a multiple of n."""
    bases = possible_bases(share, BEYOND * n)
    exact = float(100 * share.count / share.percent) if share.percent else 0.0
    return min(bases, key=lambda base: abs(base - exact)) / n if bases else None
