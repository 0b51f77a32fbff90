"""What the layers of the contract are in SQL: one statement each, columns named as exported, JSON as text."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from json import dumps, loads
from typing import Any, Literal

from extract.errors import DatabaseError, UsageError, suggestion
from extract.store.database import Database
from extract.store.passages import PLACE, names
from extract.store.rows import COLUMNS

PASSAGE = "x.section, x.text, x.start_char AS start, x.end_char AS end, x.pieces, x.page, x.boxes, x.rule"
UNTOLD = ("id", "document_id", "title_mark")
"""Columns that stand elsewhere in a row, or in none."""

IN_ORDER = "WHERE x.document_id = ? ORDER BY x.start_char, x.end_char, x.rowid"

EVIDENCE_JSON = """(SELECT json_group_array(json_object('role', e.role, 'document_id', e.document_id, 'text', e.text,
 'start', e.start_char, 'end', e.end_char, 'pieces', json(e.pieces), 'page', e.page, 'boxes', json(e.boxes)))
 FROM (SELECT * FROM evidence e WHERE e.owner_id = x.id AND e.owner = '{owner}' ORDER BY e.n) e)"""


def _columns(table: str) -> str:
    """What a table of passages has beside ids and places, in the order of the export."""
    own = [name for name in COLUMNS[table] if name not in (*PLACE, *UNTOLD)]
    return ", ".join(f"x.{name}" for name in own)


def _passages(table: str) -> str:
    """The layer of a table of passages: ids, what is known of each, its place."""
    return f"SELECT x.id, x.document_id, {_columns(table)}, {PASSAGE} FROM {table} x {IN_ORDER}"


INPUTS = """SELECT run_id || '.' || path || CASE n WHEN 0 THEN '' ELSE '#' || n END AS id, document_id,
 run_id AS run, path, sha256, outcome, code, message, page, seconds FROM inputs"""

LAYERS = {
    "documents": """SELECT d.id, d.id AS document_id, d.path, d.sha256, d.format, d.size, d.title, d.authors, d.doi,
 d.pmid, d.pmcid, d.year, d.journal, d.volume, d.issue, d.pages_printed, d.type, d.kind, d.language,
 d.year_online, d.translated_titles, d.pages,
 (SELECT json_group_array(c.corpus) FROM corpus_documents c WHERE c.document_id = d.id) AS corpora,
 (SELECT json_group_array(json_object('code', f.code, 'message', f.message, 'page', f.page))
  FROM faults f WHERE f.document_id = d.id) AS faults FROM documents d WHERE d.id = ?""",
    "texts": "SELECT d.id, d.id AS document_id, d.text FROM documents d WHERE d.id = ?",
    "inputs": f"{INPUTS} ORDER BY run_id, rowid",
    "relations": """SELECT x.document_id || '.relation' || x.n AS id, x.document_id, x.kind, x.printed, x.doi, x.pmid,
 x.text FROM relations x WHERE x.document_id = ? ORDER BY x.n""",
    "sections": f"""SELECT x.id, x.document_id, x.role, x.heading, x.level, x.parent_id, x.start_char AS start,
 x.end_char AS end, x.pieces, x.page, x.rule, x.language FROM sections x {IN_ORDER}""",
    "sentences": f"SELECT x.id, x.document_id, {PASSAGE}, x.section_id FROM sentences x {IN_ORDER}",
    "abbreviations": """SELECT x.document_id || '.abbreviation' || x.n AS id, x.document_id, x.short, x.long,
 x.start_char AS start, x.end_char AS end FROM abbreviations x WHERE x.document_id = ? ORDER BY x.n""",
    "tables": _passages("tables"),
    "cells": _passages("cells").replace(IN_ORDER, "WHERE x.document_id = ? ORDER BY x.rowid"),
    "references": f"""SELECT x.id, x.document_id, {_columns("bibliography")}, m.work_id, m.status AS match_status,
 m.score AS match_score, m.reasons AS match_reasons, m.works AS match_works,
 (SELECT v.verdict FROM verdicts v WHERE v.subject_id = x.id AND v.subject = 'reference'
  ORDER BY v.rowid LIMIT 1) AS verdict, {PASSAGE}
 FROM bibliography x LEFT JOIN matches m ON m.reference_id = x.id {IN_ORDER}""",
    "markers": _passages("markers"),
    "citations": """SELECT c.id, c.document_id, x.style, c.key, c.reference_id, b.label AS reference_label,
 b.key AS reference_key, c.status, c.candidates, s.text AS sentence, x.sentence_id, x.id AS marker_id, x.cell_id,
 x.section, x.text, x.start_char AS start, x.end_char AS end, x.pieces, x.page, x.boxes, c.rule,
 (SELECT v.verdict FROM verdicts v WHERE v.subject_id = c.id AND v.subject = 'citation'
  ORDER BY v.rowid LIMIT 1) AS verdict
 FROM citations c JOIN markers x ON x.id = c.marker_id LEFT JOIN bibliography b ON b.id = c.reference_id
 LEFT JOIN sentences s ON s.id = x.sentence_id WHERE c.document_id = ? ORDER BY x.start_char, c.rowid""",
    "endpoints": _passages("endpoints"),
    "arms": _passages("arms"),
    "quantities": _passages("quantities"),
    "results": _passages("results"),
    "concepts": _passages("concepts"),
    "studies": f"""SELECT x.id, x.document_id, x.table_id, x.row, x.col, x.row_label, x.author, x.year, x.reference_id,
 coalesce(b.label, b.key) AS reference_label, x.candidates, x.status, x.linked_by, {PASSAGE}
 FROM studies x LEFT JOIN bibliography b ON b.id = x.reference_id {IN_ORDER}""",
    "pooled": _passages("pooled"),
    "claims": f"""SELECT x.id, x.document_id, x.type, s.text AS sentence, x.sentence_id, x.cell_id, x.reference_ids,
 (SELECT json_group_array(coalesce(b.label, b.key)) FROM json_each(x.reference_ids) j JOIN bibliography b
  ON b.id = j.value) AS reference_labels, x.markers, x.result_ids, x.hedged, x.negated,
 (SELECT json_group_array(json_object('kind', f.kind, 'value', f.value, 'qualifier', f.qualifier, 'negated', f.negated,
  'text', f.text, 'start', f.start_char, 'end', f.end_char, 'rule', f.rule)) FROM
  (SELECT * FROM claim_facts f WHERE f.claim_id = x.id ORDER BY f.n) f) AS facts, {PASSAGE}
 FROM claims x LEFT JOIN sentences s ON s.id = x.sentence_id {IN_ORDER}""",
    "findings": f"""SELECT x.id, x.document_id, x.check_name AS "check", x.severity, x.verdict, x.message, x.reported,
 x.expected, x.reference_ids, x.tried,
 (SELECT json_group_array(coalesce(b.label, b.key, '')) FROM json_each(x.reference_ids) j JOIN bibliography b
  ON b.id = j.value) AS reference_labels, {EVIDENCE_JSON.format(owner="finding")} AS evidence,
 (SELECT json_group_array(json_object('reviewer', r.reviewer, 'decision', r.decision, 'reason', r.reason,
  'reviewed_at', r.reviewed_at, 'origin', r.origin)) FROM reviews r WHERE r.finding_id = x.id) AS reviews
 FROM findings x WHERE x.document_id = ?
 ORDER BY CASE x.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, x.rowid""",
    "verdicts": f"""SELECT x.id, x.document_id, x.check_name AS "check", x.subject, x.subject_id, x.reference_id,
 x.verdict, x.reasons, x.precision, {EVIDENCE_JSON.format(owner="verdict")} AS evidence
 FROM verdicts x WHERE x.document_id = ? ORDER BY x.rowid""",
    "corroboration": f"""SELECT x.id, x.document_id, x.work_id, x.fact,
 {EVIDENCE_JSON.format(owner="corroboration")} AS evidence
 FROM corroborations x WHERE x.document_id = ? ORDER BY x.rowid""",
    "recomputed": f"""SELECT x.id, x.document_id, x.check_name AS "check", x.kind, x.statistic, x.value, x.df, x.ci_low,
 x.ci_high, x.ci_level, x.p_relation, x.p_value, x.recomputed_p, x.recomputed_p_low, x.recomputed_p_high, x.agrees,
 x.same_side, {PASSAGE} FROM recomputed x {IN_ORDER}""",
    "coverage": """SELECT x.id, x.document_id, x.check_name AS "check", x.examined, x.skipped, x.reasons, x.error
 FROM coverage x WHERE x.document_id = ? ORDER BY x.check_name""",
    "works": """SELECT w.id, w.doi, w.pmid, w.pmcid, w.title,
 (SELECT json_group_array(json_object('family', a.value ->> 0, 'given', a.value ->> 1, 'is_group', a.value ->> 2))
  FROM json_each(w.authors) a) AS authors, w.year, w.years, w.container,
 w.container_short, w.containers, w.volume, w.issue, w.pages, w.types, w.registrations, w.document_id, w.source,
 (SELECT json_group_array(json_object('kind', n.kind, 'source', n.source, 'date', n.date, 'notice_id', n.notice_id,
  'reason', n.reason)) FROM notices n WHERE n.doi = w.doi OR n.pmid = w.pmid OR n.work_id = w.id) AS notices
 FROM works w ORDER BY w.row""",
    "checks": "SELECT name AS id, name, title, description, version FROM checks ORDER BY name",
    "reviews": """SELECT finding_id || '.' || reviewer AS id, finding_id, reviewer, decision, reason, reviewed_at,
 origin FROM reviews ORDER BY finding_id, reviewer""",
    "runs": """SELECT id, command, extract_version, recipe, settings, started_at, finished_at, status
 FROM runs ORDER BY id""",
}


JSON_COLUMNS = frozenset(
    names("""authors editors pieces boxes corpora faults notes row_path column_path col_path slots match_reasons
 match_works keys candidates names df derived citations unbound reference_ids reference_labels
 markers rows result_ids facts evidence reviews reasons recipe settings types registrations notices years
 containers translated_titles tried effects""")
)
FLAG_COLUMNS = frozenset(names("adjusted agrees et_al hedged negated same_side"))

Row = dict[str, Any]
"""A row of a layer by the names of its fields, lists and objects parsed; `report.schemas` tells their types."""


def layer_rows(database: Database, layer: str, documents: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of a layer as they come, paper by paper (all, or only some), in text order within each."""
    sql = LAYERS.get(layer)
    if sql is None:
        raise UsageError(f"no layer {layer!r}: {suggestion(layer, tuple(LAYERS))}")
    if documents and layer == "inputs":
        sql = f"{INPUTS} WHERE document_id = ? ORDER BY run_id, rowid"
    if " = ?" not in sql:
        yield from (_parsed(row) for row in database.rows(sql))
        return
    for document_id in documents or tuple(document_paths(database)):
        yield from (_parsed(row) for row in database.rows(sql, (document_id,)))


