"""Pooling against values of R's metafor, recorded on the BCG trials (Colditz 1994), and against hand-worked cases."""

import math

import numpy
import pytest

from extract.resolve.pooling import (
    TwoByTwo,
    log_ratio,
    mantel_haenszel,
    mean_difference,
    peto,
    pool_effects,
    proportion,
    standardised_difference,
    t_quantile,
)

BCG = (
    (4, 119, 11, 128),
    (6, 300, 29, 274),
    (3, 228, 11, 209),
    (62, 13536, 248, 12619),
    (33, 5036, 47, 5761),
    (180, 1361, 372, 1079),
    (8, 2537, 10, 619),
    (505, 87886, 499, 87892),
    (29, 7470, 45, 7232),
    (17, 1699, 65, 1600),
    (186, 50448, 141, 27197),
    (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
)
"""Vaccinated with and without tuberculosis, controls with and without: dat.bcg of metafor."""
TABLES = tuple(TwoByTwo(a, a + b, c, c + d) for a, b, c, d in BCG)


def test_inverse_variance_models_are_those_of_metafor() -> None:
    fixed, dl, reml, _ = pool_effects([log_ratio(table, "RR") for table in TABLES])
    assert (round(fixed.estimate, 4), round(fixed.low, 4), round(fixed.high, 4)) == (-0.4303, -0.5097, -0.3509)
    assert (round(dl.estimate, 4), round(dl.tau2, 4)) == (-0.7141, 0.3088)
    assert (round(reml.estimate, 4), round(reml.low, 4), round(reml.high, 4)) == (-0.7145, -1.0669, -0.3622)
    assert (round(reml.tau2, 4), round(fixed.q, 3), round(fixed.i2, 1)) == (0.3132, 152.233, 92.1)


def test_mantel_haenszel_and_peto_are_those_of_metafor() -> None:
    risk, odds, one_step = mantel_haenszel(TABLES, "RR"), mantel_haenszel(TABLES, "OR"), peto(TABLES)
    assert risk is not None and odds is not None and one_step is not None
    assert (round(risk.estimate, 4), round(odds.estimate, 4), round(one_step.estimate, 4)) == (
        -0.4537,
        -0.4734,
        -0.4744,
    )


def test_two_equal_studies_pool_to_themselves() -> None:
    for pooled in pool_effects([(0.5, 0.04), (0.5, 0.04)]):
        assert pooled.estimate == pytest.approx(0.5) and pooled.i2 == 0
    assert pool_effects([(0.5, 0.04)]) == ()


def test_a_zero_cell_gets_a_half() -> None:
    y, v = log_ratio(TwoByTwo(0, 10, 5, 10), "OR")
    assert y == pytest.approx(math.log(0.5 * 5.5 / (10.5 * 5.5))) and v > 0
    assert proportion(0, 20) == pytest.approx((0.5 / 21, 0.5 / 21 * (1 - 0.5 / 21) / 21))


def test_differences_of_means_by_hand() -> None:
    assert mean_difference((10, 2, 40), (8, 2, 40)) == pytest.approx((2, 0.2))
    g, _ = standardised_difference((10, 2, 40), (8, 2, 40))
    assert g == pytest.approx(1 - 3 / (4 * 80 - 9))


@pytest.mark.parametrize(("df", "value"), [(1, 12.706), (2, 4.303), (4, 2.776), (12, 2.179), (100, 1.984)])
def test_quantiles_of_t(df: int, value: float) -> None:
    assert t_quantile(df) == pytest.approx(value, rel=2e-3)


def test_pooling_is_that_of_statsmodels() -> None:
    meta = pytest.importorskip(
        "statsmodels.stats.meta_analysis", reason="statsmodels is not installed: pooling is not compared with it"
    )
    effects = [log_ratio(table, "RR") for table in TABLES]
    fixed, dl, _, hartung_knapp = pool_effects(effects)
    estimates, variances = numpy.array(effects).T
    theirs = meta.combine_effects(estimates, variances, method_re="dl", use_t=False)
    means = theirs.summary_frame().loc[:, ["eff", "ci_low", "ci_upp"]]
    for ours, name in ((fixed, "fixed effect"), (dl, "random effect")):
        assert [ours.estimate, ours.low, ours.high] == pytest.approx(list(means.loc[name]), abs=5e-4)
    assert (dl.tau2, fixed.q) == pytest.approx((theirs.tau2, theirs.q), rel=1e-3)
    adjusted = means.loc["random effect wls"]
    assert hartung_knapp.estimate == pytest.approx(adjusted["eff"], abs=5e-4)
