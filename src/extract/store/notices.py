"""Notices and trial registrations: what is said of works, and what registries hold."""

import json
from collections.abc import Iterable
from hashlib import sha256

from extract.model import Notice, Registration
from extract.store.database import Database

NOTICE_COLUMNS = ("id", "doi", "pmid", "kind", "source", "date", "notice_id", "reason", "title")
REGISTRATION = """INSERT OR REPLACE INTO registrations
 (id, aliases, title, phase, enrolment, start, completion, status, conditions, interventions, countries, source)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

NoticeRow = tuple[str | None, str | None, Notice, str | None]
"""DOI and PMID of the work, the notice, and the work's title as the source has it."""


def save_notices(database: Database, rows: Iterable[NoticeRow]) -> None:
    """Each notice once, however often it is told."""
    values = []
    for doi, pmid, notice, title in rows:
        said = (doi, pmid, notice.kind, notice.source, notice.date, notice.notice_id, notice.reason, title)
        identity = sha256(json.dumps(said[:6]).encode()).hexdigest()[:24]
        values.append((identity, *said))
    marks = ", ".join("?" * len(NOTICE_COLUMNS))
    sql = f"INSERT OR IGNORE INTO notices ({', '.join(NOTICE_COLUMNS)}) VALUES ({marks})"
    database.connection.executemany(sql, values)


def notices_of(database: Database, *, doi: str | None, pmid: str | None) -> tuple[Notice, ...]:
    """All that is said of a work, the earliest first."""
    if not doi and not pmid:
        return ()
    rows = database.rows(
        "SELECT kind, source, date, notice_id, reason FROM notices"
        " WHERE (doi IS NOT NULL AND doi = ?) OR (pmid IS NOT NULL AND pmid = ?) ORDER BY date, kind, source",
        (doi, pmid),
    )
    return tuple(dict.fromkeys(Notice(**dict(row)) for row in rows))


def save_registrations(database: Database, registrations: Iterable[Registration]) -> None:
    """Each in place of what was held under its number."""
    database.connection.executemany(
        REGISTRATION,
        [
            (
                one.id,
                json.dumps(one.aliases),
                one.title,
                one.phase,
                one.enrolment,
                one.start,
                one.completion,
                one.status,
                json.dumps(one.conditions, ensure_ascii=False),
                json.dumps(one.interventions, ensure_ascii=False),
                json.dumps(one.countries, ensure_ascii=False),
                one.source,
            )
            for one in registrations
        ],
    )


def load_registration(database: Database, number: str) -> Registration | None:
    """A registration by its number or by one that it had before."""
    row = database.row("SELECT * FROM registrations WHERE id = ?", (number,)) or database.row(
        "SELECT r.* FROM registrations r, json_each(r.aliases) a WHERE a.value = ?", (number,)
    )
    if row is None:
        return None
    return Registration(
        id=row["id"],
        aliases=tuple(json.loads(row["aliases"])),
        title=row["title"],
        conditions=tuple(json.loads(row["conditions"])),
        interventions=tuple(json.loads(row["interventions"])),
        countries=tuple(json.loads(row["countries"])),
        phase=row["phase"],
        enrolment=row["enrolment"],
        start=row["start"],
        completion=row["completion"],
        status=row["status"],
        source=row["source"],
    )
