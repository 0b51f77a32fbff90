"""Columns that stand for groups, and the columns of p that compare them."""

import re
from dataclasses import dataclass

from extract.annotate.quantities.cells import parse_cell
from extract.audit.columns.denominators import Denominator, column_denominator
from extract.audit.columns.shares import Share
from extract.audit.expressions.estimates import DIFFERENCE, RATIO
from extract.audit.expressions.shapes import PrintedP, relation_of
from extract.model import Table, TableCell

P_HEAD = re.compile(r"^\W{0,2}(?:p(?:[\s-]{0,2}values?)?|sig\.?|significance)\W{0,3}[a-e0-9*†‡§]?\W?$", re.IGNORECASE)
_ALL_HEAD = re.compile(r"\b(?:total|all|overall|whole|entire|combined|cohort)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The group columns that one column of p (or of SMDs) compares: those of the same head, else all before it."""

    col: int
    arms: tuple[int, ...]
    sizes: tuple[Denominator, ...]


def comparisons(table: Table, text: str, shares: tuple[Share, ...], *, of: re.Pattern[str]) -> tuple[Comparison, ...]:
    """The columns whose head matches `of`, with the columns they compare. Totals are no group."""
    heads = _leaf_heads(table)
    found: list[Comparison] = []
    for col in sorted(heads):
        if not of.match(heads[col][-1].strip() if heads[col] else ""):
            continue
        arms = tuple(other for other in _compared(heads, shares, col) if not _ALL_HEAD.search(" ".join(heads[other])))
        if _stands_behind_estimate(heads, arms, col):
            continue
        sizes = tuple(d for d in (column_denominator(table, text, arm, shares) for arm in arms) if d is not None)
        if len(arms) >= 2 and len(sizes) == len(arms):
            found.append(Comparison(col=col, arms=arms, sizes=sizes))
    return tuple(found)


def p_columns(table: Table, text: str, shares: tuple[Share, ...]) -> tuple[Comparison, ...]:
    return comparisons(table, text, shares, of=P_HEAD)


def p_in(cell: TableCell, text: str) -> PrintedP | None:
    """A cell that holds a p and nothing else."""
    read = parse_cell(cell.span.of(text), is_p=True)
    p = read.p if read is not None else None
    if p is None or p.value is None or p.value > 1:
        return None
    return PrintedP(relation=relation_of(p.relation[:1]), value=p.value)


def _stands_behind_estimate(heads: dict[int, tuple[str, ...]], arms: tuple[int, ...], col: int) -> bool:
    """Whether a column of ratios or differences stands between the groups and a p, which then judges that."""
    between = [" ".join(heads[other]) for other in heads if arms and max(arms) < other < col]
    return any(RATIO.search(head) or DIFFERENCE.search(head) for head in between)


def _leaf_heads(table: Table) -> dict[int, tuple[str, ...]]:
    return {cell.col: cell.col_path for cell in table.cells if cell.role != "head" and cell.col_path}


def _compared(heads: dict[int, tuple[str, ...]], shares: tuple[Share, ...], col: int) -> list[int]:
    with_shares = {share.col for share in shares}
    before = [other for other in sorted(heads) if other < col and other in with_shares]
    if len(heads[col]) > 1:
        same = [other for other in before if heads[other][:-1] == heads[col][:-1]]
        return same if same else []
    return before
