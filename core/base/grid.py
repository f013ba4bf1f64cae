"""Windows of cells, and the grid that every raster of a study area shares. Pure: no GDAL here."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Window:
    """A rectangle of cells; it may reach outside the raster."""

    column: int
    row: int
    columns: int
    rows: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Index of this window in an array of the whole raster, (rows, columns)."""
        return (slice(self.row, self.row + self.rows), slice(self.column, self.column + self.columns))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.columns

    @property
    def is_empty(self) -> bool:
        """Tell whether the window holds no cell."""
        return self.rows <= 0 or self.columns <= 0

    def expanded(self, margin: int) -> Window:
        """This window with `margin` more cells on each side."""
        return Window(self.column - margin, self.row - margin, self.columns + 2 * margin, self.rows + 2 * margin)

    def aligned(self, step: int) -> Window:
        """The smallest window around this one whose sides lie at multiples of `step` cells."""
        column, row = self.column // step * step, self.row // step * step
        right, bottom = -(-(self.column + self.columns) // step) * step, -(-(self.row + self.rows) // step) * step
        return Window(column, row, right - column, bottom - row)

    def intersection(self, other: Window) -> Window:
        """Common part of two windows; empty (0 columns or rows) where there is none."""
        column = max(self.column, other.column)
        row = max(self.row, other.row)
        right = min(self.column + self.columns, other.column + other.columns)
        bottom = min(self.row + self.rows, other.row + other.rows)
        return Window(column, row, max(0, right - column), max(0, bottom - row))

    def relative_to(self, outer: Window) -> Window:
        """This window in the coordinates of an array read from `outer`."""
        return Window(self.column - outer.column, self.row - outer.row, self.columns, self.rows)


@dataclass(frozen=True)
class Grid:
    """A north-up grid of square cells in a CRS whose unit is the metre on the ground.

    Args:
        crs: WKT of the coordinate reference system.
        x_min: western edge, m.
        y_max: northern edge, m.
        cell_m: side of a cell, m.
        columns: number of columns.
        rows: number of rows.
    """

    crs: str
    x_min: float
    y_max: float
    cell_m: float
    columns: int
    rows: int

    @property
    def window(self) -> Window:
        """The whole grid."""
        return Window(0, 0, self.columns, self.rows)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.columns

    @property
    def geotransform(self) -> tuple[float, float, float, float, float, float]:
        """GDAL's six numbers."""
        return self.x_min, self.cell_m, 0.0, self.y_max, 0.0, -self.cell_m

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in m."""
        return (self.x_min, self.y_max - self.rows * self.cell_m, self.x_min + self.columns * self.cell_m, self.y_max)

    @property
    def cell_area_m2(self) -> float:
        """Area of a cell in m2."""
        return self.cell_m * self.cell_m

    def part(self, window: Window) -> Grid:
        """The grid of a window's cells."""
        return Grid(
            self.crs,
            self.x_min + window.column * self.cell_m,
            self.y_max - window.row * self.cell_m,
            self.cell_m,
            window.columns,
            window.rows,
        )

    def cells_of(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Fractional (columns, rows) of points; the centre of the first cell is at 0.5, 0.5."""
        return (x - self.x_min) / self.cell_m, (self.y_max - y) / self.cell_m

    def window_of(self, west: float, south: float, east: float, north: float) -> Window:
        """Smallest window that covers a rectangle in m, cut to the grid."""
        column = math.floor((west - self.x_min) / self.cell_m)
        row = math.floor((self.y_max - north) / self.cell_m)
        right = math.ceil((east - self.x_min) / self.cell_m)
        bottom = math.ceil((self.y_max - south) / self.cell_m)
        return Window(column, row, right - column, bottom - row).intersection(self.window)

    def windows(self, size: int = 1024) -> list[Window]:
        """Partition into windows of at most size x size cells, row by row."""
        return list(partition(self.window, size))


def partition(whole: Window, size: int) -> Iterator[Window]:
    """Cut a window into windows of at most size x size cells, row by row."""
    for row in range(whole.row, whole.row + whole.rows, size):
        for column in range(whole.column, whole.column + whole.columns, size):
            yield Window(column, row, size, size).intersection(whole)


def grid_over(crs: str, bounds: tuple[float, float, float, float], cell_m: float) -> Grid:
    """Grid of cells whose edges are multiples of the cell size and that covers the bounds (m)."""
    west, south, east, north = bounds
    x_min = math.floor(west / cell_m) * cell_m
    y_max = math.ceil(north / cell_m) * cell_m
    columns = max(1, math.ceil((east - x_min) / cell_m))
    rows = max(1, math.ceil((y_max - south) / cell_m))
    return Grid(crs, x_min, y_max, cell_m, columns, rows)
