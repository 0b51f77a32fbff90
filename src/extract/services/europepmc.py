"""Europe PMC: records with abstracts and notices, and the full text of open papers as JATS.

Etiquette: no key and no published limit; five questions a second. A stub without hit count is no answer and is
asked for again; "not open access" is final and is not.
"""

import re

from extract.formats.csl import Item, listed, part
from extract.formats.record import clean, clean_doi, clean_pages, clean_pmid, person, record_of, year_in
from extract.model import Notice, NoticeKind, Outcome, Person, StoredAnswer, Work
from extract.services.http import Client, Failed
from extract.services.lookup import Lookup, error, failed, hits, json_of, no_json

SOURCE = "europepmc"
PMCID = re.compile(r"PMC\d{1,9}")
QUOTES = re.compile(r'["\\]+')

FINAL = re.compile(
    rb"<(?:\w{1,12}:)?errMsg>[^<]{0,300}"
    rb"(?:not open access|not found|no(?:t)? (?:full ?text|available)|does not exist|invalid|unavailable)",
    re.IGNORECASE,
)
"""An `errorBean` that says "no" for good: asking again changes nothing."""
ARTICLE = re.compile(rb"<(?:\w{1,12}:)?article[\s>]")

KINDS: dict[str, NoticeKind] = {
    "retraction in": "retraction",
    "partial retraction in": "retraction",
    "expression of concern in": "concern",
    "erratum in": "correction",
    "corrected and republished in": "correction",
    "retracted and republished in": "retract_and_replace",
}


def by_doi(client: Client, doi: str) -> Lookup:
    """The records that carry a DOI."""
    found = _search(client, f'DOI:"{_bare(doi)}"')
    works = tuple(work for work in found.works if work.doi == clean_doi(doi))
    return _narrowed(found, works)


def by_pmid(client: Client, pmid: str) -> Lookup:
    """The record of a PubMed number."""
    found = _search(client, f"EXT_ID:{_bare(pmid)} AND SRC:MED")
    return _narrowed(found, tuple(work for work in found.works if work.pmid == pmid))


def by_title(client: Client, title: str, year: int | None) -> Lookup:
    """Candidates for a title; matching decides."""
    return _search(client, f'TITLE:"{_bare(title)}"' + (f" AND PUB_YEAR:[{year - 1} TO {year + 1}]" if year else ""))


def full_text(client: Client, pmcid: str) -> StoredAnswer | Lookup:
    """The JATS of an open paper; a miss where there is none in the open subset."""
    if not PMCID.fullmatch(pmcid):
        return error(SOURCE, "bad_request", f"{pmcid!r} is no PMCID")
    answer = client.get(SOURCE, f"/{pmcid}/fullTextXML", accept="application/xml", refuse=_no_article)
    if isinstance(answer, Failed):
        return failed(SOURCE, answer)
    if answer.status in (404, 410) or FINAL.search(answer.body[:20_000]):
        return Lookup(source=SOURCE, outcome="miss", detail=f"{pmcid}: no open full text", asked_at=answer.fetched_at)
    return answer


def _search(client: Client, query: str) -> Lookup:
    params = {"query": query, "format": "json", "resultType": "core", "pageSize": "10"}
    answer = client.get(SOURCE, "/search", params, refuse=_no_results, missing_is_an_answer=False)
    if isinstance(answer, Failed):
        return failed(SOURCE, answer)
    found = map(work_of, listed(part(json_of(answer), "resultList"), "result"))
    return hits(SOURCE, answer, [work for work in found if work is not None])


def _narrowed(lookup: Lookup, works: tuple[Work, ...]) -> Lookup:
    if lookup.outcome not in ("hit", "ambiguous"):
        return lookup
    outcome: Outcome = "hit" if len(works) == 1 else "ambiguous" if works else "miss"
    return Lookup(source=SOURCE, outcome=outcome, asked_at=lookup.asked_at, works=works)


def work_of(item: Item) -> Work | None:
    """A core record as a work."""
    journal, book = part(item, "journalInfo"), part(item, "bookOrReportDetails")
    named = part(journal, "journal")
    kinds = part(item, "pubTypeList").get("pubType")
    pmid, doi = clean_pmid(item.get("pmid")), clean_doi(item.get("doi"))
    containers = (named.get("title"), item.get("journalTitle"), book.get("comprisingTitle"), book.get("seriesName"))
    record = record_of(
        SOURCE,
        identity=f"pmid:{pmid}" if pmid else f"doi:{doi}",
        title=item.get("title"),
        authors=_authors(item),
        years=(item.get("pubYear"), *map(journal.get, YEARS), item.get("electronicPublicationDate")),
        containers=dict.fromkeys(filter(None, map(clean, containers))),
        short=named.get("isoabbreviation"),
        volume=clean(journal.get("volume")) or item.get("journalVolume"),
        issue=journal.get("issue"),
        pages=clean_pages(item.get("pageInfo")),
        doi=doi,
        pmid=pmid,
        pmcid=item.get("pmcid"),
        types=tuple(kind for kind in kinds if isinstance(kind, str)) if isinstance(kinds, list) else (),
        abstract=clean(item.get("abstractText")),
        notices=_notices(item),
    )
    return record if isinstance(record, Work) else None


YEARS = ("yearOfPublication", "printPublicationDate")


def _authors(item: Item) -> tuple[Person, ...]:
    found = []
    for author in listed(part(item, "authorList"), "author"):
        group = clean(author.get("collectiveName"))
        named = person(author.get("lastName"), author.get("initials"))
        if named or group:
            found.append(named or Person(group or "", is_group=True))
    return tuple(found)


def _notices(item: Item) -> tuple[Notice, ...]:
    found = []
    for note in listed(part(item, "commentCorrectionList"), "commentCorrection"):
        type_ = str(note.get("type", "")).strip().lower()
        kind = KINDS.get(type_)
        if kind:
            reference = clean(note.get("reference"))
            year = year_in(reference)
            found.append(
                Notice(
                    kind=kind,
                    source=SOURCE,
                    date=str(year) if year else None,
                    notice_id=clean_pmid(note.get("id")),
                    reason=f"partial retraction: {reference or ''}" if type_.startswith("partial") else reference,
                )
            )
    kinds = part(item, "pubTypeList").get("pubType")
    is_marked = isinstance(kinds, list) and any(str(kind).lower() == "retracted publication" for kind in kinds)
    if is_marked and not any(notice.kind in ("retraction", "retract_and_replace") for notice in found):
        found.append(Notice(kind="retraction", source=SOURCE, reason="publication type Retracted Publication"))
    return tuple(found)


def _bare(text: str) -> str:
    return QUOTES.sub(" ", text)[:300]


def _no_results(body: bytes) -> str | None:
    return no_json(body) or (None if b'"hitCount"' in body else "a stub without hit count")


def _no_article(body: bytes) -> str | None:
    start = body[:20_000]
    if FINAL.search(start):
        return None
    return None if ARTICLE.search(start) and b"errorBean" not in start else "no article"
