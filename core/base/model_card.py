"""A model's card, read and amended without torch: what the network needs, was trained on, and is worth."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .card_schema import card_of
from .context_window import block_margin, window_of
from .errors import OutputError
from .safetensors_header import CARD_ENTRY, RUN_ENTRY, Header, read_header, refused
from .translation import tr

_REQUIRED = ("network", "bands", "tile", "cell_m", "threshold", "preset")

Card = dict[str, Any]


def read_card(path: str) -> Card:
    """The card of a model file.

    Raises:
        InputError: not a model of Slipline.
    """
    return _card_in(read_header(path), path)


def _card_in(header: Header, path: str) -> Card:
    if RUN_ENTRY in header.metadata:
        raise refused(path, tr("it is an unfinished training; choose it as START_FROM to continue it"))
    if CARD_ENTRY not in header.metadata:
        raise refused(path, tr("it has no card"))
    card = card_of(path, header.metadata[CARD_ENTRY])
    if not all(key in card for key in _REQUIRED):
        raise refused(path, tr("its card is not complete"))
    return card


@dataclass(frozen=True)
class Model:
    """A model file, opened once and handed down.

    Args:
        path: of the file.
        card: what the file says of itself.
    """

    path: str
    card: Card

    @property
    def name(self) -> str:
        """Name of the file."""
        return Path(self.path).name


def open_model(path: str) -> Model:
    """Read the card of a model file.

    Raises:
        InputError: not a model of Slipline.
    """
    return Model(path, read_card(path))


def amend_card(path: str, entries: dict[str, Any]) -> None:
    """Add entries to the card of a model file; the weights stay as they are.

    Raises:
        InputError: not a model file.
        OutputError: it cannot be written.
    """
    header = read_header(path)
    card = {**_card_in(header, path), **entries}
    tensors = {
        name: {"dtype": tensor.dtype, "shape": tensor.shape, "data_offsets": (tensor.start, tensor.end)}
        for name, tensor in header.tensors.items()
    }
    text = json.dumps({"__metadata__": {**header.metadata, CARD_ENTRY: json.dumps(card)}, **tensors}).encode()
    text += b" " * (-len(text) % 8)
    part = f"{path}.part{os.getpid()}"
    try:
        with open(path, "rb") as source, open(part, "wb") as target:
            target.write(len(text).to_bytes(8, "little") + text)
            source.seek(header.offset)
            shutil.copyfileobj(source, target)
        os.replace(part, path)
    except OSError as error:
        Path(part).unlink(missing_ok=True)
        raise OutputError(
            tr("The model {path} cannot be written: {reason}. Choose another folder, or free disk space."),
            path=path,
            reason=error.strerror or str(error),
        ) from error


def members_of(card: Card) -> int:
    """Networks whose mean counts: those of an ensemble, else 1."""
    members = card["network"].get("members", 1)
    return members if type(members) is int else 1


def band_names(card: Card) -> list[str]:
    """Names of the bands that the network takes, in order."""
    return [str(band["name"]) for band in card["bands"]]


def missing_bands(card: Card, present: Sequence[str]) -> list[str]:
    """Bands that a stack lacks and that the model has learnt to do without: one whole layer, image or terrain."""
    layers = card.get("may_miss")
    gone = [bands for bands in layers.values() if not set(bands) & set(present)] if isinstance(layers, dict) else []
    return list(gone[0]) if len(gone) == 1 else []


def margin_of(card: Card) -> int:
    """Cells to read around a block, see `block_margin`."""
    parts = card["network"].get("parts")
    return block_margin(int(card["tile"]), window_of(parts if isinstance(parts, list) else ()))
