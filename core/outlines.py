"""From the cells of a mask to outlines: connected areas, small holes filled, stairs smoothed."""

from __future__ import annotations

import contextlib
import struct
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr

from .crs import spatial_reference
from .errors import InputError, tr
from .gdal_messages import last_message
from .grid import Grid
from .progress import Progress, Silent, check_cancelled

AREA_TOLERANCE = 0.01  # share by which smoothing may change an area
SIMPLIFY_CELLS = 0.14  # with the 0.354 of the cut corners below half a cell: neighbours can never overlap
_WKB_POLYGON, _WKB_MULTIPOLYGON = 3, 6

Ring = NDArray[np.float64]  # (n, 2) closed, x and y
_EVERY = 500  # areas between two looks at the cancel button


def polygonize(mask_path: str, grid: Grid, min_area_m2: float, progress: Progress = Silent()) -> list[bytes]:
    """Outlines of the connected areas of ones in a mask raster.

    Cells that touch by a side or a corner belong to one area (8-connectedness): a thin diagonal neck does not cut a
    landslide in two, and different areas are always a cell apart, so that smoothing cannot make them overlap.
    The polygons are held in memory, the raster is not.

    Args:
        mask_path: byte raster; 1 is area, everything else is not.
        grid: of that raster.
        min_area_m2: areas with fewer cells are left out, holes smaller than this are filled.
        progress: hears how far the work is.

    Returns:
        WKB of valid polygons or multipolygons, largest first, each within 1 % of the area of its cells.
    """
    polygons: list[tuple[float, float, float, bytes]] = []
    layer_holder = _polygonized(mask_path, grid, progress)
    layer = layer_holder.GetLayer(0)
    for count, feature in enumerate(layer):
        if count % _EVERY == 0:
            check_cancelled(progress)
        geometry = feature.GetGeometryRef()
        if geometry.GetArea() < min_area_m2:
            continue
        outline = smooth(fill_holes(rings_of(bytes(geometry.ExportToWkb())), min_area_m2), grid)
        west, _, _, north = outline.GetEnvelope()
        polygons.append((-outline.GetArea(), -north, west, bytes(outline.ExportToWkb())))
    return [polygon for *_, polygon in sorted(polygons)]


