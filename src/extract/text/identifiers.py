"""Identifiers as printed: DOI, PMID, PMCID, arXiv, trial registrations; found, cut clean, and normalised."""

from dataclasses import dataclass
from html import unescape
from typing import Literal
from urllib.parse import unquote

from extract.text import lazy_re as re

IdentifierKind = Literal["doi", "pmid", "pmcid", "arxiv", "registration", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """An identifier and where it stands: `value` is clean, `start` and `end` hold its label too ("doi: 10.1/x").

    `registry` names the register of a trial registration; `printed` is the value as it stands in the text.
    """

    kind: IdentifierKind
    value: str
    start: int
    end: int
    printed: str
    registry: str | None = None


DOI_LABEL = r"(?:https?\s?://\s?(?:dx\.|www\.)?doi\.org\s?/\s?|\bdoi\s?\.\s?org\s?/\s?|\bdoi\s{0,2}[:=.]?\s{0,2})"
DOI_START = re.compile(rf"(?P<label>(?:{DOI_LABEL}){{0,2}})(?P<prefix>10\.\d{{4,9}}(?:\.\d{{1,9}})?\s?/\s?)", re.I)
DOI_BODY = re.compile(r"[^\s\"“”«»‹›|\[\]]{1,300}")
DOI_STOP = re.compile(
    r"""[,;.]?\s?\b(?:PMID|PMCID|PubMed|Epub|Available|Accessed)\b
    | [,;.)\]]{0,9}https?://
    | (?<=[a-z0-9)])[.,;]\s?doi[:.]
    | (?i:</?(?:i|b|em|a|sup|sub|p|span|bold|italic|ext-link)\b)
    | >\s*\.?$
    | &(?:gt|lt)?$""",
    re.X,
)
DOI_GOES_ON = re.compile(r"\s{1,3}(?P<more>[a-z0-9(][^\s\"“”,;]{1,60})")
DOI_PART = re.compile(r"(?:19|20)?\d{2,6}[.-]\d|[a-z]{1,12}\.\d")
NO_DOI_PART = re.compile(r"(?:19|20)\d\d[;:]|https?:|doi|pmid", re.I)
DOI_PII_TAIL = re.compile(r"\s(?P<more>\d{1,12})\s\[pii\]")
PAIRS = {")": "(", "]": "[", ">": "<", "}": "{"}

MALFORMED_DOI = re.compile(r"\bDOI\s?:\s?(?P<value>[A-Z]{2,10}\s?:\s?[A-Z]{2,6}\s?:\s?[\w.\s-]{4,40}\d)", re.I)
PMID = re.compile(r"\b(?:PubMed\s+)?PMID\s?[:#]?\s?(?P<value>\d{4,8})\b|\[PubMed:?\s?(?P<other>\d{4,8})\]", re.I)
PMID_URL = re.compile(
    r"(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(?P<value>\d{4,8})/?", re.I
)
PMCID = re.compile(r"(?:\b(?:PubMed Central\s+)?PMCID\s?:\s?)?\b(?P<value>PMC\s?\d{4,8})\b", re.I)
ARXIV = re.compile(
    r"\barXiv(?:\.org/(?:abs|pdf)/|\s?:\s?)(?P<value>\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})",
    re.I,
)

REGISTERS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("clinicaltrials.gov", "NCT", re.compile(r"\bNCT\s?-?\s?(\d{8})\b", re.I)),
    ("isrctn", "ISRCTN", re.compile(r"\bISRCTN\s?-?\s?(\d{8})\b", re.I)),
    ("chictr", "ChiCTR", re.compile(r"\bChi\s?CTR\s?-?\s?((?:[A-Z]{2,4}-?)?\d{8,10})\b", re.I)),
    ("jrct", "", re.compile(r"\b(jRCTs?\d{9,10})\b", re.I)),
    ("umin", "UMIN", re.compile(r"\bUMIN(?:-?CTR)?[\s:-]{0,3}(\d{9})\b", re.I)),
    ("japic", "JapicCTI-", re.compile(r"\bJapic\s?CTI\s?-?\s?(\d{6})\b", re.I)),
    ("cris", "KCT", re.compile(r"\b(?:CRIS[\s:-]{0,3})?KCT\s?(\d{7})\b")),
    ("anzctr", "ACTRN", re.compile(r"\bACTRN\s?(126\d{11})\b", re.I)),
    ("drks", "DRKS", re.compile(r"\bDRKS\s?-?(\d{8})\b", re.I)),
    ("ntr", "", re.compile(r"\b(NTR\s?-?\d{1,5}|NL-?OMON\d{3,6})\b")),
    ("ctri", "CTRI/", re.compile(r"\bCTRI\s?/?\s?(\d{4}/\d{2,3}/\d{6})\b", re.I)),
    ("irct", "IRCT", re.compile(r"\bIRCT\s?(\d{8,18}N\d{1,3})\b", re.I)),
    ("pactr", "PACTR", re.compile(r"\bPACTR\s?(\d{15,16})\b", re.I)),
    ("tctr", "TCTR", re.compile(r"\bTCTR\s?(\d{11})\b", re.I)),
    ("rebec", "", re.compile(r"\b(RBR-[0-9a-z]{5,8})\b", re.I)),
    ("prospero", "CRD", re.compile(r"\b(?:PROSPERO[\s:#]{0,3})?CRD\s?(42\d{9,12})\b", re.I)),
    ("ctis", "", re.compile(r"\b(20[2-3]\d-5\d{5}-\d{2}-\d{2})\b")),
    ("eudract", "", re.compile(r"\b(20[0-2]\d-0\d{5}-\d{2})\b(?!-\d)")),
)
"""Each register, what its numbers begin with, and how they are printed."""


