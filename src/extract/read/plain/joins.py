"""Paragraphs that a page break, a table or a running head has parted become one block of several pieces."""

import re

from extract.read.plain.chunks import is_finished
from extract.read.plain.items import Item

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
MIN_WORDS = 6


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
    if tail[-1] == ":" or len(text[before.start : before.start + 400].split()) < MIN_WORDS:
        return False
    if BREAKS_OFF.search(tail):
        return True
    if GOES_ON.match(head):
        return not head[0].isdigit() or between > 0 or len(item.chunk.span) > 60
    return len(before.chunk.span) > 150 and len(item.chunk.span) > 60 and tail[-1].isalnum()
