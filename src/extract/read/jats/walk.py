"""Walks through an article and writes it into the composer: blocks with roles, runs, links, floats, entries."""

from dataclasses import dataclass

from lxml import etree

from extract.model import BlockKind, LinkKind, Pieces, SectionRole
from extract.read.blocks import Laid
from extract.read.jats.metadata import LINK, words
from extract.read.jats.references import write_entry
from extract.read.walking import STYLES, Enter, Leave, Rules, TreeWriter, ancestors_within
from extract.text.headings import parse_heading

LEFT_OUT = frozenset(
    (
        "graphic inline-graphic inline-media object-id alt-text long-desc permissions related-article related-object "
        "custom-meta-group index-term counts self-uri sub-article response processing-meta private-char target"
    ).split()
)
"""Elements whose words are no part of the running text."""

FORMULAS = frozenset({"inline-formula", "disp-formula", "math", "tex-math", "chem-struct-wrap"})
SPACED = frozenset({"break", "p", "title", "list-item", "def", "term", "label", "td", "th", "entry", "tr", "row"})
"""Elements that part words where text is written without blocks."""

LINK_KINDS: dict[str, LinkKind] = {
    "bibr": "reference",
    "ref": "reference",
    "fig": "figure",
    "table": "table",
    "table-fn": "note",
    "fn": "note",
}

SECTION_TYPES: tuple[tuple[str, SectionRole], ...] = (
    ("abstract", "abstract"),
    ("intro", "introduction"),
    ("background", "introduction"),
    ("result", "results"),
    ("discussion", "discussion"),
    ("conclusion", "conclusion"),
    ("method", "methods"),
    ("material", "methods"),
    ("subjects", "methods"),
    ("cases", "results"),
    ("supplementary-material", "back"),
    ("data-availability", "back"),
    ("coi-statement", "back"),
    ("conflict", "back"),
    ("display-objects", "other"),
    ("additional-information", "back"),
    ("ethics", "back"),
    ("funding", "back"),
    ("author-contributions", "back"),
)


def role_of_type(kind: str | None) -> SectionRole | None:
    """
    >>> role_of_type("materials|methods"), role_of_type("subsection")
    ('methods', None)
    """
    lowered = (kind or "").lower()
    return next((role for key, role in SECTION_TYPES if key in lowered), None)


MAIN_ABSTRACTS = frozenset({None, "", "normal", "main", "section", "sections", "structured", "summary", "web-summary"})
"""Types of the abstract proper; others are teasers, précis and summaries for lay readers."""

BACK = frozenset({"ack", "notes", "glossary", "fn-group", "supplementary-material"})


def section_role(element: etree._Element, outer: SectionRole | None) -> SectionRole | None:
    """The role of a section-like element within one of the role `outer`."""
    if element.tag in ("abstract", "trans-abstract"):
        return "abstract" if element.get("abstract-type") in MAIN_ABSTRACTS else "other"
    if element.tag in BACK:
        return "back"
    if element.tag in ("app", "boxed-text"):
        return "other"
    if outer in ("abstract", "other", "back"):
        return outer
    found = role_of_type(element.get("sec-type")) or parse_heading(words(element.find("title")) or "").role
    if found == "abstract":  # "Summary" behind an article's text concludes it
        found = "conclusion"
    return outer if found is None or (outer is not None and found != "back") else found


