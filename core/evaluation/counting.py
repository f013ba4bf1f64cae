"""The one pass of an evaluation over the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..base.codes import observing
from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, track
from ..base.translation import tr
from ..gis.vector import rasterize
from ..gis.zonal import envelopes, touching
from .baselines import Baseline
from .blocks import Blocks
from .inputs import EvaluationInputs, probability_band
from .map_bands import Bands
from .scores import Confusion, Mask, Ranking

PICTURE_CELLS = 900  # longer side of the overview
ROUNDING = 1e-6  # a probability may exceed 0 and 1 by this much


@dataclass
class Counts:
    """What one pass over the windows adds up.

    Args:
        picture: probability for an overview, NaN where there is none.
        bounds: west, south, east, north of the picture, m.
        blocks: counts of each block, (blocks, 4): true negatives, false negatives, false positives, true positives.
        ranking: of the probability.
        unseen: reference cells where motion could not have been found.
    """

    picture: NDArray[np.float32]
    bounds: tuple[float, float, float, float]
    blocks: NDArray[np.int64]
    ranking: Ranking = field(default_factory=Ranking)
    unseen: int = 0

    @property
    def cells(self) -> Confusion:
        """Pooled counts."""
        tn, fn, fp, tp = (int(value) for value in self.blocks.sum(axis=0))
        return Confusion(tp, fp, fn, tn)


def count(
    inputs: EvaluationInputs,
    probability: Bands | None,
    stack: Bands | None,
    baselines: Sequence[Baseline],
    blocks: Blocks,
    progress: Progress,
    size: int,
) -> Counts:
    """One pass over the grid: cells, probability and all settings of the baselines.

    Raises:
        InputError: the raster is not a probability.
    """
    grid, band = inputs.grid, probability_band(probability.reader) if probability else ""
    stride = max(1, -(-max(grid.shape) // PICTURE_CELLS))
    picture = Grid(
        "", grid.x_min, grid.y_max, stride * grid.cell_m, -(-grid.columns // stride), -(-grid.rows // stride)
    )
    counts = Counts(np.full(picture.shape, np.nan, np.float32), picture.bounds, np.zeros((blocks.count, 4), np.int64))
    layers = [_Layer(polygons, grid) for polygons in (inputs.predicted, inputs.reference, inputs.within or [])]
    for window in track(grid.windows(size), progress):
        scored = layers[2].burn(window) if inputs.within is not None else np.ones(window.shape, bool)
        if not scored.any():
            continue
        predicted, reference = layers[0].burn(window), layers[1].burn(window)
        code = 4 * blocks.of_cells(window) + 2 * predicted + reference
        counts.blocks += np.bincount(code[scored], minlength=counts.blocks.size).reshape(counts.blocks.shape)
        values = probability.read(window, band) if probability else None
        seen = _observable(window, stack) if values is None else np.isfinite(values)
        counts.unseen += int(np.count_nonzero(reference & scored & ~seen))
        if probability is not None and values is not None:
            _require_probability(values[scored], probability.reader.path)
            counts.ranking.add(values, reference, scored)
            _sample(counts.picture, values, window, stride)
        for baseline in baselines:
            baseline.add(window, reference, scored)
    return counts


def _require_probability(values: NDArray[np.float32], path: str) -> None:
    """Refuse values (n,) outside 0 to 1, for which the scores of a probability have no meaning."""
    known = values[np.isfinite(values)]
    if known.size and (known.min() < -ROUNDING or known.max() > 1.0 + ROUNDING):
        raise InputError(
            tr(
                "The raster {path} is not a probability from 0 to 1: it has values from {low:g} to {high:g}. Choose as "
                "PROBABILITY the probability raster that Predict boundaries wrote; divide percentages by 100."
            ),
            path=path,
            low=float(known.min()),
            high=float(known.max()),
        )


class _Layer:
    """Polygons that are burnt window by window."""

    def __init__(self, polygons: Sequence[bytes], grid: Grid) -> None:
        self._polygons, self._grid, self._boxes = polygons, grid, envelopes(polygons)

    def burn(self, window: Window) -> Mask:
        """Cells whose centre lies in a polygon."""
        here = touching(self._boxes, self._grid, window)
        if not len(here):
            return np.zeros(window.shape, bool)
        return np.asarray(rasterize([self._polygons[i] for i in here], self._grid, window) > 0)


def _observable(window: Window, stack: Bands | None) -> Mask:
    """Cells where motion could have been found; all cells where no raster tells."""
    if stack is None:
        return np.ones(window.shape, bool)
    names = [stack.reader.names[number] for number in observing(stack.reader.names)]
    return np.asarray(np.logical_or.reduce([np.isfinite(stack.read(window, name)) for name in names]))


def _sample(picture: NDArray[np.float32], values: NDArray[np.float32], window: Window, stride: int) -> None:
    """Put every stride-th cell of a window into the overview."""
    row, column = -window.row % stride, -window.column % stride
    part = values[row::stride, column::stride]
    top, left = (window.row + row) // stride, (window.column + column) // stride
    picture[top : top + part.shape[0], left : left + part.shape[1]] = part
