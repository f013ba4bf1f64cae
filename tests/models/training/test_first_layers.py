"""Further rasters are silent in a fresh network: all else is as without them, and they are heard as training asks."""

import pytest
import torch

from slipline.models.networks.networks import NetworkConfig, build
from slipline.models.training.first_layers import first_layers, fresh_network

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
