"""Checks that other packages bring, and those that are off unless they are asked for."""

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from extract.audit import checks, choose_checks
from extract.audit.checks import EXPERIMENTAL
from extract.errors import UsageError
from extract.model import Answer, Finding, Passed, Skipped
from tests.audit.made import made_paper, no_library

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "own_check"


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Pretends that a package with these entry points is installed."""
    monkeypatch.setattr(sys, "path", [str(EXAMPLE), *sys.path])

    def brought(**points: str) -> None:
        found = [EntryPoint(name=name, value=value, group=checks.GROUP) for name, value in points.items()]
        monkeypatch.setattr(checks, "entry_points", lambda group: found if group == checks.GROUP else [])
        checks.brought.cache_clear()

    yield brought
    checks.brought.cache_clear()


def answers(name: str, *sentences: str, rows: list[list[str]] | None = None) -> list[Answer]:
    (check,) = choose_checks([name])
    return list(check.check(made_paper(*sentences, rows=rows), no_library()))


def test_a_module_of_another_package_is_a_check(bring) -> None:  # type: ignore[no-untyped-def]
    bring(own_percent_sign="own_percent_sign")
    assert "own_percent_sign" in {check.NAME for check in choose_checks()}
    found = answers("own_percent_sign", "Response was 12%% after one and 14% after two years.")
    assert [type(answer) for answer in found] == [Finding, Passed]


@pytest.mark.parametrize(
    ("sizes", "expected"), [(("60", "61"), Passed), (("60", "118"), Skipped), (("60", "90"), Finding)]
)
def test_a_relation_of_another_package_is_a_row(bring, sizes, expected) -> None:  # type: ignore[no-untyped-def]
    bring(own_even_arms="own_even_arms:EVEN_ARMS")
    rows = [["", f"A (n = {sizes[0]})", f"B (n = {sizes[1]})"], ["Women", "30", "31"], ["Men", "30", "30"]]
    assert [type(answer) for answer in answers("own_even_arms", rows=rows)] == [expected]


def test_a_check_of_another_package_that_is_none_is_told(bring) -> None:  # type: ignore[no-untyped-def]
    bring(own_nothing="json:dumps")
    with pytest.raises(UsageError, match="own_nothing"):
        choose_checks(["own_nothing"])


def test_a_name_of_ours_is_not_taken(bring) -> None:  # type: ignore[no-untyped-def]
    bring(stat_sum="json:dumps")
    with pytest.raises(UsageError, match="stat_sum"):
        choose_checks()


def test_experimental_checks_run_where_they_are_asked_for() -> None:
    usual = {check.NAME for check in choose_checks()}
    assert usual & EXPERIMENTAL == set()
    assert {check.NAME for check in choose_checks(experimental=True)} == usual | EXPERIMENTAL
    one = min(EXPERIMENTAL)
    assert [check.NAME for check in choose_checks([one])] == [one]
