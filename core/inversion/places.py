"""Where targets lie among the cells of a lattice: neighbours, blocks, and means over the ground around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay

from ..base.progress import check_asked

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NEAR_M = 250.0  # standard deviation of the Gaussian that stands for "within 500 m"
SIDE_M = 500.0  # of a block of ground
AROUND_M = 1500.0  # standard deviation of the Gaussian over the blocks around
_FULL = 0.5  # of a middling block's targets, which a block needs
_INSIDE = 8  # neighbours of a target that lies on no shore
_WIDEST_GAP = 12  # cells over which islands are joined
_AT_ONCE = 30_000  # points that are triangulated at once: a cancel is heard between
_TRUNCATE = 3.0  # standard deviations after which a Gaussian ends


def parts(count: int, edges: NDArray[np.integer[Any]]) -> Ints:
    """Number (count,) of the connected part that each target belongs to."""
    graph = coo_matrix((np.ones(len(edges), np.int8), (edges[:, 0], edges[:, 1])), (count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def _tiles(points: Floats) -> list[Ints]:
    """Numbers of points (n, 2) in overlapping squares, few enough to be triangulated at once."""
    count = max(1, int(np.ceil(np.sqrt(len(points) / _AT_ONCE))))
    low, high = points.min(0), points.max(0) + 1
    made = []
    for tile in np.ndindex(count, count):
        start = low + (high - low) * np.array(tile) / count - _WIDEST_GAP
        stop = low + (high - low) * (np.array(tile) + 1) / count + _WIDEST_GAP
        made.append(np.flatnonzero(((points >= start) & (points < stop)).all(1)))
    return made


def _short_sides(points: Floats) -> Ints:
    """Sides (s, 2) of the triangles between points (n, 2), no longer than the widest gap; the lower number first."""
    if len(points) < 4 or (np.ptp(points, axis=0) == 0).any():
        return np.zeros((0, 2), np.int64)
    corners = Delaunay(points, qhull_options="QJ").simplices
    sides = np.unique(np.sort(np.concatenate([corners[:, :2], corners[:, 1:], corners[:, ::2]]), axis=1), axis=0)
    return np.asarray(sides[np.abs(np.diff(points[sides], axis=1)).max(axis=(1, 2)) <= _WIDEST_GAP], np.int64)


@dataclass(frozen=True)
class Places:
    """Cells of targets.

    Args:
        shape: rows and columns of the lattice.
        row: (n,).
        column: (n,).
        cell_m: height and width of a cell on the ground, m.
    """

    shape: tuple[int, int]
    row: Ints
    column: Ints
    cell_m: tuple[float, float]

    def __len__(self) -> int:
        return len(self.row)

    def some(self, at: NDArray[np.generic]) -> Places:
        """Those that an index or a mask selects."""
        return Places(self.shape, self.row[at], self.column[at], self.cell_m)

    def spread(self, values: NDArray[np.generic], empty: float = np.nan) -> NDArray[np.generic]:
        """Values (n,) on the lattice (rows, columns)."""
        grid = np.full(self.shape, empty, values.dtype)
        grid[self.row, self.column] = values
        return grid

    def edges(self, diagonal: bool = True) -> NDArray[np.int32]:
        """(e, 2) numbers of targets in cells that touch; with or without those that touch at a corner."""
        number = np.full((self.shape[0] + 1, self.shape[1] + 2), -1, np.int32)
        number[: self.shape[0], 1:-1][self.row, self.column] = np.arange(len(self), dtype=np.int32)
        here = number[:-1, 1:-1]
        around = [number[:-1, 2:], number[1:, 1:-1]]
        if diagonal:
            around += [number[1:, 2:], number[1:, :-2]]
        found = []
        for other in around:
            both = (here >= 0) & (other >= 0)
            found.append(np.column_stack([here[both], other[both]]))
        return np.concatenate(found)

    def bridges_over_gaps(self, edges: NDArray[np.int32]) -> NDArray[np.int32]:
        """(b, 2) further edges between islands of targets, over gaps of some cells, by triangulation of their shores.

        Args:
            edges: (e, 2) that touch.
        """
        island = parts(len(self), edges)
        shore = np.flatnonzero(np.bincount(edges.ravel(), minlength=len(self)) < _INSIDE)
        if island.max(initial=0) == 0 or len(shore) < 4:
            return np.zeros((0, 2), np.int32)
        points = np.column_stack([self.row[shore], self.column[shore]]).astype(float)
        found = [np.zeros((0, 2), np.int64)]
        for tile in _tiles(points):
            check_asked()
            sides = shore[tile[_short_sides(points[tile])]]
            found.append(sides[island[sides[:, 0]] != island[sides[:, 1]]])
        return np.asarray(np.unique(np.concatenate(found), axis=0), np.int32)

    def mean_around(self, values: Floats, weight: Floats, distance_m: float, without_self: bool = False) -> Floats:
        """Gaussian mean of other targets' values around each target (n,).

        Args:
            values: (n,); NaN: left out.
            weight: (n,) of each value.
            distance_m: standard deviation of the Gaussian.
            without_self: leave out the target itself; NaN where no other is near.
        """
        usable = np.isfinite(values) & (weight > 0)
        heavy = np.where(usable, weight, 0.0)
        product = np.where(usable, values, 0.0) * heavy
        total, share = self._filtered(product, distance_m), self._filtered(heavy, distance_m)
        if without_self:
            own = self._centre(distance_m)
            total, share = total - own * product, share - own * heavy
        enough = share > 1e-9 * max(float(heavy.max(initial=0.0)), 1e-300)
        return np.where(enough, total / np.where(enough, share, 1.0), np.nan)

    def sum_of_others(self, values: Floats, distance_m: float) -> Floats:
        """Gaussian sum of the other targets' values (n,), which are all known, around each target."""
        return np.asarray(self._filtered(values, distance_m) - self._centre(distance_m) * values)

    def steepness(self, values: Floats, usable: NDArray[np.bool_], distance_m: float) -> Floats:
        """Slope (n,) per m of the Gaussian mean of the usable targets' values (n,); NaN where nothing is around."""
        known = usable & np.isfinite(values)
        total = self._smooth(np.where(known, values, 0.0), distance_m)
        share = self._smooth(known.astype(float), distance_m)
        enough = share > 1e-9
        mean = np.where(enough, total / np.where(enough, share, 1.0), np.nan)
        down, across = np.gradient(mean, *self.cell_m)
        return np.asarray(np.hypot(down, across)[self.row, self.column])

    def _filtered(self, values: Floats, distance_m: float) -> Floats:
        return np.asarray(self._smooth(values, distance_m)[self.row, self.column])

    def _smooth(self, values: Floats, distance_m: float) -> Floats:
        check_asked()
        grid = np.zeros(self.shape, np.float64)
        grid[self.row, self.column] = values
        return np.asarray(ndimage.gaussian_filter(grid, self._sigmas(distance_m), mode="constant", truncate=_TRUNCATE))

    def _sigmas(self, distance_m: float) -> list[float]:
        return [min(distance_m / side, max(self.shape)) for side in self.cell_m]

    def _centre(self, distance_m: float) -> float:
        """Weight of a cell in its own mean."""
        own = 1.0
        for sigma in self._sigmas(distance_m):
            impulse = np.zeros(2 * int(_TRUNCATE * sigma + 1) + 3)
            impulse[len(impulse) // 2] = 1
            own *= ndimage.gaussian_filter1d(impulse, sigma, mode="constant", truncate=_TRUNCATE)[len(impulse) // 2]
        return float(own)


class Blocks:
    """Squares of ground with enough of the chosen targets.

    Turbulence over a whole scene is smooth: only a few places in it are independent, and the velocity that is to be
    weighted comes from the same few. Between neighbouring blocks it leaves many more, and it is as strong there in
    proportion.

    Args:
        places: of all targets.
        chosen: (targets,) which count.
    """

    def __init__(self, places: Places, chosen: NDArray[np.bool_]) -> None:
        self._chosen = np.flatnonzero(chosen)
        high, wide = (max(1, round(SIDE_M / side)) for side in places.cell_m)
        across = -(-places.shape[1] // wide)
        number = (places.row[self._chosen] // high) * across + places.column[self._chosen] // wide
        known, self._member = np.unique(number, return_inverse=True)
        self.count = np.bincount(self._member, minlength=len(known)).astype(float)
        self._full = self.count >= _FULL * np.median(self.count) if len(known) else np.zeros(0, bool)
        cell_m = places.cell_m[0] * high, places.cell_m[1] * wide
        self._places = Places((-(-places.shape[0] // high), across), known // across, known % across, cell_m)

    def __len__(self) -> int:
        return int(self._full.sum())

    @property
    def usual(self) -> float:
        """Targets of a middling block."""
        return float(np.median(self.count[self._full]))

    def means(self, values: Floats) -> tuple[Floats, Floats]:
        """(blocks,) means of values (all targets,), and the variances of these means by the scatter within."""
        chosen = values[self._chosen]
        mean = np.bincount(self._member, chosen, len(self.count)) / self.count
        squares = np.bincount(self._member, (chosen - mean[self._member]) ** 2, len(self.count))
        noise = squares / np.maximum(self.count - 1, 1) / self.count
        return np.asarray(mean[self._full]), np.asarray(noise[self._full])

    def differences(self, values: Floats) -> Floats:
        """(blocks,) what the mean of a block differs by from the blocks around it, of values (all targets,)."""
        mean = np.bincount(self._member, values[self._chosen], len(self.count)) / self.count
        return np.asarray((mean - self._places.mean_around(mean, self.count, AROUND_M))[self._full])
