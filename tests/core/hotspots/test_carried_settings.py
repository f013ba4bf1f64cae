from __future__ import annotations

import pytest

from slipline.core.evaluation.baselines import baselines_for
from slipline.core.evaluation.map_bands import Bands
from slipline.core.gis.raster import RasterReader
from slipline.core.hotspots.carried_settings import hotspot_settings, reach_m, stability_mm_yr
from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.stack.build import StackOptions, build_stack
from slipline.core.stack.parts import StackInputs

from ..made_targets import scattered


@pytest.mark.parametrize("name", ["stack.vrt", "stack.tif"])
def test_what_the_tool_proposed_reaches_the_stack_and_the_baselines(tmp_path, name):
    targets, hot, stack = scattered(900), str(tmp_path / "hot.tif"), str(tmp_path / name)
    found = hot_spot(targets, HotSpotOptions(0.0, 0.0, cell_m=20.0, weight="abs z"), HotSpotOutputs(map=hot))
    build_stack(StackInputs(hotspot=hot, targets=targets), StackOptions(("hotspot", "targets")), stack)
    assert found.distance_m > 0
    assert found.stability_mm_yr > 0
    assert hotspot_settings(RasterReader(stack)) == {
        "distance_m": found.distance_m,
        "bandwidth_m": found.bandwidth_m,
        "weight": "abs z",
        "kernel": "quartic",
        "centre": "mean",
    }
    assert reach_m(RasterReader(stack)) == found.distance_m + found.bandwidth_m
    with RasterReader(stack) as reader:
        assert stability_mm_yr(reader) == found.stability_mm_yr
        motion, _ = baselines_for(reader.grid, Bands(reader), None)
        assert found.stability_mm_yr in motion.thresholds


def test_a_gaussian_kernel_reaches_three_bandwidths(tmp_path):
    hot = str(tmp_path / "hot.tif")
    hot_spot(scattered(), HotSpotOptions(150.0, 100.0, cell_m=20.0, kernel="gaussian"), HotSpotOutputs(map=hot))
    assert reach_m(RasterReader(hot)) == 450.0
    told = {"distance_m": 150.0, "bandwidth_m": 100.0, "weight": "z", "kernel": "gaussian", "centre": "mean"}
    assert hotspot_settings(RasterReader(hot)) == told


def test_a_map_that_does_not_tell_has_no_settings(tmp_path):
    hot = str(tmp_path / "hot.tif")
    hot_spot(scattered(), HotSpotOptions(cell_m=20.0), HotSpotOutputs(density=hot))
    with RasterReader(hot) as reader:
        assert stability_mm_yr(reader) is None
    assert hotspot_settings(RasterReader(hot)) == {}
