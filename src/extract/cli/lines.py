"""Questions that come as JSON Lines."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from extract.errors import UsageError


def read_objects(lines: Iterable[str], name: str, *, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """One object a line, empty lines left out. Raises UsageError where a line is none or lacks a field."""
    for number, line in enumerate(lines, 1):
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
