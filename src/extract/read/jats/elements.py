"""JATS elements by what the reader does with them, and sections by their type or heading."""

import re

from lxml import etree

from extract.model import LinkKind, SectionRole, Style
from extract.read.jats.metadata import words

STYLES = {
    "sup": Style.SUPERSCRIPT,
    "sub": Style.SUBSCRIPT,
    "italic": Style.ITALIC,
    "bold": Style.BOLD,
    "i": Style.ITALIC,
    "b": Style.BOLD,
}

LEFT_OUT = frozenset(
    {
        "graphic",
        "inline-graphic",
        "inline-media",
        "object-id",
        "alt-text",
        "long-desc",
        "permissions",
        "related-article",
        "related-object",
        "custom-meta-group",
        "index-term",
        "counts",
        "self-uri",
        "sub-article",
        "response",
        "processing-meta",
        "private-char",
        "target",
    }
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

_HEADING_WORDS: tuple[tuple[str, SectionRole], ...] = (
    (r"(?:introduction|backgrounds?|foreword|context|rationale)\b", "introduction"),
    (r"(?:results?\s?(?:and|&|/)\s?(?:discussions?|analys[ei]s))$", "results"),
    (r"(?:main\s|key\s)?(?:results?|findings|outcomes)$", "results"),
    (r"(?:general\s)?discussions?\b|comments?$", "discussion"),
    (r"(?:main\s|summary\s(?:and|&)\s)?conclusions?\b|concluding\b|interpretation$|summary$", "conclusion"),
    (r"(?:.{0,40}\b(?:methods?|methodology)\b|experimental(?:\s(?:section|procedures?))?$|study\sdesign$)", "methods"),
    (r"(?:materials?|patients?|subjects?|participants?)\s?(?:and|&|,)\s?", "methods"),
    (r"statistical\sanalys[ei]s$", "methods"),
    (r"(?:references|bibliography|literature\scited)$", "references"),
    (
        r"(?:acknowledge?ments?|funding|financial\s|competing\sinterest|conflicts?\sof\sinterest|declarations?"
        r"|disclosures?|authors?['’]?s?['’]?\scontribution|contributors|ethic|consent\s(?:for|to)\s|informed\sconsent"
        r"|data\s(?:sharing|availability)|availability\sof|supplementa|supporting\sinformation|additional\sfiles?"
        r"|abbreviations?|(?:the\s)?role\sof\s(?:the\s)?(?:study\s)?(?:sponsor|funding)|web\sextra|additional\sinformation"
        r"|pre-?publication\shistory|list\sof\sabbreviations|orcid)",
        "back",
    ),
)
HEADINGS = tuple((re.compile(pattern, re.IGNORECASE), role) for pattern, role in _HEADING_WORDS)
"""The first words of a heading → its role."""

NUMBER = re.compile(
    r"^\s{0,4}(?:(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-H])[.)]?\s{1,4}(?:\|\s{1,4})?|\d{1,2}[.)])(?=[A-Z])"
)
"""The number of a heading: matches '2. Methods', 'II Methods', '3.Results' and '1 | INTRODUCTION', not '2D imaging'."""


def role_of_type(kind: str | None) -> SectionRole | None:
    """
    >>> role_of_type("materials|methods"), role_of_type("subsection")
    ('methods', None)
    """
    lowered = (kind or "").lower()
    return next((role for key, role in SECTION_TYPES if key in lowered), None)


def role_of_heading(heading: str) -> SectionRole | None:
    """
    >>> role_of_heading("2. Patients and methods"), role_of_heading("PATIENTS AND METHODS"), role_of_heading("Dose")
    ('methods', 'methods', None)
    """
    bare = NUMBER.sub("", heading, count=1).strip(" .:")
    return next((role for pattern, role in HEADINGS if pattern.match(bare)), None)


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
    found = role_of_type(element.get("sec-type")) or role_of_heading(words(element.find("title")) or "")
    return outer if found is None or (outer is not None and found != "back") else found
