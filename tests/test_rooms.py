"""The rooms: who may import whom, and which libraries live where."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "extract"

LEVELS = (
    ("errors",),
    ("outputs", "extras"),
    ("model",),
    ("text", "vocabulary"),
    ("formats",),
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
    "pydantic": {"settings", "report", "store"},
    "distributed": {"pipeline"},
    "scipy": set(),
    "pickle": set(),
    "subprocess": {"read"},
}
"""Third-party (and dangerous) libraries, and the rooms in which they may be imported."""


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            if node.module == "extract":
                yield from (f"extract.{name.name}" for name in node.names)


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def room_imports() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        room = room_of(path)
        for name in imports(path):
            parts = name.split(".")
            if parts[0] == "extract" and len(parts) > 1 and parts[1] not in (room, "__version__"):
                found.setdefault(room, set()).add(parts[1])
    return {room: names for room, names in found.items() if room not in ("__init__", "__main__")}


def level(room: str) -> int:
    return next(n for n, rooms in enumerate(LEVELS) if room in rooms)


def test_every_room_has_a_line() -> None:
    rooms = {room_of(path) for path in SOURCE.rglob("*.py")} - {"__init__", "__main__"}
    assert rooms <= {room for rooms in LEVELS for room in rooms}


@pytest.mark.parametrize("room", sorted(room_imports()))
def test_a_room_imports_only_from_rooms_below(room: str) -> None:
    for other in sorted(room_imports()[room]):
        allowed = level(other) < level(room) or (room, other) in ALSO
        assert allowed and other not in FORBIDDEN.get(room, set()), f"{room} imports {other}"


def test_rooms_form_no_circle() -> None:
    TopologicalSorter(room_imports()).prepare()


def test_libraries_have_homes() -> None:
    astray = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in SOURCE.rglob("*.py")
        for name in imports(path)
        if (home := HOMES.get(name.split(".")[0])) is not None and room_of(path) not in home
    ]
    assert not astray


def test_the_model_needs_the_standard_library_only() -> None:
    import sys

    for path in (SOURCE / "model").rglob("*.py"):
        outside = {name.split(".")[0] for name in imports(path)} - sys.stdlib_module_names - {"extract"}
        assert not outside, path


def test_only_the_command_line_prints() -> None:
    for path in SOURCE.rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        printed = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
        assert not printed or room_of(path) == "cli", path


def test_no_error_is_swallowed() -> None:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert not (len(node.body) == 1 and isinstance(node.body[0], ast.Pass)), f"{path}:{node.lineno}"
                assert node.type is not None, f"{path}:{node.lineno} catches everything"


def test_only_the_reader_of_scans_starts_a_program() -> None:
    starting = [str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if "subprocess" in imports(path)]
    assert starting == ["read/pdf/ocr.py"]
