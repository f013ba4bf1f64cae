"""Bands of a stack seen from another grid of the same cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.translation import tr
from ..gis.crs import same_crs
from ..gis.raster import RasterReader


@dataclass(frozen=True)
class Bands:
    """Bands of a stack seen from another grid of the same cells.

    Args:
        reader: the stack.
        columns: columns of the grid's first cell in the stack.
        rows: its row there.
    """

    reader: RasterReader
    columns: int = 0
    rows: int = 0

    def read(self, window: Window, name: str) -> NDArray[np.float32]:
        """A band in a window of the grid; NaN outside the stack."""
        moved = Window(window.column + self.columns, window.row + self.rows, window.columns, window.rows)
        values: NDArray[np.float32] = self.reader.read(moved, [name])[0]
        return values


def bands_on(grid: Grid, reader: RasterReader) -> Bands:
    """A raster seen from a grid of the same cells.

    Raises:
        InputError: another CRS, other cells, or cells that are shifted by a part of a cell.
    """
    other = reader.grid
    column, row = (grid.x_min - other.x_min) / other.cell_m, (other.y_max - grid.y_max) / other.cell_m
    shifted = max(abs(column - round(column)), abs(row - round(row))) > 0.01
    if not same_crs(grid.crs, other.crs) or abs(grid.cell_m / other.cell_m - 1) > 1e-6 or shifted:
        raise InputError(
            tr("The raster {path} is not on the same grid as the first one. Give rasters of one feature stack."),
            path=reader.path,
        )
    return Bands(reader, round(column), round(row))
