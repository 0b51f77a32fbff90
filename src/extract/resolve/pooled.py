"""Pooled estimates recomputed from the rows that the article prints.

The rows of a table give effects with intervals, events with totals of two groups, genotype counts, means with SDs and
sizes, or events with one total. Each set of rows that could have been pooled (all, a group of rows, the rows that share
a value of a column) is pooled by the usual models; a printed estimate is taken for that pool where at least two of its
three numbers (estimate, lower, upper limit) are those of one model. What the third prints is then compared.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extract.model import Paper, Pieces, PooledEstimate, PooledRow, PoolingModel, Span, Table, TableCell
from extract.resolve.pooling import (
    Z95,
    Pooled,
    TwoByTwo,
    double_arcsine,
    log_ratio,
    logit,
    mantel_haenszel,
    mean_difference,
    peto,
    pool_effects,
    proportion,
    risk_difference,
    standardised_difference,
    undo_double_arcsine,
)
from extract.text import lazy_re as re

NUMBER = r"[-−–]?\d+(?:[.·]\d+)?"
LIMITS = rf"(?P<low>{NUMBER})\s?%?\s{{0,3}}(?:to|[-–−,;])\s{{0,3}}(?P<high>{NUMBER})(?![\d.·])"
ESTIMATE = re.compile(
    rf"""
    (?<![\d.·/-]) (?!9[059]\s?%\s?C) (?P<value>{NUMBER}) \s?%? \s{{0,3}}
    (?:
      [,;:]? \s{{0,3}} [(\[]? \s{{0,3}} (?:9\d\s?%\s{{0,3}})? (?:C[rR]?Is?|confidence\sinterval) \s{{0,3}}
      [:=,]? \s{{0,3}} (?:of|from|was|is)? \s{{0,3}} [(\[]?
    | [(\[]
    )
    \s{{0,3}} {LIMITS}
    """,
    re.VERBOSE,
)
"""An estimate and its interval: "1.40, 95 % CI: 1.27–1.53", "32.9 % (29.3, 36.6)"."""
MEASURE = re.compile(
    r"""\b(?:
      (?P<OR>odds\sratio|a?OR) | (?P<RR>(?:risk|rate)\sratio|relative\srisk|RR) | (?P<HR>hazard\sratio|HR)
    | (?P<SMD>standardi[sz]ed\smean\sdifference|SMD|Hedges|Cohen) | (?P<MD>(?:weighted\s)?mean\sdifference|W?MD)
    | (?P<RD>risk\sdifference|RD)
    )\b [^.;]{0,40}$""",
    re.VERBOSE,
)
"""What an estimate is called just before it."""
READ_AS = {
    "OR": {"OR", "ratio"},
    "RR": {"RR", "ratio"},
    "HR": {"ratio"},
    "SMD": {"SMD", "difference"},
    "MD": {"MD", "difference"},
    "RD": {"RD", "difference"},
}
"""The readings of rows that an estimate of each name may be the pool of; one without a name may be of any."""
PREFERENCE = ("peto", "hartung-knapp", "random", "fixed", "mantel-haenszel")
"""Models from the rarest in print to those that are taken first where several fit."""
INTERVAL = re.compile(
    rf"^\W{{0,2}}(?P<low>{NUMBER})\s?%?\s{{0,3}}(?:to|[-–−,;])\s{{0,3}}(?P<high>{NUMBER})\s?%?\W{{0,2}}$"
)
WHOLE = re.compile(r"^\d{1,3}(?:[ ,]\d{3})+$|^\d{1,7}$")
PAIR = re.compile(r"^(\d{1,6})\s?/\s?(\d{1,6})(?:\s?\(.*\))?$")
MEAN_SD = re.compile(rf"^({NUMBER})\s?(?:±|\+/-|\()\s?({NUMBER})\)?$")
PLAIN = re.compile(rf"^{NUMBER}$")
TOTAL = re.compile(
    r"^\W*(?:sub-?)?(?:total|overall|pooled|all (?:studies|trials)|combined|summary|random|fixed)\b", re.I
)
POOLING = re.compile(
    r"meta-?\s?anal|systematic(?:ally)?\s(?:\w+\s){0,2}review|pooled (?:analysis|estimate|results)", re.IGNORECASE
)
"""What a paper says that pools the results of studies."""
OPENING = 3000
"""Characters of a text without title and abstract that stand for them."""
HALF_UNIT = 0.6
"""Of the last printed digit: a value as near as this was rounded to it, with a little for the rounding of the rows."""
OF_ROWS = 0.01
"""Relative error that the rounding of the printed rows may leave in a recomputed limit."""
CLEARLY = 3.0
"""Times that tolerance from which a printed number differs from the recomputed one."""
MOST_GROUPS = 12
"""Values of a column that groups rows; a column of more names the rows instead."""
MOST_ROWS = 300
DIGITS = 6
"""Decimals of effects and variances that are kept."""
GENETIC = re.compile(
    r"\b(?:(?P<dominant>dominant)|(?P<recessive>recessive)|(?P<allelic>allelic|allele contrast))"
    r"(?= (?:genetic )?model)",
    re.I,
)
PART = re.compile(
    r"\b(?:sub-?groups?|stratif\w+|ethnic\w*|asians?|caucasians?|africans?|chinese|sensitivity|exclu\w+|omit\w*|remov\w+|"
    r"hospital|population[- ]based|cohort|adjusted)\b",
    re.IGNORECASE,
)
"""What says that an estimate is of a part of the studies, or of one."""
I2 = re.compile(r"I\s?(?:2|²)\s{0,3}[=:]?\s{0,3}(\d{1,3}(?:[.·]\d+)?)\s?%?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One study's numbers on one reading of its table; `cells` are those that print them."""

    y: float
    v: float
    table: TwoByTwo | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read the rows of a table: `measure` is RR, OR, RD, MD, SMD ..., `scale` that of the effects."""

    measure: str
    scale: str
    rows: Mapping[int, Row]
    genetic: str | None = None
    """The genetic model of counts of genotypes: dominant, recessive or allelic."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An estimate with its interval as printed, and where; `row` and `table` of a row of totals."""

    measure: str | None
    pieces: Pieces
    value: Decimal
    low: Decimal
    high: Decimal
    row: int | None
    table: str | None
    genetic: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A set of rows pooled by one model, on the scale in which papers print it."""

    reading: Reading
    table: Table
    rows: tuple[int, ...]
    pooled: Pooled


def find_pooled(paper: Paper) -> tuple[PooledEstimate, ...]:
    """Every printed estimate that is the pool of printed rows, with what those rows give, in the order of the text."""
    estimates = list(_printed(paper)) if paper.tables and pools_studies(paper) else []
    if not estimates:
        return ()
    candidates = [candidate for tables in _alike(paper.tables) for candidate in _candidates(paper, tables)]
    found: list[PooledEstimate] = []
    named: list[Printed] = []
    for printed in estimates:
        best = _best(printed, candidates)
        if best is not None:
            found.append(_made(paper, printed, best, f"pooled{len(found) + 1}"))
        elif printed.genetic is not None:
            named.append(printed)
    for printed in named:
        best = _as_named(printed, candidates, found)
        if best is not None:
            found.append(_made(paper, printed, best, f"pooled{len(found) + 1}", rule="pooled_as_named"))
    return tuple(sorted(found, key=lambda estimate: estimate.span))


def _as_named(printed: Printed, candidates: Sequence[Candidate], found: Sequence[PooledEstimate]) -> Candidate | None:
    """The pool of all rows under the genetic model that the sentence names, if others of that table are as printed."""
    tables = {estimate.table for estimate in found if estimate.agrees}
    same = [
        candidate
        for candidate in candidates
        if candidate.reading.genetic == printed.genetic
        and candidate.table.id in tables
        and candidate.rows == tuple(candidate.reading.rows)
        and candidate.reading.measure == printed.measure
        and candidate.pooled.model in ("fixed", "random", "mantel-haenszel")
    ]
    return min(same, key=lambda estimate: _distance(estimate, printed), default=None)


def pools_studies(paper: Paper) -> bool:
    """Whether title or abstract say that the paper pools studies: factors of one study are no pool.

    A text without an abstract of its own is taken by its first sentences.
    """
    spans = [section.span for section in paper.sections if section.role in ("title", "abstract")]
    about = " ".join(span.of(paper.text) for span in spans) or paper.text[:OPENING]
    return POOLING.search(f"{paper.document.metadata.title or ''} {about}") is not None


# -- what is printed ---------------------------------------------------------------------------------------------------


def _printed(paper: Paper) -> Iterator[Printed]:
    """Estimates with intervals in sentences, and in rows of totals."""
    for sentence in paper.sentences:
        text = paper.quote(sentence)
        start = sentence.pieces[0].start
        for match in ESTIMATE.finditer(text) if len(sentence.pieces) == 1 else ():
            if any(mark in match[0] for mark in ".·"):
                place = Span(start + match.start(), start + match.end())
                before = text[: match.start()]
                yield replace(_read(match, place, _measure(before), None, None), genetic=_genetic(before))
    for table in paper.tables:
        for cell in table.cells:
            found = ESTIMATE.search(cell.span.of(paper.text)) if _is_of_total(cell) else None
            if found:
                yield _read(found, cell.span, _measure(" ".join(cell.col_path)), cell.row, table.id)


def _genetic(before: str) -> str | None:
    """The genetic model that a sentence names last before an estimate of all studies; none of a part of them."""
    named = [name for match in GENETIC.finditer(before) for name in [match.lastgroup]]
    return named[-1] if named and not PART.search(before) else None


def _is_of_total(cell: TableCell) -> bool:
    return cell.role == "body" and bool(cell.row_path) and bool(TOTAL.search(cell.row_path[-1]))


def _read(match: re.Match[str], place: Span, measure: str | None, row: int | None, table: str | None) -> Printed:
    value, low, high = (_decimal(match[name]) for name in ("value", "low", "high"))
    return Printed(measure, (place,), value, low, high, row, table)


def _measure(before: str) -> str | None:
    found = MEASURE.search(before)
    return None if found is None else found.lastgroup


def _decimal(printed: str) -> Decimal:
    return Decimal(re.sub(r"^[−–]", "-", printed.replace("·", ".")))


# -- rows of tables ----------------------------------------------------------------------------------------------------


def _alike(tables: Sequence[Table]) -> Iterator[tuple[Table, ...]]:
    """Each table, and the tables together whose columns have the same heads: one list of studies in parts."""
    by_heads: dict[tuple[object, ...], list[Table]] = defaultdict(list)
    for table in tables:
        yield (table,)
        heads = tuple(sorted({(cell.col, cell.col_path) for cell in table.cells if cell.role == "body"}))
        if heads:
            by_heads[heads].append(table)
    yield from (tuple(parts) for parts in by_heads.values() if len(parts) > 1)


def _candidates(paper: Paper, tables: tuple[Table, ...]) -> Iterator[Candidate]:
    """All pools of the rows of a table, or of tables that go on in one another (their rows numbered on)."""
    rows: dict[int, dict[int, TableCell]] = defaultdict(dict)
    text: dict[tuple[int, int], str] = {}
    for part, table in enumerate(tables):
        for cell in table.cells:
            if cell.role in ("stub", "body") and not any(TOTAL.search(label) for label in cell.row_path[-1:]):
                row = part * MOST_ROWS + cell.row
                rows[row][cell.col] = cell
                text[row, cell.col] = " ".join(cell.span.of(paper.text).split())
    if not 2 <= len(rows) <= MOST_ROWS:
        return
    groups = list(_groups(rows, text)) if len(tables) == 1 else [tuple(rows)]
    for reading in _readings(rows, text):
        for group in groups:
            used = tuple(row for row in group if row in reading.rows)
            if len(used) > 1:
                for pooled in _pool(reading, [reading.rows[row] for row in used]):
                    yield Candidate(reading, tables[0], used, pooled)


def _groups(
    rows: Mapping[int, Mapping[int, TableCell]], text: Mapping[tuple[int, int], str]
) -> Iterator[tuple[int, ...]]:
    """Sets of rows that may have been pooled: all, each group of rows, the rows that share a word of a column."""
    sections: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_value: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row, cells in rows.items():
        sections[next(iter(cells.values())).row_path[:-1]].append(row)
        for col in cells:
            by_value[col, text[row, col].casefold()].append(row)
    values: dict[int, int] = defaultdict(int)
    for col, _ in by_value:
        values[col] += 1
    shared = [group for (col, _), group in by_value.items() if values[col] <= MOST_GROUPS]
    yield from dict.fromkeys(tuple(group) for group in (list(rows), *sections.values(), *shared) if len(group) > 1)


def _readings(rows: Mapping[int, Mapping[int, TableCell]], text: Mapping[tuple[int, int], str]) -> Iterator[Reading]:
    """All ways in which at least two rows can be read."""
    columns = sorted({col for cells in rows.values() for col in cells})
    for made in (_effects(rows, text, columns), _tables(rows, text, columns), _means(rows, text, columns)):
        yield from (reading for reading in made if len(reading.rows) > 1)


def _effects(
    rows: Mapping[int, Mapping[int, TableCell]], text: Mapping[tuple[int, int], str], columns: Sequence[int]
) -> Iterator[Reading]:
    """Estimates with intervals: in one cell, or in a cell and its neighbour."""
    for col in columns:
        read: dict[int, tuple[float, float, float, tuple[str, ...]]] = {}
        for row, cells in rows.items():
            found = _effect_of(row, col, cells, text)
            if found is not None:
                read[row] = found
        if not read:
            continue
        if all(low > 0 for _, low, _, _ in read.values()):
            yield Reading(
                "ratio", "log", {row: _row(*counts, log=True) for row, counts in read.items() if counts[0] > 0}
            )
        yield Reading("difference", "linear", {row: _row(*counts, log=False) for row, counts in read.items()})


def _effect_of(
    row: int, col: int, cells: Mapping[int, TableCell], text: Mapping[tuple[int, int], str]
) -> tuple[float, float, float, tuple[str, ...]] | None:
    if col not in cells:
        return None
    match = ESTIMATE.match(text[row, col])
    if match:
        value, low, high = (float(_decimal(match[name])) for name in ("value", "low", "high"))
        used: tuple[str, ...] = (cells[col].id,)
    elif (
        PLAIN.match(text[row, col].rstrip("%")) and col + 1 in cells and (between := INTERVAL.match(text[row, col + 1]))
    ):
        value = float(_decimal(text[row, col].rstrip("%")))
        low, high = float(_decimal(between["low"])), float(_decimal(between["high"]))
        used = (cells[col].id, cells[col + 1].id)
    else:
        return None
    return (value, low, high, used) if low <= value <= high and low < high else None


def _row(value: float, low: float, high: float, cells: tuple[str, ...], *, log: bool) -> Row:
    if log:
        value, low, high = math.log(value), math.log(low), math.log(high)
    return Row(value, ((high - low) / (2 * Z95)) ** 2, None, cells)


def _tables(
    rows: Mapping[int, Mapping[int, TableCell]], text: Mapping[tuple[int, int], str], columns: Sequence[int]
) -> Iterator[Reading]:
    """Counts of two groups, or of one."""
    pairs = ((None, tables) for tables in _pair_columns(rows, text, columns))
    for genetic, tables in (*_whole_columns(rows, text, columns), *pairs):
        possible = {row: (table, cells) for row, (table, cells) in tables.items() if table.is_possible}
        if len(possible) < max(2, 0.8 * len(tables)):
            continue
        for measure in ("RR", "OR"):
            ratios = {row: Row(*log_ratio(t, measure), t, c) for row, (t, c) in possible.items()}
            yield Reading(measure, "log", ratios, genetic)
        yield Reading("RD", "linear", {row: Row(*risk_difference(t), t, c) for row, (t, c) in possible.items()})
    yield from _proportions(rows, text, columns)


Tables = dict[int, tuple[TwoByTwo, tuple[str, ...]]]


def _whole_columns(
    rows: Mapping[int, Mapping[int, TableCell]], text: Mapping[tuple[int, int], str], columns: Sequence[int]
) -> Iterator[tuple[str | None, Tables]]:
    """Four neighbouring columns of whole numbers (events and others, or events and totals), or six of genotypes.

    Of genotypes, a row whose carriers stand in one cell counts under the dominant model.
    """
    whole = {
        row: {col: int(re.sub(r"\D", "", text[row, col])) for col in cells if WHOLE.match(text[row, col])}
        for row, cells in rows.items()
    }
    for first in columns:
        for name, reading, wanted in READINGS:
            read: Tables = {}
            for row, numbers in whole.items():
                counts = [numbers.get(first + n) for n in range(wanted)]
                if name == "dominant" and counts[2] is None and counts[5] is None:
                    counts[2] = counts[5] = 0
                if None not in counts:
                    cells = tuple(rows[row][first + n].id for n in range(wanted) if first + n in numbers)
                    read[row] = (reading(*(count for count in counts if count is not None)), cells)
            if read:
                yield name, read


def _others(a: int, b: int, c: int, d: int) -> TwoByTwo:
    """Events and those without, of each group."""
    return TwoByTwo(a, a + b, c, c + d)


def _totals(a: int, b: int, c: int, d: int) -> TwoByTwo:
    """Events and totals of each group."""
    return TwoByTwo(a, b, c, d)


def _totals_first(a: int, b: int, c: int, d: int) -> TwoByTwo:
    """Totals and events of each group."""
    return TwoByTwo(b, a, d, c)


def _dominant(aa: int, ab: int, bb: int, aa2: int, ab2: int, bb2: int) -> TwoByTwo:
    return TwoByTwo(ab + bb, aa + ab + bb, ab2 + bb2, aa2 + ab2 + bb2)


def _recessive(aa: int, ab: int, bb: int, aa2: int, ab2: int, bb2: int) -> TwoByTwo:
    return TwoByTwo(bb, aa + ab + bb, bb2, aa2 + ab2 + bb2)


def _allelic(aa: int, ab: int, bb: int, aa2: int, ab2: int, bb2: int) -> TwoByTwo:
    return TwoByTwo(ab + 2 * bb, 2 * (aa + ab + bb), ab2 + 2 * bb2, 2 * (aa2 + ab2 + bb2))


READINGS: tuple[tuple[str | None, Callable[..., TwoByTwo], int], ...] = (
    (None, _others, 4),
    (None, _totals, 4),
    (None, _totals_first, 4),
    ("dominant", _dominant, 6),
    ("recessive", _recessive, 6),
    ("allelic", _allelic, 6),
)
"""How whole numbers in so many neighbouring columns are counts of two groups."""


def _pair_columns(
    rows: Mapping[int, Mapping[int, TableCell]], text: Mapping[tuple[int, int], str], columns: Sequence[int]
) -> Iterator[Tables]:
    """Two neighbouring columns of "12/40"."""
    pairs = {row: {col: match for col in cells if (match := PAIR.match(text[row, col]))} for row, cells in rows.items()}
    for column, other in pairwise(columns):
        yield {
            row: (
                TwoByTwo(int(found[column][1]), int(found[column][2]), int(found[other][1]), int(found[other][2])),
                (rows[row][column].id, rows[row][other].id),
            )
            for row, found in pairs.items()
            if column in found and other in found
        }


def _proportions(
    rows: Mapping[int, Mapping[int, TableCell]], text: Mapping[tuple[int, int], str], columns: Sequence[int]
) -> Iterator[Reading]:
    """Events of one total, in two neighbouring columns (either first) or as "12/40"."""
    for one, other in (*pairwise(columns), *((b, a) for a, b in pairwise(columns)), *((c, c) for c in columns)):
        made: dict[int, tuple[float, float, tuple[str, ...]]] = {}
        for row, cells in rows.items():
            if one == other and one in cells and (match := PAIR.match(text[row, one])):
                made[row] = (float(match[1]), float(match[2]), (cells[one].id,))
            elif one != other and one in cells and other in cells:
                events, total = text[row, one], text[row, other]
                if WHOLE.match(events) and WHOLE.match(total):
                    made[row] = (
                        float(re.sub(r"\D", "", events)),
                        float(re.sub(r"\D", "", total)),
                        (cells[one].id, cells[other].id),
                    )
        possible = {row: counts for row, counts in made.items() if 0 <= counts[0] <= counts[1] > 0}
        if len(possible) > 1 and len(possible) >= 0.8 * len(made):
            yield Reading(
                "proportion", "linear", {r: Row(*proportion(e, n), None, c) for r, (e, n, c) in possible.items()}
            )
            yield Reading("proportion", "logit", {r: Row(*logit(e, n), None, c) for r, (e, n, c) in possible.items()})
            yield Reading(
                "proportion", "arcsine", {r: Row(*double_arcsine(e, n), None, c) for r, (e, n, c) in possible.items()}
            )


def _means(
    rows: Mapping[int, Mapping[int, TableCell]], text: Mapping[tuple[int, int], str], columns: Sequence[int]
) -> Iterator[Reading]:
    """Means and SDs of two groups with their sizes: "n, mean, SD" twice, "mean, SD, n" twice, or "mean ± SD" and n."""
    for first in columns:
        for order in ((0, 1, 2, 3, 4, 5), (1, 2, 0, 4, 5, 3)):
            groups: dict[int, tuple[tuple[float, float, float], tuple[float, float, float], tuple[str, ...]]] = {}
            for row, cells in rows.items():
                numbers = [
                    _decimal(text[row, first + n])
                    for n in range(6)
                    if first + n in cells and PLAIN.match(text[row, first + n])
                ]
                if len(numbers) == 6:
                    m1, s1, n1, m2, s2, n2 = (
                        float(numbers[place]) for place in (order[0], order[1], order[2], *order[3:])
                    )
                    if s1 > 0 and s2 > 0 and n1 > 1 and n2 > 1 and n1 == int(n1) and n2 == int(n2):
                        used = tuple(cells[first + n].id for n in range(6))
                        groups[row] = ((m1, s1, n1), (m2, s2, n2), used)
            if len(groups) > 1:
                yield Reading(
                    "MD", "linear", {r: Row(*mean_difference(a, b), None, c) for r, (a, b, c) in groups.items()}
                )
                yield Reading(
                    "SMD",
                    "linear",
                    {r: Row(*standardised_difference(a, b), None, c) for r, (a, b, c) in groups.items()},
                )


# -- pooling and comparison --------------------------------------------------------------------------------------------


def _pool(reading: Reading, rows: Sequence[Row]) -> Iterator[Pooled]:
    backs: dict[str, Callable[[Pooled], Pooled]] = {
        "log": Pooled.back,
        "logit": lambda pooled: _undone(pooled, lambda x: 1 / (1 + math.exp(-x))),
        "arcsine": lambda pooled: _undone(pooled, lambda x: undo_double_arcsine(x, _mean_size(rows))),
    }
    back: Callable[[Pooled], Pooled] = backs.get(reading.scale, replace)
    for pooled in pool_effects([(row.y, row.v) for row in rows]):
        yield back(pooled)
    tables = [row.table for row in rows if row.table is not None]
    if tables and reading.measure in ("RR", "OR"):
        for pooled_table in (
            mantel_haenszel(tables, reading.measure),
            peto(tables) if reading.measure == "OR" else None,
        ):
            if pooled_table is not None:
                yield back(pooled_table)


def _undone(pooled: Pooled, undo: Callable[[float], float]) -> Pooled:
    return replace(pooled, estimate=undo(pooled.estimate), low=undo(pooled.low), high=undo(pooled.high))


def _mean_size(rows: Sequence[Row]) -> float:
    """The harmonic mean of the sizes behind double arcsines, whose variance is 1 / (n + 1/2)."""
    return len(rows) / sum(1 / (1 / row.v - 0.5) for row in rows)


def _three(candidate: Candidate, printed: Printed) -> tuple[float, float, float]:
    """Estimate and limits on the printed scale: proportions as percent where percent are printed."""
    pooled = candidate.pooled
    as_percent = candidate.reading.measure in ("proportion", "RD") and float(abs(printed.high)) > 1
    times = 100.0 if as_percent else 1.0
    return pooled.estimate * times, pooled.low * times, pooled.high * times


def tolerance(printed: Decimal, recomputed: float) -> float:
    """How far a printed number may lie from the recomputed one: its own rounding and that of the rows."""
    exponent = printed.as_tuple().exponent
    unit = 10.0 ** (exponent if isinstance(exponent, int) else 0)
    return HALF_UNIT * unit + OF_ROWS * abs(recomputed) / 2


def _fits(candidate: Candidate, printed: Printed) -> tuple[bool, bool, bool]:
    three = _three(candidate, printed)
    given = (printed.value, printed.low, printed.high)
    return tuple(abs(float(a) - b) <= tolerance(a, b) for a, b in zip(given, three, strict=True))  # type: ignore[return-value]


def _best(printed: Printed, candidates: Sequence[Candidate]) -> Candidate | None:
    """The pool whose numbers the printed ones are: all three, else two of them and the third clearly another."""
    ranked = []
    for candidate in candidates:
        if printed.table == candidate.table.id and printed.row in candidate.rows:
            continue
        if printed.measure is not None and candidate.reading.measure not in READ_AS[printed.measure]:
            continue
        fits = _fits(candidate, printed)
        if sum(fits) >= 2:
            preference = PREFERENCE.index(candidate.pooled.model)
            ranked.append(
                (sum(fits), preference > 1, candidate.pooled.k, preference, -_distance(candidate, printed), candidate)
            )
    return max(ranked, key=lambda option: option[:5])[-1] if ranked else None


def _distance(candidate: Candidate, printed: Printed) -> float:
    given = (printed.value, printed.low, printed.high)
    return sum(abs(float(a) - b) / tolerance(a, b) for a, b in zip(given, _three(candidate, printed), strict=True))


def differing(pooled: PooledEstimate) -> tuple[str, ...]:
    """Which of estimate, low and high is printed clearly otherwise than the rows give it."""
    pairs = (
        ("estimate", pooled.estimate, pooled.recomputed_estimate),
        ("lower limit", pooled.low, pooled.recomputed_low),
        ("upper limit", pooled.high, pooled.recomputed_high),
    )
    return tuple(name for name, given, made in pairs if abs(float(given) - made) > CLEARLY * tolerance(given, made))


def _made(
    paper: Paper, printed: Printed, best: Candidate, pooled_id: str, *, rule: str = "pooled_from_rows"
) -> PooledEstimate:
    estimate, low, high = _three(best, printed)
    around = paper.text[printed.pieces[0].start : printed.pieces[-1].end + 60]
    i2 = I2.search(around)
    model: PoolingModel = best.pooled.model  # type: ignore[assignment]
    return PooledEstimate(
        id=pooled_id,
        pieces=printed.pieces,
        rule=rule,
        outcome=None,
        measure=best.reading.measure,
        model=model,
        k=best.pooled.k,
        estimate=printed.value,
        low=printed.low,
        high=printed.high,
        i2=Decimal(i2[1].replace("·", ".")) if i2 else None,
        recomputed_estimate=round(estimate, 4),
        recomputed_low=round(low, 4),
        recomputed_high=round(high, 4),
        recomputed_i2=round(best.pooled.i2, 1),
        agrees=all(_fits(best, printed)),
        rows=tuple(cell for row in best.rows for cell in best.reading.rows[row].cells),
        table=best.table.id,
        scale=best.reading.scale,  # type: ignore[arg-type]
        effects=tuple(_effect(paper, best.reading.rows[row]) for row in best.rows),
    )


def _effect(paper: Paper, row: Row) -> PooledRow:
    """A row under the words of its first cell."""
    table, used = next(
        (table, cell) for table in paper.tables for cell in table.cells if row.cells and cell.id == row.cells[0]
    )
    first = min((cell for cell in table.cells if cell.row == used.row), key=lambda cell: cell.col)
    counts = row.table
    return PooledRow(
        label=" ".join(first.span.of(paper.text).split()),
        yi=round(row.y, DIGITS),
        vi=round(row.v, DIGITS),
        ai=counts.events_1 if counts else None,
        n1i=counts.total_1 if counts else None,
        ci=counts.events_2 if counts else None,
        n2i=counts.total_2 if counts else None,
    )
