"""Bytes of XML → a tree, without ever loading a DTD, fetching anything or expanding entities."""

import html.entities
import re
from collections.abc import Iterator

from lxml import etree

from extract.errors import BadMarkup, UnsafeXml
from extract.model import Fault
from extract.read.decoding import decode

TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)
    |</\s?(?P<end>[A-Za-z_][\w.:-]{0,100})\s*(?:>|(?=<)|\Z)
    |<(?P<start>[A-Za-z_][\w.:-]{0,100})(?P<rest>(?:\s[^<>]{0,5000})?)(?:>|(?=<)|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
"""A comment, a section of characters, an instruction or a tag: matches '</p>' and '<td/>', not '< 0.05'."""

LONE = re.compile(r"&(?!#?\w{1,40};)")
ATTRIBUTE = re.compile(r"\s([A-Za-z_][\w.:-]{0,100})\s{0,3}=\s{0,3}(\"[^\"<]*\"|'[^'<]*')")
LEAVES = frozenset(
    {"title", "label", "surname", "given-names", "year", "volume", "issue", "fpage", "lpage", "article-title"}
)
"""Elements that hold words only; a block that begins within one ends it."""

BLOCKS = frozenset({"p", "sec", "abstract", "table-wrap", "fig", "ref", "list", "contrib", "td", "tr", "body", "back"})


def balance_tags(text: str) -> str:
    """The text with every element closed where its parent closes, and end tags without a start left out.

    >>> balance_tags("<a><b>x</a>"), balance_tags("<a>x</b> < 5 & y</a>")
    ('<a><b>x</b></a>', '<a>x &lt; 5 &amp; y</a>')
    """
    return "".join(_balanced(text))


def _balanced(text: str) -> Iterator[str]:
    open_tags: list[str] = []
    counts: dict[str, int] = {}
    at = 0
    for token in TOKEN.finditer(text):
        yield _escaped(text[at : token.start()])
        at = token.end()
        if name := token["end"]:
            if counts.get(name):
                yield from _close(open_tags, counts, name)
        elif name := token["start"]:
            if name in BLOCKS and open_tags and open_tags[-1] in LEAVES:
                yield from _close(open_tags, counts, open_tags[-1])
            yield _start_tag(name, token["rest"])
            if not token["rest"].rstrip().endswith("/"):
                open_tags.append(name)
                counts[name] = counts.get(name, 0) + 1
        elif token[0].startswith("<![CDATA["):
            yield _escaped(token[0][9:].removesuffix("]]>"))
    yield _escaped(text[at:])
    while open_tags:
        yield f"</{open_tags.pop()}>"


def _close(open_tags: list[str], counts: dict[str, int], name: str) -> Iterator[str]:
    """End tags up to the innermost open element of a name."""
    while open_tags:
        last = open_tags.pop()
        counts[last] -= 1
        yield f"</{last}>"
        if last == name:
            return


def _start_tag(name: str, rest: str) -> str:
    attributes: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(rest):
        attributes.setdefault(found[1], LONE.sub("&amp;", found[2]))
    written = "".join(f" {key}={value}" for key, value in attributes.items())
    return f"<{name}{written}{'/' if rest.rstrip().endswith('/') else ''}>"


def _escaped(words: str) -> str:
    return LONE.sub("&amp;", words).replace("<", "&lt;")


DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
DECLARATION = re.compile(r"\s{0,99}<\?xml[^>]{0,400}\?>")
DOCTYPE = re.compile(r"<!DOCTYPE\s")
ENTITY_DECLARED = re.compile(r"<!ENTITY\s+(%\s+)?([\w.:-]{1,80})\s+(SYSTEM\b|PUBLIC\b|\"[^\"]*\"|'[^']*')")
"""A declared entity: matches '<!ENTITY nbsp "&#160;">', not '<!ELEMENT p ANY>'."""

REFERENCE = re.compile(r"&([A-Za-z_][\w.-]{0,40});")
CHARACTER_REFERENCE = re.compile(r"&#(?:x[0-9A-Fa-f]{1,6}|\d{1,7});")
NUMBERED = re.compile(r"&#(?:x([0-9A-Fa-f]{1,40})|([0-9]{1,40}));")
OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
PROLOGUE = 200_000
END_TAG = re.compile(r"</[\w:.-]{1,80}\s*>\s*(?:<!--.{0,2000}?-->\s*|<\?[^>]{0,500}\?>\s*){0,20}$", re.DOTALL)
MAX_VALUE = 200
"""A harmless internal entity is a short stretch of characters."""


def parse_xml(data: bytes, name: str) -> tuple[etree._Element, tuple[Fault, ...]]:
    """The root element and what was wrong with the mark-up.

    Raises UnsafeXml for external entities and for entities made of entities, BadMarkup where there is no element.
    A DOCTYPE is passed over; the named characters of HTML and short internal ones are resolved here.
    """
    text = _without_doctype(_decoded(data), name)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), _parser(recover=False)), ()
    except etree.XMLSyntaxError as error:
        fault = _fault(text, error)
    try:
        mended = NUMBERED.sub(_sound, balance_tags(text))
        root = etree.fromstring(mended.encode("utf-8", "replace"), _parser(recover=True))
    except etree.XMLSyntaxError as error:
        raise BadMarkup(f"{name} is not XML that can be read ({error.msg}): fetch it again") from error
    if root is None:
        raise BadMarkup(f"{name} holds no XML element that can be read: fetch it again")
    return root, (fault,)


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )


