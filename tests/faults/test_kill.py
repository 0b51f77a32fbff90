"""kill -9 at any moment of any command: the database is sound, and the command run again completes it."""

import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from .disturbed import (
    REVIEWS,
    complaints,
    contents,
    run,
    start,
    write_library,
    write_papers,
)


@dataclass(frozen=True)
class Stage:
    """A command to be killed, the database before and after it, and how long it takes."""

    command: tuple[object, ...]
    before: Path | None
    after: Path
    seconds: float


Stages = dict[str, Stage]


def undisturbed(folder: Path, *, papers: int, works: int) -> Stages:
    """Ingest, import, resolve, audit, compact, reviews and merge of made papers, with the database kept after each."""
    commands: dict[str, tuple[object, ...]] = {
        "ingest": ("ingest", write_papers(folder / "papers", papers)),
        "library": ("library", "add", write_library(folder / "works.jsonl", works)),
        "resolve": ("resolve", "--offline"),
        "audit": ("audit",),
        "compact": ("compact",),
        "merge": ("merge", folder / "other.db"),
        REVIEWS: (REVIEWS,),
    }
    other = ("ingest", write_papers(folder / "others", 3 * papers), "--db", folder / "other.db")
    assert run(*other)[0] == 0
    before: Path | None = None
    stages: Stages = {}
    for name, command in commands.items():
        after = folder / f"{name}.db"
        if before is not None:
            shutil.copy(before, after)
        begin = time.monotonic()
        code, said = start(*command, "--db", after).wait()
        assert code == 0, said
        stages[name] = Stage(command, before, after, time.monotonic() - begin)
        assert not complaints(after)
        before = after
    return stages


def kill_and_complete(stage: Stage, folder: Path, *, kills: int, seed: int) -> int:
    """Killed at random moments, sound behind each, completed by the same command; how many were still at work."""
    expected, killed = contents(stage.after), 0
    chance = random.Random(seed)
    db = folder / "killed.db"
    for _ in range(kills):
        for name in folder.glob("killed.db*"):
            name.unlink()
        if stage.before is not None:
            shutil.copy(stage.before, db)
        command = start(*stage.command, "--db", db)
        time.sleep(chance.uniform(0.0, 1.0) * stage.seconds)
        killed += command.kill() == -signal.SIGKILL
        if db.exists():
            assert not complaints(db)
        assert start(*stage.command, "--db", db).wait()[0] == 0
        assert not complaints(db)
        assert contents(db) == expected
    return killed


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return undisturbed(tmp_path_factory.mktemp("few"), papers=3, works=400)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return undisturbed(tmp_path_factory.mktemp("many"), papers=8, works=4_000)


@pytest.mark.parametrize("name", ["library", "resolve", "audit", "merge"])
def test_a_killed_command_leaves_a_sound_database_and_is_completed(tmp_path: Path, few: Stages, name: str) -> None:
    kill_and_complete(few[name], tmp_path, kills=1, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ingest", "library", "resolve", "audit", "compact", "merge", REVIEWS])
def test_a_hundred_kills_at_random_moments(tmp_path: Path, many: Stages, name: str) -> None:
    killed = kill_and_complete(many[name], tmp_path, kills=100, seed=2)
    print(f"{name}: 100 kills, {killed} of them while it was at work")
    assert killed >= 50


def test_an_audit_that_was_cut_off_goes_on_where_it_was(tmp_path: Path, few: Stages) -> None:
    stage, db = few["audit"], tmp_path / "cut.db"
    assert stage.before is not None
    shutil.copy(stage.before, db)
    assert run(*stage.command, "--db", db)[0] == 0
    cut_off(db, keep=2)
    code, said = run(*stage.command, "--db", db)
    assert code == 0 and "2 of 3 papers had been done by the audit that was cut off" in said
    assert not complaints(db) and contents(db) == contents(stage.after)
    assert "cut off" not in run(*stage.command, "--db", db)[1]
    write_library(tmp_path / "more.jsonl", 2)
    for between in (("resolve", "--offline"), ("library", "add", tmp_path / "more.jsonl")):
        cut_off(db, keep=2)
        assert run(*between, "--db", db)[0] == 0
        assert "cut off" not in run(*stage.command, "--db", db)[1]


def cut_off(db: Path, *, keep: int) -> None:
    """As if the last audit had been killed when so many papers were done."""
    with closing(sqlite3.connect(db)) as connection, connection:
        (last,) = connection.execute("SELECT max(id) FROM runs").fetchone()
        connection.execute("UPDATE runs SET status = 'running', finished_at = NULL WHERE id = ?", (last,))
        papers = [row[0] for row in connection.execute("SELECT DISTINCT document_id FROM coverage ORDER BY 1")]
        for paper in papers[keep:]:
            for table in ("coverage", "findings", "verdicts", "corroborations", "recomputed"):
                connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (paper,))
            mine = "SELECT id FROM quotations WHERE owner_document_id = ?"
            connection.execute(f"DELETE FROM rests_on WHERE quotation_id IN ({mine})", (paper,))
            connection.execute("DELETE FROM quotations WHERE owner_document_id = ?", (paper,))
