"""The networks by name. A model file may ask for these and nothing else."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Callable

from ..core.errors import InputError, tr
from .padded import PaddedNetwork
from .resunet import ResUNet
from .segnet import SegNet
from .unet import UNet

MAX_WIDTH = 128
MAX_BANDS = 128

_BUILDERS: dict[str, Callable[[int, int], PaddedNetwork]] = {
    "resunet": ResUNet,
    "unet": UNet,
    "unet_bn": lambda bands_in, width: UNet(bands_in, width, batch_norm=True),
    "segnet": SegNet,
}


@dataclass(frozen=True)
class NetworkConfig:
    """All that is needed to build a network.

    Args:
        name: one of `core.training_options.NETWORKS`.
        width: channels of the first level.
        bands_in: channels of the input: bands and validity channels.
    """

    name: str
    width: int
    bands_in: int

    def as_dict(self) -> dict[str, Any]:
        """Plain values for the model's card."""
        return asdict(self)


def build(config: NetworkConfig) -> PaddedNetwork:
    """A network with fresh weights; it gives logits (N, 1, H, W) for features (N, bands_in, H, W).

    Raises:
        InputError: no such network, or a size that no network here has.
    """
    builder = _BUILDERS.get(config.name)
    if builder is None:
        raise InputError(
            tr("There is no network '{name}'. Choose one of {names}."), name=config.name, names=", ".join(_BUILDERS)
        )
    if not 1 <= config.width <= MAX_WIDTH or not 1 <= config.bands_in <= MAX_BANDS:
        raise InputError(
            tr("A network of width {width} for {bands} input channels is not possible. Widths go from 1 to {most}, input channels from 1 to {bands_most}."),
            width=config.width, bands=config.bands_in, most=MAX_WIDTH, bands_most=MAX_BANDS,
        )
    return builder(config.bands_in, config.width)


def config_from(values: object) -> NetworkConfig:
    """The network of a model's card.

    Raises:
        InputError: the entries are not those of a network of this version.
    """
    if isinstance(values, dict) and values.keys() == {"name", "width", "bands_in"}:
        name, width, bands_in = values["name"], values["width"], values["bands_in"]
        if isinstance(name, str) and type(width) is int and type(bands_in) is int:
            return NetworkConfig(name, width, bands_in)
    raise InputError(tr("The model's card does not describe a network of this version. Train the model again."))
