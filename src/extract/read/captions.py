"""Labels at the head of captions, and the notes below tables: one grammar for every format."""

from extract.model import Pieces, Span
from extract.text import lazy_re as re

_TABLE = re.compile(
    r"""[\W_]{0,6}
    ((?:(?i:Supplement(?:ary|al))\ |Extended\ Data\ |Appendix\ )?(?:Table|TABLE|Tab\.)(?:\s{1,3}|[-–]\s?)
    (?:[A-Z]{1,2}[.-]?)?(?:\d{1,3}(?:[.-]\d{1,2})?[A-Za-z]?|[IVXL]{1,6}))
    (?=[\s.:|)*—–-]|$)[*_]{0,3}[.:|)*_—–-]{0,3}
    """,
    re.VERBOSE,
)
"""The label of a table at the head of its caption: matches 'Table 2. Toxicity' and 'Table-1:', not 'Tables 2 and 3'."""

_FIGURE = re.compile(
    r"""[\W_]{0,6}
    ((?:(?i:Supplement(?:ary|al))\ |Extended\ Data\ )?
    (?:Fig(?:ure|\.)?|FIG(?:URE|\.)?|Scheme|SCHEME|Chart|CHART|Plate|PLATE|Algorithm|Box|BOX)\s{0,3}(?:[-–]\s?)?
    [A-Z]?\d{1,3}[A-Za-z]?)
    (?=[\s.:|)*—–-]|$)[*_]{0,3}[.:|)*_—–-]{0,3}
    """,
    re.VERBOSE,
)
"""The label of a figure at the head of its legend: matches 'Fig.4 Subgroups' and 'Figure-1:', not 'Figures 1 and 2'."""

_SAYS = re.compile(
    r"""\s{0,3}(?:[A-F](?:\s{0,2}[,–-]\s{0,2}[A-F])?\s)?\s{0,2}(?:also\ |further\ |clearly\ )?
    (?:shows?|showed|depicts?|illustrates?|presents?|demonstrates?|summari[sz]es?|displays?|lists?|provides?|gives?
    |details?|compares?|describes?|described|reports?|reported|contains?|indicates?|reveals?|outlines?|includes?
    |and|or|to|is|are|was|were|in|of|for|,)\b
    """,
    re.VERBOSE,
)
"""A verb behind a label makes a sentence of it: matches ' shows the curves', not ' Patient characteristics'."""

_NOTE = re.compile(
    r"""[*_]{0,3}(?:[⁰¹²³⁴-⁹ᵃ-ᶻ†‡§¶‖#∗]|\d{1,2}:\s|\*\s?[A-Za-z]|\^\{?[a-z\d*†]|\$\^|<sup>|\[[a-z#*†\d]\]\s
    |(?-i:[a-z]\)\s|[a-e]\s(?=[A-Z]))|notes?\b[.:]?\s|abbreviations?\b|footnotes?\b|source\b:|values?\s(?:are|in)\b
    |data\s(?:are|were|shown|presented|expressed)\b|dashes\b|bold\b|numbers?\s(?:are|in)\b|statistically\ssignificant
    |modified\sfrom|adapted\sfrom
    |p[- ]?values?\b|\*?p\*?\s?[<=]|percentages\s|all\svalues\b|\(?continued)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How a table's notes begin: matches '^aPrimary endpoint' and 'Values are means', not 'Patients were'."""

_DEFINITION = re.compile(
    r"""[*_]{0,3}[A-Za-z][\w/+α-ω-]{0,14}(?:[ ](?:PS[ ]Score|\d{1,2}(?:-\d)?))?[*_]{0,3}\s?[,:=–]?\s
    [^.;\n]{3,120}?(?:;|[,.]\s(?=[A-Z][A-Za-z]{0,3}[A-Z])|[.]?$)
    """,
    re.VERBOSE,
)
"""One abbreviation and its meaning: matches 'SBRT, stereotactic body radiotherapy;'."""

_SHORT_FORM = re.compile(r"[*_]{0,3}[A-Za-z0-9-]{0,8}[A-Z][A-Za-z0-9/+-]{0,8}[A-Z0-9][\w-]{0,6}[*_]{0,3}[\s,:=]")
"""A short form at the very start: matches 'PSM, ' and '*HBV* ', not 'Patients '."""

CONTINUED = re.compile(r"[\s*_(\[]{0,4}\bcont(?:inued|inuation|['’]?d|\.)(?!\w)", re.IGNORECASE)
"""Behind a label: matches ' (continued)' and ' cont.', not ' Continuous variables'."""


def table_label(words: str) -> re.Match[str] | None:
    """The label at the head of a table's caption, its first group as printed; none at the head of a sentence.

    >>> table_label("Table 2. Sleep").group(1), table_label("Table 2 shows sleep"), table_label("Tables 2 and 3")
    ('Table 2', None, None)
    """
    return _label(_TABLE, words)


def figure_label(words: str) -> re.Match[str] | None:
    """The same of a figure's legend.

    >>> figure_label("Fig.4 Subgroups").group(1), figure_label("Figure-1: Cells").group(1)
    ('Fig.4', 'Figure-1')
    >>> figure_label("Figure 4 depicts subgroups"), figure_label("Figures-1 and 2")
    (None, None)
    """
    return _label(_FIGURE, words)


def _label(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = pattern.match(words)
    return None if found is None or _SAYS.match(words, found.end()) else found


def split_caption(text: str, caption: Span) -> tuple[str | None, Pieces]:
    """The label of a table's caption as printed, and where the caption's own words stand.

    >>> split_caption("Table 2. Sleep", Span(0, 14)), split_caption("Sleep", Span(0, 5))
    (('Table 2', (Span(start=9, end=14),)), (None, (Span(start=0, end=5),)))
    """
    words = caption.of(text)
    found = table_label(words)
    rest = words[found.end() :].lstrip() if found else words
    return found[1] if found else None, (Span(caption.end - len(rest), caption.end),) if rest else ()


def begins_note(words: str) -> bool:
    """Whether words begin like a note below a table: a mark, "Values are ...", an abbreviation with its meaning.

    >>> begins_note("* P < 0.05"), begins_note("SD, standard deviation."), begins_note("Patients slept.")
    (True, True, False)
    """
    return marks_note(words) or defines(words)


def marks_note(words: str) -> bool:
    """Whether a mark or a word that only notes begin with stands at the head of words."""
    return _NOTE.match(words[:300]) is not None


def defines(words: str) -> bool:
    """Whether words begin with an abbreviation and its meaning."""
    return bool(_SHORT_FORM.match(words[:300]) and _DEFINITION.match(words[:300]))
