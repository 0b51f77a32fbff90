"""The trial as a journal prints it: two columns, a three-line table, raised markers, running heads."""

from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from benchmarks.corpus import content
from benchmarks.corpus.marks import with_markers

MARGIN, GAP, HEADER = 18 * mm, 6 * mm, 76 * mm
TEXT = ParagraphStyle("text", fontName="Times-Roman", fontSize=9.5, leading=11.5, alignment=TA_JUSTIFY, spaceAfter=3)
FRONT = ParagraphStyle("front", parent=TEXT, alignment=0, spaceAfter=4)
TITLE = ParagraphStyle("title", parent=FRONT, fontName="Times-Bold", fontSize=16, leading=19, spaceAfter=6)
HEADING = ParagraphStyle("heading", parent=FRONT, fontName="Times-Bold", fontSize=11.5, leading=14, spaceBefore=6)
SUBHEADING = ParagraphStyle("subheading", parent=HEADING, fontName="Times-BoldItalic", fontSize=10, leading=12)
SMALL = ParagraphStyle("small", parent=FRONT, fontSize=7.5, leading=9)
CELL = ParagraphStyle("cell", parent=SMALL, fontSize=6.8, leading=8.2, spaceAfter=0)


def make_pdf(path: Path) -> None:
    """Write the file; it is the same byte for byte each time."""
    width, height = A4
    column = (width - 2 * MARGIN - GAP) / 2
    top = Frame(MARGIN, height - MARGIN - HEADER, width - 2 * MARGIN, HEADER, 0, 0, 0, 0, id="front")
    low = height - 2 * MARGIN - HEADER - GAP
    first = [top, *(Frame(MARGIN + n * (column + GAP), MARGIN, column, low, 0, 0, 0, 0) for n in (0, 1))]
    later = [Frame(MARGIN + n * (column + GAP), MARGIN, column, height - 2 * MARGIN, 0, 0, 0, 0) for n in (0, 1)]
    document = BaseDocTemplate(str(path), pagesize=A4, invariant=1, title=content.TITLE, author="invented")
    document.addPageTemplates(
        [
            PageTemplate("first", first, onPage=_running, autoNextPageTemplate="later"),
            PageTemplate("later", later, onPage=_running),
        ]
    )
    document.build([NextPageTemplate("later"), *_front(), *_body(column), *_references()])


def _running(canvas: Canvas, document: BaseDocTemplate) -> None:
    """The running head and the page number."""
    canvas.setFont("Times-Italic", 8)
    canvas.drawString(MARGIN, A4[1] - 11 * mm, f"{content.JOURNAL} {content.YEAR}")
    canvas.drawRightString(A4[0] - MARGIN, 10 * mm, str(document.page))


def _front() -> list[Flowable]:
    authors = ", ".join(f"{given} {family}" for given, family in content.AUTHORS)
    return [
        Paragraph(content.TITLE, TITLE),
        Paragraph(authors, FRONT),
        Paragraph(content.AFFILIATION, SMALL),
        Paragraph(f"doi: {content.DOI}", SMALL),
        Paragraph("Abstract", HEADING),
        Paragraph(escape(content.ABSTRACT), TEXT),
        FrameBreak(),
    ]


def _body(column: float) -> list[Flowable]:
    parts: list[Flowable] = []
    for level, heading, paragraphs in content.SECTIONS:
        parts.append(Paragraph(heading, HEADING if level == 1 else SUBHEADING))
        for words in paragraphs:
            parts.append(Paragraph(with_markers(escape(words), _marker), TEXT))
            if words.startswith(content.TABLE_AFTER):
                parts += _table(column)
    return parts


def _marker(numbers: str) -> str:
    return f'<super size="6.5" rise="3.5">{numbers}</super>'


def _table(column: float) -> list[Flowable]:
    first, second = content.TABLE_HEAD
    rows = [[word for words, wide, _ in first for word in (words, *[""] * (wide - 1))]]
    rows.append(["", *(words for words, _, _ in second)])
    rows += [list(row) for row in content.TABLE_ROWS]
    cells = [[Paragraph(words.replace(" (n = ", "<br/>(n&nbsp;=&nbsp;"), CELL) for words in row] for row in rows]
    widths = [column * 0.22, *[column * 0.195] * 4]
    lines = [
        ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
        ("LINEBELOW", (0, 1), (-1, 1), 0.5, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), 1, "black"),
        ("LINEBELOW", (1, 0), (2, 0), 0.3, "black"),
        ("LINEBELOW", (3, 0), (4, 0), 0.3, "black"),
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (3, 0), (4, 0)),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 7),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    table = Table(cells, colWidths=widths, style=lines)
    caption = Paragraph(f"<b>{content.TABLE_LABEL}.</b> {content.TABLE_CAPTION}", SMALL)
    note = Paragraph(content.TABLE_NOTE, SMALL)
    return [KeepTogether([Spacer(1, 4), caption, table, Spacer(1, 2), note, Spacer(1, 6)])]


def _references() -> list[Flowable]:
    entries = [Paragraph(f"{n}. {escape(entry.printed())}", SMALL) for n, entry in enumerate(content.ENTRIES, 1)]
    return [Paragraph("References", HEADING), *entries]
