"""Bands of two orbits and of further rasters: how they turn, how they are scaled, what they are null together with."""

import numpy as np
import pytest
import torch

from slipline.core.base.codes import group_of, groups_of
from slipline.core.base.training_options import RECOMMENDED_FEATURES, TrainingOptions
from slipline.models.input.augment import turn, turn_directions
from slipline.models.input.degrade import missable
from slipline.models.input.scaling import scaling_from
from slipline.models.input.scaling_fit import fit_scaling

EAST_UP = ["velocity_east", "velocity_north", "velocity_up", "velocity_slope"]


def moved(picture, way):
    """A picture after a turn: east and north are differences of a place before and after, in its own axes."""
    return turn(torch.from_numpy(picture), way)


@pytest.mark.parametrize("way", range(8))
def test_velocities_of_the_ground_turn_with_the_tile(way):
    """A block that moves to the east moves to the picture's own east, north, west or south once the tile is turned."""
    before = np.zeros((9, 9))
    before[4, 4] = 1.0
    east, north = 2, 1  # cells that it moves by
    after = np.zeros((9, 9))
    after[4 - north, 4 + east] = 1.0
    bands = torch.stack([torch.full((9, 9), value) for value in (float(east), float(north), -7.0, 3.0)])
    turned = turn(bands, way).clone()
    turn_directions(turned, EAST_UP, way)
    start, end = (np.argwhere(moved(picture, way).numpy() == 1.0)[0] for picture in (before, after))
    np.testing.assert_allclose(turned[0].numpy(), end[1] - start[1])
    np.testing.assert_allclose(turned[1].numpy(), start[0] - end[0])
    np.testing.assert_array_equal(turned[2:].numpy(), turn(bands[2:], way).numpy())  # up and down the slope stay


def test_a_flip_turns_east_round_and_a_quarter_turn_makes_it_north():
    for way, expected in ((4, (-5.0, 0.0)), (1, (0.0, 5.0)), (2, (-5.0, 0.0)), (3, (0.0, -5.0))):
        tile = torch.zeros(2, 3, 3)
        tile[0] = 5.0
        turn_directions(tile, ["velocity_east", "velocity_north"], way)
        assert (float(tile[0, 1, 1]), float(tile[1, 1, 1])) == expected


class Store:
    """What the scaling is fitted on."""

    def __init__(self, bands, features):
        self.bands, self.features = tuple(bands), features.astype(np.float32)
        self.shape = features.shape[1:]
        self.sets = np.ones(self.shape, np.uint8)


def test_east_and_north_have_one_scale_and_further_rasters_their_own():
    rng = np.random.default_rng(1)
    east = rng.normal(0, 20, (40, 50))
    embedding = rng.normal(300, 5, (40, 50))
    lithology = (rng.random((40, 50)) < 0.3).astype(float)
    gap = embedding.copy()
    gap[:5] = np.nan
    names = ["hotspot", "velocity_east", "velocity_north", "velocity_up", "embedding:1", "embedding:2", "geology:7"]
    features = np.stack([rng.normal(0, 9, (40, 50)), east, 0 * east, east / 2, embedding, gap, lithology])
    scaling = fit_scaling(Store([(name, "") for name in names], features), TrainingOptions(missing=0.2), _Silent())
    kinds = {band.name: (band.kind, band.numbers) for band in scaling.bands}
    assert kinds["velocity_east"] == kinds["velocity_north"]
    assert kinds["velocity_east"][0] == kinds["velocity_up"][0] == "asinh"
    assert kinds["embedding:1"][0] == "standard"
    assert kinds["embedding:1"][1]["mean"] == pytest.approx(300, abs=1)
    assert kinds["embedding:1"][1]["deviation"] == pytest.approx(5, rel=0.1)
    assert kinds["geology:7"] == ("plain", {})
    assert scaling.validity == ("embedding:", "geology:")
    assert scaling_from(scaling.as_list(), list(scaling.validity)) == scaling  # as a card has it
    assert set(EAST_UP[:3]) <= set(RECOMMENDED_FEATURES)


def test_each_further_raster_is_a_group_of_its_own():
    names = ["red", "slope", "image:1", "velocity_up", "geology:3", "geology:7"]
    assert [group_of(name) for name in names] == ["image", "terrain", "image:", "deformation", "geology:", "geology:"]
    assert groups_of(names) == ["image", "deformation", "terrain", "image:", "geology:"]
    assert missable(names) == ["image", "terrain", "image:", "geology:"]


class _Silent:
    def update(self, fraction):
        pass

    def message(self, text):
        pass

    def warning(self, text):
        pass

    def is_cancelled(self):
        return False
