"""Gi* and Gi: does a target lie among high or low velocities more clearly than by chance?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter
from scipy.special import ndtr

from ..base.errors import InputError
from ..base.progress import Progress, Silent
from ..base.translation import tr
from .neighbour_sums import neighbour_sums
from .robust_gi import ground_units, robust_scores

GI_STAR, GI = "gi*", "gi"
STATISTICS = (GI_STAR, GI)
ROBUST, MEAN = "robust", "mean"
CENTRES = (MEAN, ROBUST)
_LEVELS = (0.10, 0.05, 0.01)  # two-sided p of the classes 1, 2, 3
_MOST_PAIRS = 3e10  # a quarter of an hour and more
_MOST_CELLS = 1000  # along one side, where pairs are estimated

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GiOptions:
    """Which statistic, and how its classes are made.

    Args:
        statistic: GI_STAR counts the target itself among its neighbours, GI does not.
        fdr: classes after Benjamini and Hochberg's false discovery rate instead of the bare p-value.
        min_neighbours: targets with fewer, itself counted, get no score.
        centre: MEAN compares with mean and deviation of all velocities, as the source does; ROBUST with the stable
            ground, and takes the correlation of neighbours into account (see robust_gi).
    """

    statistic: str = GI_STAR
    fdr: bool = False
    min_neighbours: int = 1
    centre: str = MEAN


@dataclass(frozen=True)
class GiStar:
    """Gi* or Gi of n targets.

    Args:
        z: (n,) float64, z-score; NaN where the value is missing or the neighbours are too few.
        p: (n,) float64, two-sided p-value of the normal distribution, not corrected for multiple tests.
        neighbours: (n,) int64, targets with a value within the distance, itself counted; 0 where the value is missing.
        bins: (n,) int64, -3..3: significant at 99, 95, 90 %, low or high; 0: not, or not known.
        correlation: of the noise of neighbours, which a robust z takes into account; 0 where it does not.
    """

    z: Floats
    p: Floats
    neighbours: NDArray[np.int64]
    bins: NDArray[np.int64]
    correlation: float = 0.0


def gi_star(
    x: Floats,
    y: Floats,
    values: Floats,
    distance_m: float,
    progress: Progress = Silent(),
    options: GiOptions = GiOptions(),
) -> GiStar:
    """Getis-Ord Gi* or Gi with a fixed distance band.

    Liang et al. (2023), Eq. 1; Ord and Getis (1995), Eq. 14, binary weights: with n of N targets within the distance,
    z = (sum of their values - n mean) / (S sqrt((N n - n^2) / (N - 1))), S the standard deviation with divisor N. Gi
    leaves the target itself out of the sum, of n, of N, of the mean and of S. The sum is not divided by the sum of all
    values, which would turn the sign of z where their mean is negative. A robust centre: see `robust_scores`.

    Where z would be 0 / 0 (all values equal, one target, all targets within the distance) it is 0 and p is 1: the
    neighbourhood does not differ from the whole. Targets at one place are neighbours of each other. Gi of a target
    without any other in reach is not known.

    Args:
        x, y: (n,) positions, m.
        values: (n,) velocities; NaN and infinite values take no part.
        distance_m: radius of the neighbourhood, the border included.
        progress: told of the progress.
        options: which statistic and classes.

    Raises:
        InputError: the distance is not positive or makes far too many pairs, or there is no value.
        Cancelled: as soon as the user asks to stop.
    """
    values = np.asarray(values, np.float64)
    usable = np.isfinite(values) & np.isfinite(x) & np.isfinite(y)
    if not usable.any():
        raise InputError(
            tr("None of the {count} targets has a velocity. Choose the field of the velocity."), count=len(values)
        )
    if not distance_m > 0:
        raise InputError(tr("The distance band is {distance} m. Choose a positive distance."), distance=distance_m)
    known = values[usable]
    centred = ground_units(known) if options.centre == ROBUST else known - known.mean()
    points = np.column_stack([x, y])[usable]
    require_bearable(points, distance_m)
    sums, counts = neighbour_sums(points, centred, distance_m, progress)
    correlation = 0.0
    if options.centre == ROBUST:
        own = int(options.statistic == GI)
        scores, correlation = robust_scores(sums - own * centred, counts - own, centred, _places(points, distance_m))
    else:
        score = _gi_score if options.statistic == GI else _gi_star_score
        scores = score(sums, counts, centred, float(np.abs(known).max()))
    scores[counts < options.min_neighbours] = np.nan
    z = np.full(len(values), np.nan)
    neighbours = np.zeros(len(values), np.int64)
    z[usable], neighbours[usable] = scores, counts
    p = 2.0 * ndtr(-np.abs(z))
    return GiStar(z, p, neighbours, gi_bins(z, p, options.fdr), correlation)


def _places(points: Floats, side_m: float) -> NDArray[np.int64]:
    """Number of the square of a side in which each of n points (n, 2) lies, (n,)."""
    columns, rows = np.floor((points - points.min(axis=0)) / side_m).astype(np.int64).T
    return np.asarray(rows * (int(columns.max()) + 1) + columns, np.int64)


def _gi_star_score(sums: Floats, counts: NDArray[np.int64], centred: Floats, largest: float) -> Floats:
    """The formula, from sums of values whose mean was taken away."""
    total = len(centred)
    deviation = float(np.sqrt(np.mean(centred * centred)))
    n = counts.astype(np.float64)
    variance = (total * n - n * n) / max(total - 1, 1)
    defined = (variance > 0) & (deviation > 1e-13 * largest)
    z = np.zeros(total)
    z[defined] = sums[defined] / (deviation * np.sqrt(variance[defined]))
    return z


def _gi_score(sums: Floats, counts: NDArray[np.int64], centred: Floats, largest: float) -> Floats:
    """Gi: the target itself is taken out of the sums, the mean and the variance.

    Where all other values are equal, to a millionth of the deviation, z is 0.
    """
    others = len(centred) - 1
    n = counts - 1.0
    mean = -centred / max(others, 1)
    square = float(np.sum(centred * centred))
    variance = (square - centred * centred * (others + 1) / max(others, 1)) / max(others, 1)
    spread = variance * (others * n - n * n) / max(others - 1, 1)
    varies = np.sqrt(square / (others + 1)) > 1e-13 * largest
    defined = (variance * others > 1e-12 * square) & (spread > 0) & varies
    z = np.where(n > 0, 0.0, np.nan)
    z[defined] = (sums - centred - n * mean)[defined] / np.sqrt(spread[defined])
    return z


def require_bearable(points: Floats, distance_m: float) -> None:
    """Stop before a distance band that would take hours: the pairs are estimated from counts in cells.

    Args:
        points: (n, 2) m.
        distance_m: distance band.

    Raises:
        InputError: more than 30 thousand million pairs.
    """
    pairs = estimated_pairs(points, distance_m)
    if pairs > _MOST_PAIRS:
        raise InputError(
            tr(
                "Within {distance} m each of the {count} targets has about {neighbours} neighbours, which would "
                "take hours."
                " Choose a distance band of at most about {most} m."
            ),
            distance=f"{distance_m:g}",
            count=len(points),
            neighbours=round(pairs / len(points)),
            most=f"{float(f'{distance_m * (_MOST_PAIRS / pairs) ** 0.5:.1g}'):g}",
        )


def estimated_pairs(points: Floats, distance_m: float) -> float:
    """About how many pairs (each counted from both ends, and with itself) of points (n, 2) are within a distance."""
    low, size = points.min(axis=0), np.ptp(points, axis=0)
    cell = max(distance_m, float(size.max()) / _MOST_CELLS)
    columns, rows = (int(side / cell) + 1 for side in size)
    place = ((points - low) / cell).astype(np.int64)
    counts = (
        np.bincount(place[:, 1] * columns + place[:, 0], minlength=columns * rows).reshape(rows, columns).astype(float)
    )
    around = uniform_filter(counts, 3, mode="constant")  # mean of nine cells
    return float(np.sum(counts * around)) * min(np.pi * distance_m**2 / cell**2, 9.0)


def gi_bins(z: Floats, p: Floats, fdr: bool = False) -> NDArray[np.int64]:
    """Classes -3..3 as ArcGIS' Gi_Bin: low or high at 99, 95 or 90 %; 0 where not significant or not known.

    Args:
        z: (n,) scores.
        p: (n,) two-sided p-values.
        fdr: each level is lowered so that among what it calls significant the share of false ones is expected to stay
            below it: Benjamini and Hochberg (1995), over all targets with a score.
    """
    limits = [_discovery_limit(p[~np.isnan(p)], level) if fdr else level for level in _LEVELS]
    level = sum((p <= limit).astype(np.int64) for limit in limits)
    return np.asarray(np.where(np.isnan(z), 0, np.sign(np.nan_to_num(z)) * level), np.int64)


def _discovery_limit(p: Floats, rate: float) -> float:
    """The largest p-value p_(k), k-th of m, that is at most k / m times the rate; below 0 where there is none."""
    ordered = np.sort(p)
    passed = np.flatnonzero(ordered <= np.arange(1, len(p) + 1) / max(len(p), 1) * rate)
    return float(ordered[passed[-1]]) if len(passed) else -1.0
