"""A model's card, read and amended without torch: what the network needs, was trained on, and is worth."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from .errors import InputError, OutputError, tr

KEY = "slipline"
FORMAT = 1
HEADER_LIMIT = 2**20  # bytes; a header is a few kB
_REQUIRED = ("network", "bands", "tile", "cell_m", "threshold", "preset")

Card = dict[str, Any]


def read_header(path: str) -> tuple[dict[str, Any], int]:
    """The JSON header of a .safetensors file and the offset of the data behind it.

    Raises:
        InputError: not such a file, or a header that is too long, cut off or no JSON object.
    """
    try:
        size = os.path.getsize(path)
        with open(path, "rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if size < 8 or length > min(HEADER_LIMIT, size - 8):
                raise ValueError
            header = json.loads(file.read(length))
    except OSError as error:
        raise InputError(
            tr("The model {path} cannot be read: {reason}. Choose a model file made by Tile and train."),
            path=path, reason=error.strerror or str(error),
        ) from error
    except (ValueError, RecursionError) as error:
        raise _no_model(path) from error
    if not isinstance(header, dict):
        raise _no_model(path)
    return header, 8 + length


def read_card(path: str) -> Card:
    """The card of a model file.

    Raises:
        InputError: not a model of Slipline.
    """
    header, start = read_header(path)
    try:
        ends = [entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"]
        if os.path.getsize(path) != start + max(ends, default=0):
            raise ValueError  # cut off
        card = json.loads(header["__metadata__"][KEY])
        complete = card["format"] == FORMAT and all(key in card for key in _REQUIRED)
        [str(band["name"]) for band in card["bands"]]
        [card["network"][key] for key in ("name", "width")]
    except (KeyError, IndexError, TypeError, ValueError, RecursionError) as error:
        raise _no_model(path) from error
    if not complete:
        raise _no_model(path)
    return dict(card)


def _no_model(path: str) -> InputError:
    return InputError(
        tr("The file {path} is not a model of Slipline, or it is damaged. Choose a .safetensors file made by Tile and train."),
        path=path,
    )


def amend_card(path: str, entries: dict[str, Any]) -> None:
    """Add entries to the card of a model file; the weights stay as they are.

    Raises:
        InputError: not a model file.
        OutputError: it cannot be written.
    """
    header, start = read_header(path)
    card = read_card(path)
    card.update(entries)
    header["__metadata__"][KEY] = json.dumps(card)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    part = f"{path}.part{os.getpid()}"
    try:
        with open(path, "rb") as source, open(part, "wb") as target:
            target.write(len(text).to_bytes(8, "little") + text)
            source.seek(start)
            shutil.copyfileobj(source, target)
        os.replace(part, path)
    except OSError as error:
        Path(part).unlink(missing_ok=True)
        raise OutputError(
            tr("The model {path} cannot be written: {reason}. Choose another folder, or free disk space."),
            path=path, reason=error.strerror or str(error),
        ) from error


def band_names(card: Card) -> list[str]:
    """Names of the bands that the network takes, in order."""
    return [str(band["name"]) for band in card["bands"]]
