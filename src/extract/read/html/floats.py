"""Tables of a page, with the captions and notes that stand around them → table blocks and grids."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from lxml import etree

from extract.model import Pieces
from extract.read.captions import split_caption, table_label
from extract.read.html.tree import BLOCKS, HEADINGS, LEFT_OUT, Lengths, called, names_of
from extract.read.walking import TreeWriter
from extract.read.xml import text_of

WRAP = called(r"table|tables|tbl|tw|tablewrap|table-wrap|tab\d{1,2}|t\d{1,2}")
"""Names of what holds a table with its caption: matches 'tw xbox' and 'c-article-table', not 'tablet'."""

SAME_WORDS = 0.7
"""Two tables under one label are copies where they share so many of the words of the shorter."""

CUT = 0.3
"""The share of cells that end in "…" in the thumbnail of a table."""

LONGEST_CELL = 3000
"""Characters beyond which a cell is a column of the page and none of a table."""

LONGEST_CAPTION, BETWEEN = 1500, 60
"""Characters of a caption that stands apart from its table, and of what may stand between the two."""

MAX_AROUND = 4000
"""Characters around a table beyond which its container is a section and no wrap."""


class TableWriter:
    """Writes tables through the page's writer."""

    def __init__(self, writer: TreeWriter, lengths: Lengths, entries: AbstractSet[etree._Element]) -> None:
        self._writer = writer
        self._lengths = lengths
        self._listed = entries
        self._written: dict[str, int] = {}
        self._taken: set[etree._Element] = set()
        self._waiting: tuple[etree._Element, etree._Element] | None = None

    def takes(self, element: etree._Element) -> bool:
        """Deal with a table, with what holds one and its caption, or with a caption that stands apart."""
        if element in self._taken:
            return True
        if element.tag == "table":
            if self._is_layout(element):
                return False
            self._write_wrap(element)
            return True
        if self._is_wrap(element):
            self._write_wrap(element)
            return True
        return self._is_caption_ahead(element)

    def _is_caption_ahead(self, element: etree._Element) -> bool:
        """Whether an element is the caption of the table that comes next: it is kept until that is written."""
        if (
            element.tag not in ("p", "div", "figcaption", "header", *HEADINGS)
            or self._lengths.get(element, 0) > LONGEST_CAPTION
        ):
            return False
        words = text_of(element)
        if table_label(words) is None or next(element.iter("table"), None) is not None:
            return False
        table = self._table_behind(element)
        if table is None:
            return False
        self._waiting = (element, table)
        return True

    def _table_behind(self, element: etree._Element) -> etree._Element | None:
        """The table that follows an element, with little between them, and has no caption of its own."""
        at: etree._Element | None = element
        for _ in range(3):
            if at is None:
                return None
            for behind in at.itersiblings():
                if not isinstance(behind.tag, str):
                    continue
                table = behind if behind.tag == "table" else next(behind.iterdescendants("table"), None)
                if table is not None:
                    known = table_label(text_of(behind)) or self._is_layout(table)
                    return None if known else table
                if self._lengths.get(behind, 0) > BETWEEN:
                    return None
            at = at.getparent()
        return None

    def _is_layout(self, table: etree._Element) -> bool:
        """Whether a table only arranges the page.

        So by its role, with a single cell, where it holds entries of the list, headings or other tables, or cells as
        long as stretches of prose.
        """
        if table.get("role") in ("presentation", "none"):
            return True
        cells = list(table.iter("td", "th"))
        if len(cells) < 2 or max(self._lengths.get(cell, 0) for cell in cells) > LONGEST_CELL:
            return True
        if any(part in self._listed for part in table.iter()):
            return True
        if any(part.tag in HEADINGS for cell in table.iter("td") for part in cell.iter()):
            return True
        return next(table.iterdescendants("table"), None) is not None and next(table.iter("th"), None) is None

    def _is_wrap(self, element: etree._Element) -> bool:
        """Whether an element holds a table, its caption and notes, and nothing else."""
        if element.tag not in ("figure", "div", "section", "aside"):
            return False
        tables = [table for table in element.iterdescendants("table") if not self._is_layout(table)]
        if not tables or self._lengths.get(element, 0) - sum(self._lengths.get(t, 0) for t in tables) > MAX_AROUND:
            return False
        if element.tag == "figure" or WRAP.search(names_of(element)):
            return True
        return len(tables) == 1 and bool(table_label(text_of(element)))

    def _write_wrap(self, element: etree._Element) -> None:
        """A table or its wrap: words ahead of the table are its caption, words behind it its notes."""
        target = element.get("id") or next((part.get("id") for part in element.iter() if part.get("id")), None)
        tables = (
            [element]
            if element.tag == "table"
            else [table for table in element.iterdescendants("table") if not self._is_layout(table)]
        )
        tables = [table for table in tables if not any(parent in tables for parent in table.iterancestors("table"))]
        tables = [table for table in tables if not _is_thumbnail(table)] or tables
        ahead, behind = _around(element, tables)
        if not any(table_label(text_of(part)) for part in ahead):
            below = [part for part in behind if table_label(text_of(part))][:1]
            ahead, behind = ahead + below, [part for part in behind if part not in below]
        ahead += [caption for table in tables for caption in table.iterchildren("caption")]
        if self._waiting is not None and self._waiting[1] in tables:
            ahead = [self._waiting[0], *ahead]
            self._waiting = None
        elif not any(table_label(text_of(part)) for part in ahead):
            ahead += self._caption_behind(element)
        words = " ".join(text_of(table) for table in tables)
        before = self._copy_of(words, ahead)
        if before is not None and (self._writer.grids[before].label or not ahead):
            return
        label, caption = self._write_caption(ahead, target)
        if before is not None:
            self._writer.grids[before] = replace(self._writer.grids[before], label=label, caption=caption)
            return
        self._written[words] = len(self._writer.grids)
        laid = [self._writer.write_table(table, target=target) for table in tables]
        notes = [self._writer.write_block("note", part, target=target) for part in behind]
        self._writer.add_grids(laid, label, target, caption, notes)

    def _copy_of(self, words: str, ahead: list[etree._Element]) -> int | None:
        """The table that was written already with the same words, or with the same label and nearly the same words."""
        if (same := self._written.get(words)) is not None:
            return same
        label = next((match[1] for part in ahead if (match := table_label(text_of(part)))), None)
        mine = set(words.split())
        for stated, place in self._written.items():
            theirs = set(stated.split())
            is_labelled = label is not None and self._writer.grids[place].label == label
            if is_labelled and len(mine & theirs) >= SAME_WORDS * min(len(mine), len(theirs)) > 0:
                return place
        return None

    def _caption_behind(self, element: etree._Element) -> list[etree._Element]:
        """The caption that stands below a table and belongs to no other."""
        at: etree._Element | None = element
        for _ in range(2):
            if at is None:
                return []
            behind = at.getnext()
            if behind is not None and isinstance(behind.tag, str):
                is_caption = table_label(text_of(behind)) is not None
                if is_caption and next(behind.iter("table"), None) is None and self._table_behind(behind) is None:
                    self._taken.add(behind)
                    return [behind]
                return []
            at = at.getparent()
        return []

    def _write_caption(self, parts: list[etree._Element], target: str | None) -> tuple[str | None, Pieces]:
        """Label and words of a caption, of however many elements it is made."""
        label: str | None = None
        pieces: Pieces = ()
        for part in parts:
            written = self._writer.write_block("caption", part, target=target)
            if label is None and len(written) == 1:
                label, written = split_caption(self._writer.composer.text(), written[0])
            pieces += written
        return label, pieces


def _is_thumbnail(table: etree._Element) -> bool:
    """A small picture of a table made of its first cells, cut: many of them end in "…"."""
    cells = [words for cell in table.iter("td", "th") if (words := text_of(cell))]
    return sum(words.endswith("…") for words in cells) > CUT * len(cells) > 0


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
        elif text_of(part):
            (behind if seen else ahead).append(part)
    return ahead, behind


def _only_holds_blocks(element: etree._Element) -> bool:
    """A container without words of its own, with paragraphs, items or boxes in it."""
    own = (element.text or "") + "".join(child.tail or "" for child in element)
    return not own.strip() and any(child.tag in BLOCKS - {"br"} for child in element)
