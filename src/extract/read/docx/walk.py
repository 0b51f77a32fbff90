"""Walks through the body of a Word file and writes it into the composer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.model import BlockKind, Entry, Link, Pieces, SectionRole, Span, Style
from extract.read.blocks import BlockWriter
from extract.read.captions import begins_note, figure_label, split_caption, table_label
from extract.read.docx.fields import (
    REFERENCE_FIELD,
    CitedItem,
    decoded_data,
    entry_of,
    is_list_field,
    items_of,
    items_of_tag,
)
from extract.read.docx.package import Kind, Package, Styles, is_on, value
from extract.read.rows import leading_number
from extract.read.walking import ancestors_within
from extract.text import lazy_re as re
from extract.text.headings import parse_heading

REMOVED = frozenset({"del", "moveFrom", "delText", "Fallback", "pPr", "rPr", "sectPr", "instrText", "delInstrText"})
"""What is gone once all changes are accepted, and what holds no words of the text."""

LABEL = re.compile(r"\s{0,4}[\[(]?(\d{1,4})[\]).]{0,2}(?:\s|$)")
SENTENCE = re.compile(r".{60,}[.?!]\W*$", re.DOTALL)
LONGEST_HEADING, LONGEST_TITLE, LONGEST_NOTE = 110, 300, 600
WIDEST = 999
"""Columns that a cell may span; Word itself has 63."""
DEEPEST = 40
"""Content controls and links within one another beyond this are damage."""

PROSE = 300
"""Characters from which words ahead of the first heading are no longer about the paper."""


@dataclass(slots=True)
class _Field:
    """A field while it is open: its instruction, then its result."""

    instruction: str = ""
    in_result: bool = False
    start: int = 0


@dataclass(slots=True)
class _Pointing:
    span: Span
    items: tuple[CitedItem, ...] = ()
    bookmark: str = ""


@dataclass(slots=True)
class _State:
    """Where in the manuscript the walk is."""

    role: SectionRole | None = None
    has_heading: bool = False
    has_title: bool = False
    in_list: bool = False
    list_fields: int = 0
    fields: list[_Field] = field(default_factory=list)


class ManuscriptWriter(BlockWriter):
    """Writes paragraphs and tables as blocks; all changes are accepted."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        self._styles = Styles(package)
        self._package = package
        self._state = _State()
        self._pointings: list[_Pointing] = []
        self._bookmarks: dict[str, str] = {}
        self._notes: list[tuple[str, str]] = []  # kind and id of notes in the order in which they are called
        self._has_styles = False

    def write(self, body: etree._Element) -> None:
        """The body in its order, then its notes."""
        parts = list(_blocks(body))
        self._has_styles = any(part.tag == "p" and self._styles.kind(part).level for part in parts)
        place = 0
        while place < len(parts):
            place += self._table(parts, place) if parts[place].tag == "tbl" else self._paragraph(parts, place)
        self._write_notes()
        self._link_entries()

    def _link_entries(self) -> None:
        """Citations by what their fields name, and cross-references by their bookmarks."""
        text = self.composer.text()
        listed = [(entry.target, " ".join(piece.of(text) for piece in entry.pieces)) for entry in self.entries]
        for pointing in self._pointings:
            targets = [target for item in pointing.items if (target := entry_of(item, listed))]
            if pointing.bookmark in self._bookmarks:
                targets.append(self._bookmarks[pointing.bookmark])
            if targets:
                self.links.append(Link(kind="reference", span=pointing.span, targets=tuple(dict.fromkeys(targets))))

    # Paragraphs

    def _paragraph(self, parts: list[etree._Element], place: int) -> int:
        """Write a paragraph, with those that its deleted mark joins to it; how many were written."""
        joined = [parts[place]]
        while (
            _mark_is_deleted(joined[-1]) and place + len(joined) < len(parts) and parts[place + len(joined)].tag == "p"
        ):
            joined.append(parts[place + len(joined)])
        words = " ".join("".join(_words(part) for part in joined).split())
        kind = self._styles.kind(joined[0])
        if not words:
            for part in joined:
                self._inline(part)  # a field may begin or end in an empty paragraph
            return len(joined)
        following = parts[place + len(joined)] if place + len(joined) < len(parts) else None
        if following is not None and following.tag == "tbl" and table_label(words):
            return len(joined)  # written with its table
        self._write_paragraph(joined, words, kind)
        return len(joined)

    def _write_paragraph(self, parts: list[etree._Element], words: str, kind: Kind) -> None:
        state = self._state
        level = kind.level or self._level_of_bold(parts[0], words)
        is_first = not state.has_heading and not level and _is_title(words)
        if not state.has_title and (kind.name == "title" or is_first):
            state.has_title = True
            self._block(parts, "title")
        elif level and len(words) <= LONGEST_HEADING and not state.list_fields:
            self._heading(parts, words, level)
        elif figure_label(words) or kind.name == "caption":
            self._block(parts, "caption")
        elif (
            state.list_fields
            or state.in_list
            or kind.name in ("bibliography", "endnote bibliography")
            or _opens_list(parts[0])
        ):
            self._entry(parts, words, kind)
        elif kind.numbering or kind.name.startswith("list "):
            self._block(parts, "list_item")
        else:
            is_front = not state.has_heading and state.role is None and len(words) < PROSE and not SENTENCE.match(words)
            self._block(parts, "front" if is_front else "back" if state.role == "back" else "paragraph")

    def _heading(self, parts: list[etree._Element], words: str, level: int) -> None:
        state = self._state
        role = parse_heading(words).role
        if level == 1 or role in ("references", "back", "abstract") or state.role is None:
            state.role = role
        elif state.role == "abstract" and role is not None:
            state.role = "abstract"
        state.has_heading, state.in_list = True, role == "references"
        self._block(parts, "heading", level=level)

    def _level_of_bold(self, paragraph: etree._Element, words: str) -> int:
        """The level of a line in bold, in a manuscript that uses no heading styles."""
        if self._has_styles or len(words) > LONGEST_HEADING or words[-1:] in ".,;":
            return 0
        runs = [run for run in paragraph.iter("r") if "".join(_words(run)).strip()]
        is_usual = parse_heading(words).role is not None
        is_bold = bool(runs) and all(is_on(run.find("rPr"), "b") for run in runs)
        if is_usual and (is_bold or words.isupper() or len(words.split()) <= 3):
            return 1
        return 2 if is_bold and self._state.has_heading else 0

    def _block(self, parts: list[etree._Element], kind: BlockKind, *, level: int = 0, target: str | None = None) -> int:
        role = None if kind in ("title", "front") else self._state.role
        number = self.composer.open(kind, level=level, role=role, target=target)
        for part in parts:
            self._inline(part)
        self.composer.close()
        return number

    def _entry(self, parts: list[etree._Element], words: str, kind: Kind) -> None:
        target = f"entry{len(self.entries) + 1}"
        label = self._styles.next_number(kind)
        outer, self._state.role = self._state.role, "references"
        number = self._block(parts, "reference", target=target)
        self._state.role = outer
        printed = LABEL.match(words)
        pieces: Pieces = self.composer.pieces(number)
        for mark in (mark for part in parts for mark in part.iter("bookmarkStart")):
            self._bookmarks[mark.get("name", "")] = target
        if pieces:
            self.entries.append(Entry(target=target, pieces=pieces, label=label or (printed[1] if printed else None)))

    # Words within a paragraph

    def _inline(self, element: etree._Element, depth: int = 0) -> None:
        """Write the words below an element, with their styles, fields and notes."""
        if depth > DEEPEST:
            return
        stack: list[etree._Element] = list(reversed(element))
        while stack:
            part = stack.pop()
            if part.tag in REMOVED:
                self._instruction(part)
            elif part.tag == "r":
                self._run(part)
            elif part.tag == "sdt" and (items := items_of_tag(value(part, "sdtPr/tag") or "")):
                start = self.composer.position
                self._inline(part, depth + 1)
                self._point(_Pointing(self.composer.span_from(start), items))
            elif part.tag == "fldSimple":
                start = self.composer.position
                self._inline(part, depth + 1)
                self._point(_pointing(self.composer.span_from(start), part.get("instr", "")))
            elif part.tag == "hyperlink":
                start = self.composer.position
                self._inline(part, depth + 1)
                self._point(_Pointing(self.composer.span_from(start), bookmark=part.get("anchor", "")))
            elif part.tag != "sdtPr":
                stack.extend(reversed(part))

    def _instruction(self, part: etree._Element) -> None:
        if part.tag == "instrText" and self._state.fields and not self._state.fields[-1].in_result:
            self._state.fields[-1].instruction += part.text or ""

    def _run(self, run: etree._Element) -> None:
        properties = run.find("rPr")
        if is_on(properties, "vanish"):
            return
        style = _style(properties)
        for part in run:
            if part.tag == "fldChar":
                self._field(part)
            elif part.tag == "instrText":
                self._instruction(part)
            elif not (self._state.fields and not self._state.fields[-1].in_result):
                self._character(part, style)

    def _character(self, part: etree._Element, style: Style) -> None:
        if part.tag == "t":
            self._put(part.text or "", style)
        elif part.tag in ("tab", "br", "cr"):
            self._put(" ", style)
        elif part.tag == "noBreakHyphen":
            self._put("-", style)
        elif part.tag in ("footnoteReference", "endnoteReference") and part.get("id"):
            start = self.composer.position
            self._notes.append((part.tag.removesuffix("Reference"), part.get("id", "")))
            self._put(str(len(self._notes)), Style.SUPERSCRIPT)
            self.add_link("note", start, (f"note{len(self._notes)}",))

    def _put(self, words: str, style: Style) -> None:
        if self.composer.is_open:
            self.composer.write(words, style)

    def _field(self, mark: etree._Element) -> None:
        fields, kind = self._state.fields, mark.get("fldCharType")
        if kind == "begin":
            fields.append(_Field(decoded_data(mark.findtext("fldData") or "")))
        elif kind == "separate" and fields:
            fields[-1].in_result, fields[-1].start = True, self.composer.position
            self._state.list_fields += is_list_field(fields[-1].instruction)
        elif kind == "end" and fields:
            ended = fields.pop()
            if not ended.in_result:  # data within the instruction of another
                if fields:
                    fields[-1].instruction += ended.instruction
                return
            self._state.list_fields -= is_list_field(ended.instruction)
            if self.composer.is_open:
                self._point(_pointing(self.composer.span_from(ended.start), ended.instruction))

    def _point(self, pointing: _Pointing) -> None:
        if pointing.span and (pointing.items or pointing.bookmark):
            self._pointings.append(pointing)

    # Tables and notes

    def _table(self, parts: list[etree._Element], place: int) -> int:
        """Write a table with the caption ahead of it or behind it, and the notes below; how many parts were written."""
        table, ahead, taken = parts[place], None, 1
        before = _last_paragraph(parts, place)
        if before is not None and table_label(_plain(before)):
            ahead = before
        behind = parts[place + 1] if place + 1 < len(parts) else None
        is_next = place + 2 < len(parts) and parts[place + 2].tag == "tbl"
        is_free = behind is not None and behind.tag == "p" and not is_next
        if ahead is None and behind is not None and is_free and table_label(_plain(behind)):
            ahead, taken = behind, 2
        label, caption = self._caption(ahead)
        target = f"table{len(self.grids) + 1}"
        self.composer.open("table", role=self._state.role, target=target)
        made, cells = _as_rows(table)
        laid = self.write_cells(made, lambda cell: self._write_cell(cells.get(cell, ())))
        notes: list[Pieces] = []
        while place + taken < len(parts) and parts[place + taken].tag == "p":
            words = _plain(parts[place + taken])
            if (
                not words
                or len(words) > LONGEST_NOTE
                or not begins_note(words)
                or self._styles.kind(parts[place + taken]).level
            ):
                break
            number = self._block([parts[place + taken]], "note", target=target)
            notes.append(self.composer.pieces(number))
            taken += 1
        self.add_grids([laid], label, target, caption, notes)
        return taken

    def _caption(self, paragraph: etree._Element | None) -> tuple[str | None, Pieces]:
        if paragraph is None:
            return None, ()
        self.composer.open("caption", role=self._state.role)
        start = self.composer.position
        self._inline(paragraph)
        whole = self.composer.span_from(start)
        self.composer.close()
        return split_caption(self.composer.text(), whole)

    def _write_cell(self, paragraphs: Iterable[etree._Element]) -> None:
        for paragraph in paragraphs:
            self._inline(paragraph)
            self.composer.end_line()

    def _write_notes(self) -> None:
        """Footnotes and endnotes, in the order in which the text calls them."""
        roots = {kind: self._package.part(f"word/{kind}s.xml") for kind in dict(self._notes)}
        called, self._notes = self._notes, []
        for number, (kind, name) in enumerate(called, 1):
            root = roots[kind]
            notes = root.iterfind(kind) if root is not None else ()
            note = next((note for note in notes if note.get("id") == name), None)
            if note is None:
                continue
            self.open_note(number)
            self._write_cell(note.iterfind("p"))
            self.composer.close()


