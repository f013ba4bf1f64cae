"""Neighbouring targets on the cells of a lattice.

Runs of cells in a row stand for the targets, since a full frame has millions of them and few phases that jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import Delaunay

from ..base.progress import check_asked
from .places import Places, parts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Singles = NDArray[np.float32]
_WIDEST_GAP = 12  # cells over which islands are joined
_AT_ONCE = 30_000  # points that are triangulated at once: a cancel is heard between
_MANY = 4_000_000  # targets from which those that touch at a corner are no neighbours: memory
_STEPS = ((1, 0), (1, 1), (1, -1))  # rows and columns to the neighbours below


@dataclass(frozen=True)
class Regions:
    """What hangs together by small jumps.

    Args:
        of_run: (runs,) number of the region that each run of cells belongs to.
        run: (n,) number of the run of each target; without meaning where there is no value.
        cells: (regions,) how many.
        edges: (e, 2) regions at both ends of each edge with a larger jump.
        jump: (e,) rad, second less first.
    """

    of_run: Ints
    run: NDArray[np.int32]
    cells: Ints
    edges: Ints
    jump: Floats


class Neighbourhood:
    """Targets that touch at a side or a corner, and islands of them that are joined over gaps of some cells.

    Args:
        places: of all targets.
        joining: (targets,) those that count.
    """

    def __init__(self, places: Places, joining: NDArray[np.bool_]) -> None:
        self._all = len(places)
        cell = places.row * places.shape[1] + places.column
        self._targets = np.flatnonzero(joining)
        self._targets = self._targets[np.argsort(cell[self._targets], kind="stable")]
        cell = cell[self._targets]
        bridges = np.searchsorted(cell, _over_gaps(places.shape, cell))
        number = np.full((places.shape[0] + 1, places.shape[1] + 2), -1, np.int32)
        row, column = places.row[self._targets], places.column[self._targets] + 1
        number[row, column] = np.arange(len(cell))
        self._beside = number[row, column - 1] >= 0
        steps = _STEPS if len(cell) <= _MANY else _STEPS[:1]
        self._ends: list[tuple[NDArray[Any], NDArray[Any]]] = [
            _touching(number[row + down, column + across]) for down, across in steps
        ]
        self._ends.append((bridges[:, 0], bridges[:, 1]))

    def taken(self, phase: NDArray[np.floating[Any]]) -> Singles:
        """Values (n,) of the targets that count, row by row, of values of all (targets,)."""
        return np.asarray(phase[self._targets], np.float32)

    def given_back(self, values: NDArray[Any]) -> NDArray[Any]:
        """Values of all targets, 0 for those that do not count, of values (n,) of those that do."""
        made = np.zeros(self._all, values.dtype)
        made[self._targets] = values
        return made

    def largest_jump(self, values: Singles) -> float:
        """Between neighbours, of values (n,)."""
        sizes = [np.abs(values[1:] - values[:-1])[self._beside[1:]]]
        sizes += [np.abs(values[second] - values[first]) for first, second in self._ends]
        return max(float(np.fmax.reduce(size, initial=0.0)) for size in sizes)

    def regions(self, values: Singles, sure: float) -> Regions:
        """Join what jumps by at most `sure` rad, of values (n,); NaN: none."""
        known = np.isfinite(values)
        jump = values[1:] - values[:-1]
        starts = known.copy()
        starts[1:] &= ~(self._beside[1:] & (np.abs(jump) <= sure))
        large = np.flatnonzero(self._beside[1:] & (np.abs(jump) > sure))
        joined, apart, jumps = [], [np.column_stack([large, large + 1])], [jump[large]]
        for first, second in self._ends:
            check_asked()
            jump = values[second] - values[first]
            size = np.abs(jump)
            small = size <= sure
            large = np.flatnonzero(size > sure)
            fresh = np.flatnonzero(small & ~_told_before(small, first, second, starts))
            joined.append(np.column_stack([first[fresh], second[fresh]]))
            apart.append(np.column_stack([first[large], second[large]]))
            jumps.append(jump[large])
        run = np.cumsum(starts, dtype=np.int32) - 1
        of_run = parts(int(np.count_nonzero(starts)), run[np.concatenate(joined)])
        cells = np.bincount(of_run, np.bincount(run[known], minlength=len(of_run))).astype(np.int64)
        edges = of_run[run[np.concatenate(apart)]]
        return Regions(of_run, run, cells, edges, np.concatenate(jumps).astype(np.float64))


def _touching(other: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Numbers of both ends of the edges from each target to another one, or to none (-1)."""
    first = np.flatnonzero(other >= 0).astype(np.int32)
    return first, other[first]


def _told_before(
    small: NDArray[np.bool_], first: NDArray[Any], second: NDArray[Any], starts: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Edges that join the same two runs as the edge before them does."""
    made = np.zeros(small.shape, bool)
    beside = (np.diff(first) == 1) & (np.diff(second) == 1)
    made[1:] = small[1:] & small[:-1] & beside & ~starts[first[1:]] & ~starts[second[1:]]
    return made


def _over_gaps(shape: tuple[int, int], at: Ints) -> Ints:
    """(b, 2) cells of different islands, by triangulation of their shores.

    Args:
        shape: rows and columns of the lattice.
        at: (n,) numbers of the cells with targets.
    """
    grid = np.zeros(shape, bool)
    grid.ravel()[at] = True
    around = np.ones((3, 3), bool)
    island, count = ndimage.label(grid, around)
    shore = np.flatnonzero(grid & ~ndimage.binary_erosion(grid, around, border_value=1))
    found = [np.zeros((0, 2), np.int64)]
    if count > 1 and len(shore) >= 4:
        points = np.column_stack(np.divmod(shore, shape[1])).astype(float)
        for tile in _tiles(points):
            check_asked()
            sides = shore[tile[_short_sides(points[tile])]]
            found.append(sides[island.ravel()[sides[:, 0]] != island.ravel()[sides[:, 1]]])
    return np.asarray(np.unique(np.concatenate(found), axis=0), np.int64)


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
