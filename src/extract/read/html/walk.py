"""Walks through a page's article and writes it into the composer: blocks with roles, runs, links, tables, entries."""

from collections.abc import Mapping, Sequence

from lxml import etree

from extract.model import BlockKind, Entry, Link, LinkKind, ReferenceFields, Span
from extract.read.captions import figure_label
from extract.read.html.entries import (
    drop_buttons,
    given_title,
    learn_buttons,
    main_name,
    names,
    part_names,
    take_label,
    with_tails,
)
from extract.read.html.floats import TableWriter
from extract.read.html.headings import KEYWORDS, Outline, find_unnamed_abstract, same_words
from extract.read.html.tree import HEADINGS, LEFT_OUT, Lengths
from extract.read.rows import leading_number
from extract.read.walking import STYLES, Enter, Leave, Rules, TreeWriter
from extract.read.xml import text_of
from extract.text import lazy_re as re

BOXES = (
    "div", "section", "article", "figure", "ol", "ul", "dl", "header", "main", "blockquote", "aside", "form", "footer",
    "tbody", "tr", "td", "center", "details", "nav", "dialog", "table",
)  # fmt: skip
SHORT_HEADING = 30
"""A heading that begins "Figure 1" and is longer than this is a legend."""

LONG_COPY = 120
"""Characters from which words that come twice in the same form are a copy."""

LONG_BOX = 6000
"""Characters of an element up to which all its words tell what words that stand in no paragraph of it are."""


class PageWriter(TreeWriter):
    """Writes the elements of a page as blocks."""

    def __init__(self, title: str | None, entries: Sequence[etree._Element], lengths: Lengths) -> None:
        super().__init__()
        self._title = title
        self._listed = set(entries)
        self._buttons = learn_buttons(entries)
        self._lengths = lengths
        self._pointers: list[tuple[Span, tuple[str, ...], str]] = []
        self._aliases: dict[str, str] = {}
        self._outline = Outline(lengths)
        self._box: etree._Element | None = None
        self._has_title = False
        self._stated: set[str] = set()
        self._unnamed: set[etree._Element] = set()
        self._label: tuple[str | None, tuple[str, ...]] = (None, ())
        self._tables = TableWriter(self, lengths, self._listed)

    def write(self, root: etree._Element) -> None:
        """Write an element and all within it as blocks; which links point at entries is known when all is written."""
        self._unnamed = find_unnamed_abstract(root, self._title)
        super().write(root)
        aliases = with_tails(self._aliases)
        found = (resolve_link(span, names, href, aliases) for span, names, href in self._pointers)
        self.links = [link for link in found if link is not None]

    def open(self, kind: BlockKind, *, level: int = 0, target: str | None = None) -> int:
        """Open a block in the present section."""
        self.end_implicit()
        role = None if kind in ("front", "title") else self._outline.role
        return self.composer.open(kind, level=level, role=role, target=target)

    def open_implicit(self, text: str) -> None:
        """A paragraph for words that stand in none; what it is, the words of its box tell."""
        words = text_of(self._box) if self._box is not None and self._lengths.get(self._box, 0) < LONG_BOX else text
        self.open(self._outline.prose_kind(" ".join(words.split())))

    # What elements do

    def inline_rules(self) -> Rules:
        return Rules({"a": self.mark, "math": self.enter_formula}, {"a": self._leave_link}, LEFT_OUT, STYLES)

    def block_rules(self, inline: Rules) -> Rules:
        enter: dict[str, Enter] = dict.fromkeys(HEADINGS, self._enter_heading)
        enter |= dict.fromkeys(BOXES, self._enter_box)
        enter |= {
            "p": self._enter_paragraph,
            "li": self._enter_item,
            "dt": self._enter_item,
            "dd": self._enter_item,
            "table": self._enter_table,
            "figcaption": self._enter_caption,
        }
        leave: dict[str, Leave] = dict.fromkeys(HEADINGS, self.leave_block)
        leave |= dict.fromkeys(BOXES, self._leave_box)
        leave |= {"p": self.leave_block, "li": self.leave_item, "dt": self.leave_item, "dd": self.leave_item}
        return inline.extended(enter, leave)

    # Sections and boxes

    def _enter_heading(self, element: etree._Element) -> bool:
        words = text_of(element)
        if self._tables.takes(element):
            return True
        if self._in_item or not words or (self.composer.is_open and not self._implicit):
            self._opened.append(False)
            return False
        self._opened.append(True)
        if same_words(words, self._title) or (element.tag == "h1" and not self._has_title):
            self.open("front" if self._has_title else "title")
            self._has_title = True
            return False
        if figure_label(words) and len(words) > SHORT_HEADING:
            self.open("caption")
            return False
        if KEYWORDS.match(words) and self._outline.is_ahead():
            self.open("front")
            return False
        self._head(element, int(element.tag[1]), words)
        return False

    def _head(self, element: etree._Element, rank: int, words: str) -> None:
        level = self._outline.head(element, rank, words)
        self.open("heading", level=level)

    def _enter_box(self, element: etree._Element) -> bool:
        """A container: an entry, a table with its caption, an abstract, or nothing special."""
        if self._in_item:
            return False
        if element in self._listed:
            self._write_entry(element)
            return True
        if self.composer.is_open and not self._implicit:
            return False
        self.end_implicit()
        if self._tables.takes(element):
            return True
        if not any(child.tag in (*BOXES, "p", "li") for child in element) and self._is_copy(text_of(element)):
            return True
        self._outline.enter(element)
        self._box = element
        return False

    def _leave_box(self, element: etree._Element) -> None:
        if self._in_item or (self.composer.is_open and not self._implicit):
            return
        self.end_implicit()
        self._outline.leave(element)
        self._box = element.getparent()

    # Paragraphs, items, captions

    def _enter_paragraph(self, element: etree._Element) -> bool:
        if element in self._listed:
            self._write_entry(element)
            return True
        if self._in_item:
            self._opened.append(False)
            return False
        words = text_of(element)
        if self._tables.takes(element) or self._is_copy(words):
            return True
        self._opened.append(True)
        if element in self._unnamed:
            self.end_implicit()
            self.composer.open("paragraph", role="abstract")
        else:
            self.open(self._outline.prose_kind(words))
        return False

    def _is_copy(self, words: str) -> bool:
        """Whether a paragraph or legend stands in the page already: pages keep copies for narrow screens."""
        if len(words) < LONG_COPY:
            return False
        known = words in self._stated
        self._stated.add(words)
        return known

    def _enter_item(self, element: etree._Element) -> bool:
        if element in self._listed:
            self._write_entry(element)
            return True
        if element.tag == "dt" and self._next_is_entry(element):
            self._label = (take_label(element), names(element))
            return True
        self.open(self._outline.item_kind(text_of(element)))
        self._in_item += 1
        return False

    def _next_is_entry(self, element: etree._Element) -> bool:
        behind = element.getnext()
        return behind is not None and behind in self._listed

    def _enter_caption(self, element: etree._Element) -> bool:
        parent = element.getparent()
        self.write_block(
            "caption", element, target=(parent.get("id") if parent is not None else None) or element.get("id")
        )
        return True

    def _enter_table(self, element: etree._Element) -> bool:
        if self._in_item:
            return False
        return self._tables.takes(element) or self._enter_box(element)

    # Entries and links

    def _write_entry(self, element: etree._Element) -> None:
        part_names(element)
        drop_buttons(element, self._buttons)
        target = main_name(element, len(self.entries) + 1)
        given, aliases = self._label
        self._aliases |= dict.fromkeys((*aliases, *names(element)), target)
        self._label = (None, ())
        label = (
            given or take_label(element, len(self._listed)) or (element.get("data-counter") or "").strip(" .") or None
        )
        parent = element.getparent()
        if label is None and parent is not None and parent.tag == "ol":
            label = str(parent.index(element) + leading_number(parent.get("start"), 1, LARGEST_START))
        if pieces := self.write_block("reference", element, target=target):
            title = given_title(element)
            fields = ReferenceFields(title=title) if title else None
            self.entries.append(Entry(target=target, pieces=pieces, label=label, fields=fields))

    def _leave_link(self, element: etree._Element) -> None:
        span = self.composer.span_from(self._marks.pop())
        if span:
            self._pointers.append((span, pointers_of(element), element.get("href") or ""))


