"""Gi* against the stable ground: how far the mean of a neighbourhood lies off it, in units of that mean's own noise.

Gi* as it is printed compares with mean and deviation of all velocities, and takes the targets for independent. Where
few of them move fast the mean is not that of the stable ground, which then is significant as a whole; where neighbours
share their errors (of the atmosphere, of a filter) every larger neighbourhood is significant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..files.columns import by_pieces, kept_rows, let_go
from .gi_whole import largest_of
from .reference import StableGround, stable_ground

STILL = 2.0  # deviations: targets that are farther off the stable ground tell nothing of its noise
_LINEAR = 5.0  # deviations up to which a velocity counts as it is; beyond them its logarithm does
_MEDIAN, _CLIPPED_MEDIAN = 0.6745, 0.6378  # of the magnitude of a normal value, and of one that is below 2
_SAMPLE = 200_000  # targets from which the correlation is taken
_FEWEST = 20
_HALVINGS, _ROUNDS = 20, 8

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class StillTargets:
    """The target of each place that tells of the noise on stable ground: k places in rising order.

    Args:
        places: (k,) numbers of the squares on the ground.
        rows: (k,) numbers of the targets: the first of each place.
        size: (k,) magnitude of the sum over the neighbours, over the root of their number.
        n: (k,) number of these neighbours.
    """

    places: NDArray[np.int64]
    rows: NDArray[np.int64]
    size: Floats
    n: Floats


def ground_units(velocity: Floats, ground: StableGround | None = None) -> Floats:
    """Velocities (n,) in robust deviations of the stable ground, from its level; beyond 5 they grow as the logarithm.

    In this way a few very fast targets (a glacier, an error of unwrapping) do not flatten the others. All 0 where all
    are equal.

    Args:
        velocity: mm/yr, finite.
        ground: the stable ground, where these are not all velocities.
    """
    ground = ground or stable_ground(velocity)
    if not ground.spread > 1e-13 * largest_of(velocity):
        return np.zeros(len(velocity))

    def units_of(part: Floats) -> Floats:
        units = (part - ground.level) / ground.spread
        size = np.abs(units)
        beyond = _LINEAR * (1.0 + np.log(np.maximum(size, _LINEAR) / _LINEAR))
        return np.where(size > _LINEAR, np.sign(units) * beyond, units)

    return by_pieces(units_of, velocity)


def robust_scores(
    sums: Floats, counts: NDArray[np.integer[Any]], units: Floats, places: NDArray[np.int64]
) -> tuple[Floats, float]:
    """Scores z of the neighbourhoods, and the correlation of the noise of two neighbours.

    z = (sum of units / n) sqrt(n'), n' = n / (1 + (n - 1) r): the mean of n targets whose errors have a correlation r
    is as noisy as that of n' independent ones (Kish 1965). r, from 0 to 1, is such that on the stable ground half of
    the scores lie within 0.67, as those of a normal distribution do. One target of each place tells: a village full of
    targets counts no more than a lonely rock.

    Args:
        sums: (n,) sum of the units over the neighbours of each target.
        counts: (n,) number of these neighbours; without any z is NaN.
        units: (n,) of `ground_units`.
        places: (n,) number of the square on the ground in which each target lies.
    """
    correlation = shared_noise(still_targets(sums, counts, units, places))
    return robust_z(sums, counts, correlation), correlation


def robust_z(sums: Floats, counts: NDArray[np.integer[Any]], correlation: float) -> Floats:
    """Scores of neighbourhoods (n,) from their sums and numbers, where the noise of neighbours has a correlation."""
    n = counts.astype(np.float64)
    plain = np.divide(sums, np.sqrt(n), out=np.full(len(n), np.nan), where=n > 0)
    return np.asarray(plain / np.sqrt(1.0 + np.maximum(n - 1.0, 0.0) * correlation), np.float64)


def still_targets(
    sums: Floats, counts: NDArray[np.integer[Any]], units: Floats, places: NDArray[np.int64], own: int = 0
) -> StillTargets:
    """What targets (n,) tell of the noise; see `robust_scores`. 1 as `own` takes each target out of its sums."""

    def tells(unit: Floats, count: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
        return (count - own > 1) & (np.abs(unit) <= STILL)

    told = by_pieces(tells, units, counts)
    order = np.argsort(places, kind="stable").astype(np.int32)
    let_go()
    order = order[told[order]]
    along = kept_rows(places, order)
    first = np.flatnonzero(np.concatenate([[True], along[1:] != along[:-1]])) if len(order) else order
    found, rows = along[first], order[first].astype(np.int64)
    del told, order, along, first
    n = _some(counts, rows) - float(own)
    size = _some(sums, rows)
    if own:
        size -= _some(units, rows)
    return StillTargets(found, rows, np.abs(size, out=size) / np.sqrt(n), n)


def _some(column: NDArray[Any], rows: NDArray[np.int64]) -> Floats:
    """Some rows of a column; rows that lie anywhere lead through all of it, which is let go before the next one."""
    let_go()
    some = column[rows].astype(np.float64)
    let_go()
    return some


def joined_still(parts: Sequence[StillTargets]) -> StillTargets:
    """What all parts of the targets tell: of each place the target of the lowest number."""
    names = ("places", "rows", "size", "n")
    places, rows, size, n = (np.concatenate([getattr(part, name) for part in parts]) for name in names)
    order = np.lexsort((rows, places))
    first = np.flatnonzero(np.diff(places[order], prepend=-1) != 0) if len(order) else order
    kept = order[first]
    return StillTargets(places[kept], rows[kept], size[kept], n[kept])


def shared_noise(still: StillTargets) -> float:
    """The correlation, from 0 to 1, of the noise of two neighbours; see `robust_scores`."""
    step = -(-len(still.n) // _SAMPLE) or 1
    return _correlation(still.size[::step], still.n[::step])


def _correlation(size: Floats, n: Floats) -> float:
    """The r for which half of the values size / sqrt(1 + (n - 1) r) below 2 are as small as those of a normal one.

    The larger ones are left out, round by round: they are of neighbourhoods that reach into moving ground.
    """
    found = 0.0
    for _ in range(_ROUNDS):
        kept = size <= STILL * np.sqrt(1.0 + (n - 1.0) * found) if found else np.full(len(n), True)
        if np.count_nonzero(kept) < _FEWEST:
            break
        median = _CLIPPED_MEDIAN if found else _MEDIAN
        found = _halved(size[kept], n[kept], median)
    return found


def _halved(size: Floats, n: Floats, median: float) -> float:
    """The r from 0 to 1 by halving: the median of size / sqrt(1 + (n - 1) r) falls with it."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS if float(np.median(size)) > median else 0):
        middle = (low + high) / 2.0
        wide = float(np.median(size / np.sqrt(1.0 + (n - 1.0) * middle))) > median
        low, high = (middle, high) if wide else (low, middle)
    return low
