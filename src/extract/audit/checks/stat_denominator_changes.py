"""The percents of one row group are of the same base in every column.

A table may print percents of the column's n, or of a row above it ("% of recurrent cases"), but not one in some
columns and the other in the rest. For each row group the base of every column is read off its cells: the printed n
where all of them fit it, another row's count where all fit that and not n. Rounding as in stat_percent_of_fraction.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.columns.denominators import fits, printed_sizes, trusted_shares
from extract.audit.columns.shares import Share, find_shares
from extract.audit.passages import evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped, Table

NAME = "stat_denominator_changes"
VERSION = 1
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Base:
    """What the percents of a group's column are of: `row` None is the column's own n."""

    n: int
    row: int | None


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        shares = trusted_shares(table, paper.text, find_shares(table, paper.text))
        groups: dict[tuple[str, ...], list[Share]] = defaultdict(list)
        for share in shares:
            if share.group:
                groups[share.group].append(share)
        for name, group in groups.items():
            if len({share.col for share in group}) > 1 and len({share.row for share in group}) > 1:
                yield _judge(paper, table, shares, name[-1], group)


def _judge(paper: Paper, table: Table, shares: tuple[Share, ...], name: str, group: list[Share]) -> Answer:
    by_col: dict[int, list[Share]] = defaultdict(list)
    for share in group:
        by_col[share.col].append(share)
    bases = {col: _base(paper, table, shares, column) for col, column in by_col.items()}
    own = [col for col, base in bases.items() if base is not None and base.row is None]
    other = [col for col, base in bases.items() if base is not None and base.row is not None]
    where = place(tuple(piece for share in group for piece in share.pieces))
    if not own and not other:
        return Skipped(where, "the base of the percents is not known")
    if not own or not other:
        return Passed(where)
    first, second = by_col[other[0]][0], by_col[own[0]][0]
    one, two = bases[other[0]], bases[own[0]]
    label = f"{table.label}: " if table.label else ""
    return Finding(
        check=NAME,
        severity="warning",
        message=(
            f"{label}under {name!r} {len(other)} of {len(bases)} columns print percents of another row's count "
            f"(such as {one.n if one else ''}), {len(own)} of the column's n (such as {two.n if two else ''})"
        ),
        reported=f"{first.count} ({first.percent}%) and {second.count} ({second.percent}%)",
        expected="one base for all columns of the group",
        evidence=(evidence(paper, "result", first.pieces), evidence(paper, "result", second.pieces)),
    )


def _base(paper: Paper, table: Table, shares: tuple[Share, ...], column: list[Share]) -> Base | None:
    """The one base that all cells of a group's column fit; None where none or more than one explains them, or where
    all of the column are in the other row ("breast conserving surgery: 385 of 385")."""
    telling = [share for share in column if share.count > 0 and share.percent < WHOLE]
    if len(telling) < 2:
        return None
    col, rows = column[0].col, {share.row for share in column}
    candidates = [Base(n, None) for n in printed_sizes(table, paper.text, col)]
    most = max(share.count for share in telling)
    candidates += [
        Base(share.count, share.row)
        for share in shares
        if share.col == col and share.row not in rows and share.row < min(rows) and share.count > most
    ]
    fitting = [base for base in candidates if all(fits(share, base.n) for share in telling)]
    kinds = {(base.n, base.row is None) for base in fitting}
    return fitting[0] if len(kinds) == 1 else None
