"""What README and docs say of the product itself, held against the product."""

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from extract.cli import extract
from extract.extras import EXTRAS
from extract.report.records import RECORDS
from extract.settings import Settings
from extract.store import layer_rows, open_read_only
from tests.conftest import shared

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
INSTALL = re.compile(r"pip install [\"']?\.(?:\[([a-z,]+)\])?")
NEEDS = {"explore": "extract serve", "online": "--online"}
"""Extra -> words of a page that promise what it brings."""


def test_nothing_is_asked_unless_the_user_says_so() -> None:
    assert Settings().offline
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert not re.search(r"[Uu]nless\s+`?--offline", told)
    assert "`offline` | `true`" in told and "Nothing leaves the machine unless you ask" in told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_that_installs_brings_what_it_promises(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    installed = INSTALL.findall(text)
    brought = {name for line in installed for name in line.split(",") if name}
    if installed:
        assert {name for name, words in NEEDS.items() if words in text} <= brought


def test_extras_are_those_of_the_project_with_the_library_that_they_bring() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, library in EXTRAS.items():
        (needed,) = project["optional-dependencies"][name]
        assert re.match(r"[\w.-]+", needed)[0] == library  # type: ignore[index]


def test_the_development_install_of_make_brings_serve_and_online() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    brought = " ".join(project["optional-dependencies"]["dev"])
    assert "'.[dev]'" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(EXTRAS[name] in brought for name in NEEDS)


def test_the_case_study_and_the_readme_say_what_this_version_says(regold: bool) -> None:
    from benchmarks.case_study import findings_of, pages

    (seed,) = shared("seeds").glob("001_*.txt")
    for page, made in pages(findings_of(seed)).items():
        if regold:
            page.write_text(made, encoding="utf-8")
        assert page.read_text(encoding="utf-8") == made, "pytest --regold tests/test_told.py"


def test_every_row_of_every_layer_is_what_its_schema_says(tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    ran = CliRunner().invoke(extract, ["run", str(ROOT / "corpus"), "--db", str(db), "--no-images", "-q"])
    assert ran.exit_code == 0, ran.output
    with open_read_only(db) as database:
        empty = []
        for layer, record in RECORDS.items():
            validated = [record.model_validate(row) for row in layer_rows(database, layer)]
            empty += [] if validated else [layer]
    assert set(empty) <= {"reviews", "corroboration", "studies", "pooled", "relations"}


def test_the_navigation_names_each_page_once() -> None:
    listed = re.findall(r"([a-z0-9-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(set(listed))
