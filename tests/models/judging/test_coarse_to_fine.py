"""Coarse to fine: a first pass over tiles side by side says where overlapping tiles are worth it."""

import numpy as np
import pytest
import torch
from scipy.ndimage import maximum_filter

from slipline.core.base.context_window import block_margin
from slipline.core.base.grid import Window, partition
from slipline.models.input.scaling import BandScaling, InputScaling
from slipline.models.judging.blending import forget_passed, lattice_tiles, side_by_side
from slipline.models.judging.predictor import Predictor
from slipline.models.networks.model_file import LoadedModel
from slipline.models.networks.networks import NetworkConfig

from ..conftest import Reporter
from ..input.test_far_view import context_model, ground_of

TILE, ROWS, COLUMNS = 32, 176, 208
LIMIT = 0.1
AREA = (slice(54, 70), slice(88, 104))  # over the corner of four tiles side by side, at 64, 96


class Blur(torch.nn.Module):
    """The mean of 5 x 5 cells of the first band as logit.

    Less sure at the rim of a tile, where zeros are read outside.
    """

    def forward(self, features):
        return torch.nn.functional.avg_pool2d(features[:, :1], 5, 1, 2)


@pytest.fixture(scope="module")
def ground():
    """(1, rows, columns): one area, and a part without targets that a tile's half reaches into."""
    values = np.random.default_rng(3).normal(-9.0, 0.5, (1, ROWS, COLUMNS)).astype(np.float32)
    values[0][AREA] = 9.0
    values[:, :50, 120:] = np.nan
    return values


def blurring():
    """A model that blurs."""
    scaling = InputScaling((BandScaling("hotspot", "", "plain", {}, 0.0, 1.0),))
    return LoadedModel(Blur(), NetworkConfig("unet", 4, 1), scaling, {}, TILE, 1.0)


