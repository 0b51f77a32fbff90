"""Cells that print a count with its percent, alone or over two neighbouring columns."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.expressions.shapes import NUMBER, WHOLE
from extract.audit.kept import Kept
from extract.model import Paper, Pieces, Span, Table, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import parse_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A count and a percent of something; `group` names the rows that belong together (row path without its leaf).

    `is_named`: a percent sign in the cell, its heads, its stubs or the caption says that it is a percent; the others
    are candidates that a column's n must bear out. The 85th percentile is no percent.
    """

    row: int
    col: int
    count: int
    percent: Decimal
    pieces: Pieces
    stub: str
    group: tuple[str, ...]
    is_named: bool


_MARK = r"\s?(?:[*†‡§¶#a-e]|\^?[a-e0-9]\b){0,2}"
_COUNT = rf"(?P<count>\d{{1,3}}(?:[ ]\d{{3}}){{1,3}}(?!\d)|{WHOLE})"
_PERCENT = rf"(?P<percent>\d{{1,3}},\d{{1,2}}(?!\d)|{NUMBER})"
COUNT_PERCENT = re.compile(
    rf"^\s*(?:[nN]\s?=\s?)?{_COUNT}\s?[(\[]\s?{_PERCENT}\s?(?P<sign>%)?\s?[)\]]\s?(?P<after>%)?{_MARK}\s*$"
)
COUNT_COMMA_PERCENT = re.compile(rf"^\s*{_COUNT}(?:\s?[,;/–-]\s|\s{{1,3}}){_PERCENT}\s?(?P<sign>%){_MARK}\s*$")
PERCENT_COUNT = re.compile(rf"^\s*{_PERCENT}\s?(?P<sign>%)?\s?[(\[]\s?(?:n\s?=\s?)?{_COUNT}\s?[)\]]{_MARK}\s*$")
SEVERAL = re.compile(rf"(?<![\d.]){WHOLE}\s?\(\s?{NUMBER}\s?%?\s?\)")
_PERCENT_FIRST = re.compile(r"(?:%|\bpercent\w*)\s?[(\[,]\s?(?:n|no\.?|number|count)\b", re.IGNORECASE)
_MAY_BE_BASE = re.compile(r"[(\[]\s?[nN]\s?=")
"""Behind a percent "(n = 74)" is as often the number that it is of."""
_ONLY_COUNT = re.compile(rf"^\s*{_COUNT}\s*$")
_ONLY_PERCENT = re.compile(rf"^\s*[(\[]?{_PERCENT}\s?(?P<sign>%)?[)\]]?\s*$")
_COUNT_HEAD = re.compile(
    r"^(?:n|no\.?|number|count|freq(?:uency|\.)?|n(?:o\.)? of (?:patients|cases|subjects|events))$", re.I
)
_PERCENT_HEAD = re.compile(r"^[(\[]?(?:%|percent(?:age)?|per cent|n?\s?%)[)\]]?$", re.I)
_OTHER_MEASURE = re.compile(
    r"\b(?:[Mm]eans?|[Mm]edians?|[Aa]verage|SD|S\.D\.|s\.d\.|IQR|range|SEM?|s\.e\.m?\.|score|interval|ratio|CI|min|max"
    r"|per 100|per 1,?000|rate per)(?!\w)|±"
)
_PERCENT_AND_RATIO = re.compile(
    r"%[^()]{0,40}\([^()]{0,30}\b(?:ratio|OR|RR|HR|rate\sper)\b|estimated\s%", re.IGNORECASE
)
"""The percent comes first, and the number in brackets is another."""
_PERCENT_NAMED = re.compile(r"(?<!th\s)(?<!th)%|percent(?!ile)", re.IGNORECASE)
_MOMENT = re.compile(r"^\s*[-−]?\d{1,7}[.·]\d{1,4}\s?[(\[±]\s?\d")
_MEASURED = re.compile(r"(?:\b(?:index|BMI|scores?)|^age(?:[,\s(]{1,3}years?)?)\W*$", re.IGNORECASE)
_UNIT_BEHIND = re.compile(
    r"[(\[,]\s?(?:years?|yrs?|y|kg|kg/m2|kg/m²|mm\s?Hg|cm|mm|days?|months?|weeks?|hours?|h|min(?:utes)?|g|g/d[lL]|mg/d[lL]|mmol/[lL]|points?)"
    r"\s?[)\]]?\s*$"
)


def shares_of(paper: Paper, table: Table) -> tuple[Share, ...]:
    """All counts with percents of a table, in row order. A cell that the row or column calls a mean is none."""
    return _SHARES.of(paper)[table.id]


