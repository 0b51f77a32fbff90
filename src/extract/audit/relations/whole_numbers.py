"""Means and SDs of whole numbers in tables (GRIM, GRIMMER)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.annotate.quantities.cells import parse_cell
from extract.audit.arithmetic.rounding import cut, decimals, rounded
from extract.audit.columns import printed_sizes
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, sound, unjudged
from extract.model import Paper, Severity, Table, TableCell
from extract.text import lazy_re as re


def grim(mean: Decimal, n: int, *, items: int = 1) -> bool:
    """Whether a mean of n whole numbers (each a sum or mean of `items`) can be printed so.

    Brown and Heathers, The GRIM test, Social Psychological and Personality Science 2017;8:363-369. Truncation is
    allowed too, so that only what no convention gives is refused.

    >>> grim(Decimal("5.19"), 28), grim(Decimal("5.18"), 28)
    (False, True)
    """
    size = n * items
    allowed = cut(mean)
    low = (allowed.low * size).to_integral_value(rounding="ROUND_FLOOR")
    high = (allowed.high * size).to_integral_value(rounding="ROUND_CEILING")
    near = rounded(mean)
    return any(near.holds(total / size) or _cut_to(total / size, mean) for total in _whole(low, high))


def grimmer(mean: Decimal, sd: Decimal, n: int) -> bool:
    """Whether an SD of n whole numbers with this mean can be printed so.

    A sum of squares is whole, has the parity of the sum, and gives the variance (sum of squares - n mean²)/(n - 1).
    Anaya, The GRIMMER test, PeerJ Preprints 2016;4:e2400v1; parity by Allard 2018.
    """
    if n < 2 or not grim(mean, n):
        return grim(mean, n)
    spread = rounded(sd)
    lowest = max(Decimal(0), spread.low)
    for total in _whole(
        (rounded(mean).low * n).to_integral_value(rounding="ROUND_CEILING"),
        (rounded(mean).high * n).to_integral_value(rounding="ROUND_FLOOR"),
    ):
        base = total * total / n
        low = (lowest**2 * (n - 1) + base).to_integral_value(rounding="ROUND_CEILING")
        high = (spread.high**2 * (n - 1) + base).to_integral_value(rounding="ROUND_FLOOR")
        if high - low > 1 or any((squares - total) % 2 == 0 for squares in _whole(low, high)):
            return True
    return False


def _cut_to(value: Decimal, printed: Decimal) -> bool:
    exponent = printed.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return value.quantize(step, rounding="ROUND_DOWN") == printed


def _whole(low: Decimal, high: Decimal) -> list[Decimal]:
    return [Decimal(number) for number in range(int(low), int(high) + 1)]


MISSING = 0.9
"""Share of n that a row with missing values may have."""
_NAMED_SD = re.compile(r"\bSD\b|\bS\.D\.|standard\sdeviations?", re.IGNORECASE)
_NAMED_SE = re.compile(r"\bSEM?\b|\bS\.E\.|standard\serrors?|\bCI\b|\bIQR\b|\bmedian|\brange\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"^(?:mean\s)?(?:total\s)?(?:number|no\.?)\sof\s(?!days|weeks|hours|minutes|years)[a-z]", re.IGNORECASE
)
_SCALE = re.compile(
    r"\b(?:PHQ-?[89]|GAD-?7|MMSE|MoCA|NIHSS|GCS|Glasgow\sComa|Apgar|AUDIT|IPSS|HADS|BDI|EPDS|HAM-?D|MADRS|PANSS|AIMS)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"change|differ|adjust|least\ssquare|\bLS\b|item\smean|weighted|log|t-score|z-score", re.IGNORECASE
)
_ITEMS = re.compile(r"\b(?P<items>\d{1,2})[\s-]items?\b", re.IGNORECASE)
_AVERAGED = re.compile(
    r"\bmean\s(?:item|of\s(?:the\s)?\d{1,2}\sitems)|\baverage\sof\s\d{1,2}\sitems|\bper\sitem\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Moments:
    """A mean with its SD, of n people each of whom has the mean of a number of items."""

    mean: Decimal
    sd: Decimal
    n: int
    items: int

    def exist(self, n: int) -> bool:
        """Whether whole numbers of n people have this mean and, of single items, this SD."""
        return grim(self.mean, n, items=self.items) if self.items > 1 else grimmer(self.mean, self.sd, n)


def _cases(paper: Paper) -> Iterator[Case[Moments]]:
    for table in paper.tables:
        around = " ".join(piece.of(paper.text) for pieces in (table.caption, *table.notes) for piece in pieces)
        for cell in table.cells:
            printed = _mean_sd(cell, paper.text, around) if cell.role == "body" else None
            kind = _kind(cell.names, cell.row_path) if printed else None
            if printed is not None and kind is not None:
                yield _case(table, paper.text, cell, *printed, *kind)


def _mean_sd(cell: TableCell, text: str, around: str) -> tuple[Decimal, Decimal] | None:
    """The mean and the SD of a cell: the row, its head, the caption or a note says that it is one."""
    read = parse_cell(cell.span.of(text))
    if read is None or read.form not in ("mean_sd", "value_and_other") or read.interval is not None:
        return None
    names = cell.names
    if _NAMED_SE.search(names) or "%" in names:
        return None
    if not _NAMED_SD.search(names) and (not _NAMED_SD.search(around) or _NAMED_SE.search(around)):
        return None
    mean, sd = read.value, read.spread or read.second
    return (mean, sd) if mean is not None and sd is not None and sd > 0 else None


def _kind(names: str, path: tuple[str, ...]) -> tuple[int, Severity] | None:
    """Of how many whole numbers a person's value is the mean, and the weight of a finding; None for other rows."""
    if not path or _CHANGED.search(names):
        return None
    if _COUNTED.match(path[-1].strip()):
        return 1, "warning"
    items = _ITEMS.search(names)
    if items is not None and _AVERAGED.search(names):
        return int(items["items"]), "note"
    return (1, "note") if _SCALE.search(path[-1]) else None


