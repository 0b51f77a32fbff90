"""What tables of one sheet are sought in (free segments, rules, captions), and a table as it is found there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from extract.model import CellRole, Style
from extract.read.captions import CONTINUED, begins_note
from extract.read.pdf.cues import BodyStyle, is_caption
from extract.read.pdf.lines import Line, find_lines, find_rows, script_of
from extract.read.pdf.settings import TABLES
from extract.read.pdf.shapes import Area, Drawing, Sheet, grouped
from extract.text import lazy_re as re
from extract.text.numbers import are_alike, are_near


@dataclass(slots=True)
class Rule:
    """A level rule across the page at height `y`, and the pieces that it is drawn in."""

    y: float
    x0: float
    x1: float
    pieces: list[tuple[float, float]]

    @property
    def width(self) -> float:
        return self.x1 - self.x0


def find_rules(drawing: Drawing, across: float, down: float) -> list[Rule]:
    """All level rules, top down. Dotted and dashed ones count as one."""
    bars = [(area.x0, (area.top + area.bottom) / 2, area.x1) for area in drawing.level]
    for ground in _cell_grounds(drawing.grounds, across, down):
        bars += [(ground.x0, edge, ground.x1) for edge in (ground.top, ground.bottom)]
    bars.sort(key=lambda bar: (bar[1], bar[0]))
    levels = grouped(bars, lambda level, bar: bar[1] - level[0][1] <= TABLES.rule_height)
    return [rule for level in levels for rule in _joined(level) if rule.width >= TABLES.rule_width]


def _cell_grounds(grounds: Sequence[Area], across: float, down: float) -> list[Area]:
    """Filled or framed rectangles that can be cells, rows or heads of a table, not panels of the page."""
    return [
        ground
        for ground in grounds
        if ground.width > TABLES.ground_width
        and TABLES.ground_height < ground.height < TABLES.panel_height * down
        and ground.width < TABLES.panel_width * across
    ]


def _joined(level: list[tuple[float, float, float]]) -> list[Rule]:
    rules: list[Rule] = []
    y = sum(bar[1] for bar in level) / len(level)
    for x0, _, x1 in sorted(level):
        if rules and x0 - rules[-1].x1 <= TABLES.max_piece_gap:
            rule = rules[-1]
            if x0 - rule.pieces[-1][1] <= 1.5:
                rule.pieces[-1] = rule.pieces[-1][0], max(rule.pieces[-1][1], x1)
            else:
                rule.pieces.append((x0, x1))
            rule.x1 = max(rule.x1, x1)
        else:
            rules.append(Rule(y, x0, x1, [(x0, x1)]))
    return rules


def upright_places(drawing: Drawing, region: Area) -> list[float]:
    """Where upright rules part a region from top to bottom, its outer edges left out."""
    bars = [
        ((area.x0 + area.x1) / 2, max(area.top, region.top), min(area.bottom, region.bottom))
        for area in drawing.upright
    ]
    for ground in drawing.grounds:
        if ground.width > TABLES.ground_width and TABLES.ground_height < ground.height <= 0.5 * region.height + 30:
            top, bottom = max(ground.top, region.top), min(ground.bottom, region.bottom)
            bars.extend(((ground.x0, top, bottom), (ground.x1, top, bottom)))
    inner = sorted(bar for bar in bars if bar[2] > bar[1] and region.x0 + 8 < bar[0] < region.x1 - 8)
    places = grouped(inner, lambda place, bar: bar[0] - place[-1][0] <= 3)
    return [
        sum(bar[0] for bar in place) / len(place)
        for place in places
        if _covered([(bar[1], bar[2]) for bar in place]) > TABLES.upright_share * region.height
    ]


def _covered(spans: list[tuple[float, float]]) -> float:
    total, reach = 0.0, float("-inf")
    for low, high in sorted(spans):
        if high > reach:
            total += high - max(low, reach)
            reach = high
    return total


@dataclass(slots=True, eq=False)
class FoundCell:
    """One cell with its lines, top down; an empty cell has none."""

    row: int
    col: int
    lines: list[Line]
    row_span: int = 1
    col_span: int = 1
    role: CellRole = "body"


@dataclass(frozen=True, slots=True)
class Laid:
    """What a table's cells were laid out from."""

    region: Area
    segments: Sequence[Line]
    rules: Sequence[Rule]
    uprights: Sequence[float]


