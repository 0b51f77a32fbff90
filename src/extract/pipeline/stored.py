"""Tasks on stored papers, audit and resolving: each paper in a worker that only reads, the rows written elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.errors import DatabaseError
from extract.model import Answer, Check, CheckAnswers, Corroboration, Evidence, Finding, Paper, Verdict
from extract.store import StoredLibrary, open_read_only
from extract.store.findings import AuditRows, CheckCard, explode_audit
from extract.store.matches import Row, match_row
from extract.store.passages import Places
from extract.store.works import WorkCatalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPaper:
    """The task of a worker: all chosen checks on one paper."""

    db: Path
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    vocabulary: Path | None = None
    experimental: bool = False

    def __call__(self, document_id: str) -> AuditRows:
        from extract.audit import choose_checks, run_checks

        library, _ = _opened(self.db, self.vocabulary)
        paper = _paper(library, document_id)
        answers = tuple(run_checks(paper, library, choose_checks(self.only, self.skip, experimental=self.experimental)))
        return explode_audit(paper, answers, {name: Places(other) for name, other in _quoted(library, answers).items()})


def cards(checks: Sequence[Check]) -> list[CheckCard]:
    """The checks as the database explains them."""
    from extract.audit import check_name_and_text

    listed = []
    for check in checks:
        title, description = check_name_and_text(check)
        listed.append(CheckCard(name=check.NAME, title=title, description=description, version=check.VERSION))
    return listed


def _quoted(library: StoredLibrary, answered: Sequence[CheckAnswers]) -> dict[str, Paper]:
    names = {
        passage.document_id
        for of_check in answered
        for answer in of_check.answers
        for passage in _evidence(answer)
        if passage.document_id is not None
    }
    return {name: paper for name in sorted(names) if (paper := library.paper(name)) is not None}


def _evidence(answer: Answer) -> tuple[Evidence, ...]:
    return answer.evidence if isinstance(answer, Finding | Verdict | Corroboration) else ()


@dataclass(frozen=True, slots=True)
class ResolvePaper:
    """The task of a worker: all references of one paper against the library."""

    db: Path

    def __call__(self, document_id: str) -> tuple[Row, ...]:
        from extract.resolve import match_reference

        library, catalogue = _opened(self.db, None)
        paper = _paper(library, document_id)
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


def _paper(library: StoredLibrary, document_id: str) -> Paper:
    paper = library.paper(document_id)
    if paper is None:
        raise DatabaseError(f"no paper {document_id} in the database: it left while this ran")
    return paper


@cache
def _opened(db: Path, vocabulary: Path | None) -> tuple[StoredLibrary, WorkCatalogue]:
    database = open_read_only(db)
    return StoredLibrary(database, own_terms=vocabulary), WorkCatalogue(database.connection)


def forget_connections() -> None:
    """Readers opened by tasks that ran in this process see later writes only after this."""
    _opened.cache_clear()
