"""Which cells make areas: hysteresis, merging and minimum size on a probability raster, window by window."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, label
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, Stage, track
from ..base.translation import tr
from ..gis.raster import RasterReader
from ..gis.raster_writer import Band, RasterWriter

WINDOW = 1024  # cells
MOST_ADDED = 0.1  # share of the cells' area that merging and filling may add
_MOST_RADIUS = 250  # cells: merging over more would take hours
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
        most_added: share of their cells that this may add to the regions that are kept; where it would add more, the
            distance is halved until it does not.
    """

    grow: float
    seed: float
    min_area_m2: float = 0.0
    merge_m: float = 0.0
    most_added: float = MOST_ADDED

    def may_fill(self, counts: RegionCounts) -> float:
        """Share of the regions' area that holes may add: together they stay below the mask and what may be added."""
        return max(0.0, (1.0 + self.most_added) * counts.mask / counts.cells - 1.0) if counts.cells else 0.0


@dataclass(frozen=True)
class RegionCounts:
    """What was found.

    Args:
        kept, small, seedless: numbers of regions: kept, below the minimum size, and large enough but without a seed.
        drawn: cells of the kept regions that reach the probability.
        cells: all their cells, with those that merging has added.
        mask: all cells that reach the probability, also of regions that are not kept.
        merge_m: distance within which regions were merged.
    """

    kept: int
    small: int
    seedless: int
    drawn: int = 0
    cells: int = 0
    mask: int = 0
    merge_m: float = 0.0

    @property
    def added(self) -> float:
        """Share that merging has added."""
        return self.cells / self.drawn - 1.0 if self.drawn else 0.0


def write_regions(
    path: str, probability: RasterReader, rules: RegionRules, progress: Progress = Silent(), size: int = WINDOW
) -> RegionCounts:
    """Write a byte raster with 1 on the cells of the regions that are kept, 0 elsewhere.

    Two passes over the windows: the first labels the cells of each window and joins the labels across the seams, the
    second writes what is kept. Memory holds one window, one row of labels and a few numbers for each region.

    Args:
        path: raster to write.
        probability: float32 raster, NaN where there is no probability.
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
    grid = probability.grid
    size = max(size, 2 * _margin(rules, grid))
    rules, keep, counts = _chosen(probability, rules, size, Stage(progress, 0.0, 0.5))
    first = 0
    with RasterWriter(path, grid, [Band("area")], "uint8", 0) as writer:
        for window in track(grid.windows(size), Stage(progress, 0.5, 1.0)):
            labels, number = label(_grown(probability, window, rules)[0], _CORNERS)
            kept = np.concatenate([[False], keep[first : first + number]])[labels]
            first += number
            if kept.any():
                writer.write(kept.astype(np.uint8), window)
    return counts


def _chosen(
    reader: RasterReader, rules: RegionRules, size: int, progress: Progress
) -> tuple[RegionRules, Mask, RegionCounts]:
    """The rules with the largest merge distance that does not add too much; the labels that they keep, and the counts.

    The labels are those of the windows, one after the other.
    """
    grid, asked = reader.grid, rules
    while True:
        joined = _Labelling(grid)
        for window in track(grid.windows(size), progress):
            grown, probability = _grown(reader, window, rules)
            labels = label(grown, _CORNERS)[0].astype(np.int64)
            joined.add(window, labels, probability >= rules.seed, probability >= np.float32(rules.grow))
        keep, counts = joined.choose(rules.min_area_m2 / grid.cell_area_m2)
        counts = replace(counts, merge_m=rules.merge_m)
        if counts.added <= asked.most_added:
            return rules, keep, counts
        half = rules.merge_m / 2.0
        rules = replace(rules, merge_m=half if half >= grid.cell_m else 0.0)


def say_merging(counts: RegionCounts, rules: RegionRules, progress: Progress, areas: str = "areas") -> None:
    """Tell what merging has added to the cells of areas, which are called so, and where it was limited."""
    if counts.merge_m < rules.merge_m:
        within = f"merged within {counts.merge_m:g} m only" if counts.merge_m else "not merged"
        progress.warning(
            f"Merging {areas} within {rules.merge_m:g} m would add more than {100 * rules.most_added:g} % to their "
            f"ground: they are {within}, which adds {100 * counts.added:.1f} %."
        )
    elif rules.merge_m and counts.kept:
        progress.message(f"Merging {areas} within {rules.merge_m:g} m adds {100 * counts.added:.1f} % to their ground.")


def require_rules(rules: RegionRules, grid: Grid) -> None:
    """Refuse rules that cannot leave an area on a grid, or would take hours.

    Raises:
        InputError: a merge distance of more than the grid's longer side or some hundred cells, or a smallest area of
            more than the grid.
    """
    longest = max(grid.columns, grid.rows) * grid.cell_m
    most = min(longest, (2 * _MOST_RADIUS - 1) * grid.cell_m)
    if rules.merge_m > most:
        raise InputError(
            tr(
                "The merge distance is {merge} m, on a grid of {width} x {height} m with cells of {cell} m. Choose at "
                "most {most} m."
            ),
            merge=f"{rules.merge_m:g}",
            width=f"{grid.columns * grid.cell_m:g}",
            height=f"{grid.rows * grid.cell_m:g}",
            cell=f"{grid.cell_m:g}",
            most=f"{most:g}",
        )
    ground = grid.columns * grid.rows * grid.cell_area_m2
    if rules.min_area_m2 > ground:
        raise InputError(
            tr("The smallest area is {area} m2, but the whole grid has only {ground} m2. Choose a smaller one."),
            area=f"{rules.min_area_m2:g}",
            ground=f"{ground:g}",
        )


def _margin(rules: RegionRules, grid: Grid) -> int:
    """Cells around a window that decide on the cells in it."""
    return 2 * math.ceil(_radius(rules, grid)) if rules.merge_m > 0 else 0


def _radius(rules: RegionRules, grid: Grid) -> float:
    """Radius of the disc that closes gaps, in cells, measured between the centres of two cells."""
    return 0.5 * (rules.merge_m + grid.cell_m) / grid.cell_m


def _grown(reader: RasterReader, window: Window, rules: RegionRules) -> tuple[Mask, NDArray[np.float32]]:
    """Cells of a window that belong to a region, and their probability."""
    margin = _margin(rules, reader.grid)
    outer = window.expanded(margin)
    probability = reader.read(outer)[0]
    cells = probability >= np.float32(rules.grow)
    if margin and cells.any() and not cells.all():
        cells = closed(cells, _radius(rules, reader.grid)) & np.isfinite(probability)
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
        self._drawn: list[Labels] = []
        self._pairs: list[Labels] = []

    def add(self, window: Window, labels: Labels, seed: Mask, drawn: Mask) -> None:
        """Take the labels of a window (rows, columns), from 1, 0 outside; where its seeds and its own cells are."""
        number = int(labels.max(initial=0))
        self._cells.append(np.bincount(labels.ravel(), minlength=number + 1)[1:])
        self._seeds.append(np.bincount(labels[seed], minlength=number + 1)[1:])
        self._drawn.append(np.bincount(labels[drawn], minlength=number + 1)[1:])
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
        drawn = np.bincount(region, np.concatenate(self._drawn))
        return keep[region], RegionCounts(
            int(keep.sum()),
            int((~large).sum()),
            int((large & ~seeded).sum()),
            int(drawn[keep].sum()),
            int(cells[keep].sum()),
            int(drawn.sum()),
        )
