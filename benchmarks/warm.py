"""Runs pytest again and again, each time in a fork of this process, in which the libraries are imported already.

Reads lines of JSON, the most seconds and the words for pytest, and answers each with the exit code and the first test
that failed; 1 and none for a run that takes too long. The package under test is imported in the fork alone, so that
each run sees it as it is on disk.
"""

import json
import os
import signal
import sys
import time
from contextlib import suppress
from importlib import import_module
from typing import Any

LIBRARIES = ("click", "jinja2", "lxml.etree", "pdfplumber", "pydantic", "pypdfium2", "rapidfuzz", "rich")
LIBRARIES += ("spacy", "sqlite_utils", "reportlab.platypus", "reportlab.pdfgen.canvas", "xlsxwriter", "PIL.Image")


class First:
    """Writes the first test that fails into a pipe."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            os.write(self.pipe, report.nodeid.encode() + b"\n")


def run(seconds: float, words: list[str]) -> tuple[int, str]:
    """The exit code of pytest in a fork, and the first test that failed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setsid()
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        import pytest

        os._exit(int(pytest.main(words, plugins=[First(writing)])))
    os.close(writing)
    until, code = time.monotonic() + seconds, 1
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            break
        time.sleep(0.02)
    else:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    os.set_blocking(reading, False)
    with suppress(BlockingIOError), open(reading, "rb") as pipe:
        return code, (pipe.read() or b"").decode().partition("\n")[0]
    return code, ""


def main() -> None:
    for name in ("pytest", "_pytest.assertion.rewrite", *LIBRARIES):
        import_module(name)
    for line in sys.stdin:
        seconds, words = json.loads(line)
        print(json.dumps(run(seconds, words)), flush=True)


if __name__ == "__main__":
    main()
