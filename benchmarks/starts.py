"""What a first answer costs: processor seconds of whole calls, beside those of a Python that imports little."""

import sys
import tempfile
from collections.abc import Callable

from benchmarks.machine import machine
from benchmarks.measure import Used, extract, least, run
from benchmarks.shared import articles

TIMES = 5
BARE = "python -c 'import re, json, sqlite3'"
ABSTRACT = """Results: The response rate was 45/60 (75.0%) versus 30/60 (50.0%), odds ratio 3.0 (95% CI 1.4 to 6.5;
p = 0.005). Mean change differed, t(118) = 2.20, p = .03. The hazard ratio was 0.70 (95% CI 0.52-0.90, P < 0.001).
"""


def starts(full: bool) -> dict[str, object]:
    """Each call five times, in turn with the bare Python; the least counts, since others may use the machine.

    Bytecode is kept in a folder of its own: `first` is the call that compiles what it imports.
    """
    article = articles(1)[0].read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        kept = {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        calls: dict[str, tuple[float | None, Callable[[], Used]]] = {
            BARE: (None, lambda: run([sys.executable, "-c", "import re, json, sqlite3"], more=kept)),
            "extract --help": (0.1, lambda: extract("--help", more=kept)),
            "extract audit - --only 'stat_*', an abstract": (
                0.6,
                lambda: extract("audit", "-", "--only", "stat_*", given=ABSTRACT, more=kept),
            ),
            "extract audit -, a JATS article": (1.2, lambda: extract("audit", "-", given=article, more=kept)),
        }
        runs = [{name: call() for name, (_, call) in calls.items()} for _ in range(TIMES + 1)]
    failed = [used.said for calls_of_run in runs for used in calls_of_run.values() if used.exit != 0]
    if failed:
        raise RuntimeError(f"a call failed: {failed[0]}")
    bare = least([used[BARE] for used in runs]).cpu
    rows = {
        name: {
            **(best := least([used[name] for used in runs])).row(),
            "first": runs[0][name].cpu,
            "asked": asked,
            "ratio": round(best.cpu / bare, 1),
        }
        for name, (asked, _) in calls.items()
    }
    return {**machine(), "starts": rows}
