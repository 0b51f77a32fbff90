"""No pattern takes more than linear time, whatever it is given."""

import re

import pytest

from tests.pumping import is_runaway, methods, patterns


def test_a_pattern_that_runs_away_is_recognised() -> None:
    assert is_runaway(re.compile(r"(?:a+)+b"), "find", 8_000)
    assert is_runaway(re.compile(r"\s+$"), "find", 8_000)
    assert is_runaway(re.compile(r"\w{1,30} et al"), "find", 8_000) is None


@pytest.mark.slow
def test_no_pattern_of_the_package_runs_away() -> None:
    used = methods()
    found = patterns()
    assert len(found) > 100
    runaways = {}
    for name, pattern in found.items():
        own = used[name.rpartition(".")[2]]
        anchored = [method for method in ("match", "fullmatch") if method in own]
        ways = (
            anchored if anchored and not own & {"search", "finditer", "findall", "sub", "subn", "split"} else ["find"]
        )
        for way in ways:
            if (told := is_runaway(pattern, way, 8_000)) is not None:
                runaways[name] = f"{way}: {told}"
    assert not runaways, "\n".join(f"{name} {told}" for name, told in runaways.items())
