"""Drafts of all pages → blocks in text order: kinds told, paragraphs joined over columns, pages and floats."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.model import Style
from extract.read.pdf.cues import (
    KEYWORDS,
    LETTERS,
    NUMBERED,
    BodyStyle,
    heads_list,
    heads_section,
    is_caption,
    is_known_heading,
)
from extract.read.pdf.layout import PageLayout
from extract.read.pdf.lines import Line, script_of
from extract.read.pdf.matter import find_title, mark_front
from extract.read.pdf.paragraphs import ENDS_SENTENCE, Column, Draft, look
from extract.read.pdf.settings import ENTRIES, HEADINGS
from extract.text import lazy_re as re
from extract.text.numbers import are_alike, are_near

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
        held = [draft for start, end in parts for draft in drafts[start:end]]
        out.extend(_entries([block for block in held if block.kind in ("paragraph", "heading", "reference")]))
        out.extend(block for block in held if block.kind not in ("paragraph", "heading", "reference"))
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
    return any(block.kind == "paragraph" for block in following[:6])


def _list_end(drafts: Sequence[Draft], start: int, heading: Draft) -> int:
    """Where another heading follows the list; its entries' own bold or slanted parts are none."""
    mine = look(heading)
    for index in range(start, len(drafts)):
        draft = drafts[index]
        if draft.kind != "heading" or LABEL.match(draft.text):
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
    labels = [(index, number) for index, number, marks in matched if marks == form[0][0]]
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


ENDS = re.compile(r"[.:]$")


def is_heading(draft: Draft, body_style: BodyStyle, following: Draft | None) -> bool:
    """A short block set off from the body by style, before text."""
    text = draft.text.strip()
    letters = len(LETTERS.findall(text))
    if (
        letters < 3
        or len(draft.lines) > HEADINGS.most_lines
        or draft.letters > HEADINGS.most_letters
        or following is None
    ):
        return False
    if is_known_heading(text):
        return True
    if KEYWORDS.match(text):
        return False
    if text.endswith((",", ";")) or is_caption(text) or letters < HEADINGS.letter_share * len(text.replace(" ", "")):
        return False
    if text.endswith(".") and not NUMBERED.match(text):
        return False
    large = draft.size > HEADINGS.large * body_style.size
    bold = draft.has_style(Style.BOLD)
    capitals = text.upper() == text and letters > 4
    italic = draft.has_style(Style.ITALIC) and draft.after_gap
    other = (
        draft.lines[0].font != body_style.font and draft.after_gap and draft.size >= HEADINGS.as_large * body_style.size
    )
    if draft.size < HEADINGS.small * body_style.size:
        return False
    if large or bold:
        return True
    if len(draft.lines) > 2:
        return False
    return capitals or italic or (other and (NUMBERED.match(text) is not None or len(draft.lines) == 1))


def rank_headings(headings: Sequence[Draft]) -> None:
    """Levels by the numbers of the headings, else by how strongly they are set."""
    set_off = [draft for draft in headings if draft.level != 2]  # those that run into their paragraph have a level
    unranked: list[Draft] = []
    for draft in headings:
        if numbered := NUMBERED.match(draft.text):
            draft.level = numbered[1].count(".") + 1
        elif heads_section(draft.text) and draft.level != 2:
            draft.level = 1
        elif draft.level != 2:
            unranked.append(draft)
    top = max((look(draft) for draft in headings if draft.level == 1 and heads_section(draft.text)), default=None)
    looks = sorted({style for style in map(look, set_off) if top is None or style <= top}, reverse=True)
    for draft in unranked:
        style = look(draft)
        draft.level = 1 if top is not None and style >= top else min(4, 1 + looks.index(style))


