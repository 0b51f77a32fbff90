"""Single claims against the texts of their sources."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.audit.support.judge import judge_claim
from extract.audit.support.source import SourceText, recorded_source, registered_source
from extract.audit.support.verdicts import FigureVerdict, Judgement, join
from extract.errors import DatabaseError
from extract.model import Evidence, hull
from extract.pipeline.workers import COLLECTED_AFTER
from extract.settings import Settings
from extract.store import StoredLibrary, find_document, open_read_only
from extract.store.database import Database
from extract.store.works import WorkCatalogue
from extract.text import lazy_re as re

SOURCES_IN_MEMORY = 32
REGISTERED = re.compile(r"NCT\d{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: what is claimed, and the sources of which one should bear it out (path, DOI, PMID, document id)."""

    id: str
    claim: str
    sources: tuple[str, ...]


def source_paths(asked: Iterable[Asked]) -> list[str]:
    """The sources that are files, each once."""
    return list(dict.fromkeys(source for claim in asked for source in claim.sources if _is_file(source)))


def judge_all(settings: Settings, asked: Iterable[Asked], failed: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """An answer to every question; a source that is not held, or `failed` to be read, leaves it unverifiable.

    Of a source without text the abstract and registrations of its record in the library are asked; the number of a
    registration asks that, with the results that its registry posts.
    """
    with open_read_only(settings.db) as database, seldom_collected():
        library = StoredLibrary(database)

        @lru_cache(maxsize=SOURCES_IN_MEMORY)
        def source_of(name: str) -> SourceText | str:
            if name in failed:
                return f"the source could not be read: {failed[name]}"
            try:
                paper = library.paper(find_document(database, name))
            except DatabaseError as error:
                recorded = _recorded(database, library, name)
                return str(error) if recorded is None else recorded
            return f"no paper {name!r}" if paper is None else SourceText(paper)

        def judged(claim: str, name: str) -> Judgement:
            source = source_of(name)
            if isinstance(source, str):
                return Judgement(outcome="unverifiable", reason=source)
            return judge_claim(claim, source)

        for claim in asked:
            yield _answer(library, claim, join([judged(claim.claim, name) for name in claim.sources]))


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Python looks for circles less often while sources are read and asked, which makes none of any size."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECTED_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _recorded(database: Database, library: StoredLibrary, name: str) -> SourceText | None:
    """What is held of a work without file: a registration by its number, or a record by DOI, PMID or id."""
    registration = library.registration(name.upper()) if REGISTERED.fullmatch(name.upper()) else None
    if registration is not None:
        return registered_source(registration)
    catalogue = WorkCatalogue(database.connection)
    doi, pmid = (name.lower(), None) if name.startswith("10.") else (None, name if name.isdigit() else None)
    found = library.work(name) or next(iter(catalogue.by_identifier(doi=doi, pmid=pmid) if doi or pmid else ()), None)
    return None if found is None else recorded_source(found, library)


def _answer(library: StoredLibrary, asked: Asked, judgement: Judgement) -> dict[str, Any]:
    """What `extract verify` prints of a claim."""
    answer = asdict(judgement)
    verdicts: list[Judgement | FigureVerdict] = [judgement, *judgement.figures]
    for judged, given in zip((answer, *answer["figures"]), verdicts, strict=True):
        judged["evidence"] = [_passage(library, passage) for passage in given.evidence]
    verdict, chance = answer.pop("outcome"), round(answer.pop("chance"), 3)
    return {
        "id": asked.id,
        "claim": asked.claim,
        "sources": asked.sources,
        "verdict": verdict,
        "chance": chance,
        **answer,
    }


def _passage(library: StoredLibrary, given: Evidence) -> dict[str, Any]:
    """A passage with where it stands: characters, page and the heading of its section, as the source has them."""
    span = hull(given.pieces) if given.pieces else None
    paper = library.paper(given.document_id) if given.document_id else None
    around = [section for section in paper.sections if section.span.contains(span)] if paper and span else []
    section = min(around, key=lambda section: len(section.span), default=None)
    return {
        "text": given.text,
        "document_id": given.document_id,
        "start": span and span.start,
        "end": span and span.end,
        "page": paper.document.page_at(span.start) if paper and span else None,
        "section": section and section.heading,
    }


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
