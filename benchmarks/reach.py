"""Notes which tests a change could be felt in: `benchmarks.mutants` copies this beside the modules that it changes.

As a plugin of pytest it also notes how long each test takes. Processes that a test starts note for that test.
"""

import operator
import os
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOG = Path(__file__).with_suffix(".log")
ENOUGH = 40
"""So many tests of one folder that a change could be felt in are noted; others are felt in thousands."""
FORMS: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    "<": (operator.lt, operator.le),
    "<=": (operator.le, operator.lt),
    ">": (operator.gt, operator.ge),
    ">=": (operator.ge, operator.gt),
}
"""Each comparison beside the form that takes its edge in, or no longer does."""
noted: set[int] = set()
"""The changes that the running test has felt."""
counts: dict[str, Counter[int]] = defaultdict(Counter)
"""For each folder of tests, in how many of its tests each change was felt so far."""
files: dict[int, int] = {}
"""The log as this process has opened it, by process, so that a fork opens its own."""


def compared_(number: int, sign: str, left: Any, right: Any) -> Any:
    """What a comparison gives; noted where its changed form would give something else."""
    as_written, changed = FORMS[sign]
    result = as_written(left, right)
    if number not in noted and bool(changed(left, right)) != bool(result):
        entered_(number)
    return result


def arrived_(number: int, value: Any) -> Any:
    """A condition that would be turned to its opposite is evaluated."""
    if number not in noted:
        entered_(number)
    return value


def entered_(number: int) -> None:
    """A function that uses a changed number is entered."""
    if number not in noted:
        noted.add(number)
        test = os.environ.get("REACHED_BY", "")
        count = counts["/".join(test.split("/")[:2])]
        count[number] += 1
        if count[number] <= ENOUGH:
            _write("reached", number, test)


def pytest_runtest_logstart(nodeid: str) -> None:
    os.environ["REACHED_BY"] = nodeid
    noted.clear()


def pytest_runtest_logreport(report: Any) -> None:
    if not hasattr(report, "node"):  # which it has where a worker has noted it already
        _write("seconds", round(report.duration, 3), report.nodeid)


def _write(kind: str, value: float, test: str) -> None:
    process = os.getpid()
    if process not in files:
        files[process] = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(files[process], f"{kind}\t{value}\t{test}\n".encode())
