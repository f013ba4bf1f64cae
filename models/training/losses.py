"""Losses on logits, over the cells that count; each is made of sums, which several processes may add up."""

from __future__ import annotations

from typing import Callable

import torch
from torch import Tensor
from torch.nn import functional

from ...core.base.codes import IGNORE

SMOOTH = 1.0  # cells; makes the Dice loss of a batch without any area 0 when nothing is predicted
BAND = 3  # cells on each side of a drawn line that count as near it

Sum = Callable[[Tensor], Tensor]


def _own(value: Tensor) -> Tensor:
    """The sum of one process."""
    return value


def binary_cross_entropy(logits: Tensor, target: Tensor, total: Sum = _own) -> Tensor:
    """Equation 7 of Liang et al. (2023), mean over the cells that count; 0 where none does.

    Args:
        logits: (N, 1, H, W).
        target: (N, H, W) uint8: 0, 1, or 255 where the cell does not count.
        total: adds a sum up over all processes.
    """
    counts = target != IGNORE
    each = functional.binary_cross_entropy_with_logits(logits[:, 0].float(), (target == 1).float(), reduction="none")
    return total((each * counts).sum()) / total(counts.sum().float()).clamp(min=1)


def soft_dice(logits: Tensor, target: Tensor, total: Sum = _own) -> Tensor:
    """1 - 2 |P A| / (|P| + |A|) with probabilities P, over the whole batch.

    In this way a tile without any area is not a special case. Shapes as in `binary_cross_entropy`. Milletari et al.
    (2016), with sums instead of sums of squares.
    """
    counts = target != IGNORE
    probability = torch.sigmoid(logits[:, 0].float()) * counts
    area = (target == 1).float()
    common = total((probability * area).sum())
    return 1.0 - (2.0 * common + SMOOTH) / (total(probability.sum()) + total(area.sum()) + SMOOTH)


def near_lines(target: Tensor) -> Tensor:
    """`target` with 255 where no change of label lies within BAND cells. Shape (N, H, W)."""
    padded = functional.pad(target.float()[:, None], (BAND,) * 4, mode="replicate")
    area, ground = (padded == 1).float(), (padded == 0).float()
    both = [functional.max_pool2d(mask, 2 * BAND + 1, 1)[:, 0] > 0 for mask in (area, ground)]
    return torch.where(both[0] & both[1], target, torch.full_like(target, IGNORE))


def loss_of(preset: str, logits: Tensor, target: Tensor, total: Sum = _own, boundary: float = 0.0) -> Tensor:
    """The preset's loss: `paper` cross entropy.

    `recommended` cross entropy plus Dice, plus `boundary` times that near lines.

    Further channels of the logits are those of deep supervision: each counts half as much as the one before
    (Lee et al., 2015).
    """
    losses = []
    for number in range(logits.shape[1]):
        own = logits[:, number : number + 1]
        loss = binary_cross_entropy(own, target, total)
        if preset != "paper":
            loss = loss + soft_dice(own, target, total)
        losses.append(loss * 0.5**number)
    loss = torch.stack(losses).sum() / (2.0 - 0.5 ** (len(losses) - 1))
    if boundary > 0.0:
        loss = loss + boundary * binary_cross_entropy(logits[:, :1], near_lines(target), total)
    return loss
