"""Results in the cells of a table, each bound by its column, row, caption and notes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.annotate.quantities import columns
from extract.annotate.quantities.cells import CellValue, parse_cell
from extract.annotate.quantities.columns import Column
from extract.annotate.quantities.frame import Frame, mention_of
from extract.annotate.quantities.reading import agree, level_of, read_cell
from extract.annotate.quantities.times import find_times
from extract.model import Interval, PValue, Result, ResultRole, Span, TableCell

TOXIC = re.compile(r"\b(?:adverse|toxicit\w+|side effects?|complications?|AEs?|TRAEs?|safety)\b", re.IGNORECASE)
TIME_STUB = re.compile(r"(?:months?|weeks?|days?|years?|time|visits?|hours?)\W{0,3}", re.IGNORECASE)
PROSE = re.compile(r"[A-Za-z]{3}\W{1,8}[A-Za-z]{2}.{0,400}\d|\d.{0,400}[A-Za-z]{3}\W{1,8}[A-Za-z]{3}", re.DOTALL)


def read_table(frame: Frame) -> Iterator[Result]:
    """Group sizes in the heads, then every cell that prints a number."""
    yield from _sizes(frame)
    rows: dict[int, dict[int, TableCell]] = {}
    for cell in frame.table.cells:
        if cell.role in ("body", "stub", "section"):
            rows.setdefault(cell.row, {})[cell.col] = cell
    judged: dict[tuple[str, ...], dict[int, PValue]] = {}
    for row in rows.values():
        values = {col: value for col, cell in row.items() if cell.role == "body" and (value := _value(frame, cell))}
        path = next(iter(row.values())).row_path
        own = {col: value.p for col, value in values.items() if value.p is not None}
        judged[path] = own
        above = next((judged[path[:size]] for size in range(len(path) - 1, 0, -1) if judged.get(path[:size])), {})
        for col, value in values.items():
            cell = row[col]
            result = _result(frame, cell, value, _neighbour(frame, row, values, col))
            if result is None:
                continue
            p = value.p or _p_for(frame, row, own, col) or _p_for(frame, row, above, col)
            yield from _split(frame, cell, replace(result, p=p), value)


def _split(frame: Frame, cell: TableCell, result: Result, value: CellValue) -> Iterator[Result]:
    """One result, or two where a cell prints the second group in parentheses, as its head does."""
    if value.other is None:
        yield result
        return
    named = columns.TWO_GROUPS.search(frame.columns[cell.col_path].head)
    one, two = (named["one"].strip(), named["two"].strip()) if named else (None, None)
    whole = result.pieces[0]
    cut = whole.start + max(1, result.value_text.find("("))
    yield replace(result, pieces=(Span(whole.start, cut),), arm=one, comparator=two)
    other = value.other
    yield replace(result, pieces=(Span(cut, whole.end),), value=other.value, sd=other.spread, arm=two, comparator=one)


def _value(frame: Frame, cell: TableCell) -> CellValue | None:
    column = frame.columns.get(cell.col_path)
    stub = cell.row_path[-1] if cell.row_path else ""
    is_p = (column is not None and column.kind == "p") or bool(columns.P_HEAD.search(stub) and len(stub) < 20)
    return parse_cell(cell.span.of(frame.text), is_p=is_p)


def _sizes(frame: Frame) -> Iterator[Result]:
    seen: set[int] = set()
    for cell in frame.table.cells:
        printed = cell.span.of(frame.text)
        match = columns.SIZE.search(printed) if cell.role == "head" else None
        if match is None or cell.span.start in seen:
            continue
        seen.add(cell.span.start)
        start = cell.span.start + match.start("n")
        size = int(re.sub(r"\D", "", match["n"]))
        yield Result(
            id="",
            pieces=(Span(start, cell.span.start + match.end("n")),),
            rule="table_head_size",
            measure="sample_size",
            statistic="count",
            value=Decimal(size),
            value_text=match["n"],
            unit="patients",
            n=size,
            arm=columns.bare(printed) or None,
            population=_population(frame, cell, printed),
            role="design",
            cell=cell.id,
            table=frame.table.id,
        )


def _population(frame: Frame, cell: TableCell, printed: str) -> str | None:
    """The head level over a group's head: "Before matching"."""
    plain = " ".join(printed.split())
    below = next((path for path in frame.columns if plain in path and _stands_over(frame, cell, path)), ())
    return next((level for level in below if level != plain), None)


def _stands_over(frame: Frame, cell: TableCell, path: tuple[str, ...]) -> bool:
    return any(other.col == cell.col and other.col_path == path for other in frame.table.cells if other.row > cell.row)


