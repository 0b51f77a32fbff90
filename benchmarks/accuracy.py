"""Accuracy: every scorer of the optional data beside the project, as it prints its figures."""

import os
import subprocess
import sys
import tempfile
import time

from benchmarks.machine import ROOT, machine
from benchmarks.shared import BENCH

SCORERS = {
    "references": "score_references.py references/strings.jsonl",
    "markers": "score_markers.py markers",
    "matching": "score_matching.py matching/library.jsonl.gz matching/queries.jsonl",
    "swaps": "score_swaps.py swaps",
    "statistics": "score_stats.py statistics",
    "results": "score_results.py ../seeds ../gold/endpoints.jsonl ../gold/tables.jsonl",
    "citations": "score_citations.py ../seeds ../gold/citations_000.jsonl ../gold/citations_002.jsonl",
    "consistency": "score_consistency.py ../seeds ../gold/consistency.jsonl ../gold/consistency_ok.jsonl",
    "bindings": "score_bindings.py bindings",
    "trials": "score_trials.py trials/articles trials/questions.jsonl",
    "evidence": "score_evidence.py evidence",
    "reviews": "score_reviews.py reviews",
    "html": "score_html.py html",
    "read": "score_read.py read",
    "pdf": "score_pdf.py pdf",
    "claims": "score_claims.py claims",
    "verify": "score_verify.py verify",
}
SMALL = ("references", "results", "citations", "consistency", "trials", "verify")
"""Those that take a few seconds each: the quick mode."""


def score(name: str) -> dict[str, object]:
    """What one scorer prints, with the time that it took."""
    with tempfile.TemporaryDirectory() as work:
        command = f"{sys.executable} -m extract"
        environment = {**os.environ, "EXTRACT": command, "WORK": work, "PYTHONPATH": str(ROOT / "src")}
        before, begin = sum(os.times()[2:4]), time.monotonic()
        done = subprocess.run(
            [sys.executable, *SCORERS[name].split()],
            cwd=BENCH,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    cpu, wall = sum(os.times()[2:4]) - before, time.monotonic() - begin
    lines = done.stdout.rstrip().splitlines() or done.stderr.rstrip().splitlines()[-1:]
    return {
        **machine(),
        "exit": done.returncode,
        "cpu_seconds": round(cpu, 1),
        "wall_seconds": round(wall, 1),
        "lines": lines,
    }
