"""The words that begin captions, headings and lists, and how a paper sets its body."""

from dataclasses import dataclass

from extract.read.captions import figure_label, table_label
from extract.text import lazy_re as re
from extract.text.headings import parse_heading

NUMBERED = re.compile(r"^(?:section\s+)?(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-Z]")
ABSTRACT = re.compile(r"^(?:abstract|summary)\b(?!\s(?:points?|of|statement|box|table|graphic|video|number)\b)", re.I)
KEYWORDS = re.compile(r"^key ?words?\b", re.I)
LETTERS = re.compile(r"[^\W\d_]")


LONGEST_HEADING = 90


def is_caption(text: str) -> bool:
    """Whether a block begins with the label of a table or a figure."""
    return (table_label(text) or figure_label(text)) is not None


def is_known_heading(text: str) -> bool:
    """Whether a line is one of the usual headings by its words."""
    return len(text) < LONGEST_HEADING and parse_heading(text).is_usual


def heads_section(text: str) -> bool:
    """Whether a line is one of the usual headings, and none that stands below a section."""
    return is_known_heading(text) and not parse_heading(text).is_sub


def heads_list(text: str) -> bool:
    """Whether a line is the heading of the list of references: 'LITERATURE CITED', not 'Reference values'."""
    return is_known_heading(text) and parse_heading(text).role == "references"


@dataclass(frozen=True, slots=True)
class BodyStyle:
    """How the paper sets its body: size, font, and whether it is bold (it never is)."""

    size: float
    font: int
