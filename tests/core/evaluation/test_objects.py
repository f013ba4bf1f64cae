from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from osgeo import ogr

from slipline.core.evaluation.objects import (
    Pairs,
    clipped,
    false_count,
    found_recall,
    match,
    object_scores,
    overlapping,
)

from ..rasters import box


def shapes(*boxes):
    return [ogr.CreateGeometryFromWkb(box(*sides)) for sides in boxes]


FRAME = ogr.CreateGeometryFromWkb(box(-1e5, -1e5, 1e5, 1e5))


def test_intersection_over_union_by_hand():
    pairs = overlapping(shapes((0, 0, 10, 10)), shapes((5, 0, 15, 10), (10, 0, 20, 10), (0, 0, 10, 10)))
    assert pairs.predicted.tolist() == [0, 2]  # a shared edge is no overlap
    assert pairs.iou == pytest.approx([50 / 150, 1.0])


def test_overlaps_equal_those_counted_in_cells():
    random = np.random.default_rng(4)

    def draw(count):
        low = random.integers(0, 40, (count, 2))
        return [(*corner, *(corner + size)) for corner, size in zip(low, random.integers(1, 15, (count, 2)))]

    reference, predicted = draw(12), draw(15)
    pairs = overlapping(shapes(*reference), shapes(*predicted))

    def cells(sides):
        west, south, east, north = sides
        return set(itertools.product(range(west, east), range(south, north)))

    expected = {
        (i, j): len(cells(a) & cells(b)) / len(cells(a) | cells(b))
        for (i, a), (j, b) in itertools.product(enumerate(reference), enumerate(predicted))
        if cells(a) & cells(b)
    }
    found = dict(zip(zip(pairs.reference.tolist(), pairs.predicted.tolist()), pairs.iou.tolist()))
    assert found == pytest.approx(expected)


def table(*rows):
    reference, predicted, iou = zip(*rows)
    return Pairs(np.array(reference), np.array(predicted), np.array(iou, float))


def test_scores_of_areas_by_hand():
    pairs = table((0, 0, 0.8), (1, 1, 0.4), (1, 2, 0.05))
    half = object_scores(pairs, 4, 3, 0.5)
    assert (half.matched, half.recall, half.precision) == (1, 0.25, pytest.approx(1 / 3))
    assert half.quality == pytest.approx(0.8 / (1 + 0.5 * 2 + 0.5 * 3))
    third = object_scores(pairs, 4, 3, 0.3)
    assert (third.matched, third.recall) == (2, 0.5)
    assert third.quality == pytest.approx(1.2 / 3.5)
    assert found_recall(pairs, 4) == 0.5
    assert false_count(pairs, 3) == 1


def test_a_match_needs_more_than_the_limit():
    assert len(match(table((0, 0, 0.5)), 0.5).iou) == 0
    assert len(match(table((0, 0, 0.5001)), 0.5).iou) == 1


def test_matches_are_one_to_one_and_as_good_as_an_exhaustive_search():
    random = np.random.default_rng(11)
    for _ in range(20):
        iou = np.where(random.random((4, 5)) < 0.5, random.uniform(0.05, 0.6, (4, 5)), 0.0)
        reference, predicted = np.nonzero(iou)
        found = match(Pairs(reference, predicted, iou[reference, predicted]), 0.3)
        assert len(set(found.reference)) == len(set(found.predicted)) == len(found.iou)
        gain = np.where(iou > 0.3, iou, 0.0)
        best = max(sum(gain[i, j] for i, j in enumerate(order)) for order in itertools.permutations(range(5), 4))
        assert found.iou.sum() == pytest.approx(best)


def test_a_fragmented_area_is_found_but_matched_once_at_most():
    pairs = overlapping(shapes((0, 0, 100, 100)), shapes((0, 0, 45, 100), (46, 0, 90, 100)))
    assert object_scores(pairs, 1, 2, 0.5).matched == 0
    assert object_scores(pairs, 1, 2, 0.3).matched == 1
    assert found_recall(pairs, 1) == 1.0
    assert false_count(pairs, 2) == 0


@pytest.mark.parametrize(("reference", "predicted"), [(0, 0), (0, 3), (3, 0)])
def test_nothing_on_one_side_gives_undefined_scores_there(reference, predicted):
    empty = overlapping(shapes(*[(0, 0, 1, 1)] * reference), shapes(*[(5, 5, 6, 6)] * predicted))
    scores = object_scores(empty, reference, predicted, 0.5)
    assert math.isnan(scores.recall) == (reference == 0)
    assert math.isnan(scores.precision) == (predicted == 0)
    assert math.isnan(scores.quality) == (reference + predicted == 0)
    assert math.isnan(found_recall(empty, reference)) == (reference == 0)


def test_areas_are_cut_to_the_scored_ground_and_slivers_left_out():
    frame = ogr.CreateGeometryFromWkb(box(0, 0, 100, 100))
    polygons = [box(90, 0, 120, 10), box(99, 0, 120, 10), box(200, 200, 210, 210), box(10, 10, 20, 20)]
    parts, origin = clipped(polygons, frame, 25.0)
    assert origin.tolist() == [0, 3]
    assert [part.GetArea() for part in parts] == pytest.approx([100.0, 100.0])


def test_invalid_areas_are_repaired():
    bow = ogr.CreateGeometryFromWkt(
        "POLYGON((500000 4600000,500010 4600010,500010 4600000,500000 4600010,500000 4600000))"
    )
    parts, _ = clipped([bytes(bow.ExportToWkb())], FRAME, 1.0)
    assert parts[0].IsValid()
    assert parts[0].GetArea() == pytest.approx(50.0)


def test_areas_that_only_touch_share_nothing_and_nobody_complains(capfd):
    squares = shapes((0, 0, 10, 10), (10, 0, 20, 10), (10, 10, 20, 20))
    assert len(overlapping(squares[:1], squares[1:]).iou) == 0
    assert "Warning" not in "".join(capfd.readouterr())
