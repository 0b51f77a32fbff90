"""Results in the cells of a table, each bound by its labels, caption and notes."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.annotate.quantities.axes import Axes, type_axes
from extract.annotate.quantities.binding_cells import Bound, Frame, Labelled, bind, mention_of
from extract.annotate.quantities.cells import CellValue, level_of, parse_cell
from extract.annotate.quantities.evidence import timepoint
from extract.annotate.quantities.known import OF_THE_USUAL, USUAL, Known
from extract.annotate.quantities.labels import CI, SIZE, Label, read_label, read_path
from extract.annotate.quantities.readings import Around, Reading, agree, read_cell
from extract.model import Interval, PValue, Result, ResultRole, Span, TableCell
from extract.text import lazy_re as re

TOXIC = re.compile(r"\b(?:adverse|toxicit\w+|side effects?|complications?|AEs?|TRAEs?|safety)\b", re.IGNORECASE)
PROSE = re.compile(r"[A-Za-z]{3}\W{1,8}[A-Za-z]{2}.{0,400}\d|\d.{0,400}[A-Za-z]{3}\W{1,8}[A-Za-z]{3}", re.DOTALL)
IDLE_HEAD = re.compile(
    r"^\W{0,2}(?:ref(?:erence|s)?\.?|references|(?:approximate )?time frame[^|]{0,12}|citations?|"
    r"years?(?: of publication)?|d\.?f\.?|degrees of freedom|items?|codes?|questions?|#|rank|row|id|case|"
    r"patient(?: no\.?)?|pmid|doi)\W{0,3}$",
    re.IGNORECASE,
)
"""Columns whose numbers report nothing: reference numbers, years of publication, running numbers."""


def read_table(frame: Frame, known: Known) -> Iterator[Result]:
    """Group sizes in the heads, then every cell that prints a number."""
    axes = type_axes(frame.table, known)
    yield from _sizes(frame, axes)
    rows: dict[int, dict[int, Labelled]] = {}
    last = max((cell.row for cell in frame.table.cells), default=0)
    for cell in frame.table.cells:
        if cell.role in ("body", "stub", "section"):
            labelled = Labelled(cell, read_path(cell.row_path, frame.stub_head), read_path(cell.col_path))
            for covered in range(cell.row, min(cell.row + cell.row_span, last + 1)):
                rows.setdefault(covered, {})[cell.col] = labelled
    judged: dict[tuple[str, ...], dict[int, PValue]] = {}
    for number, row in sorted(rows.items()):
        values = {
            col: value
            for col, at in row.items()
            if at.cell.role == "body" and (value := parse_cell(at.cell.span.of(frame.text), is_p=at.is_p))
        }
        path = next((at.cell.row_path for at in row.values() if at.cell.row == number), ())
        own = {col: value.p for col, value in values.items() if value.p is not None}
        judged[path] = own
        above = next((judged[path[:size]] for size in range(len(path) - 1, 0, -1) if judged.get(path[:size])), {})
        for col, value in values.items():
            if row[col].cell.row != number:
                continue
            result = _result(frame, axes, row[col], value, known.usual_time)
            if result is None:
                continue
            result = _with_neighbours(row, values, col, result)
            if result.interval is None and (limits := _limits_beside(row, values, col, frame.caption)):
                result = replace(result, interval=limits)
            p = value.p or _p_for(row, own, col) or _p_for(row, above, col)
            yield from _split(frame, row[col].cell, replace(result, p=p) if p else result, value)


def _result(
    frame: Frame, axes: Axes, at: Labelled, value: CellValue, usual: tuple[Decimal, str] | None
) -> Result | None:
    cell = at.cell
    if cell.col in frame.clocks or (at.column and IDLE_HEAD.match(at.column[-1].printed)):
        return None
    if value.form == "plain" and at.row and at.row[-1].only_time and value.unit is None and not at.column:
        return None
    bound = bind(frame, axes, at)
    around = Around((*at.inner, *frame.default), bound.size, frame.caption, frame.notes, frame.lexicon)
    reading = read_cell(value, around)
    if reading is None:
        return None
    printed = cell.span.of(frame.text)
    lead = len(printed) - len(printed.lstrip())
    count = value.count if value.count is not None else reading.count
    role = _role(frame, value, reading, bound)
    time, slots = bound.time, bound.slots
    if usual and time is None and not bound.time_text and role == "result":
        time, slots = usual, (*slots, timepoint(usual, None, OF_THE_USUAL, USUAL))
    return Result(
        id="",
        pieces=(Span(cell.span.start + lead, cell.span.start + len(printed.rstrip())),),
        rule=f"table_{value.form}",
        measure=_measure(frame, at, value, bound),
        statistic=reading.statistic,
        value=reading.value,
        value_text=printed.strip(),
        outcome=bound.outcome,
        row_path=cell.row_path,
        column_path=cell.col_path,
        unit=reading.unit,
        timepoint=time[0] if time else None,
        timepoint_unit=time[1] if time else None,
        timepoint_text=None if time else bound.time_text,
        interval=reading.interval or value.interval,
        sd=reading.sd,
        se=reading.se,
        count=count,
        denominator=value.total or (bound.size if agree(count, reading.value, bound.size) else None),
        n=bound.size,
        arm=bound.arm_name,
        comparator=bound.comparator,
        contrast=bound.contrast,
        adjusted=bound.adjusted,
        population=bound.population,
        probability=round(bound.probability, 3),
        slots=slots,
        status="not_reached" if value.form == "not_reached" else "reported",
        role=role,
        cell=cell.id,
        table=frame.table.id,
        unbound=(*reading.unbound, *(("interval is cut off",) if value.broken else ())),
        endpoint=_outcome_term(frame, at),
    )


def _measure(frame: Frame, at: Labelled, value: CellValue, bound: Bound) -> str:
    """The field's word for what the row, the heads or the caption name; an unknown one by its printed name."""
    if value.form == "p":
        return "p_value"
    ratio = next((label.ratio for label in reversed(at.column) if label.kind == "ratio"), None)
    if ratio:
        return short_ratio(ratio)
    if frame.role == "baseline":
        return "baseline"
    if TOXIC.search(frame.caption):
        return "toxicity_rate"
    mention = mention_of(frame, at.cell)
    if mention and mention.family not in ("baseline", "ratio"):
        return mention.measure
    return (bound.outcome or "other").rsplit(" > ", 1)[-1][:80] or "other"


