from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.errors import Cancelled, InputError, OutputError
from slipline.core.base.grid import Grid, Window
from slipline.core.gis.vector import Column, rasterize, write_points, write_polygons

from ...small_disk import small_disk
from ..listening import Listening
from ..rasters import CRS, NORTH, WEST, box, features

X, Y = np.array([WEST, WEST + 10.0, WEST + 20.0]), np.array([NORTH, NORTH - 10.0, NORTH - 20.0])
COLUMNS = [
    Column("velocity", np.array([-3.5, np.nan, 2.0]), "Velocity (mm/yr)"),
    Column("n", np.array([1, 2, 2**40])),
    Column("sign", ["away", None, "towards"]),
    Column("seen", np.array([True, False, True])),
    Column("class", np.ma.masked_array([2, 0, -3], [False, True, False])),
]
EXTENSIONS = ["gpkg", "geojson", "shp"]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_points_come_back_with_their_attributes_and_nulls(tmp_path, extension):
    path = tmp_path / f"points.{extension}"
    write_points(str(path), "points", CRS, X, Y, COLUMNS)
    rows = features(path)
    assert [row["velocity"] for row in rows] == [-3.5, None, 2.0]
    assert [row["n"] for row in rows] == [1, 2, 2**40]
    assert [row["sign"] for row in rows] == ["away", None, "towards"]
    assert [row["seen"] for row in rows] == [1, 0, 1]
    assert [row["class"] for row in rows] == [2, None, -3]
    assert [(row["geometry"].GetX(), row["geometry"].GetY()) for row in rows] == list(zip(X, Y))
    assert ogr.Open(str(path)).GetLayer(0).GetSpatialRef().GetAuthorityCode(None) == "32633"


def test_polygons_are_written_as_multipolygons_with_their_holes(tmp_path):
    path = tmp_path / "areas.gpkg"
    write_polygons(
        str(path), "areas", CRS, [box(0, -100, 100, 0, hole=(20, -40, 40, -20))], [Column("id", np.array([7]))]
    )
    (row,) = features(path)
    assert row["id"] == 7
    assert row["geometry"].GetGeometryName() == "MULTIPOLYGON"
    assert row["geometry"].GetArea() == pytest.approx(100 * 100 - 20 * 20)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_no_feature_is_a_valid_empty_layer(tmp_path, extension):
    path = tmp_path / f"areas.{extension}"
    write_polygons(str(path), "areas", CRS, [], [Column("area_m2", np.zeros(0)), Column("id", np.zeros(0, int))])
    assert features(path) == []


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("name", ["areas", "areas [2] of v1.2", "Hänge"])
def test_a_layer_replaces_the_old_one_and_leaves_no_part(tmp_path, extension, name):
    path = tmp_path / f"{name}.{extension}"
    for count in (3, 1):
        write_points(str(path), "points", CRS, X[:count], Y[:count], [])
    assert len(features(path)) == 1
    assert {file.name.rpartition(".")[0] for file in tmp_path.iterdir()} == {name}


