"""Losses on logits, over the cells that count."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

IGNORE = 255
SMOOTH = 1.0  # cells; makes the Dice loss of a batch without any area 0 when nothing is predicted


def binary_cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """Equation 7 of Liang et al. (2023), mean over the cells that count; 0 where none does.

    Args:
        logits: (N, 1, H, W).
        target: (N, H, W) uint8: 0, 1, or 255 where the cell does not count.
    """
    counts = target != IGNORE
    each = functional.binary_cross_entropy_with_logits(logits[:, 0].float(), (target == 1).float(), reduction="none")
    return (each * counts).sum() / counts.sum().clamp(min=1)


def soft_dice(logits: Tensor, target: Tensor) -> Tensor:
    """1 - 2 |P A| / (|P| + |A|) with probabilities P, over the whole batch: a tile without any area is no special case.

    Shapes as in `binary_cross_entropy`. Milletari et al. (2016), with sums instead of sums of squares.
    """
    counts = target != IGNORE
    probability = torch.sigmoid(logits[:, 0].float()) * counts
    area = (target == 1).float()
    common = (probability * area).sum()
    return 1.0 - (2.0 * common + SMOOTH) / (probability.sum() + area.sum() + SMOOTH)


def loss_of(preset: str, logits: Tensor, target: Tensor) -> Tensor:
    """The preset's loss: `paper` cross entropy; `recommended` cross entropy plus Dice."""
    entropy = binary_cross_entropy(logits, target)
    return entropy if preset == "paper" else entropy + soft_dice(logits, target)
