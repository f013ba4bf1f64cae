from __future__ import annotations

import math

import numpy as np
import pytest

from slipline.core.evaluation.scores import CALIBRATION_BINS, RANKS, Confusion, Ranking, confusion


def test_scores_by_hand():
    counts = Confusion(tp=6, fp=2, fn=4, tn=88)
    assert counts.precision == 0.75
    assert counts.recall == 0.6
    assert counts.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35, rel=1e-15)  # Eq. 5
    assert counts.iou == 0.5
    assert counts.prevalence == 0.1


def test_what_is_zero_by_zero_is_not_a_number():
    nothing = Confusion(tn=10)
    assert all(math.isnan(value) for value in (nothing.precision, nothing.recall, nothing.f1, nothing.iou))
    assert nothing.prevalence == 0.0
    assert math.isnan(Confusion().prevalence)


def test_an_empty_prediction_scores_zero_and_its_precision_is_undefined():
    missed = Confusion(fn=5, tn=5)
    assert math.isnan(missed.precision)
    assert (missed.recall, missed.f1, missed.iou) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("size", [3, 10, 100])
def test_counts_of_windows_add_up_to_a_brute_force_count(size):
    random = np.random.default_rng(2)
    predicted, reference, scored = random.random((3, 23, 41)) < np.array([0.3, 0.4, 0.8])[:, None, None]
    total = Confusion()
    for row in range(0, 23, size):
        for column in range(0, 41, size):
            part = slice(row, row + size), slice(column, column + size)
            total += confusion(predicted[part], reference[part], scored[part])
    pairs = list(zip(predicted[scored], reference[scored]))
    assert total == Confusion(
        pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True)), pairs.count((False, False))
    )
    assert total.cells == scored.sum()


def average_precision(score, truth, unseen):
    """The definition, threshold by threshold."""
    total, found, result = truth.sum() + unseen, 0.0, 0.0
    for threshold in np.unique(score)[::-1]:
        chosen = score >= threshold
        recall = truth[chosen].sum() / total
        result += (recall - found) * truth[chosen].mean()
        found = recall
    return result


def ranked(probability, truth, size=1000):
    ranking = Ranking()
    for start in range(0, probability.size, size):
        part = slice(start, start + size)
        value = probability[part].astype(np.float32)
        ranking.add(value, truth[part], np.ones(value.shape, bool))
    return ranking


@pytest.mark.parametrize("size", [7, 1000])
def test_the_area_under_the_curve_equals_its_definition(size):
    random = np.random.default_rng(7)
    probability = (random.integers(0, RANKS, 500) + 0.5) / RANKS
    truth = random.random(500) < probability**2
    assert ranked(probability, truth, size).auprc == pytest.approx(average_precision(probability, truth, 0), rel=1e-12)


def test_a_perfect_ranking_has_an_area_of_one_and_a_random_one_that_of_the_base_rate():
    truth = np.arange(1000) < 100
    assert ranked(np.where(truth, 0.9, 0.1), truth).auprc == pytest.approx(1.0)
    assert ranked(np.full(1000, 0.5), truth).auprc == pytest.approx(0.1)


def test_areas_without_a_probability_can_never_be_found():
    probability, truth = np.array([0.9, np.nan, 0.1, np.nan]), np.array([True, True, False, False])
    assert ranked(probability, truth).auprc == pytest.approx(0.5)


def test_without_reference_or_probability_the_curve_is_undefined():
    assert math.isnan(Ranking().auprc)
    assert math.isnan(Ranking().calibration_error)
    assert math.isnan(ranked(np.array([0.5, 0.2]), np.zeros(2, bool)).auprc)


def test_the_calibration_error_by_hand_and_by_definition():
    probability = np.array([0.9, 0.9, 0.9, 0.9, 0.1, 0.1])
    truth = np.array([True, True, True, False, False, True])
    expected = (4 * abs(0.9 - 0.75) + 2 * abs(0.1 - 0.5)) / 6
    assert ranked(probability, truth).calibration_error == pytest.approx(expected, rel=1e-6)
    random = np.random.default_rng(3)
    probability = random.random(400)
    truth = random.random(400) < probability
    edges = np.linspace(0, 1, CALIBRATION_BINS + 1)
    bins = np.digitize(probability, edges[1:-1])
    total = sum(abs(probability[bins == b].sum() - truth[bins == b].sum()) for b in range(CALIBRATION_BINS))
    assert ranked(probability, truth, 33).calibration_error == pytest.approx(total / 400, rel=1e-6)


def test_cells_that_are_not_scored_change_nothing():
    ranking = Ranking()
    probability, truth = np.array([0.9, 0.8], np.float32), np.array([True, False])
    ranking.add(probability, truth, np.array([True, False]))
    assert ranking.auprc == pytest.approx(1.0)


def test_the_correlation_of_matthews_is_that_of_the_two_maps():
    random = np.random.default_rng(4)
    truth = random.random(500) < 0.3
    guess = np.where(random.random(500) < 0.8, truth, ~truth)
    counts = confusion(guess[None], truth[None], np.ones((1, 500), bool))
    assert counts.mcc == pytest.approx(np.corrcoef(guess, truth)[0, 1])
    assert math.isnan(Confusion(tp=5, fn=2).mcc)


def test_brier_score_and_reliability_by_definition():
    random = np.random.default_rng(6)
    probability = random.random(300).astype(np.float32)
    truth = random.random(300) < probability
    ranking = ranked(probability, truth, 41)
    assert ranking.brier == pytest.approx(np.mean((probability.astype(float) - truth) ** 2), rel=1e-9)
    bins = np.minimum((probability.astype(float) * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    for number, (cells, mean, share) in enumerate(ranking.reliability):
        assert cells == (bins == number).sum() > 0
        assert (mean, share) == pytest.approx((probability[bins == number].mean(), truth[bins == number].mean()))
    assert np.isnan(ranked(np.array([0.99]), np.array([True])).reliability[0, 1:]).all()
