"""Queries of strangers: they read one database, and no step of them takes longer than its values are long.

SQLite looks at the clock between steps of a query, not within one: `instr` of two long values would hold a connection
for hours (sqlite.org/c3ref/progress_handler.html).
"""

import sqlite3
from collections.abc import Callable
from typing import Any

LONGEST_VALUE = 50_000_000
"""Bytes of a value that a query may make or read."""

LONGEST_PATTERN = 1000
"""Characters of a pattern of LIKE or GLOB."""


def bound_queries(connection: sqlite3.Connection) -> None:
    """Sets limits of length, and functions that are linear, on a connection that runs queries of strangers."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for name, (function, counts) in LINEAR.items():
        for arguments in counts:
            connection.create_function(name, arguments, function, deterministic=True)


def instr(text: Any, part: Any) -> int | None:
    """Where a part begins, counted from 1; 0 where it is not in."""
    pair = _alike(text, part)
    return None if pair is None else pair[0].find(pair[1]) + 1


def replace(text: Any, part: Any, new: Any) -> str | None:
    """A text with each part replaced."""
    values = [_text(value) for value in (text, part, new)]
    if any(value is None for value in values):
        return None
    whole, old, fresh = (str(value) for value in values)
    if len(whole) + whole.count(old or "\0") * len(fresh) > LONGEST_VALUE:
        raise ValueError("string or blob too big")
    return whole.replace(old, fresh) if old else whole


def trim(text: Any, letters: Any = " ") -> str | None:
    """A text without some letters at both ends."""
    return _stripped(text, letters, str.strip)


def ltrim(text: Any, letters: Any = " ") -> str | None:
    """A text without some letters at its beginning."""
    return _stripped(text, letters, str.lstrip)


def rtrim(text: Any, letters: Any = " ") -> str | None:
    """A text without some letters at its end."""
    return _stripped(text, letters, str.rstrip)


LINEAR: dict[str, tuple[Callable[..., Any], tuple[int, ...]]] = {
    "instr": (instr, (2,)),
    "replace": (replace, (3,)),
    "trim": (trim, (1, 2)),
    "ltrim": (ltrim, (1, 2)),
    "rtrim": (rtrim, (1, 2)),
}
"""Name -> function, and with how many arguments it is called."""


def _stripped(text: Any, letters: Any, strip: Callable[[str, str], str]) -> str | None:
    whole, chosen = _text(text), _text(letters)
    return None if whole is None or chosen is None else strip(whole, "".join(set(chosen))) if chosen else whole


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _alike(text: Any, part: Any) -> tuple[Any, Any] | None:
    if text is None or part is None:
        return None
    if isinstance(text, bytes) and isinstance(part, bytes):
        return text, part
    return _text(text), _text(part)
