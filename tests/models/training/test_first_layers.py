"""Further rasters are silent in a fresh network: all else is as without them, and they are heard as training asks."""

import pytest
import torch

from slipline.core.base.training_options import TrainingOptions
from slipline.models.networks.networks import NetworkConfig, build
from slipline.models.training.first_layers import PACE, Further, first_layers, fresh_network
from slipline.models.training.recipe import Recipe

CHANNELS = ["hotspot", "geology:1", "slope", "geology:2", "(terrain)", "(geology:)"]
KNOWN = [0, 2, 4]


@pytest.mark.parametrize(("name", "parts"), [("resunet", ()), ("resunet", ("context",)), ("unet", ()), ("segnet", ())])
def test_a_fresh_network_is_that_without_further_rasters(name, parts):
    config = NetworkConfig(name, 4, len(CHANNELS), parts)
    torch.manual_seed(7)
    network = fresh_network(config, CHANNELS)
    after = torch.rand(1)
    torch.manual_seed(7)
    plain = build(NetworkConfig(name, 4, len(KNOWN), parts))
    assert torch.equal(after, torch.rand(1))  # what is drawn next is the same, too
    features = torch.randn(2, config.inputs, 32, 32)
    known = [number + view for view in range(0, config.inputs, len(CHANNELS)) for number in KNOWN]
    torch.testing.assert_close(network(features), plain(features[:, known]), atol=1e-5, rtol=1e-4)
    network(features).sum().backward()
    heard = dict(network.named_parameters())
    assert all(heard[weight].grad[:, [1, 3, 5]].abs().max() > 0 for weight in first_layers(config))


def test_without_further_rasters_and_with_stems_a_network_is_built_as_ever():
    for channels, config in (
        (CHANNELS[:1], NetworkConfig("resunet", 4, 1)),
        (CHANNELS, NetworkConfig("resunet", 4, len(CHANNELS), ("stems",), (0,))),
    ):
        torch.manual_seed(3)
        made = fresh_network(config, channels).state_dict()
        torch.manual_seed(3)
        assert all(torch.equal(made[name], value) for name, value in build(config).state_dict().items())


@pytest.mark.parametrize(("parts", "image"), [((), ()), (("context",), ()), (("stems",), (0, 2))])
def test_further_rasters_learn_by_shorter_steps_and_all_else_as_ever(parts, image):
    config = NetworkConfig("resunet", 4, len(CHANNELS), parts, image)
    torch.manual_seed(11)
    features, target = torch.randn(2, config.inputs, 32, 32), torch.rand(2, 1, 32, 32).round()
    moved = {}
    for slow in (False, True):
        torch.manual_seed(5)
        network = build(config)
        first = {name: value.clone() for name, value in network.state_dict().items()}
        further = Further(network, config, CHANNELS) if slow else None
        recipe = Recipe(network, TrainingOptions(), further=further)
        recipe.backward(torch.nn.functional.binary_cross_entropy_with_logits(network(features)[:, :1], target))
        recipe.step(0.3)
        moved[slow] = {name: value - first[name] for name, value in network.state_dict().items()}
    for name, step in moved[True].items():
        plain = moved[False][name].clone()
        if name in first_layers(config):
            columns = [1, 3, 5]
            if parts == ("stems",):
                columns = [0, 1, 3] if ".others." in name else []  # channels 1, 3, 4, 5 are the others
            plain[:, columns] *= PACE
        torch.testing.assert_close(step, plain, atol=1e-6, rtol=1e-3)
