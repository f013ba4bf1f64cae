"""Which cells make areas: hysteresis, merging and minimum size on a probability raster, window by window."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, label
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, Stage, track
from ..gis.raster import RasterReader
from ..gis.raster_writer import Band, RasterWriter

WINDOW = 1024  # cells
_CORNERS = np.ones((3, 3), bool)  # cells that touch by a corner belong together

Mask = NDArray[np.bool_]
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class RegionRules:
    """Which connected cells are kept.

    Args:
        grow: probability from which a cell belongs to a region.
        seed: probability that at least one cell of a region reaches.
        min_area_m2: its size.
        merge_m: regions that are closer become one, to within a cell; bays that are narrower are closed. Never over
            cells without a probability.
    """

    grow: float
    seed: float
    min_area_m2: float = 0.0
    merge_m: float = 0.0


@dataclass(frozen=True)
class RegionCounts:
    """Numbers of regions: kept, below the minimum size, and large enough but without a seed."""

    kept: int
    small: int
    seedless: int


def write_regions(
    path: str, probability_path: str, rules: RegionRules, progress: Progress = Silent(), size: int = WINDOW
) -> RegionCounts:
    """Write a byte raster with 1 on the cells of the regions that are kept, 0 elsewhere.

    Two passes over the windows: the first labels the cells of each window and joins the labels across the seams, the
    second writes what is kept. Memory holds one window, one row of labels and a few numbers for each region.

    Args:
        path: raster to write.
        probability_path: float32 raster, NaN where there is no probability.
        rules: which regions are kept.
        progress: reporting and cancel.
        size: side of a window in cells; the result does not depend on it.

    Returns:
        How many regions there are.

    Raises:
        InputError: an unreadable raster.
        OutputError: no permission, disk full.
        Cancelled: the user asked to stop.
    """
    with RasterReader(probability_path) as reader:
        grid = reader.grid
        joined = _Labelling(grid)
        for window in track(grid.windows(size), Stage(progress, 0.0, 0.5)):
            grown, probability = _grown(reader, window, rules)
            joined.add(window, label(grown, _CORNERS)[0].astype(np.int64), probability >= rules.seed)
        keep, counts = joined.choose(rules.min_area_m2 / grid.cell_area_m2)
        first = 0
        with RasterWriter(path, grid, [Band("area")], "uint8", 0) as writer:
            for window in track(grid.windows(size), Stage(progress, 0.5, 1.0)):
                labels, number = label(_grown(reader, window, rules)[0], _CORNERS)
                kept = np.concatenate([[False], keep[first : first + number]])[labels]
                first += number
                if kept.any():
                    writer.write(kept.astype(np.uint8), window)
    return counts


def _grown(reader: RasterReader, window: Window, rules: RegionRules) -> tuple[Mask, NDArray[np.float32]]:
    """Cells of a window that belong to a region, and their probability."""
    radius = 0.5 * (rules.merge_m + reader.grid.cell_m) / reader.grid.cell_m  # between the centres of two cells
    margin = 2 * math.ceil(radius) if rules.merge_m > 0 else 0
    outer = window.expanded(margin)
    probability = reader.read(outer)[0]
    cells = probability >= np.float32(rules.grow)
    if margin and cells.any() and not cells.all():
        cells = closed(cells, radius) & np.isfinite(probability)
    inner = window.relative_to(outer).slices
    return cells[inner], probability[inner]


def closed(cells: Mask, radius: float) -> Mask:
    """Morphological closing with a disc, (rows, columns).

    Right at cells that are 2 x `radius` cells away from the edge.
    """
    dilated = distance_transform_edt(~cells) <= radius
    if dilated.all():
        return np.asarray(dilated)
    return np.asarray(distance_transform_edt(dilated) > radius)


class _Labelling:
    """Labels of windows that are given row by row, joined where they touch across the seams."""

    def __init__(self, grid: Grid) -> None:
        self._above: Labels = np.zeros(grid.columns + 2, np.int64)  # last row of the windows above; a margin of 1
        self._below: Labels = np.zeros(grid.columns + 2, np.int64)  # last row of the windows of this row
        self._left: Labels = np.zeros(0, np.int64)  # last column of the window to the left
        self._count = 0
        self._cells: list[Labels] = []
        self._seeds: list[Labels] = []
        self._pairs: list[Labels] = []

    def add(self, window: Window, labels: Labels, seed: Mask) -> None:
        """Take the labels of a window (rows, columns), from 1, 0 outside, and where its seeds are."""
        number = int(labels.max(initial=0))
        self._cells.append(np.bincount(labels.ravel(), minlength=number + 1)[1:])
        self._seeds.append(np.bincount(labels[seed], minlength=number + 1)[1:])
        named = np.where(labels > 0, labels + self._count, 0)
        self._count += number
        if window.column == 0:
            self._above, self._below = self._below, np.zeros_like(self._below)
            self._left = np.zeros(window.rows, np.int64)
        first, last = window.column, window.column + window.columns
        for shift in (0, 1, 2):  # left above, above, right above
            self._join(named[0], self._above[first + shift : last + shift])
            rows = np.pad(self._left, 1)
            self._join(named[:, 0], rows[shift : shift + window.rows])
        self._left = named[:, -1]
        self._below[first + 1 : last + 1] = named[-1]

    def _join(self, one: Labels, other: Labels) -> None:
        touching = (one > 0) & (other > 0)
        if touching.any():
            self._pairs.append(np.unique(np.stack([one[touching], other[touching]], axis=1), axis=0))

    def choose(self, min_cells: float) -> tuple[Mask, RegionCounts]:
        """Whether each label, from 1, belongs to a region that is kept; and how many regions there are."""
        if not self._count:
            return np.zeros(0, bool), RegionCounts(0, 0, 0)
        pairs = np.concatenate([np.zeros((0, 2), np.int64), *self._pairs]) - 1
        links = coo_matrix((np.ones(len(pairs), bool), (pairs[:, 0], pairs[:, 1])), shape=(self._count, self._count))
        region = connected_components(links, directed=False)[1]
        cells = np.bincount(region, np.concatenate(self._cells))
        seeds = np.bincount(region, np.concatenate(self._seeds))
        large, seeded = cells >= min_cells - 1e-6, seeds > 0
        keep = large & seeded
        return keep[region], RegionCounts(int(keep.sum()), int((~large).sum()), int((large & ~seeded).sum()))
