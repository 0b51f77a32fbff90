"""From markers to references."""

from dataclasses import replace

from extract.model import Marker, Span
from extract.resolve.markers import link_markers
from tests.annotate.made_papers import named, numbered


def marker(*keys: str) -> Marker:
    return Marker(id="m1", pieces=(Span(0, 1),), rule="made", style="numeric", keys=keys)


def test_numbers_are_labels() -> None:
    first, second = link_markers((marker("2", "9"),), numbered(3))
    assert (first.status, first.reference) == ("linked", "ref2")
    assert (second.status, second.reference) == ("missing", None)


def test_two_entries_with_one_label_are_ambiguous() -> None:
    one, two, three = numbered(3)
    (citation,) = link_markers((marker("2"),), (one, two, replace(three, label="2")))
    assert (citation.status, citation.candidates) == ("ambiguous", ("ref2", "ref3"))


def test_numbers_are_places_where_the_list_has_no_labels() -> None:
    listed = tuple(replace(reference, label=None) for reference in numbered(3))
    (citation,) = link_markers((marker("3"),), listed)
    assert citation.reference == "ref3"


def test_same_author_and_year_without_letter_is_ambiguous() -> None:
    listed = named(("Lee, Kim", 2020, "a"), ("Lee, Kim", 2020, "b"))
    (citation,) = link_markers((marker("Lee and Kim 2020"),), listed)
    assert citation.candidates == ("ref1", "ref2")
    (lettered,) = link_markers((marker("Lee and Kim 2020b"),), listed)
    assert lettered.reference == "ref2"


def test_the_second_author_decides() -> None:
    listed = named(("Lee, Kim", 2020), ("Lee, Park", 2020), ("Lee, Roe, Doe", 2020))
    (citation,) = link_markers((marker("Lee & Park 2020"),), listed)
    assert citation.reference == "ref2"
    (many,) = link_markers((marker("Lee et al. 2021"),), listed)
    assert many.status == "missing"
