"""Gi*: does a target lie among high or among low velocities, more than chance would have it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.special import ndtr

from .errors import InputError, tr
from .progress import Progress, Silent, check_cancelled

_PAIRS = 2_000_000  # pairs of targets in memory at once, 24 bytes each
_SAMPLE = 500  # targets from which the number of neighbours is estimated
_LEVELS = (0.10, 0.05, 0.01)  # two-sided p of the classes 1, 2, 3


@dataclass(frozen=True)
class GiStar:
    """Gi* of n targets.

    Args:
        z: (n,) float64, z-score; NaN where the value is missing.
        p: (n,) float64, two-sided p-value of the normal distribution, not corrected for multiple tests.
        neighbours: (n,) int64, targets with a value within the distance, itself counted; 0 where the value is missing.
        bins: (n,) int64, -3..3: significant at 99, 95, 90 %, low or high; 0: not.
    """

    z: NDArray[np.float64]
    p: NDArray[np.float64]
    neighbours: NDArray[np.int64]
    bins: NDArray[np.int64]


def gi_star(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    values: NDArray[np.float64],
    distance_m: float,
    progress: Progress = Silent(),
) -> GiStar:
    """Getis-Ord Gi* with a fixed distance band, the target itself included.

    Liang et al. (2023), Eq. 1; Ord and Getis (1995), Eq. 14, binary weights: with n of N targets within the distance,
    z = (sum of their values - n mean) / (S sqrt((N n - n^2) / (N - 1))), S the standard deviation with divisor N. The sum is not
    divided by the sum of all values, which would turn the sign of z where their mean is negative.

    Where z would be 0 / 0 (all values equal, one target, all targets within the distance) it is 0 and p is 1: the
    neighbourhood does not differ from the whole.

    Args:
        x, y: (n,) positions, m.
        values: (n,) velocities; NaN and infinite values take no part.
        distance_m: radius of the neighbourhood, the border included.
        progress: told of the progress.

    Raises:
        InputError: the distance is not positive, or there is no value.
        Cancelled: as soon as the user asks to stop.
    """
    values = np.asarray(values, np.float64)
    usable = np.isfinite(values) & np.isfinite(x) & np.isfinite(y)
    if not usable.any():
        raise InputError(tr("None of the {count} targets has a velocity. Choose the field of the velocity."), count=len(values))
    if not distance_m > 0:
        raise InputError(tr("The distance band is {distance} m. Choose a positive distance."), distance=distance_m)
    known = values[usable]
    centred = known - known.mean()
    sums, counts = neighbour_sums(np.column_stack([x, y])[usable], centred, distance_m, progress)
    z = np.full(len(values), np.nan)
    neighbours = np.zeros(len(values), np.int64)
    z[usable] = _z_score(sums, counts, centred, float(np.abs(known).max()))
    neighbours[usable] = counts
    p = 2.0 * ndtr(-np.abs(z))
    return GiStar(z, p, neighbours, gi_bins(z, p))


def _z_score(
    sums: NDArray[np.float64], counts: NDArray[np.int64], centred: NDArray[np.float64], largest: float
) -> NDArray[np.float64]:
    """The formula, from sums of values whose mean was taken away."""
    total = len(centred)
    deviation = float(np.sqrt(np.mean(centred * centred)))
    n = counts.astype(np.float64)
    variance = (total * n - n * n) / max(total - 1, 1)
    defined = (variance > 0) & (deviation > 1e-13 * largest)
    z = np.zeros(total)
    z[defined] = sums[defined] / (deviation * np.sqrt(variance[defined]))
    return z


def neighbour_sums(
    points: NDArray[np.float64], values: NDArray[np.float64], distance_m: float, progress: Progress = Silent()
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Sum of the values and number of the points (n, 2) within a distance of each, itself counted.

    Points are taken along y in chunks, so that the pairs in memory stay below a bound whatever the distance.

    Returns:
        sums (n,) float64, counts (n,) int64.
    """
    order = np.lexsort((points[:, 0], points[:, 1]))
    points, values = points[order], values[order]
    tree = cKDTree(points)
    sums, counts = np.zeros(len(points)), np.zeros(len(points), np.int64)
    for start, end in _chunks(tree, points, distance_m):
        check_cancelled(progress)
        pairs = cKDTree(points[start:end]).sparse_distance_matrix(tree, distance_m, output_type="ndarray")
        sums[order[start:end]] = np.bincount(pairs["i"], values[pairs["j"]], minlength=end - start)
        counts[order[start:end]] = np.bincount(pairs["i"], minlength=end - start)
        progress.update(end / len(points))
    return sums, counts


def _chunks(tree: cKDTree, points: NDArray[np.float64], distance_m: float) -> Iterator[tuple[int, int]]:
    """Ranges of points whose pairs fit in memory; the number of neighbours is estimated before each."""
    start = 0
    while start < len(points):
        ahead = points[start : start + _PAIRS // 50]
        sample = ahead[:: max(1, len(ahead) // _SAMPLE)]
        most = int(np.max(tree.query_ball_point(sample, distance_m, return_length=True)))
        end = min(len(points), start + max(1, _PAIRS // max(most, 50)))
        yield start, end
        start = end


def gi_bins(z: NDArray[np.float64], p: NDArray[np.float64]) -> NDArray[np.int64]:
    """Classes -3..3 as ArcGIS' Gi_Bin: low or high at 99, 95 or 90 %; 0 where not significant or not known."""
    level = sum((p <= limit).astype(np.int64) for limit in _LEVELS)
    return np.asarray(np.where(np.isnan(z), 0, np.sign(np.nan_to_num(z)) * level), np.int64)
