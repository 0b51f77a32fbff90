"""What is asked about the entries of a reference list, source by source; every source leaves its answer.

Entries with an identifier are asked for by it; the others by journal, year, volume and page at PubMed. What a source
tells of identifiers is put to the others in the next round, so that the notices of all come together. What was not
found so is looked for by its text at Crossref and by its title at Europe PMC. A Crossref "no" leads to doi.org.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.formats.record import NoticeOf
from extract.model import ReferenceFields, Work
from extract.services import crossref, datacite, doi, europepmc, openalex, pubmed
from extract.services.http import Client
from extract.services.lookup import Lookup
from extract.text import lazy_re as re

LEAST_TITLE = 15
MOST_ROUNDS = 5
ASKED_BY_DOI = frozenset([crossref.SOURCE, datacite.SOURCE])
IDENTIFIER = re.compile(r"(?:doi:?\s?|https?://\S{0,80}?)?10\.\d{4,9}/\S{1,300}|https?://\S{1,300}", re.IGNORECASE)
"""What hurts a search by text: a DOI or an address that may be another work's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A reference to ask about: its fields, its text, and the identifiers of the work that it was matched to."""

    fields: ReferenceFields
    printed: str
    doi: str | None = None
    pmid: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What sources said about each entry."""

    lookups: Mapping[str, tuple[Lookup, ...]]

    @property
    def works(self) -> list[Work]:
        """All records that came, with what they say of themselves."""
        return [
            work
            for lookups in self.lookups.values()
            for lookup in lookups
            for work in lookup.works
            if work.title or work.notices
        ]

    @property
    def notices(self) -> list[NoticeOf]:
        """All notices that came from the notices' side."""
        return [notice for lookups in self.lookups.values() for lookup in lookups for notice in lookup.notices]

    @property
    def unasked(self) -> dict[str, str]:
        """Sources that could not be asked, and why."""
        return {
            lookup.source: lookup.detail or lookup.kind or "error"
            for lookups in self.lookups.values()
            for lookup in lookups
            if lookup.outcome == "error"
        }


IsMeant = Callable[[str, Work], bool]
"""Whether an entry, told by its key, means a work: the services' answers are judged where matching is known."""


@dataclass(slots=True)
class _Inquiry:
    """What is known of one entry while sources are asked: identifiers in the order in which they came, and answers."""

    entry: Entry
    dois: dict[str, None] = field(default_factory=dict)
    pmids: dict[str, None] = field(default_factory=dict)
    answers: list[Lookup] = field(default_factory=list)
    asked: set[tuple[str, str]] = field(default_factory=set)
    is_found: bool = False

    def is_new(self, source: str, question: str) -> bool:
        """Whether a source was not asked this yet; it counts as asked from now on."""
        if (source, question) in self.asked:
            return False
        self.asked.add((source, question))
        return True

    @property
    def may_be_searched(self) -> bool:
        """Nothing found, and no identifier left open: a DOI of an agency that is not asked may well be right."""
        if self.is_found or any(
            lookup.outcome in ("error", "not_tried") for lookup in self.answers if lookup.source in ASKED_BY_DOI
        ):
            return False
        agencies = [lookup.detail for lookup in self.answers if lookup.source == doi.SOURCE and lookup.outcome == "hit"]
        return not any(agency and agency.lower() not in ASKED_BY_DOI for agency in agencies)


def ask_all(client: Client, entries: Mapping[str, Entry], *, is_meant: IsMeant = lambda key, work: True) -> Asked:
    """Asks about each entry by its key, in rounds: what one source tells of identifiers is put to the others.

    An entry whose identifiers lead to no work that it means is looked for by its text, whatever it prints.
    """
    inquiries = {key: _begun(entry) for key, entry in entries.items()}
    _ask_citations(client, [inquiry for inquiry in inquiries.values() if not inquiry.dois and not inquiry.pmids])
    for _ in range(MOST_ROUNDS):
        _ask_numbers(client, inquiries)
        for inquiry in inquiries.values():
            _ask_dois(client, inquiry)
        is_news = [_learn(inquiry, key, is_meant) for key, inquiry in inquiries.items()]
        if not any(is_news):
            lost = [inquiry for inquiry in inquiries.values() if inquiry.may_be_searched and inquiry.is_new("text", "")]
            if not lost:
                break
            _ask_citations(client, lost)
            for inquiry in lost:
                _ask_text(client, inquiry)
            for key, inquiry in inquiries.items():
                _learn(inquiry, key, is_meant)
    return Asked({key: tuple(_by_source(inquiry.answers)) for key, inquiry in inquiries.items()})


