"""Where the links of a page point: at entries, floats, notes, DOIs or elsewhere."""

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from extract.model import Link, LinkKind, Span

LONGEST_VALUE = 400
SEPARATOR = re.compile(r"[\s,;#()\"']+")
FIGURE_NAME = re.compile(r"(?:.{0,30}[-_.])?(?:f|fig|figure)[-_.]?\d{1,3}[a-z]?$", re.IGNORECASE)
"""Ids of figures: matches 'F1' and 'cn123-fig-0001', not 'fn1'."""

TABLE_NAME = re.compile(r"(?:.{0,30}[-_.])?(?:t|tab|tbl|table)[-_.]?\d{1,3}[a-z]?$", re.IGNORECASE)
"""Ids of tables: matches 'T2' and 'Tab1', not 'tfn2'."""

NOTE_NAME = re.compile(r"(?:.{0,30}[-_.])?(?:fn|tfn|note|footnote|tblfn)[-_.]?\w{1,8}$", re.IGNORECASE)
"""Ids of notes: matches 'tblfn1', not 'notes-on-contributors'."""


def pointers_of(element: etree._Element) -> tuple[str, ...]:
    """The names that a link may mean: of its address and of its attributes, one or several in each.

    Pages point at entries by `href="#B1"`, `data-open="B1"`, `rel="references:#b1 #b2"` and the like.
    """
    found: list[str] = []
    for name, value in ((str(name), str(value)) for name, value in element.items()):
        if len(value) > LONGEST_VALUE or name in ("class", "style", "title", "target", "id"):
            continue
        value = value.rpartition("#")[2] if name == "href" and value.count("#") == 1 else value
        found += [part for part in SEPARATOR.split(value) if part]
    return tuple(dict.fromkeys(found))


def resolve_link(span: Span, names: Sequence[str], href: str, entries: Mapping[str, str]) -> Link | None:
    """The link that a pointing means; `entries` gives for each id of an entry the entry's main id.

    None for links within the page that point at nothing of the paper.
    """
    targets = tuple(dict.fromkeys(entries[name] for name in names if name in entries))
    if targets:
        return Link(kind="reference", span=span, targets=targets)
    name = href.rpartition("#")[2] if "#" in href else ""
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
