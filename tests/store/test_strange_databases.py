"""Files that are no database of ours, of another version, or a stranger's: refused, and left as they are."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from extract.errors import DatabaseError
from extract.store import open_database, open_read_only
from tests.store.made import made_paper, save

Run = Callable[..., Result]
READING = (
    ("export", "documents"),
    ("show", "f16910f2e24c4"),
    ("report", "--no-images"),
    ("report", "worksheet"),
    ("plot", "forest", "-o", "x.svg"),
    ("doctor",),
    ("export", "metafor"),
    ("match", "-"),
)
WRITING = (("audit",), ("resolve",), ("review", "f16910f2e24c4", "--accept"), ("compact",), ("library", "add", "-"))


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE places (id TEXT, title TEXT)")
        connection.execute("INSERT INTO places VALUES ('a', 'b')")


def newer(path: Path) -> None:
    open_database(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE more (a)")
        columns = "(migration_set, name, applied_at)"
        connection.execute(f"INSERT INTO _sqlite_migrations {columns} VALUES ('extract', '999_more.sql', '2099')")


def empty(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE a (b)")
        connection.execute("DROP TABLE a")


def damaged(path: Path) -> None:
    open_database(path).close()
    path.write_bytes(path.read_bytes()[:4096] + b"\x00" * 9000)


@pytest.mark.parametrize("make", [foreign, newer, damaged], ids=lambda make: make.__name__)
@pytest.mark.parametrize("words", [*READING, *WRITING], ids=" ".join)
def test_a_strange_file_is_refused_by_every_command_and_left_as_it_is(
    command: Run, tmp_path: Path, make: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    path = tmp_path / "strange.db"
    make(path)
    before = path.read_bytes()
    told = command(*words, "--db", path, input="a line\n")
    assert told.exit_code == 3 and isinstance(told.exception, DatabaseError), told.output
    assert path.read_bytes() == before


@pytest.mark.parametrize("make", [foreign, newer, damaged, empty], ids=lambda make: make.__name__)
def test_a_strange_file_is_neither_merged_nor_compared(
    command: Run, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "strange.db"
    make(path)
    before = path.read_bytes()
    open_database(tmp_path / "ours.db").close()
    for words in (("merge", path, "--db", tmp_path / "ours.db"), ("diff", tmp_path / "ours.db", path)):
        assert command(*words).exit_code == 3
    assert path.read_bytes() == before


HOSTILE = {
    "a path as id": "UPDATE documents SET id = '../../../PWN'",
    "another path as id": "UPDATE documents SET id = '/elsewhere1'",
    "bytes as id": "UPDATE documents SET id = 'ABABABABABAB'",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON reviews BEGIN DELETE FROM documents; END",
    "a view without end": (
        "DROP VIEW misquotes; CREATE VIEW misquotes AS"
        " WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS document_id FROM n"
    ),
    "a view for a table": "DROP TABLE reviews; CREATE VIEW reviews AS SELECT 1 AS finding_id",
    "a table without types": "DROP TABLE runs; CREATE TABLE runs (id, command)",
}


@pytest.mark.parametrize("sql", HOSTILE.values(), ids=HOSTILE)
def test_what_a_stranger_changed_is_refused_before_it_is_read(command: Run, tmp_path: Path, sql: str) -> None:
    path = tmp_path / "theirs.db"
    with open_database(path) as database:
        save(database, made_paper())
    connection = sqlite3.connect(path)
    connection.executescript(f"PRAGMA foreign_keys=OFF; {sql};")
    connection.close()
    with pytest.raises(DatabaseError, match="not a sound extract database"):
        open_read_only(path)
    open_database(tmp_path / "ours.db").close()
    assert command("merge", path, "--db", tmp_path / "ours.db").exit_code == 3
    assert command("report", "--db", path, "-o", tmp_path / "pages").exit_code == 3
    assert not (tmp_path / "pages").exists()


def test_tables_and_views_of_the_user_may_stand_beside_ours(tmp_path: Path) -> None:
    with open_database(tmp_path / "t.db") as database:
        database.execute("CREATE VIEW mine AS SELECT id FROM documents")
        database.execute("CREATE TABLE notes_of_mine (a)")
    open_read_only(tmp_path / "t.db").close()
