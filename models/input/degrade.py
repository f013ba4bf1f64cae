"""Taking knowledge away from tiles: fewer targets, gaps, a missing layer. Works on bands in their own units."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...core.base.codes import GROUP_MARK, MOTION_GROUPS, NEVER_NULL, group_of, groups_of
from ...core.base.sheet_units import LEVEL
from ...core.base.training_options import TrainingOptions
from .scaling import InputScaling

LEAST_KEPT = 0.3  # of the targets
LARGEST_GAP = 0.25  # of a tile's side: half axes of a gap
MOST_GAPS = 4  # in a tile
SEEN_FROM_AFAR = ("hotspot", "distance")  # known in a gap from the targets around it
MISSABLE = ("image", "terrain")  # without the deformation nothing is predicted
_RARE = ("break_age",)  # null is its usual state


def missable(names: Iterable[str]) -> list[str]:
    """Groups that training may take away from a tile: image, terrain and each further raster."""
    return [group for group in groups_of(names) if group in MISSABLE or GROUP_MARK in group]


class Degrade:
    """What each tile may lose, by its own draws.

    Thinning keeps a share of the targets: single target cells go by chance, sums over targets (hot spot map, density)
    shrink to the share, which is their mean over all ways to thin; the local mean velocity keeps its mean.
    A gap is an ellipse without targets, as vegetation leaves it: no local mean velocity, density 0. The hot spot map,
    whose kernel reaches farther, stays: the ground still counts, and the network learns to follow the image and the
    slope where the targets end. A missing layer is null in the whole tile. The far view of part `context` loses the
    same, single targets as their mean over all ways to thin.

    Args:
        scaling: names of the bands.
        options: share of the tiles that each happens to.
    """

    def __init__(self, scaling: InputScaling, options: TrainingOptions) -> None:
        self._names, self._scaling = scaling.names, scaling
        self._thinning, self._gaps, self._missing = options.thinning, options.gaps, options.missing
        self._layers = missable(self._names)

    def __call__(self, raw: Tensor, draws: Sequence[np.random.Generator]) -> None:
        """Change tiles (N, bands or 3 bands, H, W) in place."""
        for tile, draw in zip(raw, draws):
            if self._thinning and draw.random() < self._thinning:
                self._thin(tile, draw)
            if self._gaps and draw.random() < self._gaps:
                for _ in range(int(draw.integers(1, MOST_GAPS + 1))):
                    self._cut(tile, draw)
            if self._missing and self._layers and draw.random() < self._missing:
                layer = self._layers[int(draw.integers(len(self._layers)))]
                for view in views_of(tile, self._scaling):
                    view[self._bands(layer)] = float("nan")

    def _bands(self, *groups: str) -> list[int]:
        return [number for number, name in enumerate(self._names) if group_of(name) in groups]

    def _thin(self, tile: Tensor, draw: np.random.Generator) -> None:
        kept = draw.uniform(LEAST_KEPT, 1.0)
        gone = torch.from_numpy(draw.random(tuple(tile.shape[-2:])) >= kept).to(tile.device)
        views = views_of(tile, self._scaling)
        for number, name in enumerate(self._names):
            for view in views:
                if name in ("hotspot", "density"):
                    view[number] *= kept
                elif name == "log_density":
                    view[number] = torch.log1p(kept * torch.expm1(view[number]))
            if name in ("targets", "has_target"):
                tile[number].masked_fill_(gone, float("nan") if name == "targets" else 0.0)
                if len(views) > 1:  # fewer are known, or are there, in a coarse cell; their mean stays
                    tile[number + len(self._names) * (2 if name == "targets" else 1)] *= kept

    def _cut(self, tile: Tensor, draw: np.random.Generator) -> None:
        gaps = ellipses(tuple(tile.shape[-2:]), draw, self._scaling.window)
        for view, gap in zip(views_of(tile, self._scaling), gaps):
            inside = torch.from_numpy(gap).to(tile.device)
            for number in self._bands("deformation", "targets"):
                if self._names[number] not in SEEN_FROM_AFAR:
                    view[number].masked_fill_(inside, 0.0 if self._names[number] in NEVER_NULL else float("nan"))


def taken_away(raw: NDArray[np.float32], scaling: InputScaling, names: Collection[str]) -> NDArray[np.float32]:
    """Ground (bands, rows, columns) of which the network is not told some bands; a copy.

    Image, terrain and further rasters are null, as the layers that training takes away are (`Degrade`). Motion is
    never null in training where anything is learnt, so that a network has no answer to that: instead the targets stand
    still. They are as many as before, and what they tell has the value of stable ground.

    Args:
        raw: bands in their own units, NaN where null.
        scaling: of the network, with the names of the bands.
        names: bands to take away.
    """
    left = raw.copy()
    for values, band in zip(left, scaling.bands):
        if band.name not in names:
            continue
        if group_of(band.name) not in MOTION_GROUPS or band.name in _RARE:
            values[:] = np.nan
        elif band.name not in NEVER_NULL:
            values[np.isfinite(values)] = band.numbers.get(LEVEL, 0.0)
    return left


def views_of(raw: Tensor, scaling: InputScaling) -> list[Tensor]:
    """The bands (..., bands, H, W) of tiles as a store gives them, and those of the far view where there is one."""
    return [raw] if scaling.window == 1 else list(raw.chunk(3, dim=-3)[:2])


def ellipses(shape: tuple[int, ...], draw: np.random.Generator, window: int = 1) -> list[NDArray[np.bool_]]:
    """A random ellipse in a tile (rows, columns); and in its far view of a window wider than the tile."""
    (row, column), (high, wide) = draw.random(2), draw.uniform(0.05, LARGEST_GAP, 2)
    found = []
    for size in dict.fromkeys((1, window)):  # of a cell; the far view begins before the tile
        rows, columns = ((np.arange(length) * size + (size - 1) / 2.0) / length - (size - 1) / 2.0 for length in shape)
        found.append(((rows[:, None] - row) / high) ** 2 + ((columns[None] - column) / wide) ** 2 < 1.0)
    return found
