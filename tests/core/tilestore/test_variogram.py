from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from slipline.core.tilestore.split import variogram_range


def by_hand(field, known):
    """The same, pair by pair."""
    variance = field[known].var()
    for lag in range(1, max(field.shape) // 2 + 1):
        squares = []
        for one, both in ((field, known), (field.T, known.T)):
            if lag <= one.shape[0] // 2:
                pairs = both[lag:] & both[:-lag]
                squares.append((one[lag:] - one[:-lag])[pairs] ** 2 / 2)
        if squares and np.concatenate(squares).mean() >= 0.95 * variance:
            return lag
    return max(field.shape) // 2


@pytest.mark.parametrize("width", [0.0, 2.0, 4.0])
@pytest.mark.parametrize("shape", [(60, 90), (81, 50)])
def test_the_range_is_that_of_all_pairs(width, shape):
    random = np.random.default_rng(3)
    field = ndimage.gaussian_filter(random.normal(0, 1, shape), width)
    known = random.random(shape) > 0.2
    assert variogram_range(field, known) == by_hand(field, known)


def test_smoother_fields_have_longer_ranges():
    noise = np.random.default_rng(1).normal(0, 1, (200, 200))
    ranges = [variogram_range(ndimage.gaussian_filter(noise, width), np.ones((200, 200), bool)) for width in (0, 3, 8)]
    assert ranges[0] == 1
    assert 4 <= ranges[1] <= 12
    assert ranges[1] < ranges[2]


@pytest.mark.parametrize("known", [np.ones((9, 9), bool), np.zeros((9, 9), bool)])
def test_nothing_that_varies_has_the_range_of_a_cell(known):
    assert variogram_range(np.full((9, 9), 3.0), known) == 1.0
