"""From bands in their own units to logits: scaling and network together."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ..core.progress import Progress, Silent
from .augment import turn, turn_back, turn_directions
from .devices import low_precision
from .memory import in_smaller_pieces
from .scaling import InputScaling


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
        """Logits (N, 1, H, W) of bands (N, bands, H, W). Deep supervision adds channels in training."""
        return self.judge(self.scaling.apply(raw))

    def judge(self, features: Tensor) -> Tensor:
        """Logits (N, 1, H, W) of scaled features (N, channels, H, W); mixed precision on CUDA."""
        with torch.autocast(self.device.type, dtype=self._short or torch.bfloat16, enabled=self._short is not None):
            return self.network(features.contiguous(memory_format=torch.channels_last))  # type: ignore[no-any-return]

    def __call__(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """Logits (N, H, W) of tiles (N, bands, H, W), NaN where null; no gradient."""
        self.network.eval()
        with torch.inference_mode():
            logits = self.logits(torch.from_numpy(raw).to(self.device))
        scores: NDArray[np.float32] = logits[:, 0].float().cpu().numpy()
        return scores

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

    def prepare(self, block: NDArray[np.float32]) -> Tensor:
        """Scaled features (channels, H, W) of a block (bands, H, W); directions are those of the turned ground."""
        with torch.inference_mode():
            raw = torch.from_numpy(block).to(self._scorer.device)
            if self._way:
                raw = raw.clone()
                turn_directions(raw, self._scorer.scaling.names, self._way)
            return self._scorer.scaling.apply(raw[None]).contiguous(memory_format=torch.channels_last)[0]

    def __call__(self, tiles: Tensor) -> NDArray[np.float32]:
        """Logits (N, H, W) of tiles (N, channels, H, W) of a prepared block, H = W."""
        parts = in_smaller_pieces(len(tiles), self, lambda piece: self._judge(tiles[piece]), True, self._progress)
        return np.concatenate(list(parts))

    def _judge(self, tiles: Tensor) -> NDArray[np.float32]:
        with torch.inference_mode():
            logits = turn_back(self._scorer.judge(turn(tiles, self._way))[:, 0], self._way)
        scores: NDArray[np.float32] = logits.float().cpu().numpy()
        return scores
