"""JATS elements by what the reader does with them, and sections by their type or heading."""

from lxml import etree

from extract.model import LinkKind, SectionRole
from extract.read.jats.metadata import words
from extract.text.headings import parse_heading

LEFT_OUT = frozenset(
    (
        "graphic inline-graphic inline-media object-id alt-text long-desc permissions related-article related-object "
        "custom-meta-group index-term counts self-uri sub-article response processing-meta private-char target"
    ).split()
)
"""Elements whose words are no part of the running text."""

FORMULAS = frozenset({"inline-formula", "disp-formula", "math", "tex-math", "chem-struct-wrap"})
SPACED = frozenset({"break", "p", "title", "list-item", "def", "term", "label", "td", "th", "entry", "tr", "row"})
"""Elements that part words where text is written without blocks."""

LINK_KINDS: dict[str, LinkKind] = {
    "bibr": "reference",
    "ref": "reference",
    "fig": "figure",
    "table": "table",
    "table-fn": "note",
    "fn": "note",
}

SECTION_TYPES: tuple[tuple[str, SectionRole], ...] = (
    ("abstract", "abstract"),
    ("intro", "introduction"),
    ("background", "introduction"),
    ("result", "results"),
    ("discussion", "discussion"),
    ("conclusion", "conclusion"),
    ("method", "methods"),
    ("material", "methods"),
    ("subjects", "methods"),
    ("cases", "results"),
    ("supplementary-material", "back"),
    ("data-availability", "back"),
    ("coi-statement", "back"),
    ("conflict", "back"),
    ("display-objects", "other"),
    ("additional-information", "back"),
    ("ethics", "back"),
    ("funding", "back"),
    ("author-contributions", "back"),
)


def role_of_type(kind: str | None) -> SectionRole | None:
    """
    >>> role_of_type("materials|methods"), role_of_type("subsection")
    ('methods', None)
    """
    lowered = (kind or "").lower()
    return next((role for key, role in SECTION_TYPES if key in lowered), None)


MAIN_ABSTRACTS = frozenset({None, "", "normal", "main", "section", "sections", "structured", "summary", "web-summary"})
"""Types of the abstract proper; others are teasers, précis and summaries for lay readers."""

BACK = frozenset({"ack", "notes", "glossary", "fn-group", "supplementary-material"})


def section_role(element: etree._Element, outer: SectionRole | None) -> SectionRole | None:
    """The role of a section-like element within one of the role `outer`."""
    if element.tag in ("abstract", "trans-abstract"):
        return "abstract" if element.get("abstract-type") in MAIN_ABSTRACTS else "other"
    if element.tag in BACK:
        return "back"
    if element.tag in ("app", "boxed-text"):
        return "other"
    if outer in ("abstract", "other", "back"):
        return outer
    found = role_of_type(element.get("sec-type")) or parse_heading(words(element.find("title")) or "").role
    if found == "abstract":  # "Summary" behind an article's text concludes it
        found = "conclusion"
    return outer if found is None or (outer is not None and found != "back") else found