def _case(
    table: Table, text: str, cell: TableCell, mean: Decimal, sd: Decimal, items: int, severity: Severity
) -> Case[Moments]:
    sizes, pieces = printed_sizes(table, text, cell.col), (cell.span,)
    if len(sizes) != 1:
        return unjudged(pieces, "the n of the column is not known")
    moments = Moments(mean, sd, sizes[0], items)
    if moments.n * items >= 10 ** decimals(mean):
        return unjudged(pieces, "every mean with these decimals is possible")
    if moments.exist(moments.n):
        return sound(pieces)
    what = "SD" if grim(mean, moments.n, items=items) else "mean"
    message = f"no {moments.n * items} whole numbers have the {what} of {mean} (SD {sd})"
    return broken(pieces, message, severity, reported=f"{mean} ({sd})", numbers=moments)


def _fit_missing(moments: Moments) -> Fit | None:
    fewer = range(int(MISSING * moments.n), moments.n)
    return Fit("a few missing values would explain it") if any(map(moments.exist, fewer)) else None


WHOLE_NUMBERS = Relation(
    "stat_whole_numbers",
    """A mean, and an SD, of whole numbers is one that the printed n allows (GRIM, GRIMMER).

Rows whose stub says that whole numbers are averaged ("Number of lesions"), sums of scored items (a scale known to be
one, such as PHQ-9 or NIHSS), and means of a stated number of items ("mean of 5 items": n x 5 whole numbers), in columns
with one printed n, and only where n times items is small enough that the decimals exclude anything (below 10 to the
number of decimals). mean = whole / (n items), rounded to half a unit or cut off; SD² (n - 1) = squares' sum - n mean²,
of the parity of the sum. Brown and Heathers, Social Psychological and Personality Science 2017;8:363-369; Anaya, PeerJ
Preprints 2016;4:e2400v1. A warning, since missing values make n smaller; a note for scales, whose missing items are
often filled in.""",
    _cases,
    (Hypothesis(name="missing values", prior=0.6, fits=_fit_missing, leaves="none"),),
    version=2,
)
