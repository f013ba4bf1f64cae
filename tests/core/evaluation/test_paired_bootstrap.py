from __future__ import annotations

import numpy as np
import pytest

from slipline.core.evaluation.paired_bootstrap import difference


def counts(*rows):
    """Rows of (false negatives, false positives, true positives)."""
    return np.array([(100, *row) for row in rows], np.int64)


def test_the_value_is_the_difference_of_pooled_iou_averaged_over_seeds():
    first = [counts((2, 2, 4), (0, 0, 8))]  # 12 / 16
    second = [counts((1, 1, 6), (0, 0, 8)), counts((0, 0, 8), (0, 0, 8))]  # 14 / 16 and 1
    assert difference(first, second).value == pytest.approx((14 / 16 + 1) / 2 - 12 / 16)


def test_fewer_than_five_blocks_have_no_interval():
    found = difference([counts(*[(1, 1, 5)] * 4)], [counts(*[(0, 0, 6)] * 4)])
    assert np.isnan(found.low)
    assert not found.is_certain


def test_a_small_but_steady_gain_is_certain_though_the_blocks_differ_widely():
    generator = np.random.default_rng(1)
    size = generator.integers(20, 400, 30)
    miss = (size * generator.uniform(0.1, 0.9, 30)).astype(int)
    first = counts(*zip(miss, 0 * miss, size - miss))
    second = counts(*zip(miss - 2, 0 * miss, size - miss + 2))
    found = difference([first], [second])
    assert found.is_certain
    assert found.low <= found.value <= found.high


def test_noise_is_not_certain_and_the_same_is_no_difference():
    generator = np.random.default_rng(2)
    one, other = (counts(*generator.integers(1, 50, (30, 3))) for _ in range(2))
    assert not difference([one], [other]).is_certain
    same = difference([one], [one])
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)


def test_the_other_way_round_has_the_other_sign():
    generator = np.random.default_rng(3)
    one, other = (counts(*generator.integers(1, 50, (12, 3))) for _ in range(2))
    there, back = difference([one], [other]), difference([other], [one])
    assert (back.value, back.low, back.high) == pytest.approx((-there.value, -there.high, -there.low), abs=1e-12)


def test_seeds_that_differ_widen_the_interval():
    blocks = [(10, 10, 80)] * 10
    steady = difference([counts(*blocks)] * 2, [counts(*[(5, 5, 90)] * 10)] * 2)
    spread = difference([counts(*[(40, 10, 50)] * 10), counts(*[(0, 0, 100)] * 10)], [counts(*[(5, 5, 90)] * 10)] * 2)
    assert steady.is_certain
    assert spread.high - spread.low > steady.high - steady.low + 0.1
