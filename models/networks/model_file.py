"""The model file: safetensors with a card. Nothing in it is ever executed, and what does not fit is refused."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from ...core.base.card_schema import card_of
from ...core.base.context_window import STEP, fits_tile
from ...core.base.errors import OutputError
from ...core.base.safetensors_header import CARD_ENTRY, Header, read_header, refused
from ...core.base.translation import tr
from ..input.scaling import InputScaling, scaling_from
from .ensemble import members_of
from .networks import NetworkConfig, build, config_from
from .padded import PaddedNetwork

DTYPES = ("F32", "F16", "BF16")
LARGEST_MODEL = 2**29  # bytes of weights of one network; an ensemble has up to `core.training_options.MOST_FOLDS`


@dataclass(frozen=True)
class LoadedModel:
    """A model read from a file, on the CPU.

    Args:
        network: with its weights.
        config: of the network.
        scaling: of its input.
        card: everything that the file says about itself.
        tile: side of a tile, cells.
        temperature: divides the logits.
    """

    network: PaddedNetwork
    config: NetworkConfig
    scaling: InputScaling
    card: dict[str, Any]
    tile: int
    temperature: float

    def member(self, number: int) -> LoadedModel:
        """The same with one network of an ensemble, counted round and round."""
        networks = members_of(self.network)
        return replace(self, network=networks[number % len(networks)], config=replace(self.config, members=1))


def save_model(path: str, network: PaddedNetwork, card: dict[str, Any]) -> None:
    """Write weights and card beside the target, then rename.

    Raises:
        OutputError: it cannot be written.
    """
    part = f"{path}.part"
    try:
        save_file(_weights(network), part, metadata={CARD_ENTRY: json.dumps(card, allow_nan=False)})
        os.replace(part, path)
    except (OSError, SafetensorError) as error:
        raise OutputError(
            tr("The model cannot be written to {path}: {reason}. Choose another place."),
            path=path,
            reason=str(error).rstrip("."),
        ) from error
    finally:
        Path(part).unlink(missing_ok=True)


def load_model(path: str) -> LoadedModel:
    """Read a model that `save_model` wrote.

    Header, card and shapes are checked before any weight is read: the network is first built without memory.

    Raises:
        InputError: no such file, or not a model of this version; one sentence says what is wrong.
    """
    header = read_header(path)
    card = _card(path, header)
    config = config_from(card.get("network"))
    scaling = scaling_from(card.get("bands"), card.get("validity", []), config.window)
    if scaling.channels != config.bands_in:
        raise refused(
            path,
            tr("its card names {card} input channels, its network {network}").format(
                card=scaling.channels, network=config.bands_in
            ),
        )
    tile, temperature = _tile(path, card, config), _temperature(path, card)
    with torch.device("meta"):
        expected = {name: tuple(value.shape) for name, value in _weights(build(config)).items()}
    _check_tensors(path, header, expected, LARGEST_MODEL * config.members)
    weights = read_tensors(path, header)
    network = build(config)
    network.load_state_dict({**network.state_dict(), **{name: value.float() for name, value in weights.items()}})
    return LoadedModel(network, config, scaling, card, tile, temperature)


def read_tensors(path: str, header: Header) -> dict[str, Tensor]:
    """The arrays of a file whose header was checked, on the CPU.

    They are copied: safetensors maps the file into memory, and Windows replaces no file that is mapped, which is what
    the next state of an interrupted training and a refit do.

    Raises:
        InputError: they cannot be read, or are not all finite.
    """
    try:
        tensors: dict[str, Tensor] = {name: value.clone() for name, value in load_file(path).items()}
    except (OSError, SafetensorError) as error:
        raise refused(path, str(error)) from error
    if tensors.keys() != header.tensors.keys():
        raise refused(path, tr("it was changed while it was read"))
    for name, value in tensors.items():
        if value.is_floating_point() and not bool(torch.isfinite(value).all()):
            raise refused(path, tr("the weights '{name}' are not all finite").format(name=name))
    return tensors


def _weights(network: PaddedNetwork) -> dict[str, Tensor]:
    """Weights and statistics; counters, which nothing needs, stay out."""
    state = network.state_dict().items()
    return {name: value.detach().contiguous() for name, value in state if value.is_floating_point()}


def _card(path: str, header: Header) -> dict[str, Any]:
    text = header.metadata.get(CARD_ENTRY)
    if text is None:
        raise refused(path, tr("it has no card"))
    return card_of(path, text)


def _check_tensors(path: str, header: Header, expected: dict[str, tuple[int, ...]], most: int) -> None:
    """Names, types and shapes must be those of the network, of every member of it, and no more than so many bytes."""
    if header.tensors.keys() != expected.keys():
        raise refused(
            path,
            tr("it holds {count} arrays of weights that are not the {expected} of its network").format(
                count=len(header.tensors), expected=len(expected)
            ),
        )
    for name, tensor in header.tensors.items():
        if tensor.dtype not in DTYPES or tensor.shape != expected[name]:
            raise refused(path, tr("its weights '{name}' do not fit its network").format(name=name))
    size = sum(tensor.end - tensor.start for tensor in header.tensors.values())
    if size > most:
        raise refused(path, tr("its weights take {size} bytes, a model's at most {most}").format(size=size, most=most))


def _tile(path: str, card: dict[str, Any], config: NetworkConfig) -> int:
    tile = card.get("tile")
    if type(tile) is not int or not 16 <= tile <= 4096:
        raise refused(path, tr("its tile of {tile} cells is not between 16 and 4096").format(tile=tile))
    if not fits_tile(tile, config.parts):
        raise refused(
            path,
            tr("its part context needs tiles of a multiple of {step} cells, but its tile has {tile}").format(
                step=STEP, tile=tile
            ),
        )
    return tile


def _temperature(path: str, card: dict[str, Any]) -> float:
    temperature = card.get("temperature", 1.0)
    if type(temperature) not in (int, float) or not 0.01 <= temperature <= 100.0:
        raise refused(
            path, tr("its temperature {temperature} is not between 0.01 and 100").format(temperature=temperature)
        )
    return float(temperature)
