from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from slipline.core.base.errors import Cancelled, InputError
from slipline.core.hotspots.gi_star import GI, GI_STAR, GiOptions, estimated_pairs, gi_bins, gi_star

from ..made_targets import Remembering


def brute_force(x, y, values, distance):
    """Ord and Getis (1995), Eq. 14, for each target by itself, in its textbook form."""
    n = len(values)
    mean, deviation = values.mean(), np.sqrt((values**2).mean() - values.mean() ** 2)
    z = np.empty(n)
    for i in range(n):
        w = (np.hypot(x - x[i], y - y[i]) <= distance).astype(float)
        z[i] = ((w * values).sum() - mean * w.sum()) / (
            deviation * np.sqrt((n * (w**2).sum() - w.sum() ** 2) / (n - 1))
        )
    return z


def brute_force_gi(x, y, values, distance):
    """Ord and Getis (1995), Eq. 14 without the target itself: moments of the others, one target after another."""
    n = len(values)
    z = np.empty(n)
    for i in range(n):
        others = np.delete(values, i)
        w = (np.hypot(np.delete(x, i) - x[i], np.delete(y, i) - y[i]) <= distance).astype(float)
        spread = others.std() * np.sqrt(((n - 1) * (w**2).sum() - w.sum() ** 2) / (n - 2))
        z[i] = ((w * others).sum() - w.sum() * others.mean()) / spread if spread else np.nan
    return z


def cloud(count=400, size=1500.0, seed=3):
    rng = np.random.default_rng(seed)
    return rng.uniform(0, size, count), rng.uniform(0, size, count), rng.normal(-3, 8, count)


def test_three_targets_worked_by_hand():
    # values 1, 2, 6: mean 3, S^2 = 41/3 - 9 = 14/3; the first two are neighbours, the third is alone
    # pair: (3 - 2*3) / (S sqrt((3*2 - 4) / 2)) = -3 / S; alone: (6 - 3) / (S sqrt((3 - 1) / 2)) = 3 / S
    result = gi_star(np.array([0.0, 10.0, 500.0]), np.zeros(3), np.array([1.0, 2.0, 6.0]), 10.0)
    s = np.sqrt(14.0 / 3.0)
    np.testing.assert_allclose(result.z, [-3 / s, -3 / s, 3 / s], rtol=1e-14)
    assert result.neighbours.tolist() == [2, 2, 1]
    assert result.p[0] == pytest.approx(0.16492, abs=1e-5)  # 2 (1 - Phi(1.38873))
    assert result.bins.tolist() == [0, 0, 0]


def test_gi_of_four_targets_worked_by_hand():
    # values 1, 2, 6, 7; the first two are neighbours. First: others 2, 6, 7 have the mean 5 and S^2 = 89/3 - 25 = 14/3;
    # z = (2 - 5) / (S sqrt((3*1 - 1) / 2)) = -3 / S. Second: others 1, 6, 7, mean 14/3, S^2 = 86/3 - 196/9 = 62/9
    x = np.array([0.0, 10.0, 500.0, 505.0])
    result = gi_star(x, np.zeros(4), np.array([1.0, 2.0, 6.0, 7.0]), 10.0, options=GiOptions(GI))
    np.testing.assert_allclose(result.z[:2], [-3 / np.sqrt(14 / 3), (1 - 14 / 3) / np.sqrt(62 / 9)], rtol=1e-14)
    assert result.neighbours.tolist() == [2, 2, 2, 2]


def test_values_of_esda():
    # esda 2.9.0, libpysal 4.14.1: G_Local(v, DistanceBand(xy, 100, binary=True), transform="B", star=True,
    # permutations=0).Zs
    # (a positive mean: with a negative one esda turns the sign)
    x, y = np.array([
        [232.2, 131.7], [257.6, 209.2], [28.3, 292.7], [228.3, 235.8], [38.4, 135.1], [111.2, 278.0], [193.2, 246.8],
        [133.0, 68.2], [166.4, 19.1], [248.3, 189.5], [227.4, 106.4], [291.2, 267.9], [233.5, 58.4], [140.0, 13.1],
    ]).T  # fmt: skip
    values = np.array([24.1, 24.3, 41.4, 15.9, 14.9, 11.9, 26.2, 31.3, 18.9, 11.6, 11.8, 26.5, 27.4, 25.4])
    expected = [
        -0.7837684157919537, -0.3103695684070245, 0.7801770074806308, -0.44005909870115656, -0.8876856618362081,
        0.9639275350844286, -1.3868809910644884, 0.6685827347723643, 0.9610201888816141, -0.9570714761508218,
        -0.9718292094109553, -0.737961310685163, -0.46970107391146354, 0.6685827347723643,
    ]  # fmt: skip
    np.testing.assert_allclose(gi_star(x, y, values, 100.0).z, expected, rtol=1e-12)