def _begun(entry: Entry) -> _Inquiry:
    inquiry = _Inquiry(entry)
    inquiry.dois.update((number.lower(), None) for number in (entry.fields.doi, entry.doi) if number)
    inquiry.pmids.update((number, None) for number in (entry.fields.pmid, entry.pmid) if number)
    return inquiry


def _learn(inquiry: _Inquiry, key: str, is_meant: IsMeant) -> bool:
    """Takes over the identifiers of the works that the entry means; whether there are new ones."""
    before = len(inquiry.dois) + len(inquiry.pmids)
    for lookup in inquiry.answers:
        for work in lookup.works:
            is_named_by_number = not work.title
            if not is_named_by_number and not is_meant(key, work):
                continue
            inquiry.is_found = inquiry.is_found or not is_named_by_number
            inquiry.dois.update({work.doi: None} if work.doi else {})
            inquiry.pmids.update({work.pmid: None} if work.pmid else {})
    return len(inquiry.dois) + len(inquiry.pmids) > before


def _ask_citations(client: Client, inquiries: Sequence[_Inquiry]) -> None:
    """PubMed by journal, year, volume, page and author, in batches."""
    asked = {f"k{n}": inquiry for n, inquiry in enumerate(inquiries) if inquiry.is_new("pubmed", "citation")}
    found = (
        pubmed.by_citations(client, {key: question.entry.fields for key, question in asked.items()}) if asked else {}
    )
    for key, lookup in found.items():
        asked[key].answers.append(lookup)
        if lookup.outcome == "hit" and lookup.works[0].pmid:
            asked[key].pmids[lookup.works[0].pmid] = None


def _ask_numbers(client: Client, inquiries: Mapping[str, _Inquiry]) -> None:
    """PubMed by the numbers that are known, in batches; Europe PMC by those of entries without DOI."""
    wanted = [
        (inquiry, pmid) for inquiry in inquiries.values() for pmid in inquiry.pmids if inquiry.is_new("pubmed", pmid)
    ]
    records = pubmed.by_pmids(client, [pmid for _, pmid in wanted]) if wanted else {}
    for inquiry, pmid in wanted:
        if pmid in records:
            inquiry.answers.append(records[pmid])
        if not inquiry.dois and not any(work.doi for work in records[pmid].works):
            inquiry.answers.append(europepmc.by_pmid(client, pmid))


def _ask_dois(client: Client, inquiry: _Inquiry) -> None:
    for number in list(inquiry.dois):
        if inquiry.is_new("doi", number):
            inquiry.answers += _ask_doi(client, number)


def _ask_doi(client: Client, number: str) -> list[Lookup]:
    """Crossref, then those who know notices; where Crossref has no such DOI, doi.org, which knows the agency."""
    first = crossref.by_doi(client, number)
    if first.outcome == "miss":
        agency = doi.agency_of(client, number)
        is_datacites = agency.outcome == "hit" and (agency.detail or "").lower() == datacite.SOURCE
        return [first, agency, *([datacite.by_doi(client, number)] if is_datacites else [])]
    lookups = [first, europepmc.by_doi(client, number)]
    if lookups[-1].outcome == "error":
        lookups.append(pubmed.by_doi(client, number))
    if first.outcome == "hit":
        lookups += [crossref.notices_about(client, number), openalex.by_doi(client, number)]
    return lookups


def _ask_text(client: Client, inquiry: _Inquiry) -> None:
    entry, title = inquiry.entry, inquiry.entry.fields.title or ""
    if entry.printed:
        inquiry.answers.append(crossref.by_text(client, IDENTIFIER.sub(" ", entry.printed)))
    if len(title) >= LEAST_TITLE:
        inquiry.answers.append(europepmc.by_title(client, title, None))


def _by_source(lookups: list[Lookup]) -> list[Lookup]:
    """Answers of one source to several questions put together: its works and notices, and the surest outcome."""
    merged: dict[str, Lookup] = {}
    for lookup in lookups:
        held = merged.get(lookup.source)
        if held is None:
            merged[lookup.source] = lookup
            continue
        surer = held if SURENESS.index(held.outcome) <= SURENESS.index(lookup.outcome) else lookup
        merged[lookup.source] = replace(
            surer,
            works=(*held.works, *lookup.works),
            notices=(*held.notices, *lookup.notices),
            detail="; ".join(part for part in (held.detail, lookup.detail) if part) or None,
        )
    return list(merged.values())


SURENESS = ("hit", "ambiguous", "error", "miss", "not_tried")
