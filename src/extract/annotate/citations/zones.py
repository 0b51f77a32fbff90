"""Where in a document citation markers may stand."""

import re
from collections.abc import Iterator
from itertools import islice

from extract.annotate.citations.candidate import Place, Zone
from extract.model import Block, Document, Section, Span

CLOSED = frozenset(("title", "front", "furniture", "reference"))
"""Blocks without markers: superscripts there point at affiliations, numbers are the entries' own labels."""

FLOATS: dict[str, Place] = {"table": "float", "caption": "float", "note": "note"}
LONG_PARAGRAPH = 250
WORD = re.compile(r"[^\W\d_]+")
SMALL_WORDS = 0.6
"""The share of words in small letters above which a paragraph is prose; authors and addresses stay under 0.5."""


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
    """Text begins with a section that is known, or with the first paragraph of sentences, whichever comes first.

    What stands before are authors and affiliations: numbers there point at addresses. A heading that nobody knows, or
    none, stands over many an introduction: sections alone would leave out all that it cites.
    """
    starts = [section.span.start for section in sections if section.role not in ("title", "other")]
    prose = (block.span.start for block in document.blocks if _is_prose(document.text, block))
    return min([*starts[:1], *islice(prose, 1)], default=0)


def _is_prose(text: str, block: Block) -> bool:
    """Whether a block is a paragraph of sentences: most of its words in small letters, as no list of addresses is."""
    if block.kind not in ("paragraph", "list_item"):
        return False
    passage = block.span.of(text).rstrip()
    if len(passage) < LONG_PARAGRAPH or ". " not in passage or not passage.endswith((".", "?", "!", "]", ")")):
        return False
    words = WORD.findall(passage)
    return sum(map(str.islower, words)) > SMALL_WORDS * len(words)


def around(text: str, span: Span, width: int) -> tuple[str, str]:
    """What stands before and after a span."""
    return text[max(0, span.start - width) : span.start], text[span.end : span.end + width]
