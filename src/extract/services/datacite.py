"""DataCite: records of data sets, preprints and reports."""

from urllib.parse import quote

from extract.formats.csl import Item
from extract.formats.record import clean, clean_doi, clean_title, person, split_name, year_in
from extract.model import Person, Work
from extract.services.http import Client, Failed
from extract.services.lookup import Lookup, error, failed, hits, json_of, listed, miss, no_json, part

SOURCE = "datacite"


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
    return hits(SOURCE, answer, [_work(attributes)])


def _work(attributes: Item) -> Work:
    doi = clean_doi(attributes.get("doi"))
    titles = listed(attributes, "titles")
    kind = clean(part(attributes, "types").get("resourceTypeGeneral"))
    publisher = attributes.get("publisher")
    return Work(
        id=f"doi:{doi}",
        doi=doi,
        title=clean_title(titles[0].get("title")) if titles else None,
        authors=tuple(one for creator in listed(attributes, "creators") if (one := _person(creator))),
        year=year_in(attributes.get("publicationYear")),
        container=clean(publisher.get("name") if isinstance(publisher, dict) else publisher),
        types=(kind,) if kind else (),
        source=SOURCE,
    )


def _person(creator: Item) -> Person | None:
    one = person(creator.get("familyName"), creator.get("givenName"))
    name = clean(creator.get("name"))
    return one or (split_name(name) if name else None)
