"""Training: from a tile store to a network with its scaling."""

from __future__ import annotations

import math
import time
from typing import Any, Callable, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...core.base.codes import IGNORE, TRAIN, VALIDATION
from ...core.base.errors import InputError
from ...core.base.progress import Progress, check_cancelled
from ...core.base.training_options import TrainingOptions
from ...core.base.translation import tr
from ..input.augment import Augment, tile_draws
from ..input.feed import DeviceTiles, feed_of, lattice_batches
from ..input.sampling import Sampler
from ..input.tile_reader import TileStore
from ..judging.scoring import Scorer
from ..machine.devices import choose, low_precision
from ..machine.memory import in_smaller_pieces
from ..machine.processes import Processes
from ..networks.padded import count_parameters
from .best_epoch import Best
from .first_layers import Further
from .losses import loss_of
from .mixing import Mixing
from .recipe import Recipe
from .schedule import lateness, settled_epoch
from .start import Start
from .validation import Validation, evaluate, observed_target


class Reporter(Progress, Protocol):
    """A progress that also takes the numbers of each epoch."""

    def metric(self, **numbers: object) -> None:
        """Take the numbers of an epoch."""


class Diverged(InputError):
    """The loss is not a number any more."""


class Training:
    """A network in training.

    Preset `paper` keeps the weights of the last epoch. Preset `recommended` keeps the averaged weights of the epoch
    that is best on the validation ground, and stops when that was long ago; of the last epoch where there is no such
    ground.

    Args:
        store: the tile store.
        options: the recipe.
        reporter: hears progress, log lines and the numbers of each epoch; asked for cancel before each batch.
        start: network and scaling to begin with.
        processes: those that share each batch.

    Raises:
        InputError: the store or the options cannot be used.
    """

    def __init__(
        self, store: TileStore, options: TrainingOptions, reporter: Reporter, start: Start, processes: Processes
    ) -> None:
        self.store, self.options, self.start = store, options, start
        self._reporter, self._processes = reporter, processes
        device = processes.device(choose(options.device))
        network = start.network
        network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.sampler = Sampler(store, options)
        further = Further(network, start.config, start.scaling.channel_names)
        self.recipe = Recipe(network, options, low_precision(device) is torch.float16, further)
        choosing = options.preset != "paper" and len(store.lattice(VALIDATION)) > 0
        self.best = Best(choosing, options.patience, settled_epoch(options.epochs))
        self.scorer = Scorer(self.recipe.averaged, start.scaling, device)
        self.feed = feed_of(store, device)
        self._learner = Scorer(processes.wrap(network), start.scaling, device)
        self._augment = Augment(start.scaling, options)
        self.batch = options.batch
        self.history: list[dict[str, Any]] = []
        self.parameters = count_parameters(network)
        self.mixing = Mixing(network) if options.tuning else None

    @property
    def epoch(self) -> int:
        """The last one that was finished."""
        return len(self.history)

    def run(self, after_epoch: Callable[[bool], None]) -> None:
        """Train the epochs that are left; afterwards `scorer` has the weights that are kept.

        Args:
            after_epoch: called after each epoch with whether it is the best so far.

        Raises:
            Diverged: the loss became infinite.
            Cancelled: the user asked to stop.
        """
        self._announce()
        began, first = time.monotonic(), self.epoch
        while self.epoch < self.options.epochs and not self.best.is_time_to_stop(self.epoch):
            numbers = self._one_epoch(self.epoch + 1)
            self.history.append(numbers)
            left = self.options.epochs - self.epoch
            numbers["seconds_left"] = (time.monotonic() - began) / (self.epoch - first) * left
            after_epoch(self.best.offer(self.epoch, numbers["validation_iou"], self.recipe.averaged))
            self._reporter.metric(**numbers)
        if self.epoch < self.options.epochs:
            self._reporter.message(
                f"Stopped after epoch {self.epoch}: {self.options.patience} epochs brought nothing better than "
                f"epoch {self.best.epoch}."
            )
        if self.best.weights is not None:
            self.recipe.averaged.load_state_dict(self.best.weights)
        if self.mixing is not None:
            share = self.mixing.mix_best(self.recipe.averaged, lambda: self._validate().loss)
            self.history[-1]["mixed"] = share
            self._reporter.message(
                f"Of what fine-tuning changed {share:.0%} is kept, the rest is the starting model's."
            )

    def _one_epoch(self, epoch: int) -> dict[str, Any]:
        """Train and validate once; the numbers of the epoch."""
        began = time.monotonic()
        loss = self._train_one_epoch(epoch)
        seconds = time.monotonic() - began
        if not math.isfinite(loss):
            raise Diverged(
                tr(
                    "The training diverged: the loss of epoch {epoch} is not a number. Choose a learning rate "
                    "below {rate}."
                ),
                epoch=epoch,
                rate=self.options.learning_rate,
            )
        validation = self._validate()
        return {
            "epoch": epoch,
            "epochs": self.options.epochs,
            "loss": loss,
            "validation_loss": validation.loss,
            "validation_iou": validation.iou,
            "tiles_per_s": len(self.sampler.lattice) / max(seconds, 1e-9),
        }

    def _validate(self) -> Validation:
        return evaluate(
            self.scorer,
            self.feed,
            self.store.lattice(VALIDATION),
            VALIDATION,
            self.options.preset,
            self._reporter,
            self._processes,
        )

    def _train_one_epoch(self, epoch: int) -> float:
        """Mean loss over the epoch's tiles."""
        self._learner.network.train()
        corners = self.sampler.epoch(epoch)
        batches = lattice_batches(np.arange(len(corners)), self.options.batch)
        shares = [self._share(numbers) for numbers in batches]
        total = torch.zeros((), device=self._learner.device)
        mistaken: list[Tensor] = []
        for numbers, own, tiles in zip(batches, shares, self.feed.tiles((corners[own] for own in shares), TRAIN)):
            check_cancelled(self._reporter)
            done = (epoch - 1 + numbers[0] / len(corners)) / self.options.epochs
            idle = self._processes.rank >= len(numbers)
            for loss, wrong, count in self._pieces(tiles, own, epoch, done, idle):
                total += loss * (len(numbers) * count / len(own))
                mistaken.append(wrong)
            self._reporter.update((epoch - 1 + (numbers[-1] + 1) / len(corners)) / self.options.epochs)
        if self.options.hard_negatives:
            seen = np.concatenate(shares)
            self.sampler.learn_from(*self._processes.gather(corners[seen], torch.cat(mistaken).cpu().numpy()))
        return float(total) / len(corners)

    def _share(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Numbers of this process' tiles of a batch; one that does not count where there are too few."""
        share = self._processes.share(numbers)
        return share if len(share) else numbers[:1]

    def _pieces(self, tiles: DeviceTiles, numbers: NDArray[np.int64], epoch: int, done: float, idle: bool) -> Any:
        """Steps over a batch: one, or several where the memory is too small for it.

        Loss, mistaken cells and size of each.
        """
        target = torch.full_like(tiles.target, IGNORE) if idle else tiles.target
        draws = tile_draws(self.options.seed, epoch, numbers.tolist())
        raw, target = self._augment(tiles.raw, target, draws)

        def learn(piece: slice) -> tuple[Tensor, Tensor, int]:
            result = self._learn(DeviceTiles(raw[piece], target[piece]), done)
            self.recipe.step(done)
            return (*result, piece.stop - piece.start)

        yield from in_smaller_pieces(len(numbers), self, learn, self._processes.count == 1, self._reporter)

    def _learn(self, tiles: DeviceTiles, done: float) -> tuple[Tensor, Tensor]:
        """Compute the gradient; return the loss, and the number (N,) of wrongly found cells in each tile."""
        options = self.options
        target = observed_target(tiles, self._learner.scaling, options.preset)
        logits = self._learner.logits(tiles.raw)
        loss = loss_of(options.preset, logits, target, self._processes.sum, options.boundary * lateness(done))
        self.recipe.backward(loss)
        wrong = ((logits.detach()[:, 0] > 0) & (target == 0)).sum((1, 2))
        return loss.detach(), wrong

    def _announce(self) -> None:
        """Log what is trained on what."""
        config, device = self.start.config, self._learner.device
        parts = f" with {', '.join(config.parts)}" if config.parts else ""
        self._reporter.message(
            f"Network {config.name}{parts}, width {config.width}, {config.bands_in} input channels, "
            f"{self.parameters} parameters, "
            f"on {device} ({torch.get_num_threads()} threads)."
        )
        self._reporter.message(
            f"{len(self.sampler.lattice)} training tiles of {self.store.tile} cells, "
            f"{len(self.store.lattice(VALIDATION))} for validation, {len(self.store.objects)} labelled areas on "
            "training ground."
        )
