"""Fragments → segments (stretches without a wide gap) → lines."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TypeVar

from extract.model import Style
from extract.read.pdf.settings import LINES
from extract.read.pdf.shapes import Fragment, Frame, grouped
from extract.read.pdf.signs import ACCENTS, with_accent
from extract.text.numbers import are_near

Key = TypeVar("Key")


STYLES = tuple(map(Style, range(16)))
"""All styles by their numbers: making a flag anew takes long."""


@dataclass(slots=True, eq=False)
class Line:
    """Fragments on one base line, from left to right; a segment until the lines of a column are put together."""

    frame: Frame
    fragments: list[Fragment]
    x0: float = 0.0
    top: float = 0.0
    x1: float = 0.0
    bottom: float = 0.0
    base: float = 0.0
    size: float = 0.0
    style: Style = Style.PLAIN
    letters: int = 0
    font: int = -1
    _text: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Extent, base line, size and style from the fragments: those of most of the letters."""
        fragments = self.fragments
        self.x0 = min(fragment.x0 for fragment in fragments)
        self.x1 = max(fragment.x1 for fragment in fragments)
        self.letters = sum(len(fragment.text) for fragment in fragments)
        main = fragments[0]
        looks = {(fragment.size, fragment.style, fragment.font) for fragment in fragments}
        if len(looks) == 1:
            self.style, self.font = STYLES[main.style], main.font
            if len(fragments) > 1:
                main = max(fragments, key=lambda fragment: len(fragment.text))
        else:
            sizes: Counter[float] = Counter()
            for fragment in fragments:
                sizes[fragment.size] += len(fragment.text)
            largest = max(sizes)
            size = max(
                sizes,
                key=lambda key: (sizes[key] if key > LINES.script * largest else LINES.script_weight * sizes[key], key),
            )
            main = max((f for f in fragments if f.size == size), key=lambda f: len(f.text))
            fonts: Counter[tuple[int, int]] = Counter()
            for fragment in fragments:
                fonts[fragment.font, fragment.style] += len(fragment.text)
            self.font = fonts.most_common(1)[0][0][0]
            style = Style.PLAIN
            for flag in (Style.BOLD, Style.ITALIC):
                if sum(count for (_, look), count in fonts.items() if look & flag) > LINES.style_share * self.letters:
                    style |= flag
            self.style = style
        self.base, self.size = main.base, main.size
        self.top, self.bottom = main.top, main.bottom
        self._text = None

    @property
    def text(self) -> str:
        """For looking at, not for the document: words parted by blanks."""
        if self._text is None:
            self._text = "".join((" " + f.text if f.gap else f.text) for f in self.fragments).strip()
        return self._text

    @property
    def centre(self) -> float:
        """Its middle from top to bottom."""
        return (self.top + self.bottom) / 2

    @property
    def middle(self) -> float:
        """Its middle from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def is_broken(self) -> bool:
        return self.fragments[-1].broken


def letters_by(lines: Iterable[Line], key: Callable[[Line], Key]) -> Counter[Key]:
    """How many letters stand in the lines of each kind."""
    counts: Counter[Key] = Counter()
    for line in lines:
        counts[key(line)] += line.letters
    return counts


def find_segments(frame: Frame, fragments: Sequence[Fragment]) -> list[Line]:
    """Stretches of fragments that follow each other in the file and on the page."""
    segments: list[Line] = []
    fragments = close_spaced(join_accents(fragments))
    open_: list[Fragment] = []
    base = size = 0.0
    for fragment in fragments:
        if open_ and _follows(open_[-1], base, size, fragment):
            open_.append(fragment)
            if fragment.size > size / LINES.script:
                base, size = fragment.base, fragment.size
            continue
        if open_:
            segments.append(Line(frame, open_))
        open_ = [fragment]
        base, size = fragment.base, fragment.size
    if open_:
        segments.append(Line(frame, open_))
    return segments


def join_accents(fragments: Sequence[Fragment]) -> Sequence[Fragment]:
    """Accents set as marks of their own go onto the letters that they stand over."""
    lone = [index for index, fragment in enumerate(fragments) if fragment.text in ACCENTS]
    if not lone:
        return fragments
    made: list[Fragment | None] = list(fragments)
    for index in lone:
        accent = fragments[index]
        middle = (accent.x0 + accent.x1) / 2
        for near in sorted(range(max(0, index - 6), min(len(made), index + 7)), key=lambda place: abs(place - index)):
            host = made[near]
            if near == index or host is None or not host.x0 - 1 <= middle <= host.x1 + 1:
                continue
            if not are_near(host.base, accent.base, LINES.accent_reach * host.size):
                continue
            place = (middle - host.x0) / max(host.x1 - host.x0, 0.1)
            text = with_accent(host.text, place, accent.text)
            if text is None:
                continue
            made[near] = host._replace(text=text)
            made[index] = None
            _close_up(made, fragments, index)
            break
    return [fragment for fragment in made if fragment is not None]


def close_spaced(fragments: Sequence[Fragment]) -> Sequence[Fragment]:
    """Words that are set with blanks between their letters ("a b s t r a c t") become words again.

    A run of single letters at even distances is a word; a blank half as wide again as the usual one parts two.
    """
    made = list(fragments)
    start = 0
    for index in range(1, len(made) + 1):
        if index < len(made) and _goes_on_spaced(made[index - 1], made[index]):
            continue
        if index - start >= LINES.fewest_spaced:
            gaps = [behind.x0 - before.x1 for before, behind in pairwise(made[start:index])]
            usual = median(gaps)
            for at, gap in enumerate(gaps, start + 1):
                made[at] = made[at]._replace(gap=gap > LINES.words_apart * usual)
        start = index
    return made


def _goes_on_spaced(before: Fragment, behind: Fragment) -> bool:
    """Whether two letters stand by themselves on one line, with a blank of less than an em between them."""
    if len(before.text) != 1 or len(behind.text) != 1 or not (before.text + behind.text).isalpha() or not behind.gap:
        return False
    return (
        are_near(before.base, behind.base, 0.1 * behind.size)
        and 0 < behind.x0 - before.x1 < LINES.wide_gap * behind.size
    )


def _close_up(made: list[Fragment | None], fragments: Sequence[Fragment], index: int) -> None:
    """White space that only the accent made goes, where the letters beside it touch."""
    for near in (index - 1, index + 1):
        before = made[near - 1] if near > 0 else None
        behind = made[near] if 0 <= near < len(made) else None
        if near == index + 1:
            before = made[index - 1] if index else None
        if before is None or behind is None or not behind.gap:
            continue
        if are_near(before.base, behind.base, 0.3 * behind.size) and behind.x0 - before.x1 < 0.12 * behind.size:
            made[near] = behind._replace(gap=False)


def _follows(last: Fragment, base: float, size: float, fragment: Fragment) -> bool:
    gap = fragment.x0 - last.x1
    if gap > LINES.wide_gap * max(size, fragment.size) or gap < -max(size, fragment.size):
        return False
    off = fragment.base - base
    if abs(off) < LINES.same_base * size:
        return True
    if fragment.size < LINES.script * size:
        return -LINES.raised * size < off < LINES.lowered * size
    if size < LINES.script * fragment.size:
        return -LINES.lowered * fragment.size < off < LINES.raised * fragment.size
    return abs(off) < LINES.shifted * size and gap > -LINES.overlap * size and not fragment.gap


def find_lines(segments: Iterable[Line]) -> list[Line]:
    """The lines of one column: segments at one height put together, top down."""
    lines: list[list[Line]] = []
    for segment in sorted(segments, key=lambda segment: segment.base):
        for line in reversed(lines[-6:]):
            if _same_height(line, segment):
                line.append(segment)
                break
        else:
            lines.append([segment])
    made = [_joined(line) for line in lines]
    made.sort(key=lambda line: line.base)
    return made


def _same_height(line: list[Line], segment: Line) -> bool:
    for other in line:
        shared = min(other.bottom, segment.bottom) - max(other.top, segment.top)
        low, high = sorted((other.size, segment.size))
        off = abs(other.base - segment.base)
        apart = segment.x0 >= other.x1 - LINES.beside * high or other.x0 >= segment.x1 - LINES.beside * high
        if apart and (
            off < LINES.level * low
            or (shared > LINES.script_shared * low and low < LINES.script * high and off < LINES.raised * high)
        ):
            return True
    return False


def find_rows(segments: Sequence[Line]) -> list[list[Line]]:
    """Segments by their heights, top down."""
    return grouped(
        sorted(segments, key=lambda segment: segment.base),
        lambda row, segment: are_near(segment.base, row[0].base, LINES.same_row * segment.size),
    )


def _joined(line: list[Line]) -> Line:
    if len(line) == 1:
        return line[0]
    line.sort(key=lambda segment: segment.x0)
    fragments: list[Fragment] = []
    for segment in line:
        first = segment.fragments[0]
        if fragments and not first.gap:
            last = fragments[-1]
            if first.x0 - last.x1 > LINES.blank * max(first.size, last.size):
                fragments.append(first._replace(gap=True))
                fragments.extend(segment.fragments[1:])
                continue
        fragments.extend(segment.fragments)
    return Line(line[0].frame, fragments)


def script_of(line: Line, fragment: Fragment) -> Style:
    """Superscript or subscript, by size and base line against the line's."""
    if fragment.size >= LINES.script * line.size:
        return Style.PLAIN
    raised = line.base - fragment.base
    if raised > LINES.min_raised * line.size:
        return Style.SUPERSCRIPT
    if raised < -LINES.min_lowered * line.size:
        return Style.SUBSCRIPT
    return Style.PLAIN
