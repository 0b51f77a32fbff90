"""Drawings that draw one another without end are left out before the engine, which would follow them, sees them."""

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
    told = f"{len(tangled)} drawings that draw one another without end were left out"
    return bytes(changed), (Fault(code="page_failed", message=told),)


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
        objects = objects or {int(each[1]): each.end() for each in OBJECT.finditer(data)}
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
    return {name: int(number) for each in heads for name, number in NAMED.findall(each)}


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
