"""Bytes of a PDF → `Document`: text in reading order, blocks, tables, links, each with its place on the page."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from pypdfium2 import PdfDocument

from extract.errors import Truncated
from extract.model import Block, Document, Fault, Grid, Metadata, Page, Pieces, Source, quote
from extract.read.composer import Composer
from extract.read.pdf.blocks import find_blocks
from extract.read.pdf.characters import Fonts
from extract.read.pdf.damaged import rebuild, without_tangles
from extract.read.pdf.faults import Survey, find_pages, is_scan, unread_entries
from extract.read.pdf.layout import lay_out
from extract.read.pdf.links import RawLink, find_links
from extract.read.pdf.matter import Information, read_information, read_metadata
from extract.read.pdf.pages import TOO_MUCH, PageContent, open_pdf, read_pages
from extract.read.pdf.second import SecondReader
from extract.read.pdf.signs import GlyphNames, mend_signs
from extract.read.pdf.writing import words_of, write_draft_lines, write_table

__all__ = ["read_pdf"]

CUT = Fault(code=Truncated.code, message="the PDF ends too early; the pages that are there are kept: fetch it again")
BATCH = 160
"""Pages held at a time: more than any paper has, few enough for a book of thousands."""


def read_pdf(source: Source, data: bytes, *, ocr: bool = False) -> Document:
    """Read a PDF. Raises `BadPdf`, `Encrypted`, `Truncated` or `NoTextLayer`; a page that fails is a fault.

    With `ocr` the pages that are pictures are read by the program `tesseract`, and are told by the fault `ocr`.
    """
    data, tangles = without_tangles(data)
    pdf, is_cut = _open(data)
    fonts = Fonts(GlyphNames(data))
    composer, survey = Composer(), Survey()
    grids: list[Grid] = []
    links: list[RawLink] = []
    title: int | None = None
    reported = read_information(pdf, data)
    second = SecondReader(data)
    try:
        for contents in _batches(read_pages(pdf, fonts)):
            for content in contents:
                if content.failure and content.failure != TOO_MUCH:
                    second.page(content, fonts.numbers.setdefault("", len(fonts.numbers)))
            survey.add(_with_scans(pdf, contents, fonts) if ocr else contents)
            links.extend(link for content in contents for link in content.links)
            mend_signs((sheet for content in contents for sheet in content.sheets), fonts.numbers, fonts.samples)
            headed = _write(composer, contents, grids, () if composer.position else reported.titles, second)
            survey.add_broken(contents)
            title = headed if title is None else title
    finally:
        second.close()
        pdf.close()
    text = composer.text()
    blocks = composer.blocks()
    listed = [quote(text, block.pieces) for block in blocks if block.kind == "reference"]
    faults = (*((CUT,) if is_cut else ()), *survey.faults(), *unread_entries(listed, text), *tangles)
    pages = find_pages(survey.frames, composer.runs, len(text), faults)
    return Document(
        source=source,
        text=text,
        blocks=blocks,
        links=find_links(links, text, composer.runs),
        runs=composer.runs,
        grids=tuple(grids),
        pages=pages,
        metadata=_metadata(text, blocks, composer.pieces(title) if title is not None else (), pages, reported),
        faults=faults,
    )


def _metadata(
    text: str, blocks: Sequence[Block], title: Pieces, pages: Sequence[Page], reported: Information
) -> Metadata:
    """What the paper says about itself on the first page and on that of its title."""
    last = next((page for page in pages if title and page.span.end > title[0].start), pages[0])
    notes = [(block.kind, quote(text, block.pieces)) for block in blocks if block.span.start < last.span.end]
    return read_metadata(quote(text, title) if title else None, notes, reported)


def _open(data: bytes) -> tuple[PdfDocument, bool]:
    """The PDF, and whether it ends too early; then the pages are those that are still there."""
    try:
        return open_pdf(data), False
    except Truncated:
        rebuilt = rebuild(data)
        if rebuilt is None:
            raise
    return open_pdf(rebuilt), True


def _batches(pages: Iterator[PageContent]) -> Iterator[list[PageContent]]:
    while batch := list(islice(pages, BATCH)):
        yield batch


def _with_scans(pdf: Any, contents: list[PageContent], fonts: Fonts) -> list[PageContent]:
    """The same pages, those that are pictures read from them."""
    from extract.read.pdf.ocr import read_scan

    for content in contents:
        if is_scan(content):
            content.unread = read_scan(pdf, content, fonts.numbers.setdefault("", len(fonts.numbers)))
            content.is_recognised = content.unread is None
    return contents


def _write(
    composer: Composer,
    contents: Sequence[PageContent],
    grids: list[Grid],
    titles: Sequence[str],
    second: SecondReader,
) -> int | None:
    """The blocks and grids of some pages into the text; the number of the title's block, where one is found."""
    layouts, body_style = lay_out(contents)
    for draft in (draft for layout in layouts for draft in layout.drafts):
        if draft.table is not None and "unread_table" in draft.table.faults:
            second.table(draft.table, draft.lines[0].frame)
    drafts = find_blocks(layouts, body_style, titles)
    words = words_of(line for draft in drafts for line in draft.lines)
    title: int | None = None
    for draft in drafts:
        if draft.table is not None:
            grids.append(write_table(composer, draft.table, words))
            continue
        number = composer.open(draft.kind, level=draft.level, role=draft.role, target=draft.target)
        write_draft_lines(composer, draft.lines, words)
        composer.close()
        if draft.kind == "title":
            title = number
    return title
