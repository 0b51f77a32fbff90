"""What the entries of a page's list are called, and their words without what a publisher puts behind them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from operator import itemgetter
from typing import Literal

from lxml import etree

from extract.read.html.tree import called, names_of, start_of
from extract.read.xml import all_text, text_of
from extract.text import lazy_re as re

ENTRY_NAME = re.compile(
    r"(?:.{0,40}[-_.])?(?:ref|bib|b|cr|r|cit|citation|reference)[-_.]?(?:cr|bib|id)?[-_.]?\d{1,4}[a-z]?$", re.IGNORECASE
)
"""Names of an entry: matches 'B12', 'bib3', 'ref-CR12', 'cncr123-bib-0012', not 'sec2'."""

PRINTED_LABEL = re.compile(r"\s{0,9}(?:\[(\d{1,4})\]|(\d{1,4})[.)]|(\d{1,4})(?=\s))\s{0,9}")
"""A number ahead of an entry: matches '[12] ' and '12. ', not '2012;'."""

WHOLE = re.compile(r"\s*(\d{1,4})\s*")
NAME_ENDS = called("given-?names?|name|author|string-name|initials")
NAME_BEGINS = called("surname|family|name|author|string-name")
"""Classes of the end and the beginning of a person in an entry."""

BEYOND = 20
"""How far a printed number may lie beyond the length of its list, where a page has only a part of it."""

TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:article|ref(?:erence|link)?|cit(?:ation)?|bib)[_-]{0,2}title(?=$|\s)", re.IGNORECASE
)
"""Classes of the cited work's title: matches 'nlm-article-title' and 'articleTitle', not 'journalTitle'."""

TITLE_TAGS = ("span", "div", "cite", "em", "i", "b", "strong", "p")
SHORTEST_TITLE = 8

LABEL_CLASS = called("label|bullet|ref-label|ref-number|number|counter")
OPENING = " \t\r\n\xa0[(|,;·•»↵"
"""Marks that lead to a button."""

SERVICES = frozenset(
    {
        "googlescholar", "pubmed", "crossref", "viewarticle", "article", "cas", "doi", "pmcfreearticle", "fulltext",
        "viewinscopus", "scopus", "webofscience", "medline", "pdf", "abstract", "viewrecordinscopus", "links",
        "openinanewtab", "freefulltext", "pubmedabstract", "publisherfulltext", "ads", "export", "findit",
    }
)  # fmt: skip
"""Letters of links that a publisher puts behind an entry, in lists too short to tell them by their coming again."""

LONGEST_BUTTON = 6
COUNT = re.compile(r"\(\d{1,6}\)|(?<=[a-z]:)\s?\d{1,6}\s*$")
"""How often a work is cited, as buttons tell it: matches '(12)' of 'Scopus (12)' and '4' of 'Times Cited: 4'."""

FEWEST_BUTTONS = 3
LINKED_SHARE, PLAIN_SHARE = 0.3, 0.6
"""The share of a list's entries that end in the same words where these are a button: as a link, as plain words."""

NAME = re.compile(r"(?:^|[_-])(?:id|rid|name)$|^data-|^(?:id|rid|name)")
"""Attributes that may hold an entry's name: matches 'data-bib-id' and 'content-id', not 'class'."""

LONGEST_NAME = 80


def names(element: etree._Element) -> tuple[str, ...]:
    """All names by which links may point at an entry."""
    parts = [part for part in element.iter() if isinstance(part.tag, str)]
    parent = element.getparent()
    if parent is not None and len(parent) == 1:
        parts.append(parent)
    found = [
        (str(name) not in ("id", "name", "data-bib-id"), str(value))
        for part in parts
        for name, value in part.items()
        if NAME.search(str(name)) and 0 < len(value) < LONGEST_NAME and " " not in value
    ]
    return tuple(dict.fromkeys(value for _, value in sorted(found, key=itemgetter(0))))


def main_name(element: etree._Element, number: int) -> str:
    """The id of an entry: one that looks like an entry's, else the first, else its place in the list."""
    found = names(element)
    return next((name for name in found if ENTRY_NAME.match(name)), found[0] if found else f"entry{number}")


