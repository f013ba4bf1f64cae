"""Kind of motion, break and velocity now of areas, worked by hand from their targets."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from slipline.core.areas.motion import target_columns
from slipline.core.areas.review_motion import mean_displacement
from slipline.core.areas.trends import trend_columns
from slipline.core.products.series import field_of
from slipline.core.series.classes import ACCELERATING, BREAK, LINEAR, STABLE
from slipline.core.series.outputs import decimal_years
from slipline.core.targets.targets import standard_targets

from ..rasters import CRS, box

NAN = float("nan")


def day(text):
    return float(dt.date.fromisoformat(text).toordinal())


def targets(**more):
    count = len(next(iter(more.values())))
    x = np.arange(count, dtype=float)
    return standard_targets(
        x, np.zeros(count), CRS, np.full(count, -5.0), {}, {k: np.array(v) for k, v in more.items()}
    )


def test_areas_say_what_most_of_their_targets_say():
    years = decimal_years(np.array([day("2019-05-02"), day("2019-05-12"), day("2019-05-22")]))
    given = targets(
        trend_code=[BREAK, BREAK, BREAK, LINEAR, STABLE, ACCELERATING, NAN],
        break_year=[*years, NAN, NAN, NAN, NAN],
        speed_after=[-10.0, -14.0, -12.0, -12.0, 0.0, 3.0, NAN],
        acceleration=[1.0, 3.0, 2.0, 2.0, 0.0, NAN, NAN],
        jumps=[0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    )
    inside = [np.array([0, 1, 2, 3]), np.array([4]), np.array([6]), np.array([], int)]
    found = {one.name: list(one.values) for one in trend_columns(given, inside)}
    assert found["trend"] == ["break", "stable", None, None]
    assert found["trend_share"][:2] == [0.75, 1.0]
    assert np.isnan(found["trend_share"][2:]).all()
    assert found["break_date"] == ["2019-05-12", None, None, None]
    assert found["break_spread"][0] == pytest.approx(14.83, abs=0.1)  # 1.4826 times 10 days
    assert found["speed_now"][:2] == [-12.0, 0.0]
    assert found["speed_now_std"][0] == pytest.approx(1.4826)
    assert found["acceleration"][0] == 2.0
    assert found["jump_share"][0] == 0.25


def test_targets_that_were_not_classified_add_nothing():
    plain = targets(acceleration=[1.0, 2.0])
    assert trend_columns(plain, [np.array([0, 1])]) == []
    names = [one.name for one in target_columns([box(-1, -1, 3, 1)], plain, np.array([8.0]))]
    assert "trend" not in names
    assert "n_targets" in names


def test_the_curve_of_an_area_comes_with_its_model_and_its_break():
    days = [dt.date(2017, 1, 1) + dt.timedelta(12 * i) for i in range(100)]
    years = np.array([(one - days[0]).days for one in days]) / 365.25
    rng = np.random.default_rng(4)
    motion = 2.0 * years - 20.0 * np.maximum(years - 1.6, 0.0)
    curve = mean_displacement([field_of(one) for one in days], motion + rng.normal(0, 1.0, (40, 100)))
    assert curve.model.trend == "break"
    assert abs((curve.model.break_date - days[0]).days - 1.6 * 365.25) < 20
    np.testing.assert_allclose(curve.model.values - curve.mean, 0.0, atol=1.0)
    few = mean_displacement([field_of(one) for one in days[:10]], motion[None, :10])
    assert few.model is None
