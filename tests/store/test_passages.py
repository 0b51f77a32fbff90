"""Numbers as the database holds them: whole ones where they were printed so."""

from decimal import Decimal

import pytest

from extract.store.passages import as_number


@pytest.mark.parametrize(
    ("printed", "held"),
    [("12", 12), ("-3", -3), ("12.0", 12.0), ("0.5", 0.5), ("1E+2", 100.0), ("NaN", None), ("Infinity", None)],
)
def test_a_number_is_whole_where_it_was_printed_so(printed: str, held: float | None) -> None:
    number = as_number(Decimal(printed))
    assert number == held and type(number) is type(held)


def test_no_number_is_none() -> None:
    assert as_number(None) is None
