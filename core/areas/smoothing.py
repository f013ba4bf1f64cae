"""Outlines without the stairs of the cells: each within 1 % of its area, none across itself or another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from osgeo import ogr
from scipy.ndimage import gaussian_filter1d

from ..base.grid import Grid
from ..base.progress import Progress, Silent, check_cancelled
from ..gis.rings import Ring, boxes_of, common_area, is_valid, meeting, polygon_of, ring_area, valid_polygon

AREA_TOLERANCE = 0.01  # share by which smoothing may change an area
SIMPLIFY_CELLS = 0.14  # with the 0.354 of the cut corners below half a cell: neighbours can never overlap
_SIMPLIFY_SHARE = 0.1  # of the smoothing length
_SHORTEST = 16  # an outline is at least so many times as long as it is smoothed
_EVERY = 500  # areas between two looks at the cancel button


@dataclass(frozen=True)
class Stairs:
    """An area as its cells draw it: closed rings along the cells' edges, the outer one first."""

    rings: list[Ring]
    grid: Grid

    def smooth(self, smooth_m: float) -> ogr.Geometry:
        """A valid polygon or multipolygon, smoothed over `smooth_m` or, where that would spoil it, over less.

        An outline is spoilt if it crosses itself or its area differs by more than 1 %.
        """
        while smooth_m > self.grid.cell_m:
            shape = self._rounded(smooth_m)
            if shape is not None:
                return shape
            smooth_m /= 2.0
        return self.plain()

    def plain(self) -> ogr.Geometry:
        """Outline through the middles of the cells' edges, lightly simplified: it moves by less than half a cell.

        Where the area would change by more than 1 %, as it does for a few cells, the stairs stay.
        """
        stairs = valid_polygon(polygon_of(self.rings))
        middles = valid_polygon(polygon_of([_edge_middles(ring, self.grid) for ring in self.rings]))
        for candidate in (valid_polygon(middles.SimplifyPreserveTopology(SIMPLIFY_CELLS * self.grid.cell_m)), middles):
            if _close_in_area(candidate, float(stairs.GetArea())):
                return candidate
        return stairs

    def _rounded(self, smooth_m: float) -> ogr.Geometry | None:
        """The smoothed outline, or None where it is spoilt."""
        rounded = polygon_of([_round(_edge_middles(ring, self.grid), ring_area(ring), smooth_m) for ring in self.rings])
        simple = rounded.SimplifyPreserveTopology(max(SIMPLIFY_CELLS * self.grid.cell_m, _SIMPLIFY_SHARE * smooth_m))
        outer, *holes = (abs(ring_area(ring)) for ring in self.rings)
        good = (shape for shape in (simple, rounded) if _close_in_area(shape, outer - sum(holes)) and is_valid(shape))
        return next(good, None)


def smoothed(areas: Sequence[Stairs], smooth_m: float, progress: Progress = Silent()) -> list[ogr.Geometry]:
    """Outlines of areas that are at least a cell apart; no two overlap.

    Two that would overlap are smoothed over half the length, and so on; with the least smoothing they cannot overlap.

    Args:
        areas: as their cells draw them.
        smooth_m: length below which bends vanish, m; 0: the least smoothing.
        progress: for the cancel button.

    Returns:
        Valid polygons or multipolygons, each within 1 % of the area of its cells.
    """
    lengths = np.full(len(areas), smooth_m)
    shapes: list[ogr.Geometry] = []
    for index, area in enumerate(areas):
        if index % _EVERY == 0:
            check_cancelled(progress)
        shapes.append(area.smooth(smooth_m))
    changed = np.arange(len(areas) if smooth_m > 0 else 0)
    while len(changed):
        crossing = _crossing(shapes, changed, progress)
        changed = np.array(sorted(index for index in crossing if lengths[index] > 0), np.intp)
        for index in changed:
            lengths[index] = lengths[index] / 2.0 if lengths[index] > areas[index].grid.cell_m else 0.0
            shapes[index] = areas[index].smooth(float(lengths[index]))
    return shapes


def _crossing(shapes: Sequence[ogr.Geometry], among: Iterable[int], progress: Progress) -> set[int]:
    """The shapes that overlap one of `among`, and those of `among` themselves."""
    boxes = boxes_of(shapes)
    order = np.argsort(boxes[:, 0], kind="stable")
    west, widest = boxes[order, 0], float((boxes[:, 2] - boxes[:, 0]).max(initial=0.0))
    found: set[int] = set()
    for count, index in enumerate(among):
        if count % _EVERY == 0:
            check_cancelled(progress)
        box = boxes[index]
        near = order[np.searchsorted(west, box[0] - widest) : np.searchsorted(west, box[2], "right")]
        near = near[meeting(boxes[near], box)]
        crossed = [int(other) for other in near if other != index and _overlap(shapes[index], shapes[other])]
        found.update([int(index), *crossed] if crossed else [])
    return found


def _overlap(one: ogr.Geometry, other: ogr.Geometry) -> bool:
    return bool(one.Intersects(other)) and common_area(one, other) > 0


def _close_in_area(candidate: ogr.Geometry, area: float) -> bool:
    return abs(float(candidate.GetArea()) / area - 1.0) <= AREA_TOLERANCE


def _edge_middles(ring: Ring, grid: Grid) -> Ring:
    """Middles of the unit edges of a ring that runs along the cells, closed."""
    origin = np.array([grid.x_min, grid.y_max])
    corners = np.round((ring - origin) / grid.cell_m)
    steps = np.diff(corners, axis=0)
    lengths = np.abs(steps).sum(axis=1).astype(int)
    used = lengths > 0
    start, direction, lengths = corners[:-1][used], np.sign(steps[used]), lengths[used]
    along = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths) + 0.5
    middles = np.repeat(start, lengths, axis=0) + np.repeat(direction, lengths, axis=0) * along[:, None]
    closed: Ring = np.vstack([middles, middles[:1]]) * grid.cell_m + origin
    return closed


def _round(ring: Ring, area: float, smooth_m: float) -> Ring:
    """Filter a closed ring along its length by a Gaussian, then move it out again to its former area.

    The standard deviation of the Gaussian is half of `smooth_m`.
    """
    points = ring[:-1] - ring[0]
    length = float(np.hypot(*np.diff(ring, axis=0).T).sum())
    deviation = 0.5 * min(smooth_m, length / _SHORTEST) * len(points) / length
    points = gaussian_filter1d(points, deviation, axis=0, mode="wrap")
    along = np.roll(points, -1, axis=0) - np.roll(points, 1, axis=0)
    normal = np.column_stack([along[:, 1], -along[:, 0]]) / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    round_ring = np.vstack([points, points[:1]])
    perimeter = max(float(np.hypot(*np.diff(round_ring, axis=0).T).sum()), 1e-9)
    points = (
        points + normal * (area - ring_area(round_ring)) / perimeter
    )  # outwards where the ring runs counterclockwise
    closed: Ring = np.vstack([points, points[:1]]) + ring[0]
    return closed
