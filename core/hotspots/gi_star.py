"""Gi* and Gi: does a target lie among high or low velocities more clearly than by chance?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter
from scipy.special import ndtr

from ..base.errors import InputError
from ..base.progress import Progress, Silent
from ..base.translation import tr
from ..files.columns import by_pieces, kept_rows, let_go, pieces
from .gi_whole import Whole, whole_of
from .neighbour_sums import neighbour_sums
from .robust_gi import ground_units, robust_z, shared_noise, still_targets

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
        neighbours: (n,) int32, targets with a value within the distance, itself counted; 0 where the value is missing.
        bins: (n,) int8, -3..3: significant at 99, 95, 90 %, low or high; 0: not, or not known.
        correlation: of the noise of neighbours, which a robust z takes into account; 0 where it does not.
    """

    z: Floats
    neighbours: NDArray[np.int32]
    bins: NDArray[np.int8]
    correlation: float = 0.0

    @property
    def p(self) -> Floats:
        """(n,) float64, two-sided p-value of the normal distribution, not corrected for multiple tests."""
        return by_pieces(p_of, self.z)


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
    usable = by_pieces(lambda *parts: np.isfinite(parts).all(axis=0), x, y, values)
    if not usable.any():
        raise InputError(
            tr("None of the {count} targets has a velocity. Choose the field of the velocity."), count=len(values)
        )
    if not distance_m > 0:
        raise InputError(tr("The distance band is {distance} m. Choose a positive distance."), distance=distance_m)
    if not usable.all():
        x, y, values = (kept_rows(column, usable) for column in (x, y, values))
    require_bearable(x, y, distance_m)
    whole = whole_of(values)
    let_go()
    centred = compared(values, options, whole)
    sums, counts = neighbour_sums(x, y, centred, distance_m, progress)
    if options.centre == ROBUST:
        own = int(options.statistic == GI)
        still = still_targets(sums, counts, centred, places_of(x, y, distance_m), own)
        whole = replace(whole, correlation=shared_noise(still))
        del still
    scores = scores_of(sums, counts, centred, options, whole)
    del centred
    if not usable.all():
        z, neighbours = np.full(len(usable), np.nan), np.zeros(len(usable), np.int32)
        z[usable], neighbours[usable] = scores, counts
        scores, counts = z, neighbours
    return GiStar(scores, counts, gi_bins(scores, options.fdr), whole.correlation)


def compared(values: Floats, options: GiOptions, whole: Whole) -> Floats:
    """What is summed over the neighbours, (n,): velocities against the mean of all, or in units of stable ground."""
    if options.centre == ROBUST:
        return ground_units(values, whole.ground)
    return by_pieces(lambda part: part - whole.mean, values)


def scores_of(sums: Floats, counts: NDArray[np.int32], centred: Floats, options: GiOptions, whole: Whole) -> Floats:
    """Scores (n,) of neighbourhoods; NaN where the neighbours are too few.

    Args:
        sums: (n,) of what `compared` gives, over the neighbours and the target itself; is overwritten by the scores.
        counts: (n,) number of these neighbours.
        centred: (n,) of `compared`.
        options: which statistic.
        whole: numbers of all velocities.
    """
    own = int(options.statistic == GI)
    score = _gi_score if own else _gi_star_score
    for part in pieces(len(sums)):
        if options.centre == ROBUST:
            sums[part] = robust_z(sums[part] - own * centred[part], counts[part] - own, whole.correlation)
        else:
            sums[part] = score(sums[part], counts[part], centred[part], whole)
    sums[counts < options.min_neighbours] = np.nan
    return sums


def places_of(
    x: Floats, y: Floats, side_m: float, bounds: tuple[float, float, float, float] | None = None
) -> NDArray[np.int64]:
    """Number of the square of a side in which each of n points lies, (n,), counted from the south-west of all."""
    west, south, east, _ = bounds or (float(x.min()), float(y.min()), float(x.max()), 0.0)
    across = int(np.floor((east - west) / side_m)) + 1

    def place(x: Floats, y: Floats) -> NDArray[np.int64]:
        columns, rows = (np.floor(off / side_m).astype(np.int64) for off in (x - west, y - south))
        return np.asarray(columns + rows * across, np.int64)

    return by_pieces(place, x, y)


