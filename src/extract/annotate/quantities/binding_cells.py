"""What a cell of a table is bound to: outcome, group, time, comparison and size, from labels, caption and notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.annotate.quantities.axes import LEAST_ARM, Axes, Side, Typed
from extract.annotate.quantities.cells import parse_cell
from extract.annotate.quantities.evidence import timepoint
from extract.annotate.quantities.labels import Label, read_label
from extract.annotate.quantities.lexicon import Lexicon, Mention
from extract.model import ResultRole, Slot, Table, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, parse_number, whole_number
from extract.text.times import find_times, full_unit

BASELINE = re.compile(
    r"\b(?:(?<!from )(?<!since )(?<!versus )(?<!with )baseline(?!\sto\b)|patients?['’]?s? background|"
    r"background (?:data|variables)|characteristics?|demographics?|clinicopathologic\w*|patient profile|"
    r"pre-?(?:treatment|intervention|operative|manipulation|test)|"
    r"at (?:inclusion|entry|study entry|enrol?lment|admission|randomi[sz]ation))\b",
    re.IGNORECASE,
)
SPREAD = re.compile(r"±|\bmean\b|\(SD\)|SD\s?=|standard deviation|^\W{0,2}SD\W{0,2}$", re.IGNORECASE)
LATER = re.compile(
    r"\b(?:after|post|final|follow-?up|outcomes?|comparison of|effects? of|changes?|differences? in|results?|"
    r"prognos\w+|multivaria\w+|univaria\w+|regression|predict\w+|correlat\w+|associat\w+)\b",
    re.IGNORECASE,
)
DESIGN = re.compile(
    r"\b(?:dose constraints?|constraints|criteria|schedule|definitions?|questionnaire|protocol|"
    r"abbreviations|regimens?|(?<!body )compositions?|ingredients?|nutrients?|nutritional|time ?frames?|outline|"
    r"dosing|dosimetric parameters|search (?:strategy|terms)|manipulations?|factorial design|"
    r"(?:exercise|training|intervention|rehabilitation) (?:programs?|programmes?|protocols?|contents?|components?|"
    r"sessions?)|scoring (?:system|standard|scheme|sheet)|conversion|sample size calculations?)\b",
    re.IGNORECASE,
)


REPORTS = re.compile(
    r"\b(?:means?|medians?|standard deviations?|results?|scores|outcomes?|changes?|effects?)\b", re.IGNORECASE
)
TRAIT = re.compile(
    r"\W{0,3}(?:age|sex|gender|(?:fe)?males?|education|marital|employment|occupation|ethnicity|race|smok\w+|BMI|"
    r"body mass index|height|weight|duration of (?:disease|illness|symptoms)|disease duration|parity|comorbidit\w+|"
    r"income|religion)\b",
    re.IGNORECASE,
)
"""Rows that tell who the patients are."""

OUTCOME = re.compile(
    r"\b(?:after|post|follow-?up|outcomes?|regression|univaria\w+|multivaria\w+|predict\w+|associat\w+|risk|ratios?|"
    r"survival|complications?|adverse|subgroups?|changes?|correlat\w+|respon\w+|postoperative|intraoperative|"
    r"operati\w+ time|blood loss|hospital stay|models?|determinants?|mortality|died|deaths?)\b",
    re.IGNORECASE,
)
DATA_ARE = re.compile(
    r"(?:^|[.;:]\s|\()(?:all )?(?:the )?(?:data|values?|results|figures|numbers|entries|variables)\b[^.;:]{0,30}?"
    r"\s(?:are|is|were|was)\s(?:given |presented |expressed |shown |reported |displayed )?(?:as )?(?:the )?"
    r"(?P<what>[^.;]{1,60})",
    re.IGNORECASE,
)
"""What a caption or a note says of all numbers: "Data are median (IQR)", "Values are expressed as mean ± SD"."""

OVER = re.compile(
    rf"\b(?:over|during|for) (?:the )?(?:first )?(?P<value>\d{{1,3}}|{NUMBER_WORD})[- ](?P<unit>years?|months?|"
    rf"weeks?|days?|hours?)\b",
    re.IGNORECASE,
)


CLOCK_HEAD = re.compile(
    r"(?:time(?: ?points?)?|visits?|weeks?|days?|months?|hours?|minutes?|min|years?)\s?(?:\(.{1,12}\))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for a whole table."""

    table: Table
    text: str
    caption: str
    notes: str
    role: ResultRole
    clocks: frozenset[int]
    stub_head: str
    default: tuple[Label, ...]
    time: tuple[Decimal, str] | None
    lexicon: Lexicon


