"""A database of the first schema is brought up to date, with its rows kept."""

from pathlib import Path

import pytest

from extract.store import database as module
from extract.store import open_database, open_read_only
from extract.store.upkeep import examine, schema_text

FIRST = ("001_papers.sql", "002_views.sql")


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database as the first schema made it, with one run in it."""
    path = tmp_path / "old.db"
    scripts = [(name, script) for name, script in module._scripts() if name in FIRST]
    with monkeypatch.context() as then:
        then.setattr(module, "_scripts", lambda: scripts)
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


def test_a_reader_brings_an_old_database_up_to_date(first: Path) -> None:
    with open_read_only(first) as database:
        assert database.row("SELECT count(*) FROM works") is not None


def test_membership_of_corpora_is_found_by_document(tmp_path: Path) -> None:
    sql = "EXPLAIN QUERY PLAN SELECT corpus FROM corpus_documents WHERE document_id = 'x'"
    with open_database(tmp_path / "t.db") as database:
        assert any("corpus_documents_document" in row[3] for row in database.rows(sql))
