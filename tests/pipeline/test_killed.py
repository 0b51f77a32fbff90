"""A process killed at any moment leaves a sound database, and a second run completes it to the same rows."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from extract.store import layer_rows, open_database, open_read_only
from extract.store.upkeep import examine

LAYERS = ("documents", "sentences", "references", "citations", "results", "claims")
PAPER = """Trial {n}

Methods

We treated {n} patients [1]. The second sentence cites two more [1, 2].

Results

Survival was 1{n}.5 months (95% CI 9.1-19.9; p = 0.03).

References

1. Bray F, Laversanne M. Global cancer statistics {n}. CA Cancer J Clin. 2024;74:229-63.
2. Sung H, Ferlay J. Another title of a paper. Lancet. 2019;3:22-3.
"""


def start(*args: object) -> "subprocess.Popen[bytes]":
    line = [sys.executable, "-m", "extract", *map(str, args)]
    return subprocess.Popen(line, stderr=subprocess.PIPE, stdout=subprocess.PIPE)


def run(*args: object) -> int:
    process = start(*args)
    process.communicate()
    return process.returncode


def rows(db: Path) -> dict[str, list[dict[str, object]]]:
    with open_read_only(db) as database:
        return {layer: list(layer_rows(database, layer)) for layer in LAYERS}


def stored_papers(db: Path) -> int:
    """How many papers a database holds; none while it is being made."""
    try:
        with closing(sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def kill_and_complete(tmp_path: Path, papers: int, kills: int, seed: int) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(papers):
        (folder / f"{n:03}.txt").write_text(PAPER.format(n=n))
    begin = time.monotonic()
    assert run("ingest", folder, "--db", tmp_path / "sound.db", "--jobs", 2) == 0
    whole = time.monotonic() - begin
    chance = random.Random(seed)
    for kill in range(kills):
        db = tmp_path / f"{kill}.db"
        process = start("ingest", folder, "--db", db, "--jobs", 2)
        time.sleep(chance.uniform(0.1, whole))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        with open_database(db) as database:
            health = examine(database)
        assert health.is_sound
        assert run("ingest", folder, "--db", db, "--jobs", 2) == 0
        assert rows(db) == rows(tmp_path / "sound.db")
        db.unlink()


def test_a_killed_ingest_leaves_a_sound_database_and_is_completed(tmp_path: Path) -> None:
    kill_and_complete(tmp_path, papers=6, kills=1, seed=1)


@pytest.mark.slow
def test_kills_of_a_parent_with_two_workers(tmp_path: Path) -> None:
    kill_and_complete(tmp_path, papers=20, kills=20, seed=2)


def test_an_interrupted_ingest_says_so_and_exits_with_130(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(600):
        (folder / f"{n:03}.txt").write_text(PAPER.format(n=n) * 5)
    process = start("ingest", folder, "--db", tmp_path / "t.db", "--jobs", 1)
    while not stored_papers(tmp_path / "t.db"):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130 and b"interrupted" in told
    with open_read_only(tmp_path / "t.db") as database:
        assert next(layer_rows(database, "runs"))["status"] == "interrupted"


@pytest.mark.slow
def test_two_ingests_at_once_leave_the_rows_of_one(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(10):
        (folder / f"{n:03}.txt").write_text(PAPER.format(n=n))
    both = [start("ingest", folder, "--db", tmp_path / "both.db", "--jobs", 1) for _ in range(2)]
    for process in both:
        process.communicate()
    assert [process.returncode for process in both] == [0, 0]
    assert run("ingest", folder, "--db", tmp_path / "one.db") == 0
    assert rows(tmp_path / "both.db") == rows(tmp_path / "one.db")
    with open_read_only(tmp_path / "both.db") as database:
        assert examine(database).is_sound
