"""Tables of an article → table blocks and grids: every cell one span, captions and notes beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from extract.model import Cell, Grid, Pieces
from extract.read.jats.metadata import words
from extract.read.rows import has_head, write_rows

if TYPE_CHECKING:
    from extract.read.jats.walk import ArticleWriter

IMAGE = "table_is_image"
UNREAD = "unread_table"


class Floats:
    """Writes tables through the article's writer."""

    def __init__(self, writer: ArticleWriter) -> None:
        self._writer = writer
        self._nested: list[etree._Element] = []

    def write_table_wrap(self, wrap: etree._Element) -> None:
        """A `table-wrap`: label, caption, its tables (several are several grids), and the notes at its foot."""
        target = wrap.get("id")
        label, caption = self.write_caption(wrap, target)
        group = wrap.getparent()
        if label is None and not caption and group is not None and group.tag == "table-wrap-group":
            label = words(group.find("label"))
        laid = [self._write_table(table, target) for table in self._tables(wrap)]
        laid += self._write_nested(target)
        notes = tuple(note for foot in wrap.iterchildren("table-wrap-foot") for note in self._write_notes(foot))
        if not laid:
            fault = IMAGE if next(wrap.iter("graphic", "inline-graphic", "media"), None) is not None else UNREAD
            laid = [((), False, (fault,))]
        for cells, roles_given, faults in laid:
            self._writer.grids.append(
                Grid(
                    cells=cells,
                    label=label,
                    target=target,
                    caption=caption,
                    notes=notes,
                    roles_given=roles_given,
                    faults=faults,
                )
            )

    def write_bare_table(self, table: etree._Element) -> None:
        """A table that stands in no wrap: no label, no caption."""
        for cells, roles_given, faults in [self._write_table(table, None), *self._write_nested(None)]:
            self._writer.grids.append(Grid(cells=cells, roles_given=roles_given, faults=faults))

    def write_caption(self, element: etree._Element, target: str | None) -> tuple[str | None, Pieces]:
        """Write label, title and paragraphs of a float's caption; the label, and where the caption's words stand."""
        writer = self._writer
        label = words(element.find("label"))
        caption = element.find("caption")
        parts = [part for part in caption if isinstance(part.tag, str)] if caption is not None else []
        if caption is not None and not parts and words(caption):
            parts = [caption]
        parts += [part for part in element.iterchildren("p", "attrib", "legend") if words(part)]
        pieces: list[int] = []
        number = writer.open("caption", target=target)
        if label:
            writer.composer.write(label + " ")
        start = writer.composer.position
        first_words: Pieces = ()
        for position, part in enumerate(parts):
            if position:
                number = writer.open("caption", target=target)
            writer.write_inline(part)
            if not position:
                span = writer.composer.span_from(start)
                first_words = (span,) if span.start < span.end else ()
            writer.composer.close()
            if position:
                pieces.append(number)
        if not parts:
            writer.composer.close()
        return label, first_words + tuple(span for number in pieces for span in writer.composer.pieces(number))

    def _tables(self, wrap: etree._Element) -> list[etree._Element]:
        """The outermost tables of a wrap."""
        return [
            table
            for table in wrap.iterdescendants("table", "array")
            if not any(parent.tag in ("table", "array") for parent in _parents(table, wrap))
        ]

    def _write_table(self, table: etree._Element, target: str | None) -> tuple[tuple[Cell, ...], bool, tuple[str, ...]]:
        self._writer.open("table", target=target)
        cells = write_rows(table, self._writer.composer, self._write_cell).cells()
        self._writer.composer.close()
        return cells, has_head(table), () if cells else (UNREAD,)

    def _write_cell(self, cell: etree._Element) -> None:
        self._set_nested_aside(cell)
        self._writer.write_inline(cell)

    def _set_nested_aside(self, cell: etree._Element) -> None:
        """A table within a cell becomes a grid of its own behind this one, so that no cells are fused."""
        for table in list(cell.iterdescendants("table", "array", "tgroup")):
            parent = table.getparent()
            if parent is None or any(above.tag in ("table", "array", "tgroup") for above in _parents(table, cell)):
                continue
            stand_in = etree.Element("break")
            stand_in.tail, table.tail = table.tail, None
            parent.replace(table, stand_in)
            if table.tag == "tgroup":
                outer = etree.Element("table")
                outer.append(table)
                table = outer
            self._nested.append(table)

    def _write_nested(self, target: str | None) -> list[tuple[tuple[Cell, ...], bool, tuple[str, ...]]]:
        written = []
        while self._nested:
            written.append(self._write_table(self._nested.pop(0), target))
        return written

    def _write_notes(self, foot: etree._Element) -> list[Pieces]:
        """Each footnote or paragraph at a table's foot is one note."""
        notes = []
        for element in foot.iterdescendants("fn", "p", "attrib"):
            if element.tag == "p" and any(parent.tag in ("fn", "p") for parent in _parents(element, foot)):
                continue
            number = self._writer.open("note", target=element.get("id"))
            self._writer.write_inline(element)
            self._writer.composer.close()
            if pieces := self._writer.composer.pieces(number):
                notes.append(pieces)
        return notes


def _parents(element: etree._Element, top: etree._Element) -> list[etree._Element]:
    """The elements between an element and one above it."""
    found = []
    for parent in element.iterancestors():
        if parent is top:
            break
        found.append(parent)
    return found
