"""A paper made ready to be asked: its sentences and table rows as units, with their words weighed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from extract.model import Paper, Pieces, Section, Span, Table, TableCell, quote
from extract.resolve.questions.words import Bag, Wording, make_wording, telling
from extract.text import lazy_re as re

SPACE = re.compile(r"\s+")
LONGEST_ROW = 90
"""Words of a table row that are told as one passage."""


@dataclass(frozen=True)
class Unit:
    """A sentence or a table row. `place` 0 to 1 within its section's role; `near` the words of its neighbours."""

    kind: Literal["sentence", "row"]
    pieces: Pieces
    text: str
    role: str
    heading: Bag
    bag: Bag
    near: Bag
    place: float
    order: int
    section: str | None


@dataclass(frozen=True)
class Known:
    """A paper made ready to be asked many questions."""

    paper: Paper
    wording: Wording
    units: tuple[Unit, ...]


def make_known(paper: Paper) -> Known:
    """The units of a paper and the telling power of its words."""
    sections = {section.id: section for section in paper.sections}
    roles = {name: _role(section, sections) for name, section in sections.items()}
    found = [sentence for sentence in (*_sentences(paper, roles), *_rows(paper)) if telling(sentence.text)]
    labels = {label for table in paper.tables for cell in table.cells for label in (*cell.row_path, *cell.col_path)}
    texts = [unit.text for unit in found] + sorted(labels)
    wording = make_wording(texts, ((short, long) for short, long, _ in paper.abbreviations))
    headings = {section.id: _headings(section, paper) for section in paper.sections}
    bags = [wording.bag(unit.text) for unit in found]
    last = max((unit.order for unit in found), default=1) or 1
    units = []
    empty = Bag(frozenset(), frozenset())
    for at, (unit, bag) in enumerate(zip(found, bags, strict=True)):
        around = [
            bags[other]
            for other in (at - 1, at + 1)
            if 0 <= other < len(found) and found[other].section == unit.section and unit.kind == "sentence"
        ]
        near = empty
        for other in around:
            near = near | other
        heading = headings.get(unit.section or "", "") if unit.kind == "sentence" else ""
        if unit.kind == "row":
            near = unit.near
        units.append(replace(unit, bag=bag, near=near, heading=wording.bag(heading), place=unit.order / last))
    return Known(paper, wording, tuple(units))


def _role(section: Section, sections: dict[str, Section]) -> str:
    """The role of a section, or of the nearest one around it that has one."""
    around: Section | None = section
    while around is not None:
        if around.role != "other":
            return around.role
        around = sections.get(around.parent or "")
    return "other"


def _headings(section: Section, paper: Paper) -> str:
    sections = {section.id: section for section in paper.sections}
    reported, around = [], section if section.level > 1 else None
    while around is not None:
        reported.append(around.heading or "")
        around = sections.get(around.parent or "")
        around = around if around is not None and around.level > 1 else None
    return " ".join(reported)


EMPTY = Bag(frozenset(), frozenset())


def _sentences(paper: Paper, roles: dict[str, str]) -> Iterator[Unit]:
    captions = {span.start for table in paper.tables for span in table.caption}
    captions |= {b.span.start for b in paper.document.blocks if b.kind == "caption"}
    notes = [span for table in paper.tables for note in table.notes for span in note]
    for order, sentence in enumerate(paper.sentences):
        start = sentence.pieces[0].start
        role = roles.get(sentence.section or "", "other")
        if role in ("references", "back"):
            continue
        if start in captions:
            role = "caption"
        elif any(note.start <= start < note.end for note in notes):
            role = "note"
        text = SPACE.sub(" ", quote(paper.text, sentence.pieces)).strip()
        yield Unit("sentence", sentence.pieces, text, role, EMPTY, EMPTY, EMPTY, 0.0, order, sentence.section)


def _rows(paper: Paper) -> Iterator[Unit]:
    for table in paper.tables:
        rows: dict[int, list[TableCell]] = {}
        for cell in table.cells:
            if cell.span.of(paper.text).strip():
                rows.setdefault(cell.row, []).append(cell)
        for row in rows.values():
            if any(cell.role == "body" for cell in row):
                cells = sorted(row, key=lambda cell: cell.col)
                text = SPACE.sub(" ", " | ".join(cell.span.of(paper.text).strip() for cell in cells))
                text = " ".join(text.split()[:LONGEST_ROW])
                place = Span(min(c.span.start for c in cells), max(c.span.end for c in cells))
                yield Unit("row", (place,), text, "table", EMPTY, EMPTY, _about(paper, table, cells), 0.0, 0, table.id)


def _about(paper: Paper, table: Table, cells: list[TableCell]) -> Bag:
    """The caption, row groups and heads of a row."""
    caption = quote(paper.text, table.caption) if table.caption else ""
    labels = {label for cell in cells for label in (*cell.row_path, *cell.col_path)}
    words = telling(" ".join((caption, *sorted(labels))))
    return Bag(words, frozenset(word[:5] for word in words if len(word) >= 5))
