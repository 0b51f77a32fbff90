"""Thresholds of the PDF reader from both sides: what each lets pass just under it, and no longer just over it."""

from collections.abc import Callable, Sequence

import pytest

from extract.model import Style
from extract.read.pdf.blocks import find_entries, is_heading, part_headings
from extract.read.pdf.cues import BodyStyle
from extract.read.pdf.faults import Survey, is_scan, unread_entries
from extract.read.pdf.furniture import find_furniture, find_line_numbers, find_side_matter, glue_numbers
from extract.read.pdf.layout import cut_heights, find_stretches
from extract.read.pdf.lines import Line, close_spaced, find_lines, find_rows, find_segments, join_accents, script_of
from extract.read.pdf.matter import Information, find_title, is_prose, mark_front, read_metadata
from extract.read.pdf.pages import PageContent
from extract.read.pdf.paragraphs import Column, Draft, body_size, breaks, measure_column
from extract.read.pdf.settings import LINES
from extract.read.pdf.shapes import Area, Drawing, Fragment, Frame, Sheet
from extract.read.pdf.signs import Ink, part_dotted_rules
from extract.read.pdf.tables.grid import (
    Body,
    Columns,
    cut,
    find_columns,
    head_rows,
    lay_out_body,
    lay_out_head,
    settle,
    span_rows,
)
from extract.read.pdf.tables.place import (
    FoundCell,
    FoundTable,
    Place,
    Rule,
    find_notes,
    find_rules,
    is_running_text,
    table_label,
    upright_places,
)
from extract.read.pdf.tables.regions import find_ruled_below, find_ruled_more, find_spaced, find_tables, is_part

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


BOLD, SLANTED = int(Style.BOLD), int(Style.ITALIC)


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


def letters_of(size: float, count: int, x0: float = 50) -> Fragment:
    return word("x" * count, x0, 100, size=size)


def heights(edge: float, bins: Sequence[int], white: float = 6, starts: Sequence[float] = (0, 0, 0)) -> list[Line]:
    """Two columns side by side whose lines cover so many bins of height each, so much white between them."""
    items = []
    for n, (count, off) in enumerate(zip(bins, starts, strict=True)):
        for x0, x1 in ((0, edge - white), (edge + off, edge + 90 + off)):
            item = text(5, x0, 100, x1=x1)
            item.top, item.bottom = 40 * n, 40 * n + 4 * (count - 1) + 1
            items.append(item)
    return items


def parted(items: Sequence[Line], crossing: int = 0) -> bool:
    """Whether columns are found above lines across them that cover so many bins of height."""
    across = []
    for n in range(crossing):
        item = text(5, 0, 100, x1=400)
        item.top, item.bottom = 400 + 4 * n, 401 + 4 * n
        across.append(item)
    return len(find_stretches([*items, *across])) > 1


def running(words: str = "Noses today", *, pages_on: int = 1, base: float = 20, shift: float = 0) -> bool:
    """Whether a line on the first page is furniture where it stands again so many pages on."""
    first = line(words, base=base)
    pages = [[first], *([] for _ in range(pages_on - 1)), [line(words, base=base + shift)]]
    return id(first) in find_furniture(pages)


def running_behind(inner: str, outer: str = "abc") -> bool:
    """Whether a line that comes again is furniture below another that does not."""
    first = line(inner, base=40)
    pages = [[line(outer, base=20), first], [line("z" * len(outer), base=20), line(inner, base=40)]]
    return id(first) in find_furniture(pages)


def running_in_part(share: float) -> bool:
    first = line("b" * round(100 * share))
    pages = [[line("b" * first.letters, base=20), line(other * (100 - first.letters), 700, 20)] for other in ("y", "z")]
    return id(pages[0][0]) in find_furniture(pages)


def numbered_row(letters: int) -> bool:
    number = line("12", base=20)
    return id(number) in find_furniture([[number, text(letters - 2, 300, 20)]])


def stamp(gap: float, other_size: float = 10) -> bool:
    """Whether an address is a stamp, so many ems above a line of print."""
    address = line("https://noses.org/wards/rinsing", base=20)
    below = line("and their noses", base=30 + 10 * gap, size=other_size)
    return id(address) in find_furniture([[address, below]])


