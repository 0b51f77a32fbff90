"""Attacks that were tried from outside, each as a test of its kind (docs/robustness.md lists them)."""

import fcntl
import json
import os
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from extract.outputs import output_file
from extract.pipeline import workers
from extract.services.http import same_service
from extract.store import open_database

Run = Callable[..., Result]
PAPER = "Radiotherapy\n\nResults\n\nResponse was seen in 12/54 (32.2%) of patients after three months.\n"


def started(*words: object, **named: object) -> "subprocess.Popen[str]":
    call = [sys.executable, "-c", "from extract.cli import main; main()", *map(str, words)]
    return subprocess.Popen(call, text=True, stderr=subprocess.PIPE, **named)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def stored(command: Run, tmp_path: Path) -> Path:
    (tmp_path / "paper.txt").write_text(PAPER)
    assert command("run", tmp_path / "paper.txt", "--no-images").exit_code == 0
    return tmp_path / "test.db"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_a_run_in_one_line_and_leaves_nothing_behind(tmp_path: Path, number: int) -> None:
    reader, writer = os.pipe()
    named = {"stdin": reader, "env": {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)}}
    process = started("audit", "-", "-o", tmp_path / "out.txt", **named)
    os.write(writer, b"a word")
    while struct.unpack("i", fcntl.ioctl(reader, termios.FIONREAD, bytes(4)))[0]:
        time.sleep(0.05)
    process.send_signal(number)
    _, told = process.communicate(timeout=30)
    os.close(reader)
    os.close(writer)
    assert process.returncode == 130 and told.count("\n") == 1, told
    assert sorted(path.name for path in tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("verify", "/dev/zero"), ("match", "/dev/zero"), ("parse-references", "/dev/zero")])
def test_a_line_without_end_is_told(stored: Path, words: tuple[str, ...]) -> None:
    _, told = (process := started(*words, "--db", stored, stdout=subprocess.DEVNULL)).communicate(timeout=60)
    assert process.returncode == 2 and "a line of more than 1,000,000 characters" in told


