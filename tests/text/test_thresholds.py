"""Words, letters and rounds on either side of each threshold: the last that counts, and the first that does not."""

import pytest

from extract.text.group_sizes import read_group_sizes
from extract.text.headings import close_gaps, part_name
from extract.text.invisible import mixed_words_in
from extract.text.keys import stored_title_keys
from extract.text.markup import without_markup
from extract.text.numbers import parse_number
from extract.text.similarity import title_similarity
from extract.text.tex import untex

SEVEN = " ".join(["wardsofdims"] * 7)


@pytest.mark.parametrize(("letters", "read"), [(6, 6), (7, 6)], ids=["90 characters", "91 characters"])
def test_a_group_is_named_within_ninety_characters_of_its_size(letters: int, read: int) -> None:
    (size,) = read_group_sizes(f"{'w' * letters} {SEVEN} (n = 40)")
    assert len(size.label.split()[0]) == read and size.label.endswith(SEVEN)


@pytest.mark.parametrize(("count", "read"), [(8, 8), (9, 8)])
def test_the_name_of_a_group_has_eight_words(count: int, read: int) -> None:
    words = ["dim", "a", "b", "c", "d", "e", "f", "g", "h"][:count]
    (size,) = read_group_sizes(f"{' '.join(words)} (n = 40)")
    assert size.label.split() == words[-read:]


@pytest.mark.parametrize(("length", "closed"), [(60, True), (61, False)])
def test_a_heading_with_gaps_has_sixty_characters(length: int, closed: bool) -> None:
    words = f"CONFLICT OF INTEREST{' ' * (length - len('CONFLICT OF INTERESTSTATEMENT'))}STATEMENT"
    gapped = words.replace("STATEMENT", "STATE MENT").replace("  ", " ", 1)
    assert len(gapped) == length
    assert (close_gaps(gapped) == "CONFLICT OF INTEREST STATEMENT") is closed


@pytest.mark.parametrize(
    ("words", "is_whole"),
    [
        ("Design, setting, participants, and main outcome measures", True),
        ("Design, setting, participants, interventions, and main outcome measures", False),
    ],
    ids=["7 words", "8 words"],
)
def test_the_name_of_a_part_of_an_abstract_has_seven_words(words: str, is_whole: bool) -> None:
    assert part_name(f"{words}: We looked")[1] is is_whole


@pytest.mark.parametrize(("count", "named", "more"), [(5, 5, ""), (6, 5, " and 1 more")])
def test_five_words_of_two_scripts_are_named(count: int, named: int, more: str) -> None:
    found = mixed_words_in(" ".join(f"d\u043e{letter}" for letter in "abcdef"[:count])) or ""
    assert found.count('"') == 2 * named and found.endswith(f'"{more}')


@pytest.mark.parametrize(("words", "keys"), [(5, 3), (6, 4), (7, 4)])
def test_four_runs_of_a_title_are_stored(words: int, keys: int) -> None:
    title = " ".join(["Magnesium", "wards", "lamps", "doors", "sheets", "bells", "tents"][:words])
    assert len(stored_title_keys(title)) == keys


@pytest.mark.parametrize(("depth", "raised"), [(58, "²"), (59, "2")])
def test_elements_lie_sixty_deep(depth: int, raised: str) -> None:
    """The superscript is one of them."""
    assert without_markup(f"{'<i>' * depth}<sup>2</sup>{'</i>' * depth}") == raised


@pytest.mark.parametrize(("depth", "letter"), [(39, "é"), (40, "e")])
def test_groups_of_tex_lie_forty_deep(depth: int, letter: str) -> None:
    assert untex("{" * depth + "\\'e" + "}" * depth) == letter


@pytest.mark.parametrize(
    ("rounds", "text"), [(1, "dim wards"), (2, "<i>dim</i> wards"), (3, "&lt;i&gt;dim&lt;/i&gt; wards")]
)
def test_markup_is_escaped_twice(rounds: int, text: str) -> None:
    escaped = "&" + "amp;" * rounds
    assert without_markup(f"{escaped}lt;i{escaped}gt;dim{escaped}lt;/i{escaped}gt; wards") == text


@pytest.mark.parametrize(("printed", "number"), [("forty", 40), ("fourty", 40), ("fourty-two", 42)])
def test_forty_is_often_misspelt(printed: str, number: int) -> None:
    assert parse_number(printed) == number


@pytest.mark.parametrize(("more", "likeness"), [(11, 100 / 111), (12, 0.92)], ids=["0.901", "0.893"])
def test_what_a_title_leaves_out_is_a_subtitle_below_a_likeness_of_nine_tenths(more: int, likeness: float) -> None:
    title = "magnesium" * 5 + "wards"
    assert title_similarity(title, title + "x" * more) == pytest.approx(likeness)


def test_numbers_that_differ_cost_a_quarter() -> None:
    title = "Magnesium and the quality of sleep in "
    assert title_similarity(title + "1980", title + "2345") == pytest.approx(
        title_similarity(title + "abcd", title + "efgh") - 0.25
    )
