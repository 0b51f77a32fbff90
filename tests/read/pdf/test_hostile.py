"""Files that are large, tangled or carry more than pages."""

import io
import tracemalloc
import zlib

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.patience import must_end
from tests.read.pdf.drawn import lines, pdf, read, write
from tests.read.pdf.raw import raw_pdf, stream

from extract.errors import BadPdf


def page(canvas: Canvas) -> None:
    write(canvas, 60, 100, lines(1, 10))


def art(canvas: Canvas, characters: int) -> None:
    """Vector art set as letters."""
    canvas.setFont("Helvetica", 0.5)
    for row in range(characters // 1000):
        canvas.drawString(10, 10 + 6 * row, "x" * 1000)


def test_a_page_of_vector_art_costs_that_page() -> None:
    def draw(canvas: Canvas) -> None:
        page(canvas)
        canvas.showPage()
        art(canvas, 130_000)
        canvas.showPage()
        write(canvas, 60, 100, lines(2, 10))

    document = read(pdf(draw))
    assert [(fault.code, fault.page) for fault in document.faults] == [("page_failed", 2)]
    assert [page.faults for page in document.pages] == [(), ("page_failed",), ()]
    assert lines(1, 10)[0] in document.text and lines(2, 10)[0] in document.text and "xxx" not in document.text


def test_a_file_of_nothing_but_art_is_refused() -> None:
    with pytest.raises(BadPdf, match="no page can be read"):
        read(pdf(lambda canvas: art(canvas, 130_000)))


@pytest.mark.slow
def test_a_page_of_a_hundred_thousand_characters_ends() -> None:
    with must_end():
        read(pdf(lambda canvas: art(canvas, 100_000)))


TEXT = b"BT /F1 10 Tf 60 700 Td (Patients were followed for two years in this small trial.) Tj ET"
FONT = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>"


def form(content: bytes, named: dict[str, int], *, packed: bool = False) -> bytes:
    """A form that may draw others by their names."""
    names = b"".join(b"/%s %d 0 R" % (name.encode(), number) for name, number in named.items())
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s/XObject<<%s>>>>" % (FONT, names)
    return stream(zlib.compress(content), entries + b"/Filter/FlateDecode") if packed else stream(content, entries)


def with_forms(*forms: bytes) -> bytes:
    """A page of text that draws the first form, object 5."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s/XObject<</A 5 0 R>>>>>>"
    opening = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page % FONT]
    return raw_pdf([*opening, stream(TEXT + b" /A Do"), *forms])


def test_forms_that_hold_themselves_end() -> None:
    document = read(with_forms(form(b"/A Do", {"A": 5, "B": 6}), form(b"/B Do", {"A": 6, "B": 5})))
    assert "followed for two years" in document.text and not document.faults


@pytest.mark.parametrize("packed", [False, True])
def test_forms_that_draw_each_other_twice_are_left_out_and_told(packed: bool) -> None:
    both = {"A": 5, "B": 6}
    with must_end():
        document = read(
            with_forms(form(b"/A Do /B Do", both, packed=packed), form(b"/B Do /A Do", both, packed=packed))
        )
    assert "followed for two years" in document.text
    assert [fault.code for fault in document.faults] == ["page_failed"]


def test_a_chain_of_forms_that_doubles_at_every_link_is_left_out_where_it_grows_too_long() -> None:
    links = [form(b"/N Do /N Do", {"N": 6 + number}) for number in range(28)]
    document = read(with_forms(*links, form(TEXT, {})))
    assert "15 drawings" in document.faults[0].message


def test_nested_forms_of_a_figure_are_read() -> None:
    label = b"BT /F1 8 Tf 60 600 Td (Local control in months) Tj ET"
    shared = form(b"/L Do " * 12, {"L": 6, "A": 5})
    document = read(with_forms(shared, form(label, {"A": 5})))
    assert "Local control in months" in document.text and not document.faults


def test_attachments_are_left_alone() -> None:
    made = pypdfium2.PdfDocument(pdf(page))
    attached = made.new_attachment("figures.csv")
    attached.set_data(b"group,patients\nsecret,4711\n")
    written = io.BytesIO()
    made.save(written)
    made.close()
    document = read(written.getvalue())
    assert lines(1, 10)[0] in document.text and "4711" not in document.text and not document.faults


@pytest.mark.slow
def test_ten_thousand_pages_are_read_in_bounded_memory() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(10_000):
            write(canvas, 60, 100, lines(number, 5))
            canvas.showPage()

    data = pdf(draw)
    tracemalloc.start()
    document = read(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(document.pages) == 10_000 and not document.faults
    assert peak < 400_000_000
