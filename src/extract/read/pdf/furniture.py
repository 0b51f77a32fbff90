"""Running heads, page numbers, stamps and watermarks: told by place and repetition."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, pairwise

from extract.read.pdf.cues import is_caption
from extract.read.pdf.lines import Line, find_rows
from extract.read.pdf.settings import FURNITURE
from extract.text import lazy_re as re
from extract.text.numbers import are_alike, are_near

PAGE_NUMBER = re.compile(
    r"^(?:page\s*|p\.?\s*|[-–—|]\s*)?(?:[A-Za-z]?\d{1,6}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,5})?(?:\s*[-–—|])?$", re.I
)
STAMP = re.compile(
    r"^(?:downloaded from|copyright|©|\(c\)\s*\d{4}|this is an open.access|available online|accepted manuscript"
    r"|author manuscript|nih.pa author|https?://|www\.|doi:?\s*10\.|to cite this|for personal use|licensed under"
    r"|published by|all rights reserved)",
    re.I,
)
ADDRESS = re.compile(r"^(?:https?://|www\.|doi:?\s*10\.)", re.I)
DIGITS = re.compile(r"\d+")
SPACES = re.compile(r"\s+")
STAMPED = re.compile(r"\bdownloaded (?:from|by|on)\b|\bby guest on\b|\bfor personal use only\b", re.I)
"""Words of a stamp that a download leaves, wherever in the line they stand."""


LETTER = re.compile(r"[^\W\d_]")
LABEL_KEY = re.compile(
    r"^(?:supplement\w{0,6})?(?:tab|fig)(?:le|ure)?s?\.?(?:[a-z]?#|[ivx]{1,4})\W{0,3}(?:cont\w{0,8}\W{0,2})?$"
)
"""What is left of "Table 1.", "Fig. 2" or "Table 3 (continued)" once digits are out: a caption's beginning."""


