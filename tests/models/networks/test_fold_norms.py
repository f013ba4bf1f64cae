"""Normalisation folded into convolutions; blocks judged in turned positions."""

import numpy as np
import pytest
import torch

from slipline.core.base.grid import Window
from slipline.models.input.scaling import BandScaling, InputScaling
from slipline.models.judging.blending import forget_passed
from slipline.models.judging.scoring import Scorer, Turned
from slipline.models.networks.fold_norms import fold_normalisation
from slipline.models.networks.networks import NetworkConfig, build


@pytest.mark.parametrize(("name", "left"), [("unet_bn", 0), ("segnet", 0), ("unet", 0), ("resunet", 0)])
def test_a_folded_network_gives_the_same_and_has_no_batch_normalisation(name, left):
    torch.manual_seed(2)
    network = build(NetworkConfig(name, 4, 3))
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.5, 2.0)
            torch.nn.init.normal_(module.bias)
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2.0)
    tiles = torch.randn(2, 3, 32, 32)
    with torch.no_grad():
        before = network.eval()(tiles)
        fold_normalisation(network)
        after = network(tiles)
    assert sum(isinstance(module, torch.nn.BatchNorm2d) for module in network.modules()) == left
    torch.testing.assert_close(after, before, rtol=1e-3, atol=1e-3 * float(before.abs().max()))


class Downhill(torch.nn.Module):
    """Knows right from left: how far the slope faces the cell to the east of it, which a turn must not change."""

    def forward(self, features):
        picture, east, north = features[:, :1], features[:, 1:2], features[:, 2:3]
        right = torch.roll(picture, -1, -1) - torch.roll(picture, 1, -1)
        up = torch.roll(picture, 1, -2) - torch.roll(picture, -1, -2)
        return right * east + up * north


@pytest.mark.parametrize("way", range(8))
def test_a_turned_judgement_turns_directions_too_and_comes_back(way):
    names = ("elevation", "aspect_east", "aspect_north")
    scaling = InputScaling(tuple(BandScaling(name, "", "plain", {}, 0.0, 1.0) for name in names))
    block = np.random.default_rng(way).normal(size=(3, 24, 24)).astype(np.float32)
    scorer = Scorer(Downhill(), scaling, torch.device("cpu"))
    member = Turned(scorer, way)
    plain = Turned(scorer)
    judged, expected = (each(each.prepare(block)[None])[0] for each in (member, plain))
    np.testing.assert_allclose(judged, expected, atol=1e-5)


def test_a_batch_that_is_too_large_for_the_memory_is_halved():
    class Small(torch.nn.Module):
        def forward(self, features):
            if len(features) > 2:
                raise torch.OutOfMemoryError("too many")
            return features[:, :1]

    scaling = InputScaling((BandScaling("red", "", "plain", {}, 0.0, 1.0),))
    member = Turned(Scorer(Small(), scaling, torch.device("cpu")))
    tiles = torch.randn(7, 1, 16, 16)
    np.testing.assert_array_equal(member(tiles), tiles[:, 0].numpy())
    assert member.batch <= 2


def test_tiles_that_no_later_block_touches_are_forgotten():
    known = {corner: np.zeros((16, 16), np.float32) for corner in [(-16, 0), (8, 8), (8, 24), (24, 8), (24, 24)]}
    forget_passed(known, 16, Window(0, 0, 32, 32))
    assert set(known) == {(8, 24), (24, 8), (24, 24)}  # the others end within the block, or above it
