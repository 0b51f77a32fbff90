"""PubMed through NCBI's E-utilities: records by PMID or DOI, and citations matched by journal, year, volume, page.

Etiquette: three requests a second, 200 records or 100 citations each, `tool` and `email` sent; `NCBI_API_KEY` if set.
"""

import io
from collections.abc import Sequence

from extract.formats.csl import Item, part
from extract.formats.pubmed import read_pubmed
from extract.formats.record import NoticeOf, Record, clean_doi
from extract.model import ReferenceFields, StoredAnswer, Work
from extract.services.http import Client, Failed
from extract.services.lookup import Lookup, error, failed, hits, json_of, miss, no_json
from extract.text import lazy_re as re
from extract.text.keys import first_number, first_page
from extract.text.similarity import fold

SOURCE = "pubmed"
MOST_IDS = 200
MOST_CITATIONS = 100
PMID = re.compile(r"\d{1,8}")
UNSAFE = re.compile(r"[|\r\n]+")
AMBIGUOUS = re.compile(r"AMBIGUOUS\s*\(?([\d, ]*)")


def by_pmids(client: Client, pmids: Sequence[str]) -> dict[str, Lookup]:
    """A result for each number: numbers that the answer leaves out are misses."""
    wanted = [pmid for pmid in dict.fromkeys(pmids) if PMID.fullmatch(pmid)]
    found = {pmid: error(SOURCE, "bad_request", f"{pmid!r} is no PMID") for pmid in pmids if pmid not in wanted}
    for at in range(0, len(wanted), MOST_IDS):
        some = wanted[at : at + MOST_IDS]
        params = {"db": "pubmed", "id": ",".join(some), "retmode": "xml"}
        answer = client.get("eutils", "/efetch.fcgi", params, accept="application/xml", refuse=_no_records)
        if isinstance(answer, Failed):
            found |= {pmid: failed(SOURCE, answer) for pmid in some}
            continue
        records = _records(answer)
        works = {work.pmid: work for work in records if isinstance(work, Work)}
        notices = [record for record in records if isinstance(record, NoticeOf)]
        for pmid in some:
            work = works.get(pmid)
            about = [notice for notice in notices if notice.notice.notice_id == pmid]
            found[pmid] = hits(SOURCE, answer, [work], about) if work else miss(SOURCE, answer, f"no record {pmid}")
    return found


def by_doi(client: Client, doi: str) -> Lookup:
    """The record that carries a DOI; what the search returns instead of it is not taken."""
    params = {"db": "pubmed", "term": f"{doi}[doi]", "retmode": "json", "retmax": "5"}
    answer = client.get("eutils", "/esearch.fcgi", params, refuse=_no_search)
    if isinstance(answer, Failed):
        return failed(SOURCE, answer)
    ids = part(json_of(answer), "esearchresult").get("idlist")
    pmids = [str(number) for number in ids] if isinstance(ids, list) else []
    if not pmids:
        return miss(SOURCE, answer, f"no record with {doi}")
    for reported in by_pmids(client, pmids).values():
        if reported.outcome in ("error", "not_tried"):
            return reported
        if reported.works and reported.works[0].doi == clean_doi(doi):
            return reported
    return miss(SOURCE, answer, f"no record with {doi}: the search returned others")


def by_citations(client: Client, citations: dict[str, ReferenceFields]) -> dict[str, Lookup]:
    """A result for each reference by its key; one PMID is a hit (without record), several are ambiguous."""
    found: dict[str, Lookup] = {}
    waiting = {key: line for key, fields in citations.items() if (line := citation_line(fields, key))}
    for _ in range(len(waiting) // MOST_CITATIONS + 3):
        some = dict(list(waiting.items())[:MOST_CITATIONS])
        if not some:
            break
        params = {"db": "pubmed", "retmode": "xml", "bdata": "\r".join(some.values())}
        answer = client.get("eutils", "/ecitmatch.cgi", params, accept="text/plain", refuse=_no_citations)
        if isinstance(answer, Failed):
            return found | {key: failed(SOURCE, answer) for key in waiting}
        results = _citation_results(answer, set(some))
        found |= results
        waiting = {key: line for key, line in waiting.items() if key not in results}
        if not results:
            break
    return found | {key: error(SOURCE, "bad_body", "the answer left this citation out") for key in waiting}


def citation_line(fields: ReferenceFields, key: str) -> str | None:
    """Journal, year, volume, first page, author and key; None where too little is printed to ask."""
    volume, page = first_number(fields.volume), first_page(fields.pages)
    if not (fields.container and fields.year and (volume or page)):
        return None
    author = fields.authors[0] if fields.authors else None
    name = f"{author.family} {author.given[:2]}" if author else ""
    parts = (fields.container, str(fields.year), volume or "", page or "", name, key)
    return "|".join(UNSAFE.sub(" ", fold(part)) if part is not key else key for part in parts) + "|"


def _citation_results(answer: StoredAnswer, keys: set[str]) -> dict[str, Lookup]:
    """Lines by their key: on a miss the author may be dropped, so columns are not counted."""
    found = {}
    for line in answer.body.decode("utf-8", "replace").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        key = next((cell for cell in cells if cell in keys), None)
        if key is None:
            continue
        outcome = cells[-1] or cells[-2]
        if PMID.fullmatch(outcome) and outcome != key:
            work = Work(id=f"pmid:{outcome}", pmid=outcome, source=SOURCE)
            found[key] = hits(SOURCE, answer, [work])
        elif ambiguous := AMBIGUOUS.match(outcome):
            ids = PMID.findall(ambiguous.group(1)) if "," in ambiguous.group(1) or len(outcome) < 20 else []
            works = tuple(Work(id=f"pmid:{number}", pmid=number, source=SOURCE) for number in ids if len(number) > 4)
            found[key] = Lookup(
                source=SOURCE, outcome="ambiguous", detail=outcome, asked_at=answer.fetched_at, works=works
            )
        elif outcome.startswith("NOT_FOUND"):
            unknown_journal = "INVALID_JOURNAL" in outcome
            found[key] = (
                error(SOURCE, "bad_request", "PubMed does not know the journal")
                if unknown_journal
                else miss(SOURCE, answer, "no citation with this journal, year, volume and page")
            )
    return found


def _records(answer: StoredAnswer) -> list[Record]:
    return list(read_pubmed(io.StringIO(answer.body.decode("utf-8", "replace"))))


def _no_records(body: bytes) -> str | None:
    start = body[:2000].lower()
    if b"<html" in start or b"<!doctype html" in start:
        return "a page in place of records"
    if b"api rate limit" in start or start.lstrip()[:1] == b"{":
        return "too many requests, said in the body"
    return None if b"PubmedArticleSet" in body[:2000] and b"<ERROR>" not in body[:4000] else "no records"


def _no_search(body: bytes) -> str | None:
    reason = no_json(body)
    if reason:
        return reason
    item: Item = json_of(StoredAnswer(status=200, headers=(), body=body, fetched_at=""))
    if "error" in item:
        return "too many requests, said in the body"
    result = part(item, "esearchresult")
    return None if "idlist" in result and "ERROR" not in result else "a search that failed"


def _no_citations(body: bytes) -> str | None:
    start = body[:2000].lstrip()
    if start[:1] in (b"<", b"{"):
        return "a page or a message in place of lines"
    return None if b"|" in start else "no lines"