@dataclass(slots=True, eq=False)
class FoundTable:
    """A table's place with its caption, cells and notes; `lines` are its lines where it was not laid out."""

    x0: float
    top: float
    x1: float
    bottom: float
    label: str | None
    caption: list[Line]
    cells: list[FoundCell] = field(default_factory=list)
    notes: list[list[Line]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    faults: tuple[str, ...] = ()
    rule: str = "ruled_table"
    laid: Laid | None = None

    @property
    def centre(self) -> float:
        """Its middle from top to bottom."""
        return (self.top + self.bottom) / 2

    @property
    def middle(self) -> float:
        """Its middle from left to right."""
        return (self.x0 + self.x1) / 2

    def all_lines(self) -> list[Line]:
        """Every line that belongs to the table."""
        return [*self.caption, *self.lines, *chain.from_iterable([*(cell.lines for cell in self.cells), *self.notes])]


LABEL = re.compile(
    r"^((?:supplement(?:ary|al)\s+|appendix\s+|online\s+)?(?:table\.?|tab\.)\s*(?:[-–]\s*)?"
    r"(?:[A-Z]{0,2}[-.]?\d{1,3}(?:\.\d{1,2})?[A-Za-z]?|[IVXL]{1,6}))(?=[\s.:|,;)(–—-]|$)\s*([.:|–—-]?)",
    re.I,
)
SENTENCE_END = re.compile(r"[.:;!?][)\]\"'”’]{0,2}(?:\d{1,3}(?:[,–-]\d{1,3}){0,6})?$")
RUNS_ON = re.compile(r"^[a-z,;)]")


def table_label(line: Line, body_style: BodyStyle, above: Line | None) -> str | None:
    """The label ("Table 2") where the line begins a table's caption and is no sentence about one."""
    found = LABEL.match(line.text)
    if found is None:
        return None
    rest = line.text[found.end() :].strip()
    if RUNS_ON.match(rest) and not CONTINUED.match(rest):
        return None
    first = line.fragments[0]
    set_off = (
        bool(first.style & Style.BOLD)
        or first.font != body_style.font
        or not are_alike(first.size, body_style.size, TABLES.label_size)
        or first.text.isupper()
    )
    if set_off or above is None or line.top - above.bottom > TABLES.label_white * line.size:
        return found[1]
    return found[1] if (found[2] or not rest) and not _goes_on(above, line) else None


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line is the next of a sentence: "... are shown in / Table 1. The median ..."."""
    alike = are_alike(above.size, line.size, TABLES.label_size) and above.font == line.font
    return alike and not SENTENCE_END.search(above.text) and are_near(above.x0, line.x0, 3 * line.size)


def is_continued(caption: Sequence[Line]) -> bool:
    """Whether a caption says that the table began before."""
    return any(CONTINUED.search(line.text) for line in caption)


@dataclass(slots=True)
class Place:
    """What a table is sought in."""

    sheet: Sheet
    body_style: BodyStyle
    segments: list[Line]
    rules: list[Rule]
    captions: list[Line]
    taken: set[int] = field(default_factory=set)
    used: list[Line] = field(default_factory=list)

    def inside(self, x0: float, top: float, x1: float, bottom: float) -> list[Line]:
        """Free segments whose middle lies in a rectangle."""
        return [
            segment
            for segment in self.segments
            if top <= segment.centre <= bottom and x0 <= segment.middle <= x1 and id(segment) not in self.taken
        ]

    def is_tabular(self, x0: float, top: float, x1: float, bottom: float) -> bool:
        """Whether what stands between two rules can be rows of a table rather than running text."""
        inside = self.inside(x0, top, x1, bottom)
        if any(line is caption for line in inside for caption in self.captions):
            return False
        if not inside:
            return bottom - top < 60
        rows = find_rows(inside)
        wide = run = longest = 0
        for row in rows:
            is_text = is_running_text(row, x1 - x0)
            wide += is_text
            run = run + 1 if is_text else 0
            longest = max(longest, run)
        return (wide <= 0.34 * len(rows) and longest < 4) or (len(rows) <= 2 and bottom - top < 40)


def is_running_text(row: Sequence[Line], width: float, letters: int = 33) -> bool:
    """Whether what stands at one height is a line of text, or lines of two columns side by side."""
    if len(row) == 1:
        return row[0].letters > TABLES.text_letters or (
            row[0].letters > TABLES.wide_letters and row[0].x1 - row[0].x0 > TABLES.text_width * width
        )
    return len(row) == 2 and all(line.letters > letters for line in row)


def find_notes(segments: Sequence[Line], region: Area, body_style: BodyStyle) -> tuple[list[list[Line]], list[Line]]:
    """Notes, a list of lines each, and the segments they take."""
    low = [
        segment
        for segment in segments
        if segment.x0 > region.x0 - 8
        and segment.x1 < region.x1 + 10
        and segment.centre > region.bottom
        and segment.centre < region.bottom + TABLES.notes_reach
    ]
    notes: list[list[Line]] = []
    bottom, size = region.bottom, 0.0
    lines = find_lines(low)
    for line in lines[: TABLES.most_note_lines]:
        step = line.top - bottom
        if step > (TABLES.note_step if not notes else TABLES.notes_step) * line.size or is_caption(line.text):
            break
        small = line.size < TABLES.note_size * body_style.size
        marked = begins_note(line.text) or bool(script_of(line, line.fragments[0]))
        if size and not are_near(line.size, size, 0.6):
            break
        if not notes and not (small or (marked and step < 1.0 * line.size)):
            break
        if notes and not small and not marked and step > 0.5 * line.size:
            break
        if marked or not notes:
            notes.append([line])
        else:
            notes[-1].append(line)
        bottom, size = line.bottom, line.size
    orders = {fragment.order for note in notes for line in note for fragment in line.fragments}
    return notes, [line for line in low if line.fragments[0].order in orders]
