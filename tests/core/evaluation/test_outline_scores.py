from __future__ import annotations

import math

import numpy as np
import pytest
from osgeo import ogr
from scipy.ndimage import distance_transform_edt

from slipline.core.areas.distances import boundary_distance, segments
from slipline.core.evaluation.objects import Pairs
from slipline.core.evaluation.outline_scores import (
    Sides,
    _rim,
    boundary_f1,
    boundary_iou,
    inside,
    own_outlines,
    score_boundaries,
)
from slipline.core.gis.raster import RasterReader

from ..rasters import NORTH, WEST, box, write_raster

FRAME = ogr.CreateGeometryFromWkb(box(-1e4, -1e4, 1e4, 1e4))


def shape(*sides, **others):
    return ogr.CreateGeometryFromWkb(box(*sides, **others))


def f1_of(reference, predicted, frame=FRAME, step=0.1):
    return {
        one.distance_m: one for one in boundary_f1(own_outlines(reference, frame), own_outlines(predicted, frame), step)
    }


def test_boundary_f1_of_shifted_squares_by_hand():
    found = f1_of([shape(0, 0, 100, 100)], [shape(7, 0, 107, 100)])
    # within 5 m: both sides along the shift but the last 2 m, and the two ends of the side that lies inside
    share = (2 * 98 + 2 * 5) / 400
    assert found[5.0].precision == pytest.approx(share, abs=0.002)
    assert found[5.0].recall == found[5.0].f1 == pytest.approx(found[5.0].precision)
    assert found[10.0].f1 == found[25.0].f1 == 1.0


def test_recall_and_precision_are_shares_of_the_whole_length_of_each_side():
    found = f1_of([shape(0, 0, 100, 100), shape(500, 0, 600, 50)], [shape(0, 0, 100, 100)])[5.0]
    assert (found.precision, found.recall) == (1.0, pytest.approx(400 / 700))
    assert found.f1 == pytest.approx(2 * (4 / 7) / (11 / 7))


def test_outlines_on_the_edge_of_the_scored_ground_count_on_neither_side():
    frame = shape(0, 0, 100, 100)
    found = f1_of([shape(0, 0, 40, 100)], [shape(0, 0, 52, 100)], frame)
    assert (found[10.0].precision, found[10.0].recall) == (0.0, 0.0)
    assert (found[25.0].precision, found[25.0].recall) == (1.0, 1.0)


def test_nothing_on_a_side_is_undefined_there():
    found = f1_of([shape(0, 0, 100, 100)], [])[5.0]
    assert found.recall == 0.0
    assert math.isnan(found.precision)
    assert found.f1 == 0.0  # as F1 of cells is: nothing of the reference areas was found
    assert math.isnan(f1_of([], [])[5.0].f1)


def test_outlines_that_lie_far_from_one_another_score_0_as_their_cells_do():
    found = f1_of([shape(0, 0, 100, 100)], [shape(300, 0, 400, 100)])[25.0]
    assert (found.precision, found.recall, found.f1) == (0.0, 0.0, 0.0)


def test_no_areas_on_either_side_have_no_score():
    assert math.isnan(boundary_iou([], [], ([], [])))


def rim_iou(reference, predicted, width=15.0, cell=0.5, size=360):
    """The definition on cells: those of a mask whose distance to its complement is at most the width."""
    x = WEST + cell * (np.arange(size) + 0.5) - 20
    y = NORTH - cell * (np.arange(size) + 0.5) + 20

    def rim(shapes):
        cells = np.zeros((size, size), bool)
        for one in shapes:
            west, east, south, north = one.GetEnvelope()
            cells |= np.outer((y > south) & (y < north), (x > west) & (x < east))
        return cells & (distance_transform_edt(cells) * cell <= width + cell / 2)

    one, other = rim(reference), rim(predicted)
    return (one & other).sum() / (one | other).sum()


def test_boundary_iou_equals_that_of_cells():
    reference = [shape(0, -100, 80, 0), shape(100, -60, 150, -10)]
    predicted = [shape(10, -90, 92, -4), shape(95, -70, 120, -15)]
    outlines = own_outlines(reference, FRAME), own_outlines(predicted, FRAME)
    assert boundary_iou(reference, predicted, outlines) == pytest.approx(rim_iou(reference, predicted), abs=0.01)
    assert boundary_iou(reference, reference, (outlines[0], outlines[0])) == pytest.approx(1.0)


def test_boundary_iou_of_squares_by_hand():
    one, two = [shape(0, 0, 100, 100)], [shape(0, 0, 100, 90)]
    outlines = own_outlines(one, FRAME), own_outlines(two, FRAME)
    first, second = 100**2 - 70**2, 100 * 90 - 70 * 60
    common = 2 * 15 * 90 + 70 * 15 + 70 * 5  # both sides, the lower rim, 5 m of the upper one
    assert boundary_iou(one, two, outlines) == pytest.approx(common / (first + second - common), rel=1e-6)


