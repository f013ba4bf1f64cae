"""Scores of all outlines together: boundary F1, boundary IoU, and the offsets of crowns and toes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.distances import BoundaryDistance, Points, boundary_distance, distances_to, samples, segments, without
from ..base.progress import Progress, Silent, Stage, track
from ..gis.raster import RasterReader
from ..gis.rings import boxes_of, common_area, meeting, valid_polygon
from ..gis.zonal import sample
from .objects import Pairs
from .scores import ratio

DISTANCES_M = (5.0, 10.0, 25.0)
BAND_M = 15.0  # of the boundary IoU
_THIRD = 1.0 / 3.0  # of an area's relief: its crown above, its toe below
_CHUNK = 100_000  # pairs of points and segments in memory at once

Shapes = Sequence[ogr.Geometry]
Pieces = NDArray[np.float64]  # (n, 4) straight pieces of outlines


@dataclass(frozen=True)
class BoundaryF1:
    """How much of the outlines lies near an outline of the other side.

    Precision and recall are shares of the length within `distance_m`, F1 is their harmonic mean.
    """

    distance_m: float
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Offset:
    """Where predicted outlines lie beside a part of the matched reference outlines.

    Args:
        distance_m: mean distance of the points of the reference outline to the predicted one.
        signed_m: the same, positive where the predicted area reaches beyond the reference area, negative where it
            falls short.
        areas: number of matched pairs with such a part.
    """

    distance_m: float
    signed_m: float
    areas: int


@dataclass(frozen=True)
class BoundaryScores:
    """Scores of outlines.

    Args:
        f1: for each of DISTANCES_M.
        iou: of the inner rims.
        distance: means over the matched pairs.
        crown: offset of the upper parts of the matched outlines; NaN without elevations.
        toe: of the lower parts.
    """

    f1: Sequence[BoundaryF1]
    iou: float
    distance: BoundaryDistance
    crown: Offset
    toe: Offset


@dataclass(frozen=True)
class Sides:
    """Areas of both sides on the same ground.

    Args:
        reference: scored parts of the reference areas.
        predicted: scored parts of the predicted areas.
        matches: pairs above an IoU of 0.5.
        frame: the scored ground; nobody drew a line along its edge.
    """

    reference: Shapes
    predicted: Shapes
    matches: Pairs
    frame: ogr.Geometry

    def distances(self, step_m: float, progress: Progress = Silent()) -> list[BoundaryDistance]:
        """Distance of the outlines of each match, measured at points that are `step_m` apart."""
        return [
            boundary_distance(self.reference[one], self.predicted[other], step_m, self.frame)
            for one, other in track(list(zip(self.matches.reference, self.matches.predicted)), progress)
        ]


def score_boundaries(
    sides: Sides,
    distances: Sequence[BoundaryDistance],
    stack: RasterReader | None,
    step_m: float,
    progress: Progress = Silent(),
) -> BoundaryScores:
    """Scores of the outlines of all areas, and of the matched ones.

    Args:
        sides: areas and matches.
        distances: of the outlines of the matches.
        stack: feature stack, or None.
        step_m: distance of the points along the outlines, m.
        progress: reporting and cancel.
    """
    predicted, matches = sides.predicted, sides.matches
    own, other = own_outlines(sides.reference, sides.frame), own_outlines(predicted, sides.frame)
    f1 = boundary_f1(own, other, step_m, Stage(progress, 0.0, 0.4))
    iou = boundary_iou(sides.reference, predicted, (own, other), Stage(progress, 0.4, 0.8))
    crown = toe = Offset(math.nan, math.nan, 0)
    if stack is not None and len(matches.iou) and "elevation" in stack.names:
        pairs = [(own[i], other[j], predicted[j]) for i, j in zip(matches.reference, matches.predicted)]
        crown, toe = crown_and_toe(pairs, stack, step_m, Stage(progress, 0.8, 1.0))
    return BoundaryScores(f1=f1, iou=iou, distance=_mean_distance(distances), crown=crown, toe=toe)


def _mean_distance(distances: Sequence[BoundaryDistance]) -> BoundaryDistance:
    means = np.array([(one.mean_m, one.hausdorff95_m) for one in distances], float).reshape(-1, 2)
    known = means[np.isfinite(means).all(axis=1)]
    if not len(known):
        return BoundaryDistance(math.nan, math.nan)
    return BoundaryDistance(float(known[:, 0].mean()), float(known[:, 1].mean()))


def own_outlines(shapes: Shapes, frame: ogr.Geometry) -> list[Pieces]:
    """Pieces of each shape's outline that do not run along the edge of the scored ground."""
    edges = segments(frame)
    return [without(segments(shape), edges) for shape in shapes]


