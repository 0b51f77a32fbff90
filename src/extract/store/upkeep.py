"""The database looked after: its soundness, its size, its schema."""

import shutil
from dataclasses import dataclass

from extract.errors import DatabaseError
from extract.store.database import Database
from extract.store.layers import document_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a look at the database found; sound where all of it is well."""

    integrity: str
    broken_keys: int
    misquotes: int
    unfinished_runs: int
    papers: int

    @property
    def is_sound(self) -> bool:
        return self.integrity == "ok" and self.broken_keys == 0 and self.misquotes == 0


def examine(database: Database) -> Health:
    """SQLite's own checks, and that every stored quotation is borne out by its text."""
    integrity = database.row("PRAGMA integrity_check")
    return Health(
        integrity=integrity[0] if integrity is not None else "no answer",
        broken_keys=sum(1 for _ in database.rows("PRAGMA foreign_key_check")),
        misquotes=sum(
            _count(database, "misquotes", "WHERE document_id = ?", (document_id,))
            for document_id in document_paths(database)
        ),
        unfinished_runs=_count(database, "runs", "WHERE status = 'running'"),
        papers=_count(database, "documents"),
    )


def compact(database: Database) -> None:
    """Gives unused space back, renews the search index and the statistics of the query planner.

    SQLite writes the database twice for that, beside what is there: raises DatabaseError where it would not fit.
    """
    needed, free = 2 * database.path.stat().st_size, shutil.disk_usage(database.path.parent).free
    if needed > free:
        raise DatabaseError(
            f"{database.path} needs {needed / 1e9:.1f} GB of free space to be compacted, and {free / 1e9:.1f} GB are"
            " there: free some, or merge into a new database on another disk"
        )
    database.execute("INSERT INTO sentences_fts(sentences_fts) VALUES ('rebuild')")
    database.execute("INSERT INTO sentences_fts(sentences_fts) VALUES ('optimize')")
    database.execute("VACUUM")
    database.execute("ANALYZE")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def schema_text(database: Database) -> str:
    """All tables, views, indexes and triggers as SQL, in a fixed order."""
    rows = database.rows(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_fts_*'"
        " ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'trigger' THEN 2 ELSE 3 END, name"
    )
    return "".join(f"{row['sql']};\n\n" for row in rows)


def _count(database: Database, table: str, where: str = "", values: tuple[str, ...] = ()) -> int:
    row = database.row(f"SELECT count(*) FROM {table} {where}", values)
    return int(row[0]) if row is not None else 0
