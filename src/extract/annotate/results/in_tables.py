"""Results in the cells of a table, each bound by its column, row, caption and notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.annotate.results import columns
from extract.annotate.results.cells import CellValue, parse_cell
from extract.annotate.results.columns import Column, read_column, unit_of
from extract.annotate.results.lexicon import Lexicon, Mention
from extract.annotate.results.times import find_times
from extract.model import Interval, PValue, Result, ResultRole, Span, Table, TableCell

BASELINE = re.compile(
    r"\b(?:baseline|characteristics?|demographics?|clinicopathologic\w*|patient profile)\b", re.IGNORECASE
)
DESIGN = re.compile(
    r"\b(?:dose constraints?|constraints|criteria|schedule|definitions?|questionnaire|protocol|"
    r"abbreviations|regimens?|dosimetric parameters|search (?:strategy|terms))\b",
    re.IGNORECASE,
)
TOXIC = re.compile(r"\b(?:adverse|toxicit\w+|side effects?|complications?|AEs?|TRAEs?|safety)\b", re.IGNORECASE)
RATES = re.compile(r"\b(?:rates?|percentages?|proportions?|mortality|incidence)\s?[(\[]\s?%\s?[)\]]", re.IGNORECASE)
PROSE = re.compile(r"[A-Za-z]{3,}\W+[A-Za-z]{2,}.*\d|\d.*[A-Za-z]{3,}\W+[A-Za-z]{3,}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for a whole table."""

    table: Table
    text: str
    caption: str
    notes: str
    role: ResultRole
    columns: dict[tuple[str, ...], Column]
    lexicon: Lexicon


def frame_of(table: Table, text: str, lexicon: Lexicon) -> Frame:
    """Caption, notes and columns of a table, read once."""
    caption = " ".join(piece.of(text) for piece in table.caption)
    notes = " ".join(piece.of(text) for note in table.notes for piece in note)
    notes += " ".join(cell.span.of(text) for cell in table.cells if cell.role == "note")
    notes += " ".join(cell.span.of(text) for cell in table.cells if cell.role == "head" and cell.col == 0)
    paths = {cell.col_path for cell in table.cells if cell.role == "body"}
    role: ResultRole = "baseline" if BASELINE.search(caption) else "design" if DESIGN.search(caption) else "result"
    return Frame(table, text, caption, notes, role, {path: read_column(path) for path in paths}, lexicon)


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
    return replace(value.interval, kind="ci", level=_level(beside.head))


def _level(head: str) -> Decimal:
    match = re.search(r"(\d\d(?:\.\d)?)\s?%", head)
    return Decimal(match[1]) if match else Decimal(95)


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
    if column is None or (column.kind == "ci" and value.form == "interval"):
        return None
    printed = cell.span.of(frame.text)
    lead = len(printed) - len(printed.lstrip())
    reading = _read(frame, cell, column, value, interval)
    if reading is None:
        return None
    mention, statistic, value_, unit, scale = reading[:5]
    measure = _measure(frame, cell, column, value, mention)
    held = interval or reading[5]
    point = _time(cell)
    return Result(
        id="",
        pieces=(Span(cell.span.start + lead, cell.span.start + len(printed.rstrip())),),
        rule=f"table_{value.form}",
        measure=measure,
        statistic=statistic,
        value=value_,
        value_text=printed.strip(),
        unit=unit,
        interval=held,
        sd=reading[6],
        se=reading[7],
        count=value.count if value.count is not None else reading[8],
        denominator=value.total or _denominator(value, reading[8], value_, column.n),
        n=column.n,
        arm=column.arm if column.kind == "value" else None,
        population=column.population,
        status="not_reached" if value.form == "not_reached" else "reported",
        role=_role(frame, cell, value, scale),
        cell=cell.id,
        table=frame.table.id,
        unbound=reading[9],
        timepoint=point[0],
        timepoint_unit=point[1],
    )


Reading = tuple[
    Mention | None,
    str,
    Decimal | None,
    str | None,
    str,
    Interval | None,
    Decimal | None,
    Decimal | None,
    int | None,
    tuple[str, ...],
]


def _read(frame: Frame, cell: TableCell, column: Column, value: CellValue, interval: Interval | None) -> Reading | None:
    """Measure, statistic, value, unit, scale, interval, SD, SE, count and what stayed unbound."""
    words = " | ".join((*cell.row_path, column.head, *column.prefix))
    around = f"{words} | {frame.caption} | {frame.notes}"
    mention = _mention(frame, cell, column)
    if value.form == "p":
        return mention, "p", value.value, None, "", None, None, None, None, ()
    if value.form in ("count_share", "share"):
        if value.value is None:
            return mention, "count", Decimal(value.count or 0), "patients", "people", None, None, None, value.count, ()
        return mention, "percent", value.value, "%", "share", None, None, None, value.count, ()
    unit, scale = unit_of(cell.row_path, column.head, frame.lexicon)
    if column.kind in ("ratio", "smd"):
        held = replace(value.interval, kind="ci", level=_level(column.head)) if value.interval else None
        return mention, "ratio", value.value, None, "ratio", held, None, None, None, ()
    if value.form in ("mean_sd", "two_means"):
        is_se = bool(columns.MEAN_SE.search(around)) and not columns.MEAN_SD.search(words)
        sd, se = (None, value.spread) if is_se else (value.spread, None)
        return mention, "mean", value.value, unit, scale, None, sd, se, None, ()
    if value.form == "value_and_other":
        return _two_numbers(frame, column, value, words, around, mention, unit, scale)
    if value.form == "estimate" and value.interval:
        held = replace(value.interval, kind="iqr" if columns.IQR.search(around) else "range")
        if re.search(r"\bCI\b|confidence", around):
            held = replace(value.interval, kind="ci", level=_level(around))
        return mention, _middle(words, around), value.value, value.unit or unit, scale, held, None, None, None, ()
    if value.form == "interval":
        return mention, "range", None, unit, scale, value.interval, None, None, None, ()
    if value.form == "not_reached":
        return mention, "median", None, unit, scale, None, None, None, None, ()
    return _plain(frame, column, value, words, mention, unit, scale)


