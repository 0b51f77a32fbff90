"""PDFs that cannot be read, in whole or in part."""

import io
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import lines, pdf, read, write

from extract.errors import BadPdf, Encrypted, NoTextLayer, Truncated
from extract.read.pdf.damaged import rebuild
from extract.read.pdf.picture import page_png


def page(canvas: Canvas) -> None:
    write(canvas, 60, 100, lines(1, 10))


def scan(canvas: Canvas) -> None:
    from PIL import Image

    written = io.BytesIO()
    Image.new("L", (60, 80), 200).save(written, "PNG")
    canvas.drawImage(ImageReader(io.BytesIO(written.getvalue())), 0, 0, 590, 840)


def test_a_password_is_asked_for() -> None:
    with pytest.raises(Encrypted):
        read(pdf(page, encrypt=StandardEncryption("secret", "owner")))


def test_an_owner_password_alone_does_not_lock_the_text() -> None:
    data = pdf(page, encrypt=StandardEncryption("", "owner"))
    assert lines(1, 10)[0] in read(data).text


def test_a_scan_has_no_text_layer() -> None:
    with pytest.raises(NoTextLayer):
        read(pdf(scan))


def test_a_scanned_page_among_others_is_a_fault_of_that_page() -> None:
    def draw(canvas: Canvas) -> None:
        page(canvas)
        canvas.showPage()
        scan(canvas)

    document = read(pdf(draw))
    assert [(fault.code, fault.page) for fault in document.faults] == [("no_text_layer", 2)]
    assert document.pages[1].faults == ("no_text_layer",)
    assert lines(1, 10)[0] in document.text


def test_garbage_and_cut_files_are_told_apart() -> None:
    with pytest.raises(BadPdf):
        read(b"%PDF-1.4\n" + b"no objects here\n" * 20 + b"%%EOF")
    with pytest.raises(Truncated):
        read(b"%PDF-1.4\n" + b"1 0 obj\n<<" * 20)
    with pytest.raises(BadPdf):
        read(b"%PDF-1.4\nnonsense")


def test_a_broken_cross_reference_table_is_rebuilt() -> None:
    data = pdf(page)
    start = data.rindex(b"startxref")
    assert lines(1, 10)[0] in read(data[:start] + b"startxref\n7\n%%EOF").text


@pytest.mark.parametrize("count", [b"9", b"1", b"0"])
def test_a_page_count_that_lies_costs_no_page(count: bytes) -> None:
    def draw(canvas: Canvas) -> None:
        page(canvas)
        canvas.showPage()
        write(canvas, 60, 100, lines(11, 20))

    document = read(pdf(draw).replace(b"/Count 2", b"/Count " + count))
    assert len(document.pages) == 2
    assert lines(11, 20)[-1] in document.text
    assert [fault.code for fault in document.faults] == (["page_count"] if count == b"9" else [])


def test_of_a_pdf_that_ends_too_early_the_whole_pages_are_kept() -> None:
    data = pdf(page)
    document = read(data[: data.rindex(b"xref\n0 ")])
    assert lines(1, 10)[0] in document.text
    assert [fault.code for fault in document.faults] == ["truncated"]


def test_packed_objects_of_a_cut_pdf_are_written_out() -> None:
    objects = b"<< /Type /Page /Parent 9 0 R >> << /Type /Font >>"
    head = b"4 0 5 32 "
    packed = zlib.compress(head + objects)
    given = b"%%PDF-1.5\n7 0 obj\n<< /Type /ObjStm /N 2 /First %d >>\nstream\n%s" % (len(head), packed)
    rebuilt = rebuild(given) or b""
    assert b"4 0 obj\n<< /Type /Page /Parent 9 0 R >>" in rebuilt
    assert b"/Kids [4 0 R]" in rebuilt and rebuilt.endswith(b"%%EOF\n")
    assert rebuild(given[:60]) is None


def test_a_page_is_drawn_with_its_passage_marked() -> None:
    data = pdf(page)
    document = read(data)
    plain = page_png(data, 1, ())
    marked = page_png(data, 1, document.runs.boxes((document.blocks[0].span,)))
    assert plain.startswith(b"\x89PNG") and marked.startswith(b"\x89PNG") and plain != marked
    with pytest.raises(BadPdf):
        page_png(data, 9, ())
