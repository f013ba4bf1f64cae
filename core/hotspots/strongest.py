"""Rasters and polygons of several orbits as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from osgeo import ogr

from ..base.progress import Progress, Stage, check_cancelled, track
from ..gis.raster import RasterReader
from ..gis.raster_writer import RasterWriter
from ..gis.rings import boxes_of, common_area, meeting, valid_polygon
from .maps import OVERVIEWS_FROM

_SAME = 0.3  # of the smaller one's area: areas that overlap so far are one landslide


def write_strongest(path: str, paths: Sequence[str], overviews: bool, progress: Progress) -> None:
    """A raster whose cells hold the value of largest magnitude of several rasters of one band on one grid.

    Name, unit and metadata of the band are those of the first raster.

    Raises:
        OutputError: it cannot be written.
    """
    readers = [RasterReader(one) for one in paths]
    band = readers[0].bands[0]
    share = OVERVIEWS_FROM if overviews else 1.0
    try:
        with RasterWriter(path, readers[0].grid, [band]) as writer:
            writer.annotate(1, readers[0].metadata(band.name))
            for window in track(readers[0].grid.windows(), Stage(progress, 0.0, share)):
                best = readers[0].read(window)[0]
                for reader in readers[1:]:
                    other = reader.read(window)[0]
                    best = np.where(~(np.abs(best) >= np.abs(other)) & np.isfinite(other), other, best)
                if np.isfinite(best).any():
                    writer.write(best.astype(np.float32), window)
            if overviews:
                writer.build_overviews(Stage(progress, share, 1.0))
    finally:
        for reader in readers:
            reader.close()


def united(groups: Sequence[Sequence[bytes]], least_m2: float, progress: Progress) -> list[bytes]:
    """Areas of several orbits as one set without overlap, largest first.

    Where an area covers 30 % or more of the smaller of the two, both are one landslide and become one area; where it
    covers less, the part that both have stays with the earlier one. Parts smaller than `least_m2` go.

    Args:
        groups: polygons (WKB) of each orbit.
        least_m2: m2.
        progress: asked for a cancel.
    """
    shapes: list[ogr.Geometry] = [
        ogr.CreateGeometryFromWkb(bytes(polygon)) for polygon in (groups[0] if groups else ())
    ]
    for polygons in groups[1:]:
        for polygon in polygons:
            check_cancelled(progress)
            shapes = _with(ogr.CreateGeometryFromWkb(bytes(polygon)), shapes, least_m2)
    found = [bytes(shape.ExportToWkb()) for shape in shapes if not shape.IsEmpty()]
    return sorted(found, key=lambda one: -float(ogr.CreateGeometryFromWkb(one).GetArea()))


def _with(shape: ogr.Geometry, shapes: list[ogr.Geometry], least_m2: float) -> list[ogr.Geometry]:
    """A shape beside those that are there already, joined with those that are the same landslide."""
    near = set(meeting(boxes_of(shapes), boxes_of([shape])[0]).tolist()) if shapes else set()
    alike, crossed = [], []
    for index in sorted(near):
        both = common_area(shape, shapes[index])
        if both >= _SAME * min(shape.GetArea(), shapes[index].GetArea()):
            alike.append(index)
        elif both > 0:
            crossed.append(index)
    for index in alike:
        shape = valid_polygon(shape.Union(shapes[index]))
    for index in crossed:
        shape = valid_polygon(shape.Difference(shapes[index]))
    kept = [one for index, one in enumerate(shapes) if index not in alike]
    whole = _without_crumbs(shape, least_m2)
    return [*kept, whole] if not whole.IsEmpty() else kept


def _without_crumbs(shape: ogr.Geometry, least_m2: float) -> ogr.Geometry:
    parts = ogr.ForceToMultiPolygon(shape)
    for index in reversed(range(parts.GetGeometryCount())):
        if parts.GetGeometryRef(index).GetArea() < least_m2:
            parts.RemoveGeometry(index)
    return parts.GetGeometryRef(0).Clone() if parts.GetGeometryCount() == 1 else parts
