"""JATS elements by what the reader does with them, and sections by their type or heading."""

import re

from extract.model import LinkKind, SectionRole, Style

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
        "media",
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
    (r"(?:introduction|background|foreword|context|rationale)\b", "introduction"),
    (r"(?:results?\s(?:and|&)\sdiscussions?)$", "results"),
    (r"(?:main\s|key\s)?(?:results?|findings|outcomes)$", "results"),
    (r"discussions?\b|comments?$", "discussion"),
    (r"(?:main\s)?conclusions?\b|concluding\b|interpretation$|summary$", "conclusion"),
    (r"(?:.{0,40}\b(?:methods?|methodology)|experimental(?:\s(?:section|procedures?))?|study\sdesign)$", "methods"),
    (r"(?:materials?|patients?|subjects?|participants?)\s?(?:and|&|,)\s?", "methods"),
    (r"statistical\sanalys[ei]s$", "methods"),
    (r"(?:references|bibliography|literature\scited)$", "references"),
    (
        r"(?:acknowledge?ments?|funding|financial\s|competing\sinterest|conflicts?\sof\sinterest|declarations?"
        r"|disclosures?|authors?['’]?s?['’]?\scontribution|contributors|ethic|consent\s(?:for|to)\s|informed\sconsent"
        r"|data\s(?:sharing|availability)|availability\sof|supplementa|supporting\sinformation|additional\sfiles?"
        r"|abbreviations?|pre-?publication\shistory|list\sof\sabbreviations|orcid)",
        "back",
    ),
)
HEADINGS = tuple((re.compile(pattern, re.IGNORECASE), role) for pattern, role in _HEADING_WORDS)
"""The first words of a heading → its role."""

NUMBER = re.compile(r"\s{0,4}(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-H])[.)]?\s{1,4}(?=[A-Z])")


def role_of_type(words: str | None) -> SectionRole | None:
    """
    >>> role_of_type("materials|methods"), role_of_type("subsection")
    ('methods', None)
    """
    lowered = (words or "").lower()
    return next((role for key, role in SECTION_TYPES if key in lowered), None)


def role_of_heading(words: str) -> SectionRole | None:
    """
    >>> role_of_heading("2. Patients and methods"), role_of_heading("Dose constraints")
    ('methods', None)
    """
    bare = NUMBER.sub("", words, count=1).strip(" .:")
    return next((role for pattern, role in HEADINGS if pattern.match(bare)), None)
