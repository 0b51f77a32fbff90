"""Where in a document citation markers may stand."""

from collections.abc import Iterator

from extract.annotate.citations.candidate import Place, Zone
from extract.model import Block, Document, Section, Span

CLOSED = frozenset(("title", "front", "furniture", "reference"))
"""Blocks without markers: superscripts there point at affiliations, numbers are the entries' own labels."""

FLOATS: dict[str, Place] = {"table": "float", "caption": "float", "note": "note"}
LONG_PARAGRAPH = 250


def find_zones(document: Document, sections: tuple[Section, ...]) -> tuple[Zone, ...]:
    """The stretches of running text, floats and notes, in text order, without the list of references."""
    closed = [section.span for section in sections if section.role == "references"]
    first = _first_of_text(document, sections)
    return tuple(
        zone
        for block in document.blocks
        if block.kind not in CLOSED and block.span.start >= first
        for zone in _of_block(block)
        if not any(span.contains(zone.span) for span in closed) or block.kind in FLOATS
    )


def _of_block(block: Block) -> Iterator[Zone]:
    for piece in block.pieces:
        yield Zone(piece, FLOATS.get(block.kind, "text"))


def _first_of_text(document: Document, sections: tuple[Section, ...]) -> int:
    """Plain text has authors and affiliations as paragraphs: text begins with a section or a paragraph of sentences."""
    starts = [section.span.start for section in sections if section.role not in ("title", "other")]
    if starts:
        return min(starts)
    return next((block.span.start for block in document.blocks if _is_prose(document.text, block)), 0)


def _is_prose(text: str, block: Block) -> bool:
    passage = block.span.of(text).rstrip()
    return len(passage) >= LONG_PARAGRAPH and passage.endswith((".", "?", "!", "]", ")")) and ". " in passage


def around(text: str, span: Span, width: int) -> tuple[str, str]:
    """What stands before and after a span."""
    return text[max(0, span.start - width) : span.start], text[span.end : span.end + width]
