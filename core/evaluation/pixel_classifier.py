"""A logistic regression on the values of single cells: it sees what the network sees, but no neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.grid import Window
from .scores import Confusion, Mask

SAMPLE = 150_000  # the most cells that it learns from; each has 34 terms, of which several copies are in memory
_CLIP = 5.0  # interquartile ranges
_RIDGE = 1e-4  # of the mean of the log likelihood; keeps separable data finite
_ITERATIONS = 30
_THRESHOLDS = 400
_CHUNK = 100_000  # cells whose terms are in memory at once

Floats = NDArray[np.float64]


class PixelClassifier:
    """Logistic regression on each band, its square and whether it is null; a baseline as in core.baselines.

    Args:
        features: (bands, rows, columns), NaN for null; read window by window.
    """

    name = "pixel classifier"

    def __init__(self, features: NDArray[np.float32]) -> None:
        self._features = features
        self._every = -(-features.shape[1] * features.shape[2] // SAMPLE)
        self._values: list[NDArray[np.float32]] = []
        self._truths: list[Mask] = []
        self._centre = self._spread = np.zeros(0)
        self._weights, self._limit = np.zeros(0), np.inf

    def add(self, window: Window, reference: Mask, scored: Mask) -> None:
        """Learn from evenly spaced cells of a window of training ground."""
        values = self._features[(slice(None), *window.slices)]
        self._values.append(values[:, scored].T[:: self._every])
        self._truths.append(reference[scored][:: self._every])

    def choose(self) -> tuple[str, Confusion]:
        """Fit the model, and choose the threshold with the best F1 on the cells that it learnt from."""
        values, truth = np.concatenate(self._values), np.concatenate(self._truths)
        self._values, self._truths = [], []
        setting = "logistic regression of the bands and their squares"
        if not truth.any() or truth.all():
            return setting, Confusion(fn=int(truth.sum()), tn=int((~truth).sum()))
        self._centre, self._spread = _robust(values)
        terms = self._terms(values)
        self._weights = logistic_weights(terms, truth)
        self._limit, counts = best_threshold(terms @ self._weights, truth)
        return setting, counts

    def mask(self, window: Window) -> Mask:
        """Cells above the threshold, (rows, columns)."""
        if not len(self._weights):
            return np.zeros(window.shape, bool)
        values = self._features[(slice(None), *window.slices)].reshape(len(self._features), -1).T
        parts = [self._terms(values[first : first + _CHUNK]) @ self._weights for first in range(0, len(values), _CHUNK)]
        return np.asarray(np.concatenate(parts) >= self._limit).reshape(window.shape)

    def _terms(self, values: NDArray[np.float32]) -> Floats:
        """Terms (n, 3 bands + 1): one, values in interquartile ranges, their squares, nulls."""
        null = np.isnan(values)
        scaled = np.clip((values - self._centre) / self._spread, -_CLIP, _CLIP)
        scaled[null] = 0.0
        return np.column_stack([np.ones(len(values)), scaled, scaled**2, null])


def _robust(values: NDArray[np.float32]) -> tuple[Floats, Floats]:
    """Median and interquartile range of each column; 0 and 1 where no value is known or all are alike."""
    centre, spread = np.zeros(values.shape[1]), np.ones(values.shape[1])
    for index, column in enumerate(values.T):
        known = column[np.isfinite(column)]
        if len(known):
            low, centre[index], high = np.quantile(known, [0.25, 0.5, 0.75])
            spread[index] = high - low if high > low else float(known.std()) or 1.0
    return centre, spread


def logistic_weights(terms: Floats, truth: Mask, ridge: float = _RIDGE) -> Floats:
    """Weights (m,) that make the truth most likely, by Newton's method (iteratively re-weighted least squares).

    Minimises mean(log(1 + exp(x w)) - y x w) + ridge / 2 |w|^2.

    Args:
        terms: (n, m).
        truth: (n,) bool.
        ridge: penalty on large weights.
    """
    weights, penalty = np.zeros(terms.shape[1]), ridge * np.eye(terms.shape[1])
    loss = np.log(2.0)
    for _ in range(_ITERATIONS):
        share = 1.0 / (1.0 + np.exp(-np.clip(terms @ weights, -30, 30)))
        slope = terms.T @ (share - truth) / len(terms) + ridge * weights
        curve = (terms * (share * (1.0 - share))[:, None]).T @ terms / len(terms) + penalty
        step, length = np.linalg.solve(curve, slope), 1.0
        while (new := _loss(terms, truth, weights - length * step, ridge)) > loss and length > 1e-4:
            length /= 2.0
        weights = weights - length * step
        if loss - new < 1e-9:
            break
        loss = new
    return weights


def _loss(terms: Floats, truth: Mask, weights: Floats, ridge: float) -> float:
    scores = terms @ weights
    return float(np.mean(np.logaddexp(0.0, scores) - truth * scores) + 0.5 * ridge * weights @ weights)


def best_threshold(scores: Floats, truth: Mask) -> tuple[float, Confusion]:
    """The threshold of scores (n,) with the best F1, and the counts of score >= threshold.

    Quantiles of the scores are tried.
    """
    limits = np.unique(np.quantile(scores, np.linspace(0.0, 1.0, _THRESHOLDS)))
    positive, negative = np.sort(scores[truth]), np.sort(scores[~truth])
    right = len(positive) - np.searchsorted(positive, limits)
    wrong = len(negative) - np.searchsorted(negative, limits)
    best = int(np.argmax(2 * right / np.maximum(right + wrong + len(positive), 1)))
    tp, fp = int(right[best]), int(wrong[best])
    return float(limits[best]), Confusion(tp, fp, len(positive) - tp, len(negative) - fp)
