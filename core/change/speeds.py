"""How the speeds of areas have changed: the targets of both dates, brought to one reference on ground that is still."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..targets.targets import Targets
from .data import Speed

FEWEST = 3  # targets of an area on each date
NEAR_M = 60.0  # within which targets of both dates are of one place
_FEWEST_PAIRS = 20  # on still ground
_BLOCK_M = 250.0  # about the size of an area: errors of this extent do not average out within one
_FEWEST_IN_BLOCK = 4
_TO_DEVIATION = 1.4826
_OF_MEDIAN = 1.2533  # a median scatters more than a mean
_FLOOR = 1.0  # mm/yr where still ground cannot tell

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Alignment:
    """What still ground says of the two dates.

    Args:
        offset: mm/yr by which the velocities after are higher, which is a change of the reference.
        error: mm/yr, of the difference of an area as a whole.
        pairs: targets that told it.
    """

    offset: float
    error: float
    pairs: int


def alignment(before: Targets, after: Targets, still: tuple[NDArray[np.bool_], NDArray[np.bool_]]) -> Alignment:
    """Offset and error of the difference of two dates, from targets on ground that is in no area.

    Args:
        before, after: the targets.
        still: which of them lie on such ground.
    """
    first, second = np.flatnonzero(still[0]), np.flatnonzero(still[1])
    if not len(first) or not len(second):
        return Alignment(0.0, _FLOOR, 0)
    places = np.column_stack([before.x[first], before.y[first]])
    tree = cKDTree(np.column_stack([after.x[second], after.y[second]]))
    distance, nearest = tree.query(places, distance_upper_bound=NEAR_M)
    near = np.isfinite(distance)
    difference = after.velocity[second[nearest[near]]] - before.velocity[first[near]]
    if near.sum() < _FEWEST_PAIRS:
        return Alignment(0.0, _FLOOR, int(near.sum()))
    offset = float(np.median(difference))
    blocks = np.floor(places[near] / _BLOCK_M).astype(np.int64)
    _, number, count = np.unique(blocks, axis=0, return_inverse=True, return_counts=True)
    number = number.ravel()
    medians = [np.median(difference[number == one]) for one in np.flatnonzero(count >= _FEWEST_IN_BLOCK)]
    error = _TO_DEVIATION * float(np.median(np.abs(np.array(medians) - offset))) if len(medians) >= 8 else _FLOOR
    return Alignment(offset, error, int(near.sum()))


def speed_of(before: Floats, after: Floats, aligned: Alignment) -> Speed:
    """Speeds of an area from the velocities of its targets on both dates, mm/yr."""
    count = (len(before), len(after))
    if min(count) < FEWEST:
        return Speed(targets=count)
    medians = float(np.median(before)), float(np.median(after)) - aligned.offset
    own = sum(median_error(one) ** 2 for one in (before, after))
    return Speed(*medians, error=float(np.sqrt(own + aligned.error**2)), targets=count)


def median_error(values: Floats) -> float:
    """Standard deviation of the median of some values: by their scatter, and by the values at both sides of it.

    Where an area reaches beyond what moves, half of its targets may stand still: a few more, and the median is theirs.
    The values at half of the ranks and half the root of their number up and down show that (Conover, 1999).
    """
    scatter = _OF_MEDIAN * _TO_DEVIATION * np.median(np.abs(values - np.median(values))) / np.sqrt(len(values))
    low, high = np.quantile(values, 0.5 + np.array([-0.5, 0.5]) / np.sqrt(len(values)))
    return float(max(scatter, 0.5 * (high - low)))
