"""Opening, migrating and locking the database; no table is named here but the list of migrations."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from extract.errors import DatabaseError
from extract.text.keys import title_mark

BUSY_SECONDS = 60
OBJECTS = """SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'index'
 AND name NOT LIKE 'sqlite_%' AND name <> '_sqlite_migrations'"""
MIGRATIONS = "extract"
RECORD = """CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
"""
"""The table of sqlite-utils that says which migrations ran."""


class Database:
    """A connection with short verbs; each `atomic` block is one transaction of the one writer."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        """Closed when forgotten, in whatever thread that happens; used it is in one."""
        self.connection.close()

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def atomic(self) -> Iterator["Database"]:
        """All or nothing; a block within a block belongs to the outer one."""
        if self.connection.in_transaction:
            yield self
            return
        with telling(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def execute(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> sqlite3.Cursor:
        with telling(self.path):
            return self.connection.execute(sql, values)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Rows into a table; names come from code, values go as parameters."""
        with telling(self.path):
            marks = ", ".join("?" * len(columns))
            self.connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    def insert_named(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Rows by the names of their columns, all of the same; nothing where there is no row."""
        if rows:
            self.insert(table, tuple(rows[0]), [tuple(row.values()) for row in rows])

    def rows(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Iterator[sqlite3.Row]:
        """Rows as they come, never all at once."""
        with telling(self.path):
            for row in self.connection.execute(sql, values):  # noqa: UP028 (a cursor that outlives its connection)
                yield row

    def row(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> sqlite3.Row | None:
        with telling(self.path):
            found: sqlite3.Row | None = self.connection.execute(sql, values).fetchone()
            return found


def open_database(path: Path) -> Database:
    """The database for writing, made or brought up to date where needed.

    Raises `DatabaseError` where the file is another program's, a newer version's or damaged: it is left as it is.
    """
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            raise DatabaseError(f"{path} is no ordinary file: choose another place with --db")
        known = path.is_file() and path.stat().st_size > 0
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
        database = _configured(path, connection)
        if known:
            _require_ours(database, missing_ok=True)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        _migrate(database)
        return database


def open_read_only(path: Path, *, upgrade: bool = False) -> Database:
    """The database for reading; it must exist. A database in a folder that cannot be written is read as it lies.

    Nothing is written: one of an older version is refused, but for commands that write anyway (`upgrade`).
    """
    if not path.is_file():
        raise DatabaseError(f"no database at {path}: run `extract ingest PATH... --db {path}` first")
    with telling(path):
        database = _configured(path, _reader(path))
        database.execute("PRAGMA query_only=ON")
        _require_ours(database)
        if all(name in applied_migrations(database) for name, _ in migrations()):
            _require_sound(database)
            return database
        database.close()
        if not upgrade:
            raise DatabaseError(
                f"{path} was written by an older version of extract: `extract compact --db {path}` brings it up to date"
            )
        open_database(path).close()
        return open_read_only(path)


def _require_ours(database: Database, *, missing_ok: bool = False) -> None:
    """Raises `DatabaseError` where a file is not ours, or of a version that this one does not know.

    `missing_ok`: a file without any table may be made ours.
    """
    path, applied = database.path, applied_migrations(database)
    if not applied:
        tables = database.row("SELECT count(*) FROM sqlite_master")
        if missing_ok and tables is not None and tables[0] == 0:
            return
        raise DatabaseError(f"{path} is not a sound extract database: choose another file with --db")
    unknown = applied - {name for name, _ in migrations()}
    if unknown:
        raise DatabaseError(
            f"{path} was written by a newer version of extract ({', '.join(sorted(unknown))}): use that version"
        )


def _require_sound(database: Database) -> None:
    """Raises `DatabaseError` where a table, view or trigger of ours is missing or is another's, or an id is none.

    Whoever gives a database away may have put anything in it: a view without end, a table without types, a trigger,
    an id that is a path. Tables and views that are not ours stay: the file is an ordinary one of SQLite.
    """
    found = {(row["type"], row["name"]): row["sql"] for row in database.rows(OBJECTS)}
    ours = _expected()
    strange = [name for (kind, name), sql in ours.items() if found.get((kind, name)) != sql]
    strange += [name for kind, name in found if kind == "trigger" and (kind, name) not in ours]
    if strange:
        raise DatabaseError(f"{database.path} is not a sound extract database: {strange[0]} is not what it should be")
    wrong = database.row("SELECT id FROM documents WHERE length(id) <> 12 OR id GLOB '*[^0-9a-f]*' LIMIT 1")
    if wrong is not None:
        raise DatabaseError(f"{database.path} is not a sound extract database: {wrong['id']!r:.60} is no id of a paper")


@cache
def _expected() -> dict[tuple[str, str], str]:
    """Type and name -> SQL of what a fresh database holds."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.create_function("title_mark", 1, title_mark, deterministic=True)
    for statement in statements(_creation()):
        connection.execute(statement)
    held = {(row["type"], row["name"]): row["sql"] for row in connection.execute(OBJECTS)}
    connection.close()
    return held


def _reader(path: Path) -> sqlite3.Connection:
    """A connection to read by. Where it may, it takes SQLite's side files away when it is the last to close."""
    for way in ("mode=rw", "mode=ro"):
        with suppress(sqlite3.OperationalError):
            return _connected(path, way)
    return _connected(path, "immutable=1")


def _connected(path: Path, way: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{way}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
    )
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """SQLite's and the system's errors as one of ours: what, where, and what to do next."""
    try:
        yield
    except (sqlite3.DatabaseError, OSError, UnicodeError) as error:
        raise DatabaseError(_advice(path, error)) from error


def _advice(path: Path, error: Exception) -> str:
    stated = str(error)
    if "locked" in stated or "busy" in stated:
        return f"{path} is in use by another process for over {BUSY_SECONDS} s: wait for it to end, then run this again"
    if "full" in stated or "No space" in stated:
        return f"no space left for {path}: free some, then run this again; what was saved is kept"
    if "readonly" in stated or "Permission" in stated or "Read-only" in stated or "unable to open" in stated:
        return f"{path} cannot be written: choose another place with --db ({stated})"
    if "not a database" in stated or "malformed" in stated:
        return f"{path} is not a sound extract database: choose another file with --db ({stated})"
    return f"{path}: {stated}"


def _configured(path: Path, connection: sqlite3.Connection) -> Database:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    return Database(path, connection)


def applied_migrations(database: Database) -> set[str]:
    """The migrations that ran, read without importing what runs them."""
    if database.row("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'") is None:
        return set()
    rows = database.rows("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (MIGRATIONS,))
    return {row["name"] for row in rows}


def _migrate(database: Database) -> None:
    """Runs what is pending, all in one transaction: two processes that open a new database make it once."""
    if all(name in applied_migrations(database) for name, _ in migrations()):
        return
    database.connection.create_function("title_mark", 1, title_mark, deterministic=True)
    with database.atomic():
        if database.row("SELECT 1 FROM sqlite_master") is None:
            _make(database)
        else:
            _bring_up_to_date(database)


def _make(database: Database) -> None:
    """A new database, with the record that migrations would leave: what runs them takes long to import."""
    for statement in statements(_creation()):
        database.execute(statement)
    now = datetime.now(UTC).isoformat(" ")
    rows = [(MIGRATIONS, name, now) for name, _ in migrations()]
    database.insert("_sqlite_migrations", ("migration_set", "name", "applied_at"), rows)


def _creation() -> str:
    """What makes a new database: `fresh.sql`, in a quarter of the time of the migrations that its first line names."""
    names, _, fresh = Path(__file__).with_name("fresh.sql").read_text(encoding="utf-8").partition("\n")
    if names.split()[1:] == [name for name, _ in migrations()]:
        return fresh
    return RECORD + "".join(script for _, script in migrations())


def _bring_up_to_date(database: Database) -> None:
    from sqlite_utils import Database as Tables
    from sqlite_utils.migrations import Migrations

    runner = Migrations(MIGRATIONS)
    for name, script in migrations():
        runner(name=name)(_running(script))
    runner.apply(Tables(database.connection))


def _running(script: str) -> Callable[[Any], None]:
    """A script as a migration: statement by statement, within the transaction that records that it ran."""

    def run(tables: Any) -> None:
        for statement in statements(script):
            tables.execute(statement)

    return run


@cache
def migrations() -> list[tuple[str, str]]:
    folder = Path(__file__).with_name("schema")
    return sorted((file.name, file.read_text(encoding="utf-8")) for file in folder.glob("*.sql"))


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, triggers whole (a script run as one would commit in between)."""
    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""
