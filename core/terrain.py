"""Slope, aspect, elevation and line-of-sight sensitivity of a DEM on the study's grid.

The DEM is brought to the grid's CRS at its own resolution, everything is derived there, and the results are resampled: a DEM that is
resampled to small cells first shows its own cells as terraces. A DEM that is much finer than the grid is averaged to the grid's cells
first: the slope of a metre says nothing of the slope of a cell. Angles are never averaged: the aspect is resampled as a vector.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from .band_scale import scaling_of, unscaled
from .crs import crs_name, same_crs
from .errors import InputError, tr
from .grid import Grid, Window
from .progress import Progress, Silent
from .raster import Band, open_raster
from .study_grid import grid_around, ground_sides_m

Floats = NDArray[np.float64]
BANDS = {
    "slope": Band("slope", "degree", "slope after Horn (1981)"),
    "aspect": Band("aspect", "degree", "direction of steepest descent, clockwise from north"),
    "aspect_east": Band("aspect_east", "1", "sin(slope) sin(aspect)"),
    "aspect_north": Band("aspect_north", "1", "sin(slope) cos(aspect)"),
    "elevation": Band("elevation", "m", "height of the DEM"),
    "sensitivity": Band("sensitivity", "1", "line-of-sight part of a motion down the slope, towards the satellite"),
}
_FLAT = 1e-6  # sine of a slope without a direction
_FINER = 1.5  # the grid's cell to the DEM's, from which the DEM is averaged
_MARGIN_CELLS = 3  # of the DEM, around a window


class Terrain:
    """Terrain of a DEM at windows of a grid.

    Args:
        dem: path of a raster of heights in m, in any CRS.
        grid: where values are asked for.
        incidence: of the radar, degrees from the vertical; None: no sensitivity.
        look_azimuth: direction in which the radar looks, degrees clockwise from north.
        progress: told of the resolution.

    Raises:
        InputError: unreadable, no CRS, or not over the grid.
    """

    def __init__(
        self, dem: str, grid: Grid, incidence: float | None = None, look_azimuth: float | None = None,
        progress: Progress = Silent(),
    ) -> None:  # fmt: skip
        self.grid = grid
        self._incidence, self._look_azimuth = incidence, look_azimuth
        self._source = open_raster(dem)
        if not self._source.GetProjection():
            raise InputError(tr("The DEM {path} has no CRS. Assign its CRS first."), path=dem)
        self.dem_grid = _dem_grid(self._source, grid)
        self._scaling = scaling_of(self._source.GetRasterBand(1))
        self._averaged = grid.cell_m > _FINER * self.dem_grid.cell_m
        if self._averaged:
            self.dem_grid = _around_grid(grid)
        self._heights = _warped(self._source, self.dem_grid, "average" if self._averaged else "cubic")
        self._nearest = _warped(self._source, self.dem_grid, "near", voids=not self._averaged)
        how = "means of the DEM over cells" if self._averaged else "cells"
        progress.message(f"Terrain is derived from {how} of {self.dem_grid.cell_m:.4g} m in {crs_name(grid.crs)}.")
        self._require_overlap(dem)

    def _require_overlap(self, dem: str) -> None:
        west, south, east, north = self.grid.bounds
        over = self.dem_grid.window_of(west, south, east, north)
        if over.is_empty or not self._any_height(over):
            raise InputError(tr("The DEM {path} has no height on the grid. Choose a DEM of the study area."), path=dem)

    def _any_height(self, window: Window) -> bool:
        """Look at a coarse picture of the validity."""
        rows, columns = min(window.rows, 256), min(window.columns, 256)
        nearest, known = (self._heights if self._averaged else self._nearest).ReadAsArray(
            window.column, window.row, window.columns, window.rows, buf_xsize=columns, buf_ysize=rows
        )
        return bool((np.isfinite(nearest) & (known > 0)).any())

    def read(self, window: Window, names: Sequence[str]) -> NDArray[np.float32]:
        """Named bands of a window, (bands, rows, columns) float32, NaN where the DEM has a void or does not reach."""
        part, rows, columns = self._around(window)
        heights = self._read_dem(part)
        east, north, slope = horn(heights, self.dem_grid.cell_m)
        wanted: dict[str, Floats] = {}
        if "elevation" in names:
            wanted["elevation"] = resample(heights, rows, columns)
        if set(names) - {"elevation"}:
            wanted["slope"] = resample(slope, rows, columns)
            wanted["aspect_east"] = resample(east, rows, columns)
            wanted["aspect_north"] = resample(north, rows, columns)
        if {"aspect", "sensitivity"} & set(names):
            wanted["aspect"] = aspect_of(wanted["aspect_east"], wanted["aspect_north"])
        if "sensitivity" in names and self._incidence is not None and self._look_azimuth is not None:
            wanted["sensitivity"] = sensitivity(wanted["slope"], wanted["aspect"], self._incidence, self._look_azimuth)
        return np.stack([wanted[name] for name in names]).astype(np.float32)

    def _around(self, window: Window) -> tuple[Window, Floats, Floats]:
        """Window of the DEM around a window of the grid, and where the grid's cell centres lie in it (rows, columns)."""
        ratio = self.grid.cell_m / self.dem_grid.cell_m
        first_column = (self.grid.x_min - self.dem_grid.x_min) / self.dem_grid.cell_m
        first_row = (self.dem_grid.y_max - self.grid.y_max) / self.dem_grid.cell_m
        columns = first_column + (window.column + 0.5 + np.arange(window.columns)) * ratio - 0.5
        rows = first_row + (window.row + 0.5 + np.arange(window.rows)) * ratio - 0.5
        left, top = int(np.floor(columns[0])) - _MARGIN_CELLS, int(np.floor(rows[0])) - _MARGIN_CELLS
        right, bottom = int(np.ceil(columns[-1])) + _MARGIN_CELLS + 1, int(np.ceil(rows[-1])) + _MARGIN_CELLS + 1
        return Window(left, top, right - left, bottom - top), rows - top, columns - left

    def _read_dem(self, window: Window) -> Floats:
        """Heights (rows, columns) float64, NaN in voids and outside."""
        heights = np.full(window.shape, np.nan)
        inside = window.intersection(self.dem_grid.window)
        if inside.is_empty:
            return heights
        box = (inside.column, inside.row, inside.columns, inside.rows)
        stored, seen = self._heights.ReadAsArray(*box)
        values = unscaled(stored, self._scaling)
        nearest, known = self._nearest.ReadAsArray(*box)
        empty = (seen == 0) | ~np.isfinite(values) if self._averaged else ~np.isfinite(nearest)
        values[(known == 0) | empty] = np.nan
        heights[inside.relative_to(window).slices] = values
        return heights


