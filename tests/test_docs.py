"""Documents that cannot go stale: what is generated is compared, what is named must be explained."""

import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from extract.audit import check_name_and_text, choose_checks
from extract.cli import COMMANDS, extract
from extract.cli.schema import manual_text
from extract.errors import ExtractError
from extract.report.schemas import database_tables, schema_files
from extract.settings import NAMES
from extract.store import open_database
from extract.store.dictionary import relations

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
CALL = re.compile(r"(?:^|`|run: |    )extract ([a-z-]+)([^`\n]*)", re.MULTILINE)
OPTION = re.compile(r"(?<=\s)--[a-z-]+")
NAMED = re.compile(r"^\s+- (?:[^:\n]+: )?([a-z0-9-]+\.md)$", re.MULTILINE)


def _compare(path: Path, made: str, regold: bool) -> None:
    """A generated file against what is made now; with --regold it is written."""
    if regold:
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "pytest --regold tests/test_docs.py"


def test_the_manual_is_that_of_the_commands(regold: bool) -> None:
    _compare(ROOT / "docs" / "cli.md", manual_text(), regold)


@cache
def made_schemas() -> dict[str, str]:
    """The schemas of the code by file name, made once for all tests."""
    return schema_files()


@pytest.mark.parametrize("name", sorted(made_schemas()))
def test_schemas_are_those_of_the_code(name: str, regold: bool) -> None:
    _compare(ROOT / "schemas" / name, made_schemas()[name], regold)


def test_the_page_on_the_database_is_that_of_the_schema(regold: bool) -> None:
    _compare(ROOT / "docs" / "database.md", database_tables(), regold)


def test_tables_and_columns_are_described(tmp_path: Path) -> None:
    with open_database(tmp_path / "empty.db") as database:
        for relation in relations(database):
            assert relation.meaning, f"{relation.name} (store/columns.toml, relations)"
            for column in relation.columns:
                assert column.meaning, f"{relation.name}.{column.name} (store/columns.toml)"


def test_every_check_is_documented() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert [check.NAME for check in choose_checks() if f"`{check.NAME}`" not in page] == []


def test_every_error_code_is_documented() -> None:
    from extract import errors

    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    classes = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, ExtractError)]
    assert [found.code for found in classes if f"`{found.code}`" not in page] == []


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"| `{name}` |" not in page] == []


def test_links_between_documents_lead_somewhere() -> None:
    for path in (*(ROOT / "docs").glob("*.md"), ROOT / "README.md"):
        for target in LINK.findall(path.read_text(encoding="utf-8")):
            if not target.startswith(("http://", "https://")):
                assert (path.parent / target).exists(), f"{path.name} -> {target}"


def test_the_navigation_names_documents_that_are_there() -> None:
    listed = set(NAMED.findall((ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    assert listed and listed <= {path.name for path in (ROOT / "docs").glob("*.md")}


def _help(*words: str) -> str:
    return str(CliRunner().invoke(extract, [*words, "--help"]).output)


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_commands_in_documents_exist_with_their_options(name: str) -> None:
    for command, rest in CALL.findall((ROOT / name).read_text(encoding="utf-8")):
        assert command in COMMANDS, f"{name}: extract {command}"
        told = _help(command, *{"library": ["add"], "plot": ["forest"], "report": ["pages"]}.get(command, []))
        for option in OPTION.findall(rest.split("#")[0].split("|")[0]):
            assert option in told, f"{name}: extract {command} {option}"


def test_the_hook_fails_on_a_paper_with_an_error(tmp_path: Path) -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entry, args = re.search(r"entry: extract (.+)", hook), re.search(r"args: \[(.+)\]", hook)
    assert entry and args
    words = [*entry[1].split(), *args[1].split(", "), str(tmp_path / "paper.txt"), "--db", str(tmp_path / "x.db")]
    for figure, code in (("32.2", 1), ("22.2", 0)):
        paper = f"Radiotherapy\n\nResults\n\nResponse was seen in 12/54 ({figure}%) of patients after three months.\n"
        (tmp_path / "paper.txt").write_text(paper)
        assert CliRunner().invoke(extract, words).exit_code == code


def test_every_command_has_help_and_an_own_line() -> None:
    manual = manual_text()
    for name, line in COMMANDS.items():
        assert line.endswith(".") and f"## extract {name}\n" in manual


def test_every_field_of_every_export_is_described() -> None:
    from extract.report.records import RECORDS
    from extract.report.schemas import json_schema
    from extract.store.dictionary import field_meanings

    bare, described = [], {}
    for layer in RECORDS:
        schema = json_schema(layer)
        for name, record in {layer: schema, **schema.get("$defs", {})}.items():
            described[name] = set(record["properties"])
            bare += [f"{name}.{field}" for field, told in record["properties"].items() if not told.get("description")]
    assert bare == []
    stale = {name: set(fields) - described.get(name, set()) for name, fields in field_meanings().items()}
    assert not any(stale.values()), stale


def test_every_error_code_is_in_the_tree_and_has_one_meaning() -> None:
    from extract import errors

    classes = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, ExtractError)]
    codes = [found.code for found in classes]
    assert len(codes) == len(set(codes))
    for found in classes:
        assert found.__name__ in (errors.__doc__ or "") and found.__doc__


def test_every_check_says_what_holds() -> None:
    for check in choose_checks():
        title, _ = check_name_and_text(check)
        assert check.NAME.split("_")[0] in ("citation", "reference", "claim", "review", "stat", "text"), check.NAME
        assert title != check.NAME and len(title) < 140, check.NAME


def test_checks_have_names_of_their_own() -> None:
    names = [check.NAME for check in choose_checks()]
    assert len(names) == len(set(names))