def take_label(element: etree._Element, most: int = 9999) -> str | None:
    """The entry's printed number (of `most` entries or a little beyond), taken out of its words."""
    for part in element.iterdescendants():
        if not isinstance(part.tag, str) or not LABEL_CLASS.search(names_of(part)):
            continue
        label = all_text(part).strip(" .[]()\n\t")
        if label.isdigit():
            for inner in part.iter():
                inner.text = None
                inner.tail = None if inner is not part else inner.tail
            return label
    for node, place in _stretches(element):
        words = getattr(node, place)
        if not words or not words.strip(" \n\t↵"):
            continue
        printed = PRINTED_LABEL.match(words)
        if printed is None and words.strip().isdigit():
            printed = WHOLE.match(words)
        if printed is None:
            return None
        label = next(group for group in printed.groups() if group)
        if int(label) > most + BEYOND:
            return None
        setattr(node, place, words[printed.end() :])
        return label
    return None


def _stretches(element: etree._Element) -> Iterator[tuple[etree._Element, Literal["text", "tail"]]]:
    """Where an element's words stand, in their order: texts of elements and tails behind them."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and isinstance(node.tag, str):
            yield node, "text"
        elif event == "end" and node is not element:
            yield node, "tail"


def given_title(element: etree._Element) -> str | None:
    """The title that the mark-up of an entry names; None where it names none or several."""
    found = (part for part in element.iterdescendants(*TITLE_TAGS) if TITLE_CLASS.search(part.get("class") or ""))
    titles = {text_of(part).strip(' .,;“”"') for part in found}
    return next((title for title in titles if len(title) >= SHORTEST_TITLE), None) if len(titles) == 1 else None


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


def learn_buttons(entries: Sequence[etree._Element]) -> frozenset[str]:
    """The letters of what a publisher puts behind its entries: words that come again in many of them.

    Words in links count where three in ten entries hold them, others where six in ten do.
    """
    linked: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for entry in entries:
        stretches = [(node, place, _key(getattr(node, place))) for node, place in _stretches(entry)]
        linked.update({key for node, place, key in stretches if key and _in_link(node, place)})
        plain.update({key for _, _, key in stretches if key})
    least = max(FEWEST_BUTTONS, LINKED_SHARE * len(entries))
    found = {key for key, count in linked.items() if count >= least}
    least = max(FEWEST_BUTTONS, PLAIN_SHARE * len(entries))
    return SERVICES | found | {key for key, count in plain.items() if count >= least}


def drop_buttons(element: etree._Element, buttons: Set[str]) -> None:
    """Take the buttons at an entry's end out of its words, with the marks around them."""
    stretches = list(_stretches(element))
    behind = len(stretches)
    for at in range(len(stretches) - 1, -1, -1):
        words = getattr(*stretches[at]) or ""
        if not any(map(str.isalnum, words)):
            continue
        if _key(words) not in buttons:
            break
        behind = at
    if behind in (0, len(stretches)):
        return
    for node, place in stretches[behind:]:
        setattr(node, place, None)
    for node, place in reversed(stretches[:behind]):
        words = getattr(node, place) or ""
        setattr(node, place, words.rstrip(OPENING))
        if words.rstrip(OPENING):
            break


def _key(words: str | None) -> str:
    """The letters of words that may be a button; nothing for those that tell something of the work."""
    if not words or len(words.split()) > LONGEST_BUTTON or any(map(str.isdigit, COUNT.sub("", words))):
        return ""
    return "".join(filter(str.isalpha, words)).lower()


def _in_link(node: etree._Element, place: str) -> bool:
    inner = node if place == "text" else node.getparent()
    return inner is not None and (inner.tag == "a" or next(inner.iterancestors("a"), None) is not None)


def part_names(element: etree._Element) -> None:
    """A comma between two names that stand side by side with nothing between them."""
    for part in element.iterdescendants("span", "div", "li"):
        behind = part.getnext()
        if behind is None or (part.tail or "").strip() or not start_of(part, 1) or not start_of(behind, 1):
            continue
        before, after = part.get("class") or "", behind.get("class") or ""
        if NAME_ENDS.search(before) and NAME_BEGINS.search(after):
            part.tail = " "
            if len(part):
                part[-1].tail = (part[-1].tail or "").rstrip() + ","
            else:
                part.text = (part.text or "").rstrip() + ","