def _blocks(element: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, out of content controls and accepted insertions; boxes of text behind theirs."""
    for part in element if depth < DEEPEST else ():
        if part.tag in ("p", "tbl"):
            yield part
            for box in part.iter("txbxContent") if part.tag == "p" else ():
                if not any(above.tag == "Fallback" for above in box.iterancestors()):
                    yield from _blocks(box, depth + 1)
        elif part.tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _blocks(part, depth + 1)


def _words(element: etree._Element) -> str:
    """The words of a paragraph once all changes are accepted, without instructions of fields."""
    words: list[str] = []
    stack: list[etree._Element] = list(reversed(element)) if element.tag != "t" else [element]
    while stack:
        part = stack.pop()
        if part.tag == "t":
            words.append(part.text or "")
        elif part.tag in ("tab", "br", "cr"):
            words.append(" ")
        elif (
            part.tag not in REMOVED
            and part.tag not in ("txbxContent", "sdtPr")
            and not is_on(part.find("rPr"), "vanish")
        ):
            stack.extend(reversed(part))
    return "".join(words)


def _plain(paragraph: etree._Element) -> str:
    return " ".join(_words(paragraph).split())


def _last_paragraph(parts: list[etree._Element], place: int) -> etree._Element | None:
    return parts[place - 1] if place and parts[place - 1].tag == "p" else None


def _mark_is_deleted(paragraph: etree._Element) -> bool:
    return paragraph.find("pPr/rPr/del") is not None


def _opens_list(paragraph: etree._Element) -> bool:
    """Whether the field of a list of references begins in this paragraph."""
    return any(is_list_field(part.text or "") for part in paragraph.iter("instrText"))


def _is_title(words: str) -> bool:
    return len(words.split()) >= 3 and len(words) <= LONGEST_TITLE and not words.endswith((".", ":"))


def _style(properties: etree._Element | None) -> Style:
    style = Style.PLAIN
    if properties is None:
        return style
    if is_on(properties, "b"):
        style |= Style.BOLD
    if is_on(properties, "i"):
        style |= Style.ITALIC
    place = value(properties, "vertAlign")
    if place == "superscript":
        style |= Style.SUPERSCRIPT
    elif place == "subscript":
        style |= Style.SUBSCRIPT
    return style


def _pointing(span: Span, instruction: str) -> _Pointing:
    named = REFERENCE_FIELD.match(instruction)
    return _Pointing(span, items_of(instruction), named["name"] if named else "")


def _as_rows(table: etree._Element) -> tuple[etree._Element, dict[etree._Element, tuple[etree._Element, ...]]]:
    """A table as rows and cells with spans, and the paragraphs of each cell."""
    made, cells = etree.Element("table"), {}
    head, body = etree.SubElement(made, "thead"), etree.SubElement(made, "tbody")
    open_cells: dict[int, etree._Element] = {}
    for row in table.iter("tr"):
        if row.find("trPr/del") is not None or any(above.tag == "tc" for above in ancestors_within(row, table)):
            continue
        line = etree.SubElement(head if is_on(row.find("trPr"), "tblHeader") and not len(body) else body, "tr")
        column = leading_number(value(row, "trPr/gridBefore"), 0, WIDEST)
        for cell in row.iter("tc"):
            if any(above.tag == "tc" for above in ancestors_within(cell, row)):
                continue
            wide = leading_number(value(cell, "tcPr/gridSpan"), 1, WIDEST)
            merge = cell.find("tcPr/vMerge")
            if merge is not None and merge.get("val") != "restart" and column in open_cells:
                above = open_cells[column]
                above.set("rowspan", str(int(above.get("rowspan", "1")) + 1))
            else:
                made_cell = etree.SubElement(line, "td", colspan=str(wide))
                cells[made_cell] = tuple(cell.iter("p"))
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = made_cell
            column += wide
    if not len(head):
        made.remove(head)
    return made, cells
