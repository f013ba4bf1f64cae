from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.errors import Cancelled
from slipline.core.base.progress import Silent
from slipline.core.gis.crs import spatial_reference
from slipline.core.gis.fast_points import read_simple_points, side_by_side
from slipline.core.gis.vector import Column, write_points
from slipline.core.targets import layer_file as target_files
from slipline.core.targets.opening import open_source

from ..made_targets import Remembering

ROWS = [
    {"real": 1.5, "whole": 7, "text": "2.5", "other": 1.0},
    {"real": None, "whole": None, "text": None, "other": None},
    {"real": -3.25, "whole": 2**40, "text": "NULL", "other": 2.0},
    {"real": 0.0, "whole": 0, "text": "-1e3", "other": 3.0},
]
KINDS = {"real": ogr.OFTReal, "whole": ogr.OFTInteger64, "text": ogr.OFTString, "other": ogr.OFTReal}
POINTS = ["POINT (1 2)", "POINT (3.5 4)", "POINT (-5 6)", "POINT (7 8)"]


def written(tmp_path, name, shapes, kind=ogr.wkbPoint):
    path = str(tmp_path / name)
    driver = {"gpkg": "GPKG", "shp": "ESRI Shapefile", "geojson": "GeoJSON"}[name.partition(".")[2]]
    dataset = ogr.GetDriverByName(driver).CreateDataSource(path)
    layer = dataset.CreateLayer("p", spatial_reference("EPSG:4326"), kind)
    for field, field_kind in KINDS.items():
        layer.CreateField(ogr.FieldDefn(field, field_kind))
    for row, shape in zip(ROWS, shapes):
        feature = ogr.Feature(layer.GetLayerDefn())
        if shape:
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(shape))
        for field, value in row.items():
            if value is not None:
                feature.SetField(field, value)
        layer.CreateFeature(feature)
    layer = dataset = None
    return path


def read(path):
    raw = open_source(path).read(["real", "whole", "text"], Silent())
    return np.stack([raw.x, raw.y, *raw.columns.values()])


def in_one_go(path):
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
    return read_simple_points(dataset.GetLayer(0), ["real"], Silent())


@pytest.mark.parametrize("name", ["p.gpkg", "p.shp", "p.geojson"])
def test_numbers_and_texts_and_nulls_come_as_they_do_one_by_one(tmp_path, monkeypatch, name):
    path = written(tmp_path, name, POINTS)
    fast = read(path)
    assert in_one_go(path) is not None
    monkeypatch.setattr(target_files, "read_simple_points", lambda *_: None)
    np.testing.assert_array_equal(fast, read(path))
    np.testing.assert_array_equal(
        fast,
        [[1, 3.5, -5, 7], [2, 4, 6, 8], [1.5, np.nan, -3.25, 0], [7, np.nan, 2.0**40, 0], [2.5, np.nan, np.nan, -1000]],
    )  # fmt: skip


def test_heights_of_points_do_no_harm(tmp_path):
    path = written(tmp_path, "p.gpkg", ["POINT Z (1 2 9)", "POINT Z (3 4 9)"], ogr.wkbPoint25D)
    assert in_one_go(path) is not None
    assert read(path)[:2].tolist() == [[1.0, 3.0], [2.0, 4.0]]


def test_several_points_in_a_feature_are_read_one_by_one(tmp_path):
    path = written(tmp_path, "p.gpkg", ["MULTIPOINT (1 2,3 4)", "MULTIPOINT (5 6)"], ogr.wkbMultiPoint)
    assert in_one_go(path) is None
    assert read(path)[:2].tolist() == [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]


def test_a_feature_without_a_place_stays_to_be_counted(tmp_path, monkeypatch):
    path = written(tmp_path, "p.gpkg", ["POINT (1 2)", None, "POINT EMPTY", "POINT (5 6)"])
    expected = [[1, np.nan, np.nan, 5], [2, np.nan, np.nan, 6]]
    np.testing.assert_array_equal(read(path)[:2], expected)
    monkeypatch.setattr(target_files, "read_simple_points", lambda *_: None)
    np.testing.assert_array_equal(read(path)[:2], expected)


def test_an_empty_layer_and_a_cancel(tmp_path):
    path = written(tmp_path, "p.gpkg", [])
    assert read(path).shape == (5, 0)
    with pytest.raises(Cancelled):
        open_source(written(tmp_path, "q.gpkg", POINTS)).read(["real"], Remembering(cancelled=True))


@pytest.mark.parametrize("ending", ["gpkg", "geojson"])
def test_hundreds_of_fields_are_read(tmp_path, ending):
    """As an import of EGMS writes them, a field for each date; GDAL alone reads 100 of a GeoPackage at once."""
    path, count = str(tmp_path / f"dates.{ending}"), 7
    values = {f"f{number}": np.arange(count) * 0.5 + number for number in range(304)}
    names = np.array([f"A{row}" for row in range(count)], object)
    columns = [Column("name", names), *(Column(name, column) for name, column in values.items())]
    write_points(path, "targets", "EPSG:32632", np.arange(7.0), np.arange(7.0) + 10, columns)
    source = open_source(path)
    read = source.read([*values, "name"], Remembering())
    np.testing.assert_allclose(read.y - read.x, 10.0, atol=1e-6)
    for name, column in values.items():
        np.testing.assert_allclose(read.columns[name], column)
    rows = np.array([1, 4], np.int32)
    np.testing.assert_allclose(
        source.series(list(values), rows, Silent()), [column[rows] for column in values.values()]
    )
    dataset = ogr.Open(path)
    cells = read_simple_points(dataset.GetLayer(0), ["name", *values], Silent())[2]
    assert list(cells["name"]) == names.tolist()


def test_blocks_that_gdal_cuts_differently_lie_above_each_other_and_lost_rows_are_told():
    def cut(values, *ends):
        yield values[:, :0]
        for start, end in zip((0, *ends), (*ends, values.shape[1])):
            yield values[:, start:end]

    values = np.arange(40, dtype=np.float32).reshape(4, 10)
    blocks = list(side_by_side([cut(values[:2], 3, 4), cut(values[2:], 7)]))
    assert np.array_equal(np.concatenate(blocks, axis=1), values)
    with pytest.raises(RuntimeError, match="different numbers"):
        list(side_by_side([cut(values[:2], 3, 4), cut(values[2:, :9], 7)]))
