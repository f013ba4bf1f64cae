"""No source does the job alone, and together they are better: science.md 4.9 on a tiny scene, with wide limits."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from slipline.benchmarks.complementarity import RGB, baselines, columns_of, features, score_set
from slipline.core.demo.recipe import Recipe
from slipline.core.demo.scene import make_scene

SHAPE = (720, 1360)
STEPS = 500
POINTS = ["points", "has_point"]
ALONE = 0.55  # IoU that no single source reaches


def tiny(**changes):
    """A scene with more landslides to the km2 than the demo's, so that both halves have some."""
    recipe = dataclasses.replace(Recipe(), active_per_km2=1.3, **changes)
    return features(make_scene("small", 3, recipe, shape=SHAPE))


@pytest.fixture(scope="module")
def scene():
    return tiny()


@pytest.fixture(scope="module")
def scores(scene):
    sets = {"RGB": RGB, "points": POINTS, "both": [*RGB, *POINTS], "hot spot": ["hotspot"]}
    found = {name: score_set(names, [scene], "blocks", STEPS) for name, names in sets.items()}
    found["velocity threshold"], found["hot spot threshold"] = baselines([scene])
    return found


def test_image_and_targets_are_better_together(scores):
    assert scores["both"] > 1.1 * max(scores["RGB"], scores["points"])


def test_no_source_does_the_job_alone(scores):
    assert max(score for name, score in scores.items() if name != "both") < ALONE


def test_every_source_says_something(scene, scores):
    everywhere = scene[1].mean()  # IoU of a map that is positive everywhere
    for name in ("RGB", "points", "hot spot"):
        assert scores[name] > 1.5 * everywhere


def test_targets_alone_would_do_on_ground_without_distractors_and_errors():
    still = {"old_ratio": 0.0, "movers_per_km2": 0.0, "patches_per_km2": 0.0, "arcs_per_km2": 0.0}
    scene = tiny(**still, median_speed=150.0, noise=0.5, atmosphere=0.1, ramp=0.0)
    assert score_set(POINTS, [scene], "blocks", STEPS) > ALONE


def test_a_bare_cell_is_all_that_a_bare_classifier_sees():
    maps = {"a": np.arange(12.0).reshape(3, 4)}
    assert columns_of(maps, ["a"], bare=True).shape == (12, 1)
    assert columns_of(maps, ["a"]).shape == (12, 7)
