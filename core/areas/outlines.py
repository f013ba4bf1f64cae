"""From the cells of a mask to outlines: connected areas, small holes filled, stairs smoothed."""

from __future__ import annotations

import math

from osgeo import gdal, ogr

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..base.translation import tr
from ..base.xml_text import in_xml
from ..gis.crs import spatial_reference
from ..gis.gdal_session import callback, last_message, memory_layers
from ..gis.rings import fill_holes, rings_of
from .smoothing import Stairs, smoothed

_EVERY = 500  # areas between two looks at the cancel button


def polygonize(
    mask_path: str,
    grid: Grid,
    min_area_m2: float,
    progress: Progress = Silent(),
    smooth_m: float = 0.0,
    most_filled: float = math.inf,
) -> list[bytes]:
    """Outlines of the connected areas of ones in a mask raster.

    Cells that touch by a side or a corner belong to one area (8-connectedness): a thin diagonal neck does not cut a
    landslide in two, and different areas are always a cell apart, so that smoothing need not make them overlap.
    The polygons are held in memory, the raster is not.

    Args:
        mask_path: byte raster; 1 is area, everything else is not.
        grid: of that raster.
        min_area_m2: areas with fewer cells are left out, holes smaller than this are filled.
        progress: hears how far the work is.
        smooth_m: length below which bends vanish, m; 0: only the stairs of the cells.
        most_filled: share of an area that the holes that are filled may add to it, the smallest first.

    Returns:
        WKB of valid polygons or multipolygons that do not overlap, largest first, each within 1 % of the area of its
        cells.
    """
    areas: list[Stairs] = []
    layer_holder = _polygonized(mask_path, grid, Stage(progress, 0.0, 0.6))
    layer = layer_holder.GetLayer(0)
    for count, feature in enumerate(layer):
        if count % _EVERY == 0:
            check_cancelled(progress)
        geometry = feature.GetGeometryRef()
        if geometry.GetArea() >= min_area_m2:
            areas.append(Stairs(fill_holes(rings_of(bytes(geometry.ExportToWkb())), min_area_m2, most_filled), grid))
    polygons = [(_place(shape), bytes(shape.ExportToWkb())) for shape in smoothed(areas, smooth_m, progress)]
    progress.update(1.0)
    return [polygon for _, polygon in sorted(polygons)]


def _place(shape: ogr.Geometry) -> tuple[float, float, float]:
    """Sorts the largest area first; among equal areas the northernmost, then the westernmost."""
    west, _, _, north = shape.GetEnvelope()
    return -float(shape.GetArea()), -north, west


def _polygonized(mask_path: str, grid: Grid, progress: Progress) -> ogr.DataSource:
    ones = _only_ones(mask_path, grid)
    source = memory_layers()
    layer = source.CreateLayer("areas", spatial_reference(grid.crs), ogr.wkbPolygon)

    band = ones.GetRasterBand(1)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        status = gdal.Polygonize(band, band, layer, -1, ["8CONNECTED=8"], callback=callback(progress))
    except RuntimeError:
        status = 1
    finally:
        gdal.PopErrorHandler()
    check_cancelled(progress)
    if status:
        raise InputError(
            tr("The mask {path} cannot be read: {reason}. The disk may be full."), path=mask_path, reason=last_message()
        )
    return source


def _only_ones(path: str, grid: Grid) -> gdal.Dataset:
    """The mask with everything but 1 as 0, so that nodata makes no polygon."""
    geotransform = ", ".join(repr(value) for value in grid.geotransform)
    return gdal.Open(
        f'<VRTDataset rasterXSize="{grid.columns}" rasterYSize="{grid.rows}">'
        f"<GeoTransform>{geotransform}</GeoTransform>"
        '<VRTRasterBand dataType="Byte" band="1"><ComplexSource>'
        f'<SourceFilename relativeToVRT="0">{in_xml(path)}</SourceFilename><SourceBand>1</SourceBand>'
        "<LUT>0:0,1:1,2:0,255:0</LUT></ComplexSource></VRTRasterBand></VRTDataset>"
    )
