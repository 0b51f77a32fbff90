"""Elements of a large XML file one at a time; nothing outside the file is ever fetched."""

import re
from collections.abc import Collection, Iterator
from html import escape
from typing import IO
from xml.etree.ElementTree import Element, ParseError, XMLPullParser, tostring

from extract.formats.record import Unread

CHUNK = 1 << 18
MAX_ELEMENTS = 400_000
ENTITY = "<!ENTITY"
MAX_RECORD = 64 << 20
"""Characters from the end of one record to the end of the next."""

NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def elements(file: IO[str], names: Collection[str]) -> Iterator[Element | Unread]:
    """Each element of one of the names, whole; a file that breaks off or is unsafe ends with the reason."""
    parser: XMLPullParser[Element] = XMLPullParser(["start", "end"])
    root, depth, open_elements, size, before = None, 0, 0, 0, ""
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > MAX_RECORD:
            yield Unread("a record of more than 64 million characters: the rest of the file is left")
            return
        seen, before = before + chunk, chunk[1 - len(ENTITY) :]
        if ENTITY in seen:
            yield Unread("the file defines entities of its own: refused")
            return
        try:
            parser.feed(NO_XML.sub(" ", chunk))
            events = [(str(event[0]), event[1]) for event in parser.read_events() if len(event) == 2]
        except ParseError as error:
            yield Unread(f"the XML breaks off: {error}")
            return
        for event, element in events:
            if not isinstance(element, Element):
                continue
            if event == "start":
                root = element if root is None else root
                depth += element.tag in names
                open_elements += 1
                if depth and open_elements > MAX_ELEMENTS:
                    yield Unread("a record of more than 400,000 elements: the rest of the file is left")
                    return
                continue
            if element.tag in names:
                depth -= 1
                if depth == 0:
                    yield element
                    element.clear()
                    open_elements = size = 0
                    if root is not None and root is not element:
                        root.clear()
    try:
        parser.close()
    except ParseError as error:
        yield Unread(f"the file breaks off: {error}")


def text_of(element: Element | None, path: str = ".") -> str:
    """All text below the first element at a path, or an empty string."""
    found = element.find(path) if element is not None else None
    return "".join(found.itertext()).strip() if found is not None else ""


def marked(element: Element | None, path: str = ".") -> str:
    """What stands below the first element at a path, with its inner tags, for `clean`; an empty string without."""
    found = element.find(path) if element is not None else None
    if found is None:
        return ""
    if len(found) == 0:
        return (found.text or "").strip()
    inner = escape(found.text or "") + "".join(tostring(child, encoding="unicode") for child in found)
    return inner.strip()