def _two_numbers(
    frame: Frame,
    column: Column,
    value: CellValue,
    words: str,
    around: str,
    mention: Mention | None,
    unit: str | None,
    scale: str,
) -> Reading:
    """ "12 (4.5)": a count with its share, or a mean with its spread, as heads, stub, caption or notes say."""
    whole = value.value is not None and value.value == value.value.to_integral_value() and value.value >= 0
    count = int(value.value) if whole and value.value is not None else None
    fits = bool(
        column.n
        and count is not None
        and value.second is not None
        and abs(100 * Decimal(count) / column.n - value.second) < Decimal("0.6")
    )
    said_share, said_mean = (
        columns.SHARE_WORDS.search(words),
        columns.MEAN_SD.search(words) or columns.MEAN_SE.search(words),
    )
    if not said_share and not said_mean:
        said_share, said_mean = (
            columns.SHARE_WORDS.search(around),
            columns.MEAN_SD.search(around) or columns.MEAN_SE.search(around),
        )
    if whole and (fits or (said_share and not (columns.MEAN_SD.search(words)))):
        return mention, "percent", value.second, "%", "share", None, None, None, count, ()
    if said_mean or (value.value is not None and not whole):
        is_se = bool(columns.MEAN_SE.search(around)) and not columns.MEAN_SD.search(around)
        sd, se = (None, value.second) if is_se else (value.second, None)
        unbound = () if said_mean else ("spread not named",)
        return mention, "mean", value.value, unit, scale, None, sd, se, None, unbound
    return mention, "count", value.value, unit, scale, None, None, None, count, ("second number not named",)


def _plain(
    frame: Frame, column: Column, value: CellValue, words: str, mention: Mention | None, unit: str | None, scale: str
) -> Reading | None:
    if value.unit:
        own, own_scale = frame.lexicon.unit(value.unit)
        if own is None:
            return None
        unit, scale = own, own_scale
    if value.relation != "=" and not columns.P_HEAD.search(words):
        return None
    share_row = bool(columns.SHARE_WORDS.search(words))
    if value.value == 0 and share_row and unit is None:
        return mention, "percent", Decimal(0), "%", "share", None, None, None, 0, ()
    if unit is None and columns.SHARE_HEAD.match(column.head):
        return mention, "percent", value.value, "%", "share", None, None, None, None, ()
    if RATES.search(frame.caption) and unit is None and value.value is not None and 0 <= value.value <= 100:
        return mention, "percent", value.value, "%", "share", None, None, None, None, ()
    statistic = _middle(words, words)
    counted = unit is None and re.search(r"\b(?:n|no\.?|number|patients|events|deaths)\b", words, re.IGNORECASE)
    if counted and value.value is not None and value.value == value.value.to_integral_value() and statistic == "value":
        return mention, "count", value.value, "patients", "people", None, None, None, int(value.value), ()
    return mention, statistic, value.value, unit, scale, None, None, None, None, ()


def _middle(words: str, around: str) -> str:
    for place in (words, around):
        if columns.MEDIAN.search(place):
            return "median"
        if columns.MEAN.search(place):
            return "mean"
    return "value"


def _denominator(value: CellValue, count: int | None, share: Decimal | None, n: int | None) -> int | None:
    """The head's group size, where count and share agree with it."""
    counted = value.count if value.count is not None else count
    if counted is None or share is None or not n:
        return None
    return n if abs(100 * Decimal(counted) / n - share) < Decimal("0.6") else None


def _mention(frame: Frame, cell: TableCell, column: Column) -> Mention | None:
    """The measure that the row names, else the column's heads, else the caption."""
    for level in (*reversed(cell.row_path), column.head, *reversed(column.prefix)):
        if found := frame.lexicon.mentions(level):
            return found[0]
    found = frame.lexicon.mentions(frame.caption)
    return found[0] if found else None


def _measure(frame: Frame, cell: TableCell, column: Column, value: CellValue, mention: Mention | None) -> str:
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
    if mention and mention.family not in ("baseline", "ratio"):
        return mention.measure
    name = next((columns.bare(level) for level in reversed(cell.row_path) if re.search(r"[A-Za-z]{3}", level)), "")
    return name[:80] or "other"


def _role(frame: Frame, cell: TableCell, value: CellValue, scale: str) -> ResultRole:
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
