"""Accuracy tables: every scorer of the optional data beside the project, into docs/accuracy.md and results/*.json.

python benchmarks/accuracy.py [NAME ...]      # all, or some of: references markers matching ...
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import machine

ROOT = Path(__file__).resolve().parent.parent
BENCH = Path(os.environ.get("EXTRACT_SHARED") or ROOT.parent / "shared") / "bench"
SCORERS = {
    "references": "score_references.py references/strings.jsonl",
    "markers": "score_markers.py markers",
    "matching": "score_matching.py matching/library.jsonl.gz matching/queries.jsonl",
    "swaps": "score_swaps.py swaps",
    "statistics": "score_stats.py statistics",
    "results": "score_results.py ../seeds ../gold/endpoints.jsonl ../gold/tables.jsonl",
    "citations": "score_citations.py ../seeds ../gold/citations_000.jsonl ../gold/citations_002.jsonl",
    "consistency": "score_consistency.py ../seeds ../gold/consistency.jsonl ../gold/consistency_ok.jsonl",
    "trials": "score_trials.py trials/articles trials/questions.jsonl",
    "pdf": "score_pdf.py pdf",
    "claims": "score_claims.py claims",
    "verify": "score_verify.py verify",
}
RESULTS = ROOT / "benchmarks" / "results"
HEAD = """# Accuracy

Made by `python benchmarks/accuracy.py`; the same figures with date and machine lie in `benchmarks/results/`. The sets
were open while the rules were written: figures on papers that nobody has seen are lower.
"""


def score(name: str) -> dict[str, object]:
    """What one scorer prints, with the time that it took."""
    with tempfile.TemporaryDirectory() as work:
        command = f"{sys.executable} -m extract"
        environment = {**os.environ, "EXTRACT": command, "WORK": work, "PYTHONPATH": str(ROOT / "src")}
        before, begin = sum(os.times()[2:4]), time.monotonic()
        done = subprocess.run(
            [sys.executable, *SCORERS[name].split()], cwd=BENCH, env=environment, capture_output=True, text=True
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


def write_page() -> None:
    """All results so far as one page."""
    page = [HEAD]
    for name in SCORERS:
        path = RESULTS / f"accuracy-{name}.json"
        if path.is_file():
            told = json.loads(path.read_text())
            page.append(f"\n## {name}, {told['date']}\n\n```text\n" + "\n".join(told["lines"]) + "\n```\n")
    (ROOT / "docs" / "accuracy.md").write_text("".join(page))


def main() -> None:
    if not BENCH.is_dir():
        sys.exit(f"optional data is absent: {BENCH} (set EXTRACT_SHARED)")
    RESULTS.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or SCORERS:
        told = score(name)
        (RESULTS / f"accuracy-{name}.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
        print(f"{name}: {told['wall_seconds']} s", flush=True)
        write_page()


if __name__ == "__main__":
    main()
