"""The worker's job `predict`: blocks of bands in shared memory-mapped slots in, blocks of probabilities out."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...core.base.errors import InputError
from ...core.base.grid import Window
from ...core.base.translation import tr
from ..judging.predictor import Predictor, _CancelOnly
from ..machine.devices import choose
from ..machine.messages import Conversation
from ..networks.model_file import LoadedModel, load_model


def predict_job(message: dict[str, Any], conversation: Conversation) -> dict[str, Any]:
    """Answer `block` messages until `end`; see core.worker.client for the messages.

    Raises:
        InputError: the model cannot be used, or the slots do not fit it.
        Cancelled: the user asked to stop.
    """
    began = time.monotonic()
    model = load_model(str(message["model"]))
    bands, results = _slots(message, model)
    predictor = Predictor(
        model,
        choose(str(message["device"])),
        bool(message.get("turns")),
        _CancelOnly(conversation),
        int(message.get("members", 0)),
        float(message.get("limit", 0.0)),
        message.get("without", ()),
    )
    conversation.send("ready", seconds_per_tile=predictor.trial(), memory_bytes=peak_memory_bytes())
    tiles = 0
    while True:
        command = conversation.next()
        if command.get("type") == "end":
            return {"tiles": tiles, "seconds": time.monotonic() - began}
        if command.get("type") != "block":
            continue
        outer = Window(command["column"], command["row"], command["columns"], command["rows"])
        place = (command["slot"], slice(None), slice(outer.rows), slice(outer.columns))
        count = predictor.fill(np.array(bands[place]), outer, results[place], int(message["margin"]))
        tiles += count
        conversation.send("block", slot=command["slot"], tiles=count)


def peak_memory_bytes() -> int:
    """The most memory that this process has held, bytes; 0 on systems other than Linux, which do not say it."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def _slots(message: dict[str, Any], model: LoadedModel) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The two memory-mapped files: (slots, bands, rows, columns) to read, (slots, layers, rows, columns) to fill.

    The layers are those of `Predictor.fill`.
    """
    shape, without = tuple(message["shape"]), len(message.get("without", ()))
    try:
        bands = np.load(message["input"], mmap_mode="r", allow_pickle=False)
        results = np.load(message["output"], mmap_mode="r+", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise InputError(
            tr("The blocks to predict cannot be read: {reason}. Run the tool again."), reason=error
        ) from error
    fits = (
        bands.shape == shape
        and shape[1] == len(model.scaling.bands)
        and results.shape in [(shape[0], layers, *shape[2:]) for layers in (1 + without, 3 + without)]
    )
    if not fits or bands.dtype != np.float32 or results.dtype != np.float32:
        raise InputError(
            tr(
                "The blocks to predict have the shapes {bands} and {output}, the model reads {count} bands. Run "
                "the tool again."
            ),
            bands=bands.shape,
            output=results.shape,
            count=len(model.scaling.bands),
        )
    return bands, results
