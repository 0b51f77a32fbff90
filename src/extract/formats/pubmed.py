"""PubMed XML, as baseline files and as answers: works with abstracts, types, registrations and notices."""

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from extract.formats.record import (
    MAX_ABSTRACT,
    MAX_AUTHORS,
    NoticeOf,
    Record,
    Unread,
    clean,
    clean_doi,
    clean_pmcid,
    clean_pmid,
    clean_title,
    person,
    year_in,
)
from extract.formats.xml_stream import elements, text_of
from extract.model import Notice, NoticeKind, Person, Work

ABOUT_THIS: dict[str, NoticeKind] = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "retraction",
    "ExpressionOfConcernIn": "concern",
    "ErratumIn": "correction",
    "CorrectedandRepublishedIn": "correction",
    "RetractedandRepublishedIn": "retract_and_replace",
}
"""What stands on the paper itself."""

ABOUT_ANOTHER: dict[str, NoticeKind] = {
    "RetractionOf": "retraction",
    "PartialRetractionOf": "retraction",
    "ExpressionOfConcernFor": "concern",
    "ErratumFor": "correction",
}
"""What stands on the notice."""

RETRACTED, RETRACTION = "D016441", "D016440"


def read_pubmed(file: IO[str]) -> Iterator[Record]:
    """Each article and book chapter of a file."""
    for element in elements(file, ("PubmedArticle", "PubmedBookArticle")):
        if isinstance(element, Unread):
            yield element
        else:
            yield from records_of_article(element)


def records_of_article(element: Element) -> Iterator[Record]:
    """A work, and for a notice the word about the paper that it speaks of."""
    work = work_of_article(element)
    yield work
    if isinstance(work, Unread):
        return
    for note in element.iterfind(".//CommentsCorrections"):
        kind, pmid = ABOUT_ANOTHER.get(note.get("RefType", "")), clean_pmid(text_of(note, "PMID"))
        if kind and pmid:
            notice = Notice(kind=kind, source="pubmed", date=_iso_year(work), notice_id=work.pmid)
            yield NoticeOf(notice=notice, doi=None, pmid=pmid, title=clean(text_of(note, "RefSource")))


def work_of_article(element: Element) -> Work | Unread:
    """One article; where pieces are missing, the others are kept."""
    citation = element.find("MedlineCitation")
    citation = element.find("BookDocument") if citation is None else citation
    if citation is None:
        return Unread("an article without citation")
    article = citation.find("Article")
    article = citation if article is None else article
    ids = {i.get("IdType"): "".join(i.itertext()) for i in element.iterfind("PubmedData/ArticleIdList/ArticleId")}
    ids |= {i.get("IdType"): "".join(i.itertext()) for i in citation.iterfind("ArticleIdList/ArticleId")}
    pmid = clean_pmid(text_of(citation, "PMID"))
    title = clean_title(text_of(article, "ArticleTitle")) or clean_title(text_of(article, "VernacularTitle"))
    if not (pmid or title):
        return Unread("an article without PMID and title")
    return Work(
        id=f"pmid:{pmid}" if pmid else "",
        title=title,
        authors=_authors(article),
        year=_year(article),
        container=clean(text_of(article, "Journal/Title")) or clean(text_of(citation, "Book/BookTitle")),
        container_short=clean(text_of(article, "Journal/ISOAbbreviation"))
        or clean(text_of(citation, "MedlineJournalInfo/MedlineTA")),
        volume=clean(text_of(article, "Journal/JournalIssue/Volume")),
        issue=clean(text_of(article, "Journal/JournalIssue/Issue")),
        pages=clean(text_of(article, "Pagination/MedlinePgn")) or clean(text_of(article, "Pagination/StartPage")),
        doi=clean_doi(ids.get("doi")) or _doi(article),
        pmid=pmid,
        pmcid=clean_pmcid(ids.get("pmc")),
        types=tuple(text_of(kind) for kind in article.iterfind("PublicationTypeList/PublicationType")),
        abstract=_abstract(article),
        registrations=tuple(
            dict.fromkeys(text_of(number) for number in article.iterfind("DataBankList/DataBank/*/AccessionNumber"))
        ),
        notices=_notices(citation, article),
        source="pubmed",
    )


def _authors(article: Element) -> tuple[Person, ...]:
    found = []
    for author in list(article.iterfind("AuthorList/Author"))[:MAX_AUTHORS]:
        if author.get("ValidYN") == "N":
            continue
        one = person(text_of(author, "LastName"), text_of(author, "Initials") or text_of(author, "ForeName"))
        group = clean(text_of(author, "CollectiveName"))
        if one or group:
            found.append(one or Person(group or "", is_group=True))
    return tuple(found)


def _year(article: Element) -> int | None:
    date = article.find("Journal/JournalIssue/PubDate")
    if date is None:
        date = article.find("Book/PubDate")
    return year_in(text_of(date, "Year")) or year_in(text_of(date, "MedlineDate")) or year_in(text_of(date))


def _doi(article: Element) -> str | None:
    for place in article.iterfind("ELocationID"):
        if place.get("EIdType") == "doi" and place.get("ValidYN") != "N":
            return clean_doi("".join(place.itertext()))
    return None


def _abstract(article: Element) -> str | None:
    parts = []
    for part in article.iterfind("Abstract/AbstractText"):
        text = clean("".join(part.itertext()))
        if text:
            parts.append(f"{part.get('Label')}: {text}" if part.get("Label") else text)
    return "\n".join(parts)[:MAX_ABSTRACT] or None


def _notices(citation: Element, article: Element) -> tuple[Notice, ...]:
    found = []
    for note in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        kind = ABOUT_THIS.get(note.get("RefType", ""))
        if kind:
            year = year_in(text_of(note, "RefSource"))
            found.append(
                Notice(
                    kind=kind,
                    source="pubmed",
                    date=str(year) if year else None,
                    notice_id=clean_pmid(text_of(note, "PMID")),
                    reason=clean(text_of(note, "RefSource")),
                )
            )
    uids = {kind.get("UI") for kind in article.iterfind("PublicationTypeList/PublicationType")}
    if RETRACTED in uids and not any(notice.kind in ("retraction", "retract_and_replace") for notice in found):
        found.append(Notice(kind="retraction", source="pubmed", reason="publication type Retracted Publication"))
    return tuple(found)


def _iso_year(work: Work) -> str | None:
    return str(work.year) if work.year else None
