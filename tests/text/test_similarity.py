"""Likeness of titles, on either side of what a subtitle and other numbers cost."""

import pytest

from extract.text.similarity import title_similarity

SUBTITLE = ": a randomised trial in forty general practices of the south of Norway"


@pytest.mark.parametrize(
    ("title", "is_alike"),
    [
        ("Magnesium and sleeping times", True),
        ("Magnesium and sleep quality", False),
    ],
    ids=["25 letters", "24 letters"],
)
def test_a_long_title_is_its_own_without_the_subtitle(title: str, is_alike: bool) -> None:
    assert (title_similarity(title, title + SUBTITLE) >= 0.92) is is_alike


def test_a_subtitle_costs_something_and_less_than_other_words() -> None:
    title = "Magnesium and the quality of sleep in older people"
    assert title_similarity(title, title) == 1
    assert title_similarity(title, title + SUBTITLE) == 0.92
    assert title_similarity(title, "Zinc and the healing of skin in older people" + SUBTITLE) < 0.7


def test_other_numbers_cost_a_quarter_and_one_number_more_nothing() -> None:
    title = "Cancer statistics of the northern countries"
    assert title_similarity(f"{title} 2020", f"{title} 2021") < 0.75
    assert title_similarity(f"{title} 2020", f"{title} 2020, part 2") > 0.9
