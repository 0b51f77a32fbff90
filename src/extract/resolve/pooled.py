"""Pooled estimates recomputed from the rows that the article prints.

The rows of a table give effects with intervals, events with totals of two groups, genotype counts, means with SDs and
sizes, or events with one total. Each set of rows that could have been pooled (all, a group of rows, the rows that share
a value of a column) is pooled by the usual models; a printed estimate is taken for that pool where at least two of its
three numbers (estimate, lower, upper limit) are those of one model. What the third prints is then compared.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.model import Paper, Pieces, PooledEstimate, PooledRow, RatioScale, Span, Table, TableCell
from extract.pooling import (
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
from extract.text.numbers import are_near

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
    scale: RatioScale
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


Rows = Mapping[int, Mapping[int, TableCell]]
"""The cells of a table by row and column."""

Texts = Mapping[tuple[int, int], str]
"""What each cell prints, by row and column."""


def _groups(rows: Rows, text: Texts) -> Iterator[tuple[int, ...]]:
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


def _readings(rows: Rows, text: Texts) -> Iterator[Reading]:
    """All ways in which at least two rows can be read."""
    for found in (_effects(rows, text), _tables(rows, text), _proportions(rows, text), _means(rows, text)):
        yield from (reading for reading in found if len(reading.rows) > 1)


def _effects(rows: Rows, text: Texts) -> Iterator[Reading]:
    """Estimates with intervals: in one cell, or in a cell and its neighbour."""
    for col in _columns(rows):
        read = {row: effect for row, cells in rows.items() if (effect := _effect_of(row, col, cells, text)) is not None}
        if not read:
            continue
        if all(low > 0 for _, low, _, _ in read.values()):
            ratios = {row: _row(*numbers, log=True) for row, numbers in read.items() if numbers[0] > 0}
            yield Reading("ratio", "log", ratios)
        yield Reading("difference", "linear", {row: _row(*numbers, log=False) for row, numbers in read.items()})


def _effect_of(
    row: int, col: int, cells: Mapping[int, TableCell], text: Texts
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


def _columns(rows: Rows) -> list[int]:
    return sorted({col for cells in rows.values() for col in cells})


def _neighbours(
    rows: Rows, text: Texts, width: int, parse: Callable[[str], tuple[float, ...] | None], blank: Collection[int] = ()
) -> Iterator[Mapping[int, tuple[tuple[float, ...], tuple[str, ...]]]]:
    """For each run of `width` columns the numbers of the rows that fill it, and the ids of the cells that print them.

    The columns `blank` may be empty all together, and count 0 then.
    """
    for first in _columns(rows):
        read = {}
        for row, cells in rows.items():
            parsed = [parse(text[row, first + n]) if first + n in cells else None for n in range(width)]
            if blank and all(parsed[place] is None for place in blank):
                parsed = [(0,) if place in blank else numbers for place, numbers in enumerate(parsed)]
            filled = [numbers for numbers in parsed if numbers is not None]
            if len(filled) == width:
                used = tuple(cells[first + n].id for n in range(width) if first + n in cells)
                read[row] = tuple(number for numbers in filled for number in numbers), used
        if read:
            yield read


def _whole(printed: str) -> tuple[float, ...] | None:
    return (int(re.sub(r"\D", "", printed)),) if WHOLE.match(printed) else None


def _pair(printed: str) -> tuple[float, ...] | None:
    match = PAIR.match(printed)
    return (int(match[1]), int(match[2])) if match else None


def _plain(printed: str) -> tuple[float, ...] | None:
    return (float(_decimal(printed)),) if PLAIN.match(printed) else None


def _tables(rows: Rows, text: Texts) -> Iterator[Reading]:
    """Counts of two groups."""
    for genetic, width, parse, blank, made in TABLES:
        for read in _neighbours(rows, text, width, parse, blank):
            tables = {row: (made(*numbers), used) for row, (numbers, used) in read.items()}
            possible = {row: (table, used) for row, (table, used) in tables.items() if table.is_possible}
            if len(possible) < max(2, 0.8 * len(tables)):
                continue
            for measure in ("RR", "OR"):
                ratios = {row: Row(*log_ratio(t, measure), t, used) for row, (t, used) in possible.items()}
                yield Reading(measure, "log", ratios, genetic)
            differences = {row: Row(*risk_difference(t), t, used) for row, (t, used) in possible.items()}
            yield Reading("RD", "linear", differences)


def _carriers(*weights: int) -> Callable[..., TwoByTwo]:
    """Counts of three genotypes in each of two groups as events (each genotype counting so often) and totals."""

    def table(*counts: float) -> TwoByTwo:
        groups = counts[:3], counts[3:]
        events = [sum(weight * count for weight, count in zip(weights, group, strict=True)) for group in groups]
        totals = [max(weights) * sum(group) for group in groups]
        return TwoByTwo(events[0], totals[0], events[1], totals[1])

    return table


TABLES: tuple[
    tuple[str | None, int, Callable[[str], tuple[float, ...] | None], tuple[int, ...], Callable[..., TwoByTwo]], ...
] = (
    (None, 4, _whole, (), lambda a, b, c, d: TwoByTwo(a, a + b, c, c + d)),  # events and those without
    (None, 4, _whole, (), TwoByTwo),  # events and totals
    (None, 4, _whole, (), lambda a, b, c, d: TwoByTwo(b, a, d, c)),  # totals and events
    ("dominant", 6, _whole, (2, 5), _carriers(0, 1, 1)),
    ("recessive", 6, _whole, (), _carriers(0, 0, 1)),
    ("allelic", 6, _whole, (), _carriers(0, 1, 2)),
    (None, 2, _pair, (), TwoByTwo),  # "12/40"
)
"""How neighbouring columns are counts of two groups: the genetic model of genotypes (those whose carriers stand in one
cell count under the dominant one), how many columns, how each is read, which may be empty, and the table."""


OF_PROPORTIONS: tuple[tuple[RatioScale, Callable[[float, float], tuple[float, float]]], ...] = (
    ("linear", proportion),
    ("logit", logit),
    ("arcsine", double_arcsine),
)
"""The scales on which proportions are pooled."""


def _proportions(rows: Rows, text: Texts) -> Iterator[Reading]:
    """Events of one total, in two neighbouring columns (either first) or as "12/40"."""
    for width, parse, first in ((2, _whole, 0), (2, _whole, 1), (1, _pair, 0)):
        for read in _neighbours(rows, text, width, parse):
            step = -1 if first else 1
            counts = {row: (numbers[first], numbers[1 - first], used[::step]) for row, (numbers, used) in read.items()}
            possible = {row: counted for row, counted in counts.items() if 0 <= counted[0] <= counted[1] > 0}
            if len(possible) >= max(2, 0.8 * len(counts)):
                for scale, effect in OF_PROPORTIONS:
                    effects = {row: Row(*effect(e, n), None, used) for row, (e, n, used) in possible.items()}
                    yield Reading("proportion", scale, effects)


def _means(rows: Rows, text: Texts) -> Iterator[Reading]:
    """Means and SDs of two groups with their sizes: "n, mean, SD" twice, or "mean, SD, n" twice."""
    for mean, sd, n in ((0, 1, 2), (1, 2, 0)):
        for read in _neighbours(rows, text, 6, _plain):
            possible = {}
            for row, (numbers, used) in read.items():
                first, second = ((group[mean], group[sd], group[n]) for group in (numbers[:3], numbers[3:]))
                if all(spread > 0 and size > 1 and size == int(size) for _, spread, size in (first, second)):
                    possible[row] = first, second, used
            for measure, effect in (("MD", mean_difference), ("SMD", standardised_difference)):
                effects = {row: Row(*effect(a, b), None, used) for row, (a, b, used) in possible.items()}
                yield Reading(measure, "linear", effects)


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
    value, low, high = (are_near(float(a), b, tolerance(a, b)) for a, b in zip(given, three, strict=True))
    return value, low, high


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
    return tuple(
        name for name, given, made in pairs if not are_near(float(given), made, CLEARLY * tolerance(given, made))
    )


def _made(
    paper: Paper, printed: Printed, best: Candidate, pooled_id: str, *, rule: str = "pooled_from_rows"
) -> PooledEstimate:
    estimate, low, high = _three(best, printed)
    around = paper.text[printed.pieces[0].start : printed.pieces[-1].end + 60]
    i2 = I2.search(around)
    return PooledEstimate(
        id=pooled_id,
        pieces=printed.pieces,
        rule=rule,
        outcome=None,
        measure=best.reading.measure,
        model=best.pooled.model,
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
        scale=best.reading.scale,
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
