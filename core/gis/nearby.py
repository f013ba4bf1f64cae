"""The part of a polygon that lies near a study area: a projection cannot take the other side of the Earth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..base.errors import InputError
from .crs import is_geographic, transform_points
from .rings import valid_polygon

Bounds = tuple[float, float, float, float]
_AROUND = 1.0  # sides of the study area that are kept around it
_LEAST_M = 1000.0
_FAR = 8.0  # times the kept ground: smaller polygons stay as they are
_POINTS = 21  # along each side
_MOST_DEGREES = 90.0  # a study area that spans more longitudes lies around a pole


class Nearby:
    """Cuts polygons of a CRS to the ground around a study area.

    Args:
        source: CRS of the polygons.
        crs: metric CRS of the study area.
        bounds: of the study area: west, south, east, north in `crs`.
    """

    def __init__(self, source: str, crs: str, bounds: Bounds) -> None:
        self._degrees = is_geographic(source)
        self._box = self._around(source, crs, bounds)

    def _around(self, source: str, crs: str, bounds: Bounds) -> ogr.Geometry | None:
        """The kept ground in the polygons' CRS; None where it has no outline there, at a pole for example."""
        west, south, east, north = bounds
        margin = max(_AROUND * max(east - west, north - south), _LEAST_M)
        edge = np.linspace(0.0, 1.0, _POINTS)
        along = np.concatenate([edge, np.ones(_POINTS), edge[::-1], np.zeros(_POINTS)])
        up = np.concatenate([np.zeros(_POINTS), edge, np.ones(_POINTS), edge[::-1]])
        x = west - margin + along * (east - west + 2 * margin)
        y = south - margin + up * (north - south + 2 * margin)
        try:
            x, y = transform_points(x, y, crs, source)
        except InputError:
            return None
        if self._degrees:
            x = x[0] + (x - x[0] + 180.0) % 360.0 - 180.0  # across the date line as well
            if np.ptp(x) > _MOST_DEGREES or np.abs(y).max() > 89.0:
                return None
        box = _polygon(x, y)
        return box if box.IsValid() else None

    def part(self, polygon: bytes) -> list[bytes]:
        """What lies near of a polygon, WKB; the polygon itself where it is no larger than that.

        Longitudes may be given from -180, from 0, or beyond.
        """
        if self._box is None:
            return [polygon]
        shape = ogr.CreateGeometryFromWkb(polygon)
        if not self._is_far(shape):
            return [polygon]
        found = []
        for turn in (0.0, 360.0, -360.0) if self._degrees else (0.0,):
            common = valid_polygon(_moved(shape, turn)).Intersection(self._box)
            if common is not None and not common.IsEmpty() and common.GetDimension() == 2:
                found.append(bytes(valid_polygon(common).ExportToWkb()))
        return found

    def _is_far(self, shape: ogr.Geometry) -> bool:
        """Tell whether a shape is much larger than the kept ground, or lies where longitudes are counted otherwise."""
        west, east, south, north = shape.GetEnvelope()
        left, right, bottom, top = self._box.GetEnvelope()  # type: ignore[union-attr]
        if east - west > _FAR * (right - left) or north - south > _FAR * (top - bottom):
            return True
        return self._degrees and (west > right + 180.0 or east < left - 180.0)


def _moved(shape: ogr.Geometry, turn: float) -> ogr.Geometry:
    """A copy with other longitudes."""
    if not turn:
        return shape.Clone()
    moved = ogr.Geometry(ogr.wkbMultiPolygon)
    for part in ogr.ForceToMultiPolygon(shape.Clone()):
        polygon = ogr.Geometry(ogr.wkbPolygon)
        for ring in part:
            points = np.array(ring.GetPoints(), float)[:, :2]
            polygon.AddGeometry(_ring(points[:, 0] + turn, points[:, 1]))
        moved.AddGeometry(polygon)
    return moved


def _polygon(x: NDArray[np.float64], y: NDArray[np.float64]) -> ogr.Geometry:
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(_ring(x, y))
    return polygon


def _ring(x: NDArray[np.float64], y: NDArray[np.float64]) -> ogr.Geometry:
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for place in zip(x.tolist(), y.tolist()):
        ring.AddPoint_2D(*place)
    ring.CloseRings()
    return ring