def horn(heights: Floats, cell_m: float) -> tuple[Floats, Floats, Floats]:
    """Slope and aspect of a surface after Horn (1981): differences of three rows or columns with weights 1, 2, 1.

    Beside a void a difference is taken from the centre to the one known side, and a line without any takes no part, so that voids do
    not grow and a plane stays a plane.

    Args:
        heights: (rows, columns) m, NaN where not known.
        cell_m: side of a cell, m.

    Returns:
        sin(slope) sin(aspect), sin(slope) cos(aspect), slope in degrees; each (rows, columns) float64, NaN where the height is or
        where no neighbour is known. The aspect is the direction of steepest descent, clockwise from north.
    """
    rise_east = _rise(heights) / cell_m
    rise_north = -_rise(heights.T).T / cell_m
    steepness = np.hypot(rise_east, rise_north)
    length = np.sqrt(1.0 + steepness**2)
    return -rise_east / length, -rise_north / length, np.degrees(np.arctan(steepness))


def _rise(heights: Floats) -> Floats:
    """Mean rise from one column to the next around each cell, the rows above, here and below weighing 1, 2, 1."""
    rows, columns = heights.shape
    wide = np.pad(heights, ((0, 0), (1, 1)), constant_values=np.nan)
    west, east = heights - wide[:, :columns], wide[:, 2:] - heights
    difference = np.where(np.isnan(west), east, np.where(np.isnan(east), west, (west + east) / 2.0))
    straight = (wide[:, 2:] - wide[:, :columns]) / 2.0  # over a void in the middle
    difference = np.pad(np.where(np.isnan(difference), straight, difference), ((1, 1), (0, 0)), constant_values=np.nan)
    total, weight = np.zeros(heights.shape), np.zeros(heights.shape)
    for first, share in ((0, 1.0), (1, 2.0), (2, 1.0)):
        line = difference[first : first + rows]
        known = np.isfinite(line)
        total += np.where(known, share * line, 0.0)
        weight += share * known
    rise = np.divide(total, weight, out=np.full(heights.shape, np.nan), where=weight > 0)
    return np.where(np.isnan(heights), np.nan, rise)


