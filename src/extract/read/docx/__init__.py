"""Manuscripts in Word's format → `Document`: styles, tables, notes, accepted changes, fields of reference managers."""

from extract.errors import NotAPaper
from extract.model import Document, Fault, Metadata, Source
from extract.read.docx.package import MAIN, Package
from extract.read.docx.walk import ManuscriptWriter
from extract.read.xml import text_of

__all__ = ["read_docx"]


def read_docx(source: Source, data: bytes) -> Document:
    """Read a manuscript as it looks with all changes accepted; hidden words are left out, comments told and left out.

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
    core = package.part("docProps/core.xml")
    named = " ".join((core.findtext("title") or "").split()) if core is not None else ""
    title = next((block.span.of(text) for block in writer.composer.blocks() if block.kind == "title"), None)
    return writer.document(source, Metadata(title=title or named or None), faults=_comments(package))


def _comments(package: Package) -> tuple[Fault, ...]:
    """Comments in the margin are others' words about the manuscript: how many there are, and whose."""
    part = package.part("word/comments.xml")
    found = [comment for comment in part.iter("comment") if text_of(comment)] if part is not None else []
    if not found:
        return ()
    names = sorted({name for comment in found if (name := comment.get("author", "").strip())})
    by = f" by {', '.join(names)}" if names else ""
    count = "1 comment" if len(found) == 1 else f"{len(found)} comments"
    return (Fault(code="part_left_out", message=f"{count} in the margin{by}: not read as the paper's own words"),)
