"""The model file: safetensors with a card. Nothing in it is ever executed, and what does not fit is refused."""

from __future__ import annotations

import json
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from ..core.errors import InputError, OutputError, tr
from .networks import NetworkConfig, build, config_from
from .padded import PaddedNetwork
from .scaling import InputScaling, scaling_from

FORMAT = 1
ENTRY = "slipline"  # name of the card in the metadata
LARGEST_HEADER = 2**20  # bytes
DTYPES = ("F32", "F16", "BF16")


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


def save_model(path: str, network: PaddedNetwork, card: dict[str, Any]) -> None:
    """Write weights and card beside the target, then rename.

    Raises:
        OutputError: it cannot be written.
    """
    part = f"{path}.part"
    try:
        save_file(_weights(network), part, metadata={ENTRY: json.dumps(card, allow_nan=False)})
        os.replace(part, path)
    except (OSError, SafetensorError) as error:
        raise OutputError(
            tr("The model cannot be written to {path}: {reason}. Choose another place."),
            path=path, reason=str(error).rstrip("."),
        ) from error
    finally:
        Path(part).unlink(missing_ok=True)


def load_model(path: str) -> LoadedModel:
    """Read a model that `save_model` wrote.

    Header, card and shapes are checked before any weight is read: the network is first built without memory.

    Raises:
        InputError: no such file, or not a model of this version; one sentence says what is wrong.
    """
    header = _header(path)
    card = _card(path, header)
    config = config_from(card.get("network"))
    scaling = scaling_from(card.get("bands"), card.get("validity", []))
    if scaling.channels != config.bands_in:
        raise _refused(path, f"its card names {scaling.channels} input channels, its network {config.bands_in}")
    with torch.device("meta"):
        expected = {name: list(value.shape) for name, value in _weights(build(config)).items()}
    _check_tensors(path, header, expected)
    try:
        weights = load_file(path)
    except (OSError, SafetensorError) as error:
        raise _refused(path, str(error)) from error
    network = build(config)
    for name, value in weights.items():
        if not bool(torch.isfinite(value).all()):
            raise _refused(path, f"the weights '{name}' are not all finite")
    network.load_state_dict({**network.state_dict(), **{name: value.float() for name, value in weights.items()}})
    return LoadedModel(network, config, scaling, card, _tile(path, card), _temperature(path, card))


def _weights(network: PaddedNetwork) -> dict[str, Tensor]:
    """Weights and statistics; counters, which nothing needs, stay out."""
    state = network.state_dict().items()
    return {name: value.detach().contiguous() for name, value in state if value.is_floating_point()}


def _header(path: str) -> dict[str, Any]:
    """The JSON header: 8 bytes of length, little-endian, then the text."""
    try:
        with open(path, "rb") as file:
            start = file.read(8)
            length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
            if not 2 <= length <= LARGEST_HEADER:
                raise _refused(path, "it is no safetensors file")
            text = file.read(length)
            if len(text) < length:
                raise _refused(path, "it is cut off")
            header = json.loads(text.decode("utf-8"))
    except OSError as error:
        raise InputError(
            tr("The model {path} cannot be read: {reason}. Choose another file."), path=path, reason=error.strerror
        ) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        raise _refused(path, "its header is damaged") from error
    if not isinstance(header, dict):
        raise _refused(path, "its header is damaged")
    return header


def _card(path: str, header: dict[str, Any]) -> dict[str, Any]:
    metadata = header.get("__metadata__")
    text = metadata.get(ENTRY) if isinstance(metadata, dict) else None
    if not isinstance(text, str):
        raise _refused(path, "it has no card")
    try:
        card = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused(path, "its card is damaged") from error
    if not isinstance(card, dict) or card.get("format") != FORMAT:
        raise _refused(path, f"its card is not of format {FORMAT}")
    return card


def _check_tensors(path: str, header: dict[str, Any], expected: dict[str, list[int]]) -> None:
    """Names, types and shapes must be those of the network."""
    found = {name: entry for name, entry in header.items() if name != "__metadata__"}
    if found.keys() != expected.keys():
        raise _refused(path, f"it holds {len(found)} arrays of weights that are not the {len(expected)} of its network")
    for name, entry in found.items():
        if not isinstance(entry, dict) or entry.get("dtype") not in DTYPES or entry.get("shape") != expected[name]:
            raise _refused(path, f"its weights '{name}' do not fit its network")


def _tile(path: str, card: dict[str, Any]) -> int:
    tile = card.get("tile")
    if type(tile) is not int or not 16 <= tile <= 4096:
        raise _refused(path, f"its tile of {tile} cells is not between 16 and 4096")
    return tile


def _temperature(path: str, card: dict[str, Any]) -> float:
    temperature = card.get("temperature", 1.0)
    if type(temperature) not in (int, float) or not 0.01 <= temperature <= 100.0:
        raise _refused(path, f"its temperature {temperature} is not between 0.01 and 100")
    return float(temperature)


def _refused(path: str, reason: str) -> InputError:
    return InputError(
        tr("{path} is not a Slipline model that can be used: {reason}. Choose a model that Tile and train wrote."),
        path=path, reason=reason.strip().rstrip("."),
    )
