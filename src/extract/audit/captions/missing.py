"""Sentences that point at figures and tables, and pointers at a number that no caption carries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from extract.audit.captions.floats import Float, complete
from extract.audit.captions.pointers import Pointer, find_pointers
from extract.audit.kept import Kept
from extract.audit.parts import spans_of
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Finding, Paper, Passed, Pieces, Skipped
from extract.text import lazy_re as re

SHORTEST = 20
_CITED = re.compile(r"^[)\]]?\s?[\[(]\d")
_MAY_POINT = re.compile(r"\b(?:fig|tab)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pointing:
    """A sentence with its pointers; `near` is the text of the sentences beside it in the same section."""

    passage: Passage
    pointers: tuple[Pointer, ...]
    near: str


def pointing_sentences(paper: Paper) -> list[Pointing]:
    """The sentences of the running text that point at something; not captions, notes, cells, lists, the abstract."""
    return _POINTING.of(paper)


def _find(paper: Paper) -> list[Pointing]:
    own = [table.span for table in paper.tables] + list(spans_of(paper, "references", "abstract", "back"))
    own += [block.span for block in paper.document.blocks if block.kind in ("caption", "note", "table")]
    passages = [
        passage
        for passage in sentences_of(paper)
        if len(passage.text) > SHORTEST and not any(span.overlaps(passage.pieces[0]) for span in own)
    ]
    found = []
    for at, passage in enumerate(passages):
        pointers = tuple(find_pointers(passage.text)) if _MAY_POINT.search(passage.text) else ()
        if pointers:
            beside = (p for p in passages[max(0, at - 1) : at + 2] if _same_section(p, passage))
            found.append(Pointing(passage, pointers, " ".join(p.text for p in beside)))
    return found


_POINTING: Kept[list[Pointing]] = Kept(_find, most=4, part=lambda paper: paper)


def _same_section(one: Passage, other: Passage) -> bool:
    """Two different sentences of one section."""
    if one is other or one.sentence is None or other.sentence is None:
        return False
    return one.sentence.section == other.sentence.section


def judge_existence(
    paper: Paper, name: str, passage: Passage, pointers: Iterable[Pointer], floats: tuple[Float, ...]
) -> Iterator[Answer]:
    """Pointers at numbers beyond the last; judged only where the captions run from 1 without a gap."""
    for pointer in pointers:
        numbers = {found.number for found in floats if found.kind == pointer.kind}
        beyond = [target.number for target in pointer.targets if target.number not in numbers]
        pieces = passage.pieces_of(pointer.start, pointer.end)
        last = complete(floats, pointer.kind)
        if not beyond or not pieces:
            continue
        if not last or _linked(paper, pieces) or _CITED.match(passage.text[pointer.end : pointer.end + 4]):
            yield Skipped(place(pieces), f"not all captions of the {pointer.kind}s were read")
        elif _printed_apart(paper, pointer.kind, beyond[0]):
            yield Skipped(place(pieces), "a caption of this number may have been missed")
        else:
            yield _beyond(paper, name, pieces, pointer.kind, beyond[0], last)


def _beyond(paper: Paper, name: str, pieces: Pieces, kind: str, number: int, last: int) -> Finding:
    printed = f"{kind.capitalize()} {number}"
    return Finding(
        check=name,
        severity="warning",
        message=f"the text points at {printed}; the {kind}s with captions are numbered 1 to {last}",
        reported=printed,
        expected=f"{kind}s 1 to {last}",
        evidence=(evidence(paper, "result", pieces),),
    )


def meets(pieces: Pieces, caption: Pieces) -> bool:
    """Whether two passages share a stretch of the text."""
    return any(piece.overlaps(other) for piece in pieces for other in caption)


def passed(passage: Passage, pointer: Pointer) -> Passed:
    """The answer for a pointer that is sound."""
    return Passed(place(passage.pieces_of(pointer.start, pointer.end)))


def _linked(paper: Paper, pieces: Pieces) -> bool:
    """Whether the mark-up points at something from here."""
    links = (link.span for link in paper.document.links if link.kind in ("figure", "table"))
    return any(span.overlaps(piece) for span in links for piece in pieces)


def _printed_apart(paper: Paper, kind: str, number: int) -> bool:
    """Whether a line or grid opens with this number, though it was not taken for a caption."""
    opening = re.compile(rf"^\W{{0,4}}{kind[:3]}[a-z]{{0,5}}\.?\s?{number}\b", re.IGNORECASE | re.MULTILINE)
    labels = (grid.label or "" for grid in paper.document.grids)
    return any(opening.search(text) for text in chain(labels, [paper.text]))
