"""Files of records into the library, and printed references against it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from extract import __version__
from extract.errors import LibraryError
from extract.formats import NoticeOf, Record, RecordFile, Remark, Unread, open_records
from extract.model import Match, Registration, Work
from extract.resolve import match_reference
from extract.settings import Settings
from extract.store import Database, open_database, open_read_only
from extract.store.imports import Batch, Progress, progress_of, save_batch
from extract.store.notices import NoticeRow
from extract.store.runs import begin_run, end_run
from extract.store.works import Saved, WorkCatalogue

BATCH = 20_000
MOST_FAULTS = 20
NOTHING_READ = Progress()
NOTHING_SAVED = Saved()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one file of records."""

    path: str
    format: str = ""
    progress: Progress = NOTHING_READ
    saved: Saved = NOTHING_SAVED
    registrations: int = 0
    resumed_at: int = 0
    faults: tuple[str, ...] = ()
    error: str | None = None


def add_to_library(
    settings: Settings, paths: Iterable[Path], *, watch: Callable[[int], None] = lambda records: None
) -> list[Added]:
    """Reads each file; one that cannot be opened costs itself only. `watch` hears how many records were read."""
    files = []
    with open_database(settings.db) as database:
        named = {"command": "library add", "version": __version__, "recipe": "{}", "settings": settings.as_json()}
        run = begin_run(database, **named)
        for path in paths:
            try:
                files.append(_add(database, open_records(path), watch))
            except LibraryError as error:
                files.append(Added(path=str(path), error=str(error)))
        is_partial = any(file.error or file.progress.status == "partial" for file in files)
        end_run(database, run, "partial" if is_partial else "ok")
    return files


def _add(database: Database, file: RecordFile, watch: Callable[[int], None]) -> Added:
    held = progress_of(database, file.sha256)
    added = Added(path=str(file.path), format=file.format, progress=held)
    if held.status != "running":
        return added
    added = replace(added, resumed_at=held.records)
    records = islice(file.records(), held.records, None)
    while True:
        listed = list(islice(records, BATCH))
        batch = _sorted(listed, added.progress.records)
        progress = Progress(
            records=added.progress.records + len(listed),
            faults=added.progress.faults + sum(isinstance(record, Unread) for record in listed),
            status="running" if len(listed) == BATCH else "complete",
        )
        if progress.status == "complete" and progress.faults:
            progress = replace(progress, status="partial")
        saved = save_batch(database, file.sha256, str(file.path), file.format, batch, progress)
        messages = tuple(f"record {number}: {message}" for number, message in batch.faults)
        added = replace(
            added,
            progress=progress,
            saved=added.saved + saved,
            registrations=added.registrations + len(batch.registrations),
            faults=(*added.faults, *messages)[:MOST_FAULTS],
        )
        watch(progress.records)
        if progress.status != "running":
            return added


def _sorted(records: list[Record], before: int) -> Batch:
    return Batch(
        works=[record for record in records if isinstance(record, Work)],
        notices=[notice_row(record) for record in records if isinstance(record, NoticeOf)],
        registrations=[record for record in records if isinstance(record, Registration)],
        faults=[(before + at, r.message) for at, r in enumerate(records, 1) if isinstance(r, Unread | Remark)],
    )


def notice_row(notice: NoticeOf) -> NoticeRow:
    """A notice as the store keeps it."""
    return NoticeRow(notice=notice.notice, doi=notice.doi, pmid=notice.pmid, title=notice.title, work=notice.work)


def match_strings(settings: Settings, lines: Iterable[str]) -> Iterator[tuple[str, Match]]:
    """Each printed reference with the work that it means."""
    from extract.annotate.references import parse_reference

    with open_read_only(settings.db) as database:
        catalogue = WorkCatalogue(database.connection)
        for line in lines:
            printed = " ".join(line.split())
            yield printed, match_reference(parse_reference(printed), catalogue, printed=printed)
