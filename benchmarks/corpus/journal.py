"""The trial typeset in one of the `LAYOUTS`."""

import io
import re
from xml.sax.saxutils import escape

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
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from benchmarks.corpus import content
from benchmarks.corpus.layouts import Layout
from benchmarks.corpus.marks import with_markers

MARGIN, GAP = 18 * mm, 6 * mm
DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
STOP_AND_MARKER = re.compile(r"([.,]?)\{\^([\d,–]+)\}")
Styles = dict[str, ParagraphStyle]


def make_journal(layout: Layout) -> bytes:
    """The bytes of the PDF, the same each time."""
    written = io.BytesIO()
    document = BaseDocTemplate(written, pagesize=layout.page, invariant=1, title=content.TITLE, author="invented")
    document.addPageTemplates(_templates(layout))
    styles = _styles(layout)
    later = [NextPageTemplate("later")]
    document.build([*later, *_front(layout, styles), *_body(layout, styles), *_references(layout, styles)])
    return written.getvalue()


def _templates(layout: Layout) -> list[PageTemplate]:
    width, height = layout.page
    column = _column(layout)
    header = 0.0 if layout.columns == 1 else 95 * mm

    def frames(high: float) -> list[Frame]:
        lefts = [MARGIN + n * (column + GAP) for n in range(layout.columns)]
        return [Frame(left, MARGIN, column, high, 0, 0, 0, 0) for left in lefts]

    def running(canvas: Canvas, document: BaseDocTemplate) -> None:
        _running(canvas, document, layout)

    full = height - 2 * MARGIN
    front = [Frame(MARGIN, height - MARGIN - header, width - 2 * MARGIN, header, 0, 0, 0, 0)] if header else []
    first = [*front, *frames(full - header - (GAP if header else 0))]
    sideways = [Frame(MARGIN, MARGIN, width - 2 * MARGIN, full, 0, 0, 0, 0)]
    return [
        PageTemplate("first", first, onPage=running, autoNextPageTemplate="later"),
        PageTemplate("later", frames(full), onPage=running),
        PageTemplate("whole", sideways, onPage=running),
    ]


def _column(layout: Layout) -> float:
    width = layout.page[0] - 2 * MARGIN
    return float((width - (layout.columns - 1) * GAP) / layout.columns)


def _running(canvas: Canvas, document: BaseDocTemplate, layout: Layout) -> None:
    """Running head, stamp, page number, and the numbers of the lines."""
    width, height = layout.page
    canvas.setFont("Times-Italic" if layout.serif else "Helvetica-Oblique", 8)
    canvas.drawString(MARGIN, height - 11 * mm, f"{content.JOURNAL} {content.YEAR}")
    canvas.drawString(MARGIN, 10 * mm, layout.stamp)
    canvas.drawRightString(width - MARGIN, 10 * mm, str(document.page))
    if layout.line_numbers:
        step = layout.size * layout.leading
        canvas.setFont("Times-Roman", 9)
        count = int((height - 2 * MARGIN) / step)
        for line in range(count):
            number = (document.page - 1) * count + line + 1
            canvas.drawRightString(MARGIN - 12, height - MARGIN - layout.size - line * step, str(number))


def _styles(layout: Layout) -> Styles:
    roman, bold, slanted = (
        ("Times-Roman", "Times-Bold", "Times-BoldItalic")
        if layout.serif
        else ("Helvetica", "Helvetica-Bold", "Helvetica-BoldOblique")
    )
    size, lead = layout.size, layout.size * layout.leading
    text = ParagraphStyle(
        "text",
        fontName=roman,
        fontSize=size,
        leading=lead,
        alignment=4 if layout.justified else 0,
        firstLineIndent=1.2 * size if layout.indented else 0,
        spaceAfter=0 if layout.indented or layout.line_numbers else 3,
    )
    front = ParagraphStyle("front", parent=text, alignment=0, firstLineIndent=0, spaceAfter=4)
    small = max(7.0, 0.82 * size)
    return {
        "text": text,
        "front": front,
        "title": ParagraphStyle("title", parent=front, fontName=bold, fontSize=1.6 * size, leading=1.9 * size),
        "heading": ParagraphStyle(
            "heading", parent=front, fontName=bold, fontSize=1.15 * size, spaceBefore=6, keepWithNext=1
        ),
        "subheading": ParagraphStyle("sub", parent=front, fontName=slanted, spaceBefore=3, keepWithNext=1),
        "small": ParagraphStyle("small", parent=front, fontSize=small, leading=1.2 * small),
        "cell": ParagraphStyle("cell", parent=front, fontSize=0.9 * small, leading=1.1 * small, spaceAfter=0),
        "entry": ParagraphStyle(
            "entry", parent=front, fontSize=small, leading=1.2 * small, leftIndent=14, firstLineIndent=-14, spaceAfter=1
        ),
    }


def _front(layout: Layout, styles: Styles) -> list[Flowable]:
    authors = ", ".join(f"{given} {family}" for given, family in content.AUTHORS)
    parts: list[Flowable] = [
        Paragraph(content.TITLE, styles["title"]),
        Paragraph(authors, styles["front"]),
        Paragraph(content.AFFILIATION, styles["small"]),
        Paragraph(f"doi: {content.DOI}", styles["small"]),
        Paragraph("Abstract", styles["heading"]),
        Paragraph(_text(layout, content.ABSTRACT), styles["text"]),
    ]
    return parts if layout.columns == 1 else [*parts, FrameBreak()]


