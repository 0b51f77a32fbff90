"""What the entries of a page's list are called, and their words without what a publisher puts behind them."""

import re
from collections.abc import Mapping

from lxml import etree

from extract.read.html.tree import names_of, text_of

ENTRY_NAME = re.compile(
    r"(?:.{0,40}[-_.])?(?:ref|bib|b|cr|r|cit|citation|reference)[-_.]?(?:cr|bib|id)?[-_.]?\d{1,4}[a-z]?$", re.IGNORECASE
)
"""Names of an entry: matches 'B12', 'bib3', 'ref-CR12', 'cncr123-bib-0012', not 'sec2'."""

PRINTED_LABEL = re.compile(r"\s{0,9}(?:\[(\d{1,4})\]|(\d{1,4})[.)]|(\d{1,4})(?=\s))\s{0,9}")
"""A number ahead of an entry: matches '[12] ' and '12. ', not '2012;'."""

NAME_ENDS = re.compile(r"(?:^|[\s_-])(?:given-?names?|name|author|string-name|initials)(?=$|[\s_-])", re.IGNORECASE)
NAME_BEGINS = re.compile(r"(?:^|[\s_-])(?:surname|family|name|author|string-name)(?=$|[\s_-])", re.IGNORECASE)
"""Classes of the end and the beginning of a person in an entry."""

BEYOND = 20
"""How far a printed number may lie beyond the length of its list, where a page has only a part of it."""

LABEL_CLASS = re.compile(r"(?:^|[\s_-])(?:label|bullet|ref-label|ref-number|number|counter)(?=$|[\s_-])", re.IGNORECASE)
SPACE = re.compile(r"\W+")
LONGEST_SERVICE = 5
SERVICES = frozenset(
    {
        "google scholar", "pubmed", "crossref", "view article", "article", "cas", "doi", "pmc free article",
        "full text",
        "view in scopus", "scopus", "web of science", "medline", "pdf", "abstract", "view record in scopus", "links",
        "open in a new tab", "free full text", "pubmed abstract", "publisher full text", "ads", "export", "find it",
    }
)  # fmt: skip
"""Words of links that a publisher puts behind an entry."""


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


def take_label(element: etree._Element, most: int = 9999) -> str | None:
    """The entry's printed number (of `most` entries or a little beyond), taken out of its words."""
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
            if int(label) > most + BEYOND:
                return None
            part.text = part.text[printed.end() :]
            return label
    return None


def with_tails(aliases: Mapping[str, str]) -> dict[str, str]:
    """The names of entries, and their last parts where these are as telling: "B12" of "ref-auto-B12".

    >>> with_tails({"ref-auto-B1": "x", "b-2": "y", "c-2": "z"})["B1"]
    'x'
    """
    tails: dict[str, set[str]] = {}
    for name, target in aliases.items():
        tail = name.rpartition("-")[2]
        if tail != name and len(tail) > 1 and not tail.isdecimal() and any(map(str.isdecimal, tail)):
            tails.setdefault(tail, set()).add(target)
    return {tail: next(iter(found)) for tail, found in tails.items() if len(found) == 1} | dict(aliases)


def tidy_entry(element: etree._Element) -> None:
    """Take what a publisher puts behind an entry out of it, and part names that only the page's style parts."""
    _part_names(element)
    _drop_services(element)
    _drop_last_links(element)


def _drop_last_links(element: etree._Element) -> None:
    """Boxes at an entry's end that hold nothing but links of a few words: buttons of services."""
    whole = text_of(element)
    for box in reversed(list(element.iterdescendants("div", "ul", "span", "p"))):
        words = text_of(box)
        links = [text_of(link) for link in box.iter("a")]
        only_links = len(SPACE.sub("", words)) <= len(SPACE.sub("", "".join(links))) + len(links)
        if not words or not links or not only_links or not whole.endswith(words):
            continue
        if any(len(link.split()) > LONGEST_SERVICE or any(map(str.isdigit, link)) for link in links):
            continue
        parent = box.getparent()
        if parent is not None and whole != words:
            parent.remove(box)
            whole = whole[: -len(words)].rstrip()


def _part_names(element: etree._Element) -> None:
    """A comma between two names that stand side by side with nothing between them."""
    for part in element.iterdescendants("span", "div"):
        behind = part.getnext()
        if behind is None or (part.tail or "").strip() or not text_of(part) or not text_of(behind):
            continue
        before, after = part.get("class") or "", behind.get("class") or ""
        if NAME_ENDS.search(before) and NAME_BEGINS.search(after):
            part.tail = " "
            if len(part):
                part[-1].tail = (part[-1].tail or "").rstrip() + ","
            else:
                part.text = (part.text or "").rstrip() + ","


def _drop_services(element: etree._Element) -> None:
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
        bare = ahead.rstrip()
        cut = bare.rstrip("[(|,;•·")
        joined = (f"{cut} " if cut != bare else ahead) + behind
        if before is not None:
            before.tail = joined
        else:
            parent.text = joined
        parent.remove(link)
