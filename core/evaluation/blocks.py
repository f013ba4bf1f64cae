"""Scores over blocks of ground: their means, and intervals of the pooled scores by resampling of blocks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.grid import Grid, Window
from ..gis.rings import Boxes

RESAMPLES = 1000
FEWEST = 5  # blocks; an interval from fewer would mean nothing
_SHORTEST_CELLS = 20

Floats = NDArray[np.float64]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Blocks:
    """Square blocks of a grid's cells, numbered row by row.

    Args:
        grid: the scored cells.
        cells: side of a block.
    """

    grid: Grid
    cells: int

    @property
    def side_m(self) -> float:
        """Side of a block, m."""
        return self.cells * self.grid.cell_m

    @property
    def _across(self) -> int:
        return -(-self.grid.columns // self.cells)

    @property
    def count(self) -> int:
        """Number of blocks."""
        return self._across * -(-self.grid.rows // self.cells)

    def of_cells(self, window: Window) -> NDArray[np.int64]:
        """Block of each cell of a window, (rows, columns)."""
        rows = (window.row + np.arange(window.rows)) // self.cells
        columns = (window.column + np.arange(window.columns)) // self.cells
        return np.asarray(rows[:, None] * self._across + columns[None, :], np.int64)

    def of_points(self, x: Floats, y: Floats) -> NDArray[np.int64]:
        """Block of each point (n,); points outside the grid belong to the nearest block."""
        columns, rows = self.grid.cells_of(x, y)
        column = np.clip(columns, 0, self.grid.columns - 1).astype(np.int64) // self.cells
        row = np.clip(rows, 0, self.grid.rows - 1).astype(np.int64) // self.cells
        return np.asarray(row * self._across + column, np.int64)


def blocks_for(grid: Grid, boxes: Boxes) -> Blocks:
    """Blocks at least twice as long as the longest area, so that most areas lie in one.

    Args:
        grid: the scored cells.
        boxes: of the reference areas, m.
    """
    longest = float((boxes[:, 2:] - boxes[:, :2]).max(initial=0.0))
    return Blocks(grid, max(_SHORTEST_CELLS, math.ceil(2.0 * longest / grid.cell_m)))


@dataclass(frozen=True)
class BlockScores:
    """Scores over blocks.

    Args:
        side_m: of a block.
        scored: number of blocks with scored cells.
        counted: number of blocks with a reference or predicted cell; the means go over these.
        means: precision, recall, f1 and iou: means over the blocks where they are defined; NaN without any.
        intervals: 95 % intervals of the pooled scores of cells and areas; NaN with fewer than five blocks.
    """

    side_m: float
    scored: int
    counted: int
    means: Mapping[str, float]
    intervals: Mapping[str, Interval]


def block_scores(blocks: Blocks, cells: NDArray[np.int64], areas: Floats) -> BlockScores:
    """Means over blocks and block-bootstrap intervals.

    Whole blocks are drawn with replacement, as many as there are, 1000 times; an interval goes from the 2.5 % to the
    97.5 % quantile of the pooled score (Efron and Tibshirani 1993; blocks, because neighbouring cells are not
    independent).

    Args:
        blocks: of the scored ground.
        cells: (blocks, 4): true negatives, false negatives, false positives, true positives.
        areas: (blocks, 4): reference areas, matched ones of them, predicted areas, matched ones of them.
    """
    used = (cells.sum(axis=1) > 0) | (areas.sum(axis=1) > 0)
    cells_used, areas_used = cells[used].astype(float), areas[used]
    of_blocks = _cell_scores(cells_used)
    busy = cells_used[:, 1:].sum(axis=1) > 0
    means = {name: _mean(values[busy]) for name, values in of_blocks.items()}
    draws = np.random.default_rng(0).multinomial(
        len(cells_used), np.full(max(len(cells_used), 1), 1 / max(len(cells_used), 1)), RESAMPLES
    )
    pooled: dict[str, Floats] = {}
    if len(cells_used):
        pooled = {**_cell_scores(draws @ cells_used), **_area_scores(draws @ areas_used)}
    names = (*of_blocks, "area_recall", "area_precision")
    enough = len(cells_used) >= FEWEST
    intervals = {name: _interval(pooled[name]) if enough else (math.nan, math.nan) for name in names}
    return BlockScores(
        side_m=blocks.side_m, scored=len(cells_used), counted=int(busy.sum()), means=means, intervals=intervals
    )


def _cell_scores(counts: Floats) -> dict[str, Floats]:
    """Scores of rows of counts, (n, 4); NaN for 0 / 0."""
    _, fn, fp, tp = counts.T
    return {
        "precision": _ratio(tp, tp + fp),
        "recall": _ratio(tp, tp + fn),
        "f1": _ratio(2 * tp, 2 * tp + fp + fn),
        "iou": _ratio(tp, tp + fp + fn),
    }


def _area_scores(counts: Floats) -> dict[str, Floats]:
    reference, found, predicted, right = counts.T
    return {"area_recall": _ratio(found, reference), "area_precision": _ratio(right, predicted)}


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else math.nan


def _interval(values: Floats) -> Interval:
    known = values[np.isfinite(values)]
    if not len(known):
        return math.nan, math.nan
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)
