"""Numbers as papers print them."""

from decimal import Decimal

import pytest

from extract.text.numbers import (
    are_alike,
    are_near,
    decimals,
    is_significant,
    parse_number,
    parse_number_words,
    whole_number,
)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0·75", "0.75"),
        ("1,234", "1234"),
        ("12,345.6", "12345.6"),
        ("1 234", "1234"),
        ("10\u2009000", "10000"),
        ("−3.20", "-3.20"),
        ("–0.4", "-0.4"),
        (".05", "0.05"),
        ("0,05", "0.05"),
        ("76.7%", "76.7"),
        ("eleven", "11"),
        ("Thirty-six", "36"),
        ("one hundred and five", "105"),
        ("1.5e-4", "0.00015"),
        ("5 × 10^6", "5E+6"),
    ],
)
def test_a_number_is_read_as_printed(printed: str, value: str) -> None:
    assert parse_number(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "12-15", "v4.0.2", "1.2.3", "NR", "two or three", "5 mg", "-", "–", "a"])
def test_what_is_no_single_number_is_none(printed: str) -> None:
    assert parse_number(printed) is None


def test_printed_zeros_are_kept() -> None:
    assert str(parse_number("0.50")) == "0.50"
    assert decimals("0.50") == 2


def test_a_whole_number_has_at_most_fifteen_digits() -> None:
    assert whole_number("9" * 15) == 10**15 - 1 and whole_number("9" * 16) is None


def test_a_number_in_words_has_at_most_twelve_of_them() -> None:
    words = "one hundred one million two hundred thirty four thousand five hundred sixty"
    assert parse_number_words(words) == 101_234_560 and parse_number_words(f"{words} seven") is None


@pytest.mark.parametrize(
    ("first", "second", "within", "near"),
    [
        (10, 12, 2, True),
        (10, 12.01, 2, False),
        (12, 10, 2, True),
        (1.1, 1.0, 0.1, True),
        (1.1001, 1.0, 0.1, False),
        (5, 5, 0, True),
        (5, 5.001, 0, False),
        (-1, 1, 2, True),
        (-1, 1, 1.9, False),
    ],
)
def test_numbers_are_near_up_to_the_tolerance_and_at_it(first: float, second: float, within: float, near: bool) -> None:
    assert are_near(first, second, within) is near
    assert are_near(Decimal(str(first)), Decimal(str(second)), Decimal(str(within))) is near


@pytest.mark.parametrize(
    ("first", "second", "alike"), [(9, 10, True), (8.99, 10, False), (11, 10, True), (11.01, 10, False), (10, 9, False)]
)
def test_numbers_are_alike_within_a_share_of_the_second(first: float, second: float, alike: bool) -> None:
    assert are_alike(first, second, 0.1) is alike


@pytest.mark.parametrize(
    ("p", "relation", "significant"),
    [
        (0.049, "=", True),
        (0.05, "=", True),
        (0.051, "=", False),
        (0.05, "<", True),
        (0.05, "<=", True),
        (0.06, "<", False),
        (0.05, ">", False),
        (0.01, "≥", False),
        (0.01, ">=", False),
    ],
)
def test_a_p_is_significant_up_to_five_in_a_hundred(p: float, relation: str, significant: bool) -> None:
    assert is_significant(p, relation) is significant
    assert is_significant(Decimal(str(p)), relation) is significant


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hundred", "100"),
        ("thousand", "1000"),
        ("two thousand five hundred", "2500"),
        ("twenty hundred", "2000"),
        ("million", "1000000"),
    ],
)
def test_a_scale_alone_is_one_of_it(words: str, value: str) -> None:
    assert parse_number_words(words) == Decimal(value)


@pytest.mark.parametrize("words", ["thousand million", "zero hundred", "two thousand thousand", "and", "five dozen"])
def test_scales_that_multiply_nothing_are_no_number(words: str) -> None:
    assert parse_number_words(words) is None
