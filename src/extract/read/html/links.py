"""Where the links of a page point: at entries, floats, notes, DOIs or elsewhere."""

import re
from collections.abc import Mapping

from extract.model import Link, LinkKind, Span

FIGURE_NAME = re.compile(r"(?:.{0,30}[-_.])?(?:f|fig|figure)[-_.]?\d{1,3}[a-z]?$", re.IGNORECASE)
"""Ids of figures: matches 'F1' and 'cn123-fig-0001', not 'fn1'."""

TABLE_NAME = re.compile(r"(?:.{0,30}[-_.])?(?:t|tab|tbl|table)[-_.]?\d{1,3}[a-z]?$", re.IGNORECASE)
"""Ids of tables: matches 'T2' and 'Tab1', not 'tfn2'."""

NOTE_NAME = re.compile(r"(?:.{0,30}[-_.])?(?:fn|tfn|note|footnote|tblfn)[-_.]?\w{1,8}$", re.IGNORECASE)
"""Ids of notes: matches 'tblfn1', not 'notes-on-contributors'."""


def resolve_link(span: Span, href: str, entries: Mapping[str, str]) -> Link | None:
    """The link that an address means; `entries` gives for each id of an entry the entry's main id.

    None for links within the page that point at nothing of the paper.
    """
    name = href.rpartition("#")[2] if "#" in href else ""
    if name in entries:
        return Link(kind="reference", span=span, targets=(entries[name],))
    kinds: tuple[tuple[re.Pattern[str], LinkKind], ...] = (
        (TABLE_NAME, "table"),
        (FIGURE_NAME, "figure"),
        (NOTE_NAME, "note"),
    )
    for pattern, kind in kinds:
        if name and pattern.match(name):
            return Link(kind=kind, span=span, targets=(name,))
    if "doi.org/10." in href:
        return Link(kind="doi", span=span, targets=(href,))
    return Link(kind="url", span=span, targets=(href,)) if href.startswith("http") and not name else None
