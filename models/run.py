"""Keeping a training after each epoch, and going on with one that was interrupted."""

from __future__ import annotations

from dataclasses import fields

import torch

from ..core.errors import InputError, tr
from ..core.training_options import TrainingOptions
from .checkpoint import RunState, load_run, save_run
from .networks import build, config_from
from .processes import Processes
from .recipe import part_of
from .scaling import scaling_from
from .start import Start
from .tile_reader import TileStore
from .training import Reporter, Training

FREE = {"device", "start_from", "processes", "patience"}  # options that an interrupted training may change


def keep_run(path: str, training: Training, data: str) -> None:
    """Write the state after an epoch.

    Raises:
        OutputError: it cannot be written.
    """
    scaling, best, recipe = training.start.scaling, training.best, training.recipe
    state = RunState(
        options=training.options.as_dict(), data=data, bands=scaling.as_list(), validity=list(scaling.validity),
        network=training.start.config.as_dict(), epoch=training.epoch, steps=recipe.steps, batch=training.batch,
        best_epoch=best.epoch, best_iou=best.iou, scaler=recipe.scaler.state_dict(), history=training.history,
    )
    tensors = recipe.state()
    if best.weights is not None:
        tensors.update({f"best.{name}": value for name, value in best.weights.items()})
    tensors["hard"] = torch.from_numpy(training.sampler.hard)
    save_run(path, state, tensors)


def going_on(store: TileStore, options: TrainingOptions, data: str, reporter: Reporter, processes: Processes) -> Training:
    """The training that `options.start_from` keeps, ready for its next epoch.

    Raises:
        InputError: it is of another recipe, other data, or damaged.
    """
    path = options.start_from
    state, tensors = load_run(path)
    _require_same(path, state, options, data)
    config = config_from(state.network)
    start = Start(build(config), config, scaling_from(state.bands, state.validity, config.window))
    training = Training(store, options, reporter, start, processes)
    try:
        training.recipe.restore(tensors, state.steps)
        training.recipe.scaler.load_state_dict(state.scaler)
        training.sampler.hard = tensors["hard"].to(torch.int64).numpy()
    except (KeyError, ValueError, RuntimeError) as error:
        raise InputError(
            tr("The unfinished training {path} is damaged. Start anew, or from a finished model."), path=path
        ) from error
    best = part_of(tensors, "best")
    training.best.epoch, training.best.iou = state.best_epoch, state.best_iou
    training.best.weights = {name: value.to(training.scorer.device) for name, value in best.items()} or None
    training.history, training.batch = list(state.history), state.batch
    reporter.message(f"Going on after epoch {state.epoch} of {options.epochs}, kept in {path}.")
    return training


def _require_same(path: str, state: RunState, options: TrainingOptions, data: str) -> None:
    asked = options.as_dict()
    for field in fields(TrainingOptions):
        kept = state.options.get(field.name)
        kept = tuple(kept) if isinstance(kept, list) else kept
        if field.name not in FREE and kept != asked[field.name]:
            raise InputError(
                tr("The unfinished training {path} has {name} {kept}, asked for is {asked}. Choose the same, or start anew."),
                path=path, name=field.name, kept=kept, asked=asked[field.name],
            )
    if state.data != data:
        raise InputError(
            tr("The unfinished training {path} was of other tiles. Choose the same stack, areas and features, or start anew."),
            path=path,
        )
