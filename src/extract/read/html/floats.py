"""Tables of a page, with the captions and notes that stand around them → table blocks and grids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from extract.model import Grid, Pieces
from extract.read.html.tree import LEFT_OUT, names_of
from extract.read.layout import Layout
from extract.read.plain.chunks import TABLE_CAPTION
from extract.read.rows import has_head, write_rows

if TYPE_CHECKING:
    from extract.read.html.walk import PageWriter

WRAP = re.compile(
    r"(?:^|[\s_-])(?:table|tables|tbl|tw|tablewrap|table-wrap|tab\d{1,2}|t\d{1,2})(?=$|[\s_-])", re.IGNORECASE
)
"""Names of what holds a table with its caption: matches 'tw xbox' and 'c-article-table', not 'tablet'."""

MAX_AROUND = 4000
"""Characters around a table beyond which its container is a section and no wrap."""


def is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page: by its role, or because it holds a single cell."""
    if table.get("role") in ("presentation", "none"):
        return True
    if sum(1 for _ in table.iter("td", "th")) < 2:
        return True
    holds_tables = next(table.iterdescendants("table"), None) is not None
    return holds_tables and next(table.iter("th"), None) is None


def is_wrap(element: etree._Element) -> bool:
    """Whether an element holds a table, its caption and notes, and nothing else."""
    if element.tag != "figure" and not WRAP.search(names_of(element)):
        return False
    tables = [table for table in element.iterdescendants("table") if not is_layout(table)]
    if not tables:
        return False
    return _length(element) - sum(_length(table) for table in tables) < MAX_AROUND


class TableWriter:
    """Writes tables through the page's writer."""

    def __init__(self, writer: PageWriter) -> None:
        self._writer = writer

    def write_wrap(self, element: etree._Element) -> None:
        """A table or its wrap: words ahead of the table are its caption, words behind it its notes."""
        target = element.get("id") or next((part.get("id") for part in element.iter() if part.get("id")), None)
        tables = (
            [element] if element.tag == "table" else [t for t in element.iterdescendants("table") if not is_layout(t)]
        )
        tables = [table for table in tables if not any(parent in tables for parent in table.iterancestors("table"))]
        ahead, behind = _around(element, tables)
        ahead += [caption for table in tables for caption in table.iterchildren("caption")]
        label, caption = self._write_caption(ahead, target)
        grids = [self._write_table(table, target) for table in tables]
        notes: list[Pieces] = []
        for part in behind:
            number = self._writer.open("note", target=target)
            self._writer.write_inline(part)
            self._writer.composer.close()
            if pieces := self._writer.composer.pieces(number):
                notes.append(pieces)
        for layout, roles_given in grids:
            self._writer.grids.append(
                Grid(
                    cells=layout.cells(),
                    label=label,
                    target=target,
                    caption=caption,
                    notes=tuple(notes),
                    roles_given=roles_given,
                )
            )

    def _write_caption(self, parts: list[etree._Element], target: str | None) -> tuple[str | None, Pieces]:
        """Label and words of a caption, of however many elements it is made."""
        label: str | None = None
        pieces: Pieces = ()
        for part in parts:
            words = " ".join("".join(str(text) for text in part.itertext()).split())
            match = TABLE_CAPTION.match(words) if label is None else None
            number = self._writer.open("caption", target=target)
            start = self._writer.composer.position
            self._writer.write_inline(part)
            whole = self._writer.composer.span_from(start)
            self._writer.composer.close()
            written = self._writer.composer.pieces(number)
            if match:
                label = match[1]
                rest = self._writer.composer.span_from(min(whole.start + match.end(), whole.end))
                written = (rest,) if rest.start < rest.end <= whole.end else ()
            pieces += written
        return label, pieces

    def _write_table(self, table: etree._Element, target: str | None) -> tuple[Layout, bool]:
        self._writer.open("table", target=target)
        layout = write_rows(table, self._writer.composer, self._writer.write_inline)
        self._writer.composer.close()
        return layout, has_head(table)


def _around(element: etree._Element, tables: list[etree._Element]) -> tuple[list[etree._Element], list[etree._Element]]:
    """The elements with words ahead of the first table and behind it, none within another."""
    if element.tag == "table":
        return [], []
    ahead: list[etree._Element] = []
    behind: list[etree._Element] = []
    seen = False
    pending = list(element)
    while pending:
        part = pending.pop(0)
        if not isinstance(part.tag, str) or part.tag in LEFT_OUT:
            continue
        if part in tables:
            seen = True
        elif any(table in tables for table in part.iterdescendants("table")) or _only_holds_blocks(part):
            pending = list(part) + pending
        elif _length(part):
            (behind if seen else ahead).append(part)
    return ahead, behind


def _only_holds_blocks(element: etree._Element) -> bool:
    """A container whose own words stand in paragraphs, items or boxes."""
    own = (element.text or "") + "".join(child.tail or "" for child in element)
    blocks = [child for child in element if child.tag in ("p", "div", "li", "ul", "ol", "section", "dl", "dd", "dt")]
    return not own.strip() and bool(blocks) and len(blocks) == len(element)


def _length(element: etree._Element) -> int:
    return len("".join(str(part) for part in element.itertext()).strip())
