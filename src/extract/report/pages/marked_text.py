"""A paper's text with its annotations marked: blocks as elements, overlapping annotations as flat runs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from extract.model import Block, Paper, Span, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch with a class, or of an element of `ELEMENTS_WITHIN`; `anchor` is an id to jump to, `href` where it
    leads, `title` what a pointer shows, `shows` what stands in its place."""

    span: Span
    kind: str
    anchor: str | None = None
    href: str | None = None
    title: str | None = None
    shows: str | None = None


ELEMENTS_WITHIN = frozenset(("em", "strong", "sup", "sub", "mark"))
BUCKET = 512


class Marks:
    """All marks of a paper in buckets of some hundred characters: long papers have thousands."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._buckets: dict[int, list[Mark]] = defaultdict(list)
        for mark in sorted(marks, key=lambda mark: mark.span):
            for bucket in range(mark.span.start // BUCKET, mark.span.end // BUCKET + 1):
                self._buckets[bucket].append(mark)

    def within(self, span: Span) -> list[Mark]:
        """The marks that overlap a stretch, each once, in text order."""
        near = (mark for b in range(span.start // BUCKET, span.end // BUCKET + 1) for mark in self._buckets.get(b, ()))
        return list(dict.fromkeys(mark for mark in near if mark.span.overlaps(span)))


ELEMENTS = {
    "title": "h2",
    "heading": "h3",
    "list_item": "li",
    "caption": "figcaption",
    "note": "small",
    "reference": "p",
    "furniture": "aside",
    "front": "p",
    "back": "p",
    "paragraph": "p",
}


def body_of(paper: Paper, marks: Iterable[Mark], *, cell_kinds: dict[str, str]) -> Markup:
    """The whole text as HTML. `cell_kinds`: the worst severity found for a cell, by the cell's id."""
    placed = Marks(marks)
    tables = list(paper.tables)
    parts: list[Markup] = []
    shown: set[str] = set()
    for block in paper.document.blocks or (_whole(paper),):
        table = next((t for t in tables if t.id not in shown and _lies_in(t, block)), None)
        if block.kind == "table" and table is not None:
            shown.add(table.id)
            parts.append(table_of(paper, table, placed, cell_kinds))
        else:
            parts.append(_element(paper, block, placed))
    return Markup("\n").join(parts)


def _whole(paper: Paper) -> Block:
    return Block(kind="paragraph", pieces=(Span(0, len(paper.text)),))


def _lies_in(table: Table, block: Block) -> bool:
    return any(piece.overlaps(block.span) for piece in table.pieces)


def _element(paper: Paper, block: Block, marks: Marks) -> Markup:
    name = ELEMENTS.get(block.kind, "p")
    if block.kind == "heading":
        name = f"h{min(6, 2 + max(1, block.level))}"
    inner = Markup(" ").join(run_of(paper.text, piece, marks) for piece in block.pieces)
    return Markup('<{0} class="{1}">{2}</{0}>').format(Markup(name), block.kind, inner)


def run_of(text: str, span: Span, marks: Marks) -> Markup:
    """One stretch of text: cut wherever a mark begins or ends, each run carrying all marks over it."""
    over = marks.within(span)
    if not over:
        return escape(span.of(text))
    cuts = {span.start, span.end}
    for mark in over:
        cuts |= {max(span.start, mark.span.start), min(span.end, mark.span.end)}
    edges = sorted(cuts)
    parts = [_run(text, Span(a, b), over) for a, b in pairwise(edges)]
    return Markup("").join(parts)


def _run(text: str, span: Span, over: list[Mark]) -> Markup:
    active = [mark for mark in over if mark.span.start <= span.start and span.end <= mark.span.end]
    inner = _inner(text, span, active)
    active = [mark for mark in active if mark.shows is None and mark.kind not in ELEMENTS_WITHIN]
    if not active:
        return inner
    anchors = Markup("").join(
        Markup('<a id="{}" class="anchor"></a>').format(mark.anchor)
        for mark in active
        if mark.anchor and mark.span.start == span.start
    )
    kinds = " ".join(dict.fromkeys(mark.kind for mark in active))
    titles = " · ".join(dict.fromkeys(mark.title for mark in active if mark.title))
    href = next((mark.href for mark in active if mark.href), None)
    if href:
        return anchors + Markup('<a href="{}" class="{}" title="{}">{}</a>').format(href, kinds, titles, inner)
    return anchors + Markup('<span class="{}" title="{}">{}</span>').format(kinds, titles, inner)


def _inner(text: str, span: Span, active: list[Mark]) -> Markup:
    """What a run shows: its text, or what stands in its place, within the elements of its marks."""
    placed = next((mark for mark in active if mark.shows is not None), None)
    if placed is not None:
        return escape(placed.shows if placed.span.start == span.start else "")
    inner = escape(span.of(text))
    for kind in dict.fromkeys(mark.kind for mark in active if mark.kind in ELEMENTS_WITHIN):
        inner = Markup("<{0}>{1}</{0}>").format(Markup(kind), inner)
    return inner


def table_of(paper: Paper, table: Table, marks: Marks, cell_kinds: dict[str, str]) -> Markup:
    """A table as a table; cells in which something was found carry its severity."""
    rows: dict[int, list[Markup]] = defaultdict(list)
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col)):
        name = "th" if cell.role in ("head", "stub", "section") else "td"
        kind = f"{cell.role} {cell_kinds.get(cell.id, '')}".strip()
        inner = run_of(paper.text, cell.span, marks) if cell.span else Markup("")
        spans = Markup(' rowspan="{}"').format(cell.row_span) if cell.row_span > 1 else Markup("")
        spans += Markup(' colspan="{}"').format(cell.col_span) if cell.col_span > 1 else Markup("")
        rows[cell.row].append(Markup('<{0} class="{1}"{2}>{3}</{0}>').format(Markup(name), kind, spans, inner))
    body = Markup("").join(Markup("<tr>{}</tr>").format(Markup("").join(rows[row])) for row in sorted(rows))
    faults = f" ({', '.join(table.faults)})" if table.faults else ""
    label = escape((table.label or "Table") + faults)
    return Markup('<div class="table" tabindex="0" role="region" aria-label="{}"><table>{}</table></div>').format(
        label, body
    )
