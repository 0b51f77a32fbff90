"""Which lines are headings, and of what level."""

from dataclasses import dataclass

from extract.read.captions import defines, marks_note
from extract.read.plain.chunks import BULLET, ENTRY, PAGE_NUMBER, Chunk
from extract.text import lazy_re as re
from extract.text.headings import LAST_PART, Heading, parse_heading, part_name, part_rank

FLOATS = re.compile(
    r"(?:figures?|tables?|(?:figure|table)s?\s(?:legends?|captions?)|legends?(?:\s(?:to|for)\sfigures?)?)$",
    re.IGNORECASE,
)
"""Heads of floats gathered behind the references: matches 'Figure legends', not 'Figures show'."""

FRONT_LINE = re.compile(
    r"""[\W_]{0,6}(?:key\s?-?words?|index\sterms|mesh\sterms|received|revised|accepted|published|posted|submitted
    |available\sonline|correspond(?:ence|ing)|address(?:\sfor|\sreprint|es)|reprint|e-?mail|tel(?:ephone)?[.:]|fax|orcid
    |citation(?:\sof\sthis)?|cite\s(?:this|as)|how\sto\scite|doi\b|https?:|©|copyright|licen[cs]e|open\saccess|edited\sby
    |reviewed\sby|academic\seditors?|handling\seditor|article\s(?:history|info)|running\s(?:head|title)|short\stitle
    |authors?:|affiliations?|contributed\sequally|these\sauthors|running|word\scount|trial\sregistration|original
    \s(?:article|research|investigation|paper|contribution)|research(?:\sarticle|\spaper)?$|review(?:\sarticle)?$
    |\[?read\sfull|clinical\s(?:trial|study|investigation)$|article$|case\sreport$|special\sarticle|✉)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Lines about the paper: matches 'Keywords: liver', not 'Reviewing the trials, we found'."""

AFFILIATION = re.compile(
    r"\b(?:departments?|universit|hospital|institut|school of|college|faculty|cent(?:er|re) (?:for|of)|division of|"
    r"laborator|academy|clinic,)|[\w.+-]{1,40}@[\w-]{1,40}\.",
    re.IGNORECASE,
)
"""Where authors work: matches 'Department of Surgery' and 'a.b@c.org', not 'was departing'."""

HASHES = re.compile(r"(#{1,6})\s{1,3}\S")
DEEP_NUMBER = re.compile(r"[*_]{0,3}(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s{1,4}[*_]{0,3}[A-ZÀ-Þ“\"'‘]")
"""The number of a subsection: matches '2.1. Stereotactic', not '3.4 mg' nor '2.5 Gy'."""

NUMBER = re.compile(r"[*_]{0,3}(?:(\d{1,2})\.?|[IVX]{1,5}\.|[A-H]\.)\s{1,4}[*_]{0,3}[A-ZÀ-Þ]")
"""The number of a section: matches '3. Core' and 'IV. Results', not '12 patients'."""

BOLD_LINE = re.compile(r"(?:\*\*|__)[^*_]{2,110}(?:\*\*|__)[.:]?$")
MEASURE_WORD = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}\s+(?:Gy|MV|MeV|MHz|GHz|Hz|K|°|N|M|MBq|GBq|U|IU|T|Tesla|Da|kDa)\b")
BEGINS_WITH_DIGIT = re.compile(r"\d[A-Z]|\d{1,2}[- ]?(?:year|month|day)\b", re.IGNORECASE)
"""Headings that begin with a digit but no number: matches '3D planning' and '5-year survival', not '12 patients'."""

MAX_LENGTH = 160
MAX_WORDS = 14
LONGEST_KNOWN = 90


@dataclass(frozen=True, slots=True)
class Level:
    """How deep a heading stands; `known` where its words are one of the usual heads."""

    depth: int
    known: bool = False
    numbered: bool = False


