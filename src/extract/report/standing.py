"""Where a passage stands, as a reader would look it up: section, paragraph, table, row, column, page."""

from dataclasses import dataclass

from extract.model import Paper, Section, SpanIndex
from extract.text.display import shortened

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
        parts += [f"row {shortened(self.row, LONGEST_NAME)}"] if self.row else []
        parts += [f"column {shortened(self.column, LONGEST_NAME)}"] if self.column else []
        parts += [f"page {self.page}"] if self.page else []
        return ", ".join(parts)


class Standing:
    """Knows the sections, paragraphs, tables and pages of a paper."""

    def __init__(self, paper: Paper) -> None:
        self._document = paper.document
        self._tables = SpanIndex((piece, table) for table in paper.tables for piece in table.pieces)
        blocks = paper.document.blocks
        paragraphs = sorted(block.span for block in blocks if block.kind in IN_A_PARAGRAPH)
        self._paragraphs = SpanIndex((span, number) for number, span in enumerate(paragraphs, 1))
        before = {section.id: sum(p.start < section.span.start for p in paragraphs) for section in paper.sections}
        self._sections = SpanIndex((section.span, (section, before[section.id])) for section in paper.sections)

    def place(self, start: int) -> Place:
        """Where the character `start` of the text stands."""
        number = self._document.page_at(start)
        section, before = self._sections.at(start) or (None, 0)
        named = _section_name(section)
        table = self._tables.at(start)
        if table is None:
            paragraph = None if section is None or section.role == "references" else self._paragraphs.at(start)
            return Place(section=named, paragraph=paragraph and paragraph - before, page=number)
        cell = next((cell for cell in table.cells if cell.span.start <= start < cell.span.end), None)
        return Place(
            section=named,
            table=table.label or "a table",
            row=" > ".join(cell.row_path) if cell else "",
            column=" > ".join(cell.col_path) if cell else "",
            page=number,
        )


def _section_name(section: Section | None) -> str:
    if section is None:
        return ""
    return section.heading or ("" if section.role == "other" else str(section.role).replace("_", " ").capitalize())
