"""Does a river run through an area? Water is led over the ground around it, and what comes together there is counted.

Ground whose two sides face each other may be a valley with a river, or no more than a hollow in the slope, such as a
landslide leaves behind: only the land that a valley drains tells them apart. Water leaves depressions over their lowest
rim (priority flood; Barnes et al., 2014).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import label

from ..base.grid import Window
from ..gis.raster import RasterReader
from ..gis.vector import rasterize
from ..gis.zonal import Floats, envelopes

RIVER_KM2 = 0.3  # a valley that drains less than this has no river
REACH_M = 1000.0  # around an area, from which its water comes at least
_CELLS = 150  # along the longer side of the ground on which the water is led
_STRIP = 256  # rows that are read at a time
_SIDE = 0.1  # of an area that must lie on each side of the river
_NEIGHBOURS = tuple((row, column) for row in (-1, 0, 1) for column in (-1, 0, 1) if row or column)
Cells = NDArray[np.bool_]


def river_runs_through(polygon: bytes, stack: RasterReader) -> bool:
    """Whether a river divides an area, by the band `elevation` of a stack.

    Args:
        polygon: WKB in the stack's CRS.
        stack: with the band.
    """
    cell = stack.grid.cell_m
    window = stack.grid.window_of(*envelopes([polygon])[0]).expanded(round(REACH_M / cell))
    window = window.intersection(stack.grid.window)
    factor = max(1, round(max(window.shape) / _CELLS))
    heights, shares = [], []
    for part in _strips(window, factor):
        heights.append(_means(stack.read(part, ["elevation"])[0].astype(np.float64), factor))
        shares.append(_means((rasterize([polygon], stack.grid, part) > 0).astype(np.float64), factor))
    inside = np.vstack(shares) >= 0.5
    drained = drained_cells(np.vstack(heights)) * (factor * cell) ** 2 / 1e6
    return divided(inside, drained >= RIVER_KM2)


def divided(inside: Cells, river: Cells) -> bool:
    """Whether a river leaves a tenth of the area's cells or more on each side of it; (rows, columns) both."""
    if not (inside & river).any():
        return False
    parts = np.sort(np.bincount(label(inside & ~river)[0].ravel())[1:])
    return len(parts) > 1 and bool(parts[-2] >= _SIDE * inside.sum())


def drained_cells(heights: Floats) -> Floats:
    """Number of cells (rows, columns) whose water comes through each cell, itself counted; 0 where not known.

    Args:
        heights: (rows, columns) m, NaN where not known: water leaves there and over the edges.
    """
    rows, columns = heights.shape
    wide = np.full((rows + 2, columns + 2), np.nan)
    wide[1:-1, 1:-1] = heights
    known = np.isfinite(wide).ravel()
    flat, side = wide.ravel().tolist(), columns + 2
    steps = [row * side + column for row, column in _NEIGHBOURS]
    waiting = [(flat[i], i, -1) for i in np.flatnonzero(known).tolist() if not all(known[i + step] for step in steps)]
    heapq.heapify(waiting)
    below, order = np.full(len(flat), -1, np.int64), []
    seen = ~known
    seen[[i for _, i, _ in waiting]] = True
    while waiting:
        level, cell, outlet = heapq.heappop(waiting)
        below[cell] = outlet
        order.append(cell)
        for step in steps:
            beside = cell + step
            if not seen[beside]:
                seen[beside] = True
                heapq.heappush(waiting, (max(level, flat[beside]), beside, cell))
    count = known.astype(np.float64).tolist()
    for cell in reversed(order):
        if below[cell] >= 0:
            count[below[cell]] += count[cell]
    return np.array(count).reshape(wide.shape)[1:-1, 1:-1]


def _strips(window: Window, factor: int) -> Iterator[Window]:
    """A window in strips of whole squares of `factor` cells, so that a small part of a large area is in memory."""
    step = factor * max(1, _STRIP // factor)
    for row in range(0, max(window.rows // factor, 1) * factor, step):
        yield Window(window.column, window.row + row, window.columns, min(step, window.rows - row))


def _means(values: Floats, factor: int) -> Floats:
    """Means over squares of cells, of those that are known; what does not fill a square at the end is left out."""
    rows, columns = (size // factor for size in values.shape)
    parts = values[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor)
    known = np.isfinite(parts)
    count = known.sum(axis=(1, 3))
    total = np.where(known, parts, 0.0).sum(axis=(1, 3))
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
