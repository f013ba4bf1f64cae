"""Temperature and threshold, fitted on logits with a known answer."""

import numpy as np
import pytest

from slipline.models.calibration import BINS, CENTRES, count_logits, fit_temperature, fit_threshold
from slipline.models.tile_reader import open_store


def counts_of(logits, labels):
    from slipline.models.calibration import EDGES

    return tuple(np.histogram(logits[labels == label], EDGES)[0].astype(float) for label in (0, 1))


def test_a_model_that_is_three_times_too_sure_gets_temperature_three():
    random = np.random.default_rng(1)
    true_logits = random.normal(0, 2, 200_000)
    labels = (random.random(200_000) < 1 / (1 + np.exp(-true_logits))).astype(int)
    assert fit_temperature(*counts_of(3.0 * true_logits, labels)) == pytest.approx(3.0, rel=0.03)


def test_the_threshold_has_the_best_iou_of_all():
    random = np.random.default_rng(2)
    labels = (random.random(20_000) < 0.1).astype(int)
    logits = random.normal(-4, 1, 20_000) + 2.5 * labels
    threshold = fit_threshold(*counts_of(logits, labels), 1.5)
    probability = 1 / (1 + np.exp(-logits / 1.5))

    def iou(limit):
        predicted = probability >= limit
        return (predicted & (labels == 1)).sum() / (predicted | (labels == 1)).sum()

    assert iou(threshold) >= max(iou(limit) for limit in np.arange(0.02, 0.98, 0.01)) - 0.003
    assert iou(threshold) > iou(0.5) + 0.05


def test_of_equally_good_thresholds_the_middle_one_is_taken():
    logits, labels = np.array([-4.0, -4.0, 4.0]), np.array([0, 0, 1])
    assert fit_threshold(*counts_of(logits, labels), 1.0) == pytest.approx(0.5, abs=0.011)


@pytest.mark.parametrize("empty", [0, 1])
def test_without_cells_of_both_classes_nothing_is_fitted(empty):
    counts = [np.ones(BINS), np.ones(BINS)]
    counts[empty][:] = 0
    assert fit_temperature(*counts) == 1.0
    assert fit_threshold(*counts, 1.0) == 0.5


def test_only_cells_of_the_set_with_a_label_and_a_logit_are_counted(store_folder):
    store = open_store(str(store_folder))
    logits = np.where(np.asarray(store.labels) == 1, 2.0, -45.0).astype(np.float32)
    logits[:20] = np.nan
    background, area = count_logits(store, 2, logits)
    validation = (np.asarray(store.sets) == 2)[20:]
    labels = np.asarray(store.labels)[20:][validation]
    assert (background.sum(), area.sum()) == ((labels == 0).sum(), (labels == 1).sum())
    assert CENTRES[background.argmax()] < -29.9  # what lies beyond the range is kept at its end
    assert CENTRES[area.argmax()] == pytest.approx(2.0, abs=0.01)
