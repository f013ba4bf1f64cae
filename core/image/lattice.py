"""Numbers that change slowly over an image: known for square blocks of it, bilinear between their middles.

The blocks lie on the whole image, so that a cell's number does not depend on the window it is read in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from ..base.grid import Grid, Window

Floats = NDArray[np.float64]
Places = tuple[NDArray[np.int64], NDArray[np.int64], Floats]


@dataclass(frozen=True)
class Lattice:
    """Blocks of nearly `side` cells over a grid, all of the same size.

    Args:
        grid: of the image.
        side: wanted side of a block, cells.
    """

    grid: Grid
    side: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of blocks."""
        return max(1, round(self.grid.rows / self.side)), max(1, round(self.grid.columns / self.side))

    def block(self, row: int, column: int) -> Window:
        """The cells of a block."""
        rows, columns = self.shape
        top, bottom = (self.grid.rows * edge // rows for edge in (row, row + 1))
        left, right = (self.grid.columns * edge // columns for edge in (column, column + 1))
        return Window(left, top, right - left, bottom - top)

    def places(self, window: Window) -> tuple[Places, Places]:
        """For the rows and for the columns of a window.

        The blocks before and behind each, and the weight of the one behind.
        """
        rows, columns = self.shape
        return (
            _between(window.row, window.rows, self.grid.rows / rows, rows),
            _between(window.column, window.columns, self.grid.columns / columns, columns),
        )

    def values(self, numbers: Floats, window: Window) -> Floats:
        """Numbers of the blocks (..., rows, columns of blocks) at the cells of a window (..., rows, columns)."""
        (above, below, down), (left, right, across) = self.places(window)
        lines = numbers[..., above, :] * (1.0 - down)[:, None] + numbers[..., below, :] * down[:, None]
        return np.asarray(lines[..., left] * (1.0 - across) + lines[..., right] * across)


def _between(first: int, count: int, size: float, blocks: int) -> Places:
    place = (first + np.arange(count) + 0.5) / size - 0.5
    before = np.floor(place).astype(np.int64)
    return np.clip(before, 0, blocks - 1), np.clip(before + 1, 0, blocks - 1), place - before


def spread(numbers: Floats, known: NDArray[np.bool_]) -> Floats:
    """Numbers (rows, columns of blocks, ...) with those of the nearest known block where nothing is known."""
    nearest = distance_transform_edt(~known, return_distances=False, return_indices=True)
    return np.asarray(numbers[nearest[0], nearest[1]])
