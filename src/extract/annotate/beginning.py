"""Texts longer than any paper: their beginning is annotated, and the document says so."""

from collections.abc import Iterable
from dataclasses import replace

from extract.model import Block, Document, Fault, Page, Span

MOST_CHARACTERS = 3_000_000
"""A book of a thousand pages."""

TOO_LONG = "too_long"


def clipped(document: Document, length: int) -> Document:
    """The document up to the last block that ends within `length` characters; nothing else is changed."""
    blocks = tuple(block for block in document.blocks if block.pieces[-1].end <= length)
    end = max((block.pieces[-1].end for block in blocks), default=length)
    return replace(
        document,
        text=document.text[:end],
        blocks=blocks or (Block(kind="paragraph", pieces=(Span(0, end),)),),
        grids=tuple(grid for grid in document.grids if _ends(cell.span for cell in grid.cells) <= end),
        links=tuple(link for link in document.links if link.span.end <= end),
        entries=tuple(entry for entry in document.entries if entry.pieces[-1].end <= end),
        runs=document.runs.until(end),
        pages=tuple(_page(page, end) for page in document.pages if page.span.start < end),
    )


def with_fault(document: Document) -> Document:
    """The whole document, which says that not all of it was annotated."""
    if any(fault.code == TOO_LONG for fault in document.faults):
        return document
    reported = (
        f"longer than a paper ({len(document.text):,} characters): all of it is kept, "
        f"the first {MOST_CHARACTERS:,} characters are annotated"
    )
    return replace(document, faults=(*document.faults, Fault(code=TOO_LONG, message=reported)))


def _ends(spans: Iterable[Span]) -> int:
    return max((span.end for span in spans), default=0)


def _page(page: Page, end: int) -> Page:
    return replace(page, span=Span(page.span.start, min(page.span.end, end)))