def frame_of(table: Table, text: str, lexicon: Lexicon) -> Frame:
    """Caption, notes and columns of a table, read once."""
    caption = " ".join(piece.of(text) for piece in table.caption)
    notes = " ".join(piece.of(text) for note in table.notes for piece in note)
    notes += " ".join(cell.span.of(text) for cell in table.cells if cell.role == "note")
    notes += " ".join(cell.span.of(text) for cell in table.cells if cell.role == "head" and cell.col == 0)
    return Frame(
        table,
        text,
        caption,
        notes,
        _role(table, text, caption),
        _clocks(table, text),
        next((cell.col_path[-1] for cell in table.cells if cell.role == "stub" and cell.col_path), ""),
        tuple(read_label(match["what"]) for match in DATA_ARE.finditer(f"{caption}. {notes}")),
        _time(caption),
        lexicon,
    )


def _time(caption: str) -> tuple[Decimal, str] | None:
    """A time point that the caption names alone: "Results at 12 months", "over 12 weeks"."""
    found = [time for time in find_times(caption) if len(time.values) == 1]
    if len(found) == 1:
        return found[0].values[0], found[0].unit
    over = list(OVER.finditer(caption)) if not found else []
    value = parse_number(over[0]["value"]) if len(over) == 1 else None
    return (value, full_unit(over[0]["unit"])) if value is not None else None


def _role(table: Table, text: str, caption: str) -> ResultRole:
    """What a table is for, by its caption, else by what its rows are of."""
    later = LATER.search(caption) or any(value for time in find_times(caption) for value in time.values)
    if BASELINE.search(caption) and not later:
        return "baseline"
    caption = re.sub(r"\([^()]{0,80}\)", " ", caption)
    if DESIGN.search(caption) and not REPORTS.search(caption):
        return "design"
    stubs = {cell.row_path[0] for cell in table.cells if cell.role == "body" and cell.row_path}
    traits = {match[0].lower() for stub in stubs if (match := TRAIT.match(stub))}
    if len(traits) >= 3 and (BASELINE.search(caption) or not OUTCOME.search(f"{caption} {' '.join(sorted(stubs))}")):
        return "baseline"
    return "result"


def _clocks(table: Table, text: str) -> frozenset[int]:
    """Columns that number the times of the rows: under "Time (min)" 0, 30, 60, and so on."""
    printed: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.role == "body" and cell.col <= 2 and cell.col_path and CLOCK_HEAD.fullmatch(cell.col_path[-1].strip()):
            printed.setdefault(cell.col, []).append(cell.span.of(text).strip())
    return frozenset(
        col
        for col, cells in printed.items()
        if len(cells) >= 3
        and all(whole_number(cell) is not None for cell in cells if cell)
        and cells[0] != cells[1]
        and sorted(cells[:3], key=lambda cell: int(cell or 0)) == cells[:3]
    )


def mention_of(frame: Frame, cell: TableCell) -> Mention | None:
    """The measure that the row names, else the heads over the cell, else the caption."""
    for level in (*reversed(cell.row_path), *reversed(cell.col_path)):
        for mention in frame.lexicon.mentions(level):
            if mention.measure != "SD" or not SPREAD.search(level):
                return mention
    found = frame.lexicon.mentions(frame.caption)
    return found[0] if found and not (found[0].measure == "SD" and SPREAD.search(frame.caption)) else None


