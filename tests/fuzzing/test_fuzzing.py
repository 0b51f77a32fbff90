"""Every reader and parser answers or refuses cleanly: sound inputs, a few mutated ones, and all that ever crashed."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from extract.errors import ExtractError
from tests.fuzzing.shrinking import shrunk, sort_of
from tests.fuzzing.targets import TARGETS, held_seeds

CRASHES = Path(__file__).parent / "crashes"
SLOW_KINDS = ("txt", "xml", "html", "pdf", "markers", "numbers", "tables", "references")


@pytest.mark.parametrize("kind", TARGETS)
def test_seeds_and_a_few_mutations_are_answered_or_refused(kind: str) -> None:
    target = TARGETS[kind]
    made = [target.make(random.Random(f"{kind} {number}")) for number in range(2 if kind in SLOW_KINDS else 20)]
    for data in (*held_seeds(target), *made):
        with suppress(ExtractError):
            target.run(data)


@pytest.mark.parametrize("path", sorted(CRASHES.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_crashed_once_is_answered_or_refused(path: Path) -> None:
    with suppress(ExtractError):
        TARGETS[path.parent.name].run(path.read_bytes())


def test_the_same_number_makes_the_same_input() -> None:
    first, second = (TARGETS["csl"].make(random.Random("csl 7")) for _ in range(2))
    assert first == second


def breaks_on(sign: bytes) -> Callable[[str, bytes], str | None]:
    def attempt(kind: str, data: bytes) -> str | None:
        return f'File "/a/extract/read/{kind}.py", line 3, in read\nValueError: x' if sign in data else None

    return attempt


def test_a_crash_is_cut_down_to_what_crashes() -> None:
    attempt = breaks_on(b"(!")
    assert shrunk("txt", b"much before (! and behind" * 3, attempt) == b"(!"
    assert sort_of(attempt("txt", b"(!")) == "read/txt.py/read ValueError"
