"""What a file of records tells, and the cleaning that all formats share."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import IO
from urllib.parse import unquote

from extract.model import Notice, NoticeKind, Person, Registration, Work
from extract.text import lazy_re as re
from extract.text.identifiers import find_registrations
from extract.text.markup import without_markup
from extract.text.similarity import RETRACTED_TITLE

LONGEST_LINE = 1 << 20


def bounded_lines(file: IO[str]) -> Iterator[str]:
    """The lines of a file; what is longer than `LONGEST_LINE` characters comes in parts.

    >>> import io
    >>> list(bounded_lines(io.StringIO("one\\ntwo")))
    ['one\\n', 'two']
    """
    while line := file.readline(LONGEST_LINE):
        yield line


MAX_AUTHORS = 12_000
MAX_FIELD = 20_000
MAX_ABSTRACT = 60_000

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character, as JSON may spell it ("\\\\ud800"): no text can be stored with it."""

DOI = re.compile(r"10\.\d{4,9}/\S{1,400}")
DIGITS = re.compile(r"[0-9]{1,9}")
PMCID = re.compile(r"(?:PMC)?([0-9]{1,9})", re.IGNORECASE)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
REGISTER = re.compile(
    r"NCT\s?-?\s?\d|ISRCTN|Chi\s?CTR|ACTRN|UMIN|JRCT|Japic|KCT\s?\d|DRKS|NTR\s?-?\d|CTRI|IRCT|PACTR|TCTR|RBR-|20[0-2]\d-[05]\d{5}",
    re.IGNORECASE,
)
"""What a text holds that names a trial registration."""
EUDRACT = re.compile(r"^(?:EUCTR|EudraCT[:\s-]*)(?=20)", re.IGNORECASE)
PAGE = re.compile(r"[0-9]|^[ivxlcdm]{1,8}(?:\W|$)", re.IGNORECASE)
DASHES = re.compile("\\s?[-‐‑‒–—−]{1,3}\\s?")
ADDRESS_TAIL = re.compile(
    r"(?:[?#]|;jsessionid|&(?:amp;)?[a-z_]{1,20}=).*$"
    r"|(?:/v\d{1,2})?/(?:e?pdf|pdfft|pdfplus|full|fulltext|full-text|abstract|abs|summary|html|xml|meta|references|citedby|suppl_file.*|suppl|"
    r"supplementary-material|supplemental|epub|related|metrics|figures|tables|download|issuetoc|asset.*|standard|core-reader|pdfdirect"
    r"|tab-.*|full\.pdf(?:\+html)?|full\.html|-/dcsupplemental.*)/?$"
    r"|\.(?:full|abstract|long|short)(?:\.pdf(?:\+html)?|-text)?$|\.(?:pdf|html?|xml|epub)$|/$",
    re.IGNORECASE,
)
"""What an address has behind the DOI: matches '/full', '.pdf', '?download=true', not '.3.409'."""
ARTICLE_ID = re.compile(r"^(10\.1093/[a-z]{1,12}/[a-z]{2,8}\d{2,5})/\d{5,9}$")
"""A number of the publisher's own behind the DOI in its addresses: matches '10.1093/abc/def123/4567890'."""
PREPRINT_VERSION = re.compile(r"(?<=\d)v\d{1,2}$")
TRAILING = ".,;:]}>'\""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOf:
    """A notice and the work that it speaks of, which the library need not hold.

    `work` tells the work by title, authors, journal and year where it has no identifier.
    """

    notice: Notice
    doi: str | None
    pmid: str | None
    title: str | None = None
    work: Work | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that could not be read, and why."""

    message: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a file holds that no record takes: told, and no fault of a record."""

    message: str


Record = Work | NoticeOf | Registration | Unread | Remark


