"""Learning rate and momentum as functions of how much of the training is done."""

from __future__ import annotations

import math

WARM_UP = 0.3  # share of the training in which the learning rate rises
FIRST, LAST = 1 / 25, 4e-6  # of the peak
MOMENTA = (0.95, 0.85)  # far from the peak, and at it
LATE = 0.7  # from here on the boundary counts, and epochs are compared


def one_cycle(done: float) -> tuple[float, float]:
    """Warm-up and decay, both along a half cosine: one cycle (Smith, 2018).

    A function of the share that is done, so that an interrupted training goes on where it was.

    Args:
        done: share of the training's tiles that were seen, 0..1.

    Returns:
        Learning rate as a share of its peak, and the first momentum.
    """
    if done < WARM_UP:
        height = _half_cosine(done / WARM_UP)
        return FIRST + (1.0 - FIRST) * height, MOMENTA[0] + (MOMENTA[1] - MOMENTA[0]) * height
    height = 1.0 - _half_cosine((min(done, 1.0) - WARM_UP) / (1.0 - WARM_UP))
    return LAST + (1.0 - LAST) * height, MOMENTA[0] + (MOMENTA[1] - MOMENTA[0]) * height


def lateness(done: float) -> float:
    """0 until LATE, then rising to 1: the weight of what matters only once the areas are found."""
    return max(0.0, (done - LATE) / (1.0 - LATE))


def settled_epoch(epochs: int) -> int:
    """The first epoch, from 1, that begins when the training is late; the last one of a short training."""
    return min(math.ceil(LATE * epochs) + 1, epochs)


def _half_cosine(share: float) -> float:
    """From 0 to 1 with flat ends."""
    return (1.0 - math.cos(math.pi * share)) / 2.0
