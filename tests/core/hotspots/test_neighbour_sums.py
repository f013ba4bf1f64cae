from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.errors import Cancelled
from slipline.core.hotspots import neighbour_sums as module
from slipline.core.hotspots.neighbour_sums import neighbour_sums

from ..made_targets import Remembering


def cloud(count=700, size=2000.0, seed=3):
    rng = np.random.default_rng(seed)
    points = rng.uniform(0, size, (count, 2))
    points[: count // 3] = size / 2 + rng.normal(0, size / 30, (count // 3, 2))  # a dense cluster
    return points, rng.normal(0, 5, count)


def brute_force(points, values, distance):
    near = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) <= distance
    return near @ values, near.sum(axis=1)


def require_equal(made, expected):
    np.testing.assert_array_equal(made[1], expected[1])
    np.testing.assert_allclose(made[0], expected[0], rtol=0, atol=1e-10)


@pytest.mark.parametrize("distance", [1.0, 40.0, 150.0, 900.0, 1e6])
@pytest.mark.parametrize(("strip", "pairs"), [(20_000, 2_000_000), (50, 2_000_000), (200, 400), (7, 90)])
def test_it_equals_brute_force_whatever_the_strips(monkeypatch, distance, strip, pairs):
    monkeypatch.setattr(module, "_STRIP", strip)
    monkeypatch.setattr(module, "_PAIRS", pairs)
    points, values = cloud()
    require_equal(neighbour_sums(*points.T, values, distance), brute_force(points, values, distance))


def test_the_border_is_included_and_every_point_counts_itself():
    points = np.array([[0.0, 0.0], [3.0, 4.0], [9.0, 4.0]])
    sums, counts = neighbour_sums(*points.T, np.array([1.0, 10.0, 100.0]), 5.0)
    assert sums.tolist() == [11.0, 11.0, 100.0]
    assert counts.tolist() == [2, 2, 1]


def test_points_at_one_place_and_a_single_point():
    points, values = np.full((90, 2), 7.0), np.arange(90.0)
    require_equal(neighbour_sums(*points.T, values, 1.0), (np.full(90, values.sum()), np.full(90, 90)))
    require_equal(neighbour_sums(*points[:1].T, values[5:6], 1.0), (np.array([5.0]), np.array([1])))


@pytest.mark.parametrize("distance", [60.0, 200.0, 1e6])
def test_pairs_in_memory_stay_below_a_bound(monkeypatch, distance):
    points, values = cloud(3000)
    sizes = []
    tree, outer = module.cKDTree, np.subtract.outer

    class Counting(tree):
        def query_pairs(self, *arguments, **options):
            pairs = tree.query_pairs(self, *arguments, **options)
            sizes.append(len(pairs))
            return pairs

    def counted(one, other):
        sizes.append(len(one) * len(other))
        return outer(one, other)

    monkeypatch.setattr(module, "cKDTree", Counting)
    monkeypatch.setattr(module.np, "subtract", type("Subtract", (), {"outer": staticmethod(counted)}))
    monkeypatch.setattr(module, "_PAIRS", 20_000)
    neighbour_sums(*points.T, values, distance)
    assert len(sizes) > 5
    assert max(sizes) <= 30_000  # the number is estimated from a sample


def test_it_can_be_cancelled():
    with pytest.raises(Cancelled):
        neighbour_sums(*cloud()[0].T, cloud()[1], 150.0, Remembering(cancelled=True))
