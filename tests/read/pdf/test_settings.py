"""Thresholds of the PDF reader from both sides: what each lets pass just under it, and no longer just over it."""

from collections.abc import Callable, Sequence
from operator import attrgetter

import pytest

from extract.model import Style
from extract.read.pdf.blocks import find_entries, is_heading
from extract.read.pdf.cues import BodyStyle
from extract.read.pdf.faults import is_scan, unread_entries
from extract.read.pdf.furniture import find_line_numbers, glue_numbers
from extract.read.pdf.layout import cut_heights, find_stretches
from extract.read.pdf.lines import Line, close_spaced, find_lines, find_rows, find_segments, join_accents, script_of
from extract.read.pdf.matter import Information, find_title, is_prose, read_metadata
from extract.read.pdf.pages import PageContent
from extract.read.pdf.paragraphs import Column, Draft, breaks, measure_column
from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.shapes import Area, Drawing, Fragment, Frame, Sheet
from extract.read.pdf.signs import Ink, part_dotted_rules
from extract.read.pdf.tables.grid import Body, Columns, cut, head_rows, settle
from extract.read.pdf.tables.place import (
    FoundCell,
    FoundTable,
    Place,
    Rule,
    find_rules,
    is_running_text,
    table_label,
    upright_places,
)
from extract.read.pdf.tables.regions import find_spaced, is_part

FRAME = Frame(1, 600, 800)
COLUMN = Column(50, 300, {}, justified=True)
RAGGED = Column(50, 300, {}, justified=False)
BODY = BodyStyle(10, 0)
NEAR = 0.06
"""The share of a threshold by which a case lies under or over it."""


def word(
    text: str, x0: float, base: float, *, x1: float = 0, size: float = 10, style: int = 0, gap: bool = True
) -> Fragment:
    end = x1 or x0 + 5 * len(text)
    return Fragment(text, x0, base - 7.6, end, base + 2.4, base, size, style, 0, gap, False, 0)


def line(text: str, x0: float = 50, base: float = 100, *, x1: float = 0, size: float = 10, style: int = 0) -> Line:
    return Line(FRAME, [word(text, x0, base, x1=x1, size=size, style=style)])


def text(letters: int, x0: float = 50, base: float = 100, **given: float) -> Line:
    return line("x" * letters, x0, base, **given)


def draft(words: str, size: float = 10, style: int = 0, lines: int = 1) -> Draft:
    parts = [line(words, base=100 + 12 * n, size=size, style=style) for n in range(lines)]
    return Draft("paragraph", parts, COLUMN)


def page(*drawn: Area, level: bool = False, upright: bool = False) -> Drawing:
    return Drawing([*drawn] if level else [], [*drawn] if upright else [], [] if level or upright else [*drawn])


def segments(*words: Fragment) -> int:
    return len(find_segments(FRAME, words))


def script(size: float, raised: float) -> Style:
    small = word("2", 90, 100 - raised, size=size)
    return script_of(Line(FRAME, [word("patients", 50, 100), small]), small)


def spaced_letters(gap: float) -> bool:
    letters = [word(each, 50 + 8 * n, 100, x1=55 + 8 * n) for n, each in enumerate("abcdefgh")]
    letters[4:] = [each._replace(x0=each.x0 + gap, x1=each.x1 + gap) for each in letters[4:]]
    return close_spaced(letters)[4].gap


def accent(off: float) -> bool:
    return len(join_accents([word("e", 50, 100), word("´", 51, 100 + off, x1=54)])) == 1


def style_of(share: float) -> bool:
    bold = round(100 * share)
    return Line(FRAME, [word("x" * bold, 50, 100, style=int(Style.BOLD)), word("x" * (100 - bold), 800, 100)]).style > 0


def two_columns(side: float, count: int = 3) -> bool:
    items = [text(5, x, 100 + 40 * n, x1=end) for n in range(count) for x, end in ((0, side - 5), (side, side + 90))]
    for item in items:
        item.top, item.bottom = item.base - 15, item.base + 15
    return len(find_stretches(items)) == 2


