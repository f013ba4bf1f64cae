"""Turning and tinting tiles. Works on bands in their own units, before they are scaled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...core.base.sheet_units import LEVEL
from ...core.base.training_options import TrainingOptions
from .degrade import Degrade, views_of
from .scaling import InputScaling

DIRECTIONS = (("aspect_east", "aspect_north"), ("velocity_east", "velocity_north"))  # pairs that turn with the picture
TONE_BANDS = ("red", "green", "blue")
SIGNED_BANDS = ("hotspot", "velocity", "targets")  # motion along the line of sight
FACING_BANDS = ("facing_east", "facing_north", "sensitivity")  # what decides on its sign

Draws = Sequence[np.random.Generator]


def tile_draws(seed: int, epoch: int, numbers: Sequence[int]) -> list[np.random.Generator]:
    """The random numbers of each tile of an epoch, whatever batch and process it falls to, whatever came before."""
    return [np.random.default_rng([seed, epoch, number]) for number in numbers]


class Augment:
    """Flips and quarter turns of features and labels alike, and for preset `recommended` more.

    Directions turn with the picture: after a quarter turn counter-clockwise a slope that faced north faces west.
    The paper turns the picture and leaves the aspect as it was. The motion of a share of the tiles is turned about.
    And the tone of the image varies: one gain for the tile, one shift for all colours and a smaller one for each, in
    units of the band's deviation. What `Degrade` takes away comes last.

    Args:
        scaling: the bands and their deviations.
        options: preset, and how many tiles to degrade.
    """

    def __init__(self, scaling: InputScaling, options: TrainingOptions) -> None:
        self._scaling = scaling
        self._aware = options.preset != "paper"
        self._degrade = Degrade(scaling, options)
        self._mirrored = options.mirrored

    def __call__(self, raw: Tensor, target: Tensor, draws: Draws) -> tuple[Tensor, Tensor]:
        """Augmented features (N, bands or 3 bands, H, W) and labels (N, H, W), each tile by its own draws; H = W."""
        turned, labels = torch.empty_like(raw), torch.empty_like(target)
        ways = np.array([draw.integers(8) for draw in draws])
        for way in np.unique(ways).tolist():
            chosen = torch.from_numpy(np.flatnonzero(ways == way)).to(raw.device)
            tiles = turn(raw[chosen], way).clone()
            if self._aware:
                for view in views_of(tiles, self._scaling):
                    turn_directions(view, self._scaling.names, way)
            turned[chosen], labels[chosen] = tiles, turn(target[chosen], way)
        if self._aware:
            self._mirror(turned, draws)
            self._tint(turned, draws)
            self._degrade(turned, draws)
        return turned, labels

    def _mirror(self, raw: Tensor, draws: Draws) -> None:
        """Turn the motion of some tiles about, in place, and the facing of their slopes: away becomes towards.

        About the level of the stable ground, where that is known (`core.base.sheet_units`).
        """
        if not self._mirrored:
            return
        for tile, draw in zip(raw, draws):
            if draw.random() >= self._mirrored:
                continue
            for view in views_of(tile, self._scaling):
                for number, band in enumerate(self._scaling.bands):
                    if band.name in SIGNED_BANDS:
                        view[number].neg_().add_(2.0 * band.numbers.get(LEVEL, 0.0))
                    elif band.name in FACING_BANDS:
                        view[number].neg_()

    def _tint(self, raw: Tensor, draws: Draws) -> None:
        """Vary the tone of the colour bands in place."""
        numbers = [
            n for n, band in enumerate(self._scaling.bands) if band.name in TONE_BANDS and band.kind == "standard"
        ]
        if not numbers:
            return
        gain = np.array([[draw.uniform(0.8, 1.25)] for draw in draws])
        shift = np.array([draw.normal(0.0, 0.3) + draw.normal(0.0, 0.1, len(numbers)) for draw in draws])
        mean = np.array([self._scaling.bands[n].numbers["mean"] for n in numbers])
        deviation = np.array([self._scaling.bands[n].numbers["deviation"] for n in numbers])
        factor, offset = (
            self._tensor(np.broadcast_to(gain, shift.shape), raw),
            self._tensor(mean * (1 - gain) + deviation * shift, raw),
        )
        for view in views_of(raw, self._scaling):
            view[:, numbers] = view[:, numbers] * factor + offset

    @staticmethod
    def _tensor(values: NDArray[np.float64], like: Tensor) -> Tensor:
        return torch.as_tensor(values.astype(np.float32), device=like.device)[:, :, None, None]


def turn(picture: Tensor, way: int) -> Tensor:
    """One of the eight symmetries of a square for (..., H, W).

    `way` >= 4 flips left-right first, then `way` % 4 quarter turns counter-clockwise.
    """
    if way >= 4:
        picture = picture.flip(-1)
    return torch.rot90(picture, way % 4, (-2, -1))


def turn_back(picture: Tensor, way: int) -> Tensor:
    """Undo `turn`."""
    picture = torch.rot90(picture, -(way % 4), (-2, -1))
    return picture.flip(-1) if way >= 4 else picture


def turn_directions(raw: Tensor, names: list[str], way: int) -> None:
    """Change the direction bands of turned tiles (..., bands, H, W) in place, so that they are true again.

    `facing_east` and `facing_north` are left alone: the line of sight does not turn with the picture, and whether
    motion towards the satellite goes downhill depends on the true direction of the slope (docs: science.md, section
    1.3).

    Flip: (east, north) -> (-east, north), aspect a -> 360 - a.
    Quarter turn counter-clockwise: (east, north) -> (-north, east), aspect a -> a - 90.
    """
    turns = way % 4
    bands = raw.movedim(-3, 0)
    if "aspect" in names:
        aspect = bands[names.index("aspect")]
        if way >= 4:
            aspect.neg_()
        aspect.sub_(90.0 * turns).remainder_(360.0)
    for east_name, north_name in DIRECTIONS:
        if east_name not in names or north_name not in names:
            continue
        east_band, north_band = names.index(east_name), names.index(north_name)
        east, north = bands[east_band].clone(), bands[north_band].clone()
        if way >= 4:
            east = -east
        for _ in range(turns):
            east, north = -north, east
        bands[east_band], bands[north_band] = east, north
