"""Training: from a tile store to a network with its scaling."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..core.errors import InputError, tr
from ..core.progress import Progress, check_cancelled
from ..core.training_options import TrainingOptions
from .augment import Augment
from .devices import choose
from .losses import IGNORE, loss_of
from .model_file import LoadedModel
from .networks import NetworkConfig, build
from .padded import PaddedNetwork, count_parameters
from .recipe import Recipe
from .sampling import Sampler, target_of
from .scaling_fit import fit_scaling
from .scoring import Scorer
from .tile_reader import TRAIN, VALIDATION, Tiles, TileStore


class Reporter(Progress, Protocol):
    """A progress that also takes the numbers of each epoch."""

    def metric(self, **numbers: object) -> None:
        """Take the numbers of an epoch."""


@dataclass(frozen=True)
class Validation:
    """Loss and pooled IoU on the validation ground; None where there is none."""

    loss: float | None = None
    iou: float | None = None


class Training:
    """A network in training.

    Preset `paper` keeps the weights of the last epoch. Preset `recommended` keeps the averaged weights of the epoch
    that is best on the validation ground; of the last epoch where there is no such ground.

    Args:
        store: the tile store.
        options: the recipe.
        reporter: hears progress, log lines and the numbers of each epoch; asked for cancel before each batch.
        start: a model to go on from; its scaling is kept, for its weights were trained with it.

    Raises:
        InputError: the store or the options cannot be used.
        Cancelled: the user asked to stop.
    """

    def __init__(self, store: TileStore, options: TrainingOptions, reporter: Reporter, start: LoadedModel | None = None) -> None:
        self._store, self._options, self._reporter = store, options, reporter
        device = choose(options.device)
        torch.manual_seed(options.seed)
        self._sampler = Sampler(store, options.preset, options.seed)
        scaling = start.scaling if start else fit_scaling(store, options.preset, reporter)
        self.config = start.config if start else NetworkConfig(options.network, options.width, scaling.channels)
        network: PaddedNetwork = start.network if start else build(self.config)
        network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._steps = math.ceil(len(self._sampler.lattice) / options.batch)
        self._recipe = Recipe(network, options, self._steps * options.epochs)
        self._augment = Augment(scaling, options.preset, options.seed)
        self._learner = Scorer(network, scaling, device)
        self.scorer = Scorer(self._recipe.averaged, scaling, device)
        self.history: list[dict[str, Any]] = []
        self.best_epoch = 0
        self._best_iou = -1.0
        self._best_weights: dict[str, Tensor] | None = None
        self.parameters = count_parameters(network)

    def run(self) -> None:
        """Train all epochs; afterwards `scorer` has the weights that are kept.

        Raises:
            InputError: the loss became infinite.
            Cancelled: the user asked to stop.
        """
        self._announce()
        began = time.monotonic()
        for epoch in range(1, self._options.epochs + 1):
            numbers = self._one_epoch(epoch)
            numbers["seconds_left"] = (time.monotonic() - began) / epoch * (self._options.epochs - epoch)
            self.history.append(numbers)
            self._reporter.metric(**numbers)
        if self._best_weights is not None:
            self._recipe.averaged.load_state_dict(self._best_weights)

    def _one_epoch(self, epoch: int) -> dict[str, Any]:
        """Train and validate once; the numbers of the epoch."""
        began = time.monotonic()
        loss = self._train_one_epoch(epoch)
        seconds = time.monotonic() - began
        if not math.isfinite(loss):
            raise InputError(
                tr("The training diverged: the loss of epoch {epoch} is not a number. Choose a learning rate below {rate}."),
                epoch=epoch, rate=self._options.learning_rate,
            )
        validation = evaluate(self.scorer, self._store, self._options, self._reporter)
        self._keep_best(epoch, validation)
        return {
            "epoch": epoch,
            "epochs": self._options.epochs,
            "loss": loss,
            "validation_loss": validation.loss,
            "validation_iou": validation.iou,
            "tiles_per_s": len(self._sampler.lattice) / max(seconds, 1e-9),
        }

    def _train_one_epoch(self, epoch: int) -> float:
        """Mean loss over the epoch's batches."""
        self._learner.network.train()
        total = torch.zeros((), device=self._learner.device)
        batches = read_ahead(self._store, self._sampler.batches(self._options.batch))
        for step, tiles in enumerate(batches, start=1):
            check_cancelled(self._reporter)
            raw, target = to_device(self._learner, tiles, TRAIN, self._store.split, self._options.preset)
            raw, target = self._augment(raw, target)
            loss = loss_of(self._options.preset, self._learner.logits(raw), target)
            self._recipe.step(loss)
            total += loss.detach()
            self._reporter.update((epoch - 1 + step / self._steps) / self._options.epochs)
        return float(total) / self._steps

    def _keep_best(self, epoch: int, validation: Validation) -> None:
        """Remember the weights if this epoch is the one to keep so far."""
        choosing = self._options.preset != "paper" and validation.iou is not None
        if not choosing:
            self.best_epoch = epoch
        elif validation.iou is not None and validation.iou > self._best_iou:
            self.best_epoch, self._best_iou = epoch, validation.iou
            self._best_weights = copy.deepcopy(self._recipe.averaged.state_dict())

    def _announce(self) -> None:
        """Log what is trained on what."""
        config, device = self.config, self._learner.device
        self._reporter.message(
            f"Network {config.name}, width {config.width}, {config.bands_in} input channels, {self.parameters} parameters, "
            f"on {device} ({torch.get_num_threads()} threads)."
        )
        self._reporter.message(
            f"{len(self._sampler.lattice)} training tiles of {self._store.tile} cells, "
            f"{len(self._store.lattice(VALIDATION))} for validation, {len(self._store.objects)} labelled areas on training ground."
        )