class HeadingFinder:
    """Tells headings from short lines of other kinds; remembers how this paper sets its heads."""

    def __init__(self, text: str, chunks: list[Chunk]) -> None:
        self._text = text
        self._chunks = chunks
        self.in_abstract = False
        self._abstract_ends = False
        self._main_in_capitals = False
        self._main_unnumbered = False

    def level(self, index: int, zone: str, *, unfinished: bool) -> Level | None:
        """The level of a chunk that is a heading; `unfinished` where the paragraph before it breaks off."""
        chunk = self._chunks[index]
        if len(chunk.lines) > 2 or len(chunk.span) > MAX_LENGTH or chunk.kind not in ("paragraph", "list_item"):
            return None
        line = self._text[chunk.span.start : chunk.span.end]
        heading = parse_heading(line)
        words = heading.wording
        if not any(character.isalpha() for character in words):
            return None
        is_known = len(words) < LONGEST_KNOWN and (heading.is_usual or FLOATS.match(words) is not None)
        if is_known and chunk.kind == "paragraph" and line[0] not in "-–•":
            return self._known(line, heading, zone)
        if zone == "references" or (len(chunk.lines) > 1 and line[0] != "#"):
            return None
        if zone == "abstract" and self.in_abstract and self._is_abstract_part(words):
            return Level(2, known=True)
        found = self._by_form(line, words, index, zone) or self._by_place(line, index, zone, unfinished=unfinished)
        if found and zone == "abstract":
            self.in_abstract = False
        return found

    def _known(self, line: str, heading: Heading, zone: str) -> Level | None:
        """One of the usual heads; inside a structured abstract they are its parts until it has concluded."""
        words = heading.wording
        if zone == "references" and heading.role not in ("references", "back") and not FLOATS.match(words):
            return None
        if heading.role == "abstract" and zone == "front":
            self.in_abstract, self._abstract_ends = True, False
            return Level(1, known=True)
        if zone == "abstract" and self.in_abstract and self._is_abstract_part(words):
            return Level(2, known=True)
        self.in_abstract = False
        self._main_in_capitals = self._main_in_capitals or words.isupper()
        if hashes := HASHES.match(line):
            return Level(len(hashes[1]), known=True)
        if deep := DEEP_NUMBER.match(line):
            return Level(deep[1].count(".") + 1, known=True, numbered=True)
        numbered = bool(NUMBER.match(line))
        self._main_unnumbered = self._main_unnumbered or not numbered
        return Level(2 if heading.is_sub else 1, known=True, numbered=numbered)

    def _is_abstract_part(self, words: str) -> bool:
        name, is_whole = part_name(words)
        rank = part_rank(name)
        if not name or not is_whole or (self._abstract_ends and rank < LAST_PART):
            return False
        if words.lower() == "introduction" and not self._abstract_ends:
            return False
        self._abstract_ends = self._abstract_ends or rank == LAST_PART
        return True

    def _by_form(self, line: str, words: str, index: int, zone: str) -> Level | None:
        """Hashes, numbers, bold type or capitals."""
        if hashes := HASHES.match(line):
            return Level(len(hashes[1]))
        if line[-1] in ".;,":
            return None
        if (deep := DEEP_NUMBER.match(line)) and not MEASURE_WORD.match(line):
            return Level(deep[1].count(".") + 1, numbered=True)
        if (
            (number := NUMBER.match(line))
            and (number[1] or zone != "front")
            and self._stands_alone(index)
            and not self._in_number_list(index)
        ):
            return Level(2 if self._main_unnumbered else 1, numbered=True)
        if not self._stands_alone(index):
            return None
        if BOLD_LINE.match(line):
            return Level(2)
        letters = sum(character.isalpha() for character in words)
        if words.isupper() and letters >= 5 and letters * 2 > len(words) and zone != "front" and " " in words:
            return Level(1 if self._main_in_capitals else 2)
        return None

    def _by_place(self, line: str, index: int, zone: str, *, unfinished: bool) -> Level | None:
        """A short line without a stop that stands alone between a finished paragraph and the next."""
        if zone not in ("body", "abstract", "back") or unfinished or not self._stands_alone(index):
            return None
        first = line.lstrip("*_“\"‘'([")[:1]
        if not (first.isupper() or BEGINS_WITH_DIGIT.match(line)) or line[-1] in ".,;:!=<>" or PAGE_NUMBER.match(line):
            return None
        if len(line) > 110 or len(line.split()) > MAX_WORDS or not any(len(word) > 2 for word in line.split()):
            return None
        if ENTRY.match(line) or BULLET.match(line) or "=" in line or marks_note(line) or FRONT_LINE.match(line):
            return None
        if (zone == "back" and ":" in line) or AFFILIATION.search(line) or (defines(line) and "," in line[:20]):
            return None
        return Level(2) if self._prose_follows(index) else None

    def _stands_alone(self, index: int) -> bool:
        """A blank line before, and behind it a blank line or a long one."""
        chunk = self._chunks[index]
        if index + 1 == len(self._chunks):
            return False
        after = self._chunks[index + 1]
        return (chunk.blank_before or index == 0) and (after.blank_before or len(after.lines[0]) > 60)

    def _prose_follows(self, index: int) -> bool:
        """Whether a paragraph that begins like a sentence comes next, at most one more short line between."""
        for number, chunk in enumerate(self._chunks[index + 1 : index + 4]):
            if chunk.kind in ("table", "pipe_table", "table_caption", "figure_caption", "list_item"):
                return True
            if len(chunk.span) >= 90:
                return number > 0 or not self._text[chunk.span.start].islower()
            if chunk.kind == "paragraph" and self._text[chunk.span.end - 1] in ".:":
                return not self._text[chunk.span.start].islower()
        return False

    def _in_number_list(self, index: int) -> bool:
        """A neighbour that is a numbered short line too makes it an item of a list."""
        neighbours = self._chunks[max(0, index - 1) : index] + self._chunks[index + 1 : index + 2]
        return any(
            ENTRY.match(self._text, near.span.start, near.span.end)
            and not DEEP_NUMBER.match(self._text, near.span.start, near.span.end)
            for near in neighbours
        )