@pytest.mark.parametrize("mean", [-3.0, 0.0, 1e-9, 5.0])
def test_it_equals_brute_force_whatever_the_sign_of_the_mean(mean):
    x, y, values = cloud()
    values = values - values.mean() + mean
    result = gi_star(x, y, values, 150.0)
    assert np.abs(result.z - brute_force(x, y, values, 150.0)).max() <= 1e-9


@pytest.mark.parametrize("mean", [-3.0, 0.0, 1e-9, 5.0, 1e4])
def test_gi_equals_brute_force_whatever_the_sign_of_the_mean(mean):
    x, y, values = cloud()
    values = values - values.mean() + mean
    values[17] = mean + 400.0  # an outlier alone makes most of the variance
    expected = brute_force_gi(x, y, values, 150.0)
    result = gi_star(x, y, values, 150.0, options=GiOptions(GI))
    assert np.isnan(expected).sum() == np.isnan(result.z).sum()
    assert np.nanmax(np.abs(result.z - expected)) <= 1e-9


def test_a_lonely_target_has_no_gi_but_a_gi_star():
    x, values = np.array([0.0, 10.0, 20.0, 9000.0]), np.array([1.0, 2.0, 4.0, 9.0])
    lonely = gi_star(x, np.zeros(4), values, 50.0, options=GiOptions(GI))
    assert np.isnan(lonely.z).tolist() == [False, False, False, True]
    assert lonely.neighbours[3] == 1
    assert gi_star(x, np.zeros(4), values, 50.0).z[3] > 1


@pytest.mark.parametrize("values", [[5.0, 5.0, 5.0, 9.0], [0.1, 0.1, 0.1, 0.1], [7.0, 8.0]])
def test_gi_is_zero_where_the_others_do_not_vary(values):
    x = np.arange(len(values), dtype=float)
    result = gi_star(x, np.zeros(len(x)), np.array(values), 1.5, options=GiOptions(GI))
    assert result.z[-1] == 0
    assert np.isfinite(result.z).all()


def test_too_few_neighbours_give_null_not_zero():
    x, y, values = cloud()
    free = gi_star(x, y, values, 60.0)
    for statistic in (GI_STAR, GI):
        result = gi_star(x, y, values, 60.0, options=GiOptions(statistic, min_neighbours=4))
        few = free.neighbours < 4
        assert 0 < few.sum() < len(x)
        np.testing.assert_array_equal(np.isnan(result.z), few)
        np.testing.assert_array_equal(np.isnan(result.p), few)
        np.testing.assert_array_equal(result.neighbours, free.neighbours)
        assert (result.bins[few] == 0).all()


def test_a_cluster_of_negative_velocities_has_a_negative_z():
    x, y, values = cloud()
    near = np.hypot(x - 700, y - 700) < 200
    values[near] = -60.0
    result = gi_star(x, y, values, 150.0)
    assert values.mean() < 0
    assert (result.z[np.hypot(x - 700, y - 700) < 100] < -5).all()
    assert (result.bins[np.hypot(x - 700, y - 700) < 100] == -3).all()


def test_order_and_translation_of_the_targets_do_not_matter():
    x, y, values = cloud()
    result = gi_star(x, y, values, 150.0)
    order = np.random.default_rng(1).permutation(len(x))
    np.testing.assert_allclose(gi_star(x[order], y[order], values[order], 150.0).z, result.z[order], atol=1e-12)
    np.testing.assert_allclose(gi_star(x + 5e5, y + 4e6, values, 150.0).z, result.z, atol=1e-12)


def test_scaling_the_velocities_does_not_matter_and_turning_their_sign_turns_z():
    x, y, values = cloud()
    z = gi_star(x, y, values, 150.0).z
    np.testing.assert_allclose(gi_star(x, y, values * 1000 + 7, 150.0).z, z, atol=1e-10)
    np.testing.assert_allclose(gi_star(x, y, -values, 150.0).z, -z, atol=1e-12)


def test_the_border_of_the_band_is_included():
    assert gi_star(np.array([0.0, 150.0]), np.zeros(2), np.array([1.0, 2.0]), 150.0).neighbours.tolist() == [2, 2]


