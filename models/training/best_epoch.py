"""Which epoch to keep, and when to stop."""

from __future__ import annotations

import copy

from torch import Tensor

from ..networks.padded import PaddedNetwork


class Best:
    """The epoch that was best on the validation ground, or the last one where nothing is chosen.

    While the learning rate is high a few validation areas tell little: an epoch before `settled` is kept only until
    that one, and never a reason to stop (a training of 30 epochs on the synthetic demo area was stopped at the
    fifteenth, and its fifth kept).

    Args:
        choosing: keep the best epoch, not the last one.
        patience: epochs without a better one after which it is time to stop; 0: never.
        settled: the first epoch that counts, from 1.
    """

    def __init__(self, choosing: bool, patience: int, settled: int = 1) -> None:
        self.epoch = 0
        self.iou = -1.0
        self.weights: dict[str, Tensor] | None = None
        self._choosing, self._patience, self._settled = choosing, patience, settled

    def offer(self, epoch: int, iou: float | None, network: PaddedNetwork) -> bool:
        """Tell of an epoch; whether it is the one to keep so far."""
        if not self._choosing or iou is None:
            self.epoch = epoch
            return True
        if iou <= self.iou and epoch != self._settled:
            return False
        self.epoch, self.iou, self.weights = epoch, iou, copy.deepcopy(network.state_dict())
        return True

    def is_time_to_stop(self, epoch: int) -> bool:
        """Tell whether so many epochs brought nothing that more will not either."""
        return self._choosing and 0 < self._patience <= epoch - max(self.epoch, self._settled)
