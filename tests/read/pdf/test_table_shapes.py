"""Tables as compositors set them: cells to their middles, parts over pages, side by side, stubs over rows."""

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import HEIGHT, WIDTH, cells_of, lines, pdf, read, rule, table, write

from extract.annotate.tables import find_tables
from extract.read.pdf.lines import Line
from extract.read.pdf.pages import PageContent
from extract.read.pdf.second import SecondReader
from extract.read.pdf.shapes import Fragment, Frame, Sheet
from extract.read.pdf.tables import FoundTable


def centred(canvas: Canvas, x: float, middle: float, words: list[str], step: float = 10) -> None:
    """A cell whose lines stand around a height."""
    top = middle - step * (len(words) - 1) / 2
    for number, word in enumerate(words):
        canvas.drawString(x, HEIGHT - top - step * number, word)


CENTRED = [
    [["Abel 2001"], ["Ward of", "the north"], ["12"], ["rinse in", "water or", "in salt"]],
    [["Bell 2002,", "again 2003"], ["Ward"], ["34"], ["wait"]],
    [["Cole 2004"], ["Ward of", "the south"], ["56"], ["salt in", "water, or", "none"]],
    [["Dorn 2005,", "Town"], ["Ward of", "the east,", "closed"], ["78"], ["wait or", "rinse"]],
]


def test_cells_set_to_their_middles_are_rows() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 6))
        write(canvas, 60, 170, ["Table 1. Wards"], 9, "Times-Bold")
        rule(canvas, 60, 480, 176)
        table(canvas, (60, 160, 260, 340), 188, [["Author", "Ward", "n", "Arms"]])
        rule(canvas, 60, 480, 193)
        middle = 212.0
        canvas.setFont("Times-Roman", 9)
        for row in CENTRED:
            for x, words in zip((60, 160, 260, 340), row, strict=True):
                centred(canvas, x, middle, words)
            middle += 34
        rule(canvas, 60, 480, middle - 12)
        write(canvas, 60, middle + 40, lines(2, 8))

    document = read(pdf(draw))
    (grid,) = document.grids
    assert cells_of(document, grid)[1:] == [[" ".join(words) for words in row] for row in CENTRED]


HEAD = ["Outcome", "North", "South"]


def part(canvas: Canvas, caption: str, rows: list[list[str]], xs: tuple[int, ...] = (60, 220, 340)) -> None:
    write(canvas, 60, 80, [caption], 9, "Times-Bold")
    rule(canvas, 60, 480, 88)
    table(canvas, xs, 100, [HEAD])
    rule(canvas, 60, 480, 105)
    top = table(canvas, xs, 117, rows)
    rule(canvas, 60, 480, top - 7)
    write(canvas, 60, top + 30, lines(2, 12))


def test_a_part_in_which_a_column_is_empty_has_the_columns_of_the_whole() -> None:
    first = [[f"Noses {n}", f"{n}.5", f"{n}.7"] for n in range(1, 6)]
    second = [[f"Ears {n}", "", f"{n}.9"] for n in range(1, 6)]

    def draw(canvas: Canvas) -> None:
        part(canvas, "Table 1. Noses and ears", first)
        canvas.showPage()
        part(canvas, "Table 1. Continued", second)

    document = read(pdf(draw))
    (found,) = find_tables(document)
    texts = {(cell.row, cell.col): cell.span.of(document.text) for cell in found.cells}
    assert [texts.get((row, 2)) for row in range(1, 11)] == [row[2] for row in (*first, *second)]
    assert sum(text == "Outcome" for text in texts.values()) == 1


def test_another_table_of_the_same_number_is_not_joined() -> None:
    def draw(canvas: Canvas) -> None:
        part(canvas, "Table 1. Noses", [[f"Noses {n}", f"{n}.5", f"{n}.7"] for n in range(1, 6)])
        canvas.showPage()
        part(canvas, "Table 2. Ears", [[f"Ears {n}", f"{n}.5", f"{n}.7"] for n in range(1, 6)])

    assert len(find_tables(read(pdf(draw)))) == 2


def test_tables_side_by_side_under_rules_at_one_height_are_two() -> None:
    def draw(canvas: Canvas) -> None:
        for number, x in ((1, 50), (2, 305)):
            xs = (x, x + 100, x + 170)
            write(canvas, x, 80, [f"Table {number}. Noses"], 9, "Times-Bold")
            rule(canvas, x, x + 245, 88)
            table(canvas, xs, 100, [HEAD])
            rule(canvas, x, x + 245, 105)
            top = table(canvas, xs, 117, [[f"Ward {number}{row}", f"{row}.1", f"{row}.2"] for row in range(6)])
            rule(canvas, x, x + 245, top - 7)
            write(canvas, x, top + 30, lines(number, 20, 4))

    document = read(pdf(draw))
    assert [cells_of(document, grid)[1] for grid in document.grids] == [
        ["Ward 10", "0.1", "0.2"],
        ["Ward 20", "0.1", "0.2"],
    ]