def find_furniture(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The ids of the segments that are furniture, for the segments of each page."""
    places: dict[str, dict[int, float]] = defaultdict(dict)
    for number, segments in enumerate(pages):
        for segment in segments:
            if _at_edge(segment):
                places[_key(segment)].setdefault(number, segment.base)
    found: set[int] = set()
    for number, segments in enumerate(pages):
        counted = find_line_numbers(segments)
        found.update(counted)
        edge = [segment for segment in segments if _at_edge(segment) and id(segment) not in counted]
        top = [segment for segment in edge if segment.top < segment.frame.down / 2]
        bottom = [segment for segment in edge if segment.top >= segment.frame.down / 2]
        for side in (find_rows(top), find_rows(bottom)[::-1]):
            found.update(_outer_rows(side, places, number, segments))
    return found


def find_side_matter(pages: Sequence[Sequence[Sequence[Line]]]) -> set[int]:
    """The ids of the segments beside the text that come again on other pages, or are stamps of a download.

    `pages` holds the segments of each sheet of each page, the sheet with most text first: text of another turn stands
    beside it, and so does what lies left or right of all its lines. A page whose table lies on its side is safe: there
    the sheet with most text is the turned one.
    """
    beside = [[*_outside(sheets[0]), *chain.from_iterable(sheets[1:])] if sheets else [] for sheets in pages]
    places: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    for number, segments in enumerate(beside):
        for segment in segments:
            for place in _places(segment):
                places[place].add(number)
    enough = min(FURNITURE.many_pages, max(2, round(FURNITURE.many_share * len(pages))))
    found: set[int] = set()
    for segments in beside:
        for row in _rows_by_turn(segments):
            stamped = any(STAMP.match(line.text) or STAMPED.search(line.text) for line in row)
            repeated = any(_may_repeat(line) and len(places[_places(line)[0]]) >= enough for line in row)
            if stamped or repeated:
                found.update(id(line) for line in row)
    return found


def _outside(segments: Sequence[Line]) -> list[Line]:
    """What stands left or right of all lines of text, on a page that is text and not a wide table."""
    wide = [segment for segment in segments if segment.letters > FURNITURE.line_letters]
    if len(wide) < FURNITURE.min_lines or sum(line.letters for line in wide) < FURNITURE.text_share * sum(
        segment.letters for segment in segments
    ):
        return []
    left, right = _edges(wide)
    return [segment for segment in segments if segment.x1 < left or segment.x0 > right]


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def _places(segment: Line) -> list[tuple[str, int, int]]:
    """A segment's words with where it stands on the page, in steps; first its own step, then those around it."""
    box = segment.frame.box(segment.x0, segment.top, segment.x1, segment.bottom)
    column, row = round(box.x0 / FURNITURE.side_step), round(box.top / FURNITURE.side_step)
    return [(_key(segment), column + right, row + down) for right in (0, -1, 1) for down in (0, -1, 1)]


def _rows_by_turn(segments: Sequence[Line]) -> list[list[Line]]:
    turns = sorted({segment.frame.turn for segment in segments})
    return [row for turn in turns for row in find_rows([segment for segment in segments if segment.frame.turn == turn])]


def _outer_rows(
    rows: list[list[Line]], places: dict[str, dict[int, float]], number: int, segments: Sequence[Line]
) -> set[int]:
    """From the page's edge inwards, as long as rows repeat, number or stamp."""
    found: set[int] = set()
    waiting: list[Line] = []
    for row in rows:
        if any(is_caption(line.text) and not LABEL_KEY.match(_key(line)) for line in row) or _is_label(row):
            break
        repeated = [line for line in row if _may_repeat(line) and _repeats(places[_key(line)], number, line.base)]
        letters = sum(line.letters for line in row)
        is_most = sum(line.letters for line in repeated) >= FURNITURE.min_repeated_share * letters
        sure = is_most and any(len(_key(line)) > FURNITURE.sure_letters for line in repeated)
        numbered = letters < FURNITURE.longest_numbered_row and any(PAGE_NUMBER.match(line.text) for line in row)
        outer = (repeated and is_most) or numbered or any(_is_stamp(line, segments) for line in row)
        if sure or (outer and not waiting):
            found.update(id(line) for line in [*row, *waiting])
            waiting = []
        else:
            waiting = [*waiting, *row]
            if sum(line.letters for line in waiting) > FURNITURE.most_waiting:
                break
    return found


def _may_repeat(segment: Line) -> bool:
    """Whether the words of a segment say something when they come again: a label's or a list's number does not."""
    key = _key(segment)
    return len(LETTER.findall(key)) >= FURNITURE.min_repeated_letters and not LABEL_KEY.match(key)


def _is_label(row: Sequence[Line]) -> bool:
    """Whether a row is a caption's first line, its label set apart or alone."""
    return LABEL_KEY.match(_key(min(row, key=lambda line: line.x0))) is not None


def _is_stamp(line: Line, segments: Sequence[Line]) -> bool:
    """Whether a line's words are those of a stamp; an address that goes on a line of text is none."""
    if not STAMP.match(line.text):
        return False
    return not ADDRESS.match(line.text) or not any(_adjoins(line, other) for other in segments)


def _adjoins(line: Line, other: Line) -> bool:
    """Whether two lines of one size follow each other as those of a paragraph do."""
    gap = max(line.top - other.bottom, other.top - line.bottom)
    alike = are_alike(other.size, line.size, FURNITURE.adjoining_size) and line.font == other.font
    return (
        alike
        and other is not line
        and abs(gap) < FURNITURE.adjoining_gap * line.size
        and line.x0 < other.x1
        and other.x0 < line.x1
    )


def _key(segment: Line) -> str:
    return DIGITS.sub("#", SPACES.sub("", segment.text.casefold()))[:60]


def _at_edge(segment: Line) -> bool:
    height = segment.frame.down
    return segment.bottom < FURNITURE.edge_share * height or segment.top > (1 - FURNITURE.edge_share) * height


def _repeats(pages: dict[int, float], number: int, base: float) -> bool:
    """The same words (digits apart) at the same height on a page nearby."""
    return any(
        other != number and are_near(other, number, FURNITURE.nearby) and are_near(at, base, FURNITURE.same_height)
        for other, at in pages.items()
    )


HANGING = re.compile(r"^[\[(]?(\d{1,3})[\])]?[.:]?$")


def find_line_numbers(segments: Sequence[Line]) -> set[int]:
    """The ids of segments that count the lines of a page beside its text."""
    wide = [segment for segment in segments if segment.letters > FURNITURE.line_letters]
    if not wide:
        return set()
    left, right = _edges(wide)
    height = max(segment.base for segment in wide) - min(segment.base for segment in wide)
    numbers = sorted((segment for segment in segments if segment.text.isdecimal()), key=lambda line: line.base)
    for beside in ([line for line in numbers if line.x1 < left], [line for line in numbers if line.x0 > right]):
        if len(beside) < FURNITURE.min_numbers or beside[-1].base - beside[0].base < FURNITURE.min_reach * height:
            continue
        steps = [int(below.text[:6]) - int(above.text[:6]) for above, below in pairwise(beside)]
        usual = max(set(steps), key=steps.count)
        if usual in (1, 5, 10) and steps.count(usual) >= FURNITURE.counting_share * len(steps) and _are_even(beside):
            return {id(line) for line in beside}
    return set()


def _are_even(numbers: Sequence[Line]) -> bool:
    """Whether most numbers stand equally far apart."""
    heights = [below.base - above.base for above, below in pairwise(numbers)]
    usual = sorted(heights)[len(heights) // 2]
    return sum(are_alike(height, usual, FURNITURE.same_step) for height in heights) >= FURNITURE.min_even * len(heights)


def glue_numbers(segments: Sequence[Line]) -> list[Line]:
    """Numbers that rise by one down an edge, each beside a line of text, put together with it.

    Set apart, their own column lies nearer to the column on their left, or to none, than to their text.
    """
    found = [(segment, HANGING.match(segment.text)) for segment in segments if len(segment.text) < 7]
    numbers = [(segment, int(match[1])) for segment, match in found if match]
    if len(numbers) < FURNITURE.min_hanging:
        return list(segments)
    texts = [segment for segment in segments if segment.letters > FURNITURE.hanging_text]
    beside = [(segment, number, _text_of(segment, texts)) for segment, number in numbers]
    chained = _chained([(segment, number, text) for segment, number, text in beside if text is not None])
    glued = {id(segment): text for segment, text in chained}
    gone = {id(text) for text in glued.values()}
    out: list[Line] = []
    for segment in segments:
        if id(segment) in glued:
            first, *rest = glued[id(segment)].fragments
            out.append(Line(segment.frame, [*segment.fragments, first._replace(gap=True), *rest]))
        elif id(segment) not in gone:
            out.append(segment)
    return out


def _text_of(number: Line, texts: Sequence[Line]) -> Line | None:
    """The line of text that begins right of a number on its base line."""
    near = [
        text
        for text in texts
        if are_near(text.base, number.base, FURNITURE.hanging_base * text.size)
        and 0 <= text.x0 - number.x1 < FURNITURE.widest_gap * text.size
    ]
    return min(near, key=lambda text: text.x0, default=None)


def _chained(numbers: Sequence[tuple[Line, int, Line]]) -> list[tuple[Line, Line]]:
    """Those numbers that rise by one or two down one edge, with the texts beside them."""
    out: list[tuple[Line, Line]] = []
    taken: set[int] = set()
    for edge in ("x1", "x0"):
        free = [number for number in numbers if id(number[0]) not in taken]
        while free:
            place = getattr(free[0][0], edge)
            group = [item for item in free if are_near(getattr(item[0], edge), place, FURNITURE.same_edge)]
            free = [item for item in free if not are_near(getattr(item[0], edge), place, FURNITURE.same_edge)]
            group.sort(key=lambda item: item[0].base)
            rising = sum(0 < below[1] - above[1] <= 2 for above, below in pairwise(group))
            if len(group) >= FURNITURE.min_hanging and rising >= FURNITURE.rising_share * (len(group) - 1):
                out.extend((segment, text) for segment, _, text in group)
                taken.update(id(segment) for segment, _, _ in group)
    return out
