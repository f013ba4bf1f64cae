"""A distance band and cells that follow the spacing of the targets, and what is said of typed ones that do not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..base.progress import Progress
from ..files.columns import let_go
from .distance_band import PAPER_M, DistanceBand

ENOUGH = (
    10  # targets within the distance band, itself counted: candidate areas of generated scenes are best with 10 to 15
)
LEAST_M = 25.0  # distance band: landslides are larger
ROUND_CELLS_M = (2.0, 2.5, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 100.0, 200.0, 500.0)
_CELLS = 8.0  # in a bandwidth: the kernel is drawn well with so many
_SAMPLE, _IN_A_STRIP = 20_000, 1_000_000  # targets that are looked at; of a strip
_MARGIN = 2.0  # times the reach of evenly spread targets: where they lie in clusters the median reach is smaller
_FEW = 8.0  # targets within a typed distance band, on average, below which it does not fit
_WIDE = 5.0  # typed distance bands that are so many times the proposed one do not fit either
_FINE = 4.0  # cells that are so many times smaller than the proposed ones do not fit
_MANY_CELLS = 20_000_000  # of a grid: fewer cost little even where they are finer than they need be

Floats = NDArray[np.float64]


def following_distance(x: Floats, y: Floats) -> DistanceBand:
    """The distance within which half of the targets have 10 targets, themselves counted.

    Args:
        x, y: (n,) m, finite.

    Returns:
        The distance, rounded to two digits, 25 m at least; 150 m where the targets are too few or at one place.
    """
    rank = min(ENOUGH, len(x))
    reach = _median_reach(x, y, rank) if len(x) > 1 else 0.0
    if not reach > 0:
        return DistanceBand(
            PAPER_M, "there are too few targets, or all lie at one place; 150 m is the value of Liang et al. (2023)"
        )
    text = f"half of the targets have {rank} targets within {reach:.0f} m, including the target itself"
    if reach < LEAST_M:
        return DistanceBand(LEAST_M, f"{text}; {LEAST_M:g} m are the least")
    return DistanceBand(float(f"{1.001 * reach:.2g}"), text)


def following_cell(bandwidth_m: float) -> float:
    """Size of cells, in round numbers, so that about eight of them fit into a bandwidth."""
    return max(cell for cell in ROUND_CELLS_M if cell <= max(bandwidth_m / _CELLS, ROUND_CELLS_M[0]))


def say_neighbours(neighbours: NDArray[np.int32], distance_m: float, x: Floats, y: Floats, progress: Progress) -> None:
    """A warning where a typed distance band does not fit the spacing of the targets.

    Args:
        neighbours: (n,) targets within the distance of each, itself counted.
        distance_m: the distance band.
        x, y: (n,) m.
        progress: told.
    """
    band = following_distance(x, y)
    mean = float(neighbours.mean())
    if mean < _FEW and band.distance_m > distance_m:
        progress.warning(
            f"The distance band of {distance_m:g} m does not fit the targets: it holds {mean:.1f} of them on average, "
            f"including the target itself, which is too few for a mean. Their spacing suggests {band.distance_m:g} m: "
            f"{band.reason}. Leave the distance band empty to use that."
        )
    elif distance_m > _WIDE * band.distance_m:
        progress.warning(
            f"The distance band of {distance_m:g} m does not fit the targets: it holds {mean:.0f} of them on "
            f"average, and clusters much smaller than it are smoothed away. Their spacing suggests "
            f"{band.distance_m:g} m. Leave the distance band empty to use that."
        )


def say_cells(cell_m: float, cells: int, bandwidth_m: float, progress: Progress) -> None:
    """A warning where typed cells are far finer than the bandwidth needs and make a large grid."""
    proposed = following_cell(bandwidth_m)
    if cells > _MANY_CELLS and _FINE * cell_m <= proposed:
        progress.warning(
            f"Cells of {cell_m:g} m do not fit a bandwidth of {bandwidth_m:g} m: the grid has {cells / 1e6:.0f} "
            f"million of them, {cells * 4 / 1e6:.0f} MB for each map, and shows no more than cells of {proposed:g} m. "
            "Leave the cell size empty to use those."
        )


def _median_reach(x: Floats, y: Floats, rank: int) -> float:
    """Median distance to the target of a rank, counted from the target itself, m.

    Many targets are looked at in strips, with those around a strip up to a margin. A target that has too few others
    within the margin is known to be farther from them: the median is right as soon as it lies below the margin.
    """
    sample = np.sort(np.random.default_rng(0).permutation(len(x))[:_SAMPLE])
    places = np.column_stack([x[sample], y[sample]])
    ends = np.quantile(places[:, 1], np.linspace(0.0, 1.0, 1 + -(-len(x) // _IN_A_STRIP)))
    ends[0], ends[-1] = -np.inf, np.inf
    margin = _MARGIN * float(np.sqrt(rank * np.ptp(x) * np.ptp(y) / len(x)))
    while True:
        reaches = [np.zeros(0)]
        for low, high in zip(ends, ends[1:]):
            some = places[(places[:, 1] >= low) & (places[:, 1] < high)]
            near = np.flatnonzero((y >= low - margin) & (y <= high + margin)) if len(ends) > 2 else slice(None)
            reaches.append(cKDTree(np.column_stack([x[near], y[near]])).query(some, [rank])[0][:, 0])
            let_go()
        found = np.concatenate(reaches)
        if len(ends) == 2 or not np.sort(found)[len(found) // 2] > margin:
            return float(np.median(found))
        margin = 4.0 * margin if margin > 0.0 else np.inf
