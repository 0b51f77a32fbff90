"""A printed reference on one line, without its label, mark-up, identifiers and access notes."""

from html import unescape

from extract.annotate.figures import LOWERED
from extract.model import ReferenceFields
from extract.text import lazy_re as re
from extract.text.identifiers import (
    Identifier,
    find_arxiv,
    find_dois,
    find_malformed_doi,
    find_pmcids,
    find_pmids,
)

LABEL = re.compile(
    r"^\s*(?:[-–•·*▪]\s+)?"
    r"(?:\[\s?(?P<square>[A-Z]?\d{1,4}[a-z]?)\s?\]\.?|\(\s?(?P<round>\d{1,3})\s?\)|(?P<dot>\d{1,4})\s?[.)](?=\s|[^\W\d_]|[“\"‘'])"
    r"|(?P<bare>\d{1,3})\s+(?=[^\W\d_])|(?P<raised>[⁰¹²³⁴-⁹]{1,4})|(?:<sup>|\$\^\{?|\^)(?P<marked>\d{1,3})(?:</sup>|\}?\$|\^?))\s*"
)
BULLET = re.compile(r"^\s*[-–•·*▪]\s+")
TAGS = re.compile(r"</?(?:i|b|em|strong|sup|sub|u|span|italic|bold|p|a)(?:\s[^<>]{0,200})?>", re.I)
LINKED = re.compile(r"\[(?P<text>[^\[\]]{1,300})\]\((?P<address>https?://(?:[^\s()]|\([^\s()]{0,60}\)){1,300})\)")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{1,400}?)(?<=[^\s*])\1(?![\w*])")
UNDERLINED = re.compile(r"(?<!\w)_(?=[^\s_])([^_]{1,300}?)(?<=[^\s_])_(?!\w)")
ESCAPED = re.compile(r"\\([()\[\]_*<>&.\-])")
SOFT_BREAK = re.compile(r"\u00ad\s*")
BROKEN_WORD = re.compile(r"(?<=[a-z])-\n\s*(?=[a-z])")
SPACED_PAGES = re.compile(r"(?<=\d)\s?([–—−])\s?(?=[A-Za-z]{0,3}\d)")

URL = re.compile(
    r"""(?:(?:\b(?:Available|Accessible|Accessed|Retrieved|Found|Downloaded)\s(?:online\s)?(?:from|at|on|via|in)|\bWeb\s?(?:site|page)|\bURL|\bAt)
        [:,]?\s*(?:URL\s?:?\s*|the\s)?)?
        <?\s?(?P<url>(?:https?\s?:\s?//|www\.|ftp://)\s?[^\s<>"”“\]]{2,400})>?""",
    re.X | re.I,
)
MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|Spring|Summer|Autumn|Fall|Winter)"
)
DAY_PART = rf"(?:{MONTHS}|\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{4}}\b)"
ON_A_DAY = rf"(?:on\s)?[:\s]{{0,2}}{DAY_PART}(?:{DAY_PART}|[\s,./–-]){{0,14}}"
ACCESS = re.compile(
    rf"""[\[(]?\b(?:last\s|date\s|first\s)?(?:accessed|cited|retrieved|viewed|visited|assessed|access\sdate|updated|revised|posted
        |published\sonline|published|Epub\s(?:ahead\sof\sprint)?|Epub)\s?:?\s?{ON_A_DAY}[\])]?[.;,]?""",
    re.X | re.I,
)
EPUB = re.compile(r"[\[(]?\b(?:Epub|e-pub|Electronic publication)\b(?:\sahead\sof\sprint)?[^.;)\]]{0,40}[.;)\]]?", re.I)
PII = re.compile(r"(?:\b[SB]?\d{4}-?\d{3}[\dX]\(\d{2}\)\d{4,5}-[\dX]|(?<=\s)[\w./()-]{3,40})\s?\[pii\]\.?", re.I)
INDEX_LINKS = re.compile(
    r"\[(?:Pub\s?Med|Cross\s?Ref|Google\sScholar|PMC\sfree\sarticle|Medline|DOI|Full\s?text|ISI|Web\sof\sScience)\]|\bPubmed\sCentral\b:?",
    re.I,
)
ERRATUM = re.compile(
    r"[\[(](?:published\s)?(?:erratum|correction|corrected|retracted|comment|see\scomment)[^\[\]()]{0,100}\d[^\[\]()]{0,60}[\])]\.?|\bErratum\sin:?\s.{5,80}$",
    re.I,
)
DISCUSSION = re.compile(r"[;,.]\s*(?:discussion|quiz|author\sreply|reply)\s[\d,\s–-]+(?=\.|$)", re.I)
UNDATED = re.compile(r"\bdoi\s?:?\s*(?=$|[.;,])", re.I)


