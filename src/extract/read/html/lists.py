"""Where a page has its list of references: by how its elements repeat and read, by what points at them, by its name."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from lxml import etree

from extract.read.html.entries import names
from extract.read.html.tree import HEADINGS, Lengths, names_of, remove, start_of
from extract.read.xml import text_of
from extract.text import lazy_re as re
from extract.text.headings import parse_heading

LIST_NAME = re.compile(
    r"(?:^|[\s_-])(?:(?:article|section|aof)[\s_-])?(?:references?|ref-?list|bibliography|biblio|bibl|citation-list)"
    r"(?=$|[\s_\d-])",
    re.IGNORECASE,
)
"""Names of a reference list: matches 'c-article-references' and 'ref-list', not 'reference-range'."""

LISTED = re.compile(r"\s?\(\d{1,4}\)\W*$")
"""How many entries a list has, behind its heading: matches ' (51)'."""

OTHER_LIST = re.compile(
    r"cit(?:ing|ed)[\s_-]?by|citations?[\s_-]to|citing|related|similar|recommend|trending|most[\s_-]read|popular|further[\s_-]articles"
    r"|also[\s_-]read|latest|breadcrumb|toc\b|comment",
    re.IGNORECASE,
)
"""Names and headings of lists of other works: matches 'Cited By (5)' and 'related-articles'."""

YEAR = re.compile(r"(?<![\d-])(?:1[89]|20)\d\d[a-z]?(?![\d-])|\bin press\b|\bforthcoming\b|\bn\.d\.", re.IGNORECASE)
PLACE = re.compile(
    r"\d\s?[:;,(]\s?(?:pp?\.?\s?)?[A-Za-z]{0,3}\d|\bpp?\.\s?\d|\bvol\b|\bdoi\b|https?:|\bIn:|\bPress\b|\bUniversity\b|[,.]\s\d{1,4}\b",
    re.IGNORECASE,
)
NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+,?\s(?:[A-ZÀ-Þ]\.?[\s-]?){1,3}|(?:[A-ZÀ-Þ]\.\s?){1,3}[A-ZÀ-Þ][\w’'-]+|\bet al\b")
SENTENCE_END = re.compile(r"[a-z]{3,}[.?!]\s+(?:We|The|This|These|In|It|Our|However)\s")
SHORTEST, LONGEST = 10, 1500
HEADING_LENGTH = 60
FEWEST = 2
"""Entries of the shortest list that has a heading or name; one without needs FEWEST_UNNAMED."""

FEWEST_UNNAMED = 8
MOST = 3
"""An entry with its abstract or notes may be so many times longer than LONGEST."""

MOST_COPIES = 3
"""So many members with the same words are rows of buttons and no entries."""

START = 40
"""Letters of an entry's beginning by which a copy is known."""

LONGEST_MARK = 24
"""Characters in which a mark and its copy in the window are the same."""

WITHIN, PROSE = 4, 60
"""How far around a copy the text stands that it belongs to, and how many characters are text."""

TYPICAL = 600
"""Half of the entries are shorter than this: paragraphs that cite works are longer."""

SURE = 0.8
LIKENESS = 0.6
"""The share of a group's members that read like entries."""

POINTED, NAMED = 1.0, 2.0
"""How much a list gains by links that point at its entries, and by its heading or name."""

BLOCK = frozenset({"li", "p", "div", "tr", "dd", "article", "section", "cite", "span"})


@dataclass(frozen=True, slots=True)
class _Group:
    members: tuple[etree._Element, ...]
    value: float
    is_sure: bool
    """Whether a name or heading says that it is one, and nearly all members read so."""


def find_entries(body: etree._Element, lengths: Lengths) -> list[etree._Element]:
    """The elements that are the entries of the page's list of references, in document order; none where it has none.

    Of two copies of a list (the article's own and one beside it) the one that links point at is taken.
    """
    targets = Counter(_targets(body))
    groups = sorted(_groups(body, targets, lengths), key=lambda group: -group.value)
    chosen: list[_Group] = []
    stated: set[str] = set()
    for group in groups:
        words = [_key(member) for member in group.members]
        if any(_overlap(group, other) for other in chosen) or sum(word in stated for word in words) * 2 > len(words):
            continue
        if not chosen or group.is_sure:
            chosen.append(group)
            stated.update(words)
    elements = {member for group in chosen for member in group.members}
    return [element for element in body.iter() if element in elements]


