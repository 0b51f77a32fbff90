"""Which works the references of stored papers mean: matched in workers that only read, written here."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.errors import DatabaseError
from extract.store import StoredLibrary, open_read_only
from extract.store.matches import Row, match_row
from extract.store.works import WorkCatalogue


@dataclass(frozen=True, slots=True)
class ResolvePaper:
    """The task of a worker: all references of one paper against the library."""

    db: Path

    def __call__(self, document_id: str) -> tuple[Row, ...]:
        from extract.resolve import match_reference

        library, catalogue = _opened(self.db)
        paper = library.paper(document_id)
        if paper is None:
            raise DatabaseError(f"no paper {document_id} in {self.db}")
        return tuple(
            match_row(paper, entry.id, match_reference(entry.fields, catalogue, printed=paper.quote(entry)))
            for entry in paper.references
        )


@dataclass(frozen=True, slots=True)
class Resolved:
    """How resolving went: references by status, what broke, and services that could not be asked with the reason."""

    counts: tuple[tuple[str, int], ...]
    broken: tuple[str, ...]
    unasked: tuple[tuple[str, str], ...] = ()


def statuses(rows: Iterable[Row]) -> list[str]:
    return [str(row[2]) for row in rows]


@cache
def _opened(db: Path) -> tuple[StoredLibrary, WorkCatalogue]:
    database = open_read_only(db)
    return StoredLibrary(database), WorkCatalogue(database.connection)


def forget_connections() -> None:
    """Tasks in this process open the database anew."""
    _opened.cache_clear()
