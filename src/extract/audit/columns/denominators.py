"""Of what the percents of a column are: its printed n, or the number that most of its cells agree on."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extract.audit.arithmetic.proportions import fit_percent, possible_denominators
from extract.audit.columns.shares import Share
from extract.audit.expressions.shapes import WHOLE
from extract.model import Table, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import parse_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """`n` of a column; `printed` where the head or a row prints it; `fits` of `cells` shares agree with it."""

    n: int
    printed: bool
    fits: int
    cells: int

    @property
    def is_supported(self) -> bool:
        """Enough other cells agree that a cell which does not is the odd one."""
        return self.fits >= 3 and self.fits >= 0.7 * (self.cells - 1)


_SIZE = rf"(?P<n>\d{{1,3}}(?:[ ]\d{{3}}){{1,3}}(?!\d)|{WHOLE})"
N_PRINTED = re.compile(rf"(?<![A-Za-z])[nN](?:o\.)?\s?[=:]\s?{_SIZE}(?![\d.])")
_N_ALONE = re.compile(rf"^\s*(?:[A-Za-z][A-Za-z0-9 ,/+-]{{0,40}}\s?[(\[]\s?|[(\[]\s?)?[nN]\s?=\s?{_SIZE}\s?[)\]]?\s*$")
_N_IN_BRACKETS = re.compile(
    rf"[(\[]\s?{_SIZE}(?:\s(?:patients|subjects|participants|women|men|cases|infants|children))?\s?[)\]]\s*$"
)
_N_STUB = re.compile(
    r"^(?:n|N|no\.|number|total|total n|sample size|(?:total )?(?:no\.?|number)(?: of)? "
    r"(?:patients|subjects|participants|women|men|cases|infants|children|individuals|randomi[sz]ed|analy[sz]ed)"
    r"(?:,? (?:randomi[sz]ed|analy[sz]ed|included|enrolled|evaluated|evaluable|treated))?)(?:,? ?\(?n\)?)?$",
    re.IGNORECASE,
)
_HIGHEST = 10_000_000


def column_denominator(
    table: Table, text: str, col: int, shares: tuple[Share, ...], *, rows: range | None = None
) -> Denominator | None:
    """The denominator of a column, the printed one where the cells bear it out, else the one they agree on.

    `rows`: of the cells of these rows alone.
    """
    own = [share for share in shares if share.col == col and (rows is None or share.row in rows)]
    if not own:
        return None
    named = [share for share in own if share.is_named]
    if named:
        own = named
    printed = [_support(n, own, printed=True) for n in printed_sizes(table, text, col, rows=rows)]
    best = max(printed, key=lambda d: d.fits, default=None)
    if best is not None and best.fits * 2 >= len(own):
        return best
    agreed = _agreed(own)
    if agreed is not None and (best is None or agreed.fits > best.fits):
        return agreed
    return best


def row_blocks(table: Table, text: str) -> tuple[range, ...]:
    """The blocks of rows that have sizes of their own: each begins with a row of cells "n = 60". One if there is none.

    Rows called n or Total begin a block where several have that very name.
    """
    first = _first_row(table)
    reported = {
        cell.row
        for cell in table.cells
        if (cell.role in ("body", "section") or cell.row > first) and _N_ALONE.match(cell.span.of(text))
    }
    called: dict[str, set[int]] = defaultdict(set)
    for cell in table.cells:
        if _is_size_cell(cell, text):
            called[cell.row_path[-1].lower()].add(cell.row)
    starts = sorted(reported.union(*(rows for rows in called.values() if len(rows) > 1)))
    last = max((cell.row for cell in table.cells), default=0)
    edges = [0, *starts, last + 1]
    return tuple(range(low, high) for low, high in pairwise(edges) if low < high)


def _first_row(table: Table) -> int:
    """The first row of the body: heads below it are of the rows that follow them."""
    return min((cell.row for cell in table.cells if cell.role == "body"), default=0)


def printed_sizes(table: Table, text: str, col: int, *, rows: range | None = None) -> tuple[int, ...]:
    """The sizes printed for a column: in its heads, or in a row called n, Total, Number of patients.

    `rows`: where a row of this block prints one, that alone. In a table of one column of figures, the size in the
    caption or in the head of the stubs is the column's too.
    """
    in_rows: list[int] = []
    heads: list[int] = []
    first = _first_row(table)
    for cell in table.cells:
        if not cell.col <= col < cell.col + cell.col_span:
            continue
        printed = cell.span.of(text)
        if cell.role == "head" and (cell.row <= first or rows is None):
            heads += [whole_of(m["n"]) for m in (*N_PRINTED.finditer(printed), *_N_IN_BRACKETS.finditer(printed))]
        elif rows is not None and cell.row not in rows:
            continue
        elif _is_size_cell(cell, text):
            in_rows.append(whole_of(printed))
        elif alone := _N_ALONE.match(printed):
            in_rows.append(whole_of(alone["n"]))
    if rows is not None and rows.start > 0 and in_rows:
        return tuple(dict.fromkeys(n for n in in_rows if n > 1))
    own = (cell for cell in table.cells if cell.col == col and (rows is None or cell.row in rows))
    for name in dict.fromkeys(name for cell in own for name in cell.col_path):
        heads += [whole_of(m["n"]) for m in N_PRINTED.finditer(name)]
    if not heads and not in_rows:
        heads = _size_of_whole_table(table, text)
    return tuple(dict.fromkeys(n for n in (*heads, *in_rows) if n > 1))


def own_sizes(share: Share) -> tuple[int, ...]:
    """The sizes that the row itself, or its group, prints: "Pregnancy (n = 40)"."""
    return tuple(whole_of(match["n"]) for name in (*share.group, share.stub) for match in N_PRINTED.finditer(name))


def _is_size_cell(cell: TableCell, text: str) -> bool:
    return (
        cell.role == "body"
        and bool(cell.row_path)
        and bool(_N_STUB.match(cell.row_path[-1].strip(" :,")))
        and bool(re.fullmatch(rf"\s*{_SIZE}\s*", cell.span.of(text)))
    )


def _size_of_whole_table(table: Table, text: str) -> list[int]:
    """The one size that the caption or the stubs' head prints, where one column alone holds figures."""
    filled = {cell.col for cell in table.cells if cell.role == "body" and re.search(r"\d", cell.span.of(text))}
    if len(filled) != 1:
        return []
    around = " ".join(piece.of(text) for piece in table.caption)
    around += " ".join(cell.span.of(text) for cell in table.cells if cell.role == "head" and cell.col not in filled)
    sizes = {whole_of(match["n"]) for match in N_PRINTED.finditer(around)}
    return list(sizes) if len(sizes) == 1 else []