def bands(white: float = 2.0, change: float = 0.2, count: int = 3, size: float = 10) -> bool:
    """Whether two columns are cut where print of another size begins in both, behind so many ems of white."""
    sides = []
    for x in (50, 30 * size + 100):
        above = [text(30, x, 1.1 * size * n, x1=x + 9 * size, size=size) for n in range(count)]
        base = above[-1].bottom + white * size + 0.76 * size
        below = [text(30, x, base + 1.1 * size * n, size=size * (1 - change)) for n in range(count)]
        sides.append([*above, *below])
    return bool(cut_heights(*sides))


def numbered_lines(share: float = 1.0, count: int = 20, stretch: float = 0.0) -> bool:
    texts = [text(40, 100, 100 + 10 * n) for n in range(count)]
    numbers = [line(str(n + 1), 50, 100 + 10 * n + stretch * (n % 2)) for n in range(round(share * (count - 1)) + 1)]
    return bool(find_line_numbers([*texts, *numbers]))


def glued(white: float = 10, off: float = 0, shift: float = 0, count: int = 3, letters: int = 9) -> bool:
    numbers = [
        line(f"{n}.", 50 + shift * (n == 2), 100 + 24 * n, x1=60 + shift * (n == 2)) for n in range(1, count + 1)
    ]
    texts = [text(letters, 60 + white, 100 + 24 * n + off) for n in range(1, count + 1)]
    return len(glue_numbers([*numbers, *texts])) == count


def begins(last: Line, following: Line, column: Column = COLUMN, first: Line | None = None) -> bool | None:
    return breaks(Draft("paragraph", [first, last] if first else [last], column), following, column)


def after(text_: str = "went on", x0: float = 50, **given: float) -> Line:
    return line(text_, x0, 112, **given)


def heading(words: str = "Ways of rinsing", size: float = 10, style: int = 0, lines: int = 1) -> bool:
    return is_heading(draft(words, size, style, lines), BODY, draft("And so on"))


BOLD = int(Style.BOLD)


def title_of(words: str = "Rinsing of noses on wards", size: float = 16, top: float = 100) -> bool:
    made = draft(words, size)
    made.lines[0].top = top
    return find_title([made, draft("x" * 80)], BODY, ()) is not None


def entries(indent: float) -> int:
    lines_ = [
        each
        for n in range(4)
        for each in (line(f"rinsing of noses {n}. J.", 50, 100 + 30 * n), line("2010;1:2.", 50 + indent, 112 + 30 * n))
    ]
    listed = Draft("paragraph", lines_, COLUMN)
    return sum(
        each.kind == "reference" for each in find_entries([Draft("heading", [line("References")], COLUMN), listed])
    )


def scan(covered: float = 0.9, letters: int = 100) -> bool:
    sheet = Sheet(FRAME, [word("x" * letters, 50, 100)], page())
    return is_scan(PageContent(FRAME, [sheet], [], pictures=1, covered=covered))


def listed(count: int = 6, others: int = 0) -> bool:
    """Whether a list of so many numbered entries, its second unread, is told."""
    numbers = [f"{n}. Lee A. J" for n in range(1, count + 2) if n != 2]
    return bool(unread_entries([*numbers, *["Wu B. J"] * others], "\n2. Wu B. Rinsing"))


def dotted(count: int = 12, spread: float = 0.0) -> bool:
    dots = [word(".", 300, 100 + 10 * n + spread * (n % 2)) for n in range(count)]
    sheet = Sheet(FRAME, dots, page())
    part_dotted_rules(sheet)
    return not sheet.fragments


def part_of(wider: float) -> bool:
    cell = FoundCell(0, 0, [])
    tables = [
        FoundTable(0, 0, width, 9, "Table 1", [line("Table 1 (continued)")], [cell])
        for width in (100 * (1 - wider), 100)
    ]
    return is_part(*tables)


