"""Medians and means lie within the range that is printed with them, in sentences and in cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.annotate.quantities.cells import parse_cell
from extract.audit.arithmetic.rounding import Range, rounded
from extract.audit.passages import Passage, cells_of, sentences_of
from extract.audit.printed import DASH, NUMBER
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, sound, unjudged
from extract.model import Paper, Pieces, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import parse_number

_IQR = re.compile(r"\bIQR\b|inter-?\s?quartile|quartiles?\b|\bQ1\b|\bP25\b|25th", re.IGNORECASE)
_RANGE = re.compile(r"(?<!quartile\s)(?<!quartile-)\brange\b|\bmin(?:imum)?\b.{0,12}\bmax", re.IGNORECASE)
_OTHER = re.compile(r"\bCI\b|confidence|credible|\bratio\b|\bHR\b|\bOR\b|\bRR\b|difference|percentile", re.IGNORECASE)
_MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:mean|average)\b", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A middle and two limits as printed; `full`: a range, no quartiles; `name` None where none is printed."""

    middle: Decimal
    low: Decimal
    high: Decimal
    name: str | None
    full: bool
    limits: str
    pieces: Pieces
    other_unit: bool = False

    def holds(self, value: Decimal) -> bool:
        return Range(rounded(self.low).low, rounded(self.high).high).meets(rounded(value))


def _cases(paper: Paper) -> Iterator[Case[Spread]]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            if any(word in passage.text for word in _SAY_RANGE):
                for match in SPREAD.finditer(passage.text):
                    yield from _case(_spread_in(passage, match))
    for table in paper.tables:
        around = " ".join(piece.of(paper.text) for pieces in (table.caption, *table.notes) for piece in pieces)
        for cell in table.cells:
            yield from _case(_in_cell(cell, paper.text, around) if cell.role == "body" else None)


def _case(spread: Spread | None) -> Iterator[Case[Spread]]:
    if spread is None or spread.low > spread.high:
        return
    if spread.name == "mean" and not spread.full:
        yield unjudged(spread.pieces, "a mean may lie outside its quartiles")
    elif spread.holds(spread.middle):
        yield sound(spread.pieces)
    elif spread.other_unit:
        yield unjudged(spread.pieces, "the limits are told in another unit")
    elif spread.name is None:
        yield unjudged(spread.pieces, "nothing says that the number is a median or a mean")
    else:
        yield broken(
            spread.pieces,
            f"{spread.name} {spread.middle} lies outside its {spread.limits} {spread.low} to {spread.high}",
            reported=str(spread.middle),
            expected=f"between {spread.low} and {spread.high}",
            numbers=spread,
        )


def _spread_in(passage: Passage, match: re.Match[str]) -> Spread | None:
    middle, low, high = (parse_number(match[name]) for name in ("middle", "low", "high"))
    if middle is None or low is None or high is None:
        return None
    name = (match["name"] or "").lower().replace("average", "mean")
    return Spread(
        middle=middle,
        low=low,
        high=high,
        name=name or None,
        full=match["kind"].lower().startswith(("range", "min")),
        limits=match["kind"],
        pieces=passage.pieces_of(*match.span()),
        other_unit=_has_two_units(passage.text, match),
    )


def _has_two_units(text: str, match: re.Match[str]) -> bool:
    """Whether a time stands behind the middle and another behind the limits ("3.5 years, range 24 to 78 months")."""
    own = {unit["unit"][:2] for unit in _TIME.finditer(text, match.start("middle"), match.start("kind"))}
    limits = {unit["unit"][:2] for unit in _TIME.finditer(text, match.start("low"), match.end() + UNIT_BEHIND)}
    return bool(own and limits and not own & limits)


def _in_cell(cell: TableCell, text: str, around: str) -> Spread | None:
    """What names neither a median nor a mean, or several kinds of limits, is left out."""
    read = parse_cell(cell.span.of(text))
    if read is None or read.value is None or read.interval is None or read.form != "estimate":
        return None
    low, high = read.interval.low, read.interval.high
    names = cell.names
    if _OTHER.search(names) or low is None or high is None:
        return None
    stated = names if _IQR.search(names) or _RANGE.search(names) else f"{names} {around}"
    quartiles, full = bool(_IQR.search(stated)), bool(_RANGE.search(stated))
    named = names if _MEDIAN.search(names) or _MEAN.search(names) else stated
    median, mean = bool(_MEDIAN.search(named)), bool(_MEAN.search(named))
    if quartiles is full or median is mean or (stated is not names and _OTHER.search(around)):
        return None
    return Spread(
        middle=read.value,
        low=low,
        high=high,
        name="median" if median else "mean",
        full=full,
        limits="range" if full else "interquartile range",
        pieces=(cell.span,),
    )


def _fit_unsigned(spread: Spread) -> Fit | None:
    if not spread.holds(-spread.middle):
        return None
    return Fit("without its sign it lies within: the limits may be printed without theirs")


MEDIAN_IN_RANGE = Relation(
    "stat_median_in_range",
    """A median, and a mean, lie within the range printed with them.

low <= median <= high for a range and for quartiles, low <= mean <= high for a range alone. "median 13.1 months (range,
14.5–18.0)", "15.2 (IQR 10.1–19.8)", and cells "15.2 (10.1–19.8)" whose head, stub, caption or note says that they are
medians with quartiles or a range. All are taken with half a unit of their last digits on either side. Limits in
descending order are left alone.""",
    _cases,
    (Hypothesis(name="limits without their sign", prior=0.5, fits=_fit_unsigned, leaves="note"),),
    version=3,
)
