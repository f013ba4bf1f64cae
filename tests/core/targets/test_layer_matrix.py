"""Every format, kind of point, CRS and type of field: forty targets; other shapes and cut files are refused."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, ogr

from slipline.core.base.errors import InputError
from slipline.core.gis.crs import spatial_reference, transform_points
from slipline.core.gis.fast_points import read_point_file
from slipline.core.gis.whole_file import damage_of_file, deleted_rows
from slipline.core.targets.importing import ImportOptions, import_targets
from slipline.core.targets.opening import open_source

from ..made_targets import Remembering

COUNT = 40
RANDOM = np.random.default_rng(5)
X, Y = 500000 + RANDOM.uniform(0, 900, COUNT), 4200000 + RANDOM.uniform(0, 900, COUNT)
VELOCITY = RANDOM.normal(-3, 4, COUNT).round(3)
UTM = "EPSG:32613"
DRIVERS = {
    "gpkg": "GPKG",
    "shp": "ESRI Shapefile",
    "geojson": "GeoJSON",
    "fgb": "FlatGeobuf",
    "sqlite": "SQLite",
    "gml": "GML",
    "tab": "MapInfo File",
    "kml": "KML",
}
KINDS = {
    "point": ogr.wkbPoint,
    "point with height": ogr.wkbPoint25D,
    "point with measure": ogr.wkbPointM,
    "several in one": ogr.wkbMultiPoint,
}
PLACES = {
    "UTM": UTM,
    "degrees": "EPSG:4326",
    "degrees of NAD 83": "EPSG:4269",
    "web map": "EPSG:3857",
    "UTM with heights": "EPSG:32613+5773",
    "PROJ text": "+proj=utm +zone=13 +datum=WGS84 +units=m +no_defs",
    "feet": "EPSG:2232",
}


def geometry(kind, x, y):
    """A point of a kind at a place."""
    point = ogr.Geometry(kind if ogr.GT_Flatten(kind) == ogr.wkbPoint else ogr.wkbPoint)
    point.AddPoint_2D(x, y) if kind in (ogr.wkbPoint, ogr.wkbMultiPoint) else point.AddPointZM(x, y, 7.0, 7.0)
    if ogr.GT_Flatten(kind) != ogr.wkbMultiPoint:
        return point
    several = ogr.Geometry(ogr.wkbMultiPoint)
    several.AddGeometry(point)
    return several


def write(path, kind=ogr.wkbPoint, crs=UTM, texts=(), shapes=None, declared=None):
    """A layer of the targets: velocities as numbers, or as these texts."""
    x, y = transform_points(X, Y, UTM, crs)
    driver = gdal.GetDriverByName(DRIVERS[path.suffix[1:]])
    source = driver.Create(str(path), 0, 0, 0, 0)
    layer = source.CreateLayer("targets", spatial_reference(crs), kind if declared is None else declared)
    layer.CreateField(ogr.FieldDefn("velocity", ogr.OFTString if len(texts) else ogr.OFTReal))
    for i in range(COUNT):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(geometry(kind, x[i], y[i]) if shapes is None else shapes[i])
        feature.SetField("velocity", texts[i] if len(texts) else float(VELOCITY[i]))
        layer.CreateFeature(feature)
    layer = source = None
    return path


def delete_rows(table, numbers):
    """Mark rows of a shapefile's table as deleted, as dBase does and GDAL only until it packs the table."""
    raw = bytearray(table.read_bytes())
    header, width = (int.from_bytes(raw[at : at + 2], "little") for at in (8, 10))
    for number in numbers:
        raw[header + number * width] = ord("*")
    table.write_bytes(raw)


def imported(path, tmp_path, **options):
    log = Remembering()
    options = ImportOptions(**{"crs": UTM, **options})
    return import_targets([open_source(str(path))], options, str(tmp_path / "out.gpkg"), log), log


def require_same(targets, off=0.05):
    order = np.argsort(VELOCITY, kind="stable"), np.argsort(targets.velocity, kind="stable")
    np.testing.assert_allclose(targets.velocity[order[1]], VELOCITY[order[0]], atol=1e-6)
    np.testing.assert_allclose(targets.x[order[1]], X[order[0]], atol=off)
    np.testing.assert_allclose(targets.y[order[1]], Y[order[0]], atol=off)


@pytest.mark.parametrize("suffix", DRIVERS)
def test_every_format_gives_the_same_targets(tmp_path, suffix):
    if suffix == "kml" and gdal.GetDriverByName("LIBKML") is None:
        pytest.skip("GDAL has no driver LIBKML here, and its driver KML reads names and descriptions alone")
    crs = "EPSG:4326" if suffix in ("kml", "geojson") else UTM
    require_same(imported(write(tmp_path / f"t.{suffix}", crs=crs), tmp_path, velocity="velocity")[0])


