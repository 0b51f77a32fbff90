"""Imports of record files: how far each was read, so that an interrupted one goes on where it stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.model import Registration, Work
from extract.store.database import Database
from extract.store.notices import NoticeRow, rows_of, save_notices, save_registrations
from extract.store.works import Saved, save_works

PAGES_IN_MEMORY = -200_000
MOST_FAULTS_KEPT = 1_000
"""Messages kept of one file; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Records of a file read so far, those of them that could not be read, and whether it is at its end."""

    records: int = 0
    faults: int = 0
    status: Literal["running", "complete", "partial"] = "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some records, sorted by what they are; faults are (record number, message)."""

    works: Sequence[Work]
    notices: Sequence[NoticeRow]
    registrations: Sequence[Registration]
    faults: Sequence[tuple[int, str]]


def progress_of(database: Database, sha256: str) -> Progress:
    """How far a file was read; nothing read yet where it is new."""
    row = database.row("SELECT records, faults, status FROM imports WHERE sha256 = ?", (sha256,))
    return Progress() if row is None else Progress(records=row["records"], faults=row["faults"], status=row["status"])


def save_batch(database: Database, sha256: str, path: str, form: str, batch: Batch, after: Progress) -> Saved:
    """The records and how far the file is read now, in one transaction."""
    database.execute(f"PRAGMA cache_size={PAGES_IN_MEMORY}")
    with database.atomic():
        saved = save_works(database.connection, batch.works)
        save_notices(database, [*rows_of(batch.works), *batch.notices])
        save_registrations(database, batch.registrations)
        database.execute(
            "INSERT INTO imports (sha256, path, format, records, faults, status) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (sha256) DO UPDATE SET path = excluded.path, records = excluded.records,"
            " faults = excluded.faults, status = excluded.status",
            (sha256, path, form, after.records, after.faults, after.status),
        )
        held = database.row("SELECT count(*) AS number FROM import_faults WHERE sha256 = ?", (sha256,))
        room = MOST_FAULTS_KEPT - (held["number"] if held else 0)
        database.connection.executemany(
            "INSERT OR IGNORE INTO import_faults (sha256, record, message) VALUES (?, ?, ?)",
            [(sha256, number, message[:300]) for number, message in batch.faults[: max(0, room)]],
        )
    return saved
