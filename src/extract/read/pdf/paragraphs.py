"""Lines of a column → drafts of blocks, by white space, indents, size and weight."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.model import BlockKind, Style
from extract.read.pdf.cues import is_known_heading
from extract.read.pdf.lines import Line, letters_by
from extract.read.pdf.settings import PARAGRAPHS
from extract.read.pdf.tables.place import FoundTable
from extract.text import lazy_re as re
from extract.text.numbers import are_near

ENDS_SENTENCE = re.compile(r"[.?!:;][\"'”’)\]]*(?:\s*\[?\d[\d,–-]*\]?)?$")
STARTS_NEW = re.compile(r"[\"'“‘(\[]*[A-Z0-9•●▪■–]")
BULLET = re.compile(r"^(?:[•●▪■◦‣∙·]|[-–]\s|\(?[a-z]\)\s|\(?[ivx]{1,4}\)\s|\(?\d{1,2}\)\s)")


@dataclass(slots=True)
class Column:
    """The measures of one column on one page."""

    left: float
    right: float
    pitch: dict[int, float]
    justified: bool

    def pitch_of(self, size: float) -> float:
        return self.pitch.get(
            round(size), (PARAGRAPHS.text_pitch if size < PARAGRAPHS.display else PARAGRAPHS.display_pitch) * size
        )


@dataclass(slots=True, eq=False)
class Draft:
    """A block while the layout is being understood."""

    kind: BlockKind
    lines: list[Line]
    column: Column
    level: int = 0
    role: str | None = None
    target: str | None = None
    table: FoundTable | None = None
    after_gap: bool = True

    @property
    def page(self) -> int:
        return self.lines[0].frame.page

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: line.letters).size

    @property
    def letters(self) -> int:
        return sum(line.letters for line in self.lines)

    def has_style(self, style: Style) -> bool:
        """Whether nearly all letters are set so."""
        having = sum(line.letters for line in self.lines if line.style & style)
        return having > PARAGRAPHS.style_share * self.letters


def look(draft: Draft) -> tuple[float, bool, bool, bool]:
    """How a heading is set, comparable: size, bold, capitals, upright."""
    size, text = round(draft.size * 2) / 2, draft.text
    return size, draft.has_style(Style.BOLD), text.upper() == text, not draft.has_style(Style.ITALIC)


def measure_column(lines: Sequence[Line], x0: float, x1: float) -> Column:
    """Edges, line pitch by size, and whether the text is justified."""
    left = _edge(letters_by(lines, lambda line: round(line.x0)), x0)
    rights = sorted(line.x1 for line in lines if line.letters > PARAGRAPHS.edge_letters) or [x1]
    right = rights[-1 - len(rights) // 12]
    steps: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        step = below.base - above.base
        is_near = PARAGRAPHS.min_pitch * below.size < step < PARAGRAPHS.max_pitch * below.size
        if is_near and are_near(above.size, below.size, 0.5):
            steps.setdefault(round(below.size), []).append(step)
    pitch = {size: _usual(found) for size, found in steps.items() if len(found) > 1}
    full = sum(are_near(line.x1, right, PARAGRAPHS.full_line) for line in lines)
    return Column(left, right, pitch, full > PARAGRAPHS.justified * len(lines))


def _edge(lefts: Counter[int], x0: float) -> float:
    """The leftmost edge that a fair share of the text begins at."""
    total = sum(lefts.values())
    for place in sorted(lefts):
        if sum(lefts[near] for near in (place - 1, place, place + 1)) > PARAGRAPHS.left_share * total:
            return float(place)
    return x0


def _usual(steps: list[float]) -> float:
    """The lower middle: paragraphs' gaps widen steps, nothing narrows them."""
    steps.sort()
    return steps[int(PARAGRAPHS.usual_step * len(steps))]