def clean(text: object) -> str | None:
    """A field as people read it, or None where it is empty or no text."""
    if not isinstance(text, str):
        if not isinstance(text, int | float) or isinstance(text, bool):
            return None
        text = str(text)
    if text.isalnum() and text.isascii():
        return text[:MAX_FIELD]
    if not text.isascii():
        text = unicodedata.normalize("NFC", SURROGATE.sub("\ufffd", text[:MAX_FIELD]))
    if text.isprintable() and "  " not in text and "<" not in text and "&" not in text:
        return text[:MAX_FIELD].strip() or None
    return without_markup(text[:MAX_FIELD].replace("\x00", "")) or None


def clean_title(text: object) -> str | None:
    """A title without its final stop and the brackets of a translated one.

    >>> clean_title("[Carcinoma of the liver].")
    'Carcinoma of the liver'
    """
    title = clean(text)
    if title and title.endswith(".") and not title.endswith("..."):
        title = title[:-1].rstrip()
    if title and title.startswith("[") and title.endswith("]") and "[" not in title[1:]:
        title = title[1:-1].strip().removesuffix(".").rstrip()
    return title or None


def clean_doi(text: object) -> str | None:
    """The DOI itself in small letters, without address, prefix and trailing punctuation.

    >>> clean_doi("https://doi.org/10.1016/S0140-6736(97)11096-0."), clean_doi("unavailable")
    ('10.1016/s0140-6736(97)11096-0', None)
    >>> clean_doi("http://journal.example/doi/10.1000/ab.12.3/full?journal=ab")
    '10.1000/ab.12.3'
    """
    if not isinstance(text, str):
        return None
    printed = SURROGATE.sub("\ufffd", text[:MAX_FIELD])
    found = DOI.search(unicodedata.normalize("NFKC", unquote(printed) if "%" in printed else printed))
    if found is None:
        return None
    doi, before = found.group().lower(), ""
    if "&lt;" in doi or "&gt;" in doi or "&amp;" in doi:
        doi = unescape(doi)
    while doi != before:
        before = doi
        doi = ADDRESS_TAIL.sub("", doi.rstrip(TRAILING))
        if doi.endswith(")") and doi.count(")") > doi.count("("):
            doi = doi[:-1]
    if "/article" in printed:
        doi = ARTICLE_ID.sub(r"\1", doi)
    if doi.startswith(("10.1101/", "10.64898/")) and "/content/" in printed:
        doi = PREPRINT_VERSION.sub("", doi)
    return doi if doi.partition("/")[2] else None


def clean_pmid(text: object) -> str | None:
    """A PubMed number; 0 is none.

    >>> clean_pmid("PMID: 9500320"), clean_pmid(0), clean_pmid("https://pubmed.ncbi.nlm.nih.gov/34265844")
    ('9500320', None, '34265844')
    """
    found = DIGITS.search(str(text)) if isinstance(text, str | int) else None
    return found.group().lstrip("0") or None if found else None


def clean_pmcid(text: object) -> str | None:
    """A PMC number with its letters."""
    found = PMCID.search(str(text)) if isinstance(text, str | int) else None
    return f"PMC{found.group(1)}" if found else None


def year_in(text: object) -> int | None:
    """The first year in a date of any form.

    >>> year_in("1998 Dec-1999 Jan"), year_in(None)
    (1998, None)
    """
    found = YEAR.search(str(text)) if isinstance(text, str | int) else None
    return int(found.group()) if found else None


def person(family: object, given: object = "") -> Person | None:
    """A person, or None without a family name."""
    name = clean(family)
    return Person(name, clean(given) or "") if name else None


def clean_pages(text: object) -> str | None:
    """Pages with plain hyphens; words that say that there are none are none.

    >>> clean_pages("101--9"), clean_pages("88‐95"), clean_pages("No-Specified"), clean_pages("xii–xiv")
    ('101-9', '88-95', None, 'xii-xiv')
    """
    pages = clean(text)
    if not pages or not PAGE.search(pages):
        return None
    return DASHES.sub("-", pages)


