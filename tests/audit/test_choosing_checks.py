"""Which checks a call means."""

from pathlib import Path

import pytest

from extract.audit import checks, choose_checks
from extract.audit.checks import RELATIONS
from extract.audit.checks.citations import CHECKS
from extract.errors import UsageError


def test_patterns_with_commas_are_several() -> None:
    chosen = {check.NAME for check in choose_checks(["stat_*, text_*"], ["text_study_period,stat_sum"])}
    wanted = {check.NAME for check in choose_checks() if check.NAME.startswith(("stat_", "text_"))}
    assert chosen == wanted - {"text_study_period", "stat_sum"}


def test_a_pattern_that_meets_no_check_is_an_error() -> None:
    with pytest.raises(UsageError, match="nothing_like_it"):
        choose_checks(["stat_*,nothing_like_it"])


def test_every_check_bears_the_name_of_its_file() -> None:
    folder = Path(checks.__file__).parent
    assert [check.NAME for check in choose_checks(experimental=True)] == list(checks.NAMES)
    modules = [file.stem for file in folder.glob("[!_]*.py") if file.stem != "citations"]
    assert sorted(checks.NAMES) == sorted([*modules, *RELATIONS, *CHECKS])