def short_ratio(printed: str) -> str:
    """The field's word for a printed name of an estimate.

    >>> short_ratio("hazard ratio"), short_ratio("aOR"), short_ratio("standardised mean difference")
    ('HR', 'OR', 'SMD')
    """
    low = printed.lower()
    names = {
        "hazard ratio": "HR",
        "odds ratio": "OR",
        "relative risk": "RR",
        "risk ratio": "RR",
        "rate ratio": "RR",
        "incidence rate ratio": "IRR",
        "prevalence ratio": "PR",
        "risk difference": "RD",
        "absolute risk reduction": "ARR",
    }
    if low.endswith("difference"):
        return names.get(low, "SMD" if low.startswith("standard") else "MD")
    return names.get(low, printed.lstrip("a") if printed.startswith("a") else printed)


def _outcome_term(frame: Frame, at: Labelled) -> str | None:
    """The measure that the row, the heads or the caption name beside a ratio."""
    for level in (*reversed(at.cell.row_path), *reversed(at.cell.col_path), frame.caption):
        for mention in frame.lexicon.mentions(level):
            if mention.family != "ratio":
                return mention.measure
    return None


def _role(frame: Frame, value: CellValue, reading: Reading, bound: Bound) -> ResultRole:
    if frame.role == "result" and reading.scale in ("dose", "sessions") and value.form in ("plain", "interval"):
        return "design"
    return "baseline" if frame.role == "result" and bound.starts and value.form != "p" else frame.role


LOWER, UPPER = (
    re.compile(rf"^\W{{0,2}}(?:\d\d\s?%\s)?(?:CI\s)?(?:{words})\b[\w\s%.]{{0,14}}\W{{0,2}}$", re.IGNORECASE)
    for words in ("lower|low|LL|LCL|LCI|L95", "upper|high|UL|UCL|UCI|U95")
)
"""Heads of the limits of an interval in two columns: "Lower 95% CI", "UCL"."""


