"""Adaptive weights: a site takes in those neighbours that its velocities do not contradict."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.special import chdtri

from ..base.progress import Progress, check_cancelled
from .sites import Sites, blocks
from .tracks import Floats

GROWTH = 1.5  # of the radius from one step to the next
REACH = 5.0  # radii within which neighbours are taken in at most
_PLATEAU = 0.25  # share of the limit up to which a neighbour counts whole
_LEVEL = 0.99  # of the chi-square whose doubled quantile is the limit: what chance explains


def pooled(sites: Sites, radius_m: float, progress: Progress) -> tuple[Floats, Floats]:
    """Means (t, n) and their variances after taking in neighbours that move alike.

    Adaptive weights smoothing: Polzehl and Spokoiny (2000, 2006). In steps whose radius grows by half, from the given
    one to five times as far, each site's mean becomes the weighted mean of all sites within reach; a neighbour weighs
    less the farther it is, and nothing where the two estimates differ by more than chance explains. On ground that
    moves alike a site gathers all of it; the edge of a landslide stays where it is. A track that has no target at a
    site gets none from its neighbours.

    Args:
        sites: n, with their means, counts and noise.
        radius_m: within which the targets of a site lie, m.
        progress: asked for a cancel.
    """
    counts = sites.counts.astype(np.float64)
    estimate, gathered = sites.means.copy(), counts.copy()
    spread = sites.variances.copy()
    tree = cKDTree(np.column_stack([sites.x, sites.y]))
    reach = radius_m
    steps = []
    while reach < REACH * radius_m:
        reach = min(reach * GROWTH, REACH * radius_m)
        steps.append(reach)
    for number, reach in enumerate(steps):
        estimate, gathered, spread = _step(sites, tree, reach, (estimate, gathered), progress)
        progress.update((number + 1) / len(steps))
    return estimate, spread


def _step(
    sites: Sites, tree: cKDTree, reach: float, before: tuple[Floats, Floats], progress: Progress
) -> tuple[Floats, Floats, Floats]:
    """Estimates, effective numbers of targets and variances, all (t, n), after one step."""
    estimate, gathered = before
    known = sites.counts > 0
    made = [np.full(estimate.shape, np.nan) for _ in range(3)]
    for part in blocks(len(sites)):
        check_cancelled(progress)
        places = np.column_stack([sites.x[part], sites.y[part]])
        pairs = cKDTree(places).sparse_distance_matrix(tree, reach, output_type="ndarray")
        here, there = pairs["i"] + part.start, pairs["j"]
        weight = _weights(estimate, gathered, known, sites.noise, (here, there))
        weight *= np.maximum(0.0, 1.0 - (pairs["v"] / reach) ** 2)
        sums = [_summed(weight, sites, number, pairs["i"], there, part) for number in range(len(estimate))]
        for number, (mean, count, variance) in enumerate(sums):
            for result, values in zip(made, (mean, count, variance)):
                result[number, part] = np.where(known[number, part], values, np.nan)
    return made[0], np.nan_to_num(made[1]), made[2]


def _weights(
    estimate: Floats,
    gathered: Floats,
    known: NDArray[np.bool_],
    noise: Floats,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> Floats:
    """How far chance explains that both sites of each pair differ, 0..1."""
    here, there = pairs
    both = known[:, here] & known[:, there]
    difference = np.where(both, estimate[:, here] - estimate[:, there], 0.0)
    total = (gathered[:, here] * difference**2 / noise[:, None] ** 2).sum(axis=0)
    limits = np.array([1.0, *(2.0 * chdtri(number, 1.0 - _LEVEL) for number in range(1, len(noise) + 1))])
    share = total / limits[both.sum(axis=0)]
    return np.where(both.any(axis=0), np.clip((1.0 - share) / (1.0 - _PLATEAU), 0.0, 1.0), 0.0)


def _summed(
    weight: Floats, sites: Sites, number: int, here: NDArray[np.int64], there: NDArray[np.int64], part: slice
) -> Sequence[Floats]:
    """Weighted mean, effective number of targets and variance of one track at the sites of a part."""
    size = part.stop - part.start
    count = sites.counts[number, there].astype(np.float64)
    value = np.where(count > 0, np.nan_to_num(sites.means[number, there]), 0.0)
    total = np.bincount(here, weight * count, size)
    safe = np.where(total > 0, total, 1.0)
    mean = np.bincount(here, weight * count * value, size) / safe
    variance = sites.noise[number] ** 2 * np.bincount(here, weight**2 * count, size) / safe**2
    return mean, np.asarray(total, np.float64), variance
