"""Drafts of all pages → blocks in text order: kinds told, paragraphs joined over columns, pages and floats."""

from collections.abc import Sequence

from extract.read.pdf.cues import CAPTION, Manner
from extract.read.pdf.entries import find_entries
from extract.read.pdf.layout import PageLayout
from extract.read.pdf.matter import mark_front
from extract.read.pdf.paragraphs import ENDS_SENTENCE, Draft
from extract.read.pdf.roles import is_heading, part_headings, rank_headings
from extract.read.pdf.title import find_title

NAMING_PAGES = 3
"""Pages whose running heads name the journal."""


def find_blocks(layouts: Sequence[PageLayout], manner: Manner, titles: Sequence[str] = ()) -> list[Draft]:
    """All blocks in text order. `titles` are those that the file itself names."""
    drafts = [draft for layout in layouts for draft in layout.drafts]
    running = [line.text for layout in layouts[:NAMING_PAGES] for line in layout.furniture]
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
        if draft.kind == "paragraph" and abs(draft.size - manner.size) < 0.08 * manner.size:
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
    if abs(last.size - first.size) > 0.06 * manner.size:
        return False
    if ENDS_SENTENCE.search(last.text) and not last.is_broken:
        full = before.column.right - last.x1 < 1.5 * last.size
        indented = first.x0 > draft.column.left + 0.6 * first.size
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
