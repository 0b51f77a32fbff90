"""The outline of a page: which section is open, where its abstract ends, and what is not yet text of the paper."""

from dataclasses import dataclass

from lxml import etree

from extract.model import BlockKind, SectionRole
from extract.read.html.tree import BLOCKS, HEADINGS, Lengths, names_of, start_of
from extract.read.xml import text_of
from extract.text import lazy_re as re
from extract.text.headings import LONGEST_ABSTRACT, MAIN_ORDER, parse_heading, part_name

ABSTRACT_NAME = re.compile(
    r"abstract(?!s?[\s_-]?(?:link|view|button|tab\b))|(?:^|[\s_-])summary(?=$|[\s_-])", re.IGNORECASE
)
"""Names of what holds an abstract: matches 'JournalAbstract' and 'hlFld-Abstract', not 'abstract-link'."""

BESIDE_ABSTRACT = re.compile(
    r"\b(?:lay|author|plain|simple|public|short|executive|editor\S{0,2})\s(?:\w{1,9}\s)?summar|\bdigest\b|\bgraphical|\bhighlights\b"
    r"|\bsignificance$|\bkey\s(?:points|messages|findings)\b|\bwhat\s(?:this|is\s(?:already\s)?known)\b|\bteaser\b",
    re.IGNORECASE,
)
"""What stands beside an abstract and is none: matches 'Author summary' and 'Highlights', not 'Summary'."""

KEYWORDS = re.compile(r"\W{0,4}(?:key ?words?|index terms|mesh terms|subjects?|how to cite)\b", re.IGNORECASE)
LOWER = re.compile(r"(?:\b[a-zà-ÿ]{2,}(?:-[a-z]+)?,?\s){4}|[\u3040-\u9fff]{12}")
"""What sentences have and names have not: matches 'is often short and broken', not 'of Sleep, Ward 3, of the'."""

SENTENCE_END = re.compile(r"[.?!。][\s\d\W]*$")
ABSTRACTS = frozenset({"abstract", "summary", "synopsis", "résumé", "resumen", "resumo"})
SIDE_HEADINGS = ABSTRACTS | {"references"}
"""Headings that pages set beside a text whose own headings they do not mark."""

FEWEST_MAIN = 2
LONGEST_CHAIN = 20
LONGEST_LOOK = 110
SHORT_SHARE = 0.7
"""The share of elements of one look that are short where these are headings."""

HEADING_CLASS = re.compile(r"(?:^|[\s_-])h([1-6])(?=$|[\s_-])")
ABOUT = re.compile(
    r"\W{0,3}\b(?:copyright|licen[cs]e|cite|citation|correspond\w+|open.access|received|accepted|published|editor"
    r"|reviewed|e-?mail|department|university|hospital|creative commons|cookies?|keywords?|available|conflicts?"
    r"|funding|version)\b"
)
"""Words of lines about a paper, of which prose has one at most and not as its first."""

LEAST_ABSTRACT = 200
PROSE = 300
"""Characters from which words ahead of the first heading are no longer front matter."""

ABSTRACT_SHARE = 0.35
"""A container with a larger share of the page's words is the article and not its abstract, whatever it is called."""

SHORT_PAGE = 2000
"""A page of so few characters may be all abstract."""

SCOPE = 150
"""Characters that an element must hold beside a heading for the heading to speak of that element."""

LAST = frozenset({"back", "references"})
NO_CONTAINER = frozenset({"article", "main", "header", "td", "tr", "tbody", "table", "body"})


@dataclass(slots=True)
class _Section:
    """A section while it is open: what its heading speaks of is `scope`; `ended` once that is left."""

    level: int
    role: SectionRole | None
    scope: etree._Element | None
    ended: bool = False


