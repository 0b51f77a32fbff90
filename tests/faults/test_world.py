"""Disks that are full, folders that cannot be written, databases in use, clocks that jump, two ingests at once."""

import itertools
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from extract.store import database as store_database
from extract.store import runs

from .disturbed import complaints, contents, run, start, write_library, write_papers


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_papers(tmp_path_factory.mktemp("papers"), 4)


@pytest.fixture(scope="module")
def sound(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("sound") / "sound.db"
    assert run("ingest", papers, "--db", db)[0] == 0
    return db


def test_a_full_disk_is_told_in_one_line_and_costs_nothing_that_was_saved(
    tmp_path: Path, papers: Path, sound: Path
) -> None:
    db = tmp_path / "t.db"
    code, said = run("ingest", papers, "--db", db, largest_file=480_000)
    assert code == 3 and "Traceback" not in said and str(db) in said
    assert not complaints(db)
    assert run("ingest", papers, "--db", db)[0] == 0
    assert contents(db) == contents(sound)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can be mounted by the superuser only")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.slow
def test_a_disk_that_fills_up_in_mid_run(small_disk: Path, tmp_path: Path) -> None:
    papers, db = write_papers(tmp_path / "papers", 40), small_disk / "t.db"
    code, said = run("ingest", papers, "--db", db)
    assert code == 3 and "Traceback" not in said and "no space left" in said
    assert not complaints(db)
    subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)
    assert run("ingest", papers, "--db", db)[0] == 0
    assert run("ingest", papers, "--db", tmp_path / "sound.db")[0] == 0
    assert contents(db) == contents(tmp_path / "sound.db")


@pytest.mark.parametrize("command", [("ingest", "papers"), ("library", "add", "works.jsonl")])
def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    write_papers(tmp_path / "papers", 1)
    write_library(tmp_path / "works.jsonl", 1)
    words = [tmp_path / word if (tmp_path / word).exists() else word for word in command]
    code, said = run(*words, "--db", "/proc/nowhere/t.db")
    assert code == 3 and "Traceback" not in said and "/proc/nowhere" in said


def test_two_ingests_at_once_store_each_paper_once(tmp_path: Path, papers: Path, sound: Path) -> None:
    db = tmp_path / "t.db"
    both = [start("ingest", papers, "--db", db) for _ in range(2)]
    told = [command.wait() for command in both]
    assert [code for code, _ in told] == [0, 0], told
    assert not complaints(db)
    assert contents(db) == contents(sound)


def test_a_reader_in_mid_transaction_stops_nobody(
    tmp_path: Path, papers: Path, sound: Path, command: Callable[..., Result]
) -> None:
    db = tmp_path / "t.db"
    assert command("ingest", papers / "000.txt", "--db", db).exit_code == 0
    with closing(sqlite3.connect(db, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM documents").fetchone() == (1,)
        assert command("ingest", papers, "--db", db).exit_code == 0
        assert reader.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert not complaints(db)
    assert contents(db) == contents(sound)


def test_another_writer_is_waited_for(tmp_path: Path, papers: Path, command: Callable[..., Result]) -> None:
    db = tmp_path / "t.db"
    assert command("ingest", papers / "000.txt", "--db", db).exit_code == 0
    with closing(sqlite3.connect(db, isolation_level=None, check_same_thread=False)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        end = threading.Timer(1.0, lambda: writer.execute("COMMIT"))
        end.start()
        assert command("ingest", papers / "001.txt", "--db", db).exit_code == 0
        end.join()
    assert len(contents(db)["documents"]) == 2


def test_a_database_held_for_too_long_is_told_in_one_line(
    tmp_path: Path, papers: Path, command: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "t.db"
    assert command("ingest", papers / "000.txt", "--db", db).exit_code == 0
    monkeypatch.setattr(store_database, "BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(db, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        held = command("ingest", papers / "001.txt", "--db", db)
    assert held.exit_code == 3 and "in use by another process" in str(held.exception)
    assert not complaints(db)


def test_clocks_that_jump_change_no_row(
    tmp_path: Path, papers: Path, sound: Path, command: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    jumps = itertools.cycle((timedelta(days=-9000), timedelta(days=4000), timedelta(hours=-3)))
    monkeypatch.setattr(runs, "now", lambda: (datetime.now(UTC) + next(jumps)).isoformat(timespec="seconds"))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    db = tmp_path / "t.db"
    assert command("ingest", papers, "--db", db).exit_code == 0
    assert not complaints(db)
    assert contents(db) == contents(sound)


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_a_table_that_does_not_fit_is_told_in_one_line(tmp_path: Path, sound: Path, name: str) -> None:
    call = ("export", "references", "-o", tmp_path / name, "--db", sound)
    code, said = run(*call, largest_file=700)
    assert code == 3 and said.count("\n") == 1 and "File too large" in said
    assert not list(tmp_path.iterdir())


def test_papers_cost_themselves_where_memory_is_short(tmp_path: Path, papers: Path) -> None:
    db = tmp_path / "t.db"
    code, said = run("ingest", papers, "--db", db, "--jobs", 1, "--memory-limit", 200)
    assert code == 3 and said.count("memory") >= 4 and not complaints(db)
    assert run("ingest", papers, "--db", db)[0] == 0


def test_the_order_of_inputs_does_not_matter_and_a_second_ingest_changes_nothing(
    tmp_path: Path, papers: Path, sound: Path
) -> None:
    db, files = tmp_path / "t.db", sorted(papers.iterdir(), reverse=True)
    assert run("ingest", *files[1:], *files[:2], "--db", db, "--jobs", 2)[0] == 0
    assert without_places(contents(db)) == without_places(contents(sound))
    before = contents(db)
    assert run("ingest", *files, "--db", db)[0] == 0
    assert contents(db) == before and not complaints(db)


def without_places(held: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same without the numbers under which the search index knows the sentences, which count as they come."""
    return held | {"sentences": sorted(row.partition(", ")[2] for row in held["sentences"])}
