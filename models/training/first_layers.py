"""The weights that see the bands: for another set of bands, and silent at first for further rasters.

A new band whose weights begin at zero changes nothing until training asks for it. With weights by chance, as all others
begin, a raster that says nothing would stir every feature from the first step on. Their steps are shorter, too: Muon
makes them as long in a direction without news as in one with news, so that the weights of noise wander far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor

from ...core.base.codes import GROUP_MARK
from ..networks.networks import NetworkConfig, build
from ..networks.padded import PaddedNetwork

PACE = 0.3  # of the steps of the weights of further rasters, as a share of the others'


def first_layers(config: NetworkConfig) -> set[str]:
    """Names of the weights that see the bands: those whose shape depends on their number."""
    with torch.device("meta"):
        own, more = (build(c).state_dict() for c in (config, replace(config, bands_in=config.bands_in + 1)))
    return {name for name, value in own.items() if value.shape != more[name].shape}


def widened(config: NetworkConfig, old: dict[str, Tensor], places: Sequence[int]) -> PaddedNetwork:
    """A network with the weights of another one; what belongs to a new channel is zero.

    Args:
        config: of the network, without part `stems`.
        old: weights of the other one, which differs in its channels alone.
        places: of each channel its number in the other one, -1 for a new channel.
    """
    with torch.random.fork_rng(devices=[]):
        network = build(config)
    seeing = first_layers(config)
    network.load_state_dict(
        {
            name: _fitted(old[name], value, places) if name in seeing else old[name]
            for name, value in network.state_dict().items()
        }
    )
    return network


def _fitted(old: Tensor, new: Tensor, places: Sequence[int]) -> Tensor:
    """Weights (outputs, channels, ...) for other channels: those of known ones, and zero."""
    fitted = torch.zeros_like(new)
    for channel, place in enumerate(places):
        if place >= 0:
            fitted[:, channel] = old[:, place]
    return fitted


def fresh_network(config: NetworkConfig, channels: Sequence[str]) -> PaddedNetwork:
    """A network with fresh weights, in which further rasters are silent at first.

    All other weights are those of the network without further rasters from the same seed.

    Args:
        config: of the network.
        channels: names of its channels.
    """
    known = [number for number, name in enumerate(channels) if GROUP_MARK not in name]
    if len(known) == len(channels) or not known or "stems" in config.parts:
        return build(config)
    places = [known.index(number) if number in known else -1 for number in range(len(channels))]
    return widened(config, build(replace(config, bands_in=len(known))).state_dict(), places)


class Further:
    """Lets the weights of further rasters learn at their own pace.

    Args:
        network: in training.
        config: of it.
        channels: names of its channels.
    """

    def __init__(self, network: PaddedNetwork, config: NetworkConfig, channels: Sequence[str]) -> None:
        numbers = [number for number, name in enumerate(channels) if GROUP_MARK in name]
        weights, seeing = dict(network.named_parameters()), first_layers(config) if numbers else set()
        places = {name: _columns(name, config, numbers) for name in seeing if name in weights}
        self._slowed = [(weights[name], columns) for name, columns in places.items() if columns]
        self._before: list[Tensor] = []

    @torch.no_grad()
    def keep(self) -> None:
        """Remember the weights before a step."""
        self._before = [weight[:, columns].clone() for weight, columns in self._slowed]

    @torch.no_grad()
    def slow_down(self) -> None:
        """Shorten the step that was made since."""
        for (weight, columns), before in zip(self._slowed, self._before):
            weight[:, columns] = torch.lerp(before, weight[:, columns], PACE)


def _columns(name: str, config: NetworkConfig, numbers: Sequence[int]) -> list[int]:
    """Columns of a first layer's weight that see some channels; with stems it sees the image's, or the others."""
    if "stems" not in config.parts:
        return list(numbers)
    seen = [n for n in range(config.bands_in) if (n in config.image) == (".image." in name)]
    return [seen.index(number) for number in numbers if number in seen]
