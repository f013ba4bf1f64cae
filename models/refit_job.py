"""The worker's job `refit`: a model that was scored on held-back ground goes on to learn from all labelled ground."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from ..core.training_options import TrainingOptions, options_from
from .checkpoint import is_run
from .member import member_from
from .model_file import LoadedModel, load_model, save_model
from .processes import Processes
from .run import InterruptedRun, keep_run
from .start import Start
from .tile_reader import ALL, TEST, TRAIN, VALIDATION, TileStore, open_store
from .training import Diverged, Reporter, Training
from .validation import evaluate


def refit_job(message: dict[str, Any], reporter: Reporter) -> dict[str, Any]:
    """Train on all ground from the weights of the model, and replace them, as the message of core.training_jobs asks.

    The model stays as it is where the loss on the ground that was held back does not fall, or is no number: something went wrong.

    Raises:
        InputError: store, options or model cannot be used.
        OutputError: a result cannot be written.
        Cancelled: the user asked to stop; the model is as it was.
    """
    began, path = time.monotonic(), str(message["model"])
    options, data = options_from(message["options"]), str(message["data"])
    processes, model = Processes(), load_model(path)
    processes.join()
    scored = member_from(dict(message["scored"]), {name: value.clone() for name, value in model.network.state_dict().items()})
    run = InterruptedRun(options, data, 1) if options.start_from and is_run(options.start_from) else None
    kept = replace(options, start_from=run.start_from) if run else options
    whole, ground = (open_store(str(message["store"]), model.config.window, division) for division in (None, ALL))
    training = _training(ground, options.of_refit(), model, reporter, processes)

    def loss() -> float:
        held = np.concatenate([whole.lattice(VALIDATION), whole.lattice(TEST)])
        return evaluate(training.scorer, training.feed, held, TRAIN, options.preset, reporter, processes).loss or math.nan

    def after_epoch(_best: bool) -> None:
        if processes.leads:
            keep_run(str(message["checkpoint"]), kept, training, [scored], data)

    before = loss()
    if run and run.refits:
        run.restore(training, " on all ground", reporter)
    try:
        training.run(after_epoch)
        after = loss()
    except Diverged:
        after = math.nan
    told = {"done": after < before, "epochs": training.epoch, "loss_before": before, "loss_after": after if math.isfinite(after) else None}
    if told["done"] and processes.leads:
        save_model(path, training.recipe.averaged, {**model.card, **message["card"], "refit": told})
    reporter.update(1.0)
    return {**told, "seconds": time.monotonic() - began}


def _training(store: TileStore, options: TrainingOptions, model: LoadedModel, reporter: Reporter, processes: Processes) -> Training:
    """A training that begins with the model's weights and scaling."""
    torch.manual_seed(options.seed)
    return Training(store, options, reporter, Start(model.network, model.config, model.scaling), processes)
