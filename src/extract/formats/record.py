"""What a file of records tells, and the cleaning that all formats share."""

import re
import unicodedata
from dataclasses import dataclass

from extract.model import Notice, Person, Registration, Work
from extract.text.similarity import without_markup

MAX_AUTHORS = 12_000
MAX_FIELD = 20_000
MAX_ABSTRACT = 60_000

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character, as JSON may spell it ("\\\\ud800"): no text can be stored with it."""

DOI = re.compile(r"10\.\d{4,9}/\S{1,400}")
DIGITS = re.compile(r"[0-9]{1,9}")
PMCID = re.compile(r"(?:PMC)?([0-9]{1,9})", re.IGNORECASE)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
REGISTRATION = re.compile(r"\b(?:NCT\d{8}|ISRCTN\d{8}|ChiCTR[-A-Za-z]{0,8}\d{8,10}|ACTRN\d{14}|UMIN\d{9})\b")
TRAILING = ".,;:]}>'\""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOf:
    """A notice and the work that it speaks of, which the library need not hold."""

    notice: Notice
    doi: str | None
    pmid: str | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that could not be read, and why."""

    message: str


Record = Work | NoticeOf | Registration | Unread


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
        title = title[:-1]
    if title and title.startswith("[") and title.endswith("]"):
        title = title[1:-1]
    return title or None


def clean_doi(text: object) -> str | None:
    """The DOI itself in small letters, without address, prefix and trailing punctuation.

    >>> clean_doi("https://doi.org/10.1016/S0140-6736(97)11096-0."), clean_doi("unavailable")
    ('10.1016/s0140-6736(97)11096-0', None)
    """
    if not isinstance(text, str):
        return None
    found = DOI.search(
        unicodedata.normalize("NFKC", SURROGATE.sub("\ufffd", text[:MAX_FIELD])).replace("%2F", "/").replace("%2f", "/")
    )
    if found is None:
        return None
    doi = found.group().rstrip(TRAILING).lower()
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(TRAILING)
    return doi


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


def split_name(name: str) -> Person | None:
    """A name in one string: "Smith, John", "Smith JA", "John A. Smith".

    >>> split_name("Smith JA"), split_name("van der Berg, Jan"), split_name("John Smith")
    (Person(family='Smith', given='JA', is_group=False), Person(family='van der Berg', given='Jan', is_group=False), \
Person(family='Smith', given='John', is_group=False))
    """
    bare = clean(name)
    if not bare:
        return None
    if "," in bare:
        family, _, given = bare.partition(",")
        return Person(family.strip() or bare, given.strip())
    parts = bare.split()
    if len(parts) > 1 and parts[-1].isupper() and len(parts[-1]) <= 4:
        return Person(" ".join(parts[:-1]), parts[-1])
    return Person(parts[-1], " ".join(parts[:-1])) if len(parts) < 5 else Person(bare, is_group=True)


def registrations_in(text: str | None) -> tuple[str, ...]:
    """The registration numbers that an abstract or a data bank names."""
    return tuple(dict.fromkeys(REGISTRATION.findall(text))) if text else ()
