"""Opens a PDF and yields its pages as sheets, one after the other; a page that fails costs that page."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.errors import BadPdf, Encrypted, Truncated
from extract.read.pdf import native
from extract.read.pdf.characters import MAX_CHARACTERS, Fonts, PageMap, TooManyCharacters, read_fragments
from extract.read.pdf.damaged import page_numbers
from extract.read.pdf.drawing import read_drawing
from extract.read.pdf.links import RawLink, read_links
from extract.read.pdf.shapes import Fragment, Frame, Sheet

MAX_PAGES = 12_000
NOT_LOADED = "the page cannot be loaded"
TOO_MUCH = f"over {MAX_CHARACTERS} characters: more than a page of print holds"
PASSWORD_NEEDED = 4
PAGE_TREE = re.compile(rb"obj(?:(?!endobj|stream).){0,9000}?/Type\s{0,3}/Pages(?:(?!endobj).){0,9000}", re.DOTALL)
COUNT = re.compile(rb"(/Count\s{1,3})(\d{1,9})")


@dataclass(slots=True)
class PageContent:
    """A page as it came out of the file: sheets (upright text first), slanted text, or why there is none.

    `covered`: the share of the page under its largest picture; `invisible`: letters of text that cannot be seen;
    `is_recognised`: the text was read from a picture; `unread`: why it could not be;
    `broken`: why the page could not be laid out.
    """

    frame: Frame
    sheets: list[Sheet]
    slanted: list[Fragment]
    pictures: int = 0
    covered: float = 0.0
    invisible: int = 0
    links: list[RawLink] = field(default_factory=list)
    failure: str | None = None
    is_recognised: bool = False
    unread: str | None = None
    broken: str | None = None


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """Raises `Encrypted`, `Truncated` or `BadPdf`. Pages are counted where the file itself may have miscounted."""
    document = _open(data)
    if len(document) and len(set(page_numbers(data))) > len(document):
        counted = _open(PAGE_TREE.sub(_without_count, data))
        if len(counted) > len(document):
            document.close()
            return counted
        counted.close()
    if len(document) == 0:
        document.close()
        raise BadPdf("the PDF has no pages")
    return document


def _without_count(tree: re.Match[bytes]) -> bytes:
    """A node of the page tree that names no count, as long as before: the engine then counts by itself."""
    return COUNT.sub(lambda found: found[1] + b"0".rjust(len(found[2])), tree[0])


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == PASSWORD_NEEDED or "password" in str(error).lower():
            raise Encrypted("the PDF asks for a password: save a copy without one") from error
        if b"%%EOF" not in data[-2048:] and b" obj" in data:
            raise Truncated("the PDF ends too early: fetch it again") from error
        raise BadPdf(f"no PDF engine can open it ({error})") from error


def read_pages(document: pdfium.PdfDocument, fonts: Fonts) -> Iterator[PageContent]:
    """The pages in order; memory is that of one page."""
    for index in range(min(len(document), MAX_PAGES)):
        handle = raw.FPDF_LoadPage(document.raw, index)
        page = native.address(handle)
        if not page:
            yield PageContent(Frame(index + 1, 0.0, 0.0), [], [], failure=NOT_LOADED)
            continue
        try:
            yield _read_page(document.raw, handle, page, index + 1, fonts)
        finally:
            raw.FPDF_ClosePage(handle)


def _read_page(document: object, handle: object, page: int, number: int, fonts: Fonts) -> PageContent:
    crop = _crop(handle)
    page_map = PageMap(number, crop, (raw.FPDFPage_GetRotation(handle) % 4) * 90)
    frame = page_map.frames[0]
    text_handle = raw.FPDFText_LoadPage(handle)
    text_page = native.address(text_handle)
    if not text_page:
        return PageContent(frame, [], [], failure="the text of the page cannot be loaded")
    try:
        found, invisible = read_fragments(text_page, page_map, fonts)
    except TooManyCharacters:
        return PageContent(frame, [], [], failure=TOO_MUCH)
    finally:
        raw.FPDFText_ClosePage(text_handle)
    slanted = found.pop(None, [])
    drawings = read_drawing(page, page_map, {0, *(turn for turn in found if turn is not None)})
    turns = sorted(found, key=lambda turn: (-len(found[turn]), turn or 0))
    sheets = [Sheet(page_map.frames[turn or 0], found[turn], drawings[turn or 0]) for turn in turns]
    links = list(read_links(document, handle, page_map))
    pictures = drawings[0].pictures
    largest = max((area.width * area.height for area in pictures), default=0.0)
    covered = largest / max(frame.width * frame.height, 1.0)
    return PageContent(frame, sheets, slanted, len(pictures), covered, invisible, links)


def _crop(handle: object) -> tuple[float, float, float, float]:
    """The page's visible part in user space: left, bottom, right, top."""
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(handle, ctypes.byref(box)) or box.right - box.left < 1:
        return 0.0, 0.0, 612.0, 792.0
    return box.left, box.bottom, box.right, box.top
