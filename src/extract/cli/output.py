"""Where data and messages go: data to standard output or a file, messages and progress to standard error."""

import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO

import click

from extract.errors import OutputError
from extract.outputs import output_file


def say(message: str, *, quiet: bool = False) -> None:
    """A message for the user, on standard error."""
    if not quiet:
        click.echo(message, err=True)


@contextmanager
def writing(output: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that is put in place only when it is whole."""
    if output is None or str(output) == "-":
        try:
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"standard output cannot be written: {error.strerror or error}") from error
        return
    with output_file(output) as file:
        yield file


class _Closed(io.TextIOBase):
    """Standard output of a process that was started without one."""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        raise OutputError("standard output is closed: name a file with -o")


def ready_streams() -> None:
    """Streams that take every character, and that are there: a closed one refuses what is written, or gives nothing."""
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BytesIO())
    sys.stdout = sys.stdout or _Closed()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def leave_streams() -> None:
    """Flushes what can be flushed; what cannot is dropped, so that Python's own end says nothing more."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class Progress:
    """A bar with rate and remaining time on a terminal, nothing elsewhere."""

    def __init__(self, what: str, total: int, *, quiet: bool) -> None:
        self._bar = None
        if not quiet and total > 1 and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            words, rate = TextColumn("{task.description}"), TextColumn("{task.fields[rate]}")
            columns = (words, BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(what, total=total, rate="")
            self._begin, self._done = time.monotonic(), 0

    def __enter__(self) -> "Progress":
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self) -> None:
        if self._bar is not None:
            self._done += 1
            rate = f"{self._done / max(time.monotonic() - self._begin, 0.001):.1f}/s"
            self._bar.update(self._task, advance=1, rate=rate)