def drop_copies(body: etree._Element, entries: Sequence[etree._Element]) -> None:
    """Take out windows within the text that show an entry again where it is cited, with their copy of its mark."""
    starts = {start for entry in entries if len(start := _start(entry)) == START}
    if not starts:
        return
    listed = {part for entry in entries for part in (*entry.iter(), *entry.iterancestors())}
    own: dict[etree._Element, int] = {}  # characters of text that stand in an element itself
    found = [
        element
        for element in body.iter("span", "div", "cite", "li")
        if element not in listed and _start(element) in starts and _stands_in_text(element, own)
    ]
    outer = {above for element in found for above in element.iterancestors()}
    for element in found:
        if element in outer:
            continue
        above = element.getparent()
        remove(element)
        before = above.getprevious() if above is not None else None
        if above is None or before is None:
            continue
        mark = start_of(above, LONGEST_MARK)
        if len(mark) <= LONGEST_MARK and mark == start_of(before, LONGEST_MARK):
            remove(above)


def _stands_in_text(element: etree._Element, own: dict[etree._Element, int]) -> bool:
    for above in list(element.iterancestors())[:WITHIN]:
        if above not in own:
            own[above] = len(above.text or "") + sum(len(child.tail or "") for child in above)
        if own[above] > PROSE:
            return True
    return False


def _start(element: etree._Element) -> str:
    """The first letters of an entry behind its number, enough to tell it from all others."""
    words = start_of(element, 2 * START)
    return re.sub(r"\W+", "", words.lower()).lstrip("0123456789")[:START]


def _key(element: etree._Element) -> str:
    return re.sub(r"\W+", "", text_of(element).lower())[:120]


def _overlap(group: _Group, other: _Group) -> bool:
    mine, theirs = set(group.members), set(other.members)
    return any(
        member in theirs or any(parent in theirs for parent in member.iterancestors()) for member in mine
    ) or any(parent in mine for member in theirs for parent in member.iterancestors())


def _targets(body: etree._Element) -> Iterator[str]:
    """The ids that links of the page point at."""
    for link in body.iter("a"):
        if "#" in (href := link.get("href") or ""):
            yield href.rpartition("#")[2]
        attributes = ((str(name), str(value)) for name, value in link.items())
        yield from (value for name, value in attributes if name.startswith(("data-", "r")) and len(value) < 80)


def _groups(body: etree._Element, targets: Counter[str], lengths: Lengths) -> Iterator[_Group]:
    for parent in body.iter():
        if not isinstance(parent.tag, str) or len(parent) < 1:
            continue
        kinds: dict[tuple[str, str], list[etree._Element]] = {}
        for child in parent:
            if child.tag in BLOCK:
                kinds.setdefault((str(child.tag), _kind(child)), []).append(child)
        for (tag, _), members in kinds.items():
            if tag not in ("span", "cite") and (group := _judge(parent, members, targets, lengths)):
                yield group
        yield from _under_heading(parent, targets, lengths)
        tags = {tag for tag, _ in kinds}
        for tag in tags & {"li", "p", "div", "tr", "dd"}:
            same = [member for (own, _), members in kinds.items() if own == tag for member in members]
            if len([kind for kind in kinds if kind[0] == tag]) > 1 and (
                group := _judge(parent, same, targets, lengths)
            ):
                yield group


def _under_heading(parent: etree._Element, targets: Counter[str], lengths: Lengths) -> Iterator[_Group]:
    """What follows a heading of references in the element that also holds the paragraphs of the text."""
    run: list[etree._Element] | None = None
    for child in parent:
        if not isinstance(child.tag, str):
            continue
        is_short = lengths.get(child, 0) < HEADING_LENGTH
        if child.tag in HEADINGS or (is_short and _heads_list(text_of(child))):
            if run and (group := _judge(parent, run, targets, lengths)):
                yield group
            run = [] if _heads_list(text_of(child)) else None
        elif run is not None and child.tag in ("p", "div", "li") and (not run or child.tag == run[0].tag):
            run.append(child)
    if run and (group := _judge(parent, run, targets, lengths)):
        yield group


