"""What is fitted on the validation ground after training: temperature and threshold."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ...core.base.grid import partition
from ..input.tile_reader import TileStore
from .blending import BLOCK

LIMIT = 30.0  # logits beyond are as good as certain
BINS = 6000
EDGES = np.linspace(-LIMIT, LIMIT, BINS + 1)
CENTRES = (EDGES[:-1] + EDGES[1:]) / 2.0
THRESHOLDS = np.round(np.arange(0.02, 0.981, 0.01), 2)


def count_logits(
    store: TileStore, part: int, logits: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many background cells and how many area cells of a set have which logit: two histograms over CENTRES."""
    counts = np.zeros((2, BINS))
    for block in partition(store.window, BLOCK):
        values, labels = logits[block.slices], store.labels[block.slices]
        known = (store.sets[block.slices] == part) & np.isfinite(values)
        for label in (0, 1):
            chosen = np.clip(values[known & (labels == label)], -LIMIT, LIMIT)
            counts[label] += np.histogram(chosen, EDGES)[0]
    return counts[0], counts[1]


def fit_temperature(background: NDArray[np.float64], area: NDArray[np.float64]) -> float:
    """T that makes sigmoid(logit / T) most likely (Guo et al., 2017); 1 where a class is absent.

    Golden-section search of the mean negative log likelihood over ln T between 1/10 and 10, to 0.1 %.
    """
    if not background.any() or not area.any():
        return 1.0

    def surprise(log_t: float) -> float:
        scaled = CENTRES / np.exp(log_t)
        return float((background * np.logaddexp(0.0, scaled) + area * np.logaddexp(0.0, -scaled)).sum())

    low, high = -np.log(10.0), np.log(10.0)
    ratio = (np.sqrt(5.0) - 1.0) / 2.0
    while high - low > 1e-3:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if surprise(left) < surprise(right):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2.0))


def fit_threshold(background: NDArray[np.float64], area: NDArray[np.float64], temperature: float) -> float:
    """Probability threshold of the best pooled IoU; 0.5 where a class is absent.

    Half of the evidence are the labels, half is what the calibrated probabilities expect (whose best threshold is half
    the best F1; Lipton et al., 2014): the labels of a few validation areas alone put the threshold anywhere from 0.2 to
    0.8, which cost up to 0.09 IoU on other ground of a synthetic area. Where the IoU is equal over a range of
    thresholds, the middle of the range is taken.
    """
    if not background.any() or not area.any():
        return 0.5
    probability, cells = 1.0 / (1.0 + np.exp(-CENTRES / temperature)), background + area
    background, area = background + cells * (1.0 - probability), area + cells * probability
    limits = np.log(THRESHOLDS / (1.0 - THRESHOLDS)) * temperature
    first = np.searchsorted(CENTRES, limits)
    hits, false_alarms = (_at_least(counts, first) for counts in (area, background))
    iou = hits / (area.sum() + false_alarms)
    best = np.flatnonzero(iou >= iou.max() - 1e-12)
    return float(THRESHOLDS[best[len(best) // 2]])


def iou_at(
    background: NDArray[np.float64], area: NDArray[np.float64], threshold: float, temperature: float
) -> float | None:
    """Pooled IoU of the cells above a threshold of the probability, to the width of a bin; None without area."""
    first = np.searchsorted(CENTRES, limit_of(threshold, temperature))
    union = area.sum() + background[first:].sum()
    return float(area[first:].sum() / union) if area.any() else None


def limit_of(threshold: float, temperature: float) -> float:
    """The logit at a threshold of the calibrated probability."""
    return math.log(threshold / (1.0 - threshold)) * temperature


def _at_least(counts: NDArray[np.float64], first: NDArray[np.int64]) -> NDArray[np.float64]:
    """Sum of the counts from each index on."""
    tail: NDArray[np.float64] = np.append(np.cumsum(counts[::-1])[::-1], 0.0)[first]
    return tail


def probability(logits: NDArray[np.float32], temperature: float) -> NDArray[np.float32]:
    """sigmoid(logit / temperature); NaN stays NaN."""
    with np.errstate(over="ignore"):
        values: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-logits / np.float32(temperature)))).astype(np.float32)
    return values
