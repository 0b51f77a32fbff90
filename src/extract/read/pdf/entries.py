"""The reference list: one draft for each entry, by numbers, hanging indents, gaps or the look of authors."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.model import Style
from extract.read.pdf.cues import heads_list, is_known_heading
from extract.read.pdf.lines import Line, script_of
from extract.read.pdf.paragraphs import Column, Draft, look
from extract.read.pdf.settings import SETTINGS

ENTRIES = SETTINGS.entries

LABEL = re.compile(
    r"^(?P<open>[\[(]?)\s?(?P<number>\d{1,3})\s?(?P<close>[\])]?\.?)(?:(?<=[\]).])|(?=\s+[^\d\s])|$)(?!:)"
)
"""An entry's number; a colon behind it is that of a volume ("20: 680-4")."""

RAISED = re.compile(r"^(?P<open>)(?P<number>\d{1,3})(?P<close>)(?=\s?[^\d\s])")
"""A number without a mark: an entry's where it stands raised."""


AUTHOR_START = re.compile(
    r"^(?:[a-z]{1,3}['’]? ?){0,2}[A-Z][\w'’‐-]+(?:[ ,][ A-Z][\w'’‐-]*)?,? (?:[A-Z]\.? ?-?){1,4}"
    r"(?:[,.;:&(]| and\b| et\b|$)"
)
LINK_WORDS = re.compile(
    r"^\W*(?:(?:publisher |free )*full ?text|pubmed(?: abstract| central)?|abstract|crossref|medline|google scholar"
    r"|(?:reference )?source|view article|doi|\W)+\W*$",
    re.I,
)
CAPITAL = re.compile(r"^\W{0,2}[^\W\d_a-z]|^(?:de|van|von|del|di|la|le)\b")
ENTRY_END = re.compile(
    r"(?:(?:[.\d)\]/]|[a-z]\d+)[\"'”’]?"
    r"|\b(?:full ?text|abstract|crossref|pubmed|medline|scholar|source|view article))\]?$",
    re.I,
)
MARKER = re.compile(r"^(?:\*{1,3}|•{1,2}|[a-z]\))")

Placed = tuple[Line, Column]


