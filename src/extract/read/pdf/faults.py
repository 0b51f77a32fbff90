"""Which pages could not be read, and where each page's text stands."""

import re
from collections.abc import Sequence

from extract.errors import BadPdf, NoTextLayer
from extract.model import Fault, Page, Runs, Span
from extract.read.pdf.pages import NOT_LOADED, PageContent
from extract.read.pdf.shapes import Frame

MIN_LETTERS = 8
UNDECODED = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]|\\(cid:")
GARBLED_SHARE = 0.03
ASK_OCR = "ask for --ocr, which needs the program tesseract"


def is_scan(content: PageContent) -> bool:
    """Whether a page is a picture without text."""
    return not content.failure and content.pictures > 0 and sum(map(len, _texts(content))) < MIN_LETTERS


def _texts(content: PageContent) -> list[str]:
    return [fragment.text for sheet in content.sheets for fragment in sheet.fragments]


class Survey:
    """Which pages could be read, gathered while they pass."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self._faults: list[Fault] = []
        self._readable = 0
        self._missing: list[PageContent] = []

    def add(self, contents: Sequence[PageContent]) -> None:
        """Look at pages: each that is a picture, cannot be decoded or cannot be read is a fault."""
        for content in contents:
            page = content.frame.page
            if content.failure:
                self._missing.append(content)
                continue
            self._tell_missing()
            self.frames.append(content.frame)
            if is_scan(content):
                told = f"the page is a picture: {content.unread or ASK_OCR}"
                self._faults.append(Fault(code="no_text_layer", message=told, page=page))
            texts = _texts(content)
            letters = sum(map(len, texts))
            if letters < MIN_LETTERS:
                continue
            self._readable += 1
            if content.is_recognised:
                told = "the text was read from the page's picture: letters and numbers may be wrong"
                self._faults.append(Fault(code="ocr", message=told, page=page))
            undecoded = sum(len(UNDECODED.findall(text)) for text in texts if not text.isascii() or "(" in text)
            if undecoded > GARBLED_SHARE * letters:
                told = f"{undecoded} of {letters} characters have no meaning"
                self._faults.append(Fault(code="garbled_text", message=told, page=page))

    def faults(self) -> tuple[Fault, ...]:
        """All faults. Raises `BadPdf` or `NoTextLayer` where no page could be read."""
        if not self._readable:
            if self._missing and not self.frames:
                raise BadPdf(f"no page can be read: {self._missing[0].failure}")
            unread = next((fault.message for fault in self._faults if fault.code == "no_text_layer"), ASK_OCR)
            raise NoTextLayer(f"no page has text; {unread}")
        if self._missing and all(content.failure == NOT_LOADED for content in self._missing):
            named = len(self.frames) + len(self._missing)
            told = f"the file names {named} pages and has {len(self.frames)}: what is there was read"
            self._faults.append(Fault(code="page_count", message=told))
        else:
            self._tell_missing()
        return tuple(self._faults)

    def _tell_missing(self) -> None:
        """Pages that could not be read and have others behind them are faults, each its own."""
        for content in self._missing:
            self.frames.append(content.frame)
            told = content.failure or NOT_LOADED
            self._faults.append(Fault(code="page_failed", message=told, page=content.frame.page))
        self._missing.clear()


def find_pages(frames: Sequence[Frame], runs: Runs, length: int, faults: Sequence[Fault]) -> tuple[Page, ...]:
    """Each page with its stretch of the text: from its first run to the next page's."""
    first: dict[int, int] = {}
    for start, page in zip(runs.start, runs.page, strict=True):
        first.setdefault(page, start)
    codes: dict[int, list[str]] = {}
    for fault in faults:
        if fault.page is not None:
            codes.setdefault(fault.page, []).append(fault.code)
    pages: list[Page] = []
    end = length
    for frame in reversed(frames):
        number, width, height = frame.page, frame.width, frame.height
        start = min(first.get(number, end), end)
        start = 0 if frame is frames[0] else start
        pages.append(
            Page(
                number=number,
                width=round(width, 2),
                height=round(height, 2),
                span=Span(start, end),
                faults=tuple(codes.get(number, ())),
            )
        )
        end = start
    return tuple(reversed(pages))
