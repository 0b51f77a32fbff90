"""How long words must be before they tell something: the shortest that do, and one letter less."""

import pytest

from extract.model import Person, ReferenceFields
from extract.text import markup
from extract.text.citation_keys import CitationKey, fit_of
from extract.text.identifiers import find_dois
from extract.text.keys import work_marks
from extract.text.markup import without_markup
from extract.text.similarity import same_container


def test_a_title_of_some_letters_tells_works_apart() -> None:
    assert [len(list(work_marks("a" * letters, "Roe", [2001]))) for letters in (29, 30)] == [0, 1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("JWR", "Journal of Ward Rest", True),
        ("WR", "Ward Rest", False),
        ("Natiz Rest", "National Rest", True),
        ("Natz Rest", "National Rest", False),
    ],
)
def test_three_initials_or_a_word_of_five_letters_with_a_slip_name_a_journal(one: str, other: str, same: bool) -> None:
    assert same_container(one, other) is same


def test_a_prefix_alone_is_no_doi() -> None:
    assert find_dois("see 10.1000/) here") == () and len(find_dois("see 10.1000/a and so on")) == 1


def key(printed: str) -> CitationKey:
    return CitationKey(names=(printed,), printed=printed, initial="", et_al=False, year=2019, suffix=None)


@pytest.mark.parametrize(
    ("printed", "authors", "title", "fit"),
    [
        ("wardres", (), "Ward rest", 0),
        ("ward re", (), "Ward rest of all", 4),
        ("ward r", (), "Ward rest of all", 0),
        ("north", (Person("Northern Group", "", True),), "Rest", 4),
        ("nort", (Person("Northern Group", "", True),), "Rest", 0),
    ],
)
def test_what_is_cited_is_a_title_or_a_group_by_its_beginning(
    printed: str, authors: tuple[Person, ...], title: str, fit: int
) -> None:
    fields = ReferenceFields(authors=authors, title=title, year=2019)
    assert (fit_of(key(printed), fields) >= 4) is (fit >= 4)


@pytest.mark.parametrize(("deepest", "text"), [(4, "ab²"), (3, "ab2")])
def test_elements_lie_so_deep_within_one_another(monkeypatch: pytest.MonkeyPatch, deepest: int, text: str) -> None:
    monkeypatch.setattr(markup, "DEEPEST", deepest)
    assert without_markup("<i>a<b>b<sup>2</sup></b></i>") == text
