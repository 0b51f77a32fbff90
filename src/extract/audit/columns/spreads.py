"""Cells that print a median or mean with its range or quartiles, as their heads, stubs, caption or notes say."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.audit.expressions.estimates import read_limits
from extract.audit.expressions.shapes import BETWEEN, NUMBER, SIGN, decimal
from extract.model import Pieces, Table, TableCell

Kind = Literal["median", "mean"]

_MARKS = r"\s?[*†‡§¶#a-e]{0,2}"
SPREAD_CELL = re.compile(
    rf"^(?!.{{0,20}}[(\[]\s?\d{{1,3}},\d{{3}}\s?[)\]])\s*(?P<sign>{SIGN}\s?)?(?P<middle>{NUMBER}){_MARKS}\s?[(\[,;]\s?{BETWEEN}\s?[)\]]?{_MARKS}\s*$",
    re.VERBOSE,
)
_IQR = re.compile(r"\bIQR\b|inter-?\s?quartile|quartiles?\b|\bQ1\b|\bP25\b|25th", re.IGNORECASE)
_RANGE = re.compile(r"(?<!quartile\s)(?<!quartile-)\brange\b|\bmin(?:imum)?\b.{0,12}\bmax", re.IGNORECASE)
_OTHER = re.compile(r"\bCI\b|confidence|credible|\bratio\b|\bHR\b|\bOR\b|\bRR\b|difference|percentile", re.IGNORECASE)
_MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:mean|average)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A middle and two limits as printed; `full` for a range, False for quartiles."""

    middle: Decimal
    low: Decimal
    high: Decimal
    kind: Kind
    full: bool
    pieces: Pieces


def find_spreads(table: Table, text: str) -> tuple[Spread, ...]:
    """All such cells of a table; what names neither a median nor a mean, or several kinds of limits, is left out."""
    around = " ".join(piece.of(text) for pieces in (table.caption, *table.notes) for piece in pieces)
    found = (_spread(cell, text, around) for cell in table.cells if cell.role == "body")
    return tuple(spread for spread in found if spread is not None)


def _spread(cell: TableCell, text: str, around: str) -> Spread | None:
    match = SPREAD_CELL.match(cell.span.of(text))
    if match is None:
        return None
    names = " ".join((*cell.row_path, *cell.col_path))
    if _OTHER.search(names):
        return None
    said = names if _IQR.search(names) or _RANGE.search(names) else f"{names} {around}"
    quartiles, full = bool(_IQR.search(said)), bool(_RANGE.search(said))
    named = names if _MEDIAN.search(names) or _MEAN.search(names) else said
    median, mean = bool(_MEDIAN.search(named)), bool(_MEAN.search(named))
    if quartiles is full or median is mean or (said is not names and _OTHER.search(around)):
        return None
    middle = decimal((match["sign"] or "") + match["middle"])
    limits = read_limits(match, middle) if middle is not None else None
    if middle is None or limits is None:
        return None
    return Spread(
        middle=middle,
        low=limits[0],
        high=limits[1],
        kind="median" if median else "mean",
        full=full,
        pieces=(cell.span,),
    )
