"""Is one network better than another, or was it lucky with the ground and the seed?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .blocks import FEWEST, RESAMPLES

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Difference:
    """Difference of two IoU.

    Args:
        value: pooled IoU of the second (mean over its seeds) less that of the first.
        low: lower end of the 95 % interval; NaN with fewer than five blocks.
        high: its upper end.
    """

    value: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Tell whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0


def difference(first: Sequence[NDArray[np.int64]], second: Sequence[NDArray[np.int64]]) -> Difference:
    """Difference of the pooled IoU, second less first, with a 95 % interval by a paired block bootstrap.

    Both are scored on the same blocks in each of 1000 draws, so that blocks that are difficult for both cancel out
    (Efron and Tibshirani 1993). Where there are several seeds, each draw also draws seeds with replacement.

    Args:
        first: for each seed the counts (blocks, 4): true negatives, false negatives, false positives, true positives.
        second: the same for the other network, on the same blocks.
    """
    sides = [np.array(side, float) for side in (first, second)]  # (seeds, blocks, 4)
    used = sum(side.sum(axis=(0, 2)) for side in sides) > 0
    sides = [side[:, used] for side in sides]
    value = float(np.subtract(*(_iou(side.sum(axis=1)).mean() for side in reversed(sides))))
    count = int(np.count_nonzero(used))
    if count < FEWEST:
        return Difference(value, math.nan, math.nan)
    generator = np.random.default_rng(0)
    draws = generator.multinomial(count, np.full(count, 1.0 / count), RESAMPLES).astype(float)
    means = [_drawn(side, draws, generator) for side in sides]
    known = (means[1] - means[0])[np.isfinite(means[0] + means[1])]
    low, high = np.quantile(known, [0.025, 0.975]) if len(known) else (math.nan, math.nan)
    return Difference(value, float(low), float(high))


def _drawn(side: Floats, draws: Floats, generator: np.random.Generator) -> Floats:
    """Mean IoU over drawn seeds in each draw of blocks, (draws,)."""
    scores = np.stack([_iou(draws @ counts) for counts in side], axis=1)
    seeds = generator.integers(len(side), size=scores.shape)
    drawn: Floats = np.take_along_axis(scores, seeds, axis=1).mean(axis=1)
    return drawn


def _iou(counts: Floats) -> Floats:
    """IoU of counts (n, 4)."""
    _, fn, fp, tp = counts.T
    whole = tp + fp + fn
    return np.divide(tp, whole, out=np.full(len(tp), np.nan), where=whole > 0)
