"""One map from tiles: no seams, no dependence on blocks."""

import numpy as np
import pytest
import torch

from slipline.core.base.progress import Silent
from slipline.models.input.tile_reader import open_store
from slipline.models.judging.blending import Ground, blended_logits, gaussian_weights, lattice_starts, store_logits

TILE = 16
REACH = 2  # cells that the convolution below looks around


def smooth(tiles):
    """A network without any padding effect but at the rim: the mean of 5 x 5 cells of the first band."""
    features = torch.from_numpy(np.nan_to_num(tiles[:, :1], nan=0.0))
    return torch.nn.functional.avg_pool2d(features, 2 * REACH + 1, 1, REACH)[:, 0].numpy()


def middle_only(tiles):
    """Nonsense near the rim of a tile, the first band elsewhere."""
    scores = tiles[:, 0].copy()
    inside = np.zeros((TILE, TILE), bool)
    inside[3:-3, 3:-3] = True
    scores[:, ~inside] = 7.0
    return scores


@pytest.fixture()
def picture():
    return np.random.default_rng(4).normal(size=(2, 70, 90)).astype(np.float32)


def blend(block, row=0, column=0, score=smooth, batch=3, wanted=None):
    wanted = np.ones(block.shape[1:], bool) if wanted is None else wanted
    return blended_logits(Ground(block, row, column, TILE, wanted), score, batch)


def test_lattice_tiles_start_at_multiples_of_half_a_tile_and_lie_inside():
    assert list(lattice_starts(0, 40, 16)) == [0, 8, 16, 24]
    assert list(lattice_starts(-13, 40, 16)) == [-8, 0, 8]
    assert list(lattice_starts(5, 10, 16)) == []
    assert list(lattice_starts(-16, 16, 16)) == [-16]


def test_weights_are_symmetric_and_fall_by_the_gaussian_law():
    weights = gaussian_weights(16)
    np.testing.assert_array_equal(weights, weights[::-1])
    np.testing.assert_array_equal(weights, weights.T)
    assert weights[8, 8] / weights[8, 10] == pytest.approx(np.exp((2.5**2 - 0.5**2) / (2 * 2.0**2)), rel=1e-5)


def test_blended_tiles_equal_the_whole_within_the_rim(picture):
    # weight of the nearest rim cells against the centre of another tile: below 1e-3 of the mean
    blended, _ = blend(picture)
    whole = smooth(picture[None])[0]
    np.testing.assert_allclose(blended[8:-16, 8:-16], whole[8:-16, 8:-16], atol=5e-3)


def test_the_mean_is_weighted_as_computed_by_hand():
    block = np.arange(16.0 * 24, dtype=np.float32).reshape(1, 16, 24)
    blended, count = blend(
        block, score=lambda tiles: np.stack([np.full((TILE, TILE), tile[0, 0, 0], np.float32) for tile in tiles])
    )
    weights = gaussian_weights(TILE)
    left, right = weights[3, 11], weights[3, 3]  # column 11 of the block in the tiles that start at 0 and at 8
    assert count == 2
    assert blended[3, 11] == pytest.approx((0.0 * left + 8.0 * right) / (left + right), rel=1e-5)


def test_the_result_does_not_depend_on_how_the_area_was_cut_into_blocks(picture):
    whole, _ = blend(picture, score=middle_only)
    for row, column, rows, columns in ((5, 9, 60, 70), (-20, -7, 64, 64), (24, 30, 46, 60)):
        padded = np.full((2, rows, columns), np.nan, np.float32)
        r0, c0 = max(row, 0), max(column, 0)
        padded[:, r0 - row :, c0 - column :] = picture[:, r0 : row + rows, c0 : column + columns]
        block, _ = blend(padded, row, column, middle_only, batch=5)
        kept = (slice(TILE + r0, min(70, row + rows) - TILE), slice(TILE + c0, min(90, column + columns) - TILE))
        part = block[kept[0].start - row : kept[0].stop - row, kept[1].start - column : kept[1].stop - column]
        np.testing.assert_array_equal(part, whole[kept])


def test_cells_that_are_not_wanted_are_null_and_tiles_without_a_wanted_cell_are_not_scored(picture):
    wanted = np.zeros(picture.shape[1:], bool)
    wanted[20:30, 20:24] = True
    blended, count = blend(picture, wanted=wanted)
    everything, all_tiles = blend(picture)
    assert np.isnan(blended[~wanted]).all()
    np.testing.assert_array_equal(blended[wanted], everything[wanted])
    # starts 8, 16, 24 of rows (a tile from 8 on reaches 23) by 8, 16 of columns
    assert count == 3 * 2 < all_tiles


def test_a_block_smaller_than_a_tile_is_null():
    blended, count = blend(np.ones((1, 10, 40), np.float32))
    assert count == 0
    assert np.isnan(blended).all()


class Smooth:
    """Judges the tiles of a store by `smooth`, where the fourth band is known."""

    batch, window = 4, 1

    def observable(self, block):
        return np.isfinite(block[3])

    def prepare(self, block, row, column):
        return block

    def __call__(self, tiles):
        return smooth(tiles)


def test_a_store_is_mapped_on_the_sets_asked_for_and_by_blocks_of_any_size(store_folder, monkeypatch):
    from slipline.models.judging import blending

    store = open_store(str(store_folder))
    maps = []
    for size in (1024, 40):
        monkeypatch.setattr(blending, "BLOCK", size)
        output = np.full(store.shape, np.nan, np.float32)
        store_logits(store, (2, 3), Smooth(), output, Silent())
        maps.append(output)
    np.testing.assert_array_equal(*maps)
    expected = (np.asarray(store.sets) >= 2) & np.isfinite(store.features[3])
    np.testing.assert_array_equal(np.isfinite(maps[0]), expected)
