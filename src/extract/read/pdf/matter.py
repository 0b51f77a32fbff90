"""Title, front matter and abstract, and what the paper and its file say about it there."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pypdfium2 import PdfDocument, PdfiumError

from extract.model import Metadata, Style
from extract.read.pdf.cues import ABSTRACT, KEYWORDS, NUMBERED, BodyStyle, heads_list, is_known_heading
from extract.read.pdf.lines import Line
from extract.read.pdf.paragraphs import ENDS_SENTENCE, Draft
from extract.read.pdf.settings import FRONT, TITLE
from extract.text.headings import LAST_PART, part_name, part_rank
from extract.text.numbers import are_alike

NO_TITLE = re.compile(r"https?://|www\.|\bissn\b|\bdoi\b|journal home|^\W*(?:vol(?:ume)?\.?\s*\d|open access)", re.I)
BANNER = re.compile(
    r"^\W*(?:(?:hhs|nih).{0,9}public access|author manuscript|accepted manuscript|open access\b"
    r"|(?:original|research|review|brief|short|clinical|special|case|full|regular|technical|systematic)?"
    r"[\s-]{0,3}(?:research\s?)?(?:articles?|papers?|reports?|stud(?:y|ies)|communications?|reviews?|letters?|notes?"
    r"|investigations?|trial|methods? (?:&|and) reporting)\W*$)",
    re.I,
)
"""Banners of archives and kinds of articles, which are set as large as titles."""

PLAIN = re.compile(r"[^\w]|_")


def find_title(
    drafts: list[Draft], body_style: BodyStyle, titles: Sequence[str], running: Sequence[str] = ()
) -> Draft | None:
    """The title's block, its kind set; its lines that other blocks held are moved into it. None where none is found.

    `titles` are those that the file names, `running` what its first pages print as furniture.
    """
    if not drafts:
        return None
    page = drafts[0].page
    notes = [*running, *(draft.text for draft in drafts if draft.page == page and draft.letters < TITLE.most_letters)]
    title = _named(drafts, [title for title in titles if not _is_journal(title, notes)])
    if title is None:
        title = _largest(drafts, body_style, notes)
        if title is None:
            return None
        _join(title, drafts)
    title.kind = "title"
    return title


def _named(drafts: list[Draft], titles: Sequence[str]) -> Draft | None:
    """The lines on the first two pages that print a title which the file names, as a block of their own."""
    page = drafts[0].page
    early = [draft for draft in drafts if draft.page <= page + 1 and draft.kind == "paragraph"]
    for title in titles:
        wanted = PLAIN.sub("", title.casefold())
        if len(title.split()) < TITLE.min_words or len(wanted) < TITLE.least_letters:
            continue
        for place, draft in enumerate(early):
            found = _spelling(early[place : place + 3], wanted)
            if found is not None and draft.letters < TITLE.most_letters:
                return _merged(drafts, early[place : place + 3], found)
    return None


def _spelling(drafts: Sequence[Draft], wanted: str) -> tuple[int, int] | None:
    """How many blocks, and lines of the last, spell the wanted letters from their beginning on."""
    have = ""
    for number, draft in enumerate(drafts, 1):
        for lines, line in enumerate(draft.lines, 1):
            have += PLAIN.sub("", line.text.casefold())
            if have == wanted or (len(have) > len(wanted) and have.startswith(wanted)):
                return number, lines
            if not wanted.startswith(have):
                return None
    return None


def _merged(drafts: list[Draft], found: Sequence[Draft], reach: tuple[int, int]) -> Draft:
    """One block of the lines that spell the title; what a block holds beyond them stays one of its own."""
    count, lines = reach
    title, last = found[0], found[count - 1]
    kept, rest = last.lines[:lines], last.lines[lines:]
    if rest:
        drafts.insert(drafts.index(last) + 1, Draft("paragraph", rest, last.column))
    if count == 1:
        title.lines = kept
        return title
    title.lines = [*title.lines, *(line for draft in found[1 : count - 1] for line in draft.lines), *kept]
    for draft in found[1:count]:
        drafts.remove(draft)
    return title


def _largest(drafts: Sequence[Draft], body_style: BodyStyle, notes: Sequence[str]) -> Draft | None:
    """The block in the largest letters in the upper part of the first page that is no banner and no journal's name."""
    page = drafts[0].page
    listed = next((i for i, draft in enumerate(drafts) if heads_list(draft.text)), len(drafts))
    first = [
        draft
        for draft in drafts[:listed]
        if draft.page == page
        and draft.kind == "paragraph"
        and TITLE.least_letters <= draft.letters <= TITLE.most_letters
        and not NO_TITLE.search(draft.text)
        and not BANNER.match(draft.text)
        and not _is_journal(draft.text, notes)
        and draft.lines[0].top < TITLE.upper_part * draft.lines[0].frame.down
    ]
    if not first:
        return None
    best = max(first, key=lambda draft: (round(draft.size), draft.letters))
    if len(best.text.split()) < TITLE.min_words:
        behind = [
            draft
            for draft in first
            if draft.size > TITLE.nearly_as_large * best.size
            and draft.size > TITLE.larger * body_style.size
            and len(draft.text.split()) > TITLE.min_words
        ]
        best = max(behind, key=lambda draft: (round(draft.size), draft.letters), default=best)
    if best.size > TITLE.larger * body_style.size:
        return best
    bold = (draft for draft in first if draft.has_style(Style.BOLD) and draft.letters > TITLE.min_bold)
    return next((draft for draft in bold if not is_known_heading(draft.text)), None)