def stored_rows(database: Database, layer: str, document_id: str) -> list[tuple[object, ...]]:
    """A paper's rows of a layer as SQLite gives them: quick to be compared."""
    return [tuple(row) for row in database.rows(LAYERS[layer], (document_id,))]


def document_paths(database: Database) -> dict[str, str]:
    """Document id -> path, in the order in which papers are listed."""
    return {row["id"]: row["path"] for row in database.rows("SELECT id, path FROM documents ORDER BY path, id")}


def severities(
    database: Database, by: Literal["document_id", "check_name"], documents: Sequence[str] = ()
) -> Counter[tuple[str, str]]:
    """How many findings each paper, or each check, has of each severity, in all papers or some."""
    where = "WHERE document_id IN (SELECT value FROM json_each(?))" if documents else ""
    rows = database.rows(
        f"SELECT {by} AS owner, severity, count(*) AS n FROM findings {where} GROUP BY {by}, severity",
        (dumps(documents),) if documents else (),
    )
    return Counter({(row["owner"], row["severity"]): row["n"] for row in rows})


def _json(text: str) -> Any:
    """A value that was stored as JSON. Raises `DatabaseError` where it is none, or nested without end."""
    try:
        return loads(text)
    except (ValueError, RecursionError) as error:
        raise DatabaseError(
            "a row of this database is damaged: run `extract doctor`, or ingest its files again"
        ) from error


def _parsed(row: sqlite3.Row) -> Row:
    """A row with its JSON read and its flags as truth values."""
    read: Row = {}
    for name, value in zip(row.keys(), row, strict=True):
        if name in JSON_COLUMNS and isinstance(value, str):
            read[name] = _json(value)
        else:
            read[name] = bool(value) if name in FLAG_COLUMNS else value
    return read
