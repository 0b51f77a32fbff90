"""Figures and tables of a paper: their numbers, captions and panels, and where the text points at them.

Pointers are read first ("(Fig. 2A)", "Tables 1 and 3", "Figure 3, panels B–D"), then figures and tables with their
captions and panels; then pointers at none of them are found, and the words that tell captions apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from extract.audit.passages import Passage, per_paper, sentences_of, spans_of
from extract.audit.relations.engine import Case, broken, unjudged
from extract.audit.support.words import stems
from extract.model import Paper, Pieces, Span, quote
from extract.text import lazy_re as re

Kind = Literal["figure", "table"]

_NUMBER = r"(?:\d{1,2}(?!\d|[.·]\d)|(?:X{0,2}(?:IX|IV|V?I{1,3}|V|X))(?![A-Za-z]))"
_LETTER = r"[A-La-l](?![A-Za-z\d’'])"
_MORE = (
    rf"(?:\s?[-–—]\s?{_LETTER}"
    rf"|(?:,\s?(?:and\s)?|\s(?:and|to|or)\s|\s?&\s?){_LETTER}(?=[\s)\],;.:–—-]|$)(?!\s[a-z]{{2}}))"
)
_PANELS = (
    rf"(?:\s?[(\[]\s?{_LETTER}{_MORE}{{0,5}}\s?[)\]]"
    rf"|{_LETTER}{_MORE}{{0,5}}"
    rf"|\s{_LETTER}(?=\s?[-–—)\];,])(?!\s[-–—]){_MORE}{{0,5}})"
)
_ITEM = rf"{_NUMBER}(?:{_PANELS})?"
_JOIN = r"(?:\s?,\s?(?:and\s)?|\s(?:and|to|or)\s|\s?&\s?|\s?[-–—]\s?)"
POINTER = re.compile(
    rf"(?<![A-Za-z\d])(?:(?P<figure>Fig(?:s|ures?)?|FIG(?:S|URES?)?)|(?P<table>Tab(?:s|les?)?|TABLES?))(?:\.\s?|\s|(?=\d))"
    rf"(?P<items>{_ITEM}(?:{_JOIN}{_ITEM}){{0,6}})(?!\s?%)",
)
_LOWER = re.compile(r"(?<![A-Za-z\d])(?:figs?|figures?|tables?)(?=\.?\s?\d)")
_PART = re.compile(rf"(?P<number>{_NUMBER})(?P<panels>{_PANELS})?(?P<joined>{_JOIN})?")
_SINGLE_LETTER = re.compile(r"(?<![A-Za-z])[A-La-l](?![A-Za-z])")
_ELSEWHERE_BEFORE = re.compile(
    r"(?:suppl|supporting|appendi|additional|online|extended|web|protocol|file\s?\d|their|original|previous|thesis|report|manual)"
    r"[^.;()]{0,30}$|(?<![A-Za-z])[eS]-?\s?$|[(\[;]\s?\[\d[\d\s,–-]{0,12}\]\s?[:,]\s?$",
    re.IGNORECASE,
)
_ELSEWHERE_AFTER = re.compile(
    r"^[)\]]?,?\s?(?:of|in|from|by)\s(?:(?:the\s)?(?:original|appendi\w+|suppl\w+|additional|online|electronic|web|same|previous|"
    r"accompanying|companion|protocol)|ref\w*|\[|[A-Z][A-Za-z'-]{1,20}(?:\set\sal|\sand\s[A-Z]|\s?[(\[])|their|these\sauthors)"
    r"|^[^.;]{0,30}\b(?:suppl\w+|appendi\w+|online|additional\sfiles?|electronic|data\ssupplement)\b"
    r"|^\s?(?:\[\d|of\s\d|[A-Z]?[Ss]upp)"
)
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Target:
    """One number that is pointed at, with the panels named (capital letters, ranges spelled out)."""

    number: int
    panels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointing and its place in the searched text."""

    kind: Kind
    targets: tuple[Target, ...]
    start: int
    end: int

    @property
    def alone(self) -> Target | None:
        """The one target with at most one panel; None where several are named."""
        return self.targets[0] if len(self.targets) == 1 and len(self.targets[0].panels) < 2 else None


