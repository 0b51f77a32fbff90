"""What all tests share: optional data, marked texts, the command line, a network that is shut."""

import os
import re
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extract.cli import extract
from extract.model import Span

ROOT = Path(__file__).resolve().parent.parent
MARK = re.compile(r"«(?:([a-z_]+):)?([^»]*)»")


def shared(name: str = "") -> Path:
    """A file or folder of the optional data beside the project; skips the test where it is absent."""
    folder = Path(os.environ.get("EXTRACT_SHARED") or ROOT.parent / "shared")
    path = folder / name
    if not path.exists():
        pytest.skip(f"optional data is absent: {path} (set EXTRACT_SHARED)")
    return path


def marked(text: str) -> tuple[str, list[tuple[str, Span]]]:
    """A text without its marks, and the marked places: `fell «marker:[3,4]»` marks "[3,4]" as "marker"."""
    plain, spans, at = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        spans.append((mark[1] or "", Span(len(plain), len(plain) + len(mark[2]))))
        plain += mark[2]
        at = mark.end()
    return plain + text[at:], spans


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regold", action="store_true", help="write generated files anew in place of comparing them")


@pytest.fixture
def regold(request: pytest.FixtureRequest) -> bool:
    """Whether generated files are to be written anew."""
    return bool(request.config.getoption("--regold"))


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Result]]:
    """Runs `extract` in this process with a database of its own; exit codes as the console command gives them.

    Without --jobs its workers' tasks run here too, which saves their start.
    """
    from extract import pipeline
    from extract.errors import ExtractError, UsageError
    from extract.pipeline import ingesting, workers

    def here(
        task: Callable[[Any], Any], items: Iterable[Any], **_: object
    ) -> AbstractContextManager[Iterator[workers.Done[Any, Any]]]:
        return nullcontext(workers.in_this_process(task, items))

    def run(*args: object, input: str | bytes | None = None) -> Result:
        words = [str(arg) for arg in args]
        if "--db" not in words and not {"--help", "schema"} & set(words):
            words += ["--db", str(tmp_path / "test.db")]
        with monkeypatch.context() as patch:
            if "--jobs" not in words:
                patch.setattr(pipeline, "in_order", here)
            result = CliRunner().invoke(extract, words, input=input)
        if isinstance(result.exception, ExtractError):
            result.exit_code = 2 if isinstance(result.exception, UsageError) else 3
        elif result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    yield run
    ingesting.reading_connection.cache_clear()


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the user's file nor the environment decides a test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in [name for name in os.environ if name.startswith("EXTRACT_") and name != "EXTRACT_SHARED"]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only this machine answers."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"the network is shut in tests: {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
