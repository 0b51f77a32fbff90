"""Live services: references of stored papers put to them, and papers named by a number fetched from them.

What came is stored, and every reference matched again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from extract.extras import require
from extract.model import Match, Paper, SourceAnswer, StoredAnswer, Work
from extract.pipeline.inputs import DOI, PMCID, PMID, InputFile
from extract.pipeline.library import notice_row
from extract.resolve import match_reference
from extract.services import ServiceAddresses, clinicaltrials, doi, europepmc, idconv
from extract.services.http import Client
from extract.services.lookup import Lookup
from extract.services.probe import Probe, probe_all
from extract.services.questions import Asked, Entry, ask_all
from extract.settings import Settings
from extract.store import Database, StoredLibrary, open_database
from extract.store.answers import AnswerCache, save_answers
from extract.store.matches import match_row, save_matches
from extract.store.notices import rows_of, save_notices, save_registrations
from extract.store.works import WorkCatalogue, save_works
from extract.text.identifiers import find_registrations

MOST_TRIALS = 50
"""Registrations asked for one paper; a registry that is asked once a second makes a review of trials slow."""


@dataclass(frozen=True, slots=True)
class Online:
    """How asking went: statuses after it, and the sources that could not be asked with the reasons."""

    statuses: tuple[str, ...]
    unasked: dict[str, str]


def client_of(
    database: Database, settings: Settings, *, refresh: bool = False, addresses: ServiceAddresses | None = None
) -> Client:
    """A client whose answers are kept in the database."""
    cache = AnswerCache(database)
    where = addresses or ServiceAddresses(**settings.services)
    return Client(cache=cache, addresses=where, offline=settings.offline, refresh=refresh)


def resolve_online(
    database: Database,
    client: Client,
    run: int,
    documents: Sequence[str],
    *,
    watch: Callable[[str], None] = lambda name: None,
) -> Online:
    """Asks about every reference of the papers; one transaction a paper, so that an interruption loses one paper."""
    library, catalogue = StoredLibrary(database), WorkCatalogue(database.connection)
    statuses: list[str] = []
    unasked: dict[str, str] = {}
    for document_id in documents:
        paper = library.paper(document_id)
        if paper is None:
            continue
        asked = ask_all(client, _entries(paper, library), is_meant=partial(_is_meant, paper))
        trials = _ask_registries(client, paper, library)
        unasked |= asked.unasked | {
            trial.source: trial.detail or "error" for trial in trials if trial.outcome == "error"
        }
        with database.atomic():
            _keep(database, asked)
            save_registrations(database, [trial.registration for trial in trials if trial.registration is not None])
            matches = [
                (entry.id, match_reference(entry.fields, catalogue, printed=paper.quote(entry)))
                for entry in paper.references
            ]
            save_matches(database, run, paper.id, [match_row(paper, entry_id, match) for entry_id, match in matches])
            save_answers(
                database,
                paper.id,
                [(key, _answers(asked.lookups.get(key, ()), match)) for key, match in matches],
            )
        statuses += [match.status for _, match in matches]
        watch(document_id)
    return Online(tuple(statuses), unasked)


def _answers(lookups: Sequence[Lookup], match: Match) -> tuple[SourceAnswer, ...]:
    """What sources said, seen after matching: candidates of which none is the work meant are a "no"."""
    answers = []
    for lookup in lookups:
        answer = lookup.answer
        is_of_works = answer.source != doi.SOURCE
        if match.status == "none" and match.conflict is None and is_of_works and answer.outcome in ("hit", "ambiguous"):
            count = len(answer.works)
            answer = replace(answer, outcome="miss", detail=f"candidates: {count}, none agrees")
        answers.append(answer)
    return tuple(answers)


def _entries(paper: Paper, library: StoredLibrary) -> dict[str, Entry]:
    entries = {}
    for reference in paper.references:
        match = library.match(paper, reference)
        work = match.works[0] if match is not None and match.status == "matched" else None
        entries[reference.id] = Entry(
            fields=reference.fields,
            printed=paper.quote(reference),
            doi=work.doi if work else None,
            pmid=work.pmid if work else None,
        )
    return entries


@dataclass(frozen=True, slots=True)
class _OneWork:
    """`model.Catalogue` of the one record that a service told."""

    work: Work

    def by_identifier(self, *, doi: str | None = None, pmid: str | None = None, pmcid: str | None = None) -> list[Work]:
        return [self.work]

    def by_keys(self, keys: Sequence[int], *, limit: int = 20) -> list[Work]:
        return [self.work]

    def by_words(self, text: str, *, limit: int = 20) -> list[Work]:
        return [self.work]


def _is_meant(paper: Paper, reference_id: str, work: Work) -> bool:
    """Whether the entry of a paper means the work that a service told."""
    entry = next(reference for reference in paper.references if reference.id == reference_id)
    return match_reference(entry.fields, _OneWork(work), printed=paper.quote(entry)).status == "matched"


def _ask_registries(client: Client, paper: Paper, library: StoredLibrary) -> list[Lookup]:
    """The registrations that a paper names and the library does not hold, from ClinicalTrials.gov."""
    named = (found.value for found in find_registrations(paper.text) if found.registry == clinicaltrials.SOURCE)
    wanted = [number for number in dict.fromkeys(named) if library.registration(number) is None]
    return [clinicaltrials.by_number(client, number) for number in wanted[:MOST_TRIALS]]


def _keep(database: Database, asked: Asked) -> None:
    save_works(database.connection, asked.works)
    save_notices(database, [*rows_of(asked.works), *map(notice_row, asked.notices)])


def probe_services(settings: Settings) -> Iterator[Probe]:
    """Which services answer, and how fast; raises ServiceError where the client library is missing."""
    client = Client(cache=NoCache(), addresses=ServiceAddresses(**settings.services))
    try:
        yield from probe_all(client)
    finally:
        client.close()


class NoCache:
    """`model.Cache` that keeps nothing."""

    def answer(self, service: str, key: str) -> StoredAnswer | None:
        return None

    def keep(self, service: str, key: str, answer: StoredAnswer) -> None:
        pass


def fetch_inputs(settings: Settings, names: Sequence[str], folder: Path) -> list[InputFile]:
    """The open full texts that identifiers name, as files in a folder that the caller removes.

    Raises `UsageError` where the library that asks is not installed.
    """
    if not settings.offline:
        require("online", "fetching papers")
    with open_database(settings.db) as database:
        client = client_of(database, settings)
        try:
            return fetch_open(client, names, folder)
        finally:
            client.close()


def fetch_open(client: Client, names: Iterable[str], folder: Path) -> list[InputFile]:
    """A file for each identifier; where there is no open full text, the reason takes the file's place."""
    files = []
    for number, name in enumerate(names):
        answer = _full_text(client, name)
        if isinstance(answer, StoredAnswer):
            path = folder / f"{number}.xml"
            path.write_bytes(answer.body)
            files.append(InputFile(path, name))
        else:
            files.append(InputFile(folder / "nothing", name, why=answer))
    return files


