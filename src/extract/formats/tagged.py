"""Formats of one tagged line a field: RIS, and PubMed's own (NBIB)."""

import re
from collections.abc import Iterator
from typing import IO

from extract.formats.lines import bounded_lines
from extract.formats.record import (
    MAX_ABSTRACT,
    MAX_AUTHORS,
    Record,
    Unread,
    clean,
    clean_doi,
    clean_pmcid,
    clean_pmid,
    clean_title,
    registrations_in,
    split_name,
    year_in,
)
from extract.model import Person, Work

Fields = dict[str, list[str]]

RIS_LINE = re.compile(r"([A-Z][A-Z0-9]) {0,3}- ?(.*)")
NBIB_LINE = re.compile(r"([A-Z]{1,4}) {0,3}- ?(.*)")
MAX_LINES = 40_000

RIS_TYPES = {
    "JOUR": "article-journal",
    "BOOK": "book",
    "CHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
}


def read_ris(file: IO[str]) -> Iterator[Record]:
    """Each record between TY and ER."""
    for fields in _records(file, RIS_LINE, opening="TY", closing="ER"):
        yield _ris_work(fields)


def read_nbib(file: IO[str]) -> Iterator[Record]:
    """Each record from PMID on."""
    for fields in _records(file, NBIB_LINE, opening="PMID", closing=None):
        yield _nbib_work(fields)


def _records(file: IO[str], pattern: re.Pattern[str], *, opening: str, closing: str | None) -> Iterator[Fields]:
    fields: Fields = {}
    tag, lines = "", 0
    for raw in bounded_lines(file):
        line = raw[:20_000].rstrip("\r\n")
        found = pattern.fullmatch(line.lstrip("\ufeff"))
        if found is None:
            if tag and line.strip() and fields.get(tag) and len(fields[tag][-1]) < MAX_ABSTRACT:
                fields[tag][-1] += " " + line.strip()
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
    kind = _one(fields, "TY") or ""
    pages, end = _one(fields, "SP", "C7"), _one(fields, "EP")
    return _work(
        title=_one(fields, "TI", "T1", "CT"),
        authors=_people([name for tag in ("AU", "A1") for name in fields.get(tag, [])]),
        year=_one(fields, "PY", "Y1", "DA"),
        container=_one(fields, "T2", "JF", "JO", "BT"),
        short=_one(fields, "JA", "J2", "J1"),
        volume=_one(fields, "VL"),
        issue=_one(fields, "IS"),
        pages=f"{pages}-{end}" if pages and end and "-" not in pages else pages,
        doi=_one(fields, "DO") or next((url for url in fields.get("UR", []) if "doi.org" in url), None),
        pmid=_one(fields, "AN") if "PMID" in str(fields.get("AN")) or "PubMed" in str(fields.get("DB")) else None,
        pmcid=_one(fields, "C2"),
        kinds=(RIS_TYPES.get(kind, kind.lower()),) if kind else (),
        abstract=_one(fields, "AB", "N2"),
        source="ris",
    )


def _nbib_work(fields: Fields) -> Record:
    places = [*fields.get("LID", []), *fields.get("AID", [])]
    names = fields.get("FAU") or fields.get("AU") or []
    return _work(
        title=_one(fields, "TI", "TT", "BTI"),
        authors=(*_people(names), *(Person(name, is_group=True) for name in fields.get("CN", []))),
        year=_one(fields, "DP"),
        container=_one(fields, "JT"),
        short=_one(fields, "TA"),
        volume=_one(fields, "VI"),
        issue=_one(fields, "IP"),
        pages=_one(fields, "PG") or next((place.split(" ")[0] for place in places if "[pii]" in place), None),
        doi=next((place for place in places if "[doi]" in place), None),
        pmid=_one(fields, "PMID"),
        pmcid=_one(fields, "PMC"),
        kinds=tuple(fields.get("PT", [])),
        abstract=_one(fields, "AB"),
        source="nbib",
        registrations=tuple(number.split("/")[-1] for number in fields.get("SI", [])),
    )


def _work(
    *,
    title: str | None,
    authors: tuple[Person, ...],
    year: str | None,
    container: str | None,
    short: str | None,
    volume: str | None,
    issue: str | None,
    pages: str | None,
    doi: str | None,
    pmid: str | None,
    pmcid: str | None,
    kinds: tuple[str, ...],
    abstract: str | None,
    source: str,
    registrations: tuple[str, ...] = (),
) -> Record:
    name, text = clean_title(title), clean(abstract)
    number = clean_doi(doi)
    central = clean_pmcid(pmcid) if pmcid and "PMC" in pmcid.upper() else None
    if not (name or number or clean_pmid(pmid)):
        return Unread("a record without title and identifier")
    return Work(
        id="",
        title=name,
        authors=authors[:MAX_AUTHORS],
        year=year_in(year),
        container=clean(container),
        container_short=clean(short),
        volume=clean(volume),
        issue=clean(issue),
        pages=clean(pages),
        doi=number,
        pmid=clean_pmid(pmid),
        pmcid=central,
        types=kinds,
        abstract=text[:MAX_ABSTRACT] if text else None,
        registrations=registrations or registrations_in(text),
        source=source,
    )


def _one(fields: Fields, *tags: str) -> str | None:
    return next((fields[tag][0] for tag in tags if fields.get(tag) and fields[tag][0]), None)


def _people(names: list[str]) -> tuple[Person, ...]:
    return tuple(person for name in names[:MAX_AUTHORS] if (person := split_name(name)))
