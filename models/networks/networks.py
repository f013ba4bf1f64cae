"""The networks by name. A model file may ask for these and nothing else."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Callable

from ...core.base.context_window import window_of
from ...core.base.errors import InputError
from ...core.base.training_options import MAX_WIDTH, MOST_FOLDS, PARTS
from ...core.base.translation import tr
from .ensemble import Ensemble
from .padded import PaddedNetwork
from .resunet import ResUNet
from .segnet import SegNet
from .unet import UNet

MAX_BANDS = 128
_ENTRIES = {"name", "width", "bands_in"}  # of a card

_BUILDERS: dict[str, Callable[[int, int], PaddedNetwork]] = {
    "unet": UNet,
    "unet_bn": lambda bands_in, width: UNet(bands_in, width, batch_norm=True),
    "segnet": SegNet,
}
NAMES = ("resunet", *_BUILDERS)


@dataclass(frozen=True)
class NetworkConfig:
    """All that is needed to build a network.

    Args:
        name: one of `core.training_options.NETWORKS`.
        width: channels of the first level.
        bands_in: channels of a view: bands and validity channels.
        parts: additions to `resunet`, of `core.training_options.PARTS`.
        image: channels of the image, for part `stems`.
        members: networks whose mean counts, see `Ensemble`; 1: a single one.
    """

    name: str
    width: int
    bands_in: int
    parts: tuple[str, ...] = ()
    image: tuple[int, ...] = ()
    members: int = 1

    @property
    def window(self) -> int:
        """Side of the ground that it sees, in sides of the tile."""
        return window_of(self.parts)

    @property
    def inputs(self) -> int:
        """Channels of its input: with part `context` a tile and its far view."""
        return self.bands_in * (1 if self.window == 1 else 2)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for the model's card; parts, image and members only where there are any."""
        values = asdict(self)
        plain = {
            name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value != ()
        }
        return plain if self.members > 1 else {name: value for name, value in plain.items() if name != "members"}


def build(config: NetworkConfig) -> PaddedNetwork:
    """A network with fresh weights; it gives logits (N, 1, H, W) for features (N, inputs, H, W).

    Raises:
        InputError: no such network, or a size that no network here has.
    """
    if config.name not in NAMES:
        raise InputError(
            tr("There is no network '{name}'. Choose one of {names}."), name=config.name, names=", ".join(NAMES)
        )
    if not 1 <= config.width <= MAX_WIDTH or not 1 <= config.bands_in <= MAX_BANDS:
        raise InputError(
            tr(
                "A network of width {width} for {bands} input channels is not possible. Widths go from 1 to "
                "{most}, input channels from 1 to {bands_most}."
            ),
            width=config.width,
            bands=config.bands_in,
            most=MAX_WIDTH,
            bands_most=MAX_BANDS,
        )
    if config.members > 1:
        return Ensemble([build(replace(config, members=1)) for _ in range(config.members)])
    unknown = [part for part in config.parts if part not in PARTS]
    if config.name == "resunet" and not unknown:
        return ResUNet(config.bands_in, config.width, config.parts, config.image)
    if config.parts or unknown:
        raise InputError(
            tr("The network {name} has no parts {parts}. Choose resunet with {known}, or no parts."),
            name=config.name,
            parts=", ".join(config.parts),
            known=", ".join(PARTS),
        )
    return _BUILDERS[config.name](config.bands_in, config.width)


def config_from(values: object) -> NetworkConfig:
    """The network of a model's card.

    Raises:
        InputError: the entries are not those of a network of this version.
    """
    if isinstance(values, dict) and _ENTRIES <= values.keys() <= _ENTRIES | {"parts", "image", "members"}:
        name, width, bands_in = values["name"], values["width"], values["bands_in"]
        parts, image, members = values.get("parts", []), values.get("image", []), values.get("members", 1)
        listed = isinstance(parts, list) and isinstance(image, list)
        plain = isinstance(name, str) and all(type(value) is int for value in (width, bands_in, members)) and listed
        known = plain and 1 <= members <= MOST_FOLDS and all(part in PARTS for part in parts)
        if known and all(type(n) is int and 0 <= n < bands_in for n in image):
            return NetworkConfig(name, width, bands_in, tuple(parts), tuple(image), members)
    raise InputError(tr("The model's card does not describe a network of this version. Train the model again."))
