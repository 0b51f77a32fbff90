"""What keeps the code in order: exported names, dead names, scripts that still run."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import extract
from extract.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
HOOKS = {
    *("asgi_wrapper", "extra_template_vars", "menu_links", "prepare_connection", "register_routes", "render_cell"),
    *("skip_csrf", "format_commands", "make_terms", "render_char", "writable", "FreeTypeFont"),
    *("__dir__", "__getattr__"),
}
"""Hooks that Datasette, click, spaCy, pdfminer, io and Python call, and a type that is named in quotes."""

PUBLIC = ["__version__", "findings", "frame", "ingest", "resolve_references", "results", "rows", "run_audit"]


def test_the_exported_names_are_these_and_each_is_documented() -> None:
    assert extract.__all__ == PUBLIC
    page = (ROOT / "docs" / "library.md").read_text("utf-8") + (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    for name in PUBLIC[1:]:
        assert getattr(extract, name).__doc__, name
        assert f"extract.{name}(" in page, name


def test_every_command_has_a_module_of_its_name() -> None:
    modules = {path.stem for path in (ROOT / "src" / "extract" / "cli").glob("*.py")}
    assert {name.replace("-", "_") for name in COMMANDS} - modules == set()


def test_patterns_are_told_apart_by_what_they_say() -> None:
    """A pattern that is compiled when first used is never the object that a match names: `match.re is PATTERN`."""
    by_identity = re.compile(r"\.re (?:is|in|not|==|!=)(?!\w)")
    modules = sorted((ROOT / "src").rglob("*.py"))
    assert [path.name for path in modules if by_identity.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("folder", ["tools", "benchmarks"])
def test_scripts_compile(folder: str) -> None:
    for path in sorted((ROOT / folder).rglob("*.py")):
        compile(path.read_text("utf-8"), str(path), "exec")


def test_no_function_class_or_import_is_dead() -> None:
    """What neither the package nor its benchmarks use; a name that tests alone use is dead too."""
    vulture = pytest.importorskip("vulture", reason="vulture is not installed")
    searched = vulture.Vulture(ignore_decorators=["@*.command*", "@*.group*", "@*validator*", "@*serializer*"])
    searched.scavenge([str(ROOT / "src"), str(ROOT / "benchmarks"), str(ROOT / "tools")])
    dead = (*searched.unused_funcs, *searched.unused_methods, *searched.unused_props, *searched.unused_classes)
    in_pages = {word for page in (ROOT / "src").rglob("*.j2") for word in re.findall(r"\w+", page.read_text("utf-8"))}
    ours = [one for one in (*dead, *searched.unused_imports) if "src" in Path(one.filename).parts]
    assert sorted(f"{one.filename}: {one.name}" for one in ours if one.name not in HOOKS | in_pages) == []


def test_no_constant_is_unused() -> None:
    """A name bound at the top of a module that no other word of the package, its pages or its tools repeats."""
    modules = {
        path: path.read_text("utf-8") for room in ("src", "benchmarks", "tools") for path in (ROOT / room).rglob("*.py")
    }
    pages = " ".join(page.read_text("utf-8") for page in (ROOT / "src").rglob("*.j2"))
    words = Counter(re.findall(r"\w+", " ".join([*modules.values(), pages])))
    bound = (
        (path.name, name)
        for path, text in modules.items()
        if "src" in path.parts
        for name in re.findall(r"^(\w+)(?:: [^=\n]+)? = ", text, re.MULTILINE)
    )
    assert [f"{module}: {name}" for module, name in bound if words[name] == 1] == []


def test_no_test_reaches_for_private_parts() -> None:
    """Tests go through public doors: what is worth a test of its own has a name without an underscore."""
    private = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for name in _private(path)
    ]
    assert private == []


def _private(path: Path) -> Iterator[str]:
    """Names with an underscore that a file imports from the package or asks of one of its modules."""
    modules = set()
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extract"):
            modules |= {alias.asname or alias.name for alias in node.names if alias.name.islower()}
            yield from (alias.name for alias in node.names if re.match(r"_[^_]", alias.name))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and re.match(r"_[^_]", node.attr) and ast.unparse(node.value) in modules:
            yield ast.unparse(node)
