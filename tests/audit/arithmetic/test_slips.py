"""Slips of one digit, and where a number is too long for anybody to have typed it."""

from decimal import Decimal

import pytest

from extract.audit.arithmetic.slips import meant_by


@pytest.mark.parametrize(("digits", "has_slips"), [(20, True), (21, False), (100, False)])
def test_slips_of_a_string_of_digits_are_past_counting(digits: int, has_slips: bool) -> None:
    found = {name for name, _ in meant_by(Decimal("1" * digits))}
    assert ("one digit wrong" in found) is has_slips


def test_numbers_written_with_powers_have_slips_of_their_digits() -> None:
    assert (Decimal("1300"), "one digit wrong") in {(meant, name) for name, meant in meant_by(Decimal("1.2E+3"))}