def find_pointers(text: str) -> Iterator[Pointer]:
    """All pointers at the paper's own figures and tables; not those of supplements and of other works.

    >>> found = find_pointers("(Fig. 2A–C, 3b and Table IV)")
    >>> [(pointer.kind, [(t.number, "".join(t.panels)) for t in pointer.targets]) for pointer in found]
    [('figure', [(2, 'ABC'), (3, 'B')]), ('table', [(4, '')])]
    >>> list(find_pointers("Supplementary Fig. 1, Fig. 2 of Smith et al., and Figure 3 in the appendix ([26]: fig. 4)"))
    []
    """
    shaped = _LOWER.sub(lambda match: match[0].capitalize(), text)
    for match in POINTER.finditer(shaped):
        before, after = shaped[max(0, match.start() - 50) : match.start()], shaped[match.end() : match.end() + 60]
        if _ELSEWHERE_BEFORE.search(before) or _ELSEWHERE_AFTER.search(after):
            continue
        targets = tuple(_targets(match["items"]))
        if targets:
            yield Pointer("figure" if match["figure"] else "table", targets, *match.span())


def number_of(printed: str) -> int:
    """A printed number, Roman or not.

    >>> number_of("IV"), number_of("12")
    (4, 12)
    """
    if printed.isdigit():
        return int(printed)
    values = [_ROMAN[letter] for letter in printed]
    return sum(-v if any(v < later for later in values[i + 1 :]) else v for i, v in enumerate(values))


def spread(panels: str) -> tuple[str, ...]:
    """The letters of "A–C, e" in capitals, ranges spelled out."""
    found: list[str] = []
    ends = list(_SINGLE_LETTER.finditer(panels))
    for at, letter in enumerate(ends):
        this = letter[0].upper()
        if at and re.fullmatch(r"[\s.)(]{0,3}(?:[-–—]|to)[\s.)(]{0,3}", panels[ends[at - 1].end() : letter.start()]):
            found += [chr(code) for code in range(ord(found[-1]) + 1, ord(this))]
        found.append(this)
    return tuple(dict.fromkeys(found))


def _targets(items: str) -> Iterator[Target]:
    last: int | None = None
    through = False
    for match in _PART.finditer(items):
        number = number_of(match["number"])
        if through and last is not None and not match["panels"]:
            yield from (Target(between, ()) for between in range(last + 1, number))
        yield Target(number, spread(match["panels"] or ""))
        joined = (match["joined"] or "").strip()
        last, through = number, joined in ("-", "–", "—", "to")


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


@per_paper()
def floats_of(paper: Paper) -> tuple[Float, ...]:
    """The figures and tables whose captions carry a number, in text order; the first of two with one number."""
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
            return _panel_words(text, marks)
    return "", {}


def _panel_words(text: str, marks: list[tuple[Span, tuple[str, ...]]]) -> tuple[str, dict[str, str]]:
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


