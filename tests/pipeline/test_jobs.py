"""The same rows whatever the number of processes, and whether papers came by one ingest or by merged shards."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from extract.store import LAYERS, layer_rows, open_read_only
from extract.store.upkeep import examine
from tests.conftest import shared
from tests.faults.disturbed import write_library, write_papers

Command = Callable[..., Result]
OF_THE_RUN = {"seconds", "run", "settings", "started_at", "finished_at"}


def exported(db: Path, *left_out: str) -> dict[str, list[dict[str, Any]]]:
    """Every layer as exported, without numbers, times and settings of runs."""
    with open_read_only(db) as database:
        assert examine(database).is_sound
        return {
            layer: [
                {name: value for name, value in row.items() if name not in OF_THE_RUN}
                for row in layer_rows(database, layer)
            ]
            for layer in LAYERS
            if layer not in left_out
        }


def made(command: Command, db: Path, folder: Path, records: Path, *words: object) -> Path:
    """A database of a folder: ingested, with a library, resolved and audited."""
    assert command("ingest", folder, "--db", db, *words).exit_code in (0, 3)
    assert command("library", "add", records, "--db", db).exit_code == 0
    assert command("resolve", "--offline", "--db", db, *words).exit_code == 0
    assert command("audit", "--db", db, *words).exit_code == 0
    return db


def test_one_two_and_eight_processes_give_the_same_exports(tmp_path: Path, command: Command) -> None:
    folder = write_papers(tmp_path / "papers", 2)
    (folder / "empty.txt").write_text(" ")
    told = []
    for jobs in (1, 2, 8):
        db = tmp_path / f"{jobs}.db"
        assert command("ingest", folder, "--db", db, "--jobs", jobs).exit_code == 3
        assert command("audit", "--db", db).exit_code == 0
        told.append(exported(db))
    assert told[0] == told[1] == told[2]
    assert len(told[0]["documents"]) == 2 and [row["code"] for row in told[0]["inputs"]].count("empty") == 1


@pytest.mark.slow
def test_one_two_and_eight_processes_at_every_stage(tmp_path: Path, command: Command) -> None:
    folder, records = write_papers(tmp_path / "papers", 24), write_library(tmp_path / "works.jsonl", 24)
    for article in sorted((shared("bench") / "articles").glob("*xml"))[:16]:
        (folder / article.name).write_bytes(article.read_bytes())
    first, *others = (
        exported(made(command, tmp_path / f"{jobs}.db", folder, records, "--jobs", jobs)) for jobs in (1, 2, 8)
    )
    assert first["findings"] and len(first["documents"]) == 40
    assert all(other == first for other in others)


def test_merged_shards_give_the_exports_of_one_ingest(tmp_path: Path, command: Command) -> None:
    folder = write_papers(tmp_path / "papers", 3)
    shards = []
    for n, paper in enumerate(sorted(folder.iterdir())):
        shards.append(tmp_path / f"shard-{n}.db")
        assert command("ingest", paper, "--db", shards[-1]).exit_code == 0
    whole, merged = tmp_path / "whole.db", tmp_path / "merged.db"
    assert command("ingest", folder, "--db", whole).exit_code == 0
    assert command("merge", *shards, "--db", merged).exit_code == 0
    for db in (whole, merged):
        assert command("resolve", "--offline", "--db", db).exit_code == 0
        assert command("audit", "--db", db).exit_code == 0
    assert exported(merged, "runs") == exported(whole, "runs")
    assert command("diff", whole, merged).output == "no difference\n"
