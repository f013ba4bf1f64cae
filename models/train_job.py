"""The worker's job `train`: tile store in, model and probability map out."""

from __future__ import annotations

import os
import platform
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.lib.format import write_array_header_1_0
from numpy.typing import NDArray

from ..core.errors import InputError, OutputError, tr
from ..core.grid import partition
from ..core.progress import Stage
from ..core.training_options import TrainingOptions, options_from
from .blending import BLOCK, store_logits
from .calibration import count_logits, fit_temperature, fit_threshold
from .model_file import FORMAT, LoadedModel, load_model, save_model
from .tile_reader import TEST, VALIDATION, TileStore, open_store
from .training import Reporter, Training

TRAINING_SHARE = 0.9  # of the progress; the rest is the map

INTENDED_USE = (
    "Screening for areas that move abnormally, on data like those it was trained with. "
    "An expert must verify every boundary; not for decisions on the safety of life."
)


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
        Cancelled: the user asked to stop; nothing is left.
    """
    began = time.monotonic()
    store = open_store(str(message["store"]))
    options = options_from(message["options"])
    start = _starting_model(store, options) if options.start_from else None
    training = Training(store, options, _Part(reporter), start)
    training.run()
    part = f"{message['probability']}.part"
    try:
        temperature, threshold = _map(store, options, training, part, reporter)
        card = {**message.get("card", {}), **_card(store, options, training)}
        card.update(threshold=threshold, temperature=temperature)
        save_model(str(message["model"]), training.scorer.network, card)
        os.replace(part, message["probability"])
    finally:
        Path(part).unlink(missing_ok=True)
    return {
        "model": message["model"],
        "threshold": threshold,
        "temperature": temperature,
        "epochs": options.epochs,
        "history": training.history,
        "parameters": training.parameters,
        "seconds": time.monotonic() - began,
        "device": str(training.scorer.device),
        "best_epoch": training.best_epoch,
    }


def _map(
    store: TileStore, options: TrainingOptions, training: Training, path: str, reporter: Reporter
) -> tuple[float, float]:
    """Write calibrated probabilities of the validation and test ground; give temperature and threshold."""
    output = _empty_map(path, store.shape)
    scorer = training.scorer
    stage = Stage(reporter, TRAINING_SHARE, 1.0)
    store_logits(store, (VALIDATION, TEST), scorer, scorer.observable, scorer.batch, output, stage)
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


def _starting_model(store: TileStore, options: TrainingOptions) -> LoadedModel:
    """The model to go on from; it must be of the same network and know the same bands."""
    start = load_model(options.start_from)
    bands = [name for name, _ in store.bands]
    if start.scaling.names != bands:
        raise InputError(
            tr("The model {path} was trained with the bands {known}, the tiles have {bands}. Choose the same bands, or start anew."),
            path=options.start_from, known=", ".join(start.scaling.names), bands=", ".join(bands),
        )
    if (start.config.name, start.config.width) != (options.network, options.width):
        raise InputError(
            tr("The model {path} is a {known} of width {width}, asked for is a {network} of width {asked}. Choose the same, or start anew."),
            path=options.start_from, known=start.config.name, width=start.config.width,
            network=options.network, asked=options.width,
        )
    return start


def _card(store: TileStore, options: TrainingOptions, training: Training) -> dict[str, Any]:
    """What prediction and people need to know about the model."""
    scaling = training.scorer.scaling
    return {
        "format": FORMAT,
        "network": training.config.as_dict(),
        "bands": scaling.as_list(),
        "masked": bool(scaling.validity),
        "validity": list(scaling.validity),
        "tile": store.tile,
        "overlap": options.overlap,
        "cell_m": store.cell_m,
        "preset": options.preset,
        "split": store.split,
        "seed": options.seed,
        "epochs": options.epochs,
        "best_epoch": training.best_epoch,
        "versions": {"python": platform.python_version(), "torch": torch.__version__, "numpy": np.__version__},
        "created": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "intended_use": INTENDED_USE,
    }
