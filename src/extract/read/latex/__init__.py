"""LaTeX manuscripts with what lies beside them (parts, .bbl, .bib) → `Document`."""

from extract.errors import NotAPaper
from extract.model import Document, Fault, Metadata, Source
from extract.read.decoding import decode
from extract.read.latex.source import Manuscript
from extract.read.latex.walk import ManuscriptWriter

__all__ = ["read_latex"]


def read_latex(source: Source, data: bytes) -> Document:
    """Read a manuscript whose parts and list were put in their places (`assemble`); raises NotAPaper without a body."""
    manuscript = Manuscript(decode(data))
    if manuscript.body is None:
        raise NotAPaper(f"{source.path} is a part of a LaTeX document: give the file with \\begin{{document}}")
    writer = ManuscriptWriter(manuscript)
    writer.write()
    if not writer.composer.text():
        raise NotAPaper(f"{source.path} is a LaTeX document without words: give the file that holds the text")
    faults: tuple[Fault, ...] = ()
    if not writer.entries and manuscript.cites:
        reported = "the list of references is not beside the file: put its .bbl or .bib into the same folder"
        faults = (Fault(code="list_unread", message=reported),)
    return writer.document(source, Metadata(title=writer.title, authors=writer.authors), faults=faults)
