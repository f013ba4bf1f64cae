"""The worker's job `predict`: blocks of bands in shared memory-mapped slots in, blocks of probabilities out."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ..core.errors import InputError, tr
from .blending import blended_logits
from .devices import choose
from .messages import Conversation
from .model_file import LoadedModel, load_model
from .scoring import Scorer
from .train_job import probability


def predict_job(message: dict[str, Any], conversation: Conversation) -> dict[str, Any]:
    """Answer `block` messages until `end`; see core.worker_client for the messages.

    Raises:
        InputError: the model cannot be used, or the slots do not fit it.
        Cancelled: the user asked to stop.
    """
    began = time.monotonic()
    model = load_model(str(message["model"]))
    bands, probabilities = _slots(message, model)
    device = choose(str(message["device"]))
    model.network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    scorer = Scorer(model.network, model.scaling, device)
    quiet = _CancelOnly(conversation)
    tiles = 0
    conversation.send("ready")
    while True:
        command = conversation.next()
        if command.get("type") == "end":
            return {"tiles": tiles, "seconds": time.monotonic() - began}
        if command.get("type") != "block":
            continue
        slot, rows, columns = command["slot"], command["rows"], command["columns"]
        block = np.array(bands[slot, :, :rows, :columns])
        logits, count = blended_logits(
            block, command["row"], command["column"], model.tile, scorer, scorer.batch, scorer.observable(block), quiet
        )
        probabilities[slot, :rows, :columns] = probability(logits, model.temperature)
        probabilities.flush()  # type: ignore[attr-defined]
        tiles += count
        conversation.send("block", slot=slot)


class _CancelOnly:
    """Progress within a block: the client counts the blocks, so that only cancel matters here."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def update(self, fraction: float) -> None:
        """Do nothing."""

    def message(self, text: str) -> None:
        """Pass on."""
        self._conversation.message(text)

    def warning(self, text: str) -> None:
        """Pass on."""
        self._conversation.warning(text)

    def is_cancelled(self) -> bool:
        """Ask the conversation."""
        return self._conversation.is_cancelled()


def _slots(message: dict[str, Any], model: LoadedModel) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The two memory-mapped files: (slots, bands, rows, columns) to read, (slots, rows, columns) to fill."""
    shape = tuple(message["shape"])
    try:
        bands = np.load(message["input"], mmap_mode="r", allow_pickle=False)
        probabilities = np.load(message["output"], mmap_mode="r+", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise InputError(tr("The blocks to predict cannot be read: {reason}. Run the tool again."), reason=error) from error
    fits = bands.shape == shape and probabilities.shape == (shape[0], *shape[2:]) and shape[1] == len(model.scaling.bands)
    if not fits or bands.dtype != np.float32 or probabilities.dtype != np.float32:
        raise InputError(
            tr("The blocks to predict have the shapes {bands} and {output}, the model reads {count} bands. Run the tool again."),
            bands=bands.shape, output=probabilities.shape, count=len(model.scaling.bands),
        )
    return bands, probabilities
