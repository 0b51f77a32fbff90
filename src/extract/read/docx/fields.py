"""What the fields of reference managers say: which works a citation means, and which paragraphs are the list.

Zotero and Mendeley write CSL-JSON into the field, EndNote its own XML, Word a tag; all name the work itself.
"""

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.read.xml import all_text
from extract.text import lazy_re as re

LIST_FIELD = re.compile(r"ZOTERO_BIBL|CSL_BIBLIOGRAPHY|Mendeley\s+Bibliography|EN\.REFLIST|^\s*BIBLIOGRAPHY\b")
"""A field whose result is the list of references: matches ' ADDIN EN.REFLIST ', not 'CITATION Moss19'."""

CSL_FIELD = re.compile(r"(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(?P<json>\{.*)", re.DOTALL)
ENDNOTE_FIELD = re.compile(r"EN\.CITE\b")
ENDNOTE_XML = re.compile(r"<EndNote>.*?</EndNote>", re.DOTALL)
REFERENCE_FIELD = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+(?P<name>[\w.-]+)")
"""Word's own pointing at a bookmark: matches ' REF _Ref123 \\\\h'."""

MENDELEY_TAG = re.compile(r"MENDELEY_CITATION_v\d_(?P<data>[A-Za-z0-9+/=_-]+)")
LONGEST = 5_000_000
LETTERS = re.compile(r"[\W_]+")
SHORTEST_TITLE = 12


@dataclass(frozen=True, slots=True)
class CitedItem:
    """A work as a reference manager keeps it: enough to find its entry in the list."""

    title: str
    family: str
    year: str


def is_list_field(instruction: str) -> bool:
    """Whether a field's result is the list of references."""
    return LIST_FIELD.search(instruction) is not None


def items_of(instruction: str) -> tuple[CitedItem, ...]:
    """The works that a citation field names; none for fields of other kinds or with damaged data."""
    csl = CSL_FIELD.search(instruction)
    if csl:
        return _from_csl(csl["json"])
    if ENDNOTE_FIELD.search(instruction):
        return tuple(_from_endnote(instruction))
    return ()


def items_of_tag(tag: str) -> tuple[CitedItem, ...]:
    """The works that a content control of Mendeley Cite names."""
    found = MENDELEY_TAG.match(tag)
    if not found or len(tag) > LONGEST:
        return ()
    try:
        data = base64.b64decode(found["data"] + "===", altchars=b"-_").decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ()
    return _from_csl(data)


def decoded_data(text: str) -> str:
    """EndNote's data beside a field, as words."""
    try:
        return base64.b64decode("".join(text.split()) + "===").decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _from_csl(text: str) -> tuple[CitedItem, ...]:
    if len(text) > LONGEST:
        return ()
    try:
        data, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return ()
    listed = data.get("citationItems") if isinstance(data, dict) else None
    found = [item.get("itemData") for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    return tuple(_csl_item(item) for item in found if isinstance(item, dict))


def _csl_item(item: dict[str, object]) -> CitedItem:
    people = item.get("author")
    first = people[0] if isinstance(people, list) and people and isinstance(people[0], dict) else {}
    issued = item.get("issued")
    year = re.search(r"(?:1[5-9]|20)\d\d", json.dumps(issued)) if issued else None
    return CitedItem(
        str(item.get("title") or ""), str(first.get("family") or first.get("literal") or ""), year[0] if year else ""
    )


def _from_endnote(instruction: str) -> Iterator[CitedItem]:
    found = ENDNOTE_XML.search(instruction)
    if not found or len(found[0]) > LONGEST:
        return
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(found[0].encode("utf-8", "replace"), parser)
    for cite in root.iterfind("Cite") if root is not None else ():
        titles = [all_text(title) for title in cite.iterfind(".//titles/title")]
        yield CitedItem(titles[0] if titles else "", cite.findtext("Author") or "", cite.findtext("Year") or "")


def entry_of(item: CitedItem, entries: Sequence[tuple[str, str]]) -> str | None:
    """The entry (target, words) that a work stands as; None where none or more than one fits."""
    title = LETTERS.sub("", item.title.lower())
    if len(title) >= SHORTEST_TITLE:
        titled = [target for target, words in entries if title in LETTERS.sub("", words.lower())]
        if len(titled) == 1:
            return titled[0]
    family = LETTERS.sub("", item.family.lower())
    named = [
        target
        for target, words in entries
        if family
        and item.year
        and item.year in words
        and LETTERS.sub("", words.lower()[: len(family) + 12]).find(family) >= 0
    ]
    return named[0] if len(named) == 1 else None
