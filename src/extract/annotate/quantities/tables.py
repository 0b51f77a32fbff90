"""Results in the cells of a table, each bound by its labels, caption and notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.annotate.quantities.axes import LEAST_ARM, Axes, Side, Typed, type_axes
from extract.annotate.quantities.cells import CellValue, parse_cell
from extract.annotate.quantities.frame import Frame, mention_of
from extract.annotate.quantities.known import Known
from extract.annotate.quantities.labels import SIZE, Label, read_label
from extract.annotate.quantities.readings import Around, Reading, agree, read_cell
from extract.model import Interval, PValue, Result, ResultRole, Span, TableCell

TOXIC = re.compile(r"\b(?:adverse|toxicit\w+|side effects?|complications?|AEs?|TRAEs?|safety)\b", re.IGNORECASE)
PROSE = re.compile(r"[A-Za-z]{3}\W{1,8}[A-Za-z]{2}.{0,400}\d|\d.{0,400}[A-Za-z]{3}\W{1,8}[A-Za-z]{3}", re.DOTALL)
IDLE_HEAD = re.compile(
    r"^\W{0,2}(?:ref(?:erence|s)?\.?|references|(?:approximate )?time frame[^|]{0,12}|citations?|"
    r"years?(?: of publication)?|d\.?f\.?|degrees of freedom|items?|codes?|questions?|#|rank|row|id|case|patient(?: no\.?)?|pmid|doi)\W{0,3}$",
    re.IGNORECASE,
)
"""Columns whose numbers report nothing: reference numbers, years of publication, running numbers."""

SINGLE = ("count", "percent", "sd", "se", "ci", "iqr", "range", "mean", "median")
NO_OUTCOME = ("p", "statistic", "size", "unit", "time", "total", "idle", "test", "df", "ratio", "coefficient")
CONTROL = re.compile(
    r"\b(?:placebo|controls?|usual|standard|sham|vehicle|saline|conventional|wait\w*|untreated|no (?:treatment|intervention))\b",
    re.IGNORECASE,
)
SIDES = re.compile(r"\s+(?:vs\.?|versus|v\.|compared (?:with|to)|minus)\s+", re.IGNORECASE)
LEAST_OTHER_SIDE = 0.8
"""Probability from which a label of the other side is a group after all."""

SURE_OUTCOME, GUESSED_OUTCOME = 0.9, 0.5
"""Probability that an outcome from labels, or from the caption alone, is right (bindings, papers left out)."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cell with its labels read: those of its row and over it, outermost first."""

    cell: TableCell
    row: tuple[Label, ...]
    column: tuple[Label, ...]

    @property
    def inner(self) -> tuple[Label, ...]:
        """All labels, the most telling first: a head of one statistic ("SD"), stub, row groups, heads from below."""
        head = self.column[-1:]
        if head and head[0].kind == "statistic" and head[0].statistics[0] in SINGLE:
            return (*head, *reversed(self.row), *reversed(self.column[:-1]))
        return (*reversed(self.row), *reversed(self.column))

    @property
    def is_p(self) -> bool:
        return any(label.kind == "p" for label in self.column) or (bool(self.row) and self.row[-1].kind == "p")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a cell's labels bind it to."""

    outcome: str | None = None
    arm: Typed | None = None
    arm_name: str | None = None
    comparator: str | None = None
    contrast: str | None = None
    population: str | None = None
    time: tuple[Decimal, str] | None = None
    time_text: str | None = None
    starts: bool = False
    adjusted: bool = False
    size: int | None = None
    probability: float = 0.0


def read_table(frame: Frame, known: Known) -> Iterator[Result]:
    """Group sizes in the heads, then every cell that prints a number."""
    axes = type_axes(frame.table, known)
    yield from _sizes(frame, axes)
    rows: dict[int, dict[int, Labelled]] = {}
    for cell in frame.table.cells:
        if cell.role in ("body", "stub", "section"):
            labelled = Labelled(cell, tuple(map(read_label, cell.row_path)), tuple(map(read_label, cell.col_path)))
            rows.setdefault(cell.row, {})[cell.col] = labelled
    judged: dict[tuple[str, ...], dict[int, PValue]] = {}
    for row in rows.values():
        values = {
            col: value
            for col, at in row.items()
            if at.cell.role == "body" and (value := parse_cell(at.cell.span.of(frame.text), is_p=at.is_p))
        }
        path = next(iter(row.values())).cell.row_path
        own = {col: value.p for col, value in values.items() if value.p is not None}
        judged[path] = own
        above = next((judged[path[:size]] for size in range(len(path) - 1, 0, -1) if judged.get(path[:size])), {})
        for col, value in values.items():
            result = _result(frame, axes, row[col], value)
            if result is None:
                continue
            result = _with_neighbours(row, values, col, result)
            p = value.p or _p_for(row, own, col) or _p_for(row, above, col)
            yield from _split(frame, row[col].cell, replace(result, p=p), value)


