"""Lines of a file of records, none without end."""

from collections.abc import Iterator
from typing import IO

LONGEST_LINE = 1 << 20


def bounded_lines(file: IO[str]) -> Iterator[str]:
    """The lines of a file; what is longer than `LONGEST_LINE` characters comes in parts.

    >>> import io
    >>> list(bounded_lines(io.StringIO("one\\ntwo")))
    ['one\\n', 'two']
    """
    while line := file.readline(LONGEST_LINE):
        yield line
