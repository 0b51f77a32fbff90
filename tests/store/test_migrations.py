"""A database of the first schema is brought up to date, with its rows kept."""

import re
import sqlite3
from pathlib import Path

import pytest

from extract.errors import DatabaseError
from extract.store import LAYERS, open_database, open_read_only
from extract.store import database as module
from extract.store.upkeep import examine, schema_text
from extract.text.keys import title_mark

OF_ONE = re.compile(r"SCAN (?:e|f|j|a)\b")
"""Lists within one row that was found by an index."""

FIRST = ("001_papers.sql", "002_views.sql")


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database as the first schema made it, with one run in it."""
    path = tmp_path / "old.db"
    scripts = [(name, script) for name, script in module.migrations() if name in FIRST]
    with monkeypatch.context() as then:
        then.setattr(module, "migrations", lambda: scripts)
        with open_database(path) as database:
            database.execute(
                "INSERT INTO runs (command, extract_version, recipe, settings, started_at)"
                " VALUES ('ingest', '0', '{}', '{}', '2026-01-01T00:00:00+00:00')"
            )
    return path


def test_a_database_of_the_first_schema_becomes_one_of_today(first: Path, tmp_path: Path) -> None:
    with open_database(first) as database, open_database(tmp_path / "new.db") as fresh:
        assert schema_text(database) == schema_text(fresh)
        assert examine(database).is_sound
        assert [row["command"] for row in database.rows("SELECT command FROM runs")] == ["ingest"]


def test_new_databases_are_made_as_the_migrations_make_them(regold: bool, tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.create_function("title_mark", 1, title_mark, deterministic=True)
    for script in (module.RECORD, *(script for _, script in module.migrations())):
        for statement in module.statements(script):
            connection.execute(statement)
    names = " ".join(name for name, _ in module.migrations())
    with module.Database(Path(":memory:"), connection) as migrated:
        made = f"-- {names}\n{schema_text(migrated)}"
        assert not any(row[0] for table in _tables(migrated) for row in migrated.rows(f"SELECT count(*) FROM {table}"))
    path = Path(module.__file__).with_name("fresh.sql")
    if regold:
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "pytest --regold tests/store/test_migrations.py"
    with open_database(tmp_path / "fresh.db") as fresh:
        assert f"-- {names}\n{schema_text(fresh)}" == made


def _tables(database: module.Database) -> list[str]:
    shown = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
    return [row["name"] for row in database.rows(shown)]


def test_a_reader_leaves_an_old_database_as_it_is(first: Path) -> None:
    before = first.read_bytes()
    with pytest.raises(DatabaseError, match=r"older version.*extract compact --db"):
        open_read_only(first)
    assert first.read_bytes() == before
    with open_read_only(first, upgrade=True) as database:
        assert database.row("SELECT count(*) FROM works") is not None
    open_read_only(first).close()


def test_entries_of_an_old_database_are_found_by_their_titles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    before = [(name, script) for name, script in module.migrations() if name < "013"]
    title = "A title that is long enough to tell works apart"
    with monkeypatch.context() as then:
        then.setattr(module, "migrations", lambda: before)
        with open_database(path) as database:
            database.execute("PRAGMA foreign_keys=OFF")
            row = ("x.ref1", "x", "[]", 0, "[]", title, "journal-article", title, 0, 47, "[[0,47]]", "r")
            columns = "id document_id authors et_al editors title type text start_char end_char pieces rule".split()
            database.insert("bibliography", columns, [row])
    with open_database(path) as database:
        found = database.row("SELECT id FROM bibliography WHERE title_mark = ?", (title_mark(f"{title}."),))
        assert found is not None and found["id"] == "x.ref1"


QUESTIONS = {
    "documents": "path = ?",
    "paper_overview": "id = ?",
    "citations_in_context": "document_id = ?",
    "uncited_references": "document_id = ?",
    "results_by_endpoint": "document_id = ?",
    "open_findings": "document_id = ?",
    "unaudited": "document_id = ?",
    "passages": "document_id = ?",
    "misquotes": "document_id = ?",
}
BY_SCAN = {"SCAN passages", "SCAN p", "SCAN q VIRTUAL TABLE INDEX 1:"}
"""Rows of one paper that were found by an index, looked at again; the ranges of one passage."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_asked_of_one_paper_is_found_by_an_index(tmp_path: Path, name: str) -> None:
    with open_database(tmp_path / "t.db") as database:
        plan = database.rows(f"EXPLAIN QUERY PLAN SELECT * FROM {name} WHERE {QUESTIONS[name]}", ("x",))
        assert {row[3] for row in plan if row[3].startswith("SCAN") and "autoindex_checks" not in row[3]} <= BY_SCAN


@pytest.mark.parametrize("layer", [layer for layer, sql in LAYERS.items() if " = ?" in sql])
def test_a_layer_of_one_paper_is_found_by_an_index(tmp_path: Path, layer: str) -> None:
    with open_database(tmp_path / "t.db") as database:
        plan = [row[3] for row in database.rows(f"EXPLAIN QUERY PLAN {LAYERS[layer]}", ("x",))]
        assert not [step for step in plan if step.startswith("SCAN") and not OF_ONE.search(step)], plan


def test_membership_of_corpora_is_found_by_document(tmp_path: Path) -> None:
    sql = "EXPLAIN QUERY PLAN SELECT corpus FROM corpus_documents WHERE document_id = 'x'"
    with open_database(tmp_path / "t.db") as database:
        assert any("corpus_documents_document" in row[3] for row in database.rows(sql))
