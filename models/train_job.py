"""The worker's job `train`: tile store in, model and probability map out."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.format import write_array_header_1_0
from numpy.typing import NDArray

from ..core.context_window import window_of
from ..core.errors import OutputError, tr
from ..core.grid import partition
from ..core.progress import Stage
from ..core.training_options import TrainingOptions, options_from
from .blending import BLOCK, store_logits
from .calibration import count_logits, fit_temperature, fit_threshold
from .checkpoint import is_run
from .model_file import save_model
from .processes import Processes
from .run import going_on, keep_run
from .scoring import Turned
from .start import start_of
from .tile_reader import TEST, VALIDATION, TileStore, open_store
from .tile_scores import tile_scores
from .training import Reporter, Training
from .training_card import card_of

TRAINING_SHARE = 0.9  # of the progress; the rest is the map


class _Part(Stage):
    """The training's share of the progress."""

    def __init__(self, reporter: Reporter) -> None:
        super().__init__(reporter, 0.0, TRAINING_SHARE)
        self._reporter = reporter

    def metric(self, **numbers: object) -> None:
        """Pass on."""
        self._reporter.metric(**numbers)


def train_job(message: dict[str, Any], reporter: Reporter) -> dict[str, Any]:
    """Train, calibrate, map and save, as the message of core.worker_client asks.

    Raises:
        InputError: store, options or starting model cannot be used.
        OutputError: a result cannot be written.
        Cancelled: the user asked to stop; the model holds the best epoch so far, where there is one.
    """
    began = time.monotonic()
    options = options_from(message["options"])
    store = open_store(str(message["store"]), window_of(options.parts))
    processes = Processes()
    processes.join()
    training = _prepare(store, options, message, reporter, processes)

    def after_epoch(best: bool) -> None:
        if processes.leads and message.get("checkpoint"):
            keep_run(str(message["checkpoint"]), training, str(message.get("card", {}).get("data_sha256", "")))
            if best:
                card = {**message.get("card", {}), **card_of(training), "unfinished": True}
                save_model(str(message["model"]), training.recipe.averaged, card)

    training.run(after_epoch)
    result = _finish(store, options, training, message, reporter) if processes.leads else {}
    return {**result, "seconds": time.monotonic() - began}


def _prepare(
    store: TileStore, options: TrainingOptions, message: dict[str, Any], reporter: Reporter, processes: Processes
) -> Training:
    part = _Part(reporter)
    if options.start_from and is_run(options.start_from):
        return going_on(store, options, str(message.get("card", {}).get("data_sha256", "")), part, processes)
    return Training(store, options, part, start_of(store, options, reporter), processes)


def _finish(
    store: TileStore, options: TrainingOptions, training: Training, message: dict[str, Any], reporter: Reporter
) -> dict[str, Any]:
    """Map and calibrate with the weights that are kept, and save them; what the client is told."""
    part = f"{message['probability']}.part"
    try:
        temperature, threshold = _map(store, options, training, part, reporter)
        scores = tile_scores(store, training, threshold, temperature, reporter)
        card = {**message.get("card", {}), **card_of(training), **scores}
        card.update(threshold=threshold, temperature=temperature)
        save_model(str(message["model"]), training.recipe.averaged, card)
        os.replace(part, message["probability"])
    finally:
        Path(part).unlink(missing_ok=True)
    return {
        "model": message["model"],
        "threshold": threshold,
        "temperature": temperature,
        "epochs": training.epoch,
        "history": training.history,
        "parameters": training.parameters,
        "device": str(training.scorer.device),
        "best_epoch": training.best.epoch,
        "batch": training.batch,
        **scores,
    }


def _map(
    store: TileStore, options: TrainingOptions, training: Training, path: str, reporter: Reporter
) -> tuple[float, float]:
    """Write calibrated probabilities of the validation and test ground; give temperature and threshold."""
    output = _empty_map(path, store.shape)
    stage = Stage(reporter, TRAINING_SHARE, 1.0)
    store_logits(store, (VALIDATION, TEST), Turned(training.scorer, progress=reporter), output, stage)
    temperature, threshold = 1.0, 0.5  # the paper's
    if options.preset != "paper":
        held = TEST if store.split == "random" else VALIDATION  # the random split has no validation tiles; it is leaky anyway
        background, area = count_logits(store, held, output)
        if not area.any():
            reporter.warning("No labelled area lies on validation ground: the threshold stays 0.5, probabilities are not calibrated.")
        temperature = fit_temperature(background, area)
        threshold = fit_threshold(background, area, temperature)
    for block in partition(store.window, BLOCK):
        output[block.slices] = probability(output[block.slices], temperature)
    output.flush()  # type: ignore[attr-defined]
    return temperature, threshold


def _empty_map(path: str, shape: tuple[int, int]) -> NDArray[np.float32]:
    """A memory-mapped file of nulls, written in full: a full disk is an error here and not the end of the process later.

    Raises:
        OutputError: it cannot be written.
    """
    row = np.full(shape[1], np.nan, dtype="<f4").tobytes()
    try:
        with open(path, "wb") as file:
            write_array_header_1_0(file, {"descr": "<f4", "fortran_order": False, "shape": shape})  # type: ignore[no-untyped-call]
            for _ in range(shape[0]):
                file.write(row)
    except OSError as error:
        raise OutputError(
            tr("The probability map cannot be written to {path}: {reason}. Choose another place."),
            path=path, reason=error.strerror or str(error),
        ) from error
    values: NDArray[np.float32] = np.load(path, mmap_mode="r+", allow_pickle=False)
    return values


def probability(logits: NDArray[np.float32], temperature: float) -> NDArray[np.float32]:
    """sigmoid(logit / temperature); NaN stays NaN."""
    with np.errstate(over="ignore"):
        values: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-logits / np.float32(temperature)))).astype(np.float32)
    return values