def pages_from(first: object, last: object) -> str | None:
    """Pages told by the first and the last.

    >>> pages_from("101", "109"), pages_from("e12", None), pages_from("7", "7")
    ('101-109', 'e12', '7')
    """
    start, end = clean(first), clean(last)
    return clean_pages(f"{start}-{end}" if start and end and start != end else start)


def normal_registrations(numbers: Iterable[object]) -> tuple[str, ...]:
    """Registration numbers in the form of their register, each once; what no register knows is kept as it is."""
    found: dict[str, None] = {}
    for number in numbers:
        printed = clean(number)
        known = find_registrations(EUDRACT.sub("", printed)) if printed else ()
        kept = printed.upper() if printed and printed.islower() else printed
        found |= dict.fromkeys([registration.value for registration in known] or ([kept] if kept else []))
    return tuple(found)


def registrations_in(text: str | None) -> tuple[str, ...]:
    """The trial registrations that an abstract names, in the form of their register.

    >>> registrations_in("Registered as nct01234567.")
    ('NCT01234567',)
    """
    if not text or not REGISTER.search(text):
        return ()
    return tuple(
        dict.fromkeys(
            registration.value for registration in find_registrations(text) if registration.registry != "prospero"
        )
    )


def title_says_retracted(title: str | None) -> NoticeKind | None:
    """What a publisher printed before a title: "RETRACTED: ..." is the paper; "Retraction of ..." is a notice.

    >>> title_says_retracted("RETRACTED ARTICLE: A trial"), title_says_retracted("Retraction: A trial")
    ('retraction', None)
    """
    found = RETRACTED_TITLE.match(title) if title else None
    if found is None:
        return None
    return "withdrawal" if found.group(1).upper().startswith("W") else "retraction"


def with_notice_in_title(work: Work) -> Work:
    """A work whose title says that it was retracted, with that as a notice where no source tells one."""
    kind = title_says_retracted(work.title)
    if kind is None or any(
        notice.kind in ("retraction", "withdrawal", "retract_and_replace") for notice in work.notices
    ):
        return work
    notice = Notice(kind=kind, source=work.source, reason="said in the title")
    return replace(work, notices=(*work.notices, notice))


def record_of(
    source: str,
    *,
    title: object,
    authors: tuple[Person, ...],
    years: Iterable[object],
    containers: Iterable[str | None],
    doi: str | None,
    pmid: object,
    pages: str | None,
    identity: str = "",
    short: object = None,
    volume: object = None,
    issue: object = None,
    pmcid: object = None,
    types: tuple[str, ...] = (),
    abstract: str | None = None,
    registrations: tuple[str, ...] | None = None,
    notices: tuple[Notice, ...] = (),
) -> Work | Unread:
    """The work that a record of any format describes; `Unread` where neither title, number nor place tells which.

    `containers`, `doi`, `pages` and `abstract` are clean already, the other fields come as the file has them. The first
    of `containers` is the journal or book (None where there is none), the first of `years` that by which the work is
    cited. Registrations that the source does not list are those that its abstract names.
    """
    name, number, central = clean_title(title), clean_pmid(pmid), clean_pmcid(pmcid)
    dates = tuple(dict.fromkeys(year for stated in years if (year := year_in(stated))))
    container, *others = (*containers, None)
    if not (name or doi or number or central or (container and dates and pages)):
        return Unread("a record without title and identifier")
    work = Work(
        id=identity,
        title=name,
        authors=authors[:MAX_AUTHORS],
        year=dates[0] if dates else None,
        years=dates[1:],
        container=container,
        container_short=clean(short),
        containers=tuple(filter(None, others)),
        volume=clean(volume),
        issue=clean(issue),
        pages=pages,
        doi=doi,
        pmid=number,
        pmcid=central,
        types=types,
        abstract=abstract[:MAX_ABSTRACT] if abstract else None,
        registrations=registrations_in(abstract) if registrations is None else registrations,
        notices=notices,
        source=source,
    )
    return with_notice_in_title(work)
