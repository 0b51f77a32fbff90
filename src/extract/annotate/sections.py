"""The sections of a paper: given by the mark-up where there is one, else read off the headings of plain text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from extract.model import Block, Document, Section, SectionRole, Span
from extract.text import lazy_re as re
from extract.text.headings import ABSTRACT_LABEL, LONGEST_ABSTRACT, MAIN_ORDER, Heading, parse_heading

KNOWN: dict[str, SectionRole] = {role: role for role in get_args(SectionRole)}
MARKED_UP = frozenset({"jats", "html", "docx", "latex"})
"""Formats whose headings are marked as such."""

OPENING = 60
"""Characters within which a structured abstract shows its first part."""

KEYWORDS = re.compile(r"\W{0,4}(?:key ?words?|index terms|mesh terms)\b", re.IGNORECASE)
ABSTRACT_START = re.compile(r"\W{0,4}(?:abstract|summary)\W{0,4}[:.—-]\W{0,4}\s", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CHARACTERS_PER_ENTRY = 600
MARKED = ("paragraph", "list_item", "front", "heading", "title")
"""Kinds of blocks that begin or end an abstract which the reader has told: floats and running heads do neither."""

PROSE = 400
"""Characters of a paragraph that stands ahead of all headings and is no line about the paper."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a section begins; without a role it only ends the one before."""

    start: int
    level: int
    role: SectionRole | None
    heading: str | None
    rule: str
    language: str | None = None


def find_sections(document: Document) -> tuple[Section, ...]:
    """Sections in text order, nested: each names its parent; subsections inherit a role that they do not state.

    Parts of an abstract keep the role `abstract`: their heading says which part they are.
    """
    openings = _given(document) if document.source.format in MARKED_UP else _read_off(document)
    return tuple(_close(document, _one_list(document, list(openings))))


def _given(document: Document) -> Iterator[Opening]:
    """Openings by the headings that the mark-up gives, and by blocks that stand for a section without one."""
    present: tuple[str | None, str | None] = (None, None)  # role and language of the section of level 1
    is_headed = False
    for block in document.blocks:
        start, language = block.span.start, block.language
        if block.kind == "heading":
            wording = " ".join(block.span.of(document.text).split())
            role = _known(block.role) or parse_heading(wording).role
            role = role or "other" if block.level <= 1 else role
            if block.level > 1 and not is_headed and present[0] not in (None, block.role):
                yield Opening(start, 1, None, None, "given")
            yield Opening(start, max(1, block.level), role, wording, "given", language)
            present, is_headed = ((role, language) if block.level <= 1 else present), True
            continue
        wanted = _implied(block)
        if wanted and (wanted, language) != present:
            yield Opening(start, 1, _known(wanted), None, "given", language)
            present, is_headed = (wanted, language), False
        elif not wanted and _leaves(block, present[0], is_headed=is_headed):
            is_text = block.kind != "front"
            yield Opening(start, 1, "other" if is_text else None, None, "given")
            present, is_headed = ("other" if is_text else None, None), False


def _leaves(block: Block, role: str | None, *, is_headed: bool) -> bool:
    """Whether a block without a role of its own stands outside the section before it: text behind an abstract."""
    if block.kind == "front":
        return role is not None and not is_headed and role != "other"
    if block.kind not in ("paragraph", "list_item"):
        return False
    return (
        role is None
        or (role in ("abstract", "title") and block.role != "abstract")
        or (not is_headed and role in ("references", "back"))
    )


def _read_off(document: Document) -> Iterator[Opening]:
    """Openings in a text whose headings are only lines among others."""
    reading = _Reading(document)
    for block in document.blocks:
        yield from reading.meet(block)


