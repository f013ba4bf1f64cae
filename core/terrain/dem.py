"""Heights of a DEM in metres on a metric grid.

Its own cells, cells of its resolution in the study's CRS, or means over coarser cells.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal
from scipy import sparse

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent
from ..base.translation import tr
from ..gis.cells import read_cells, scaling_of, unscaled, value_bands
from ..gis.crs import crs_name, same_crs
from ..gis.place import crs_of, kilometres_off, require_raster_place
from ..gis.raster_file import open_raster
from ..gis.study_grid import grid_around, ground_sides_m, warped
from .heights import metres_of, without_voids

Floats = NDArray[np.float64]
MARGIN_CELLS = 3  # of the DEM's grid, around the study's
_FINER = 1.5  # the grid's cell to the DEM's, from which the DEM is averaged
_KNOWN_SHARE = 0.5  # of a cell, from which a mean stands for it
_SHIFT_CELLS = 0.01  # by which a warped cell may be off its place: exact places take several times as long
_STRIP_CELLS = 8_000_000  # of the DEM in memory at once while means are taken


class Dem:
    """Heights at windows of a metric grid.

    A DEM in the study's CRS with square cells is read as it is; another is brought there at its own resolution by cubic
    convolution, its voids by the nearest cell. One that is much finer than the study's grid is averaged to that grid's
    cells: the slope of a metre says nothing of the slope of a cell. A mean is that of the known part of a cell, null
    where less than half of it is known.

    Args:
        path: of a raster of heights, in any CRS.
        grid: of the study.
        unit: of heights.UNITS; `auto`: what the file says of itself, else metres.
        progress: told of the resolution and of the unit.

    Raises:
        InputError: unreadable, several bands, no CRS, or no height on the grid.
    """

    def __init__(self, path: str, grid: Grid, unit: str = "auto", progress: Progress = Silent()) -> None:
        self.path = path
        source = open_raster(path)
        if not crs_of(source):
            raise InputError(tr("The DEM {path} has no CRS. Assign its CRS first."), path=path)
        require_raster_place(source, path)
        self._factor = metres_of(source, path, unit, progress)
        self._source = without_voids(source, path, self._factor, progress)
        self._scaling = scaling_of(value_bands(self._source)[0])
        self._cells, own = _cells_of(self._source, grid)
        self._heights = _warped(self._source, self._cells, "near" if own else "cubic")
        self._nearest = self._heights if own else _warped(self._source, self._cells, "near")
        averaged = grid.cell_m > _FINER * self._cells.cell_m
        self.grid = _around(grid) if averaged else self._cells
        how = "means of the DEM over cells" if averaged else "cells"
        progress.message(f"Terrain is derived from {how} of {self.grid.cell_m:.4g} m in {crs_name(grid.crs)}.")
        self._require_overlap(path, grid)

    def _require_overlap(self, path: str, grid: Grid) -> None:
        over = self._cells.window_of(*grid.bounds)
        if not over.is_empty:
            size = {"buf_xsize": min(over.columns, 256), "buf_ysize": min(over.rows, 256)}  # a coarse picture
            box = (over.column, over.row, over.columns, over.rows)
            heights, known = read_cells(self._nearest, path, box, **size)
            if (np.isfinite(heights) & (known > 0)).any():
                return
        raise InputError(
            tr(
                "The DEM {path} has no height on the grid; its middle lies {distance} km from the grid's. Choose a DEM "
                "of the study area, or set its CRS."
            ),
            path=path,
            distance=kilometres_off(self._source, grid),
        )

    def read(self, window: Window) -> Floats:
        """Heights of a window of `grid` in m, (rows, columns) float64, NaN in voids and outside."""
        if self.grid is self._cells:
            return self._read(window)
        heights = np.full(window.shape, np.nan)
        ratio = self.grid.cell_m / self._cells.cell_m
        step = max(1, int(_STRIP_CELLS / (window.columns * ratio * ratio)))
        for row in range(0, window.rows, step):
            strip = Window(window.column, window.row + row, window.columns, min(step, window.rows - row))
            heights[row : row + strip.rows] = self._means(strip, ratio)
        return heights

    def _means(self, window: Window, ratio: float) -> Floats:
        """Means over the cells of a window, weighted by area."""
        west = (self.grid.x_min - self._cells.x_min) / self._cells.cell_m + window.column * ratio
        north = (self._cells.y_max - self.grid.y_max) / self._cells.cell_m + window.row * ratio
        left, across = _shares(west, ratio, window.columns)
        top, down = _shares(north, ratio, window.rows)
        heights = self._read(Window(left, top, across.shape[1], down.shape[1]))
        known = np.isfinite(heights)
        total = (across @ (down @ np.where(known, heights, 0.0)).T).T
        area = (across @ (down @ known.astype(np.float64)).T).T
        enough = area >= _KNOWN_SHARE * ratio * ratio * (1.0 - 1e-9)
        return np.divide(total, area, out=np.full(window.shape, np.nan), where=enough)

    def _read(self, window: Window) -> Floats:
        """Heights of a window of the DEM's cells."""
        heights = np.full(window.shape, np.nan)
        inside = window.intersection(self._cells.window)
        if inside.is_empty:
            return heights
        box = (inside.column, inside.row, inside.columns, inside.rows)
        nearest, known = read_cells(self._nearest, self.path, box)
        cubic = self._heights is not self._nearest
        stored = read_cells(self._heights.GetRasterBand(1), self.path, box) if cubic else nearest
        values = unscaled(stored, self._scaling) * self._factor
        values[(known == 0) | ~np.isfinite(nearest)] = np.nan
        heights[inside.relative_to(window).slices] = values
        return heights


