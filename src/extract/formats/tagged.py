"""Formats of one tagged line a field: RIS, as many providers write it, and PubMed's own (NBIB)."""

from collections import Counter
from collections.abc import Iterator
from typing import IO

from extract.formats.names import people_in
from extract.formats.pubmed import REGISTERS, Note, notices_of_others, notices_on
from extract.formats.record import (
    MAX_ABSTRACT,
    Record,
    Remark,
    bounded_lines,
    clean,
    clean_doi,
    clean_pages,
    normal_registrations,
    record_of,
)
from extract.model import Person, Work
from extract.text import lazy_re as re
from extract.text.similarity import fold

Fields = dict[str, list[str]]

RIS_LINE = re.compile(r"\s{0,3}([A-Z][A-Z0-9]|DOI|PMID|PMCID|ISSN|ISBN) {0,4}- {0,3}(.*)")
NBIB_LINE = re.compile(r"([A-Z]{1,4}) {0,3}- ?(.*)")
MAX_LINES = 40_000

RIS_TYPES = {
    "JOUR": "article-journal",
    "JFULL": "article-journal",
    "EJOUR": "article-journal",
    "MGZN": "article-magazine",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
    "ELEC": "webpage",
    "UNPB": "article",
    "DATA": "dataset",
    "AGGR": "dataset",
    "GEN": "document",
}
NUMBER_FIELDS = ("C5", "C2", "C8", "U1", "U2", "UI", "AN", "ID", "M1")
"""Fields in which a provider puts a record's number in PubMed, where the record says that it is from there."""
FROM_PUBMED = re.compile(r"medline|pubmed|\bNLM\b|scopus|embase", re.IGNORECASE)
LABELLED_PMID = re.compile(
    r"(?:PMID|PUBMED|MEDLINE)(?:\s?ID)?\s?[:#=-]?\s?(\d{1,8})\b|\b(\d{1,8})\s?\[(?:PMID|pubmed)\]", re.IGNORECASE
)
PUBMED_ADDRESS = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(\d{1,8})", re.IGNORECASE)
BARE_PMID = re.compile(r"(?:^|;\s?)(\d{5,8})(?=[.;\s]|$)")
LABELLED_PMCID = re.compile(r"\bPMC\d{3,9}\b")
LABELLED_DOI = re.compile(
    r"(?:^|[;|\s])(?:doi\s?[:=]?\s?|https?://(?:dx\.)?doi\.org/)(10\.\d{4,9}/\S{1,400})|^(10\.\d{4,9}/\S{1,400})$", re.I
)
NOT_OWN = frozenset(["AB", "N2", "CR", "RF", "KW", "TI", "T1"])
"""Fields in which other works' identifiers may stand."""

RIS_TAGS = frozenset(
    (
        "TY ER A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB DI DO DOI DP ED EP ET ID "
        "IS ISBN ISSN J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NO NV OP PB PG PM PMCID PMID PP PY RF RI "
        "RN RP SE SN SO SP ST SV T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UI UR VL VO Y1 Y2 YR"
    ).split()
)
"""Tags of RIS as its description and large providers have them, read or known to say nothing of the work."""

MOST_NAMED = 20

NBIB_NOTICES = {
    "RIN": "RetractionIn",
    "PRIN": "PartialRetractionIn",
    "ECI": "ExpressionOfConcernIn",
    "EIN": "ErratumIn",
    "CRI": "CorrectedandRepublishedIn",
    "RRI": "RetractedandRepublishedIn",
    "ROF": "RetractionOf",
    "PROF": "PartialRetractionOf",
    "ECF": "ExpressionOfConcernFor",
    "EFR": "ErratumFor",
}
"""Tags of PubMed for notices, and what PubMed's XML calls them."""


def read_ris(file: IO[str]) -> Iterator[Record]:
    """Each record between TY and ER; lines of the provider between records do no harm."""
    strange: Counter[str] = Counter()
    for fields in _records(file, RIS_LINE, opening="TY", closing="ER"):
        strange.update(tag for tag in fields if tag not in RIS_TAGS)
        yield _ris_work(fields)
    if strange:
        listed = ", ".join(f"{tag} ({count})" for tag, count in strange.most_common(MOST_NAMED))
        yield Remark(f"tags that are not of RIS, read as notes only, with the number of records: {listed}")


def read_nbib(file: IO[str]) -> Iterator[Record]:
    """Each record from PMID on, and for a notice the word about the paper that it speaks of."""
    for fields in _records(file, NBIB_LINE, opening="PMID", closing=None):
        work = _nbib_work(fields)
        yield work
        if isinstance(work, Work):
            yield from notices_of_others(work, _nbib_notes(fields))


def _records(file: IO[str], pattern: re.Pattern[str], *, opening: str, closing: str | None) -> Iterator[Fields]:
    fields: Fields = {}
    tag, lines = "", 0
    for raw in bounded_lines(file):
        line = raw[:MAX_ABSTRACT].rstrip("\r\n")
        found = pattern.fullmatch(line.lstrip("\ufeff"))
        if found is None or (not fields and found.group(1) != opening):
            if tag and line.strip() and fields.get(tag) and len(fields[tag][-1]) < MAX_ABSTRACT:
                fields[tag][-1] += ("\n" if tag == "AB" else " ") + line.strip()
            continue
        tag, value = found.group(1), found.group(2).strip()
        if (tag == opening and fields) or tag == closing:
            if fields:
                yield fields
            fields, lines = {}, 0
            if tag == closing:
                tag = ""
                continue
        lines += 1
        if lines <= MAX_LINES:
            fields.setdefault(tag, []).append(value)
    if fields:
        yield fields


