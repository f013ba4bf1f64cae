from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.errors import Cancelled, InputError
from slipline.core.base.progress import Silent
from slipline.core.gis import fast_points as point_stream
from slipline.core.gis.fast_points import read_point_file
from slipline.core.gis.vector import Column, write_points

from ..made_targets import Remembering


def written(path, count=1000):
    rng = np.random.default_rng(1)
    x, y, velocity = rng.uniform(4e5, 6e5, count), rng.uniform(4e6, 5e6, count), rng.normal(0, 5, count)
    velocity[3] = np.nan
    columns = [Column("velocity", velocity), Column("name", ["a"] * count), Column("number", np.arange(count))]
    write_points(str(path), "some points", "EPSG:32633", x, y, columns)
    return x, y, velocity


@pytest.mark.parametrize("name", ["points.gpkg", "points.shp", "points.geojson"])
@pytest.mark.parametrize("batch", [65_536, 300])
def test_it_reads_what_was_written(tmp_path, monkeypatch, name, batch):
    monkeypatch.setattr(point_stream, "_BATCH", batch)
    x, y, velocity = written(tmp_path / name)
    made = read_point_file(str(tmp_path / name), "", ["velocity", "number"], Silent())
    np.testing.assert_allclose(made[0], x, rtol=1e-12)
    np.testing.assert_allclose(made[1], y, rtol=1e-12)
    np.testing.assert_allclose(made[2]["velocity"], velocity, rtol=1e-12)
    assert made[2]["number"].tolist() == list(range(1000))
    assert all(column.dtype == np.float64 for column in made[2].values())


def test_points_without_a_place_are_left_out_and_heights_of_points_too(tmp_path):
    path = str(tmp_path / "n.gpkg")
    dataset = gdal.GetDriverByName("GPKG").Create(path, 0, 0, 0, gdal.GDT_Unknown)
    layer = dataset.CreateLayer("two words", None, ogr.wkbPoint25D)
    layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    for number, text in enumerate(["POINT Z (1 2 3)", "POINT EMPTY", "", "POINT Z (4 5 6)", "POINT Z (7 8 9)"]):
        feature = ogr.Feature(layer.GetLayerDefn())
        if text:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(text))
        if number != 3:
            feature.SetField("number", number)
        layer.CreateFeature(feature)
    del feature, layer, dataset
    x, y, values = read_point_file(path, "two words", ["number"], Silent())
    nowhere = [np.nan, np.nan]
    np.testing.assert_array_equal(np.stack([x, y], 1), [(1.0, 2.0), nowhere, nowhere, (4.0, 5.0), (7.0, 8.0)])
    np.testing.assert_array_equal(values["number"], [0.0, 1.0, 2.0, np.nan, 4.0])


def test_bytes_in_the_other_order():
    place = np.array([1.5, -2.5])
    raw = [
        b"\x00\x00\x00\x00\x01" + place.astype(">f8").tobytes(),
        b"\x01\x01\x00\x00\x00" + place.astype("<f8").tobytes(),
    ]
    np.testing.assert_array_equal(point_stream._places(np.array(raw, "V21")), [place, place])


def test_what_it_cannot_read_is_left_to_others(tmp_path):
    path = str(tmp_path / "points.gpkg")
    written(path, 5)
    for file, layer, fields in (
        (path, "", ["name"]),
        (path, "", ["absent"]),
        (path, "other", ["velocity"]),
        (str(tmp_path / "none.gpkg"), "", ["velocity"]),
    ):
        assert read_point_file(file, layer, fields, Silent()) is None
    dataset = gdal.GetDriverByName("GPKG").Create(str(tmp_path / "m.gpkg"), 0, 0, 0, gdal.GDT_Unknown)
    dataset.CreateLayer("m", None, ogr.wkbMultiPoint).CreateField(ogr.FieldDefn("velocity", ogr.OFTReal))
    del dataset
    assert read_point_file(str(tmp_path / "m.gpkg"), "", ["velocity"], Silent()) is None


def test_a_damaged_page_never_costs_points_in_silence(tmp_path):
    """GDAL gives the points before the damage, and then empty batches for ever; the file says how many there are."""
    path = tmp_path / "points.gpkg"
    places = written(path, 300)[:2]
    raw, page, refused = path.read_bytes(), 4096, []
    for start in range(page, len(raw), page):
        path.write_bytes(raw[:start] + bytes(page) + raw[start + page :])
        try:
            made = read_point_file(str(path), "", ["velocity"], Silent())
        except InputError as error:
            refused.append(str(error))
        else:
            assert made is None or np.array_equal(made[:2], places)
    assert len(refused) >= 3  # pages of the points
    assert all("cannot be read to its end" in sentence for sentence in refused)


def test_it_can_be_cancelled(tmp_path):
    written(tmp_path / "points.gpkg", 5)
    with pytest.raises(Cancelled):
        read_point_file(str(tmp_path / "points.gpkg"), "", ["velocity"], Remembering(cancelled=True))
