"""The same model on random tiles, as the paper tests, and on the tiles of held-back blocks.

How much the first flatters.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...core.base.codes import IGNORE, TEST
from ...core.base.progress import Progress, check_cancelled
from ..input.feed import lattice_batches
from ..input.tile_reader import TileStore
from .calibration import limit_of
from .scoring import Scorer


def tile_scores(
    store: TileStore, scorer: Scorer, preset: str, threshold: float, temperature: float, progress: Progress
) -> dict[str, Any]:
    """IoU pooled over random tiles of all ground, over the tiles of the test blocks, and the first less the second.

    Returns:
        {"tile_scores": {"random", "blocks", "gap"}}, or nothing where no test block or no such tile is there.
    """
    blocks = store.lattice(TEST)
    if store.split != "blocks" or not len(blocks) or not len(store.random_tiles):
        return {}
    limit = limit_of(threshold, temperature)
    random, held = (
        _iou(store, scorer, preset, corners, part, limit, progress)
        for corners, part in ((store.random_tiles, None), (blocks, TEST))
    )
    if random is None or held is None:
        return {}
    return {"tile_scores": {"random": random, "blocks": held, "gap": random - held}}


@torch.inference_mode()
def _iou(
    store: TileStore,
    scorer: Scorer,
    preset: str,
    corners: NDArray[np.int64],
    part: int | None,
    limit: float,
    progress: Progress,
) -> float | None:
    """IoU of cells above a limit of the logit, on the cells of a part, or on all that are labelled.

    None without any.
    """
    scorer.network.eval()
    hits = union = 0
    for batch in lattice_batches(corners, scorer.batch):
        check_cancelled(progress)
        tiles = store.read(batch)
        counts = (tiles.labels != IGNORE) & ((tiles.sets == part) if part is not None else True)
        raw = torch.from_numpy(tiles.features).to(scorer.device)
        if preset != "paper":
            counts &= scorer.scaling.observable(raw).cpu().numpy()
        predicted = (scorer.logits(raw)[:, 0] > limit).cpu().numpy() & counts
        area = (tiles.labels == 1) & counts
        hits += int((predicted & area).sum())
        union += int((predicted | area).sum())
    return hits / union if union else None
