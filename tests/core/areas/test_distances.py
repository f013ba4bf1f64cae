from __future__ import annotations

import math

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.areas.distances import MAX_SAMPLES, boundary_distance, segments

from ..rasters import NORTH, WEST, box

FRAME = ogr.CreateGeometryFromWkb(box(-1e4, -1e4, 1e4, 1e4))


def shape(*sides, **others):
    return ogr.CreateGeometryFromWkb(box(*sides, **others))


def test_the_same_outline_is_nowhere_away_from_itself():
    distance = boundary_distance(shape(0, 0, 100, 80), shape(0, 0, 100, 80), 2.0, FRAME)
    assert (distance.mean_m, distance.hausdorff95_m) == pytest.approx((0.0, 0.0), abs=1e-9)


def test_a_square_inside_another_is_the_margin_away():
    distance = boundary_distance(shape(0, 0, 100, 100), shape(10, 10, 90, 90), 0.5, FRAME)
    inner = 10.0  # each point of the inner outline is 10 m from the outer one
    x = np.arange(0.25, 100, 0.5)
    outer = np.hypot(10.0, np.maximum(0, np.maximum(10 - x, x - 90)))
    assert distance.mean_m == pytest.approx(0.5 * (inner + outer.mean()), rel=1e-9)
    assert distance.hausdorff95_m == pytest.approx(np.quantile(np.tile(outer, 4), 0.95), rel=1e-9)


def test_distances_equal_those_of_ogr_at_the_same_points():
    first = ogr.CreateGeometryFromWkt(f"POINT({WEST + 50} {NORTH})").Buffer(40, 12)
    second = ogr.CreateGeometryFromWkt(f"POINT({WEST + 63} {NORTH + 9})").Buffer(30, 7)
    step = 1.0
    means, tails = [], []
    for own, other in ((first, second), (second, first)):
        line, distances = other.Boundary(), []
        for x0, y0, x1, y1 in segments(own):
            number = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / step))
            for share in (np.arange(number) + 0.5) / number:
                point = ogr.Geometry(ogr.wkbPoint)
                point.AddPoint_2D(x0 + share * (x1 - x0), y0 + share * (y1 - y0))
                distances.append(line.Distance(point))
        means.append(np.mean(distances))
        tails.append(np.quantile(distances, 0.95))
    found = boundary_distance(first, second, step, FRAME)
    assert found.mean_m == pytest.approx(np.mean(means), rel=1e-6)
    assert found.hausdorff95_m == pytest.approx(max(tails), rel=1e-6)


def test_it_does_not_matter_which_outline_comes_first():
    one, two = shape(0, 0, 50, 70, hole=(10, 10, 20, 20)), shape(5, -3, 60, 60)
    assert boundary_distance(one, two, 1.0, FRAME) == boundary_distance(two, one, 1.0, FRAME)


def test_the_edge_of_the_scored_ground_is_no_boundary():
    frame = shape(0, 0, 100, 100)
    one, two = shape(0, 0, 40, 100), shape(0, 0, 50, 100)  # only the eastern side was drawn
    distance = boundary_distance(one, two, 1.0, frame)
    assert distance.mean_m == pytest.approx(10.0)
    assert distance.hausdorff95_m == pytest.approx(10.0)


def test_an_area_that_fills_the_scored_ground_has_no_outline():
    frame = shape(0, 0, 100, 100)
    assert math.isnan(boundary_distance(frame, shape(0, 0, 50, 100), 1.0, frame).mean_m)


def test_a_very_long_outline_gets_a_bounded_number_of_points():
    big = shape(0, 0, 5000, 5000)
    distance = boundary_distance(big, shape(0, 0, 5000, 4990), 0.001, FRAME)
    assert 0 < distance.mean_m < 10
    assert MAX_SAMPLES == 2000


def test_holes_are_outlines_too():
    assert len(segments(shape(0, 0, 100, 100, hole=(10, 10, 20, 20)))) == 8
