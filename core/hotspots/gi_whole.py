"""All velocities in a few numbers: what Gi* compares each neighbourhood with, whichever part of them is at hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .reference import StableGround

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Whole:
    """Numbers of all velocities that are known.

    Args:
        count: how many there are.
        mean: of them, mm/yr.
        square: sum of their squared differences from the mean.
        largest: magnitude among them.
        ground: how the stable ground shows in them; None: it is found in the velocities at hand.
        correlation: of the noise of two neighbours on stable ground.
    """

    count: int
    mean: float
    square: float
    largest: float
    ground: StableGround | None = None
    correlation: float = 0.0

    @property
    def deviation(self) -> float:
        """Standard deviation with the divisor `count`."""
        return float(np.sqrt(self.square / self.count))


def whole_of(values: Floats) -> Whole:
    """The numbers of velocities (n,), all finite and at hand."""
    mean = float(values.mean())
    centred = values - mean
    centred *= centred
    return Whole(len(values), mean, float(np.sum(centred)), largest_of(values))


def largest_of(values: Floats) -> float:
    """The largest magnitude of values (n,); 0 where there are none."""
    return float(max(values.max(initial=0.0), -values.min(initial=0.0)))
