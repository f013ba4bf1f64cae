"""U-Net as in Figure 5 of Liang et al. (2023), after Ronneberger et al. (2015)."""

from __future__ import annotations

from torch import Tensor, nn

from .padded import PaddedNetwork, initialise, joined


class UNet(PaddedNetwork):
    """Five levels of two 3 x 3 convolutions; section 3.4.1 of the paper.

    With 5 input bands and width 64 it has 31,032,897 parameters. Departures from Figure 5: the convolutions are
    padded, so that the output has the input's size; the sigmoid is left to the loss, which is stabler.

    Args:
        bands_in: channels of the input.
        width: channels of the first level; each next level has twice as many (64, 128, 256, 512, 1024).
        batch_norm: normalise after each convolution, which the paper does not.
    """

    multiple = 16

    def __init__(self, bands_in: int, width: int = 64, batch_norm: bool = False) -> None:
        super().__init__()
        channels = [width * 2**level for level in range(5)]
        above = [bands_in, *channels[:-1]]
        self.encoder = nn.ModuleList(_double(a, c, batch_norm) for a, c in zip(above, channels))
        self.pool = nn.MaxPool2d(2)
        deep = channels[:0:-1]  # 1024, 512, 256, 128
        self.up = nn.ModuleList(nn.ConvTranspose2d(c, c // 2, 2, stride=2) for c in deep)
        self.decoder = nn.ModuleList(_double(c, c // 2, batch_norm) for c in deep)
        self.head = nn.Conv2d(width, 1, 1)
        initialise(self)

    def logits(self, features: Tensor) -> Tensor:
        """Logits (N, 1, H, W)."""
        skips = []
        for level, block in enumerate(self.encoder):
            features = block(self.pool(features) if level else features)  # (N, 64 * 2^level, H / 2^level, W / 2^level)
            skips.append(features)
        skips.pop()
        for up, block in zip(self.up, self.decoder):
            features = block(joined(up(features), skips.pop()))
        return self.head(features)  # type: ignore[no-any-return]


def _double(bands_in: int, bands_out: int, batch_norm: bool) -> nn.Sequential:
    """Two times: convolution 3 x 3, ReLU."""
    layers: list[nn.Module] = []
    for bands in (bands_in, bands_out):
        layers.append(nn.Conv2d(bands, bands_out, 3, padding=1, bias=not batch_norm))
        if batch_norm:
            layers.append(nn.BatchNorm2d(bands_out))
        layers.append(nn.ReLU(inplace=True))
    return nn.Sequential(*layers)
