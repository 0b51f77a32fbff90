"""A database of very many papers, made from one of few: each paper's rows again and again under other ids.

Every copy is a world of its own: identifiers, titles' marks and works are made unlike between copies, so that papers
cite one another as often as in the database that is copied, not a thousand times as often.
"""

import json
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from extract.store import open_database
from extract.store.rows import LAYERS

AUDIT = ("findings", "verdicts", "corroborations", "evidence", "coverage", "matches")
IDS = frozenset(
    """id document_id section_id parent_id sentence_id cell_id table_id reference_id marker_id endpoint_id claim_id
    subject_id owner_document_id""".split()
)
ID_LISTS = frozenset(("candidates", "reference_ids", "result_ids", "derived", "markers"))
NEW = "printf('%012x', c.n * :papers + m.n)"
CHANGED = {
    "documents.sha256": f"{NEW} || substr(t.sha256, 13)",
    "documents.path": "printf('%04d-', c.n) || replace(t.path, '/', '-')",
    "documents.doi": "t.doi || '.' || c.n",
    "documents.pmid": "t.pmid || printf('%04d', c.n)",
    "papers.reading": f"renamed(t.reading, t.document_id, {NEW})",
    "bibliography.doi": "t.doi || '.' || c.n",
    "bibliography.pmid": "t.pmid || printf('%04d', c.n)",
    "bibliography.title_mark": "(t.title_mark % 100000000000000) * 10000 + c.n",
    "matches.work_id": "t.work_id || '.' || c.n",
    "findings.id": f"t.id || {NEW}",
    "corroborations.id": f"t.id || {NEW}",
    "evidence.document_id": f"CASE t.document_id WHEN m.id THEN {NEW} END",
    "evidence.owner_id": f"iif(t.owner = 'verdict', {NEW} || substr(t.owner_id, 13), t.owner_id || {NEW})",
}
WORKS = {
    "row": "c.n * (SELECT max(row) + 1 FROM source.works) + t.row",
    "id": "t.id || '.' || c.n",
    "doi": "t.doi || '.' || c.n",
    "pmid": "t.pmid || printf('%04d', c.n)",
    "pmcid": "t.pmcid || printf('%04d', c.n)",
    "document_id": NEW,
}
FAST = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000", "foreign_keys=OFF", "temp_store=FILE")


def make_database(source: Path, path: Path, *, first: int, papers: int, smallest: int | None = None) -> None:
    """`papers` papers in a new database, in copies numbered from `first`; of `source` only the `smallest` so many."""
    open_database(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in FAST:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("renamed", 3, renamed, deterministic=True)
        connection.execute("ATTACH ? AS source", (str(source),))
        kept = _indexes(connection)
        for name, _ in kept:
            connection.execute(f"DROP INDEX {name}")
        trigger = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'sentences_ai'").fetchone()[0]
        connection.execute("DROP TRIGGER sentences_ai")
        connection.execute(
            "CREATE TEMP TABLE m AS SELECT id, row_number() OVER (ORDER BY row) - 1 AS n FROM (SELECT d.id,"
            " d.rowid AS row FROM source.documents d JOIN source.papers p ON p.document_id = d.id"
            " ORDER BY length(d.text) + 4 * length(p.layers) LIMIT ?)",
            (smallest or -1,),
        )
        connection.execute("CREATE UNIQUE INDEX temp.m_id ON m(id)")
        each = connection.execute("SELECT count(*) FROM m").fetchone()[0]
        last = first + -(-papers // each)
        connection.execute("CREATE TEMP TABLE c (n INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO c VALUES (?)", [(n,) for n in range(first, last)])
        _copy(connection, {"papers": each, "last": first * each + papers})
        for _, sql in kept:
            connection.execute(sql)
        connection.execute(trigger)
        for index in ("sentences_fts", "works_fts"):
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
        connection.execute("DETACH source")
        connection.execute("PRAGMA journal_mode=WAL")


def _copy(connection: sqlite3.Connection, values: dict[str, int]) -> None:
    for table in ("runs", "checks"):
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM source.{table}")
    tables = ("documents", *(table for table, _, _ in LAYERS), "papers", *AUDIT)
    for table in tables:
        owner = {"documents": "id", "evidence": "owner_document_id"}.get(table, "document_id")
        names = [name for name in _columns(connection, table) if not (table == "sentences" and name == "n")]
        made = [_made(table, name) for name in names]
        _insert(connection, table, names, made, f"t.{owner}", values)
    names = _columns(connection, "works")
    _insert(connection, "works", names, [WORKS.get(name, f"t.{name}") for name in names], "t.document_id", values)


def _insert(
    connection: sqlite3.Connection,
    table: str,
    names: Sequence[str],
    made: Sequence[str],
    owner: str,
    values: dict[str, int],
) -> None:
    connection.execute(
        f"INSERT INTO main.{table} ({', '.join(names)}) SELECT {', '.join(made)} FROM c CROSS JOIN source.{table} t"
        f" CROSS JOIN m ON m.id = {owner} WHERE c.n * :papers + m.n < :last",
        values,
    )


def _made(table: str, name: str) -> str:
    """A column's value in a copy."""
    if changed := CHANGED.get(f"{table}.{name}"):
        return changed
    if name in IDS:
        return f"CASE substr(t.{name}, 1, 12) WHEN m.id THEN {NEW} || substr(t.{name}, 13) ELSE t.{name} END"
    return f"replace(t.{name}, m.id, {NEW})" if name in ID_LISTS else f"t.{name}"


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]


def _indexes(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    sql = "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    return list(connection.execute(sql))


def renamed(reading: bytes, old: str, new: str) -> bytes:
    """A stored reading whose source has another hash."""
    return zlib.compress(zlib.decompress(reading).replace(json.dumps(old)[:-1].encode(), f'"{new}'.encode(), 1), 6)
