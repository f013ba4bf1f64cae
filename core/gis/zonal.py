"""Statistics of rasters in polygons and at points; rasters are read in windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, track
from .raster import RasterReader
from .rings import boxes_of, meeting
from .vector import rasterize

WINDOW = 1024  # cells

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Zonal:
    """Statistics of one band in each area, each (areas,) float64, NaN where an area has no value."""

    count: Floats  # cells with a value
    mean: Floats
    mean_abs: Floats  # of the magnitudes
    minimum: Floats
    maximum: Floats
    positive: Floats  # share of the values that are above 0
    direction: Floats  # circular mean in degrees, for bands that are directions


def envelopes(polygons: Sequence[bytes]) -> Floats:
    """West, south, east, north of WKB polygons, (n, 4)."""
    return boxes_of(ogr.CreateGeometryFromWkb(bytes(polygon)) for polygon in polygons)


def touching(boxes: Floats, grid: Grid, window: Window) -> NDArray[np.intp]:
    """Indices of the boxes (n, 4) that touch a window."""
    return meeting(boxes, grid.part(window).bounds)


def apart(boxes: Floats) -> list[NDArray[np.intp]]:
    """Indices of boxes (n, 4) in sets within which none meets another.

    Each goes into the first set that has room for it.
    """
    home = np.zeros(len(boxes), np.intp)
    for number, box in enumerate(boxes):
        taken = set(home[meeting(boxes[:number], box)].tolist())
        home[number] = min(set(range(len(taken) + 1)) - taken)
    return [np.flatnonzero(home == one) for one in np.unique(home)]


def zonal_statistics(
    polygons: Sequence[bytes],
    reader: RasterReader,
    names: Sequence[str] | None,
    progress: Progress = Silent(),
    size: int = WINDOW,
) -> dict[str, Zonal]:
    """Statistics of the cells whose centre lies in each polygon, streamed.

    Where polygons overlap, a cell counts in each of them.

    Args:
        polygons: WKB in the raster's CRS.
        reader: of the raster.
        names: bands; None: all of them.
        progress: hears how far the work is.
        size: side of a window in cells; the result does not depend on it.

    Returns:
        Band name -> statistics.
    """
    boxes, count = envelopes(polygons), len(polygons)
    chosen = list(reader.names if names is None else names)
    sums = _Sums(len(chosen), count)
    for window in track(reader.grid.windows(size), progress):
        here = touching(boxes, reader.grid, window)
        if len(here):
            values = reader.read(window, chosen)
            for part in apart(boxes[here]):
                members = here[part]
                sums.add(rasterize([polygons[i] for i in members], reader.grid, window, list(members + 1)), values)
    return {name: sums.zonal(index) for index, name in enumerate(chosen)}


class _Sums:
    """Running sums of bands in zones."""

    def __init__(self, bands: int, zones: int) -> None:
        self._total = np.zeros(
            (6, bands, zones)
        )  # number, sum, sum of magnitudes, number above 0, sum of sines, of cosines
        self._low = np.full((bands, zones), np.inf)
        self._high = np.full((bands, zones), -np.inf)

    def add(self, zones: NDArray[np.int32], values: NDArray[np.float32]) -> None:
        """Add the cells of a window: zones (rows, columns) from 1, values (bands, rows, columns)."""
        place = np.flatnonzero(zones)
        if not len(place):
            return
        place = place[np.argsort(zones.ravel()[place], kind="stable")]
        zone = zones.ravel()[place] - 1
        first = np.flatnonzero(np.diff(zone, prepend=-1))
        index = zone[first]
        for band, layer in enumerate(values):
            value = layer.ravel()[place].astype(float)
            known = np.isfinite(value)
            zeroed = np.where(known, value, 0.0)
            angle = np.deg2rad(zeroed)
            parts = (
                known.astype(float),
                zeroed,
                np.abs(zeroed),
                (zeroed > 0).astype(float),
                np.where(known, np.sin(angle), 0.0),
                np.where(known, np.cos(angle), 0.0),
            )
            for number, weights in enumerate(parts):
                self._total[number, band, index] += np.add.reduceat(weights, first)
            low = np.minimum.reduceat(np.where(known, value, np.inf), first)
            high = np.maximum.reduceat(np.where(known, value, -np.inf), first)
            self._low[band, index] = np.minimum(self._low[band, index], low)
            self._high[band, index] = np.maximum(self._high[band, index], high)

    def zonal(self, band: int) -> Zonal:
        """Statistics of one band."""
        number, total, magnitude, above, sines, cosines = self._total[:, band]
        empty = number == 0
        mean, mean_abs, positive = (
            np.divide(part, number, out=np.full_like(part, np.nan), where=~empty) for part in (total, magnitude, above)
        )
        low, high = np.where(empty, np.nan, self._low[band]), np.where(empty, np.nan, self._high[band])
        direction = np.where(empty, np.nan, np.rad2deg(np.arctan2(sines, cosines)) % 360.0)
        return Zonal(number.copy(), mean, mean_abs, low, high, positive, direction)


def sample(
    reader: RasterReader, name: str, x: Floats, y: Floats, progress: Progress = Silent(), size: int = WINDOW
) -> Floats:
    """Values of a band in the cells of points (n,), streamed; NaN where there is none."""
    values = np.full(len(x), np.nan)
    grid = reader.grid
    columns, rows = (np.floor(part).astype(np.int64) for part in grid.cells_of(x, y))
    across = -(-grid.columns // size)
    inside = np.flatnonzero((columns >= 0) & (columns < grid.columns) & (rows >= 0) & (rows < grid.rows))
    number = rows[inside] // size * across + columns[inside] // size  # of the window
    inside = inside[np.argsort(number, kind="stable")]
    parts = np.split(inside, np.cumsum(np.bincount(number, minlength=len(grid.windows(size))))[:-1])
    for window, here in track(list(zip(grid.windows(size), parts)), progress):
        if len(here):
            cells = reader.read(window, [name])[0]
            values[here] = cells[rows[here] - window.row, columns[here] - window.column]
    return values