IMAGE = "table_is_image"
UNREAD = "unread_table"
SECTIONS = (
    "sec", "abstract", "trans-abstract", "ack", "app", "notes", "glossary", "boxed-text", "supplementary-material",
    "fn-group",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Section:
    depth: int
    role: SectionRole | None


class ArticleWriter(TreeWriter):
    """Writes the elements of an article as blocks."""

    def __init__(self) -> None:
        super().__init__()
        self._sections: list[_Section] = [_Section(0, None)]
        self._language: str | None = None
        self._nested: list[etree._Element] = []

    def write(self, root: etree._Element, *, language: str | None = None) -> None:
        """Write an element and all within it as blocks; `language` where it is not the article's own."""
        self._language = language
        super().write(root)
        self._language = None

    def open(self, kind: BlockKind, *, level: int = 0, target: str | None = None) -> int:
        """Open a block in the present section."""
        self.end_implicit()
        role = self._sections[-1].role
        if kind == "paragraph" and role == "back":
            kind = "back"
        return self.composer.open(kind, level=level, role=role, target=target, language=self._language)

    def open_implicit(self, text: str) -> None:
        """A paragraph for words that stand in none."""
        self.open("paragraph")

    # What elements do

    def inline_rules(self) -> Rules:
        enter: dict[str, Enter] = dict.fromkeys(SPACED, self._space)
        enter |= {"xref": self.mark, "ext-link": self.mark, "uri": self.mark}
        enter |= dict.fromkeys(FORMULAS, self._enter_formula) | {"media": lambda element: True}
        leave: dict[str, Leave] = dict.fromkeys(SPACED, self._leave_space)
        leave |= {"xref": self._leave_xref, "ext-link": self._leave_link, "uri": self._leave_link}
        return Rules(enter, leave, LEFT_OUT, STYLES)

    def block_rules(self, inline: Rules) -> Rules:
        enter: dict[str, Enter] = {
            "media": self._enter_media,
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
        leave: dict[str, Leave] = dict.fromkeys(("title", "p"), self.leave_block)
        leave |= dict.fromkeys(("list-item", "def-item", "fn"), self.leave_item) | {"label": self._leave_space}
        return inline.extended(
            enter | dict.fromkeys(SECTIONS, self._enter_section), leave | dict.fromkeys(SECTIONS, self._leave_section)
        )

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

    def _enter_item(self, element: etree._Element) -> bool:
        self.open("list_item")
        self._in_item += 1
        return False

    def _enter_note(self, element: etree._Element) -> bool:
        self.open("note", target=element.get("id"))
        self._in_item += 1
        return False

    def _space(self, element: etree._Element) -> bool:
        self.composer.end_line()
        return False

    def _leave_space(self, element: etree._Element) -> None:
        self.composer.end_line()

    # Links and formulas

    def _leave_xref(self, element: etree._Element) -> None:
        targets = tuple((element.get("rid") or "").split())
        kind = LINK_KINDS.get(element.get("ref-type") or "")
        self.add_link(kind, self._marks.pop(), targets)

    def _leave_link(self, element: etree._Element) -> None:
        target = element.get(LINK) or words(element) or ""
        kind: LinkKind = "doi" if "doi.org/" in target or target.startswith("10.") else "url"
        self.add_link(kind, self._marks.pop(), (target,) if target else ())

    def _enter_formula(self, element: etree._Element) -> bool:
        if element.tag == "disp-formula":
            self.composer.end_line()
        self.enter_formula(element)
        if element.tag == "disp-formula" and self.composer.is_open:
            self.composer.end_line()
        return True

    # Floats and entries

    def _enter_table_wrap(self, wrap: etree._Element) -> bool:
        """A `table-wrap`: label, caption, its tables (several are several grids), and the notes at its foot."""
        target = wrap.get("id")
        label, caption = self._write_caption(wrap, target)
        group = wrap.getparent()
        if label is None and not caption and group is not None and group.tag == "table-wrap-group":
            label = words(group.find("label"))
        laid = [self.write_table(table, target=target) for table in _outermost(wrap)]
        laid += self._write_nested(target)
        notes = [note for foot in wrap.iterchildren("table-wrap-foot") for note in self._write_notes(foot)]
        is_image = not laid and next(wrap.iter("graphic", "inline-graphic", "media"), None) is not None
        fault = IMAGE if is_image else UNREAD
        self.add_grids(laid or [((), False)], label, target, caption, notes, empty=(fault,))
        return True

    def _enter_table(self, table: etree._Element) -> bool:
        """A table that stands in no wrap: no label, no caption."""
        laid = [self.write_table(table, target=None), *self._write_nested(None)]
        self.add_grids(laid, None, None, (), empty=(UNREAD,))
        return True

    def _enter_figure(self, element: etree._Element) -> bool:
        self._write_caption(element, element.get("id"))
        return True

    def _enter_media(self, element: etree._Element) -> bool:
        """A film or file: what stands beneath it is a caption."""
        if element.find("caption") is not None:
            self._write_caption(element, element.get("id"))
        return True

    def _write_caption(self, element: etree._Element, target: str | None) -> tuple[str | None, Pieces]:
        """Write label, title and paragraphs of a float's caption; the label, and where the caption's words stand."""
        label = words(element.find("label"))
        caption = element.find("caption")
        parts = [part for part in caption if isinstance(part.tag, str)] if caption is not None else []
        if caption is not None and not parts and words(caption):
            parts = [caption]
        parts += [part for part in element.iterchildren("p", "attrib", "legend") if words(part)]
        self.open("caption", target=target)
        if label:
            self.composer.write(label + " ")
        start = self.composer.position
        if parts:
            self.write_inline(parts[0])
        span = self.composer.span_from(start)
        self.composer.close()
        others = [self.write_block("caption", part, target=target) for part in parts[1:]]
        first: Pieces = (span,) if span else ()
        return label, first + tuple(span for pieces in others for span in pieces)

    def write_cell(self, cell: etree._Element) -> None:
        """The words of a cell; a table in it is set aside."""
        self._set_nested_aside(cell)
        super().write_cell(cell)

    def _set_nested_aside(self, cell: etree._Element) -> None:
        """A table within a cell becomes a grid of its own behind this one, so that no cells are fused."""
        for table in list(cell.iterdescendants("table", "array", "tgroup")):
            parent = table.getparent()
            if parent is None or any(
                above.tag in ("table", "array", "tgroup") for above in ancestors_within(table, cell)
            ):
                continue
            stand_in = etree.Element("break")
            stand_in.tail, table.tail = table.tail, None
            parent.replace(table, stand_in)
            if table.tag == "tgroup":
                outer = etree.Element("table")
                outer.append(table)
                table = outer
            self._nested.append(table)

    def _write_nested(self, target: str | None) -> list[Laid]:
        written = []
        while self._nested:
            written.append(self.write_table(self._nested.pop(0), target=target))
        return written

    def _write_notes(self, foot: etree._Element) -> list[Pieces]:
        """Each footnote or paragraph at a table's foot is one note."""
        notes = []
        for element in foot.iterdescendants("fn", "p", "attrib"):
            if element.tag == "p" and any(parent.tag in ("fn", "p") for parent in ancestors_within(element, foot)):
                continue
            if pieces := self.write_block("note", element, target=element.get("id")):
                notes.append(pieces)
        return notes

    def _enter_references(self, element: etree._Element) -> bool:
        """Titles and entries of a list and of the lists within it."""
        self._sections.append(_Section(self._sections[-1].depth + 1, "references"))
        for child in element.iterdescendants("title", "ref"):
            if child.tag == "ref":
                entry = write_entry(self, child)
                self.entries += [entry] if entry else []
            elif (parent := child.getparent()) is not None and parent.tag == "ref-list":
                self.write_block("heading", child, level=max(1, self._sections[-1].depth))
        self._sections.pop()
        return True


def _outermost(wrap: etree._Element) -> list[etree._Element]:
    """The tables of a wrap that stand in no other."""
    return [
        table
        for table in wrap.iterdescendants("table", "array")
        if not any(parent.tag in ("table", "array") for parent in ancestors_within(table, wrap))
    ]