def _ris_work(fields: Fields) -> Record:
    kind = _first_of(fields, "TY") or ""
    pages, end = clean_pages(_first_of(fields, "SP", "PG", "C7")), clean_pages(_first_of(fields, "EP"))
    container, short = _first_of(fields, "T2", "JF", "JO", "BT", "SO"), _first_of(fields, "JA", "J2", "J1")
    others = [*fields.get("JF", []), *fields.get("JO", []), *fields.get("BT", []), *fields.get("T3", [])]
    return record_of(
        "ris",
        title=_first_of(fields, "TI", "T1", "CT") or (_first_of(fields, "BT") if kind == "BOOK" else None),
        authors=_ris_people(fields),
        years=[year for tag in ("PY", "Y1", "YR") for year in fields.get(tag, [])] or fields.get("DA", []),
        containers=map(clean, (container, *(name for name in dict.fromkeys(others) if name not in (container, short)))),
        short=short,
        volume=_first_of(fields, "VL"),
        issue=_first_of(fields, "IS", "NO", "CP"),
        pages=f"{pages}-{end}" if pages and end and "-" not in pages and end != pages else pages,
        doi=_ris_doi(fields),
        pmid=_ris_pmid(fields),
        pmcid=_ris_pmcid(fields),
        types=(RIS_TYPES.get(kind, kind.lower()),) if kind else (),
        abstract=clean(_first_of(fields, "AB", "N2")),
    )


def _ris_people(fields: Fields) -> tuple[Person, ...]:
    """Authors; editors stand for them where a record has none."""
    authors = people_in(fields.get("AU", []))
    more = [person for person in people_in(fields.get("A1", [])) if person not in authors]
    return (*authors, *more) or people_in([*fields.get("A2", []), *fields.get("ED", [])])


def _ris_doi(fields: Fields) -> str | None:
    """The DOI: in its field, in an address, or labelled as such in a field of notes."""
    for tag in ("DO", "DOI", "DI"):
        for value in fields.get(tag, []):
            if doi := clean_doi(value):
                return doi
    for tag in ("UR", "L1", "L2", "L3", "LK"):
        for value in fields.get(tag, []):
            if doi := clean_doi(value):
                return doi
    for tag, values in fields.items():
        for value in values:
            found = LABELLED_DOI.search(value) if tag not in NOT_OWN else None
            if found and (doi := clean_doi(found.group(1) or found.group(2))):
                return doi
    return None


def _ris_pmid(fields: Fields) -> str | None:
    """The number in PubMed: labelled as such in any field, or bare in one of a record that is from there."""
    own_fields = [(tag, value) for tag, values in fields.items() for value in values if tag not in NOT_OWN]
    for _, value in own_fields:
        found = LABELLED_PMID.search(value) or PUBMED_ADDRESS.search(value)
        if found:
            return next(number for number in found.groups() if number)
    if direct := _first_of(fields, "PM", "PMID"):
        return direct
    origins = [origin for tag in ("DB", "DP", "M2") for origin in fields.get(tag, [])]
    if any(FROM_PUBMED.search(origin) for origin in origins):
        for tag in NUMBER_FIELDS:
            for value in fields.get(tag, []):
                if (found := BARE_PMID.search(value)) and not (tag == "AN" and not _is_pubmeds(origins)):
                    return found.group(1)
    return None


def _is_pubmeds(origins: list[str]) -> bool:
    """An accession number is PubMed's own where PubMed or Medline is the only base that is named."""
    return all(re.search(r"medline|pubmed|\bNLM\b", origin, re.IGNORECASE) for origin in origins)


def _ris_pmcid(fields: Fields) -> str | None:
    for tag in ("PMCID", "C2", "U1", "U2", "C1", "AN", "N1", "UR"):
        for value in fields.get(tag, []):
            if found := LABELLED_PMCID.search(value):
                return found.group()
    return None


def _nbib_work(fields: Fields) -> Record:
    places = [*fields.get("LID", []), *fields.get("AID", [])]
    names = fields.get("FAU") or fields.get("AU") or []
    registers = (number.split("/") for number in fields.get("SI", []))
    journal = _first_of(fields, "JT") or (_first_of(fields, "BTI") if fields.get("TI") else None)
    page = _first_of(fields, "PG") or next((place.split(" ")[0] for place in places if "[pii]" in place), None)
    known = normal_registrations(parts[-1] for parts in registers if fold(parts[0]) in REGISTERS)
    return record_of(
        "nbib",
        title=_first_of(fields, "TI", "TT", "BTI"),
        authors=(*people_in(names), *(Person(name, is_group=True) for name in fields.get("CN", []))),
        years=[*fields.get("DP", []), *fields.get("DEP", [])],
        containers=map(clean, (journal, *fields.get("CTI", []))),
        short=_first_of(fields, "TA"),
        volume=_first_of(fields, "VI"),
        issue=_first_of(fields, "IP"),
        pages=clean_pages(page),
        doi=clean_doi(next((place for place in places if "[doi]" in place), None)),
        pmid=_first_of(fields, "PMID"),
        pmcid=_first_of(fields, "PMC"),
        types=tuple(fields.get("PT", [])),
        abstract=clean(_first_of(fields, "AB")),
        registrations=known or None,
        notices=notices_on(_nbib_notes(fields), is_retracted="Retracted Publication" in fields.get("PT", [])),
    )


def _nbib_notes(fields: Fields) -> Iterator[Note]:
    for tag, name in NBIB_NOTICES.items():
        for printed in fields.get(tag, []):
            found = LABELLED_PMID.search(printed)
            yield name, printed, found.group(1) if found else None


def _first_of(fields: Fields, *tags: str) -> str | None:
    return next((value for tag in tags for value in fields.get(tag, []) if value), None)
