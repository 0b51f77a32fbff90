"""Walks through an article and writes it into the composer: blocks with roles, runs, links, floats, entries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from extract.model import BlockKind, Entry, Grid, Link, LinkKind, Pieces, SectionRole, Style
from extract.read.composer import Composer
from extract.read.jats.elements import (
    FORMULAS,
    LEFT_OUT,
    LINK_KINDS,
    SPACED,
    STYLES,
    role_of_heading,
    role_of_type,
)
from extract.read.jats.floats import Floats
from extract.read.jats.formula import formula_parts
from extract.read.jats.metadata import words
from extract.read.jats.references import LINK, compose_citation, find_citations, is_punctuated, read_fields

Handler = Callable[[etree._Element], bool]


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
        self._drafts: list[tuple[Entry, int]] = []
        self._sections: list[_Section] = [_Section(0, None)]
        self._in_item = 0  # within a list item or note: paragraphs are parts of it
        self._implicit = False  # a paragraph was opened for words that stand in none
        self._opened: list[bool] = []  # for each open title and paragraph whether it began a block
        self._marks: list[int] = []
        self._floats = Floats(self)
        self._inline_enter = self._inline_enter_handlers()
        self._inline_leave = self._inline_leave_handlers()
        self._enter = self._enter_handlers()
        self._leave = self._leave_handlers()

    # Walking

    def write(self, root: etree._Element) -> None:
        """Write an element and all within it as blocks."""
        self._walk(root, self._enter, self._leave)
        self.end_implicit()

    def write_inline(self, root: etree._Element) -> None:
        """Write the words of an element into the open block, with styles and links but without blocks."""
        self._walk(root, self._inline_enter, self._inline_leave)

    def _walk(
        self,
        root: etree._Element,
        enter: dict[str, Handler],
        leave: dict[str, Callable[[etree._Element], None]],
    ) -> None:
        """Elements in document order; a handler that returns True has dealt with its element wholly."""
        stack = [(root, self._start(root, Style.PLAIN, enter), Style.PLAIN)]
        while stack:
            element, children, style = stack[-1]
            child = next(children, None)
            if child is not None:
                inner = style | STYLES[child.tag] if child.tag in STYLES else style
                stack.append((child, self._start(child, inner, enter), inner))
                continue
            stack.pop()
            if element.tag in leave and children is not SKIPPED:
                leave[element.tag](element)
            if stack and element.tail:
                self._write_text(element.tail, stack[-1][2])

    def _start(self, element: etree._Element, style: Style, enter: dict[str, Handler]) -> Iterator[etree._Element]:
        """Enter an element and write the words ahead of its children; the children that remain to be walked."""
        handler = enter.get(element.tag)
        if element.tag in LEFT_OUT or (handler is not None and handler(element)):
            return SKIPPED
        if element.text:
            self._write_text(element.text, style)
        return iter(element)

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
        return self.composer.open(kind, level=level, role=role, target=target)

    def end_implicit(self) -> None:
        """End a paragraph that was opened for words that stood in none."""
        if self._implicit:
            self._implicit = False
            self.composer.close()

    def caption_blocks(self, element: etree._Element, target: str | None) -> tuple[str | None, Pieces]:
        """Write label, title and paragraphs of a float's caption; the label, and where the caption's words stand."""
        label = words(element.find("label"))
        caption = element.find("caption")
        parts = [part for part in caption if isinstance(part.tag, str)] if caption is not None else []
        if caption is not None and not parts and words(caption):
            parts = [caption]
        pieces: list[int] = []
        number = self.open("caption", target=target)
        if label:
            self.composer.write(label + " ")
        start = self.composer.position
        first_words: Pieces = ()
        for position, part in enumerate(parts):
            if position:
                number = self.open("caption", target=target)
            self.write_inline(part)
            if not position:
                span = self.composer.span_from(start)
                first_words = (span,) if span.start < span.end else ()
            self.composer.close()
            if position:
                pieces.append(number)
        if not parts:
            self.composer.close()
        return label, first_words + tuple(span for number in pieces for span in self.composer.pieces(number))

    # What elements do

    def _enter_handlers(self) -> dict[str, Handler]:
        handlers: dict[str, Handler] = {
            "sec": self._enter_section,
            "abstract": self._enter_section,
            "trans-abstract": lambda element: True,
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
        return self._inline_enter | handlers

    def _inline_enter_handlers(self) -> dict[str, Handler]:
        handlers: dict[str, Handler] = {"xref": self._mark, "ext-link": self._mark, "uri": self._mark}
        handlers |= dict.fromkeys(FORMULAS, self._enter_formula)
        return dict.fromkeys(SPACED, self._space) | handlers

    def _inline_leave_handlers(self) -> dict[str, Callable[[etree._Element], None]]:
        spaces: dict[str, Callable[[etree._Element], None]] = dict.fromkeys(SPACED, self._leave_space)
        return spaces | {"xref": self._leave_xref, "ext-link": self._leave_link, "uri": self._leave_link}

    def _leave_handlers(self) -> dict[str, Callable[[etree._Element], None]]:
        sections = dict.fromkeys(
            ("sec", "abstract", "ack", "app", "notes", "glossary", "boxed-text", "supplementary-material", "fn-group"),
            self._leave_section,
        )
        own: dict[str, Callable[[etree._Element], None]] = {
            "title": self._leave_block,
            "p": self._leave_block,
            "list-item": self._leave_item,
            "def-item": self._leave_item,
            "fn": self._leave_item,
            "label": self._leave_space,
        }
        return self._inline_leave | sections | own

    # Sections

    def _enter_section(self, element: etree._Element) -> bool:
        self.end_implicit()
        outer = self._sections[-1]
        role = self._role(element, outer)
        self._sections.append(_Section(outer.depth + 1, role))
        return False

    def _leave_section(self, element: etree._Element) -> None:
        self.end_implicit()
        self._sections.pop()

    def _role(self, element: etree._Element, outer: _Section) -> SectionRole | None:
        if element.tag == "abstract":
            return "abstract" if element.get("abstract-type") in MAIN_ABSTRACTS else "other"
        if element.tag in ("ack", "notes", "glossary", "fn-group", "supplementary-material"):
            return "back"
        if element.tag in ("app", "boxed-text"):
            return "other"
        if outer.role in ("abstract", "other", "back"):
            return outer.role
        found = role_of_type(element.get("sec-type")) or role_of_heading(words(element.find("title")) or "")
        return outer.role if found is None or (outer.role is not None and found != "back") else found

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
        self.caption_blocks(element, element.get("id"))
        return True

    def _enter_references(self, element: etree._Element) -> bool:
        """Titles and entries of a list and of the lists within it; other elements in it are written as blocks."""
        self._sections.append(_Section(self._sections[-1].depth + 1, "references"))
        for child in element.iterdescendants("title", "ref"):
            if child.tag == "ref":
                self._write_entry(child)
            elif (parent := child.getparent()) is not None and parent.tag == "ref-list":
                self.open("heading", level=max(1, self._sections[-1].depth))
                self.write_inline(child)
                self.composer.close()
        self._sections.pop()
        return True

    def _write_entry(self, ref: etree._Element) -> None:
        citations = find_citations(ref)
        label = words(ref.find("label")) or words(citations[0].find("label") if citations else None)
        target = ref.get("id") or (citations[0].get("id") if citations else None) or f"entry{len(self.entries) + 1}"
        self.open("reference", target=target)
        if label:
            self.composer.write(label + " ")
        start = self.composer.position
        fields = [read_fields(citation) for citation in citations]
        for citation, found in zip(citations, fields, strict=True):
            self.composer.end_line()
            if found is not None and not is_punctuated(citation):
                self.composer.write(compose_citation(citation, found))
            else:
                self._write_citation(citation)
        if not citations:
            self.write_inline(ref)
        span = self.composer.span_from(start)
        self.composer.close()
        if span.start < span.end:
            first = fields[0] if fields else None
            plain = label.strip(" .()[]") if label else None
            self.entries.append(Entry(target=target, pieces=(span,), label=plain or label, fields=first))

    def _write_citation(self, citation: etree._Element) -> None:
        """The words of a citation; identifiers that the publisher adds behind the printed text are left out."""
        label = citation.find("label")
        if label is not None:
            label.text = None
        self.write_inline(citation)


SKIPPED: Iterator[etree._Element] = iter(())
"""The children of an element that its handler has dealt with."""

MAIN_ABSTRACTS = frozenset({None, "", "normal", "main", "section", "sections", "structured", "summary", "web-summary"})
