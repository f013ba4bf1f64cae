"""Areas left out in turn where no ground can be held back."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.codes import IGNORE, NONE, TEST, TRAIN
from slipline.core.base.progress import Silent
from slipline.core.base.training_options import TrainingOptions
from slipline.core.gis.raster import RasterReader
from slipline.core.tilestore.labels import Drawing
from slipline.core.tilestore.tile_store import build_tile_store, held_back_set
from slipline.core.tilestore.turns import all_turns, opened_turns, write_turns
from slipline.core.training.in_turn import best_limit, can_take_turns, histogram_of

from ..rasters import box
from ..stacks import NAMES, ellipse, features_of, write_stack

SHAPE = (96, 128)
OPTIONS = TrainingOptions(tile=64, seed=3)
TOO_FAR_M = 4000.0  # a reach that leaves no room for blocks
PLACES = [(20, 20), (70, 25), (30, 100), (80, 110), (48, 64), (12, 60), (84, 66)]


def made(folder, places, half=(6, 9), within=(), shape=SHAPE):
    areas = [ellipse(row, column, *half) for row, column in places]
    stack = write_stack(folder / "stack.tif", features_of(areas, shape))
    store = build_tile_store(folder, RasterReader(stack), NAMES, Drawing([areas], within), OPTIONS, TOO_FAR_M, Silent())
    assert held_back_set(store) is None
    assert can_take_turns(store, OPTIONS)
    write_turns(store, 20.0, Silent())
    return store


@pytest.mark.parametrize(("areas", "turns"), [(2, 2), (3, 3), (5, 5), (7, 5)])
def test_every_area_is_left_out_once_and_no_network_has_seen_it(tmp_path, areas, turns):
    store = made(tmp_path, PLACES[:areas])
    views = opened_turns(store)
    assert len(views) == store.manifest["turns"] == turns
    tested = np.sum([view.sets == TEST for view in views], axis=0)
    np.testing.assert_array_equal(tested, store.labels != IGNORE)  # each cell once
    for view in views:
        assert set(np.unique(view.sets)) <= {NONE, TRAIN, TEST}
        for which in (TRAIN, TEST):
            assert (view.labels[view.sets == which] == 1).any()
        np.testing.assert_array_equal(view.labels, store.labels)
        assert {which for *_, which in view.manifest["positions"]} == {TRAIN, TEST}
        assert "all" not in view.manifest


def test_the_ground_nearest_to_an_area_is_left_out_with_it(tmp_path):
    for view in opened_turns(made(tmp_path, PLACES[:2])):
        rows, columns = np.nonzero(view.sets == TEST)
        (row, column), (other, beside) = sorted(
            PLACES[:2], key=lambda place: view.sets[place] != TEST
        )  # the one that is left out comes first
        assert np.mean(np.hypot(rows - row, columns - column) < np.hypot(rows - other, columns - beside)) > 0.9


def test_a_single_area_is_left_out_half_by_half_across_its_longer_axis(tmp_path):
    store = made(tmp_path, [(96, 128)], half=(6, 18), shape=(192, 256))
    first, second = opened_turns(store)
    halves = [(view.labels == 1) & (view.sets == TEST) for view in (first, second)]
    assert [half.sum() for half in halves] == pytest.approx([(store.labels == 1).sum() / 2] * 2, rel=0.2)
    columns = [np.nonzero(half)[1] for half in halves]
    assert max(columns[0]) <= min(columns[1]) + 4 or max(columns[1]) <= min(columns[0]) + 4


def test_no_area_is_left_out_where_nothing_would_be_left_to_learn_from(tmp_path):
    store = made(tmp_path, [(20, 20)], half=(6, 18))  # a tile holds more of either half's ground than of the other's
    assert opened_turns(store) == []


def test_the_dead_zone_is_as_wide_as_the_ground_allows_and_told(tmp_path):
    store = made(tmp_path, PLACES[:3])
    assert 0 <= store.manifest["dead_zone_m"] < store.manifest["wanted_dead_zone_m"] == pytest.approx(180.0)
    for view in opened_turns(store):
        kept = (view.labels[view.sets == TRAIN] == 1).sum()
        others = (view.labels[view.sets != TEST] == 1).sum()
        assert kept >= 0.4 * others


def test_all_turns_together_are_scored_on_all_that_counts(tmp_path):
    store = made(tmp_path, PLACES[:3], within=[box(0, -480, 500, 0)])
    whole = all_turns(opened_turns(store), tmp_path / "whole", Silent())
    np.testing.assert_array_equal(whole.sets, np.where(store.labels == IGNORE, NONE, TEST))
    assert held_back_set(whole) == TEST


def test_the_threshold_is_the_one_with_the_best_pooled_iou(tmp_path):
    store = made(tmp_path, PLACES[:2])
    view = opened_turns(store)[0]
    values = np.full(SHAPE, 0.05, np.float32)
    values[view.labels == 1] = 0.33
    values[(view.labels == 0) & (np.indices(SHAPE)[0] % 3 == 0)] = 0.22
    np.save(view.folder / "probability.npy", values)
    found = histogram_of(view)
    assert found.sum() == (view.sets == TEST).sum()
    assert 0.22 < best_limit([found]) <= 0.33
    assert best_limit([]) == 0.5
