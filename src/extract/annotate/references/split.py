"""The entries of a reference list: lines put together, told apart by their numbers or their shape."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from extract.annotate.references.cleaning import label_of
from extract.model import Block, Document, Pieces, Section, Span, quote
from extract.text import lazy_re as re
from extract.text.citation_keys import UNDATED
from extract.text.headings import parse_heading
from extract.text.people import GROUP_CUE, UPPER, scan_people

LISTED_KINDS = frozenset({"paragraph", "list_item", "reference", "back", "note", "front"})
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]*)*")
BULLET = re.compile(r"[-–•·*▪]\s+")
LONGEST_HEADING = 60
"""Characters of a line that may be the heading of the list."""


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
    regions = _sections_of_references(sections) or _last_part(text)
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
            if start >= end or (end - start < LONGEST_HEADING and parse_heading(text[start:end]).role == "references"):
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


LONGEST = 1500
YEAR = re.compile(rf"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)|\((?i:{UNDATED})\)")
ENDING = re.compile(r"(?:[.\d)\]>/]|[a-z\d]/?|in press|\b[A-Z]{2,})[”\"’'*]*\s*$")
PLACED = re.compile(
    rf"\((?i:{UNDATED})\)"
    r"|[\d)]\s?[:,;.]\s?(?:pp?\.?\s?)?[A-Za-z]{0,4}\d|10\.\d{4,9}/|https?://|\b[Ii]n press|pp?\.\s?\d"
    r"|[A-Z][\w ,]{1,60}:\s[A-Z][^.]{1,100}[;,]\s(?:19|20)\d\d"
)
GROUP_HEAD = re.compile(rf"[{UPPER}][^.(]{{2,140}}(?:\.\s|\s\((?:19|20)\d\d)")
CONTINUES = re.compile(
    r"(?:https?:|www\.|<https?:|\[https?:|doi\b|DOI\b|PMID|[a-zß-ÿ(&,;:]|\d{1,4}[-–:(]\d|\d{1,4}\s?\()"
)
STOPS = re.compile(
    r"""(?:Publisher[’']s\s[Nn]ote|Springer\sNature|©|Copyright|How\sto\scite|Cite\sthis|Received\b|Accepted\b|Submit\syour|Ready\sto\ssubmit
    |Correspond(?:ence|ing)\b|Address\sfor|(?:Supplementary|Supporting|Additional)\s(?:material|information|data|file)|Open\sAccess|Disclaimer
    |(?:Fig(?:ure|\.)|Table)\s\d|Figure\s[Ll]egends?|This\s(?:article|work|is\san)\b|Pre-?publication|Conflicts?\sof|Funding\b|Acknowledge?ments?
    |Authors?[’']?\s(?:contributions?|affiliations?|details|information)|Edited\sby|Reviewed\sby|Peer\sreview|Page\s\d|ORCID)""",
    re.X,
)


def heads_entry(text: str) -> bool:
    """Whether a line begins as entries do: with people, or with a body and a full stop or year.

    >>> heads_entry("Lee BM, Seong J (2021) Radiotherapy as")
    True
    >>> heads_entry("World J Gastroenterol 29(24):3871–3882.")
    False
    """
    if STOPS.match(text):
        return False
    scan = scan_people(text[:400].replace("\n", " ").replace("*", ""))
    if scan.persons:
        behind = text[scan.end : scan.end + 12]
        return len(scan.persons) > 1 or scan.et_al or bool(re.match(r"\s*[.,:;(]|\s+\d{4}|\s+[A-Z“\"]|\s*$", behind))
    group = GROUP_HEAD.match(text)
    return group is not None and bool(GROUP_CUE.search(group[0])) and YEAR.search(text) is not None


def reads_as_entry(text: str) -> bool:
    """Whether a whole stretch reads as an entry: a year, a place to find it, and no long prose."""
    return len(text) < LONGEST and not STOPS.match(text) and dates_a_place(text)


def dates_a_place(text: str) -> bool:
    """Whether a stretch holds a year and a place where something was published."""
    return YEAR.search(text) is not None and PLACED.search(text) is not None


def is_finished(text: str) -> bool:
    """Whether an entry so far has its year and its place, and ends like one."""
    return dates_a_place(text) and ENDING.search(text) is not None


LARGEST_GAP, FARTHEST = 4, 2000
INLINE = r"(?<=[\s.\])])(?:\[{n}\]|\({n}\)|{n}[.)])\s*(?=[^\W\d_a-z]|[“\"‘\[]|van\b|de\b|von\b)"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The place where a numbered entry begins, its number, and where its own words begin."""

    start: int
    number: int
    words: int


def find_chain(text: str, lines: Sequence[Line]) -> list[Numbered]:
    """The most convincing run of rising numbers at the heads of lines.

    Years, pages and volumes at line starts break no chain: they do not follow on, or read worse than the true head.
    """
    best: dict[int, tuple[float, int]] = {}
    back: dict[int, tuple[int, int] | None] = {}
    numbers: dict[int, int] = {}
    for index, line in enumerate(lines):
        if line.label is None or not line.label.isdecimal() or len(line.label) > 4:
            continue
        number = int(line.label)
        gain = _worth(text, lines, index)
        before = [(best[n][0] - 0.6 * (number - n - 1), n) for n in range(number - LARGEST_GAP, number) if n in best]
        score, previous = max(before, default=(0.0, -1))
        if score <= 0.0:
            score, previous = (0.0 if number == 1 else -0.5 * min(number, 6)), -1
        if number not in best or score + gain >= best[number][0]:
            back[index] = (previous, best[previous][1]) if previous >= 0 else None
            best[number] = (score + gain, index)
            numbers[index] = number
    if not best:
        return []
    at: int | None = max(best.values())[1]
    chain: list[Numbered] = []
    while at is not None:
        chain.append(Numbered(lines[at].start, numbers[at], lines[at].words))
        link = back[at]
        at = link[1] if link else None
    return chain[::-1]


def _worth(text: str, lines: Sequence[Line], index: int) -> float:
    """How much a labelled line reads like the head of an entry."""
    line = lines[index]
    words = line.of(text)
    worth = 1.0 + (0.4 if line.opens or line.bullet else 0.0) + (0.3 if heads_entry(words) else 0.0)
    return worth - (0.7 if CONTINUES.match(words) or not words.strip() else 0.0)


def fill_gaps(text: str, chain: Sequence[Numbered], end: int) -> list[Numbered]:
    """The chain with the numbers that were missed because they stand within a line."""
    filled: list[Numbered] = []
    ends = [*(number.start for number in chain[1:]), end]
    for entry, stop in zip(chain, ends, strict=True):
        filled.append(entry)
        following = next((later.number for later in chain if later.number > entry.number), None)
        at = entry.words
        for number in range(entry.number + 1, following or entry.number + 1):
            found = re.compile(INLINE.format(n=number)).search(text, at, stop)
            if found is None:
                break
            filled.append(Numbered(found.start(), number, found.end()))
            at = found.end()
    return filled


def chain_within(text: str, start: int, end: int) -> list[Numbered]:
    """The chain of a list that is printed as one paragraph: "1. Smith ... 2. Lee ..."."""
    chain: list[Numbered] = []
    at, number = start, 1
    while found := re.compile(INLINE.format(n=number)).search(text, max(start, at - 1), min(end, at + FARTHEST)):
        chain.append(Numbered(found.start(), number, found.end()))
        at, number = found.end(), number + 1
    return chain


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
    within = chain_within(text, lines[0].start, lines[-1].end) if len(chain) <= FEWEST_NUMBERED else []
    if len(within) > max(FEWEST_NUMBERED, 2 * len(chain)):
        return _numbered(text, lines, within)
    heads = sum(line.opens and heads_entry(line.of(text)) for line in lines)
    blocks = sum(line.opens for line in lines)
    enough = max(1, min(FEWEST_NUMBERED, blocks), 0.4 * min(heads, blocks))
    if len(chain) >= enough and chain[0].number <= 5:
        return _numbered(text, lines, fill_gaps(text, chain, lines[-1].end))
    return _unnumbered(text, lines)


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
        if pieces and STOPS.match(line.of(text)) and is_finished(quote(text, pieces)):
            break
        _append(text, pieces, Span(start, end))
    return tuple(pieces)


def _goes_on(text: str, pieces: Sequence[Span], line: Line) -> bool:
    """Whether a new block behind an unfinished or open-ended entry belongs to it."""
    words = line.of(text)
    if STOPS.match(words):
        return False
    stated = quote(text, pieces)
    if len(stated) > LONGEST_ENTRY:
        return False
    return not is_finished(stated) or CONTINUES.match(words) is not None


def _append(text: str, pieces: list[Span], span: Span) -> None:
    """Adds a line; lines that only a line end parts are one piece."""
    if (
        pieces
        and not text[pieces[-1].end : span.start].strip(" \t\n\r")
        and "\n\n" not in text[pieces[-1].end : span.start]
    ):
        pieces[-1] = Span(pieces[-1].start, span.end)
    elif span:
        pieces.append(span)


def _unnumbered(text: str, lines: Sequence[Line]) -> tuple[ListEntry, ...]:
    groups: list[list[Span]] = []
    is_open = False
    for index, line in enumerate(lines):
        words = line.of(text)
        if _begins(text, lines, index, groups[-1] if groups and is_open else None):
            groups.append([Span(line.start, line.end)])
            is_open = True
        elif is_open and not STOPS.match(words) and _belongs(text, groups[-1], line):
            _append(text, groups[-1], Span(line.start, line.end))
        elif line.opens:
            is_open = False
    printed = ((tuple(group), quote(text, group)) for group in groups)
    return tuple(
        ListEntry(pieces=pieces, label=None, rule="unnumbered_list")
        for pieces, words in printed
        if reads_as_entry(words) or heads_entry(words[label_of(words)[1] :])
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
    if STOPS.match(words) or (not heads and CONTINUES.match(words) and group is not None and not line.given):
        return False
    if group is None:
        return heads or (line.opens and reads_as_entry(words))
    stated = quote(text, group)
    if line.opens or line.bullet:
        return heads or line.given or (is_finished(stated) and reads_as_entry(words))
    return is_finished(stated) and (heads or reads_as_entry(words))
