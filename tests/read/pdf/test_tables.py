"""Tables of PDFs: three lines, full grids, white space alone; and text that is none."""

from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import HEIGHT, cells_of, lines, pdf, read, rule, table, texts_of, write

XS = (60, 200, 300, 400)
HEAD = ["Outcome", "Arm A", "Arm B", "P value"]
ROWS = [
    ["Overall survival", "12.1", "10.4", "0.03"],
    ["Local control", "81%", "64%", "<0.001"],
    ["Toxicity", "5 (10%)", "7 (14%)", "0.54"],
]


def three_lines(canvas: Canvas) -> None:
    write(canvas, 60, 80, lines(1, 6))
    write(canvas, 60, 170, ["Table 1. Outcomes of the two arms"], 9, "Times-Bold")
    rule(canvas, 60, 480, 178)
    table(canvas, XS, 190, [HEAD])
    rule(canvas, 60, 480, 195)
    top = table(canvas, XS, 207, ROWS)
    rule(canvas, 60, 480, top - 7)
    write(canvas, 60, top + 4, ["P values are of the log-rank test."], 8)
    write(canvas, 60, top + 40, lines(2, 8))


def test_a_three_line_table_is_laid_out_with_caption_head_and_note() -> None:
    document = read(pdf(three_lines))
    (grid,) = document.grids
    assert cells_of(document, grid) == [HEAD, *ROWS]
    assert grid.label == "Table 1"
    assert grid.caption[0].of(document.text) == "Table 1. Outcomes of the two arms"
    assert [note[0].of(document.text) for note in grid.notes] == ["P values are of the log-rank test."]
    assert {cell.role for cell in grid.cells if cell.row == 0} == {"head"}
    assert all(document.runs.boxes((cell.span,)) for cell in grid.cells)
    assert len(texts_of(document, "paragraph")) == 2


def test_heads_over_several_columns_span_them() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 6))
        write(canvas, 60, 170, ["Table 2. Outcomes"], 9, "Times-Bold")
        rule(canvas, 60, 480, 178)
        canvas.setFont("Times-Roman", 9)
        canvas.drawCentredString(265, HEIGHT - 189, "Survival in months")
        rule(canvas, 200, 330, 193)
        table(canvas, XS, 203, [HEAD])
        rule(canvas, 60, 480, 208)
        top = table(canvas, XS, 220, ROWS)
        rule(canvas, 60, 480, top - 7)

    document = read(pdf(draw))
    (grid,) = document.grids
    spanning = next(cell for cell in grid.cells if cell.span.of(document.text) == "Survival in months")
    assert (spanning.row, spanning.col, spanning.col_span) == (0, 1, 2)
    assert cells_of(document, grid)[1][1:3] == ["Arm A", "Arm B"]


def test_a_table_without_rules_is_laid_out_by_its_white_space() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 6))
        write(canvas, 60, 180, ["Table 3. Outcomes of the two arms"], 9, "Times-Bold")
        top = table(canvas, XS, 196, [HEAD, *ROWS])
        write(canvas, 60, top + 30, lines(2, 8))

    document = read(pdf(draw))
    (grid,) = document.grids
    assert cells_of(document, grid) == [HEAD, *ROWS]


def test_wrapped_cells_of_a_full_grid_stay_one_cell() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 6))
        write(canvas, 60, 170, ["Table 4. Studies"], 9, "Times-Bold")
        heights = (178, 196, 226, 256, 286)
        for height in heights:
            rule(canvas, 60, 480, height)
        for x in (60, 180, 330, 480):
            canvas.line(x, HEIGHT - heights[0], x, HEIGHT - heights[-1])
        table(canvas, (65, 185, 335), 190, [["Study", "Treatment", "Finding"]])
        for number, height in enumerate(heights[1:-1]):
            study = f"Study {number + 1}"
            cells = [[study, "radiotherapy in five", "no difference"], ["", "fractions", "between arms"]]
            table(canvas, (65, 185, 335), height + 12, cells)

    document = read(pdf(draw))
    (grid,) = document.grids
    assert cells_of(document, grid)[1] == ["Study 1", "radiotherapy in five fractions", "no difference between arms"]
    assert len(cells_of(document, grid)) == 4


def test_a_sentence_that_begins_with_a_table_is_no_caption() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, [*lines(1, 6)[:-1], "and all of the results that are given in"])
        write(canvas, 60, 152, ["Table 1 shows that local control was better in the first arm.", *lines(2, 6)])

    document = read(pdf(draw))
    assert document.grids == ()


def test_two_columns_of_text_under_a_caption_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, ["Table 5. A table that was left out"], 9, "Times-Bold")
        write(canvas, 60, 110, lines(1, 30, 6))
        write(canvas, 320, 110, lines(2, 30, 6))

    document = read(pdf(draw))
    assert not any(grid.cells for grid in document.grids)
    assert " ".join(lines(1, 30, 6)) in " ".join(document.text.split())


def test_a_table_set_sideways_is_laid_out_and_its_boxes_lie_on_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -HEIGHT)
        three_lines(canvas)

    document = read(pdf(draw))
    (grid,) = document.grids
    assert cells_of(document, grid) == [HEAD, *ROWS]
    for cell in grid.cells:
        for box in document.runs.boxes((cell.span,)):
            assert 0 <= box.x0 < box.x1 <= 596 and 0 <= box.top < box.bottom <= 842


def test_a_table_across_both_columns_does_not_part_their_text() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 70, ["Table 6. Outcomes of the two arms"], 9, "Times-Bold")
        rule(canvas, 60, 540, 78)
        table(canvas, XS, 90, [HEAD])
        rule(canvas, 60, 540, 95)
        top = table(canvas, XS, 107, ROWS)
        rule(canvas, 60, 540, top - 7)
        for x, seed in ((60, 1), (310, 2)):
            write(canvas, x, top + 30, lines(seed, 30, 5))

    document = read(pdf(draw))
    assert cells_of(document, document.grids[0]) == [HEAD, *ROWS]
    flat = " ".join(document.text.split())
    assert all(" ".join(lines(seed, 30, 5)) in flat for seed in (1, 2))