def test_stubs_midway_to_the_rows_that_they_span_are_a_column() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 6))
        write(canvas, 60, 170, ["Table 1. Noses of four wards"], 9, "Times-Bold")
        rule(canvas, 60, 480, 176)
        table(canvas, (60, 160, 260), 188, [["Ward", "Arm", "n"]])
        rule(canvas, 60, 480, 193)
        top = 205.0
        for ward in ("North", "South", "East", "West"):
            write(canvas, 60, top + 6, [ward], 9)
            top = table(canvas, (160, 260), top, [["rinse", "12"], ["wait", "13"]])
        rule(canvas, 60, 480, top - 7)
        write(canvas, 60, top + 30, lines(2, 8))

    document = read(pdf(draw))
    (grid,) = document.grids
    assert cells_of(document, grid)[1:4] == [["North", "rinse", "12"], ["", "wait", "13"], ["South", "rinse", "12"]]
    assert [cell.row_span for cell in grid.cells if cell.span.of(document.text) == "North"] == [2]


def test_wide_white_within_one_string_parts_cells() -> None:
    """Signs far apart in one string of the file, between which the engine tells no blank."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 6))
        write(canvas, 60, 170, ["Table 1. Signs of four wards"], 9, "Times-Bold")
        rule(canvas, 60, 480, 176)
        table(canvas, (60, 200, 300, 400), 188, [["Ward", "North", "South", "East"]])
        rule(canvas, 60, 480, 193)
        top = 205.0
        for number in range(4):
            write(canvas, 60, top, [f"Ward {number}"], 9)
            text = canvas.beginText(200, HEIGHT - top)
            text.setFont("Times-Roman", 9)
            text.setCharSpace(95)
            text.textOut("+-+")
            text.setCharSpace(0)
            canvas.drawText(text)
            top += 12
        rule(canvas, 60, 480, top - 7)
        write(canvas, 60, top + 30, lines(2, 8))

    document = read(pdf(draw))
    (grid,) = document.grids
    assert cells_of(document, grid)[1:] == [[f"Ward {number}", "+", "-", "+"] for number in range(4)]


@pytest.mark.parametrize(("beyond", "is_read"), [(0, True), (4, True), (200, False)])
def test_text_cut_off_by_the_frame_of_its_figure_is_left_out(beyond: float, is_read: bool) -> None:
    """A page of another file, drawn as a figure and cut to a frame: what lies outside is nowhere to be seen."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 12))
        canvas.beginForm("figure", 0, 0, 595, 842)
        frame = canvas.beginPath()
        frame.rect(60, 300, 300, 100)
        canvas.clipPath(frame, stroke=0, fill=0)
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(80, 350, "within the frame")
        canvas.drawString(80, 292 - beyond, "another page of words")
        canvas.endForm()
        canvas.doForm("figure")

    text = read(pdf(draw)).text
    assert "within the frame" in text and ("another page" in text) is is_read


BANDS = [
    (["Sex", "men", "women"], ["", "11", "6"], ["", "12", "5"]),
    (["Age", "<60", "≥60"], ["", "14", "57"], ["", "15", "58"]),
    (["Ward"], ["7"], ["9"]),
    (["Weight, as it", "was told"], ["61.2", ""], ["62.5", ""]),
]


def test_lines_with_figures_between_two_rules_are_rows() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 6))
        write(canvas, 60, 170, ["Table-I: Who was asked"], 9, "Times-Bold")
        rule(canvas, 60, 480, 176)
        table(canvas, (60, 260, 360), 188, [["Measure", "North", "South"]])
        top = 193.0
        for stubs, north, south in BANDS:
            rule(canvas, 60, 480, top)
            for x, words in ((60, stubs), (260, north), (360, south)):
                write(canvas, x, top + 11, words, 9)
            top += 11.5 * len(stubs) + 3
        rule(canvas, 60, 480, top)
        write(canvas, 60, top + 30, lines(2, 8))

    document = read(pdf(draw))
    (grid,) = document.grids
    assert grid.label == "Table-I"
    assert cells_of(document, grid)[1:] == [
        ["Sex", "", ""],
        ["men", "11", "12"],
        ["women", "6", "5"],
        ["Age", "", ""],
        ["<60", "14", "15"],
        ["≥60", "57", "58"],
        ["Ward", "7", "9"],
        ["Weight, as it was told", "61.2", "62.5"],
    ]


