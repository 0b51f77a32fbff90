"""Walks through a page's article and writes it into the composer: blocks with roles, runs, links, tables, entries."""

import re
from dataclasses import dataclass

from lxml import etree

from extract.model import BlockKind, Entry, Grid, Link, Pieces, SectionRole, Span, Style
from extract.read.composer import Composer
from extract.read.html.entries import ENTRY_NAME, drop_services, is_list, main_name, names, take_label
from extract.read.html.floats import TableWriter, is_layout, is_wrap
from extract.read.html.links import resolve_link
from extract.read.html.tree import LEFT_OUT, names_of
from extract.read.jats.elements import role_of_heading
from extract.read.jats.formula import formula_parts
from extract.read.walking import Enter, Leave, Rules, walk

STYLES = {
    "sup": Style.SUPERSCRIPT,
    "sub": Style.SUBSCRIPT,
    "i": Style.ITALIC,
    "em": Style.ITALIC,
    "b": Style.BOLD,
    "strong": Style.BOLD,
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SPACED = ("br", "p", "div", "li", "dt", "dd", "td", "th", "tr", "section", "ul", "ol", "figcaption", *HEADINGS)
ABSTRACT = re.compile(r"(?:^|[\s_-])(?:abstract|hlfld-abstract|abstractsection)(?=$|[\s_-])", re.IGNORECASE)
ABSTRACT_HEADING = re.compile(r"\s*(?:abstract|summary|synopsis)\W*$", re.IGNORECASE)
PROSE = 300
"""Characters from which words ahead of the first heading are no longer front matter."""


@dataclass(frozen=True, slots=True)
class _Section:
    level: int
    role: SectionRole | None


class PageWriter:
    """Writes the elements of a page as blocks."""

    def __init__(self, title: str | None) -> None:
        self.composer = Composer()
        self.grids: list[Grid] = []
        self.entries: list[Entry] = []
        self._title = title
        self._pointers: list[tuple[Span, str]] = []
        self._aliases: dict[str, str] = {}
        self._sections: list[_Section] = []
        self._containers: list[tuple[etree._Element, int]] = []
        self._has_title = False
        self._in_item = 0
        self._implicit = False
        self._opened: list[bool] = []
        self._marks: list[int] = []
        self._label: tuple[str | None, tuple[str, ...]] = (None, ())
        self._tables = TableWriter(self)
        inline_enter: dict[str, Enter] = dict.fromkeys(SPACED, self._space)
        inline_enter |= {"a": self._mark, "math": self._enter_formula}
        inline_leave: dict[str, Leave] = dict.fromkeys(SPACED, self._leave_space)
        inline_leave |= {"a": self._leave_link}
        self._inline_rules = Rules(inline_enter, inline_leave, LEFT_OUT, STYLES)
        self._rules = Rules(inline_enter | self._block_enter(), inline_leave | self._block_leave(), LEFT_OUT, STYLES)

    def write(self, root: etree._Element) -> None:
        """Write an element and all within it as blocks."""
        walk(root, self._rules, self._write_text)
        self.end_implicit()

    def write_inline(self, root: etree._Element) -> None:
        """Write the words of an element into the open block."""
        walk(root, self._inline_rules, self._write_text)

    def links(self) -> tuple[Link, ...]:
        """The links of the page; which of them point at entries is known when all is written."""
        found = (resolve_link(span, href, self._aliases) for span, href in self._pointers)
        return tuple(link for link in found if link is not None)

    # Blocks

    @property
    def role(self) -> SectionRole | None:
        """The role of the present section."""
        return self._sections[-1].role if self._sections else None

    def open(self, kind: BlockKind, *, level: int = 0, target: str | None = None) -> int:
        """Open a block in the present section."""
        self.end_implicit()
        if kind == "paragraph" and self.role == "back":
            kind = "back"
        return self.composer.open(kind, level=level, role=self.role, target=target)

    def end_implicit(self) -> None:
        """End a paragraph that was opened for words that stood in none."""
        if self._implicit:
            self._implicit = False
            self.composer.close()

    def _write_text(self, text: str, style: Style) -> None:
        if not self.composer.is_open:
            if not text.strip():
                return
            self.open(self._prose_kind(len(text)))
            self._implicit = True
        self.composer.write(text, style)

    def _prose_kind(self, length: int) -> BlockKind:
        return "front" if not self._sections and length < PROSE else "paragraph"

    # What elements do

    def _block_enter(self) -> dict[str, Enter]:
        enter: dict[str, Enter] = dict.fromkeys(HEADINGS, self._enter_heading)
        enter |= dict.fromkeys(
            ("div", "section", "article", "figure", "ol", "ul", "dl", "header", "main"), self._enter_box
        )
        enter |= {
            "p": self._enter_paragraph,
            "li": self._enter_item,
            "dt": self._enter_item,
            "dd": self._enter_item,
            "blockquote": self._enter_box,
            "table": self._enter_table,
            "figcaption": self._enter_caption,
        }
        return enter

    def _block_leave(self) -> dict[str, Leave]:
        leave: dict[str, Leave] = dict.fromkeys(HEADINGS, self._leave_block)
        boxes = ("div", "section", "article", "figure", "ol", "ul", "dl", "header", "main", "blockquote")
        leave |= dict.fromkeys(boxes, self._leave_box)
        leave |= {"p": self._leave_block, "li": self._leave_item, "dt": self._leave_item, "dd": self._leave_item}
        return leave

    # Sections and boxes

    def _enter_heading(self, element: etree._Element) -> bool:
        words = _words(element)
        if self._in_item or not words or (self.composer.is_open and not self._implicit):
            self._opened.append(False)
            return self._space(element)
        self._opened.append(True)
        if not self._has_title and (element.tag == "h1" or words == self._title):
            self._has_title = True
            self.open("title")
            return False
        level = max(1, int(element.tag[1]) - 1)
        floor = self._containers[-1][1] if self._containers else 0
        while len(self._sections) > floor and self._sections[-1].level >= level:
            self._sections.pop()
        self._sections.append(_Section(level, self._role(words)))
        self.open("heading", level=level)
        return False

    def _role(self, words: str) -> SectionRole | None:
        outer = self.role
        if outer in ("abstract", "back", "references"):
            return outer
        if ABSTRACT_HEADING.match(words):
            return "abstract"
        found = role_of_heading(words)
        return outer if found is None or (outer is not None and found != "back") else found

    def _enter_box(self, element: etree._Element) -> bool:
        """A container: a reference list, an abstract, a table with its caption, a figure, or nothing special."""
        if self._in_item:
            return self._space(element)
        self.end_implicit()
        if is_wrap(element):
            self._tables.write_wrap(element)
            return True
        if self.role == "references" and element.tag == "div" and ENTRY_NAME.match(element.get("id") or ""):
            self._write_entry(element)
            return True
        opens = is_list(element) or (ABSTRACT.search(names_of(element)) and self.role is None)
        if opens and element.tag not in ("article", "main", "header"):
            role: SectionRole = "references" if is_list(element) else "abstract"
            self._containers.append((element, len(self._sections) + 1))
            self._sections.append(_Section(0, role))
        return False

    def _leave_box(self, element: etree._Element) -> None:
        if not self._in_item:
            self.end_implicit()
        else:
            self.composer.end_line()
        if self._containers and self._containers[-1][0] is element:
            _, floor = self._containers.pop()
            del self._sections[floor - 1 :]

    # Paragraphs, items, captions

    def _enter_paragraph(self, element: etree._Element) -> bool:
        if self._in_item:
            self._opened.append(False)
            return self._space(element)
        if self.role == "references" and ENTRY_NAME.match(element.get("id") or ""):
            self._write_entry(element)
            return True
        self._opened.append(True)
        self.open(self._prose_kind(len(_words(element))))
        return False

    def _leave_block(self, element: etree._Element) -> None:
        if self._opened.pop():
            self.composer.close()
        else:
            self.composer.end_line()

    def _enter_item(self, element: etree._Element) -> bool:
        if self.role == "references" and not self._in_item:
            if element.tag == "dt":
                self._label = (take_label(element), names(element))
            else:
                self._write_entry(element)
            return True
        self.open("list_item" if self._sections else "front")
        self._in_item += 1
        return False

    def _leave_item(self, element: etree._Element) -> None:
        self._in_item -= 1
        self.composer.close()

    def _enter_caption(self, element: etree._Element) -> bool:
        parent = element.getparent()
        self.open("caption", target=(parent.get("id") if parent is not None else None) or element.get("id"))
        self.write_inline(element)
        self.composer.close()
        return True

    def _enter_table(self, element: etree._Element) -> bool:
        if self._in_item or is_layout(element):
            return False
        self._tables.write_wrap(element)
        return True

    def _space(self, element: etree._Element) -> bool:
        self.composer.end_line()
        return False

    def _leave_space(self, element: etree._Element) -> None:
        self.composer.end_line()

    def _enter_formula(self, element: etree._Element) -> bool:
        for text, style in formula_parts(element):
            self._write_text(text, style)
        return True

    # Entries and links

    def _write_entry(self, element: etree._Element) -> None:
        drop_services(element)
        target = main_name(element, len(self.entries) + 1)
        given, aliases = self._label
        self._aliases |= dict.fromkeys((*aliases, *names(element)), target)
        self._label = (None, ())
        label = given or take_label(element) or (element.get("data-counter") or "").strip(" .") or None
        parent = element.getparent()
        if label is None and parent is not None and parent.tag == "ol":
            label = str(parent.index(element) + _whole(parent.get("start"), 1))
        number = self.open("reference", target=target)
        self.write_inline(element)
        self.composer.close()
        pieces: Pieces = self.composer.pieces(number)
        if pieces:
            self.entries.append(Entry(target=target, pieces=pieces, label=label))

    def _mark(self, element: etree._Element) -> bool:
        self._marks.append(self.composer.position)
        return False

    def _leave_link(self, element: etree._Element) -> None:
        span = self.composer.span_from(self._marks.pop())
        rid = element.get("data-rid") or element.get("rid") or element.get("data-bib-id")
        href = f"#{rid}" if rid else element.get("href") or ""
        if href and span.start < span.end:
            self._pointers.append((span, href))


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
