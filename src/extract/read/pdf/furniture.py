"""Running heads, page numbers, stamps and watermarks: told by place and repetition."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, pairwise

from extract.read.pdf.cues import CAPTION
from extract.read.pdf.lines import Line, find_rows

EDGE = 0.105
"""The share of the page's height, at top and bottom, in which running matter stands."""

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

MANY_PAGES = 3
MANY_SHARE = 0.4
"""Pages, or their share in a short paper, on which what stands beside the text comes again."""

MIN_LINE = 25
"""Letters of a line of text, as against labels and numbers."""

MIN_LINES = 8
TEXT_SHARE = 0.6
"""Lines, and their share of a page's letters, that make it a page of text."""

SIDE_STEP = 12.0
"""Points within which what comes again stands at the same place."""

LETTER = re.compile(r"[^\W\d_]")
LABEL_KEY = re.compile(
    r"^(?:supplement\w{0,6})?(?:tab|fig)(?:le|ure)?s?\.?(?:[a-z]?#|[ivx]{1,4})\W{0,3}(?:cont\w{0,8}\W{0,2})?$"
)
"""What is left of "Table 1.", "Fig. 2" or "Table 3 (continued)" once digits are out: a caption's beginning."""

MIN_REPEATED_LETTERS = 3
"""Letters that a stretch needs for its coming again to mean anything: "12." and "30." are numbers of a list."""

MIN_REPEATED_SHARE = 0.5
"""The share of a row's letters that must come again: below it a row merely begins or ends as another does."""

LONGEST_NUMBERED_ROW = 60
"""Letters of a row that a page number makes a running head; longer ones are lines of text beside an axis or label."""


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
    enough = min(MANY_PAGES, max(2, round(MANY_SHARE * len(pages))))
    found: set[int] = set()
    for segments in beside:
        for row in _rows_by_turn(segments):
            stamped = any(STAMP.match(each.text) or STAMPED.search(each.text) for each in row)
            repeated = any(_may_repeat(each) and len(places[_places(each)[0]]) >= enough for each in row)
            if stamped or repeated:
                found.update(id(each) for each in row)
    return found


def _outside(segments: Sequence[Line]) -> list[Line]:
    """What stands left or right of all lines of text, on a page that is text and not a wide table."""
    wide = [segment for segment in segments if segment.letters > MIN_LINE]
    if len(wide) < MIN_LINES or sum(each.letters for each in wide) < TEXT_SHARE * sum(
        each.letters for each in segments
    ):
        return []
    left, right = min(segment.x0 for segment in wide), max(segment.x1 for segment in wide)
    return [segment for segment in segments if segment.x1 < left or segment.x0 > right]


def _places(segment: Line) -> list[tuple[str, int, int]]:
    """A segment's words with where it stands on the page, in steps; first its own step, then those around it."""
    box = segment.frame.box(segment.x0, segment.top, segment.x1, segment.bottom)
    column, row = round(box.x0 / SIDE_STEP), round(box.top / SIDE_STEP)
    return [(_key(segment), column + right, row + down) for right in (0, -1, 1) for down in (0, -1, 1)]


def _rows_by_turn(segments: Sequence[Line]) -> list[list[Line]]:
    turns = sorted({segment.frame.turn for segment in segments})
    return [row for turn in turns for row in find_rows([each for each in segments if each.frame.turn == turn])]


def _outer_rows(
    rows: list[list[Line]], places: dict[str, dict[int, float]], number: int, segments: Sequence[Line]
) -> set[int]:
    """From the page's edge inwards, as long as rows repeat, number or stamp."""
    found: set[int] = set()
    waiting: list[Line] = []
    for row in rows:
        if any(CAPTION.match(each.text) and not LABEL_KEY.match(_key(each)) for each in row) or _is_label(row):
            break
        repeated = [each for each in row if _may_repeat(each) and _repeats(places[_key(each)], number, each.base)]
        letters = sum(each.letters for each in row)
        is_most = sum(each.letters for each in repeated) >= MIN_REPEATED_SHARE * letters
        sure = is_most and any(len(_key(each)) > 5 for each in repeated)
        numbered = letters < LONGEST_NUMBERED_ROW and any(PAGE_NUMBER.match(each.text) for each in row)
        outer = (repeated and is_most) or numbered or any(_is_stamp(each, segments) for each in row)
        if sure or (outer and not waiting):
            found.update(id(each) for each in [*row, *waiting])
            waiting = []
        else:
            waiting = [*waiting, *row]
            if sum(each.letters for each in waiting) > 90:
                break
    return found


def _may_repeat(segment: Line) -> bool:
    """Whether the words of a segment say something when they come again: a label's or a list's number does not."""
    key = _key(segment)
    return len(LETTER.findall(key)) >= MIN_REPEATED_LETTERS and not LABEL_KEY.match(key)


def _is_label(row: Sequence[Line]) -> bool:
    """Whether a row is a caption's first line, its label set apart or alone."""
    return LABEL_KEY.match(_key(min(row, key=lambda each: each.x0))) is not None


