"""The map of blocks of cells on which ground is divided, and its sets brought back to the cells."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ..base.codes import IGNORE, NONE
from ..base.grid import Grid
from ..base.progress import Progress, check_cancelled
from .tiles import any_in_blocks

Codes = NDArray[np.uint8]


def coarse_map(
    labels: Codes, grid: Grid, coarse: int, progress: Progress
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Share of positive ground, and where areas are complete, in blocks of `coarse` x `coarse` cells.

    Raises:
        Cancelled: the user asked to stop.
    """
    shape = (math.ceil(grid.rows / coarse), math.ceil(grid.columns / coarse))
    positive, usable = np.zeros(shape, np.float32), np.zeros(shape, bool)
    starts = np.arange(0, grid.columns, coarse)
    for index in range(shape[0]):
        check_cancelled(progress)
        rows = labels[index * coarse : (index + 1) * coarse]
        positive[index] = np.add.reduceat((rows == 1).mean(axis=0), starts)
        usable[index] = any_in_blocks(rows != IGNORE, coarse)[0]
    return positive, usable


def spread(coarse_sets: Codes, labels: Codes, sets: Codes, coarse: int, progress: Progress) -> None:
    """Fill the sets of cells from those of a coarse map; cells that do not count belong to no set.

    Raises:
        Cancelled: the user asked to stop.
    """
    for row in range(0, sets.shape[0], coarse):
        check_cancelled(progress)
        line = np.repeat(coarse_sets[row // coarse], coarse)[: sets.shape[1]]
        rows = slice(row, row + coarse)
        sets[rows] = np.where(labels[rows] == IGNORE, NONE, line)
