"""Databases at size: the rows of one database, made many times over, then asked what users ask.

    python benchmarks/database_size.py SOUND.db --copies 50 [-o benchmarks/results/database.json]

Prints bytes a paper, rows a second, time and plan of each query; a plan that scans a table of passages is marked.
"""

import argparse
import json
import re
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from machine import machine

from extract.store.layers import LAYERS

PAPER_TABLES = ("documents", "papers")
SKIPPED = ("runs", "inputs", "imports", "import_faults", "checks", "corpora", "reviews", "notices", "registrations")
VIEWS = (
    "paper_overview",
    "citations_in_context",
    "uncited_references",
    "results_by_endpoint",
    "open_findings",
    "unaudited",
)
LARGE = re.compile(r"^SCAN (?:x|sentences|cells|results|bibliography|markers|citations|evidence|m|s|b|r|c)\b(?! USING)")


def multiply(connection: sqlite3.Connection, copies: int) -> None:
    """Each paper again, under other ids; the library of works stays as it is."""
    connection.execute("PRAGMA foreign_keys=OFF")
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")
    ]
    documents = [row[0] for row in connection.execute("SELECT id FROM documents")]
    copied = {table: columns for table in tables if (columns := copied_columns(connection, table))}
    for copy in range(copies):
        connection.execute("BEGIN")
        for number, old in enumerate(documents):
            new = f"{copy * len(documents) + number:012x}"
            for table, (columns, values) in copied.items():
                own = "id" if table == "documents" else "owner_document_id" if table == "evidence" else "document_id"
                sql = f"INSERT OR IGNORE INTO {table} ({columns}) SELECT {values} FROM {table} WHERE {own} = :old"
                connection.execute(sql, {"old": old, "new": new})
        connection.execute("COMMIT")


def copied_columns(connection: sqlite3.Connection, table: str) -> tuple[str, str] | None:
    """Names of a table's columns, and expressions for a copy of a paper's row."""
    described = list(connection.execute(f"PRAGMA table_info({table})"))
    names = [row[1] for row in described if not (row[1] == "n" and row[5] == 1)]
    if (
        table in SKIPPED
        or "_fts" in table
        or (not {"document_id", "owner_document_id"} & set(names) and table != "documents")
    ):
        return None
    texts = {row[1] for row in described if row[2] == "TEXT"}
    values = [
        f"CASE WHEN substr({name}, 1, 12) = :old THEN :new || substr({name}, 13) ELSE {name} END"
        if name in texts
        else name
        for name in names
    ]
    values = [
        f":new || substr({name}, 13)" if name == "sha256" else value for name, value in zip(names, values, strict=True)
    ]
    if table in ("findings", "corroborations"):
        values[0] = "id || :new"
    if table == "evidence":
        values[names.index("owner_id")] = (
            "CASE WHEN owner = 'verdict' THEN :new || substr(owner_id, 13) ELSE owner_id || :new END"
        )
    return ", ".join(names), ", ".join(values)


def asked(connection: sqlite3.Connection) -> dict[str, dict[str, object]]:
    """Time and plan of every layer (for one paper where it is asked by paper) and of every view."""
    one = connection.execute("SELECT id FROM documents ORDER BY id LIMIT 1 OFFSET 100").fetchone()[0]
    queries = {f"layer {name}": (sql, (one,) if "?" in sql else ()) for name, sql in LAYERS.items()}
    queries |= {f"view {name}": (f"SELECT * FROM {name} LIMIT 1000", ()) for name in VIEWS}
    queries["misquotes of one paper"] = ("SELECT * FROM misquotes WHERE document_id = ?", (one,))
    queries["search"] = ("SELECT rowid FROM sentences_fts WHERE sentences_fts MATCH 'survival' LIMIT 100", ())
    found = {}
    for name, (sql, values) in queries.items():
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        begin = time.process_time()
        count = sum(1 for _ in zip(connection.execute(sql, values), range(1000), strict=False))
        found[name] = {
            "ms": round(1000 * (time.process_time() - begin), 2),
            "rows": count,
            "scans": [step for step in plan if LARGE.match(step)],
        }
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--copies", type=int, default=20)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "large.db"
        shutil.copy(options.database, db)
        with closing(sqlite3.connect(db, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            papers = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
            begin = time.process_time()
            multiply(connection, options.copies)
            seconds = time.process_time() - begin
            total = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
            connection.execute("ANALYZE")
            queries = asked(connection)
        size = db.stat().st_size
    told = {
        **machine(),
        "papers": total,
        "bytes_a_paper": round(size / total),
        "insert_papers_per_cpu_second": round((total - papers) / seconds, 1),
        "queries": queries,
    }
    print(f"{total} papers, {size / 1e9:.2f} GB, {size // total} bytes a paper; 100,000: {size / total / 1e4:.0f} GB")
    for name, answer in queries.items():
        print(f"{name:28} {answer['ms']:9} ms {answer['rows']:5} rows  {'; '.join(answer['scans'])}")  # type: ignore[arg-type]
    if options.output is not None:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