def _is_journal(text: str, notes: Sequence[str]) -> bool:
    """Whether a note of the first pages prints a year or volume right behind these words: a journal's name.

    Of few words, which may be the first line of one, it prints the rest of the name between them and the year.
    """
    words = text.split()
    if len(words) > TITLE.longest_name:
        return False
    rest = r"(?:\W{1,3}[^\W\d]+){0,4}" if len(words) <= TITLE.min_words else ""
    name = r"\W{1,3}".join(map(re.escape, words)) + rest
    named = re.compile(name + r"[^\w]{1,3}(?:vol|(?:19|20)\d\d|\d{1,4}\W)", re.I)
    return any(named.search(note) for note in notes)


def _join(title: Draft, drafts: list[Draft]) -> None:
    """The lines of a title above and below that what stands beside it, or a slanted name in it, has parted off."""
    start = drafts.index(title)
    for draft in drafts[start + 1 : start + 1 + TITLE.most_between]:
        if draft.kind == "paragraph" and _is_next(title.lines[-1], draft.lines[0]):
            title.lines.extend(draft.lines)
            drafts.remove(draft)
    for draft in reversed(drafts[max(0, start - 3) : start]):
        if draft.kind == "paragraph" and not BANNER.match(draft.text) and _is_next(draft.lines[-1], title.lines[0]):
            title.lines[:0] = draft.lines
            drafts.remove(draft)


def _is_next(above: Line, below: Line) -> bool:
    """Whether two lines follow each other in one size: the slant of a species' name makes no difference."""
    alike = are_alike(below.size, above.size, TITLE.same_size)
    is_near = 0 < below.base - above.base < TITLE.next_line * below.size
    upright = (above.style ^ below.style) & Style.BOLD == 0
    return alike and is_near and upright and above.frame.page == below.frame.page


MOST_PACKETS = 8
LONGEST_PACKET = 60_000
PACKET = re.compile(rb"<x:xmpmeta\b")
XMP_TITLE = re.compile(r"<dc:title>(.{0,3000}?)</dc:title>", re.DOTALL)
TAG = re.compile(r"<[^<>]{0,200}>")
XMP_DOI = re.compile(
    r"<(?:prism:doi|dc:identifier|crossmark:DOI|pdfx:doi)>\s{0,9}(?:doi:)?\s?(10\.\d{4,9}/[^\s<>\"]{1,100})", re.I
)
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]{1,100}")


