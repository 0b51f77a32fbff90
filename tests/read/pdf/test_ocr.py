"""Pages that are pictures, read by tesseract where it is asked for."""

import io
import shutil
from pathlib import Path

import pypdfium2
import pytest
from benchmarks.corpus.journal import make_journal
from benchmarks.corpus.layouts import LAYOUTS
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import HEIGHT, WIDTH, lines, pdf, read, write

from extract.errors import NoTextLayer, UsageError
from extract.pipeline import ingest
from extract.read.pdf import ocr
from extract.settings import Settings

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="the program tesseract is not installed")


def scanned(data: bytes, dots: int = 200) -> bytes:
    """The same pages as pictures."""
    document = pypdfium2.PdfDocument(data)
    pictures = [page.render(scale=dots / 72, grayscale=True).to_pil() for page in document]
    document.close()

    def draw(canvas: Canvas) -> None:
        for picture in pictures:
            written = io.BytesIO()
            picture.save(written, "PNG")
            canvas.drawImage(ImageReader(io.BytesIO(written.getvalue())), 0, 0, WIDTH, HEIGHT)
            canvas.showPage()

    return pdf(draw)


def page(canvas: Canvas) -> None:
    write(canvas, 60, 100, lines(1, 6), size=12)


@needs_tesseract
def test_a_scan_is_read_where_asked_for_and_told() -> None:
    document = read(scanned(pdf(page)), ocr=True)
    assert " ".join(lines(1, 6)) in " ".join(document.text.split())
    assert [(fault.code, fault.page) for fault in document.faults] == [("ocr", 1)]
    assert document.pages[0].faults == ("ocr",)
    (box, *_) = document.runs.boxes((document.blocks[0].span,))
    assert abs(box.x0 - 60) < 3 and abs(box.top - 91) < 5 and box.page == 1


def test_a_page_with_text_is_not_read_from_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PROGRAM", "no-such-program")
    document = read(pdf(page), ocr=True)
    assert lines(1, 6)[0] in document.text and not document.faults


def test_a_missing_program_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ocr, "PROGRAM", "no-such-program")
    with pytest.raises(NoTextLayer, match="not installed"):
        read(scanned(pdf(page), 40), ocr=True)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="tesseract"):
        ingest(Settings(db=tmp_path / "x.db", ocr=True), [])


@needs_tesseract
@pytest.mark.slow
def test_a_scanned_article_has_its_sections_and_references() -> None:
    layout = next(layout for layout in LAYOUTS if layout.name == "springer")
    document = read(scanned(make_journal(layout), 300), ocr=True)
    headings = [block.span.of(document.text) for block in document.blocks if block.kind == "heading"]
    assert [heading for heading in ("Abstract", "Methods", "Results", "References") if heading not in headings] == []
    entries = [block for block in document.blocks if block.kind == "reference"]
    assert len(entries) == 8
