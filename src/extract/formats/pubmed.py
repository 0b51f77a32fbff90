"""PubMed XML, as baseline files and as answers: works with abstracts, types, registrations and notices."""

from collections.abc import Iterable, Iterator
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
    clean_pages,
    clean_pmid,
    clean_title,
    normal_registrations,
    person,
    record_of,
    year_in,
)
from extract.formats.xml_stream import elements, marked, text_of
from extract.model import Notice, NoticeKind, Person, Work
from extract.text import lazy_re as re
from extract.text.similarity import fold

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

RETRACTED = "D016441"
DATES = ("Journal/JournalIssue/PubDate", "ContributionDate", "Book/PubDate", "Book/BeginningDate", "ArticleDate")
NO_TITLE = frozenset(["not available", "untitled", "no title available", "in process citation"])
ARTICLE_NUMBER = re.compile(r"(?=.{1,12}$)(?:[a-z]{1,6}[.-]?\d{1,8}|\d{1,6})", re.IGNORECASE)
"""Matches 'e170500', 'euae122', 'bbac123', 'CD001234', '104436', not 'S0140-6736(20)30183-5', '7663763'."""
REGISTERS = frozenset(
    (
        "clinicaltrials.gov isrctn eudract anzctr chictr cris ctri drks irct japiccti jmacct jprn jrct ntr pactr rebec "
        "rpcec repec slctr tctr umin umin-ctr umin ctr ctis lbctr itmctr nmrr"
    ).split()
)
"""Data banks of PubMed that are registers of trials."""


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
    if isinstance(work, Work):
        yield from notices_of_others(work, _notes(element, ".//CommentsCorrections"))


Note = tuple[str, str, str | None]
"""What a note of PubMed is called ("RetractionIn"), what it prints, and the number of the paper that it names."""


def notices_of_others(work: Work, notes: Iterable[Note]) -> Iterator[NoticeOf]:
    """What a work, being a notice, says of other papers."""
    date = str(work.year) if work.year else None
    for name, printed, number in notes:
        if (kind := ABOUT_ANOTHER.get(name)) and number:
            notice = Notice(kind=kind, source="pubmed", date=date, notice_id=work.pmid)
            yield NoticeOf(notice=notice, doi=None, pmid=number, title=clean(printed))


def notices_on(notes: Iterable[Note], *, is_retracted: bool) -> tuple[Notice, ...]:
    """What stands on the paper itself; `is_retracted`: its type says so, which counts where no notice is named."""
    found = []
    for name, printed, number in notes:
        if kind := ABOUT_THIS.get(name):
            year, partial = year_in(printed), "partial retraction: " if name.startswith("Partial") else ""
            date = str(year) if year else None
            reason = f"{partial}{printed}" or None
            found.append(Notice(kind=kind, source="pubmed", date=date, notice_id=number, reason=reason))
    if is_retracted and not any(notice.kind in ("retraction", "retract_and_replace") for notice in found):
        found.append(Notice(kind="retraction", source="pubmed", reason="publication type Retracted Publication"))
    return tuple(found)


def _notes(element: Element, path: str) -> Iterator[Note]:
    for note in element.iterfind(path):
        printed, number = clean(text_of(note, "RefSource")) or "", clean_pmid(text_of(note, "PMID"))
        yield note.get("RefType", ""), printed, number


