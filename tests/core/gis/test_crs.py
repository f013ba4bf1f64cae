from __future__ import annotations

import contextlib
import time

import numpy as np
import pytest
from osgeo import gdal, osr

from slipline.core.base.errors import InputError
from slipline.core.gis.crs import (
    crs_name,
    horizontal_crs,
    is_geographic,
    is_metric,
    metric_crs_for,
    near_longitude,
    same_crs,
    spatial_reference,
    transform_points,
    utm_crs,
)

from ...no_network import trapped


@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:32633",  # UTM
        "EPSG:3003",  # Monte Mario, Italy: transverse Mercator
        "EPSG:2056",  # Switzerland: oblique Mercator
        "EPSG:29873",  # Borneo: oblique Mercator of the other variant
        "EPSG:2154",  # France: Lambert conformal conic
        "EPSG:3413",  # polar stereographic
        "EPSG:28992",  # Netherlands: oblique stereographic
    ],
)
def test_lengths_are_metres_on_the_ground_in_the_grids_of_surveys(crs):
    assert is_metric(crs)


@pytest.mark.parametrize("crs", ["EPSG:4978", "EPSG:5773"])
def test_places_in_space_and_heights_alone_are_no_map(crs):
    with pytest.raises(InputError, match=f"{crs} is not one of a map"):
        spatial_reference(crs)


@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:4326",
        "EPSG:3857",  # web maps
        "ESRI:102100",
        "EPSG:3395",  # world Mercator
        "EPSG:4087",  # plate carree
        "EPSG:6933",  # EASE grid: cylindrical
        "EPSG:2231",  # Colorado, US feet
        "+proj=merc +lon_0=0 +units=m",
        "+proj=merc +a=6378137 +b=6378137 +nadgrids=@null +units=m",
    ],
)
def test_degrees_feet_and_stretched_maps_are_not_metric(crs):
    assert not is_metric(crs)


def at(crs, longitude, latitude):
    x, y = transform_points(np.array([longitude]), np.array([latitude]), "EPSG:4326", crs)
    return float(x[0]), float(y[0])


@pytest.mark.parametrize(
    ("crs", "longitude", "latitude"),
    [
        ("EPSG:32633", 15.0, 46.0),
        ("EPSG:32633", 9.0, 46.0),  # the next zone but one
        ("EPSG:3003", 7.0, 45.0),
        ("EPSG:3003", 15.0, 38.0),
        ("EPSG:2154", 9.0, 42.0),  # Corsica
        ("EPSG:2056", 9.0, 47.0),
        ("EPSG:27572", 2.0, 46.0),  # of a geographic CRS in grads from Paris
        ("EPSG:3035", 33.0, 35.0),  # the corners of Europe
        ("EPSG:3035", -20.0, 65.0),
        ("EPSG:3035", -9.0, 38.0),
        ("EPSG:3035", 30.0, 71.0),
        ("EPSG:3035", 15.0, 78.0),
        ("EPSG:5070", -107.0, 49.0),  # equal-area conic, United States
        ("EPSG:3413", -45.0, 75.0),
        ("EPSG:32661", 0.0, 90.0),  # the pole itself
    ],
)
def test_measured_on_the_ground_the_grids_of_surveys_are_metric(crs, longitude, latitude):
    assert is_metric(crs, at(crs, longitude, latitude))


@pytest.mark.parametrize(
    ("crs", "longitude", "latitude"),
    [
        ("ESRI:54008", -107.2, 37.9),  # sinusoidal
        ("ESRI:54009", 12.0, 45.0),  # Mollweide
        ("ESRI:54030", 12.0, 45.0),  # Robinson
        ("ESRI:54012", 12.0, 45.0),  # Eckert IV
        ("EPSG:8857", 12.0, 45.0),  # Equal Earth
        ("EPSG:3413", -45.0, 60.0),  # polar stereographic far from the pole
        ("EPSG:3413", -107.2, 37.9),
        ("EPSG:3035", -107.2, 37.9),
        ("EPSG:32633", 60.0, 45.0),
        ("EPSG:3857", 0.0, 0.0),
    ],
)
def test_measured_on_the_ground_world_maps_and_grids_of_elsewhere_are_not_metric(crs, longitude, latitude):
    place = at(crs, longitude, latitude)
    assert not is_metric(crs, place)
    moved = metric_crs_for(np.array(place[:1]), np.array(place[1:]), crs)
    assert is_metric(moved, at(moved, longitude, latitude))


