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
from extract.text.invisible import without_hidden

__all__ = ["read_plain"]

MOST_LAID_OUT = 4_000_000
"""Characters, more than the length of a book, which is annotated; the rest of a longer text is kept as it is."""


def read_plain(source: Source, data: bytes) -> Document:
    """Read a text file. The text is kept character by character, line ends and mark-up residue included, but for
    characters that nobody sees (a soft hyphen within a word stays)."""
    text = without_hidden(decode(data))
    if not text.strip():
        raise Empty(f"{source.path} holds nothing but white space: check that it was saved or downloaded whole")
    beginning = text[: _laid_out(text)]
    items = find_items(beginning, list(find_chunks(beginning)))
    grids = find_grids(beginning, items)
    metadata = read_front(beginning, items)
    return Document(
        source=source,
        text=text,
        blocks=tuple(_block(item) for item in join_items(beginning, items)),
        grids=grids,
        runs=find_runs(beginning),
        pages=_pages(text),
        metadata=metadata,
    )


def _laid_out(text: str) -> int:
    """Where the part ends whose blocks are told: at a blank line."""
    if len(text) <= MOST_LAID_OUT:
        return len(text)
    end = text.rfind("\n\n", 0, MOST_LAID_OUT)
    return end if end > 0 else MOST_LAID_OUT


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
