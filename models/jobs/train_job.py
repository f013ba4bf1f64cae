"""The worker's job `train`: tile store in, model and probability map out."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.format import write_array_header_1_0
from numpy.typing import NDArray

from ...core.base.errors import OutputError
from ...core.base.grid import partition
from ...core.base.progress import Stage
from ...core.base.training_options import options_from
from ...core.base.translation import tr
from ..judging.blending import BLOCK
from ..judging.calibration import limit_of, probability
from ..judging.held_back import Validated, calibrate, calibrate_for_refit, map_test, map_validation
from ..judging.scoring import Scorer
from ..judging.tile_scores import tile_scores
from ..machine.processes import Processes
from ..networks.model_file import save_model
from ..training.kept_run import keep_run
from ..training.members import Members, scorers_of
from ..training.training import Reporter, Training

TRAINING_SHARE = 0.9  # of the progress; the rest is the map


def train_job(message: dict[str, Any], reporter: Reporter) -> dict[str, Any]:
    """Train, calibrate, map and save, as the message of core.worker.client asks.

    Raises:
        InputError: store, options or starting model cannot be used.
        OutputError: a result cannot be written.
        Cancelled: the user asked to stop; the model holds the finished members, or the best epoch so far of the
            first one, where there is one.
    """
    began = time.monotonic()
    options, told = options_from(message["options"]), message.get("card", {})
    processes, data = Processes(), str(told.get("data_sha256", ""))
    processes.join()
    members = Members(str(message["store"]), options, data, reporter, TRAINING_SHARE, processes)
    keeping = processes.leads and bool(message.get("checkpoint"))

    def keep_model(training: Training) -> None:
        network = members.network(training) if members.finished else training.recipe.averaged
        save_model(str(message["model"]), network, {**told, **members.card(training), "unfinished": True})

    def after_epoch(training: Training, best: bool) -> None:
        if keeping:
            keep_run(str(message["checkpoint"]), members.options, training, members.finished, data)
            if best and not members.finished:
                keep_model(training)

    def after_member(training: Training) -> None:
        if keeping:
            keep_model(training)

    training = members.train(after_epoch, after_member)
    result = _finish(members, training, message, reporter) if processes.leads else {}
    return {**result, "seconds": time.monotonic() - began}


def _finish(members: Members, training: Training, message: dict[str, Any], reporter: Reporter) -> dict[str, Any]:
    """Map and calibrate with the weights that are kept, and save them; what the client is told."""
    part = f"{message['probability']}.part"
    network = members.network(training)
    whole, scorers = scorers_of(network, training)
    try:
        temperature, threshold, validated, later = _map(members, scorers, part, message, reporter)
        scores = tile_scores(members.whole, whole, members.options.preset, threshold, temperature, reporter)
        card = {**message.get("card", {}), **members.card(training, validated), **scores}
        card.update(threshold=threshold, temperature=temperature)
        save_model(str(message["model"]), network, card)
        os.replace(part, message["probability"])
    finally:
        Path(part).unlink(missing_ok=True)
    return {
        "model": message["model"],
        "threshold": threshold,
        "temperature": temperature,
        "after_refit": later,
        **members.told(validated),
        "parameters": training.parameters,
        "device": str(training.scorer.device),
        "batch": training.batch,
        **scores,
    }


def _map(
    members: Members, scorers: list[Scorer], path: str, message: dict[str, Any], reporter: Reporter
) -> tuple[float, float, Validated, dict[str, float]]:
    """Write calibrated probabilities of the validation and test ground.

    Temperature, threshold, what the folds say, and the two after a refit.
    """
    store = members.whole
    output = _empty_map(path, store.shape)
    half = TRAINING_SHARE + (1.0 - TRAINING_SHARE) / (2.0 if store.folds else 1.0)
    map_validation(members.stores, scorers, output, Stage(reporter, TRAINING_SHARE, half))
    temperature, threshold, validated = calibrate(members.stores, output, members.options.preset, reporter)
    later = calibrate_for_refit(store, output) if members.options.refits else {}
    if store.folds:
        own, votes = f"{path}.own", np.load(str(message["votes"]), mmap_mode="r+", allow_pickle=False)
        try:
            limit, stage = limit_of(threshold, temperature), Stage(reporter, half, 1.0)
            map_test(store, scorers, limit, output, _empty_map(own, store.shape), votes, stage)
            votes.flush()
        finally:
            with contextlib.suppress(OSError):  # Windows keeps a file that an error still holds in memory
                Path(own).unlink()
    for block in partition(store.window, BLOCK):
        output[block.slices] = probability(output[block.slices], temperature)
    output.flush()  # type: ignore[attr-defined]
    return temperature, threshold, validated, later


def _empty_map(path: str, shape: tuple[int, int]) -> NDArray[np.float32]:
    """A memory-mapped file of nulls, written in full.

    A full disk is an error here and not the end of the process later.

    Raises:
        OutputError: it cannot be written.
    """
    row = np.full(shape[1], np.nan, dtype="<f4").tobytes()
    try:
        with open(path, "wb") as file:
            header = {"descr": "<f4", "fortran_order": False, "shape": shape}
            write_array_header_1_0(file, header)  # type: ignore[no-untyped-call]
            for _ in range(shape[0]):
                file.write(row)
    except OSError as error:
        raise OutputError(
            tr("The probability map cannot be written to {path}: {reason}. Choose another place."),
            path=path,
            reason=error.strerror or str(error),
        ) from error
    values: NDArray[np.float32] = np.load(path, mmap_mode="r+", allow_pickle=False)
    return values
