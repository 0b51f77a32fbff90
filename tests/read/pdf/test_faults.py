"""Faults that tell: lists read in part, pages of pictures, text that a program recognised."""

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import HEIGHT, WIDTH, lines, pdf, read, write

from extract.errors import NoTextLayer
from extract.read.pdf.faults import unread_entries

ENTRIES = [f"{number}. Abel A. Noses of the north. J Test 2001;{number}:1-9." for number in range(1, 10)]


@pytest.mark.parametrize(
    ("entries", "text", "codes"),
    [
        (ENTRIES, "\n".join(ENTRIES), []),
        ([*ENTRIES[:3], *ENTRIES[4:]], "\n".join(ENTRIES), ["list_unread"]),
        ([*ENTRIES[:2], f"{ENTRIES[2]} {ENTRIES[3]}", *ENTRIES[4:]], "\n".join(ENTRIES), ["list_unread"]),
        ([*ENTRIES[:3], *ENTRIES[4:]], "\n".join([*ENTRIES[:3], *ENTRIES[4:]]), []),
        ([entry[3:] for entry in ENTRIES], "\n".join(ENTRIES), []),
    ],
    ids=["whole", "lost", "run together", "left out in print", "without numbers"],
)
def test_a_list_is_told_unread_where_the_text_fills_its_gaps(entries: list[str], text: str, codes: list[str]) -> None:
    assert [fault.code for fault in unread_entries(entries, text)] == codes


def scan(canvas: Canvas, stamp: str, share: float = 1.0) -> None:
    picture = ImageReader(Image.new("RGB", (200, 300), (230, 230, 220)))
    canvas.drawImage(picture, 0, HEIGHT * (1 - share), WIDTH, HEIGHT * share)
    write(canvas, 60, 20, [stamp], 8)
    canvas.showPage()


def test_a_scan_with_a_stamp_on_it_is_one() -> None:
    with pytest.raises(NoTextLayer):
        read(pdf(lambda canvas: scan(canvas, "Downloaded from a library by a reader")))


def test_a_short_page_with_a_small_picture_is_none() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, lines(1, 40, 12))
        canvas.showPage()
        scan(canvas, "A short last page of words", 0.3)

    assert [fault.code for fault in read(pdf(draw)).faults] == []


@pytest.mark.parametrize(("mode", "codes"), [(3, ["ocr"]), (0, [])])
def test_invisible_text_is_what_a_program_recognised(mode: int, codes: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(60, HEIGHT - 80)
        text.setFont("Times-Roman", 10)
        text.setTextRenderMode(mode)
        for line in lines(1, 30, 8):
            text.textLine(line)
        canvas.drawText(text)

    assert [fault.code for fault in read(pdf(draw)).faults] == codes


@pytest.mark.parametrize(("count", "codes"), [(3, ["little_text"]), (20, [])])
def test_pages_with_hardly_any_text_are_told(count: int, codes: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(3):
            write(canvas, 60, 80, lines(number, count))
            canvas.showPage()

    assert [fault.code for fault in read(pdf(draw)).faults] == codes