def test_areas_of_one_side_that_overlap_count_once_in_the_boundary_iou():
    one, twice = [shape(0, -100, 80, 0)], [shape(0, -100, 80, 0), shape(0, -100, 80, 0), shape(40, -100, 120, 0)]
    outlines = own_outlines(one, FRAME), own_outlines(twice, FRAME)
    rim, common = (
        80 * 100 - 50 * 70,
        2 * 40 * 15,
    )  # 15 m wide; two squares 40 m apart share 40 m of their upper and lower sides
    assert boundary_iou(one, twice, outlines) == pytest.approx(rim / (2 * rim - common), rel=1e-6)


def test_a_rim_is_of_polygons_where_it_just_reaches_another_part_of_its_area():
    frame = shape(
        -500, -500, 500, 500, hole=(5, -200, 15, 100)
    )  # the eastern part begins at its edge, 15 m from the western part
    area, other = shape(-50, -100, 0, 0).Union(shape(15, -150, 200, 50)), shape(-45, -95, 0, 0)
    (outline,), (other_outline,) = own_outlines([area], frame), own_outlines([other], frame)
    rim = _rim(area, outline)
    assert rim.GetGeometryName() == "MULTIPOLYGON"
    size = 50 * 100 - 20 * 70 + 15 * (185 + 170 + 185)  # the western part, and three sides of the eastern one
    assert rim.GetArea() == pytest.approx(size)
    common, other_size = 45 * 95 - 20 * 70, 45 * 95 - 15 * 65
    iou = boundary_iou([area, area], [other], ([outline, outline], [other_outline]))
    assert iou == pytest.approx(common / (size + other_size - common))


def test_points_inside_equal_those_of_ogr():
    area = shape(0, 0, 50, 50, hole=(10, 10, 30, 20)).Union(shape(60, 0, 90, 40))
    points = np.random.default_rng(2).uniform([WEST - 5, NORTH - 5], [WEST + 95, NORTH + 55], (500, 2))
    expected = []
    for x, y in points:
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(float(x), float(y))
        expected.append(area.Contains(point))
    np.testing.assert_array_equal(inside(points, segments(area)), expected)


def scores(tmp_path, reference, predicted, elevation=None, frame=FRAME):
    stack = None
    if elevation is not None:
        stack = RasterReader(write_raster(tmp_path / "stack.tif", elevation, names=["elevation"])[0])
    every = np.arange(len(reference))
    pairs = [boundary_distance(one, two, 1.0, frame) for one, two in zip(reference, predicted)]
    sides = Sides(reference, predicted, Pairs(every, every, np.ones(len(every))), frame)
    return score_boundaries(sides, pairs, stack, 1.0)


def test_crown_and_toe_are_measured_apart(tmp_path):
    rows, _ = np.mgrid[:60, :40]
    # the slope falls to the south; the predicted area stops 9 m short of the crown and runs 20 m beyond the toe
    found = scores(tmp_path, [shape(50, -240, 110, -30)], [shape(50, -260, 110, -39)], 1000.0 - rows * 2.5)
    assert found.crown.areas == found.toe.areas == 1
    # rows 6 to 48 of 5 m; crown to row 20: the upper edge (60 m, 9 m off), 75 m of both sides, 9 m of them 4.5 m off on
    # average
    assert found.crown.signed_m == pytest.approx(-(60 * 9 + 2 * 9 * 4.5) / (60 + 2 * 75), abs=0.03)
    assert found.crown.distance_m == pytest.approx(-found.crown.signed_m, abs=1e-6)
    # toe from row 34: 70 m of both sides, and the lower edge: 20 m off, less near the sides that run on
    assert found.toe.signed_m == pytest.approx((20 * 20 + 2 * 20 * 10) / (60 + 2 * 70), abs=0.03)
    assert found.toe.distance_m == pytest.approx(found.toe.signed_m, abs=1e-6)


@pytest.mark.parametrize("elevation", [None, np.full((60, 40), 500.0), np.full((60, 40), np.nan)])
def test_without_relief_there_is_neither_crown_nor_toe(tmp_path, elevation):
    found = scores(tmp_path, [shape(50, -240, 110, -30)], [shape(50, -260, 110, -40)], elevation)
    assert (found.crown.areas, found.toe.areas) == (0, 0)
    assert math.isnan(found.toe.distance_m)


def test_mean_distances_leave_out_pairs_without_an_own_outline(tmp_path):
    frame = shape(0, -100, 100, 0)
    found = scores(
        tmp_path, [frame, shape(0, -100, 40, 0)], [shape(0, -100, 50, 0), shape(0, -100, 50, 0)], None, frame
    )
    assert found.distance.mean_m == pytest.approx(10.0)
