"""Rings of polygons as arrays, and polygons made of them."""

from __future__ import annotations

import contextlib
import math
import struct
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from ..base.progress import Progress

Ring = NDArray[np.float64]  # (n, 2) closed, x and y
Boxes = NDArray[np.float64]  # (n, 4) west, south, east, north
_FAR_OFF = 100.0  # times the size of a polygon, from where its vertex at 0, 0 is no place
_POLYGON, _MULTIPOLYGON = 3, 6  # of WKB


def rings_of(wkb: bytes) -> list[Ring]:
    """Rings of a little-endian 2D WKB polygon: the outer one first.

    Returns:
        Arrays (n, 2), closed.
    """
    count = struct.unpack_from("<I", wkb, 5)[0]
    rings, offset = [], 9
    for _ in range(count):
        points = struct.unpack_from("<I", wkb, offset)[0]
        offset += 4
        rings.append(np.frombuffer(wkb, "<f8", 2 * points, offset).reshape(-1, 2))
        offset += 16 * points
    return rings


def polygon_of(rings: list[Ring]) -> ogr.Geometry:
    """OGR polygon of closed rings."""
    parts = [struct.pack("<BII", 1, _POLYGON, len(rings))]
    for ring in rings:
        parts += [struct.pack("<I", len(ring)), np.ascontiguousarray(ring, "<f8").tobytes()]
    return ogr.CreateGeometryFromWkb(b"".join(parts))


def fill_holes(rings: list[Ring], min_area_m2: float, most_filled: float = math.inf) -> list[Ring]:
    """The outer ring and those holes that are not filled.

    Args:
        rings: of one polygon.
        min_area_m2: smaller holes are filled, the smallest first.
        most_filled: share of the polygon's area that they may add; the holes that would add more stay.
    """
    holes = np.array([abs(ring_area(ring)) for ring in rings[1:]])
    order = np.argsort(holes, kind="stable")
    budget = most_filled * (abs(ring_area(rings[0])) - holes.sum()) if len(holes) else 0.0
    fits = (holes[order] < min_area_m2) & (np.cumsum(holes[order]) <= budget * (1 + 1e-9))
    filled = set(order[fits].tolist())
    return rings[:1] + [ring for number, ring in enumerate(rings[1:]) if number not in filled]


