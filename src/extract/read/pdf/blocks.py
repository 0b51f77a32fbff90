"""Drafts of all pages → blocks in text order: kinds told, paragraphs joined over columns, pages and floats."""

import re
from collections.abc import Sequence

from extract.model import Style
from extract.read.pdf.cues import CAPTION, KEYWORDS, LETTERS, NUMBERED, Manner, heads_section, is_known_heading
from extract.read.pdf.entries import find_entries
from extract.read.pdf.layout import PageLayout
from extract.read.pdf.lines import Line
from extract.read.pdf.matter import mark_front
from extract.read.pdf.paragraphs import ENDS_SENTENCE, Draft, look
from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.title import find_title

HEADINGS = SETTINGS.headings

ENDS = re.compile(r"[.:]$")


def is_heading(draft: Draft, manner: Manner, following: Draft | None) -> bool:
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
    if text.endswith((",", ";")) or CAPTION.match(text) or letters < HEADINGS.letter_share * len(text.replace(" ", "")):
        return False
    if text.endswith(".") and not NUMBERED.match(text):
        return False
    large = draft.size > HEADINGS.large * manner.size
    bold = draft.has_style(Style.BOLD)
    capitals = text.upper() == text and letters > 4
    italic = draft.has_style(Style.ITALIC) and draft.after_gap
    other = draft.lines[0].font != manner.font and draft.after_gap and draft.size >= HEADINGS.as_large * manner.size
    if draft.size < HEADINGS.small * manner.size:
        return False
    if large or bold:
        return True
    if len(draft.lines) > 2:
        return False
    return capitals or italic or (other and (NUMBERED.match(text) is not None or len(draft.lines) == 1))


def rank_headings(headings: Sequence[Draft], manner: Manner) -> None:
    """Levels by the numbers of the headings, else by how strongly they are set."""
    run_in = {id(draft) for draft in headings if draft.level == 2}
    looks = {look(draft): 0.0 for draft in headings if id(draft) not in run_in}
    order = sorted(looks, reverse=True)
    for draft in headings:
        numbered = NUMBERED.match(draft.text)
        if numbered:
            draft.level = numbered[1].count(".") + 1
        elif draft.level == 2:
            continue
        elif heads_section(draft.text):
            draft.level = 1
        else:
            draft.level = min(4, 1 + order.index(look(draft)))
    top = {look(draft) for draft in headings if draft.level == 1 and heads_section(draft.text)}
    if top:
        strongest = max(top)
        for draft in headings:
            if not (NUMBERED.match(draft.text) or heads_section(draft.text) or id(draft) in run_in):
                stronger = sorted({each for each in looks if each <= strongest}, reverse=True)
                mine = look(draft)
                draft.level = 1 if mine >= strongest else min(4, 1 + stronger.index(mine))


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
    if not first.style & (Style.BOLD | Style.ITALIC) or CAPTION.match(draft.text) or KEYWORDS.match(draft.text):
        return None
    head: list[Line] = []
    for index, line in enumerate(draft.lines[: HEADINGS.max_lines]):
        cut = next((at for at, each in enumerate(line.fragments) if each.style != first.style), len(line.fragments))
        if cut == len(line.fragments):
            head.append(line)
            continue
        if cut:
            head.append(Line(line.frame, line.fragments[:cut]))
        rest = Line(line.frame, line.fragments[cut:])
        later = sum(each.letters for each in draft.lines[index + 1 :])
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


def find_blocks(layouts: Sequence[PageLayout], manner: Manner, titles: Sequence[str] = ()) -> list[Draft]:
    """All blocks in text order. `titles` are those that the file itself names."""
    drafts = [draft for layout in layouts for draft in layout.drafts]
    running = [line.text for layout in layouts[: HEADINGS.naming_pages] for line in layout.furniture]
    title = find_title(drafts, manner, titles, running)
    _tell_kinds(drafts, manner, title)
    drafts = part_headings(drafts)
    rank_headings([draft for draft in drafts if draft.kind == "heading"], manner)
    drafts = _joined(find_entries(drafts), manner)
    furniture = {layout.content.frame.page: layout.furniture for layout in layouts}
    return _with_furniture(drafts, furniture)


def _tell_kinds(drafts: list[Draft], manner: Manner, title: Draft | None) -> None:
    for index, draft in enumerate(drafts):
        if draft.kind != "paragraph":
            continue
        following = next((other for other in drafts[index + 1 : index + 3]), None)
        if CAPTION.match(draft.text) and not _runs_on(drafts, index):
            draft.kind = "caption"
        elif is_heading(draft, manner, following):
            draft.kind = "heading"
    mark_front(drafts, title, manner)


def _runs_on(drafts: list[Draft], index: int) -> bool:
    """Whether a line that begins like a caption goes on a sentence of the column before."""
    if index == 0 or drafts[index].after_gap:
        return False
    return not ENDS_SENTENCE.search(drafts[index - 1].text)


def _joined(drafts: list[Draft], manner: Manner) -> list[Draft]:
    """Paragraphs that a column, page or float interrupts, put together; what stood between comes behind."""
    out: list[Draft] = []
    open_: int | None = None
    for draft in drafts:
        if draft.kind == "paragraph" and open_ is not None and _goes_on(out[open_], draft, manner):
            open_ = _join(out, open_, draft)
            continue
        out.append(draft)
        if draft.kind == "paragraph" and abs(draft.size - manner.size) < HEADINGS.body_size * manner.size:
            open_ = len(out) - 1
        elif draft.kind in ("heading", "title"):
            open_ = None
    return out


def _join(out: list[Draft], open_: int, draft: Draft) -> int:
    """Append a paragraph's continuation; what stood between on earlier pages comes before it. Its new place."""
    between = out[open_ + 1 :]
    earlier = [each for each in between if each.page < draft.page]
    later = [each for each in between if each.page >= draft.page]
    out[open_].lines.extend(draft.lines)
    out[open_:] = [*earlier, out[open_], *later]
    return open_ + len(earlier)


def _goes_on(before: Draft, draft: Draft, manner: Manner) -> bool:
    last, first = before.lines[-1], draft.lines[0]
    if last.frame.page == first.frame.page and draft.column is before.column:
        return False
    if abs(last.size - first.size) > HEADINGS.joined_size * manner.size:
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