def _limits_beside(row: dict[int, Labelled], values: dict[int, CellValue], col: int, caption: str) -> Interval | None:
    """The interval whose limits stand in the next two columns, around a value under a head of its own."""
    heads = [row[at].cell.col_path[-1] if at in row and row[at].cell.col_path else "" for at in (col + 1, col + 2)]
    if not LOWER.match(heads[0].strip()) or not UPPER.match(heads[1].strip()):
        return None
    labels = " ".join((*row[col + 1].cell.col_path, *row[col + 2].cell.col_path, *row[col].cell.col_path, caption))
    numbers = [
        values[at].value if at in values and values[at].form == "plain" else None for at in (col, col + 1, col + 2)
    ]
    middle, low, high = numbers
    if middle is None or low is None or high is None or not low <= middle <= high or not CI.search(labels):
        return None
    return Interval(low=low, high=high, kind="ci", level=level_of(labels))


def _with_neighbours(row: dict[int, Labelled], values: dict[int, CellValue], col: int, result: Result) -> Result:
    """Interval, spread and size printed in the columns right of an estimate under the same heads."""
    if result.statistic not in ("mean", "median", "value", "ratio", "mean_difference", "coefficient", "percent"):
        return result
    over = row[col].cell.col_path[:-1]
    for other in range(col + 1, min(col + 4, max(row) + 1)):
        at, value = row.get(other), values.get(other)
        if at is None or at.cell.col_path[:-1] != over or not at.column or at.column[-1].kind != "statistic":
            break
        stated = at.column[-1].statistics
        if value is None:
            continue
        if value.interval is not None and result.interval is None and stated[0] in ("ci", "iqr", "range"):
            result = replace(result, interval=_named_interval(value.interval, stated[0], at.column[-1]))
        elif value.form == "plain" and stated[0] == "sd" and result.sd is None:
            result = replace(result, sd=value.value)
        elif value.form == "plain" and stated[0] == "se" and result.se is None:
            result = replace(result, se=value.value)
    return result


def _named_interval(interval: Interval, statistic: str, label: Label) -> Interval:
    if statistic == "ci":
        return replace(interval, kind="ci", level=level_of(label.printed))
    return replace(interval, kind="iqr" if statistic == "iqr" else "range", level=None)


def _p_for(row: dict[int, Labelled], printed: dict[int, PValue], col: int) -> PValue | None:
    """The p-value that judges a column: the next one to its right under the same upper heads."""
    for other in sorted(printed):
        if other > col and other in row:
            over = row[other].cell.col_path[:-1]
            if over == row[col].cell.col_path[: len(over)]:
                return printed[other]
    return None


TWO_GROUPS = re.compile(r"(?P<one>[A-Z][\w -]{2,30}?)\s?\(\s?(?P<two>[A-Za-z][\w -]{2,30}?)\s?\)\s?$")
"""A head of cells that print two groups: "Mean ± SD; Intervention (control)"."""


def _split(frame: Frame, cell: TableCell, result: Result, value: CellValue) -> Iterator[Result]:
    """One result, or two where a cell prints the second group in parentheses, as its head does."""
    if value.other is None:
        yield result
        return
    named = TWO_GROUPS.search(cell.col_path[-1]) if cell.col_path else None
    first, second = (named["one"].strip(), named["two"].strip()) if named else (None, None)
    whole = result.pieces[0]
    cut = whole.start + max(1, result.value_text.find("("))
    yield replace(result, pieces=(Span(whole.start, cut),), arm=first, comparator=second)
    other = value.other
    yield replace(
        result, pieces=(Span(cut, whole.end),), value=other.value, sd=other.spread, arm=second, comparator=first
    )


def _sizes(frame: Frame, axes: Axes) -> Iterator[Result]:
    """The sizes of groups that heads print."""
    seen: set[int] = set()
    for cell in frame.table.cells:
        printed = cell.span.of(frame.text)
        match = SIZE.search(printed) if cell.role == "head" else None
        number = match and next((name for name in ("n", "bare") if match[name]), None)
        if match is None or number is None or cell.span.start in seen:
            continue
        seen.add(cell.span.start)
        size = int(re.sub(r"\D", "", match[number]))
        label = read_label(" ".join(printed.split()))
        yield Result(
            id="",
            pieces=(Span(cell.span.start + match.start(number), cell.span.start + match.end(number)),),
            rule="table_head_size",
            measure="sample_size",
            statistic="count",
            value=Decimal(size),
            value_text=match[number],
            outcome="sample size",
            column_path=cell.col_path,
            unit="patients",
            n=size,
            arm=label.name or None,
            role="design",
            cell=cell.id,
            table=frame.table.id,
        )


def holds_prose(printed: str) -> bool:
    """A cell that tells its results in words."""
    return len(printed) > 24 and bool(PROSE.search(printed))
