"""The figures and tables of a paper with their captions, and the panels that a caption tells apart."""

from dataclasses import dataclass

from extract.audit.captions.pointers import Kind, number_of, spread
from extract.audit.kept import Kept
from extract.model import Paper, Pieces, Span, quote
from extract.text import lazy_re as re

_LABEL = re.compile(
    r"^\W{0,4}(?:(?P<figure>[Ff]ig(?:ure)?|FIG(?:URE)?)|(?P<table>[Tt]ab(?:le)?|TAB(?:LE)?))\.?\s?"
    r"(?P<number>\d{1,2}|[IVX]{1,5})(?![\dA-Za-z])[^\w(]{0,4}"
)
_MARK = r"[A-La-l](?:\s?(?:[-–—]|to)\s?[A-La-l]|\s?(?:,|and|&)\s?(?:and\s)?[A-La-l]){0,6}"
IN_BRACKETS = re.compile(rf"\(\s?(?P<letters>{_MARK})\s?\)")
HALF_BRACKET = re.compile(rf"(?:(?<=[\s;,.])|^)(?P<letters>{_MARK})\s?\)")
STARRED = re.compile(rf"\*\*\s?(?P<letters>{_MARK})\s?[.:,)]?\s?\*\*")
PUNCTUATED = re.compile(rf"(?:(?<=[.;]\s)|^|(?<=:\s))(?:and\s)?(?P<letters>{_MARK})\s?[.:,]\s")
_AFTER = re.compile(r"^\s?(?:[.;,)]|and\b|&|$)")
_JOINS = re.compile(r"^[\s.,;:*)–-]{0,4}(?:and\s)?|[\s.,;:*(–-]{0,4}(?:and)?[\s(*]{0,3}$")
_ENDS = re.compile(r"(?<=[A-Za-z0-9)%\]])\.\s(?=[A-Z][a-z]|\*|†)|\b[Aa]bbreviat")
_NOTE = re.compile(r"^(?:[A-La-l]\b|\*|†|[Dd]ata\b|[Vv]alues\b|[Ee]rror\b|[Bb]ars\b|[Nn]ote|P\b|n\s?=)")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Float:
    """A figure or table. `panels` maps each letter to its words; empty where the caption tells none apart.

    `head` is what the caption says of all panels; `marks` every single letter that stands in the caption alone.
    """

    kind: Kind
    number: int
    caption: Pieces
    text: str
    head: str
    panels: dict[str, str]
    marks: frozenset[str]

    @property
    def label(self) -> str:
        return f"{self.kind.capitalize()} {self.number}"


def floats_of(paper: Paper) -> tuple[Float, ...]:
    """The figures and tables whose captions carry a number, in text order; the first of two with one number."""
    return _FLOATS.of(paper)


def complete(floats: tuple[Float, ...], kind: Kind) -> int:
    """N where the numbers of this kind are 1 to N without a gap; 0 where they are not, or there are none."""
    numbers = {found.number for found in floats if found.kind == kind}
    return len(numbers) if numbers == set(range(1, len(numbers) + 1)) else 0


def _find(paper: Paper) -> tuple[Float, ...]:
    found: dict[tuple[Kind, int], Float] = {}
    joined: list[tuple[str | None, Pieces]] = []
    for block in paper.document.blocks:
        if block.kind != "caption":
            continue
        if joined and block.target is not None and joined[-1][0] == block.target:
            joined[-1] = (block.target, joined[-1][1] + block.pieces)
        else:
            joined.append((block.target, block.pieces))
    joined += [(table.target, table.caption) for table in paper.tables if table.caption]
    for _, pieces in joined:
        text = quote(paper.text, pieces)
        label = _LABEL.match(text)
        if label is not None:
            kind: Kind = "figure" if label["figure"] else "table"
            made = _float(kind, number_of(label["number"]), pieces, text, label.end())
            held = found.get((kind, made.number))
            if held is None or len(held.text) < len(made.text):
                found[kind, made.number] = made
    return tuple(found.values())


def _float(kind: Kind, number: int, pieces: Pieces, text: str, start: int) -> Float:
    head, panels = _panels(text[start:]) if kind == "figure" else ("", {})
    marks = frozenset(letter.upper() for letter in re.findall(r"(?<![A-Za-z])[A-La-l](?![A-Za-z])", text[start:]))
    marks |= {letter for found in IN_BRACKETS.finditer(text) for letter in spread(found["letters"])}
    marks |= {letter.upper() for letter in re.findall(rf"\b{number}([A-La-l])\b", text)}
    return Float(kind, number, pieces, text, head if panels else text[start:], panels, marks)


def _panels(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the first panel, and each panel's words; nothing where the letters do not run from A."""
    for pattern in (STARRED, IN_BRACKETS, HALF_BRACKET, PUNCTUATED):
        marks: list[tuple[Span, tuple[str, ...]]] = []
        reported: set[str] = set()
        for match in pattern.finditer(text):
            letters = spread(match["letters"])
            if not reported & set(letters) and all(ord(x) <= ord("A") + len(reported) + len(letters) for x in letters):
                marks.append((Span(match.start(), match.end()), letters))
                reported |= set(letters)
        if len(reported) >= _TWO and reported == {chr(ord("A") + n) for n in range(len(reported))}:
            return _told(text, marks)
    return "", {}


def _told(text: str, marks: list[tuple[Span, tuple[str, ...]]]) -> tuple[str, dict[str, str]]:
    """The words of each panel: behind its letter, or before it where all letters close what they name."""
    closing = sum(bool(_AFTER.match(text[span.end :])) for span, _ in marks)
    panels: dict[str, str] = {}
    behind = _ENDS.split(text[marks[-1][0].end :].lstrip(" .;,"))[0]
    if closing == len(marks) and len(re.findall(r"[^\W\d_]{2,}", behind)) > _TWO and not _NOTE.match(behind):
        return "", {letter: "" for _, letters in marks for letter in letters}
    if closing == len(marks) and marks[0][0].start > 0:
        at = 0
        for span, letters in marks:
            panels |= dict.fromkeys(letters, _JOINS.sub("", text[at : span.start]))
            at = span.end
        return "", panels
    if closing:
        return "", {letter: "" for _, letters in marks for letter in letters}
    ends = [span.start for span, _ in marks[1:]] + [len(text)]
    for (span, letters), end in zip(marks, ends, strict=True):
        stated = text[span.end : end]
        stop = _ENDS.search(stated) if end == len(text) else None
        panels |= dict.fromkeys(letters, _JOINS.sub("", stated[: stop.start()] if stop else stated))
    return text[: marks[0][0].start], panels


_FLOATS = Kept(_find)
