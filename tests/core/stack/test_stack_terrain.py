"""Terrain in a stack: the VRT resamples the part on the DEM's own cells where it is read."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from slipline.core.gis.crs import transform_points
from slipline.core.gis.raster import RasterReader
from slipline.core.stack.build import StackOptions, build_stack
from slipline.core.stack.parts import StackInputs
from slipline.core.terrain.terrain import Radar, Terrain

from ..made_targets import UTM
from ..rasters import NORTH, WEST, write_raster

GROUND = {  # a DEM: its CRS, cell, corner, and a cell with a void
    "coarse, between the grid's cells, over half of the grid": ("EPSG:32633", 12.5, (WEST + 403.0, NORTH + 51.0), 20),
    "degrees": ("EPSG:4326", 0.0003, (14.9985, 41.5525), 20),
    "another zone, its north turned by 4 degrees": ("EPSG:32634", 30.0, None, 50),
    "the grid's own cells": ("EPSG:32633", 5.0, (WEST + 50.0, NORTH - 100.0), 40),
    "finer than the grid, averaged": ("EPSG:32633", 2.0, (WEST - 31.0, NORTH + 17.0), 150),
}


@pytest.mark.parametrize("ground", GROUND)
def test_terrain_resampled_by_the_vrt_is_that_of_the_core_and_its_voids_stay(tmp_path, ground):
    """The VRT resamples where it is read.

    Values, voids and rims have to be those of Terrain.read, which is tested by itself.
    """
    crs, cell, corner, void = GROUND[ground]
    rows, columns = (330, 450) if cell == 2.0 else (130, 90)
    row, column = np.mgrid[:rows, :columns]
    heights = 800.0 + cell * (1 if cell > 1 else 1e5) * (
        0.3 * row - 0.2 * column + 3 * np.sin(row / 4) * np.cos(column / 5)
    )
    heights[void, void] = np.nan
    heights[void + 4 : void + 9, void - 6 : void + 1] = np.nan
    if crs == "EPSG:32634":
        x, y = transform_points(np.array([WEST + 400.0]), np.array([NORTH - 500.0]), UTM, crs)
        corner = (x[0] - 30.0 * void, y[0] + 30.0 * void)
    dem, _ = write_raster(tmp_path / "dem.tif", heights, cell, crs, west=corner[0], north=corner[1])
    over, grid = write_raster(tmp_path / "grid.tif", np.zeros((210, 170)), 5.0)
    names = (
        "slope",
        "aspect",
        "aspect_east",
        "elevation",
        "facing_east",
        "curvature",
        "hillshade",
        "sensitivity",
        "layover_shadow",
    )
    inputs = StackInputs(dem=dem, incidence=39.2, look_azimuth=280.0)
    build_stack(inputs, StackOptions(names, over), str(tmp_path / "stack.vrt"))
    with RasterReader(str(tmp_path / "stack.vrt")) as reader:
        assert reader.grid == grid
        assert set(reader.names) == set(names)
        values = reader.read(grid.window, names)
    expected = Terrain(dem, grid, Radar(39.2, 280.0)).read(grid.window, names)
    np.testing.assert_array_equal(np.isnan(values), np.isnan(expected))
    assert np.isnan(values[3]).any()
    assert np.isfinite(values[3]).mean() > 0.2
    np.testing.assert_array_equal(values[4], values[2])
    known = np.isfinite(expected[3])
    for name, made, wanted in zip(names, values, expected):
        same_value = np.isclose(made, wanted, rtol=1e-5, atol=2e-4) | ~np.isfinite(wanted)
        beside_void = ndimage.binary_dilation(~known, iterations=int(2 * max(cell, 30 if cell < 1 else cell) / 5) + 1)
        assert same_value[~beside_void].all(), (
            name
        )  # beside a void the one leaves it out, the other sees its filled rim
        np.testing.assert_allclose(made[known], wanted[known], atol=0.1 * np.nanstd(wanted) * 20, err_msg=name)


def test_windows_of_a_resampled_stack_fit_together(tmp_path):
    heights = np.random.default_rng(3).normal(0, 5, (60, 70)).cumsum(axis=0)
    heights[20:24, 30:33] = np.nan
    dem, _ = write_raster(tmp_path / "dem.tif", heights, 12.5, west=WEST - 31, north=NORTH + 17)
    over, grid = write_raster(tmp_path / "grid.tif", np.zeros((250, 300)), 2.5)
    build_stack(StackInputs(dem=dem), StackOptions(("slope", "aspect", "elevation"), over), str(tmp_path / "stack.vrt"))
    with RasterReader(str(tmp_path / "stack.vrt")) as reader:
        whole = reader.read(grid.window)
        for window in grid.windows(77):
            np.testing.assert_allclose(reader.read(window), whole[(slice(None), *window.slices)], rtol=1e-5, atol=1e-4)
