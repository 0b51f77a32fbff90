"""Time and memory against size, each point in a process of its own; the exponent is the slope on a log-log plot.

python -m benchmarks.growth AXIS SIZE     one point, as JSON (what the curves are put together of)
"""

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

from benchmarks.machine import ROOT, machine
from benchmarks.made import DOCUMENTS, papers
from benchmarks.measure import extract, ingested

QUICK, FULL = 4, 6
STEEP = 1.2
LEAST_SECONDS = 0.02
CURVES, PICTURES = ROOT / "benchmarks" / "curves", ROOT / "docs" / "curves"


@dataclass(frozen=True, slots=True)
class Axis:
    """What grows, from where, and how a point is measured: seconds by stage, and megabytes."""

    name: str
    what: str
    smallest: int
    point: Callable[[int], dict[str, float]]

    def sizes(self, full: bool) -> list[int]:
        return [self.smallest * 2**step for step in range(FULL if full else QUICK)]


class EmptyLibrary:
    """A library that holds nothing, so that an audit is of the paper alone."""

    own_terms = None

    def paper(self, *_: object) -> None:
        return None

    held = match = work = registration = paper

    def document_ids(self, *_: object) -> tuple[()]:
        return ()

    answers = document_ids

    def citing(self, *_: object) -> Iterator[object]:
        return iter(())


def document_point(axis: str) -> Callable[[int], dict[str, float]]:
    """A made paper through all steps in this process; a small one goes before it, to load and compile."""
    name, make = DOCUMENTS[axis]

    def measured(size: int) -> dict[str, float]:
        _stages(name, make(2))
        data = make(size)
        before = _megabytes()
        return {**_stages(name, data), "megabytes": _megabytes() - before}

    return measured


def _stages(name: str, data: bytes) -> dict[str, float]:
    from extract.annotate import annotate
    from extract.audit import audit_paper
    from extract.read import load_source, read_document
    from extract.resolve.markers import link_markers
    from extract.store import explode_paper
    from extract.vocabulary import load_vocabulary

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        source, held = load_source(path, max_bytes=1 << 30)
    vocabulary = load_vocabulary()
    clock = _Clock()
    document = read_document(source, held)
    clock.stop("read")
    paper = annotate(document, vocabulary)
    paper = replace(paper, citations=link_markers(paper.markers, paper.references))
    clock.stop("annotate")
    explode_paper(paper)
    clock.stop("rows")
    audit_paper(paper, EmptyLibrary())  # type: ignore[arg-type]
    clock.stop("audit")
    return clock.told


def papers_point(size: int) -> dict[str, float]:
    """Ingest, resolve, audit and export of so many papers by the command, one job."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "papers.db"
        reading = ingested(papers(size, Path(folder)), db)
        resolving = extract("resolve", "--db", db, "--quiet")
        auditing = extract("audit", "--db", db, "--jobs", 1, "--quiet")
        exporting = extract("export", "results", "--db", db, "--format", "jsonl", "-o", Path(folder) / "results.jsonl")
        used = {"ingest": reading, "resolve": resolving, "audit": auditing, "export": exporting}
        large = max(one.megabytes for one in used.values())
        return {**{name: one.cpu for name, one in used.items()}, "megabytes": large, "file": db.stat().st_size / 1e6}


def library_point(size: int) -> dict[str, float]:
    """A library of so many records built, and 2,000 damaged strings matched against it."""
    from benchmarks.library_scale import STRINGS, measure

    begin = time.process_time()
    _, _, megabytes, rate, _, _ = measure(size)
    matching = STRINGS / rate
    return {"build": time.process_time() - begin - matching, "match 2,000": matching, "megabytes": megabytes}


AXES = (
    Axis("pages", "pages of a PDF", 4, document_point("pages")),
    Axis("references", "entries of a reference list", 50, document_point("references")),
    Axis("sentences", "sentences of one paragraph", 50, document_point("sentences")),
    Axis("citations", "citations of one sentence", 25, document_point("citations")),
    Axis("rows", "rows of one table", 50, document_point("rows")),
    Axis("papers", "papers in a database", 10, papers_point),
    Axis("library", "records of the library", 5_000, library_point),
)


class _Clock:
    def __init__(self) -> None:
        self.told: dict[str, float] = {}
        self._begin = time.process_time()

    def stop(self, stage: str) -> None:
        self.told[stage] = time.process_time() - self._begin
        self._begin = time.process_time()


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float | None:
    """The least-squares slope of log value on log size over the larger half of the points; None for times too small.

    >>> exponent([1, 2, 4, 8], [1.0, 2.0, 4.0, 8.0]), exponent([1, 2, 4], [1.0, 4.0, 16.0])
    (1.0, 2.0)
    """
    kept = [(log(size), log(value)) for size, value in zip(sizes, values, strict=True) if value > LEAST_SECONDS]
    kept = kept[-max(3, len(sizes) // 2 + 1) :]
    if len(kept) < 3:
        return None
    middle_x, middle_y = sum(x for x, _ in kept) / len(kept), sum(y for _, y in kept) / len(kept)
    above = sum((x - middle_x) * (y - middle_y) for x, y in kept)
    return round(above / sum((x - middle_x) ** 2 for x, _ in kept), 2)


def growth(full: bool) -> dict[str, object]:
    """All curves: a CSV and a picture for each in `curves/`, the exponents as the result."""
    from benchmarks.chart import draw_growth

    told: dict[str, object] = {}
    for axis in AXES:
        sizes = axis.sizes(full)
        points = [_in_a_process(axis.name, size) for size in sizes]
        _write(axis, sizes, points)
        draw_growth(axis.what, sizes, points, PICTURES / f"growth_{axis.name}.svg")
        stages = {stage: [point[stage] for point in points] for stage in points[0]}
        told[axis.name] = {
            "what": axis.what,
            "from": sizes[0],
            "to": sizes[-1],
            "seconds_at_largest": {
                name: round(told_[-1], 2) for name, told_ in stages.items() if name not in ("megabytes", "file")
            },
            "megabytes_at_largest": round(stages["megabytes"][-1], 1),
            "exponents": {name: exponent(sizes, values) for name, values in stages.items()},
        }
    return {**machine(), "axes": told}


def _in_a_process(axis: str, size: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.growth", axis, str(size)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    point: dict[str, float] = json.loads(done.stdout)
    print(f"  {axis} {size}: " + ", ".join(f"{name} {value:.2f}" for name, value in point.items()), flush=True)
    return point


def _write(axis: Axis, sizes: list[int], points: list[dict[str, float]]) -> None:
    with (CURVES / f"growth_{axis.name}.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([axis.name, *points[0]])
        table.writerows(
            [size, *(f"{value:.4g}" for value in point.values())] for size, point in zip(sizes, points, strict=True)
        )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    wanted = next(axis for axis in AXES if axis.name == sys.argv[1])
    print(json.dumps(wanted.point(int(sys.argv[2]))))