def head_of(share: float) -> bool:
    rows = [cut(line("a", 50, base)) for base in (100, 112, 124, 136)]
    return head_rows(rows, Area(0, 90, 100, 150), [Rule(117, 0, 100 * share, [])]) == 2


def in_right_column(beside: int) -> bool:
    """Whether a table under a caption of the right column keeps out of the text left of it."""
    left = [text(30, 50, 120 + 12 * n, x1=280) for n in range(beside)]
    own = [text(30, 320, 300 + 12 * n, x1=540) for n in range(6)]
    caption = line("Table 1. Rinses", 320, 100)
    cells = [line(str(n), x, 130 + 12 * n) for n in range(5) for x in (320, 420, 500)]
    place = Place(Sheet(FRAME, [], page()), BODY, [caption, *left, *own, *cells], [], [caption])
    table = find_spaced(place, caption, "Table 1")
    return table is not None and not any(left[0].text in part.text for part in table.all_lines())


def rule_joined(gap: float = 1, off: float = 0) -> bool:
    drawn = page(Area(50, 100, 90, 100), Area(90 + gap, 100 + off, 160, 100 + off), level=True)
    return len(find_rules(drawn, 600, 800)) == 1


BELOW: Sequence[tuple[str, Callable[[float], object]]] = [
    ("lines.wide_gap", lambda em: segments(word("ab", 50, 100, x1=60), word("cd", 60 + 10 * em, 100)) == 1),
    ("lines.same_base", lambda em: segments(word("ab", 50, 100, x1=60), word("cd", 62, 100 + 10 * em)) == 1),
    ("lines.shifted", lambda em: segments(word("a", 50, 100, x1=60), word("c", 60, 100 + 10 * em, gap=False)) == 1),
    ("lines.overlap", lambda em: segments(word("a", 50, 100, x1=60), word("c", 60 - 10 * em, 103, gap=False)) == 1),
    ("lines.raised", lambda em: segments(word("ab", 50, 100, x1=60), word("2", 60, 100 - 10 * em, size=7)) == 1),
    ("lines.lowered", lambda em: segments(word("ab", 50, 100, x1=60), word("2", 60, 100 + 10 * em, size=7)) == 1),
    ("lines.script", lambda share: script(10 * share, 3) is Style.SUPERSCRIPT),
    ("lines.level", lambda em: len(find_lines([line("ab"), line("cd", 90, 100 + 10 * em)])) == 1),
    ("lines.beside", lambda em: len(find_lines([line("ab", x1=60), line("cd", 60 - 10 * em)])) == 1),
    ("lines.same_row", lambda em: len(find_rows([line("ab"), line("cd", 90, 100 + 10 * em)])) == 1),
    ("lines.accent_reach", lambda em: accent(10 * em)),
    ("furniture.widest_gap", lambda em: glued(10 * em)),
    ("furniture.hanging_base", lambda em: glued(off=10 * em)),
    ("furniture.same_edge", lambda points: glued(shift=points)),
    ("furniture.same_step", lambda share: numbered_lines(stretch=10 * share / (2 - share))),
    ("paragraphs.gap", lambda em: begins(line("ended"), line("went on", 50, 112.2 + 10 * em)) is not True),
    ("paragraphs.other_size", lambda share: begins(line("ended x"), after(size=10 * (1 - share))) is None),
    ("paragraphs.indent", lambda em: begins(line("ended x"), after(x0=50 + 10 * em)) is None),
    ("paragraphs.max_indent", lambda em: begins(line("ended x"), after(x0=50 + 10 * em)) is False),
    ("paragraphs.at_edge", lambda em: begins(line("x", 50 + 10 * em), after(x0=65), first=line("x")) is False),
    ("paragraphs.word_fits", lambda em: begins(line("End.", x1=260 - 10 * em), after("Went on", x1=90)) is None),
    ("paragraphs.ragged_fits", lambda em: begins(line("End.", x1=270 - 10 * em), after("Went", x1=80), RAGGED) is None),
    (
        "paragraphs.short_line",
        lambda of: begins(line("End.", x1=300 - 250 * of), after("W", x1=110), RAGGED) is None,
    ),
    ("paragraphs.heading_white", lambda em: begins(line("Methods", x1=300 - 10 * em), after()) is None),
    (
        "paragraphs.slant_white",
        lambda em: begins(line("Of rinsing", x1=300 - 10 * em, style=int(Style.ITALIC)), after("Went")) is None,
    ),
    (
        "paragraphs.full_line",
        lambda off: (
            measure_column(
                [text(30, 50, 100 + 12 * n, x1=300 - off * (n % 5 > 1)) for n in range(9)], 50, 300
            ).justified
        ),
    ),
    ("headings.large", lambda over: not heading(size=10 * over)),
    ("headings.most_letters", lambda count: heading("X" + "x" * (int(count) - 1), style=BOLD)),
    ("headings.most_lines", lambda count: heading("Ways", style=BOLD, lines=int(count))),
    (
        "front.small_words",
        lambda share: not is_prose("x " * round(100 * share) + "X " * round(100 - 100 * share)),
    ),
    (
        "front.longest_note",
        lambda size: read_metadata(None, [("paragraph", "10.1234/abc ".ljust(int(size) - 1, "x"))], Information()).doi,
    ),
    ("title.larger", lambda over: not title_of(size=10 * over)),
    ("title.upper_part", lambda share: title_of(top=800 * share)),
    ("title.most_letters", lambda count: title_of("rinse " + "x" * (int(count) - 6))),
    ("entries.hanging", lambda em: entries(10 * em) != 4),
    ("faults.scan_share", lambda share: not scan(share)),
    ("faults.stamp_letters", lambda count: scan(letters=int(count) - 1)),
    ("signs.bar_height", lambda em: Ink(0.5, 0.25, 0.25 + em).is_bar),
    ("signs.bar_width", lambda em: not Ink(em, 0.25, 0.3).is_bar),
    ("signs.low_figure", lambda em: Ink(0.4, 0, em).denies("3")),
    ("signs.wide_one", lambda em: not Ink(em, 0, 0.7).denies("1")),
    ("signs.high_stop", lambda em: not Ink(0.1, 0, em).denies(".")),
    ("signs.step_spread", lambda share: dotted(24, 10 * share / (2 - share))),
    ("tables.label_white", lambda em: not table_label(line("Table 1 Rinses"), BODY, text(9, base=90 - 10 * em))),
    ("tables.text_letters", lambda count: not is_running_text([text(int(count), x1=90)], 400)),
    ("tables.text_width", lambda share: not is_running_text([text(40, x1=50 + 400 * share)], 400)),
    ("tables.max_piece_gap", lambda points: rule_joined(points)),
    ("tables.rule_height", lambda points: rule_joined(off=points)),
    ("tables.rule_width", lambda wide: not find_rules(page(Area(50, 9, 50 + wide, 9), level=True), 600, 800)),
    ("tables.ground_width", lambda wide: not find_rules(page(Area(50, 50, 50.9 + wide * 1.005, 80)), 600, 800)),
    ("tables.ground_height", lambda high: not find_rules(page(Area(50, 50, 90, 50 + high)), 600, 800)),
    ("tables.panel_height", lambda share: find_rules(page(Area(50, 9, 90, 9 + 800 * share)), 600, 800)),
    ("tables.panel_width", lambda share: find_rules(page(Area(5, 9, 5 + 600 * share, 90)), 600, 800)),
    (
        "tables.upright_share",
        lambda share: not upright_places(page(Area(99, 0, 99, 100 * share), upright=True), Area(0, 0, 200, 100)),
    ),
    ("tables.same_width", part_of),
    (
        "cells.cell_gap",
        lambda em: len(cut(Line(FRAME, [word("a", 50, 100), word("b", 55 + 10 * em, 100)])).chunks) == 1,
    ),
    ("cells.covered", lambda share: Columns([(50, 60)], 0, 100).covered(line("x", 10, x1=60 + 40 * share)) == (0, 0)),
    ("cells.head_rule", lambda share: not head_of(share)),
    ("cells.overlap", lambda share: len(settle([body(0, 100), body(1, 100 + 10 * share)])) == 1),
]
"""What holds under a threshold and not over it."""