def boundary_f1(
    reference: Sequence[Pieces], predicted: Sequence[Pieces], step_m: float, progress: Progress = Silent()
) -> list[BoundaryF1]:
    """Boundary precision, recall and F1 for each of DISTANCES_M: Csurka et al. (2013), pooled over all areas.

    Args:
        reference: outlines of the reference areas.
        predicted: of the predicted ones.
        step_m: distance of the points along the outlines, m; at most 2000 on each.
        progress: reporting and cancel.
    """
    recalls = _shares(reference, predicted, step_m, Stage(progress, 0.0, 0.5))
    precisions = _shares(predicted, reference, step_m, Stage(progress, 0.5, 1.0))
    return [
        BoundaryF1(distance, precision, recall, harmonic_mean(precision, recall))
        for distance, precision, recall in zip(DISTANCES_M, precisions, recalls)
    ]


def harmonic_mean(precision: float, recall: float) -> float:
    """F1 of outlines: 0 where no outline lies near one of the other side, or where one side has no outline.

    It is NaN only where neither side has an outline, as F1 of cells is NaN only where neither side has a cell.
    """
    if math.isnan(precision) and math.isnan(recall):
        return math.nan
    common = 0.0 if math.isnan(precision) or math.isnan(recall) else 2 * precision * recall
    return common / (precision + recall) if common else 0.0


def _shares(own: Sequence[Pieces], other: Sequence[Pieces], step_m: float, progress: Progress) -> list[float]:
    """Share of the length of outlines that lies within each of DISTANCES_M of the other side's outlines."""
    near, total = np.zeros(len(DISTANCES_M)), 0.0
    boxes = np.array([_box(pieces) for pieces in other]).reshape(-1, 4)
    for pieces in track(own, progress):
        if not len(pieces):
            continue
        length = float(np.hypot(*(pieces[:, 2:] - pieces[:, :2]).T).sum())
        total += length
        beside = meeting(boxes, _box(pieces), max(DISTANCES_M))
        if len(beside):
            distance = distances_to(samples(pieces, step_m), np.vstack([other[index] for index in beside]))
            near += [length * np.mean(distance <= limit) for limit in DISTANCES_M]
    return [ratio(float(part), total) for part in near]


def boundary_iou(
    reference: Shapes,
    predicted: Shapes,
    outlines: tuple[Sequence[Pieces], Sequence[Pieces]],
    progress: Progress = Silent(),
) -> float:
    """Intersection over union of the inner rims, 15 m wide, of the areas of both sides.

    After Cheng et al. (2021), with a width in metres.
    """
    sides = [list(zip(*side)) for side in zip((reference, predicted), outlines)]
    rims = [
        _once([_rim(shape, pieces) for shape, pieces in track(side, Stage(progress, start, start + 0.3))])
        for side, start in zip(sides, (0.0, 0.3))
    ]
    boxes, common = boxes_of(rims[1]), 0.0
    for rim, box in track(list(zip(rims[0], boxes_of(rims[0]))), Stage(progress, 0.6, 1.0)):
        for index in meeting(boxes, box):
            common += common_area(rim, rims[1][index])
    return ratio(common, sum(float(rim.GetArea()) for side in rims for rim in side) - common)


