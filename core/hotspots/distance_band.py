"""A distance band for users who name none.

It is the distance at which the velocities' spatial autocorrelation peaks, or at which there are enough neighbours.

"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..base.progress import Progress, Silent, check_cancelled

PAPER_M = 150.0  # of Liang et al. (2023), where nothing can be proposed
_DISTANCES = 20
_NEAREST, _ENOUGH = 8, 30  # neighbours: the first distance, and what suffices where there is no peak
_SHARE, _LEAST = 0.05, 3  # of small layers: a twentieth of the targets is enough, but three
_FARTHEST = 4.0  # times the distance to the 30th neighbour
_SAMPLE, _PAIRS, _CHUNK = 20_000, 20_000_000, 1_000_000  # targets and pairs that are looked at; pairs in memory at once
_CLIP = (0.01, 0.99)  # quantiles of the velocities beyond which they are cut: outliers would rule the sums

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class DistanceBand:
    """A distance in m, and the reason for it."""

    distance_m: float
    reason: str


@dataclass(frozen=True)
class Autocorrelation:
    """Moran's I of a value at growing distances, each (k,) float64.

    Args:
        distances_m: radii of the neighbourhoods.
        neighbours: mean number of neighbours, itself not counted.
        moran: I.
        z: its z-score under normality.
    """

    distances_m: Floats
    neighbours: Floats
    moran: Floats
    z: Floats

    def first_peak(self) -> int | None:
        """Index of the first distance whose z is above both of its neighbours; None where there is none."""
        inner = self.z[1:-1]
        peaks = np.flatnonzero((inner > self.z[:-2]) & (inner > self.z[2:]))
        return int(peaks[0]) + 1 if len(peaks) else None


def proposed_distance_band(x: Floats, y: Floats, values: Floats, progress: Progress = Silent()) -> DistanceBand:
    """Propose a distance band as ArcGIS' Optimized Hot Spot Analysis does.

    Moran's I is taken at 20 distances, from the mean distance to the 8th nearest neighbour to four times that to the
    30th. The first peak of its z-score is where the clusters stand out most. Without a peak the distance band is the
    mean distance to the 30th neighbour (a twentieth of the targets, but at least three, where they are few). Large
    layers are sampled with a
    fixed seed: the same targets give the same distance.

    Args:
        x, y: (n,) m, finite.
        values: (n,) velocities, finite.
        progress: asked whether to stop.

    Returns:
        The distance, rounded to two digits; 150 m, as Liang et al. (2023), where the targets are too few or at one
        place.
    """
    points = np.column_stack([x, y])
    tree = cKDTree(points)
    enough = int(min(_ENOUGH, max(_LEAST, _SHARE * len(x)), len(x) - 1))
    sample = np.sort(np.random.default_rng(0).permutation(len(x))[:_SAMPLE])
    near, far = _mean_distances(tree, points[sample], min(_NEAREST, enough), enough)
    if not near > 0:
        return DistanceBand(
            PAPER_M, "there are too few targets, or all lie at one place; 150 m is the value of Liang et al. (2023)"
        )
    found = autocorrelation(points, values, np.geomspace(near, _FARTHEST * far, _DISTANCES), sample, tree, progress)
    ends = f"{found.distances_m[0]:.0f} and {found.distances_m[-1]:.0f} m"
    peak = found.first_peak()
    if peak is None:
        text = (
            f"Moran's I of the velocities has no peak between {ends}; within this distance are {enough} neighbours "
            "on average"
        )
        return DistanceBand(_rounded(far), text)
    return DistanceBand(
        _rounded(float(found.distances_m[peak])),
        f"between {ends} the velocities' autocorrelation has its first peak there (Moran's I {found.moran[peak]:.2f},"
        f" z {found.z[peak]:.0f}, {found.neighbours[peak]:.0f} neighbours on average)",
    )


def _mean_distances(tree: cKDTree, points: Floats, *ranks: int) -> list[float]:
    """Mean distance to the nearest neighbour of each rank, itself not counted; 0 where there is none."""
    if ranks[-1] < 1:
        return [0.0] * len(ranks)
    distances, _ = tree.query(points, [rank + 1 for rank in ranks])
    return [float(mean) for mean in distances.mean(axis=0)]


def _rounded(distance_m: float) -> float:
    return float(f"{distance_m:.2g}")


def autocorrelation(
    points: Floats,
    values: Floats,
    distances_m: Floats,
    sample: NDArray[np.intp],
    tree: cKDTree,
    progress: Progress = Silent(),
) -> Autocorrelation:
    """Moran's I with binary weights at growing distances, from a sample of targets with all of their neighbours.

    Cliff and Ord (1981): I = (n / S0) sum(w_ij c_i c_j) / sum(c_i^2); E = -1 / (n - 1); under normality
    Var = (n^2 S1 - n S2 + 3 S0^2) / ((n^2 - 1) S0^2) - E^2 with S0 = sum(k_i), S1 = 2 S0, S2 = 4 sum(k_i^2), k_i
    neighbours each.

    Args:
        points: (n, 2) m.
        values: (n,); what lies beyond the 1 and 99 % quantiles is cut to them.
        distances_m: (k,), growing.
        sample: indices of the targets whose neighbours are looked at; made smaller where the pairs are too many.
        tree: of the points.
        progress: asked whether to stop.
    """
    centred = np.clip(values, *np.quantile(values, _CLIP))
    centred = centred - centred.mean()
    size, n = len(distances_m), len(points)
    products, counts, squares = np.zeros(size), np.zeros(size), np.zeros(size)
    reach = tree.query_ball_point(points[sample], distances_m[-1], return_length=True)
    step = int(np.ceil(reach.sum() / _PAIRS))
    sample, reach = sample[::step], reach[::step]
    for part in _parts(sample, reach):
        check_cancelled(progress)
        pairs = cKDTree(points[part]).sparse_distance_matrix(tree, distances_m[-1], output_type="ndarray")
        pairs = pairs[part[pairs["i"]] != pairs["j"]]
        band = np.searchsorted(distances_m, pairs["v"])
        products += np.bincount(band, centred[part[pairs["i"]]] * centred[pairs["j"]], minlength=size)
        each = np.bincount(pairs["i"] * size + band, minlength=len(part) * size).reshape(-1, size).cumsum(axis=1)
        counts += each.sum(axis=0)
        squares += (each**2).sum(axis=0)
    whole = n / max(len(sample), 1)
    s0, s2, expected = counts * whole, 4 * squares * whole, -1.0 / max(n - 1, 1)
    power = float(np.mean(centred[sample] ** 2))  # of the same targets as the products: a steadier ratio
    linked = (counts > 0) & (power > 0)
    moran, z = np.zeros(size), np.zeros(size)
    moran[linked] = np.cumsum(products)[linked] / counts[linked] / power
    square = s0[linked] ** 2
    variance = (2.0 * n * n * s0[linked] - n * s2[linked] + 3 * square) / ((n * n - 1.0) * square) - expected**2
    z[linked] = (moran[linked] - expected) / np.sqrt(np.maximum(variance, 1e-300))
    return Autocorrelation(distances_m, counts / max(len(sample), 1), moran, z)


def _parts(sample: NDArray[np.intp], reach: NDArray[np.int64]) -> Iterator[NDArray[np.intp]]:
    """Pieces of the sample whose pairs fit in memory."""
    ends = np.flatnonzero(np.diff(np.cumsum(reach) // _CHUNK)) + 1
    yield from np.split(sample, ends)
