"""The direction of steepest descent at sites, from an elevation model."""

from __future__ import annotations

import math

import numpy as np

from ..base.progress import Progress, track
from ..gis.study_grid import grid_around
from ..terrain.terrain import Terrain
from .solving import descent_vectors
from .tracks import Floats

_CELLS_IN_RADIUS = 2.0
_LEAST_CELL_M = 5.0
_AROUND = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))  # cells around a site whose mean direction counts
_BANDS = ("slope", "aspect_east", "aspect_north")
_WINDOW = 1024


def descent_at(x: Floats, y: Floats, crs: str, dem: str, unit: str, radius_m: float, progress: Progress) -> Floats:
    """Unit vectors (n, 3) down the slope at sites, the mean of the ground within about a radius; NaN where flat.

    Args:
        x, y: (n,) m in a metric CRS.
        crs: of them.
        dem: path of a raster of heights, in any CRS.
        unit: of its heights, one of `terrain.heights.UNITS`.
        radius_m: within which targets belong to a site.
        progress: told of the resolution and the windows.

    Raises:
        InputError: the DEM cannot be used, or does not lie on the sites.
    """
    cell = max(_LEAST_CELL_M, radius_m / _CELLS_IN_RADIUS)
    grid = grid_around(x, y, crs, cell, 3 * cell)
    terrain = Terrain(dem, grid, None, unit, progress)
    columns, rows = (np.floor(part).astype(np.int64) for part in grid.cells_of(x, y))
    across = math.ceil(grid.columns / _WINDOW)
    number = rows // _WINDOW * across + columns // _WINDOW
    sums = np.full((3, len(x)), np.nan)
    for index, window in enumerate(track(grid.windows(_WINDOW), progress)):
        here = np.flatnonzero(number == index)
        if len(here):
            wide = window.expanded(1)
            values = terrain.read(wide, _BANDS)
            row, column = rows[here] - wide.row, columns[here] - wide.column
            around = np.stack([values[:, row + down, column + right] for down, right in _AROUND])
            known = np.isfinite(around)
            count = known.sum(axis=0)
            total = np.where(known, around, 0.0).sum(axis=0)
            sums[:, here] = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return descent_vectors(sums[0], sums[1], sums[2])