def stamp_beside(count: int = 10, letters: int = 40, share: float = 1.0) -> bool:
    """Whether a stamp beside so many lines of text is furniture, the text a share of all letters of the page."""
    beside = line("Downloaded from noses", 5, 300, x1=40)
    wide = [text(letters, 100, 100 + 12 * n) for n in range(count)]
    others = round(count * letters / share) - count * letters - beside.letters if share < 1 else 0
    short = [text(min(20, others - 20 * n), 100, 400 + 12 * n) for n in range((others + 19) // 20)]
    return id(beside) in find_side_matter([[[beside, *wide, *short]]])


def repeated_beside(on: int, pages: int, shift: float = 0) -> bool:
    marks = [line("Noses today", 5, 127.6 + shift * bool(n), x1=40) for n in range(on)]
    wide = [text(40, 100, 100 + 12 * n) for n in range(10)]
    return id(marks[0]) in find_side_matter([[[*marks[n : n + 1], *wide]] for n in range(pages)])


def counted(share: float) -> bool:
    """Whether numbers beside the lines are those of lines where such a share of their steps is one."""
    texts = [text(40, 100, 100 + 10 * n) for n in range(21)]
    skipped = [0] + [int(n >= round(20 * share)) for n in range(20)]
    values = [n + sum(skipped[: n + 1]) + 1 for n in range(21)]
    return bool(find_line_numbers([*texts, *(line(str(value), 50, 100 + 10 * n) for n, value in enumerate(values))]))


def even(share: float) -> bool:
    """Whether numbers are those of lines where such a share of them stand equally far apart."""
    bases = [100.0]
    for n in range(20):
        bases.append(bases[-1] + (10 if n < round(20 * share) else 16))
    texts = [text(40, 100, base) for base in bases]
    return bool(find_line_numbers([*texts, *(line(str(n + 1), 50, base) for n, base in enumerate(bases))]))


def rising(share: float) -> bool:
    """Whether numbers are glued to their texts where such a share of the steps rises."""
    values = [1]
    for n in range(20):
        values.append(values[-1] + (1 if n < round(20 * share) else 0))
    numbers = [line(f"{value}.", 50, 100 + 24 * n, x1=60) for n, value in enumerate(values)]
    return len(glue_numbers([*numbers, *(text(9, 70, 100 + 24 * n) for n in range(21))])) == 21


def measured(*bases: float) -> Column:
    return measure_column([text(30, 50, base, x1=300) for base in bases], 50, 300)


def usual_of_two(share: float) -> bool:
    """Whether the narrower of two steps is the usual one where such a share of the steps is narrow."""
    bases = [100.0]
    for n in range(100):
        bases.append(bases[-1] + (12 if n < round(100 * share) else 16))
    return measured(*bases).pitch[10] == 12


def left_edge(share: float) -> float:
    return measure_column(
        [text(10, 40 if n < round(100 * share) else 60, 100 + 12 * n) for n in range(100)], 60, 99
    ).left


def full_lines(share: float) -> bool:
    return measure_column(
        [text(30, 50, 100 + 12 * n, x1=300 if n < round(40 * share) else 280) for n in range(40)], 50, 300
    ).justified


def set_off(em: float) -> bool:
    head = Line(FRAME, [word("Of noses", 50, 100, x1=280 - 10 * em)._replace(font=7)])
    return begins(head, line("Went", 50, 112, x1=70)) is False


def run_in(
    head: str = "Ways of rinsing noses.", body: int = 200, style: int = BOLD, count: int = 1, lines: int = 1
) -> bool:
    """Whether words set off at the beginning of so many paragraphs are headings of their own."""
    made = []
    for _ in range(count):
        first = [line("Wards and noses", style=style) for _ in range(lines - 1)]
        mixed = Line(FRAME, [word(head, 50, 100, style=style), word("W" + "x" * (body - 1), 400, 100)])
        made.append(Draft("paragraph", [*first, mixed], COLUMN))
    return len(part_headings(made)) == 2 * count


def paragraph(letters: int, size: float = 10, count: int = 5) -> Draft:
    parts = [text(letters // count + (n < letters % count), base=100 + 12 * n, size=size) for n in range(count)]
    return Draft("paragraph", parts, COLUMN)


def note_of(size: float = 8, letters: int = 60) -> bool:
    """Whether a note behind the body's first paragraph is front matter."""
    note = draft("Correspondence to A. Lee ".ljust(letters, "x"), size)
    mark_front([paragraph(400), note], None, BODY)
    return note.kind == "front"


def opens_body(letters: int = 400, size: float = 10) -> bool:
    """Whether a paragraph is the body's first, so that the names above it are front matter."""
    names = draft("Ann Lee, Bo Wu")
    mark_front([names, paragraph(letters, size)], None, BODY)
    return names.kind == "front"


def abstract_of_parts(count: int) -> bool:
    names = ("Background", "Methods", "Results", "Conclusions")[:count]
    made = draft(" ".join(f"{name}: noses were rinsed on wards each day." for name in names))
    mark_front([made], None, BODY)
    return made.role == "abstract"


def title_lines(step: float = 1.2, change: float = 0.0, between: int = 0) -> int:
    """Lines of a title whose second one stands so many ems below, in print so much smaller."""
    first = Draft("paragraph", [line("Rinsing of noses on many wards", size=16)], COLUMN)
    second = Draft("paragraph", [line("and at home", base=100 + 16 * step, size=16 * (1 - change))], COLUMN)
    beside = [draft("Ann Lee", 8) for _ in range(between)]
    found = find_title([first, *beside, second, draft("x" * 80)], BODY, ())
    return len(found.lines) if found else 0


def named_title(words: int) -> bool:
    name = " ".join(["rinsing"] * words)
    return find_title([draft(name), draft("x" * 80)], BODY, (name,)) is not None


def journal(words: int) -> bool:
    name = " ".join(["rinsing"] * words)
    return find_title([draft(name, 16), draft("x" * 80)], BODY, (), [f"{name} 2015"]) is None


def behind_a_name(share: float) -> bool:
    title = draft("Of the rinsing of noses", 20 * share)
    return find_title([draft("Rhinologistica", 20), title, draft("x" * 80)], BODY, ()) is title


def listed_lines(*lines_: Line) -> int:
    """How many entries lines are under the heading of a list."""
    found = find_entries([Draft("heading", [line("References")], COLUMN), Draft("paragraph", [*lines_], COLUMN)])
    return sum(block.kind == "reference" for block in found)


def numbered_entries(lines_an_entry: int = 2, x0: float = 50) -> bool:
    made = []
    for n in (1, 2):
        made += [line(f"{n}. rinsing of noses", x0, 100), *(line("and so on", x0) for _ in range(lines_an_entry - 1))]
    return listed_lines(*made) == 2


def hanging_entries(count: int, inset: float, ending: float = 1.0) -> bool:
    """Whether lines are entries where such a share is indented, behind lines of which a share ends an entry."""
    made, wanted = [], round(count * inset)
    for n in range(count):
        is_inset = (n * wanted) // count != ((n + 1) * wanted) // count
        made.append(line("noses 2010;1:2." if is_inset or ending == 1 else "noses of", 50 + 15 * is_inset))
    if ending < 1:
        insets = [n for n, item in enumerate(made) if item.x0 > 50]
        for n in insets[round(ending * len(insets)) :]:
            made[n] = line("noses and", 65)
    return listed_lines(*made) > 1


def survey(*letters: int, odd: int = 0, invisible: int = 0) -> set[str]:
    """The codes of what is told of pages with so many letters, some without meaning or unseen."""
    found = Survey()
    for count in letters:
        sheet = Sheet(FRAME, [word("x" * (count - odd) + "\ufffd" * odd, 50, 100)], page())
        found.add([PageContent(FRAME, [sheet], [], invisible=invisible)])
    return {fault.code for fault in found.faults()}


def steady_dots(share: float) -> bool:
    bases = [0.0]
    for n in range(50):
        bases.append(bases[-1] + (10 if n < round(50 * share) else 16))
    sheet = Sheet(FRAME, [word(".", 300, base)._replace(order=n) for n, base in enumerate(bases)], page())
    part_dotted_rules(sheet)
    return not sheet.fragments


def bullets(gap: float = 1.0, share: float = 1.0) -> bool:
    """Whether signs in a column stay text, where such a share has text beside it, so many ems off."""
    dots = [word(".", 300, 100 + 10 * n)._replace(order=n) for n in range(50)]
    texts = [word("noses", 305 + 10 * gap, 100 + 10 * n)._replace(order=50 + n) for n in range(round(50 * share))]
    sheet = Sheet(FRAME, [*dots, *texts], page())
    part_dotted_rules(sheet)
    return len(sheet.fragments) == len(dots) + len(texts)


def noted(*tops: float, size: float = 8) -> int:
    """How many lines below a table are its notes, by their heights."""
    region = Area(50, 0, 400, 100)
    fragments = [word("x" * 9, 60, 107.6 + top, size=size)._replace(order=n) for n, top in enumerate(tops)]
    return len(find_notes([Line(FRAME, [fragment]) for fragment in fragments], region, BODY)[1])


CELLS_AT = (60, 160, 260)


def place_of(*segments: Line, rules: Sequence[Rule] = (), caption: Line | None = None) -> Place:
    return Place(Sheet(FRAME, [], page()), BODY, [*segments], [*rules], [caption] if caption else [])


def a_rule(y: float, x0: float = 50, x1: float = 350) -> Rule:
    return Rule(y, x0, x1, [(x0, x1)])


def cells_at(*bases: float) -> list[Line]:
    return [line("Noses" if x == CELLS_AT[0] else "12", x, base) for base in bases for x in CELLS_AT]


def ruled(gap: float = 10, captions: int = 1, step: float = 1.05) -> bool:
    """Whether a table is found whose caption of so many lines stands so many points over its first rule."""
    caption = [line("Table 1. Rinses", base=100 + 10 * step * n) for n in range(captions)]
    top = caption[0].bottom + gap + 10 * step * (captions - 1)
    rules = [a_rule(top), a_rule(top + 16), a_rule(top + 60)]
    place = place_of(*caption, *cells_at(*(top + 12 + 14 * n for n in range(4))), rules=rules, caption=caption[0])
    found = find_ruled_below(place, caption[0], "Table 1")
    return found is not None and len(found.caption) == captions


def rows_of_ruled(rules: Sequence[Rule], *bases: float) -> int:
    """How many rows a table under a caption at 100 has, of those whose cells stand at some heights."""
    caption = line("Table 1. Rinses")
    found = find_ruled_below(place_of(caption, *cells_at(*bases), rules=rules, caption=caption), caption, "Table 1")
    return len({cell.row for cell in found.cells}) if found else 0


def continued(off: float) -> bool:
    """Whether rules at the top of a page go on with a table that began so many points further left."""
    before = FoundTable(50 - off, 0, 350, 9, "Table 1", [], [FoundCell(0, 0, []), FoundCell(0, 2, [])])
    rules = [a_rule(40), a_rule(56), a_rule(100)]
    return find_ruled_more(place_of(*cells_at(52, 66, 80, 94), rules=rules), before) is not None


def spaced(caption_step: float = 0.2, row_step: float = 0.4, stub_step: float = 0.4, stub_width: float = 40) -> int:
    """How many lines a table without rules has: a caption of two lines, four rows, a stub that stands alone, a row."""
    caption = line("Table 1. Rinses")
    more = line("of noses", base=110 + 10 * caption_step)
    rows = cells_at(*(more.base + 14 * (n + 1) for n in range(4)))
    stub = line("Wards", 60, rows[-1].base + 10 + 10 * stub_step, x1=60 + stub_width)
    last = cells_at(stub.base + 10 + 10 * row_step)
    found = find_spaced(place_of(caption, more, *rows, stub, *last, caption=caption), caption, "Table 1")
    return len(found.all_lines()) if found else 0


def pictured(wide: float = 200, high: float = 100, off: float = 10, *, above: bool = False) -> bool:
    """Whether a table is a picture of that size, so many points from its caption."""
    caption = line("Table 1. Rinses", base=400)
    top = caption.top - off - high if above else caption.bottom + off
    sheet = Sheet(FRAME, [], Drawing([], [], [], [Area(50, top, 50 + wide, top + high)]))
    return any("table_is_image" in table.faults for table, _ in find_tables(sheet, [caption], BODY))


TWO = Columns([(100, 110)], 50, 200)


def head_cells(*heads: Line, columns: Columns = TWO, rules: Sequence[Rule] = (), gap: float = 2.0) -> list[FoundCell]:
    rows = [cut(head, gap) for head in heads]
    return [cell for cell in lay_out_head(rows, columns, rules, Area(50, 0, 300, 200)) if cell.lines]


def two_labels(em: float) -> bool:
    head = Line(FRAME, [word("Nose", 70, 100, x1=102 - 5 * em), word("day", 102 + 5 * em, 100)])
    return len(head_cells(head, columns=Columns([(98, 106)], 50, 200))) == 2


def spanning(em: float) -> bool:
    columns = Columns([(100, 110), (200, 210)], 50, 300)
    rules = [Rule(100 + 10 * em, 110, 295, [(110, 295)])]
    return head_cells(line("Nose", 140), line("a", 140, 130), columns=columns, rules=rules)[0].col_span == 2


def heads_over(count: int, rows: int) -> bool:
    made = [cut(line("a", base=100 + 12 * n)) for n in range(rows)]
    return head_rows(made, Area(0, 90, 100, 2000), [Rule(102 + 12 * (count - 1), 0, 100, [])]) == count


def stubs_alone(share: float) -> bool:
    rows = [cut(Line(FRAME, [word("1", 120, 100), word("2", 200, 100)])) for _ in range(50)]
    rows += [cut(line("Noses", 50, x1=90)) for _ in range(round(50 * share))]
    return find_columns(rows, (), 50, 250).count == 3


def columns_parted(white: int) -> bool:
    rows = [cut(Line(FRAME, [word("a", 50, 100, x1=100), word("b", 100 + white, 100, x1=150)]), 0.05) for _ in range(3)]
    return find_columns(rows, (), 50, 200).count == 2


def body_of(base: float, **cells: str) -> Body:
    """A line of a table's body: words by column (`c0`, `c1` ...)."""
    held = {int(name[1:]): [line(words, 50 + 110 * int(name[1:]), base)] for name, words in cells.items()}
    return Body(cells=held, base=base, top=base - 7.6, bottom=base + 2.4)


def rows_of(*lines_: Body, columns: Columns = TWO, separators: Sequence[float] = ()) -> int:
    return len(lay_out_body(lines_, columns, separators))


def paired(ratio: float = 1.6, begins: float = 1.0, own: float = 0.0, count: int = 10) -> bool:
    """Whether lines are rows two by two, where every second step is wider by a ratio.

    Of the lines behind a wide step a share begins with a stub; of those behind a narrow one a share holds two figures.
    """
    made, base = [], 100.0
    for n in range(count):
        stub = {"c0": "Noses"} if n == 0 or n <= round(begins * (count - 1)) else {}
        made.append(body_of(base, **stub, c1="ran"))
        second = {"c1": "12", "c2": "13"} if n < round(own * (count + 1)) else {}
        made.append(body_of(base + 10, c0="Wards", **second))
        base += 10 + 10 * ratio
    return rows_of(*made, columns=Columns([(100, 110), (210, 220)], 50, 300)) == count


def between_rules(crowded: float = 0.0, count: int = 50, cells: int = 2, columns: int = 2) -> int:
    """How many rows lines between rules make, where a share of the stretches holds two lines of so many cells."""
    made: list[Body] = []
    separators = []
    for n in range(count):
        for _ in range(1 + (n < round(crowded * count))):
            made.append(body_of(100 + 30 * len(made), **{f"c{c}": "Noses" for c in range(cells)}))
        separators.append(made[-1].base + 15)
    wide = Columns([(100 + 110 * c, 110 + 110 * c) for c in range(columns - 1)], 50, 60 + 110 * columns)
    return rows_of(*made, columns=wide, separators=separators)


def numeric_row(share: float) -> bool:
    """Whether a line without a stub is a row of its own, such a share of its cells numbers."""
    numbers = round(20 * share)
    cells = {f"c{c}": "so" if c <= 20 - numbers else "12" for c in range(1, 21)}
    first = {f"c{c}": "Noses" for c in range(21)}
    wide = Columns([(100 + 110 * c, 110 + 110 * c) for c in range(20)], 50, 2400)
    return rows_of(body_of(100, **first), body_of(112, **cells), columns=wide) == 2


def open_column(share: float) -> bool:
    """Whether a column without rules holds one cell, where rules part such a share of the rows in the other."""
    rows = [body_of(100 + 20 * n, **({"c0": "Noses"} if n == 10 else {}), c1="12") for n in range(21)]
    span_rows(rows, TWO, [Rule(108 + 20 * n, 112, 200, [(112, 200)]) for n in range(round(20 * share))])
    return any(row.downs for row in rows)


BELOW: Sequence[tuple[str, float, Callable[[float], object]]] = [
    ("lines.wide_gap", 1.0, lambda em: segments(word("ab", 50, 100, x1=60), word("cd", 60 + 10 * em, 100)) == 1),
    ("lines.same_base", 0.2, lambda em: segments(word("ab", 50, 100, x1=60), word("cd", 62, 100 + 10 * em)) == 1),
    (
        "lines.shifted",
        0.45,
        lambda em: segments(word("a", 50, 100, x1=60), word("c", 60, 100 + 10 * em, gap=False)) == 1,
    ),
    (
        "lines.overlap",
        0.2,
        lambda em: segments(word("a", 50, 100, x1=60), word("c", 60 - 10 * em, 103, gap=False)) == 1,
    ),
    ("lines.raised", 0.75, lambda em: segments(word("ab", 50, 100, x1=60), word("2", 60, 100 - 10 * em, size=7)) == 1),
    ("lines.lowered", 0.5, lambda em: segments(word("ab", 50, 100, x1=60), word("2", 60, 100 + 10 * em, size=7)) == 1),
    ("lines.script", 0.86, lambda share: script(10 * share, 3) is Style.SUPERSCRIPT),
    ("lines.level", 0.3, lambda em: len(find_lines([line("ab"), line("cd", 90, 100 + 10 * em)])) == 1),
    ("lines.beside", 0.3, lambda em: len(find_lines([line("ab", x1=60), line("cd", 60 - 10 * em)])) == 1),
    ("lines.same_row", 0.35, lambda em: len(find_rows([line("ab"), line("cd", 90, 100 + 10 * em)])) == 1),
    ("lines.accent_reach", 0.5, lambda em: accent(10 * em)),
    ("furniture.widest_gap", 3.5, lambda em: glued(10 * em)),
    ("furniture.hanging_base", 0.25, lambda em: glued(off=10 * em)),
    ("furniture.same_edge", 3.0, lambda points: glued(shift=points)),
    ("furniture.same_step", 0.3, lambda share: numbered_lines(stretch=10 * share / (2 - share))),
    ("paragraphs.gap", 0.28, lambda em: begins(line("ended"), line("went on", 50, 112.2 + 10 * em)) is not True),
    ("paragraphs.other_size", 0.07, lambda share: begins(line("ended x"), after(size=10 * (1 - share))) is None),
    ("paragraphs.indent", 0.6, lambda em: begins(line("ended x"), after(x0=50 + 10 * em)) is None),
    ("paragraphs.max_indent", 5, lambda em: begins(line("ended x"), after(x0=50 + 10 * em)) is False),
    ("paragraphs.at_edge", 0.5, lambda em: begins(line("x", 50 + 10 * em), after(x0=65), first=line("x")) is False),
    ("paragraphs.word_fits", 1.3, lambda em: begins(line("End.", x1=260 - 10 * em), after("Went on", x1=90)) is None),
    (
        "paragraphs.ragged_fits",
        4,
        lambda em: begins(line("End.", x1=270 - 10 * em), after("Went", x1=80), RAGGED) is None,
    ),
    (
        "paragraphs.short_line",
        0.35,
        lambda of: begins(line("End.", x1=300 - 250 * of), after("W", x1=110), RAGGED) is None,
    ),
    ("paragraphs.heading_white", 3, lambda em: begins(line("Methods", x1=300 - 10 * em), after()) is None),
    (
        "paragraphs.slant_white",
        2,
        lambda em: begins(line("Of rinsing", x1=300 - 10 * em, style=int(Style.ITALIC)), after("Went")) is None,
    ),
    (
        "paragraphs.full_line",
        2.0,
        lambda off: (
            measure_column(
                [text(30, 50, 100 + 12 * n, x1=300 - off * (n % 5 > 1)) for n in range(9)], 50, 300
            ).justified
        ),
    ),
    ("headings.large", 1.1, lambda over: not heading(size=10 * over)),
    ("headings.most_letters", 160, lambda count: heading("X" + "x" * (int(count) - 1), style=BOLD)),
    ("headings.most_lines", 4, lambda count: heading("Ways", style=BOLD, lines=int(count))),
    (
        "front.small_words",
        0.6,
        lambda share: not is_prose("x " * round(100 * share) + "X " * round(100 - 100 * share)),
    ),
    (
        "front.longest_note",
        500,
        lambda size: read_metadata(None, [("paragraph", "10.1234/abc ".ljust(int(size) - 1, "x"))], Information()).doi,
    ),
    ("title.larger", 1.12, lambda over: not title_of(size=10 * over)),
    ("title.upper_part", 0.6, lambda share: title_of(top=800 * share)),
    ("title.most_letters", 400, lambda count: title_of("rinse " + "x" * (int(count) - 6))),
    ("entries.hanging", 0.5, lambda em: entries(10 * em) != 4),
    ("faults.scan_share", 0.6, lambda share: not scan(share)),
    ("faults.stamp_letters", 250, lambda count: scan(letters=int(count) - 1)),
    ("signs.bar_height", 0.13, lambda em: Ink(0.5, 0.25, 0.25 + em).is_bar),
    ("signs.bar_width", 0.35, lambda em: not Ink(em, 0.25, 0.3).is_bar),
    ("signs.low_figure", 0.38, lambda em: Ink(0.4, 0, em).denies("3")),
    ("signs.wide_one", 0.46, lambda em: not Ink(em, 0, 0.7).denies("1")),
    ("signs.high_stop", 0.3, lambda em: not Ink(0.1, 0, em).denies(".")),
    ("signs.step_spread", 0.2, lambda share: dotted(24, 10 * share / (2 - share))),
    ("tables.label_white", 0.6, lambda em: not table_label(line("Table 1 Rinses"), BODY, text(9, base=90 - 10 * em))),
    ("tables.text_letters", 55, lambda count: not is_running_text([text(int(count), x1=90)], 400)),
    ("tables.text_width", 0.66, lambda share: not is_running_text([text(40, x1=50 + 400 * share)], 400)),
    ("tables.max_piece_gap", 14.0, lambda points: rule_joined(points)),
    ("tables.rule_height", 2.0, lambda points: rule_joined(off=points)),
    ("tables.rule_width", 15, lambda wide: not find_rules(page(Area(50, 9, 50 + wide, 9), level=True), 600, 800)),
    ("tables.ground_width", 14, lambda wide: not find_rules(page(Area(50, 50, 50.9 + wide * 1.005, 80)), 600, 800)),
    ("tables.ground_height", 6, lambda high: not find_rules(page(Area(50, 50, 90, 50 + high)), 600, 800)),
    ("tables.panel_height", 0.75, lambda share: find_rules(page(Area(50, 9, 90, 9 + 800 * share)), 600, 800)),
    ("tables.panel_width", 0.97, lambda share: find_rules(page(Area(5, 9, 5 + 600 * share, 90)), 600, 800)),
    (
        "tables.upright_share",
        0.55,
        lambda share: not upright_places(page(Area(99, 0, 99, 100 * share), upright=True), Area(0, 0, 200, 100)),
    ),
    ("tables.same_width", 0.1, part_of),
    (
        "cells.cell_gap",
        0.62,
        lambda em: len(cut(Line(FRAME, [word("a", 50, 100), word("b", 55 + 10 * em, 100)])).chunks) == 1,
    ),
    (
        "cells.covered",
        0.2,
        lambda share: Columns([(50, 60)], 0, 100).covered(line("x", 10, x1=60 + 40 * share)) == (0, 0),
    ),
    ("cells.head_rule", 0.55, lambda share: not head_of(share)),
    ("cells.overlap", 0.82, lambda share: len(settle([body(0, 100), body(1, 100 + 10 * share)])) == 1),
    (
        "lines.script_weight",
        0.3,
        lambda of: Line(FRAME, [letters_of(10, round(100 * of)), letters_of(7, 100)]).size == 7,
    ),
    ("columns.edge_spread", 4, lambda off: parted(heights(201, (3, 3, 3), starts=(0, 0, off)))),
    ("columns.most_crossing", 3, lambda per: parted(heights(201, (3, 2, 2)), round(7 * per))),
    ("furniture.most_waiting", 90, lambda count: running_behind("Noses today", "y" * int(count))),
    ("furniture.nearby", 4, lambda pages: running(pages_on=int(pages))),
    ("furniture.same_height", 4, lambda points: running(shift=points)),
    ("furniture.edge_share", 0.105, lambda share: running(base=800 * share - 2.4)),
    ("furniture.longest_numbered_row", 60, lambda count: numbered_row(int(count))),
    ("furniture.side_step", 18.0, lambda points: repeated_beside(2, 2, points)),
    ("paragraphs.text_pitch", 1.22, lambda em: begins(line("ended"), line("on", 50, 102.8 + 10 * em)) is not True),
    (
        "paragraphs.display_pitch",
        1.36,
        lambda em: begins(line("ended", size=13), line("on", 50, 103.64 + 13 * em, size=13)) is not True,
    ),
    (
        "paragraphs.min_gap",
        2.0,
        lambda points: begins(line("ended", size=5), line("on", 50, 106.1 + points, size=5)) is not True,
    ),
    ("paragraphs.max_pitch", 2.6, lambda em: measured(100, 100 + 10 * em, 100 + 20 * em).pitch),
    ("headings.max_letters", 110, lambda count: run_in("W" + "x" * (int(count) - 2) + ".")),
    ("headings.max_slanted", 70, lambda count: run_in("W" + "x" * (int(count) - 2) + ".", style=SLANTED, count=2)),
    ("headings.max_lines", 2, lambda count: run_in(lines=int(count))),
    ("front.small", 0.93, lambda share: note_of(10 * share)),
    ("front.longest_front", 900, lambda count: note_of(letters=int(count))),
    ("front.body_size", 0.25, lambda share: opens_body(size=10 * (1 + share))),
    ("title.next_line", 1.9, lambda em: title_lines(em) == 2),
    ("title.same_size", 0.03, lambda share: title_lines(change=share) == 2),
    ("title.most_between", 12, lambda count: title_lines(between=int(count)) == 2),
    ("title.longest_name", 10, lambda count: journal(int(count))),
    ("entries.lines_an_entry", 12, lambda count: numbered_entries(int(count))),
    ("entries.label_indent", 3, lambda em: numbered_entries(x0=50 + 10 * em)),
    ("faults.little_text", 500, lambda count: "little_text" in survey(*[int(count)] * 3)),
    ("signs.bar_middle", 0.5, lambda em: Ink(0.5, em - 0.05, em + 0.05).is_bar),
    ("signs.bullet_gap", 2.5, lambda em: bullets(em)),
    ("tables.note_step", 1.6, lambda em: noted(8 * em) == 1),
    ("tables.notes_step", 0.75, lambda em: noted(2, 12 + 8 * em) == 2),
    ("tables.note_size", 0.93, lambda share: noted(5, size=10 * share) == 1),
    ("tables.most_note_lines", 24, lambda count: noted(*(11 * n for n in range(int(count)))) == int(count)),
    ("tables.notes_reach", 260, lambda points: noted(*((points - 5) * n / 17 for n in range(18))) == 18),
    ("tables.caption_reach", 130.0, ruled),
    ("tables.max_caption_lines", 9, lambda count: ruled(captions=int(count))),
    ("tables.caption_step", 2.4, lambda em: ruled(captions=2, step=em)),
    (
        "tables.chain_edge",
        14,
        lambda off: (
            rows_of_ruled(
                [a_rule(110), a_rule(126), a_rule(150), a_rule(174, 50 - off, 350 + off)], 122, 136, 148, 160, 172
            )
            == 5
        ),
    ),
    ("tables.open_step", 2.2, lambda em: rows_of_ruled([a_rule(110), a_rule(126)], 122, 136, 150, 160 + 10 * em) == 4),
    ("tables.part_edge", 6.0, continued),
    ("tables.spaced_caption_step", 2.0, lambda em: spaced(caption_step=em) == 18),
    ("tables.spaced_row_step", 3.2, lambda em: spaced(row_step=em) == 18),
    ("tables.spaced_stub_step", 1.8, lambda em: spaced(stub_step=em) == 18),
    ("tables.stub_width", 0.6, lambda share: spaced(stub_width=242 * share) == 18),
    ("tables.picture_overlap", 4, lambda points: pictured(off=-points)),
    ("tables.picture_below", 60, lambda points: pictured(off=points)),
    ("tables.picture_above", 30, lambda points: pictured(off=points, above=True)),
    ("cells.label_step", 0.9, lambda em: len(head_cells(line("Nose", 120), line("of day", 120, 110 + 10 * em))) == 1),
    ("cells.spanning_rule", 1.6, spanning),
    ("cells.most_heads", 8, lambda count: heads_over(int(count), 12)),
    ("cells.head_share", 0.5, lambda share: heads_over(round(100 * share), 100)),
    ("cells.inside_share", 0.12, lambda share: paired(own=share, count=100)),
    ("cells.crowded", 0.2, lambda share: between_rules(share) == 50),
]
"""What holds under a threshold and not over it."""

COUNTS: Sequence[tuple[str, int, Callable[[int], object]]] = [
    (
        "lines.fewest_spaced",
        6,
        lambda count: not close_spaced([word("a", 50 + 8 * n, 100) for n in range(count)])[1].gap,
    ),
    ("columns.min_starts", 3, lambda count: two_columns(200, count)),
    ("columns.band_lines", 3, lambda count: bands(count=count)),
    ("furniture.min_hanging", 3, lambda count: glued(count=count)),
    ("furniture.min_numbers", 6, lambda count: numbered_lines(count=count)),
    ("furniture.hanging_text", 5, lambda count: glued(letters=count + 1)),
    ("title.least_letters", 12, lambda count: title_of("x" * count)),
    ("faults.min_letters", 8, lambda count: not scan(0.1, count)),
    ("faults.min_numbered", 5, listed),
    ("signs.min_dots", 12, dotted),
    ("tables.fewest_beside", 3, in_right_column),
    ("columns.min_shared", 7, lambda count: parted(heights(201, (count - 4, 2, 2)))),
    ("columns.min_together", 7, lambda count: parted(heights(201, (count, 2, 2)), 36)),
    ("furniture.sure_letters", 6, lambda count: running_behind("b" * count)),
    ("furniture.min_repeated_letters", 3, lambda count: running("b" * count)),
    ("furniture.min_lines", 8, stamp_beside),
    ("furniture.line_letters", 26, lambda count: stamp_beside(letters=count)),
    ("furniture.many_pages", 3, lambda count: repeated_beside(count, 10)),
    (
        "paragraphs.edge_letters",
        16,
        lambda count: (
            measure_column(
                [*(text(30, 50, 12 * n, x1=300) for n in range(9)), text(count, 50, 120, x1=400)], 50, 300
            ).right
            == 400
        ),
    ),
    ("paragraphs.body_letters", 21, lambda count: body_size([text(15, size=8), text(15, size=8), text(count)]) == 10),
    ("headings.min_body", 60, lambda count: run_in(body=count)),
    ("headings.min_slanted", 2, lambda count: run_in(style=SLANTED, count=count)),
    ("front.min_body", 351, opens_body),
    ("front.min_inner_parts", 3, abstract_of_parts),
    (
        "title.min_bold",
        31,
        lambda count: find_title([draft("x" * count, style=BOLD), draft("x" * 80)], BODY, ()) is not None,
    ),
    ("title.min_words", 4, named_title),
    ("faults.min_pages", 3, lambda count: "little_text" in survey(*[100] * count)),
    ("tables.wide_letters", 31, lambda count: is_running_text([text(count, x1=450)], 400)),
    ("cells.stub_white", 2, columns_parted),
    ("cells.full_line", 7, lambda count: between_rules(1.0, 4, count, 10) > 4),
]
"""What holds from a count on; where the setting must be passed, the first that passes it."""

FROM: Sequence[tuple[str, float, Callable[[float], object]]] = [
    ("lines.min_raised", 0.12, lambda em: script(7, 10 * em) is Style.SUPERSCRIPT),
    ("lines.min_lowered", 0.06, lambda em: script(7, -10 * em) is Style.SUBSCRIPT),
    ("lines.words_apart", 1.5, lambda share: spaced_letters(3 * (share - 1))),
    ("lines.style_share", 0.7, style_of),
    ("columns.band_white", 0.7, lambda em: bands(white=em)),
    ("columns.band_other_size", 0.04, lambda share: bands(change=share, size=50)),
    ("furniture.min_reach", 0.6, lambda share: numbered_lines(share, 60)),
    ("headings.small", 0.86, lambda share: heading(size=10 * share, style=BOLD)),
    ("headings.as_large", 0.95, lambda share: is_heading(other_font(10 * share), BODY, draft("And so on"))),
    ("faults.numbered_share", 0.6, lambda share: listed(60, round(60 / share) - 60)),
    ("lines.script_shared", 0.55, lambda of: len(find_lines([line("ab"), line("cd", 90, 90 + 7 * of, size=7)])) == 1),
    (
        "lines.blank",
        0.15,
        lambda em: (
            " " in find_lines([line("ab", x1=60), Line(FRAME, [word("cd", 60 + 10 * em, 100, gap=False)])])[0].text
        ),
    ),
    ("columns.min_side", 60.0, lambda points: two_columns(points)),
    ("columns.widest_white", 15.0, lambda points: parted(heights(201, (3, 2, 2), points), 36)),
    ("furniture.min_repeated_share", 0.5, running_in_part),
    ("furniture.adjoining_gap", 0.5, stamp),
    ("furniture.adjoining_size", 0.06, lambda share: stamp(0, 10 * (1 + share))),
    ("furniture.text_share", 0.6, lambda share: stamp_beside(share=share)),
    ("furniture.counting_share", 0.8, counted),
    ("furniture.min_even", 0.7, even),
    ("furniture.rising_share", 0.7, rising),
    (
        "paragraphs.display",
        12.5,
        lambda size: begins(line("ended", size=size), line("on", 50, 100 + 1.57 * size, size=size)) is not True,
    ),
    (
        "paragraphs.style_share",
        0.85,
        lambda share: Draft(
            "paragraph", [text(round(100 * share), style=BOLD), text(100 - round(100 * share))], COLUMN
        ).has_style(Style.BOLD),
    ),
    ("paragraphs.min_pitch", 0.8, lambda em: measured(100, 100 + 10 * em, 100 + 20 * em).pitch),
    ("paragraphs.justified", 0.45, full_lines),
    ("paragraphs.left_share", 0.12, lambda share: left_edge(share) == 40),
    ("paragraphs.usual_step", 0.4, usual_of_two),
    ("paragraphs.body_share", 0.55, lambda of: body_size([text(100, size=8), text(round(100 * of))]) == 10),
    ("paragraphs.set_off", 0.5, set_off),
    (
        "headings.letter_share",
        0.5,
        lambda share: heading("X" * round(100 * share) + " " + "9" * (100 - round(100 * share)), style=BOLD),
    ),
    (
        "headings.run_in_letters",
        0.6,
        lambda share: run_in("W" + "x" * (round(100 * share) - 1) + "9" * (99 - round(100 * share)) + "."),
    ),
    ("title.nearly_as_large", 0.8, behind_a_name),
    ("entries.min_inset", 0.15, lambda share: hanging_entries(100, share)),
    ("entries.min_out", 0.04, lambda share: hanging_entries(1000, 1 - share)),
    ("entries.ending_share", 0.7, lambda share: hanging_entries(200, 0.5, share)),
    ("faults.garbled_share", 0.03, lambda share: "garbled_text" in survey(1000, odd=round(1000 * share))),
    ("faults.invisible_share", 0.8, lambda share: "ocr" in survey(1000, invisible=round(1000 * share))),
    ("signs.bar_middle", 0.15, lambda em: Ink(0.5, em - 0.05, em + 0.05).is_bar),
    ("signs.min_steady", 0.8, steady_dots),
    ("signs.bullet_share", 0.6, lambda share: bullets(share=share)),
    (
        "tables.label_size",
        0.06,
        lambda share: table_label(line("Table 1 Rinses", size=10 * (1 + share)), BODY, text(9, base=92)),
    ),
    (
        "tables.frame_width",
        0.6,
        lambda of: rows_of_ruled([a_rule(110), a_rule(126), a_rule(154, 50, 50 + 300 * of)], 122, 136, 150, 164) == 3,
    ),
    ("tables.picture_width", 100, lambda points: pictured(points)),
    ("tables.picture_height", 40, lambda points: pictured(high=points)),
    ("cells.min_stubs", 0.2, stubs_alone),
    ("cells.head_gap", 0.4, two_labels),
    ("cells.wide_step", 1.22, paired),
    ("cells.begins_share", 0.7, lambda share: paired(begins=share, count=51)),
    ("cells.numeric_share", 0.5, numeric_row),
    ("cells.drawn_share", 0.6, open_column),
]
"""What holds from a threshold on."""


def body(column: int, base: float) -> Body:
    return Body(cells={column: [line("a", 50, base)]}, base=base, top=base - 7.6, bottom=base + 2.4)


def other_font(size: float) -> Draft:
    made = draft("Ways of rinsing", size)
    made.lines[0].font = 7
    return made


def _named(value: object) -> str:
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(("name", "limit", "holds"), BELOW, ids=_named)
def test_what_holds_below_a_threshold_only(name: str, limit: float, holds: Callable[[float], object]) -> None:
    step = 1 if isinstance(limit, int) and limit < 20 else NEAR * limit
    assert (bool(holds(limit - (0 if name in WHOLE else step))), bool(holds(limit + step))) == (True, False)


WHOLE = frozenset(
    {
        "furniture.nearby",
        "headings.max_lines",
        "title.longest_name",
        "tables.max_caption_lines",
        "cells.most_heads",
        "headings.most_letters",
        "headings.most_lines",
        "tables.text_letters",
    }
)
"""Counts that are let pass themselves."""


@pytest.mark.parametrize(("name", "count", "holds"), COUNTS, ids=_named)
def test_what_holds_from_a_count_on(name: str, count: int, holds: Callable[[int], object]) -> None:
    assert (bool(holds(count - 1)), bool(holds(count))) == (False, True)


@pytest.mark.parametrize(("name", "limit", "holds"), FROM, ids=_named)
def test_what_holds_from_a_threshold_on(name: str, limit: float, holds: Callable[[float], object]) -> None:
    assert (bool(holds(limit * (1 - NEAR))), bool(holds(limit * (1 + NEAR)))) == (False, True)


def test_the_thresholds_cannot_be_changed_while_reading() -> None:
    with pytest.raises(AttributeError):
        LINES.__setattr__("wide_gap", 2.0)


@pytest.mark.parametrize(("pages", "found"), [(5, True), (6, True), (7, False)])
def test_on_how_many_pages_of_a_short_paper_comes_again_what_stands_beside_the_text(pages: int, found: bool) -> None:
    assert repeated_beside(2, pages) is found
