"""In tables of pooled results Q, its degrees of freedom (or the number of studies), p and I² of a row agree.

Columns are known by their heads; a p counts only where its head says that it is that of heterogeneity. p must be the
chi-squared tail of Q, and Q of at most df has no I² of 50 % and more (nor the other way round; programs that fit the
variance between studies by likelihood print another I² than Q gives, so smaller differences say nothing). Where rows
disagree and would all agree with one column moved up or down by a row, that is told once. Where df is one less than the
number of studies in most rows, it is in all; τ² is the square of τ in most rows or the heads are exchanged. A table in
which most rows disagree without such a reason was misread, or prints another Q: a note.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.audit.arithmetic.heterogeneity import i2_of_q, meet, p_allowed, p_of_i2, p_of_q, rounded_from
from extract.audit.passages import evidence
from extract.model import REVIEWS, Answer, Finding, Library, Paper, Passed, Severity, Skipped, Table, TableCell

NAME = "review_heterogeneity_table"
VERSION = 1

LEAST_ROWS = 3
"""Rows that two columns must share before one of them can be said to be shifted."""
MOST_WRONG = 0.5
"""Share of the rows that may disagree before the reading of the table is at fault."""
FACTOR = 2.0
"""Times by which a printed p must lie outside what I² allows: I² may be that of a likelihood."""
CONSIDERABLE = 50.0
"""I² that no Q of at most its degrees of freedom goes with."""
MOST_STUDIES = 100

What = Literal["i2", "q", "df", "k", "p", "tau", "tau2"]
HEADS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("tau2", re.compile(r"^(?:τ|tau|Tau)\s?\^?\s?(?:2|²)\b")),
    ("tau", re.compile(r"^(?:τ|tau|Tau)$")),
    ("i2", re.compile(r"^I\s?\^?\s?(?:2|²)(?:\s?\(?%\)?)?(?=\W|$)|^I-squared", re.IGNORECASE)),
    (
        "p",
        re.compile(
            r"^p[- ]?(?:values?\s?)?(?:(?:for|of)\s)?(?:het\w*|h|Q|Q-test)\b|^p\s?\(?het\w*|^Q-?test\s?p\b", re.I
        ),
    ),
    ("q", re.compile(r"^(?:Cochran(?:['’]?s)?\s)?Q(?:[- ]?(?:value|statistic|total|t))?$|^Q\s?\(df\)$", re.IGNORECASE)),
    ("df", re.compile(r"^d\.?\s?f\.?(?:\s?\(Q\))?$", re.IGNORECASE)),
    (
        "k",
        re.compile(
            r"^(?:no\.?|n|number|#|№)\s?(?:of\s)?(?:included\s)?(?:stud(?:y|ies)|trials|cohorts|datasets|comparisons)\b|^k$|^(?:studies|trials)(?:\s?\(?[nNk]\)?)?$",
            re.I,
        ),
    ),
)
OF_HETEROGENEITY = re.compile(r"heterogene|Q[- ]test|^Q\b", re.IGNORECASE)
PLAIN_P = re.compile(r"^p(?:[- ]?values?)?$", re.IGNORECASE)
NUMBER = re.compile(
    r"^\W{0,2}(?P<relation>[<>=≤≥]?)\s?(?P<number>\d*[.·]?\d+)\s?%?(?:\s?\((?P<df>\d{1,3})\))?[*†‡a-d]?\W?$"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number, its sign and its place."""

    text: str
    relation: str
    cell: TableCell

    @property
    def around(self) -> tuple[float, float]:
        return rounded_from(self.text)


