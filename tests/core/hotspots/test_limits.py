from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from slipline.core.base.errors import InputError
from slipline.core.hotspots.candidate_areas import AreaOptions
from slipline.core.hotspots.limits import require_fitting
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs

from ..made_targets import Remembering

X, Y = np.array([0.0, 3000.0, 1000.0]), np.array([0.0, 4000.0, 2000.0])  # 5 km from corner to corner
OUTPUTS = HotSpotOutputs("a", "b", "c", "d", "e")
SOUND = HotSpotOptions(distance_m=150.0, bandwidth_m=150.0, cell_m=10.0)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("bandwidth", {"bandwidth_m": 5001.0}),
        ("bandwidth of the local mean velocity", {"velocity_bandwidth_m": 1e9}),
        ("cell size", {"cell_m": 5001.0}),
        ("merge distance", {"areas": AreaOptions(merge_m=1e6)}),
    ],
)
def test_distances_beyond_the_targets_are_refused(name, change):
    with pytest.raises(InputError, match=f"The {name} is .* span only 5000 m. Choose at most 5000 m"):
        require_fitting(X, Y, replace(SOUND, **change), OUTPUTS, Remembering())


def test_a_slope_that_no_ground_has_is_refused():
    with pytest.raises(InputError, match="mean slope is 91 degrees"):
        require_fitting(X, Y, replace(SOUND, areas=AreaOptions(min_slope=91.0)), OUTPUTS, Remembering())


def test_what_is_not_asked_for_is_not_checked():
    wild = replace(SOUND, velocity_bandwidth_m=1e9, areas=AreaOptions(merge_m=1e6))
    require_fitting(X, Y, wild, replace(OUTPUTS, velocity="", areas=""), Remembering())


@pytest.mark.parametrize(("distance", "warned"), [(4999.0, False), (5000.0, True), (1e9, True)])
def test_a_distance_band_over_all_targets_is_said(distance, warned):
    log = Remembering()
    require_fitting(X, Y, replace(SOUND, distance_m=distance), OUTPUTS, log)
    assert bool(log.warnings) == warned
    assert not warned or "each of the 3 targets has all others as neighbours" in log.warnings[0]


def test_one_target_and_targets_at_one_place_pass():
    for count in (1, 4):
        log = Remembering()
        require_fitting(np.zeros(count), np.zeros(count), SOUND, OUTPUTS, log)
        assert log.warnings == []