def label_of(text: str) -> tuple[str | None, int]:
    """The printed number at the head of an entry, and where the entry's own words begin.

    >>> label_of("- [12] Smith A. Title")
    ('12', 7)
    >>> label_of("2016 ESC guidelines")
    (None, 0)
    """
    match = LABEL.match(text)
    if match is None:
        bullet = BULLET.match(text)
        return None, bullet.end() if bullet else 0
    printed = next(value for value in match.groupdict().values() if value)
    return printed.translate(LOWERED), match.end()


def without_markup(text: str) -> str:
    """One line without tags, emphasis, escapes and Markdown links; words parted at a line end are joined."""
    text = BROKEN_WORD.sub("-", SOFT_BREAK.sub("", text)) if "\n" in text or "\u00ad" in text else text
    text = " ".join(text.split())
    if "&" in text:
        text = unescape(text)
    if "\\" in text:
        text = ESCAPED.sub(r"\1", text)
    if "](" in text:
        text = LINKED.sub(lambda match: match["address"], text)
    if "<" in text:
        text = TAGS.sub("", text)
    if "*" in text:
        text = EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", text))
    if "_" in text:
        text = UNDERLINED.sub(r"\1", text)
    return text


def clean_reference(text: str) -> tuple[str, ReferenceFields, bool]:
    """What is left of a printed reference to be read without label, mark-up and identifiers; these; whether one is
    arXiv's.
    """
    text = without_markup(text)
    text = text[label_of(text)[1] :]
    dois = find_dois(text) if "10." in text else ()
    malformed = find_malformed_doi(text) if not dois and "doi" in text.lower() else None
    pmids, pmcids = find_pmids(text), find_pmcids(text) if "PMC" in text else ()
    arxiv = find_arxiv(text) if "rxiv" in text else ()
    text = _cut(text, (*dois, *pmids, *pmcids, *arxiv, *((malformed,) if malformed else ())))
    text = PII.sub("", INDEX_LINKS.sub("", text)) if "[" in text or "ubmed" in text else text
    url = URL.search(text)
    if url:
        text = URL.sub(" ", text)
    for pattern in (DISCUSSION, ERRATUM, ACCESS, EPUB, UNDATED):
        text = pattern.sub(" ", text)
    identifiers = ReferenceFields(
        doi=dois[0].value if dois else None,
        doi_printed=malformed.printed if malformed else None,
        pmid=pmids[0].value if pmids else None,
        pmcid=pmcids[0].value if pmcids else None,
        url=_address(url["url"]) if url else None,
        other_id=malformed.value if malformed else arxiv[0].value if arxiv else None,
    )
    return _tidy(text), identifiers, bool(arxiv)


def _cut(text: str, found: tuple[Identifier, ...]) -> str:
    for identifier in sorted(found, key=lambda found_identifier: -found_identifier.start):
        text = text[: identifier.start] + " " + text[identifier.end :]
    return text


def _address(printed: str) -> str:
    address = re.sub(r"\s", "", printed).rstrip(".,;:")
    return address.rstrip(")") if "(" not in address else address


def _tidy(text: str) -> str:
    text = re.sub(r"[<\[(]\s*[>\])]", " ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"(?<!\s)\s+([.,;:])", r"\1", text)
    text = re.sub(r"(?<=[,;:])[.,;:]+(?=\s|$)|(?<=\.)\.(?=\s|$)", "", text)
    text = re.sub(r"[,;:]\s*(?=\()", " ", text) if re.search(r"[,;:]\s*\((?:19|20)\d\d\)\.?\s*$", text) else text
    return SPACED_PAGES.sub(r"\1", text).strip(" ,;")
