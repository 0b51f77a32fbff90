"""Pooling against values of R's metafor, recorded on the BCG trials (Colditz 1994), and against hand-worked cases."""

import math

import numpy
import pytest

from extract.pooling import (
    Pooled,
    TwoByTwo,
    double_arcsine,
    log_ratio,
    logit,
    mantel_haenszel,
    mean_difference,
    peto,
    pool_effects,
    proportion,
    risk_difference,
    standardised_difference,
    t_quantile,
    undo_double_arcsine,
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
RATIOS = tuple(log_ratio(table, "RR") for table in TABLES)


def test_inverse_variance_models_are_those_of_metafor() -> None:
    fixed, dl, reml, *_ = pool_effects(RATIOS)
    assert (round(fixed.estimate, 4), round(fixed.low, 4), round(fixed.high, 4)) == (-0.4303, -0.5097, -0.3509)
    assert (round(dl.estimate, 4), round(dl.tau2, 4)) == (-0.7141, 0.3088)
    assert (round(reml.estimate, 4), round(reml.low, 4), round(reml.high, 4)) == (-0.7145, -1.0669, -0.3622)
    assert (round(reml.tau2, 4), round(fixed.q, 3), round(fixed.i2, 1)) == (0.3132, 152.233, 92.1)


def rounded(pooled: Pooled | None) -> tuple[float, float, float]:
    assert pooled is not None
    return round(pooled.estimate, 4), round(pooled.low, 4), round(pooled.high, 4)


def test_mantel_haenszel_and_peto_are_those_of_metafor() -> None:
    assert rounded(mantel_haenszel(TABLES, "RR")) == (-0.4537, -0.5308, -0.3766)
    assert rounded(mantel_haenszel(TABLES, "OR")) == (-0.4734, -0.5538, -0.3930)
    assert rounded(peto(TABLES)) == (-0.4744, -0.5541, -0.3948)


def test_hartung_knapp_intervals_are_those_of_metafor() -> None:
    """rma(..., test = "knha") on REML; on DerSimonian and Laird the same from their own variance."""
    of_reml, of_dl = (each for each in pool_effects(RATIOS) if each.model == "hartung-knapp")
    assert rounded(of_reml) == (-0.7145, -1.1084, -0.3206)
    assert round(of_dl.estimate, 4) == -0.7141 and of_dl.low < -1.1 and of_dl.high > -0.33


@pytest.mark.parametrize(("events", "total"), [(5, 20), (0, 12), (12, 12), (3, 400)])
def test_a_double_arcsine_goes_back_to_its_proportion(events: int, total: int) -> None:
    y, v = double_arcsine(events, total)
    assert undo_double_arcsine(y, total) == pytest.approx(events / total, abs=1e-9)
    assert v == pytest.approx(1 / (total + 0.5))


def test_double_arcsines_by_hand() -> None:
    """asin(sqrt(5/21)) + asin(sqrt(6/21)) = 0.5098 + 0.5639; beyond the ends nothing or all."""
    assert double_arcsine(5, 20)[0] == pytest.approx(1.0737, abs=5e-4)
    assert undo_double_arcsine(0.0, 20) == 0 and undo_double_arcsine(math.pi, 20) == 1


def test_log_odds_of_a_proportion_by_hand() -> None:
    assert logit(20, 80) == pytest.approx((math.log(1 / 3), 1 / 20 + 1 / 60))
    assert logit(0, 10) == pytest.approx((math.log(0.5 / 10.5), 1 / 0.5 + 1 / 10.5))


def test_risk_differences_by_hand() -> None:
    assert risk_difference(TwoByTwo(10, 40, 20, 40)) == pytest.approx((-0.25, 0.25 * 0.75 / 40 + 0.25 / 40))


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
    fixed, dl, *_, hartung_knapp = pool_effects(effects)
    estimates, variances = numpy.array(effects).T
    theirs = meta.combine_effects(estimates, variances, method_re="dl", use_t=False)
    means = theirs.summary_frame().loc[:, ["eff", "ci_low", "ci_upp"]]
    for ours, name in ((fixed, "fixed effect"), (dl, "random effect")):
        assert [ours.estimate, ours.low, ours.high] == pytest.approx(list(means.loc[name]), abs=5e-4)
    assert (dl.tau2, fixed.q) == pytest.approx((theirs.tau2, theirs.q), rel=1e-3)
    adjusted = means.loc["random effect wls"]
    assert hartung_knapp.estimate == pytest.approx(adjusted["eff"], abs=5e-4)


def test_effects_without_variance_are_left_out_and_equal_ones_have_no_heterogeneity() -> None:
    assert pool_effects([(0.1, 0.0), (0.2, 0.04)]) == ()
    assert [round(made.estimate, 9) for made in pool_effects([(0.1, 0.0), (0.2, 0.04), (0.2, 0.09)])][:1] == [0.2]
    assert {(made.q, made.i2, made.tau2) for made in pool_effects([(0.5, 0.25), (0.5, 0.25)])} == {(0.0, 0.0, 0.0)}


@pytest.mark.parametrize("measure", ["OR", "RR"])
def test_tables_without_an_event_in_a_group_have_no_common_ratio(measure: str) -> None:
    none_treated = [TwoByTwo(0, 20, 5, 20), TwoByTwo(0, 30, 4, 30)]
    none_untreated = [TwoByTwo(table.events_2, table.total_2, 0, table.total_1) for table in none_treated]
    assert mantel_haenszel(none_treated, measure) is None and mantel_haenszel(none_untreated, measure) is None


def test_tables_without_a_difference_have_no_heterogeneity() -> None:
    same = [TwoByTwo(5, 20, 5, 20), TwoByTwo(8, 40, 8, 40)]
    for pooled in (mantel_haenszel(same, "RR"), mantel_haenszel(same, "OR"), peto(same)):
        assert pooled is not None and (pooled.estimate, pooled.q, pooled.i2) == (0.0, 0.0, 0.0)
    assert peto([TwoByTwo(0, 20, 0, 20), *same]) == peto(same) == peto([*same, TwoByTwo(20, 20, 20, 20)])
    assert peto(same[:1]) is None
