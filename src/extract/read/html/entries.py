"""Where a page's reference list is, and what its entries are called."""

import re

from lxml import etree

from extract.read.html.tree import names_of

LIST = re.compile(
    r"(?:^|[\s_-])(?:references?|ref-?list|bibliography|biblio|citation-list|references-list|article-references)(?=$|[\s_-])",
    re.IGNORECASE,
)
"""Names of a reference list: matches 'c-article-references' and 'ref-list', not 'reference-range'."""

ENTRY_NAME = re.compile(
    r"(?:.{0,40}[-_.])?(?:ref|bib|b|cr|r|cit|citation|reference)[-_.]?(?:cr|bib|id)?[-_.]?\d{1,4}[a-z]?$", re.IGNORECASE
)
"""Names of an entry: matches 'B12', 'bib3', 'ref-CR12', 'cncr123-bib-0012', not 'sec2'."""

PRINTED_LABEL = re.compile(r"\s{0,9}(?:\[(\d{1,4})\]|(\d{1,4})[.)]|(\d{1,4})(?=\s))\s{0,9}")
"""A number ahead of an entry: matches '[12] ' and '12. ', not '2012;'."""

LABEL_CLASS = re.compile(r"(?:^|[\s_-])(?:label|bullet|ref-label|ref-number|number|counter)(?=$|[\s_-])", re.IGNORECASE)
SERVICES = frozenset(
    {
        "google scholar", "pubmed", "crossref", "view article", "article", "cas", "doi", "pmc free article",
        "full text",
        "view in scopus", "scopus", "web of science", "medline", "pdf", "abstract", "view record in scopus", "links",
        "open in a new tab", "free full text", "pubmed abstract", "publisher full text", "ads", "export", "find it",
    }
)  # fmt: skip
"""Words of links that a publisher puts behind an entry."""


def is_list(element: etree._Element) -> bool:
    """Whether an element's class or id names it a reference list."""
    return bool(LIST.search(names_of(element)))


def names(element: etree._Element) -> tuple[str, ...]:
    """All ids by which links may point at an entry."""
    found: list[str] = []
    for part in (element, *element.iterdescendants()):
        if not isinstance(part.tag, str):
            continue
        found += [part.get(name, "") for name in ("id", "data-bib-id", "data-rid", "name")]
    parent = element.getparent()
    if parent is not None and len(parent) == 1:
        found.append(parent.get("id", ""))
    return tuple(dict.fromkeys(name for name in found if name))


def main_name(element: etree._Element, number: int) -> str:
    """The id of an entry: one that looks like an entry's, else the first, else its place in the list."""
    found = names(element)
    return next((name for name in found if ENTRY_NAME.match(name)), found[0] if found else f"entry{number}")


def take_label(element: etree._Element) -> str | None:
    """The entry's printed number, taken out of its words; a number that only the list's numbering shows too."""
    for part in element.iterdescendants():
        if not isinstance(part.tag, str) or not LABEL_CLASS.search(names_of(part)):
            continue
        label = "".join(str(words) for words in part.itertext()).strip(" .[]()\n\t")
        if label.isdigit():
            for inner in part.iter():
                inner.text = None
                inner.tail = None if inner is not part else inner.tail
            return label
    for part in (element, *element.iterdescendants()):
        if part.text and part.text.strip():
            printed = PRINTED_LABEL.match(part.text)
            if printed is None:
                return None
            label = printed[1] or printed[2] or printed[3]
            part.text = part.text[printed.end() :]
            return label
    return None


def drop_services(element: etree._Element) -> None:
    """Take links to services out of an entry, with the brackets around them."""
    for link in list(element.iter("a")):
        words = " ".join("".join(str(part) for part in link.itertext()).split()).strip("[]() ").lower()
        if words not in SERVICES:
            continue
        before, parent = link.getprevious(), link.getparent()
        if parent is None:
            continue
        ahead = (before.tail if before is not None else parent.text) or ""
        behind = re.sub(r"^\s*[\])|,;•·]+", " ", link.tail or "")
        joined = re.sub(r"[\[(|,;•·]+\s*$", " ", ahead) + behind
        if before is not None:
            before.tail = joined
        else:
            parent.text = joined
        parent.remove(link)
