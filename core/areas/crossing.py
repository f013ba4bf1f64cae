"""Does an area cross a ridge or a river? A landslide seldom does: such an outline joins two slopes, or is wrong.

The cells of an area that crosses face two opposite ways, in two parts of it. On both sides of a river they face each
other, on both sides of a ridge they turn their backs to each other. The flanks of a hollow in the slope face each other
too: where the stack has heights, a river is one only if water from enough land runs between both parts (`rivers`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Silent, track
from ..gis.raster import RasterReader
from ..gis.vector import rasterize
from ..gis.zonal import Floats, envelopes
from .rivers import river_runs_through

RIDGE, RIVER = "ridge", "river"
STEEP_DEG = 5.0  # degrees: flatter ground faces no way that counts
_OPPOSITE = 0.5  # cosine to the common axis, from which on a cell faces one way or the other
_AWAY = -0.7  # cosine of the angle between the mean directions of both parts: 135 degrees
_SHARE = 0.2  # of the steep cells that must face each way
_APART = 0.25  # of the side of a square as large as the area, by which both parts must lie apart
_FEWEST = 30  # steep cells
_MOST = 2_000_000  # cells of a window that are read; a larger area is not judged


def crossings(polygons: Sequence[bytes], stack: RasterReader, progress: Progress = Silent()) -> NDArray[np.object_]:
    """RIDGE, RIVER or None (areas,), from the bands `slope` and `aspect` of a stack, and `elevation` if it has that.

    Args:
        polygons: WKB in the stack's CRS.
        stack: with the first two bands at least.
        progress: asked for a cancel.
    """
    made: list[str | None] = []
    for polygon, box in track(list(zip(polygons, envelopes(polygons))), progress):
        window = stack.grid.window_of(*box).expanded(1).intersection(stack.grid.window)
        if window.is_empty or window.rows * window.columns > _MOST:
            made.append(None)
            continue
        slope, aspect = stack.read(window, ["slope", "aspect"])
        inside = rasterize([polygon], stack.grid, window) > 0
        rows, columns = np.nonzero(inside & np.isfinite(aspect) & (slope >= STEEP_DEG))
        told = crossing(np.radians(aspect[rows, columns].astype(np.float64)), columns, -rows)
        wet = told != RIVER or "elevation" not in stack.names or river_runs_through(polygon, stack)
        made.append(told if wet else None)
    return np.array(made, object)


def crossing(facing: Floats, east: NDArray[np.intp], north: NDArray[np.intp]) -> str | None:
    """What the ground of one area crosses, as far as the way tells that its cells face.

    Args:
        facing: (n,) radians from north into which each cell falls.
        east, north: (n,) places of the cells, in cells.
    """
    if len(facing) < _FEWEST:
        return None
    along, axis = facing_along(facing)
    parts = along > _OPPOSITE, along < -_OPPOSITE
    if min(part.mean() for part in parts) < _SHARE:
        return None
    if not _turned_away(facing, parts):
        return None
    places = np.column_stack([east, north]).astype(np.float64)
    apart = float((places[parts[1]].mean(axis=0) - places[parts[0]].mean(axis=0)) @ axis)
    if abs(apart) < _APART * np.sqrt(len(facing)):
        return None
    return RIVER if apart > 0 else RIDGE


def _turned_away(facing: Floats, parts: tuple[NDArray[np.bool_], NDArray[np.bool_]]) -> bool:
    """Whether two parts face nearly opposite ways; the flanks of a landslide's own hollow both face down the slope."""
    middles = [np.array([np.sin(facing[part]).mean(), np.cos(facing[part]).mean()]) for part in parts]
    lengths = [float(np.hypot(*middle)) for middle in middles]
    return float(middles[0] @ middles[1]) <= _AWAY * lengths[0] * lengths[1]


def facing_along(facing: Floats) -> tuple[Floats, Floats]:
    """How far each cell faces along the axis that most of them face along, one way or the other, -1..1; the axis (2,).

    Args:
        facing: (n,) radians from north.
    """
    ways = np.column_stack([np.sin(facing), np.cos(facing)])
    axis = np.linalg.eigh(ways.T @ ways)[1][:, -1]
    return ways @ axis, axis
