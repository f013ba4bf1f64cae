"""SegNet as in Figure 6 of Liang et al. (2023), after Badrinarayanan et al. (2017)."""

from __future__ import annotations

from torch import Tensor, nn

from .padded import PaddedNetwork, initialise

# Convolutions of each level of VGG16, and their channels as multiples of the width: 64, 128, 256, 512, 512.
_LEVELS = ((2, 1), (2, 2), (3, 4), (3, 8), (3, 8))


class SegNet(PaddedNetwork):
    """13 convolutions like VGG16, and their mirror that un-pools to where each maximum was; section 3.4.2.

    With 5 input bands and width 64 it has 29,445,314 parameters: every convolution has a bias and is followed by
    batch normalisation and ReLU, save the last one, which gives the scores of the two classes.
    The softmax of two scores is the sigmoid of their difference; that difference is the logit returned, so that
    the loss and the threshold are those of the other networks.

    Args:
        bands_in: channels of the input.
        width: channels of the first level.
    """

    multiple = 32

    def __init__(self, bands_in: int, width: int = 64) -> None:
        super().__init__()
        channels = [times * width for _, times in _LEVELS]
        above = [bands_in, *channels[:-1]]
        depths = [depth for depth, _ in _LEVELS]
        self.encoder = nn.ModuleList(_level([a] + [c] * n) for a, c, n in zip(above, channels, depths))
        self.pool = nn.MaxPool2d(2, stride=2, return_indices=True)
        self.unpool = nn.MaxUnpool2d(2, stride=2)
        below = [width, *channels[:-1]]  # what a decoder level hands down: 512, 256, 128, 64, and 64 to the scores
        self.decoder = nn.ModuleList(
            _level([c] * n + [b]) for b, c, n in zip(below[:0:-1], channels[:0:-1], depths[:0:-1])
        )
        self.last = _level([width, width])
        self.scores = nn.Conv2d(width, 2, 3, padding=1)
        initialise(self)

    def logits(self, features: Tensor) -> Tensor:
        """Score of `area` less score of `background`, (N, 1, H, W)."""
        indices = []
        for level in self.encoder:
            features, where = self.pool(level(features))  # (N, 64 .. 512, H / 2^level, W / 2^level)
            indices.append(where)
        for level in (*self.decoder, self.last):
            features = level(self.unpool(features, indices.pop()))
        scores: Tensor = self.scores(features)  # (N, 2, H, W)
        return scores[:, 1:] - scores[:, :1]


def _level(channels: list[int]) -> nn.Sequential:
    """Convolution 3 x 3, batch normalisation and ReLU between each two entries of `channels`."""
    layers: list[nn.Module] = []
    for bands_in, bands_out in zip(channels, channels[1:]):
        layers += [nn.Conv2d(bands_in, bands_out, 3, padding=1), nn.BatchNorm2d(bands_out), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)
