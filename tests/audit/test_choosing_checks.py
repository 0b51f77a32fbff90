"""Which checks a call means."""

import pytest

from extract.audit import CHECKS, choose_checks
from extract.errors import UsageError


def test_patterns_with_commas_are_several() -> None:
    chosen = {check.NAME for check in choose_checks(["stat_*, text_*"], ["text_dates,stat_sum"])}
    wanted = {check.NAME for check in CHECKS if check.NAME.startswith(("stat_", "text_"))}
    assert chosen == wanted - {"text_dates", "stat_sum"}


def test_a_pattern_that_meets_no_check_is_an_error() -> None:
    with pytest.raises(UsageError, match="nothing_like_it"):
        choose_checks(["stat_*,nothing_like_it"])
