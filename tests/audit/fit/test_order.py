"""Numbers that follow first mention, and where they break off."""

from extract.audit.fit.names import find_places, is_author
from extract.model import Person, ReferenceFields
from tests.audit.made_reviews import review

ENTRIES = [f"Smith {letter}. Title number {letter}. Lancet. 2018;3:1-2." for letter in "ABCDEFGH"]


def skipped(*numbers: str) -> dict[str, tuple[str, ...]]:
    text = " ".join(f"Sentence about a thing{at} [{number}]." for at, number in enumerate(numbers))
    paper = review(text, entries=ENTRIES)
    places = find_places(paper)
    return {
        each.key: places[each.id].skipped for each in paper.citations if each.id in places and places[each.id].skipped
    }


def test_a_repeated_number_stands_where_another_was_due() -> None:
    assert skipped("1", "2", "3", "2", "5", "6", "7", "8") == {"2": ("4",)}


def test_nothing_is_due_in_an_unbroken_order() -> None:
    assert skipped("1", "2", "1", "3", "4", "2", "5", "6", "7", "8") == {}


def test_six_entries_show_an_order_and_five_do_not() -> None:
    assert skipped("1", "2", "3", "2", "5", "6", "7") == {"2": ("4",)}
    assert skipped("1", "2", "3", "2", "5", "6") == {}


def test_three_in_four_first_mentions_make_an_order() -> None:
    def is_ordered(*numbers: str) -> bool:
        text = " ".join(f"Sentence about a thing{at} [{number}]." for at, number in enumerate(numbers))
        return find_places(review(text, entries=ENTRIES)) != {}

    assert is_ordered("1", "2", "3", "8", "7", "4", "5", "6")
    assert not is_ordered("1", "2", "8", "7", "6", "3", "4", "5")


def test_a_range_cites_what_it_spans() -> None:
    assert skipped("1", "2–4", "2", "5", "6", "7", "8") == {}


def test_an_alphabetical_list_has_no_order() -> None:
    assert skipped("8", "3", "5", "1", "7", "2", "6", "4") == {}


def test_names_meet_in_other_spellings_and_not_by_chance() -> None:
    fields = ReferenceFields(authors=(Person("Méndez Romero", "A"), Person("O'Kane", "G"), Person("Timmerman", "R")))
    assert all(is_author(name, fields) for name in ("Mendez Romero", "O’Kane", "Timmermen", "Romero"))
    assert not any(is_author(name, fields) for name in ("Zimmerman", "Kane", "Mendel"))
