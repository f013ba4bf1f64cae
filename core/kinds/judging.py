"""How well kinds of motion were told: F1 of each kind, their mean, a table of confusions, the calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .kinds import KINDS

Floats = NDArray[np.float64]
_BINS = 10


@dataclass(frozen=True)
class Judged:
    """Scores of a classification.

    Args:
        table: (KINDS, KINDS) number of areas; rows: truth, columns: told.
        f1: (KINDS,) NaN where a kind is neither there nor told.
        calibration_error: mean distance of probability and share of right answers, weighted by areas.
    """

    table: NDArray[np.int64]
    f1: Floats
    calibration_error: float

    @property
    def macro_f1(self) -> float:
        """Mean over the kinds."""
        return float(np.nanmean(self.f1))

    @property
    def accuracy(self) -> float:
        """Share of right answers."""
        return float(np.trace(self.table) / max(self.table.sum(), 1))

    @property
    def text(self) -> str:
        """A table for a terminal."""
        head = " " * 18 + "".join(f"{kind[:9]:>10}" for kind in KINDS) + "        F1"
        lines = [
            f"{kind:<18}" + "".join(f"{count:>10}" for count in row) + f"{score:>10.3f}"
            for kind, row, score in zip(KINDS, self.table, self.f1)
        ]
        last = f"macro F1 {self.macro_f1:.3f}, right {self.accuracy:.3f}, calibration {self.calibration_error:.3f}"
        return "\n".join(["rows: truth, columns: told", head, *lines, last])


def judged(probabilities: Floats, kinds: Sequence[str] | NDArray[np.str_]) -> Judged:
    """Scores of the most probable kinds.

    Args:
        probabilities: (areas, KINDS).
        kinds: truth of each area.
    """
    truth = np.array([KINDS.index(str(kind)) for kind in kinds], np.int64)
    told = probabilities.argmax(axis=1)
    table = np.zeros((len(KINDS), len(KINDS)), np.int64)
    np.add.at(table, (truth, told), 1)
    both = table.sum(axis=0) + table.sum(axis=1)
    f1 = np.divide(2.0 * np.diag(table), both, out=np.full(len(KINDS), np.nan), where=both > 0)
    chance = probabilities.max(axis=1)
    place = np.minimum((chance * _BINS).astype(np.int64), _BINS - 1)
    count, right, said = (np.bincount(place, one, _BINS) for one in (None, truth == told, chance))
    error = float(np.abs(right - said).sum() / max(count.sum(), 1))
    return Judged(table, f1, error)