LARGEST_START = 99_999
"""The largest number with which a list begins; a larger one is none of a list of references."""
LONGEST_VALUE = 400
SEPARATOR = re.compile(r"[\s,;#()\"']+")
_IDS: tuple[tuple[LinkKind, str, str], ...] = (
    ("table", "t|tab|tbl|table", r"\d{1,3}[a-z]?"),
    ("figure", "f|fig|figure", r"\d{1,3}[a-z]?"),
    ("note", "fn|tfn|note|footnote|tblfn", r"\w{1,8}"),
)
IDS = {
    kind: re.compile(rf"(?:.{{0,30}}[-_.])?(?:{words})[-_.]?{number}$", re.IGNORECASE) for kind, words, number in _IDS
}
"""Ids of floats and notes: 'T2' of a table, not 'tfn2'; 'cn123-fig-0001' of a figure; 'tblfn1' of a note."""


def pointers_of(element: etree._Element) -> tuple[str, ...]:
    """The names that a link may mean: of its address and of its attributes, one or several in each.

    Pages point at entries by `href="#B1"`, `data-open="B1"`, `rel="references:#b1 #b2"` and the like.
    """
    found: list[str] = []
    for name, value in ((str(name), str(value)) for name, value in element.items()):
        if len(value) > LONGEST_VALUE or name in ("class", "style", "title", "target", "id"):
            continue
        value = value.rpartition("#")[2] if name == "href" and value.count("#") == 1 else value
        found += [part for part in SEPARATOR.split(value) if part]
    return tuple(dict.fromkeys(found))


def resolve_link(span: Span, names: Sequence[str], href: str, entries: Mapping[str, str]) -> Link | None:
    """The link that a pointing means; `entries` gives for each id of an entry the entry's main id.

    None for links within the page that point at nothing of the paper.
    """
    targets = tuple(dict.fromkeys(entries[name] for name in names if name in entries))
    if targets:
        return Link(kind="reference", span=span, targets=targets)
    name = href.rpartition("#")[2] if "#" in href else ""
    for kind, pattern in IDS.items():
        if name and pattern.match(name):
            return Link(kind=kind, span=span, targets=(name,))
    if "doi.org/10." in href:
        return Link(kind="doi", span=span, targets=(href,))
    return Link(kind="url", span=span, targets=(href,)) if href.startswith("http") and not name else None
