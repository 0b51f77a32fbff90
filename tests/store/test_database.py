import subprocess
import sys
from pathlib import Path

import pytest

from extract.errors import DatabaseError
from extract.store import database as module
from extract.store import open_database, open_read_only
from extract.store.database import statements
from tests.store.made import made_paper, save


def test_a_missing_database_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="extract ingest"):
        open_read_only(tmp_path / "none.db")


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("not a database at all, only some words\n" * 40)
    for opened in (open_database, open_read_only):
        with pytest.raises(DatabaseError, match="choose another file"):
            opened(path)


def test_a_locked_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0)
    first, second = open_database(tmp_path / "t.db"), open_database(tmp_path / "t.db")
    with first.atomic(), pytest.raises(DatabaseError, match="in use by another process"), second.atomic():
        pass


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatabaseError):
        open_database(tmp_path / "file" / "t.db")


def test_an_error_within_a_block_undoes_all_of_it(tmp_path: Path) -> None:
    database = open_database(tmp_path / "t.db")
    with pytest.raises(ValueError, match="stop"), database.atomic():
        database.execute("INSERT INTO corpora (name) VALUES ('a')")
        raise ValueError("stop")
    assert list(database.rows("SELECT * FROM corpora")) == []


def test_a_database_of_the_first_schema_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, scripts = tmp_path / "old.db", module.migrations()
    with monkeypatch.context() as patch:
        patch.setattr(module, "migrations", lambda: scripts[:1])
        open_database(path).close()
    with open_database(path) as database:
        assert list(database.rows("SELECT * FROM misquotes")) == []
        assert module.applied_migrations(database) == {name for name, _ in scripts}


def test_statements_keep_triggers_whole() -> None:
    script = "CREATE TABLE a (b); -- a note;\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\n"
    assert [part.split()[1] for part in statements(script)] == ["TABLE", "TRIGGER"]


def test_a_full_disk_is_told_and_costs_nothing_that_was_saved(tmp_path: Path) -> None:
    database = open_database(tmp_path / "t.db")
    save(database, made_paper())
    pages = database.row("PRAGMA page_count")
    assert pages is not None
    database.execute(f"PRAGMA max_page_count={pages[0]}")
    with pytest.raises(DatabaseError, match="no space left"):
        for number in range(200):
            save(database, made_paper(f"{number:012d}" + "0" * 52))
    database.close()
    with open_read_only(tmp_path / "t.db") as again:
        ids = [row["id"] for row in again.rows("SELECT id FROM documents")]
        assert "abababababab" in ids and list(again.rows("SELECT * FROM misquotes")) == []


def test_a_database_without_write_permission_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "t.db"
    with open_database(path) as database:
        save(database, made_paper())
    script = (
        "import os, sys; from pathlib import Path\n"
        "from extract.store import open_read_only, open_database; from extract.errors import DatabaseError\n"
        "from extract.store.database import migrations; migrations(); Path('x').resolve().as_uri(); os.setuid(65534)\n"
        "print(len(list(open_read_only(Path(sys.argv[1])).rows('SELECT id FROM documents'))))\n"
        "try: open_database(Path(sys.argv[1])).atomic().__enter__()\n"
        "except DatabaseError as error: print(error)\n"
    )
    for place in (tmp_path, tmp_path.parent, tmp_path.parent.parent, path.parent):
        place.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, cwd="/")
    if "PermissionError" in done.stderr:
        pytest.skip("only the superuser can give its rights away")
    assert done.stdout.startswith("1") and "choose another place with --db" in done.stdout, done.stderr + done.stdout
