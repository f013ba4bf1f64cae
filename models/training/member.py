"""A trained network: a model by itself, or a member of an ensemble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from .training import Training


@dataclass(frozen=True)
class Member:
    """What remains of a training when it is over.

    Args:
        weights: by name, on the CPU.
        seed: of everything random in it.
        best_epoch: the one whose weights these are.
        history: numbers of each epoch.
    """

    weights: dict[str, Tensor]
    seed: int
    best_epoch: int
    history: list[dict[str, Any]]

    def as_dict(self) -> dict[str, Any]:
        """All but the weights, as plain values."""
        return {"seed": self.seed, "best_epoch": self.best_epoch, "history": self.history}


def member_of(training: Training) -> Member:
    """What a finished training has made."""
    weights = {name: value.detach().cpu().clone() for name, value in training.recipe.averaged.state_dict().items()}
    return Member(weights, training.options.seed, training.best.epoch, training.history)


def member_from(values: dict[str, Any], weights: dict[str, Tensor]) -> Member:
    """A member from the plain values of a file.

    Raises:
        KeyError, TypeError, ValueError: they are not those of `Member.as_dict`, or there are no weights.
    """
    kinds = {"seed": int, "best_epoch": int, "history": list}
    if (
        not weights
        or values.keys() != kinds.keys()
        or any(type(values[name]) is not kind for name, kind in kinds.items())
    ):
        raise ValueError("not a member")
    return Member(weights, **values)


def named_weights(members: Sequence[Member]) -> dict[str, Tensor]:
    """The weights of all members, named as in `ensemble.Ensemble`."""
    return {
        f"fold{number}.{name}": value for number, member in enumerate(members) for name, value in member.weights.items()
    }
