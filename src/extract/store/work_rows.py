"""Works as rows: one value to one row of the table and back, and the keys under which it is found."""

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from extract.model import Person, Work
from extract.text.keys import key_of, people_keys, place_keys, stored_title_keys
from extract.text.similarity import same_container, squeeze

COLUMNS = tuple(field.name for field in fields(Work) if field.name != "notices")
"""The table has a column for each field; notices have a table of their own."""

LISTS = ("types", "registrations", "years", "containers")
Row = tuple[object, ...]
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_values = attrgetter(*COLUMNS)


def to_row(work: Work) -> Row:
    """In the order of COLUMNS."""
    authors = [(person.family, person.given, int(person.is_group)) for person in work.authors]
    values = {**dict(zip(COLUMNS, _values(work), strict=True)), "authors": authors}
    return tuple(COMPACT(value) if isinstance(value, tuple | list) else value for value in values.values())


def from_row(row: Iterable[Any]) -> Work:
    """A row in the order of COLUMNS."""
    values = dict(zip(COLUMNS, row, strict=True))
    authors = tuple(Person(family, given, bool(group)) for family, given, group in json.loads(values["authors"]))
    lists = {name: tuple(json.loads(values[name])) if values[name] != "[]" else () for name in LISTS}
    year = int(values["year"]) if values["year"] is not None else None
    return Work(**{**values, **lists, "authors": authors, "year": year})


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
