"""What lies around an area: other areas, and what the user's maps show there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..gis.rings import boxes_of, meeting, valid_polygon

Floats = NDArray[np.float64]
MASKS = ("mines", "water", "buildings", "roads")
NEIGHBOURS_M = 1000.0
_WIDE_M = 30.0  # around what a map shows: neither it nor an outline is drawn more exactly


def same_way(boxes: Floats, ways: Floats) -> Floats:
    """Share (areas,) of the other areas within a kilometre that move the same way; NaN where there are none.

    Args:
        boxes: (areas, 4) around the areas.
        ways: (areas,) sign of their motion; NaN: not known.
    """
    same = np.full(len(boxes), np.nan)
    for number, box in enumerate(boxes):
        others = meeting(boxes, box, NEIGHBOURS_M)
        others = others[others != number]
        known = ways[others][np.isfinite(ways[others])]
        if len(known) and np.isfinite(ways[number]):
            same[number] = float((known == ways[number]).mean())
    return same


def covered(polygons: Sequence[bytes], masks: Mapping[str, Sequence[bytes]]) -> dict[str, Floats]:
    """Share of each area within 30 m of what each map shows, (areas,); only for the maps that are given.

    Args:
        polygons: WKB in a metric CRS.
        masks: WKB of any kind in the same CRS, by names of MASKS.
    """
    areas = [valid_polygon(ogr.CreateGeometryFromWkb(bytes(polygon))) for polygon in polygons]
    made = {}
    for name, shapes in masks.items():
        wide = [ogr.CreateGeometryFromWkb(bytes(shape)).Buffer(_WIDE_M, 4) for shape in shapes]
        boxes = boxes_of(wide)
        made[name] = np.array(
            [_share(area, [wide[i] for i in meeting(boxes, box)]) for area, box in zip(areas, boxes_of(areas))], float
        )
    return made


def _share(area: ogr.Geometry, shapes: Sequence[ogr.Geometry]) -> float:
    """Share of an area that shapes cover together."""
    if not shapes:
        return 0.0
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for shape in shapes:
        part = ogr.ForceToMultiPolygon(shape)
        for index in range(part.GetGeometryCount()):
            together.AddGeometry(part.GetGeometryRef(index))
    common = together.UnionCascaded().Intersection(area)
    return float(common.GetArea()) / max(float(area.GetArea()), 1e-9) if common is not None else 0.0
