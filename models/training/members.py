"""The networks of one training, one after the other: a single one, or one for each fold of the store.

Each member learns on all folds but its own, which chooses its epoch. They share the scaling, which is fitted on the
ground
of all folds, never on the test ground: a centre and a width of each band leak next to nothing, and one set of them
serves at prediction.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import torch

from ...core.base.context_window import window_of
from ...core.base.progress import Stage
from ...core.base.training_options import TrainingOptions
from ..input.tile_reader import member_stores
from ..judging.held_back import Validated
from ..judging.scoring import Scorer
from ..machine.processes import Processes
from ..networks.ensemble import members_of
from ..networks.networks import build
from ..networks.padded import PaddedNetwork
from .card import card_of
from .checkpoint import is_run
from .kept_run import InterruptedRun
from .member import Member, member_of, named_weights
from .start import start_of
from .training import Reporter, Training

SEED_STEP = 1000  # between the seeds of two members: that of the next training is most often the next number


class Members:
    """Trains the members that are not trained yet.

    Args:
        folder: of the tile store.
        options: the recipe; its seed is that of the first member.
        data: hash of the tile store.
        reporter: hears of the whole training.
        share: of the progress that it takes.
        processes: those that share each batch.

    Raises:
        InputError: the store cannot be used, or the interrupted training does not fit.
    """

    def __init__(
        self, folder: str, options: TrainingOptions, data: str, reporter: Reporter, share: float, processes: Processes
    ) -> None:
        self.whole, *self.stores = member_stores(folder, window_of(options.parts))
        self.options = options
        self._reporter, self._share, self._processes, self._clock = reporter, share, processes, _Clock()
        self.finished: list[Member] = []
        self._run: InterruptedRun | None = None
        if options.start_from and is_run(options.start_from):
            self._run = InterruptedRun(options, data, len(self.stores))
            self.finished = list(self._run.finished)
            self.options = replace(options, start_from=self._run.start_from)  # the members after it start as it did
        elif self.whole.folds and options.start_from:
            reporter.warning(
                "The members start from a model: where it has learnt from their folds, their validation flatters them."
            )

    def train(
        self, after_epoch: Callable[[Training, bool], None], after_member: Callable[[Training], None]
    ) -> Training:
        """Train the members that are left.

        Args:
            after_epoch: told of the running training and whether the epoch is its best so far.
            after_member: told of each training that is over; `finished` holds its member.

        Returns:
            The last training.

        Raises:
            InputError: options or starting model cannot be used, or the loss became infinite.
            Cancelled: the user asked to stop.
        """
        if len(self.finished) == len(self.stores):  # interrupted in the refit
            return self._training(len(self.finished) - 1)
        for number in range(len(self.finished), len(self.stores)):
            training = self._training(number)
            self._follow(training, after_epoch)
            self.finished.append(member_of(training))
            after_member(training)
        return training

    @staticmethod
    def _follow(training: Training, after_epoch: Callable[[Training, bool], None]) -> None:
        training.run(lambda best: after_epoch(training, best))

    def _training(self, number: int) -> Training:
        store, options = self.stores[number], replace(self.options, seed=self.options.seed + SEED_STEP * number)
        part = _Part(self._reporter, self._share, number, len(self.stores), self._clock)
        run, self._run = self._run, None
        if run:
            return run.training(store, options, part, self._processes)
        return Training(store, options, part, start_of(self.whole, options, part, number), self._processes)

    def network(self, training: Training) -> PaddedNetwork:
        """The finished members as one network, on the CPU.

        Args:
            training: of any member.
        """
        members = self.finished
        network = build(replace(training.start.config, members=len(members)))
        network.load_state_dict(named_weights(members) if len(members) > 1 else members[0].weights)
        return network

    def card(self, training: Training, validated: Validated | None = None) -> dict[str, Any]:
        """The entries of the model's card that the training knows.

        Args:
            training: the last one.
            validated: how the members did on their folds; None before that is known.
        """
        card = card_of(training)
        if not self.whole.folds:
            return card
        config = replace(training.start.config, members=max(len(self.finished), 1))
        folds = {
            "asked": self.whole.folds,
            "finished": len(self.finished),
            **self._beside(validated, ("seed", "epochs", "best_epoch")),
        }
        common = {
            name: value for name, value in card.items() if name not in ("epochs", "best_epoch")
        }  # each member has its own
        return {**common, "network": config.as_dict(), "seed": self.options.seed, "folds": folds}

    def told(self, validated: Validated | None) -> dict[str, Any]:
        """Epochs and validation for the report.

        Of a single network its own, else those of each member below `folds`.
        """
        names = ("seed", "epochs", "best_epoch", "history")
        if self.whole.folds:
            return {"folds": self._beside(validated, names)}
        return _numbers(self.finished[0], names)

    def _beside(self, validated: Validated | None, names: tuple[str, ...]) -> dict[str, Any]:
        """What the members say of themselves, beside their validation."""
        if validated is None:
            return {"members": [_numbers(member, names) for member in self.finished]}
        pairs = zip(self.finished, validated.members)
        members = [{**_numbers(member, names), "validation_iou": iou} for member, iou in pairs]
        return {"iou": validated.iou, "mean": validated.mean, "deviation": validated.deviation, "members": members}


def _numbers(member: Member, names: tuple[str, ...]) -> dict[str, Any]:
    values = {**member.as_dict(), "epochs": len(member.history)}
    return {name: values[name] for name in names}


def scorers_of(network: PaddedNetwork, training: Training) -> tuple[Scorer, list[Scorer]]:
    """What judges tiles as the whole network and as each of its members, on the device of the training."""
    device, scaling = training.scorer.device, training.scorer.scaling
    network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    return Scorer(network, scaling, device), [Scorer(member, scaling, device) for member in members_of(network)]


class _Clock:
    """Epochs that were done since the start, over all members."""

    def __init__(self) -> None:
        self._began, self._done = time.monotonic(), 0

    def left(self, epochs: int) -> float:
        """Note that an epoch is done; return the seconds that this many more will take."""
        self._done += 1
        return (time.monotonic() - self._began) / self._done * epochs


class _Part(Stage):
    """A member's share of the progress; the numbers of its epochs say whose they are."""

    def __init__(self, reporter: Reporter, share: float, number: int, count: int, clock: _Clock) -> None:
        super().__init__(reporter, share * number / count, share * (number + 1) / count)
        self._reporter, self._number, self._count, self._clock = reporter, number, count, clock

    def metric(self, **numbers: Any) -> None:
        """Pass on, of an ensemble with the member and the time left for all."""
        if self._count > 1:
            left = (self._count - self._number) * numbers["epochs"] - numbers["epoch"]
            numbers.update(member=self._number + 1, members=self._count, seconds_left=self._clock.left(left))
        self._reporter.metric(**numbers)
