"""Cells that print a count, with or without its percent, and where their columns stand."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.columns.denominators import N_PRINTED, fits, printed_sizes, whole_of
from extract.audit.columns.shares import Share, shares_of
from extract.audit.expressions.shapes import WHOLE
from extract.model import Paper, Pieces, Table, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import parse_number

_MARK = r"\s?(?:[*†‡§¶#a-e]|\^?[a-e]\b){0,2}"
_ALONE = re.compile(rf"^\s*(?:[nN]\s?=\s?)?(?P<count>\d{{1,3}}(?:[ ]\d{{3}}){{1,3}}(?!\d)|{WHOLE}){_MARK}\s*$")
_NO_COUNT = re.compile(
    r"\b(?:[Mm]eans?|[Mm]edians?|[Aa]verage|SDs?|IQR|range|SEM?|scores?|index|ratio|CI|min|max|BMI|[Aa]ge,?\s(?:\(?y|mean)"
    r"|years?\)?$|pressure|duration|weight|height|per\s100|rate\sper|p[\s-]?values?)(?!\w)|±|^[pP]$",
)
_PERCENT_ROW = re.compile(r"(?:^|[\s,;(\[])(?:%|percent(?:age)?s?)\s?[)\]]?\W{0,2}$", re.IGNORECASE)
_COUNTED_TOO = re.compile(r"(?<![a-z])(?:n|no\.?|numbers?|counts?)(?![a-z])", re.IGNORECASE)
_PERCENT = re.compile(r"^\W{0,3}(?:%|percent(?:age)?|per\scent)(?:\sof\b.{0,40})?\W{0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A count at its cell; `percent` where one stands beside it. `row_path` and `head` name it."""

    row: int
    col: int
    count: int
    percent: Decimal | None
    pieces: Pieces
    row_path: tuple[str, ...]
    head: tuple[str, ...]
    share: Share | None = None

    @property
    def own_sizes(self) -> tuple[int, ...]:
        """The n that the nearest of its heads prints, where a table has several rows of them."""
        printed = (tuple(whole_of(m["n"]) for m in N_PRINTED.finditer(name)) for name in reversed(self.head))
        return next((sizes for sizes in printed if sizes), ())

    @property
    def stub(self) -> str:
        return self.row_path[-1] if self.row_path else ""

    def fits(self, n: int) -> bool:
        """Whether its percent, where it has one, is that of n."""
        return self.share is None or fits(self.share, n)


Rows = dict[int, dict[int, Counted]]


def counted_rows(paper: Paper, table: Table) -> Rows:
    """The counts of a table's body by row and column; rows and columns of means, scores and p are left out."""
    rows: Rows = defaultdict(dict)
    shares = {(share.row, share.col): share for share in shares_of(paper, table)}
    for cell in table.cells:
        if cell.role != "body" or cell.span.start == cell.span.end:
            continue
        share = shares.get((cell.row, cell.col))
        match = _ALONE.match(cell.span.of(paper.text)) if share is None else None
        value = parse_number(match["count"].replace(" ", "")) if match else None
        if share is None and (value is None or _is_measure(cell) or (value and _is_percent_row(cell))):
            continue
        rows[cell.row][cell.col] = Counted(
            row=cell.row,
            col=cell.col,
            count=share.count if share else int(value or 0),
            percent=share.percent if share else None,
            pieces=share.pieces if share else (cell.span,),
            row_path=cell.row_path,
            head=cell.col_path,
            share=share,
        )
    return rows


def _is_measure(cell: TableCell) -> bool:
    heads = cell.col_path[-1:]
    return any(_NO_COUNT.search(name) for name in (*cell.row_path, *heads)) or any(_PERCENT.match(h) for h in heads)


def _is_percent_row(cell: TableCell) -> bool:
    """Whether the row prints percents alone: "NYHA class, %" > "II"; a 0 is a count and a percent alike."""
    return any(_PERCENT_ROW.search(name) and not _COUNTED_TOO.search(name) for name in cell.row_path)


def column_sizes(table: Table, text: str, rows: Rows) -> dict[int, tuple[int, ...]]:
    """The sizes that are printed for each column with counts."""
    columns = {col for row in rows.values() for col in row}
    return {col: printed_sizes(table, text, col) for col in columns}
