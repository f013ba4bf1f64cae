"""A raster is what its layer in QGIS says: CRS and no-data values of the properties, by layer and by path."""

import numpy as np
import pytest
from osgeo import gdal

from slipline.core.gis.raster import RasterReader
from slipline.core.gis.raster_view import in_users_words

from ..core.rasters import write_raster


def layer_of(path, name="layer"):
    from qgis.core import QgsProject, QgsRasterLayer

    layer = QgsRasterLayer(str(path), name)
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture()
def layer(tmp_path, qgis_app):
    from qgis.core import QgsProject

    values = np.arange(12.0).reshape(3, 4)
    path, _ = write_raster(tmp_path / "r.tif", values, 10.0, "EPSG:32612")
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetNoDataValue(11.0)
    dataset = None
    yield layer_of(path)
    QgsProject.instance().removeAllMapLayers()


def values_of(layer):
    from slipline.algorithms.raster_layers import layer_path

    with RasterReader(layer_path(layer)) as reader:
        return reader.read(reader.grid.window)[0].ravel(), reader.grid.crs


def nulls(values):
    return np.flatnonzero(np.isnan(values)).tolist()


def test_a_layer_that_was_not_changed_is_its_file(layer):
    from slipline.algorithms.raster_layers import layer_path

    assert layer_path(layer) == layer.source()
    assert nulls(values_of(layer)[0]) == [11]


def test_the_crs_of_the_layer_counts(layer):
    from qgis.core import QgsCoordinateReferenceSystem

    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32613"))
    values, crs = values_of(layer)
    assert "UTM zone 13N" in crs
    assert nulls(values) == [11]


@pytest.mark.parametrize(
    ("bounds", "right"),
    [
        ("IncludeMinAndMax", [3, 4, 5, 11]),
        ("IncludeMin", [3, 4, 11]),
        ("IncludeMax", [4, 5, 11]),
        ("Exclusive", [4, 11]),
    ],
)
def test_no_data_values_of_the_layer_count_and_those_of_the_file_with_them(layer, bounds, right):
    from qgis.core import QgsRasterRange

    kind = getattr(QgsRasterRange.BoundsType, bounds)
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(3.0, 5.0, kind)])
    assert nulls(values_of(layer)[0]) == right


def test_a_no_data_value_of_the_file_that_is_switched_off_is_a_value(layer):
    layer.dataProvider().setUseSourceNoDataValue(1, False)
    assert nulls(values_of(layer)[0]) == []


def test_messages_bear_the_name_of_the_file_and_not_of_the_view(layer, tool_run, tmp_path):
    from qgis.core import QgsRasterRange

    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(-100.0, 100.0)])
    run = tool_run("importtargets", {"INPUT": layer, "UNIT": "mm/yr", "OUTPUT": str(tmp_path / "o.gpkg")})
    assert not run.ok
    assert "slipline_views" not in run.error + run.log.text
    assert in_users_words("x") == "x"


def test_a_raster_that_cannot_lie_where_it_says_is_refused_before_work(tool_run, tmp_path):
    path, _ = write_raster(tmp_path / "dem.tif", np.ones((4, 4)), 0.001, "EPSG:32612", west=-105.0, north=38.0)
    run = tool_run("featurestack", {"DEM": path, "CELL": 10.0, "OUTPUT": str(tmp_path / "s.vrt")})
    assert "which are degrees" in run.error
    assert run.log.lines == []


def test_a_device_is_refused_before_it_is_waited_for(tool_run, tmp_path):
    run = tool_run("prepareimage", {"INPUT": "/dev/zero", "OUTPUT": str(tmp_path / "o.tif")})
    assert not run.ok
