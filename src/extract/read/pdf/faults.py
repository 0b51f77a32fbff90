"""Which pages could not be read, and where each page's text stands."""

from collections.abc import Sequence

from extract.errors import BadPdf, NoTextLayer
from extract.model import Fault, Page, Runs, Span
from extract.read.pdf.pages import NOT_LOADED, PageContent
from extract.read.pdf.settings import FAULTS
from extract.read.pdf.shapes import Frame
from extract.text import lazy_re as re

ENTRY_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\]).]")
LINE_NUMBER = re.compile(r"(?:^|\n|\. )[\[(]?(\d{1,3})(?:\. |\]|\) )(?=\s?[^\W\d_a-z])")
"""A number that begins a line, or stands within one behind a full stop, as that of an entry does."""
UNDECODED = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]|\\(cid:")


ASK_OCR = "ask for --ocr, which needs the program tesseract"


def is_scan(content: PageContent) -> bool:
    """Whether a page is a picture without text, or with no more than a stamp and a page number on it."""
    if content.failure or not content.pictures:
        return False
    letters = sum(map(len, _texts(content)))
    return letters < FAULTS.min_letters or (content.covered > FAULTS.scan_share and letters < FAULTS.stamp_letters)


def _texts(content: PageContent) -> list[str]:
    return [fragment.text for sheet in content.sheets for fragment in sheet.fragments]


class Survey:
    """Which pages could be read, gathered while they pass."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self._faults: list[Fault] = []
        self._readable = self._letters = 0
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
                reported = f"the page is a picture: {content.unread or ASK_OCR}"
                self._faults.append(Fault(code="no_text_layer", message=reported, page=page))
            texts = _texts(content)
            letters = sum(map(len, texts))
            if letters < FAULTS.min_letters or is_scan(content):
                continue
            self._readable += 1
            self._letters += letters
            if content.is_recognised or content.invisible > FAULTS.invisible_share * letters:
                reported = "the text was read from the page's picture: letters and numbers may be wrong"
                self._faults.append(Fault(code="ocr", message=reported, page=page))
            undecoded = sum(len(UNDECODED.findall(text)) for text in texts if not text.isascii() or "(" in text)
            if undecoded > FAULTS.garbled_share * letters:
                reported = f"{undecoded} of {letters} characters have no meaning"
                self._faults.append(Fault(code="garbled_text", message=reported, page=page))

    def add_broken(self, contents: Sequence[PageContent]) -> None:
        """Look at pages once more, after they were laid out."""
        for content in contents:
            if content.broken:
                self._faults.append(Fault(code="page_failed", message=content.broken, page=content.frame.page))

    def faults(self) -> tuple[Fault, ...]:
        """All faults. Raises `BadPdf` or `NoTextLayer` where no page could be read."""
        if not self._readable:
            if self._missing and not self.frames:
                raise BadPdf(f"no page can be read: {self._missing[0].failure}")
            unread = next((fault.message for fault in self._faults if fault.code == "no_text_layer"), ASK_OCR)
            raise NoTextLayer(f"no page has text; {unread}")
        if self._readable >= FAULTS.min_pages and self._letters < FAULTS.little_text * self._readable:
            reported = f"{self._letters // self._readable} letters a page: most of the paper may be pictures"
            self._faults.append(Fault(code="little_text", message=reported))
        if self._missing and all(content.failure == NOT_LOADED for content in self._missing):
            named = len(self.frames) + len(self._missing)
            reported = f"the file names {named} pages and has {len(self.frames)}: what is there was read"
            self._faults.append(Fault(code="page_count", message=reported))
        else:
            self._tell_missing()
        return tuple(self._faults)

    def _tell_missing(self) -> None:
        """Pages that could not be read and have others behind them are faults, each its own."""
        for content in self._missing:
            self.frames.append(content.frame)
            reported = content.failure or NOT_LOADED
            self._faults.append(Fault(code="page_failed", message=reported, page=content.frame.page))
        self._missing.clear()


def unread_entries(entries: Sequence[str], text: str) -> tuple[Fault, ...]:
    """Whether the list's printed numbers have gaps that the text fills: entries that were read as something else.

    `entries` are the list's entries as read, `text` is the whole document.
    """
    numbers = [int(match[1]) for match in map(ENTRY_NUMBER.match, entries) if match]
    if len(numbers) < FAULTS.min_numbered or len(numbers) < FAULTS.numbered_share * len(entries):
        return ()
    gaps = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
    printed = {int(number) for number in LINE_NUMBER.findall(text)}
    lost = [number for number in gaps if number in printed]
    if not lost:
        return ()
    named = ", ".join(map(str, lost[:8])) + (" and more" if len(lost) > 8 else "")
    return (Fault(code="list_unread", message=f"entries {named} of the list of references could not be read apart"),)


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
