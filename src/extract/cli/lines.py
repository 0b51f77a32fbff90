"""Questions that come as JSON Lines."""

import json
from collections.abc import Iterator
from typing import IO, Any

from extract.errors import UsageError

LONGEST_LINE = 1_000_000
"""Characters of a line; a claim or a printed reference has a few hundred."""


def bounded_lines(file: IO[str], name: str) -> Iterator[str]:
    """The lines of a file. Raises UsageError where one does not end."""
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise UsageError(f"{name}: a line of more than {LONGEST_LINE:,} characters")
        yield line


def read_objects(lines: IO[str], name: str, *, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """One object a line, empty lines left out. Raises UsageError where a line is none or lacks a field."""
    for number, line in enumerate(bounded_lines(lines, name), 1):
        if not line.strip():
            continue
        try:
            row = _parsed(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{name}, line {number}: no JSON ({str(error)[:100]})") from error
        missing = [field for field in needed if not isinstance(row, dict) or field not in row]
        if missing:
            raise UsageError(
                f"{name}, line {number}: an object with {', '.join(needed)} is needed, {missing[0]} is missing"
            )
        yield row


def _parsed(line: str) -> Any:
    """The value of a line; half a character, as JSON may spell it, becomes a question mark."""
    value = json.loads(line)
    if "\\u" not in line:
        return value
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