class Outline:
    """Follows the walk through a page and tells of each heading and paragraph in which section it stands."""

    def __init__(self, lengths: Lengths) -> None:
        self._lengths = lengths
        self._whole = max(lengths.values(), default=0)
        self._sections: list[_Section] = []
        self._abstract: _Abstract | None = None
        self._has_prose = False
        self._has_main = False

    @property
    def role(self) -> SectionRole | None:
        """The role of the present section."""
        if self._abstract is not None:
            return "abstract"
        return self._sections[-1].role if self._sections else None

    @property
    def has_begun(self) -> bool:
        """Whether the page has come to its abstract or to its first section."""
        return bool(self._sections) or self._abstract is not None or self._has_prose

    def is_ahead(self) -> bool:
        """Whether no main section has come yet; what stood ahead of it, the abstract without a frame too, is over."""
        if self._abstract is not None and self._abstract.scope is None:
            self._abstract = None
        return not self._has_main and self._abstract is None

    def head(self, heading: etree._Element, rank: int, words: str) -> int:
        """A heading opens its section; `rank` is its tag's (1 for h1). The level of the heading, from 1."""
        stated = parse_heading(words)
        role: SectionRole | None = "other" if BESIDE_ABSTRACT.search(words) else stated.role
        if self._abstract is not None and self._abstract.holds(words, role, rank):
            return len(self._sections) + (1 if role == "abstract" else 2)
        self._abstract = None
        while self._sections and (self._sections[-1].ended or self._sections[-1].level >= rank):
            self._sections.pop()
        scope = self._scope(heading, role)
        if role == "abstract":
            own = scope if scope is not None and self._is_abstracts(scope, heading) else None
            self._abstract = _Abstract(own, rank)
            return len(self._sections) + 1
        outer = self._sections[-1].role if self._sections else None
        is_main = role in MAIN_ORDER and stated.is_main
        is_own = role is not None and (outer is None or (outer != "back" and (role in LAST or is_main)))
        self._has_main = self._has_main or role in MAIN_ORDER
        self._sections.append(_Section(rank, role if is_own else outer, scope))
        return len(self._sections)

    def enter(self, element: etree._Element) -> None:
        """A container begins: it may be the abstract's."""
        called = names_of(element)
        if self._abstract is not None or element.tag in NO_CONTAINER or not ABSTRACT_NAME.search(called):
            return
        if BESIDE_ABSTRACT.search(called):
            return
        if not self._has_main and self._fits_abstract(element):
            self._abstract = _Abstract(element, 0)

    def leave(self, element: etree._Element) -> None:
        """A container ends: with it the abstract in it; sections are over once another heading comes."""
        if self._abstract is not None and self._abstract.scope is element:
            self._abstract = None
        for section in self._sections:
            section.ended = section.ended or section.scope is element

    def prose_kind(self, words: str) -> BlockKind:
        """Whether a paragraph is text of the paper or a line about it: authors, dates, keywords."""
        is_prose = len(words) >= PROSE or is_sentence(words)
        if self._abstract is not None:
            self._abstract.meet(words, is_prose=is_prose)
            if not self._abstract.is_over:
                return "front" if not self._abstract.has_begun or KEYWORDS.match(words) else "paragraph"
            self._abstract = None
        if is_prose and not self._has_main and self._sections and all(section.ended for section in self._sections):
            self._sections.clear()
        is_ahead = not self._sections and not self._has_prose and len(words) < PROSE
        if is_ahead or (not self._sections and KEYWORDS.match(words)):
            return "front"
        self._has_prose = self._has_prose or is_prose
        return "back" if self.role == "back" else "paragraph"

    def item_kind(self, words: str) -> BlockKind:
        """The same of an item of a list: affiliations are lines about the paper."""
        if self._abstract is not None and not self._abstract.has_begun and not is_sentence(words):
            return "front"
        return "list_item" if self.has_begun else "front"

    def _scope(self, heading: etree._Element, role: SectionRole | None) -> etree._Element | None:
        """The smallest element around a heading that holds more than it: much more, unless it is no main section's."""
        least = self._lengths.get(heading, 0) + (SCOPE if role in MAIN_ORDER or role == "abstract" else 1)
        return next((up for up in heading.iterancestors() if self._lengths.get(up, 0) >= least), None)

    def _is_abstracts(self, element: etree._Element, heading: etree._Element) -> bool:
        """Whether the element around the abstract's heading holds the abstract alone."""
        others = (other for other in element.iter(*HEADINGS) if other is not heading)
        return self._fits_abstract(element) and all(int(other.tag[1]) > int(heading.tag[1]) for other in others)

    def _fits_abstract(self, element: etree._Element) -> bool:
        length = self._lengths.get(element, 0)
        return length <= LONGEST_ABSTRACT and (length <= ABSTRACT_SHARE * self._whole or self._whole < SHORT_PAGE)


