"""Manuscripts in Word's format → `Document`: styles, tables, notes, accepted changes, fields of reference managers."""

from extract.errors import NotAPaper
from extract.model import Document, Metadata, Source
from extract.read.docx.package import MAIN, Package
from extract.read.docx.walk import ManuscriptWriter

__all__ = ["read_docx"]


def read_docx(source: Source, data: bytes) -> Document:
    """Read a manuscript as it looks with all changes accepted; comments and hidden words are left out.

    Raises NotAPaper, BadMarkup, UnsafeXml or TooLarge where it cannot be read.
    """
    package = Package(data, source.path)
    root = package.part(MAIN)
    body = root.find("body") if root is not None else None
    if body is None:
        raise NotAPaper(f"{source.path} is a Word file without a text: save it again")
    writer = ManuscriptWriter(package)
    writer.write(body)
    text = writer.composer.text()
    if not text:
        raise NotAPaper(f"{source.path} is a Word file without words: save it with its text")
    blocks = writer.composer.blocks()
    core = package.part("docProps/core.xml")
    named = " ".join((core.findtext("title") or "").split()) if core is not None else ""
    title = next((block.span.of(text) for block in blocks if block.kind == "title"), None)
    return Document(
        source=source,
        text=text,
        blocks=blocks,
        grids=tuple(writer.grids),
        links=writer.links(),
        entries=tuple(writer.entries),
        runs=writer.composer.runs,
        metadata=Metadata(title=title or named or None),
    )
