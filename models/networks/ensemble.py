"""An ensemble: networks of one kind that judge together.

It is a network itself, so that what takes a network takes both.
"""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor

from .padded import PaddedNetwork


class Ensemble(PaddedNetwork):
    """The mean of the logits of several networks, the members; their weights are named `fold0.`, `fold1.` and so on.

    (Lakshminarayanan et al., 2017, average probabilities; logits are what `blending` averages too, so that the mean
    over members, turns and overlapping tiles is one mean, in any order.)
    """

    def __init__(self, members: Sequence[PaddedNetwork]) -> None:
        super().__init__()
        for number, member in enumerate(members):
            self.add_module(f"fold{number}", member)

    def forward(self, features: Tensor) -> Tensor:
        """Logits (N, 1, H, W) of features (N, C, H, W), as those of each member."""
        members = members_of(self)
        total: Tensor = sum((member(features) for member in members[1:]), members[0](features))
        return total / len(members)


def members_of(network: PaddedNetwork) -> list[PaddedNetwork]:
    """The networks of an ensemble; any other network is its only member."""
    return list(network.children()) if isinstance(network, Ensemble) else [network]  # type: ignore[arg-type]
