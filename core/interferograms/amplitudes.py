"""Amplitude dispersion: a target's echo is as strong in each scene; that of water, ships and crops is not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MOST = 0.4  # standard deviation of the amplitude of a coherent target, by its mean
_FEWEST = 8  # pairs that can tell


class Amplitudes:
    """Number, sum and squares of the amplitudes of each cell.

    Args:
        sums: (3, rows, columns) of what was added before; (3, 0, 0) where no pair has an amplitude.
    """

    def __init__(self, sums: NDArray[np.float32]) -> None:
        self.sums = sums

    def add(self, amplitude: NDArray[np.float32], times: int) -> None:
        """Add those of a pair (rows, columns), by their median: scenes differ in brightness. NaN: no value."""
        known = np.isfinite(amplitude)
        if known.any():
            scaled = np.where(known, amplitude / max(float(np.median(amplitude[known])), 1e-30), 0)
            for number, values in enumerate((known, scaled, np.square(scaled))):
                self.sums[number] += np.float32(times) * values

    def varied(self) -> NDArray[np.bool_] | bool:
        """(rows, columns) cells whose amplitude varies too much; False where no pair has an amplitude."""
        number, total, squares = self.sums
        if not number.size:
            return False
        mean = total / np.maximum(number, 1)
        spread = np.sqrt(np.maximum(squares / np.maximum(number, 1) - mean**2, 0))
        return np.asarray((number >= _FEWEST) & (spread > MOST * mean))
