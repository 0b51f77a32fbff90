"""Works as rows: one value to one row of the table and back, and the keys under which it is found."""

import json
from collections.abc import Iterable
from dataclasses import replace

from extract.model import Person, Work
from extract.text.keys import key_of, people_keys, place_keys, stored_title_keys
from extract.text.similarity import same_container, squeeze

COLUMNS = (
    "id, doi, pmid, pmcid, title, authors, year, container, container_short, volume, issue, pages, types, "
    "registrations, abstract, document_id, source, years, containers"
)

Row = tuple[object, ...]
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_row(work: Work) -> Row:
    """In the order of COLUMNS."""
    authors = [(person.family, person.given, int(person.is_group)) for person in work.authors]
    return (
        work.id,
        work.doi,
        work.pmid,
        work.pmcid,
        work.title,
        COMPACT(authors),
        work.year,
        work.container,
        work.container_short,
        work.volume,
        work.issue,
        work.pages,
        COMPACT(work.types) if work.types else "[]",
        COMPACT(work.registrations) if work.registrations else "[]",
        work.abstract,
        work.document_id,
        work.source,
        COMPACT(work.years) if work.years else "[]",
        COMPACT(work.containers) if work.containers else "[]",
    )


def from_row(row: tuple[str, ...]) -> Work:
    """A row in the order of COLUMNS."""
    year = row[6]
    return Work(
        id=row[0],
        doi=row[1],
        pmid=row[2],
        pmcid=row[3],
        title=row[4],
        authors=tuple(Person(family, given, bool(group)) for family, given, group in json.loads(row[5])),
        year=int(year) if year is not None else None,
        container=row[7],
        container_short=row[8],
        volume=row[9],
        issue=row[10],
        pages=row[11],
        types=tuple(json.loads(row[12])) if row[12] != "[]" else (),
        registrations=tuple(json.loads(row[13])) if row[13] != "[]" else (),
        abstract=row[14],
        document_id=row[15],
        source=row[16],
        years=tuple(json.loads(row[17])) if row[17] != "[]" else (),
        containers=tuple(json.loads(row[18])) if row[18] != "[]" else (),
    )


def identity(work: Work) -> str:
    """The id of a work that is new: its DOI, its PMID, its PMCID, or a hash of its title, year and first author."""
    if work.doi:
        return f"doi:{work.doi}"
    if work.pmid:
        return f"pmid:{work.pmid}"
    if work.pmcid:
        return f"pmcid:{work.pmcid}"
    first = squeeze(work.authors[0].family) if work.authors else ""
    number = key_of(squeeze(work.title or ""), str(work.year), first, work.volume or "", work.pages or "")
    return f"key:{number & 0xFFFFFFFFFFFFFFFF:016x}"


def keys_of(work: Work) -> set[int]:
    """All keys under which a work is found."""
    families = [person.family for person in work.authors[:2]]
    keys = set(stored_title_keys(work.title or ""))
    for year in work.all_years or (None,):
        keys.update(place_keys(year=year, volume=work.volume, pages=work.pages, families=families))
        keys.update(people_keys(families=families, year=year, container=work.container))
    for name in work.containers:
        keys.update(people_keys(families=families, year=None, container=name))
    return keys


def merged(held: Work, newer: Work) -> Work:
    """What is known of a work after another record of it: the later word holds, nothing known is lost.

    An ingested paper says which document the work is, and no more than what records left open.
    """
    known_as = held.id
    if newer.document_id and not held.document_id:
        held, newer = newer, held
    year = newer.year or held.year
    container = newer.container or held.container
    return replace(
        held,
        id=known_as,
        doi=held.doi or newer.doi,
        pmid=held.pmid or newer.pmid,
        pmcid=held.pmcid or newer.pmcid,
        title=newer.title or held.title,
        authors=newer.authors if len(newer.authors) >= len(held.authors) else held.authors,
        year=year,
        years=tuple(other for other in dict.fromkeys((*held.all_years, *newer.all_years)) if other != year),
        container=container,
        containers=_others(container, (held.container, *held.containers, newer.container, *newer.containers)),
        container_short=newer.container_short or held.container_short,
        volume=newer.volume or held.volume,
        issue=newer.issue or held.issue,
        pages=newer.pages or held.pages,
        types=_union(held.types, newer.types),
        registrations=_union(held.registrations, newer.registrations),
        abstract=newer.abstract or held.abstract,
        document_id=newer.document_id or held.document_id,
        source=newer.source if held.source == "document" else held.source,
    )


def _others(container: str | None, names: Iterable[str | None]) -> tuple[str, ...]:
    """Names that are not the same journal under another spelling."""
    found: list[str] = []
    for name in names:
        if name and not any(same_container(name, known) for known in (container, *found) if known):
            found.append(name)
    return tuple(found)


def _union(held: Iterable[str], newer: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*held, *newer)))
