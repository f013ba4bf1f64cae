"""Areas that cross a ridge or a river, cut there into the parts on both sides.

The cut runs where the smoothed direction of the ground turns from one side of the common axis to the other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.progress import Progress, Silent, track
from ..base.translation import tr
from ..gis.crs import spatial_reference
from ..gis.gdal_session import memory_layers
from ..gis.raster import RasterReader
from ..gis.rings import valid_polygon
from ..gis.vector import rasterize
from ..gis.zonal import Floats, envelopes
from .crossing import STEEP_DEG, crossings, facing_along

NEEDED = ("slope", "aspect")  # bands of the stack
_SMOOTH = 0.06  # of the side of a square as large as the area: turns of the ground that are shorter are not followed
_MARGIN = 4  # cells around an area whose ground counts too
_LINE_CELLS = 1.5  # by which the cut may leave the cells' edges


def require_split(stack: RasterReader | None) -> None:
    """Refuse to split without terrain.

    Raises:
        InputError: no stack, or it lacks a band.
    """
    missing = [name for name in NEEDED if stack is None or name not in stack.names]
    if missing:
        raise InputError(
            tr(
                "Areas cannot be split at ridges and rivers, because the stack has no {bands}. Build it with an "
                "elevation model, or do not split."
            ),
            bands=", ".join(missing),
        )


def split_areas(
    polygons: Sequence[bytes], stack: RasterReader, min_area_m2: float, progress: Progress = Silent()
) -> tuple[list[bytes], NDArray[np.object_]]:
    """The parts of areas on both sides of what they cross; other areas as they are; the largest first.

    Args:
        polygons: WKB in the stack's CRS.
        stack: with the bands NEEDED.
        min_area_m2: smaller parts stay with the part that they touch most.
        progress: asked for a cancel.

    Returns:
        WKB, and RIDGE, RIVER or None of each: what it was cut at.
    """
    made: list[tuple[float, bytes, str | None]] = []
    for polygon, crossed in track(list(zip(polygons, crossings(polygons, stack))), progress):
        shape = valid_polygon(ogr.CreateGeometryFromWkb(bytes(polygon)))
        parts = [shape] if crossed is None else _parts(shape, polygon, stack, min_area_m2)
        told = crossed if len(parts) > 1 else None
        made += [(float(part.GetArea()), bytes(part.ExportToWkb()), told) for part in parts]
    made.sort(key=lambda one: -one[0])
    return [wkb for _, wkb, _ in made], np.array([told for _, _, told in made], object)


def _parts(shape: ogr.Geometry, polygon: bytes, stack: RasterReader, min_area_m2: float) -> list[ogr.Geometry]:
    """The parts of one area; the area itself where no cut leaves two that are large enough."""
    side = _one_side(polygon, stack)
    pieces = [
        part for cut in (shape.Intersection(side), shape.Difference(side)) for part in _single(valid_polygon(cut))
    ]
    pieces.sort(key=lambda part: -part.GetArea())
    while len(pieces) > 1 and pieces[-1].GetArea() < max(min_area_m2, 1e-6):
        small = pieces.pop()
        rim = small.Boundary()
        most = max(pieces, key=lambda part: (float(part.Boundary().Intersection(rim).Length()), -part.Distance(small)))
        pieces[pieces.index(most)] = valid_polygon(most.Union(small))
        pieces.sort(key=lambda part: -part.GetArea())
    return pieces


def _single(shape: ogr.Geometry) -> list[ogr.Geometry]:
    """The polygons of a polygon or multipolygon."""
    parts = ogr.ForceToMultiPolygon(shape.Clone())
    return [parts.GetGeometryRef(index).Clone() for index in range(parts.GetGeometryCount())]


def _one_side(polygon: bytes, stack: RasterReader) -> ogr.Geometry:
    """Ground around an area that faces the one way along its axis."""
    box = envelopes([polygon])[0]
    window = stack.grid.window_of(*box).expanded(_MARGIN).intersection(stack.grid.window)
    slope, aspect = stack.read(window, list(NEEDED))
    inside = rasterize([polygon], stack.grid, window) > 0
    known = np.isfinite(aspect) & (slope >= STEEP_DEG)
    facing = np.radians(aspect.astype(np.float64))
    _, axis = facing_along(facing[inside & known])
    along = np.where(known, np.sin(facing) * axis[0] + np.cos(facing) * axis[1], 0.0)
    weight = np.where(known, np.sin(np.radians(slope.astype(np.float64))), 0.0)
    reach = max(2, round(_SMOOTH * float(np.sqrt(inside.sum()))))
    total = along * weight
    for _ in range(2):
        total = _box_sums(total, reach)
    return _outline(total > 0, stack.grid.part(window))


def _box_sums(values: Floats, reach: int) -> Floats:
    """Sums over squares of 2 reach + 1 cells; beyond the edge there is nothing."""
    for axis in (0, 1):
        wide = np.concatenate([np.zeros_like(values.take([0], axis)), np.cumsum(values, axis=axis)], axis=axis)
        last = values.shape[axis]
        high, low = np.minimum(np.arange(last) + reach + 1, last), np.maximum(np.arange(last) - reach, 0)
        values = wide.take(high, axis) - wide.take(low, axis)
    return values


def _outline(cells: NDArray[np.bool_], grid: Grid) -> ogr.Geometry:
    """The outline of cells, without their steps."""
    raster = gdal.GetDriverByName("MEM").Create("", grid.columns, grid.rows, 1, gdal.GDT_Byte)
    raster.SetGeoTransform(grid.geotransform)
    raster.GetRasterBand(1).WriteArray(cells.astype(np.uint8))
    source = memory_layers()
    layer = source.CreateLayer("sides", spatial_reference(grid.crs), ogr.wkbPolygon)
    gdal.Polygonize(raster.GetRasterBand(1), raster.GetRasterBand(1), layer, -1)
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for feature in layer:
        together.AddGeometry(feature.GetGeometryRef())
    return valid_polygon(together.UnionCascaded().Simplify(_LINE_CELLS * grid.cell_m))