def _result(frame: Frame, axes: Axes, at: Labelled, value: CellValue) -> Result | None:
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
        timepoint=bound.time[0] if bound.time else None,
        timepoint_unit=bound.time[1] if bound.time else None,
        timepoint_text=None if bound.time else bound.time_text,
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
        status="not_reached" if value.form == "not_reached" else "reported",
        role=_role(frame, value, reading, bound),
        cell=cell.id,
        table=frame.table.id,
        unbound=(*reading.unbound, *(("interval is cut off",) if value.broken else ())),
        endpoint=_outcome_term(frame, at),
    )


def bind(frame: Frame, axes: Axes, at: Labelled) -> Bound:
    """Outcome, group, time and size of a cell."""
    contrast = next((label for label in (*reversed(at.column), *reversed(at.row)) if label.kind == "contrast"), None)
    judged = at.is_p or any(label.kind in ("ratio", "coefficient", "test") for label in at.inner)
    arm = _arm(axes, at)
    if contrast is not None and not (arm and arm.label in at.row and arm.label != contrast):
        arm = None
    if judged and arm is not None and axes.side == "row":
        arm = None
    parts = _outcome_parts(frame, axes, at, arm)
    outcome = " > ".join(parts) or _caption_name(frame)
    times = [label for label in at.inner if label.time or label.time_text]
    exact = next((label for label in times if label.only_time), None) or next(iter(times), None)
    comparator, told = _compared(axes, contrast, judged)
    size = next((label.size for label in (arm.label,) if label.size), None) if arm else None
    size = size or next((label.size for label in reversed(at.column) if label.size), None)
    sure = arm.arm if arm else 1.0 - max((axes.of("column", each.printed).arm for each in at.column), default=0.0)
    return Bound(
        outcome=outcome,
        arm=arm,
        arm_name=arm.group if arm else None,
        comparator=comparator,
        contrast=told,
        population=_population(axes, at, arm) if at.row else None,
        time=exact.time if exact else frame.time,
        time_text=exact.time_text if exact else None,
        starts=bool(exact and exact.at_start and exact.only_time and not exact.time),
        adjusted=any(label.adjusted for label in at.inner),
        size=size,
        probability=sure * (SURE_OUTCOME if parts else GUESSED_OUTCOME),
    )


def _arm(axes: Axes, at: Labelled) -> Typed | None:
    """The most likely group among the labels of the axis that carries the groups; of another side only a sure one."""
    if axes.side is None:
        return None
    sides: tuple[tuple[Side, Sequence[Label], float], ...] = (
        ("column", at.column, LEAST_ARM if axes.side == "column" else LEAST_OTHER_SIDE),
        ("row", at.row, LEAST_ARM if axes.side == "row" else LEAST_OTHER_SIDE),
    )
    found = [
        typed
        for side, labels, least in sorted(sides, key=lambda each: each[0] != axes.side)
        for label in reversed(labels)
        if (typed := axes.of(side, label.printed)).arm >= least
    ]
    own = [typed for typed in found if typed.label in (at.column if axes.side == "column" else at.row)]
    return max(own or found, key=lambda typed: typed.arm, default=None)


LEVEL = re.compile(r"[<>≤≥=~]{0,2}\s?[-−]?\d[\d.,\s%–-]{0,12}|[IVX]{1,4}|yes|no|none|other|missing", re.IGNORECASE)
"""A stub that is only a level of what the head over the stubs, or the caption, names."""

RUNNING = re.compile(r"\b(?:id|no\.?|number|patients?|participants?|subjects?|cases?|#)\W{0,2}$", re.IGNORECASE)
GENERAL = re.compile(r"\W{0,2}(?:scores?|levels?|grades?|answers?|responses?|values?)\W{0,2}", re.IGNORECASE)