COUNTS: Sequence[tuple[str, Callable[[int], object]]] = [
    (
        "lines.fewest_spaced",
        lambda count: not close_spaced([word("a", 50 + 8 * n, 100) for n in range(count)])[1].gap,
    ),
    ("columns.min_starts", lambda count: two_columns(200, count)),
    ("columns.band_lines", lambda count: bands(count=count)),
    ("furniture.min_hanging", lambda count: glued(count=count)),
    ("furniture.min_numbers", lambda count: numbered_lines(count=count)),
    ("furniture.hanging_text", lambda count: glued(letters=count + 1)),
    ("title.least_letters", lambda count: title_of("x" * count)),
    ("faults.min_letters", lambda count: not scan(0.1, count)),
    ("faults.min_numbered", listed),
    ("signs.min_dots", dotted),
    ("tables.fewest_beside", in_right_column),
]
"""What holds from a count on."""

FROM: Sequence[tuple[str, Callable[[float], object]]] = [
    ("lines.min_raised", lambda em: script(7, 10 * em) is Style.SUPERSCRIPT),
    ("lines.min_lowered", lambda em: script(7, -10 * em) is Style.SUBSCRIPT),
    ("lines.words_apart", lambda share: spaced_letters(3 * (share - 1))),
    ("lines.style_share", style_of),
    ("columns.band_white", lambda em: bands(white=em)),
    ("columns.band_other_size", lambda share: bands(change=share, size=50)),
    ("furniture.min_reach", lambda share: numbered_lines(share, 60)),
    ("headings.small", lambda share: heading(size=10 * share, style=BOLD)),
    ("headings.as_large", lambda share: is_heading(other_font(10 * share), BODY, draft("And so on"))),
    ("faults.numbered_share", lambda share: listed(60, round(60 / share) - 60)),
]
"""What holds from a threshold on."""