class _Reading:
    """Walks over the blocks of a plain text, keeping what the headings so far have told."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.role: SectionRole | None = None
        self.abstract_from: int | None = None
        self.rank = -1
        self.capitals = False
        self.has_headings = False
        self.has_parts = False
        self.is_marked = False

    def meet(self, block: Block) -> Iterator[Opening]:
        text = block.span.of(self.document.text)
        start = block.span.start + len(text) - len(text.lstrip())
        if self.is_marked != (block.role == "abstract") and block.kind in MARKED:
            yield from self._marked(start, block, text)
        if block.kind == "title":
            yield Opening(start, 1, "title", None, "title")
            self.role = "title"
        elif block.kind == "heading":
            yield self._heading(start, block, parse_heading(text))
        elif self.role == "title":
            yield Opening(start, 1, None, None, "after_title")
            self.role = None
        self.has_headings = self.has_headings or block.kind == "heading"
        if self.role is None and self._opens_abstract(block, text):
            yield Opening(start, 1, "abstract", None, "abstract_label")
            self.role, self.abstract_from, self.rank = "abstract", start, -1
        if self.role == "abstract" and self.abstract_from is not None:
            yield from self._abstract(start, text, block)

    def _marked(self, start: int, block: Block, text: str) -> Iterator[Opening]:
        """The abstract as the reader told it begins, or what follows it; "Abstract" as a heading opens it by itself."""
        self.is_marked = block.role == "abstract"
        is_named = block.kind == "heading" and parse_heading(text).role == "abstract"
        if self.is_marked and not is_named:
            yield Opening(start, 1, "abstract", None, "abstract_block")
            self.role, self.abstract_from, self.rank = "abstract", start, -1
        elif not self.is_marked and self.role == "abstract":
            yield Opening(start, 1, None, None, "after_abstract")
            self.role = self.abstract_from = None

    def _opens_abstract(self, block: Block, text: str) -> bool:
        """Its label, or the first prose ahead of all headings."""
        if block.kind not in ("paragraph", "front"):
            return False
        is_first_prose = block.kind == "paragraph" and len(text) >= PROSE and not self.has_headings
        return bool(ABSTRACT_START.match(text)) or (is_first_prose and self.document.source.format == "text")

    def _abstract(self, start: int, text: str, block: Block) -> Iterator[Opening]:
        """Labels within the abstract's paragraphs, and its end."""
        if KEYWORDS.match(text) or start - (self.abstract_from or 0) > LONGEST_ABSTRACT:
            yield Opening(start, 1, None, None, "after_abstract")
            self.role = self.abstract_from = None
        elif block.kind == "paragraph":
            for label in ABSTRACT_LABEL.finditer(text.lstrip()):
                self.has_parts = True
                self.rank = max(self.rank, MAIN_ORDER.get(parse_heading(label["label"]).role, -1))
                yield Opening(start + label.start(), 2, "abstract", label["label"], "abstract_label")

    def _heading(self, start: int, block: Block, heading: Heading) -> Opening:
        rank = MAIN_ORDER.get(heading.role, -1)
        if self.role == "abstract" and self._within_abstract(heading, rank, start):
            self.rank, self.has_parts = max(self.rank, rank), True
            return Opening(start, 2, "abstract", heading.wording, "abstract_heading")
        level = heading.depth or (1 if heading.role and self._is_main(heading) else 0) or self._level(block, heading)
        if level == 1:
            self.capitals = self.capitals or (heading.role is not None and heading.wording.isupper())
            self.role = heading.role or "other"
            self.abstract_from = start if heading.role == "abstract" else None
            self.rank = -1 if heading.role == "abstract" else rank
            self.has_parts = False
            return Opening(start, 1, self.role, heading.wording, "heading")
        return Opening(start, level, heading.role if self.role in (None, "other") else None, heading.wording, "heading")

    def _within_abstract(self, heading: Heading, rank: int, start: int) -> bool:
        if self.is_marked:
            return heading.role != "abstract"
        if heading.depth or self.abstract_from is None or rank < 0:
            return False
        if not self.has_parts and start - self.abstract_from > OPENING:
            return False
        return rank >= self.rank and not (rank == self.rank == 0) and start - self.abstract_from < LONGEST_ABSTRACT

    def _is_main(self, heading: Heading) -> bool:
        """Words such as "Patients" or "Limitations" head main sections only where no main section holds them."""
        if heading.role in ("references", "back", "abstract"):
            return True
        return heading.is_main and not (heading.role == "methods" and self.role == "methods")

    def _level(self, block: Block, heading: Heading) -> int:
        if block.kind == "heading" and block.level > 1:
            return block.level
        if self.capitals and heading.wording.isupper():
            return 1
        return 2 if self.role in MAIN_ORDER or self.role in ("back", "other") else 1


def _one_list(document: Document, openings: list[Opening]) -> list[Opening]:
    """A heading "Reference" in mid-text ("reference group") opens no list where a later one does."""
    lists = [place for place, opening in enumerate(openings) if opening.role == "references" and opening.heading]
    for place in lists[:-1]:
        end = openings[place + 1].start if place + 1 < len(openings) else len(document.text)
        stretch = document.text[openings[place].start : end]
        if len(YEAR.findall(stretch)) * CHARACTERS_PER_ENTRY < len(stretch):
            openings[place] = replace(openings[place], role=None, level=2)
    return openings


def _close(document: Document, openings: list[Opening]) -> Iterator[Section]:
    """Gives each opening its end, its parent and the role that it inherits."""
    last = max((block.span.end for block in document.blocks), default=len(document.text))
    path: list[tuple[int, str, SectionRole]] = []
    number = 0
    for index, opening in enumerate(openings):
        while path and path[-1][0] >= opening.level:
            path.pop()
        if opening.role is None and opening.heading is None:
            continue
        number += 1
        inherited = path[-1][2] if path else "other"
        role = "abstract" if inherited == "abstract" else opening.role or inherited
        end = next((later.start for later in openings[index + 1 :] if later.level <= opening.level), last)
        name = f"sec{number}"
        yield Section(
            id=name,
            pieces=(Span(opening.start, max(end, opening.start)),),
            rule=opening.rule,
            role=role,
            heading=opening.heading,
            level=opening.level,
            parent=path[-1][1] if path else None,
            language=opening.language,
        )
        path.append((opening.level, name, role))


def _known(role: str | None) -> SectionRole | None:
    return KNOWN.get(role or "")


def _implied(block: Block) -> str | None:
    """The role of the section that a block without a heading of its own stands for."""
    if block.kind == "title":
        return "title"
    if block.kind == "reference":
        return "references"
    if block.kind == "back":
        return "back"
    return "abstract" if block.role == "abstract" else None
