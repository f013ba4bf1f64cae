"""An optimiser for the weights of convolutions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import torch
from torch import Tensor, nn, optim

STEPS = 5
POLYNOMIAL = (3.4445, -4.7750, 2.0315)  # of a step: a S + b S^3 + c S^5 brings singular values between 0.7 and 1.2 fast
LIKE_ADAM = 0.2  # root mean square of AdamW's steps, as a share of the learning rate


class Muon(optim.Optimizer):
    """Momentum, made orthogonal: a step of the same size in every direction of a weight seen as a matrix (out, the rest).

    The gradient of a convolution has a few strong directions; Adam's steps follow them and hardly learn the rare ones.
    Nesterov momentum and Newton-Schulz steps of Jordan et al. (2024, "Muon"); steps as large as AdamW's, and its
    decay of the weights, as in Liu et al. (2025, equation 4), so that one learning rate serves both. torch has a Muon from
    2.9 on, for matrices alone.

    Args:
        weights: of two dimensions or more.
        lr: learning rate.
        momentum: of the gradient, 0..1.
        weight_decay: share of a weight that a step of learning rate 1 takes away.
    """

    def __init__(self, weights: Iterable[nn.Parameter], lr: float, momentum: float = 0.95, weight_decay: float = 0.01) -> None:
        super().__init__(weights, {"lr": lr, "betas": (momentum,), "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self) -> None:  # type: ignore[override]
        """One step down the gradients."""
        for group in self.param_groups:
            rate = group["lr"]
            for weights, directions in self._alike(group):
                size = rate * LIKE_ADAM * max(directions.shape[1:]) ** 0.5
                for weight, direction in zip(weights, orthogonal(directions)):
                    weight.mul_(1.0 - rate * group["weight_decay"]).sub_(direction.reshape(weight.shape), alpha=size)

    def _alike(self, group: dict[str, Any]) -> Iterator[tuple[list[Tensor], Tensor]]:
        """Weights whose matrices have one shape, and the momenta of all of them (n, rows, columns)."""
        momentum = group["betas"][0]
        found: dict[torch.Size, list[tuple[Tensor, Tensor]]] = {}
        for weight in group["params"]:
            if weight.grad is not None:
                state = self.state[weight]
                if not state:
                    state["momentum"] = torch.zeros_like(weight)
                state["momentum"].lerp_(weight.grad, 1.0 - momentum)
                ahead = weight.grad.lerp(state["momentum"], momentum).flatten(1)
                found.setdefault(ahead.shape, []).append((weight, ahead))
        for pairs in found.values():
            yield [weight for weight, _ in pairs], torch.stack([ahead for _, ahead in pairs])


def orthogonal(matrices: Tensor) -> Tensor:
    """U V' of matrices (n, rows, columns) = U S V', roughly: singular values between 0.7 and 1.2, the smallest ones less.

    Steps are made with the small one of M M' and M' M, whose product with M comes last: they commute, and a weight has many more
    columns than rows.
    """
    if matrices.shape[-2] > matrices.shape[-1]:
        return orthogonal(matrices.mT).mT
    unit = matrices / matrices.norm(dim=(-2, -1), keepdim=True).clamp(min=1e-12)
    square = unit @ unit.mT
    whole = step = one = torch.eye(square.shape[-1], device=square.device)
    a, b, c = POLYNOMIAL
    for number in range(STEPS):
        if number:
            square = step @ square @ step
        step = a * one + b * square + c * square @ square
        whole = step @ whole
    result: Tensor = whole @ unit
    return result
