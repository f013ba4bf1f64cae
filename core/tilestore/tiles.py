"""Where the tiles of a store lie, which set each belongs to, and which of them hold anything."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.codes import IGNORE, TEST, TRAIN
from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, heard
from ..base.translation import tr
from ..gis.rings import box_around
from ..gis.zonal import envelopes

Tile = tuple[int, int, int]  # first row, first column, set

TEST_SHARE = 0.3  # of the tiles, for the paper's random split
_LEAST_COUNTED = 1 / 16  # of a tile: tiles with a smaller share of cells that count are left out


def region_of(grid: Grid, within: Sequence[bytes], margin: int) -> Window:
    """Window of a grid that covers polygons (WKB, the grid's CRS) and a margin; the whole grid where there are none.

    Raises:
        InputError: the polygons lie outside the grid.
    """
    if not within:
        return grid.window
    window = grid.window_of(*box_around(envelopes(within)))
    if window.is_empty:
        raise InputError(tr("WITHIN lies outside the feature stack. Choose polygons that overlap it."))
    return window.expanded(margin).intersection(grid.window)


def lattice(shape: tuple[int, int], tile: int, overlap: float) -> list[tuple[int, int]]:
    """Top-left cells (row, column) of tiles: 256 cells with 20 % overlap start at 0, 205, 410, ... below the size."""
    step = max(
        1, math.ceil(round(tile * (1.0 - overlap), 6))
    )  # 160 * (1 - 0.7) is a little more than 48 in floating point
    return [(row, column) for row in range(0, shape[0], step) for column in range(0, shape[1], step)]


def random_tiles(
    corners: list[tuple[int, int]], labels: NDArray[np.uint8], tile: int, seed: int, progress: Progress = Silent()
) -> list[Tile]:
    """The paper's split 70/30: whole tiles are drawn at random, so that training and test ground overlap.

    Raises:
        Cancelled: the user asked to stop; the same holds for the other functions that take a progress.
    """
    counted = [
        (row, column)
        for row, column in heard(corners, progress)
        if (labels[row : row + tile, column : column + tile] != IGNORE).mean() >= _LEAST_COUNTED
    ]
    order = np.random.default_rng(seed).permutation(len(counted))
    test = set(order[: round(TEST_SHARE * len(counted))].tolist())
    return [(row, column, TEST if i in test else TRAIN) for i, (row, column) in enumerate(counted)]


def block_tiles(
    corners: list[tuple[int, int]], sets: NDArray[np.uint8], tile: int, progress: Progress = Silent()
) -> list[Tile]:
    """Tiles with the set of most of their cells that count; tiles with hardly any such cell are left out."""
    tiles = []
    for row, column in heard(corners, progress):
        counts = np.bincount(sets[row : row + tile, column : column + tile].ravel(), minlength=4)[1:]
        if counts.max() >= _LEAST_COUNTED * min(tile, sets.shape[0]) * min(tile, sets.shape[1]):
            tiles.append((row, column, int(counts.argmax()) + 1))
    return tiles


def filled_tiles(tiles: list[Tile], filled: NDArray[np.bool_], coarse: int, tile: int) -> list[Tile]:
    """The tiles that touch a filled cell of a coarse map, whose cells have `coarse` cells on each side."""
    last = -(-tile // coarse)
    return [
        (row, column, which)
        for row, column, which in tiles
        if filled[row // coarse : row // coarse + last + 1, column // coarse : column // coarse + last + 1].any()
    ]


def boxes(mask: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Bounding boxes (row, column, rows, columns) of connected cells."""
    labels, _ = ndimage.label(mask, np.ones((3, 3)))
    found = ndimage.find_objects(labels)
    return [(s[0].start, s[1].start, s[0].stop - s[0].start, s[1].stop - s[1].start) for s in found]


def objects_on_training(
    labels: NDArray[np.uint8], sets: NDArray[np.uint8], tile: int, progress: Progress = Silent()
) -> list[tuple[int, int, int, int]]:
    """Boxes of connected areas on training ground, found on a map reduced to 1/16 of a tile."""
    coarse = max(1, tile // 16)
    mask = np.zeros((math.ceil(labels.shape[0] / coarse), math.ceil(labels.shape[1] / coarse)), bool)
    for index in heard(range(len(mask)), progress, every=20):
        rows = slice(index * coarse, (index + 1) * coarse)
        mask[index] = any_in_blocks((labels[rows] == 1) & (sets[rows] == TRAIN), coarse)[0]
    return [(r * coarse, c * coarse, h * coarse, w * coarse) for r, c, h, w in boxes(mask)]


def any_in_blocks(mask: NDArray[np.bool_], coarse: int) -> NDArray[np.bool_]:
    """Tell for each block of `coarse` x `coarse` cells whether any cell is set; the last blocks may be smaller."""
    rows, columns = (np.arange(0, length, coarse) for length in mask.shape)
    found: NDArray[np.bool_] = np.logical_or.reduceat(np.logical_or.reduceat(mask, rows, axis=0), columns, axis=1)
    return found
