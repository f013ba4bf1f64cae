"""Two ways to a batch, one result."""

import numpy as np
import pytest
import torch

from slipline.models.input.feed import Feed, ResidentFeed
from slipline.models.input.tile_reader import open_store

CORNERS = [np.array([[10, 20], [-10, -5]]), np.array([[80, 150]]), np.array([[-40, 300], [64, 60], [0, 90]])]


@pytest.mark.parametrize("part", [1, 2, 3])
@pytest.mark.parametrize("split", ["blocks", "random"])
@pytest.mark.parametrize("window", [1, 4])
def test_tiles_cut_from_the_device_are_those_read_by_the_thread(store_folder, random_store_folder, part, split, window):
    store = open_store(str(store_folder if split == "blocks" else random_store_folder), window)
    device = torch.device("cpu")
    read, cut = (list(feed(store, device).tiles(CORNERS, part)) for feed in (Feed, ResidentFeed))
    assert [len(tiles.raw) for tiles in read] == [2, 1, 3]
    for one, two in zip(read, cut):
        assert one.raw.shape[1] == len(store.bands) * (1 if window == 1 else 3)
        torch.testing.assert_close(one.raw, two.raw, rtol=0, atol=0, equal_nan=True)
        assert torch.equal(one.target, two.target)
    assert (read[0].target != 255).any() or part != 1


def test_a_batch_is_what_the_store_holds(store_folder):
    store = open_store(str(store_folder))
    (tiles,) = Feed(store, torch.device("cpu")).tiles([np.array([[10, 20]])], 1)
    np.testing.assert_array_equal(tiles.raw[0].numpy(), store.features[:, 10:42, 20:52])
    np.testing.assert_array_equal(tiles.target[0].numpy(), store.labels[10:42, 20:52])
