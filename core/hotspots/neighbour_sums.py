"""Sums over the neighbours of each point.

Pairs are looked for strip by strip, so that they fit in memory, in several threads.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..base.ahead import done_ahead
from ..base.progress import Progress, Silent, check_cancelled
from ..files.columns import kept_rows, let_go, pieces, stored, zeros

Floats = NDArray[np.float64]
Counts = NDArray[np.int32]
_STRIP, _STRIPS_HELD = 20_000, 20  # points of a strip; strips whose points stay in memory after them
_PAIRS = 2_000_000  # pairs in memory at once in each thread, 16 bytes each and some for sums
_SAMPLE = 200  # points of a strip from which the number of pairs is estimated


def neighbour_sums(
    x: Floats, y: Floats, values: Floats, distance_m: float, progress: Progress = Silent()
) -> tuple[Floats, Counts]:
    """Sum of the values and number of the points (n,) within a distance of each, the border and itself included.

    Points are sorted along y and taken in strips. A strip looks for pairs among its own points and those that follow
    within the distance; each pair counts for both of its points.

    Returns:
        sums (n,) float64, counts (n,) int32.

    Raises:
        Cancelled: as soon as the user asks to stop.
    """
    order = np.argsort(y, kind="stable").astype(np.int32)
    x, y, values = (kept_rows(np.asarray(column, np.float64), order) for column in (x, y, values))
    sums, counts = zeros(len(y)), zeros(len(y), np.int32)
    for part in pieces(len(y)):
        sums[part], counts[part] = values[part], 1

    def strip(start: int, stop: Progress) -> tuple[Floats, Counts]:
        end = min(start + _STRIP, len(y))
        some = slice(start, _reach(y, end, distance_m))
        points = np.column_stack([x[some], y[some]])
        found = np.zeros(len(points)), np.zeros(len(points), np.int32)
        _add_pairs(*found, points, values[some], end - start, distance_m, stop)
        return found

    for start, (more, others) in done_ahead(strip, range(0, len(y), _STRIP), progress):
        some = slice(start, start + len(more))
        sums[some] += more
        counts[some] += others
        if start % (_STRIPS_HELD * _STRIP) == 0:
            let_go()
    return _put_back(sums, order), _put_back(counts, order)


def _put_back(values: NDArray[Any], order: NDArray[np.int32]) -> NDArray[Any]:
    """Values (n,) that were sorted, in the order in which they came, as a column."""
    made = np.empty(len(values), values.dtype)
    for start in range(0, len(order), _STRIP):
        made[order[start : start + _STRIP]] = values[start : start + _STRIP]
    return stored(made)


def _reach(along: Floats, end: int, distance_m: float) -> int:
    """Number of the points, sorted along y, up to a distance behind the one before `end`."""
    return int(np.searchsorted(along, along[end - 1] + distance_m, side="right"))


def _add_pairs(
    sums: Floats, counts: Counts, points: Floats, values: Floats, size: int, distance_m: float, stop: Progress
) -> None:
    """Add the pairs of the first `size` points with each other and with those behind.

    Halves what would not fit in memory.
    """
    check_cancelled(stop)
    if len(points) > 2 * size:
        _add_dense(sums, counts, points, values, size, distance_m, stop)
        return
    tree = cKDTree(points, balanced_tree=False, compact_nodes=False)
    sample = points[:: max(1, len(points) // _SAMPLE)]
    neighbours = np.mean(tree.query_ball_point(sample, distance_m, return_length=True))
    if neighbours * len(points) / 2.0 > _PAIRS and size > 1:
        for begin, end in ((0, size // 2), (size // 2, size)):
            part = slice(begin, _reach(points[:, 1], end, distance_m))
            _add_pairs(sums[part], counts[part], points[part], values[part], end - begin, distance_m, stop)
        return
    pairs = tree.query_pairs(distance_m, output_type="ndarray")
    inside = pairs[:, 0] < size  # first < second; the others are pairs of the strips behind
    first, second = pairs[inside, 0], pairs[inside, 1]
    number = len(points)
    sums += np.bincount(first, values[second], number) + np.bincount(second, values[first], number)
    counts += (np.bincount(first, minlength=number) + np.bincount(second, minlength=number)).astype(np.int32)


def _add_dense(
    sums: Floats, counts: Counts, points: Floats, values: Floats, size: int, distance_m: float, stop: Progress
) -> None:
    """The same where neighbours are so many that looking at every pair is as quick as a search."""
    step = max(1, _PAIRS // len(points))
    for begin in range(0, size, step):
        check_cancelled(stop)
        some, behind = slice(begin, min(begin + step, size)), slice(begin, len(points))
        square = np.subtract.outer(points[some, 0], points[behind, 0]) ** 2
        square += np.subtract.outer(points[some, 1], points[behind, 1]) ** 2
        near = np.triu(square <= distance_m * distance_m, 1)
        sums[some] += near @ values[behind]
        sums[behind] += values[some] @ near
        counts[some] += near.sum(axis=1, dtype=np.int32)
        counts[behind] += near.sum(axis=0, dtype=np.int32)