def predicted(ground, limit, side=1024, turns=False, model_of=blurring):
    """Probability (rows, columns) from blocks of a side, and the tiles scored."""
    model = model_of()
    predictor = Predictor(model, torch.device("cpu"), turns, Reporter(), limit=limit)
    whole, count = np.full((ROWS, COLUMNS), np.nan, np.float32), 0
    margin = block_margin(TILE, model.scaling.window) + (TILE // 2 if limit else 0)
    for block in partition(Window(0, 0, COLUMNS, ROWS), side):
        outer = block.aligned(TILE // 2).expanded(margin)
        inside = outer.intersection(Window(0, 0, COLUMNS, ROWS))
        values = np.full((len(ground), *outer.shape), np.nan, np.float32)
        values[(slice(None), *inside.relative_to(outer).slices)] = ground[(slice(None), *inside.slices)]
        result = np.full((1, *outer.shape), np.nan, np.float32)
        result[(0, *block.relative_to(outer).slices)] = 0.0
        count += predictor.fill(values, outer, result, margin)
        whole[block.slices] = result[(0, *block.relative_to(outer).slices)]
    return whole, count


def first_pass(ground):
    """What tiles side by side say, one after the other."""
    padded = np.pad(ground, ((0, 0), (0, -ROWS % TILE), (0, -COLUMNS % TILE)), constant_values=np.nan)
    found = np.empty(padded.shape[1:], np.float32)
    for row in range(0, len(found), TILE):
        for column in range(0, found.shape[1], TILE):
            tile = torch.from_numpy(np.nan_to_num(padded[None, :, row : row + TILE, column : column + TILE]))
            found[row : row + TILE, column : column + TILE] = torch.sigmoid(Blur()(tile))[0, 0].numpy()
    return np.where(np.isfinite(ground[0]), found[:ROWS, :COLUMNS], np.nan)


def test_with_a_limit_that_every_cell_reaches_it_is_the_ordinary_result(ground):
    np.testing.assert_allclose(predicted(ground, 1e-30)[0], predicted(ground, 0.0)[0], atol=1e-6)


@pytest.mark.parametrize("side", [48, 64, 100])
@pytest.mark.parametrize("limit", [0.03, LIMIT, 0.9])
def test_it_does_not_depend_on_how_the_ground_was_cut_into_blocks(ground, side, limit):
    np.testing.assert_allclose(predicted(ground, limit, side)[0], predicted(ground, limit)[0], atol=1e-6)


def test_cells_with_a_chance_get_full_effort_and_all_others_the_first_pass_or_better(ground):
    ordinary, all_tiles = predicted(ground, 0.0)
    quick, tiles = predicted(ground, LIMIT)
    first = first_pass(ground)
    chance = first >= LIMIT
    assert 200 < chance.sum() < 600
    np.testing.assert_allclose(quick[chance], ordinary[chance], atol=1e-6)
    np.testing.assert_array_equal(quick >= 0.5, ordinary >= 0.5)  # the area is the same
    np.testing.assert_array_equal(np.isnan(quick), np.isnan(ordinary))  # null means: not observable, as always
    far = ~maximum_filter(chance, 2 * TILE - 1)  # no tile holds such a cell and one with a chance
    assert far.mean() > 0.3
    np.testing.assert_allclose(quick[far], first[far], atol=1e-6)
    assert tiles < 0.5 * all_tiles


def test_all_judgements_together_decide(ground):
    ordinary, all_tiles = predicted(ground, 0.0, turns=True)
    quick, tiles = predicted(ground, LIMIT, turns=True)
    np.testing.assert_array_equal(quick >= 0.5, ordinary >= 0.5)
    np.testing.assert_allclose(predicted(ground, LIMIT, 64, turns=True)[0], quick, atol=1e-6)
    assert tiles < 0.5 * all_tiles


def test_ground_outside_the_block_decides_with_it(ground):
    """The area lies next to a block of which hardly a cell is asked for.

    Tiles that touch both are judged all the same.
    """
    ordinary = predicted(ground, 0.0)[0]
    quick = predicted(ground, LIMIT, 88)[0]  # the block ends where the area begins
    beside = (slice(54, 70), slice(80, 88))
    np.testing.assert_allclose(quick[beside], ordinary[beside], atol=2e-3)


def test_tiles_side_by_side_cover_the_ground_once():
    corners = lattice_tiles(-16, -16, 16, np.ones((64, 48), bool))
    chosen = [corner for corner in corners if side_by_side(corner, 16)]
    assert chosen == [(r, c) for r in (-16, 0, 16, 32) for c in (-16, 0, 16)]
    assert len(corners) == 7 * 5


def test_tiles_side_by_side_are_remembered_as_far_as_the_next_block_asks_for_them():
    known = {corner: np.zeros((16, 16), np.float32) for corner in [(-16, 0), (0, 0), (0, 16), (8, 0), (16, 0), (24, 8)]}
    forget_passed(known, 16, Window(0, 0, 64, 32), reach=8)
    assert set(known) == {
        (16, 0),
        (24, 8),
    }  # 16 ends at the block's edge, 8 cells before what the next block's tiles overlap


@pytest.fixture(scope="module")
def seen_wide():
    """The ground, an ordinary result of a network with part `context`, its first pass, and a limit far from every tile.

    Only a tile's largest probability decides, which rounding must not turn.
    """
    ground = ground_of(COLUMNS)[:, :ROWS]
    ordinary, tiles = predicted(ground, 0.0, model_of=context_model)
    first, side_by_side_tiles = predicted(
        ground, 2.0, model_of=context_model
    )  # of which nothing is ever worth a second look
    assert side_by_side_tiles < 0.4 * tiles
    padded = np.pad(np.nan_to_num(first), TILE // 2)
    largest = np.sort(
        [
            padded[r : r + TILE, c : c + TILE].max()
            for r, c in np.ndindex(len(padded), padded.shape[1])
            if r % 16 == c % 16 == 0
        ]
    )
    middle = largest[len(largest) // 4 : 3 * len(largest) // 4]
    gap = int(np.argmax(np.diff(middle)))
    return ground, ordinary, first, float(middle[gap : gap + 2].mean()), tiles


@pytest.mark.parametrize("side", [48, 64, 100])
def test_with_part_context_it_does_not_depend_on_how_the_ground_was_cut_into_blocks(seen_wide, side):
    ground, _, _, limit, _ = seen_wide
    whole, parts = (predicted(ground, limit, length, model_of=context_model)[0] for length in (1024, side))
    np.testing.assert_allclose(parts, whole, atol=1e-5)


def test_with_part_context_cells_with_a_chance_get_full_effort_and_others_do_not(seen_wide):
    ground, ordinary, first, limit, all_tiles = seen_wide
    quick, tiles = predicted(ground, limit, model_of=context_model)
    chance = first >= limit
    np.testing.assert_allclose(quick[chance], ordinary[chance], atol=1e-5)
    assert np.nanmax(np.abs(quick - ordinary)) > 1e-3
    assert np.nanmax(np.abs(quick - first)) > 1e-3
    assert tiles < all_tiles


def test_with_part_context_and_a_limit_that_every_cell_reaches_it_is_the_ordinary_result(seen_wide):
    ground, ordinary, *_ = seen_wide
    np.testing.assert_allclose(predicted(ground, 1e-30, 64, model_of=context_model)[0], ordinary, atol=1e-5)
