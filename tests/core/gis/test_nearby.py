from __future__ import annotations

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.gis.crs import transform_points
from slipline.core.gis.nearby import Nearby

SIDE = 2000.0


def bounds(longitude, latitude, crs):
    """A study area of 2 km around a place."""
    x, y = transform_points(np.array([longitude]), np.array([latitude]), "EPSG:4326", crs)
    return float(x[0] - SIDE / 2), float(y[0] - SIDE / 2), float(x[0] + SIDE / 2), float(y[0] + SIDE / 2)


def box(west, south, east, north):
    ring = f"{west} {south},{east} {south},{east} {north},{west} {north},{west} {south}"
    return bytes(ogr.CreateGeometryFromWkt(f"POLYGON(({ring}))").ExportToWkb())


def covered(parts, source, crs, ground):
    """Share of a grid of points of the study area that lie in the parts, looked up in the CRS of the parts."""
    west, south, east, north = ground
    x, y = (axis.ravel() for axis in np.meshgrid(np.linspace(west, east, 9), np.linspace(south, north, 9)))
    x, y = transform_points(x, y, crs, source)
    shapes = [ogr.CreateGeometryFromWkb(part) for part in parts]

    def inside(a, b):
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(a, b)
        turned = [ogr.CreateGeometryFromWkt(f"POINT({a + turn} {b})") for turn in (-360, 360)]
        return any(shape.Contains(one) for shape in shapes for one in (point, *turned))

    return np.mean([inside(a, b) for a, b in zip(x, y)])


WORLD = (-180, -90, 180, 90)


@pytest.mark.parametrize(
    ("place", "crs", "source", "polygon", "share"),
    [
        ((-105.0, 38.0), "EPSG:32613", "EPSG:4326", WORLD, 1.0),
        ((-105.0, 38.0), "EPSG:32613", "EPSG:4326", (0, -90, 360, 90), 1.0),
        ((-105.0, 38.0), "EPSG:32613", "EPSG:4326", (-180, 0, 0, 85), 1.0),
        ((-105.0, 38.0), "EPSG:32613", "EPSG:4326", (-109, 37, -102, 41), 1.0),
        ((-105.0, 38.0), "EPSG:32613", "EPSG:4326", (0, 0, 90, 80), 0.0),
        ((-105.0, 38.0), "EPSG:32613", "EPSG:3857", (-2.0e7, -2.0e7, 2.0e7, 2.0e7), 1.0),
        ((-105.0, 38.0), "EPSG:32613", "EPSG:4326", (-105.001, 30, -60, 50), 5 / 9),
        ((179.999, -17.0), "EPSG:32760", "EPSG:4326", WORLD, 1.0),
        ((179.999, -17.0), "EPSG:32760", "EPSG:4326", (170, -30, 180, 0), 5 / 9),
        ((15.0, 78.2), "EPSG:32633", "EPSG:4326", WORLD, 1.0),
    ],
)
def test_what_is_kept_of_a_huge_polygon_covers_the_same_ground(place, crs, source, polygon, share):
    ground = bounds(*place, crs)
    parts = Nearby(source, crs, ground).part(box(*polygon))
    assert covered(parts, source, crs, ground) == pytest.approx(share, abs=1 / 9)
    for part in parts:  # small enough to be projected
        west, east, south, north = ogr.CreateGeometryFromWkb(part).GetEnvelope()
        assert source != "EPSG:4326" or (east - west < 2 and north - south < 1)


def test_polygons_of_the_size_of_the_study_area_stay_as_they_are():
    ground = bounds(-105.0, 38.0, "EPSG:32613")
    polygon = box(-105.01, 37.99, -104.99, 38.01)
    assert Nearby("EPSG:4326", "EPSG:32613", ground).part(polygon) == [polygon]
