"""Who calls whom: inputs to rows, rows to findings. Processes and transactions are made here and nowhere else."""

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from extract import __version__
from extract.errors import ExtractError, UsageError
from extract.extras import how_to_install, is_installed
from extract.pipeline import ingesting, stored
from extract.pipeline.cluster import in_cluster
from extract.pipeline.ingesting import MakePaper, Watch, is_incomplete, is_light, write_all
from extract.pipeline.inputs import InputFile, expand, is_identifier, links_out
from extract.pipeline.stored import AuditPaper, Resolved, ResolvePaper, cards, statuses
from extract.pipeline.workers import Done, Limits, Task, in_order, in_this_process, may_work_here
from extract.recipe import recipe
from extract.store import Database, Input, Known, open_database, open_read_only
from extract.store.findings import save_audit, save_checks
from extract.store.matches import document_works, save_matches
from extract.store.merging import Merged
from extract.store.merging import merge as merge_databases
from extract.store.runs import Status, audited_before, begin_run, end_run
from extract.store.works import save_works
from extract.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from extract.settings import Settings

__all__ = [
    "Audited",
    "InputFile",
    "Resolved",
    "audit",
    "expand_inputs",
    "fetch_inputs",
    "ingest",
    "is_identifier",
    "is_incomplete",
    "links_out",
    "merge",
    "resolve",
]

R = TypeVar("R")

FEW_PAPERS = 3
FEW_FILES = 8


@dataclass(frozen=True, slots=True)
class Audited:
    """How an audit went: papers looked at, checks that looked, and what broke (check or paper, and why).

    `before`: how many of the papers an audit that was cut off had done, and this one left as they are.
    """

    papers: tuple[str, ...]
    checks: tuple[str, ...]
    broken: tuple[str, ...]
    before: int = 0


