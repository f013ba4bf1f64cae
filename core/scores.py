"""Pixel scores, pooled over all cells: precision, recall, F1 and IoU of Liang et al. (2023), Eqs. 3 to 6."""

from __future__ import annotations

import math
from dataclasses import dataclass

NAN = float("nan")


@dataclass(frozen=True)
class PixelScores:
    """Pooled counts of cells and the scores that follow; a score is NaN where it is 0 / 0."""

    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int

    @property
    def precision(self) -> float:
        """Share of the predicted cells that are right (Eq. 3)."""
        return _ratio(self.true_positive, self.true_positive + self.false_positive)

    @property
    def recall(self) -> float:
        """Share of the reference cells that were found (Eq. 4)."""
        return _ratio(self.true_positive, self.true_positive + self.false_negative)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall (Eq. 5)."""
        return _ratio(2 * self.true_positive, 2 * self.true_positive + self.false_positive + self.false_negative)

    @property
    def iou(self) -> float:
        """Intersection over union (Eq. 6)."""
        return _ratio(self.true_positive, self.true_positive + self.false_positive + self.false_negative)

    def as_dict(self) -> dict[str, float | None]:
        """Plain numbers; None for an undefined score."""
        scores = {"precision": self.precision, "recall": self.recall, "f1": self.f1, "iou": self.iou}
        counts = {"tp": self.true_positive, "fp": self.false_positive, "fn": self.false_negative, "tn": self.true_negative}
        return {**{name: None if math.isnan(value) else value for name, value in scores.items()}, **counts}

    def line(self) -> str:
        """One line for the log; an undefined score is a dash."""
        parts = (("precision", self.precision), ("recall", self.recall), ("F1", self.f1), ("IoU", self.iou))
        return ", ".join(f"{name} {'-' if math.isnan(value) else format(value, '.3f')}" for name, value in parts)


def pixel_scores(tp: int, fp: int, fn: int, tn: int) -> PixelScores:
    """Scores from pooled counts of cells."""
    return PixelScores(int(tp), int(fp), int(fn), int(tn))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else NAN
