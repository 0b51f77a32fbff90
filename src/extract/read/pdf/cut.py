"""A PDF that ends too early has lost its table of objects and often its page tree: both are written anew."""

import re
import zlib
from collections.abc import Iterator

MOST_UNPACKED = 50_000_000
BODY = rb"(?:(?!endobj|stream).){0,4000}?"
OBJECT = re.compile(rb"obj\b")
PAGE = re.compile(BODY + rb"/Type\s{0,3}/Page(?![A-Za-z])", re.DOTALL)
"""A page behind the word that opens its object: matches "<< /Type /Page", not "/Type /Pages"."""

NUMBERED = re.compile(rb"(?<!\d)(\d{1,8})\s{1,3}\d{1,5}\s{1,3}$")
LONGEST_NUMBER = 24

PACKED = re.compile(rb"obj\b(?P<head>" + BODY + rb"/Type\s{0,3}/ObjStm" + BODY + rb")stream\r?\n", re.DOTALL)
"""A stream of objects: its head, up to its bytes."""

COUNT = re.compile(rb"/N\s{1,3}(\d{1,6})(?!\d)")
FIRST = re.compile(rb"/First\s{1,3}(\d{1,8})(?!\d)")
NUMBER = re.compile(rb"(?<!\d)(\d{1,8})\s{1,3}\d{1,5}\s{1,3}obj\b")


def rebuild(data: bytes) -> bytes | None:
    """The file with its packed objects written out, and a page tree over all pages that are there.

    None where no page is left. Pages come in the order of the file.
    """
    unpacked = b"".join(_unpacked(data))
    whole = data + b"\nendstream\nendobj\n" + unpacked
    pages = list(dict.fromkeys(page_numbers(whole)))
    if not pages:
        return None
    free = max(int(number) for number in NUMBER.findall(whole)) + 1
    kids = b" ".join(b"%d 0 R" % int(page) for page in pages)
    tree = b"%d 0 obj\n<< /Type /Pages /Count %d /MediaBox [0 0 612 792]" % (free, len(pages))
    root = b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n" % (free + 1, free)
    end = b"trailer\n<< /Root %d 0 R /Size %d >>\nstartxref\n0\n%%%%EOF\n" % (free + 1, free + 2)
    return whole + tree + b" /Kids [%s] >>\nendobj\n" % kids + root + end


def page_numbers(data: bytes) -> Iterator[bytes]:
    """The object numbers of all pages that the bytes hold, whatever their table says.

    >>> list(page_numbers(b"3 0 obj << /Type /Page >> endobj 4 0 obj << /Type /Pages >> endobj"))
    [b'3']
    """
    for found in OBJECT.finditer(data):
        number = NUMBERED.search(data, max(0, found.start() - LONGEST_NUMBER), found.start())
        if number is not None and PAGE.match(data, found.end()):
            yield number[1]


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Each object of the packed streams, as it would stand in the file itself."""
    room, view = MOST_UNPACKED, memoryview(data)
    for packed in PACKED.finditer(data):
        count, first = COUNT.search(packed["head"]), FIRST.search(packed["head"])
        try:
            content = zlib.decompressobj().decompress(view[packed.end() :], room)
        except zlib.error:
            continue
        room -= len(content)
        if count is None or first is None or room <= 0:
            continue
        start = int(first[1])
        numbers = [int(word) for word in content[:start].split() if word.isdigit()][: 2 * int(count[1])]
        places = list(zip(numbers[::2], numbers[1::2], strict=False))
        ends = [*(place for _, place in places[1:]), len(content) - start]
        for (number, place), end in zip(places, ends, strict=False):
            yield b"%d 0 obj\n%s\nendobj\n" % (number, content[start + place : start + end])
