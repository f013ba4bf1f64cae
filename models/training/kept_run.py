"""Keeping a training after each epoch, and going on with one that was interrupted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import torch

from ...core.base.errors import InputError
from ...core.base.training_options import TrainingOptions
from ...core.base.translation import tr
from ..input.scaling import scaling_from
from ..input.tile_reader import TileStore
from ..machine.processes import Processes
from ..networks.networks import build, config_from
from .checkpoint import RunState, load_run, save_run
from .member import Member, member_from, named_weights
from .recipe import part_of
from .start import Start
from .training import Reporter, Training

FREE = {"device", "start_from", "processes", "patience"}  # options that an interrupted training may change


def keep_run(path: str, options: TrainingOptions, training: Training, finished: Sequence[Member], data: str) -> None:
    """Write the state after an epoch.

    Args:
        path: of the file.
        options: the recipe of all members.
        training: of the member that is being trained.
        finished: the members before it.
        data: hash of the tile store.

    Raises:
        OutputError: it cannot be written.
    """
    scaling, best, recipe = training.start.scaling, training.best, training.recipe
    state = RunState(
        options=options.as_dict(),
        data=data,
        bands=scaling.as_list(),
        validity=list(scaling.validity),
        network=training.start.config.as_dict(),
        epoch=training.epoch,
        steps=recipe.steps,
        batch=training.batch,
        best_epoch=best.epoch,
        best_iou=best.iou,
        scaler=recipe.scaler.state_dict(),
        history=training.history,
        finished=[member.as_dict() for member in finished],
    )
    tensors = recipe.state()
    if best.weights is not None:
        tensors.update({f"best.{name}": value for name, value in best.weights.items()})
    if training.mixing is not None:
        tensors.update({f"before.{name}": value for name, value in training.mixing.before.items()})
    tensors["hard"] = torch.from_numpy(training.sampler.hard)
    save_run(path, state, {**tensors, **named_weights(finished)})


class InterruptedRun:
    """What `options.start_from` keeps of an interrupted training; `start_from` is the model that that one began with.

    One that was interrupted in its refit has all its members finished, and the state is that of the refit.

    Args:
        options: the recipe, which has to be the same.
        data: hash of the tile store, likewise.
        count: members of the ensemble, 1 for a single network.

    Raises:
        InputError: it is of another recipe, other data, or damaged.
    """

    def __init__(self, options: TrainingOptions, data: str, count: int) -> None:
        self._path = options.start_from
        self._state, self._tensors = load_run(self._path)
        _require_same(self._path, self._state, options, data)
        try:
            self.finished = [
                member_from(values, part_of(self._tensors, f"fold{n}")) for n, values in enumerate(self._state.finished)
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise self._damaged() from error
        self.start_from = self._state.options.get("start_from", "")
        self.refits = len(self.finished) == count
        if len(self.finished) > count or (self.refits and not options.refits) or not isinstance(self.start_from, str):
            raise self._damaged()

    def training(
        self, store: TileStore, options: TrainingOptions, reporter: Reporter, processes: Processes
    ) -> Training:
        """The training of the member that was interrupted, ready for its next epoch.

        With all members finished that of the last one, over.

        Raises:
            InputError: the file is damaged.
        """
        state = self._state
        config = config_from(state.network)
        start = Start(build(config), config, scaling_from(state.bands, state.validity, config.window))
        training = Training(store, options, reporter, start, processes)
        if self.refits:
            last = self.finished[-1]
            training.best.epoch, training.history = last.best_epoch, last.history
        else:
            self.restore(training, f" of member {len(self.finished) + 1}" if store.folds else "", reporter)
        return training

    def restore(self, training: Training, of_what: str, reporter: Reporter) -> None:
        """Make a training ready for the epoch after the one that was kept.

        Raises:
            InputError: the file is damaged.
        """
        state, tensors = self._state, self._tensors
        try:
            training.recipe.restore(tensors, state.steps)
            training.recipe.scaler.load_state_dict(state.scaler)
            if training.mixing is not None:
                training.mixing.restore(part_of(tensors, "before"))
            training.sampler.hard = tensors["hard"].to(torch.int64).numpy()
        except (KeyError, ValueError, RuntimeError) as error:
            raise self._damaged() from error
        best = part_of(tensors, "best")
        training.best.epoch, training.best.iou = state.best_epoch, state.best_iou
        training.best.weights = {name: value.to(training.scorer.device) for name, value in best.items()} or None
        training.history, training.batch = list(state.history), state.batch
        reporter.message(
            f"Going on after epoch {state.epoch} of {training.options.epochs}{of_what}, kept in {self._path}."
        )

    def _damaged(self) -> InputError:
        return InputError(
            tr("The unfinished training {path} is damaged. Start anew, or from a finished model."), path=self._path
        )


def _require_same(path: str, state: RunState, options: TrainingOptions, data: str) -> None:
    asked = options.as_dict()
    for field in fields(TrainingOptions):
        kept = state.options.get(field.name, field.default)  # an older version did not know the option
        kept = tuple(kept) if isinstance(kept, list) else kept
        if field.name not in FREE and kept != asked[field.name]:
            raise InputError(
                tr(
                    "The unfinished training {path} has {name} {kept}, but {asked} was asked for. Choose the same, or "
                    "start anew."
                ),
                path=path,
                name=field.name,
                kept=kept,
                asked=asked[field.name],
            )
    if state.data != data:
        raise InputError(
            tr(
                "The unfinished training {path} was made on other tiles. Choose the same stack, areas and features, "
                "or start anew."
            ),
            path=path,
        )
