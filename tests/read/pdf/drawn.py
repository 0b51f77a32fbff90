"""Small papers drawn for the tests of the PDF reader."""

import hashlib
import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.model import Block, Document, Grid, Source
from extract.read.pdf import read_pdf

WIDTH, HEIGHT = A4
WORDS = (
    "patients with liver tumours received stereotactic radiotherapy in several fractions and were followed for "
    "local control survival toxicity and quality of life over many months after the end of their treatment"
).split()


def pdf(draw: Callable[[Canvas], None], **options: Any) -> bytes:
    """A PDF of what a function draws."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1, **options)
    draw(canvas)
    canvas.save()
    return written.getvalue()


def read(data: bytes, *, ocr: bool = False) -> Document:
    """The document of a PDF's bytes."""
    return read_pdf(
        Source(path="drawn.pdf", sha256=hashlib.sha256(data).hexdigest(), format="pdf", size=len(data)), data, ocr=ocr
    )


def lines(seed: int, count: int, width: int = 7) -> list[str]:
    """Lines of running text, different for every seed, the last one ended."""
    made = []
    for number in range(count):
        start = seed * 5 + number * width
        made.append(" ".join(WORDS[(start + step) % len(WORDS)] for step in range(width)))
    made[0] = made[0].capitalize()
    made[-1] += "."
    return made


def write(
    canvas: Canvas, x: float, top: float, texts: Sequence[str], size: float = 10, font: str = "Times-Roman"
) -> float:
    """Lines from a height down (points from the page's top); the height behind them."""
    canvas.setFont(font, size)
    for text in texts:
        canvas.drawString(x, HEIGHT - top, text)
        top += 1.2 * size
    return top


def table(canvas: Canvas, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]], size: float = 9) -> float:
    """Rows of cells at fixed places; the height behind them."""
    for row in rows:
        canvas.setFont("Times-Roman", size)
        for x, cell in zip(xs, row, strict=True):
            canvas.drawString(x, HEIGHT - top, cell)
        top += 1.3 * size
    return top


def rule(canvas: Canvas, x0: float, x1: float, top: float) -> None:
    """A level rule."""
    canvas.setLineWidth(0.5)
    canvas.line(x0, HEIGHT - top, x1, HEIGHT - top)


def texts_of(document: Document, kind: str) -> list[str]:
    """The texts of all blocks of a kind."""
    return [text_of(document, block) for block in document.blocks if block.kind == kind]


def text_of(document: Document, block: Block) -> str:
    return " ".join(piece.of(document.text) for piece in block.pieces)


def cells_of(document: Document, grid: Grid) -> list[list[str]]:
    """A grid's texts by row and column; empty where no cell stands."""
    height = 1 + max(cell.row for cell in grid.cells)
    width = max(cell.col + cell.col_span for cell in grid.cells)
    made = [[""] * width for _ in range(height)]
    for cell in grid.cells:
        made[cell.row][cell.col] = cell.span.of(document.text)
    return made
