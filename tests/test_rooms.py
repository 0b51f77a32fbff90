"""The rooms: who may import whom, and which libraries live where."""

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.parsed import SOURCE, trees

LEVELS = (
    ("errors",),
    ("outputs", "extras"),
    ("model",),
    ("text", "vocabulary"),
    ("formats", "pooling"),
    ("read", "annotate", "resolve", "services", "store"),
    ("audit", "report", "settings", "recipe"),
    ("pipeline",),
    ("api", "explore"),
    ("cli",),
)
"""From below: a room imports from rooms on lower lines."""

ALSO = {
    ("vocabulary", "text"): "vocabulary folds names as text does",
    ("audit", "annotate"): "the audit reads figures with the annotators' pure functions",
    ("audit", "resolve"): "the audit may ask which work is meant",
}
"""Imports allowed beside those to lower lines; rooms on one line do not know each other otherwise."""

FORBIDDEN = {"audit": {"read", "services", "formats"}, "report": {"read", "services", "annotate", "resolve"}}

HOMES = {
    "pypdfium2": {"read"},
    "pdfplumber": {"read"},
    "lxml": {"read", "formats"},
    "spacy": {"annotate", "vocabulary"},
    "httpx2": {"services"},
    "httpx": {"services"},
    "sqlite3": {"store", "cli"},
    "sqlite_utils": {"store"},
    "click": {"cli"},
    "rich": {"cli"},
    "jinja2": {"report"},
    "pandas": {"api"},
    "datasette": {"explore"},
    "uvicorn": {"explore"},
    "pyarrow": {"report"},
    "xlsxwriter": {"report"},
    "msgspec": {"settings", "store", "vocabulary"},
    "pydantic": {"report"},
    "distributed": {"pipeline"},
    "scipy": set(),
    "pickle": set(),
    "subprocess": {"read"},
}
"""Third-party (and dangerous) libraries, and the rooms in which they may be imported."""


@cache
def imports() -> dict[Path, list[str]]:
    """What each file of the package imports."""
    found: dict[Path, list[str]] = {path: [] for path in trees()}
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found[path] += [name.name for name in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                found[path].append(node.module)
                if node.module == "extract":
                    found[path] += [f"extract.{name.name}" for name in node.names]
    return found


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@cache
def room_imports() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path, names in imports().items():
        room = room_of(path)
        for name in names:
            parts = name.split(".")
            if parts[0] == "extract" and len(parts) > 1 and parts[1] not in (room, "__version__"):
                found.setdefault(room, set()).add(parts[1])
    return {room: names for room, names in found.items() if room not in ("__init__", "__main__")}


def level(room: str) -> int:
    return next(n for n, rooms in enumerate(LEVELS) if room in rooms)


def test_every_room_has_a_line() -> None:
    rooms = {room_of(path) for path in trees()} - {"__init__", "__main__"}
    assert rooms <= {room for rooms in LEVELS for room in rooms}


@pytest.mark.parametrize("room", sorted(room for rooms in LEVELS for room in rooms))
def test_a_room_imports_only_from_rooms_below(room: str) -> None:
    for other in sorted(room_imports().get(room, set())):
        allowed = level(other) < level(room) or (room, other) in ALSO
        assert allowed and other not in FORBIDDEN.get(room, set()), f"{room} imports {other}"


def test_rooms_form_no_circle() -> None:
    TopologicalSorter(room_imports()).prepare()


def test_libraries_have_homes() -> None:
    astray = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path, names in imports().items()
        for name in names
        if (home := HOMES.get(name.split(".")[0])) is not None and room_of(path) not in home
    ]
    assert not astray


def test_the_model_needs_the_standard_library_only() -> None:
    import sys

    for path, names in imports().items():
        outside = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"extract"}
        assert room_of(path) != "model" or not outside, path


def test_only_the_command_line_prints() -> None:
    for path, tree in trees().items():
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        printed = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
        assert not printed or room_of(path) == "cli", path


def test_no_error_is_swallowed() -> None:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                assert not (len(node.body) == 1 and isinstance(node.body[0], ast.Pass)), f"{path}:{node.lineno}"
                assert node.type is not None, f"{path}:{node.lineno} catches everything"


def test_only_the_reader_of_scans_starts_a_program() -> None:
    starting = [str(path.relative_to(SOURCE)) for path, names in imports().items() if "subprocess" in names]
    assert starting == ["read/pdf/ocr.py"]