def work_of_article(element: Element) -> Work | Unread:
    """One article, book or chapter; where pieces are missing, the others are kept."""
    citation = element.find("MedlineCitation")
    if citation is None:
        citation = element.find("BookDocument")
    if citation is None:
        return Unread("an article without citation")
    article = citation.find("Article")
    article = citation if article is None else article
    ids = {i.get("IdType"): "".join(i.itertext()) for i in element.iterfind("PubmedData/ArticleIdList/ArticleId")}
    ids |= {i.get("IdType"): "".join(i.itertext()) for i in element.iterfind("PubmedBookData/ArticleIdList/ArticleId")}
    ids |= {i.get("IdType"): "".join(i.itertext()) for i in citation.iterfind("ArticleIdList/ArticleId")}
    pmid = clean_pmid(text_of(citation, "PMID"))
    book, own = marked(citation, "Book/BookTitle"), _own_title(article)
    series = clean(marked(citation, "Book/CollectionTitle"))
    container = clean(marked(article, "Journal/Title")) or (clean_title(book) if own else None) or series
    type_ids = {kind.get("UI") for kind in article.iterfind("PublicationTypeList/PublicationType")}
    return record_of(
        "pubmed",
        identity=f"pmid:{pmid}" if pmid else "",
        title=own or book,
        authors=_authors(article) or _authors(citation, "Book/"),
        years=_years(article),
        containers=(container, series if own else None),
        short=text_of(article, "Journal/ISOAbbreviation") or text_of(citation, "MedlineJournalInfo/MedlineTA"),
        volume=text_of(article, "Journal/JournalIssue/Volume") or text_of(citation, "Book/Volume"),
        issue=text_of(article, "Journal/JournalIssue/Issue"),
        pages=_pages(article),
        doi=clean_doi(ids.get("doi")) or _doi(article),
        pmid=pmid,
        pmcid=ids.get("pmc"),
        types=_types(article),
        abstract=_abstract(article),
        registrations=_registrations(article),
        notices=notices_on(
            _notes(citation, "CommentsCorrectionsList/CommentsCorrections"), is_retracted=RETRACTED in type_ids
        ),
    )


def _own_title(article: Element) -> str | None:
    """The title of the article or chapter, as marked up; one of a note in brackets ("[Not Available]") is none."""
    titles = (marked(article, name) for name in ("ArticleTitle", "VernacularTitle"))
    return next((title for title in titles if (clean_title(title) or "untitled").lower() not in NO_TITLE), None)


def _authors(article: Element, within: str = "") -> tuple[Person, ...]:
    """The authors; the editors of a book where no list is of authors. `Type` is told in books alone."""
    lists = list(article.iterfind(f"{within}AuthorList"))
    authors = [listed for listed in lists if listed.get("Type") != "editors"] or lists
    found = []
    for author in [author for listed in authors for author in listed.iterfind("Author")][:MAX_AUTHORS]:
        if author.get("ValidYN") == "N":
            continue
        named = person(marked(author, "LastName"), text_of(author, "Initials") or text_of(author, "ForeName"))
        group = clean(marked(author, "CollectiveName"))
        if named or group:
            found.append(named or Person((group or "").rstrip(".;"), is_group=True))
    return tuple(found)


def _years(article: Element) -> tuple[int, ...]:
    """Years of the issue, of the book or the contribution, and of what came online before."""
    dates = (article.find(path) for path in DATES)
    years = (year_in(text_of(date, "Year")) or year_in(text_of(date)) for date in dates if date is not None)
    return tuple(dict.fromkeys(year for year in years if year))


def _types(article: Element) -> tuple[str, ...]:
    kinds = (*article.iterfind("PublicationTypeList/PublicationType"), *article.iterfind("PublicationType"))
    return tuple(text_of(kind) for kind in kinds)


def _pages(article: Element) -> str | None:
    """Pages; without them, the article's number where a publisher gives it as a local identifier."""
    printed = text_of(article, "Pagination/MedlinePgn") or text_of(article, "Pagination/StartPage")
    if pages := clean_pages(printed):
        return pages
    for place in article.iterfind("ELocationID"):
        location = "".join(place.itertext()).strip()
        if place.get("EIdType") == "pii" and place.get("ValidYN") != "N" and ARTICLE_NUMBER.fullmatch(location):
            return location
    return None


def _registrations(article: Element) -> tuple[str, ...]:
    """Accession numbers of trial registers; those of GenBank, PDB, Dryad and their like are none."""
    numbers = (
        text_of(number)
        for bank in article.iterfind("DataBankList/DataBank")
        if fold(text_of(bank, "DataBankName")) in REGISTERS
        for number in bank.iterfind("*/AccessionNumber")
    )
    return normal_registrations(numbers)


def _doi(article: Element) -> str | None:
    for place in article.iterfind("ELocationID"):
        if place.get("EIdType") == "doi" and place.get("ValidYN") != "N":
            return clean_doi("".join(place.itertext()))
    return None


def _abstract(article: Element) -> str | None:
    parts = []
    for part in article.iterfind("Abstract/AbstractText"):
        text = clean(marked(part))
        if text:
            parts.append(f"{part.get('Label')}: {text}" if part.get("Label") else text)
    return "\n".join(parts)[:MAX_ABSTRACT] or None
