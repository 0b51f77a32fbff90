"""Memory of an ingest of many papers: workers and the one writer, with workers renewed and without.

    python benchmarks/memory.py [--papers 2000] [--jobs 2] [-o benchmarks/results/memory.json]

Papers are made from the optional data beside the project (EXTRACT_SHARED) by changed titles. Megabytes of resident
memory are read from /proc after each step (Linux only), and the highest that the system has seen of each process.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from machine import machine

SHARED = Path(os.environ.get("EXTRACT_SHARED") or Path(__file__).resolve().parents[2] / "shared")
TITLE = b"</article-title>"
STEPS = (250, 500, 1000, 1500, 2000)
RUN = (
    "import sys; from extract.pipeline import workers\n"
    "if sys.argv[1] == 'kept': workers.ITEMS_A_WORKER = 10**9\n"
    "from extract.cli import main; sys.argv = ['extract', *sys.argv[2:]]; main()"
)


@dataclass(slots=True)
class Watched:
    """What was seen of a run: megabytes at each step, and at most."""

    at: dict[int, dict[str, object]] = field(default_factory=dict)
    highest: dict[int, int] = field(default_factory=dict)


def make_papers(folder: Path, count: int) -> None:
    """The articles again and again, each time under another title."""
    sources = sorted((SHARED / "bench" / "articles").glob("*xml"))
    if not sources:
        sys.exit(f"optional data is absent: {SHARED} (set EXTRACT_SHARED)")
    for number in range(count):
        source = sources[number % len(sources)]
        round_ = number // len(sources)
        data = source.read_bytes().replace(TITLE, f", part {round_ + 1}".encode() + TITLE, 1)
        (folder / f"{number:05}-{source.name}").write_bytes(data)


def megabytes(pid: int, name: str) -> int:
    """A figure of a process in megabytes; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith(name)), 0)


def workers_of(pid: int) -> Iterator[int]:
    """Processes that a process has started for its work."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                yield int(child)


def watch(folder: Path, db: Path, renewal: str, jobs: int, steps: tuple[int, ...]) -> dict[str, object]:
    """One ingest, looked at after each paper's line."""
    words = ["ingest", str(folder), "--db", str(db), "--jobs", str(jobs), "--verbose"]
    before, begin = sum(os.times()[2:4]), time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", RUN, renewal, *words], stderr=subprocess.PIPE, text=True)
    seen, written, latest = Watched(), 0, list[int]()
    assert process.stderr is not None
    for line in process.stderr:
        if ": ingested in " not in line:
            continue
        written += 1
        if written % 10 == 0 or written in steps:
            pids = list(workers_of(process.pid))
            for pid in pids:
                seen.highest[pid] = max(seen.highest.get(pid, 0), megabytes(pid, "VmHWM"))
            latest = sorted(megabytes(pid, "VmRSS") for pid in pids) or latest
            if written in steps:
                seen.at[written] = {"workers": latest, "writer": megabytes(process.pid, "VmRSS")}
                print(renewal, written, seen.at[written], flush=True)
    process.wait()
    return {
        "papers": written,
        "megabytes_after": {str(count): figures for count, figures in seen.at.items()},
        "highest_of_a_worker": max(seen.highest.values()),
        "workers_started": len(seen.highest),
        "cpu_seconds": round(sum(os.times()[2:4]) - before, 1),
        "wall_seconds": round(time.monotonic() - begin, 1),
        "database_megabytes": round(db.stat().st_size / 1e6),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    steps = tuple(sorted({*(step for step in STEPS if step <= options.papers), options.papers}))
    told: dict[str, object] = {**machine(), "jobs": options.jobs}
    with tempfile.TemporaryDirectory() as folder:
        papers = Path(folder) / "papers"
        papers.mkdir()
        make_papers(papers, options.papers)
        for renewal in ("kept", "renewed"):
            told[f"workers {renewal}"] = watch(papers, Path(folder) / f"{renewal}.db", renewal, options.jobs, steps)
    print(json.dumps(told, indent=1))
    if options.output is not None:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