def _once(rims: Shapes) -> list[ogr.Geometry]:
    """The rims, each without the ground that the rims before it cover.

    Where areas of one side overlap, their rims would count twice.
    """
    boxes = boxes_of(rims)
    own: list[ogr.Geometry] = []
    for number, rim in enumerate(rims):
        left = rim
        for before in meeting(boxes[:number], boxes[number]):
            if left.Intersects(rims[before]):
                left = left.Difference(rims[before])
        own.append(left)
    return own


def _rim(shape: ogr.Geometry, pieces: Pieces) -> ogr.Geometry:
    """The part of an area within 15 m of its outline, without the pieces of the outline on the edge of the ground."""
    if len(pieces) == len(segments(shape)):
        return shape.Difference(shape.Buffer(-BAND_M, 8))
    lines = ogr.Geometry(ogr.wkbMultiLineString)
    for x0, y0, x1, y1 in pieces.tolist():
        line = ogr.Geometry(ogr.wkbLineString)
        line.AddPoint_2D(x0, y0)
        line.AddPoint_2D(x1, y1)
        lines.AddGeometry(line)
    return valid_polygon(lines.Buffer(BAND_M, 8).Intersection(shape))


def crown_and_toe(
    pairs: Sequence[tuple[Pieces, Pieces, ogr.Geometry]],
    stack: RasterReader,
    step_m: float,
    progress: Progress = Silent(),
) -> tuple[Offset, Offset]:
    """Offsets of the upper and of the lower parts of matched outlines.

    The crown is the part of the reference outline in the upper third of its relief, the toe is in the lower third.

    Args:
        pairs: of matched areas: outline of the reference area, of the predicted one, and the predicted area.
        stack: raster with a band `elevation`.
        step_m: distance of the points along the outlines, m.
        progress: reporting and cancel.
    """
    points = [samples(own, step_m) if len(own) and len(other) else np.empty((0, 2)) for own, other, _ in pairs]
    x, y = np.vstack([np.empty((0, 2)), *points]).T
    heights = np.split(
        sample(stack, "elevation", x, y, Stage(progress, 0.0, 0.5)), np.cumsum([len(part) for part in points])
    )
    crown: list[tuple[float, float]] = []
    toe: list[tuple[float, float]] = []
    for place, height, (_, other, area) in track(list(zip(points, heights, pairs)), Stage(progress, 0.5, 1.0)):
        known = np.isfinite(height)
        relief = float(np.ptp(height[known])) if known.any() else 0.0
        if not relief > 0:
            continue
        distance = distances_to(place, other)
        signed = np.where(inside(place, segments(area)), distance, -distance)
        lowest = float(height[known].min())
        for part, chosen in (
            (crown, height >= lowest + 2 * _THIRD * relief),
            (toe, height <= lowest + _THIRD * relief),
        ):
            part.append((float(distance[chosen].mean()), float(signed[chosen].mean())))
    return _offset(crown), _offset(toe)


def _offset(parts: Sequence[tuple[float, float]]) -> Offset:
    if not parts:
        return Offset(math.nan, math.nan, 0)
    distance, signed = np.mean(parts, axis=0)
    return Offset(float(distance), float(signed), len(parts))


def inside(points: Points, pieces: Pieces) -> NDArray[np.bool_]:
    """Whether points (n, 2) lie in the area that pieces bound, by the even-odd rule."""
    result = np.zeros(len(points), bool)
    x0, y0, x1, y1 = pieces.T
    size = max(1, _CHUNK // max(len(pieces), 1))
    for first in range(0, len(points), size):
        x, y = points[first : first + size].T[:, :, None]
        crosses = (y0 > y) != (y1 > y)
        rise = np.where(y1 == y0, 1.0, y1 - y0)
        result[first : first + size] = np.sum(crosses & (x < x0 + (y - y0) * (x1 - x0) / rise), axis=1) % 2 == 1
    return result


def _box(pieces: Pieces) -> NDArray[np.float64]:
    """West, south, east, north; without any piece a box that meets no other box."""
    if not len(pieces):
        return np.array([np.inf, np.inf, -np.inf, -np.inf])
    ends = pieces.reshape(-1, 2)
    return np.concatenate([ends.min(axis=0), ends.max(axis=0)])
