"""What a training begins with: a fresh network, a model to fine-tune, or an interrupted training."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from ...core.base.context_window import STEP, fits_tile
from ...core.base.errors import InputError
from ...core.base.model_card import read_card
from ...core.base.progress import Progress
from ...core.base.sheet_units import sheet_scalings
from ...core.base.training_options import TrainingOptions
from ...core.base.translation import tr
from ..input.scaling import InputScaling
from ..input.scaling_fit import fit_scaling
from ..input.tile_reader import TileStore
from ..networks.model_file import load_model
from ..networks.networks import NetworkConfig
from ..networks.padded import PaddedNetwork
from .fine_tuning import adapted_network, adapted_scaling
from .first_layers import fresh_network


@dataclass(frozen=True)
class Start:
    """Network, its configuration and the scaling of its input."""

    network: PaddedNetwork
    config: NetworkConfig
    scaling: InputScaling


def start_of(store: TileStore, options: TrainingOptions, progress: Progress, member: int = 0) -> Start:
    """A fresh network, or the model that `options.start_from` names.

    Args:
        store: on whose training ground the scaling is fitted.
        options: the recipe.
        progress: asked for cancel.
        member: which one of an ensemble; it starts from the one of the same number, where the model is an ensemble too.

    Raises:
        InputError: a band without values, a model that does not fit, or a tile that the network cannot have.
    """
    if not fits_tile(store.tile, options.parts):
        raise InputError(
            tr(
                "The part context needs tiles of a multiple of {step} cells, but they have {tile}. Choose another "
                "tile, or leave the part out."
            ),
            step=STEP,
            tile=store.tile,
        )
    torch.manual_seed(options.seed)
    return begin(options, fit_scaling(store, options, progress, _kinds(options.start_from)), member)


def _kinds(start_from: str) -> dict[str, str]:
    """Bands that a model counts in units of each sheet's own ground, and how."""
    bands = read_card(start_from)["bands"] if start_from else []
    return {name: kind for name, (kind, _) in sheet_scalings(bands).items()}


def begin(options: TrainingOptions, scaling: InputScaling, member: int = 0) -> Start:
    """A fresh network, or the model that `options.start_from` names, for a scaling that was fitted.

    Raises:
        InputError: a model that does not fit.
    """
    if not options.start_from:
        return fresh(options, scaling)
    model = load_model(options.start_from).member(member)
    scaling = adapted_scaling(model.scaling, scaling)
    network = adapted_network(model, scaling, options, options.start_from)
    return Start(network, config_for(options, scaling), scaling)


def fresh(options: TrainingOptions, scaling: InputScaling) -> Start:
    """A network with fresh weights."""
    config = config_for(options, scaling)
    return Start(fresh_network(config, scaling.channel_names), config, scaling)


def config_for(options: TrainingOptions, scaling: InputScaling) -> NetworkConfig:
    """The network that the options ask for, for the channels that there are."""
    return NetworkConfig(
        options.network, options.width, scaling.channels, options.parts, scaling.image_channels(options.parts)
    )
