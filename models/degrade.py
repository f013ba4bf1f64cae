"""Taking knowledge away from tiles: fewer targets, gaps, a missing layer. Works on bands in their own units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..core.training_options import TrainingOptions
from .scaling import NEVER_NULL, InputScaling, group_of

LEAST_KEPT = 0.3  # of the targets
LARGEST_GAP = 0.25  # of a tile's side: half axes of the gap
MISSABLE = ("image", "terrain")  # without the deformation nothing is predicted


class Degrade:
    """What each tile may lose, by its own draws.

    Thinning keeps a share of the targets: single target cells go by chance, sums over targets (hot spot map, density)
    shrink to the share, which is their mean over all ways to thin; the local mean velocity keeps its mean.
    A gap is an ellipse without deformation and targets. A missing layer is null in the whole tile.

    Args:
        scaling: names of the bands.
        options: share of the tiles that each happens to.
    """

    def __init__(self, scaling: InputScaling, options: TrainingOptions) -> None:
        self._names = scaling.names
        self._thinning, self._gaps, self._missing = options.thinning, options.gaps, options.missing
        present = {group_of(name) for name in self._names}
        self._layers = [group for group in MISSABLE if group in present]

    def __call__(self, raw: Tensor, draws: Sequence[np.random.Generator]) -> None:
        """Change tiles (N, bands, H, W) in place."""
        for tile, draw in zip(raw, draws):
            if self._thinning and draw.random() < self._thinning:
                self._thin(tile, draw)
            if self._gaps and draw.random() < self._gaps:
                self._cut(tile, ellipse(tuple(tile.shape[-2:]), draw))
            if self._missing and self._layers and draw.random() < self._missing:
                tile[self._bands(self._layers[int(draw.integers(len(self._layers)))])] = float("nan")

    def _bands(self, *groups: str) -> list[int]:
        return [number for number, name in enumerate(self._names) if group_of(name) in groups]

    def _thin(self, tile: Tensor, draw: np.random.Generator) -> None:
        kept = draw.uniform(LEAST_KEPT, 1.0)
        gone = torch.from_numpy(draw.random(tuple(tile.shape[-2:])) >= kept).to(tile.device)
        for number, name in enumerate(self._names):
            if name in ("hotspot", "density"):
                tile[number] *= kept
            elif name == "log_density":
                tile[number] = torch.log1p(kept * torch.expm1(tile[number]))
            elif name in ("targets", "has_target"):
                tile[number].masked_fill_(gone, float("nan") if name == "targets" else 0.0)

    def _cut(self, tile: Tensor, gap: NDArray[np.bool_]) -> None:
        inside = torch.from_numpy(gap).to(tile.device)
        for number in self._bands("deformation", "targets"):
            if self._names[number] != "distance":
                tile[number].masked_fill_(inside, 0.0 if self._names[number] in NEVER_NULL else float("nan"))


def ellipse(shape: tuple[int, ...], draw: np.random.Generator) -> NDArray[np.bool_]:
    """A random ellipse in a window (rows, columns)."""
    rows, columns = (np.arange(length) / length for length in shape)
    (row, column), (high, wide) = draw.random(2), draw.uniform(0.05, LARGEST_GAP, 2)
    inside: NDArray[np.bool_] = ((rows[:, None] - row) / high) ** 2 + ((columns[None] - column) / wide) ** 2 < 1.0
    return inside
