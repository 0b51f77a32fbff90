"""The parts of a Word file, read within bounds: a zip that unpacks to more than it should is refused."""

import zipfile
from io import BytesIO

from lxml import etree

from extract.errors import BadMarkup, NotAPaper, TooLarge
from extract.read.containers import UNPACKING
from extract.read.xml import parse_xml

MAX_PART = 100_000_000
"""Bytes of one unpacked part; the text of a thesis has five million."""

MAX_RATIO = 400
"""A part that unpacks to so many times its packed size is a bomb and no text (prose packs 10 to 30 times)."""

SMALL = 1_000_000
"""Bytes below which the ratio says nothing."""

MAIN = "word/document.xml"


class Package:
    """The members of a Word file by name; each is a tree without namespaces, read when it is asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise BadMarkup(f"{name} is a broken Word file ({error}): save it again") from error
        if MAIN not in self._members:
            raise NotAPaper(f"{name} is a zip file without a Word document: give the papers in it")

    def part(self, name: str) -> etree._Element | None:
        """The root of a part, its tags and attributes without namespaces; None where the file has none.

        Raises TooLarge for a part beyond the bounds, BadMarkup for one that cannot be read.
        """
        info = self._members.get(name)
        if info is None:
            return None
        if info.file_size > MAX_PART or info.file_size > max(SMALL, MAX_RATIO * max(1, info.compress_size)):
            raise TooLarge(f"{self._name} unpacks to {info.file_size:,} bytes in {name}: it is no manuscript")
        try:
            with self._zip.open(info) as file:
                data = file.read(MAX_PART + 1)
        except UNPACKING as error:
            raise BadMarkup(f"{self._name} is a broken Word file ({error}): save it again") from error
        if len(data) > MAX_PART:
            raise TooLarge(f"{self._name} unpacks to more than {MAX_PART:,} bytes in {name}: it is no manuscript")
        root, _ = parse_xml(data, f"{self._name} ({name})")
        for element in root.iter("*"):
            element.tag = _local(str(element.tag))
            for key in [key for key in element.attrib if not str(key).isalnum()]:
                element.attrib[_local(str(key))] = element.attrib.pop(key)
        return root


def _local(name: str) -> str:
    """A name without its namespace, also where damaged mark-up names one that it does not declare.

    >>> _local("{http://a}p"), _local("W:TC"), _local("w:")
    ('p', 'TC', 'w')
    """
    parts = [part for part in name.rpartition("}")[2].split(":") if part]
    return parts[-1] if parts else "unknown"


def value(element: etree._Element | None, path: str, default: str | None = None) -> str | None:
    """The `val` of an element found below another."""
    found = element.find(path) if element is not None else None
    return found.get("val", default) if found is not None else None


def is_on(element: etree._Element | None, path: str) -> bool:
    """Whether a property is set: there, and not switched off."""
    found = element.find(path) if element is not None else None
    return found is not None and found.get("val", "1") not in ("0", "false", "none", "off")
