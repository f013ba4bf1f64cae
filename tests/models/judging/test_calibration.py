"""Temperature and threshold, fitted on logits with a known answer."""

import numpy as np
import pytest

from slipline.models.input.tile_reader import open_store
from slipline.models.judging.calibration import BINS, CENTRES, count_logits, fit_temperature, fit_threshold


def counts_of(logits, labels):
    from slipline.models.judging.calibration import EDGES

    return tuple(np.histogram(logits[labels == label], EDGES)[0].astype(float) for label in (0, 1))


def test_a_model_that_is_three_times_too_sure_gets_temperature_three():
    random = np.random.default_rng(1)
    true_logits = random.normal(0, 2, 200_000)
    labels = (random.random(200_000) < 1 / (1 + np.exp(-true_logits))).astype(int)
    assert fit_temperature(*counts_of(3.0 * true_logits, labels)) == pytest.approx(3.0, rel=0.03)


def iou_of(probability, labels, limit):
    predicted = probability >= limit
    return (predicted & (labels == 1)).sum() / (predicted | (labels == 1)).sum()


LIMITS = np.arange(0.02, 0.98, 0.01)


def test_where_the_probabilities_mean_what_they_say_the_threshold_has_the_best_iou_of_all():
    random = np.random.default_rng(2)
    logits = random.normal(-5, 3, 20_000)
    probability = 1 / (1 + np.exp(-logits / 1.5))
    labels = (random.random(20_000) < probability).astype(int)
    threshold = fit_threshold(*counts_of(logits, labels), 1.5)
    assert iou_of(probability, labels, threshold) >= max(iou_of(probability, labels, limit) for limit in LIMITS) - 0.003
    assert iou_of(probability, labels, threshold) > iou_of(probability, labels, 0.5) + 0.05


def test_a_few_areas_do_not_throw_the_threshold_as_far_as_their_labels_alone_would():
    """Cells of one piece of ground err together: of ten pieces each has its own shift."""
    fitted, of_labels = [], []
    for seed in range(40):
        random = np.random.default_rng(seed)
        truth = random.normal(-3, 3, (10, 500))
        labels = (random.random(truth.shape) < 1 / (1 + np.exp(-truth))).astype(int).ravel()
        logits = (truth + random.normal(0, 1.5, (10, 1))).ravel()
        probability = 1 / (1 + np.exp(-logits))
        fitted.append(fit_threshold(*counts_of(logits, labels), 1.0))
        of_labels.append(max(LIMITS, key=lambda limit: iou_of(probability, labels, limit)))
    assert np.std(fitted) < 0.75 * np.std(of_labels)
    assert np.mean(fitted) == pytest.approx(np.mean(of_labels), abs=0.1)


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