class _Abstract:
    """An abstract while it is being written; `scope` is the element that holds all of it, where there is one."""

    def __init__(self, scope: etree._Element | None, rank: int) -> None:
        self.scope = scope
        self.has_begun = False
        self.is_over = False
        self._rank = rank
        self._length = 0
        self._reached = -1
        self._has_parts = False

    def meet(self, words: str, *, is_prose: bool) -> None:
        """A paragraph comes: the abstract's first prose, its next, or the keywords that end it."""
        if KEYWORDS.match(words) and self.has_begun:
            self.is_over = self.scope is None
            return
        self.has_begun = self.has_begun or is_prose
        self.is_over = self.scope is None and self._length > LONGEST_ABSTRACT
        self._length += len(words)

    def holds(self, words: str, role: SectionRole | None, rank: int) -> bool:
        """Whether a heading is that of a part of the abstract, or the first one of the paper."""
        if self.scope is not None or role == "abstract":
            return True
        part = MAIN_ORDER.get(role, -1)
        if parse_heading(words).depth or (part < 0 and not (_is_part(words) and self._has_parts)):
            return False
        if self.has_begun and not self._has_parts:
            return False
        is_introduction = words.lower().strip(" .:") == "introduction" and self.has_begun
        if is_introduction or (part >= 0 and self._has_parts and (part < self._reached or part == self._reached == 0)):
            return False
        self._has_parts = self.has_begun = True
        self._reached = max(self._reached, part)
        return True


def is_sentence(words: str) -> bool:
    """
    >>> is_sentence("Sleep on wards is often short and broken."), is_sentence("Department of Sleep, Ward 3")
    (True, False)
    """
    return LOWER.search(words) is not None and SENTENCE_END.search(words[-40:]) is not None


def promote_headings(body: etree._Element) -> None:
    """Make headings of what only looks like them: a lone "Abstract", and all headings where no element marks them.

    Elements of one look (tag, class and type of all that holds their words) that are short and name two main sections
    at least are headings, and so are the others of that look. What a page calls a heading for those who hear it is one.
    """
    for element in body.iterfind(".//*[@role='heading']"):
        level = f"h{element.get('aria-level', '2')}"
        element.tag = level if level in HEADINGS else HEADINGS[-1]
    real = {_bare(words) for heading in body.iter(*HEADINGS) if _names_section(words := text_of(heading))}
    looks: dict[tuple[str, ...], list[tuple[etree._Element, str]]] = {}
    for element in body.iter("p", "div", "table"):
        inner = BLOCKS - {"br", "tr", "td"} if element.tag == "table" else BLOCKS - {"br"}
        if next(element.iterdescendants(*inner), None) is None and (words := text_of(element)):
            looks.setdefault(_look(element), []).append((element, words))
    if not real & ABSTRACTS:
        labels = (member for look, members in looks.items() for member in members if len(look) > 1)
        for element, words in labels:
            if is_abstract(words):
                element.tag = "h2"
                break
    if len(real - SIDE_HEADINGS) >= FEWEST_MAIN:
        return
    chosen = [look for look, members in looks.items() if len(look) > 1 and _heads_sections([w for _, w in members])]
    chosen += [look for look in looks if chosen and HEADING_CLASS.search(look[-1]) and look not in chosen]
    for look in chosen:
        rank = next((found[1] for name in look[::-1] if (found := HEADING_CLASS.search(name))), "2")
        for element, words in looks[look]:
            if len(words) <= LONGEST_LOOK and not words.endswith("."):
                element.tag = f"h{rank}"