def aspect_of(east: Floats, north: Floats) -> Floats:
    """Direction of a vector in degrees clockwise from north, [0, 360); NaN where it is too short to have one."""
    angle = np.degrees(np.arctan2(east, north)) % 360.0
    angle[angle >= 360.0] = 0.0
    return np.where(np.hypot(east, north) < _FLAT, np.nan, angle)


def sensitivity(slope: Floats, aspect: Floats, incidence: float, look_azimuth: float) -> Floats:
    """Share C of a motion down the slope that the radar sees, positive towards the satellite; all angles in degrees.

    C = u . t with u = (-sin i sin p, -sin i cos p, cos i), from the ground to the satellite, i the incidence, p the look azimuth, and
    t = (sin a cos b, cos a cos b, -sin b) down the slope b with aspect a: Notti et al. (2014), derived here. NaN on flat ground.
    """
    i, p, b, a = np.radians(incidence), np.radians(look_azimuth), np.radians(slope), np.radians(aspect)
    return np.asarray(-np.sin(i) * np.cos(b) * np.cos(a - p) - np.cos(i) * np.sin(b))


def resample(values: Floats, rows: Floats, columns: Floats) -> Floats:
    """Bilinear values at the crossings of fractional rows and columns (cell centres at whole numbers).

    A result is NaN where the nearest cell is; elsewhere missing cells take no part.

    Returns:
        (len(rows), len(columns)) float64.
    """
    row, column = np.floor(rows).astype(int), np.floor(columns).astype(int)
    weights_row, weights_column = (rows - row)[:, None], (columns - column)[None, :]
    known = np.isfinite(values)
    zeroed = np.where(known, values, 0.0)
    total = np.zeros((len(rows), len(columns)))
    weight = np.zeros_like(total)
    for down in (0, 1):
        for right in (0, 1):
            share = (weights_row if down else 1.0 - weights_row) * (weights_column if right else 1.0 - weights_column)
            corner = np.ix_(row + down, column + right)
            total += share * zeroed[corner]
            weight += share * known[corner]
    nearest = known[np.ix_(np.floor(rows + 0.5).astype(int), np.floor(columns + 0.5).astype(int))]
    return np.divide(total, weight, out=np.full_like(total, np.nan), where=nearest & (weight > 0))


def _dem_grid(source: gdal.Dataset, grid: Grid) -> Grid:
    """The DEM's own grid where it is in the grid's CRS with square cells, else one of its resolution over the study's grid."""
    x_min, width, turn_x, y_max, turn_y, height = source.GetGeoTransform()
    square = not turn_x and not turn_y and height < 0 and abs(width + height) <= 1e-6 * width
    if square and same_crs(source.GetProjection(), grid.crs):
        return Grid(grid.crs, x_min, y_max, width, source.RasterXSize, source.RasterYSize)
    cell = min(ground_sides_m(source, grid.crs))
    west, south, east, north = grid.bounds
    return grid_around(np.array([west, east]), np.array([south, north]), grid.crs, cell, 2 * _MARGIN_CELLS * cell)


def _around_grid(grid: Grid) -> Grid:
    """The grid with a margin."""
    margin = _MARGIN_CELLS * grid.cell_m
    rows, columns = grid.rows + 2 * _MARGIN_CELLS, grid.columns + 2 * _MARGIN_CELLS
    return Grid(grid.crs, grid.x_min - margin, grid.y_max + margin, grid.cell_m, columns, rows)


def _warped(source: gdal.Dataset, grid: Grid, resampling: str, voids: bool = True) -> gdal.Dataset:
    """Heights and validity (bands 1 and 2) of a DEM on a grid, computed where they are read.

    Cubic convolution fills the rim of voids; the validity of the nearest cell puts it back. A mean is that of the cells with a height,
    and GDAL gives one to cells that only touch the DEM: without `voids` the second band tells whether the centre lies on the DEM.
    """
    west, south, east, north = grid.bounds
    return gdal.Warp(
        "", source, format="VRT", dstSRS=grid.crs, outputBounds=(west, south, east, north), width=grid.columns,
        height=grid.rows, resampleAlg=resampling, errorThreshold=0.0, outputType=gdal.GDT_Float32, dstAlpha=True,
        srcNodata=None if voids else "none",
    )  # fmt: skip
