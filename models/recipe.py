"""Optimiser, learning rate and weight averaging of the two presets."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn, optim

from ..core.training_options import TrainingOptions
from .padded import PaddedNetwork

LARGEST_DECAY = 0.999
GRADIENT_NORM = 1.0


class Recipe:
    """How the weights change in one step.

    `paper`: Adam with a constant learning rate (section 4.3 of the paper).
    `recommended`: AdamW with one cycle of the learning rate (Smith, 2018), gradients clipped to norm 1, and an
    average of the weights for evaluation, whose memory grows with the steps taken so that short trainings work.

    Args:
        network: to train, on its device.
        options: preset and learning rate.
        steps: of the whole training.
    """

    def __init__(self, network: PaddedNetwork, options: TrainingOptions, steps: int) -> None:
        self.network = network
        self._paper = options.preset == "paper"
        self._steps_done = 0
        self._optimiser: optim.Optimizer
        if self._paper:
            self.averaged = network
            self._optimiser = optim.Adam(network.parameters(), options.learning_rate)
        else:
            self.averaged = copy.deepcopy(network).requires_grad_(False)
            self._optimiser = optim.AdamW(network.parameters(), options.learning_rate)
            self._schedule = optim.lr_scheduler.OneCycleLR(self._optimiser, options.learning_rate, total_steps=max(steps, 2))

    def step(self, loss: Tensor) -> None:
        """One step down the gradient of a loss."""
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        if self._paper:
            self._optimiser.step()
            return
        nn.utils.clip_grad_norm_(self.network.parameters(), GRADIENT_NORM)
        self._optimiser.step()
        self._schedule.step()
        self._steps_done += 1
        self._average()

    @torch.no_grad()
    def _average(self) -> None:
        """Move the average towards the weights; statistics of batch normalisation are taken over as they are."""
        decay = min(LARGEST_DECAY, (1.0 + self._steps_done) / (10.0 + self._steps_done))
        for mean, value in zip(self.averaged.parameters(), self.network.parameters()):
            mean.lerp_(value, 1.0 - decay)
        for kept, now in zip(self.averaged.buffers(), self.network.buffers()):
            kept.copy_(now)