def find_entries(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the reference list's own parted into entries of kind `reference`."""
    out: list[Draft] = []
    drafts = [part for draft in drafts for part in _parted_at_heading(draft)]
    index = 0
    while index < len(drafts):
        draft = drafts[index]
        out.append(draft)
        index += 1
        if not _opens_list(draft, drafts[index:]):
            continue
        draft.kind, draft.level = "heading", 1
        parts = _parts(drafts, index, draft)
        for (_, end), (start, _) in pairwise(parts):
            out[-1:-1] = drafts[end:start]
        held = [each for start, end in parts for each in drafts[start:end]]
        out.extend(_entries([each for each in held if each.kind in ("paragraph", "heading", "reference")]))
        out.extend(each for each in held if each.kind not in ("paragraph", "heading", "reference"))
        index = parts[-1][1]
    return out


def _parted_at_heading(draft: Draft) -> list[Draft]:
    """A block in which the list's heading is a line among others, parted before and behind it."""
    if draft.kind != "paragraph" or len(draft.lines) < 2:
        return [draft]
    for at, line in enumerate(draft.lines):
        behind = draft.lines[at + 1 : at + 2]
        if not heads_list(line.text) or (behind and not _begins_entry(behind[0])):
            continue
        parts = (draft.lines[:at], [line], draft.lines[at + 1 :])
        return [replace(draft, lines=lines, after_gap=True) for lines in parts if lines]
    return [draft]


def _begins_entry(line: Line) -> bool:
    return (LABEL.match(line.text) or AUTHOR_START.match(line.text)) is not None


def _opens_list(draft: Draft, following: Sequence[Draft]) -> bool:
    if len(draft.lines) != 1 or not heads_list(draft.text) or draft.kind not in ("paragraph", "heading"):
        return False
    return any(each.kind == "paragraph" for each in following[:6])


def _list_end(drafts: Sequence[Draft], start: int, heading: Draft) -> int:
    """Where another heading follows the list; its entries' own bold or slanted parts are none."""
    mine = look(heading)
    for index in range(start, len(drafts)):
        draft = drafts[index]
        if draft.kind == "title" or draft.kind != "heading" or LABEL.match(draft.text):
            continue
        if is_known_heading(draft.text) or (look(draft) >= mine and index > start + 2):
            return index
    return len(drafts)


def _parts(drafts: Sequence[Draft], start: int, heading: Draft) -> list[tuple[int, int]]:
    """Where the list stands: from its heading to the next, and again wherever its next numbers begin."""
    parts = [(start, _list_end(drafts, start, heading))]
    while parts[-1][1] < len(drafts):
        end = parts[-1][1]
        last = max((_number(draft) or 0 for first, behind in parts for draft in drafts[first:behind]), default=0)
        at: list[int] = []
        for wanted in range(last + 1, last + 1 + ENTRIES.next_entries):
            later = range(at[-1] if at else end, min(len(drafts), end + ENTRIES.longest_gap))
            at.extend([i for i in later if drafts[i].kind == "paragraph" and (_number(drafts[i]) or 0) == wanted][:1])
        if not last or len(at) < ENTRIES.next_entries:
            break
        parts.append((at[0], _list_end(drafts, at[0], heading)))
    return parts


def _number(draft: Draft) -> int | None:
    """The number with which a block begins as an entry does."""
    found = LABEL.match(draft.text) if draft.kind != "heading" else None
    return int(found["number"]) if found and found["close"] else None


def _entries(drafts: Sequence[Draft]) -> list[Draft]:
    lines: list[Placed] = [(line, draft.column) for draft in drafts for line in draft.lines]
    if not lines:
        return []
    opens = {id(draft.lines[0]) for draft in drafts}
    starts = _numbered(lines) or _hanging(lines) or _by_looks(lines, opens)
    out: list[Draft] = []
    for index, (line, column) in enumerate(lines):
        if index in starts or not out:
            out.append(Draft("reference", [line], column))
        else:
            out[-1].lines.append(line)
    if 0 not in starts and out:
        out[0].kind = "paragraph"
    return out


def _numbered(lines: Sequence[Placed]) -> set[int]:
    """Lines that begin with the next number of the list."""
    matched: list[tuple[int, int, str]] = []
    for index, (line, column) in enumerate(lines):
        words = MARKER.sub("", line.text).lstrip()
        found = LABEL.match(words) or (RAISED.match(words) if _begins_raised(line) else None)
        if found and line.x0 < column.left + ENTRIES.label_indent * line.size:
            matched.append((index, int(found["number"]), found["open"] + found["close"]))
    form = Counter(form for _, _, form in matched).most_common(1)
    labels = [(index, number) for index, number, each in matched if each == form[0][0]]
    best: list[int] = []
    for first in range(min(4, len(labels))):
        chain, number = [labels[first][0]], labels[first][1]
        for index, label in labels[first + 1 :]:
            if number < label <= number + 2:
                chain.append(index)
                number = label
        if len(chain) > len(best):
            best = chain
    if len(best) < 2 or len(best) * ENTRIES.lines_an_entry < len(lines):
        return set()
    return set(best)


def _begins_raised(line: Line) -> bool:
    first = line.fragments[0]
    return first.text.isdecimal() and script_of(line, first) is Style.SUPERSCRIPT


def _hanging(lines: Sequence[Placed]) -> set[int]:
    """Lines that stand out to the left, or those that are indented, whichever begin the entries."""
    out: set[int] = set()
    inset: set[int] = set()
    for index, (line, column) in enumerate(lines):
        (inset if line.x0 > column.left + ENTRIES.hanging * line.size else out).add(index)
    if len(inset) < ENTRIES.min_inset * len(lines) or len(out) < ENTRIES.min_out * len(lines):
        return set()
    ending = {index for index in range(len(lines)) if index == 0 or ENTRY_END.search(lines[index - 1][0].text)}
    chosen = max((out, inset), key=lambda group: len(group & ending) / max(1, len(group)))
    return chosen if len(chosen & ending) >= ENTRIES.ending_share * len(chosen) else set()


def _by_looks(lines: Sequence[Placed], opens: set[int]) -> set[int]:
    """Lines that begin like authors behind a line that ends like an entry, or behind a gap."""
    starts = {0}
    for index in range(1, len(lines)):
        line, before = lines[index][0], lines[index - 1][0]
        begins = AUTHOR_START.match(line.text) is not None
        ends = ENTRY_END.search(before.text) is not None
        opening = id(line) in opens and CAPITAL.match(line.text) is not None
        if ends and (begins or opening) and not LINK_WORDS.match(line.text):
            starts.add(index)
    return starts
