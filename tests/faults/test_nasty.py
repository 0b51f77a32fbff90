"""Nasty files are read or refused, each by itself; nothing is fetched, run or written elsewhere."""

from pathlib import Path

import pytest

from tests.nasty import write_nasty_files

from .disturbed import complaints, contents, run

CLEAN = {"empty", "not_a_paper", "unsafe_xml", "bad_pdf", "bad_markup", "too_large", "truncated", "no_text_layer"}


def ingest_nasty_files(tmp_path: Path, size: int) -> None:
    from extract.store import layer_rows, open_read_only

    files = write_nasty_files(tmp_path / "nasty", size)
    before = set(tmp_path.rglob("*"))
    db = tmp_path / "t.db"
    limits = ("--jobs", 1, "--max-bytes", 20_000_000, "--time-limit", 200)
    code, said = run("ingest", tmp_path / "nasty", "--db", db, *limits)
    assert code == 3 and "Traceback" not in said
    with open_read_only(db) as database:
        told = list(layer_rows(database, "inputs"))
    assert len({row["path"] for row in told}) == len(files)
    unclean = {row["path"]: row["message"] for row in told if row["outcome"] == "failed" and row["code"] not in CLEAN}
    assert not unclean
    assert not complaints(db)
    assert not any("root:" in row for rows in contents(db).values() for row in rows)
    assert set(tmp_path.rglob("*")) - before == {db}


def test_nasty_files_are_read_or_refused_with_a_clean_error(tmp_path: Path) -> None:
    ingest_nasty_files(tmp_path, 1_000)


@pytest.mark.slow
def test_long_nasty_files_take_no_more_than_their_time(tmp_path: Path) -> None:
    ingest_nasty_files(tmp_path, 60_000)