def part_headings(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts, with each run-in heading as a draft of its own before the rest of its paragraph."""
    found = [_parted(draft) if draft.kind == "paragraph" and draft.table is None else None for draft in drafts]
    slanted = [parts for parts in found if parts and _is_only_slanted(parts[0])]
    out: list[Draft] = []
    for draft, parts in zip(drafts, found, strict=True):
        lone = parts is not None and _is_only_slanted(parts[0]) and len(slanted) < HEADINGS.min_slanted
        out.extend(parts if parts and not lone else [draft])
    return out


def _is_only_slanted(heading: Draft) -> bool:
    """Whether nothing but its slant tells a heading: one alone may be the name of a species."""
    return not heading.lines[0].fragments[0].style & Style.BOLD and not NUMBERED.match(heading.text)


def _parted(draft: Draft) -> list[Draft] | None:
    first = draft.lines[0].fragments[0]
    if not first.style & (Style.BOLD | Style.ITALIC) or is_caption(draft.text) or KEYWORDS.match(draft.text):
        return None
    head: list[Line] = []
    for index, line in enumerate(draft.lines[: HEADINGS.max_lines]):
        cut = next(
            (at for at, fragment in enumerate(line.fragments) if fragment.style != first.style), len(line.fragments)
        )
        if cut == len(line.fragments):
            head.append(line)
            continue
        if cut:
            head.append(Line(line.frame, line.fragments[:cut]))
        rest = Line(line.frame, line.fragments[cut:])
        later = sum(line.letters for line in draft.lines[index + 1 :])
        if not head or not _is_run_in(head, rest, later, bool(first.style & Style.BOLD)):
            return None
        heading = Draft("heading", head, draft.column, role=draft.role, after_gap=draft.after_gap, level=2)
        body = Draft("paragraph", [rest, *draft.lines[index + 1 :]], draft.column, role=draft.role, after_gap=False)
        return [heading, body]
    return None


def _is_run_in(head: Sequence[Line], rest: Line, later: int, bold: bool) -> bool:
    text = " ".join(line.text for line in head)
    letters = sum(line.letters for line in head)
    if not ENDS.search(text) or not 4 <= letters <= HEADINGS.max_letters or not rest.text[:1].isupper():
        return False
    if rest.letters + later < HEADINGS.min_body:
        return False
    if NUMBERED.match(text):
        return True
    return sum(map(str.isalpha, text)) > HEADINGS.run_in_letters * letters and (
        bold or (text[0].isupper() and letters <= HEADINGS.max_slanted)
    )


def find_blocks(layouts: Sequence[PageLayout], body_style: BodyStyle, titles: Sequence[str] = ()) -> list[Draft]:
    """All blocks in text order. `titles` are those that the file itself names."""
    drafts = [draft for layout in layouts for draft in layout.drafts]
    running = [line.text for layout in layouts[: HEADINGS.naming_pages] for line in layout.furniture]
    title = find_title(drafts, body_style, titles, running)
    _tell_kinds(drafts, body_style, title)
    drafts = part_headings(drafts)
    rank_headings([draft for draft in drafts if draft.kind == "heading"])
    drafts = _joined(find_entries(drafts), body_style)
    furniture = {layout.content.frame.page: layout.furniture for layout in layouts}
    return _with_furniture(drafts, furniture)


def _tell_kinds(drafts: list[Draft], body_style: BodyStyle, title: Draft | None) -> None:
    for index, draft in enumerate(drafts):
        if draft.kind != "paragraph":
            continue
        following = next((other for other in drafts[index + 1 : index + 3]), None)
        if is_caption(draft.text) and not _runs_on(drafts, index):
            draft.kind = "caption"
        elif is_heading(draft, body_style, following):
            draft.kind = "heading"
    mark_front(drafts, title, body_style)


def _runs_on(drafts: list[Draft], index: int) -> bool:
    """Whether a line that begins like a caption goes on a sentence of the column before."""
    if index == 0 or drafts[index].after_gap:
        return False
    return not ENDS_SENTENCE.search(drafts[index - 1].text)


def _joined(drafts: list[Draft], body_style: BodyStyle) -> list[Draft]:
    """Paragraphs that a column, page or float interrupts, put together; what stood between comes behind."""
    out: list[Draft] = []
    open_: int | None = None
    for draft in drafts:
        if draft.kind == "paragraph" and open_ is not None and _goes_on(out[open_], draft, body_style):
            open_ = _join(out, open_, draft)
            continue
        out.append(draft)
        if draft.kind == "paragraph" and are_alike(draft.size, body_style.size, HEADINGS.body_size):
            open_ = len(out) - 1
        elif draft.kind in ("heading", "title"):
            open_ = None
    return out


def _join(out: list[Draft], open_: int, draft: Draft) -> int:
    """Append a paragraph's continuation; what stood between on earlier pages comes before it. Its new place."""
    between = out[open_ + 1 :]
    earlier = [block for block in between if block.page < draft.page]
    later = [block for block in between if block.page >= draft.page]
    out[open_].lines.extend(draft.lines)
    out[open_:] = [*earlier, out[open_], *later]
    return open_ + len(earlier)


def _goes_on(before: Draft, draft: Draft, body_style: BodyStyle) -> bool:
    last, first = before.lines[-1], draft.lines[0]
    if last.frame.page == first.frame.page and draft.column is before.column:
        return False
    if not are_near(last.size, first.size, HEADINGS.joined_size * body_style.size):
        return False
    if ENDS_SENTENCE.search(last.text) and not last.is_broken:
        full = before.column.right - last.x1 < HEADINGS.full_line * last.size
        indented = first.x0 > draft.column.left + HEADINGS.indent * first.size
        return full and not indented and before.column.justified and len(draft.lines) > 1 and not draft.after_gap
    return True


def _with_furniture(drafts: list[Draft], furniture: dict[int, list[Draft]]) -> list[Draft]:
    """Each page's furniture before the first block that begins on it."""
    out: list[Draft] = []
    waiting = sorted(furniture)
    for draft in drafts:
        while waiting and waiting[0] <= draft.page:
            out.extend(furniture[waiting.pop(0)])
        out.append(draft)
    for page in waiting:
        out.extend(furniture[page])
    return out
