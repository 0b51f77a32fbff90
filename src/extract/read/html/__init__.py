"""Articles as journals print them on the web → `Document`."""

from dataclasses import replace

from extract.errors import NotAPaper
from extract.model import Document, Source
from extract.read.html.metadata import read_metadata
from extract.read.html.tree import find_article, parse_html
from extract.read.html.walk import PageWriter

__all__ = ["read_html"]


def read_html(source: Source, data: bytes) -> Document:
    """Read a page, malformed or not; its menus, scripts and side bars are left out."""
    page = parse_html(data, source.path)
    metadata = read_metadata(page)
    writer = PageWriter(metadata.title)
    writer.write(find_article(page))
    text = writer.composer.text()
    if not text:
        raise NotAPaper(f"{source.path} is a page without words: save it with its text, or give XML or PDF")
    blocks = writer.composer.blocks()
    if metadata.title is None:
        title = next((block.span.of(text) for block in blocks if block.kind == "title"), None)
        metadata = replace(metadata, title=title)
    return Document(
        source=source,
        text=text,
        blocks=blocks,
        grids=tuple(writer.grids),
        links=writer.links(),
        entries=tuple(writer.entries),
        runs=writer.composer.runs,
        metadata=metadata,
    )
