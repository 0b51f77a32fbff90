"""Titles, names, keys and identifiers."""

from hypothesis import given
from hypothesis import strategies as st

from extract.formats.record import clean, clean_doi, clean_pmid, clean_title, year_in
from extract.text import identifiers
from extract.text.citation_keys import fold_name, parse_citation_key
from extract.text.keys import family_key, stored_title_keys
from extract.text.markup import without_markup
from extract.text.people import parse_people
from extract.text.similarity import find_title, fold, numbers_differ, same_container, squeeze, title_similarity, words
from tests.properties import QUICK
from tests.properties.made import ANY_TEXT, FAMILIES, WORDS, YEARS

TITLES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@QUICK
@given(ANY_TEXT | TITLES, ANY_TEXT | TITLES)
def test_likeness_is_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    assert title_similarity(one, other) == title_similarity(other, one)
    assert -0.25 <= title_similarity(one, other) <= 1
    assert title_similarity(one, one) in (0.0, 1.0)
    assert numbers_differ(one, other) == numbers_differ(other, one)
    assert same_container(one, other) == same_container(other, one)


@QUICK
@given(ANY_TEXT)
def test_folding_and_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
    assert fold(fold(text)) == fold(text)
    assert fold_name(fold_name(text)) == fold_name(text)
    assert words(" ".join(words(text))) == words(text)
    for cleaned in (clean(text), clean_title(text), clean_doi(text)):
        if cleaned is not None:
            cleaned.encode()
    if (doi := clean_doi(text)) is not None:
        assert clean_doi(doi) == doi
    if (number := clean_pmid(text)) is not None:
        assert clean_pmid(number) == number and number.isascii()


@QUICK
@given(TITLES, TITLES)
def test_a_title_is_found_in_a_string_that_holds_it(title: str, around: str) -> None:
    inner, outer = squeeze(title), squeeze(around + title + around)
    score, start, end = find_title(inner, outer)
    assert score == 1.0 and outer[start:end] == inner


@QUICK
@given(TITLES)
def test_keys_do_not_see_case_and_mark_up(title: str) -> None:
    assert stored_title_keys(title) == stored_title_keys(title.upper()) or "ß" in title or "β" in title
    assert without_markup(f"<i>{title.replace('<', ' ')}</i>") == " ".join(title.replace("<", " ").split())


@QUICK
@given(FAMILIES, YEARS)
def test_a_key_is_read_back(family: str, year: int) -> None:
    for printed in (f"{family} et al. {year}", f"{family} et al., {year}", f"{family} et al. ({year})"):
        key = parse_citation_key(printed)
        assert key is not None and key.year == year and key.et_al
        assert key.names[0].split() == [word for word in fold_name(family).split() if len(word) > 1]
    assert family_key(family) == family_key(family.upper()) or "ß" in family


@QUICK
@given(ANY_TEXT)
def test_identifiers_lie_within_their_text(text: str) -> None:
    for find in (
        *(identifiers.find_dois, identifiers.find_pmids, identifiers.find_pmcids, identifiers.find_arxiv),
        identifiers.find_registrations,
    ):
        for found in find(text):
            assert 0 <= found.start < found.end <= len(text)


@QUICK
@given(st.from_regex(r"10\.[1-9][0-9]{3,5}/[a-z0-9]{1,8}[.(-][a-z0-9]{1,8}", fullmatch=True))
def test_a_doi_is_found_behind_any_label(doi: str) -> None:
    if doi.count("(") != doi.count(")"):
        doi += ")"
    for label in ("", "doi:", "DOI ", "https://doi.org/", "doi: https://doi.org/"):
        assert identifiers.find_doi(f"Sato J. Ten. 2020. {label}{doi}.") == doi


@QUICK
@given(ANY_TEXT)
def test_any_text_may_hold_people_and_years(text: str) -> None:
    people, _ = parse_people(text)
    assert all(person.family for person in people)
    assert parse_citation_key(text) is None or year_in(text) is not None
