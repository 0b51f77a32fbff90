"""Which pages could not be read, and where each page's text stands."""

import re
from collections.abc import Sequence

from extract.errors import BadPdf, NoTextLayer
from extract.model import Fault, Page, Runs, Span
from extract.read.pdf.pages import PageContent

MIN_LETTERS = 8
UNDECODED = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]|\\(cid:")
GARBLED_SHARE = 0.03


def find_faults(contents: Sequence[PageContent]) -> tuple[Fault, ...]:
    """One for each page that is a picture, cannot be decoded or cannot be read. Raises where no page can."""
    faults: list[Fault] = []
    readable = 0
    for content in contents:
        page = content.frame.page
        texts = [fragment.text for sheet in content.sheets for fragment in sheet.fragments]
        letters = sum(map(len, texts))
        if content.failure:
            faults.append(Fault(code="page_failed", message=content.failure, page=page))
        elif letters < MIN_LETTERS:
            if content.pictures:
                faults.append(Fault(code="no_text_layer", message="the page is a picture: run OCR first", page=page))
        else:
            readable += 1
            undecoded = sum(len(UNDECODED.findall(text)) for text in texts if not text.isascii() or "(" in text)
            if undecoded > GARBLED_SHARE * letters:
                faults.append(
                    Fault(
                        code="garbled_text", message=f"{undecoded} of {letters} characters have no meaning", page=page
                    )
                )
    if not readable:
        if contents and all(content.failure for content in contents):
            raise BadPdf(f"no page can be read: {contents[0].failure}")
        raise NoTextLayer("no page has text: run OCR first")
    return tuple(faults)


def find_pages(contents: Sequence[PageContent], runs: Runs, length: int, faults: Sequence[Fault]) -> tuple[Page, ...]:
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
    for content in reversed(contents):
        number, width, height = content.frame.page, content.frame.width, content.frame.height
        start = min(first.get(number, end), end)
        start = 0 if content is contents[0] else start
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
