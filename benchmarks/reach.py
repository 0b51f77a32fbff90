"""Notes which tests a change could be felt in: `benchmarks.mutants` copies this beside the modules that it changes.

As a plugin of pytest it also notes how long each test takes. Processes that a test starts note for that test.
"""

import operator
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOG = Path(__file__).with_suffix(".log")
FORMS: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    "<": (operator.lt, operator.le),
    "<=": (operator.le, operator.lt),
    ">": (operator.gt, operator.ge),
    ">=": (operator.ge, operator.gt),
    "==": (operator.eq, operator.ne),
    "!=": (operator.ne, operator.eq),
}
"""Each comparison beside its changed form."""
noted: set[int] = set()
"""The changes that the running test has felt."""


def compared_(number: int, sign: str, left: Any, right: Any) -> Any:
    """What a comparison gives; noted where its changed form would give something else."""
    as_written, changed = FORMS[sign]
    result = as_written(left, right)
    if number not in noted and bool(changed(left, right)) != bool(result):
        entered_(number)
    return result


def entered_(number: int) -> None:
    """A function that uses a changed number is entered."""
    if number not in noted:
        noted.add(number)
        _write("reached", number, os.environ.get("REACHED_BY", ""))


def pytest_runtest_logstart(nodeid: str) -> None:
    os.environ["REACHED_BY"] = nodeid
    noted.clear()


def pytest_runtest_logreport(report: Any) -> None:
    _write("seconds", round(report.duration, 3), report.nodeid)


def _write(kind: str, value: float, test: str) -> None:
    with LOG.open("a", encoding="utf-8") as file:
        file.write(f"{kind}\t{value}\t{test}\n")
