"""Percents that a table prints without their counts: the total's lies between its groups', each is of its column's n.

A count beside a percent is held against it by `stat_column_percent`; here the percent stands alone, and the other cells
of its column or the other rows of its table say what it is of.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.arithmetic.rounding import cut, decimals, possible_counts
from extract.audit.arithmetic.slips import meant_by
from extract.audit.columns import printed_sizes, shares_of
from extract.audit.printed import NUMBER
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, sound, unjudged
from extract.audit.relations.totals import is_total
from extract.model import Paper, Pieces, Table, TableCell, quote
from extract.text import lazy_re as re
from extract.text.numbers import parse_number

ALONE = re.compile(rf"^\s*(?P<percent>\d{{1,3}},\d{{1,2}}(?!\d)|{NUMBER})\s?(?P<sign>%)?\s?[*†‡§a-d]?\s*$")
_NAMED = re.compile(r"(?<!th\s)(?<!th)%|\bpercent(?:age)?s?\b", re.IGNORECASE)
_NO_SHARE = re.compile(
    r"chang|differ|reduc|increas|decreas|improv|\bmeans?\b|median|\bSD\b|\bCI\b|ratio|inhibit|loss|gain|index|score|variance"
    r"|compliance|adherence|dose|HbA|fat|predicted|saturation|\bp\b|power|rate\b|surviv|free\b|efficacy|coverage|%\s?ile",
    re.IGNORECASE,
)
"""Percents that are no share of people: changes, means, doses, predicted values, estimated survival."""

LEAST_ROWS, OF_ALL = 5, 0.9
"""Rows in which the total lies between its groups, and their share of all, from which another row is the odd one."""

FITTING, MOST_N = 5, 200
"""Cells of a column that are shares of its n, and the n above which every percent with one decimal is one."""

MISSING = 0.85
"""Share of n that a row with missing values may be of."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A percent alone in its cell."""

    cell: TableCell
    value: Decimal

    @property
    def pieces(self) -> Pieces:
        return (self.cell.span,)


Rows = dict[int, dict[int, Percent]]


def percents_alone(paper: Paper, table: Table) -> Rows:
    """The cells that print a percent and nothing else, by row and column: a sign, head, stub or caption says so."""
    rows: Rows = defaultdict(dict)
    caption = quote(paper.text, table.caption) if table.caption else ""
    counted = {piece for share in shares_of(paper, table) for piece in share.pieces}
    for cell in table.cells:
        alone = cell.role == "body" and cell.span not in counted
        match = ALONE.match(cell.span.of(paper.text)) if alone else None
        value = parse_number(match["percent"]) if match else None
        if match is None or value is None or value > WHOLE:
            continue
        names = cell.names
        if not _NO_SHARE.search(names) and (match["sign"] or _NAMED.search(names) or _NAMED.search(caption)):
            rows[cell.row][cell.col] = Percent(cell, value)
    return rows


WHOLE = 100


# --- the total's percent lies between those of its groups


@dataclass(frozen=True, slots=True)
class Pooled:
    """The percent of a total with those of its groups."""

    total: Percent
    parts: tuple[Percent, ...]

    def lies_between(self, total: Decimal, parts: Sequence[Decimal]) -> bool:
        """Whether a mean of the parts, weighted in any way, can be the total, as far as the digits say."""
        spread = [cut(part) for part in parts]
        at = cut(total)
        return min(digits.low for digits in spread) <= at.high and at.low <= max(digits.high for digits in spread)

    @property
    def holds(self) -> bool:
        return self.lies_between(self.total.value, [part.value for part in self.parts])


def _between(paper: Paper) -> Iterator[Case[Pooled]]:
    for table in paper.tables:
        rows = percents_alone(paper, table)
        columns = sorted({col for row in rows.values() for col in row})
        heads = {percent.cell.col: percent.cell.col_path for row in rows.values() for percent in row.values()}
        totals = [col for col in columns if any(is_total(name) for name in heads[col])]
        if len(totals) == 1 and len(columns) > 2:
            yield from _pooled_rows(paper, table, rows, totals[0], [col for col in columns if col != totals[0]])


def _pooled_rows(paper: Paper, table: Table, rows: Rows, total: int, parts: list[int]) -> Iterator[Case[Pooled]]:
    sizes = [printed_sizes(table, paper.text, col) for col in (total, *parts)]
    known = all(len(size) == 1 for size in sizes)
    sums = known and sum(size[0] for size in sizes[1:]) == sizes[0][0]
    pooled = {
        number: Pooled(row[total], tuple(row[col] for col in parts))
        for number, row in rows.items()
        if total in row and all(col in row for col in parts)
    }
    holding = sum(row_total.holds for row_total in pooled.values())
    for row_total in pooled.values():
        if row_total.holds:
            yield sound(row_total.total.pieces)
        elif (known and not sums) or holding < LEAST_ROWS or holding < OF_ALL * (len(pooled) - 1):
            yield unjudged(row_total.total.pieces, "the total may be of other groups than these")
        else:
            values = [part.value for part in row_total.parts]
            stub = row_total.total.cell.stub
            yield broken(
                row_total.total.pieces,
                f"{table.label or 'table'}, row {stub!r}: the total's {row_total.total.value}% does not lie between "
                f"its groups' {', '.join(f'{value}%' for value in values)}; in {holding} other rows it does",
                "warning",
                reported=f"{row_total.total.value}%",
                expected=f"{min(values)}% to {max(values)}%",
                context=tuple(part.pieces for part in row_total.parts),
                numbers=row_total,
            )


