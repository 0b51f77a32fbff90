"""The lines among which the entries of a reference list are looked for, and where such a list stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.annotate.references.cleaning import label_of
from extract.model import Block, Document, Section, Span

LIST_HEADING = re.compile(
    r"^[ \t]{0,40}(?:#{1,6}[ \t]{0,8})?(?:\*\*|__)?(?:\d{1,2}[.)]?[ \t]{1,8})?"
    r"(?:(?:the|cited|list[ \t]of|selected)[ \t])?"
    r"(?:references?|bibliography|literatur|(?:literature|works)(?=[ \t]cited))"
    r"(?:[ \t](?:cited|list|and[ \t]notes|and[ \t]further[ \t]reading))?"
    r"(?:\*\*|__)?[ \t]{0,20}[:.]?(?:\*\*|__)?[ \t]{0,20}$",
    re.I | re.M,
)
LISTED_KINDS = frozenset({"paragraph", "list_item", "reference", "back", "note", "front"})
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]*)*")
BULLET = re.compile(r"[-–•·*▪]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line of the list; `opens` where a block begins with it; `start` lies behind a bullet.

    `label` is the number at its head, and `words` where what follows the number begins.
    """

    start: int
    end: int
    opens: bool
    bullet: bool
    given: bool
    label: str | None
    words: int

    def of(self, text: str) -> str:
        return text[self.words : self.end]


def listed_lines(document: Document, sections: tuple[Section, ...]) -> tuple[Line, ...]:
    """The lines of the reference list; none where the paper has no part that could be one."""
    text = document.text
    blocks = document.blocks or _paragraphs(text)
    given = [block for block in blocks if block.kind == "reference"]
    if given:
        return tuple(line for block in given for line in _lines(text, block))
    regions = _sections_of_references(sections) or _under_heading(text) or _last_part(text)
    return tuple(
        line
        for region in regions
        for block in blocks
        if block.kind in LISTED_KINDS and region.start < block.span.end and block.span.start < region.end
        for line in _lines(text, block)
        if region.start <= line.start < region.end
    )


def _sections_of_references(sections: tuple[Section, ...]) -> list[Span]:
    regions: list[Span] = []
    for section in sections:
        span = section.pieces[0]
        if section.role == "references" and not any(region.contains(span) for region in regions):
            regions.append(span)
    return regions


def _under_heading(text: str) -> list[Span]:
    """From the last line that is a heading of references to the end or to the next part."""
    headings = list(LIST_HEADING.finditer(text))
    if not headings:
        return []
    start = headings[-1].end()
    return [Span(start, len(text))]


def _last_part(text: str) -> list[Span]:
    """A list without a heading can only be the end of the text."""
    return [Span(len(text) // 3, len(text))] if len(text) > 1500 else [Span(0, len(text))]


def _paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(Block(kind="paragraph", pieces=(Span(*match.span()),)) for match in PARAGRAPH.finditer(text))


def _lines(text: str, block: Block) -> Iterator[Line]:
    opens = True
    for piece in block.pieces:
        at = piece.start
        for printed in piece.of(text).split("\n") if block.kind != "reference" else [piece.of(text)]:
            start, end = at + len(printed) - len(printed.lstrip()), at + len(printed.rstrip())
            at += len(printed) + 1
            if start >= end or LIST_HEADING.fullmatch(text, start, end):
                continue
            bullet = BULLET.match(text, start, end)
            label, behind = label_of(text[start : min(end, start + 80)])
            yield Line(
                start=bullet.end() if bullet else start,
                end=end,
                opens=opens,
                bullet=bullet is not None,
                given=block.kind == "reference",
                label=label,
                words=start + behind,
            )
            opens = False
