from __future__ import annotations

import math

import numpy as np
import pytest

from slipline.core.base.grid import Grid, Window
from slipline.core.evaluation.blocks import Blocks, block_scores, blocks_for

from ..rasters import CRS, NORTH, WEST

GRID = Grid(CRS, WEST, NORTH, 5.0, 70, 45)


def test_cells_and_points_belong_to_their_block():
    blocks = Blocks(GRID, 20)
    assert (blocks.count, blocks.side_m) == (4 * 3, 100.0)
    whole = blocks.of_cells(GRID.window)
    assert whole[0, 19] == 0
    assert whole[0, 20] == 1
    assert whole[20, 0] == 4
    assert whole[44, 69] == 11
    np.testing.assert_array_equal(blocks.of_cells(Window(13, 17, 30, 9)), whole[17:26, 13:43])
    x, y = WEST + np.array([2.0, 101.0, 349.0, -50.0]), NORTH - np.array([2.0, 2.0, 224.0, 500.0])
    assert blocks.of_points(x, y).tolist() == [0, 1, 11, 8]


def test_blocks_are_twice_as_long_as_the_longest_area():
    boxes = np.array([[0.0, 0.0, 130.0, 40.0], [0.0, 0.0, 10.0, 152.0]])
    assert blocks_for(GRID, boxes).cells == math.ceil(304 / 5)
    assert blocks_for(GRID, boxes[:0]).cells == 20


def tables(count=8, seed=3):
    random = np.random.default_rng(seed)
    cells = random.integers(1, 200, (count, 4))
    cells[0, 1:] = 0  # a block without any area
    reference, predicted = random.integers(0, 6, (2, count))
    areas = np.column_stack([reference, random.binomial(reference, 0.6), predicted, random.binomial(predicted, 0.5)])
    return cells, areas.astype(float)


def test_means_go_over_the_blocks_with_areas():
    cells, areas = tables()
    scores = block_scores(Blocks(GRID, 20), cells, areas)
    _, fn, fp, tp = cells[1:].T
    expected = {
        "precision": tp / (tp + fp),
        "recall": tp / (tp + fn),
        "f1": 2 * tp / (2 * tp + fp + fn),
        "iou": tp / (tp + fp + fn),
    }
    assert (scores.scored, scores.counted) == (8, 7)
    assert scores.means == pytest.approx({name: values.mean() for name, values in expected.items()})


def test_intervals_equal_those_of_drawing_blocks_one_by_one():
    cells, areas = tables(12, 5)
    scores = block_scores(Blocks(GRID, 20), cells, areas)
    random = np.random.default_rng(99)
    drawn = {"iou": [], "area_recall": [], "area_precision": []}
    for _ in range(20_000):
        chosen = random.integers(0, 12, 12)
        _, fn, fp, tp = cells[chosen].sum(axis=0)
        reference, found, predicted, right = areas[chosen].sum(axis=0)
        drawn["iou"].append(tp / (tp + fp + fn))
        drawn["area_recall"].append(found / reference)
        drawn["area_precision"].append(right / predicted)
    for name, values in drawn.items():
        low, high = np.quantile(values, [0.025, 0.975])
        assert scores.intervals[name] == pytest.approx((low, high), abs=0.15 * (high - low)), name


def test_equal_blocks_leave_no_doubt_and_too_few_blocks_give_no_interval():
    cells, areas = np.tile([50, 10, 5, 35], (6, 1)), np.tile([2.0, 1.0, 2.0, 1.0], (6, 1))
    scores = block_scores(Blocks(GRID, 20), cells, areas)
    assert scores.intervals["iou"] == pytest.approx((0.7, 0.7))
    few = block_scores(Blocks(GRID, 20), np.vstack([cells[:4], np.zeros((2, 4), int)]), np.zeros((6, 4)))
    assert (few.scored, few.means["iou"]) == (4, pytest.approx(0.7))
    assert all(math.isnan(limit) for limits in few.intervals.values() for limit in limits)
    nothing = block_scores(Blocks(GRID, 20), np.zeros((6, 4), int), np.zeros((6, 4)))
    assert nothing.scored == 0
    assert math.isnan(nothing.means["iou"])
