"""The numbers of two groups side by side in a table: in two columns, in two rows, or in one cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from extract.model import Paper, Result, Table, TableCell, quote
from extract.resolve.outcome_arms import Wanted

Kind = Literal["binary", "continuous"]
MIN_SIDE = 0.3
MIN_COVER = 0.42
SPREAD_HEAD = re.compile(
    r"^\W*(?:SD|S\.D\.?|standard deviation|± ?SD|SE|SEM|S\.E\.?|standard error)\W*$", re.IGNORECASE
)
COUNT_HEAD = re.compile(r"^\W*(?:n|no\.?|number|N)\W*$")
SHARE_HEAD = re.compile(r"^\W*(?:%|\(%\s?\)|per ?cent\w*)\W*$", re.IGNORECASE)
BASELINE = re.compile(r"\b(?:baseline|characteristics|demographics?|admission|enrol?ment)\b", re.IGNORECASE)
EARLY = re.compile(
    r"\b(?:baseline|before|pre|pretest|pre-?(?:test|treatment|intervention|operative)|initial|T0|"
    r"admission|screening|day 0|week 0)\b",
    re.IGNORECASE,
)
LATE = re.compile(
    r"\b(?:after (?!\d)|post|posttest|post-?(?:test|treatment|intervention)|end ?point|end of|final|T1)\b",
    re.IGNORECASE,
)
FOLLOWED = re.compile(r"\bfollow(?:ed)?[- ]?up\b", re.IGNORECASE)
TESTED = re.compile(r"\b(?:pre|post)[- ]?test\b", re.IGNORECASE)
CHANGE = re.compile(
    r"\b(?:change|difference|reduction|improvement|gain|loss|decrease|increase|delta|Δ)\w*\b", re.IGNORECASE
)
WHOLE = re.compile(r"\b(?:overall|total|all|any|combined|whole|entire)\b", re.IGNORECASE)
TIME = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th)?[- ]?(year|month|week|day|hour|min|yr|mo|wk|h)\w*|"
    r"\b(week|month|day|year)s? (\d{1,3})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in a table with the heads and stubs that stand over it."""

    result: Result
    cell: TableCell
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The intervention's and the comparator's number, and how well they answer the question."""

    one: Figure
    two: Figure
    score: float
    order: float
    table: Table


def table_pairs(
    paper: Paper, results: Sequence[Result], wanted: Wanted, asked: str, words: frozenset[str], kind: Kind
) -> list[Pair]:
    """All pairs that answer, the best first."""
    by_table: dict[str, list[Result]] = {}
    for result in results:
        if result.table and result.cell and result.source == "own":
            by_table.setdefault(result.table, []).append(result)
    pairs: list[Pair] = []
    for table in paper.tables:
        cells = {cell.id: cell for cell in table.cells}
        figures = [
            Figure(result, cells[result.cell], _labels(cells[result.cell], result))
            for result in by_table.get(table.id, [])
            if result.cell in cells and cells[result.cell].role == "body" and _fits(result, kind, cells[result.cell])
        ]
        caption = quote(paper.text, table.caption) if table.caption else ""
        for one, two in _neighbours(figures, wanted):
            score = _score(one, two, caption, wanted, asked, words, kind)
            if score is not None:
                pairs.append(Pair(one, two, score[0], score[1], table))
    return sorted(pairs, key=lambda pair: (-round(pair.score, 2), -pair.order))


def _labels(cell: TableCell, result: Result) -> tuple[str, ...]:
    labels = (*cell.row_path, *cell.col_path)
    return labels if result.comparator is None or result.arm is None else (*labels, result.arm)


def _fits(result: Result, kind: Kind, cell: TableCell) -> bool:
    """Whether a number can be an event count or a mean at all."""
    last = cell.col_path[-1] if cell.col_path else ""
    if (
        result.statistic in ("p", "range", "ratio", "median")
        or SPREAD_HEAD.match(last)
        or result.measure == "sample_size"
    ):
        return False
    if kind == "binary":
        return result.statistic in ("percent", "count", "value", "rate") and not SHARE_HEAD.match(last)
    return (
        result.statistic in ("mean", "value", "count")
        and result.value is not None
        and result.count is None
        and not COUNT_HEAD.match(last)
    )


def _neighbours(figures: Sequence[Figure], wanted: Wanted) -> Iterator[tuple[Figure, Figure]]:
    """Ordered pairs in one row, in one column, or in one cell."""
    rows: dict[int, list[Figure]] = {}
    cols: dict[int, list[Figure]] = {}
    for figure in figures:
        rows.setdefault(figure.cell.row, []).append(figure)
        if abs(wanted.side(figure.cell.row_path[-1] if figure.cell.row_path else "")) >= 0.2:
            cols.setdefault(figure.cell.col, []).append(figure)
    for row in rows.values():
        yield from permutations(row[:16], 2)
    for col in cols.values():
        for place, figure in enumerate(col[:120]):
            for other in col[place + 1 : place + 5]:
                yield figure, other
                yield other, figure


def _score(
    one: Figure, two: Figure, caption: str, wanted: Wanted, asked: str, words: frozenset[str], kind: Kind
) -> tuple[float, float] | None:
    """How well a pair answers: its groups are the ones asked for, and what they share names the outcome."""
    own = [label for label in one.labels if label not in two.labels]
    other = [label for label in two.labels if label not in one.labels]
    if not own or not other:
        return None
    side = _side(own, wanted) - _side(other, wanted)
    if side < MIN_SIDE:
        return None
    lexis = wanted.lexis
    row = [label for label in one.cell.row_path if label in two.cell.row_path]
    heads = [label for label in one.cell.col_path if label in two.cell.col_path]
    row_words = lexis.words(" ".join(row))
    group_words = wanted.intervention_words | wanted.comparator_words
    cover = lexis.covered(
        words,
        (row_words, 1.0),
        (lexis.words(TESTED.sub(" ", " ".join(heads))), 0.9),
        (lexis.words(" ".join((*own, *other))), 0.8),
        (lexis.words(caption), 0.75 if row_words else 1.0),
    )
    if cover < MIN_COVER:
        return None
    last = lexis.words(row[-1]) - group_words if row else frozenset[str]()
    precise = lexis.weight(last & words) / lexis.weight(last) if last else 0.6
    score = cover * (0.7 + 0.3 * precise) + 0.1 * min(side, 1.0) - 0.15 * (max(len(own), len(other)) - 1)
    return score + _worth(one, caption, row, kind), _order(one, own, heads, row, asked)


def _side(labels: Sequence[str], wanted: Wanted) -> float:
    sides = [wanted.side(label) for label in labels]
    return max(sides, key=abs)


def _worth(one: Figure, caption: str, row: Sequence[str], kind: Kind) -> float:
    """A printed spread or share is better than a bare number; baseline characteristics are no outcomes."""
    worth = -0.3 if BASELINE.search(caption) and not LATE.search(caption) else 0.0
    if kind == "continuous":
        worth += (
            0.08 if one.result.sd is not None or one.result.se is not None or one.result.statistic == "mean" else 0.0
        )
    else:
        worth += 0.06 if one.result.count is not None or one.result.denominator is not None else 0.0
    return worth


def _order(one: Figure, own: Sequence[str], heads: Sequence[str], row: Sequence[str], asked: str) -> float:
    """Among equal pairs: the time asked for, else after treatment rather than before, all rather than some."""
    around = " | ".join((*heads, *own, *row))
    order = 0.0
    times, named = _times(around), _times(asked)
    if named and times:
        order += 3.0 if named & times else -1.0
    if EARLY.search(around) and not EARLY.search(asked):
        order -= 4.0
    if LATE.search(around):
        order += 1.5
    if FOLLOWED.search(around) and not FOLLOWED.search(asked):
        order -= 0.5
    if WHOLE.search(around):
        order += 1.0
    if CHANGE.search(around):
        order += 1.0 if CHANGE.search(asked) else -2.0
    if one.result.sd is not None:
        order += 0.5
    latest = max((amount for amount, _ in times), default=0)
    return order + min(latest, 999) / 10_000 + one.cell.col / 100_000


def _times(text: str) -> frozenset[tuple[int, str]]:
    return frozenset((int(match[1] or match[4]), (match[2] or match[3]).lower()[0]) for match in TIME.finditer(text))


def beside(
    figure: Figure,
    figures: Mapping[tuple[int, int], Result],
    pattern: re.Pattern[str],
    cells: Mapping[tuple[int, int], TableCell],
) -> Result | None:
    """The number of the same row and the same upper heads in a column whose own head is such a word."""
    path = figure.cell.col_path
    for step in (1, 2, -1, -2):
        cell = cells.get((figure.cell.row, figure.cell.col + step))
        if cell is None or not cell.col_path or not pattern.match(cell.col_path[-1]):
            continue
        if cell.col_path[:-1] == path[:-1] and (cell.row, cell.col) in figures:
            return figures[cell.row, cell.col]
    return None