@dataclass(frozen=True, slots=True)
class Information:
    """Titles that the file names, the likeliest first, and its DOI."""

    titles: tuple[str, ...] = ()
    doi: str | None = None


def read_information(pdf: PdfDocument, data: bytes) -> Information:
    """Both sources; an XMP packet only where it stands unpacked, as it nearly always does, and only the file's own."""
    try:
        info = pdf.get_metadata_dict()
    except PdfiumError:
        info = {}
    packets = [
        data[found.start() : found.start() + LONGEST_PACKET].split(b"</x:xmpmeta>")[0].decode("utf-8", "replace")
        for found, _ in zip(PACKET.finditer(data), range(MOST_PACKETS), strict=False)
    ]
    titles = [info.get("Title", ""), *(title for packet in packets for title in XMP_TITLE.findall(packet)[:1])]
    plain = (" ".join(html.unescape(TAG.sub(" ", title)).split()) for title in titles)
    found = next((match for packet in packets for match in [XMP_DOI.search(packet)] if match), None)
    reported = found[1] if found else None
    for key in ("Subject", "Keywords", "Title", "doi", "DOI"):
        match = DOI.search(info.get(key, ""))
        reported = reported or (match[0] if match else None)
    return Information(
        tuple(dict.fromkeys(title for title in plain if title)), reported.rstrip(".,;:)]").lower() if reported else None
    )


SURE_FRONT = re.compile(
    r"@|copyright|©|creative commons|open.access (?:article|journal|under)|all rights reserved|academic editor"
    r"|correspond(?:ence to|ence ?:|ing author)|(?:e-?mail|citation|edited by|reviewed by) ?:|how to cite|cite this"
    r"|(?:conflicts?|competing) (?:of )?interest|(?:received|accepted|revised|published)\b[^.]{0,40}(?:19|20)\d\d"
    r"|\bdoi\b|^\W*(?:correspondence|e-?mail|edited by|reviewed by|open.access|key ?words?|abbreviations)",
    re.I,
)
"""Words that only notes about a paper hold: matches "Corresponding author", not "the corresponding rates"."""

MAYBE_FRONT = re.compile(
    r"received|accepted|revised|published|licen[cs]e|department|universit|hospital|institute|medicine, "
    r"|correspond(?:ence|ing)|e-?mail|(?:edited|reviewed) by|open.access",
    re.I,
)
"""Words that notes about a paper hold, and abstracts too: "it has been well accepted that ..."."""

WORD = re.compile(r"[^\W\d_]+")
ABSTRACT_LABEL = re.compile(r"^\W{0,3}(?:abstract|summary)\b\W{0,4}", re.I)
INNER_PARTS = re.compile(
    r"(?:^|[.:]\s)(background|objectives?|aims?|purpose|methods?|results?|findings|conclusions?)\s?[:.]\s", re.I
)
BODY_HEADING = re.compile(r"^\W{0,2}(?:\d{1,2}\.?\s|[IVX]{1,3}\.\s)?introduction\W{0,2}$", re.I)


COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,30}?\b((?:19|20)\d\d)\b", re.I)
CITED = re.compile(
    r"\b((?:19|20)\d\d)(?:\s[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?)?\s?[;,]\s?(?:vol(?:ume)?\.?\s?)?\d{1,4}\s?[(:,]"
    r"|(?:vol(?:ume)?\.?\s\d{0,4}[\s(,]{0,2}|(?<!\d)\d{1,3}\s?\()((?:19|20)\d\d)\b|\(((?:19|20)\d\d)\)\s?\d{1,4}[:(,]",
    re.I,
)
"""The year beside volume and pages, as running heads print it: "2016;8(3):", "(2015) 5:", "Volume 2016"."""

PUBLISHED = re.compile(r"published(?: online)?:?[^\n]{0,40}?\b((?:19|20)\d\d)\b", re.I)
ACCEPTED = re.compile(r"(?:accepted:?|available online)[^\n]{0,40}?\b((?:19|20)\d\d)\b", re.I)
BARE_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
STAMPED = re.compile(r"downloaded|accessed|by guest|for personal use|last updated", re.I)
"""Words of stamps: their dates are those of the reader, not of the paper."""


