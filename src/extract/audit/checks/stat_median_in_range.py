"""A median, and a mean, lie within the range printed with them.

low <= median <= high for a range and for quartiles, low <= mean <= high for a range alone. "median 13.1 months (range,
14.5–18.0)", "15.2 (IQR 10.1–19.8)", and cells "15.2 (10.1–19.8)" whose head, stub, caption or note says that they are
medians with quartiles or a range. All are taken with half a unit of their last digits on either side. Limits in
descending order are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.annotate.quantities.cells import parse_cell
from extract.audit.arithmetic.rounding import Range, rounded
from extract.audit.expressions.shapes import DASH, NUMBER
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Pieces, Skipped, Table, TableCell
from extract.text.numbers import parse_number

Kind = Literal["median", "mean"]

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
    read = parse_cell(cell.span.of(text))
    if read is None or read.value is None or read.interval is None or read.form != "estimate":
        return None
    low, high = read.interval.low, read.interval.high
    names = " ".join((*cell.row_path, *cell.col_path))
    if _OTHER.search(names):
        return None
    stated = names if _IQR.search(names) or _RANGE.search(names) else f"{names} {around}"
    quartiles, full = bool(_IQR.search(stated)), bool(_RANGE.search(stated))
    named = names if _MEDIAN.search(names) or _MEAN.search(names) else stated
    median, mean = bool(_MEDIAN.search(named)), bool(_MEAN.search(named))
    if quartiles is full or median is mean or (stated is not names and _OTHER.search(around)):
        return None
    if low is None or high is None:
        return None
    return Spread(
        middle=read.value,
        low=low,
        high=high,
        kind="median" if median else "mean",
        full=full,
        pieces=(cell.span,),
    )


# --- the check


NAME = "stat_median_in_range"
VERSION = 3

_UNIT = r"(?:\s?(?:%|[A-Za-zµμ]{1,10}(?:/[A-Za-z]{1,4})?))?"
SPREAD = re.compile(
    rf"(?:(?P<name>[Mm]edian|[Mm]ean|[Aa]verage)[^.;\d()]{{0,60}})?(?<![\d.·,\-–—/])(?P<middle>{NUMBER}){_UNIT}\s?[(\[,;]\s?"
    rf"(?P<kind>(?:[Ii]nter-?quartile\s)?[Rr]ange|IQR|[Qq]1\s?{DASH}\s?[Qq]3|min(?:imum)?\s?{DASH}\s?max(?:imum)?)(?:\s?\[IQR\])?"
    rf"\s?[,:=]?\s?(?:from\s)?(?P<low>{NUMBER}){_UNIT}\s?(?:{DASH}|to|,|;)\s?(?P<high>{NUMBER})(?![\d/])"
)
_TIME = re.compile(
    r"(?<![A-Za-z])(?P<unit>years?|yrs?|months?|mos?|weeks?|wks?|days?|hours?|hrs?|min(?:ute)?s?)(?![A-Za-z])"
)
UNIT_BEHIND = 10
"""Characters behind the limits in which their unit stands."""
_SAY_RANGE = ("ange", "IQR", "q1", "Q1", "min")
"""What every name of a range holds one of."""


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            if not any(word in passage.text for word in _SAY_RANGE):
                continue
            for match in SPREAD.finditer(passage.text):
                answer = _judge(paper, passage, match)
                if answer is not None:
                    yield answer
    for table in paper.tables:
        for spread in find_spreads(table, paper.text):
            yield _judge_cell(paper, spread)


def _judge(paper: Paper, passage: Passage, match: re.Match[str]) -> Answer | None:
    middle, low, high = (parse_number(match[name]) for name in ("middle", "low", "high"))
    full = match["kind"].lower() in ("range",) or match["kind"].lower().startswith("min")
    if middle is None or low is None or high is None or low > high:
        return None
    if not full and (match["name"] or "").lower() in ("mean", "average"):
        return None
    pieces = passage.pieces_of(*match.span())
    if Range(rounded(low).low, rounded(high).high).meets(rounded(middle)):
        return Passed(place(pieces))
    if _has_two_units(passage.text, match):
        return Skipped(place(pieces), "the limits are told in another unit")
    if not match["name"]:
        return Skipped(place(pieces), "nothing says that the number is a median or a mean")
    return Finding(
        check=NAME,
        severity="error",
        message=f"{match['name'].lower()} {middle} lies outside its {match['kind']} {low} to {high}",
        reported=str(middle),
        expected=f"between {low} and {high}",
        evidence=(evidence(paper, "result", pieces),),
    )


def _has_two_units(text: str, match: re.Match[str]) -> bool:
    """Whether a time stands behind the middle and another behind the limits ("3.5 years, range 24 to 78 months")."""
    own = {unit["unit"][:2] for unit in _TIME.finditer(text, match.start("middle"), match.start("kind"))}
    limits = {unit["unit"][:2] for unit in _TIME.finditer(text, match.start("low"), match.end() + UNIT_BEHIND)}
    return bool(own and limits and not own & limits)


def _judge_cell(paper: Paper, spread: Spread) -> Answer:
    where = place(spread.pieces)
    if spread.kind == "mean" and not spread.full:
        return Skipped(where, "a mean may lie outside its quartiles")
    if Range(rounded(spread.low).low, rounded(spread.high).high).meets(rounded(spread.middle)):
        return Passed(where)
    limits = "range" if spread.full else "interquartile range"
    unsigned = Range(rounded(spread.low).low, rounded(spread.high).high).meets(rounded(-spread.middle))
    hint = "; without its sign it lies within: the limits may be printed without theirs" if unsigned else ""
    return Finding(
        check=NAME,
        severity="note" if unsigned else "error",
        message=f"{spread.kind} {spread.middle} lies outside its {limits} {spread.low} to {spread.high}{hint}",
        reported=str(spread.middle),
        expected=f"between {spread.low} and {spread.high}",
        evidence=(evidence(paper, "result", spread.pieces),),
    )