def find_paragraphs(lines: Sequence[Line], column: Column) -> list[Draft]:
    """Lines of one column, top down, parted where a new paragraph, heading or entry begins."""
    drafts: list[Draft] = []
    for line in lines:
        gap = breaks(drafts[-1], line, column) if drafts else True
        if gap is None:
            drafts[-1].lines.append(line)
        else:
            drafts.append(Draft("paragraph", [line], column, after_gap=gap))
    return drafts


def breaks(draft: Draft, line: Line, column: Column) -> bool | None:
    """Whether a line begins a new paragraph: True after a gap, False without one, None where it goes on."""
    last = draft.lines[-1]
    size = max(last.size, line.size)
    step = line.base - last.base
    pitch = column.pitch_of(line.size)
    if step > pitch + max(PARAGRAPHS.gap * size, PARAGRAPHS.min_gap) or step < -size:
        return True
    if not are_near(last.size, line.size, PARAGRAPHS.other_size * size) and min(last.letters, line.letters) > 2:
        return False
    if (last.style ^ line.style) & Style.BOLD and min(last.letters, line.letters) > 3:
        return False
    if (
        len(draft.lines) == 1
        and is_known_heading(last.text)
        and last.x1 < column.right - PARAGRAPHS.heading_white * size
    ):
        return False
    if last.font != line.font and _is_set_off(draft, line, column):
        return False
    if (
        (last.style ^ line.style) & Style.ITALIC
        and last.x1 < column.right - PARAGRAPHS.slant_white * size
        and STARTS_NEW.match(line.text)
    ):
        return False
    first = draft.lines[0]
    em = line.size
    if (
        column.left + PARAGRAPHS.indent * em < line.x0 < column.left + PARAGRAPHS.max_indent * em
        and line.x0 > last.x0 + PARAGRAPHS.indent * em
    ):
        hanging = first.x0 < column.left + PARAGRAPHS.at_edge * em and len(draft.lines) == 1 and _is_label(first)
        if not hanging and are_near(last.x0, column.left, PARAGRAPHS.at_edge * em):
            return False
    if BULLET.match(line.text) and line.x0 <= first.x0 + PARAGRAPHS.at_edge * em and ENDS_SENTENCE.search(last.text):
        return False
    word = _first_width(line)
    if column.right - last.x1 > word + PARAGRAPHS.word_fits * em and STARTS_NEW.match(line.text):
        ends = ENDS_SENTENCE.search(last.text) is not None
        if (ends and (column.justified or column.right - last.x1 > word + PARAGRAPHS.ragged_fits * em)) or (
            column.right - last.x1 > PARAGRAPHS.short_line * (column.right - column.left)
            and not last.is_broken
            and ends
        ):
            return False
    return None


def _is_set_off(draft: Draft, line: Line, column: Column) -> bool:
    """Whether a draft in a font of its own ends where the line's first word would have fitted: a heading."""
    last = draft.lines[-1]
    fits = column.right - last.x1 > _first_width(line) + PARAGRAPHS.set_off * line.size
    one_font = all(fragment.font == last.font for line in draft.lines for fragment in line.fragments)
    return len(draft.lines) <= 3 and one_font and fits and last.letters > 3 and STARTS_NEW.match(line.text) is not None


def _is_label(line: Line) -> bool:
    return re.match(r"[\[(]?\d{1,3}[\])]?\.?\s|[•●▪■]", line.text) is not None


def _first_width(line: Line) -> float:
    """The width of the first word."""
    end = line.fragments[0].x1
    for fragment in line.fragments[1:]:
        if fragment.gap:
            break
        end = fragment.x1
    return end - line.x0


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most letters are set."""
    full = (line for line in lines if line.letters > PARAGRAPHS.body_letters)
    sizes = letters_by(full, lambda line: round(line.size * 4) / 4)
    most = max(sizes.values(), default=0)
    often = [size for size, letters in sizes.items() if letters > PARAGRAPHS.body_share * most]
    return max(often) if often else median([line.size for line in lines] or [10.0])