def _kind(element: etree._Element) -> str:
    """The first of an element's classes, without numbers."""
    return re.sub(r"\d+", "", (element.get("class") or "").split(" ")[0])


def _judge(
    parent: etree._Element, members: Sequence[etree._Element], targets: Counter[str], lengths: Lengths
) -> _Group | None:
    filled = [member for member in members if lengths[member] >= SHORTEST]
    if len(filled) < FEWEST or max(lengths[member] for member in filled) > MOST * LONGEST:
        return None
    if median(lengths[member] for member in filled) > TYPICAL:
        return None
    filled = _without_buttons(filled, lengths)
    if len(filled) < FEWEST:
        return None
    like = [member for member in filled if _reads_like_entry(text_of(member))]
    pointed = {member for member in filled if any(name in targets for name in names(member))}
    is_named = _is_named(parent, members[0])
    is_pointed = 2 * len(pointed) > len(filled)
    is_items = members[0].tag in ("li", "dd")
    if len(like) < LIKENESS * len(filled) and not (is_named and (is_pointed or is_items)):
        return None
    if not is_named and not (is_pointed and len(filled) > FEWEST) and len(filled) < FEWEST_UNNAMED:
        return None
    if not is_pointed and (OTHER_LIST.search(names_of(parent)) or _is_other(parent, members[0])):
        return None
    kept = filled if is_named or is_pointed else like
    while len(like) >= SURE * len(kept) and kept[-1] not in like and kept[-1] not in pointed:
        kept.pop()
    value = len(kept) * (1 + POINTED * is_pointed + NAMED * is_named)
    return _Group(tuple(kept), value, is_named and len(like) >= SURE * len(filled))


def _without_buttons(members: Sequence[etree._Element], lengths: Lengths) -> list[etree._Element]:
    """The members but those whose words stand in many of them: rows of buttons."""
    alike = Counter(lengths[member] for member in members)
    words = {member: text_of(member) for member in members if alike[lengths[member]] >= MOST_COPIES}
    stated = Counter(words.values())
    return [member for member in members if member not in words or stated[words[member]] < MOST_COPIES]


def _reads_like_entry(text: str) -> bool:
    if not SHORTEST <= len(text) <= LONGEST or not YEAR.search(text):
        return False
    return bool(PLACE.search(text) or NAME.search(text)) and len(SENTENCE_END.findall(text)) < 2


def _is_named(parent: etree._Element, first: etree._Element) -> bool:
    """Whether the list's own element, one just around it or the heading ahead says that it holds references."""
    around = [parent, *list(parent.iterancestors())[:2]]
    if any(LIST_NAME.search(names_of(element)) and not OTHER_LIST.search(names_of(element)) for element in around):
        return True
    heading = _heading_ahead(parent, first)
    return _heads_list(heading)


def _heads_list(words: str) -> bool:
    return parse_heading(LISTED.sub("", words)).role == "references"


def _is_other(parent: etree._Element, first: etree._Element) -> bool:
    around = [parent, *list(parent.iterancestors())[:3]]
    return any(OTHER_LIST.search(names_of(element)) for element in around) or bool(
        OTHER_LIST.search(_heading_ahead(parent, first))
    )


def _heading_ahead(parent: etree._Element, first: etree._Element) -> str:
    """The last heading ahead of a list, in its own element or in one of three around it."""
    at = first
    for _ in range(4):
        for before in at.itersiblings(preceding=True):
            if not isinstance(before.tag, str):
                continue
            headings = list(before.iter(*HEADINGS, "strong", "b", "dt", "a"))
            if before.tag in HEADINGS or (headings and len(text_of(before)) < 60):
                return text_of(before)
            if len(text_of(before)) >= LONGEST // 5 and before.tag != first.tag:
                return ""
            if before.tag == "p" and 0 < len(text_of(before)) < 30:
                return text_of(before)
        above = at.getparent()
        if above is None:
            return ""
        at = above
    return ""
