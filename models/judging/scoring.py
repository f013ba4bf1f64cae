"""From bands in their own units to logits: scaling and network together."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ...core.base.progress import Progress, Silent
from ..input.augment import turn, turn_back, turn_directions
from ..input.far_view import TwoViews, far
from ..input.scaling import InputScaling
from ..machine.devices import low_precision
from ..machine.memory import in_smaller_pieces


class Scorer:
    """A network ready to judge tiles.

    Args:
        network: with its trained weights, on the device.
        scaling: the one it was trained with.
        device: where to compute.
    """

    def __init__(self, network: nn.Module, scaling: InputScaling, device: torch.device) -> None:
        self.network = network
        self.scaling = scaling
        self.device = device
        self._short = low_precision(device)

    @property
    def batch(self) -> int:
        """Tiles that are judged together."""
        return 32 if self.device.type == "cuda" else 8

    def logits(self, raw: Tensor) -> Tensor:
        """Logits (N, 1, H, W) of tiles as a store gives them. Deep supervision adds channels in training."""
        return self.judge(self.scaling.views(raw))

    def judge(self, features: Tensor) -> Tensor:
        """Logits (N, 1, H, W) of scaled features (N, inputs, H, W); mixed precision on CUDA."""
        with torch.autocast(self.device.type, dtype=self._short or torch.bfloat16, enabled=self._short is not None):
            return self.network(features.contiguous(memory_format=torch.channels_last))  # type: ignore[no-any-return]

    def observable(self, raw: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Cells (H, W) of one block (bands, H, W) where something is known about the motion."""
        known: NDArray[np.bool_] = self.scaling.observable(torch.from_numpy(raw)[None])[0].numpy()
        return known


class Turned:
    """A scorer that sees the ground turned; a block is scaled once, before its overlapping tiles are cut.

    Args:
        scorer: what judges.
        way: one of the eight symmetries, see `augment.turn`; 0: as it is.
        progress: hears that the memory was too small for a batch, which is then halved for good.
    """

    def __init__(self, scorer: Scorer, way: int = 0, progress: Progress = Silent()) -> None:
        self._scorer, self._way, self._progress = scorer, way, progress
        self.batch = scorer.batch

    @property
    def window(self) -> int:
        """Side of the ground that it sees, in sides of the tile."""
        return self._scorer.scaling.window

    def observable(self, block: NDArray[np.float32]) -> NDArray[np.bool_]:
        """As `Scorer.observable`."""
        return self._scorer.observable(block)

    def prepare(self, block: NDArray[np.float32], row: int = 0, column: int = 0) -> Tensor | TwoViews:
        """Scaled features (channels, H, W) of a block (bands, H, W), and its far view where the network sees one.

        The directions are those of the turned ground. Row and column of the block's first cell, counted from the
        origin of the lattice of tiles, tell which cells the far view averages together.
        """
        scaling, names = self._scorer.scaling, self._scorer.scaling.names
        with torch.inference_mode():
            raw = torch.from_numpy(block).to(self._scorer.device)[None]
            if self._way:
                raw = raw.clone()
                turn_directions(raw, names, self._way)
            scaled = scaling.apply(raw).contiguous(memory_format=torch.channels_last)[0]
            if self.window == 1:
                return scaled
            first = (-row % self.window, -column % self.window)
            wide = torch.from_numpy(far(block[:, first[0] :, first[1] :], names)).to(self._scorer.device)[None]
            means, share = wide.chunk(2, dim=1)
            turn_directions(means, names, self._way)
            return TwoViews(scaled, scaling.apply(means, share)[0], first)

    def __call__(self, tiles: Tensor) -> NDArray[np.float32]:
        """Logits (N, H, W) of tiles (N, inputs, H, W) of a prepared block, H = W."""
        parts = in_smaller_pieces(len(tiles), self, lambda piece: self._judge(tiles[piece]), True, self._progress)
        return np.concatenate(list(parts))

    def _judge(self, tiles: Tensor) -> NDArray[np.float32]:
        self._scorer.network.eval()
        with torch.inference_mode():
            turned = turn(tiles, self._way) if self._way else tiles  # which copies, also without a turn
            logits = turn_back(self._scorer.judge(turned)[:, 0], self._way)
        scores: NDArray[np.float32] = logits.float().cpu().numpy()
        return scores
