"""Prepare image and Build feature stack on real data, through the registered tools.

Skipped, saying so, where the data is absent.
"""

from __future__ import annotations

import numpy as np
from osgeo import gdal, ogr

from slipline.core.gis.raster import RasterReader
from slipline.core.gis.vector import rasterize


def succeeded(run):
    assert run.ok, run.error
    return run.outputs["OUTPUT"]


def test_an_aerial_image_of_four_bands_is_prepared_and_stacked(tool_run, real_data, tmp_path):
    source = next(real_data("naip_rgbn").glob("*.tif"))
    steps = ["balance", "dehaze", "clahe"]
    prepared = succeeded(
        tool_run("prepareimage", {"INPUT": str(source), "STEPS": steps, "OUTPUT": str(tmp_path / "image.tif")})
    )
    before, after = gdal.Open(str(source)), gdal.Open(prepared)
    assert after.GetGeoTransform() == before.GetGeoTransform()
    was, now = before.ReadAsArray()[:3].astype(float), after.ReadAsArray()
    assert now.shape[1:] == was.shape[1:]
    np.testing.assert_array_equal(now[3] == 255, (was != 0).any(axis=0))
    assert now[:3].std(axis=(1, 2)).min() > 1.5 * was.std(axis=(1, 2)).min()  # more contrast
    stack = succeeded(tool_run("featurestack", {"IMAGE": prepared, "OUTPUT": str(tmp_path / "stack.vrt")}))
    with RasterReader(stack) as reader:
        assert reader.names == ["red", "green", "blue"]
        np.testing.assert_array_equal(reader.read(reader.grid.window), np.where(now[3] == 0, np.nan, now[:3]))


def test_himalayan_terrain_is_gdaldems_and_landslides_lie_on_slopes(tool_run, real_data, tmp_path):
    folder = real_data("lsat_dem_landslides")
    dem = str(folder / "AW3D30.tif")
    parameters = {
        "DEM": dem,
        "GRID": str(folder / "Geology.tif"),
        "SET": "all",
        "INCIDENCE": 39.2,
        "ORBIT": "descending",
    }
    stack = succeeded(tool_run("featurestack", {**parameters, "OUTPUT": str(tmp_path / "stack.vrt")}))
    with RasterReader(stack) as reader:
        grid = reader.grid
        bands = dict(zip(reader.names, reader.read(grid.window)))
    slope = gdal.DEMProcessing("", dem, "slope", format="MEM").ReadAsArray()
    known = (slope != -9999) & np.isfinite(bands["slope"])
    assert known.mean() > 0.8
    np.testing.assert_allclose(bands["slope"][known], slope[known], atol=0.01)
    source = ogr.Open(str(folder / "landslides.shp"))  # a layer dies with its source
    polygons = [bytes(feature.GetGeometryRef().ExportToWkb()) for feature in source.GetLayer(0)]
    assert len(polygons) == 3820
    slid = rasterize(polygons, grid, grid.window).astype(bool) & known
    assert np.median(bands["slope"][slid]) > np.median(bands["slope"][known & ~slid]) + 2
    assert 0.001 < (bands["layover_shadow"][known] == 1).mean() < 0.15
    assert np.nanmin(bands["sensitivity"]) >= -1
