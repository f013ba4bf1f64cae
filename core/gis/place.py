"""Where a layer is: its CRS without heights, the place of its cells, and whether both can be true together.

Everything that reads a raster asks here. What QGIS knows of a layer (a CRS set in its properties) comes in as a view,
see `raster_view`.
"""

from __future__ import annotations

import contextlib
import math

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, osr

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.progress import Progress
from ..base.translation import tr
from ..files.columns import by_pieces, let_go
from .crs import crs_name, horizontal_crs, near_longitude, spatial_reference, transform_points

Transform = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # west, south, east, north
FURTHEST_LONGITUDE = 540.0  # degrees: from -180 to 180, from 0 to 360, and what begins there and goes on
_EARTH_KM = 6371.0
_POLE = 90.0 + 1e-6
_SMALLEST_CELL_M = 0.01  # what is smaller is a part of a degree
_KILOMETRES_SIDE, _KILOMETRES_CELL = 500.0, 0.5  # km of a study and of its cells, where metres were meant
_BEYOND_DEGREES = 20.0  # outside the ground that a CRS is made for, from where it must be the wrong one


def crs_of(dataset: gdal.Dataset) -> str:
    """WKT of a raster's CRS without heights, which GDAL would shift and convert; empty where it has none."""
    written = dataset.GetProjection()
    return horizontal_crs(written) if written else ""


def transform_of(dataset: gdal.Dataset, path: str) -> Transform:
    """GDAL's six numbers.

    Raises:
        InputError: the raster does not say where its cells lie.
    """
    transform = dataset.GetGeoTransform(can_return_null=True)
    if transform is not None and tuple(transform) in ((0, 1, 0, 0, 0, 1), (0, 1, 0, 0, 0, -1)):
        transform = None
    if transform is not None and np.isfinite(transform).all():
        x, dx, turn_x, y, turn_y, dy = (float(part) for part in transform)
        if dx * dy - turn_x * turn_y != 0:
            return x, dx, turn_x, y, turn_y, dy
    if dataset.GetGCPCount():
        raise InputError(
            tr("The raster {path} has ground control points and no grid yet. Warp it first (Georeferencer)."), path=path
        )
    raise InputError(
        tr("The raster {path} does not say where its cells lie: it has no georeference. Georeference it first."),
        path=path,
    )


def require_raster_place(dataset: gdal.Dataset, path: str, crs: str = "") -> None:
    """Stop where a raster cannot lie where it says.

    Args:
        dataset: open.
        path: what messages call it.
        crs: of a raster that does not say; empty: none.

    Raises:
        InputError: no georeference, or one that the CRS cannot have. A raster without a CRS passes.
    """
    x, dx, turn_x, y, turn_y, dy = transform_of(dataset, path)
    known = crs_of(dataset) or crs
    if not known:
        return
    columns, rows = np.array([0, 1, 0, 1]) * dataset.RasterXSize, np.array([0, 0, 1, 1]) * dataset.RasterYSize
    corners_x, corners_y = x + columns * dx + rows * turn_x, y + columns * turn_y + rows * dy
    margin = abs(dx) + abs(dy) if spatial_reference(known).IsGeographic() else 0.0
    require_place(corners_x, corners_y, known, path, margin, math.sqrt(abs(dx * dy - turn_x * turn_y)))


def require_place(
    x: NDArray[np.float64], y: NDArray[np.float64], crs: str, name: str, margin: float = 0.0, cell: float = math.inf
) -> None:
    """Stop where coordinates and their CRS cannot be true together: metres called degrees, or the reverse, or far off.

    Args:
        x, y: (n,) corners of a raster, or points; those that are not numbers are passed over.
        crs: theirs.
        name: of the layer, for the message.
        margin: how far degrees may go beyond a pole: a raster of the world may do so by a cell.
        cell: side of a raster's cell in the unit of the CRS.

    Raises:
        InputError: with the coordinates and the CRS.
    """
    known = by_pieces(lambda x, y: np.isfinite(x) & np.isfinite(y), x, y)
    if not known.any():
        return
    if not known.all():
        x, y = x[known], y[known]
    west, east = x.min(), x.max()
    let_go()
    south, north = y.min(), y.max()
    let_go()
    said = {"name": name, "x": f"{west:.10g} - {east:.10g}", "y": f"{south:.10g} - {north:.10g}", "crs": crs_name(crs)}
    if spatial_reference(crs).IsGeographic():
        far = max(abs(west), abs(east)) > FURTHEST_LONGITUDE + margin or max(abs(south), abs(north)) > _POLE + margin
        if far and _degree(crs) > 0.9:  # of a circle of 360
            raise InputError(
                tr("{name} has x {x} and y {y}, which are not degrees, but its CRS is {crs}. Set the layer's CRS."),
                **said,
            )
        return
    middle_x = float(np.median(x))
    let_go()
    off = degrees_off(middle_x, float(np.median(y)), crs)
    let_go()
    like_degrees = max(abs(west), abs(east)) <= 360.0 and max(abs(south), abs(north)) <= 90.0
    if like_degrees and (cell < _SMALLEST_CELL_M or (math.isinf(cell) and off > 0.0)):
        raise InputError(
            tr("{name} has x {x} and y {y}, which are degrees, but its CRS is {crs}. Set the layer's CRS."), **said
        )
    if off > 0.0 and _is_in_kilometres(x, y, crs, cell):
        raise InputError(
            tr(
                "{name} has x {x} and y {y}, which look like kilometres, but its CRS {crs} measures in metres. Bring "
                "the coordinates to metres, or set a CRS in kilometres."
            ),
            **said,
        )
    if off > _BEYOND_DEGREES:
        raise InputError(
            tr("{name} has x {x} and y {y}, far from the ground that its CRS {crs} is made for. Set the layer's CRS."),
            **said,
        )