def test_a_place_that_the_projection_does_not_have_is_not_metric():
    assert is_metric("EPSG:3035")
    assert not is_metric("EPSG:3035", (1e9, 1e9))


def test_the_ground_is_measured_as_the_geodesic_says():
    # of the scale of a transverse Mercator on its central meridian: 1.02 and 1.04 lengths of the ground in one metre of
    # the map
    for scale, metric in ((1.02, True), (0.98, True), (1.04, False), (0.96, False)):
        crs = f"+proj=tmerc +lon_0=15 +k={scale} +x_0=500000 +ellps=GRS80 +units=m"
        assert is_metric(crs, (500000.0, 5000000.0)) is metric


def test_geographic_means_degrees():
    assert is_geographic("EPSG:4326")
    assert not is_geographic("EPSG:3857")
    assert not is_geographic("EPSG:32633")


@pytest.mark.parametrize("crs", ["", "EPSG:999999", "no such thing"])
def test_an_unknown_crs_is_one_sentence(crs, capfd):
    with pytest.raises(InputError, match=r"is not known\. Set the layer's CRS first"):
        spatial_reference(crs)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        (15.0, 46.0, "32633"),
        (-107.2, 37.9, "32613"),
        (179.9, 10.0, "32660"),
        (180.0, 10.0, "32660"),
        (-180.0, 1.0, "32601"),
        (17.0, -33.0, "32733"),
        (254.2, 38.0, "32613"),  # longitudes from 0 to 360
        (-249.33, 38.0, "32649"),  # and below -180
        (359.9, 5.0, "32630"),
        (540.5, 5.0, "32601"),
        (25.0, 84.5, "5041"),  # beyond the zones: the polar grids
        (25.0, -82.0, "5042"),
    ],
)
def test_the_utm_zone_of_a_place(longitude, latitude, code):
    assert same_crs(utm_crs(longitude, latitude), f"EPSG:{code}")


def test_points_are_east_then_north_in_every_crs():
    # the central meridian of zone 33 at the equator: 500000 m east, 0 m north
    x, y = transform_points(np.array([15.0, 15.0]), np.array([0.0, 46.0]), "EPSG:4326", "EPSG:32633")
    np.testing.assert_allclose(x, 500000.0, atol=1e-6)
    # the meridian's arc on WGS 84 by the midpoint rule, times 0.9996
    e2, steps = 0.00669437999014, 10_000
    angle = np.radians(46.0) * (np.arange(steps) + 0.5) / steps
    arc = 6378137.0 * (1 - e2) * np.sum((1 - e2 * np.sin(angle) ** 2) ** -1.5) * np.radians(46.0) / steps
    np.testing.assert_allclose(y, [0.0, 0.9996 * arc], atol=1e-3)


def test_there_and_back_is_the_same_place():
    generator = np.random.default_rng(3)
    x, y = 5e5 + 1e5 * generator.random(50), 5e6 + 1e5 * generator.random(50)
    there = transform_points(x, y, "EPSG:32633", "EPSG:3035")
    back = transform_points(*there, "EPSG:3035", "EPSG:32633")
    np.testing.assert_allclose(back, [x, y], atol=1e-3)


def test_the_same_crs_and_no_points_change_nothing():
    x = np.array([1.0, 2.0])
    assert transform_points(x, x, "EPSG:32633", spatial_reference("EPSG:32633").ExportToWkt())[0] is x
    assert len(transform_points(x[:0], x[:0], "EPSG:4326", "EPSG:32633")[0]) == 0


@pytest.mark.parametrize("by_exception", [False, True])
def test_points_that_are_not_where_their_crs_says_are_counted(by_exception, capfd):
    before = osr.GetUseExceptions()
    (osr.UseExceptions if by_exception else osr.DontUseExceptions)()
    try:
        with pytest.raises(InputError, match=r"1 points cannot be brought from WGS 84 to .*33N. Check the layer's CRS"):
            transform_points(np.array([15.0, 500000.0]), np.array([46.0, 4600000.0]), "EPSG:4326", "EPSG:32633")
    finally:
        (osr.UseExceptions if before else osr.DontUseExceptions)()
    assert capfd.readouterr().err == ""