SHORTEST = 20
_CITED = re.compile(r"^[)\]]?\s?[\[(]\d")
_MAY_POINT = re.compile(r"\b(?:fig|tab)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pointing:
    """A sentence with its pointers; `near` is the text of the sentences beside it in the same section."""

    passage: Passage
    pointers: tuple[Pointer, ...]
    near: str


@per_paper()
def pointing_sentences(paper: Paper) -> list[Pointing]:
    """The sentences of the running text that point at something; not captions, notes, cells, lists, the abstract."""
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


def _same_section(first: Passage, second: Passage) -> bool:
    """Two different sentences of one section."""
    if first is second or first.sentence is None or second.sentence is None:
        return False
    return first.sentence.section == second.sentence.section


def judge_existence(
    paper: Paper, passage: Passage, pointers: Iterable[Pointer], floats: tuple[Float, ...]
) -> Iterator[Case[None]]:
    """Pointers at numbers beyond the last; judged only where the captions run from 1 without a gap."""
    for pointer in pointers:
        kind, numbers = pointer.kind, {found.number for found in floats if found.kind == pointer.kind}
        beyond = [target.number for target in pointer.targets if target.number not in numbers]
        pieces = passage.pieces_of(pointer.start, pointer.end)
        last = len(numbers) if numbers == set(range(1, len(numbers) + 1)) else 0
        if not beyond or not pieces:
            continue
        if not last or _linked(paper, pieces) or _CITED.match(passage.text[pointer.end : pointer.end + 4]):
            yield unjudged(pieces, f"not all captions of the {kind}s were read")
        elif _printed_apart(paper, kind, beyond[0]):
            yield unjudged(pieces, "a caption of this number may have been missed")
        else:
            printed, there = f"{kind.capitalize()} {beyond[0]}", f"{kind}s 1 to {last}"
            message = f"the text points at {printed}; the {kind}s with captions are numbered 1 to {last}"
            yield broken(pieces, message, "warning", reported=printed, expected=there)


def meets(pieces: Pieces, caption: Pieces) -> bool:
    """Whether two passages share a stretch of the text."""
    return any(piece.overlaps(other) for piece in pieces for other in caption)


def _linked(paper: Paper, pieces: Pieces) -> bool:
    """Whether the mark-up points at something from here."""
    links = (link.span for link in paper.document.links if link.kind in ("figure", "table"))
    return any(span.overlaps(piece) for span in links for piece in pieces)


def _printed_apart(paper: Paper, kind: str, number: int) -> bool:
    """Whether a line or grid opens with this number, though it was not taken for a caption."""
    opening = re.compile(rf"^\W{{0,4}}{kind[:3]}[a-z]{{0,5}}\.?\s?{number}\b", re.IGNORECASE | re.MULTILINE)
    labels = (grid.label or "" for grid in paper.document.grids)
    return any(opening.search(text) for text in chain(labels, [paper.text]))


Longer = Mapping[str, str]

_GENERAL = frozenset(
    stems(
        "table figure patient data result value show shown listed summarized summary detail group"
        " number rate percentage total mean all analysis sample following present given compared comparison treatment"
        " standard deviation error confidence interval median range sd se sem ci iqr"
        " outcome significant difference effect different change parameter variable clinical level measure"
    )
)
_WORD = re.compile(r"[\w-]+(?!\w)(?!\s?[:=<>]\s?[-−]?\d)")
_NEGATED = re.compile(r"\bnon[-‐–\s](?=[a-z])", re.IGNORECASE)
OPPOSITES = (
    ("acute", "late"),
    ("before", "after"),
    ("univariate", "multivariate"),
    ("univariable", "multivariable"),
    ("overall", "progression"),
    ("primary", "secondary"),
    ("men", "women"),
)
PAIRED = frozenset(word for pair in OPPOSITES for word in pair)
ROOT = 6
COVERED = 0.5


def topic_words(text: str, longer: Longer) -> frozenset[str]:
    """The stems of a text that tell topics apart, with the paper's abbreviations spelled out, not those of values.

    >>> sorted(topic_words("non-dividing cells", {}) & topic_words("dividing cells", {}))
    ['cell']
    """
    text = _NEGATED.sub("non", text)
    spelled = [longer[word] for word in _WORD.findall(text) if word in longer]
    return frozenset(stems(" ".join([text, *spelled]))) - _GENERAL | _pair_words(text)


def points_away(
    stated: frozenset[str], cited: frozenset[str], whole: frozenset[str], other: frozenset[str]
) -> frozenset[str]:
    """The words by which a sentence belongs to another caption than to the cited one; empty where it may be right.

    `whole` are all words of what is cited, its cells and notes too. At least two words of the sentence, or one of a
    pair of opposites, stand in the other caption and nowhere in the cited thing, whose caption shares nothing with
    the sentence that the other's does not.
    """
    shared = stated & other
    missing = shared - whole
    if len(shared) < 2 or _agree(stated, cited - other):
        return frozenset()
    opposed = missing and _opposed(missing, cited, stated)
    if opposed or (len(missing) >= 2 and len(shared) >= COVERED * len(other - PAIRED)):
        return missing
    return frozenset()


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the words of two captions that both have."""
    return len(first & second) / len(first | second) if first | second else 0.0


def _pair_words(text: str) -> frozenset[str]:
    """The words of pairs that are too common to be stems."""
    return PAIRED & set(re.findall(r"[a-z]+", text.lower()))


def _agree(stated: frozenset[str], caption: frozenset[str]) -> bool:
    """Whether a word of the sentence and one of the caption have one root."""
    roots = {word[:ROOT] for word in caption}
    return any(word[:ROOT] in roots for word in stated)


def _opposed(missing: frozenset[str], caption: frozenset[str], stated: frozenset[str]) -> bool:
    pairs = [*OPPOSITES, *((b, a) for a, b in OPPOSITES)]
    return any(here in missing and there in caption and there not in stated for here, there in pairs)
