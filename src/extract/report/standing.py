"""Where a passage stands, as a reader would look it up: section, paragraph, table, row, column, page."""

from bisect import bisect_right
from dataclasses import dataclass

from extract.model import Paper, Section, Table

IN_A_PARAGRAPH = frozenset(("paragraph", "list_item"))
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a passage begins. `paragraph` counts within its section from 1; `row` and `column` are those of a table's
    cell by their printed heads, outermost first."""

    section: str = ""
    paragraph: int | None = None
    table: str = ""
    row: str = ""
    column: str = ""
    page: int | None = None

    def __str__(self) -> str:
        """ "Results, paragraph 4", "Table 2, row Age, column Placebo, page 3"."""
        parts = [self.table] if self.table else [self.section] if self.section else []
        parts += [f"paragraph {self.paragraph}"] if self.paragraph else []
        parts += [f"row {_short(self.row)}"] if self.row else []
        parts += [f"column {_short(self.column)}"] if self.column else []
        parts += [f"page {self.page}"] if self.page else []
        return ", ".join(parts)


class Standing:
    """Knows the sections, paragraphs, tables and pages of a paper."""

    def __init__(self, paper: Paper) -> None:
        self._sections = sorted(paper.sections, key=lambda one: (one.span.start, -one.span.end))
        self._section_starts = [one.span.start for one in self._sections]
        self._tables = paper.tables
        self._pages = [(page.span.start, page.number) for page in paper.document.pages]
        blocks = (block for block in paper.document.blocks if block.kind in IN_A_PARAGRAPH)
        self._paragraphs = sorted((block.span.start, block.span.end) for block in blocks)

    def place(self, start: int) -> Place:
        """Where the character `start` of the text stands."""
        page = bisect_right(self._pages, (start, 1 << 30)) - 1
        number = self._pages[page][1] if page >= 0 else None
        section = self._section(start)
        named = _section_name(section)
        table = self._table(start)
        if table is None:
            return Place(section=named, paragraph=self._paragraph(start, section), page=number)
        cell = next((cell for cell in table.cells if cell.span.start <= start < cell.span.end), None)
        return Place(
            section=named,
            table=table.label or "a table",
            row=" > ".join(cell.row_path) if cell else "",
            column=" > ".join(cell.col_path) if cell else "",
            page=number,
        )

    def _section(self, start: int) -> Section | None:
        for at in range(bisect_right(self._section_starts, start) - 1, -1, -1):
            if self._sections[at].span.end > start:
                return self._sections[at]
        return None

    def _table(self, start: int) -> Table | None:
        return next((t for t in self._tables if any(p.start <= start < p.end for p in t.pieces)), None)

    def _paragraph(self, start: int, section: Section | None) -> int | None:
        at = bisect_right(self._paragraphs, (start, 1 << 60)) - 1
        if at < 0 or self._paragraphs[at][1] <= start or section is None or section.role == "references":
            return None
        return at - bisect_right(self._paragraphs, (section.span.start, -1)) + 1


def _section_name(section: Section | None) -> str:
    if section is None:
        return ""
    return section.heading or ("" if section.role == "other" else str(section.role).replace("_", " ").capitalize())


def _short(name: str) -> str:
    flat = " ".join(name.split())
    return flat if len(flat) <= LONGEST_NAME else flat[: LONGEST_NAME - 1] + "…"
