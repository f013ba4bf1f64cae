"""An optimiser for the weights of convolutions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn, optim
from torch.nn import functional

ROWS = 64  # of a block
STEPS = 5
POLYNOMIAL = (3.4445, -4.7750, 2.0315)  # of a step: a S + b S^3 + c S^5 brings singular values between 0.7 and 1.2 fast
LIKE_ADAM = 0.2  # root mean square of AdamW's steps, as a share of the learning rate


class Muon(optim.Optimizer):
    """Momentum, made orthogonal.

    A step of the same size in every direction of a weight seen as a matrix (out, the rest).

    Large matrices are made orthogonal block by block: IoU .780 and .777 where whole ones found .784 and .781, and
    average precision .939 and .932 where it was .934 and .931 (one training of 30 epochs on all ground of the synthetic
    demo area, seeds 1 and 3), for a quarter of the time. The gradient of a convolution has a few strong directions;
    Adam's steps follow them and hardly learn the rare ones. Nesterov momentum and Newton-Schulz steps of Jordan et al.
    (2024, "Muon"); steps as large as AdamW's, and its decay of the weights, as in Liu et al. (2025, equation 4), so
    that one learning rate serves both. torch has a Muon from 2.9 on, for matrices alone.

    Args:
        weights: of two dimensions or more.
        lr: learning rate.
        momentum: of the gradient, 0..1.
        weight_decay: share of a weight that a step of learning rate 1 takes away.
    """

    def __init__(
        self, weights: Iterable[nn.Parameter], lr: float, momentum: float = 0.95, weight_decay: float = 0.01
    ) -> None:
        super().__init__(weights, {"lr": lr, "betas": (momentum,), "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self) -> None:  # type: ignore[override]
        """One step down the gradients."""
        for group in self.param_groups:
            weights = [weight for weight in group["params"] if weight.grad is not None]
            rate, matrices = (
                group["lr"],
                [as_it_lies(ahead).flatten(1) for ahead in self._ahead(weights, group["betas"][0])],
            )
            for weight, direction in zip(weights, orthogonal(matrices)):
                lying, size = as_it_lies(weight), rate * LIKE_ADAM * max(direction.shape) ** 0.5
                lying.mul_(1.0 - rate * group["weight_decay"]).sub_(direction.reshape(lying.shape), alpha=size)

    def _ahead(self, weights: list[Tensor], momentum: float) -> Sequence[Tensor]:
        """Nesterov's momentum of each weight's gradient."""
        for weight in weights:
            if not self.state[weight]:
                self.state[weight]["momentum"] = torch.zeros_like(weight)
        gradients = [weight.grad for weight in weights if weight.grad is not None]
        momenta = [self.state[weight]["momentum"] for weight in weights]
        torch._foreach_lerp_(momenta, gradients, 1.0 - momentum)
        return torch._foreach_lerp(gradients, momenta, momentum)


def as_it_lies(weight: Tensor) -> Tensor:
    """View a weight (out, in, ...) as (out, ..., in), the order in memory of a channels-last network."""
    return weight.movedim(1, -1)


def orthogonal(matrices: Sequence[Tensor]) -> list[Tensor]:
    """U V' of the blocks of each matrix, a block being ROWS of its shorter side and U S V'.

    Roughly: singular values between 0.7 and 1.2, the smallest ones less. Newton-Schulz steps are made with M M' of all
    blocks at once, and their product comes last: it commutes with M M', and a weight has many more columns than rows.
    """
    wide = [matrix if matrix.shape[0] <= matrix.shape[1] else matrix.mT for matrix in matrices]
    blocks = [blocks_of(matrix) for matrix in wide]
    squares = torch.cat([block @ block.mT for block in blocks])
    power = squares.diagonal(dim1=-2, dim2=-1).sum(-1)[:, None, None].clamp(min=1e-24)
    factors = torch.split(inverse_root(squares / power) / power.sqrt(), [len(block) for block in blocks])
    found = [(factor @ block).flatten(0, 1)[: len(matrix)] for factor, block, matrix in zip(factors, blocks, wide)]
    return [own if own.shape == matrix.shape else own.mT for own, matrix in zip(found, matrices)]


def blocks_of(matrix: Tensor) -> Tensor:
    """Blocks (n, ROWS, columns) of a matrix, the last one filled up with zeros."""
    return functional.pad(matrix, (0, 0, 0, -len(matrix) % ROWS)).reshape(-1, ROWS, matrix.shape[1])


def inverse_root(squares: Tensor) -> Tensor:
    """The matrices that make M orthogonal, roughly, from M M' (n, rows, rows) of trace 1."""
    whole = step = one = torch.eye(squares.shape[-1], device=squares.device)
    a, b, c = POLYNOMIAL
    for number in range(STEPS):
        if number:
            squares = step @ squares @ step
        step = a * one + b * squares + c * squares @ squares
        whole = step @ whole
    return whole