def find_dois(text: str) -> tuple[Identifier, ...]:
    """Every DOI in a text, whole: with parentheses and angle brackets, over a line break, without the full stop.

    >>> find_dois("see doi:10.1016/S0140-6736(97)11096-0.")[0].value
    '10.1016/S0140-6736(97)11096-0'
    >>> find_dois("ratio 10.5/20 per cent")
    ()
    """
    found: list[Identifier] = []
    at = 0
    while match := DOI_START.search(text, at):
        end = _end_of_doi(text, match.end())
        at = max(end, match.end())
        if end <= match.end():
            continue
        printed = text[match.start("prefix") : end]
        value = clean_doi(printed)
        found.append(Identifier(kind="doi", value=value, start=match.start(), end=end, printed=printed))
    return tuple(found)


def find_doi(text: str) -> str | None:
    """The first DOI of a text.

    >>> find_doi("https://doi.org/10.1002/jso.23994")
    '10.1002/jso.23994'
    """
    return next((found.value for found in find_dois(text)), None)


def clean_doi(printed: str) -> str:
    """A printed DOI without white space, escapes and entities; its case is kept.

    >>> clean_doi("10.1016/S1470-2045%2818%2930351-6")
    '10.1016/S1470-2045(18)30351-6'
    """
    value = unescape(re.sub(r"\\([()_<>\[\]])", r"\1", "".join(printed.split())))
    return unquote(value) if "%" in value else value


def find_malformed_doi(text: str) -> Identifier | None:
    """What is printed as a DOI and is none, such as a database's own number.

    >>> find_malformed_doi("76-82. DOI:CNKI:SUN:GADZ.0.2023-03-010.").value
    'CNKI:SUN:GADZ.0.2023-03-010'
    """
    match = MALFORMED_DOI.search(text)
    if match is None:
        return None
    return _identifier("other", match, match["value"], "".join(match["value"].split()))


def find_pmids(text: str) -> tuple[Identifier, ...]:
    """PubMed numbers that are labelled as such, or stand in a PubMed address."""
    matches = sorted([*PMID.finditer(text), *PMID_URL.finditer(text)], key=lambda match: match.start())
    values = ((match, next(filter(None, match.groupdict().values()))) for match in matches)
    return tuple(_identifier("pmid", match, value, value) for match, value in values)


def find_pmcids(text: str) -> tuple[Identifier, ...]:
    """PubMed Central numbers."""
    found = PMCID.finditer(text)
    return tuple(
        _identifier("pmcid", match, match["value"], match["value"].upper().replace(" ", "")) for match in found
    )


def find_arxiv(text: str) -> tuple[Identifier, ...]:
    """arXiv numbers, old and new."""
    return tuple(_identifier("arxiv", match, match["value"], match["value"]) for match in ARXIV.finditer(text))


def find_registrations(text: str) -> tuple[Identifier, ...]:
    """Trial registrations in the form of their register, in text order.

    >>> [found.value for found in find_registrations("NCT 01234567, ChiCTR-TRC-12002345 and UMIN000012345")]
    ['NCT01234567', 'ChiCTR-TRC-12002345', 'UMIN000012345']
    >>> find_registrations("code NCT0123")
    ()
    """
    found = [
        _identifier("registration", match, match[0], _registration(registry, begins, match[1]), registry)
        for registry, begins, pattern in REGISTERS
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda identifier: identifier.start))


def _identifier(
    kind: IdentifierKind, match: re.Match[str], printed: str, value: str, registry: str | None = None
) -> Identifier:
    return Identifier(kind=kind, value=value, start=match.start(), end=match.end(), printed=printed, registry=registry)


def _registration(registry: str, begins: str, printed: str) -> str:
    body = re.sub(r"\s", "", printed)
    if registry == "chictr" and body[0].isalpha():
        return "ChiCTR-" + body.upper()
    if registry == "jrct":
        return "jRCT" + body[4:].lower()
    return begins + (body if registry == "rebec" else body.upper())


def _end_of_doi(text: str, start: int) -> int:
    """Where the DOI that has its prefix before `start` ends; `start` itself where nothing follows."""
    body = DOI_BODY.match(text, start)
    if body is None:
        return start
    end = _trimmed(text, start, body.end())
    tail = DOI_PII_TAIL.match(text, end)
    if tail:
        return tail.end("more")
    for _ in range(2):
        more = DOI_GOES_ON.match(text, body.end())
        if more is None or not _breaks(text, start, body.end(), more):
            break
        body_end = more.end("more")
        end = _trimmed(text, start, body_end)
        body = DOI_BODY.match(text, more.start("more"))
        if body is None:
            break
    return end


def _breaks(text: str, start: int, end: int, more: re.Match[str]) -> bool:
    """Whether white space at `end` only interrupts the DOI: it stands after a joint, and digits go on."""
    joint, rest = text[end - 1], more["more"]
    gap = text[end : more.start("more")]
    if not any(character.isdigit() for character in rest) or NO_DOI_PART.match(rest):
        return False
    open_bracket = text.count("(", start, end) > text.count(")", start, end) and ")" in rest
    if open_bracket or joint in "/_(":
        return True
    if joint == "." or "\n" not in gap:
        return joint in "-." and bool(DOI_PART.match(rest))
    return joint == "-"


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without punctuation and brackets that belong to the sentence, and without what follows unparted."""
    stop = DOI_STOP.search(text, start, end)
    if stop:
        end = stop.start()
    escaped = "\\(" in text[start:end]
    while end > start:
        last = text[end - 1]
        unpaired = last in PAIRS and text.count(last, start, end) > text.count(PAIRS[last], start, end)
        if not (unpaired or last in ".,;:'’‘`*\\·_" or (last in "-/([<{" and not escaped)):
            break
        end -= 1
    return end
