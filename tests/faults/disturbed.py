"""Commands that are disturbed, made inputs for them, and what a database holds, to be compared."""

import json
import os
import resource
import signal
import sqlite3
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, TypeVar

from extract import pipeline
from extract.cli import main
from extract.model import Source
from extract.pipeline.workers import Done, Limits, Task, in_this_process

T = TypeVar("T")
R = TypeVar("R")
PAPER = """Trial {n}

Methods

We treated {n} patients [1]. The second sentence cites two more [1, 2]. Drug {n} was given to 40 of 80 patients (50%).

Results

Median survival was 1{n}.5 months (95% CI 9.1-19.9; p = 0.03). A trial of 2015 enrolled 120 patients [2].

References

1. Bray F, Laversanne M. Global cancer statistics {n} of the made countries. CA Cancer J Clin. 2024;74:229-63.
2. Sung H, Ferlay J. Another title of a made paper {n}. Lancet. 2019;3:22-3.
"""
OF_THE_RUN = {"run_id", "seconds"}
PASSING = {"runs", "inputs", "imports", "_sqlite_migrations", "sqlite_sequence", "sqlite_stat1"}
REVIEWS = "reviews"
"""In place of a command: a person's reviews in the served pages."""
OFFLINE = {"EXTRACT_OFFLINE": "1"}


def write_papers(folder: Path, count: int) -> Path:
    """Small made papers that cite works of the made library."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(PAPER.format(n=n))
    return folder


def write_library(path: Path, count: int) -> Path:
    """Records of the cited works, one a line."""
    with path.open("w") as file:
        for n in range(count):
            record = {
                "type": "article-journal",
                "title": f"Another title of a made paper {n}",
                "author": [{"family": "Sung", "given": "H"}, {"family": "Ferlay", "given": "J"}],
                "issued": {"date-parts": [[2019]]},
                "container-title": "Lancet",
                "volume": "3",
                "page": "22-3",
                "DOI": f"10.1000/made.{n}",
            }
            file.write(json.dumps(record) + "\n")
    return path


@dataclass(frozen=True)
class Command:
    """A command at work in a copy of this process, which has loaded everything, and what it says."""

    pid: int
    heard: IO[bytes]

    def kill(self) -> int:
        """Ended without warning; as `wait` tells it: minus the signal where the command was still at work."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()[0]

    def wait(self) -> tuple[int, str]:
        """Its exit code, or minus the signal that ended it, and what it said."""
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        with self.heard:
            self.heard.seek(0)
            return code, self.heard.read().decode()


def start(*args: object, largest_file: int | None = None) -> Command:
    """A command in a copy of this process.

    `largest_file`: bytes from which on the disk is full. Without --jobs its papers are read in the same process, which
    saves the start of workers, and the one writer can be killed at any step of its work.
    """
    load_everything()
    heard = tempfile.TemporaryFile()  # noqa: SIM115
    pid = os.fork()
    if pid:
        return Command(pid, heard)
    code: object = 70
    try:
        streams_of_a_command(heard.fileno())
        os.environ.update(OFFLINE)
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
        if "--jobs" not in args:
            pipeline.in_order = _in_this_process
        code = take_reviews(Path(str(args[-1]))) if args[0] == REVIEWS else called(args)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 70)


def streams_of_a_command(heard: int) -> None:
    """Nothing comes in, what goes out is lost, and what is said is heard, as plain streams and not pytest's."""
    silent = os.open(os.devnull, os.O_RDWR)
    for stream, place in enumerate((silent, silent, heard)):
        os.dup2(place, stream)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(stream, mode) for stream, mode in enumerate("rww"))
    warnings.simplefilter("ignore")


def run(*args: object, largest_file: int | None = None) -> tuple[int, str]:
    """The exit code of a command and what it said."""
    return start(*args, largest_file=largest_file).wait()


def called(args: tuple[object, ...]) -> object:
    """The command line, from its first line to its exit code."""
    sys.argv = ["extract", *map(str, args)]
    try:
        main()
    except SystemExit as end:
        return end.code
    return 0


def take_reviews(db: Path) -> int:
    """What the served pages write: each finding judged, every third taken back, as requests of a browser say it."""
    from extract.explore.served import Served

    with closing(sqlite3.connect(db)) as connection:
        findings = [row[0] for row in connection.execute("SELECT id FROM findings ORDER BY id")]
    served = Served(db, reviewer="A. Reader", uploads=db.parent)
    for number, finding in enumerate(findings * 3):
        decision = "undone" if number % 3 == 2 else "confirmed"
        served.take_review(json.dumps({"finding_id": finding, "decision": decision, "reason": "seen"}).encode())
    return 0


def _in_this_process(
    task: Task[T, R], items: Iterable[T], *, jobs: int, limits: Limits
) -> AbstractContextManager[Iterator[Done[T, R]]]:
    return nullcontext(in_this_process(task, items))


@cache
def load_everything() -> None:
    """What the commands import late, so that forked ones need not."""
    from extract.annotate import annotate
    from extract.audit import choose_checks
    from extract.read import read_document
    from extract.resolve.markers import link_markers
    from extract.vocabulary import load_vocabulary

    assert choose_checks((), ()) and link_markers
    source = Source(sha256="0" * 64, path="x.txt", format="text", size=len(PAPER))
    annotate(read_document(source, PAPER.encode()), load_vocabulary())


def contents(db: Path) -> dict[str, list[str]]:
    """All rows of all tables, but what belongs to single runs: their numbers, times and inputs."""
    with closing(sqlite3.connect(db)) as connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if row[0] not in PASSING and "_fts" not in row[0] and row[0] != "works_words"
        ]
        return {name: _rows(connection, name) for name in names}


def _rows(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = [
        row[1]
        for row in connection.execute(f"PRAGMA table_info({table})")
        if row[1] not in OF_THE_RUN and not row[1].endswith("_at")
    ]
    return sorted(repr(row) for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table}"))


def complaints(db: Path) -> list[str]:
    """What is unsound in a database; nothing, after any fault."""
    with closing(sqlite3.connect(db)) as connection:
        found = [f"integrity: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        views = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if "misquotes" in views:
            found += [f"misquote: {row}" for row in connection.execute("SELECT * FROM misquotes")]
        for index in ("sentences_fts", "works_fts"):
            if index in views:
                connection.execute(f"INSERT INTO {index}({index}) VALUES ('integrity-check')")
        return found