def ring_area(ring: Ring) -> float:
    """Signed area of a closed ring, by the shoelace formula."""
    x, y = (ring - ring[0]).T
    return float(0.5 * np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


def boxes_of(shapes: Iterable[ogr.Geometry]) -> Boxes:
    """The rectangle around each shape."""
    return np.array([shape.GetEnvelope() for shape in shapes], float).reshape(-1, 4)[:, [0, 2, 1, 3]]


def box_around(boxes: Boxes) -> tuple[float, float, float, float]:
    """West, south, east, north of all boxes together; at least one."""
    (west, south), (east, north) = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    return west, south, east, north


def meeting(boxes: Boxes, box: Sequence[float] | NDArray[np.float64], margin: float = 0.0) -> NDArray[np.intp]:
    """Indices of the boxes that overlap or touch a box, or come as near to it as a margin."""
    west, south, east, north = box
    across = (boxes[:, 0] <= east + margin) & (boxes[:, 2] >= west - margin)
    return np.flatnonzero(across & (boxes[:, 1] <= north + margin) & (boxes[:, 3] >= south - margin))


def is_valid(geometry: ogr.Geometry) -> bool:
    """Tell whether no ring crosses itself or another one; GDAL's explanation is not printed."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        return bool(geometry.IsValid())
    finally:
        gdal.PopErrorHandler()


def common_area(one: ogr.Geometry, other: ogr.Geometry) -> float:
    """Area that two shapes share, m2; 0 where they only touch, because OGR would complain of that."""
    common = one.Intersection(other)
    return float(common.GetArea()) if common.GetDimension() == 2 else 0.0


def valid_polygon(geometry: ogr.Geometry) -> ogr.Geometry:
    """The geometry, repaired where rings touch or cross; only its polygons where it is a collection."""
    straight = geometry.GetLinearGeometry() if geometry.HasCurveGeometry() else geometry
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # IsValid prints why a geometry is not valid
    try:
        repaired = straight if straight.IsValid() else straight.MakeValid()
    finally:
        gdal.PopErrorHandler()
    if ogr.GT_Flatten(repaired.GetGeometryType()) in {_POLYGON, _MULTIPOLYGON}:
        return repaired
    polygons = ogr.Geometry(ogr.wkbMultiPolygon)
    for index in range(repaired.GetGeometryCount()):
        part = ogr.ForceToMultiPolygon(repaired.GetGeometryRef(index).Clone())
        for number in range(part.GetGeometryCount()):
            if ogr.GT_Flatten(part.GetGeometryRef(number).GetGeometryType()) == _POLYGON:
                polygons.AddGeometry(part.GetGeometryRef(number))
    return polygons


def repaired_polygon(polygon: bytes) -> tuple[bytes, bool] | None:
    """A user's polygon, WKB, made valid, and whether that changed it; None where no ground is left.

    Vertices without a position (none, or 0, 0 far from all others) are left out, rings are closed, and crossings are
    resolved.
    """
    geometry = None
    with contextlib.suppress(RuntimeError):
        geometry = ogr.CreateGeometryFromWkb(polygon)
    if geometry is None:
        return None
    parts = ogr.ForceToMultiPolygon(geometry.GetLinearGeometry())
    sound, changed = ogr.Geometry(ogr.wkbMultiPolygon), False
    for part in parts:
        shape = ogr.Geometry(ogr.wkbPolygon)
        for ring in part:
            points = np.array(ring.GetPoints(), float)[:, :2]
            known = points[~_nowhere(points)]
            closed = len(known) > 0 and bool((known[0] == known[-1]).all())
            changed |= len(known) < len(points) or not closed
            if len(known) >= 3:
                shape.AddGeometry(closed_ring(known))
        sound.AddGeometry(shape)
    repaired = sound if is_valid(sound) else _joined(sound)
    if not repaired.GetArea() > 0:
        return None
    return bytes(repaired.ExportToWkb()), changed or repaired is not sound


def _nowhere(points: Ring) -> NDArray[np.bool_]:
    """Which vertices (n, 2) are no place: NaN, infinity, and 0, 0 where all others lie close together far off."""
    nowhere = ~np.isfinite(points).all(axis=1)
    origin = (points == 0.0).all(axis=1)
    others = points[~nowhere & ~origin]
    if origin.any() and len(others) >= 3:
        far = np.hypot(*np.median(others, axis=0)) > _FAR_OFF * np.ptp(others, axis=0).max()
        nowhere |= origin & far
    return np.asarray(nowhere)


def _joined(parts: ogr.Geometry) -> ogr.Geometry:
    """A multi-polygon, valid: what any of its parts covers, also where one lies inside another."""
    valid = ogr.Geometry(ogr.wkbMultiPolygon)
    for part in parts:
        shape = ogr.ForceToMultiPolygon(valid_polygon(part).Clone())
        for polygon in shape:
            valid.AddGeometry(polygon)
    return valid_polygon(valid.UnionCascaded() or valid)


def closed_ring(points: Ring) -> ogr.Geometry:
    """A closed ring of points (n, 2)."""
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in points.tolist():
        ring.AddPoint_2D(x, y)
    ring.CloseRings()
    return ring


def say_of_polygons(polygons: Sequence[bytes], flat: int, repaired: int, name: str, progress: Progress) -> None:
    """Warn of what was wrong with the polygons of a layer.

    Args:
        polygons: WKB, as they are used.
        flat: how many had no area and were left out.
        repaired: how many were invalid and were repaired.
        name: what messages call the layer.
        progress: hears the warnings.
    """
    if flat:
        progress.warning(f"{flat} polygons of the layer of {name} have no area and were left out.")
    if repaired:
        progress.warning(f"{repaired} invalid polygons of the layer of {name} were repaired.")
    doubles = len(polygons) - len(set(polygons))
    if doubles:
        progress.warning(
            f"{doubles} polygons of the layer of {name} are drawn twice, one exactly on the other: each counts by "
            "itself. Delete the copies (QGIS' tool Delete duplicate geometries)."
        )
