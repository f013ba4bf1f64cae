from __future__ import annotations

from dataclasses import replace

import numpy as np

from slipline.core.base.grid import Window
from slipline.core.gis.raster import RasterReader
from slipline.core.hotspots.kernel_density import KernelField
from slipline.core.stack.target_bands import target_cells, write_target_bands
from slipline.core.targets.targets import standard_targets

from ..made_targets import Remembering, scattered
from ..rasters import NORTH, WEST, write_raster


def made(tmp_path, targets, names=("velocity", "density", "targets")):
    _, grid = write_raster(tmp_path / "grid.tif", np.zeros((80, 100)), 10.0)
    log = Remembering()
    write_target_bands(str(tmp_path / "t.tif"), grid, targets, names, log)
    with RasterReader(str(tmp_path / "t.tif")) as reader:
        assert tuple(reader.names) == tuple(names)
        return grid, reader.read(grid.window), log


def test_local_mean_and_density_are_those_of_the_kernel(tmp_path):
    targets = scattered(200, slide=False)
    targets.velocity[0] = 500.0  # an outlier, cut to the 99 % quantile
    limit = np.quantile(np.abs(targets.velocity), 0.99)
    grid, (velocity, density, _), log = made(tmp_path, targets)
    weights = np.vstack([np.ones(200), np.clip(targets.velocity, -limit, limit)])
    sums, reached = KernelField(grid, targets.x, targets.y, weights, 75.0).sums(grid.window)
    np.testing.assert_allclose(density, sums[0] * 1e6, rtol=1e-5, atol=1e-3)
    np.testing.assert_array_equal(np.isnan(velocity), ~reached)
    np.testing.assert_allclose(velocity[reached], sums[1][reached] / sums[0][reached], rtol=1e-4, atol=1e-4)
    assert f"beyond {limit:.1f} mm/yr" in log.text


def test_density_is_a_real_zero_where_there_is_no_target(tmp_path):
    _, (velocity, density, cells), _ = made(tmp_path, scattered(3, size_m=50.0))
    assert not np.isnan(density).any()
    assert density[-1, -1] == 0
    assert np.isnan(velocity[-1, -1])
    assert np.isnan(cells[-1, -1])


def test_the_raster_of_targets_holds_the_mean_of_each_cell_and_null_elsewhere(tmp_path):
    x = WEST + np.array([5.0, 5.0, 15.0, 999.0, -5.0])
    y = NORTH - np.array([5.0, 6.0, 25.0, 799.0, 5.0])
    targets = standard_targets(x, y, scattered(1).crs, np.array([1.0, 3.0, 0.0, 7.0, 9.0]), {})
    grid, (cells,), _ = made(tmp_path, targets, ("targets",))
    assert (cells[0, 0], cells[2, 1], cells[79, 99]) == (2.0, 0.0, 7.0)
    assert np.isfinite(cells).sum() == 3
    window = Window(1, 2, 5, 5)
    np.testing.assert_array_equal(target_cells(grid, targets, window), cells[window.slices])


def test_targets_without_velocity_take_no_part(tmp_path):
    targets = scattered(50)
    half = replace(targets, velocity=np.where(np.arange(50) < 25, targets.velocity, np.nan))
    _, first, _ = made(tmp_path, half)
    _, second, _ = made(tmp_path, targets.kept(slice(25)))
    np.testing.assert_array_equal(first, second)


def test_distance_and_logarithm_of_the_density_and_where_targets_are(tmp_path):
    targets = scattered(40)
    names = ("density", "log_density", "has_target", "distance")
    grid, (density, logarithm, there, distance), _ = made(tmp_path, targets, names)
    np.testing.assert_allclose(logarithm, np.log(1.0 + density), rtol=1e-5, atol=1e-6)
    assert set(np.unique(there)) == {0.0, 1.0}
    _, (cells,), _ = made(tmp_path, targets, ("targets",))
    np.testing.assert_array_equal(there == 1, np.isfinite(cells))
    for row, column in ((0, 0), (33, 71), (79, 99)):
        x, y = grid.x_min + (column + 0.5) * 10, grid.y_max - (row + 0.5) * 10
        assert distance[row, column] == np.float32(np.hypot(targets.x - x, targets.y - y).min())