def _neighbour(frame: Frame, row: dict[int, TableCell], values: dict[int, CellValue], col: int) -> Interval | None:
    """The interval in the next column, where that column is one of intervals."""
    beside = frame.columns.get(row[col + 1].col_path) if col + 1 in row else None
    value = values.get(col + 1)
    if beside is None or beside.kind != "ci" or value is None or value.interval is None:
        return None
    return replace(value.interval, kind="ci", level=level_of(beside.head))


def _p_for(frame: Frame, row: dict[int, TableCell], printed: dict[int, PValue], col: int) -> PValue | None:
    """The p-value that judges a column: the next one to its right under the same upper heads."""
    column = frame.columns.get(row[col].col_path)
    for other in sorted(printed):
        judge = frame.columns.get(row[other].col_path) if other in row else None
        if other > col and judge and column and judge.prefix == column.prefix[: len(judge.prefix)]:
            return printed[other]
    return None


def _result(frame: Frame, cell: TableCell, value: CellValue, interval: Interval | None) -> Result | None:
    column = frame.columns.get(cell.col_path)
    if (
        column is None
        or cell.col in frame.clocks
        or columns.IDLE_HEAD.match(column.head)
        or (column.kind == "ci" and value.form == "interval")
    ):
        return None
    if value.form == "plain" and cell.row_path and TIME_STUB.fullmatch(cell.row_path[-1]):
        return None
    printed = cell.span.of(frame.text)
    lead = len(printed) - len(printed.lstrip())
    reading = read_cell(frame, cell, column, value)
    if reading is None:
        return None
    point = _time(cell)
    count = value.count if value.count is not None else reading.count
    return Result(
        id="",
        pieces=(Span(cell.span.start + lead, cell.span.start + len(printed.rstrip())),),
        rule=f"table_{value.form}",
        measure=_measure(frame, cell, column, value),
        statistic=reading.statistic,
        value=reading.value,
        value_text=printed.strip(),
        outcome=" > ".join(cell.row_path) or None,
        row_path=cell.row_path,
        column_path=cell.col_path,
        unit=reading.unit,
        interval=interval or reading.interval,
        sd=reading.sd,
        se=reading.se,
        count=count,
        denominator=value.total or (column.n if agree(count, reading.value, column.n) else None),
        n=column.n,
        arm=column.arm if column.kind == "value" else None,
        population=column.population,
        status="not_reached" if value.form == "not_reached" else "reported",
        role=_role(frame, value, reading.scale),
        cell=cell.id,
        table=frame.table.id,
        unbound=reading.unbound,
        endpoint=_outcome(frame, cell, column),
        timepoint=point[0],
        timepoint_unit=point[1],
    )


def _measure(frame: Frame, cell: TableCell, column: Column, value: CellValue) -> str:
    """The field's word for what the row, the heads or the caption name; an unknown one by its printed stub."""
    if value.form == "p":
        return "p_value"
    if column.ratio:
        return column.ratio
    if re.fullmatch(r"\W{0,2}(?:SMD|standardi[sz]ed mean difference)\W{0,3}", column.head):
        return "SMD"
    if frame.role == "baseline":
        return "baseline"
    if TOXIC.search(frame.caption):
        return "toxicity_rate"
    mention = mention_of(frame, cell, column)
    if mention and mention.family not in ("baseline", "ratio"):
        return mention.measure
    name = next((columns.bare(level) for level in reversed(cell.row_path) if re.search(r"[A-Za-z]{3}", level)), "")
    return name[:80] or "other"


def _outcome(frame: Frame, cell: TableCell, column: Column) -> str | None:
    """The measure that the heads, the row or the caption name beside a ratio."""
    for level in (*reversed(column.prefix), column.head, *reversed(cell.row_path), frame.caption):
        for mention in frame.lexicon.mentions(level):
            if mention.family != "ratio":
                return mention.measure
    return None


def _role(frame: Frame, value: CellValue, scale: str) -> ResultRole:
    if frame.role == "result" and scale in ("dose", "sessions") and value.form in ("plain", "interval"):
        return "design"
    return frame.role


def _time(cell: TableCell) -> tuple[Decimal | None, str | None]:
    """The time point that the row or the column names: "2-year OS", "Week 12"."""
    for level in (*reversed(cell.row_path), *reversed(cell.col_path)):
        for each in find_times(level):
            if len(each.values) == 1:
                return each.values[0], each.unit
    return None, None


def holds_prose(printed: str) -> bool:
    """A cell that tells its results in words."""
    return len(printed) > 24 and bool(PROSE.search(printed))
