"""The blocks that the residual U-Net is made of."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from ...core.base.context_window import WINDOW, ground_margin


class Convolution(nn.Module):
    """A 3 x 3 convolution with stride and dilation, followed by group normalisation (Wu and He, 2018)."""

    def __init__(self, bands_in: int, bands_out: int, stride: int = 1, dilation: int = 1) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(bands_in, bands_out, 3, stride, padding=dilation, dilation=dilation, bias=False)
        self.norm = nn.GroupNorm(math.gcd(8, bands_out), bands_out)

    def forward(self, features: Tensor) -> Tensor:
        """(N, bands_in, H, W) -> (N, bands_out, H / stride, W / stride)."""
        return self.norm(self.convolution(features))  # type: ignore[no-any-return]


class Residual(nn.Module):
    """Two convolutions beside a shortcut of 1 x 1: y = ReLU(P x + F(x)), He et al. (2016), eq. 2.

    F squeezed if asked for.
    """

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
        return functional.relu(change.add_(self.shortcut(features)), inplace=True)


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
    """Lets through the part of a skip connection that the deeper level asks for (Oktay et al., 2018)."""

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


class FarEncoder(nn.Module):
    """The surroundings of a tile, for the deepest level.

    Only those features of the far view are kept that lie on the tile itself.


    Convolutions of cells further and further apart (Yu and Koltun, 2016) look 13 cells of the deepest level around:
    beyond the edge of the ground of a tile of 128 cells.
    """

    def __init__(self, bands_in: int, width: int) -> None:
        super().__init__()
        steps = [
            (bands_in, width, 2, 1),
            (width, 2 * width, 1, 1),
            (2 * width, 2 * width, 1, 3),
            (2 * width, 2 * width, 1, 9),
        ]
        self.steps = nn.ModuleList(Convolution(*step) for step in steps)
        self.pool = nn.MaxPool2d(2)

    def forward(self, features: Tensor) -> Tensor:
        """(N, bands_in, H, W), the far view in H, W = multiples of 32 -> (N, 2 * width, H / 16, W / 16)."""
        for number, step in enumerate(self.steps):
            features = functional.relu(step(self.pool(features) if number == 1 else features), inplace=True)
        rows, columns = (length // WINDOW for length in features.shape[-2:])
        return features.narrow(-2, ground_margin(rows, WINDOW), rows).narrow(
            -1, ground_margin(columns, WINDOW), columns
        )
