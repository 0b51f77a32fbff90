"""Databases put together, and two of them compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.store.database import Database
from extract.store.layers import Row, document_paths, layer_rows, stored_rows
from extract.store.notices import copy_notices
from extract.store.rows import LAYERS
from extract.store.runs import COLUMNS as INPUT
from extract.store.works import all_works, save_works

PAPER = ("document_id", "reading", "runs", "layers")
COMPARED = (
    "sentences",
    "references",
    "citations",
    "tables",
    "cells",
    "endpoints",
    "arms",
    "quantities",
    "results",
    "claims",
    "studies",
    "concepts",
    "pooled",
    "findings",
)
CORPUS, CORPUS_DOCUMENT = ("name", "description"), ("corpus", "document_id")
REVIEW = ("finding_id", "reviewer", "decision", "reason", "reviewed_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of one database: documents copied, and those that were held already."""

    added: tuple[str, ...]
    held: tuple[str, ...]


def merge(database: Database, other: Database, run: int, *, trusted: bool = False) -> Merged:
    """Copies papers, works, notices, corpora and reviews that `database` lacks; findings are made anew by an audit.

    Reviews bear the name of the file that they came from, and do not count as made here unless they are `trusted`.
    What became of the other's inputs is told again as inputs of this run, each as it was last.
    """
    ours = {row["id"] for row in database.rows("SELECT id FROM documents")}
    theirs = tuple(document_paths(other))
    added = tuple(document_id for document_id in theirs if document_id not in ours)
    for document_id in added:
        with database.atomic():
            _copy_paper(database, other, document_id, run)
    with database.atomic():
        save_works(database.connection, all_works(other.connection))
        copy_notices(database, other)
        for table, columns in (("corpora", CORPUS), ("corpus_documents", CORPUS_DOCUMENT)):
            for row in other.rows(f"SELECT {', '.join(columns)} FROM {table}"):
                _add(database, table, columns, tuple(row))
        origin = "" if trusted else other.path.name
        for row in other.rows(f"SELECT {', '.join(REVIEW)} FROM reviews"):
            _add(database, "reviews", (*REVIEW, "origin"), (*row, origin))
        for row in other.rows(f"SELECT {', '.join(INPUT[1:])} FROM inputs ORDER BY run_id DESC, rowid"):
            _add(database, "inputs", INPUT, (run, *row))
    return Merged(added=added, held=tuple(document_id for document_id in theirs if document_id in ours))


def _add(database: Database, table: str, columns: tuple[str, ...], row: tuple[object, ...]) -> None:
    """A row that is not there yet."""
    marks = ", ".join("?" * len(columns))
    database.execute(f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})", row)


def _copy_paper(database: Database, other: Database, document_id: str, run: int) -> None:
    documents = other.rows("SELECT * FROM documents WHERE id = ?", (document_id,))
    database.insert_named("documents", [{**dict(row), "run_id": run} for row in documents])
    for table, names in (*((table, names) for table, names, _ in LAYERS), ("papers", PAPER)):
        rows = other.rows(
            f"SELECT {', '.join(names)} FROM {table} WHERE document_id = ? ORDER BY rowid", (document_id,)
        )
        database.insert(table, names, [tuple(row) for row in rows])


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A row that only one database has, or that differs: layer, id, and what both say of it."""

    layer: str
    id: str
    kind: str
    before: Row | None
    after: Row | None


def differences(before: Database, after: Database) -> Iterator[Difference]:
    """Documents first; then, for documents that both hold, the rows of the layers that people read."""
    ids = [{row["id"] for row in database.rows("SELECT id FROM documents")} for database in (before, after)]
    for document_id in sorted(ids[0] | ids[1]):
        yield from _compare("documents", before, after, document_id)
    for document_id in sorted(ids[0] & ids[1]):
        for layer in COMPARED:
            yield from _compare(layer, before, after, document_id)


def _compare(layer: str, before: Database, after: Database, document_id: str) -> Iterator[Difference]:
    if stored_rows(before, layer, document_id) == stored_rows(after, layer, document_id):
        return
    old = {str(row["id"]): row for row in layer_rows(before, layer, (document_id,))}
    new = {str(row["id"]): row for row in layer_rows(after, layer, (document_id,))}
    for row_id in dict.fromkeys((*old, *new)):
        first, second = old.get(row_id), new.get(row_id)
        if first == second:
            continue
        kind = "added" if first is None else "removed" if second is None else "changed"
        yield Difference(layer=layer, id=row_id, kind=kind, before=first, after=second)
