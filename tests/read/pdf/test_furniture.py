"""Running matter: told by place and repetition, never for a label or a number that comes again."""

from collections.abc import Sequence

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import HEIGHT, lines, pdf, read, texts_of, write


def pages(tops: Sequence[str], *, size: float = 10, below: str = "") -> bytes:
    """A page for each line at its top."""

    def draw(canvas: Canvas) -> None:
        for number, first in enumerate(tops):
            write(canvas, 60, 50, [first], size)
            write(canvas, 60, 90, lines(number, 30))
            if below:
                write(canvas, 60, 810, [below], 8)
            canvas.showPage()

    return pdf(draw)


def test_running_heads_that_differ_in_their_number_are_furniture() -> None:
    document = read(pages([f"Rinsing of the nose {number}" for number in range(1, 5)]))
    assert len(texts_of(document, "furniture")) == 4


@pytest.mark.parametrize(
    "made",
    [
        "Table {}. Rinsing in ward {}, with its numbers",
        "{}. Abel A. Noses of the {} north. J Test 2001;1:1-9.",
        "Figure {}. Water in ward {}, as it was seen",
    ],
)
def test_labels_and_numbers_that_come_again_are_none(made: str) -> None:
    tops = [made.format(number, "abcd"[number] * 9) for number in range(1, 4)]
    document = read(pages(tops))
    assert texts_of(document, "furniture") == []
    assert all(top in document.text for top in tops)


def test_bare_labels_over_a_table_are_none() -> None:
    assert texts_of(read(pages(["Table 1", "Table 2", "Table 3"])), "furniture") == []


def test_a_row_is_a_running_head_where_most_of_it_comes_again() -> None:
    """A short stretch that comes again beside a long one that does not is part of a line."""

    def draw(canvas: Canvas) -> None:
        for number in range(3):
            write(canvas, 60, 50, ["Ward"], 10)
            write(canvas, 120, 50, [" ".join(lines(number + 3, 1, 9))], 10)
            write(canvas, 60, 90, lines(number, 30))
            canvas.showPage()

    assert texts_of(read(pdf(draw)), "furniture") == []


def side(canvas: Canvas, number: int, text: str, x: float = 20, turn: int = 90) -> None:
    canvas.saveState()
    canvas.setFont("Times-Roman", 8)
    canvas.translate(x, 300)
    canvas.rotate(turn)
    canvas.drawString(0, 0, text)
    canvas.restoreState()
    write(canvas, 60, 90, lines(number, 30))
    canvas.showPage()


@pytest.mark.parametrize("turn", [90, 270, 0])
def test_what_stands_beside_the_text_on_every_page_is_furniture(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(4):
            side(canvas, number, "Author Manuscript" if turn else "Draft copy", 5 if not turn else 30, turn)

    assert len(texts_of(read(pdf(draw)), "furniture")) == 4


def test_a_stamp_of_a_download_on_one_page_is_furniture() -> None:
    stamp = "Downloaded from https://example.org/noses by a reader on 25 February 2026"
    document = read(pdf(lambda canvas: side(canvas, 1, stamp)))
    assert texts_of(document, "furniture") == [stamp]


def test_a_label_beside_one_figure_is_no_furniture() -> None:
    def draw(canvas: Canvas) -> None:
        side(canvas, 0, "Water in ml")
        side(canvas, 1, "Noses in all")

    assert texts_of(read(pdf(draw)), "furniture") == []


def test_a_table_that_is_a_picture_is_told_and_costs_nothing_else() -> None:
    from PIL import Image

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 6))
        write(canvas, 60, 170, ["Table 1. Noses of two wards"], 9, "Times-Bold")
        picture = ImageReader(Image.new("RGB", (400, 200), (200, 220, 240)))
        canvas.drawImage(picture, 60, HEIGHT - 380, 400, 200)
        write(canvas, 60, 420, lines(2, 8))

    document = read(pdf(draw))
    (grid,) = document.grids
    assert grid.faults == ("table_is_image",) and grid.label == "Table 1"
    assert grid.caption[0].of(document.text) == "Table 1. Noses of two wards"
    assert len(texts_of(document, "paragraph")) == 2
