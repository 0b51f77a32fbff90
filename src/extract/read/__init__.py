"""Bytes of a file → `Document`: one text, and what the source itself says about its structure."""

from dataclasses import replace

from extract.errors import Truncated
from extract.model import Document, Fault, Source
from extract.read.decoding import decode
from extract.read.source import load_source
from extract.text.invisible import hidden_in, mixed_words_in

__all__ = ["load_source", "read_document"]

PACKED = ("pdf", "docx")
"""Formats whose bytes are no text."""


def read_document(source: Source, data: bytes, *, ocr: bool = False) -> Document:
    """Read a loaded file by its format. Raises `InputError` where nothing can be read.

    With `ocr` the pages of a PDF that are pictures are read from them.
    Each reader is imported when its first file comes: a run over text alone never loads a PDF engine.
    """
    document = _with_hidden(_read(source, data, ocr=ocr), data)
    if not source.is_cut or any(fault.code == Truncated.code for fault in document.faults):
        return document
    reported = Fault(code=Truncated.code, message="the file ends too early; what came before is kept: fetch it again")
    return replace(document, faults=(reported, *document.faults))


def _with_hidden(document: Document, data: bytes) -> Document:
    """The document with a fault that tells what nobody sees in it, and words of letters that look alike."""
    hidden = None if document.source.format in PACKED else hidden_in(decode(data))
    reported = [("hidden_characters", hidden), ("mixed_scripts", mixed_words_in(document.text))]
    faults = tuple(Fault(code=code, message=words) for code, words in reported if words is not None)
    return replace(document, faults=(*document.faults, *faults)) if faults else document


def _read(source: Source, data: bytes, *, ocr: bool) -> Document:
    if source.format == "jats":
        from extract.read.jats import read_jats

        return read_jats(source, data)
    if source.format == "html":
        from extract.read.html import read_html

        return read_html(source, data)
    if source.format == "docx":
        from extract.read.docx import read_docx

        return read_docx(source, data)
    if source.format == "latex":
        from extract.read.latex import read_latex

        return read_latex(source, data)
    if source.format == "pdf":
        from extract.read.pdf import read_pdf

        return read_pdf(source, data, ocr=ocr)
    from extract.read.plain import read_plain

    return read_plain(source, data)
