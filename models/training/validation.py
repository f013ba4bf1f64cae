"""Loss and IoU on the tiles of held-back ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...core.base.codes import IGNORE
from ...core.base.progress import Progress, check_cancelled
from ..input.feed import DeviceTiles, Feed, ResidentFeed, lattice_batches
from ..input.scaling import InputScaling
from ..judging.scoring import Scorer
from ..machine.processes import Processes
from .losses import loss_of


@dataclass(frozen=True)
class Validation:
    """Loss and pooled IoU on the validation ground; None where there is none."""

    loss: float | None = None
    iou: float | None = None


def observed_target(tiles: DeviceTiles, scaling: InputScaling, preset: str) -> Tensor:
    """The target (N, H, W), 255 also, in preset `recommended`, where nothing is known about the motion.

    Nothing is predicted there.
    """
    if preset == "paper":
        return tiles.target
    return torch.where(scaling.observable(tiles.raw), tiles.target, torch.full_like(tiles.target, IGNORE))


@torch.inference_mode()
def evaluate(
    scorer: Scorer,
    feed: Feed | ResidentFeed,
    corners: NDArray[np.int64],
    part: int,
    preset: str,
    progress: Progress,
    processes: Processes,
) -> Validation:
    """Mean loss of the batches and pooled IoU at 0.5 on tiles of a part; each process takes its share."""
    if not len(corners):
        return Validation()
    scorer.network.eval()
    batches = lattice_batches(corners, scorer.batch)
    loss = torch.zeros((), device=scorer.device)
    hits, union = torch.zeros_like(loss), torch.zeros_like(loss)
    for tiles in feed.tiles(batches[processes.rank :: processes.count], part):
        check_cancelled(progress)
        target = observed_target(tiles, scorer.scaling, preset)
        logits = scorer.logits(tiles.raw)
        loss += loss_of(preset, logits, target)
        predicted, area = (logits[:, 0] > 0) & (target != IGNORE), target == 1
        hits += (predicted & area).sum()
        union += (predicted | area).sum()
    loss, hits, union = (processes.sum(value) for value in (loss, hits, union))
    return Validation(float(loss) / len(batches), float(hits / union) if union > 0 else None)
