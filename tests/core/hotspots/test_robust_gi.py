"""Gi* against the stable ground: its values, what it does to noise that neighbours share, and what offsets do to it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from scipy.spatial.distance import cdist

from slipline.core.hotspots.gi_star import GI, ROBUST, GiOptions, gi_star
from slipline.core.hotspots.reference import robust_deviation
from slipline.core.hotspots.robust_gi import ground_units, robust_scores


def scene(count=800, side_m=4000.0, shared=0.0, seed=3):
    """Noise of deviation 1, of which a part is shared by neighbours within about 400 m."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, side_m, (2, count))
    field = gaussian_filter(rng.standard_normal((200, 200)), 20)
    field = (field / field.std())[(y / side_m * 199).astype(int), (x / side_m * 199).astype(int)]
    return x, y, np.sqrt(shared) * field + np.sqrt(1 - shared) * rng.standard_normal(count)


def test_scores_worked_by_hand():
    # means 1 and 2 of 4 and 9 independent targets: z = 1 * 2 and 2 * 3; without any neighbour there is none
    sums, counts = np.array([4.0, 18.0, 0.0]), np.array([4, 9, 0])
    z, correlation = robust_scores(sums, counts, np.zeros(3), np.arange(3))
    assert z[:2].tolist() == [2.0, 6.0]
    assert np.isnan(z[2])
    assert correlation == 0.0


def test_beyond_five_deviations_velocities_count_with_their_logarithm():
    velocity = np.concatenate([np.linspace(-1, 1, 201), [1e3, -1e6]])
    spread = robust_deviation(velocity)
    units = ground_units(velocity)
    np.testing.assert_allclose(units[:201], velocity[:201] / spread, atol=1e-12)
    assert units[201] == pytest.approx(5 * (1 + np.log(1e3 / spread / 5)), rel=1e-9)
    assert units[202] == pytest.approx(-5 * (1 + np.log(1e6 / spread / 5)), rel=1e-9)
    assert (ground_units(np.full(30, 7.3)) == 0).all()


@pytest.mark.parametrize("statistic", ["gi*", GI])
def test_the_same_as_from_all_pairs(statistic):
    x, y, velocity = scene(400, 2000.0, 0.5)
    found = gi_star(x, y, velocity, 180.0, options=GiOptions(statistic, centre=ROBUST))
    near = cdist(np.column_stack([x, y]), np.column_stack([x, y])) <= 180.0
    if statistic == GI:
        np.fill_diagonal(near, False)
    n = near.sum(axis=1)
    known = n > 0
    expected = (near @ ground_units(velocity))[known] / np.sqrt(n[known] * (1 + (n[known] - 1) * found.correlation))
    np.testing.assert_allclose(found.z[known], expected, rtol=1e-12, atol=1e-13)
    assert np.isnan(found.z[~known]).all()


@pytest.mark.parametrize("shared", [0.0, 0.3, 0.7])
def test_on_stable_ground_one_score_in_twenty_is_significant_however_much_neighbours_share(shared):
    share, found = [], []
    for seed in range(8):
        x, y, velocity = scene(2500, 8000.0, shared, seed)
        gi = gi_star(x, y, velocity, 250.0, options=GiOptions(centre=ROBUST))
        share.append(np.mean(np.abs(gi.z) > 1.96))
        found.append(gi.correlation)
    assert 0.02 < np.mean(share) < 0.09
    assert np.mean(found) == pytest.approx(shared, abs=0.15)
    plain = np.mean(np.abs(gi_star(x, y, velocity, 250.0).z) > 1.96)
    assert shared < 0.3 or plain > 0.2  # taken for independent, neighbours make a fifth of the ground significant


def test_an_offset_and_a_factor_change_nothing():
    x, y, velocity = scene(shared=0.4)
    options = GiOptions(centre=ROBUST)
    first = gi_star(x, y, velocity, 200.0, options=options).z
    np.testing.assert_allclose(gi_star(x, y, 3.0 * velocity - 40.0, 200.0, options=options).z, first, atol=1e-9)


def test_stable_ground_is_not_significant_where_few_targets_move_fast():
    x, y, velocity = scene(4000, 4000.0, 0.0)
    velocity[np.hypot(x - 2000, y - 2000) < 600] -= 60.0  # 7 %
    far = np.hypot(x - 2000, y - 2000) > 1000
    mean, robust = (gi_star(x, y, velocity, 300.0, options=GiOptions(centre=each)) for each in ("mean", ROBUST))
    assert np.mean(mean.bins[far] > 0) > 0.3  # towards, though nothing moves there
    assert np.mean(robust.bins[far] > 0) < 0.1
    assert (robust.bins[np.hypot(x - 2000, y - 2000) < 400] == -3).all()
