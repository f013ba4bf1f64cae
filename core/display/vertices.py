"""Outlines that Google Earth can draw: it leaves out rings of more than about 31,000 vertices without a word."""

from __future__ import annotations

from osgeo import ogr

from ..gis.rings import valid_polygon

MOST_VERTICES = 30_000  # of one ring
_FIRST_DEGREES = 1e-8  # by which an outline may move at first: a millimetre


def drawable(polygon: bytes) -> tuple[bytes, bool]:
    """A polygon (WKB in degrees) whose rings have few enough vertices, and whether that took simplifying it.

    The tolerance of the simplification is doubled until they do.
    """
    shape, tolerance = ogr.CreateGeometryFromWkb(bytes(polygon)), _FIRST_DEGREES
    if _longest_ring(shape) <= MOST_VERTICES:
        return polygon, False
    simple = shape
    while _longest_ring(simple) > MOST_VERTICES:
        simple = valid_polygon(shape.SimplifyPreserveTopology(tolerance))
        tolerance *= 2.0
    return bytes(simple.ExportToWkb()), True


def _longest_ring(shape: ogr.Geometry) -> int:
    """Vertices of the longest ring."""
    if not shape.GetGeometryCount():
        return int(shape.GetPointCount())
    return max(_longest_ring(shape.GetGeometryRef(i)) for i in range(shape.GetGeometryCount()))