def mark_front(drafts: Sequence[Draft], title: Draft | None, body_style: BodyStyle) -> None:
    """Tells the abstract (role `abstract`); blocks of the title's page that are neither it nor body become `front`."""
    if not drafts:
        return
    page = title.page if title is not None else drafts[0].page
    begin = drafts.index(title) if title is not None else 0
    for draft in drafts[:begin]:
        if draft.kind in ("paragraph", "heading"):
            draft.kind = "front"
    behind = [draft for draft in drafts[begin:] if draft.page in (page, page + 1)]
    behind = [draft for draft in behind if draft.kind in ("paragraph", "heading")]
    abstract = _find_abstract(behind, body_style)
    for draft in abstract:
        draft.role = "abstract"
    first = [draft for draft in behind if draft.page == page]
    start = next((i for i, draft in enumerate(first) if draft.role == "abstract" or ABSTRACT.match(draft.text)), None)
    if start is None:
        start = next((i for i, draft in enumerate(first) if _opens_body(draft)), None)
    if start is None:
        start = next((i for i, draft in enumerate(first) if _is_body(draft, body_style)), 0)
    for index, draft in enumerate(first):
        if draft.kind == "heading" and heads_list(draft.text):
            break
        small = draft.size < FRONT.small * body_style.size and is_front(draft) and draft.letters < FRONT.longest_front
        if draft.role != "abstract" and (index < start or (small and not ABSTRACT.match(draft.text))):
            draft.kind = "front"


def is_front(draft: Draft) -> bool:
    """Whether a block is a note about the paper: sure words, or such words among names and addresses."""
    text = draft.text
    if SURE_FRONT.search(text):
        return True
    return MAYBE_FRONT.search(text) is not None and not is_prose(text)


def is_prose(text: str) -> bool:
    """Whether most words are in small letters.

    >>> is_prose("It has been well accepted that rinsing helps."), is_prose("Department of Noses, Hospital of Rinsing")
    (True, False)
    """
    words = WORD.findall(text)
    return sum(map(str.islower, words)) > FRONT.small_words * len(words)


def _find_abstract(drafts: Sequence[Draft], body_style: BodyStyle) -> list[Draft]:
    """The blocks of the abstract: under its heading or label, by its parts, or as the prose before the body."""
    named = next((i for i, draft in enumerate(drafts) if ABSTRACT.match(draft.text)), None)
    if named is not None:
        is_alone = len(WORD.findall(drafts[named].text)) < 4
        if not is_alone:
            return _run(drafts[named:])
        head = drafts[named]
        under = next(
            (i for i in range(named + 1, min(named + FRONT.most_aside, len(drafts))) if _is_under(drafts[i], head)), 0
        )
        return [head, *_run(drafts[under or named + 1 :])]
    opening = next((i for i, draft in enumerate(drafts) if _opens_body(draft) and not _is_part(draft)), len(drafts))
    parts = [i for i, draft in enumerate(drafts[:opening]) if _is_part(draft)]
    ahead = [draft for draft in drafts[: parts[0] if parts else 0] if _is_body_like(draft)]
    if len(ahead) >= FRONT.fewest_body:  # a text without a heading of its own has come to its methods
        return _set_apart(drafts[:opening])
    if parts and len({_rank(drafts[i]) for i in parts}) > 1:
        found = _run(drafts[parts[0] :])
        if sum(draft.letters for draft in found) < FRONT.longest_abstract:
            return found
    whole = [draft for draft in drafts if len(INNER_PARTS.findall(draft.text)) >= FRONT.min_inner_parts]
    if whole:
        return whole[:1]
    apart = _set_apart(drafts[:opening])
    if apart or opening == len(drafts):
        return apart
    prose = [draft for draft in drafts[:opening] if _is_prose_paragraph(draft)]
    anchor = next((draft for draft in prose if draft.letters > FRONT.min_prose or _is_part(draft)), None)
    return [draft for draft in prose if anchor and draft.page == anchor.page and not _is_set_apart(draft, anchor)]


