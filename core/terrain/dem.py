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
from ..gis.band_scale import AS_STORED, scaling_of, unscaled
from ..gis.cells import lowest_value, read_cells
from ..gis.crs import crs_name, same_crs, spatial_reference
from ..gis.raster import open_raster
from ..gis.study_grid import grid_around, ground_sides_m

Floats = NDArray[np.float64]
UNITS = ("auto", "m", "ft")
MARGIN_CELLS = 3  # of the DEM's grid, around the study's
_FOOT_M = 0.3048
_FEET = {"ft", "foot", "feet", "us survey foot", "us_survey_foot", "us-ft", "ftus", "sfoot", "international foot"}
_FINER = 1.5  # the grid's cell to the DEM's, from which the DEM is averaged
_KNOWN_SHARE = 0.5  # of a cell, from which a mean stands for it
_LOWEST_GROUND_M = -1000.0  # twice the depth of the Dead Sea's shore
_LOOKED_AT = 200_000_000  # cells of a DEM whose lowest value is looked up exactly
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
        unit: of UNITS; `auto`: what the file says of itself, else metres.
        progress: told of the resolution and of the unit.

    Raises:
        InputError: unreadable, several bands, no CRS, or no height on the grid.
    """

    def __init__(self, path: str, grid: Grid, unit: str = "auto", progress: Progress = Silent()) -> None:
        self._source, self._path = open_raster(path), path
        if not self._source.GetProjection():
            raise InputError(tr("The DEM {path} has no CRS. Assign its CRS first."), path=path)
        if self._source.RasterCount != 1:
            raise InputError(
                tr(
                    "The DEM {path} has {count} bands. Choose a raster of heights, or save the band of the "
                    "heights alone."
                ),
                path=path,
                count=self._source.RasterCount,
            )
        self._scaling = scaling_of(self._source.GetRasterBand(1))
        self._factor = _metres(self._source, path, unit, progress)
        self._cells, own = _cells_of(self._source, grid)
        void = _undeclared_void(self._source, path, progress)
        self._heights = _warped(self._source, self._cells, "near" if own else "cubic", void)
        self._nearest = self._heights if own else _warped(self._source, self._cells, "near", void)
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
        raise InputError(tr("The DEM {path} has no height on the grid. Choose a DEM of the study area."), path=path)

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
        nearest, known = read_cells(self._nearest, self._path, box)
        own = self._heights is self._nearest
        stored = nearest if own else read_cells(self._heights.GetRasterBand(1), self._path, box)
        values = unscaled(stored, self._scaling) * self._factor
        values[(known == 0) | ~np.isfinite(nearest)] = np.nan
        heights[inside.relative_to(window).slices] = values
        return heights


def _metres(source: gdal.Dataset, path: str, unit: str, progress: Progress) -> float:
    """Metres in one unit of the heights."""
    if unit != "auto":
        return _FOOT_M if unit == "ft" else 1.0
    reference = spatial_reference(source.GetProjection())
    if source.GetRasterBand(1).GetUnitType().strip().lower() in _FEET:
        progress.warning(f"The heights of {path} are in feet, as its band says: they are taken as feet.")
        return _FOOT_M
    if reference.IsCompound() and abs(reference.GetTargetLinearUnits("VERT_CS") - _FOOT_M) < 1e-4:
        progress.warning(f"The heights of {path} are in feet, as its vertical CRS says: they are taken as feet.")
        return _FOOT_M
    if reference.IsProjected() and abs(reference.GetLinearUnits() - _FOOT_M) < 1e-4:
        progress.warning(
            f"The CRS of {path} measures in feet; its heights are taken as metres. If they are feet too, set "
            "their unit."
        )
    return 1.0


def _cells_of(source: gdal.Dataset, grid: Grid) -> tuple[Grid, bool]:
    """The DEM's own grid, and True, where it is in the grid's CRS with square cells.

    Else one of its resolution over the study's grid.
    """
    x_min, width, turn_x, y_max, turn_y, height = source.GetGeoTransform()
    square = not turn_x and not turn_y and height < 0 and abs(width + height) <= 1e-6 * width
    if square and same_crs(source.GetProjection(), grid.crs):
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


def _undeclared_void(source: gdal.Dataset, path: str, progress: Progress) -> float | None:
    """The value that stands for a void where a DEM does not say which does; None where it says so, or has none.

    Only DEMs whose numbers are heights as stored are looked at; of very large ones a sample.
    """
    band = source.GetRasterBand(1)
    if band.GetMaskFlags() != gdal.GMF_ALL_VALID or scaling_of(band) != AS_STORED:
        return None
    lowest = lowest_value(band, path, by_sample=source.RasterXSize * source.RasterYSize > _LOOKED_AT)
    if not lowest < _LOWEST_GROUND_M:
        return None
    progress.warning(
        f"{path} has heights of {lowest:g}, below any ground, and declares no nodata value: they are taken as voids."
    )
    return lowest


def _warped(source: gdal.Dataset, grid: Grid, resampling: str, void: float | None) -> gdal.Dataset:
    """Heights and validity (bands 1 and 2) of a DEM on a grid, computed where they are read.

    Cubic convolution fills the rim of voids; the validity of the nearest cell puts it back.
    """
    west, south, east, north = grid.bounds
    return gdal.Warp(
        "",
        source,
        format="VRT",
        dstSRS=grid.crs,
        outputBounds=(west, south, east, north),
        width=grid.columns,
        height=grid.rows,
        resampleAlg=resampling,
        errorThreshold=_SHIFT_CELLS,
        outputType=gdal.GDT_Float32,
        dstAlpha=True,
        srcNodata=void,
    )
