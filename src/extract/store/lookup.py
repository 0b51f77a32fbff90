"""One row by its id, whatever its layer, with all that is known about its place."""

from collections.abc import Iterator

from extract.errors import UsageError
from extract.store.database import Database
from extract.store.layers import LAYERS, Row, layer_rows

TABLES = {
    "sentences": "sentences",
    "references": "bibliography",
    "markers": "markers",
    "citations": "citations",
    "claims": "claims",
    "results": "results",
    "quantities": "quantities",
    "tables": "tables",
    "cells": "cells",
    "endpoints": "endpoints",
    "arms": "arms",
    "sections": "sections",
    "findings": "findings",
    "verdicts": "verdicts",
    "corroboration": "corroborations",
    "coverage": "coverage",
    "documents": "documents",
}
"""Layer -> table whose `id` it exports."""


def find_row(database: Database, row_id: str) -> tuple[str, Row]:
    """The layer and the row of an id. Raises UsageError where no row has it."""
    for layer, table in TABLES.items():
        column = "id AS document_id" if table == "documents" else "document_id"
        held = database.row(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,))
        if held is None:
            continue
        for row in layer_rows(database, layer, (held["document_id"],)):
            if row["id"] == row_id:
                return layer, row
    work = database.row("SELECT * FROM works WHERE id = ?", (row_id,)) if "works" in LAYERS else None
    if work is not None:
        return "works", dict(work)
    raise UsageError(f"no row has the id {row_id!r} in {database.path}: ids are in the first column of every export")


def surroundings(database: Database, row: Row, *, characters: int = 200) -> tuple[str, str] | None:
    """The text before and behind a passage; None for rows without a place."""
    start, end, document_id = row.get("start"), row.get("end"), row.get("document_id")
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    before = max(0, start - characters)
    found = database.row(
        "SELECT substr(text, ? + 1, ?) AS before, substr(text, ? + 1, ?) AS behind FROM documents WHERE id = ?",
        (before, start - before, end, characters, document_id),
    )
    return None if found is None else (found["before"], found["behind"])


def judgements(database: Database, row_id: str) -> Iterator[Row]:
    """Findings and verdicts that name a citation, reference or claim: those of its paper, whose id begins its own."""
    rows = database.rows(
        "SELECT 'verdict' AS kind, id, check_name, verdict AS said, reasons AS message FROM verdicts"
        " WHERE document_id = ?2 AND (subject_id = ?1 OR reference_id = ?1)"
        " UNION ALL SELECT 'finding', f.id, f.check_name, f.severity, f.message"
        " FROM findings f, json_each(f.reference_ids) j WHERE f.document_id = ?2 AND j.value = ?1",
        (row_id, row_id.partition(".")[0]),
    )
    yield from (dict(row) for row in rows)