def is_abstract(words: str) -> bool:
    """Whether a heading is that of the abstract, and of nothing beside it."""
    heading = parse_heading(words)
    return heading.is_usual and heading.role == "abstract" and not BESIDE_ABSTRACT.search(words)


def _names_section(words: str) -> bool:
    heading = parse_heading(words)
    return heading.is_main or (heading.is_usual and heading.role in ("abstract", "references"))


def _opens_text(words: str) -> bool:
    heading = parse_heading(words)
    return heading.is_main and heading.role == "introduction"


def _is_part(words: str) -> bool:
    """Whether words are the name of a part of an abstract and nothing else."""
    name, is_whole = part_name(words)
    return bool(name) and is_whole


def _heads_sections(words: list[str]) -> bool:
    named = {_bare(word) for word in words if _names_section(word)}
    return len(named) >= FEWEST_MAIN and sum(len(word) <= LONGEST_LOOK for word in words) > SHORT_SHARE * len(words)


def _look(element: etree._Element) -> tuple[str, ...]:
    """Tag, classes and sizes of an element and of those in it that hold all its words; the tag alone tells nothing."""
    found: list[str] = []
    inner = element
    while True:
        found += [inner.tag, *(value for name in ("class", "size") if (value := inner.get(name)))]
        filled = [child for child in inner if len(child) or (child.text or "").strip()]
        own = (inner.text or "") + "".join(child.tail or "" for child in inner)
        if len(filled) != 1 or own.strip() or len(found) > LONGEST_CHAIN:
            return tuple(found)
        inner = filled[0]


def _bare(words: str) -> str:
    return "".join(filter(str.isalpha, words)).lower()


def find_unnamed_abstract(article: etree._Element, title: str | None) -> set[etree._Element]:
    """The paragraphs of an abstract that nothing names: prose between the title and a heading "Introduction"."""
    found: list[etree._Element] = []
    length = 0
    for element in article.iter("p", "div", *HEADINGS):
        if element.tag in HEADINGS:
            words = text_of(element)
            if is_abstract(words):
                return set()
            if length >= LEAST_ABSTRACT and not KEYWORDS.match(words):
                is_first = _opens_text(words) or BESIDE_ABSTRACT.search(words)
                return set(found) if is_first and length <= LONGEST_ABSTRACT else set()
            if element.tag == "h1" or same_words(words, title):
                found, length = [], 0
        elif ABSTRACT_NAME.search(names_of(element)) and len(start_of(element, PROSE)) > PROSE / 2:
            return set()
        elif next(element.iterdescendants(*BLOCKS - {"br"}), None) is None:
            words = text_of(element)
            if _is_abstracts_prose(words, is_first=not found):
                found.append(element)
                length += len(words)
    return set()


def _is_abstracts_prose(words: str, *, is_first: bool) -> bool:
    """Whether a paragraph ahead of the text may be of its abstract, and is no line about the paper."""
    if not is_sentence(words) and (is_first or not _is_part(words.partition(":")[0])):
        return False
    lower = words.lower()
    return len(set(ABOUT.findall(lower))) < 2 and ABOUT.match(lower) is None


def same_words(words: str, title: str | None) -> bool:
    """Whether two titles differ in case, spaces and marks at most."""
    return title is not None and re.sub(r"\W", "", words.lower()) == re.sub(r"\W", "", title.lower())