def _cells_of(source: gdal.Dataset, grid: Grid) -> tuple[Grid, bool]:
    """The DEM's own grid, and True, where it is in the grid's CRS with square cells.

    Else one of its resolution over the study's grid.
    """
    x_min, width, turn_x, y_max, turn_y, height = source.GetGeoTransform()
    square = not turn_x and not turn_y and height < 0 and abs(width + height) <= 1e-6 * width
    if square and same_crs(crs_of(source), grid.crs):
        return Grid(grid.crs, x_min, y_max, width, source.RasterXSize, source.RasterYSize), True
    cell = min(ground_sides_m(source, grid.crs))
    west, south, east, north = grid.bounds
    margin = MARGIN_CELLS * (
        cell + max(cell, grid.cell_m)
    )  # whole cells of the grid too: their means would be those of a part
    return grid_around(np.array([west, east]), np.array([south, north]), grid.crs, cell, margin), False


def _around(grid: Grid) -> Grid:
    """The grid with a margin."""
    margin = MARGIN_CELLS * grid.cell_m
    rows, columns = grid.rows + 2 * MARGIN_CELLS, grid.columns + 2 * MARGIN_CELLS
    return Grid(grid.crs, grid.x_min - margin, grid.y_max + margin, grid.cell_m, columns, rows)


def _shares(first: float, ratio: float, count: int) -> tuple[int, sparse.csr_matrix]:
    """How much of each fine cell lies in each of `count` coarse cells along one axis.

    Args:
        first: edge of the first coarse cell in fine cells.
        ratio: fine cells in a coarse one.

    Returns:
        the first fine cell, and (count, fine cells) of shares 0..1.
    """
    edges = first + ratio * np.arange(count + 1)
    start = math.floor(edges[0])
    reach = math.ceil(ratio) + 1
    fine = np.floor(edges[:-1]).astype(np.int64)[:, None] + np.arange(reach)
    share = np.minimum(fine + 1.0, edges[1:, None]) - np.maximum(fine, edges[:-1, None])
    coarse = np.repeat(np.arange(count), reach)
    inside = share.ravel() > 0
    shape = (count, math.ceil(edges[-1]) + reach - start)
    return start, sparse.csr_matrix(
        (share.ravel()[inside], (coarse[inside], fine.ravel()[inside] - start)), shape=shape
    )


def _warped(source: gdal.Dataset, grid: Grid, resampling: str) -> gdal.Dataset:
    """Heights and validity (bands 1 and 2) of a DEM on a grid, computed where they are read.

    Cubic convolution fills the rim of voids; the validity of the nearest cell puts it back.
    """
    options = {"errorThreshold": _SHIFT_CELLS, "outputType": gdal.GDT_Float32, "dstAlpha": True}
    return warped(source, grid, resampling, **options)
