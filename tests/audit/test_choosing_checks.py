"""Which checks a call means."""

from pathlib import Path

import pytest

from extract.audit import checks, choose_checks
from extract.audit.checks import citations, references
from extract.errors import UsageError


def test_patterns_with_commas_are_several() -> None:
    chosen = {check.NAME for check in choose_checks(["stat_*, text_*"], ["text_study_period,stat_sum"])}
    wanted = {check.NAME for check in choose_checks() if check.NAME.startswith(("stat_", "text_"))}
    assert chosen == wanted - {"text_study_period", "stat_sum"}


def test_a_pattern_that_meets_no_check_is_an_error() -> None:
    with pytest.raises(UsageError, match="nothing_like_it"):
        choose_checks(["stat_*,nothing_like_it"])


def test_every_check_bears_its_name_and_every_file_holds_one() -> None:
    assert [check.NAME for check in choose_checks(experimental=True)] == list(checks.NAMES)
    assert {*references.CHECKS, *citations.CHECKS} <= set(checks.NAMES)
    files = {file.stem for file in Path(checks.__file__).parent.glob("[!_]*.py")}
    assert files == {home.split(".")[1] for home in checks.HOMES.values() if home.startswith("checks.")}