def read_ahead(store: TileStore, batches: Iterable[NDArray[np.int64]]) -> Iterator[Tiles]:
    """Tiles of each batch of first cells; a thread reads the next batch while this one is used."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = None
        for corners in batches:
            following = reader.submit(store.read, corners)
            if coming is not None:
                yield coming.result()
            coming = following
        if coming is not None:
            yield coming.result()


def to_device(scorer: Scorer, tiles: Tiles, part: int, split: str, preset: str) -> tuple[Tensor, Tensor]:
    """Bands (N, bands, H, W) and labels (N, H, W), 255 where a cell does not count, on the scorer's device.

    In preset `recommended` a cell where nothing is known about the motion does not count: nothing is predicted there.
    """
    target = torch.from_numpy(target_of(tiles.labels, tiles.sets, part, split)).to(scorer.device)
    raw = torch.from_numpy(tiles.features).to(scorer.device)
    if preset != "paper":
        target = torch.where(scorer.scaling.observable(raw), target, torch.full_like(target, IGNORE))
    return raw, target


@torch.inference_mode()
def evaluate(scorer: Scorer, store: TileStore, options: TrainingOptions, progress: Progress) -> Validation:
    """Mean loss of the batches and pooled IoU at 0.5 on the lattice tiles of the validation ground."""
    corners = store.lattice(VALIDATION)
    if not len(corners):
        return Validation()
    scorer.network.eval()
    batches = [corners[first : first + scorer.batch] for first in range(0, len(corners), scorer.batch)]
    loss = torch.zeros((), device=scorer.device)
    hits, union = torch.zeros_like(loss), torch.zeros_like(loss)
    for tiles in read_ahead(store, batches):
        check_cancelled(progress)
        raw, target = to_device(scorer, tiles, VALIDATION, store.split, options.preset)
        logits = scorer.logits(raw)
        loss += loss_of(options.preset, logits, target)
        predicted, area = (logits[:, 0] > 0) & (target != IGNORE), target == 1
        hits += (predicted & area).sum()
        union += (predicted | area).sum()
    iou = float(hits / union) if union > 0 else None
    return Validation(float(loss) / len(batches), iou)
