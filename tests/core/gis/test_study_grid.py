from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.base.errors import InputError
from slipline.core.base.grid import Grid
from slipline.core.gis.crs import is_metric, spatial_reference
from slipline.core.gis.raster import grid_of
from slipline.core.gis.study_grid import cells_offset, grid_around, grid_of_raster, ground_sides_m, require_cell

from ..made_targets import UTM, Remembering
from ..rasters import write_raster


def degrees_raster(path, crs="EPSG:4326", west=102.0, north=36.0, cell=0.001, size=100):
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), size, size, 1)
    dataset.SetProjection(spatial_reference(crs).ExportToWkt())
    dataset.SetGeoTransform((west, cell, 0, north, 0, -cell))
    dataset = None
    return str(path)


def test_a_metric_raster_gives_its_own_grid(tmp_path):
    path, grid = write_raster(tmp_path / "a.tif", np.zeros((4, 6)), 5.0)
    found = grid_of_raster(path, None, Remembering())
    assert (found.shape, found.bounds, found.cell_m) == (grid.shape, grid.bounds, 5.0)


def test_a_cell_size_beside_a_metric_raster_is_not_used_and_that_is_said(tmp_path):
    path, _ = write_raster(tmp_path / "a.tif", np.zeros((4, 6)), 5.0)
    log = Remembering()
    assert grid_of_raster(path, 10.0, log).cell_m == 5.0
    assert log.warnings == [f"The cell size of 10 m is not used: the grid is that of {path}, with cells of 5 m."]
    same = Remembering()
    grid_of_raster(path, 5.0, same)
    grid_of_raster(path, None, same)
    assert same.warnings == []


def test_degrees_are_replaced_by_a_utm_grid_over_the_same_ground_and_it_is_said(tmp_path):
    log = Remembering()
    grid = grid_of_raster(degrees_raster(tmp_path / "a.tif"), None, log)
    assert is_metric(grid.crs)
    assert "WGS 84 (EPSG:4326)" in log.warnings[0]
    assert "UTM zone 48N" in log.warnings[0]
    # 0.001 degrees at 35.95 N: 90.2 m by 111.0 m: geometric mean 100.0
    assert grid.cell_m == pytest.approx(100, abs=1)
    assert grid.columns * grid.cell_m == pytest.approx(9020, abs=400)  # the zone's edge turns it by 1.8 degrees


def test_web_mercator_is_measured_on_the_ground(tmp_path):
    path = degrees_raster(tmp_path / "a.tif", "EPSG:3857", 11354588.0, 4300621.0, 10.0, 50)
    grid = grid_of_raster(path, None, Remembering())
    assert grid.cell_m == pytest.approx(8.09, abs=0.02)  # 10 x cos(36)
    assert grid_of_raster(path, 2.0, Remembering()).cell_m == 2.0


def test_a_sinusoidal_map_is_measured_and_brought_to_utm(tmp_path):
    # ESRI:54008 at 37.9 N, 107.2 W: x = -107.2 degrees x cos(lat), sheared by half a right angle
    log = Remembering()
    path = degrees_raster(tmp_path / "a.tif", "ESRI:54008", -9427000.0, 4197000.0, 500.0, 20)
    grid = grid_of_raster(path, 100.0, log)
    assert is_metric(grid.crs, (grid.x_min, grid.y_max))
    assert "UTM zone 13N" in log.warnings[0]
    with pytest.raises(InputError, match="not on a grid in metres"):
        grid_of(gdal.Open(path), path)


def test_a_raster_without_crs_or_with_oblong_cells_is_refused(tmp_path):
    bare, _ = write_raster(tmp_path / "bare.tif", np.zeros((4, 6)), crs="")
    with pytest.raises(InputError, match="has no CRS"):
        grid_of_raster(bare, None, Remembering())
    oblong, _ = write_raster(tmp_path / "oblong.tif", np.zeros((4, 6)))
    dataset = gdal.Open(oblong, gdal.GA_Update)
    dataset.SetGeoTransform((0, 5, 0, 0, 0, -7))
    dataset = None
    with pytest.raises(InputError, match="not square"):
        grid_of_raster(oblong, None, Remembering())


def test_the_sides_of_a_metric_cell_are_its_own(tmp_path):
    path, _ = write_raster(tmp_path / "a.tif", np.zeros((4, 6)), 12.5)
    dataset = gdal.Open(path)
    assert ground_sides_m(dataset, UTM) == pytest.approx((12.5, 12.5), rel=1e-9)


def test_offset_of_grids_whose_cells_lie_on_each_other():
    whole = Grid(UTM, 1000.0, 2000.0, 5.0, 100, 100)
    assert cells_offset(whole, Grid(UTM, 1015.0, 1990.0, 5.0, 10, 10)) == (3, 2)
    assert cells_offset(whole, Grid(UTM, 990.0, 2000.0, 5.0, 10, 10)) == (-2, 0)
    assert cells_offset(whole, Grid(UTM, 1002.0, 2000.0, 5.0, 10, 10)) is None
    assert cells_offset(whole, Grid(UTM, 1000.0, 2000.0, 5.001, 10, 10)) is None
    assert cells_offset(whole, Grid(spatial_reference("EPSG:32634").ExportToWkt(), 1000.0, 2000.0, 5.0, 10, 10)) is None


def test_a_cell_that_makes_no_sense_is_refused():
    x, y = np.array([0.0, 1e6]), np.array([0.0, 1e6])
    with pytest.raises(InputError, match="positive cell size"):
        grid_around(x, y, UTM, 0.0)
    with pytest.raises(InputError, match="Choose a larger cell size"):
        grid_around(x, y, UTM, 0.01)
    with pytest.raises(InputError, match=r"Cells of 5.0 m over 0.45 x 0.3 km make 0 million cells"):
        grid_around(np.array([0.0, 450.0]), np.array([0.0, 300.0]), UTM, 5.0, most_cells=5399)
    assert grid_around(np.array([0.0, 450.0]), np.array([0.0, 300.0]), UTM, 5.0, most_cells=5400).shape == (60, 90)


def test_a_cell_larger_than_the_ground_is_refused():
    require_cell(None, 100.0, 50.0)
    require_cell(100.0, 100.0, 50.0)
    require_cell(100.0, 0.0, 0.0)
    with pytest.raises(InputError, match="The cell size is 101 m, but the ground has only 100 x 50 m"):
        require_cell(101.0, 100.0, 50.0)
