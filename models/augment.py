"""Turning and tinting tiles. Works on bands in their own units, before they are scaled."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .scaling import InputScaling

TONE_BANDS = ("red", "green", "blue")


class Augment:
    """Flips and quarter turns of features and labels alike, and for preset `recommended` two things more.

    Directions turn with the picture: after a quarter turn counter-clockwise a slope that faced north faces west.
    The paper turns the picture and leaves the aspect as it was. And the tone of the image varies: one gain for the
    tile, one shift for all colours and a smaller one for each, in units of the band's deviation.

    Args:
        scaling: the bands and their deviations.
        preset: `paper` or `recommended`.
        seed: of the draws.
    """

    def __init__(self, scaling: InputScaling, preset: str, seed: int) -> None:
        self._scaling = scaling
        self._aware = preset != "paper"
        self._random = np.random.default_rng(seed)

    def __call__(self, raw: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
        """Augmented features (N, bands, H, W) and labels (N, H, W), each tile in its own way; H = W."""
        turned, labels = torch.empty_like(raw), torch.empty_like(target)
        for number, way in enumerate(self._random.integers(8, size=len(raw)).tolist()):
            turned[number] = turn(raw[number], way)
            labels[number] = turn(target[number], way)
            if self._aware:
                turn_directions(turned[number], self._scaling.names, way)
        if self._aware:
            self._tint(turned)
        return turned, labels

    def _tint(self, raw: Tensor) -> None:
        """Vary the tone of the colour bands in place."""
        numbers = [n for n, band in enumerate(self._scaling.bands) if band.name in TONE_BANDS and band.kind == "standard"]
        if not numbers:
            return
        count = len(raw)
        gain = self._random.uniform(0.8, 1.25, (count, 1))
        shift = self._random.normal(0.0, 0.3, (count, 1)) + self._random.normal(0.0, 0.1, (count, len(numbers)))
        mean = np.array([self._scaling.bands[n].numbers["mean"] for n in numbers])
        deviation = np.array([self._scaling.bands[n].numbers["deviation"] for n in numbers])
        factor, offset = self._tensor(np.broadcast_to(gain, shift.shape), raw), self._tensor(mean * (1 - gain) + deviation * shift, raw)
        raw[:, numbers] = raw[:, numbers] * factor + offset

    @staticmethod
    def _tensor(values: NDArray[np.float64], like: Tensor) -> Tensor:
        return torch.as_tensor(values.astype(np.float32), device=like.device)[:, :, None, None]


def turn(picture: Tensor, way: int) -> Tensor:
    """One of the eight symmetries of a square for (..., H, W): `way` >= 4 flips left-right first, then `way` % 4 quarter turns counter-clockwise."""
    if way >= 4:
        picture = picture.flip(-1)
    return torch.rot90(picture, way % 4, (-2, -1))


def turn_directions(raw: Tensor, names: list[str], way: int) -> None:
    """Change the direction bands of one turned tile (bands, H, W) in place, so that they are true again.

    Flip: (east, north) -> (-east, north), aspect a -> 360 - a.
    Quarter turn counter-clockwise: (east, north) -> (-north, east), aspect a -> a - 90.
    """
    turns = way % 4
    if "aspect" in names:
        aspect = raw[names.index("aspect")]
        if way >= 4:
            aspect.neg_()
        aspect.sub_(90.0 * turns).remainder_(360.0)
    if "aspect_east" in names and "aspect_north" in names:
        east_band, north_band = names.index("aspect_east"), names.index("aspect_north")
        east, north = raw[east_band].clone(), raw[north_band].clone()
        if way >= 4:
            east = -east
        for _ in range(turns):
            east, north = -north, east
        raw[east_band], raw[north_band] = east, north
