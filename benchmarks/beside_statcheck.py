"""Test statistics that statcheck (R) finds in the texts of articles, and those that this audit finds in the same texts.

Needs Rscript with the package statcheck. What statcheck finds and we do not is listed; none should be.
"""

import csv
import re
import shutil
import subprocess
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.measure import Used, run
from benchmarks.shared import articles
from extract.audit.relations.statistics import find_statistics
from extract.read import load_source, read_document

LARGEST = 50_000_000
QUICK, FULL = 60, 300
SCRIPT = """
suppressMessages(library(statcheck))
files <- list.files(commandArgs(TRUE)[1], full.names = TRUE)
texts <- sapply(files, function(f) paste(readLines(f, warn = FALSE, encoding = "UTF-8"), collapse = " "))
names(texts) <- basename(files)
found <- suppressMessages(suppressWarnings(statcheck(texts, messages = FALSE)))
if (is.data.frame(found)) write.csv(found[, c("source", "raw")], commandArgs(TRUE)[2], row.names = FALSE)
"""


def beside_statcheck(full: bool) -> dict[str, object]:
    """How many each finds, in what time, and what we miss of theirs."""
    if shutil.which("Rscript") is None:
        return {**machine(), "left_out": "Rscript is not installed"}
    texts = {path.name: _text(path) for path in articles(FULL if full else QUICK)}
    begin = time.process_time()
    ours = {name: [_key(text[s.start : s.end]) for s in find_statistics(text)] for name, text in texts.items()}
    own_seconds = time.process_time() - begin
    theirs, used = _statcheck(texts)
    if theirs is None:
        return {**machine(), "left_out": "the R package statcheck is not installed"}
    missed = [
        f"{name}: {raw}"
        for name, raws in theirs.items()
        for raw in raws
        if not any(_key(raw) in own or own in _key(raw) for own in ours[name])
    ]
    tools = {
        "extract, its statistics alone": {"working": round(own_seconds, 2), "found": sum(map(len, ours.values()))},
        "statcheck": {
            "cpu": used.cpu,
            "megabytes": used.megabytes,
            "release": _release(),
            "found": sum(map(len, theirs.values())),
        },
    }
    return {**machine(), "files": len(texts), "tools": tools, "missed of statcheck's": missed}


def _text(path: Path) -> str:
    source, data = load_source(path, max_bytes=LARGEST)
    return re.sub(r"\s+", " ", read_document(source, data).text)


def _statcheck(texts: dict[str, str]) -> tuple[dict[str, list[str]] | None, Used]:
    with tempfile.TemporaryDirectory() as folder:
        inside, told = Path(folder) / "texts", Path(folder) / "found.csv"
        inside.mkdir()
        for name, text in texts.items():
            (inside / name).write_text(text, encoding="utf-8")
        used = run(["Rscript", "-e", SCRIPT, inside, told])
        if used.exit != 0:
            return None, used
        found: dict[str, list[str]] = defaultdict(list)
        if told.is_file():
            for row in csv.DictReader(told.read_text(encoding="utf-8").splitlines()):
                found[row["source"]].append(row["raw"])
        return found, used


def _release() -> str:
    words = ["Rscript", "-e", 'cat(as.character(packageVersion("statcheck")))']
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def _key(raw: str) -> str:
    """A statistic without spaces, leading zeros and dress, to be compared."""
    return re.sub(r"(?<!\d)0(?=\.)", "", re.sub(r"[^\w.=<>-]+", "", raw.lower().replace("·", ".").replace("−", "-")))
