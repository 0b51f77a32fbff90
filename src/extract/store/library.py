"""The read-only door through which the audit and the reports see what is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from json import loads
from pathlib import Path
from typing import Any

from extract.errors import DatabaseError
from extract.model import Match, Outcome, Paper, Reference, Registration, SourceAnswer, Work
from extract.store.answers import load_answers
from extract.store.codec import PaperBytes, load_paper
from extract.store.database import Database
from extract.store.layers import document_paths, layer_rows
from extract.store.notices import load_registration, notices_of
from extract.store.works import WorkCatalogue
from extract.text.keys import title_mark

PAPERS_IN_MEMORY = 48
OUTCOMES: dict[str, Outcome] = {"matched": "hit", "ambiguous": "ambiguous", "conflict": "miss", "none": "miss"}


class StoredLibrary:
    """`model.Library` on a database. Papers are kept in memory a few dozen at a time."""

    def __init__(self, database: Database, *, own_terms: Path | None = None) -> None:
        self.own_terms = own_terms
        self._database = database
        self._works = WorkCatalogue(database.connection)
        self._papers = lru_cache(maxsize=PAPERS_IN_MEMORY)(self._load)

    def paper(self, document_id: str) -> Paper | None:
        return self._papers(document_id)

    def document_ids(self) -> tuple[str, ...]:
        return tuple(document_paths(self._database))

    def match(self, paper: Paper, reference: Reference) -> Match | None:
        row = self._database.row("SELECT * FROM matches WHERE reference_id = ?", (f"{paper.id}.{reference.id}",))
        if row is None:
            return None
        works = tuple(work for work_id in loads(row["works"]) if (work := self.work(work_id)) is not None)
        return Match(
            status=row["status"],
            score=row["score"],
            reasons=tuple(loads(row["reasons"])),
            works=works,
            conflict=row["conflict"],
        )

    def answers(self, paper: Paper, reference: Reference) -> tuple[SourceAnswer, ...]:
        match = self.match(paper, reference)
        if match is None:
            return ()
        outcome = OUTCOMES[match.status]
        return (
            SourceAnswer(source="library", outcome=outcome, works=match.works),
            *load_answers(self._database, f"{paper.id}.{reference.id}"),
        )

    def held(self, paper: Paper, reference: Reference) -> Paper | None:
        for document_id in self._held_ids(paper, reference):
            if document_id != paper.id:
                return self.paper(document_id)
        return None

    def citing(self, paper: Paper, reference: Reference) -> Iterator[tuple[Paper, Reference]]:
        for other_id, entry_id in self._citing_ids(paper, reference):
            other = self.paper(other_id)
            if other is None:
                continue
            for entry in other.references:
                if f"{other_id}.{entry.id}" == entry_id:
                    yield other, entry

    def work(self, work_id: str) -> Work | None:
        work = self._works.by_id(work_id)
        return work and replace(work, notices=notices_of(self._database, work))

    def registration(self, registration_id: str) -> Registration | None:
        return load_registration(self._database, registration_id)

    def _load(self, document_id: str) -> Paper | None:
        row = self._database.row(
            "SELECT d.text, p.reading, p.runs, p.layers FROM documents d JOIN papers p ON p.document_id = d.id"
            " WHERE d.id = ?",
            (document_id,),
        )
        if row is None:
            return None
        return load_paper(row["text"], PaperBytes(row["reading"], row["runs"], row["layers"]))

    def _held_ids(self, paper: Paper, reference: Reference) -> list[str]:
        match = self.match(paper, reference)
        if match is not None and match.status == "matched":
            found = [work.document_id for work in match.works if work.document_id]
            if found:
                return found
        fields = reference.fields
        rows = self._database.rows(
            "SELECT id FROM documents WHERE doi = ?1 OR pmid = ?2 ORDER BY id",
            (fields.doi.lower() if fields.doi else None, fields.pmid),
        )
        return [row["id"] for row in rows]

    def _citing_ids(self, paper: Paper, reference: Reference) -> list[tuple[str, str]]:
        """Entries of other papers for the same work: as matched, by DOI, or under the same title of about that year."""
        fields = reference.fields
        rows = self._database.rows(
            "SELECT y.document_id, y.reference_id FROM matches x JOIN matches y ON y.work_id = x.work_id"
            " WHERE x.reference_id = ?1 AND y.document_id <> ?2 "
            "UNION SELECT document_id, id FROM bibliography WHERE doi = ?3 AND document_id <> ?2 "
            "UNION SELECT document_id, id FROM bibliography WHERE title_mark = ?4 AND document_id <> ?2"
            " AND (?5 IS NULL OR year IS NULL OR abs(year - ?5) <= 1) ORDER BY 1, 2",
            (f"{paper.id}.{reference.id}", paper.id, fields.doi, title_mark(fields.title), fields.year),
        )
        return [(row["document_id"], row["reference_id"]) for row in rows]


def cited_within(database: Database, chosen: set[str]) -> list[tuple[str, str]]:
    """(citing, cited) pairs of the chosen papers, by identifiers."""
    found: set[tuple[str, str]] = set()
    for document_id in chosen:
        rows = database.rows(
            "SELECT b.document_id FROM documents d JOIN bibliography b ON b.doi = d.doi WHERE d.id = ?1"
            " UNION SELECT b.document_id FROM documents d JOIN bibliography b ON b.pmid = d.pmid WHERE d.id = ?1",
            (document_id,),
        )
        citing = chosen.intersection(row["document_id"] for row in rows)
        found.update((other, document_id) for other in citing if other != document_id)
    return sorted(found)


def own_texts(database: Database, references: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Entry -> the document that is that work, by DOI or PMID."""
    held = {
        identifier: str(row["id"])
        for row in layer_rows(database, "documents")
        for identifier in (row["doi"] and row["doi"].lower(), row["pmid"])
        if identifier
    }
    found: dict[str, str] = {}
    for reference in references:
        own = held.get((reference.get("doi") or "").lower()) or held.get(reference.get("pmid") or "")
        if own is not None:
            found[reference["id"]] = own
    return found


def find_document(database: Database, name: str) -> str:
    """The id of the document that a user means: its id, its path, its file name, its DOI or its PMID."""
    if database.row("SELECT 1 FROM documents WHERE id = ?", (name,)) is not None:
        return name
    rows = list(
        database.rows(
            "SELECT id FROM documents WHERE path = ?1"
            " UNION SELECT id FROM documents WHERE doi = lower(?1) UNION SELECT id FROM documents WHERE pmid = ?1"
            " UNION SELECT id FROM documents WHERE substr(path, -length(?2) - 1) = '/' || ?2 ORDER BY id",
            (name, name.lstrip("./")),
        )
    )
    if not rows and _is_file(name):
        raise DatabaseError(f"{name} is not ingested yet: extract run {name} --db {database.path}")
    if not rows:
        raise DatabaseError(f"no paper {name!r} in {database.path}: `extract export documents` lists them")
    if len(rows) > 1:
        listed = ", ".join(row["id"] for row in rows[:5])
        raise DatabaseError(f"{name!r} means {len(rows)} papers: use one of the ids {listed}")
    return str(rows[0]["id"])


def chosen_documents(database: Database, names: Iterable[str]) -> tuple[str, ...]:
    """The ids of the documents that a user names, of all where none is named."""
    return tuple(find_document(database, name) for name in names) or tuple(document_paths(database))


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