def _gi_star_score(sums: Floats, counts: NDArray[np.int32], centred: Floats, whole: Whole) -> Floats:
    """The formula, from sums of values whose mean was taken away."""
    total, deviation = whole.count, whole.deviation
    n = counts.astype(np.float64)
    variance = (total * n - n * n) / max(total - 1, 1)
    defined = (variance > 0) & (deviation > 1e-13 * whole.largest)
    z = np.zeros(len(centred))
    z[defined] = sums[defined] / (deviation * np.sqrt(variance[defined]))
    return z


def _gi_score(sums: Floats, counts: NDArray[np.int32], centred: Floats, whole: Whole) -> Floats:
    """Gi: the target itself is taken out of the sums, the mean and the variance.

    Where all other values are equal, to a millionth of the deviation, z is 0.
    """
    others, square = whole.count - 1, whole.square
    n = counts - 1.0
    mean = -centred / max(others, 1)
    variance = (square - centred * centred * (others + 1) / max(others, 1)) / max(others, 1)
    spread = variance * (others * n - n * n) / max(others - 1, 1)
    varies = np.sqrt(square / (others + 1)) > 1e-13 * whole.largest
    defined = (variance * others > 1e-12 * square) & (spread > 0) & varies
    z = np.where(n > 0, 0.0, np.nan)
    z[defined] = (sums - centred - n * mean)[defined] / np.sqrt(spread[defined])
    return z


def require_bearable(x: Floats, y: Floats, distance_m: float) -> None:
    """Stop before a distance band that would take hours: the pairs are estimated from counts in cells.

    Args:
        x, y: (n,) m.
        distance_m: distance band.

    Raises:
        InputError: more than 30 thousand million pairs.
    """
    pairs = estimated_pairs(x, y, distance_m)
    if pairs > _MOST_PAIRS:
        raise InputError(
            tr(
                "Within {distance} m each of the {count} targets has about {neighbours} neighbours, which would "
                "take hours."
                " Choose a distance band of at most about {most} m."
            ),
            distance=f"{distance_m:g}",
            count=len(x),
            neighbours=round(pairs / len(x)),
            most=f"{float(f'{distance_m * (_MOST_PAIRS / pairs) ** 0.5:.1g}'):g}",
        )


def estimated_pairs(x: Floats, y: Floats, distance_m: float) -> float:
    """About how many pairs (each counted from both ends, and with itself) of points (n,) are within a distance."""
    size = float(np.ptp(x)), float(np.ptp(y))
    cell = max(distance_m, max(size) / _MOST_CELLS)
    columns, rows = (int(side / cell) + 1 for side in size)
    counts, west, south = np.zeros(columns * rows), x.min(), y.min()
    for part in pieces(len(x)):
        place = ((y[part] - south) / cell).astype(np.int64) * columns + ((x[part] - west) / cell).astype(np.int64)
        counts += np.bincount(place, minlength=columns * rows)
    counts = counts.reshape(rows, columns)
    around = uniform_filter(counts, 3, mode="constant")  # mean of nine cells
    return float(np.sum(counts * around)) * min(np.pi * distance_m**2 / cell**2, 9.0)


def p_of(z: Floats) -> Floats:
    """Two-sided p-values of scores (n,); NaN without one."""
    return np.asarray(2.0 * ndtr(-np.abs(z)), np.float64)


def gi_bins(z: Floats, fdr: bool = False) -> NDArray[np.int8]:
    """Classes -3..3 as ArcGIS' Gi_Bin: low or high at 99, 95 or 90 %; 0 where not significant or not known.

    Args:
        z: (n,) scores.
        fdr: each level is lowered so that among what it calls significant the share of false ones is expected to stay
            below it: Benjamini and Hochberg (1995), over all targets with a score.
    """
    limits = list(_LEVELS)
    if fdr:
        ordered = np.sort(by_pieces(p_of, kept_rows(z, ~np.isnan(z))))
        limits = [_discovery_limit(ordered, level) for level in _LEVELS]
    bins = np.zeros(len(z), np.int8)
    for part in pieces(len(z)):
        p = p_of(z[part])
        for limit in limits:  # NaN is not below any
            bins[part] += p <= limit
        bins[part] *= np.sign(np.nan_to_num(z[part])).astype(np.int8)
    return bins


def _discovery_limit(ordered: Floats, rate: float) -> float:
    """The largest p-value p_(k), k-th of m, that is at most k / m times the rate; below 0 where there is none."""
    count = len(ordered)
    passed = np.flatnonzero(ordered <= np.arange(1, count + 1) / max(count, 1) * rate)
    return float(ordered[passed[-1]]) if len(passed) else -1.0
