"""Scores of a training in which areas are left out in turn, where no ground could be held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.codes import TEST, TRAIN
from ..base.progress import Progress, Stage
from ..base.shared_arrays import new_array
from ..base.training_options import TrainingOptions
from ..evaluation.blocks import Blocks
from ..gis.raster import RasterReader
from ..tilestore.tile_store import TileStore, held_back_set
from ..tilestore.turns import all_turns, opened_turns
from ..worker.client import Worker
from .data import ScoredGround, TrainingData
from .held_back_areas import HeldBackGround
from .held_back_cells import Counts, Judged, count_simple
from .interrupted import first_start
from .jobs import run_training
from .scores import HeldBackScores, score_held_back, with_simple_maps

_LIMITS = np.round(np.arange(0.02, 0.981, 0.01), 2)  # thresholds of the probability
_WINDOW = 1024

Histogram = NDArray[np.int64]  # (2, thresholds + 1): cells of background and of areas by thresholds reached


@dataclass(frozen=True)
class InTurn:
    """What leaving areas out in turn has told.

    Args:
        ground: all that was left out, each part with the probability of the network that did not learn from it, moved
            so that the threshold that the other parts give is 0.5.
        threshold: of the probability, for the model that learns from everything.
        scores: of the networks and of the simple maps.
    """

    ground: ScoredGround
    threshold: float
    scores: HeldBackScores


def can_take_turns(store: TileStore, options: TrainingOptions) -> bool:
    """Whether areas can be left out in turn: nothing else is held back, and the recipe trains one network."""
    return options.preset != "paper" and options.folds == 1 and held_back_set(store) is None


def score_in_turn(
    worker: Worker, whole: TileStore, data: TrainingData, options: TrainingOptions, progress: Stage
) -> InTurn:
    """Train once for each turn without its areas, and score all of them together on what was left out.

    Args:
        worker: that trains.
        whole: the tile store, all of whose ground is training ground.
        data: areas and stack.
        options: the recipe.
        progress: reporting and cancel.

    Raises:
        WorkerError: the worker failed.
        Cancelled: the user asked to stop.
    """
    turns, folder = opened_turns(whole), whole.folder
    own = replace(options, refit=False, start_from=first_start(options.start_from))
    for number, turn in enumerate(turns, start=1):
        progress.message(f"Turn {number} of {len(turns)}: the network learns without some areas and is scored on them.")
        part = Stage(progress, 0.85 * (number - 1) / len(turns), 0.85 * number / len(turns))
        model, unfinished = folder / "turn.safetensors", str(folder / "turn.unfinished.safetensors")
        run_training(worker, turn, data.raster, own, model, unfinished, part)
    store = all_turns(turns, folder / "turns", progress)
    histograms = [histogram_of(turn) for turn in turns]
    limits = [best_limit([one for one in histograms if one is not own]) for own in histograms]
    probability = _together(store, turns, limits)
    scores = score_held_back(store, probability, 0.5, data.drawn, progress=Stage(progress, 0.85, 0.9))
    blocks = HeldBackGround(store, TEST, data.drawn).blocks
    simple = _simple_maps(turns, whole, blocks, data.raster, Stage(progress, 0.9, 1.0))
    return InTurn(ScoredGround(store, probability, 0.5), best_limit(histograms), with_simple_maps(scores, *simple))


def histogram_of(turn: TileStore) -> Histogram:
    """How many thresholds the probability of each test cell reaches: counts of background and of areas."""
    values = np.load(turn.folder / "probability.npy", mmap_mode="r")
    counts = np.zeros((2, len(_LIMITS) + 1), np.int64)
    for row in range(0, turn.grid.rows, _WINDOW):
        rows = slice(row, row + _WINDOW)
        known = (turn.sets[rows] == TEST) & np.isfinite(values[rows])
        reached = np.searchsorted(_LIMITS, values[rows][known], side="right")
        code = (turn.labels[rows][known] == 1) * counts.shape[1] + reached
        counts += np.bincount(code, minlength=counts.size).reshape(counts.shape)
    return counts


def best_limit(histograms: Sequence[Histogram]) -> float:
    """The threshold with the best pooled IoU, the middle one of equals; 0.5 where nothing tells."""
    background, area = np.sum(histograms, axis=0) if histograms else np.zeros((2, 1))
    if not area.any() or not background.any():
        return 0.5
    wrong, right = (np.cumsum(counts[::-1])[::-1][1:] for counts in (background, area))
    iou = right / (area.sum() + wrong)
    best = np.flatnonzero(iou >= iou.max() - 1e-12)
    return float(_LIMITS[best[len(best) // 2]])


def _together(store: TileStore, turns: Sequence[TileStore], limits: Sequence[float]) -> Path:
    """One map of what every turn says of its own ground, its logits moved so that its threshold lies at 0.5."""
    path = store.folder / "probability.npy"
    whole = new_array(path, np.float32, store.grid.shape)
    whole[:] = np.nan
    for turn, limit in zip(turns, limits):
        values = np.load(turn.folder / "probability.npy", mmap_mode="r")
        for row in range(0, store.grid.rows, _WINDOW):
            rows = slice(row, row + _WINDOW)
            tested = turn.sets[rows] == TEST
            inside = np.clip(values[rows][tested].astype(np.float64), 1e-7, 1.0 - 1e-7)
            odds = inside / (1.0 - inside) * (1.0 - limit) / limit
            moved = np.asarray(odds / (1.0 + odds), np.float32)
            moved[(inside >= limit) & (moved < 0.5)] = 0.5  # rounding
            whole[rows][tested] = moved
    whole.flush()
    return path


def _simple_maps(
    turns: Sequence[TileStore], whole: TileStore, blocks: Blocks, stack: RasterReader, progress: Progress
) -> tuple[dict[str, Counts], dict[str, dict[str, float]]]:
    """Counts of each kind of simple map, set in every turn without its areas; its settings where all areas tell."""
    together: dict[str, Counts] = {}
    for number, turn in enumerate(turns):
        part = Stage(progress, number / (len(turns) + 1), (number + 1) / (len(turns) + 1))
        for name, counts in count_simple(Judged(turn, TEST, blocks), stack, part)[0].items():
            kind = name.split(" (")[0]
            together[kind] = together[kind] + counts if kind in together else counts
    last = Stage(progress, len(turns) / (len(turns) + 1), 1.0)
    settings = count_simple(Judged(whole, TRAIN, blocks), stack, last)[1]
    return together, dict(settings.values())