def body(column: int, base: float) -> Body:
    return Body(cells={column: [line("a", 50, base)]}, base=base, top=base - 7.6, bottom=base + 2.4)


def other_font(size: float) -> Draft:
    made = draft("Ways of rinsing", size)
    made.lines[0].font = 7
    return made


@pytest.mark.parametrize(("name", "holds"), BELOW, ids=lambda value: value if isinstance(value, str) else "")
def test_what_holds_below_a_threshold_only(name: str, holds: Callable[[float], object]) -> None:
    limit = attrgetter(name)(SETTINGS)
    step = 1 if isinstance(limit, int) and "." not in str(limit) and limit < 20 else NEAR * limit
    assert (bool(holds(limit - (0 if name in WHOLE else step))), bool(holds(limit + step))) == (True, False)


WHOLE = frozenset({"headings.most_letters", "headings.most_lines", "tables.text_letters"})
"""Counts that are let pass themselves."""


@pytest.mark.parametrize(("name", "holds"), COUNTS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_holds_from_a_count_on(name: str, holds: Callable[[int], object]) -> None:
    count = attrgetter(name)(SETTINGS)
    assert (bool(holds(count - 1)), bool(holds(count))) == (False, True)


@pytest.mark.parametrize(("name", "holds"), FROM, ids=lambda value: value if isinstance(value, str) else "")
def test_what_holds_from_a_threshold_on(name: str, holds: Callable[[float], object]) -> None:
    limit = attrgetter(name)(SETTINGS)
    assert (bool(holds(limit * (1 - NEAR))), bool(holds(limit * (1 + NEAR)))) == (False, True)


def test_the_thresholds_cannot_be_changed_while_reading() -> None:
    with pytest.raises(AttributeError):
        SETTINGS.lines.__setattr__("wide_gap", 2.0)
