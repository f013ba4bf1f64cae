from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from slipline.core.base.errors import Cancelled
from slipline.core.hotspots import distance_band as module
from slipline.core.hotspots.distance_band import autocorrelation, proposed_distance_band

from ..made_targets import Remembering


def moran(x, y, values, distance):
    """Cliff and Ord (1981) with a dense matrix of weights, word by word: I and its z-score under normality."""
    n = len(x)
    w = (np.hypot(x[:, None] - x, y[:, None] - y) <= distance).astype(float)
    np.fill_diagonal(w, 0.0)
    c = values - values.mean()
    s0, s1 = w.sum(), 0.5 * ((w + w.T) ** 2).sum()
    s2 = ((w.sum(axis=0) + w.sum(axis=1)) ** 2).sum()
    i = n / s0 * (w * np.outer(c, c)).sum() / (c**2).sum()
    variance = (n**2 * s1 - n * s2 + 3 * s0**2) / ((n**2 - 1) * s0**2) - 1 / (n - 1) ** 2
    return i, (i + 1 / (n - 1)) / np.sqrt(variance), w.sum() / n


def slides(radius=150.0, spacing=1500.0, count=9000, size=9000.0, seed=2):
    """Targets at random; round slides of one radius on a lattice move."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, size, (2, count))
    velocity = rng.normal(0, 2, count)
    away = np.hypot((x % spacing) - spacing / 2, (y % spacing) - spacing / 2)
    velocity[away < radius] -= 30.0
    return x, y, velocity


def curve(x, y, values, distances, sample=None):
    points = np.column_stack([x, y])
    return autocorrelation(
        points, values, np.array(distances), np.arange(len(x)) if sample is None else sample, cKDTree(points)
    )


def test_morans_i_equals_the_dense_formula(monkeypatch):
    monkeypatch.setattr(module, "_CLIP", (0.0, 1.0))
    monkeypatch.setattr(module, "_CHUNK", 500)  # several pieces
    x, y, values = (part[:600] for part in slides(300.0, 1500.0, 600, 3000.0))
    found = curve(x, y, values, [100.0, 250.0, 700.0])
    expected = np.array([moran(x, y, values, distance) for distance in (100.0, 250.0, 700.0)])
    np.testing.assert_allclose(np.column_stack([found.moran, found.z, found.neighbours]), expected, rtol=1e-9)


def test_morans_i_of_four_targets_worked_by_hand():
    # a chain 1, 2, 3, 4 at 10 m steps: c = -1.5, -0.5, 0.5, 1.5; sum of products over the 6 directed links 2 (0.75 -
    # 0.25 + 0.75)
    # = 2.5; I = (4 / 6) 2.5 / 5 = 1/3
    x = np.arange(4) * 10.0
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr(module, "_CLIP", (0.0, 1.0))
        assert curve(x, np.zeros(4), np.arange(1.0, 5.0), [10.0]).moran[0] == pytest.approx(1 / 3)


def test_a_sample_gives_nearly_the_curve_of_all(monkeypatch):
    x, y, values = slides()
    distances = np.geomspace(100, 800, 8)
    whole = curve(x, y, values, distances)
    part = curve(x, y, values, distances, np.arange(0, len(x), 4))
    np.testing.assert_allclose(part.z, whole.z, rtol=0.05, atol=4)  # of 87 at the peak
    monkeypatch.setattr(module, "_PAIRS", 200_000)
    np.testing.assert_allclose(curve(x, y, values, distances).z, whole.z, rtol=0.05, atol=4)


def test_the_band_grows_with_the_size_of_what_moves():
    bands = [proposed_distance_band(*slides(radius)) for radius in (150.0, 300.0)]
    assert 100 < bands[0].distance_m < 250
    assert 200 < bands[1].distance_m < 500
    assert bands[0].distance_m < bands[1].distance_m
    assert "first peak" in bands[0].reason


def test_without_a_peak_thirty_neighbours_are_enough():
    x, y, _ = slides(count=4000, size=4000.0)
    trend = x + y  # the farther, the more pairs tell of it
    band = proposed_distance_band(x, y, trend)
    distances, _ = cKDTree(np.column_stack([x, y])).query(np.column_stack([x, y]), 31)
    assert band.distance_m == pytest.approx(distances[:, 30].mean(), rel=0.05)
    assert "has no peak" in band.reason
    assert "30 neighbours" in band.reason


def test_the_same_targets_give_the_same_distance_also_when_sampled(monkeypatch):
    monkeypatch.setattr(module, "_SAMPLE", 2000)
    x, y, values = slides()
    assert proposed_distance_band(x, y, values) == proposed_distance_band(x, y, values)
    np.testing.assert_allclose(
        proposed_distance_band(x, y, values).distance_m,
        proposed_distance_band(x + 5e5, y + 4e6, 2 * values + 7).distance_m,
    )


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_few_targets_and_targets_at_one_place_get_a_positive_distance(count):
    apart = proposed_distance_band(np.arange(count) * 100.0, np.zeros(count), np.arange(count, dtype=float))
    assert apart.distance_m > 0
    same = proposed_distance_band(np.zeros(count), np.zeros(count), np.arange(count, dtype=float))
    assert same.distance_m == 150.0
    assert "at one place" in same.reason


def test_equal_velocities_have_no_peak():
    x, y, _ = slides(count=500)
    assert "has no peak" in proposed_distance_band(x, y, np.full(500, 4.0)).reason


def test_cancel_is_heard():
    with pytest.raises(Cancelled):
        proposed_distance_band(*slides(), Remembering(cancelled=True))