def _body(layout: Layout, styles: Styles) -> list[Flowable]:
    parts: list[Flowable] = []
    numbers = [0, 0]
    for level, heading, paragraphs in content.SECTIONS:
        numbers = [numbers[0] + 1, 0] if level == 1 else [numbers[0], numbers[1] + 1]
        run_in = ""
        if layout.run_in_headings and paragraphs:
            run_in = f"<b>{heading}.</b> " if level == 1 else f"<i>{heading}.</i> "
        else:
            parts.append(
                Paragraph(_heading(layout, level, heading, numbers), styles[("heading", "subheading")[level - 1]])
            )
        for words in paragraphs:
            parts.append(Paragraph(run_in + _text(layout, words), styles["text"]))
            run_in = ""
            if words.startswith(content.TABLE_AFTER):
                parts += _table_parts(layout, styles)
    return parts


def _heading(layout: Layout, level: int, heading: str, numbers: list[int]) -> str:
    if layout.numbered_headings:
        return f"{numbers[0]}. {heading}" if level == 1 else f"{numbers[0]}.{numbers[1]}. {heading}"
    return heading.upper() if layout.capital_headings and level == 1 else heading


def _text(layout: Layout, words: str) -> str:
    words = escape(words)
    if layout.middle_dots:
        words = DECIMAL.sub("·", words)
    if layout.brackets:
        return STOP_AND_MARKER.sub(lambda found: f" [{found[2]}]{found[1]}", words)
    size = layout.size
    return with_markers(words, lambda numbers: f'<super size="{0.68 * size}" rise="{0.36 * size}">{numbers}</super>')


def _table_parts(layout: Layout, styles: Styles) -> list[Flowable]:
    if layout.table == "sideways":
        turned = _Sideways(_table(layout, styles, layout.page[1] - 2 * MARGIN - 20))
        return [NextPageTemplate("whole"), PageBreak(), turned, NextPageTemplate("later"), PageBreak()]
    if layout.table == "wide" and layout.columns > 1:
        table = KeepTogether(_table(layout, styles, layout.page[0] - 2 * MARGIN))
        return [NextPageTemplate("whole"), PageBreak(), table, NextPageTemplate("later"), PageBreak()]
    return [KeepTogether([Spacer(1, 6), *_table(layout, styles, _column(layout)), Spacer(1, 8)])]


def _table(layout: Layout, styles: Styles, width: float) -> list[Flowable]:
    first, second = content.TABLE_HEAD
    rows = [[word for words, wide, _ in first for word in (words, *[""] * (wide - 1))]]
    rows.append(["", *(words for words, _, _ in second)])
    rows += [list(row) for row in content.TABLE_ROWS]
    narrow = width < 300
    cells = [[Paragraph(_cell(layout, words, narrow), styles["cell"]) for words in row] for row in rows]
    lines: list[tuple[object, ...]] = [
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (3, 0), (4, 0)),
        ("SPAN", (0, 0), (0, 1)),
        ("LEFTPADDING", (0, 0), (-1, -1), 3 if layout.ruled else 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 7),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    if layout.ruled:
        lines.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
    else:
        lines += [
            ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
            ("LINEBELOW", (0, 1), (-1, 1), 0.5, "black"),
            ("LINEBELOW", (0, -1), (-1, -1), 1, "black"),
            ("LINEBELOW", (1, 0), (2, 0), 0.3, "black"),
            ("LINEBELOW", (3, 0), (4, 0), 0.3, "black"),
        ]
    table = Table(cells, colWidths=[width * 0.22, *[width * 0.195] * 4], style=lines)
    caption = Paragraph(f"<b>{content.TABLE_LABEL}.</b> {content.TABLE_CAPTION}", styles["small"])
    return [caption, table, Spacer(1, 3), Paragraph(content.TABLE_NOTE, styles["small"])]


def _cell(layout: Layout, words: str, narrow: bool) -> str:
    if layout.middle_dots:
        words = DECIMAL.sub("·", words)
    return words.replace(" (n = ", "<br/>(n&nbsp;=&nbsp;") if narrow else words


class _Sideways(Flowable):
    """A table that stands on its side on a page of its own."""

    def __init__(self, parts: list[Flowable]) -> None:
        super().__init__()
        self._parts = parts
        self._size = (0.0, 0.0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._size = width, height - 1
        return self._size

    def draw(self) -> None:
        width, height = self._size
        self.canv.rotate(90)
        top = -20.0
        for part in self._parts:
            _, high = part.wrapOn(self.canv, height - 20, width)
            part.drawOn(self.canv, 10, top - high)
            top -= high + 4


def _references(layout: Layout, styles: Styles) -> list[Flowable]:
    made = []
    for number, entry in enumerate(content.ENTRIES, 1):
        words = layout.entry(entry)
        words = words if "<i>" in words else escape(words)
        made.append(Paragraph(f"{layout.label(number)} {words}", styles["entry"]))
    heading = "REFERENCES" if layout.capital_headings else "References"
    return [Paragraph(heading, styles["heading"]), *made]
