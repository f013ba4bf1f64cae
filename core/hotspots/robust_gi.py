"""Gi* against the stable ground: how far the mean of a neighbourhood lies off it, in units of that mean's own noise.

Gi* as it is printed compares with mean and deviation of all velocities, and takes the targets for independent. Where
few of them move fast the mean is not that of the stable ground, which then is significant as a whole; where neighbours
share their errors (of the atmosphere, of a filter) every larger neighbourhood is significant.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .reference import stable_ground

STILL = 2.0  # deviations: targets that are farther off the stable ground tell nothing of its noise
_LINEAR = 5.0  # deviations up to which a velocity counts as it is; beyond them its logarithm does
_MEDIAN, _CLIPPED_MEDIAN = 0.6745, 0.6378  # of the magnitude of a normal value, and of one that is below 2
_SAMPLE = 200_000  # targets from which the correlation is taken
_FEWEST = 20
_HALVINGS, _ROUNDS = 20, 8

Floats = NDArray[np.float64]


def ground_units(velocity: Floats) -> Floats:
    """Velocities (n,) in robust deviations of the stable ground, from its level; beyond 5 they grow as the logarithm.

    In this way a few very fast targets (a glacier, an error of unwrapping) do not flatten the others. All 0 where all
    are equal.
    """
    ground = stable_ground(velocity)
    if not ground.spread > 1e-13 * float(np.abs(velocity).max()):
        return np.zeros(len(velocity))
    units = (velocity - ground.level) / ground.spread
    size = np.abs(units)
    beyond = _LINEAR * (1.0 + np.log(np.maximum(size, _LINEAR) / _LINEAR))
    return np.asarray(np.where(size > _LINEAR, np.sign(units) * beyond, units), np.float64)


def robust_scores(
    sums: Floats, counts: NDArray[np.int64], units: Floats, places: NDArray[np.int64]
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
    n = counts.astype(np.float64)
    plain = np.divide(sums, np.sqrt(n), out=np.full(len(n), np.nan), where=n > 0)
    told = np.flatnonzero((n > 1) & (np.abs(units) <= STILL))
    told = told[np.unique(places[told], return_index=True)[1]]
    told = told[:: -(-len(told) // _SAMPLE) or 1]
    correlation = _correlation(np.abs(plain[told]), n[told])
    return plain / np.sqrt(1.0 + np.maximum(n - 1.0, 0.0) * correlation), correlation


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
