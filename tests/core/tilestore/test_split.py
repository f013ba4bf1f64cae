from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from slipline.core.base.codes import NONE, TEST, TRAIN, VALIDATION
from slipline.core.tilestore.split import block_split

SHAPES = [(90, 140), (140, 90), (120, 120)]


def areas(shape, seed, count=40):
    """Share of positive ground: small ellipses."""
    generator = np.random.default_rng(seed)
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    positive = np.zeros(shape, np.float32)
    for _ in range(count):
        row, column = generator.uniform(0, shape[0]), generator.uniform(0, shape[1])
        half = generator.uniform(1, 4, 2)
        positive[((rows - row) / half[0]) ** 2 + ((columns - column) / half[1]) ** 2 <= 1] = 1
    return positive


def nearest(first, second):
    """Smallest distance between the cells of two masks, corner to corner, by brute force over their edges."""
    a, b = (np.argwhere(mask & ~ndimage.binary_erosion(mask)) for mask in (first, second))
    gaps = np.maximum(np.abs(a[:, None] - b[None]) - 1, 0)
    return np.sqrt((gaps**2).sum(axis=2)).min()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [1, 2])
def test_no_set_comes_nearer_to_another_than_the_dead_zone(shape, seed):
    split = block_split(areas(shape, seed), np.ones(shape, bool), 20, 6.0, seed)
    assert split.block_cells > 0
    assert split.dead_zone_cells == split.wanted_cells == 6.0
    for first, second in ((TRAIN, TEST), (TRAIN, VALIDATION), (VALIDATION, TEST)):
        assert nearest(split.sets == first, split.sets == second) >= split.dead_zone_cells


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_areas_stay_whole_and_every_set_has_some(shape, seed):
    positive = areas(shape, seed)
    split = block_split(positive, np.ones(shape, bool), 20, 6.0, seed)
    labels, count = ndimage.label(positive, np.ones((3, 3)))
    largest = ndimage.sum_labels(positive, labels, np.arange(1, count + 1)).max()
    assert largest <= 0.3 * positive.sum()
    for number in range(1, count + 1):
        assert len(set(np.unique(split.sets[labels == number])) - {NONE}) <= 1
    total = positive.sum()
    shares = [positive[split.sets == which].sum() / total for which in (TRAIN, VALIDATION, TEST)]
    assert shares == pytest.approx(split.shares, abs=1e-6)
    assert shares[0] >= 0.4
    assert min(shares) >= 0.04


def test_a_dead_zone_that_the_ground_is_too_small_for_is_told_as_it_is_and_as_it_should_be():
    split = block_split(areas((90, 140), 1), np.ones((90, 140), bool), 40, 36.0, 1)
    assert split.block_cells > 0
    assert split.dead_zone_cells in (18.0, 9.0)
    assert split.wanted_cells == 36.0


def test_the_same_seed_gives_the_same_split_and_another_seed_another():
    positive, usable = areas((90, 140), 1), np.ones((90, 140), bool)
    first, again, other = (block_split(positive, usable, 20, 6.0, seed).sets for seed in (7, 7, 8))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_ground_where_the_areas_are_not_complete_is_in_no_set():
    positive, usable = areas((90, 140), 1), np.ones((90, 140), bool)
    usable[:, 100:] = False
    split = block_split(positive, usable, 20, 6.0, 1)
    assert split.block_cells > 0
    assert not split.sets[~usable].any()
    assert sum(split.shares) <= 1 + 1e-6


def test_one_area_that_is_most_of_the_ground_may_be_cut():
    positive = np.zeros((90, 140), np.float32)
    positive[40:50, 5:135] = 1
    split = block_split(positive, np.ones(positive.shape, bool), 20, 4.0, 1)
    assert split.block_cells > 0
    assert {TRAIN, VALIDATION, TEST} <= set(np.unique(split.sets[40:50]))


@pytest.mark.parametrize(
    "positive",
    [
        np.ones((3, 3), np.float32),
        np.zeros((90, 140), np.float32),
        np.pad(np.ones((2, 2), np.float32), ((0, 10), (0, 10))),
    ],
    ids=["tiny", "no area", "one small area"],
)
def test_all_ground_trains_where_nothing_can_be_held_back(positive):
    usable = np.ones(positive.shape, bool)
    usable[0, 0] = False
    split = block_split(positive, usable, 20, 6.0, 1)
    assert (split.block_cells, split.dead_zone_cells, split.shares) == (0, 0.0, (1.0, 0.0, 0.0))
    np.testing.assert_array_equal(split.sets, np.where(usable, TRAIN, NONE))
