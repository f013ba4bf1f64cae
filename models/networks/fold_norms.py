"""Normalisation that is the same for every tile, put into the convolution before it: less to do, the same result."""

from __future__ import annotations

from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


def fold_normalisation(network: nn.Module) -> None:
    """Fold each batch normalisation into the convolution right before it, in place.

    The network only predicts from then on.

    y = g (W x + b - m) / s + k is a convolution too: W' = g W / s, b' = g (b - m) / s + k. Group normalisation, whose m
    and s are the tile's own, stays.
    """
    network.eval()
    for module in list(network.modules()):
        if not isinstance(module, nn.Sequential):
            continue
        for number in range(len(module) - 1):
            first, second = module[number], module[number + 1]
            if isinstance(first, nn.Conv2d) and isinstance(second, nn.BatchNorm2d):
                module[number] = fuse_conv_bn_eval(first, second)
                module[number + 1] = nn.Identity()