def _set_apart(drafts: Sequence[Draft]) -> list[Draft]:
    """The first blocks of prose that are set in one way, where the text behind them is set in another.

    None where they go on too long for an abstract, or nothing follows.
    """
    found: list[Draft] = []
    for draft in filter(_is_prose_paragraph, drafts):
        if found and _is_set_apart(found[-1], draft):
            if draft.letters < FRONT.min_prose:
                continue
            letters = sum(line.letters for line in found)
            return found if FRONT.min_prose < letters < FRONT.longest_abstract else []
        found.append(draft)
    return []


def _is_prose_paragraph(draft: Draft) -> bool:
    return draft.kind == "paragraph" and is_prose(draft.text) and not is_front(draft)


class _Run:
    """Walks from an abstract's first words on: what was taken, and how far its parts have come."""

    def __init__(self, *, is_headed: bool) -> None:
        self.found: list[Draft] = []
        self.is_headed = is_headed
        self.prose: Draft | None = None
        self.is_bounded = False
        self._rank, self._letters, self._parts, self._aside = -1, 0, set[str](), 0

    def takes(self, draft: Draft) -> bool:
        """Takes a block, or passes over a note beside the abstract; False where the abstract has ended before it."""
        own = 0 if self.is_headed and not self.found else _rank(draft) if _is_part(draft) else None
        if own is None and self.prose is None and self._aside < FRONT.most_aside and _is_aside(draft):
            self._aside += 1
            return True
        if self._ends(draft, own):
            return False
        if own is not None:
            self._rank = max(own, self._rank)
            self._parts.add(_part(draft))
        inner = (part_rank(name.casefold()) for name in INNER_PARTS.findall(draft.text))
        self._rank = max(self._rank, *inner, -1)
        self._letters += draft.letters
        self.found.append(draft)
        if draft.kind == "paragraph" and self.prose is None:
            self.prose = draft
        return True

    def _ends(self, draft: Draft, own: int | None) -> bool:
        if KEYWORDS.match(draft.text):
            self.is_bounded = True
            return True
        if self._letters > FRONT.longest_abstract:
            return True
        if own is not None:
            self.is_bounded = own == 0 and draft.kind == "heading"
            is_back = own < self._rank and (draft.kind == "heading" or self._rank > 1)
            return is_back or _part(draft) in self._parts or (self._rank < 0 and self._letters > 0)
        if draft.kind == "heading" or (self.prose is not None and not _belongs(draft, self.prose, self._rank)):
            self.is_bounded = True
            return True
        return self._rank == LAST_PART and self.prose is not None and _is_complete(self.found[-1])

    def blocks(self) -> list[Draft]:
        """What was taken. Without parts and without a sure end it is one paragraph: what follows it may be the body."""
        while self.found and self.found[-1].kind == "heading":
            self.found.pop()
        if self._rank >= 0 or self.is_bounded:
            return self.found
        whole = next((at for at, draft in enumerate(self.found, 1) if _is_complete(draft)), len(self.found))
        return self.found[:whole]


def _run(drafts: Sequence[Draft]) -> list[Draft]:
    """From the abstract's first words to where it ends: keywords, another heading, other notes, another setting."""
    run = _Run(is_headed=_opens_with_introduction(drafts))
    for draft in drafts:
        if not run.takes(draft):
            break
    return run.blocks()


def _is_complete(draft: Draft) -> bool:
    """Whether a block is a paragraph of some length that ends its sentence."""
    return (
        draft.kind == "paragraph" and draft.letters > FRONT.min_prose and ENDS_SENTENCE.search(draft.text) is not None
    )


def _opens_with_introduction(drafts: Sequence[Draft]) -> bool:
    """Whether "Introduction" right under the abstract's heading is a part of it: the next part follows soon."""
    if not drafts or not BODY_HEADING.match(drafts[0].text) or NUMBERED.match(drafts[0].text):
        return False
    following = next((number for number, draft in enumerate(drafts) if number and _is_part(draft)), 0)
    return 0 < sum(draft.letters for draft in drafts[1:following]) < FRONT.longest_first_part