def _is_in_kilometres(x: NDArray[np.float64], y: NDArray[np.float64], crs: str, cell: float) -> bool:
    """Tell whether coordinates would lie on their CRS' ground, at a usual size, if they were kilometres."""
    if abs(spatial_reference(crs).GetLinearUnits() - 1.0) > 1e-9 or _KILOMETRES_CELL < cell < math.inf:
        return False
    if max(np.ptp(x), np.ptp(y)) > _KILOMETRES_SIDE:
        return False
    return degrees_off(float(np.median(x)) * 1000.0, float(np.median(y)) * 1000.0, crs) == 0.0


def _degree(crs: str) -> float:
    """The CRS' angular unit in degrees."""
    return float(spatial_reference(crs).GetAngularUnits() / math.radians(1.0))


def degrees_off(x: float, y: float, crs: str) -> float:
    """Degrees between a place and the ground that a CRS is made for; 0 inside, or where that is not known."""
    area = _area_of_use(crs)
    try:
        place = transform_points(np.array([x]), np.array([y]), crs, "EPSG:4326")
    except InputError:
        return math.inf
    longitude, latitude = (float(part[0]) for part in place)
    if area is None or area.west_lon_degree < -360.0:
        return 0.0
    west, south, east, north = area.west_lon_degree, area.south_lat_degree, area.east_lon_degree, area.north_lat_degree
    half = (east - west) % 360.0 / 2.0 or 180.0
    aside = abs(float(near_longitude(np.array([longitude]), west + half)[0]) - west - half) - half
    across = aside * math.cos(math.radians(latitude))  # meridians come together at the poles
    return float(max(0.0, across, south - latitude, latitude - north))


def _area_of_use(crs: str) -> osr.AreaOfUse | None:
    """The ground that a CRS is made for; WKT seldom says it, but the CRS' number, where it is known, does."""
    reference = spatial_reference(crs)
    area, code = reference.GetAreaOfUse(), reference.GetAuthorityCode(None)
    if area is None and code:
        with contextlib.suppress(InputError):
            area = spatial_reference(f"{reference.GetAuthorityName(None)}:{code}").GetAreaOfUse()
    return area


def kilometres_off(dataset: gdal.Dataset, grid: Grid) -> str:
    """How far the middle of a raster lies from that of a grid, for messages; far away only nearly."""
    x, dx, turn_x, y, turn_y, dy = dataset.GetGeoTransform()
    columns, rows = dataset.RasterXSize / 2, dataset.RasterYSize / 2
    middle = np.array([x + columns * dx + rows * turn_x]), np.array([y + columns * turn_y + rows * dy])
    west, south, east, north = grid.bounds
    try:
        there = np.radians(transform_points(*middle, crs_of(dataset), "EPSG:4326"))
        centre = np.array([(west + east) / 2]), np.array([(south + north) / 2])
        here = np.radians(transform_points(*centre, grid.crs, "EPSG:4326"))
    except InputError:
        return "?"
    half = np.sin((there - here) / 2) ** 2
    angle = 2 * np.arcsin(np.sqrt(half[1] + np.cos(there[1]) * np.cos(here[1]) * half[0]))
    return f"{float(angle[0]) * _EARTH_KM:.3g}"


def warn_if_apart(name: str, box: Box, other: str, ground: Box, degrees: bool, progress: Progress) -> None:
    """Warn where two inputs that belong together do not even touch: the CRS of one of them may be wrong.

    Args:
        name, other: what messages call the inputs.
        box, ground: their west, south, east, north.
        degrees: whether those are degrees, else metres.
        progress: warned.
    """
    west, south, east, north = box
    if degrees:
        move = 360.0 * round((west + east - ground[0] - ground[2]) / 720.0)
        west, east = west - move, east - move
    across = max(0.0, ground[0] - east, west - ground[2])
    along = max(0.0, ground[1] - north, south - ground[3])
    if not across and not along:
        return
    metres = _EARTH_KM * 1000.0 * math.pi / 180.0 if degrees else 1.0
    shrunk = math.cos(math.radians((ground[1] + ground[3]) / 2.0)) if degrees else 1.0
    kilometres = math.hypot(across * shrunk, along) * metres / 1000.0
    progress.warning(
        f"{name} and {other} lie {kilometres:.3g} km apart: they show no common ground. Check the CRS of both."
    )


def same_longitudes(x: NDArray[np.float64], crs: str, west: float, east: float) -> NDArray[np.float64]:
    """Places x in a CRS as a raster from `west` to `east` counts them: degrees from 0 to 360 or from -180 to 180."""
    return near_longitude(x, (west + east) / 2.0) if spatial_reference(crs).IsGeographic() else x
