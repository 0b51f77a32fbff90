"""No pattern takes more than linear time, whatever it is given."""

import re

import pytest

from tests.pumping import has_inner_repeat, inline_patterns, is_runaway, methods, patterns


def test_a_pattern_that_runs_away_is_recognised() -> None:
    assert is_runaway(re.compile(r"(?:a+)+b"), "find", 8_000)
    assert is_runaway(re.compile(r"\s+$"), "find", 8_000)
    assert is_runaway(re.compile(r"\w{1,30} et al"), "find", 8_000) is None


def test_no_repeat_without_bound_within_a_repeat_runs_away() -> None:
    """Where time explodes: such patterns are pumped in every run, all others in slow ones."""
    used = methods()
    nested = {name: pattern for name, pattern in patterns().items() if has_inner_repeat(pattern)}
    assert has_inner_repeat(re.compile(r"(?:a+b?)+c")) and not has_inner_repeat(re.compile(r"a+b{1,3}(?:c|d){0,9}"))
    runaways = {
        name: told
        for name, pattern in nested.items()
        for way in ways_of(uses(name, used))
        if (told := is_runaway(pattern, way, 3_000)) is not None
    }
    assert not runaways


def test_patterns_within_functions_are_found() -> None:
    assert any(name.endswith(".sub") for name in inline_patterns())
    assert is_runaway(re.compile(r"[,;]+\s*$"), "find", 4_000)


def ways_of(own: set[str]) -> list[str]:
    """How a pattern is to be tried: as the code uses it, where that is anchored."""
    anchored = [method for method in ("match", "fullmatch") if method in own]
    return anchored if anchored and not own & {"search", "finditer", "findall", "sub", "subn", "split"} else ["find"]


@pytest.mark.slow
def test_no_pattern_of_the_package_runs_away() -> None:
    used = methods()
    found = patterns()
    assert len(found) > 100
    runaways = {}
    for name, pattern in found.items():
        for way in ways_of(uses(name, used)):
            if (told := is_runaway(pattern, way, 8_000)) is not None:
                runaways[name] = f"{way}: {told}"
    assert not runaways, "\n".join(f"{name} {told}" for name, told in runaways.items())


def uses(name: str, used: dict[str, set[str]]) -> set[str]:
    """How the code uses a pattern: by its own name, or for one within a function by the call it stands in."""
    last = name.rpartition(".")[2]
    return {last} if ".py:" in name else used[last]
