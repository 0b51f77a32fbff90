"""Chunks → items: what each chunk is by its words, its place and its neighbours."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from extract.model import BlockKind, Span
from extract.read.captions import marks_note
from extract.read.plain.chunks import ENTRY, RUNNING, Chunk, is_finished
from extract.read.plain.headings import AFFILIATION, FRONT_LINE, HeadingFinder, Level
from extract.text import lazy_re as re
from extract.text.headings import parse_heading

KEYWORDS = re.compile(r"[\W_]{0,6}(?:key\s?-?words?|index\sterms)\b", re.IGNORECASE)
BACK_START = re.compile(
    r"""\**(?:Acknowledge?ments?|Funding|Author[s']{0,2}\s[Cc]ontributions?|Data\s[Aa]vailability|Conflicts?\sof\s[Ii]nterests?
    |Competing\s[Ii]nterests?|Ethic(?:s|al)\s(?:[Aa]pproval|[Ss]tatement)|Informed\s[Cc]onsent|Open\s[Aa]ccess|Disclosures?
    |Declarations?)\b[*:.]{0,4}\s{1,3}\**[A-Z]
    """,
    re.VERBOSE,
)
"""Back matter with its head on the same line: matches 'Funding This work was', not 'Funding was given'."""

DIGITS = re.compile(r"\d+")
RUN_IN_ABSTRACT = re.compile(
    r"[*_]{0,3}(?:Abstract|ABSTRACT|Summary|SUMMARY)[*_]{0,3}\s?[.:—–-]?[*_]{0,3}\s{0,3}(?=[A-Z*_])"
)
AFFILIATION_MARK = re.compile(r"\s{0,3}[*_]{0,3}(?:[⁰¹²³⁴-⁹†‡§*#✉]|\^|\$|<sup>|\d{1,2}\s?[A-Z]|\[[#*\d]\])")
NAME_END = re.compile(r"[a-z](?:[⁰¹²³⁴-⁹]|\^|\$|<sup>|\d)[^\s,·;]{0,12}\s?(?:[,·;]|\sand\b|$)")
"""The end of a name with the mark of an affiliation: matches 'Kennedy¹,' and 'Wu^2 and', not 'phase 2,'."""

REPEATS = 3
LONG = 60
"""Words from which a paragraph ahead of the first heading is prose and no longer front matter."""

EXCERPT, SENTENCE = 8_000, 4
"""A text of fewer characters without sections is a passage; words from which a line of it can be a sentence."""

Zone = Literal["front", "abstract", "body", "back", "references"]


@dataclass(slots=True)
class Item:
    """A block in the making; `chunk` is what it was made from, `label_end` where a caption's own words begin."""

    kind: BlockKind
    pieces: list[Span]
    chunk: Chunk
    level: int = 0
    zone: Zone = "body"

    @property
    def span(self) -> Span:
        return Span(self.pieces[0].start, self.pieces[-1].end)

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end


def find_items(text: str, chunks: list[Chunk]) -> list[Item]:
    """The chunks as items, in order."""
    finder = _ItemFinder(text, chunks)
    return [finder.item(index) for index in range(len(chunks))]


class _ItemFinder:
    """Walks through the chunks once and remembers in which part of the paper it is."""

    def __init__(self, text: str, chunks: list[Chunk]) -> None:
        self._text = text
        self._chunks = chunks
        self._zone: Zone = "front"
        self._has_title = False
        self._prose = 0
        self._unfinished = False
        self._headings = HeadingFinder(text, chunks)
        self._running = _running_lines(text, chunks)
        self._is_excerpt = len(text) < EXCERPT and not self._has_sections()

    def _has_sections(self) -> bool:
        """Whether any line is a heading by its words or its number."""
        levels = (self._headings.level(index, "front", unfinished=False) for index in range(len(self._chunks)))
        return any(level.known or level.numbered for level in levels if level)

    def item(self, index: int) -> Item:
        chunk = self._chunks[index]
        kind, level = self._kind(index, chunk)
        if kind == "paragraph" and self._zone != "references":
            self._unfinished = not is_finished(self._text, chunk.span.end)
        return Item(kind, [chunk.span], chunk, level, self._zone)

    def _kind(self, index: int, chunk: Chunk) -> tuple[BlockKind, int]:
        if chunk.kind in ("table", "pipe_table"):
            return "table", 0
        if chunk.kind in ("table_caption", "figure_caption"):
            return "caption", 0
        line = self._text[chunk.span.start : min(chunk.span.end, chunk.span.start + 400)]
        if chunk.kind == "page_number" or self._is_running(chunk, line):
            return "furniture", 0
        level = self._headings.level(index, self._zone, unfinished=self._unfinished)
        if level and (self._zone != "front" or self._has_title or level.known or level.numbered):
            self._enter(line, level)
            return "heading", level.depth
        if self._zone == "references":
            return "paragraph", 0
        if self._zone == "front":
            return self._front_kind(index, chunk, line), 0
        if self._is_front_line(chunk, line):
            return "front", 0
        if self._zone == "back" or BACK_START.match(line):
            return "back", 0
        return self._prose_kind(index, chunk), 0

    def _enter(self, line: str, level: Level) -> None:
        """A heading opens another part of the paper."""
        heading = parse_heading(line)
        role = heading.role if heading.is_usual else None
        if role == "abstract":
            self._zone = "abstract"
        elif role == "references":
            self._zone = "references"
        elif role == "back" or (self._zone == "back" and not level.known and not level.numbered):
            self._zone = "back"
        elif not (self._zone == "abstract" and self._headings.in_abstract):
            self._zone = "body"
        self._unfinished = False

    def _front_kind(self, index: int, chunk: Chunk, line: str) -> BlockKind:
        """Ahead of the first heading: the title, lines about the paper, or already its prose."""
        words = len(self._text[chunk.span.start : chunk.span.end].split())
        if RUN_IN_ABSTRACT.match(line):
            self._zone = "abstract"
            return "paragraph"
        if self._is_excerpt and self._is_sentence(index, chunk, words):
            return "paragraph"
        if not self._has_title and words < LONG and _may_be_title(line, is_first=index == 0):
            self._has_title = True
            return "title"
        is_prose = words >= LONG and is_finished(self._text, chunk.span.end)
        if is_prose and not FRONT_LINE.match(line) and not AFFILIATION.search(line[:200]):
            self._prose += 1
            if self._prose > 2:
                self._zone = "body"
            return "paragraph"
        return "front"

    def _is_sentence(self, index: int, chunk: Chunk, words: int) -> bool:
        """Within a pasted passage: a line that ends as a sentence, or runs on in the next one."""
        if is_finished(self._text, chunk.span.end):
            return words >= SENTENCE or (index > 0 and not chunk.blank_before)
        following = self._chunks[index + 1] if index + 1 < len(self._chunks) else None
        return following is not None and not following.blank_before and words >= SENTENCE

    def _is_front_line(self, chunk: Chunk, line: str) -> bool:
        """Keywords, dates and addresses that stand between abstract and body or at the foot of a page."""
        if self._zone == "abstract" and (KEYWORDS.match(line) or FRONT_LINE.match(line)):
            return True
        is_short = len(chunk.span) < 400
        return is_short and bool(AFFILIATION_MARK.match(line)) and bool(AFFILIATION.search(line))

    def _is_running(self, chunk: Chunk, line: str) -> bool:
        """A running head or foot: repeated, or in the middle of an unfinished sentence with words of such lines."""
        if chunk.kind != "paragraph" or len(chunk.span) > 160 or self._zone == "references":
            return False
        if DIGITS.sub("#", line).strip() in self._running:
            return True
        return self._unfinished and len(line) < 120 and not line[0].islower() and bool(RUNNING.match(line))

    def _prose_kind(self, index: int, chunk: Chunk) -> BlockKind:
        if chunk.kind == "list_item":
            return "list_item"
        follows = index + 1 < len(self._chunks) and not self._chunks[index + 1].blank_before
        is_line = len(chunk.lines) == 1 and len(chunk.span) < 100 and not is_finished(self._text, chunk.span.end)
        return "list_item" if is_line and (follows or not chunk.blank_before) else "paragraph"


def _may_be_title(line: str, *, is_first: bool) -> bool:
    """A line of words that names no people and, unless it opens the file, no place of work."""
    if FRONT_LINE.match(line) or ENTRY.match(line) or line[0].islower() or len(NAME_END.findall(line)) > 1:
        return False
    if AFFILIATION.search(line) and (not is_first or "@" in line or AFFILIATION.match(line)):
        return False
    words = line.split()
    return len(words) >= 4 and sum(word[:1].isalpha() for word in words) * 2 > len(words)


def _running_lines(text: str, chunks: list[Chunk]) -> frozenset[str]:
    """Short lines that come at least three times, digits aside, and either name a journal or interrupt sentences."""
    counted: Counter[str] = Counter()
    telling: Counter[str] = Counter()
    before: Chunk | None = None
    for chunk in chunks:
        if chunk.kind == "paragraph" and len(chunk.lines) == 1 and 4 <= len(chunk.span) <= 150:
            printed = text[chunk.span.start : chunk.span.end]
            if marks_note(printed):
                continue
            line = DIGITS.sub("#", printed).strip()
            interrupts = before is not None and len(before.span) > 150 and not is_finished(text, before.span.end)
            counted[line] += 1
            telling[line] += bool(RUNNING.search(line)) or interrupts
        if chunk.kind == "paragraph":
            before = chunk
        elif chunk.kind == "table":
            before = None
    return frozenset(
        line for line, times in counted.items() if times >= REPEATS and telling[line] * 2 > times and line != "#"
    )


FLOATS = frozenset({"furniture", "table", "caption", "note"})
GOES_ON = re.compile(r"[\"'“‘*_]{0,3}(?:[a-zà-þα-ω]|\d|[(\[<≤≥±%&/,;)]|\$|\^)")
"""How the second half of a sentence begins: matches '10 minutes and', 'fective', '[79]. Despite', not 'These'."""

BREAKS_OFF = re.compile(
    r"""(?:[\w)][-–,/(]|\b(?:the|an?|of|in|on|at|to|for|with|by|from|and|or|than|as|that|which|who|whose|is|are|was|were
    |be|been|has|have|had|not|between|among|versus|vs|into|after|before|during|using|their|its|this|these|those|et|most
    |via|per|both|either|such|including|while|whereas|when|where|if|because|through|within|without|over|under|but))
    [\"'”’*_]{0,3}$
    """,
    re.VERBOSE,
)
"""Ends that no sentence has: matches 'combined with' and '5-', not 'sorafenib alone'."""

MAX_BETWEEN = 12


def join_items(text: str, items: list[Item]) -> list[Item]:
    """Items in order, those parted joined into the first of them."""
    kept: list[Item] = []
    open_item: Item | None = None
    between = 0
    for item in items:
        if item.kind in FLOATS:
            between += 1
            kept.append(item)
            continue
        if open_item is not None and between <= MAX_BETWEEN and _runs_on(text, open_item, item, between):
            open_item.pieces += item.pieces
        else:
            kept.append(item)
            open_item = item if item.kind in ("paragraph", "list_item", "back") else None
        between = 0
        if open_item is not None and (open_item.zone == "references" or is_finished(text, open_item.end)):
            open_item = None
    return kept


def _runs_on(text: str, before: Item, item: Item, between: int) -> bool:
    """Whether an item goes on with a sentence that broke off (`before` is known to be unfinished)."""
    if item.kind != before.kind and not (before.kind == "list_item" and item.kind == "paragraph"):
        return False
    if item.zone != before.zone or not item.chunk.blank_before:
        return False
    tail = text[max(before.start, before.end - 60) : before.end]
    head = text[item.start : item.start + 40]
    if tail[-1] == ":":
        return False
    if BREAKS_OFF.search(tail):
        return True
    if GOES_ON.match(head):
        return not head[0].isdigit() or between > 0 or len(item.chunk.span) > 60
    return len(before.chunk.span) > 150 and len(item.chunk.span) > 60 and tail[-1].isalnum()