def _find_shares(table: Table, text: str) -> tuple[Share, ...]:
    rows: dict[int, list[TableCell]] = defaultdict(list)
    for cell in table.cells:
        if cell.role == "body":
            rows[cell.row].append(cell)
    caption = " ".join(piece.of(text) for piece in table.caption)
    stub_head = " ".join(cell.span.of(text) for cell in table.cells if cell.role == "head" and cell.col == 0)
    found: list[Share] = []
    for row in sorted(rows):
        cells = sorted(rows[row], key=lambda cell: cell.col)
        words = " ".join(printed for cell in cells if not re.search(r"\d", printed := cell.span.of(text)))
        of_means = any(_MOMENT.match(cell.span.of(text)) for cell in cells)
        for index, cell in enumerate(cells):
            share = _in_one(cell, text, f"{caption} {stub_head}", words, of_means=of_means) or (
                _in_two(cell, cells[index + 1], text) if index + 1 < len(cells) else None
            )
            if share is not None:
                found.append(share)
    return tuple(found)


_SHARES: Kept[dict[str, tuple[Share, ...]]] = Kept(
    lambda paper: {table.id: _find_shares(table, paper.text) for table in paper.tables},
    most=4,
    part=lambda paper: paper,
)


def cells_of_several(table: Table, text: str) -> tuple[TableCell, ...]:
    """Cells that print more than one count with its percent."""
    return tuple(
        cell for cell in table.cells if cell.role == "body" and len(SEVERAL.findall(cell.span.of(text)[:400])) > 1
    )


def _in_one(cell: TableCell, text: str, around: str, words: str, *, of_means: bool) -> Share | None:
    """A share in one cell; `words` are what the row prints besides its stub and its numbers ("mean (SD)").

    `of_means`: a cell of the row prints what is no count before its bracket, so "56 (14.0)" is a mean too.
    """
    printed = cell.span.of(text)
    names = " ".join((*cell.row_path, *cell.col_path))
    if _PERCENT_AND_RATIO.search(names):
        return None
    first = bool(_PERCENT_FIRST.search(f"{names} {words}"))
    patterns = (PERCENT_COUNT,) if first else (COUNT_PERCENT, COUNT_COMMA_PERCENT)
    match = next((found for pattern in patterns if (found := pattern.match(printed))), None)
    if match is None:
        match = PERCENT_COUNT.match(printed)
        if match is None or not match["sign"]:
            return None
    signed = bool(match["sign"] or match.groupdict().get("after"))
    named = signed or bool(_PERCENT_NAMED.search(f"{names} {around}"))
    if not signed:
        own = cell.row_path[-1] if cell.row_path else ""
        of_means = of_means and match.re.pattern == COUNT_PERCENT.pattern
        if of_means or _is_other_measure(cell, words) or _UNIT_BEHIND.search(own):
            return None
    if match.re.pattern == PERCENT_COUNT.pattern and cell.row_path and _OTHER_MEASURE.search(cell.row_path[-1]):
        return None
    if match.re.pattern == PERCENT_COUNT.pattern and not first and _MAY_BE_BASE.search(printed):
        return None
    return _share(cell, match["count"], match["percent"], (cell.span,), is_named=named)


def _is_other_measure(cell: TableCell, words: str) -> bool:
    """Whether the nearest name that says what the cell holds, of the row or else of the column, calls it a mean."""
    for name in (words, *reversed(cell.row_path), *cell.col_path[-1:]):
        if _PERCENT_NAMED.search(name):
            return False
        if _OTHER_MEASURE.search(name):
            return True
    return False


def _in_two(cell: TableCell, following: TableCell, text: str) -> Share | None:
    if following.col != cell.col + cell.col_span or not cell.col_path or not following.col_path:
        return None
    if cell.row_path and _MEASURED.search(cell.row_path[-1]):
        return None
    if not _COUNT_HEAD.match(cell.col_path[-1].strip()) or not _PERCENT_HEAD.match(following.col_path[-1].strip()):
        return None
    count, percent = _ONLY_COUNT.match(cell.span.of(text)), _ONLY_PERCENT.match(following.span.of(text))
    if count is None or percent is None:
        return None
    return _share(cell, count["count"], percent["percent"], (cell.span, following.span), is_named=True)


def _share(cell: TableCell, count: str, percent: str, pieces: tuple[Span, ...], *, is_named: bool) -> Share | None:
    counted, share = parse_number(count.replace(" ", "")), parse_number(percent)
    if counted is None or share is None or share > 100:
        return None
    return Share(
        row=cell.row,
        col=cell.col,
        count=int(counted),
        percent=share,
        pieces=pieces,
        stub=cell.row_path[-1] if cell.row_path else "",
        group=cell.row_path[:-1],
        is_named=is_named,
    )
