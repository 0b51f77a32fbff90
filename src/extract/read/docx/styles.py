"""What the styles of a Word file say of its paragraphs, and how its lists are numbered."""

from dataclasses import dataclass

from lxml import etree

from extract.read.docx.package import Package, value

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
        each.get("abstractNumId", ""): value(each.find("lvl"), "numFmt") for each in root.iterfind("abstractNum")
    }
    return frozenset(
        number.get("numId", "")
        for number in root.iterfind("num")
        if abstract.get(value(number, "abstractNumId") or "") in ("decimal", "decimalZero")
    )
