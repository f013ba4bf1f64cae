"""The classifier of kinds of motion on a scene that it has not learnt from, as `benchmarks/motionkind.py` judges it."""

from __future__ import annotations

import numpy as np
import pytest

from slipline.core.areas.motion import ENOUGH_TARGETS
from slipline.core.kinds.features import FEATURES
from slipline.core.kinds.judging import judged
from slipline.core.kinds.model import read_model
from slipline.dev.kind_model import scene_by_scene, weights_of
from slipline.dev.kind_scenes import draw_examples

SERIES, NUMBER = 5, 0  # 1 to 3 made the classifier, 4 is the benchmark's


@pytest.fixture(scope="module")
def examples():
    found = draw_examples(SERIES, NUMBER)
    return found.only(found.table[:, FEATURES.index("targets")] >= np.log10(ENOUGH_TARGETS) - 1e-9)


def test_kinds_are_told_on_unseen_ground(examples):
    found = judged(scene_by_scene(read_model(), examples), examples.kinds)
    assert len(examples.kinds) > 30
    assert len(set(examples.kinds.tolist())) >= 5
    assert found.accuracy > 0.65
    assert found.calibration_error < 0.25


def test_a_series_gives_the_same_examples_each_time(examples):
    again = draw_examples(SERIES, NUMBER)
    kept = again.only(again.table[:, FEATURES.index("targets")] >= np.log10(ENOUGH_TARGETS) - 1e-9)
    np.testing.assert_array_equal(kept.kinds, examples.kinds)
    np.testing.assert_allclose(kept.table, examples.table, rtol=1e-6, atol=1e-9)


def test_landslides_weigh_three_tenths_whatever_their_number():
    labels = np.array([0] * 90 + [1] * 5 + [2] * 5)
    weights = weights_of(labels)
    assert weights[labels == 0].sum() / len(labels) == pytest.approx(0.3)
    assert weights[labels == 1].sum() == pytest.approx(weights[labels == 2].sum())
