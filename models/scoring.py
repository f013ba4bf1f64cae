"""From bands in their own units to logits: scaling and network together."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from .devices import low_precision
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
        """Logits (N, 1, H, W) of bands (N, bands, H, W); mixed precision on CUDA. Deep supervision adds channels in training."""
        features = self.scaling.apply(raw).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self.device.type, dtype=self._short or torch.bfloat16, enabled=self._short is not None):
            return self.network(features)  # type: ignore[no-any-return]

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
