"""How far outlines are apart, in metres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

MAX_SAMPLES = 2000  # points along one outline; bounds the time that a very long one takes
_CHUNK = 100_000  # distances held at once: they stay in the processor's cache
_ON_FRAME_M = 1e-3

Points = NDArray[np.float64]  # (n, 2)


@dataclass(frozen=True)
class BoundaryDistance:
    """Distance of two outlines.

    Args:
        mean_m: mean of the two directed mean distances.
        hausdorff95_m: the larger of the two directed 95 % quantiles.
    """

    mean_m: float
    hausdorff95_m: float


def boundary_distance(
    first: ogr.Geometry, second: ogr.Geometry, step_m: float, frame: ogr.Geometry
) -> BoundaryDistance:
    """Distance of the outlines of two areas that were cut to the scored ground.

    Points every `step_m` along each outline (at most 2000) are measured to the nearest point of the other one. Parts
    of an outline on the edge of the scored ground were drawn by nobody and are left out.

    Args:
        first: polygon or multipolygon.
        second: the same.
        step_m: distance of the points, m.
        frame: the scored ground.

    Returns:
        Distances in m; NaN where an area has no outline of its own inside the scored ground.
    """
    edges = segments(frame)
    outlines = [without(segments(shape), edges) for shape in (first, second)]
    directed = [
        distances_to(samples(own, step_m), other) for own, other in (tuple(outlines), tuple(reversed(outlines)))
    ]
    if not all(len(distances) for distances in directed):
        return BoundaryDistance(float("nan"), float("nan"))
    return BoundaryDistance(
        float(np.mean([distances.mean() for distances in directed])),
        float(max(np.quantile(distances, 0.95) for distances in directed)),
    )


def segments(geometry: ogr.Geometry) -> NDArray[np.float64]:
    """Straight pieces of all rings, (n, 4): x and y of start and end."""
    parts = []
    for index in range(geometry.GetGeometryCount()):
        child = geometry.GetGeometryRef(index)
        if child.GetGeometryCount():
            parts.append(segments(child))
        elif child.GetPointCount():
            points = np.array(child.GetPoints(), float)[:, :2]
            parts.append(np.hstack([points[:-1], points[1:]]))
    return np.vstack(parts) if parts else np.empty((0, 4))


def without(pieces: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pieces that do not run along an edge of the scored ground."""
    if not len(pieces) or not len(edges):
        return pieces
    low, high = edges.reshape(-1, 2).min(axis=0), edges.reshape(-1, 2).max(axis=0)
    middle = 0.5 * (pieces[:, :2] + pieces[:, 2:])
    along = np.ones(len(pieces), bool)
    for points in (pieces[:, :2], middle, pieces[:, 2:]):
        near = ((points >= low - _ON_FRAME_M) & (points <= high + _ON_FRAME_M)).all(axis=1) & along
        along &= near
        along[near] = distances_to(points[near], edges) < _ON_FRAME_M
    return pieces[~along]


def samples(pieces: NDArray[np.float64], step_m: float) -> Points:
    """Middles of equal parts of each piece, each about `step_m` long."""
    length = np.hypot(*(pieces[:, 2:] - pieces[:, :2]).T)
    step = max(step_m, float(length.sum()) / MAX_SAMPLES)
    number = np.maximum(1, np.ceil(length / step)).astype(int)
    piece = np.repeat(np.arange(len(pieces)), number)
    share = (np.arange(len(piece)) - np.repeat(np.cumsum(number) - number, number) + 0.5) / number[piece]
    points: Points = pieces[piece, :2] + share[:, None] * (pieces[piece, 2:] - pieces[piece, :2])
    return points


def distances_to(points: Points, pieces: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distance of each point to the nearest of the pieces, (n,) m; empty where there are no pieces."""
    if not len(pieces):
        return np.empty(0)
    x0, y0, x1, y1 = pieces.T
    along_x, along_y = x1 - x0, y1 - y0
    square = np.maximum(along_x**2 + along_y**2, 1e-12)
    nearest = np.empty(len(points))
    size = max(1, _CHUNK // len(pieces))
    for first in range(0, len(points), size):
        x, y = points[first : first + size].T[:, :, None]
        off_x, off_y = x - x0, y - y0
        share = np.clip((off_x * along_x + off_y * along_y) / square, 0.0, 1.0)
        nearest[first : first + size] = ((off_x - share * along_x) ** 2 + (off_y - share * along_y) ** 2).min(axis=1)
    return np.sqrt(nearest)
