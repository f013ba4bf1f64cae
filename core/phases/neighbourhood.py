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
Slices = tuple[slice, slice]
_WIDEST_GAP = 12  # cells over which islands are joined
_AT_ONCE = 30_000  # points that are triangulated at once: a cancel is heard between
# rows and columns from the first cell of an edge to the second: to the right, down, down and right, down and left
_STEPS = ((0, 1), (1, 0), (1, 1), (1, -1))


@dataclass(frozen=True)
class Regions:
    """What hangs together by small jumps.

    Args:
        of_run: (runs,) number of the region that each run of cells belongs to.
        run: (rows, columns) number of the run of each cell; without meaning where there is no value.
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
        self.shape, self._joining = places.shape, joining
        self._at = (places.row * places.shape[1] + places.column)[joining]
        self._bridges = _over_gaps(places.shape, self._at)

    def spread(self, phase: NDArray[np.floating[Any]]) -> Singles:
        """Values (targets,) of those that count on the lattice; NaN elsewhere."""
        grid = np.full(self.shape, np.nan, np.float32)
        grid.ravel()[self._at] = phase[self._joining]
        return grid

    def gather(self, grid: NDArray[Any]) -> NDArray[Any]:
        """(targets,) of a lattice; 0 for those that do not count."""
        made = np.zeros(len(self._joining), grid.dtype)
        made[self._joining] = grid.ravel()[self._at]
        return made

    def largest_jump(self, grid: Singles) -> float:
        """Between neighbours with values on the lattice."""
        sizes = [np.abs(_second(grid, step) - _first(grid, step)) for step in _STEPS]
        return max(float(np.fmax.reduce(size, axis=None, initial=0.0)) for size in [*sizes, np.abs(self._across(grid))])

    def regions(self, grid: Singles, sure: float) -> Regions:
        """Join what jumps by at most `sure` rad; of values on the lattice, NaN: none."""
        known = np.isfinite(grid)
        starts = known.copy()
        joined, apart, jumps = [], [], []
        for step in _STEPS:
            check_asked()
            jump = _second(grid, step) - _first(grid, step)
            size = np.abs(jump)
            small = size <= sure
            large = np.flatnonzero(size > sure)
            apart.append(_ends(self.shape, step, large))
            jumps.append(jump.ravel()[large])
            if step == _STEPS[0]:
                _second(starts, step)[small] = False
            else:
                again = _told_before(small, _first(starts, step), _second(starts, step))
                joined.append(_ends(self.shape, step, np.flatnonzero(small & ~again)))
        across = self._across(grid)
        joined.append(self._bridges[np.abs(across) <= sure])
        apart.append(self._bridges[np.abs(across) > sure])
        jumps.append(across[np.abs(across) > sure])
        run = np.cumsum(starts, dtype=np.int32).reshape(self.shape) - 1
        of_run = parts(int(np.count_nonzero(starts)), run.ravel()[np.concatenate(joined)])
        lengths = np.bincount(run[known], minlength=len(of_run))
        cells = np.bincount(of_run, lengths).astype(np.int64)
        edges = of_run[run.ravel()[np.concatenate(apart)]]
        return Regions(of_run, run, cells, edges, np.concatenate(jumps).astype(np.float64))

    def _across(self, grid: Singles) -> Singles:
        """Jumps (b,) over the gaps."""
        ends = grid.ravel()[self._bridges]
        return np.asarray(ends[:, 1] - ends[:, 0])


def _first(grid: NDArray[Any], step: tuple[int, int]) -> NDArray[Any]:
    """A view of the cells at which edges begin."""
    rows, columns = grid.shape
    return grid[: rows - step[0], max(0, -step[1]) : columns - max(0, step[1])]


def _second(grid: NDArray[Any], step: tuple[int, int]) -> NDArray[Any]:
    """A view of the cells at which the same edges end."""
    columns = grid.shape[1]
    return grid[step[0] :, max(0, step[1]) : columns - max(0, -step[1])]


def _ends(shape: tuple[int, int], step: tuple[int, int], at: Ints) -> Ints:
    """(e, 2) numbers of the cells at both ends of some edges, which are numbered as in `_first`."""
    row, column = np.divmod(at, shape[1] - abs(step[1]))
    first = row * shape[1] + column + max(0, -step[1])
    return np.column_stack([first, first + step[0] * shape[1] + step[1]])


def _told_before(small: NDArray[np.bool_], first: NDArray[np.bool_], second: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Edges whose neighbour to the left joins the same two runs."""
    made = np.zeros(small.shape, bool)
    made[:, 1:] = small[:, 1:] & small[:, :-1] & ~first[:, 1:] & ~second[:, 1:]
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
