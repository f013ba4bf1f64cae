"""Does an area cross a ridge or a river? A landslide seldom does: such an outline joins two slopes, or is wrong.

The cells of an area that crosses face two opposite ways, in two parts of it. On both sides of a river they face each
other, on both sides of a ridge they turn their backs to each other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.progress import Progress, Silent, track
from ..gis.raster import RasterReader
from ..gis.vector import rasterize
from ..gis.zonal import Floats, envelopes

RIDGE, RIVER = "ridge", "river"
STEEP_DEG = 5.0  # degrees: flatter ground faces no way that counts
_OPPOSITE = 0.5  # cosine to the common axis, from which on a cell faces one way or the other
_SHARE = 0.2  # of the steep cells that must face each way
_APART = 0.25  # of the side of a square as large as the area, by which both parts must lie apart
_FEWEST = 30  # steep cells
_MOST = 2_000_000  # cells of a window that are read; a larger area is not judged


def crossings(polygons: Sequence[bytes], stack: RasterReader, progress: Progress = Silent()) -> NDArray[np.object_]:
    """RIDGE, RIVER or None (areas,), from the bands `slope` and `aspect` of a stack.

    Args:
        polygons: WKB in the stack's CRS.
        stack: with both bands.
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
        made.append(crossing(np.radians(aspect[rows, columns].astype(np.float64)), columns, -rows))
    return np.array(made, object)


def crossing(facing: Floats, east: NDArray[np.intp], north: NDArray[np.intp]) -> str | None:
    """What the ground of one area crosses.

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
    places = np.column_stack([east, north]).astype(np.float64)
    apart = float((places[parts[1]].mean(axis=0) - places[parts[0]].mean(axis=0)) @ axis)
    if abs(apart) < _APART * np.sqrt(len(facing)):
        return None
    return RIVER if apart > 0 else RIDGE


def facing_along(facing: Floats) -> tuple[Floats, Floats]:
    """How far each cell faces along the axis that most of them face along, one way or the other, -1..1; the axis (2,).

    Args:
        facing: (n,) radians from north.
    """
    ways = np.column_stack([np.sin(facing), np.cos(facing)])
    axis = np.linalg.eigh(ways.T @ ways)[1][:, -1]
    return ways @ axis, axis
