"""Our distributions and tests beside scipy's."""

import math
from decimal import Decimal
from typing import Any

import pytest

from extract.audit.arithmetic.distributions import (
    chi_squared_tail,
    f_tail,
    fisher_p,
    normal_quantile,
    normal_tail,
    pearson_p,
    t_tail,
)
from extract.audit.arithmetic.intervals import holds_estimate, log_asymmetry, ratio_p


@pytest.fixture(scope="module")
def stats() -> Any:
    """The statistics of scipy, imported where a test runs and not while tests are collected."""
    return pytest.importorskip("scipy.stats")


@pytest.mark.parametrize("z", [0.0, 0.3, 1.96, 4.5, 9.0])
def test_normal_tail_is_scipys(stats: Any, z: float) -> None:
    assert normal_tail(z) == pytest.approx(2 * stats.norm.sf(z), rel=1e-10)


@pytest.mark.parametrize("p", [1e-6, 0.025, 0.5, 0.9, 0.995])
def test_normal_quantile_is_scipys(stats: Any, p: float) -> None:
    assert normal_quantile(p) == pytest.approx(stats.norm.ppf(p), abs=1e-9)


@pytest.mark.parametrize("df", [1, 2.5, 12, 300, 20_000])
@pytest.mark.parametrize("x", [0.01, 0.8, 2.2, 7.5, 40.0])
def test_tails_are_scipys(stats: Any, df: float, x: float) -> None:
    assert t_tail(x, df) == pytest.approx(2 * stats.t.sf(x, df), rel=1e-7, abs=1e-14)
    assert chi_squared_tail(x, df) == pytest.approx(stats.chi2.sf(x, df), rel=1e-7, abs=1e-12)
    assert f_tail(x, 3, df) == pytest.approx(stats.f.sf(x, 3, df), rel=1e-7, abs=1e-12)


@pytest.mark.parametrize("table", [((102, 41), (7, 2)), ((12, 5), (56, 31)), ((3, 9), (10, 2)), ((1, 0), (3, 8))])
def test_two_by_two_tests_are_scipys(stats: Any, table: tuple[tuple[int, int], tuple[int, int]]) -> None:
    (a, b), (c, d) = table
    assert fisher_p(a, b, c, d) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-6)
    for yates in (False, True):
        expected = stats.chi2_contingency(table, correction=yates).pvalue
        assert pearson_p(table, yates=yates) == pytest.approx(expected, rel=1e-9)


def test_p_of_a_ratio_is_that_of_its_interval() -> None:
    found = ratio_p(Decimal("0.429"), Decimal("0.206"), Decimal("0.894"), Decimal(95))
    assert found is not None
    assert found.low < 0.024 < found.high and math.isclose(found.at, 0.0239, abs_tol=5e-4)


def test_an_interval_of_no_width_has_no_p() -> None:
    assert ratio_p(Decimal(1), Decimal(1), Decimal(1), Decimal(95)) is None


def test_rounding_alone_never_puts_an_estimate_outside() -> None:
    assert holds_estimate(Decimal("1.1"), Decimal("1.12"), Decimal("2.0"))
    assert not holds_estimate(Decimal("3.42"), Decimal("1.01"), Decimal("1.74"))


def test_a_centred_ratio_is_symmetric_and_a_wrong_one_is_not() -> None:
    assert log_asymmetry(Decimal("1.33"), Decimal("1.01"), Decimal("1.74")) == 0.0
    off = log_asymmetry(Decimal("1.70"), Decimal("1.01"), Decimal("1.74"))
    assert off is not None and off > 0.8