Row = Mapping[What, Number]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What of a row does not agree: its two or three columns, and the words for it."""

    columns: tuple[What, ...]
    message: str


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    if paper.kind not in (*REVIEWS, None):
        return
    for table in paper.tables:
        columns = _columns(table)
        if sum(what in columns for what in ("i2", "q", "p", "df")) > 1 or {"tau", "tau2"} <= columns.keys():
            yield from _of_table(paper, table, columns)


def _columns(table: Table) -> dict[What, int]:
    """The columns by what their heads say that they print; none of which there are two."""
    found: dict[What, list[int]] = defaultdict(list)
    for col, path in sorted({cell.col: cell.col_path for cell in table.cells if cell.role == "body"}.items()):
        leaf = " ".join(path[-1].split()) if path else ""
        what = next((name for name, pattern in HEADS if pattern.search(leaf)), None)
        if what is None and PLAIN_P.match(leaf) and any(OF_HETEROGENEITY.search(each) for each in path[:-1]):
            what = "p"
        if what is not None:
            found[what].append(col)
    return {what: cols[0] for what, cols in found.items() if len(cols) == 1}


def _of_table(paper: Paper, table: Table, columns: Mapping[What, int]) -> Iterator[Answer]:
    rows = _rows(paper, table, columns)
    reported: set[int] = set()
    for shifted, conflict, at in _shifts(rows):
        reported.update(range(len(rows)))
        yield _finding(paper, rows[at], conflict, "warning", shifted)
    exchanged = _exchanged(rows)
    if exchanged is not None:
        yield _finding(paper, rows[0], exchanged, "warning", "")
    judged = [(row, _conflict(row, _fits_k(rows))) for n, row in enumerate(rows) if n not in reported]
    wrong = sum(conflict is not None for _, conflict in judged)
    severity: Severity = "note" if wrong > 1 and wrong > MOST_WRONG * len(judged) else "warning"
    for row, found in judged:
        if found is not None:
            yield _finding(paper, row, found, severity, "")
        elif len(row) > 1:
            yield Passed(next(iter(row.values())).cell.span)
        elif row:
            yield Skipped(next(iter(row.values())).cell.span, "one number of heterogeneity alone")


def _rows(paper: Paper, table: Table, columns: Mapping[What, int]) -> list[Row]:
    """The numbers of each row, by what they are; "12.3 (8)" under Q is Q and its degrees of freedom."""
    of_col = {col: what for what, col in columns.items()}
    rows: dict[int, dict[What, Number]] = defaultdict(dict)
    for cell in table.cells:
        what = of_col.get(cell.col)
        match = NUMBER.match(cell.span.of(paper.text)) if what is not None and cell.role in ("body", "stub") else None
        if what is None or match is None or (match["df"] and what != "q"):
            continue
        rows[cell.row][what] = Number(match["number"], match["relation"] or "=", cell)
        if match["df"]:
            rows[cell.row].setdefault("df", Number(match["df"], "=", cell))
    return [rows[row] for row in sorted(rows)]


def _conflict(row: Row, fits_k: bool) -> Conflict | None:
    """The first relation between the numbers of a row that does not hold."""
    df = _df(row, fits_k)
    if fits_k and {"df", "k"} <= row.keys() and float(row["df"].text) != float(row["k"].text) - 1:
        return Conflict(("df", "k"), f"{row['df'].text} degrees of freedom of {row['k'].text} studies")
    for relation in (_impossible, _q_and_p, _q_and_i2, _i2_and_p):
        found = relation(row, df)
        if found is not None:
            return found
    return None


def _df(row: Row, fits_k: bool) -> int | None:
    if "df" in row:
        value = float(row["df"].text)
        return int(value) if value == int(value) and value > 0 else None
    value = float(row["k"].text) - 1 if "k" in row and (fits_k or "df" not in row) else 0
    return int(value) if value == int(value) and value > 0 else None


def _impossible(row: Row, df: int | None) -> Conflict | None:
    if "i2" in row and row["i2"].around[0] > 100:
        return Conflict(("i2",), f"an I² of {row['i2'].text} %")
    return None


def _q_and_p(row: Row, df: int | None) -> Conflict | None:
    if df is None or "q" not in row or "p" not in row or row["q"].relation != "=":
        return None
    p = p_of_q(df, *row["q"].around)
    if meet(p, p_allowed(row["p"].relation, row["p"].text)):
        return None
    return Conflict(
        ("q", "p"), f"Q = {row['q'].text} with {df} degrees of freedom has p = {p[0]:.2g}, not {row['p'].text}"
    )


def _q_and_i2(row: Row, df: int | None) -> Conflict | None:
    if df is None or "q" not in row or "i2" not in row or row["q"].relation != "=":
        return None
    low, high = i2_of_q(df, *row["q"].around)
    printed = _percent(row["i2"])
    if (high == 0 and printed[0] >= CONSIDERABLE) or (low >= CONSIDERABLE and printed[1] <= 1):
        return Conflict(
            ("q", "i2"),
            f"Q = {row['q'].text} with {df} degrees of freedom has I² = {high:.0f} %, not {row['i2'].text} %",
        )
    return None


def _i2_and_p(row: Row, df: int | None) -> Conflict | None:
    if "i2" not in row or "p" not in row or "q" in row:
        return None
    low, high = _percent(row["i2"])
    ranges = [p_of_i2(each, low / 100, high / 100) for each in ((df,) if df else range(1, MOST_STUDIES))]
    least, most = min(one for one, _ in ranges) / FACTOR, max(other for _, other in ranges) * FACTOR
    if high > 100.5 or meet((least, most), p_allowed(row["p"].relation, row["p"].text)):
        return None
    return Conflict(
        ("i2", "p"),
        f"I² = {row['i2'].text} % of {df + 1 if df else 'any number of'} studies does not have p = {row['p'].text}",
    )


def _percent(i2: Number) -> tuple[float, float]:
    return i2.around


def _fits_k(rows: Sequence[Row]) -> bool:
    """Whether df is one less than the number of studies in most of the rows that print both."""
    both = [row for row in rows if {"df", "k"} <= row.keys()]
    fitting = sum(float(row["df"].text) == float(row["k"].text) - 1 for row in both)
    return len(both) >= LEAST_ROWS and fitting > len(both) * MOST_WRONG


def _shifts(rows: Sequence[Row]) -> Iterator[tuple[str, Conflict, int]]:
    """A column which, moved by one row, makes rows agree of which several did not."""
    wrong = {n: found for n, row in enumerate(rows) if (found := _conflict(row, fits_k=False)) is not None}
    if len(wrong) < 2:
        return
    for what in ("i2", "p", "q"):
        for step, word in ((1, "below"), (-1, "above")):
            moved = [_moved(rows, n, what, step) for n in wrong]
            repaired = sum(row is not None and _conflict(row, fits_k=False) is None for row in moved)
            if repaired >= max(2, len(wrong) - 1) and _told_by(wrong, what):
                first = min(wrong)
                more = f"; with the numbers of the row {word} {repaired} rows agree: the column stands one row off"
                yield more, wrong[first], first
                return


def _told_by(wrong: Mapping[int, Conflict], what: What) -> bool:
    return all(what in conflict.columns for conflict in wrong.values())


def _moved(rows: Sequence[Row], n: int, what: What, step: int) -> Row | None:
    """A row with the number that the next row prints in one column; None where there is none."""
    if not 0 <= n + step < len(rows) or what not in rows[n + step] or what not in rows[n]:
        return None
    return {**rows[n], what: rows[n + step][what]}


def _exchanged(rows: Sequence[Row]) -> Conflict | None:
    """τ and τ² under each other's head."""
    both = [row for row in rows if {"tau", "tau2"} <= row.keys()]
    as_printed = sum(_is_square(row["tau"], row["tau2"]) for row in both)
    other_way = sum(_is_square(row["tau2"], row["tau"]) for row in both)
    if len(both) < LEAST_ROWS or as_printed > 1 or other_way < (1 - MOST_WRONG / 2) * len(both):
        return None
    return Conflict(
        ("tau", "tau2"), "what stands under τ is the square of what stands under τ²: the heads are exchanged"
    )


def _is_square(root: Number, square: Number) -> bool:
    low, high = root.around
    return meet((low * low, high * high), square.around) and float(root.text) not in (0.0, 1.0)


def _finding(paper: Paper, row: Row, conflict: Conflict, severity: Severity, more: str) -> Finding:
    cells: dict[str, TableCell] = {number.cell.id: number.cell for number in row.values()}
    pieces = tuple(sorted(cell.span for cell in cells.values()))
    return Finding(
        check=NAME,
        severity=severity,
        message=f"{conflict.message}{more}"
        if severity != "note"
        else f"{conflict.message}; most rows of this table disagree, so it may be misread",
        reported=" ".join(row[what].text for what in conflict.columns if what in row),
        expected="Q, degrees of freedom, p and I² of the same studies",
        evidence=(evidence(paper, "result", pieces),),
    )
