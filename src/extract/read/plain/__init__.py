"""Plain text, as converters leave it → `Document`; every span is an offset into the file's own characters."""

from extract.errors import Empty
from extract.model import Block, Document, Page, Source, Span
from extract.read.decoding import decode
from extract.read.plain.chunks import find_chunks
from extract.read.plain.front import read_front
from extract.read.plain.items import Item, find_items
from extract.read.plain.joins import join_items
from extract.read.plain.styles import find_runs
from extract.read.plain.tables import find_grids

__all__ = ["read_plain"]


def read_plain(source: Source, data: bytes) -> Document:
    """Read a text file. The text is kept character by character, line ends and mark-up residue included."""
    text = decode(data)
    if not text.strip():
        raise Empty(f"{source.path} holds nothing but white space: check that it was saved or downloaded whole")
    items = find_items(text, list(find_chunks(text)))
    grids = find_grids(text, items)
    metadata = read_front(text, items)
    return Document(
        source=source,
        text=text,
        blocks=tuple(_block(item) for item in join_items(text, items)),
        grids=grids,
        runs=find_runs(text),
        pages=_pages(text),
        metadata=metadata,
    )


def _block(item: Item) -> Block:
    return Block(kind=item.kind, pieces=tuple(item.pieces), level=item.level)


def _pages(text: str) -> tuple[Page, ...]:
    """Pages where form feeds part them; a text without them has none."""
    if "\f" not in text.strip("\f"):
        return ()
    pages, start = [], 0
    for number, page in enumerate(text.split("\f"), start=1):
        pages.append(Page(number=number, width=0.0, height=0.0, span=Span(start, start + len(page) + 1)))
        start += len(page) + 1
    return tuple(pages)
