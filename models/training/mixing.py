"""A fine-tuned network mixed with the one that it started from, so that it never loses what that one knew.

Between the weights of a network and those that it had before fine-tuning, the mean is often better than either, on new
ground above all (Wortsman et al., 2022, "robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import copy
from collections.abc import Callable

import torch
from torch import Tensor

from ..networks.padded import PaddedNetwork

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)  # of the fine-tuned weights
UNKNOWN = 0.5  # where there is no ground to choose on


class Mixing:
    """Weights of a network before its fine-tuning.

    Args:
        network: before the first step.

    Attributes:
        before: its weights then.
        share: of the fine-tuned weights where it is given; None: the best one is found.
    """

    def __init__(self, network: PaddedNetwork) -> None:
        self.before: dict[str, Tensor] = copy.deepcopy(network.state_dict())
        self.share: float | None = None

    def restore(self, before: dict[str, Tensor]) -> None:
        """Take over the weights of an interrupted training's beginning.

        Raises:
            KeyError: they are those of another network.
        """
        if before.keys() != self.before.keys():
            raise KeyError("before")
        self.before = {name: value.to(self.before[name].device) for name, value in before.items()}

    def mix(self, network: PaddedNetwork, share: float) -> None:
        """Put the mean of the weights before and now, with this share of those of now, into the network."""
        now = network.state_dict()
        network.load_state_dict(
            {
                name: torch.lerp(self.before[name], value, share) if value.is_floating_point() else value
                for name, value in now.items()
            }
        )

    def mix_best(self, network: PaddedNetwork, loss: Callable[[], float | None]) -> float:
        """Take the share with which the loss is lowest, the smallest of equals.

        The given share where there is one; a half of each where there is no loss.

        Args:
            network: fine-tuned; gets the mixed weights.
            loss: of the network as it is, on ground that it did not learn from; None without such ground.
        """
        if self.share is not None:
            self.mix(network, self.share)
            return self.share
        tuned = copy.deepcopy(network.state_dict())

        def loss_of(share: float) -> float | None:
            network.load_state_dict(tuned)
            self.mix(network, share)
            return loss()

        losses = [loss_of(share) for share in SHARES]
        known = [(value, share) for value, share in zip(losses, SHARES) if value is not None]
        best = min(known)[1] if known else UNKNOWN
        network.load_state_dict(tuned)
        self.mix(network, best)
        return best
