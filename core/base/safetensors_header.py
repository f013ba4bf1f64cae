"""The header of a .safetensors file, read strictly: what does not add up is refused before any weight is read.

8 bytes of length, little-endian; that much JSON: name -> dtype, shape, data_offsets, and `__metadata__`, strings by
name; then the values. (safetensors format, https://github.com/huggingface/safetensors.)
"""

from __future__ import annotations

import json
import math
import os
from dataclasses import dataclass
from typing import Any

from .errors import InputError
from .translation import tr

CARD_ENTRY = "slipline"  # of the metadata: a finished model's card
RUN_ENTRY = "slipline_run"  # of the metadata: the state of an unfinished training
LARGEST_HEADER = 2**20  # bytes; that of a model is a few kB
LARGEST_RUN_HEADER = 2**24  # holds the numbers of each epoch
LARGEST_DATA = 2**33
WIDTHS = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "U8": 1}  # bytes of a value


@dataclass(frozen=True)
class Tensor:
    """One array of the file: type, shape, and where in the data it lies."""

    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Header:
    """All arrays in the order in which they lie, the metadata, and where the data begin in the file."""

    tensors: dict[str, Tensor]
    metadata: dict[str, str]
    offset: int


def read_header(path: str) -> Header:
    """The header of a file whose arrays lie one behind the other, without gap or overlap, up to its end.

    Raises:
        InputError: it cannot be read, or is not such a file; the sentence says what is wrong.
    """
    try:
        size = os.path.getsize(path)
        with open(path, "rb") as file:
            start = file.read(8)
            length = int.from_bytes(start, "little")
            if len(start) < 8 or not 2 <= length <= LARGEST_RUN_HEADER:
                raise refused(path, tr("it is no safetensors file"))
            if length > size - 8:
                raise refused(path, tr("it is cut off"))
            values = _json(file.read(length))
    except OSError as error:
        raise InputError(
            tr("The model {path} cannot be read: {reason}. Choose a model file made by Tile and train."),
            path=path,
            reason=error.strerror or str(error),
        ) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        raise refused(path, tr("its header is damaged")) from error
    return _checked(path, values, length, size - 8 - length)


def _json(text: bytes) -> dict[str, Any]:
    """A JSON object in which no name comes twice."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("a name comes twice")
        return found

    values = json.loads(text.decode("utf-8"), object_pairs_hook=unique)
    if not isinstance(values, dict):
        raise ValueError("no object")
    return values


def _checked(path: str, values: dict[str, Any], length: int, data: int) -> Header:
    metadata = values.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise refused(path, tr("its card is damaged") if isinstance(metadata, dict) else tr("its header is damaged"))
    if length > LARGEST_HEADER and RUN_ENTRY not in metadata:
        raise refused(path, tr("its header of {length} bytes is longer than a model's").format(length=length))
    tensors = {name: _tensor(path, name, entry) for name, entry in values.items()}
    tensors = dict(sorted(tensors.items(), key=lambda item: (item[1].start, item[1].end)))
    end = 0
    for name, tensor in tensors.items():
        if tensor.start != end:
            raise refused(path, tr("its weights '{name}' do not lie behind the ones before").format(name=name))
        end = tensor.end
    if end != data or data > LARGEST_DATA:
        raise refused(
            path,
            tr("it holds {data} bytes of weights, its header tells of {end}: it is cut off or damaged").format(
                data=data, end=end
            ),
        )
    return Header(tensors, metadata, 8 + length)


def _tensor(path: str, name: str, entry: object) -> Tensor:
    fields = entry if isinstance(entry, dict) else {}
    good = fields.keys() == {"dtype", "shape", "data_offsets"}
    dtype, shape, offsets = (fields[key] for key in ("dtype", "shape", "data_offsets")) if good else ("", [], [])
    whole = (
        isinstance(shape, list)
        and isinstance(offsets, list)
        and all(type(n) is int and 0 <= n <= LARGEST_DATA for n in [*shape, *offsets])
    )
    if not whole or not isinstance(dtype, str) or dtype not in WIDTHS or len(offsets) != 2 or len(shape) > 8:
        raise refused(path, tr("its weights '{name}' are described wrongly").format(name=name))
    if offsets[1] - offsets[0] != WIDTHS[dtype] * math.prod(shape):
        raise refused(path, tr("its weights '{name}' do not have the size of their shape").format(name=name))
    return Tensor(dtype, tuple(shape), offsets[0], offsets[1])


def refused(path: str, reason: str) -> InputError:
    """The error for a file that is no model."""
    return InputError(
        tr(
            "The file {path} is not a model of Slipline, or it is damaged: {reason}. Choose a .safetensors file "
            "made by Tile and train."
        ),
        path=path,
        reason=reason.strip().rstrip("."),
    )
