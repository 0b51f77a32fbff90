"""What our own command reads from files: rows of a layer under the name of their file."""

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Used, extract, ingested, run

Row = dict[str, object]


def read_files(files: Sequence[Path], layers: Sequence[str]) -> tuple[Used, dict[str, dict[str, list[Row]]]]:
    """What whole ingest cost, and for each layer the rows by file."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "ours.db"
        used = ingested(files, db)
        return used, {layer: by_file(db, layer) for layer in layers}


def by_file(db: Path, layer: str) -> dict[str, list[Row]]:
    names = {row["id"]: Path(str(row["path"])).name for row in _rows(db, "documents")}
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(db, layer):
        grouped[names[row["document_id"]]].append(row)
    return grouped


def parse_references(path: Path) -> tuple[Used, list[Row]]:
    """What parsing a file of printed references cost, and the fields of each line."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "fields.jsonl"
        used = extract("parse-references", path, "--format", "jsonl", "-o", told)
        return used, [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]


def importing(module: str) -> float:
    """Processor seconds that Python takes to start and to import a module: what a process costs before its work."""
    return min(run([sys.executable, "-c", f"import {module}"]).cpu for _ in range(2))


def _rows(db: Path, layer: str) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "rows.jsonl"
        extract("export", layer, "--db", db, "--format", "jsonl", "-o", told)
        return [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