def expand_inputs(paths: Sequence[str], stdin: bytes | None = None) -> tuple[list[InputFile], Path | None]:
    """The files that a call names; what came by standard input lies in a temporary file, to be removed after."""
    held: Path | None = None
    if stdin is not None:
        descriptor, name = tempfile.mkstemp(prefix="extract-stdin-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(stdin)
        held = Path(name)
    return expand(list(paths), held), held


def fetch_inputs(settings: "Settings", names: Sequence[str], folder: Path) -> list[InputFile]:
    """Files for papers named by DOI, PMC or PubMed number: their open full text, laid down in a folder."""
    from extract.pipeline import online

    return online.fetch_inputs(settings, names, folder)


def ingest(settings: "Settings", files: Sequence[InputFile], *, watch: Watch = lambda inputs: None) -> list[Input]:
    """Reads, annotates and stores; what became of each file, in order. Nothing here raises for one bad input.

    Where there is no database yet nothing is known, and the processes start while it is being made. A single light
    file (`is_light`) is read in this process, under the same limits.
    """
    _read_own_terms(settings)
    hashes = recipe(settings.vocabulary)
    if settings.ocr:
        _require_tesseract()
        hashes = {**hashes, "reading": f"{hashes['reading']}+ocr"}
    code = Known(hashes["reading"], hashes["annotation"])
    task = MakePaper(
        db=settings.db, code=code, max_bytes=settings.max_bytes, vocabulary=settings.vocabulary, ocr=settings.ocr
    )
    limits = limits_of(settings)
    workers = jobs(settings, len(files), FEW_FILES)
    early = settings.cluster is None and not settings.db.exists()
    here = settings.cluster is None and not settings.jobs and len(files) == 1 and may_work_here() and is_light(files[0])
    if early:
        task = replace(task, db=None)
    with ExitStack() as stack:
        if here:
            ingesting.forget_connections()
            results = in_this_process(task, files, limits)
        elif early:
            results = stack.enter_context(in_order(task, files, jobs=workers, limits=limits))
        database = stack.enter_context(open_database(settings.db))
        run = stack.enter_context(_run(database, "ingest", settings, hashes))
        if settings.cluster is not None:
            results = in_cluster(
                replace(task, db=None),
                files,
                address=settings.cluster,
                limits=limits,
                held=partial(task.held, database),
            )
        elif not (early or here):
            results = stack.enter_context(in_order(task, files, jobs=workers, limits=limits))
        inputs = write_all(database, run.number, results, code=code, corpus=settings.corpus, watch=watch)
        if any(is_incomplete(taken) for taken in inputs):
            run.status = "partial"
    return inputs


def _require_tesseract() -> None:
    if shutil.which("tesseract") is None:
        raise UsageError("--ocr needs the program tesseract (Debian: tesseract-ocr): install it, or leave --ocr out")


def audit(
    settings: "Settings",
    documents: Sequence[str],
    *,
    only: tuple[str, ...] = (),
    skip: tuple[str, ...] = (),
    watch: Callable[[str], None] = lambda name: None,
) -> Audited:
    """Runs the chosen checks over the chosen papers and keeps what they say in place of what they had said."""
    from extract.audit import choose_checks

    _read_own_terms(settings)
    checks = choose_checks(only, skip, experimental=settings.experimental)
    names = [check.NAME for check in checks]
    task = AuditPaper(
        db=settings.db, only=only, skip=skip, vocabulary=settings.vocabulary, experimental=settings.experimental
    )
    broken: list[str] = []
    with open_database(settings.db) as database, _run(database, "audit", settings, recipe(settings.vocabulary)) as run:
        with database.atomic():
            save_checks(database, cards(checks))
        before = audited_before(database, run.number, names).intersection(documents)
        with _worked(settings, task, [document for document in documents if document not in before]) as results:
            for done in results:
                if done.result is None:
                    broken.append(f"{done.item}: {done.error!s}")
                else:
                    with database.atomic():
                        save_audit(database, run.number, done.result, names)
                    rows = (row for row in done.result.coverage if row["error"])
                    broken.extend(f"{done.item}: {row['check_name']} broke: {row['error']}" for row in rows)
                watch(done.item)
        if broken:
            run.status = "partial"
    return Audited(tuple(documents), tuple(names), tuple(broken), len(before))


def resolve(
    settings: "Settings",
    documents: Sequence[str],
    *,
    refresh: bool = False,
    watch: Callable[[str], None] = lambda name: None,
) -> Resolved:
    """Looks up every reference of the chosen papers in the library, which the stored papers are part of.

    Only where the settings are not offline, live services are asked too, and what they know joins the library.
    """
    from extract.pipeline import online

    counts: Counter[str] = Counter()
    broken: list[str] = []
    with (
        open_database(settings.db) as database,
        _run(database, "resolve", settings, recipe(settings.vocabulary)) as run,
    ):
        with database.atomic():
            save_works(database.connection, document_works(database))
        with _worked(settings, ResolvePaper(settings.db), documents) as results:
            for done in results:
                if done.result is None:
                    broken.append(f"{done.item}: {done.error!s}")
                else:
                    counts.update(statuses(done.result))
                    with database.atomic():
                        save_matches(database, run.number, done.item, done.result)
                watch(done.item)
        unasked: dict[str, str] = {}
        if not settings.offline and not is_installed("online"):
            unasked = {"live services": f"the extra [online] is missing: {how_to_install('online')}"}
        elif not settings.offline:
            asked = online.resolve_online(
                database, online.client_of(database, settings, refresh=refresh), run.number, documents
            )
            counts, unasked = Counter(asked.statuses), asked.unasked
        if broken or unasked:
            run.status = "partial"
    return Resolved(tuple(counts.most_common()), tuple(broken), tuple(sorted(unasked.items())))


def _read_own_terms(settings: "Settings") -> None:
    """Raises UsageError once, not for every paper, where the user's terms cannot be read."""
    if settings.vocabulary is not None:
        load_vocabulary(settings.vocabulary)


def merge(settings: "Settings", others: Sequence[Path], *, trusted: bool = False) -> Iterator[tuple[Path, Merged]]:
    """Copies what other databases hold and this one lacks; one after the other. Their reviews count where `trusted`."""
    with open_database(settings.db) as database, _run(database, "merge", settings, recipe(settings.vocabulary)) as run:
        for path in others:
            with open_read_only(path) as other:
                yield path, merge_databases(database, other, run.number, trusted=trusted)


@contextmanager
def _worked(settings: "Settings", task: Task[str, R], documents: Sequence[str]) -> Iterator[Iterator[Done[str, R]]]:
    """A task on stored papers: here for a few, in processes for many; the limits hold in both."""
    limits = limits_of(settings)
    if len(documents) <= FEW_PAPERS and not settings.jobs:
        stored.forget_connections()
        yield in_this_process(task, documents, limits)
    else:
        with in_order(task, documents, jobs=jobs(settings, len(documents), FEW_PAPERS), limits=limits) as results:
            yield results


def limits_of(settings: "Settings") -> Limits:
    """What one paper may cost."""
    return Limits(seconds=settings.time_limit, megabytes=settings.memory_limit)


def jobs(settings: "Settings", items: int, few: int) -> int:
    """How many processes: as told, else one for a few items and at most four, one a core, for many."""
    if settings.jobs:
        return settings.jobs
    return 1 if items < few else min(4, os.cpu_count() or 1)


@dataclass(slots=True)
class _Run:
    number: int
    status: Status = "ok"


@contextmanager
def _run(database: Database, command: str, settings: "Settings", hashes: dict[str, str]) -> Iterator[_Run]:
    """A row in `runs` that says how it ended."""
    number = begin_run(
        database,
        command=command,
        version=__version__,
        recipe=json.dumps(hashes),
        settings=settings.as_json(),
    )
    run = _Run(number)
    try:
        yield run
    except KeyboardInterrupt:
        end_run(database, number, "interrupted")
        raise
    except ExtractError:
        end_run(database, number, "failed")
        raise
    end_run(database, number, run.status)