def _is_stamp(line: Line, segments: Sequence[Line]) -> bool:
    """Whether a line's words are those of a stamp; an address that goes on a line of text is none."""
    if not STAMP.match(line.text):
        return False
    return not ADDRESS.match(line.text) or not any(_adjoins(line, other) for other in segments)


def _adjoins(line: Line, other: Line) -> bool:
    """Whether two lines of one size follow each other as those of a paragraph do."""
    gap = max(line.top - other.bottom, other.top - line.bottom)
    alike = abs(line.size - other.size) < 0.06 * line.size and line.font == other.font
    return alike and other is not line and abs(gap) < 0.5 * line.size and line.x0 < other.x1 and other.x0 < line.x1


def _key(segment: Line) -> str:
    return DIGITS.sub("#", SPACES.sub("", segment.text.casefold()))[:60]


def _at_edge(segment: Line) -> bool:
    height = segment.frame.down
    return segment.bottom < EDGE * height or segment.top > (1 - EDGE) * height


def _repeats(pages: dict[int, float], number: int, base: float) -> bool:
    """The same words (digits apart) at the same height on a page nearby."""
    return any(other != number and abs(other - number) <= 4 and abs(at - base) < 4 for other, at in pages.items())


MIN_NUMBERS = 6
SAME_STEP = 0.3
"""By how much, as a share, the step from number to number may differ: lines of a manuscript stand evenly."""

MIN_EVEN = 0.7
"""The share of steps that are even: entries of a list have now two lines, now five."""

MIN_REACH = 0.6
"""Of the text's height: line numbers do not stop in mid-page."""

HANGING = re.compile(r"^[\[(]?(\d{1,3})[\])]?[.:]?$")
MIN_HANGING = 3
WIDEST_GAP = 3.5
"""In ems: an entry's number stands no further from its text."""

SAME_EDGE = 3.0
"""Points within which numbers stand at one edge, left or right."""

MIN_TEXT = 5


def find_line_numbers(segments: Sequence[Line]) -> set[int]:
    """The ids of segments that count the lines of a page beside its text."""
    wide = [segment for segment in segments if segment.letters > 25]
    if not wide:
        return set()
    left, right = min(segment.x0 for segment in wide), max(segment.x1 for segment in wide)
    height = max(segment.base for segment in wide) - min(segment.base for segment in wide)
    for beside in (
        [each for each in segments if each.text.isdecimal() and each.x1 < left],
        [each for each in segments if each.text.isdecimal() and each.x0 > right],
    ):
        beside.sort(key=lambda each: each.base)
        if len(beside) < MIN_NUMBERS or beside[-1].base - beside[0].base < MIN_REACH * height:
            continue
        steps = [int(below.text[:6]) - int(above.text[:6]) for above, below in pairwise(beside)]
        usual = max(set(steps), key=steps.count)
        if usual in (1, 5, 10) and steps.count(usual) >= 0.8 * len(steps) and _are_even(beside):
            return {id(each) for each in beside}
    return set()


def _are_even(numbers: Sequence[Line]) -> bool:
    """Whether most numbers stand equally far apart."""
    heights = [below.base - above.base for above, below in pairwise(numbers)]
    usual = sorted(heights)[len(heights) // 2]
    return sum(abs(height - usual) <= SAME_STEP * usual for height in heights) >= MIN_EVEN * len(heights)


def glue_numbers(segments: Sequence[Line]) -> list[Line]:
    """Numbers that rise by one down an edge, each beside a line of text, put together with it.

    Set apart, their own column lies nearer to the column on their left, or to none, than to their text.
    """
    found = [(segment, HANGING.match(segment.text)) for segment in segments if len(segment.text) < 7]
    numbers = [(segment, int(match[1])) for segment, match in found if match]
    if len(numbers) < MIN_HANGING:
        return list(segments)
    texts = [segment for segment in segments if segment.letters > MIN_TEXT]
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
        if abs(text.base - number.base) < 0.25 * text.size and 0 <= text.x0 - number.x1 < WIDEST_GAP * text.size
    ]
    return min(near, key=lambda text: text.x0, default=None)


def _chained(numbers: Sequence[tuple[Line, int, Line]]) -> list[tuple[Line, Line]]:
    """Those numbers that rise by one or two down one edge, with the texts beside them."""
    out: list[tuple[Line, Line]] = []
    taken: set[int] = set()
    for edge in ("x1", "x0"):
        free = [each for each in numbers if id(each[0]) not in taken]
        while free:
            place = getattr(free[0][0], edge)
            group = [each for each in free if abs(getattr(each[0], edge) - place) < SAME_EDGE]
            free = [each for each in free if abs(getattr(each[0], edge) - place) >= SAME_EDGE]
            group.sort(key=lambda each: each[0].base)
            rising = sum(0 < below[1] - above[1] <= 2 for above, below in pairwise(group))
            if len(group) >= MIN_HANGING and rising >= 0.7 * (len(group) - 1):
                out.extend((segment, text) for segment, _, text in group)
                taken.update(id(segment) for segment, _, _ in group)
    return out