def _polygonized(mask_path: str, grid: Grid, progress: Progress) -> ogr.DataSource:
    ones = _only_ones(mask_path, grid)
    source = (ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")).CreateDataSource("")
    layer = source.CreateLayer("areas", spatial_reference(grid.crs), ogr.wkbPolygon)

    def report(fraction: float, _text: str, _data: object) -> int:
        progress.update(fraction)
        return 0 if progress.is_cancelled() else 1

    band = ones.GetRasterBand(1)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        status = gdal.Polygonize(band, band, layer, -1, ["8CONNECTED=8"], callback=report)
    except RuntimeError:
        status = 1
    finally:
        gdal.PopErrorHandler()
    check_cancelled(progress)
    if status:
        raise InputError(
            tr("The mask {path} cannot be read: {reason}. The disk may be full."),
            path=mask_path, reason=last_message(),
        )
    return source


def _only_ones(path: str, grid: Grid) -> gdal.Dataset:
    """The mask with everything but 1 as 0, so that nodata makes no polygon."""
    geotransform = ", ".join(repr(value) for value in grid.geotransform)
    return gdal.Open(
        f'<VRTDataset rasterXSize="{grid.columns}" rasterYSize="{grid.rows}">'
        f"<GeoTransform>{geotransform}</GeoTransform>"
        '<VRTRasterBand dataType="Byte" band="1"><ComplexSource>'
        f'<SourceFilename relativeToVRT="0">{escape(path)}</SourceFilename><SourceBand>1</SourceBand>'
        "<LUT>0:0,1:1,2:0,255:0</LUT></ComplexSource></VRTRasterBand></VRTDataset>"
    )


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
    parts = [struct.pack("<BII", 1, _WKB_POLYGON, len(rings))]
    for ring in rings:
        parts += [struct.pack("<I", len(ring)), np.ascontiguousarray(ring, "<f8").tobytes()]
    return ogr.CreateGeometryFromWkb(b"".join(parts))


def fill_holes(rings: list[Ring], min_area_m2: float) -> list[Ring]:
    """The outer ring and those holes that are at least this large."""
    return rings[:1] + [ring for ring in rings[1:] if abs(ring_area(ring)) >= min_area_m2]


def ring_area(ring: Ring) -> float:
    """Signed area of a closed ring, by the shoelace formula."""
    x, y = (ring - ring[0]).T
    return float(0.5 * np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


def smooth(rings: list[Ring], grid: Grid) -> ogr.Geometry:
    """Outline without stairs: through the middles of the cells' edges, then lightly simplified.

    The outline moves by less than half a cell. Where the area would change by more than 1 %, as it does for a
    few cells, the stairs stay.

    Returns:
        A valid polygon or multipolygon.
    """
    stairs = valid_polygon(polygon_of(rings))
    rounded = valid_polygon(polygon_of([_edge_middles(ring, grid) for ring in rings]))
    for candidate in (_simplified(rounded, grid), rounded):
        if _close_in_area(candidate, stairs):
            return candidate
    return stairs


def _simplified(geometry: ogr.Geometry, grid: Grid) -> ogr.Geometry:
    return valid_polygon(geometry.SimplifyPreserveTopology(SIMPLIFY_CELLS * grid.cell_m))


def _close_in_area(candidate: ogr.Geometry, original: ogr.Geometry) -> bool:
    return abs(float(candidate.GetArea()) / float(original.GetArea()) - 1.0) <= AREA_TOLERANCE


def _edge_middles(ring: Ring, grid: Grid) -> Ring:
    """Middles of the unit edges of a ring that runs along the cells, closed."""
    origin = np.array([grid.x_min, grid.y_max])
    corners = np.round((ring - origin) / grid.cell_m)
    steps = np.diff(corners, axis=0)
    lengths = np.abs(steps).sum(axis=1).astype(int)
    used = lengths > 0
    start, direction, lengths = corners[:-1][used], np.sign(steps[used]), lengths[used]
    along = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths) + 0.5
    middles = np.repeat(start, lengths, axis=0) + np.repeat(direction, lengths, axis=0) * along[:, None]
    closed: Ring = np.vstack([middles, middles[:1]]) * grid.cell_m + origin
    return closed


def valid_polygon(geometry: ogr.Geometry) -> ogr.Geometry:
    """The geometry, repaired where rings touch or cross; only its polygons where it is a collection."""
    straight = geometry.GetLinearGeometry() if geometry.HasCurveGeometry() else geometry
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # IsValid prints why a geometry is not valid
    try:
        repaired = straight if straight.IsValid() else straight.MakeValid()
    finally:
        gdal.PopErrorHandler()
    if ogr.GT_Flatten(repaired.GetGeometryType()) in {_WKB_POLYGON, _WKB_MULTIPOLYGON}:
        return repaired
    polygons = ogr.Geometry(ogr.wkbMultiPolygon)
    for index in range(repaired.GetGeometryCount()):
        part = ogr.ForceToMultiPolygon(repaired.GetGeometryRef(index).Clone())
        for number in range(part.GetGeometryCount()):
            if ogr.GT_Flatten(part.GetGeometryRef(number).GetGeometryType()) == _WKB_POLYGON:
                polygons.AddGeometry(part.GetGeometryRef(number))
    return polygons


def repaired_polygon(polygon: bytes) -> tuple[bytes, bool] | None:
    """A user's polygon, WKB, made valid, and whether that changed it; None where no ground is left.

    Vertices without a position are left out, rings are closed, crossings are resolved.
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
            known = points[np.isfinite(points).all(axis=1)]
            closed = len(known) > 0 and bool((known[0] == known[-1]).all())
            changed |= len(known) < len(points) or not closed
            if len(known) >= 3:
                shape.AddGeometry(_ring(known))
        sound.AddGeometry(shape)
    repaired = valid_polygon(sound)
    if not repaired.GetArea() > 0:
        return None
    return bytes(repaired.ExportToWkb()), changed or repaired is not sound


def _ring(points: Ring) -> ogr.Geometry:
    """A closed ring of points (n, 2)."""
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in points.tolist():
        ring.AddPoint_2D(x, y)
    ring.CloseRings()
    return ring