@pytest.mark.parametrize("values", [[5.0, 5.0, 5.0], [0.1, 0.1, 0.1], [0.0, 0.0, 0.0], [7.0]])
def test_without_variation_nothing_is_hot(values):
    x = np.arange(len(values)) * 1000.0
    result = gi_star(x, np.zeros(len(x)), np.array(values), 150.0)
    assert (result.z == 0).all()
    assert (result.p == 1).all()
    assert (result.bins == 0).all()


def test_targets_at_one_place_are_neighbours_of_each_other():
    x, y, values = cloud(60)
    x[:5], y[:5] = x[0], y[0]
    result = gi_star(x, y, values, 150.0)
    assert np.ptp(result.z[:5]) <= 1e-12  # sums of the same values in another order
    np.testing.assert_allclose(result.z, brute_force(x, y, values, 150.0), atol=1e-9)


def test_missing_and_infinite_values_take_no_part():
    x, y, values = cloud(100)
    values[[3, 40]] = np.nan
    values[7] = np.inf
    known = np.isfinite(values)
    result = gi_star(x, y, values, 150.0)
    np.testing.assert_allclose(result.z[known], brute_force(x[known], y[known], values[known], 150.0), atol=1e-9)
    assert np.isnan(result.z[~known]).all()
    assert np.isnan(result.p[~known]).all()
    assert (result.neighbours[~known] == 0).all()
    assert (result.bins[~known] == 0).all()


def test_classes_follow_the_two_sided_p_value():
    z = np.array([-3.0, -2.0, -1.7, -1.6, 0.0, 1.6, 1.7, 2.0, 3.0])
    assert gi_bins(z).tolist() == [-3, -2, -1, 0, 0, 0, 1, 2, 3]


def test_false_discovery_rate_worked_by_hand():
    # ten tests; at 5 % the k-th smallest p may be 0.005 k: 0.001, 0.009, 0.014, 0.019 pass (0.0260 > 0.025 does not);
    # at 10 % 0.01 k: 0.026 (k = 5) passes, 0.08 (k = 6) does not; at 1 % 0.001 k: 0.001 passes alone
    p = np.array([0.5, 0.009, 0.019, 0.001, 0.9, 0.014, 0.08, 0.026, np.nan, 0.3, 0.7])
    z = np.where(np.arange(11) % 2, -1.0, 1.0) * -ndtri(p / 2)
    assert gi_bins(z, fdr=True).tolist() == [0, -2, 2, -3, 0, -2, 0, -1, 0, 0, 0]
    assert gi_bins(z).tolist() == [0, -3, 2, -3, 0, -2, 1, -2, 0, 0, 0]


def test_a_later_p_value_that_passes_carries_the_earlier_ones():
    # p_(1) = 0.04 alone would not pass 0.05 / 2, but p_(2) = 0.045 passes 0.05: both are discoveries
    assert gi_bins(-ndtri(np.array([0.04, 0.045]) / 2), fdr=True).tolist() == [2, 2]


def test_noise_is_hardly_ever_a_discovery():
    x, y, values = cloud(4000, 30000.0)
    bare = gi_star(x, y, values, 150.0)
    strict = gi_star(x, y, values, 150.0, options=GiOptions(fdr=True))
    assert (np.abs(bare.bins) >= 2).mean() > 0.03
    assert (np.abs(strict.bins) >= 2).mean() < 0.001
    np.testing.assert_array_equal(bare.p, strict.p)


def test_pairs_are_estimated_before_they_are_made():
    x, y, values = cloud(3000, 3000.0)
    exact = gi_star(x, y, values, 150.0).neighbours.sum()
    assert estimated_pairs(x, y, 150.0) == pytest.approx(exact, rel=0.3)
    assert estimated_pairs(np.array([5.0]), np.array([5.0]), 150.0) < 10


def test_a_distance_band_that_would_take_hours_is_refused_at_once():
    rng = np.random.default_rng(0)
    x, y = rng.uniform(0, 5e4, (2, 400_000))
    with pytest.raises(
        InputError,
        match=r"Within 40000 m each of the 400000 targets has about \d{6} neighbours.*at most about \d0000 m",
    ):
        gi_star(x, y, x, 40_000.0)


def test_unusable_input_is_refused():
    one = np.zeros(1)
    with pytest.raises(InputError, match="None of the 1 targets has a velocity"):
        gi_star(one, one, np.array([np.nan]), 150.0)
    with pytest.raises(InputError, match="positive distance"):
        gi_star(one, one, one, 0.0)
    with pytest.raises(Cancelled):
        gi_star(one, one, one, 150.0, Remembering(cancelled=True))
