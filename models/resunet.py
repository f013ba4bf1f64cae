"""The recommended network: a U-Net of residual blocks with group normalisation."""

from __future__ import annotations

import math

from torch import Tensor, nn
from torch.nn import functional

from .padded import PaddedNetwork, initialise, joined


class ResUNet(PaddedNetwork):
    """Residual encoder, light decoder, after nnU-Net's "ResEnc" (Isensee et al., 2024) and He et al. (2016).

    Group normalisation (Wu and He, 2018) does not mind small batches and behaves alike in training and prediction.
    The decoder has one convolution a level: at full resolution, where the time goes, the network has three
    convolutions where U-Net has four, which pays for the normalisation.

    Args:
        bands_in: channels of the input.
        width: channels of the first level; each next level has twice as many.
    """

    multiple = 16

    def __init__(self, bands_in: int, width: int = 16) -> None:
        super().__init__()
        channels = [width * 2**level for level in range(5)]
        above = [bands_in, *channels[:-1]]
        self.encoder = nn.ModuleList(_Residual(a, c) for a, c in zip(above, channels))
        self.pool = nn.MaxPool2d(2)
        deep = channels[:0:-1]
        self.up = nn.ModuleList(nn.ConvTranspose2d(c, c // 2, 2, stride=2) for c in deep)
        self.decoder = nn.ModuleList(_Convolution(c, c // 2) for c in deep)
        self.head = nn.Conv2d(width, 1, 1)
        initialise(self)

    def logits(self, features: Tensor) -> Tensor:
        """Logits (N, 1, H, W)."""
        skips = []
        for level, block in enumerate(self.encoder):
            features = block(self.pool(features) if level else features)  # (N, width * 2^level, H / 2^level, W / 2^level)
            skips.append(features)
        skips.pop()
        for up, block in zip(self.up, self.decoder):
            features = functional.relu(block(joined(up(features), skips.pop())), inplace=True)
        return self.head(features)  # type: ignore[no-any-return]


class _Convolution(nn.Module):
    """Convolution 3 x 3 and group normalisation."""

    def __init__(self, bands_in: int, bands_out: int) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(bands_in, bands_out, 3, padding=1, bias=False)
        self.norm = nn.GroupNorm(math.gcd(8, bands_out), bands_out)

    def forward(self, features: Tensor) -> Tensor:
        return self.norm(self.convolution(features))  # type: ignore[no-any-return]


class _Residual(nn.Module):
    """Two convolutions beside a shortcut of 1 x 1: y = ReLU(P x + F(x)), He et al. (2016), eq. 2."""

    def __init__(self, bands_in: int, bands_out: int) -> None:
        super().__init__()
        self.first = _Convolution(bands_in, bands_out)
        self.second = _Convolution(bands_out, bands_out)
        self.shortcut = nn.Conv2d(bands_in, bands_out, 1)

    def forward(self, features: Tensor) -> Tensor:
        inner = functional.relu(self.first(features), inplace=True)
        return functional.relu(self.second(inner) + self.shortcut(features), inplace=True)