def _decoded(data: bytes) -> str:
    declared = DECLARED.match(data[:400].lstrip(b"\xef\xbb\xbf \t\r\n"))
    if declared and b"\x00" not in data[:4]:
        try:
            return data.decode(declared[1].decode("ascii")).lstrip("\ufeff")
        except (LookupError, UnicodeError):
            return decode(data)
    return decode(data)


def _without_doctype(text: str, name: str) -> str:
    """The text from its root element on, with named characters resolved."""
    declaration = DECLARATION.match(text)
    start = declaration.end() if declaration else 0
    entities: dict[str, str] = {}
    doctype = DOCTYPE.search(text, start, PROLOGUE)
    root = re.compile(r"<[A-Za-z_]").search(text, start)
    if doctype and (root is None or doctype.start() < root.start()):
        start, entities = _read_doctype(text, doctype.start(), name)
    text = text[start:]
    return REFERENCE.sub(lambda match: _character(match, entities), text) if "&" in text else text


def _read_doctype(text: str, start: int, name: str) -> tuple[int, dict[str, str]]:
    """Where the DOCTYPE ends, and the entities that it declares."""
    end = text.find(">", start)
    bracket = text.find("[", start, end if end >= 0 else None)
    if bracket < 0:
        if end < 0:
            raise BadMarkup(f"{name} ends within its DOCTYPE: fetch it again")
        return end + 1, {}
    close = re.compile(r"\]\s*>").search(text, bracket)
    subset = text[bracket : close.start() if close else len(text)]
    return (close.end() if close else len(text)), _safe_entities(subset, name)


def _safe_entities(subset: str, name: str) -> dict[str, str]:
    entities = {}
    for match in ENTITY_DECLARED.finditer(subset):
        value = match[3]
        if value in ("SYSTEM", "PUBLIC"):
            raise UnsafeXml(f"{name} declares the external entity {match[2]}: nothing was fetched; remove its DOCTYPE")
        inner = CHARACTER_REFERENCE.sub("", value[1:-1])
        if match[1] or "&" in inner or "%" in inner or len(inner) > MAX_VALUE:
            raise UnsafeXml(f"{name} declares the entity {match[2]} by other entities: refused; remove its DOCTYPE")
        entities[match[2]] = value[1:-1]
    return entities


def _character(match: re.Match[str], entities: dict[str, str]) -> str:
    name = match[1]
    if name in OWN:
        return match[0]
    if name in entities:
        return entities[name]
    character = html.entities.html5.get(name + ";")
    if character is None:
        return f"&amp;{name};"
    return "".join(f"&#{ord(part)};" for part in character)


def _sound(match: re.Match[str]) -> str:
    """A numbered character, or the sign for a lost one where the number is that of half a character or of none."""
    number = int(match[1], 16) if match[1] else int(match[2])
    return match[0] if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "&#xFFFD;"


def _fault(text: str, error: etree.XMLSyntaxError) -> Fault:
    """What is wrong with mark-up that had to be mended."""
    if not END_TAG.search(text[-4000:]):
        return Fault(code="truncated", message="the file ends within an element; what came before is kept")
    return Fault(code="bad_markup", message=f"mended mark-up, first at line {error.lineno or 1}: {error.msg}")


def all_text(element: etree._Element) -> str:
    """The characters of an element and all within it."""
    return "".join(map(str, element.itertext()))


def text_of(element: etree._Element) -> str:
    """The words of an element with single spaces."""
    return " ".join(all_text(element).split())