def _outcome_parts(frame: Frame, axes: Axes, at: Labelled, arm: Typed | None) -> list[str]:
    """The names of the row and its groups; where the row names none (groups, times), those of the heads."""
    row = [label.name for label in at.row if _names_outcome(label, axes.of("row", label.printed), axes, "row", arm)]
    column = [
        label.name
        for label in at.column
        if _names_outcome(label, axes.of("column", label.printed), axes, "column", arm)
    ]
    if len(row) == 1 and LEVEL.fullmatch(row[0]):
        head = frame.stub_head
        if RUNNING.search(head):
            row = []
        elif not column:
            named = read_label(head).kind == "name" and not GENERAL.fullmatch(head)
            row = [name for name in (head if named else _caption_name(frame), row[0]) if name]
    if not row:
        return list(dict.fromkeys(column))
    if axes.side == "row":
        return list(dict.fromkeys((*column, *row)))
    return list(dict.fromkeys(row))


def _names_outcome(label: Label, typed: Typed, axes: Axes, side: Side, arm: Typed | None) -> bool:
    if label.kind in NO_OUTCOME or not label.name or not re.search(r"\w", label.name):
        return False
    if label.kind == "contrast" and side == "column":
        return False
    if arm is not None and label == arm.label:
        return arm.within is not None
    return not (side == axes.side and typed.arm >= LEAST_ARM)


def _caption_name(frame: Frame) -> str | None:
    """What the caption names first, for tables of groups and times only."""
    text = re.sub(r"^\W*(?:table|tab\.?)\s?\w{0,4}[.:\s]*", "", frame.caption, flags=re.IGNORECASE)
    text = re.split(r"[.;:(]|\b(?:in|of the|by|for|at|among|between|according)\b", text, maxsplit=1)[0]
    name = re.sub(r"^(?:comparison of|effects? of|changes? in|the|summary of)\s", "", text.strip(), flags=re.IGNORECASE)
    return name[:80].strip() or None


def _compared(axes: Axes, contrast: Label | None, judged: bool) -> tuple[str | None, str | None]:
    """The group compared with, and the comparison as printed."""
    if contrast is None:
        return None, None
    sides = SIDES.split(contrast.name)
    if len(sides) == 2:
        return sides[1].strip(), contrast.name
    groups = [
        typed.label.name for (side, _), typed in axes.typed.items() if side == axes.side and typed.arm >= LEAST_ARM
    ]
    controls = list(dict.fromkeys(name for name in groups if CONTROL.search(name)))
    return (controls[0] if len(controls) == 1 and not judged else None), contrast.name


def _population(axes: Axes, at: Labelled, arm: Typed | None) -> str | None:
    """A head over the groups that is none itself: "After matching"."""
    for label in at.column:
        typed = axes.of("column", label.printed)
        if (
            label.kind in ("name", "time")
            and label.name
            and typed.arm < LEAST_ARM
            and (arm is None or label != arm.label)
        ):
            return label.name
    return None


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


def _with_neighbours(row: dict[int, Labelled], values: dict[int, CellValue], col: int, result: Result) -> Result:
    """Interval, spread and size printed in the columns right of an estimate under the same heads."""
    if result.statistic not in ("mean", "median", "value", "ratio", "mean_difference", "coefficient", "percent"):
        return result
    over = row[col].cell.col_path[:-1]
    for other in range(col + 1, min(col + 4, max(row) + 1)):
        at, value = row.get(other), values.get(other)
        if at is None or at.cell.col_path[:-1] != over or not at.column or at.column[-1].kind != "statistic":
            break
        said = at.column[-1].statistics
        if value is None:
            continue
        if value.interval is not None and result.interval is None and said[0] in ("ci", "iqr", "range"):
            result = replace(result, interval=_named_interval(value.interval, said[0], at.column[-1]))
        elif value.form == "plain" and said[0] == "sd" and result.sd is None:
            result = replace(result, sd=value.value)
        elif value.form == "plain" and said[0] == "se" and result.se is None:
            result = replace(result, se=value.value)
    return result


def _named_interval(interval: Interval, said: str, label: Label) -> Interval:
    level = re.search(r"(\d\d(?:\.\d)?)\s?%", label.printed)
    if said == "ci":
        return replace(interval, kind="ci", level=Decimal(level[1]) if level else Decimal(95))
    return replace(interval, kind="iqr" if said == "iqr" else "range", level=None)


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
    one, two = (named["one"].strip(), named["two"].strip()) if named else (None, None)
    whole = result.pieces[0]
    cut = whole.start + max(1, result.value_text.find("("))
    yield replace(result, pieces=(Span(whole.start, cut),), arm=one, comparator=two)
    other = value.other
    yield replace(result, pieces=(Span(cut, whole.end),), value=other.value, sd=other.spread, arm=two, comparator=one)


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