@pytest.mark.parametrize(
    ("x1", "says", "count"),
    [(480, "", 1), (400, "", 1), (480, "The noses of the east were not asked, as is told above.", 1)],
    ids=["goes on", "narrower", "text above"],
)
def test_a_table_that_goes_on_at_the_top_of_the_next_page_without_a_word(x1: int, says: str, count: int) -> None:
    first = [[f"Noses {n}", f"{n}.5", f"{n}.7"] for n in range(1, 6)]
    more = [[f"Ears {n}", f"{n}.5", f"{n}.7"] for n in range(1, 6)]

    def draw(canvas: Canvas) -> None:
        part(canvas, "Table 1. Noses and ears", first)
        canvas.showPage()
        if says:
            write(canvas, 60, 90, [says], 10)
        rule(canvas, 60, x1, 100)
        top = table(canvas, (60, 220, 340), 112, more)
        rule(canvas, 60, x1, top - 7)
        write(canvas, 60, top + 30, lines(2, 12))

    document = read(pdf(draw))
    found = find_tables(document)
    rows = {cell.row for cell in found[0].cells}
    assert len(found) == count and len(rows) == (11 if (x1, says) == (480, "") else 6)


def made_table(rows: list[list[str]]) -> FoundTable:
    """A table of which only the lines are known, one for each row."""
    frame = Frame(1, WIDTH, HEIGHT)
    found = []
    for number, row in enumerate(rows):
        for place, word in enumerate(row):
            base = 200.0 + 20 * number
            x0 = 70.0 + 100 * place
            order = number * 10 + place
            fragment = Fragment(word, x0, base - 7, x0 + 30, base + 2, base, 9, 0, 0, True, False, order)
            found.append(Line(frame, [fragment]))
    return FoundTable(60, 180, 360, 200 + 20 * len(rows), "Table 1", [], lines=found, faults=("unread_table",))


@pytest.mark.parametrize(("filled", "is_read"), [(True, True), (False, False)])
def test_a_table_that_stayed_lines_is_laid_out_by_the_cells_of_its_rules(filled: bool, is_read: bool) -> None:
    rows = [["Ward", "n", "p"], ["North", "12", "0.1"], ["South", "13", "0.2"]]

    def draw(canvas: Canvas) -> None:
        for number in range(4):
            rule(canvas, 60, 360, 187 + 20 * number)
        for place in range(4):
            canvas.line(60 + 100 * place, HEIGHT - 187, 60 + 100 * place, HEIGHT - 247)
        write(canvas, 60, 400, lines(1, 8))

    made = made_table(rows if filled else [["Ward"]])
    assert SecondReader(pdf(draw)).table(made, Frame(1, WIDTH, HEIGHT)) is is_read
    assert (made.faults == ()) is is_read
    if is_read:
        assert [" ".join(line.text for line in cell.lines) for cell in made.cells] == [
            word for row in rows for word in row
        ]


def test_words_of_a_page_that_the_engine_refuses_are_read_by_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 100, lines(1, 4))

    content = PageContent(Frame(1, 0, 0), [], [], failure="the page cannot be loaded")
    assert SecondReader(pdf(draw)).page(content, 0)
    assert " ".join(fragment.text for fragment in content.sheets[0].fragments) == " ".join(lines(1, 4))
    assert content.failure is None and SecondReader(b"%PDF-1.4 broken").page(content, 0) is False


def test_a_page_that_cannot_be_laid_out_costs_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(3):
            write(canvas, 60, 100, lines(number, 30))
            canvas.showPage()

    def find_tables_but(sheet: Sheet, *others: object) -> list[object]:
        if sheet.frame.page == 2:
            raise IndexError("a fault of ours")
        return []

    monkeypatch.setattr("extract.read.pdf.layout.find_tables", find_tables_but)
    document = read(pdf(draw))
    assert [(fault.code, fault.page) for fault in document.faults] == [("page_failed", 2)]
    assert document.pages[1].faults == ("page_failed",)
    assert lines(0, 30)[0] in document.text and lines(2, 30)[0] in document.text


def test_lists_level_with_each_other_beside_a_cell_that_spans_them_are_rows() -> None:
    """Cells set to the middle of several rows cross base lines too; the rows are the lines of the lists."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 6))
        write(canvas, 60, 170, ["Table 1. Paths"], 9, "Times-Bold")
        rule(canvas, 60, 480, 176)
        table(canvas, (60, 160, 280, 400), 188, [["Set", "Path", "Number", "Share"]])
        rule(canvas, 60, 480, 193)
        top = 205.0
        canvas.setFont("Times-Roman", 9)
        for group in range(4):
            words = [f"Path {group}{number}" for number in range(4)]
            middle = top + 15
            for x, cell in ((160, words), (280, [word.replace("Path ", "p") for word in words])):
                centred(canvas, x, middle, cell)
            centred(canvas, 60, middle, [f"Set {group}"])
            centred(canvas, 400, middle, [f"{group}1.5"])
            top += 50
        rule(canvas, 60, 480, top - 7)
        write(canvas, 60, top + 30, lines(2, 8))

    document = read(pdf(draw))
    (grid,) = document.grids
    texts = {(cell.row, cell.col): cell.span.of(document.text) for cell in grid.cells}
    rows = {text: row for (row, column), text in texts.items() if column == 1}
    assert [texts.get((rows[f"Path 2{number}"], 2)) for number in range(4)] == ["p20", "p21", "p22", "p23"]
