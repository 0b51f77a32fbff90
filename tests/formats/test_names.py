"""Names in one string: persons in both orders, with suffixes, in capitals; groups."""

import pytest

from extract.formats.names import is_group, split_name


@pytest.mark.parametrize(
    ("name", "family", "given", "is_group"),
    [
        ("John Smith Jr", "Smith", "John, Jr", False),
        ("Smith, Jr., John", "Smith", "John, Jr.", False),
        ("Smith, John, Jr.", "Smith", "John, Jr.", False),
        ("JOHN LEE", "LEE", "JOHN", False),
        ("JOHN BLACKWOOD", "BLACKWOOD", "JOHN", False),
        ("Blackwood JA", "Blackwood", "JA", False),
        ("BLACKWOOD JA", "BLACKWOOD", "JA", False),
        ("LEE JA", "LEE", "JA", False),
        ("Jan van der Berg", "van der Berg", "Jan", False),
        ("Sleep Study Group, Ward Three", "Sleep Study Group, Ward Three", "", True),
        ("Group, A", "Group", "A", False),
        ("Study Group, A B", "Study Group", "A B", False),
        ("The Sleepers", "The Sleepers", "", True),
        ("The Sleepers Trial", "The Sleepers Trial", "", True),
    ],
)
def test_a_name_is_parted_as_it_is_set(name: str, family: str, given: str, is_group: bool) -> None:
    person = split_name(name)
    assert person is not None and (person.family, person.given, person.is_group) == (family, given, is_group)


@pytest.mark.parametrize("name", ["", ",", "unknown", " , "])
def test_no_name_is_nobody(name: str) -> None:
    assert split_name(name) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Consortium", False, id="one word is no group"),
        pytest.param("Oncology Consortium", True, id="two words with a cue are a group"),
        pytest.param("Ana Maria da Silva", False, id="four words are a person"),
        pytest.param("Ana Maria da Silva Roe", True, id="five words are a group"),
    ],
)
def test_how_many_words_a_group_has(name: str, expected: bool) -> None:
    assert is_group(name) is expected
