"""Front matter of the first page, and what the paper says about itself there."""

import re
from collections.abc import Sequence

from extract.model import Metadata
from extract.read.pdf.cues import ABSTRACT, KNOWN_HEADING, NUMBERED, Manner
from extract.read.pdf.paragraphs import Draft

FRONT = re.compile(
    r"correspond|e-?mail|received|accepted|revised|published|copyright|©|licen[cs]e|creative commons|academic editor"
    r"|citation:|how to cite|open access|department|universit|hospital|institute|edited by|reviewed by|conflict"
    r"|medicine, |key ?words?|\bdoi\b|@|abbreviations",
    re.I,
)
REFERENCES = re.compile(r"(?:references|bibliography|literature cited)\W{0,3}$", re.I)
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]{1,100}")
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,30}?\b((?:19|20)\d\d)\b", re.I)
YEAR = re.compile(r"(?:©|copyright|published(?: online)?:?|accepted:?)[^\n]{0,40}?\b((?:19|20)\d\d)\b", re.I)
BARE_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


def mark_front(drafts: Sequence[Draft], title: Draft | None, manner: Manner) -> None:
    """Blocks of the first page that are neither abstract nor body become `front`."""
    if not drafts:
        return
    page = drafts[0].page
    first = [draft for draft in drafts if draft.page == page and draft.kind in ("paragraph", "heading")]
    if title is not None and title.page == page:
        for draft in drafts[: drafts.index(title)]:
            if draft.kind in ("paragraph", "heading"):
                draft.kind = "front"
        first = [draft for draft in first if draft.kind != "front"]
    start = next((i for i, draft in enumerate(first) if ABSTRACT.match(draft.text)), None)
    named = start is not None
    if start is None:
        start = next((i for i, draft in enumerate(first) if _opens_body(draft)), None)
    if start is None:
        start = next((i for i, draft in enumerate(first) if _is_text(draft, manner)), 0)
    for index, draft in enumerate(first):
        if draft.kind == "heading" and REFERENCES.match(draft.text.strip()):
            break
        small = draft.size < 0.93 * manner.size and FRONT.search(draft.text) is not None and draft.letters < 900
        if index < start and not named and draft.letters > 250 and not FRONT.search(draft.text[:400]):
            draft.role = "abstract"
        elif index < start or (small and not ABSTRACT.match(draft.text)):
            draft.kind = "front"


def _opens_body(draft: Draft) -> bool:
    text = draft.text.strip()
    return draft.kind == "heading" and (KNOWN_HEADING.match(text) is not None or NUMBERED.match(text) is not None)


def _is_text(draft: Draft, manner: Manner) -> bool:
    return draft.letters > 350 and abs(draft.size - manner.size) < 0.25 * manner.size and len(draft.lines) > 4


def read_metadata(title: str | None, first_page: str) -> Metadata:
    """Title, DOI and year as the first page prints them."""
    found = DOI.search(first_page)
    year = COPYRIGHT.search(first_page) or YEAR.search(first_page) or BARE_YEAR.search(first_page)
    return Metadata(
        title=title,
        doi=found[0].rstrip(".,;:)]").lower() if found else None,
        year=int(year[1]) if year else None,
    )