def fits(share: Share, n: int) -> bool:
    """Whether the percent can have been printed for the count of n, conventions included."""
    return n > 0 and share.count <= n and fit_percent(share.percent, Decimal(share.count), Decimal(n)).fit != "off"


def trusted_shares(table: Table, text: str, shares: tuple[Share, ...]) -> tuple[Share, ...]:
    """The shares that are percents: those that are named so, and the others where a printed n bears most of them out.

    A cell "12 (8.4)" without a percent sign anywhere may hold a mean and an SD.
    """
    unnamed = [share for share in shares if not share.is_named]
    sizes = {col: printed_sizes(table, text, col) for col in {share.col for share in unnamed}}
    borne_out = [share for share in unnamed if share.count and any(fits(share, n) for n in sizes[share.col])]
    rows = {share.row for share in borne_out}
    if len(borne_out) < 3 or len(rows) < 2 or len(borne_out) < 0.5 * len(unnamed):
        return tuple(share for share in shares if share.is_named)
    return shares


def _support(n: int, shares: list[Share], *, printed: bool) -> Denominator:
    return Denominator(n=n, printed=printed, fits=sum(fits(s, n) for s in shares), cells=len(shares))


def _agreed(shares: list[Share]) -> Denominator | None:
    """The whole number that most cells allow; wide percents of small counts allow many, so ties mean none."""
    votes: Counter[int] = Counter()
    for share in shares:
        if share.count >= 3 and 0 < share.percent < 100:
            allowed = possible_denominators(share.percent, share.count, _HIGHEST)
            if len(allowed) <= 200:
                votes.update(allowed)
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 4 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return _support(ranked[0][0], shares, printed=False)


def whole_of(printed: str) -> int:
    """A printed size, thousands parted or not."""
    value = parse_number(re.sub(r"(?<=\d) (?=\d{3})", "", printed.strip()))
    return int(value) if value is not None else 0
