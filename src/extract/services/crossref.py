"""Crossref: records by DOI or by a printed reference, and the notices that update a work.

Etiquette: who asks is said (`mailto`), which gives the polite pool: ten records and three searches a second, three at a
time. One question at a time is asked, at most three a second, slower where x-rate-limit-limit says so; 403 ends it.
"""

from dataclasses import replace
from urllib.parse import quote

from extract.formats.crossref import records_of_crossref
from extract.formats.csl import listed, part
from extract.formats.record import NoticeOf, clean_doi
from extract.model import Work
from extract.services.http import Client, Failed
from extract.services.lookup import Lookup, error, failed, hits, json_of, miss, no_json

SOURCE = "crossref"
LONGEST_QUERY = 400
ROWS = "5"


def by_doi(client: Client, doi: str) -> Lookup:
    """The record of a DOI. A miss means "no DOI of Crossref's": other agencies may have it."""
    answer = client.get(SOURCE, f"/works/{quote(doi, safe='')}", refuse=_refuse_or_text)
    if isinstance(answer, Failed):
        return failed(SOURCE, answer)
    if answer.status in (404, 410):
        return miss(SOURCE, answer, f"{doi} is not registered with Crossref")
    records = list(records_of_crossref(part(json_of(answer), "message")))
    works = [record for record in records if isinstance(record, Work)]
    if not works:
        return error(SOURCE, "bad_body", "a record that says nothing")
    detail = None if works[0].doi == clean_doi(doi) else f"{doi} is now {works[0].doi}"
    found = hits(SOURCE, answer, works, [record for record in records if isinstance(record, NoticeOf)])
    return replace(found, detail=detail)


def by_text(client: Client, printed: str) -> Lookup:
    """Candidates for a printed reference; their order and score prove nothing, matching decides."""
    params = {"query.bibliographic": printed[:LONGEST_QUERY], "rows": ROWS}
    answer = client.get(SOURCE, "/works", params, refuse=no_json, missing_is_an_answer=False)
    if isinstance(answer, Failed):
        return failed(SOURCE, answer)
    items = listed(part(json_of(answer), "message"), "items")
    works = [record for item in items for record in records_of_crossref(item) if isinstance(record, Work)]
    return hits(SOURCE, answer, works)


def notices_about(client: Client, doi: str) -> Lookup:
    """Notices that update a work, asked from their side. A DOI with a comma cannot be asked: an error, not a "no"."""
    if "," in doi:
        return error(SOURCE, "bad_request", f"{doi} has a comma, which this question cannot carry")
    answer = client.get(
        SOURCE, "/works", {"filter": f"updates:{doi}", "rows": "50"}, refuse=no_json, missing_is_an_answer=False
    )
    if isinstance(answer, Failed):
        return failed(SOURCE, answer)
    items = listed(part(json_of(answer), "message"), "items")
    records = [record for item in items for record in records_of_crossref(item)]
    notices = [record for record in records if isinstance(record, NoticeOf) and record.doi == clean_doi(doi)]
    return hits(SOURCE, answer, [], notices) if notices else miss(SOURCE, answer, "no notices")


def _refuse_or_text(body: bytes) -> str | None:
    return None if body.strip() == b"Resource not found." else no_json(body)
