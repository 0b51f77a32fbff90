"""Files mended before the engine sees them: drawings that draw one another without end, and lost ends.

A file that ends too early has lost its table of objects and often its page tree: both are written anew.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.model import Fault

FORM = re.compile(rb"/Subtype\s{0,3}/Form\b")
OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s{1,3}\d{1,5}\s{1,3}obj\b")
INDIRECT = re.compile(rb"/(?:Resources|XObject)\s{0,3}(\d{1,8})\s{1,3}\d{1,5}\s{1,3}R\b")
NAMED = re.compile(rb"/([^\s/<>\[\](){}%]{1,100})\s{1,3}(\d{1,8})\s{1,3}\d{1,5}\s{1,3}R\b")
CALLED = re.compile(rb"/([^\s/<>\[\](){}%]{1,100})\s{1,3}Do\b")
LONGEST_HEAD = 20_000
MOST_FORMS = 3_000
MOST_CONTENT = 1_000_000
"""Bytes of one form's content that are looked at, unpacked."""

DEEPEST = 40
"""Levels to which the engine follows a form that draws others."""

MOST_DRAWN = 20_000
"""Drawings that one form may come to, with all that they draw in turn; figures come to dozens."""

LEFT_OUT = b"/Left"


@dataclass(frozen=True, slots=True)
class Form:
    """Where a form says what it is, and how often it draws which object."""

    place: int
    calls: Mapping[int, int]


def without_tangles(data: bytes) -> tuple[bytes, tuple[Fault, ...]]:
    """The file without forms that come to too many drawings, every byte in its place; and what was left out."""
    if b"/XObject" not in data or FORM.search(data) is None:
        return data, ()
    forms = {number: form for number, form in _forms(data) if form.calls}
    tangled = [forms[number].place for number, drawn in _drawn(forms).items() if drawn > MOST_DRAWN]
    if not tangled:
        return data, ()
    changed = bytearray(data)
    for place in tangled:
        changed[place : place + len(LEFT_OUT)] = LEFT_OUT
    reported = f"{len(tangled)} drawings that draw one another without end were left out"
    return bytes(changed), (Fault(code="page_failed", message=reported),)


def _drawn(forms: Mapping[int, Form]) -> dict[int, int]:
    """How many drawings each form comes to, as deep as the engine goes."""
    drawn = dict.fromkeys(forms, 1)
    for _ in range(DEEPEST):
        deeper = {
            number: min(MOST_DRAWN + 1, 1 + sum(times * drawn.get(called, 1) for called, times in form.calls.items()))
            for number, form in forms.items()
        }
        if deeper == drawn:
            break
        drawn = deeper
    return drawn


def _forms(data: bytes) -> Iterator[tuple[int, Form]]:
    """The forms of a file with their object numbers."""
    objects: dict[int, int] = {}
    for count, found in enumerate(FORM.finditer(data)):
        if count >= MOST_FORMS:
            return
        start = data.rfind(b"obj", max(0, found.start() - LONGEST_HEAD), found.start())
        end = data.find(b"stream", found.end(), found.end() + LONGEST_HEAD)
        numbered = OBJECT.search(data, max(0, start - 20), start + 3)
        if start < 0 or end < 0 or numbered is None:
            continue
        called = Counter(CALLED.findall(_content(data, end + len(b"stream"))))
        if not called:
            yield int(numbered[1]), Form(found.end() - len(b"/Form"), {})
            continue
        objects = objects or {int(match[1]): match.end() for match in OBJECT.finditer(data)}
        names = _names(data, data[start:end], objects)
        calls = Counter[int]()
        for name, times in called.items():
            if name in names:
                calls[names[name]] += times
        yield int(numbered[1]), Form(found.end() - len(b"/Form"), calls)


def _names(data: bytes, head: bytes, objects: Mapping[int, int]) -> dict[bytes, int]:
    """What the names in a form's content stand for, by its own dictionary and those that it points at."""
    heads = [head]
    for at in range(3):
        if at < len(heads):
            places = (objects.get(int(number)) for number in INDIRECT.findall(heads[at]))
            heads += [_head(data, place) for place in places if place is not None]
    return {name: int(number) for head in heads for name, number in NAMED.findall(head)}


def _head(data: bytes, start: int) -> bytes:
    end = data.find(b"endobj", start, start + LONGEST_HEAD)
    return data[start : end if end >= 0 else start + LONGEST_HEAD]


def _content(data: bytes, start: int) -> bytes:
    """The beginning of a stream's content, unpacked where it is packed in the usual way."""
    start += 2 if data[start : start + 2] == b"\r\n" else 1
    try:
        return zlib.decompressobj().decompress(memoryview(data)[start : start + MOST_CONTENT], MOST_CONTENT)
    except zlib.error:
        end = data.find(b"endstream", start, start + MOST_CONTENT)
        return data[start : end if end >= 0 else start + MOST_CONTENT]


MOST_UNPACKED = 50_000_000
BODY = rb"(?:(?!endobj|stream).){0,4000}?"
OPENED = re.compile(rb"obj\b")
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
    for found in OPENED.finditer(data):
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
