"""Bytes of a PDF → `Document`: text in reading order, blocks, tables, links, each with its place on the page."""

from extract.model import Document, Grid, Source, quote
from extract.read.composer import Composer
from extract.read.pdf.blocks import find_blocks
from extract.read.pdf.characters import Fonts
from extract.read.pdf.faults import find_faults, find_pages
from extract.read.pdf.glyphs import GlyphNames
from extract.read.pdf.greek import mend_greek
from extract.read.pdf.layout import lay_out
from extract.read.pdf.matter import read_metadata
from extract.read.pdf.pages import open_pdf, read_pages
from extract.read.pdf.tables.writing import write_table
from extract.read.pdf.writing import words_of, write_draft_lines

__all__ = ["read_pdf"]


def read_pdf(source: Source, data: bytes) -> Document:
    """Read a PDF. Raises `BadPdf`, `Encrypted`, `Truncated` or `NoTextLayer`; a page that fails is a fault."""
    pdf = open_pdf(data)
    fonts = Fonts(GlyphNames(data))
    try:
        contents = list(read_pages(pdf, fonts))
    finally:
        pdf.close()
    faults = find_faults(contents)
    mend_greek(contents, fonts)
    layouts, manner = lay_out(contents)
    drafts = find_blocks(layouts, manner)
    words = words_of(line for draft in drafts for line in draft.lines)
    composer = Composer()
    title: int | None = None
    grids: list[Grid] = []
    for draft in drafts:
        if draft.table is not None:
            grids.append(write_table(composer, draft.table, words))
            continue
        number = composer.open(draft.kind, level=draft.level, role=draft.role, target=draft.target)
        write_draft_lines(composer, draft.lines, words)
        composer.close()
        if draft.kind == "title":
            title = number
    text = composer.text()
    pages = find_pages(contents, composer.runs, len(text), faults)
    first = pages[0].span.of(text) if pages else ""
    return Document(
        source=source,
        text=text,
        blocks=composer.blocks(),
        runs=composer.runs,
        grids=tuple(grids),
        pages=pages,
        metadata=read_metadata(quote(text, composer.pieces(title)) if title is not None else None, first),
        faults=faults,
    )
