"""Elements of a large XML file one at a time; nothing outside the file is ever fetched."""

from collections.abc import Collection, Iterator
from html import escape
from typing import IO
from xml.etree.ElementTree import Element, ParseError, XMLPullParser, tostring

from extract.formats.record import Unread
from extract.text import lazy_re as re

CHUNK = 1 << 18
MAX_ELEMENTS = 400_000
ENTITY = "<!ENTITY"
MAX_RECORD = 64 << 20
"""Characters from the end of one record to the end of the next."""

NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def elements(file: IO[str], names: Collection[str]) -> Iterator[Element | Unread]:
    """Each element of one of the names, whole; a file that breaks off or is unsafe ends with the reason."""
    parser: XMLPullParser[Element] = XMLPullParser(["start", "end"])
    records, before = _Records(names), ""
    try:
        while chunk := file.read(CHUNK):
            records.size += len(chunk)
            seen, before = before + chunk, chunk[1 - len(ENTITY) :]
            if why := _refused(records.size, seen):
                yield Unread(why)
                return
            parser.feed(NO_XML.sub(" ", chunk))
            for event in list(parser.read_events()):
                if len(event) != 2 or not isinstance(event[1], Element):
                    continue
                if event[0] == "start" and records.opens(event[1]) > MAX_ELEMENTS:
                    yield Unread("a record of more than 400,000 elements: the rest of the file is left")
                    return
                if event[0] == "end" and records.is_whole_with(event[1]):
                    yield event[1]
                    records.forget(event[1])
        parser.close()
    except ParseError as error:
        yield Unread(f"the XML breaks off: {error}")


def _refused(size: int, seen: str) -> str | None:
    """Why no more of a file is read: the characters since the last record, or what the last two chunks define."""
    if size > MAX_RECORD:
        return "a record of more than 64 million characters: the rest of the file is left"
    return "the file defines entities of its own: refused" if ENTITY in seen else None


class _Records:
    """Where a file stands: how deep in a record, how much of it was read, and the root that holds what is behind."""

    def __init__(self, names: Collection[str]) -> None:
        self.size = 0
        self._names = names
        self._root: Element | None = None
        self._depth = 0
        self._open = 0

    def opens(self, element: Element) -> int:
        """An element begins; how many there are in the record so far, 0 outside of one."""
        self._root = element if self._root is None else self._root
        self._depth += element.tag in self._names
        self._open += 1
        return self._open if self._depth else 0

    def is_whole_with(self, element: Element) -> bool:
        """An element ends; whether that is the end of a record."""
        if element.tag not in self._names:
            return False
        self._depth -= 1
        return self._depth == 0

    def forget(self, element: Element) -> None:
        """Gives the memory of a record back."""
        element.clear()
        self._open = self.size = 0
        if self._root is not None and self._root is not element:
            self._root.clear()


def text_of(element: Element | None, path: str = ".") -> str:
    """All text below the first element at a path, or an empty string."""
    found = element.find(path) if element is not None else None
    return "".join(found.itertext()).strip() if found is not None else ""


def marked(element: Element | None, path: str = ".") -> str:
    """What stands below the first element at a path, with its inner tags, for `clean`; an empty string without.

    >>> from xml.etree.ElementTree import fromstring
    >>> deep = "<i>" * 3000 + "A" + "</i>" * 3000
    >>> marked(fromstring("<t>Trial of <i>A</i></t>")), marked(fromstring(f"<t>{deep}</t>"))
    ('Trial of <i>A</i>', 'A')
    """
    found = element.find(path) if element is not None else None
    if found is None:
        return ""
    if len(found) == 0:
        return (found.text or "").strip()
    try:
        inner = escape(found.text or "") + "".join(tostring(child, encoding="unicode") for child in found)
    except RecursionError:  # thousands of tags within one another: no title has them, its words are kept
        return escape(text_of(found))
    return inner.strip()
