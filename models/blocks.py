"""The blocks that the residual U-Net is made of."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional


class Convolution(nn.Module):
    """Convolution 3 x 3 and group normalisation (Wu and He, 2018)."""

    def __init__(self, bands_in: int, bands_out: int) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(bands_in, bands_out, 3, padding=1, bias=False)
        self.norm = nn.GroupNorm(math.gcd(8, bands_out), bands_out)

    def forward(self, features: Tensor) -> Tensor:
        """(N, bands_in, H, W) -> (N, bands_out, H, W)."""
        return self.norm(self.convolution(features))  # type: ignore[no-any-return]


class Residual(nn.Module):
    """Two convolutions beside a shortcut of 1 x 1: y = ReLU(P x + F(x)), He et al. (2016), eq. 2; F squeezed if asked for."""

    def __init__(self, bands_in: int, bands_out: int, squeeze: bool = False) -> None:
        super().__init__()
        self.first = Convolution(bands_in, bands_out)
        self.second = Convolution(bands_out, bands_out)
        self.shortcut = nn.Conv2d(bands_in, bands_out, 1)
        self.squeeze = SqueezeExcitation(bands_out) if squeeze else None

    def forward(self, features: Tensor) -> Tensor:
        """(N, bands_in, H, W) -> (N, bands_out, H, W)."""
        inner = functional.relu(self.first(features), inplace=True)
        change = self.second(inner)
        if self.squeeze is not None:
            change = self.squeeze(change)
        return functional.relu(change + self.shortcut(features), inplace=True)


class SqueezeExcitation(nn.Module):
    """Weights the channels by what the whole tile looks like (Hu et al., 2018)."""

    def __init__(self, bands: int) -> None:
        super().__init__()
        self.down = nn.Conv2d(bands, max(4, bands // 4), 1)
        self.up = nn.Conv2d(max(4, bands // 4), bands, 1)

    def forward(self, features: Tensor) -> Tensor:
        """(N, bands, H, W), the same shape."""
        mean = features.mean((-2, -1), keepdim=True)
        return features * torch.sigmoid(self.up(functional.leaky_relu(self.down(mean), 0.1)))


class AttentionGate(nn.Module):
    """Lets through, of a skip connection, what the deeper level asks for (Oktay et al., 2018)."""

    def __init__(self, bands: int) -> None:
        super().__init__()
        inner = max(4, bands // 2)
        self.ask, self.offer = nn.Conv2d(bands, inner, 1), nn.Conv2d(bands, inner, 1, bias=False)
        self.gate = nn.Conv2d(inner, 1, 1)

    def forward(self, skip: Tensor, upper: Tensor) -> Tensor:
        """Two maps (N, bands, H, W); the first one, weighted by cell."""
        return skip * torch.sigmoid(self.gate(functional.relu(self.ask(upper) + self.offer(skip))))


class Stems(nn.Module):
    """The first level as two: one for the image, one for deformation and terrain, which share its channels."""

    def __init__(self, image: tuple[int, ...], others: tuple[int, ...], bands_out: int, squeeze: bool) -> None:
        super().__init__()
        self._image, self._others = list(image), list(others)
        self.image = Residual(len(image), bands_out // 2, squeeze)
        self.others = Residual(len(others), bands_out - bands_out // 2, squeeze)

    def forward(self, features: Tensor) -> Tensor:
        """(N, bands_in, H, W) -> (N, bands_out, H, W)."""
        return torch.cat((self.image(features[:, self._image]), self.others(features[:, self._others])), dim=1)
