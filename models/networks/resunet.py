"""The recommended network: a U-Net of residual blocks with group normalisation."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ...core.base.context_window import STEP
from ...core.base.errors import InputError
from ...core.base.translation import tr
from .blocks import AttentionGate, Convolution, FarEncoder, Residual, Stems
from .padded import PaddedNetwork, initialise, joined

DEEP = 2  # further levels of the decoder that are trained to give logits, with part `deep`


class ResUNet(PaddedNetwork):
    """Residual encoder, light decoder, after nnU-Net's "ResEnc" (Isensee et al., 2024) and He et al. (2016).

    Group normalisation does not mind small batches and behaves alike in training and prediction.
    The decoder has one convolution a level: at full resolution, where the time goes, the network has three
    convolutions where U-Net has four, which pays for the normalisation.

    Args:
        bands_in: channels of the input; with part `context` of each of its two views.
        width: channels of the first level; each next level has twice as many.
        parts: `attention` gates on the skip connections, `squeeze` and excitation in the residual blocks, `deep`
            supervision (Lee et al., 2015) of the decoder's inner levels, `stems` of their own for image and the rest,
            `context`: the input is a tile and, behind it, the far view of its ground, which joins at the deepest level.
        image: channels of the image, for `stems`.

    Raises:
        InputError: stems without an image, or with nothing else.
    """

    multiple = 16

    def __init__(self, bands_in: int, width: int = 16, parts: Sequence[str] = (), image: Sequence[int] = ()) -> None:
        super().__init__()
        channels = [width * 2**level for level in range(5)]
        squeeze = "squeeze" in parts
        context = "context" in parts
        inputs = [bands_in, *channels[:3], channels[3] + (2 * width if context else 0)]
        self.encoder = nn.ModuleList(Residual(a, c, squeeze) for a, c in zip(inputs, channels))
        if "stems" in parts:
            self.encoder[0] = _stems(bands_in, width, tuple(image), squeeze)
        self.pool = nn.MaxPool2d(2)
        deep = channels[:0:-1]
        self.up = nn.ModuleList(nn.ConvTranspose2d(c, c // 2, 2, stride=2) for c in deep)
        self.gates = nn.ModuleList(AttentionGate(c // 2) for c in deep) if "attention" in parts else None
        self.decoder = nn.ModuleList(Convolution(c, c // 2) for c in deep)
        self.head = nn.Conv2d(width, 1, 1)
        inner = [nn.Conv2d(width * 2 ** (DEEP - number), 1, 1) for number in range(DEEP)]  # the coarsest first
        self.inner = nn.ModuleList(inner) if "deep" in parts else None
        self.far = FarEncoder(bands_in, width) if context else None
        self.multiple = STEP if context else type(self).multiple
        initialise(self)

    def logits(self, features: Tensor) -> Tensor:
        """Logits (N, 1, H, W); in training with part `deep` (N, 1 + DEEP, H, W), coarser from channel to channel."""
        skips: list[Tensor] = []
        if self.far is not None:
            features, far = features.chunk(2, dim=1)
        for level, block in enumerate(self.encoder):
            features = self.pool(features) if level else features
            if self.far is not None and block is self.encoder[-1]:
                features = torch.cat((features, self.far(far)), dim=1)
            features = block(features)  # (N, width * 2^level, H / 2^level, W / 2^level)
            skips.append(features)
        skips.pop()
        coarser = []
        size = skips[0].shape[-2:]
        for number, (up, block) in enumerate(zip(self.up, self.decoder)):
            upper, skip = up(features), skips.pop()
            if self.gates is not None:
                skip = self.gates[number](skip, upper)
            features = functional.relu(block(joined(upper, skip)), inplace=True)
            place = number - (len(self.up) - 1 - DEEP)
            if self.inner is not None and self.training and 0 <= place < DEEP:
                coarser.append(functional.interpolate(self.inner[place](features), size, mode="bilinear"))
        return torch.cat((self.head(features), *coarser[::-1]), dim=1)


def _stems(bands_in: int, width: int, image: tuple[int, ...], squeeze: bool) -> Stems:
    others = tuple(number for number in range(bands_in) if number not in image)
    if not image or not others or width < 2:
        raise InputError(
            tr(
                "Separate stems need an image and other bands; there are {image} channels of the image and "
                "{others} others. Leave the part stems out."
            ),
            image=len(image),
            others=len(others),
        )
    return Stems(image, others, width, squeeze)
