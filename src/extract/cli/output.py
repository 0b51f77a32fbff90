"""Where data and messages go: data to standard output or a file, messages and progress to standard error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO

import click

from extract.errors import UsageError


def say(message: str, *, quiet: bool = False) -> None:
    """A message for the user, on standard error."""
    if not quiet:
        click.echo(message, err=True)


@contextmanager
def writing(output: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that is put in place only when it is whole."""
    if output is None or str(output) == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    part = output.with_name(output.name + ".part")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(output)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


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