def test_a_file_of_records_or_terms_is_an_ordinary_one(command: Run, stored: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert command("library", "add", tmp_path / "fifo").exit_code == 3
    for path in (tmp_path / "fifo", "/dev/zero"):
        assert command("audit", "--vocabulary", path).exit_code == 2


def test_an_output_replaces_no_database_no_link_and_no_fifo(command: Run, stored: Path, tmp_path: Path) -> None:
    before = stored.read_bytes()
    for path in (stored, stored.with_name("link.db")):
        if path != stored:
            path.symlink_to(stored)
        assert command("export", "documents", "-o", path).exit_code == 2
    assert stored.read_bytes()[:100] == before[:100] and (tmp_path / "link.db").is_symlink()
    (tmp_path / "meant.csv").write_text("old")
    (tmp_path / "meant.csv").chmod(0o600)
    (tmp_path / "link.csv").symlink_to(tmp_path / "meant.csv")
    assert command("export", "documents", "-o", tmp_path / "link.csv").exit_code == 0
    assert (tmp_path / "link.csv").is_symlink() and "paper.txt" in (tmp_path / "meant.csv").read_text()
    assert (tmp_path / "meant.csv").stat().st_mode & 0o777 == 0o600
    os.mkfifo(tmp_path / "fifo")
    reading = os.open(tmp_path / "fifo", os.O_RDONLY | os.O_NONBLOCK)
    assert command("export", "reviews", "--format", "json", "-o", tmp_path / "fifo").exit_code == 0
    assert os.read(reading, 100) == b"[]\n"
    os.close(reading)


def test_two_writers_and_a_planted_link_put_no_half_file_in_place(tmp_path: Path) -> None:
    victim, target = tmp_path / "victim", tmp_path / "o.csv"
    victim.write_text("mine")
    (tmp_path / "o.csv.part").symlink_to(victim)
    with output_file(target) as one, output_file(target) as other:
        one.write("a" * 100_000)
        other.write("b" * 100_000)
    assert victim.read_text() == "mine" and set(target.read_text()) in ({"a"}, {"b"})
    with pytest.raises(RuntimeError), output_file(target) as file:
        file.write("half")
        raise RuntimeError
    assert len(target.read_text()) == 100_000 and sorted(p.name for p in tmp_path.iterdir()) == [
        "o.csv",
        "o.csv.part",
        "victim",
    ]


@pytest.mark.parametrize("place", ["/dev/zero", "fifo"])
def test_a_path_in_a_database_is_read_no_further_than_the_paper_was(
    command: Run, stored: Path, tmp_path: Path, place: str
) -> None:
    os.mkfifo(tmp_path / "fifo")
    from extract.errors import UsageError
    from extract.pipeline.pictures import source_bytes

    with open_database(stored) as database:
        name = next(database.rows("SELECT id FROM documents"))["id"]
        database.execute("UPDATE documents SET path = ?", (str(tmp_path / place),))
        with pytest.raises(UsageError, match="cannot be read"):
            source_bytes(database, name)


def packed_zeros(mebibytes: int) -> bytes:
    """Zeros packed with zlib: one mebibyte is packed, and its block, which looks back to none before, repeated."""
    packer = zlib.compressobj(9)
    first = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = ((mebibytes << 20) % 65521 << 16) | 1  # Adler-32 of zeros, RFC 1950
    return first + again * (mebibytes - 1) + packer.flush()[:-4] + checksum.to_bytes(4)


def test_packed_zeros_unpack_to_zeros() -> None:
    assert zlib.decompress(packed_zeros(3)) == bytes(3 << 20)


@pytest.mark.parametrize("blob", [packed_zeros(300), zlib.compress(b"[" * 200_000), b"no zlib", b""])
def test_packed_bytes_of_a_stranger_are_told_as_damaged(command: Run, stored: Path, blob: bytes) -> None:
    connection = sqlite3.connect(stored)
    connection.execute("UPDATE papers SET layers = ?", (blob,))
    connection.commit()
    connection.close()
    told = command("report", "--no-images")
    assert told.exit_code == 3


def test_json_nested_without_end_in_a_row_is_told_as_damaged(command: Run, stored: Path) -> None:
    connection = sqlite3.connect(stored)
    connection.execute("UPDATE sections SET pieces = ?", ("[" * 200_000,))
    connection.commit()
    connection.close()
    told = command("export", "sections")
    assert told.exit_code == 3 and "damaged" in str(told.exception)


def test_a_value_that_no_version_wrote_is_told_with_its_row(command: Run, stored: Path) -> None:
    connection = sqlite3.connect(stored)
    connection.execute("UPDATE documents SET format = 'odd'")
    connection.commit()
    connection.close()
    told = command("export", "metafor")
    assert told.exit_code == 3 and "damaged" in str(told.exception) and "of documents" in str(told.exception)


def test_a_link_out_of_the_folder_is_told(command: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text(PAPER)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "in.txt").write_text(PAPER + "More.")
    (tmp_path / "folder" / "out.txt").symlink_to(tmp_path / "elsewhere.txt")
    (tmp_path / "folder" / "same.txt").symlink_to(tmp_path / "folder" / "in.txt")
    told = command("ingest", tmp_path / "folder").stderr
    assert "out.txt: a link out of the folder" in told and "same.txt" not in told


def test_a_limit_above_that_of_the_system_is_lowered() -> None:
    assert workers.smaller_limit(1 << 40, 1 << 30) == 1 << 30 and workers.smaller_limit(5, -1) == 5


def test_limits_of_a_block_are_taken_back() -> None:
    import resource

    from extract.errors import TooHungry, TooSlow

    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(TooSlow), workers.bounded(workers.Limits(seconds=0.2, megabytes=100_000)):
        while True:
            pass
    with pytest.raises(TooHungry), workers.bounded(workers.Limits(seconds=60, megabytes=2048)):
        assert not bytearray(4 << 30)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_services_send_questions_to_their_own_hosts_only() -> None:
    assert same_service("api.crossref.org", "api.crossref.org") and same_service(
        "www.ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov"
    )
    for other in ("elsewhere.example", "169.254.169.254", "org", "localhost", "crossref.org.elsewhere.example"):
        assert not same_service("api.crossref.org", other)


def test_a_name_that_is_no_utf8_is_kept_in_the_run(command: Run, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER)
    strange = os.fsdecode(b"corpus \xff")
    assert command("ingest", tmp_path / "paper.txt", "--corpus", strange).exit_code == 0
    settings = json.loads(command("export", "runs").stdout.splitlines()[0])["settings"]
    assert settings["corpus"].startswith("corpus")
