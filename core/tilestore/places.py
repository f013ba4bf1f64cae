"""Study areas that lie side by side on one sheet, and the ground of the sheet where it really lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from osgeo import ogr, osr

from ..base.errors import InputError
from ..gis.crs import same_crs, spatial_reference
from ..gis.rings import valid_polygon

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """A study area on the sheet.

    Args:
        name: of its feature stack.
        bounds: west, south, east, north on the sheet, m.
        shift: from the sheet to where it really lies, m to the east and to the north.
        crs: its own, WKT.
        cell_m: side of the cells of its own stack, m.
        areas: number of areas that were drawn on it.
    """

    name: str
    bounds: Bounds
    shift: tuple[float, float]
    crs: str
    cell_m: float
    areas: int

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for the manifest of a tile store."""
        return asdict(self)


def places_of(manifest: dict[str, Any]) -> list[Place]:
    """The study areas that the manifest of a tile store lists; none where there is only one."""
    names = [field.name for field in fields(Place)]
    found = [{name: one[name] for name in names} for one in manifest.get("places", [])]
    return [Place(**{**one, "bounds": tuple(one["bounds"]), "shift": tuple(one["shift"])}) for one in found]


def box_of(bounds: Sequence[float]) -> ogr.Geometry:
    """A rectangle (west, south, east, north) as a polygon."""
    west, south, east, north = bounds
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south)):
        ring.AddPoint_2D(x, y)
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return polygon


def moved(shape: ogr.Geometry, east_m: float, north_m: float) -> ogr.Geometry:
    """A copy of polygons, moved."""
    copy = ogr.ForceToMultiPolygon(shape.Clone())
    for part in copy:
        for ring in part:
            for number, point in enumerate(ring.GetPoints() or []):
                ring.SetPoint_2D(number, point[0] + east_m, point[1] + north_m)
    return copy


def real_ground(shape: ogr.Geometry, crs: str, places: Sequence[Place]) -> list[tuple[str, ogr.Geometry]]:
    """CRS and polygons of some ground of a tile store, where it really lies.

    Args:
        shape: polygons in the CRS of the store.
        crs: of the store.
        places: on the store's sheet; none: the ground lies where the store says.
    """
    if not places:
        return [(crs, shape)]
    parts = []
    for place in places:
        own = valid_polygon(shape).Intersection(box_of(place.bounds))
        if own is not None and own.GetArea() > 0:
            parts.append((place.crs, moved(valid_polygon(own), *place.shift)))
    return parts


def brought_to(shape: ogr.Geometry, source: str, target: str) -> ogr.Geometry | None:
    """Polygons in another CRS; None where that CRS does not reach."""
    if same_crs(source, target):
        return shape
    try:
        way = osr.CoordinateTransformation(spatial_reference(source), spatial_reference(target))
        copy = shape.Clone()
        return copy if copy.Transform(way) == 0 else None
    except (RuntimeError, InputError):
        return None