def _fit_slip_between(pooled: Pooled) -> Fit | None:
    """The slip that brings the total nearest to the middle of its groups."""
    values, printed = [part.value for part in pooled.parts], pooled.total.value
    middle = sum(values, Decimal(0)) / len(values)
    fitting = [
        (abs(meant - middle), name, meant)
        for name, meant in meant_by(printed)
        if 0 <= meant <= WHOLE and decimals(meant) == decimals(printed) and pooled.lies_between(meant, values)
    ]
    if not fitting:
        return None
    _, name, meant = min(fitting)
    return Fit(f"{name} in the total would explain it: {meant} for {printed}")


TOTAL_BETWEEN = Relation(
    "stat_total_percent",
    """The percent of a total lies between the percents of its groups.

A share of all patients is the mean of the groups' shares, weighted by their numbers. Cells that print percents alone,
in tables with one column called total, all or overall, whose printed n the others' sum to. Told where it holds in at
least five other rows and nine in ten of all; a whole unit of the last digit is allowed on either side.""",
    _between,
    (Hypothesis(name="slip of one digit", prior=0.4, fits=_fit_slip_between),),
)


# --- a percent alone is one that its column's n can have


@dataclass(frozen=True, slots=True)
class OfSize:
    """A percent alone under a printed n, and the n of the other columns."""

    percent: Percent
    n: int
    others: tuple[int, ...]


def _steps(paper: Paper) -> Iterator[Case[OfSize]]:
    for table in paper.tables:
        rows = percents_alone(paper, table)
        columns = sorted({col for row in rows.values() for col in row})
        sizes = {col: printed_sizes(table, paper.text, col) for col in columns}
        for col in columns:
            if len(sizes[col]) == 1 and 1 < sizes[col][0] <= MOST_N:
                cells = [row[col] for row in rows.values() if col in row]
                others = tuple(n for other in columns if other != col for n in sizes[other])
                yield from _step_cases(table, cells, sizes[col][0], others)


def _step_cases(table: Table, cells: list[Percent], n: int, others: tuple[int, ...]) -> Iterator[Case[OfSize]]:
    fitting = [cell for cell in cells if possible_counts(cell.value, n)]
    for percent in cells:
        of_size = OfSize(percent, n, others)
        if percent in fitting:
            yield sound(percent.pieces)
        elif len(fitting) < FITTING or len(fitting) < OF_ALL * (len(cells) - 1):
            yield unjudged(percent.pieces, "the column's percents are not all of its n")
        else:
            stub = " > ".join(percent.cell.row_path)
            low = int(percent.value * n / WHOLE)
            near = ", ".join(f"{c}/{n} = {round(Decimal(WHOLE * c) / n, 1)}%" for c in (low, low + 1))
            yield broken(
                percent.pieces,
                f"{table.label or 'table'}, row {stub!r}: no count of {n} is {percent.value}% ({near}); "
                f"{len(fitting)} other cells of the column are percents of {n}",
                "warning",
                reported=f"{percent.value}%",
                expected=near,
                numbers=of_size,
            )


def _fit_missing(of_size: OfSize) -> Fit | None:
    least = int(MISSING * of_size.n)
    fits = any(possible_counts(of_size.percent.value, n) for n in range(least, of_size.n))
    return Fit("a few missing values would explain it") if fits else None


def _fit_other_size(of_size: OfSize) -> Fit | None:
    fits = any(possible_counts(of_size.percent.value, n) for n in (*of_size.others, of_size.n + sum(of_size.others)))
    return Fit("it is a percent of another column's n") if fits else None


STEPS = Relation(
    "stat_percent_step",
    """A percent that stands without its count is one that some count of its column's n gives.

Of 60 patients 45.0 % and 46.7 % are shares, 45.9 % is not. Told where at least five other cells of the column are
shares of its printed n (at most 200) and nine in ten of all; a few missing values (n of which some count gives the
percent) and the n of another column explain it. Brown and Heathers' test for means (Social Psychological and
Personality Science 2017;8:363-369) asks the same of means of whole numbers.""",
    _steps,
    (
        Hypothesis(name="missing values", prior=0.6, fits=_fit_missing, leaves="none"),
        Hypothesis(name="another column's n", prior=0.5, fits=_fit_other_size, leaves="none"),
    ),
)