@pytest.mark.parametrize("suffix", ["gpkg", "shp"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_point_gives_the_same_targets(tmp_path, suffix, kind):
    require_same(imported(write(tmp_path / f"t.{suffix}", kind), tmp_path)[0])


@pytest.mark.parametrize("crs", PLACES.values(), ids=PLACES)
def test_every_crs_gives_the_same_places(tmp_path, crs):
    require_same(imported(write(tmp_path / "t.gpkg", crs=crs), tmp_path)[0])


@pytest.mark.parametrize(
    "change",
    [str, lambda text: text.replace("-", "\u2212"), lambda text: text.replace(".", ","), lambda text: f"{text}D+00"],
    ids=["point", "minus sign", "comma", "exponent with D"],
)
def test_numbers_in_a_field_of_text_are_numbers(tmp_path, change):
    require_same(imported(write(tmp_path / "t.gpkg", texts=[change(str(v)) for v in VELOCITY]), tmp_path)[0])


def test_words_in_a_field_of_text_stop_or_are_said(tmp_path):
    texts = [str(v) for v in VELOCITY]
    with pytest.raises(InputError, match="5 of 40 values of 'velocity'"):
        imported(write(tmp_path / "many.gpkg", texts=["slow"] * 5 + texts[5:]), tmp_path)
    targets, log = imported(write(tmp_path / "few.gpkg", texts=["slow"] * 3 + texts[3:]), tmp_path)
    assert len(targets) == COUNT - 3
    assert "3 of 40 values of 'velocity' are not numbers, for example 'slow'" in log.warnings[0]


LINE, AREA = ogr.wkbLineString, ogr.wkbPolygon


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "geojson"])
@pytest.mark.parametrize("kind", [LINE, AREA], ids=["lines", "areas"])
def test_lines_and_areas_are_no_targets(tmp_path, suffix, kind):
    with pytest.raises(InputError, match="no point layer"):
        imported(write(tmp_path / f"t.{suffix}", kind, shapes=shapes_of(kind)), tmp_path)


def test_an_area_in_a_layer_of_points_is_found(tmp_path):
    """GeoPackages hold what was written to them, whatever their layer says."""
    path = write(tmp_path / "t.gpkg", AREA, shapes=shapes_of(AREA), declared=ogr.wkbPoint)
    with pytest.raises(InputError, match="POLYGON among its points"):
        imported(path, tmp_path)


def shapes_of(kind):
    """Small lines or areas at the targets."""
    made = []
    for x, y in zip(X, Y):
        line = f"{x} {y},{x + 9} {y},{x + 9} {y + 9}"
        made.append(ogr.CreateGeometryFromWkt(f"LINESTRING({line})" if kind == LINE else f"POLYGON(({line},{x} {y}))"))
    return made


@pytest.mark.parametrize("part", ["shp", "shx", "dbf"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_shapefile_that_was_cut_is_refused(tmp_path, part, share):
    write(tmp_path / "t.shp")
    file = tmp_path / f"t.{part}"
    file.write_bytes(file.read_bytes()[: int(share * file.stat().st_size)])
    with pytest.raises(InputError):
        imported(tmp_path / "t.shp", tmp_path)
    assert not (tmp_path / "out.gpkg").exists()


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "fgb", "gml"])
def test_a_layer_file_that_was_cut_is_refused(tmp_path, suffix):
    file = write(tmp_path / f"t.{suffix}", crs="EPSG:4326")
    file.write_bytes(file.read_bytes()[: int(0.8 * file.stat().st_size)])
    with pytest.raises(InputError):
        imported(file, tmp_path)


def test_deleted_rows_of_a_shapefile_are_no_damage(tmp_path):
    """They stay in the file until it is packed: GDAL counts them, and does not read them."""
    path = write(tmp_path / "t.shp")
    delete_rows(tmp_path / "t.dbf", (3, 17, COUNT - 1))
    assert deleted_rows(str(path)) == 3
    assert len(imported(path, tmp_path)[0]) == COUNT - 3
    assert len(read_point_file(str(path), "", ["velocity"], Remembering())[0]) == COUNT - 3


def test_whole_files_are_whole(tmp_path):
    for suffix in DRIVERS:
        assert damage_of_file(str(write(tmp_path / f"t.{suffix}", crs="EPSG:4326"))) == ""
    assert damage_of_file(str(tmp_path / "absent.shp")) == ""
