"""The parts of a Word file, read within bounds: a zip that unpacks to more than it should is refused."""

import zipfile
from dataclasses import dataclass
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


DEEPEST = 20
"""How far styles are followed to those they rest on."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A paragraph's style: its built-in English name in small letters, and its outline level (1 to 9, else 0)."""

    name: str
    level: int
    numbering: str | None = None


class Styles:
    """The styles and lists of a file."""

    def __init__(self, package: Package) -> None:
        root = package.part("word/styles.xml")
        found = root.iterfind("style") if root is not None else ()
        self._styles = {style.get("styleId", ""): style for style in found}
        lists = package.part("word/numbering.xml")
        self._decimal = _decimal_lists(lists) if lists is not None else frozenset[str]()
        self._counts: dict[str, int] = {}

    def kind(self, paragraph: etree._Element) -> Kind:
        """The style of a paragraph, its own outline level before that of its style."""
        properties = paragraph.find("pPr")
        style = value(properties, "pStyle") or ""
        name, level, numbering = "", value(properties, "outlineLvl"), _list_of(properties)
        for _ in range(DEEPEST):
            found = self._styles.get(style)
            if found is None:
                break
            name = name or (value(found, "name") or style).lower()
            level = level or value(found, "pPr/outlineLvl")
            numbering = numbering or _list_of(found.find("pPr"))
            style = value(found, "basedOn") or ""
        number = int(level) + 1 if level and level.isdecimal() and int(level) < 9 else 0
        if not number and name.startswith("heading ") and name[8:].isdecimal():
            number = int(name[8:])
        return Kind(name or style.lower(), number, numbering)

    def next_number(self, kind: Kind) -> str | None:
        """The number that a list gives to its next paragraph; None where it gives bullets or none."""
        if kind.numbering is None or kind.numbering not in self._decimal:
            return None
        self._counts[kind.numbering] = self._counts.get(kind.numbering, 0) + 1
        return str(self._counts[kind.numbering])


def _list_of(properties: etree._Element | None) -> str | None:
    found = value(properties, "numPr/numId")
    return found if found and found != "0" else None


def _decimal_lists(root: etree._Element) -> frozenset[str]:
    """The lists that count 1, 2, 3."""
    abstract = {
        listed.get("abstractNumId", ""): value(listed.find("lvl"), "numFmt") for listed in root.iterfind("abstractNum")
    }
    return frozenset(
        number.get("numId", "")
        for number in root.iterfind("num")
        if abstract.get(value(number, "abstractNumId") or "") in ("decimal", "decimalZero")
    )
