"""What a program costs from its start to its end: processor seconds, the clock's, and memory, its children included."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

from benchmarks.machine import ROOT

MOST_SECONDS = 3000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """`megabytes` of the largest process; `exit` is its code; `said` the end of what it told on standard error."""

    cpu: float
    wall: float
    megabytes: int
    exit: int
    said: str = ""

    def row(self) -> dict[str, object]:
        return {name: value for name, value in asdict(self).items() if name not in ("said",)}


def run(
    words: Sequence[object],
    *,
    given: str | None = None,
    most: float = MOST_SECONDS,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Used:
    """Runs a program to its end (or kills it after so many seconds); its standard output is thrown away.

    `more` is added to its environment.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore", **more}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told, tempfile.TemporaryFile("w+", encoding="utf-8") as fed:
        fed.write(given or "")
        fed.seek(0)
        begin = time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in words], stdin=fed, stdout=subprocess.DEVNULL, stderr=told, env=environment
        )
        timer = threading.Timer(most, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begin
        told.seek(0)
        said = told.read()[-2000:]
    return Used(
        cpu=round(usage.ru_utime + usage.ru_stime, 3),
        wall=round(wall, 3),
        megabytes=round(usage.ru_maxrss / 1024),
        exit=process.returncode,
        said=said,
    )


def extract(*words: object, given: str | None = None, more: Mapping[str, str] = MappingProxyType({})) -> Used:
    """Our own command."""
    return run([sys.executable, "-m", "extract", *words], given=given, more=more)


def ingested(paths: Sequence[Path], db: Path, jobs: int = 1) -> Used:
    """Whole ingest into a database."""
    return extract("ingest", *paths, "--db", db, "--jobs", jobs, "--quiet")


def least(used: Sequence[Used]) -> Used:
    """The run that took the processor least."""
    return min(used, key=lambda one: one.cpu)