def _is_under(draft: Draft, head: Draft) -> bool:
    """Whether a block stands below a heading rather than beside it."""
    line, above = draft.lines[0], head.lines[0]
    return draft.page == head.page and line.top > above.top and line.x0 < above.x1 and above.x0 < line.x1


def _is_aside(draft: Draft) -> bool:
    """Whether a block is a note that stands beside the abstract, between its heading and its words in reading order."""
    return draft.kind == "paragraph" and (
        is_front(draft) or not is_prose(draft.text) or draft.letters < FRONT.min_letters_aside
    )


def _belongs(draft: Draft, prose: Draft, rank: int) -> bool:
    """Whether a block without a part's name goes on with the abstract."""
    if is_front(draft) or not _is_like(draft, prose):
        return False
    return rank >= 0 or is_prose(draft.text)


def _is_part(draft: Draft) -> bool:
    text = ABSTRACT_LABEL.sub("", draft.text)
    if NUMBERED.match(text) or BODY_HEADING.match(text):
        return False
    name, is_ended = part_name(text)
    return bool(name) and (is_ended or draft.kind == "heading")


def _part(draft: Draft) -> str:
    return part_name(ABSTRACT_LABEL.sub("", draft.text))[0]


def _rank(draft: Draft) -> int:
    """The place of a part in the usual order, from 0."""
    return part_rank(_part(draft))


def _is_like(draft: Draft, other: Draft) -> bool:
    """Whether two blocks are set alike: size and column."""
    if not are_alike(draft.size, other.size, FRONT.same_size):
        return False
    width, before = draft.column.right - draft.column.left, other.column.right - other.column.left
    return are_alike(width, before, FRONT.narrower) or draft.page != other.page


def _is_set_apart(draft: Draft, other: Draft) -> bool:
    """Whether a block is set unlike what follows: bold, slanted, in another size or width."""
    for style in (Style.BOLD, Style.ITALIC):
        if draft.has_style(style) != other.has_style(style):
            return True
    return not _is_like(draft, other)


def _is_body_like(draft: Draft) -> bool:
    return (
        draft.kind == "paragraph" and draft.letters > FRONT.min_prose and is_prose(draft.text) and not is_front(draft)
    )


def _opens_body(draft: Draft) -> bool:
    text = draft.text.strip()
    if draft.kind != "heading" or is_front(draft):
        return False
    return is_known_heading(text) or NUMBERED.match(text) is not None


def _is_body(draft: Draft, body_style: BodyStyle) -> bool:
    return (
        draft.letters > FRONT.min_body
        and are_alike(draft.size, body_style.size, FRONT.body_size)
        and len(draft.lines) > 4
    )


def read_metadata(title: str | None, notes: Sequence[tuple[str, str]], reported: Information) -> Metadata:
    """Title, DOI and year: what the notes of the first pages print, a block's kind and text each, else the file's own.

    Entries of the list and stamps of a download name other works and other years: they are not asked.
    """
    own = [
        text
        for kind, text in notes
        if kind in ("title", "front", "furniture", "heading")
        or (kind == "paragraph" and len(text) < FRONT.longest_note)
    ]
    lines = "\n".join(text for text in own if not STAMPED.search(text))
    marked = "\n".join(text for kind, text in notes if kind in ("front", "furniture") and not STAMPED.search(text))
    found = DOI.search(lines)
    years = (
        COPYRIGHT.search(lines),
        CITED.search(marked),
        PUBLISHED.search(lines),
        ACCEPTED.search(lines),
        BARE_YEAR.search(marked),
    )
    year = next((match for match in years if match is not None), None)
    return Metadata(
        title=title,
        doi=found[0].rstrip(".,;:)]").lower() if found else reported.doi,
        year=int(next(filter(None, year.groups()))) if year else None,
    )
