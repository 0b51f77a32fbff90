"""Headings that run into their paragraphs: "2.1. Subjects. We asked ..." set in bold or slanted."""

import re
from collections.abc import Sequence

from extract.model import Style
from extract.read.pdf.cues import CAPTION, KEYWORDS, NUMBERED
from extract.read.pdf.lines import Line
from extract.read.pdf.paragraphs import Draft

ENDS = re.compile(r"[.:]$")
MAX_LETTERS = 110
MAX_LINES = 2
MIN_BODY = 60
MIN_SLANTED = 2
MAX_SLANTED = 70


def part_headings(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts, with each run-in heading as a draft of its own before the rest of its paragraph."""
    found = [_parted(draft) if draft.kind == "paragraph" and draft.table is None else None for draft in drafts]
    slanted = [parts for parts in found if parts and _is_only_slanted(parts[0])]
    out: list[Draft] = []
    for draft, parts in zip(drafts, found, strict=True):
        lone = parts is not None and _is_only_slanted(parts[0]) and len(slanted) < MIN_SLANTED
        out.extend(parts if parts and not lone else [draft])
    return out


def _is_only_slanted(heading: Draft) -> bool:
    """Whether nothing but its slant tells a heading: one alone may be the name of a species."""
    return not heading.lines[0].fragments[0].style & Style.BOLD and not NUMBERED.match(heading.text)


def _parted(draft: Draft) -> list[Draft] | None:
    first = draft.lines[0].fragments[0]
    if not first.style & (Style.BOLD | Style.ITALIC) or CAPTION.match(draft.text) or KEYWORDS.match(draft.text):
        return None
    head: list[Line] = []
    for index, line in enumerate(draft.lines[:MAX_LINES]):
        cut = next((at for at, each in enumerate(line.fragments) if each.style != first.style), len(line.fragments))
        if cut == len(line.fragments):
            head.append(line)
            continue
        if cut:
            head.append(Line(line.frame, line.fragments[:cut]))
        rest = Line(line.frame, line.fragments[cut:])
        later = sum(each.letters for each in draft.lines[index + 1 :])
        if not head or not _is_heading(head, rest, later, bool(first.style & Style.BOLD)):
            return None
        heading = Draft("heading", head, draft.column, role=draft.role, after_gap=draft.after_gap, level=2)
        body = Draft("paragraph", [rest, *draft.lines[index + 1 :]], draft.column, role=draft.role, after_gap=False)
        return [heading, body]
    return None


def _is_heading(head: Sequence[Line], rest: Line, later: int, bold: bool) -> bool:
    text = " ".join(line.text for line in head)
    letters = sum(line.letters for line in head)
    if not ENDS.search(text) or not 4 <= letters <= MAX_LETTERS or not rest.text[:1].isupper():
        return False
    if rest.letters + later < MIN_BODY:
        return False
    if NUMBERED.match(text):
        return True
    return sum(map(str.isalpha, text)) > 0.6 * letters and (bold or (text[0].isupper() and letters <= MAX_SLANTED))
