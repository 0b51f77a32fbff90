"""What is asked about the entries of a reference list, source by source; every source leaves its answer.

Entries with an identifier are asked for by it; the others by journal, year, volume and page at PubMed, then by their
text at Crossref and by their title at Europe PMC. A Crossref "no" to a DOI leads to doi.org, which knows the agency.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from extract.formats.record import NoticeOf
from extract.model import ReferenceFields, Work
from extract.services import crossref, datacite, doi, europepmc, openalex, pubmed
from extract.services.http import Client
from extract.services.lookup import Lookup

LEAST_TITLE = 15


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


def ask_all(client: Client, entries: Mapping[str, Entry]) -> Asked:
    """Asks about each entry by its key."""
    told: dict[str, list[Lookup]] = defaultdict(list)
    numbers = _ask_pubmed(client, entries)
    for key, entry in entries.items():
        printed_doi = entry.fields.doi or entry.doi
        told[key] += numbers.get(key, [])
        if printed_doi:
            told[key] += _ask_doi(client, printed_doi)
        elif not any(lookup.outcome == "hit" for lookup in told[key]):
            told[key] += _ask_text(client, entry)
    return Asked({key: tuple(_one_a_source(lookups)) for key, lookups in told.items()})


def _ask_pubmed(client: Client, entries: Mapping[str, Entry]) -> dict[str, list[Lookup]]:
    """By number where there is one, in batches; else by citation, and then by the number that this gave."""
    wanted = {key: number for key, entry in entries.items() if (number := entry.fields.pmid or entry.pmid)}
    cited = {key: entry.fields for key, entry in entries.items() if key not in wanted and not entry.fields.doi}
    found = pubmed.by_citations(client, {f"k{n}": fields for n, fields in enumerate(cited.values())}) if cited else {}
    told: dict[str, list[Lookup]] = {}
    for n, key in enumerate(cited):
        lookup = found.get(f"k{n}")
        if lookup is None:
            continue
        if lookup.outcome == "hit" and lookup.works[0].pmid:
            wanted[key] = lookup.works[0].pmid
        else:
            told[key] = [lookup]
    records = pubmed.by_pmids(client, list(wanted.values())) if wanted else {}
    return told | {key: [records[number]] for key, number in wanted.items() if number in records}


def _ask_doi(client: Client, number: str) -> list[Lookup]:
    first = crossref.by_doi(client, number)
    if first.outcome == "hit":
        about = crossref.notices_about(client, number)
        return [first, about, europepmc.by_doi(client, number), openalex.by_doi(client, number)]
    if first.outcome != "miss":
        return [first, europepmc.by_doi(client, number)]
    agency = doi.agency_of(client, number)
    if agency.outcome == "hit" and (agency.detail or "").lower() == "datacite":
        return [first, agency, datacite.by_doi(client, number)]
    return [first, agency]


def _ask_text(client: Client, entry: Entry) -> list[Lookup]:
    title = entry.fields.title or ""
    told = [crossref.by_text(client, entry.printed)] if entry.printed else []
    if len(title) >= LEAST_TITLE:
        told.append(europepmc.by_title(client, title, entry.fields.year))
    return told


def _one_a_source(lookups: list[Lookup]) -> list[Lookup]:
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
