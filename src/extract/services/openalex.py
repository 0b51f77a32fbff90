"""OpenAlex: whether a work is marked as retracted, and identifiers. Its titles are no proof against a reference.

Etiquette: single works by DOI, which are free; `OPENALEX_API_KEY` is sent where it is set. A spent budget (429 with a
long Retry-After) makes the service rest.
"""

from urllib.parse import quote

from extract.formats.csl import Item, listed, part
from extract.formats.names import split_name
from extract.formats.record import NoticeOf, clean, clean_doi, clean_pmid, pages_from, record_of
from extract.model import Notice, Work
from extract.services.http import Client, Failed
from extract.services.lookup import Lookup, error, failed, hits, json_of, miss, no_json

SOURCE = "openalex"


def by_doi(client: Client, doi: str) -> Lookup:
    """The record of a DOI; where works were merged, the record that took it in is followed."""
    answer = client.get(SOURCE, f"/works/doi:{quote(doi, safe='')}", refuse=no_json)
    if isinstance(answer, Failed):
        return failed(SOURCE, answer)
    if answer.status in (404, 410):
        return miss(SOURCE, answer, f"{doi} is not in OpenAlex")
    work = work_of(json_of(answer))
    if work is None:
        return error(SOURCE, "bad_body", "a record without identifiers")
    if work.doi != clean_doi(doi):
        return error(SOURCE, "bad_body", f"a record of another DOI: {work.doi}")
    notices = [NoticeOf(notice=notice, doi=work.doi, pmid=work.pmid) for notice in work.notices]
    return hits(SOURCE, answer, [work], notices)


def work_of(item: Item) -> Work | None:
    """A record as a work; ids come as addresses."""
    ids, place, biblio = part(item, "ids"), part(item, "primary_location"), part(item, "biblio")
    doi, pmid = clean_doi(item.get("doi")), clean_pmid(ids.get("pmid"))
    if not (doi or pmid):
        return None
    kind = clean(item.get("type"))
    names = (
        clean(part(authorship, "author").get("display_name")) or clean(authorship.get("raw_author_name"))
        for authorship in listed(item, "authorships")
    )
    record = record_of(
        SOURCE,
        identity=f"doi:{doi}" if doi else f"pmid:{pmid}",
        title=item.get("title") or item.get("display_name"),
        authors=tuple(person for name in names if name and (person := split_name(name))),
        years=(item.get("publication_year"),),
        containers=(clean(part(place, "source").get("display_name")) or clean(place.get("raw_source_name")),),
        volume=biblio.get("volume"),
        issue=biblio.get("issue"),
        pages=pages_from(biblio.get("first_page"), biblio.get("last_page")),
        doi=doi,
        pmid=pmid,
        pmcid=ids.get("pmcid"),
        types=(kind,) if kind else (),
        notices=(Notice(kind="retraction", source=SOURCE),) if item.get("is_retracted") is True else (),
    )
    return record if isinstance(record, Work) else None
