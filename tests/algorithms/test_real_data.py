"""The chain's inputs on real data, through the registered tools; skipped, saying so, where the data is absent."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.gis.crs import same_crs, transform_points
from slipline.core.gis.raster import RasterReader

LANDSLIDE = -107.2560, 37.9920  # within the upper Slumgullion landslide, degrees


def succeeded(run):
    assert run.ok, run.error
    return run.outputs


def count_and_crs(path):
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayer(0)
    return layer.GetFeatureCount(), layer.GetSpatialRef().ExportToWkt()


def values_at(reader, x, y):
    column, row = reader.grid.cells_of(np.array(x), np.array(y))
    values = reader.read(reader.grid.window)
    return values[:, int(row[0]), int(column[0])]


@pytest.fixture()
def slumgullion(tool_run, real_data, tmp_path):
    """Targets imported, hot spots made on cells of 10 m.

    The outputs, the log of the import, and the folder of the data.
    """
    data = real_data("slumgullion")
    imported = tool_run("importtargets", {"INPUT": str(data / "targets.csv"), "OUTPUT": str(tmp_path / "targets.gpkg")})
    succeeded(imported)
    made = tool_run(
        "hotspot",
        {
            "TARGETS": str(tmp_path / "targets.gpkg"),
            "CELL": 10,
            "OUTPUT_TARGETS": str(tmp_path / "gi.gpkg"),
            "OUTPUT_MAP": str(tmp_path / "map.tif"),
            "OUTPUT_AREAS": str(tmp_path / "areas.gpkg"),
        },
    )
    return succeeded(made), imported.log, data


def test_the_slumgullion_landslide_from_its_targets_to_a_feature_stack(slumgullion, tool_run, tmp_path):
    outputs, log, data = slumgullion
    for path in (tmp_path / "targets.gpkg", outputs["OUTPUT_TARGETS"]):
        count, crs = count_and_crs(path)
        assert count == 38313, log.text
        assert same_crs(crs, "EPSG:32613")
    x, y = transform_points(np.array([LANDSLIDE[0]]), np.array([LANDSLIDE[1]]), "EPSG:4326", "EPSG:32613")
    with RasterReader(outputs["OUTPUT_MAP"]) as reader:
        assert reader.grid.cell_m == 10.0
        assert same_crs(reader.grid.crs, "EPSG:32613")
        values = reader.read(reader.grid.window)
        assert np.isfinite(values).mean() > 0.1
        assert values_at(reader, x, y)[0] < 0  # away from the satellite
    assert count_and_crs(outputs["OUTPUT_AREAS"])[0] >= 1

    stack = tool_run(
        "featurestack",
        {
            "HOTSPOT": outputs["OUTPUT_MAP"],
            "TARGETS": outputs["OUTPUT_TARGETS"],
            "DEM": str(data / "dem.tif"),
            "OUTPUT": str(tmp_path / "stack.vrt"),
        },
    )
    with RasterReader(succeeded(stack)["OUTPUT"]) as reader:
        assert {"hotspot", "velocity", "slope", "aspect"} <= set(reader.names)
        assert not {"red", "green", "blue"} & set(reader.names)
        there = dict(zip(reader.names, values_at(reader, x, y)))
    assert there["hotspot"] < 0
    assert there["velocity"] < -100  # mm/yr; the landslide moves metres a year
    assert 3 < there["slope"] < 30
    assert 180 < there["aspect"] < 300  # it flows to the south-west


def test_boissano_keeps_its_targets_and_gets_a_map_in_its_own_crs(tool_run, real_data, tmp_path):
    source = next(real_data("boissano_tre_psinsar").glob("*.shp"))
    targets, hotspots = tmp_path / "targets.gpkg", tmp_path / "map.tif"
    succeeded(tool_run("importtargets", {"INPUT": str(source), "OUTPUT": str(targets)}))
    count, crs = count_and_crs(targets)
    assert count == 722  # of 1,372: a coherence of at least 0.7
    assert same_crs(crs, "EPSG:3003")
    succeeded(tool_run("hotspot", {"TARGETS": str(targets), "OUTPUT_MAP": str(hotspots)}))
    assert np.isfinite(gdal.Open(str(hotspots)).ReadAsArray()).any()
    with RasterReader(str(hotspots)) as reader:
        assert same_crs(reader.grid.crs, "EPSG:3003")
