from __future__ import annotations

import numpy as np
import pytest

from slipline.core.hotspots.hotspot import hot_spot
from slipline.core.hotspots.options import HotSpotOptions, HotSpotOutputs
from slipline.core.hotspots.spacing import following_cell, following_distance
from slipline.core.targets.targets import standard_targets

from ..made_targets import NORTH, UTM, WEST, Remembering


def raster(cell_m, side=40):
    rows, columns = np.mgrid[:side, :side]
    velocity = np.random.default_rng(1).normal(0, 1, side * side)
    x, y = WEST + cell_m * columns.ravel(), NORTH - cell_m * rows.ravel()
    return standard_targets(x, y, UTM, velocity, {})


@pytest.mark.parametrize("cell_m", [40.0, 100.0, 120.0])
def test_the_distance_band_holds_ten_cells_of_a_raster(cell_m):
    targets = raster(cell_m)
    # the nine nearest others of a cell: four at 1, four at 1.41, the ninth at 2 cells
    assert following_distance(targets.x, targets.y).distance_m == pytest.approx(2 * cell_m, rel=0.05)


def test_few_dense_and_coinciding_targets():
    targets = raster(1.0)
    assert following_distance(targets.x, targets.y).distance_m == 25.0
    assert following_distance(np.zeros(5), np.zeros(5)).distance_m == 150.0
    assert following_distance(np.zeros(1), np.zeros(1)).distance_m == 150.0
    assert following_distance(np.array([0.0, 300.0]), np.zeros(2)).distance_m == pytest.approx(300, rel=0.05)


def test_cells_are_round_numbers_below_an_eighth_of_the_bandwidth():
    found = {bandwidth: following_cell(bandwidth) for bandwidth in (5.0, 25.0, 150.0, 200.0, 1000.0, 1e6)}
    assert found == {5.0: 2.0, 25.0: 2.5, 150.0: 15.0, 200.0: 25.0, 1000.0: 100.0, 1e6: 500.0}


def test_what_is_typed_holds_and_is_told_where_it_does_not_fit(tmp_path):
    targets, map_path = raster(100.0), str(tmp_path / "map.tif")
    log = Remembering()
    hot_spot(targets, HotSpotOptions(), HotSpotOutputs(map=map_path), log)
    assert "Distance band: 200 m, proposed" in log.text
    assert "Cells: 25 m, proposed" in log.text
    assert not log.warnings
    log = Remembering()
    found = hot_spot(targets, HotSpotOptions(distance_m=110.0, cell_m=0.9), HotSpotOutputs(), log)
    assert found.distance_m == 110.0
    told = "\n".join(log.warnings)
    assert "The distance band of 110 m does not fit the targets: it holds 4.9 of them" in told
    assert "Their spacing suggests 200 m" in told
    assert "Cells of 0.9 m do not fit a bandwidth of 110 m" in told
    log = Remembering()
    hot_spot(targets, HotSpotOptions(distance_m=1500.0), HotSpotOutputs(), log)
    assert "smoothed away" in "\n".join(log.warnings)
