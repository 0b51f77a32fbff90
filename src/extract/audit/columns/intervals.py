"""Estimates with their intervals and p in the rows of tables: in one cell, in neighbouring cells, or one below another.

"0.71 (0.55–0.92)" under "HR (95% CI)", "0.71 | 0.55–0.92 | 0.009", "0.71 | 0.55 | 0.92": what stands in a cell is told
by its head, its stub and the caption. A p is that of its estimate only where nothing else in the row could be meant.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.annotate.quantities.cells import parse_cell
from extract.audit.expressions.estimates import DIFFERENCE, RATIO, Estimate, Family, read_limits
from extract.audit.expressions.shapes import BETWEEN, NUMBER, P_VALUE, SIGN, PrintedP, printed_p, relation_of
from extract.model import Pieces, Table, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import parse_number, with_points

P_HEAD = re.compile(r"^\W{0,2}(?:p(?:[\s-]{0,2}values?)?|sig\.?|significance)\W{0,3}[a-e0-9*†‡§]?\W?$", re.IGNORECASE)
_MARKS = r"\s?[*†‡§¶#a-g]{0,2}"
IN_ONE = re.compile(
    rf"""^\s*(?P<sign>{SIGN}\s?)?(?P<value>{NUMBER})\s?%?{_MARKS}\s{{0,2}}
    (?:[,;]?\s?[(\[]|[,;:]|\s)\s?(?:\d\d(?:\.\d)?\s?%\s?C\.?I\.?\s?[:=,]?\s?)?{BETWEEN}\s?%?\s?[)\]]?\s?[)\]]?{_MARKS}
    (?:\s?[,;]?\s?[(\[]?{P_VALUE}[)\]]?{_MARKS})?\s*$""",
    re.VERBOSE,
)
LIMITS_ALONE = re.compile(rf"^\s*[(\[]?\s?{BETWEEN}\s?%?\s?[)\]]?{_MARKS}\s*$", re.VERBOSE)
VALUE_ALONE = re.compile(rf"^\s*(?P<sign>{SIGN}\s?)?(?P<value>{NUMBER})\s?%?{_MARKS}\s*$")
_CI = (
    r"(?:C\.?I\.?s?|CrI|[Cc]onfidence\s(?:[Ii]ntervals?|[Ll]imits?)|[Ll]imits\sof\s[Aa]greement"
    r"|[Cc]redible\s[Ii]ntervals?)"
)
CALLED = re.compile(rf"\b{_CI}(?:[a-h]{{1,2}}(?![A-Za-z])|(?![A-Za-z]))")
"""Letters of notes may touch the word: "95% CIa"."""
CI_HEAD = re.compile(rf"^\W{{0,2}}(?:\d\d(?:\.\d)?\s?%\s?)?{_CI}(?:\s?\(?\d\d\s?%\)?)?\W{{0,3}}[a-d]?$")
_LOW_HEAD = re.compile(
    r"^\W{0,2}(?:\d\d\s?%\s)?(?:CI\s)?(?:lower|low|LL|LCL|LCI|L95|min)\b[\w\s%.]{0,14}\W{0,2}$", re.I
)
_HIGH_HEAD = re.compile(
    r"^\W{0,2}(?:\d\d\s?%\s)?(?:CI\s)?(?:upper|high|UL|UCL|UCI|U95|max)\b[\w\s%.]{0,14}\W{0,2}$", re.I
)
_LEVEL = re.compile(rf"(?P<level>\d\d(?:\.\d{{1,2}})?)\s?%\s?{_CI}")
_SPREAD_HEAD = re.compile(r"^\W{0,2}(?:SEM?|S\.E\.(?:M\.)?|SD|S\.D\.|[Ss]tandard\s(?:[Ee]rror|[Dd]eviation)s?)\W{0,3}$")
_NO_INTERVAL = re.compile(r"\b(?:IQR|inter-?quartile|range|quartiles?|Q1|SD|S\.D\.|SEM?|min|max|P25|25th)\b", re.I)
_LOGGED = re.compile(r"\b(?:log|ln)\b", re.IGNORECASE)
_BETA = re.compile(r"^\W{0,2}(?:Exp\s?\(\s?(?:B|β|b)\s?\)|e\^?[Bβ])")
_OTHER_P = re.compile(r"interaction|trend|heterogeneity|inferior|equivalen|overall|log-?rank|global", re.IGNORECASE)
_OUTCOME_NAMES = re.compile(
    r"\boverall\s(?:survival|patients?|population|cohort|mortality|response)|\boverall$", re.IGNORECASE
)
_OTHER_TEST = re.compile(r"\bI\s?[2²]|[Hh]eterogen|\bEgger|\bBegg|\b[Qt]\b|[Tt]au")
_EFFECT_HEAD = re.compile(
    r"\b(?:estimates?|effects?|coef\w*|slope|model|adjusted|crude|contrast|vs|versus|change)\b|[βΔδ]|^\W?b\b",
    re.IGNORECASE,
)
"""What a column is called that holds no group's own values, beside names of ratios and differences."""
_ONE_SIDED = re.compile(r"\b(?:one|1)[-\s](?:sided|tailed)\b", re.IGNORECASE)
Row = dict[int, TableCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowEstimate:
    """An estimate that a table's row prints, with the cells that print it; `unpaired`: why its p is not judged."""

    estimate: Estimate
    pieces: Pieces
    names: str
    row: int
    col: int
    group: tuple[str, ...]
    unpaired: str | None = None

    @property
    def names_of_effect(self) -> str:
        """The names without those of outcomes: "overall survival", "time to progression" are no kinds of test."""
        return _OUTCOME_NAMES.sub(" ", self.names)


def find_row_estimates(table: Table, text: str) -> tuple[RowEstimate, ...]:
    """All estimates with an interval of a table's body. Cells that print a whole expression are read elsewhere."""
    caption = " ".join(piece.of(text) for piece in table.caption)
    notes = " ".join(piece.of(text) for note in table.notes for piece in note)
    rows: dict[int, Row] = defaultdict(dict)
    for cell in table.cells:
        if cell.role == "body" and cell.span.start < cell.span.end:
            rows[cell.row][cell.col] = cell
    found: list[RowEstimate] = []
    for number in sorted(rows):
        for cell in rows[number].values():
            one = _in_one(cell, text, caption, notes) or _in_several(rows[number], cell, text, caption)
            if one is not None:
                found.append(one)
    columns = {one.col for one in found}
    paired = [_paired(one, table, rows, columns, text) for one in found]
    return tuple(_of_whole_factor(one, paired) for one in paired)


def p_in(cell: TableCell, text: str) -> PrintedP | None:
    """A cell that holds a p and nothing else."""
    read = parse_cell(cell.span.of(text), is_p=True)
    p = read.p if read is not None else None
    if p is None or p.value is None or p.value > 1:
        return None
    return PrintedP(relation=relation_of(p.relation[:1]), value=p.value)


def _in_one(cell: TableCell, text: str, caption: str, notes: str) -> RowEstimate | None:
    printed = with_points(cell.span.of(text))
    match = IN_ONE.match(printed)
    if match is None or re.search(r"\b(?:CI|confidence)\b", printed):
        return None
    names = " ".join((*cell.row_path, *cell.col_path))
    called = bool(CALLED.search(names))
    if not called:
        if _NO_INTERVAL.search(names):
            return None
        called = bool(CALLED.search(caption) or CALLED.search(notes)) and not _NO_INTERVAL.search(f"{caption} {notes}")
    family = _family(cell, caption if called else "")
    estimate = _estimate(match, match, family, names, caption, printed_p(match))
    if estimate is None or (not called and not _is_ratio_by_form(estimate)):
        return None
    return _row_estimate(replace(estimate, called=called), cell, (cell,), names)


def _is_ratio_by_form(estimate: Estimate) -> bool:
    """Named a ratio, with decimals everywhere: its bracket is an interval even if nothing calls it one."""
    exponents = {value.as_tuple().exponent for value in (estimate.value, estimate.low, estimate.high)}
    return estimate.family == "ratio" and len(exponents) == 1 and 0 not in exponents


def _in_several(row: Row, cell: TableCell, text: str, caption: str) -> RowEstimate | None:
    """An estimate in one cell and its limits in the next, or in the next two; its standard error may stand between."""
    value = VALUE_ALONE.match(with_points(cell.span.of(text)))
    following = _next(row, cell)
    if following is not None and _is_under(following, _SPREAD_HEAD):
        following = _next(row, following)
    if value is None or following is None or not cell.col_path or not following.col_path:
        return None
    if _is_under(cell, P_HEAD) or _is_under(cell, _SPREAD_HEAD):
        return None
    names = " ".join((*cell.row_path, *cell.col_path, *following.col_path))
    family = _family(cell, caption)
    if CI_HEAD.match(following.col_path[-1].strip()):
        limits = LIMITS_ALONE.match(with_points(following.span.of(text)))
        estimate = _estimate(value, limits, family, names, caption, None) if limits else None
        return _row_estimate(estimate, cell, (cell, following), names) if estimate else None
    last = _next(row, following)
    if last is None or not last.col_path or not _LOW_HEAD.match(following.col_path[-1].strip()):
        return None
    if not _HIGH_HEAD.match(last.col_path[-1].strip()) or not CALLED.search(f"{names} {caption}"):
        return None
    low, high = (VALUE_ALONE.match(with_points(other.span.of(text))) for other in (following, last))
    if low is None or high is None:
        return None
    printed = [parse_number((m["sign"] or "") + m["value"]) for m in (value, low, high)]
    if any(number is None for number in printed):
        return None
    middle, lowest, highest = (number for number in printed if number is not None)
    estimate = _made(middle, lowest, highest, family, names, caption, None)
    return _row_estimate(estimate, cell, (cell, following, last), names)


def _next(row: Row, cell: TableCell) -> TableCell | None:
    return row.get(cell.col + cell.col_span)


def _is_under(cell: TableCell, head: re.Pattern[str]) -> bool:
    """Whether the nearest head of a cell is of a kind."""
    return bool(cell.col_path and head.match(cell.col_path[-1].strip()))


def _estimate(
    value: re.Match[str],
    limits: re.Match[str],
    family: tuple[Family, str | None],
    names: str,
    caption: str,
    p: PrintedP | None,
) -> Estimate | None:
    middle = parse_number((value["sign"] or "") + value["value"])
    ends = read_limits(limits, middle) if middle is not None else None
    if middle is None or ends is None:
        return None
    return _made(middle, *ends, family, names, caption, p)


def _made(
    value: Decimal,
    low: Decimal,
    high: Decimal,
    family: tuple[Family, str | None],
    names: str,
    caption: str,
    p: PrintedP | None,
) -> Estimate:
    level = _LEVEL.search(names) or _LEVEL.search(caption)
    return Estimate(
        start=0,
        end=0,
        name=family[1],
        family=family[0],
        value=value,
        low=low,
        high=high,
        level=Decimal(level["level"]) if level else Decimal(95),
        p=p,
        one_sided=bool(_ONE_SIDED.search(names)),
    )


def _row_estimate(estimate: Estimate, cell: TableCell, cells: tuple[TableCell, ...], names: str) -> RowEstimate:
    return RowEstimate(
        estimate=estimate,
        pieces=tuple(cell.span for cell in cells),
        names=names,
        row=cell.row,
        col=cell.col,
        group=cell.row_path[:-1],
    )


def _family(cell: TableCell, caption: str) -> tuple[Family, str | None]:
    """What the leaf head, the stub, the upper heads or the caption call the estimate; the nearest name counts."""
    for level in (
        *cell.col_path[::-1][:1],
        *cell.row_path[::-1][:1],
        *cell.col_path[::-1][1:],
        *cell.row_path[::-1][1:],
    ):
        ratio, difference = RATIO.search(level) or _BETA.match(level), DIFFERENCE.search(level)
        if ratio and not difference:
            return ("difference" if _LOGGED.search(level) else "ratio"), ratio[0].strip()
        if difference and not ratio:
            return "difference", difference[0]
        if ratio or difference or re.match(r"^\W?(?:median|mean|rate|%)\b", level, re.IGNORECASE):
            return "other", None
    ratio, difference = RATIO.search(caption), DIFFERENCE.search(caption)
    if ratio and not difference and not _LOGGED.search(caption):
        return "ratio", ratio[0].strip()
    return "other", None


def _paired(one: RowEstimate, table: Table, rows: dict[int, Row], columns: set[int], text: str) -> RowEstimate:
    """With the p that judges it: in its cell, to its right under the same heads, or in the next row."""
    if one.estimate.p is not None:
        return one
    row = rows[one.row]
    last = max(col for col, cell in row.items() if cell.span in one.pieces)
    barrier = min((col for col in columns if col > last), default=max(row) + 1)
    own = row[one.col].col_path[:-1]
    found = [
        cell
        for col, cell in row.items()
        if last < col < barrier and cell.col_path and P_HEAD.match(cell.col_path[-1].strip())
    ]
    if not found:
        found = _below(one, rows)
    found = [cell for cell in found if cell.col_path[:-1] == own or (len(columns) == 1 and len(cell.col_path) == 1)]
    between = " ".join(" ".join(row[col].col_path) for col in row if found and last < col <= found[0].col)
    if len(found) != 1 or _OTHER_TEST.search(between):
        return one
    cell, p = found[0], p_in(found[0], text)
    if p is None:
        return one
    if _stands_for_group(one, row, columns, cell.col):
        return replace(one, unpaired="the p may compare the groups of the row")
    if cell.row_span > 1 or cell.col_span > 1 or _OTHER_P.search(" ".join((cell.col_path[-1], one.names_of_effect))):
        return replace(one, unpaired="the p is of several rows, or of another question")
    return replace(one, estimate=replace(one.estimate, p=p), pieces=(*one.pieces, cell.span))


def _stands_for_group(one: RowEstimate, row: Row, columns: set[int], p_col: int) -> bool:
    """Whether columns of groups print estimates before this one, and share its p: "mean, CI, mean, CI, p".

    They have one name, or names of which none is that of an effect.
    """
    if one.estimate.family == "ratio":
        return False
    own = row[one.col].col_path[-1:]
    before = [col for col in columns if col < one.col and col in row]
    alike = [col for col in before if row[col].col_path[-1:] == own]
    if not _name_effect(own):
        alike += [col for col in before if not _name_effect(row[col].col_path[-1:])]
    between = (row[col] for col in row if alike and min(alike) < col < p_col and row[col].col_path)
    return bool(alike) and not any(P_HEAD.match(cell.col_path[-1].strip()) for cell in between)


def _name_effect(names: tuple[str, ...]) -> bool:
    return any(RATIO.search(name) or DIFFERENCE.search(name) or _EFFECT_HEAD.search(name) for name in names)


def _below(one: RowEstimate, rows: dict[int, Row]) -> list[TableCell]:
    """The p in the next row of the same column, where that row is called so."""
    cell = rows.get(one.row + 1, {}).get(one.col)
    if cell is None or not cell.row_path or not P_HEAD.match(cell.row_path[-1].strip()):
        return []
    return [cell]


def _of_whole_factor(one: RowEstimate, all_of_table: list[RowEstimate]) -> RowEstimate:
    """Where other categories of a factor print no p of their own, the one that is printed may be of all of them."""
    if one.estimate.p is None or not one.group:
        return one
    beside = [other for other in all_of_table if other.group == one.group and other.col == one.col]
    if any(other.estimate.p is None for other in beside):
        return replace(
            one,
            estimate=replace(one.estimate, p=None),
            unpaired="the p may be of all categories of its factor",
        )
    return one