SINGLE = ("count", "percent", "sd", "se", "ci", "iqr", "range", "mean", "median")
NO_OUTCOME = ("p", "statistic", "size", "unit", "time", "change", "total", "idle", "test", "df", "ratio", "coefficient")
CONTROL = re.compile(
    r"\b(?:placebo|controls?|usual|standard|sham|vehicle|saline|conventional|wait\w*|untreated|no (?:treatment|"
    r"intervention))\b",
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
    slots: tuple[Slot, ...] = ()


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
    own = arm.label if arm is not None else None
    times = [label for label in at.inner if label.time or (label.time_text and (label != own or label.only_time))]
    exact = next((label for label in times if label.only_time), None) or next(iter(times), None)
    comparator, reported = _compared(axes, contrast, judged)
    sizes = (*((arm.label.size,) if arm else ()), *(label.size for label in reversed(at.column)))
    sure = arm.arm if arm else 1.0 - max((axes.of("column", label.printed).arm for label in at.column), default=0.0)
    return Bound(
        outcome=outcome,
        arm=arm,
        arm_name=arm.group if arm else None,
        comparator=comparator,
        contrast=reported,
        population=_population(axes, at, arm) if at.row else None,
        time=exact.time if exact else frame.time,
        time_text=exact.time_text if exact else None,
        starts=bool(exact and exact.at_start and exact.only_time and not exact.time),
        adjusted=any(label.adjusted for label in at.inner),
        size=next(filter(None, sizes), None),
        probability=sure * (SURE_OUTCOME if parts else GUESSED_OUTCOME),
        slots=tuple(_slots(axes, at, arm, sure, outcome, parts, exact, frame)),
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
        for side, labels, least in sorted(sides, key=lambda axis: axis[0] != axes.side)
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
    if label.kind in NO_OUTCOME or not re.search(r"\w", label.name) or _is_printed_value(label.printed):
        return False
    if label.kind == "contrast" and side == "column":
        return False
    if arm is not None and label == arm.label:
        return arm.within is not None
    return not (side == axes.side and typed.arm >= LEAST_ARM)


@lru_cache(maxsize=4096)
def _is_printed_value(printed: str) -> bool:
    """A column of numbers that stands where stubs do: "4.0 ± 3.9", "15 (100%)"; not a level as "3"."""
    value = parse_cell(printed)
    return value is not None and value.form in ("mean_sd", "count_share", "value_and_other", "estimate")


def _caption_name(frame: Frame) -> str | None:
    """What the caption names first, for tables of groups and times only."""
    text = re.sub(r"^\W*(?:table|tab\.?)\s?\w{0,4}[.:\s]*", "", frame.caption, flags=re.IGNORECASE)
    text = SAYS_ONLY.sub("", text.strip(), count=1)
    name = NAME_ENDS.split(text, maxsplit=1)[0].strip(" ,-–—")
    return name[:80].strip() or None


SAYS_ONLY = re.compile(
    r"\A(?:(?:comparisons?|effects?|changes?|summary|overview|results?|analys[ie]s|distribution|evaluation|the|mean|"
    r"baseline and follow-?up)\s(?:(?:of|in|on|for|from|between)\s)?)+",
    re.IGNORECASE,
)
"""What a caption begins with before it names anything: "Comparison of the", "Changes in"."""

NAME_ENDS = re.compile(
    r"[.;:(]|\b(?:in|of the|by|for|at|among|between|according|after|before|during|with|from|to|over|throughout)\b",
    re.IGNORECASE,
)


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


def _slots(
    axes: Axes,
    at: Labelled,
    arm: Typed | None,
    sure: float,
    outcome: str | None,
    parts: Sequence[str],
    exact: Label | None,
    frame: Frame,
) -> Iterator[Slot]:
    """Outcome, group and time with their evidence, or with the reason why they are empty."""
    where = "the row and its groups" if any(label.name in parts for label in at.row) else "the heads over the cell"
    where = where if parts else "the caption alone" if outcome else "no label names it"
    yield Slot(name="outcome", value=outcome, probability=SURE_OUTCOME if parts else GUESSED_OUTCOME, evidence=(where,))
    why = (
        arm.reasons if arm else ("no label of this cell names a group",) if axes.side else ("the table has no groups",)
    )
    yield Slot(name="arm", value=arm.group if arm else None, probability=round(sure, 3), evidence=why)
    if exact is not None:
        why_then = f"label: {exact.printed[:60]}" if exact.time else "a label in words"
        yield timepoint(exact.time, exact.time_text, SURE_OUTCOME, why_then)
    elif frame.time:
        yield timepoint(frame.time, None, GUESSED_OUTCOME, "caption")
