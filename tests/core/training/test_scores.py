from __future__ import annotations

import numpy as np
import pytest

from slipline.core.base.codes import IGNORE, TEST, TRAIN, VALIDATION
from slipline.core.base.grid import Grid
from slipline.core.evaluation.blocks import Blocks
from slipline.core.evaluation.scores import Ranking
from slipline.core.gis.raster import RasterReader
from slipline.core.gis.vector import rasterize
from slipline.core.tilestore.tile_store import TileStore
from slipline.core.training.ground_words import few_words
from slipline.core.training.held_back_cells import CellCounts, Judged, count_cells, pooled
from slipline.core.training.scores import HeldBackScores, score_held_back

from ..rasters import CRS, NORTH, WEST
from ..stacks import write_stack

SHAPE = (6, 10)


def store(folder, labels, sets, features=None, names=("hotspot",)):
    features = np.zeros((len(names), *SHAPE), np.float32) if features is None else features
    for name, values in (("labels", labels), ("sets", sets), ("features", features)):
        np.save(folder / f"{name}.npy", values)
    manifest = {"bands": [{"name": name, "unit": ""} for name in names], "tile": 4, "positions": []}
    return TileStore(folder, Grid(CRS, WEST, NORTH, 5.0, labels.shape[1], labels.shape[0]), manifest)


def stack_of(folder, features, names=("hotspot",)):
    """The same features as a raster."""
    return write_stack(folder / "stack.tif", features, names)


def halves(held=TEST):
    """Left half trains, right half is held back."""
    sets = np.full(SHAPE, TRAIN, np.uint8)
    sets[:, 5:] = held
    return sets


def probability(folder, values):
    np.save(folder / "probability.npy", np.asarray(values, np.float32))
    return folder / "probability.npy"


def test_scores_are_pooled_over_the_test_cells_that_count(tmp_path):
    labels, predicted = np.zeros(SHAPE, np.uint8), np.full(SHAPE, 0.9)
    labels[0:2, 5:] = 1  # 10 cells of truth
    labels[5, 5:] = IGNORE  # 5 cells that do not count
    predicted[2:, 5:] = 0.1
    predicted[1, 5:8] = np.nan  # 3 of the truth are not predicted: missed
    predicted[2, 5:7] = 0.5  # 2 on the threshold: found, wrongly
    scores = score_held_back(store(tmp_path, labels, halves()), probability(tmp_path, predicted), 0.5)
    network = scores.as_dict()["network"]
    assert scores.which == "test"
    assert [network[key] for key in ("tp", "fp", "fn", "tn")] == [7, 2, 3, 13]
    assert network["iou"] == pytest.approx(7 / 12)
    assert network["precision"] == pytest.approx(7 / 9)
    assert network["recall"] == pytest.approx(0.7)


def test_validation_ground_is_scored_where_there_is_no_test_ground(tmp_path):
    labels = np.ones(SHAPE, np.uint8)
    scores = score_held_back(store(tmp_path, labels, halves(VALIDATION)), probability(tmp_path, np.ones(SHAPE)), 0.5)
    assert scores.as_dict()["set"] == "validation"
    assert scores.as_dict()["network"]["iou"] == 1.0


def test_without_held_back_ground_nothing_is_claimed(tmp_path):
    scores = score_held_back(
        store(tmp_path, np.ones(SHAPE, np.uint8), np.full(SHAPE, TRAIN, np.uint8)), tmp_path / "none", 0.5
    )
    assert (scores.as_dict(), scores.lines()) == ({}, [])
    assert "Nothing was held back" in scores.verdict()


def test_a_baselines_threshold_is_chosen_on_the_training_ground_alone(tmp_path):
    labels = np.zeros(SHAPE, np.uint8)
    labels[0:3] = 1
    features = np.zeros((1, *SHAPE), np.float32)
    features[0, :3, :5], features[0, 3:, :5] = -4.0, 1.0  # training: everything above 1 in size is an area
    features[0, :3, 5:], features[0, 3:, 5:] = (
        9.0,
        5.0,
    )  # test: the best would be 9, but the same threshold finds everything
    features[0, 4, 0] = np.nan
    opened = store(tmp_path, labels, halves(), features)
    scores = score_held_back(
        opened, probability(tmp_path, np.zeros(SHAPE)), 0.5, (), RasterReader(stack_of(tmp_path, features))
    )
    hotspot = next(
        one for name, one in scores.baselines.items() if name.startswith("hot spot map, threshold (|hot spot| ≥ ")
    )
    assert (hotspot.tp, hotspot.fp, hotspot.fn, hotspot.tn) == (15, 15, 0, 0)
    assert 1.0 < threshold_of(scores) <= 4.0
    assert "does NOT beat" in scores.verdict()


def threshold_of(scores):
    (name,) = (name for name in scores.baselines if name.startswith("hot spot map"))
    return float(name.split("≥ ")[1].split()[0])


def test_a_network_that_is_better_is_said_to_be(tmp_path):
    labels = np.zeros(SHAPE, np.uint8)
    labels[0:3] = 1
    features = np.random.default_rng(1).normal(5, 1, (2, *SHAPE)).astype(np.float32)
    opened = store(tmp_path, labels, halves(), features, ("hotspot", "velocity"))
    stack = stack_of(tmp_path, features, ("hotspot", "velocity"))
    scores = score_held_back(opened, probability(tmp_path, labels), 0.5, (), RasterReader(stack))
    assert [name.split(" (")[0] for name in scores.baselines] == [
        "fast targets, buffer",
        "hot spot map, threshold",
        "candidate areas",
        "candidate areas of Hot Spot",
        "pixel classifier",
    ]
    assert "The network beats the best simple baseline: IoU 1.000" in scores.verdict()
    assert scores.lines()[-1] == scores.verdict()


