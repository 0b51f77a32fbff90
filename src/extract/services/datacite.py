"""DataCite: records of data sets, preprints, reports, and of articles whose journals register there.

Etiquette: 3,000 questions in five minutes for those who say who they are (`mailto`), fewer for others; three a second
are asked. A status of 429 is waited for as its Retry-After says.
"""

from urllib.parse import quote

from extract.formats.csl import Item, listed, part
from extract.formats.names import UNKNOWN, is_group, split_name
from extract.formats.record import (
    Record,
    clean,
    clean_doi,
    clean_pages,
    clean_title,
    pages_from,
    person,
    record_of,
)
from extract.model import Person, Work
from extract.services.http import Client, Failed
from extract.services.lookup import Lookup, error, failed, hits, json_of, miss, no_json
from extract.text import lazy_re as re

SOURCE = "datacite"
PUBLISHED = frozenset(["issued", "available", "copyrighted"])
"""Kinds of dates that are of publication; when something was collected, made or changed is none."""
SERIES = re.compile(
    r"^(?P<name>[^;]{2,300}?)\s?[;,]\s?(?:Vol(?:ume)?\.?\s?)?(?P<volume>[A-Za-z]?\d{1,5})"
    r"(?:\s?[(,]\s?(?:No\.?\s?|Issue\s?)?(?P<issue>[\w.-]{1,12})\)?)?(?:\s?[:,]\s?(?:pp?\.?\s?)?(?P<pages>[\w.–-]{1,30}))?$"
)
"""Matches 'GMS Journal for Medical Education; 34(2):Doc25': name, volume, issue and pages in one field."""


def by_doi(client: Client, doi: str) -> Lookup:
    """The record of a DOI."""
    answer = client.get(SOURCE, f"/dois/{quote(doi, safe='')}", refuse=no_json)
    if isinstance(answer, Failed):
        return failed(SOURCE, answer)
    if answer.status in (404, 410):
        return miss(SOURCE, answer, f"{doi} is not registered with DataCite")
    attributes = part(json_of(answer), "data", "attributes")
    if clean_doi(attributes.get("doi")) != clean_doi(doi):
        return error(SOURCE, "bad_body", "a record of another DOI")
    return hits(SOURCE, answer, [record for record in (_work(attributes),) if isinstance(record, Work)])


def _work(attributes: Item) -> Record:
    doi, place = clean_doi(attributes.get("doi")), _place(attributes)
    return record_of(
        SOURCE,
        identity=f"doi:{doi}",
        title=_title(attributes),
        authors=_people(attributes, "creators") or _people(attributes, "contributors"),
        years=_years(attributes),
        containers=(place.get("name") or _publisher(attributes),),
        volume=place.get("volume"),
        issue=place.get("issue"),
        pages=clean_pages(place.get("pages")),
        doi=doi,
        pmid=None,
        types=_types(attributes),
    )


def _title(attributes: Item) -> str | None:
    """The title itself, with its subtitle; translations and other titles only where there is no other."""
    titles = listed(attributes, "titles")
    own = [item for item in titles if not item.get("titleType")] or titles
    title = clean_title(own[0].get("title")) if own else None
    return None if title and UNKNOWN.fullmatch(title) else title


def _years(attributes: Item) -> list[object]:
    dates = (item.get("date") for item in listed(attributes, "dates") if str(item.get("dateType")).lower() in PUBLISHED)
    return [attributes.get("publicationYear"), *dates]


def _types(attributes: Item) -> tuple[str, ...]:
    types = part(attributes, "types")
    kinds = (clean(types.get(name)) for name in ("resourceTypeGeneral", "citeproc"))
    return tuple(dict.fromkeys(kind for kind in kinds if kind))


def _publisher(attributes: Item) -> str | None:
    publisher = attributes.get("publisher")
    name = clean(publisher.get("name") if isinstance(publisher, dict) else publisher)
    return None if name and UNKNOWN.fullmatch(name) else name


def _place(attributes: Item) -> dict[str, str | None]:
    """Journal or series with volume, issue and pages: apart, in one field, or told of the related item."""
    container = part(attributes, "container")
    name = clean(container.get("title"))
    if name is None:
        return _related(attributes)
    place = _numbers(container, name)
    if found := SERIES.match(name):
        place = {key: place[key] or found[key] for key in place} | {"name": found["name"].strip()}
    return place


def _related(attributes: Item) -> dict[str, str | None]:
    """What the work was published in, as a related item says."""
    for item in listed(attributes, "relatedItems"):
        if item.get("relationType") != "IsPublishedIn":
            continue
        titles = listed(item, "titles")
        return _numbers(item, clean(titles[0].get("title")) if titles else None)
    return {}


def _numbers(item: Item, name: str | None) -> dict[str, str | None]:
    pages = pages_from(item.get("firstPage"), item.get("lastPage"))
    return {"name": name, "volume": clean(item.get("volume")), "issue": clean(item.get("issue")), "pages": pages}


def _people(attributes: Item, role: str) -> tuple[Person, ...]:
    found = (
        _person(item)
        for item in listed(attributes, role)
        if role == "creators" or item.get("contributorType") == "Editor"
    )
    return tuple(author for author in found if author is not None)


def _person(creator: Item) -> Person | None:
    """A person by parts or by name; an organisation where the record says so, or where the name says it."""
    name = clean(creator.get("name"))
    if name and UNKNOWN.fullmatch(name):
        return None
    if creator.get("nameType") == "Organizational" and name:
        return Person(name, is_group=True)
    named = person(creator.get("familyName"), creator.get("givenName"))
    if named is not None and named.given:
        return named
    if name and "," not in name and is_group(name):
        return Person(name, is_group=True)
    return named or (split_name(name) if name else None)
