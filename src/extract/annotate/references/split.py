"""A reference list in its entries, each with the pieces of text that belong to it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from extract.annotate.references.cleaning import label_of
from extract.annotate.references.lines import Line
from extract.annotate.references.numbering import Numbered, chain_within, fill_gaps, find_chain
from extract.annotate.references.shape import STOPS, continues, heads_entry, is_finished, reads_as_entry
from extract.model import Pieces, Span

FEWEST_NUMBERED = 3
LONGEST_ENTRY = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One entry: where it stands, its printed number, and the rule that parted it from the others."""

    pieces: Pieces
    label: str | None
    rule: str


def split_entries(text: str, lines: Sequence[Line]) -> tuple[ListEntry, ...]:
    """The entries of a list: by its numbers where it has them, else by how entries begin."""
    if not lines:
        return ()
    chain = find_chain(text, lines)
    within = _within(text, lines) if len(chain) <= FEWEST_NUMBERED else []
    if len(within) > max(FEWEST_NUMBERED, 2 * len(chain)):
        return _numbered(text, lines, within)
    heads = sum(line.opens and heads_entry(line.of(text)) for line in lines)
    blocks = sum(line.opens for line in lines)
    enough = max(1, min(FEWEST_NUMBERED, blocks), 0.4 * min(heads, blocks))
    if len(chain) >= enough and chain[0].number <= 5:
        return _numbered(text, lines, fill_gaps(text, chain, lines[-1].end))
    return _unnumbered(text, lines)


def _within(text: str, lines: Sequence[Line]) -> list[Numbered]:
    """The numbers of a list that is printed as one paragraph, in its longest line or over all of them."""
    return chain_within(text, lines[0].start, lines[-1].end)


def _numbered(text: str, lines: Sequence[Line], chain: Sequence[Numbered]) -> tuple[ListEntry, ...]:
    entries: list[ListEntry] = []
    for index, head in enumerate(chain):
        stop = chain[index + 1].start if index + 1 < len(chain) else lines[-1].end
        pieces = _pieces_of(text, lines, head, stop)
        if pieces:
            entries.append(ListEntry(pieces=pieces, label=str(head.number), rule="numbered_list"))
    return tuple(entries)


def _pieces_of(text: str, lines: Sequence[Line], head: Numbered, stop: int) -> Pieces:
    """The lines from an entry's number to the next one, as far as they go on with it."""
    pieces: list[Span] = []
    first = bisect_right(lines, head.start, key=lambda line: line.end)
    for line in takewhile(lambda line: line.start < stop, islice(lines, first, None)):
        start, end = max(line.start, head.start), min(line.end, stop)
        end = start + len(text[start:end].rstrip(" \t\n-–•*" if end == stop else None))
        if pieces and line.opens and not _goes_on(text, pieces, line):
            break
        if pieces and STOPS.match(line.of(text)) and is_finished(_said(text, pieces)):
            break
        _append(text, pieces, Span(start, end))
    return tuple(pieces)


def _goes_on(text: str, pieces: Sequence[Span], line: Line) -> bool:
    """Whether a new block behind an unfinished or open-ended entry belongs to it."""
    words = line.of(text)
    if STOPS.match(words):
        return False
    stated = _said(text, pieces)
    if len(stated) > LONGEST_ENTRY:
        return False
    return not is_finished(stated) or continues(words)


def _append(text: str, pieces: list[Span], span: Span) -> None:
    """Adds a line; lines that only a line end parts are one piece."""
    if (
        pieces
        and not text[pieces[-1].end : span.start].strip(" \t\n\r")
        and "\n\n" not in text[pieces[-1].end : span.start]
    ):
        pieces[-1] = Span(pieces[-1].start, span.end)
    elif span.end > span.start:
        pieces.append(span)


def _said(text: str, pieces: Sequence[Span]) -> str:
    return " ".join(piece.of(text) for piece in pieces)


def _unnumbered(text: str, lines: Sequence[Line]) -> tuple[ListEntry, ...]:
    groups: list[list[Span]] = []
    labels: list[str | None] = []
    is_open = False
    for index, line in enumerate(lines):
        words = line.of(text)
        if _begins(text, lines, index, groups[-1] if groups and is_open else None):
            groups.append([Span(line.start, line.end)])
            labels.append(line.label if line.words > line.start else None)
            is_open = True
        elif is_open and not STOPS.match(words) and _belongs(text, groups[-1], line):
            _append(text, groups[-1], Span(line.start, line.end))
        elif line.opens:
            is_open = False
    return tuple(
        ListEntry(pieces=tuple(group), label=None, rule="unnumbered_list")
        for group in groups
        if reads_as_entry(_said(text, group)) or heads_entry(_said(text, group)[label_of(_said(text, group))[1] :])
    )


def _belongs(text: str, group: Sequence[Span], line: Line) -> bool:
    """Whether a line that begins no entry belongs to the open one."""
    if line.end - group[0].start > LONGEST_ENTRY:
        return False
    return not line.opens or _goes_on(text, group, line)


def _begins(text: str, lines: Sequence[Line], index: int, group: Sequence[Span] | None) -> bool:
    """Whether an entry begins with this line, given the pieces of the one before, if that is still open."""
    line = lines[index]
    words = line.of(text)
    heads = heads_entry(words)
    if STOPS.match(words) or (not heads and continues(words) and group is not None and not line.given):
        return False
    if group is None:
        return heads or (line.opens and reads_as_entry(words))
    stated = _said(text, group)
    if line.opens or line.bullet:
        return heads or line.given or (is_finished(stated) and reads_as_entry(words))
    return is_finished(stated) and (heads or reads_as_entry(words))
