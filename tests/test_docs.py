"""Documents that cannot go stale: what is generated is compared, what is named must be explained."""

from pathlib import Path

import pytest

from extract.audit import CHECKS, check_name_and_text
from extract.cli.lazy import COMMANDS
from extract.cli.schema import manual_text
from extract.errors import ExtractError
from extract.report.schemas import schema_files

ROOT = Path(__file__).resolve().parent.parent


def test_the_manual_is_that_of_the_commands() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == manual_text(), (
        "extract schema --manual > docs/cli.md"
    )


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_schemas_are_those_of_the_code(name: str) -> None:
    assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == schema_files()[name], (
        "extract schema --write schemas"
    )


def test_every_command_has_help_and_an_own_line() -> None:
    manual = manual_text()
    for name, (_, line) in COMMANDS.items():
        assert line.endswith(".") and f"## extract {name}\n" in manual


def test_every_error_code_is_in_the_tree_and_has_one_meaning() -> None:
    from extract import errors

    classes = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, ExtractError)]
    codes = [found.code for found in classes]
    assert len(codes) == len(set(codes))
    for found in classes:
        assert found.__name__ in (errors.__doc__ or "") and found.__doc__


def test_every_check_says_what_holds() -> None:
    for check in CHECKS:
        title, _ = check_name_and_text(check)
        assert check.NAME.split("_")[0] in ("citation", "reference", "claim", "stat", "text"), check.NAME
        assert title != check.NAME and len(title) < 140, check.NAME


def test_checks_have_names_of_their_own() -> None:
    names = [check.NAME for check in CHECKS]
    assert len(names) == len(set(names))
