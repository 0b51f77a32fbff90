"""Databases put together, and two of them compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.store.database import Database
from extract.store.layers import Row, layer_rows
from extract.store.papers import DOCUMENT
from extract.store.rows import LAYERS
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
    "results",
    "claims",
    "findings",
)
REVIEW = "finding_id, reviewer, decision, reason, reviewed_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of one database: documents copied, and those that were held already."""

    added: tuple[str, ...]
    held: tuple[str, ...]


def merge(database: Database, other: Database, run: int) -> Merged:
    """Copies papers, works, corpora and reviews that `database` lacks; findings are made anew by an audit."""
    ours = {row["id"] for row in database.rows("SELECT id FROM documents")}
    theirs = [row["id"] for row in other.rows("SELECT id FROM documents ORDER BY path, id")]
    added = tuple(document_id for document_id in theirs if document_id not in ours)
    for document_id in added:
        with database.atomic():
            _copy_paper(database, other, document_id, run)
    with database.atomic():
        save_works(database.connection, all_works(other.connection))
        for row in other.rows("SELECT name, description FROM corpora"):
            database.execute("INSERT OR IGNORE INTO corpora VALUES (?, ?)", tuple(row))
        for row in other.rows("SELECT corpus, document_id FROM corpus_documents"):
            database.execute("INSERT OR IGNORE INTO corpus_documents VALUES (?, ?)", tuple(row))
        for row in other.rows(f"SELECT {REVIEW} FROM reviews"):
            database.execute(f"INSERT OR IGNORE INTO reviews ({REVIEW}) VALUES (?, ?, ?, ?, ?)", tuple(row))
    return Merged(added=added, held=tuple(document_id for document_id in theirs if document_id in ours))


def _copy_paper(database: Database, other: Database, document_id: str, run: int) -> None:
    columns = DOCUMENT[:-1]
    documents = other.rows(f"SELECT {', '.join(columns)} FROM documents WHERE id = ?", (document_id,))
    database.insert("documents", DOCUMENT, [(*row, run) for row in documents])
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
    yield from _compare("documents", before, after, ())
    both = {row["id"] for row in before.rows("SELECT id FROM documents")}
    both &= {row["id"] for row in after.rows("SELECT id FROM documents")}
    for document_id in sorted(both):
        for layer in COMPARED:
            yield from _compare(layer, before, after, (document_id,))


def _compare(layer: str, before: Database, after: Database, documents: tuple[str, ...]) -> Iterator[Difference]:
    old = {str(row["id"]): row for row in layer_rows(before, layer, documents)}
    new = {str(row["id"]): row for row in layer_rows(after, layer, documents)}
    for row_id in dict.fromkeys((*old, *new)):
        one, two = old.get(row_id), new.get(row_id)
        if one == two:
            continue
        kind = "added" if one is None else "removed" if two is None else "changed"
        yield Difference(layer=layer, id=row_id, kind=kind, before=one, after=two)
