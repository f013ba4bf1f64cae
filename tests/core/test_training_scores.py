from __future__ import annotations

import numpy as np
import pytest

from slipline.core.grid import Grid
from slipline.core.split import TEST, TRAIN, VALIDATION
from slipline.core.tile_store import IGNORE, TileStore
from slipline.core.training_scores import score_held_back

from .rasters import CRS

SHAPE = (6, 10)


def store(folder, labels, sets, features=None, names=("hotspot",)):
    features = np.zeros((len(names), *SHAPE), np.float32) if features is None else features
    for name, values in (("labels", labels), ("sets", sets), ("features", features)):
        np.save(folder / f"{name}.npy", values)
    manifest = {"bands": [{"name": name, "unit": ""} for name in names], "tile": 4, "positions": []}
    return TileStore(folder, Grid(CRS, 0.0, 0.0, 5.0, SHAPE[1], SHAPE[0]), manifest)


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
    scores = score_held_back(store(tmp_path, np.ones(SHAPE, np.uint8), np.full(SHAPE, TRAIN, np.uint8)), tmp_path / "none", 0.5)
    assert (scores.as_dict(), scores.lines()) == ({}, [])
    assert "Nothing was held back" in scores.verdict()


def test_a_baselines_threshold_is_chosen_on_the_training_ground_alone(tmp_path):
    labels = np.zeros(SHAPE, np.uint8)
    labels[0:3] = 1
    features = np.zeros((1, *SHAPE), np.float32)
    features[0, :3, :5], features[0, 3:, :5] = -4.0, 1.0  # training: everything above 1 in size is an area
    features[0, :3, 5:], features[0, 3:, 5:] = 4.0, 2.0  # test: the same threshold finds all of it
    features[0, 4, 0] = np.nan
    scores = score_held_back(store(tmp_path, labels, halves(), features), probability(tmp_path, np.zeros(SHAPE)), 0.5)
    (label, baseline), = scores.baselines.items()
    assert baseline.recall == 1.0
    assert baseline.precision == 0.5
    limit = float(label.split()[-1])
    assert 1.0 <= limit < 4.0
    assert "does NOT beat" in scores.verdict()


def test_a_network_that_is_better_is_said_to_be(tmp_path):
    labels = np.zeros(SHAPE, np.uint8)
    labels[0:3] = 1
    features = np.stack([np.ones(SHAPE), np.ones(SHAPE)]).astype(np.float32)
    opened = store(tmp_path, labels, halves(), features, ("hotspot", "velocity"))
    scores = score_held_back(opened, probability(tmp_path, labels), 0.5)
    assert len(scores.baselines) == 2
    assert "The network beats the best simple baseline: IoU 1.000" in scores.verdict()
    assert scores.lines()[-1] == scores.verdict()


@pytest.mark.parametrize("rows", [1, 4, 512])
def test_scores_do_not_depend_on_the_rows_read_at_a_time(tmp_path, rows, monkeypatch):
    generator = np.random.default_rng(2)
    labels = (generator.random(SHAPE) < 0.4).astype(np.uint8)
    features = generator.normal(0, 1, (1, *SHAPE)).astype(np.float32)
    opened = store(tmp_path, labels, halves(), features)
    predicted = probability(tmp_path, generator.random(SHAPE))
    expected = score_held_back(opened, predicted, 0.5).as_dict()
    monkeypatch.setattr("slipline.core.training_scores._ROWS", rows)
    assert score_held_back(opened, predicted, 0.5).as_dict() == expected
