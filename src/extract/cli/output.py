"""Where data and messages go: data to standard output or a file, messages and progress to standard error."""

import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, cast

import click

from extract.errors import OutputError
from extract.outputs import output_file


def say(message: str, *, quiet: bool = False) -> None:
    """A message for the user, on standard error: one line, whatever names and words of papers stand in it."""
    if not quiet:
        click.echo(shown(message), err=True)


def shown(text: str, *, lines: bool = False) -> str:
    """A text as a terminal may show it: what would steer it, or turn letters round, is written as its code.

    >>> print(shown("a" + chr(27) + "[2J" + chr(10) + "b"))
    a\\x1b[2J\\x0ab
    """
    return text if text.isprintable() else text.translate(STEERING_LINES if lines else STEERING)


STEERING = {
    code: f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    for code in (*range(32), *range(127, 160), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
}
"""Controls and marks of direction (ECMA-48, Unicode annex 9) -> how they are written out."""

STEERING_LINES = {code: written for code, written in STEERING.items() if chr(code) not in "\t\n\r"}


class _Terminal(io.TextIOBase):
    """Standard output where it is a terminal: data are shown, not obeyed."""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        sys.stdout.write(shown(text, lines=True))
        return len(text)


@contextmanager
def writing(output: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that is put in place only when it is whole."""
    if output is None or str(output) == "-":
        try:
            yield cast(IO[str], _Terminal()) if sys.stdout.isatty() else sys.stdout
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
