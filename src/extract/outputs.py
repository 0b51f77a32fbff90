"""Files that users asked for: whole or not at all, and never in place of what is no ordinary file."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from extract.errors import OutputError, UsageError

DATABASE_HEADS = (b"SQLite format 3\0", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""How a SQLite database and its write-ahead log begin (sqlite.org/fileformat2.html, sections 1.3 and 4.1)."""


@contextmanager
def output_file(path: Path) -> Iterator[IO[str]]:
    """A text file (UTF-8, line ends as written) for writing, put in place when it is whole.

    A link is followed, a device or FIFO is written into. Raises `UsageError` where the path is empty, a folder or a
    database, and `OutputError` where the system refuses.
    """
    with _opened(path, "w") as file:
        yield file


@contextmanager
def output_bytes(path: Path) -> Iterator[IO[bytes]]:
    """As `output_file`, for bytes."""
    with _opened(path, "wb") as file:
        yield file


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[IO[Any]]:
    named: dict[str, Any] = {} if "b" in mode else {"encoding": "utf-8", "errors": "backslashreplace", "newline": ""}
    with _telling(path):
        known = _known(path)
        if known is not None and not stat.S_ISREG(known.st_mode):
            with path.open(mode, **named) as file:
                yield file
            return
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{os.urandom(8).hex()}.part")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(part, flags, 0o666), mode, **named) as file:
                yield file
            if known is not None:
                part.chmod(stat.S_IMODE(known.st_mode))
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


def _known(path: Path) -> os.stat_result | None:
    """What lies where a path leads in the end, if anything. Raises `UsageError` where no output may take its place."""
    if str(path) in ("", "."):
        raise UsageError("an output needs a name")
    try:
        known = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISDIR(known.st_mode):
        raise UsageError(f"{path} is a folder: name a file")
    if stat.S_ISREG(known.st_mode):
        with path.open("rb") as file:
            if file.read(16).startswith(DATABASE_HEADS):
                raise UsageError(f"{path} is a database, which no output replaces: name another file")
    return known


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """The system's refusals as one of our errors."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
    except ValueError as error:
        if "null" not in str(error):
            raise
        raise UsageError(f"{str(path)!r} is no name for a file") from error
