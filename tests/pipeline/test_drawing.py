"""Pages are drawn in one bounded process: pages without end, many who ask at once."""

import threading

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.errors import BadPdf, TooSlow
from extract.pipeline.pictures import Drawer, Page
from extract.pipeline.workers import Limits
from tests.read.pdf.drawn import lines, pdf, write
from tests.read.pdf.raw import raw_pdf, stream

PNG = b"\x89PNG"


def text() -> bytes:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 100, lines(1, 10))

    return pdf(draw)


def endless() -> bytes:
    """A page filled with a pattern whose tiles lie a thousandth of a point apart."""
    pattern = stream(
        b"1 0 0 RG 0 0 m 5 5 l S",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 0.001/YStep 0.001/Resources<<>>",
    )
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
            b"/Resources<</Pattern<</P1 5 0 R>>/ColorSpace<</CS[/Pattern]>>>>>>",
            stream(b"/Pattern cs /P1 scn 0 0 600 800 re f"),
            pattern,
        ]
    )


def test_a_page_without_end_is_given_up_and_the_next_is_drawn() -> None:
    drawer = Drawer(Limits(seconds=4.0, megabytes=2048))
    with pytest.raises(TooSlow):
        drawer.made(Page(data=endless(), number=1))
    assert drawer.made(Page(data=text(), number=1)).startswith(PNG)


def test_many_who_ask_at_once_are_all_answered() -> None:
    drawer, data, told = Drawer(), text(), list[bytes]()
    threads = [threading.Thread(target=lambda: told.append(drawer.made(Page(data=data, number=1)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 8 and len(set(told)) == 1


def test_a_page_that_is_not_there_is_told() -> None:
    with pytest.raises(BadPdf, match="no page 9"):
        Drawer().made(Page(data=text(), number=9))


def test_what_the_reader_sees_is_drawn_over_the_page() -> None:
    drawer = Drawer()
    plain, seen = (drawer.made(Page(data=text(), number=1, layout=layout)) for layout in (False, True))
    assert plain.startswith(PNG) and seen.startswith(PNG) and plain != seen
