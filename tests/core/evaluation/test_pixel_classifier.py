from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from slipline.core.base.grid import Window
from slipline.core.evaluation.pixel_classifier import PixelClassifier, best_threshold, logistic_weights

SHAPE = (40, 50)
WINDOW = Window(0, 0, SHAPE[1], SHAPE[0])


def scene(seed=1):
    """Areas are where |band 0| is large; band 1 is noise with nulls."""
    generator = np.random.default_rng(seed)
    features = generator.normal(0, 1, (2, *SHAPE)).astype(np.float32)
    features[1, :5] = np.nan
    return features, np.abs(features[0]) > 1.0


def test_the_weights_are_those_of_a_general_optimiser():
    generator = np.random.default_rng(3)
    terms = np.column_stack([np.ones(500), generator.normal(0, 2, (500, 3))])
    truth = generator.random(500) < 1 / (1 + np.exp(-(terms @ [0.3, 1.0, -2.0, 0.0])))

    def loss(weights):
        scores = terms @ weights
        return np.mean(np.logaddexp(0, scores) - truth * scores) + 0.005 * weights @ weights

    expected = minimize(loss, np.zeros(4), method="BFGS", options={"gtol": 1e-8}).x
    assert logistic_weights(terms, truth, 0.01) == pytest.approx(expected, abs=1e-4)


def test_separable_data_give_finite_weights():
    terms = np.column_stack([np.ones(20), np.arange(20.0)])
    assert np.isfinite(logistic_weights(terms, np.arange(20) >= 10)).all()


def test_the_threshold_has_the_best_f1_of_all():
    scores = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    truth = np.array([False, False, True, False, True, True])
    limit, counts = best_threshold(scores, truth)
    assert 0.2 < limit <= 0.3
    assert (counts.tp, counts.fp, counts.fn, counts.tn) == (3, 1, 0, 2)


def test_it_learns_what_a_threshold_of_one_band_cannot_and_copes_with_nulls():
    features, truth = scene()
    model = PixelClassifier(features)
    model.add(WINDOW, truth, np.ones(SHAPE, bool))
    setting, counts = model.choose()
    assert setting == "logistic regression of the bands and their squares"
    assert counts.iou > 0.95
    assert np.mean(model.mask(WINDOW) == truth) > 0.97


def test_cells_that_are_not_scored_are_not_learnt():
    features, truth = scene()
    scored = np.ones(SHAPE, bool)
    scored[:, 25:] = False
    wrong = truth.copy()
    wrong[:, 25:] = ~truth[:, 25:]
    masks = []
    for reference in (truth, wrong):
        model = PixelClassifier(features)
        model.add(WINDOW, reference, scored)
        model.choose()
        masks.append(model.mask(WINDOW))
    assert np.array_equal(*masks)


@pytest.mark.parametrize("value", [False, True])
def test_ground_of_one_kind_gives_no_areas(value):
    model = PixelClassifier(scene()[0])
    model.add(WINDOW, np.full(SHAPE, value), np.ones(SHAPE, bool))
    model.choose()
    assert not model.mask(WINDOW).any()
