"""The recipe: what decides a result changes it, and nothing else does."""

from pathlib import Path

import pytest

from extract import recipe as module

NAMED = {name: "" for rooms in module.ROOMS.values() for name in rooms if name.endswith(".py")}
FILES = {**NAMED, "errors.py": "a", "model/span.py": "b", "audit/checks/one.py": "c", "annotate/words.json": "d"}


def _recipe(folder: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    monkeypatch.setattr(module, "PACKAGE", str(folder))
    return module.recipe()


@pytest.mark.parametrize(
    ("more", "changed"),
    [
        ({}, set()),
        ({"errors.py": "A"}, {"reading", "annotation", "audit"}),
        ({"model/span.py": "B"}, {"reading", "annotation", "audit"}),
        ({"audit/checks/one.py": "C"}, {"audit"}),
        ({"audit/checks/two.py": ""}, {"audit"}),
        ({"annotate/words.json": "D"}, {"annotation", "audit"}),
        ({"annotate/notes.txt": "no code", "model/__pycache__/span.pyc": "x", "report/page.py": "y"}, set()),
    ],
)
def test_the_recipe_changes_with_what_decides_a_result(
    more: dict[str, str], changed: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _recipe(tmp_path / "before", FILES, monkeypatch)
    after = _recipe(tmp_path / "after", FILES | more, monkeypatch)
    assert {stage for stage in before if before[stage] != after[stage]} == changed