def _full_text(client: Client, name: str) -> StoredAnswer | str:
    if PMCID.fullmatch(name):
        pmcid = name.upper()
    else:
        found = _pmcid(client, name)
        if not found.startswith("PMC"):
            return found
        pmcid = found
    answer = europepmc.full_text(client, pmcid)
    if isinstance(answer, StoredAnswer):
        return answer
    return f"{name}: {_reason(answer)}"


def _pmcid(client: Client, name: str) -> str:
    """The PMC number, from Europe PMC or else from PMC's converter; or the reason why there is none."""
    by_doi, pmid = DOI.fullmatch(name), PMID.fullmatch(name)
    wanted = by_doi.group(1) if by_doi else pmid.group(1) if pmid else name
    record = europepmc.by_doi(client, wanted) if by_doi else europepmc.by_pmid(client, wanted)
    for work in record.works:
        if work.pmcid:
            return work.pmcid
    converted = idconv.convert(client, [wanted])[wanted]
    works: tuple[Work, ...] = converted.works
    if works and works[0].pmcid:
        return works[0].pmcid
    return f"{name}: {_reason(record)}; {_reason(converted)}"


def _reason(lookup: Lookup) -> str:
    if lookup.outcome in ("error", "not_tried"):
        return lookup.detail or lookup.kind or "could not be asked"
    return lookup.detail or "no open full text at Europe PMC: give the file"
