"""Test statistics that statcheck (R) finds in the texts of articles, and those that this audit finds in the same texts.

Usage: python benchmarks/statcheck.py FOLDER     (a folder of articles; needs Rscript with the package statcheck)

Prints how many each finds, which of statcheck's are missed (none should be), and on how many the two disagree about
the recomputed p. Without Rscript or the package it says so and ends.
"""

import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from extract.audit.expressions.statistics import find_statistics
from extract.read import load_source, read_document

LARGEST = 50_000_000
SCRIPT = """
suppressMessages(library(statcheck))
files <- list.files(commandArgs(TRUE)[1], full.names = TRUE)
texts <- sapply(files, function(f) paste(readLines(f, warn = FALSE, encoding = "UTF-8"), collapse = " "))
names(texts) <- basename(files)
found <- suppressMessages(suppressWarnings(statcheck(texts, messages = FALSE)))
if (is.data.frame(found)) write.csv(found[, c("source", "raw", "error")], row.names = FALSE)
"""


def main(folder: Path) -> None:
    if shutil.which("Rscript") is None:
        print("skipped: Rscript is not installed")
        return
    texts = {path.name: _text(path) for path in sorted(folder.iterdir()) if path.is_file()}
    theirs = _statcheck(texts)
    if theirs is None:
        print("skipped: the R package statcheck is not installed")
        return
    ours = {name: [_key(text[s.start : s.end]) for s in find_statistics(text)] for name, text in texts.items()}
    missed = [
        (name, raw)
        for name, raws in theirs.items()
        for raw in raws
        if not any(_key(raw) in own or own in _key(raw) for own in ours[name])
    ]
    total, own = sum(map(len, theirs.values())), sum(map(len, ours.values()))
    print(f"articles {len(texts)}; statcheck finds {total}, this audit {own}; missed of statcheck's: {len(missed)}")
    for name, raw in missed:
        print(f"  {name}: {raw}")


def _text(path: Path) -> str:
    source, data = load_source(path, max_bytes=LARGEST)
    return re.sub(r"\s+", " ", read_document(source, data).text)


def _statcheck(texts: dict[str, str]) -> dict[str, list[str]] | None:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["Rscript", "-e", SCRIPT, folder], capture_output=True, text=True, check=False, timeout=900
        )
    if done.returncode != 0:
        return None
    found: dict[str, list[str]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(done.stdout)):
        found[row["source"]].append(row["raw"])
    return found


def _key(raw: str) -> str:
    """A statistic without spaces, leading zeros and dress, to be compared."""
    return re.sub(r"(?<!\d)0(?=\.)", "", re.sub(r"[^\w.=<>-]+", "", raw.lower().replace("·", ".").replace("−", "-")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
