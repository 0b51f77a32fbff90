"""The paper's title: the one that the file itself names where it is printed, else the largest block that may be one."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pypdfium2 import PdfDocument, PdfiumError

from extract.model import Style
from extract.read.pdf.cues import Manner, heads_list, is_known_heading
from extract.read.pdf.lines import Line
from extract.read.pdf.paragraphs import Draft
from extract.read.pdf.settings import SETTINGS

TITLE = SETTINGS.title

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


def find_title(drafts: list[Draft], manner: Manner, titles: Sequence[str], running: Sequence[str] = ()) -> Draft | None:
    """The title's block, its kind told; its lines that other blocks held are moved into it. None where none is found.

    `titles` are those that the file names, `running` what its first pages print as furniture.
    """
    if not drafts:
        return None
    page = drafts[0].page
    notes = [*running, *(draft.text for draft in drafts if draft.page == page and draft.letters < TITLE.most_letters)]
    title = _named(drafts, [title for title in titles if not _is_journal(title, notes)])
    if title is None:
        title = _largest(drafts, manner, notes)
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


def _largest(drafts: Sequence[Draft], manner: Manner, notes: Sequence[str]) -> Draft | None:
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
            and draft.size > TITLE.larger * manner.size
            and len(draft.text.split()) > TITLE.min_words
        ]
        best = max(behind, key=lambda draft: (round(draft.size), draft.letters), default=best)
    if best.size > TITLE.larger * manner.size:
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
    alike = abs(below.size - above.size) < TITLE.same_size * above.size
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
INFO_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]{1,100}")


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
        match = INFO_DOI.search(info.get(key, ""))
        reported = reported or (match[0] if match else None)
    return Information(
        tuple(dict.fromkeys(title for title in plain if title)), reported.rstrip(".,;:)]").lower() if reported else None
    )
