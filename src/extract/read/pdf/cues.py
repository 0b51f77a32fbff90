"""The words that begin captions, headings and lists, and how a paper sets its body."""

import re
from dataclasses import dataclass

CAPTION = re.compile(
    r"^(?:(?:supplement(?:ary|al)\s+)?(?:fig(?:ure)?s?|scheme|chart|plate|box|table|tab)\.?\s*[-–]?\s*(?:[A-Z]?\d{1,2}|[IVX]{1,5})"
    r"(?:[A-Za-z])?)(?:\s*[.:|–—-]|\s+[A-Z(]|\s*$)",
    re.I,
)
NUMBERED = re.compile(r"^(?:section\s+)?(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-Z]")
KNOWN_HEADING = re.compile(
    r"^(?:\d{1,2}\.?\s*|[IVX]{1,4}\.\s*)?(?:abstract|summary|introduction|background|(?:materials?|patients?|subjects?)"
    r"(?:\s+and\s+methods?)?|methods?(?:\s+and\s+materials?)?|methodology|results?(?:\s+and\s+discussions?)?|discussions?"
    r"|conclusions?|concluding remarks|references|bibliography|literature cited|acknowledge?ments?|funding"
    r"|(?:conflicts?|competing|declaration)s?\s+(?:of\s+)?interests?|author contributions?|authors['’]? contributions?"
    r"|abbreviations|appendix|supplementary (?:materials?|data|information)|key ?words|case (?:report|presentation)"
    r"|limitations|ethics(?: statement| approval)?|data availability(?: statement)?|disclosures?)\s*[:.]?$",
    re.I,
)
REFERENCES = re.compile(
    r"^(?:\d{1,2}\.?\s*|[IVX]{1,4}\.\s*)?(?:(?:list of |cited |selected |bibliographic(?:al)? )?references?"
    r"(?: cited| list| and (?:notes|further reading|recommended reading))?|notes and references|bibliography"
    r"|literature(?: cited| references)?|works cited|refer[eê]ncias(?: bibliogr[aá]ficas)?|bibliograf[ií]a"
    r"|literatur(?:verzeichnis)?|r[ée]f[ée]rences(?: bibliographiques)?)\s*[:.]?$",
    re.I,
)
"""The heading of a list: matches 'List of references' and 'LITERATURE CITED', not 'Reference values'."""

ABSTRACT = re.compile(r"^(?:abstract|summary)\b(?!\s(?:points?|of|statement|box|table|graphic|video|number)\b)", re.I)
KEYWORDS = re.compile(r"^key ?words?\b", re.I)
LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Manner:
    """How the paper sets its body: size, font, and whether it is bold (it never is)."""

    size: float
    font: int
