"""Numbers, ranges and what follows from them."""

import math
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extract.annotate.citations.candidate import parse_numbers
from extract.audit.arithmetic.distributions import chi_squared_tail, f_tail, normal_quantile, normal_tail, t_tail
from extract.audit.arithmetic.intervals import holds_estimate, ratio_p
from extract.audit.arithmetic.rounding import cut, fit_percent, possible_denominators, rounded, within_units
from extract.audit.estimates import find_estimates
from extract.audit.relations.shares import find_fractions
from extract.audit.relations.statistics import find_statistics
from extract.audit.relations.survival import find_rates
from extract.audit.relations.whole_numbers import grim
from extract.text.numbers import decimals, parse_number, parse_number_words, plain_dashes, whole_number
from tests.properties import QUICK
from tests.properties.made import ANY_TEXT, DECIMALS

POSITIVE = st.floats(0.01, 40, allow_nan=False)
DEGREES = st.integers(1, 300)


@QUICK
@given(DECIMALS, st.sampled_from([".", "·"]), st.sampled_from("-−–"), st.sampled_from(["", "%", " %", " "]))
def test_a_printed_number_is_read_back_with_its_decimals(value: Decimal, point: str, minus: str, behind: str) -> None:
    printed = f"{value:f}".replace("-", minus).replace(".", point) + behind
    assert parse_number(printed) == value
    assert decimals(printed) == max(0, -int(value.as_tuple().exponent))


@QUICK
@given(st.integers(0, 10**9), st.sampled_from([",", "\u2009", "\u00a0", "'"]))
def test_thousands_are_read_back(value: int, mark: str) -> None:
    assert parse_number(f"{value:,}".replace(",", mark)) == value


@QUICK
@given(ANY_TEXT)
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert parse_number(text) is None or isinstance(parse_number(text), Decimal)
    assert parse_number_words(text) is None or isinstance(parse_number_words(text), Decimal)
    assert whole_number(text) is None or 0 <= (whole_number(text) or 0) < 10**15
    assert len(plain_dashes(text)) == len(text)


@QUICK
@given(DECIMALS, st.integers(1, 9))
def test_what_a_number_rounds_from_holds_it(value: Decimal, units: int) -> None:
    for interval in (rounded(value), cut(value), within_units(value, units)):
        assert interval.holds(value) and interval.low < interval.high
    assert cut(value).low <= rounded(value).low and rounded(value).high <= cut(value).high


@QUICK
@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 3))
def test_a_percent_that_was_computed_fits_its_count(count: int, denominator: int, places: int) -> None:
    printed = (Decimal(100 * count) / denominator).quantize(Decimal(1).scaleb(-places))
    assert fit_percent(printed, Decimal(count), Decimal(denominator)).fit == "exact"
    if 0 < count <= denominator:
        assert denominator in possible_denominators(printed, count, 400)


@QUICK
@given(st.integers(1, 90), st.lists(st.integers(0, 10), min_size=1, max_size=90))
def test_a_mean_of_whole_numbers_is_possible(_: int, values: list[int]) -> None:
    mean = (Decimal(sum(values)) / len(values)).quantize(Decimal("0.01"))
    assert grim(mean, len(values))


@QUICK
@given(POSITIVE, POSITIVE, DEGREES, DEGREES)
def test_tails_fall_as_the_statistic_grows(one: float, other: float, df1: int, df2: int) -> None:
    low, high = sorted((one, other))
    for tail in (
        *(normal_tail, lambda x: t_tail(x, df1), lambda x: chi_squared_tail(x, df1)),
        lambda x: f_tail(x, df1, df2),
    ):
        assert 0 <= tail(high) <= tail(low) + 1e-9 <= 1 + 2e-9


@QUICK
@given(st.floats(0.001, 0.999))
def test_the_quantile_undoes_the_tail(p: float) -> None:
    assert math.isclose(normal_tail(normal_quantile(p)), 2 * min(p, 1 - p), abs_tol=1e-9)


@QUICK
@given(st.lists(st.integers(1, 900), min_size=3, max_size=3, unique=True), st.integers(1, 300))
def test_a_wider_interval_gives_no_smaller_p_and_holds_its_estimate(values: list[int], wider: int) -> None:
    low, estimate, high = (Decimal(value) / 100 for value in sorted(values))
    assert holds_estimate(estimate, low, high)
    near, far = (ratio_p(estimate, low / by, high * by, Decimal(95)) for by in (1, 1 + Decimal(wider) / 100))
    assert near is not None and far is not None
    assert 0 <= near.low <= near.high <= 1 and near.at <= far.at + 1e-9


@QUICK
@given(st.integers(1, 900), st.integers(1, 60))
def test_a_range_of_markers_names_every_number_once(first: int, more: int) -> None:
    assert parse_numbers(f"{first}–{first + more}") == tuple(range(first, first + more + 1)) or first + more > 999


@QUICK
@given(ANY_TEXT)
def test_any_text_may_be_searched_for_expressions(text: str) -> None:
    for find in (find_estimates, find_fractions, find_rates, find_statistics):
        list(find(text))


@QUICK
@given(DECIMALS, st.integers(-12, 9), st.sampled_from(["{0} × 10^{1}", "{0}x10^{{{1}}}", "{0} * 10{1}", "{0}e{1}"]))
def test_powers_of_ten_are_what_decimal_makes_of_them(value: Decimal, power: int, form: str) -> None:
    raised = str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")) if "10{1}" in form else str(power)
    assert parse_number(form.format(f"{value:f}", raised)) == Decimal(f"{value:f}E{power}")
    if power < 0 and "e" not in form:
        assert parse_number("10" + form.partition("10")[2].format("", raised)) == Decimal(f"1E{power}")