def test_a_metric_crs_is_kept_and_another_becomes_the_local_utm_zone():
    assert metric_crs_for(np.array([2600000.0]), np.array([1200000.0]), "EPSG:2056") == "EPSG:2056"
    x, y = np.array([-107.2, -107.3, 0.0]), np.array([37.9, 37.8, 0.0])  # one outlier does not move the median
    assert same_crs(metric_crs_for(x, y, "EPSG:4326"), "EPSG:32613")


def test_the_middle_of_points_across_longitude_180_lies_there_and_not_at_greenwich():
    x, y = np.array([179.9, -179.8, 179.95]), np.full(3, -17.0)
    assert same_crs(metric_crs_for(x, y, "EPSG:4326"), "EPSG:32760")
    on_web_map = transform_points(x, y, "EPSG:4326", "EPSG:3857")
    assert same_crs(metric_crs_for(*on_web_map, "EPSG:3857"), "EPSG:32760")
    np.testing.assert_allclose(near_longitude(np.array([254.2, -105.8, 179.0]), -170.0), [-105.8, -105.8, -181.0])


@pytest.mark.parametrize("crs", ["http://127.0.0.1:9/crs", "/etc/passwd", "file.prj", "https://example.org/x.wkt"])
def test_a_crs_that_is_an_address_or_a_file_is_not_followed(crs):
    with pytest.raises(InputError, match="is not known"):
        spatial_reference(crs)


@pytest.mark.parametrize(
    ("crs", "code"), [("EPSG:26913+6360", "26913"), ("EPSG:4979", "4326"), ("EPSG:32633", "32633")]
)
def test_the_horizontal_part_of_a_crs_has_no_heights(crs, code):
    assert spatial_reference(horizontal_crs(crs)).GetAuthorityCode(None) == code


def test_a_name_has_the_code_where_there_is_one():
    assert crs_name("EPSG:32633") == "WGS 84 / UTM zone 33N (EPSG:32633)"
    assert "EPSG" not in crs_name("+proj=tmerc +lon_0=15 +units=m")


@pytest.fixture(scope="module")
def trap():
    with trapped() as trap:
        yield trap


@pytest.mark.parametrize(
    "definition",
    [
        "{trap}/crs.wkt",
        "http://example.com/crs.wkt",
        "https://spatialreference.org/ref/epsg/32632/",
        "{folder}/known.prj",
        "known.prj",
        "ABC1",
        "C:known.prj",
        "+init={folder}/known.prj:1",
        "/vsicurl/http://example.com/crs.prj",
        "file://{folder}/known.prj",
    ],
)
def test_a_crs_out_of_somebodys_file_neither_asks_the_network_nor_opens_files(trap, tmp_path, monkeypatch, definition):
    for name in ("known.prj", "ABC1", "C:known.prj"):
        (tmp_path / name).write_text(spatial_reference("EPSG:32632").ExportToWkt())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="is not known"):
        spatial_reference(definition.format(trap=trap.address, folder=tmp_path))
    assert trap.calls == []


def test_the_trap_catches_who_asks_the_network():
    with trapped() as own:  # what it catches is no business of the other tests
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        with contextlib.suppress(RuntimeError):
            osr.SpatialReference().SetFromUserInput("http://example.com/crs.wkt")
        gdal.PopErrorHandler()
        deadline = time.monotonic() + 300.0
        while not own.calls and time.monotonic() < deadline:  # the trap writes a call down in a thread of its own
            time.sleep(0.05)
        assert {call.split("/crs")[0] for call in own.calls} == {"GET http://example.com"}


@pytest.mark.parametrize(
    "definition",
    [
        "EPSG:32632",
        "epsg:4326",
        "ESRI:54009",
        "IGNF:LAMB93",
        "WGS84",
        "OGC:CRS84",
        "+proj=utm +zone=32",
        "+init=epsg:32632",
        "urn:ogc:def:crs:EPSG::32632",
        "http://www.opengis.net/def/crs/EPSG/0/32632",
        'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
        'UNIT["degree",0.0174532925199433]]',
    ],
)
def test_definitions_are_understood_without_the_network(trap, definition):
    assert spatial_reference(definition).Validate() == 0
    assert trap.calls == []
