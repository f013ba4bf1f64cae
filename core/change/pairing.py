"""Which areas of two dates are the same ground: those that overlap, in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from osgeo import ogr
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..gis.rings import boxes_of, common_area, meeting, valid_polygon

LEAST_SHARE = 0.1  # of the smaller area, from which on two overlap


@dataclass(frozen=True)
class Group:
    """Areas of both dates that overlap; on one side there may be none.

    Args:
        before, after: their numbers, from 0.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]


def shapes_of(polygons: Sequence[bytes]) -> list[ogr.Geometry]:
    """Valid geometries of polygons (WKB)."""
    return [valid_polygon(ogr.CreateGeometryFromWkb(bytes(one))) for one in polygons]


def united(shapes: Sequence[ogr.Geometry]) -> ogr.Geometry:
    """The ground of several shapes, at least one."""
    made = shapes[0].Clone()
    for shape in shapes[1:]:
        made = made.Union(shape)
    return valid_polygon(made)


def groups_of(before: Sequence[ogr.Geometry], after: Sequence[ogr.Geometry]) -> list[Group]:
    """Groups of areas that overlap, directly or through others; each area is in one."""
    total = len(before) + len(after)
    boxes, links = boxes_of(after), []
    for number, (shape, box) in enumerate(zip(before, boxes_of(before))):
        for other in meeting(boxes, box):
            smaller = min(shape.GetArea(), after[other].GetArea())
            if common_area(shape, after[other]) > LEAST_SHARE * smaller:
                links.append((number, len(before) + int(other)))
    rows, columns = np.array(links, np.intp).reshape(-1, 2).T
    count, label = connected_components(coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(total, total)), False)
    members: list[list[int]] = [[] for _ in range(count)]
    for number, group in enumerate(label.tolist()):
        members[group].append(number)
    return [
        Group(tuple(n for n in group if n < len(before)), tuple(n - len(before) for n in group if n >= len(before)))
        for group in members
    ]
