"""All benchmarks by one command; each result is kept as soon as it is there, so that a run can be gone on with.

    python -m benchmarks                  the quick mode: minutes
    python -m benchmarks --full           all data
    python -m benchmarks --full --resume  what has no result of this code and mode yet
    python -m benchmarks NAME...          some of them by name (`accuracy` and `beside` mean all of their kind)
    python -m benchmarks --list           their names
    python -m benchmarks page             only writes the pages from the results that are there

Results go to benchmarks/results/NAME.json, with date, machine, load and commit, and from there into docs/benchmarks.md
and docs/accuracy.md. Peers that are missing are named and left out (benchmarks/peers/requirements.txt).
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from functools import partial

from benchmarks.accuracy import SCORERS, SMALL, score
from benchmarks.machine import ROOT, commit
from benchmarks.page import write_pages
from benchmarks.shared import BENCH

RESULTS = ROOT / "benchmarks" / "results"
Measure = Callable[[bool], dict[str, object]]


def _beside(name: str, full: bool) -> dict[str, object]:
    from importlib import import_module

    measure: Measure = getattr(import_module(f"benchmarks.{name}"), name)
    return measure(full)


def _accuracy(name: str, full: bool) -> dict[str, object]:
    return score(name)


ALL: dict[str, Measure] = {
    **{name: partial(_beside, name) for name in ("speed", "starts", "beside_pdf", "beside_jats", "beside_strings")},
    **{name: partial(_beside, name) for name in ("beside_statcheck", "growth", "invariants", "findings_read")},
    **{f"accuracy-{name}": partial(_accuracy, name) for name in SCORERS},
}
NEED_NOTHING = ("growth",)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--full", action="store_true", help="all data, not a sample")
    parser.add_argument("--resume", action="store_true", help="leave out what this code and mode has measured already")
    parser.add_argument("--list", action="store_true", help="print the names and end")
    options = parser.parse_args()
    if options.list:
        print("\n".join(ALL))
        return
    for name in chosen(options.names, options.full):
        if options.resume and is_done(name, options.full):
            print(f"{name}: measured already")
        else:
            measure(name, options.full)
    write_pages()


def chosen(names: list[str], full: bool) -> list[str]:
    """The benchmarks meant by names and beginnings of names; all (in the quick mode the small ones) where none is."""
    known = [name for name in ALL if full or names or name.removeprefix("accuracy-") in (*SMALL, *ALL)]
    wanted = [name for name in known if not names or any(name == each or name.startswith(each) for each in names)]
    unknown = [each for each in names if each != "page" and not any(name.startswith(each) for name in ALL)]
    if unknown:
        sys.exit(f"no benchmark is called {unknown[0]}: python -m benchmarks --list")
    if not BENCH.is_dir():
        print(f"optional data is absent: {BENCH} (set EXTRACT_SHARED)")
        return [name for name in wanted if name in NEED_NOTHING]
    return wanted


def is_done(name: str, full: bool) -> bool:
    """Whether this commit has a result in this mode (a full one serves for the quick mode too)."""
    path = RESULTS / f"{name}.json"
    if not path.is_file():
        return False
    told = json.loads(path.read_text(encoding="utf-8"))
    return told.get("commit") == commit() and told.get("mode") in ("full", "full" if full else "quick")


def measure(name: str, full: bool) -> None:
    """Runs one and keeps its result."""
    print(f"{name} ...", flush=True)
    begin = time.monotonic()
    told = {"mode": "full" if full or name.startswith("accuracy") else "quick", **ALL[name](full)}
    told["took_seconds"] = round(time.monotonic() - begin, 1)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{name}: {told['took_seconds']} s", flush=True)


if __name__ == "__main__":
    main()