def test_more_features_than_a_transaction_holds_are_all_written(tmp_path, monkeypatch):
    monkeypatch.setattr("slipline.core.gis.vector._BATCH", 7)
    progress = Listening()
    write_points(
        str(tmp_path / "p.gpkg"), "p", CRS, np.arange(23.0), np.zeros(23), [Column("i", np.arange(23))], progress
    )
    assert [row["i"] for row in features(tmp_path / "p.gpkg")] == list(range(23))
    assert progress.fractions == pytest.approx([7 / 23, 14 / 23, 21 / 23, 1.0])


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_cancelled_layer_leaves_the_old_one_and_no_part(tmp_path, extension, monkeypatch):
    monkeypatch.setattr("slipline.core.gis.vector._BATCH", 7)
    path = tmp_path / f"p.{extension}"
    write_points(str(path), "p", CRS, X, Y, [])
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(Cancelled):
        write_points(str(path), "p", CRS, np.arange(23.0), np.zeros(23), [], Listening(cancel_at=0.5))
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_an_unknown_ending_is_refused_with_those_that_are_known(tmp_path):
    with pytest.raises(InputError, match=r"as .gpkg, .geojson, .shp, not as '.kml'"):
        write_points(str(tmp_path / "p.kml"), "p", CRS, X, Y, [])


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("folder", ["file", "absent"])
@pytest.mark.parametrize("by_exception", [False, True])
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, extension, folder, by_exception, capfd):
    (tmp_path / "file").write_text("")
    before = ogr.GetUseExceptions()
    (ogr.UseExceptions if by_exception else ogr.DontUseExceptions)()
    try:
        with pytest.raises(OutputError, match=rf"{folder}/p.{extension} cannot be written: .+\. Choose another folder"):
            write_points(str(tmp_path / folder / f"p.{extension}"), "p", CRS, X, Y, [])
    finally:
        (ogr.UseExceptions if before else ogr.DontUseExceptions)()
    assert capfd.readouterr().err == ""
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


@pytest.fixture
def by_status_or_exception(request):
    """OGR in both of its ways: newer versions, and other plugins, raise."""
    before = ogr.GetUseExceptions()
    (ogr.UseExceptions if request.param else ogr.DontUseExceptions)()
    yield
    (ogr.UseExceptions if before else ogr.DontUseExceptions)()


@pytest.mark.parametrize("by_status_or_exception", [False, True], indirect=True)
@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path, extension, by_status_or_exception, capfd):
    text = ["x" * 200] * 3000
    with small_disk(tmp_path / "disk", 256) as folder:
        with pytest.raises(OutputError, match=rf"p.{extension} cannot be written"):
            write_points(
                str(folder / f"p.{extension}"), "p", CRS, np.arange(3000.0), np.zeros(3000), [Column("text", text)]
            )
        assert list(folder.iterdir()) == []
    assert capfd.readouterr().err == ""


GRID = Grid(CRS, WEST, NORTH, 5.0, 40, 30)


def test_a_cell_belongs_to_the_polygon_that_holds_its_centre():
    # edges at 2.4 and 12.6 m: the centres at 2.5, 7.5 and 12.5 m are inside
    burnt = rasterize([box(2.4, -12.6, 12.6, -2.4)], GRID, GRID.window)
    expected = np.zeros(GRID.shape, int)
    expected[:3, :3] = 1
    np.testing.assert_array_equal(burnt, expected)
    assert rasterize([box(2.6, -12.4, 12.4, -2.6)], GRID, GRID.window).sum() == 1


def test_values_holes_and_the_last_one_on_top():
    burnt = rasterize([box(0, -50, 50, 0, hole=(10, -20, 20, -10)), box(25, -50, 75, -25)], GRID, GRID.window, [3, 9])
    assert (burnt == 9).sum() == 10 * 5
    assert (burnt == 3).sum() == 100 - 4 - 5 * 5
    assert burnt[2, 2] == 0


@pytest.mark.parametrize("size", [1, 7, 16])
def test_what_is_burnt_does_not_depend_on_the_windows(size):
    generator = np.random.default_rng(5)
    corners = generator.uniform(0, 150, (8, 2))
    polygons = [box(x, -y - 37.0, x + 23.0, -y) for x, y in corners]
    whole = rasterize(polygons, GRID, GRID.window)
    for window in GRID.windows(size):
        np.testing.assert_array_equal(rasterize(polygons, GRID, window), whole[window.slices])


def test_no_polygons_and_polygons_elsewhere_burn_nothing():
    assert rasterize([], GRID, Window(3, 2, 5, 4)).shape == (4, 5)
    assert not rasterize([box(5000, 5000, 6000, 6000)], GRID, GRID.window).any()
    assert gdal.GetLastErrorType() < gdal.CE_Failure
