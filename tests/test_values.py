"""`extract.values.dataclass` beside the standard library's: whatever the rooms ask of a value, both answer alike."""

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from extract.values import dataclass, field


def _made(decorate: Any) -> Any:
    @decorate(frozen=True, slots=True)
    class Base:
        id: str

    @decorate(frozen=True, slots=True, kw_only=True)
    class Value(Base):
        number: int = 3
        pieces: tuple[int, ...] = ()
        notes: list[str] = field(default_factory=list)
        hidden: str = field(default="x", repr=False, compare=False)
        late: int = field(init=False, repr=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "late", self.number + 1)

    Value.__qualname__ = "Value"
    return Value


OURS, THEIRS = _made(dataclass), _made(dataclasses.dataclass)


@dataclass(frozen=True, slots=True)
class Sent:
    """A value that goes to another process."""

    name: str
    of: tuple[int, ...] = ()


@pytest.mark.parametrize(
    "given", [((), {"id": "a"}), (("a",), {"number": 5}), (("a",), {"notes": ["n"], "hidden": "y"})]
)
def test_values_are_made_and_shown_as_by_the_standard_library(given: tuple[Any, dict[str, Any]]) -> None:
    ours, theirs = OURS(*given[0], **given[1]), THEIRS(*given[0], **given[1])
    assert repr(ours) == repr(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert ours.late == theirs.late
    assert dataclasses.replace(ours, number=9).late == 10
    assert OURS.__match_args__ == THEIRS.__match_args__


@pytest.mark.parametrize("given", [((), {}), (("a", 5), {}), (("a",), {"unknown": 1}), (("a",), {"late": 1})])
def test_wrong_arguments_are_refused(given: tuple[Any, dict[str, Any]]) -> None:
    for made in (OURS, THEIRS):
        with pytest.raises(TypeError):
            made(*given[0], **given[1])


def test_two_values_do_not_share_what_a_factory_made() -> None:
    assert OURS("a").notes is not OURS("a").notes


def test_equality_and_hash_rest_on_the_fields_that_are_compared() -> None:
    assert OURS("a", hidden="x") == OURS("a", hidden="y")
    assert OURS("a") != OURS("b")
    assert Sent("a") == Sent("a") != ("a", ())
    assert len({Sent("a"), Sent("a"), Sent("b")}) == 2


def test_a_frozen_value_refuses_changes() -> None:
    value = OURS("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.number = 4
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.number


def test_values_can_be_sent_to_other_processes_and_copied() -> None:
    value = Sent("a", (1, 2))
    assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)


def test_one_that_changes_is_unhashable_and_one_without_equality_is_itself_only() -> None:
    @dataclass(slots=True)
    class Changing:
        n: int = 0

    @dataclass(frozen=True, eq=False)
    class Alone:
        n: int = 0

    changing = Changing()
    changing.n = 2
    assert changing == Changing(2)
    with pytest.raises(TypeError):
        hash(changing)
    assert Alone() != Alone()
    assert len({Alone(), Alone()}) == 2


def test_methods_of_a_class_itself_are_kept() -> None:
    @dataclass(frozen=True)
    class Own:
        n: int = 0

        def __repr__(self) -> str:
            return "own"

    assert repr(Own()) == "own"
