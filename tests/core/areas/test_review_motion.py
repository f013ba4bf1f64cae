import datetime as dt

import numpy as np
import pytest

from slipline.core.areas.review_motion import mean_displacement, velocity_and_dates, velocity_histogram
from slipline.core.products.series import day_of


def test_histogram_counts_every_target_once_and_holds_zero():
    values = np.array([-31.0, -12.0, -12.5, -0.2, np.nan, 1.5])
    found = velocity_histogram(values)
    assert found.counts.sum() == 5
    assert 0.0 in found.edges
    assert np.diff(found.edges) == pytest.approx(2.0)  # 32.5 / 24 = 1.35, the next round step
    assert found.counts[(found.edges[:-1] <= -12) & (found.edges[1:] > -12)].sum() == 1
    assert found.median == -12.0


def test_histogram_of_stable_ground_is_not_blown_up():
    found = velocity_histogram(np.array([-0.1, 0.1, 0.0]))
    assert np.diff(found.edges).min() == pytest.approx(0.5)
    assert found.counts.sum() == 3


def test_histogram_without_targets():
    found = velocity_histogram(np.array([np.nan]))
    assert found.counts.sum() == 0
    assert np.isnan(found.median)


def test_largest_value_on_an_edge_is_counted():
    assert velocity_histogram(np.array([10.0, 20.0, 48.0])).counts.sum() == 3
    assert velocity_histogram(np.array([-48.0])).counts.sum() == 1


def test_dates_of_producers():
    names = ["D20190325", "20190313", "d_20190406", "VEL", "a_20190313", "20191332"]
    assert [day_of(name) for name in names] == [
        dt.date(2019, 3, 25),
        dt.date(2019, 3, 13),
        dt.date(2019, 4, 6),
        None,
        None,
        None,
    ]
    assert velocity_and_dates(names) == ("VEL", ["20190313", "D20190325", "d_20190406"])
    assert velocity_and_dates(["id"]) == ("", [])


def test_mean_displacement_by_hand():
    names = ["20200101", "20200113", "20200125", "20200206"]
    values = np.array([[5.0, 3.0, 1.0, np.nan], [0.0, -4.0, -8.0, np.nan], [np.nan] * 4])
    curve = mean_displacement(names, values)
    np.testing.assert_allclose(curve.mean, [0, -3, -6])
    np.testing.assert_allclose(curve.low, [0, -3.5, -7])
    np.testing.assert_allclose(curve.high, [0, -2.5, -5])
    assert (curve.targets, curve.dates[-1]) == (2, dt.date(2020, 1, 25))


def test_the_level_of_a_target_does_not_matter():
    rng = np.random.default_rng(1)
    names = [f"2020{month:02d}01" for month in range(1, 13)]
    values = rng.normal(0, 3, (20, 12))
    shifted = mean_displacement(names, values + rng.normal(0, 50, (20, 1)))
    np.testing.assert_allclose(shifted.mean, mean_displacement(names, values).mean, atol=1e-12)


def test_no_curve_without_dates_or_targets():
    assert mean_displacement(["20200101", "20200113"], np.ones((3, 2))) is None
    assert mean_displacement(["20200101", "20200113", "20200125"], np.full((2, 3), np.nan)) is None
    assert mean_displacement([], np.zeros((5, 0))) is None
