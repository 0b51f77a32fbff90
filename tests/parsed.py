"""The package's modules as syntax trees, parsed once for all tests that read code."""

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "extract"


@cache
def trees() -> dict[Path, ast.Module]:
    """Each module's file and its tree."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