def test_areas_and_outlines_of_the_held_back_ground(tmp_path):
    from ..stacks import ellipse

    shape = (60, 120)
    areas = [ellipse(30, 30, 8, 8), ellipse(20, 80, 8, 8), ellipse(45, 100, 6, 6)]
    grid = Grid(CRS, WEST, NORTH, 5.0, shape[1], shape[0])
    labels = rasterize(areas, grid, grid.window)
    sets = np.full(shape, TRAIN, np.uint8)
    sets[:, 60:] = TEST
    found = rasterize([areas[1], ellipse(8, 110, 6, 6)], grid, grid.window)  # one found, one missed, one made up
    found[:, :40] = 1  # on training ground: no matter
    opened = store(tmp_path, labels, sets, np.zeros((1, *shape), np.float32))
    scores = score_held_back(opened, probability(tmp_path, found), 0.5, areas)
    best = scores.areas.objects[0]
    assert (best.reference, best.predicted, best.matched) == (2, 2, 1)
    assert "Drawn areas on the ground that is scored: 2. " in few_words(scores)
    assert scores.areas.boundary.distance.mean_m < 5.0  # less than a cell
    assert scores.as_dict()["boundary_mean_m"] == scores.areas.boundary.distance.mean_m
    assert (
        sum(group.reference for group in scores.areas.recall)
        == sum(group.reference for group in scores.areas.precision)
        == 2
    )


def test_calibration_is_that_of_the_held_back_cells(tmp_path):
    labels = np.zeros(SHAPE, np.uint8)
    labels[0:3, 5:] = 1  # half of the test cells
    labels[:, :5] = 1
    scores = score_held_back(store(tmp_path, labels, halves()), probability(tmp_path, np.full(SHAPE, 0.7)), 0.5)
    assert scores.as_dict()["calibration_error"] == pytest.approx(0.2, abs=1e-6)


@pytest.mark.parametrize("size", [1, 4, 512])
def test_counts_do_not_depend_on_the_windows(tmp_path, size):
    generator = np.random.default_rng(2)
    labels = (generator.random(SHAPE) < 0.4).astype(np.uint8)
    features = generator.normal(0, 1, (1, *SHAPE)).astype(np.float32)
    opened, stack = store(tmp_path, labels, halves(), features), stack_of(tmp_path, features)
    predicted, blocks = probability(tmp_path, generator.random(SHAPE)), Blocks(opened.grid, 3)
    expected = count_cells(Judged(opened, TEST, blocks), predicted, 0.5, RasterReader(stack))
    found = count_cells(Judged(opened, TEST, blocks, size), predicted, 0.5, RasterReader(stack))
    assert np.array_equal(found.network, expected.network)
    assert list(found.baselines) == list(expected.baselines)
    assert all(np.array_equal(found.baselines[name], expected.baselines[name]) for name in expected.baselines)
    assert found.ranking.calibration_error == pytest.approx(expected.ranking.calibration_error)


def test_the_verdict_says_when_a_gain_could_be_luck():
    def scored(network, baseline):
        counts = CellCounts(np.array(network, np.int64), {"simple": np.array(baseline, np.int64)}, Ranking())
        return HeldBackScores("test", pooled(counts.network), {"simple": pooled(counts.baselines["simple"])}, counts)

    steady = scored([(90, 2, 2, 10)] * 8, [(90, 5, 2, 7)] * 8)
    assert steady.verdict().endswith("of simple. The difference is +0.214, 95 % interval +0.214 to +0.214.")
    lucky = scored([(90, 2, 2, 10)] * 7 + [(0, 0, 0, 90)], [(90, 1, 2, 11)] * 7 + [(0, 60, 0, 30)])
    assert lucky.verdict().endswith(": it could be luck with this ground.")
    few = scored([(90, 2, 2, 10)] * 4, [(90, 5, 2, 7)] * 4)
    assert few.verdict() == "The network beats the best simple baseline: IoU 0.714 against 0.500 of simple."
    assert (
        HeldBackScores("test", pooled(np.array([(90, 2, 2, 10)]))).verdict().startswith("There are no simple baselines")
    )


def test_few_areas_fall_back_on_the_candidate_areas_of_hot_spot_and_many_on_the_best_map():
    def cells(right, wrong):
        return np.array([[50 - wrong, 10 - right, wrong, right]], np.int64)

    kinds = {"fast targets, buffer": (9, 1), "candidate areas of Hot Spot": (7, 1)}
    counts = CellCounts(
        network=cells(8, 1),
        baselines={name: cells(*found) for name, found in kinds.items()},
        ranking=Ranking(),
        settings={name: (name, {"setting": 1.0}) for name in kinds},
    )
    maps = {name: pooled(made) for name, made in counts.baselines.items()}
    scores = HeldBackScores(which="test", network=pooled(counts.network), baselines=maps, counts=counts)
    few, many = scores.simple_map(19), scores.simple_map(20)
    assert (few.kind, few.cells.iou) == ("candidate areas of Hot Spot", pytest.approx(7 / 11))
    assert (many.kind, many.cells.iou) == ("fast targets, buffer", pytest.approx(9 / 11))
