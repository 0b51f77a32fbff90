"""One row by its id, whatever its layer, with all that is known about its place."""

from collections.abc import Iterator
from itertools import islice
from json import loads

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
    "studies": "studies",
    "concepts": "concepts",
    "pooled": "pooled",
    "tables": "tables",
    "cells": "cells",
    "endpoints": "endpoints",
    "arms": "arms",
    "sections": "sections",
    "findings": "findings",
    "verdicts": "verdicts",
    "corroboration": "corroborations",
    "recomputed": "recomputed",
    "coverage": "coverage",
    "documents": "documents",
}
"""Layer -> table whose `id` it exports."""

TABLE_AT = "SELECT id, label FROM tables WHERE document_id = ?1 AND start_char <= ?2 AND end_char > ?2 LIMIT 1"
CELL_AT = """SELECT row_path, col_path FROM cells WHERE table_id = ?3 AND document_id = ?1 AND start_char <= ?2
 AND end_char > ?2 ORDER BY start_char DESC LIMIT 1"""
SECTION_AT = """SELECT heading FROM sections WHERE document_id = ?1 AND start_char <= ?2 AND end_char > ?2
 ORDER BY start_char DESC LIMIT 1"""
MOST_NEAR = 6
SHORTEST_BEGINNING = 4
"""Characters of an id that are enough to look for rows that begin so."""


def find_row(database: Database, row_id: str) -> tuple[str, Row]:
    """The layer and the row of an id, or of what names one row alone: the beginning of its id, a printed label
    ("[11]"), a paper's file. Raises UsageError where no row has it, or several."""
    found = _row(database, row_id)
    near = [] if found else list(dict.fromkeys(islice(_near(database, row_id), MOST_NEAR)))
    if len(near) == 1:
        found = _row(database, near[0])
    if found:
        return found
    meant = f"did you mean {', '.join(near)}?" if near else "ids are in the first column of every export"
    raise UsageError(f"no row has the id {row_id!r} in {database.path}: {meant}")


def _row(database: Database, row_id: str) -> tuple[str, Row] | None:
    """The layer and the row of a whole id."""
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
    return None


def whole_id(database: Database, begun: str) -> str:
    """The id of the one finding whose id begins so; what was given where there is none, or several."""
    if len(begun) < SHORTEST_BEGINNING:
        return begun
    begins = "SELECT id FROM findings WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2"
    found = [str(row["id"]) for row in database.rows(begins, (begun,))]
    return found[0] if len(found) == 1 else begun


def _near(database: Database, words: str) -> Iterator[str]:
    """Ids that a reader may mean: of a reference by its label, of a paper by its file's name, or that begin so."""
    label = words.strip().strip("[]()")
    labelled = "SELECT id FROM bibliography WHERE label IN (?1, '[' || ?1 || ']', ?1 || '.') OR key = ?1 ORDER BY id"
    named = "SELECT id FROM documents WHERE path = ?1 OR substr(path, -length(?1) - 1) = '/' || ?1 ORDER BY id"
    for sql, value in ((labelled, label), (named, words)):
        yield from (str(row["id"]) for row in database.rows(sql, (value,)))
    if len(label) >= SHORTEST_BEGINNING:
        for table in TABLES.values():
            begins = f"SELECT id FROM {table} WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT {MOST_NEAR}"
            yield from (str(row["id"]) for row in database.rows(begins, (label,)))


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


def whereabouts(database: Database, passage: Row) -> tuple[str, ...]:
    """Where a passage stands, in words: its file, page, section, and in a table the table, row and column."""
    start, document_id = passage.get("start"), passage.get("document_id")
    held = database.row("SELECT path FROM documents WHERE id = ?", (document_id,))
    if held is None or not isinstance(start, int):
        return ("record",) if document_id is None else (str(document_id),)
    at = (document_id, start)
    table = database.row(TABLE_AT, at)
    cell = table and database.row(CELL_AT, (*at, table["id"]))
    section = database.row(SECTION_AT, at)
    places = [str(held["path"])]
    places += [f"page {passage['page']}"] if passage.get("page") else []
    places += (
        [f"section “{section['heading']}”"] if section is not None and section["heading"] and table is None else []
    )
    places += [str(table["label"] or "a table")] if table is not None else []
    for name, path in zip(("row", "column"), (cell["row_path"], cell["col_path"]) if cell else (), strict=False):
        words = " > ".join(str(part) for part in loads(path) or ())
        places += [f"{name} “{words}”"] if words else []
    return tuple(places)


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
