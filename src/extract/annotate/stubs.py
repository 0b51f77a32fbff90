"""Which leading columns of a grid name its rows."""

import re
from collections.abc import Sequence

from extract.model import CellRole, Grid

FIGURE = re.compile(
    r"[\s$(\[<>=≤≥~±+\-−–—*†‡§]{0,6}"
    r"(?:\d|(?:n/?[rad]|ns|ref(?:erence)?|\.\.\.|…|not (?:reached|applicable|available|reported))\b|[—–-]{1,40}$|$)",
    re.IGNORECASE,
)
"""How a cell that holds a figure (or a mark for a missing one) begins."""


def stub_width(rows: Sequence[Sequence[str]], roles: Sequence[CellRole], grid: Grid) -> int:
    """How many leading columns name their rows."""
    given = {cell.col for cell in grid.cells if cell.role == "stub"}
    body = [row for row, role in zip(rows, roles, strict=True) if role == "body" and len(row) > 1]
    width = 1 if body else 0
    if given:
        width = min(max(1 + max(given), _steps(rows, roles)), len(rows[0]))
    for col in range(max(width, 1), min(3, len(body[0]) - 1) if body else 0):
        filled = [row[col] for row in body if row[col]]
        words = sum(bool(re.search(r"[^\W\d]{2}", cell)) and not FIGURE.match(cell) for cell in filled)
        if words < 0.6 * len(filled) or not _names_rows(body, col):
            break
        width = col + 1
    return width


def _steps(rows: Sequence[Sequence[str]], roles: Sequence[CellRole]) -> int:
    """Leading columns without a head that only serve to indent: each is filled where those before it are empty."""
    heads = [row for row, role in zip(rows, roles, strict=True) if role == "head"]
    body = [row for row, role in zip(rows, roles, strict=True) if role in ("body", "section")]
    width = 0
    for col in range(1, min(5, len(rows[0]) - 1)) if heads else ():
        filled = [row for row in body if row[col] and row[col] != row[col - 1]]
        if any(row[col] and row[col] != row[0] for row in heads) or any(any(row[:col]) for row in filled):
            break
        if sum(bool(re.search(r"[^\W\d]{2}|[<>≤≥–-]", row[col])) for row in filled) > len(filled) / 2:
            width = col + 1
    return width


def stepped(rows: Sequence[Sequence[str]], stubs: int) -> list[int]:
    """How far empty stub columns move each row's name to the right."""
    return [4 * next((col for col in range(stubs) if row[col]), 0) for row in rows]


def _names_rows(body: Sequence[Sequence[str]], col: int) -> bool:
    """A second stub column: words beside an often repeated or empty first one, figures to its right."""
    first = [row[0] for row in body]
    repeats = len(first) - len({text for text in first if text})
    right = [cell for row in body for cell in row[col + 1 :] if cell]
    figures = sum(bool(FIGURE.match(cell)) for cell in right)
    return repeats >= 0.3 * len(first) and figures >= 0.6 * max(len(right), 1)
