"""Scores of cells, pooled over the scored ground: counts are added up window by window."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RANKS = 4096  # bins of probability for the curve of precision and recall
CALIBRATION_BINS = 15  # of equal width, as in Guo et al. (2017)

Mask = NDArray[np.bool_]


def ratio(part: float, whole: float) -> float:
    """Share of a whole; NaN for 0 / 0, which is shown as "-" and never as 0 or 1."""
    return float(part) / float(whole) if whole else float("nan")


@dataclass(frozen=True)
class Confusion:
    """Numbers of cells: true and false positives, false and true negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0

    def __add__(self, other: Confusion) -> Confusion:
        return Confusion(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn, self.tn + other.tn)

    @property
    def cells(self) -> int:
        """All cells that were scored."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def precision(self) -> float:
        """TP / (TP + FP), Liang et al. (2023), Eq. 3."""
        return ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """TP / (TP + FN), Eq. 4."""
        return ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """2 TP / (2 TP + FP + FN), which is Eq. 5 wherever that is defined.

        A prediction without any area scores 0 where there are reference areas; Eq. 5 would be 0 / 0.
        """
        return ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def iou(self) -> float:
        """TP / (TP + FP + FN), Eq. 6."""
        return ratio(self.tp, self.tp + self.fp + self.fn)

    @property
    def mcc(self) -> float:
        """Matthews correlation coefficient (1975); NaN where one side is all or nothing."""
        tp, fp, fn, tn = (float(value) for value in (self.tp, self.fp, self.fn, self.tn))
        return ratio(tp * tn - fp * fn, math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))

    @property
    def prevalence(self) -> float:
        """Share of the scored ground that the reference areas cover."""
        return ratio(self.tp + self.fn, self.cells)


def confusion(predicted: Mask, reference: Mask, scored: Mask) -> Confusion:
    """Counts of a window.

    Args:
        predicted: (rows, columns) bool.
        reference: (rows, columns) bool.
        scored: (rows, columns) bool; other cells are left out.
    """
    code = np.bincount((2 * predicted[scored] + reference[scored]).astype(np.int64), minlength=4)
    return Confusion(tp=int(code[3]), fp=int(code[2]), fn=int(code[1]), tn=int(code[0]))


class Ranking:
    """Curve of precision and recall, and calibration, of a probability that comes window by window."""

    def __init__(self) -> None:
        self._ranks = np.zeros((2, RANKS), np.int64)  # rows: reference or not; columns: bins of probability
        self._unseen = 0
        self._calibration = np.zeros((3, CALIBRATION_BINS))  # cells, sum of probability, reference cells
        self._squares = 0.0  # of probability - reference

    def add(self, probability: NDArray[np.float32], reference: Mask, scored: Mask) -> None:
        """Add a window: probability (rows, columns) in 0..1, NaN where motion could not be found."""
        seen = scored & np.isfinite(probability)
        value, truth = probability[seen].astype(float), reference[seen]
        rank = np.clip((value * RANKS).astype(np.int64), 0, RANKS - 1)
        self._ranks += np.bincount(truth * RANKS + rank, minlength=2 * RANKS).reshape(2, RANKS)
        self._unseen += int(np.count_nonzero(reference & scored & ~seen))
        place = np.clip((value * CALIBRATION_BINS).astype(np.int64), 0, CALIBRATION_BINS - 1)
        for row, weights in enumerate((np.ones_like(value), value, truth.astype(float))):
            self._calibration[row] += np.bincount(place, weights, CALIBRATION_BINS)
        self._squares += float(np.sum((value - truth) ** 2))

    @property
    def auprc(self) -> float:
        """Average precision, the sum of (R_k - R_k-1) P_k over falling thresholds.

        Probabilities are distinguished to 1 / 4096. Reference cells without a probability can never be found; they
        count in the denominator of the recall.
        """
        negative, positive = np.cumsum(self._ranks[:, ::-1], axis=1).astype(float)
        total = positive[-1] + self._unseen
        if not total:
            return float("nan")
        steps = np.diff(positive, prepend=0.0) / total
        return float(np.sum(steps * positive / np.maximum(positive + negative, 1.0)))

    @property
    def calibration_error(self) -> float:
        """Expected calibration error: |mean probability - share of reference| over the bins, weighted by cells."""
        cells, probability, truth = self._calibration
        return ratio(float(np.abs(probability - truth).sum()), float(cells.sum()))

    @property
    def brier(self) -> float:
        """Mean squared difference of probability and reference: Brier (1950)."""
        return ratio(self._squares, float(self._calibration[0].sum()))

    @property
    def reliability(self) -> NDArray[np.float64]:
        """Cells, mean probability and share of reference cells of each bin of probability, (15, 3).

        NaN in empty bins.
        """
        cells, probability, truth = self._calibration
        known = cells > 0
        means = [np.divide(part, cells, out=np.full(len(cells), np.nan), where=known) for part in (probability, truth)]
        return np.column_stack([cells, *means])
