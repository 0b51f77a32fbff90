"""Walks through an article and writes it into the composer: blocks with roles, runs, links, floats, entries."""

from dataclasses import dataclass

from lxml import etree

from extract.model import BlockKind, Entry, Grid, Link, LinkKind, SectionRole, Style
from extract.read.composer import Composer
from extract.read.jats.elements import (
    FORMULAS,
    LEFT_OUT,
    LINK_KINDS,
    SPACED,
    STYLES,
    section_role,
)
from extract.read.jats.entries import LINK, write_entry
from extract.read.jats.floats import Floats
from extract.read.jats.formula import formula_parts
from extract.read.jats.metadata import words
from extract.read.walking import Enter, Leave, Rules, walk


@dataclass(frozen=True, slots=True)
class _Section:
    depth: int
    role: SectionRole | None


class ArticleWriter:
    """Writes elements as blocks, iteratively: depth of nesting costs no recursion."""

    def __init__(self) -> None:
        self.composer = Composer()
        self.links: list[Link] = []
        self.grids: list[Grid] = []
        self.entries: list[Entry] = []
        self._sections: list[_Section] = [_Section(0, None)]
        self._in_item = 0  # within a list item or note: paragraphs are parts of it
        self._implicit = False  # a paragraph was opened for words that stand in none
        self._opened: list[bool] = []  # for each open title and paragraph whether it began a block
        self._marks: list[int] = []
        self._language: str | None = None
        self._floats = Floats(self)
        self._inline_rules = Rules(self._inline_enter(), self._inline_leave(), LEFT_OUT, STYLES)
        self._rules = Rules(self._block_enter(), self._block_leave(), LEFT_OUT, STYLES)

    # Walking

    def write(self, root: etree._Element, *, language: str | None = None) -> None:
        """Write an element and all within it as blocks; `language` where it is not the article's own."""
        self._language = language
        walk(root, self._rules, self._write_text)
        self.end_implicit()
        self._language = None

    def write_inline(self, root: etree._Element) -> None:
        """Write the words of an element into the open block, with styles and links but without blocks."""
        walk(root, self._inline_rules, self._write_text)

    def _write_text(self, text: str, style: Style) -> None:
        if not self.composer.is_open:
            if not text.strip():
                return
            self.open("paragraph")
            self._implicit = True
        self.composer.write(text, style)

    # Blocks

    def open(self, kind: BlockKind, *, level: int = 0, target: str | None = None) -> int:
        """Open a block in the present section."""
        self.end_implicit()
        role = self._sections[-1].role
        if kind == "paragraph" and role == "back":
            kind = "back"
        return self.composer.open(kind, level=level, role=role, target=target, language=self._language)

    def end_implicit(self) -> None:
        """End a paragraph that was opened for words that stood in none."""
        if self._implicit:
            self._implicit = False
            self.composer.close()

    # What elements do

    def _block_enter(self) -> dict[str, Enter]:
        handlers: dict[str, Enter] = {
            "sec": self._enter_section,
            "abstract": self._enter_section,
            "trans-abstract": self._enter_section,
            "media": self._enter_media,
            "ack": self._enter_section,
            "app": self._enter_section,
            "notes": self._enter_section,
            "glossary": self._enter_section,
            "boxed-text": self._enter_section,
            "supplementary-material": self._enter_section,
            "fn-group": self._enter_section,
            "title": self._enter_title,
            "label": self._enter_label,
            "p": self._enter_paragraph,
            "list-item": self._enter_item,
            "def-item": self._enter_item,
            "fn": self._enter_note,
            "table-wrap": self._enter_table_wrap,
            "table": self._enter_table,
            "array": self._enter_table,
            "fig": self._enter_figure,
            "ref-list": self._enter_references,
        }
        return self._inline_enter() | handlers

    def _inline_enter(self) -> dict[str, Enter]:
        handlers: dict[str, Enter] = {"xref": self._mark, "ext-link": self._mark, "uri": self._mark}
        handlers |= dict.fromkeys(FORMULAS, self._enter_formula)
        handlers["media"] = lambda element: True
        return dict.fromkeys(SPACED, self._space) | handlers

    def _inline_leave(self) -> dict[str, Leave]:
        spaces: dict[str, Leave] = dict.fromkeys(SPACED, self._leave_space)
        return spaces | {"xref": self._leave_xref, "ext-link": self._leave_link, "uri": self._leave_link}

    def _block_leave(self) -> dict[str, Leave]:
        sections = dict.fromkeys(
            (
                "sec",
                "abstract",
                "trans-abstract",
                "ack",
                "app",
                "notes",
                "glossary",
                "boxed-text",
                "supplementary-material",
                "fn-group",
            ),
            self._leave_section,
        )
        own: dict[str, Leave] = {
            "title": self._leave_block,
            "p": self._leave_block,
            "list-item": self._leave_item,
            "def-item": self._leave_item,
            "fn": self._leave_item,
            "label": self._leave_space,
        }
        return self._inline_leave() | sections | own

    # Sections

    def _enter_section(self, element: etree._Element) -> bool:
        self.end_implicit()
        outer = self._sections[-1]
        role = section_role(element, outer.role)
        self._sections.append(_Section(outer.depth + 1, role))
        return False

    def _leave_section(self, element: etree._Element) -> None:
        self.end_implicit()
        self._sections.pop()

    def _enter_title(self, element: etree._Element) -> bool:
        parent = element.getparent()
        is_heading = not self._in_item and (self._implicit or not self.composer.is_open)
        self._opened.append(is_heading)
        if not is_heading:
            return self._space(element)
        self.open("heading", level=max(1, self._sections[-1].depth))
        label = parent.find("label") if parent is not None and parent.tag in ("sec", "app") else None
        if label is not None:
            self.composer.write((words(label) or "") + " ")
        return False

    def _enter_label(self, element: etree._Element) -> bool:
        """Labels of sections are written with their titles, those of floats with their captions."""
        parent = element.getparent()
        if parent is not None and parent.tag in ("sec", "app", "supplementary-material", "boxed-text", "disp-formula"):
            return True
        return self._space(element)

    # Paragraphs, items, notes

    def _enter_paragraph(self, element: etree._Element) -> bool:
        self._opened.append(not self._in_item)
        if self._in_item:
            return self._space(element)
        self.open("paragraph")
        return False

    def _leave_block(self, element: etree._Element) -> None:
        self.end_implicit()
        if self._opened.pop():
            self.composer.close()
        else:
            self.composer.end_line()

    def _enter_item(self, element: etree._Element) -> bool:
        self.open("list_item")
        self._in_item += 1
        return False

    def _enter_note(self, element: etree._Element) -> bool:
        self.open("note", target=element.get("id"))
        self._in_item += 1
        return False

    def _leave_item(self, element: etree._Element) -> None:
        self._in_item -= 1
        self.composer.close()

    def _space(self, element: etree._Element) -> bool:
        self.composer.end_line()
        return False

    def _leave_space(self, element: etree._Element) -> None:
        self.composer.end_line()

    # Links and formulas

    def _mark(self, element: etree._Element) -> bool:
        self._marks.append(self.composer.position)
        return False

    def _leave_xref(self, element: etree._Element) -> None:
        targets = tuple((element.get("rid") or "").split())
        kind = LINK_KINDS.get(element.get("ref-type") or "")
        self._link(kind, targets)

    def _leave_link(self, element: etree._Element) -> None:
        target = element.get(LINK) or words(element) or ""
        kind: LinkKind = "doi" if "doi.org/" in target or target.startswith("10.") else "url"
        self._link(kind, (target,) if target else ())

    def _link(self, kind: LinkKind | None, targets: tuple[str, ...]) -> None:
        span = self.composer.span_from(self._marks.pop())
        if kind is not None and targets and span.start < span.end:
            self.links.append(Link(kind=kind, span=span, targets=targets))

    def _enter_formula(self, element: etree._Element) -> bool:
        if element.tag == "disp-formula":
            self.composer.end_line()
        for text, style in formula_parts(element):
            self._write_text(text, style)
        if element.tag == "disp-formula" and self.composer.is_open:
            self.composer.end_line()
        return True

    # Floats and entries

    def _enter_table_wrap(self, element: etree._Element) -> bool:
        self._floats.write_table_wrap(element)
        return True

    def _enter_table(self, element: etree._Element) -> bool:
        self._floats.write_bare_table(element)
        return True

    def _enter_figure(self, element: etree._Element) -> bool:
        self._floats.write_caption(element, element.get("id"))
        return True

    def _enter_media(self, element: etree._Element) -> bool:
        """A film or file: what stands beneath it is a caption."""
        if element.find("caption") is not None:
            self._floats.write_caption(element, element.get("id"))
        return True

    def _enter_references(self, element: etree._Element) -> bool:
        """Titles and entries of a list and of the lists within it."""
        self._sections.append(_Section(self._sections[-1].depth + 1, "references"))
        for child in element.iterdescendants("title", "ref"):
            if child.tag == "ref":
                entry = write_entry(self, child)
                self.entries += [entry] if entry else []
            elif (parent := child.getparent()) is not None and parent.tag == "ref-list":
                self.open("heading", level=max(1, self._sections[-1].depth))
                self.write_inline(child)
                self.composer.close()
        self._sections.pop()
        return True
