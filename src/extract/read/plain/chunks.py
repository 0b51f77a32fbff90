"""Text → chunks: stretches between blank lines, and what each line of them is by its own looks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from extract.model import Span
from extract.read.captions import figure_label, table_label
from extract.text import lazy_re as re

LINE = re.compile(r"[^\r\n\f]+")

BULLET = re.compile(r"\s{0,12}(?:[•▪●◦‣■□–*+-]\s{1,4}|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s{1,4})(?=\S)")
"""The mark of a list item: matches '• Age over 18' and '(2) Had', not '-0.5 and' nor '2019)'."""

ENTRY = re.compile(r"\s{0,8}(?:[-•*]\s{1,3})?(?:\[\d{1,3}\]|\d{1,3}[.)])\s{0,4}\S")
"""The number of an entry in a list: matches '- [12] Lee' and '12. Lee', not '2012 Lee'."""

TABBED_ITEM = re.compile(r"[ ]{0,8}(?:\[?\d{1,3}[\].)]{0,2}|[•▪●◦‣■–*-])\t[^\t]{30,}$")
"""An item whose mark a tab parts from its text: matches '12.\tLee A, Kim B. Radiotherapy for ...', not 'Age\t61'."""

PAGE_NUMBER = re.compile(
    r"\s{0,20}(?:[-–—]\s{0,3})?(?:[Pp](?:age|\.)\s{0,3})?\d{1,4}(?:\s{1,3}of\s{1,3}\d{1,4})?(?:\s{0,3}[-–—])?\s{0,20}$"
)
"""A line that is nothing but a page number: matches '- 12 -' and 'Page 3 of 9', not '12.5'."""

RUNNING = re.compile(
    r"""(?:https?://|www\.|doi[:\s.]|©|\(c\)\ 20|\bdownloaded\ from\b|\bvol(?:ume|\.)\ \d|\bissn\b|\bet\ al\b
    |\bjournal\b|\ball\ rights\ reserved\b|\bfor\ peer\ review\b|\bpreprint\b|\bpage\ \d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words of running heads and feet: matches 'Downloaded from', not 'Statistical analysis'."""

TERMINAL = re.compile(
    r"[.!?。:;][\"'”’»)\]*_]{0,3}(?:\s?[\[(^$<{\d⁰¹²³⁴-⁹][\d\s,;–\-\[\]()^{}$⁰¹²³⁴-⁹/supSUP<>]{0,60})?$"
)
"""A finished end, marker included: matches 'fell.' and 'fell.^{2,3}' and 'fell. [4]', not 'treated with'."""

Kind = Literal["paragraph", "list_item", "table", "table_caption", "figure_caption", "page_number", "pipe_table"]


@dataclass(slots=True)
class Chunk:
    """A stretch of one kind between blank lines; `lines` without white space at their ends (tabs of tables stay)."""

    kind: Kind
    lines: list[Span] = field(default_factory=list)
    blank_before: bool = False

    @property
    def span(self) -> Span:
        return Span(self.lines[0].start, self.lines[-1].end)


def find_chunks(text: str) -> Iterator[Chunk]:
    """The chunks of a text in order. A change of kind parts them too; lines of a wrapped paragraph stay together."""
    for lines in _stretches(text):
        yield from _split(text, lines)


def is_finished(text: str, end: int) -> bool:
    """Whether a paragraph that ends at `end` may be complete.

    >>> is_finished("The risk fell.^{2,3}", 20), is_finished("The risk in patients with", 25)
    (True, False)
    """
    tail = text[max(0, end - 90) : end]
    return any(TERMINAL.match(tail, at) for at, character in enumerate(tail) if character in ".!?。:;")


def _stretches(text: str) -> Iterator[list[Span]]:
    """Lines that follow each other without a blank line or a form feed."""
    lines: list[Span] = []
    before = 0
    for match in LINE.finditer(text):
        gap = text[before : match.start()]
        parted = "\f" in gap or gap.count("\n") > 1 or gap.count("\r") > 1
        if parted and lines:
            yield lines
            lines = []
        before = match.end()
        if span := _trimmed(text, match.start(), match.end()):
            lines.append(span)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _trimmed(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    if not line.strip():
        return None
    characters = " \xa0" if "\t" in line else None
    return Span(start + len(line) - len(line.lstrip(characters)), end - len(line) + len(line.rstrip(characters)))


def _split(text: str, lines: list[Span]) -> Iterator[Chunk]:
    """Part the lines between two blank lines by kind, and join those of one wrapped paragraph."""
    width = max(len(line) for line in lines)
    chunk: Chunk | None = None
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        kind = _kind(text, line)
        if chunk and chunk.kind == "table" and after and _is_lone_cell(text, line, after):
            kind = "table"
        if kind in ("table_caption", "figure_caption") and chunk and _breaks_off(text, chunk):
            kind = "paragraph"
        if chunk and (_same_table(chunk.kind, kind) or _continues(text, chunk, line, kind, width)):
            chunk.lines.append(line)
            continue
        if chunk:
            yield chunk
        chunk = Chunk(kind, [line], blank_before=chunk is None)
    if chunk:
        yield chunk


def _is_lone_cell(text: str, line: Span, after: Span) -> bool:
    """A short line without tabs between two with tabs: a row whose empty cells the converter cut off."""
    return len(line) < 120 and "\t" in text[after.start : after.end] and not table_label(line.of(text))


def _breaks_off(text: str, chunk: Chunk) -> bool:
    """Whether a wrapped paragraph goes on: "… are shown in" before "Table 1. The …" makes no caption of it."""
    return chunk.kind == "paragraph" and len(chunk.lines[-1]) >= 40 and not is_finished(text, chunk.lines[-1].end)


def _same_table(before: Kind, kind: Kind) -> bool:
    return before == kind and kind in ("table", "pipe_table")


def _kind(text: str, line: Span) -> Kind:
    if "\t" in text[line.start : line.end] and not TABBED_ITEM.match(text, line.start, line.end):
        return "table"
    start = text[line.start : line.start + 200]
    if start[0] == "|" and text[line.end - 1] == "|" and len(line) > 2:
        return "pipe_table"
    if PAGE_NUMBER.match(text[line.start : line.end]) and len(line) < 30:
        return "page_number"
    if table_label(start):
        return "table_caption"
    if figure_label(start):
        return "figure_caption"
    return "list_item" if BULLET.match(start) and not ENTRY.match(start) else "paragraph"


def _continues(text: str, chunk: Chunk, line: Span, kind: Kind, width: int) -> bool:
    """Whether a line goes on with the paragraph, item or caption of the lines before it."""
    if kind != "paragraph" or chunk.kind in ("table", "pipe_table", "page_number"):
        return False
    last = chunk.lines[-1]
    if ENTRY.match(text[line.start : line.start + 16]) or text[line.start] == "#" or text[last.start] == "#":
        return False
    if chunk.kind in ("table_caption", "figure_caption"):
        return len(chunk.lines) == 1 or len(last) * 4 > width * 3
    if text[line.start].islower() and not is_finished(text, last.end):
        return True
    return len(last) >= 40 and len(last) * 4 > width * 3
