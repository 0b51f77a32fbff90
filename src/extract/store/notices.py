"""Notices and trial registrations: what is said of works, and what registries hold."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from hashlib import sha256

from extract.model import Document, Notice, NoticeKind, Registration, RelationKind, Work
from extract.store.database import Database
from extract.store.work_rows import identity
from extract.text.keys import work_marks

NOTICE_COLUMNS = ("id", "doi", "pmid", "kind", "source", "date", "notice_id", "reason", "title", "work_id", "work_mark")
NOTICE_MARKS = ", ".join("?" * len(NOTICE_COLUMNS))
INSERT_NOTICE = f"INSERT OR IGNORE INTO notices ({', '.join(NOTICE_COLUMNS)}) VALUES ({NOTICE_MARKS})"
REGISTRATION = tuple(field.name for field in fields(Registration))
"""The table has a column for each field."""

NOTICES_BY: dict[RelationKind, NoticeKind] = {
    "retracts": "retraction",
    "corrects": "correction",
    "concern_about": "concern",
}
NOTICES_OF: dict[RelationKind, NoticeKind] = {
    "retracted_by": "retraction",
    "corrected_by": "correction",
    "concern_in": "concern",
}

ONE_YEAR = (-1, 0, 1)
"""A work without identifier may be told with the year before or after that of its record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A notice and the work that it speaks of: DOI and PMID, or the work's own record, and its title in the source."""

    notice: Notice
    doi: str | None = None
    pmid: str | None = None
    title: str | None = None
    work: Work | None = None


def rows_of(works: Iterable[Work]) -> Iterator[NoticeRow]:
    """What records say of themselves."""
    for work in works:
        for notice in work.notices:
            yield NoticeRow(notice=notice, doi=work.doi, pmid=work.pmid, title=work.title, work=work)


def save_notices(database: Database, rows: Iterable[NoticeRow]) -> None:
    """Each notice once, however often it is told."""
    values = []
    for row in rows:
        notice, work = row.notice, row.work if not (row.doi or row.pmid) else None
        names = ("kind", "source", "date", "notice_id", "reason")
        columns = (row.doi, row.pmid, *(getattr(notice, name) for name in names), row.title)
        mark = next(_marks_of(work, (0,)), None) if work else None
        work_id = identity(work) if work else None
        key: list[object] = [*columns[:6], *((work_id,) if work_id else ())]
        values.append((sha256(json.dumps(key).encode()).hexdigest()[:24], *columns, work_id, mark))
    database.connection.executemany(INSERT_NOTICE, values)


def notices_stated_by(document: Document) -> list[NoticeRow]:
    """What a paper says of others as their notice, and of itself where it names its own notices."""
    own, reported = document.metadata, document.source.path
    rows: list[NoticeRow] = []
    for other in document.relations:
        if kind := NOTICES_BY.get(other.kind):
            if other.doi or other.pmid:
                notice = Notice(
                    kind=kind,
                    source="the notice itself",
                    date=_date(own.year),
                    notice_id=own.doi or own.pmid or reported,
                )
                rows.append(NoticeRow(notice=notice, doi=_lower(other.doi), pmid=other.pmid))
        elif (kind := NOTICES_OF.get(other.kind)) and (own.doi or own.pmid):
            notice = Notice(kind=kind, source="the paper itself", notice_id=other.doi or other.pmid or other.text)
            rows.append(NoticeRow(notice=notice, doi=_lower(own.doi), pmid=own.pmid, title=own.title))
    return rows


def _date(year: int | None) -> str | None:
    return str(year) if year else None


def _lower(doi: str | None) -> str | None:
    return doi.lower() if doi else None


def copy_notices(database: Database, other: Database) -> None:
    """The notices that another database holds."""
    rows = [tuple(row) for row in other.rows(f"SELECT {', '.join(NOTICE_COLUMNS)} FROM notices")]
    database.connection.executemany(INSERT_NOTICE, rows)


def notices_of(database: Database, work: Work) -> tuple[Notice, ...]:
    """All that is said of a work, the earliest first: by DOI, PMID, or by title, first author and year."""
    marks = sorted(set(_marks_of(work, ONE_YEAR)))
    rows = database.rows(
        "SELECT kind, source, date, notice_id, reason FROM notices"
        " WHERE (doi IS NOT NULL AND doi = ?) OR (pmid IS NOT NULL AND pmid = ?)"
        " OR (work_id IS NOT NULL AND work_id = ?)"
        " OR (work_mark IS NOT NULL AND work_mark IN (SELECT value FROM json_each(?))) ORDER BY date, kind, source",
        (work.doi, work.pmid, work.id, json.dumps(marks)),
    )
    return tuple(dict.fromkeys(Notice(**dict(row)) for row in rows))


def _marks_of(work: Work, offsets: Iterable[int]) -> Iterator[int]:
    family = work.authors[0].family if work.authors else None
    years = [year + offset for year in work.all_years for offset in offsets]
    return work_marks(work.title, family, years)


def save_registrations(database: Database, registrations: Iterable[Registration]) -> None:
    """Each in place of what was held under its number."""
    marks = ", ".join("?" * len(REGISTRATION))
    values = [[getattr(registration, name) for name in REGISTRATION] for registration in registrations]
    database.connection.executemany(
        f"INSERT OR REPLACE INTO registrations ({', '.join(REGISTRATION)}) VALUES ({marks})",
        [
            [json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value for value in row]
            for row in values
        ],
    )


def load_registration(database: Database, number: str) -> Registration | None:
    """A registration by its number or by one that it had before."""
    row = database.row("SELECT * FROM registrations WHERE id = ?", (number,)) or database.row(
        "SELECT r.* FROM registrations r, json_each(r.aliases) a WHERE a.value = ?", (number,)
    )
    if row is None:
        return None
    lists = ("aliases", "conditions", "interventions", "countries", "results")
    return Registration(**{**dict(row), **{name: tuple(json.loads(row[name])) for name in lists}})
