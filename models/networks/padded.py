"""What every network here promises: logits of the input's own size, whatever that size is."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional


class PaddedNetwork(nn.Module):
    """A network whose poolings need sides that are multiples of `multiple`; it pads and crops by itself."""

    multiple = 1

    def forward(self, features: Tensor) -> Tensor:
        """Logits (N, 1, H, W) of features (N, C, H, W); H and W are free, from 1 on.

        Deep supervision adds channels in training.
        """
        height, width = features.shape[-2:]
        below, right = -height % self.multiple, -width % self.multiple
        if below or right:
            features = functional.pad(features, (0, right, 0, below), mode="replicate")
        return self.logits(features)[..., :height, :width]

    def logits(self, features: Tensor) -> Tensor:
        """Logits (N, 1, H, W) of features (N, C, H, W) whose sides are multiples of `multiple`."""
        raise NotImplementedError


def initialise(network: nn.Module) -> None:
    """He et al. (2015): normal weights of variance 2 / (inputs of a cell), no bias; right for ReLU."""
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.kaiming_normal_(module.weight, mode="fan_in", nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)


def count_parameters(network: nn.Module) -> int:
    """Number of trained values."""
    return sum(parameter.numel() for parameter in network.parameters())


def joined(upper: Tensor, skip: Tensor) -> Tensor:
    """The skip connection: both maps as one, (N, C1 + C2, H, W)."""
    return torch.cat((skip, upper), dim=1)
