"""Tables as columns of counts with percents: which cells hold them, and of what the percents are."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extract.audit.arithmetic.rounding import fit_percent, possible_denominators
from extract.audit.passages import per_paper
from extract.audit.printed import NUMBER, WHOLE
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


_MARK_AFTER = r"\s?(?:[*†‡§¶#a-e]|\^?[a-e0-9]\b){0,2}"
_COUNT = rf"(?P<count>\d{{1,3}}(?:[ ]\d{{3}}){{1,3}}(?!\d)|{WHOLE})"
_SHARE = rf"(?P<percent>\d{{1,3}},\d{{1,2}}(?!\d)|{NUMBER})"
COUNT_PERCENT = re.compile(
    rf"^\s*(?:[nN]\s?=\s?)?{_COUNT}\s?[(\[]\s?{_SHARE}\s?(?P<sign>%)?\s?[)\]]\s?(?P<after>%)?{_MARK_AFTER}\s*$"
)
COUNT_COMMA_PERCENT = re.compile(rf"^\s*{_COUNT}(?:\s?[,;/–-]\s|\s{{1,3}}){_SHARE}\s?(?P<sign>%){_MARK_AFTER}\s*$")
PERCENT_COUNT = re.compile(rf"^\s*{_SHARE}\s?(?P<sign>%)?\s?[(\[]\s?(?:n\s?=\s?)?{_COUNT}\s?[)\]]{_MARK_AFTER}\s*$")
SEVERAL = re.compile(rf"(?<![\d.]){WHOLE}\s?\(\s?{NUMBER}\s?%?\s?\)")
_PERCENT_FIRST = re.compile(r"(?:%|\bpercent\w*)\s?[(\[,]\s?(?:n|no\.?|number|count)\b", re.IGNORECASE)
_MAY_BE_BASE = re.compile(r"[(\[]\s?[nN]\s?=")
"""Behind a percent "(n = 74)" is as often the number that it is of."""
_ONLY_COUNT = re.compile(rf"^\s*{_COUNT}\s*$")
_ONLY_PERCENT = re.compile(rf"^\s*[(\[]?{_SHARE}\s?(?P<sign>%)?[)\]]?\s*$")
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
    return _shares(paper)[table.id]


@per_paper()
def _shares(paper: Paper) -> dict[str, tuple[Share, ...]]:
    return {table.id: _find_shares(table, paper.text) for table in paper.tables}


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
    names = cell.names
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
        of_means = of_means and match.re.pattern == COUNT_PERCENT.pattern
        if of_means or _is_other_measure(cell, words) or _UNIT_BEHIND.search(cell.stub):
            return None
    is_of_base = _OTHER_MEASURE.search(cell.stub) or (not first and _MAY_BE_BASE.search(printed))
    if match.re.pattern == PERCENT_COUNT.pattern and is_of_base:
        return None
    return _made_share(cell, match["count"], match["percent"], (cell.span,), is_named=named)


def _is_other_measure(cell: TableCell, words: str) -> bool:
    """Whether the nearest name that says what the cell holds, of the row or else of the column, calls it a mean."""
    for name in (words, *reversed(cell.row_path), *cell.col_path[-1:]):
        if _PERCENT_NAMED.search(name):
            return False
        if _OTHER_MEASURE.search(name):
            return True
    return False


def _in_two(cell: TableCell, following: TableCell, text: str) -> Share | None:
    if following.col != cell.col + cell.col_span or _MEASURED.search(cell.stub):
        return None
    if not _COUNT_HEAD.match(cell.head) or not _PERCENT_HEAD.match(following.head):
        return None
    count, percent = _ONLY_COUNT.match(cell.span.of(text)), _ONLY_PERCENT.match(following.span.of(text))
    if count is None or percent is None:
        return None
    return _made_share(cell, count["count"], percent["percent"], (cell.span, following.span), is_named=True)


def _made_share(cell: TableCell, count: str, percent: str, pieces: tuple[Span, ...], *, is_named: bool) -> Share | None:
    counted, share = parse_number(count.replace(" ", "")), parse_number(percent)
    if counted is None or share is None or share > 100:
        return None
    return Share(
        row=cell.row,
        col=cell.col,
        count=int(counted),
        percent=share,
        pieces=pieces,
        stub=cell.stub,
        group=cell.row_path[:-1],
        is_named=is_named,
    )


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
        and bool(_N_STUB.match(cell.stub.strip(" :,")))
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


_MARK = r"\s?(?:[*†‡§¶#a-e]|\^?[a-e]\b){0,2}"
_ALONE = re.compile(rf"^\s*(?:[nN]\s?=\s?)?(?P<count>\d{{1,3}}(?:[ ]\d{{3}}){{1,3}}(?!\d)|{WHOLE}){_MARK}\s*$")
_NO_COUNT = re.compile(
    r"\b(?:[Mm]eans?|[Mm]edians?|[Aa]verage|SDs?|IQR|range|SEM?|scores?|index|ratio|CI|min|max|BMI|[Aa]ge,?\s(?:\(?y|mean)"
    r"|years?\)?$|pressure|duration|weight|height|per\s100|rate\sper|p[\s-]?values?)(?!\w)|±|^[pP]$",
)
_PERCENT_ROW = re.compile(r"(?:^|[\s,;(\[])(?:%|percent(?:age)?s?)\s?[)\]]?\W{0,2}$", re.IGNORECASE)
_COUNTED_TOO = re.compile(r"(?<![a-z])(?:n|no\.?|numbers?|counts?)(?![a-z])", re.IGNORECASE)
_PERCENT = re.compile(r"^\W{0,3}(?:%|percent(?:age)?|per\scent)(?:\sof\b.{0,40})?\W{0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A count in its cell; `share` where a percent stands beside it."""

    cell: TableCell
    count: int
    share: Share | None

    @property
    def row(self) -> int:
        return self.cell.row

    @property
    def col(self) -> int:
        return self.cell.col

    @property
    def pieces(self) -> Pieces:
        return self.share.pieces if self.share else (self.cell.span,)

    @property
    def own_sizes(self) -> tuple[int, ...]:
        """The n that the nearest of its heads prints, where a table has several rows of them."""
        printed = (tuple(whole_of(m["n"]) for m in N_PRINTED.finditer(name)) for name in reversed(self.cell.col_path))
        return next((sizes for sizes in printed if sizes), ())

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
        rows[cell.row][cell.col] = Counted(cell, share.count if share else int(value or 0), share)
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
