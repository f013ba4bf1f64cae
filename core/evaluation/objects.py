"""Scores of whole areas: which reference areas were found, and which predicted ones are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..base.progress import Progress, Silent, track
from ..gis.rings import boxes_of, common_area, meeting, valid_polygon
from ..gis.zonal import envelopes
from .scores import ratio

FOUND_IOU = 0.1  # an overlap from which an area counts as found, whatever its outline
MATCH_IOUS = (0.5, 0.3)

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Pairs:
    """Pairs of a reference and a predicted area, each (n,), with their intersection over union."""

    reference: Indices
    predicted: Indices
    iou: NDArray[np.float64]

    def best(self, count: int, predicted: bool = False) -> tuple[NDArray[np.float64], Indices]:
        """Largest IoU of each of `count` areas and the area of the other side; 0 and -1 without any overlap."""
        own, other = (self.predicted, self.reference) if predicted else (self.reference, self.predicted)
        best, partner = np.zeros(count), np.full(count, -1, np.intp)
        for index in np.argsort(self.iou, kind="stable"):
            best[own[index]], partner[own[index]] = self.iou[index], other[index]
        return best, partner


@dataclass(frozen=True)
class ObjectScores:
    """Scores of areas that count as matched above an IoU.

    Args:
        minimum_iou: a pair is a match when its IoU is larger.
        reference: number of reference areas.
        predicted: number of predicted areas.
        matched: number of pairs.
        recall: matched / reference.
        precision: matched / predicted.
        quality: panoptic quality, sum of the IoU of the pairs / (pairs + half of the unmatched of both sides).
    """

    minimum_iou: float
    reference: int
    predicted: int
    matched: int
    recall: float
    precision: float
    quality: float


def clipped(polygons: Sequence[bytes], frame: ogr.Geometry, min_area_m2: float) -> tuple[list[ogr.Geometry], Indices]:
    """Parts of the polygons inside the scored ground, and which polygons they come from.

    Parts smaller than `min_area_m2` (of a cell) are left out.
    """
    shapes, origin = [], []
    for index in meeting(envelopes(polygons), boxes_of([frame])[0]).tolist():
        shape = valid_polygon(ogr.CreateGeometryFromWkb(bytes(polygons[index])))
        part = shape if frame.Contains(shape) else valid_polygon(shape.Intersection(frame))
        if part.GetArea() >= min_area_m2:
            shapes.append(part)
            origin.append(index)
    return shapes, np.array(origin, np.intp)


def overlapping(
    reference: Sequence[ogr.Geometry], predicted: Sequence[ogr.Geometry], progress: Progress = Silent()
) -> Pairs:
    """All pairs whose interiors overlap, with the IoU of their shapes."""
    boxes = boxes_of(predicted)
    areas = np.array([shape.GetArea() for shape in predicted], float)
    rows: list[tuple[int, int, float]] = []
    for number, (shape, box) in track(list(enumerate(zip(reference, boxes_of(reference)))), progress):
        for other in meeting(boxes, box):
            common = common_area(shape, predicted[other])
            if common > 0:
                rows.append((number, int(other), common / (float(shape.GetArea()) + float(areas[other]) - common)))
    table = np.array(rows, float).reshape(-1, 3)
    return Pairs(table[:, 0].astype(np.intp), table[:, 1].astype(np.intp), table[:, 2].copy())


def overlap_count(shapes: Sequence[ogr.Geometry], min_area_m2: float, progress: Progress = Silent()) -> int:
    """Number of pairs of areas of one side that overlap by at least this area (of a cell)."""
    pairs = overlapping(shapes, shapes, progress)
    areas = np.array([shape.GetArea() for shape in shapes], float)
    together = areas[pairs.reference] + areas[pairs.predicted]
    common = pairs.iou / (1.0 + pairs.iou) * together
    return int(np.count_nonzero((pairs.reference < pairs.predicted) & (common >= min_area_m2)))


def match(pairs: Pairs, minimum_iou: float) -> Pairs:
    """One-to-one matches above an IoU.

    Above 0.5 they are unique where areas of one side do not overlap (Kirillov et al., 2019). Below, each group of
    overlapping areas is assigned so that the sum of IoU is largest (Hungarian method).
    """
    good = np.flatnonzero(pairs.iou > minimum_iou)
    chosen: list[int] = []
    if len(good):
        for group in _groups(pairs, good):
            rows, row = np.unique(pairs.reference[group], return_inverse=True)
            columns, column = np.unique(pairs.predicted[group], return_inverse=True)
            gain, place = np.zeros((len(rows), len(columns))), np.full((len(rows), len(columns)), -1)
            gain[row, column], place[row, column] = pairs.iou[group], group
            taken = place[linear_sum_assignment(gain, maximize=True)]
            chosen += [int(index) for index in taken if index >= 0]
    return Pairs(pairs.reference[chosen], pairs.predicted[chosen], pairs.iou[chosen])


def _groups(pairs: Pairs, good: Indices) -> list[Indices]:
    """Pairs that share areas, directly or through others."""
    left, right = pairs.reference[good], pairs.predicted[good]
    size = int(left.max()) + int(right.max()) + 2
    shifted = right + int(left.max()) + 1
    links = coo_matrix((np.ones(len(good)), (left, shifted)), shape=(size, size))
    component = connected_components(links, directed=False)[1][left]
    order = np.argsort(component, kind="stable")
    return [good[part] for part in np.split(order, np.flatnonzero(np.diff(component[order])) + 1)]


def object_scores(pairs: Pairs, reference: int, predicted: int, minimum_iou: float) -> ObjectScores:
    """Recall, precision and panoptic quality of areas matched above an IoU."""
    matches = match(pairs, minimum_iou)
    count = len(matches.iou)
    return ObjectScores(
        minimum_iou=minimum_iou,
        reference=reference,
        predicted=predicted,
        matched=count,
        recall=ratio(count, reference),
        precision=ratio(count, predicted),
        quality=ratio(float(matches.iou.sum()), 0.5 * (reference + predicted)),
    )


def found_recall(pairs: Pairs, reference: int) -> float:
    """Share of the reference areas that some predicted area overlaps with an IoU above 0.1."""
    return ratio(int(np.count_nonzero(pairs.best(reference)[0] > FOUND_IOU)), reference)


def false_count(pairs: Pairs, predicted: int) -> int:
    """Number of predicted areas that no reference area overlaps with an IoU above 0.1."""
    return int(np.count_nonzero(pairs.best(predicted, predicted=True)[0] <= FOUND_IOU))
