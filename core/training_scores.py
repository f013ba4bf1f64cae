"""Scores on held-back ground: the network beside two simple baselines, pooled over all cells."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .report import number
from .scores import Confusion, confusion
from .split import SET_NAMES, TRAIN
from .tile_store import TileStore, counted_cells, held_back_set

BASELINES = {"hotspot": "|hot spot map| above {:.3g}", "velocity": "|local mean velocity| above {:.3g} mm/yr"}
_ROWS = 512
_STEPS = 200  # thresholds tried
_SAMPLES = 4_000_000  # cells that the thresholds are chosen on


@dataclass(frozen=True)
class HeldBackScores:
    """Pooled scores on one set.

    Args:
        which: name of the set, or empty where nothing was held back.
        network: of the network at its threshold.
        baselines: name -> scores; each threshold was chosen on the training ground.
    """

    which: str
    network: Confusion | None
    baselines: dict[str, Confusion]

    def as_dict(self) -> dict[str, Any]:
        """Plain numbers for the model's card."""
        if self.network is None:
            return {}
        return {
            "set": self.which,
            "network": scores_dict(self.network),
            "baselines": {name: scores_dict(scores) for name, scores in self.baselines.items()},
        }

    def lines(self) -> list[str]:
        """The same for the log."""
        if self.network is None:
            return []
        rows = {"network": self.network, **self.baselines}
        scores = [f"  {name}: {scores_line(scores)}" for name, scores in rows.items()]
        return [f"Pooled over the {self.which} ground:", *scores, self.verdict()]

    def verdict(self) -> str:
        """A sentence: does the network beat the baselines?"""
        if self.network is None:
            return "Nothing was held back, so nothing can be said about how good this model is elsewhere."
        better = [name for name, scores in self.baselines.items() if not self.network.iou > scores.iou]
        if better:
            return f"The network does NOT beat {' and '.join(better)}: do not rely on its boundaries."
        best = max((scores.iou for scores in self.baselines.values()), default=float("nan"))
        return f"The network beats the best simple baseline: IoU {self.network.iou:.3f} against {best:.3f}."


def scores_dict(scores: Confusion) -> dict[str, float | None]:
    """Plain numbers; None for an undefined score."""
    values = {name: getattr(scores, name) for name in ("precision", "recall", "f1", "iou")}
    counts = {name: getattr(scores, name) for name in ("tp", "fp", "fn", "tn")}
    return {**{name: None if math.isnan(value) else value for name, value in values.items()}, **counts}


def scores_line(scores: Confusion) -> str:
    """One line for the log; an undefined score is a dash."""
    names = {"precision": "precision", "recall": "recall", "F1": "f1", "IoU": "iou"}
    return ", ".join(f"{label} {number(getattr(scores, name))}" for label, name in names.items())


def score_held_back(store: TileStore, probability: Path, threshold: float) -> HeldBackScores:
    """Score the network and the baselines on the test cells, or the validation cells where there is no test.

    Args:
        store: labels and sets.
        probability: .npy (rows, columns) float32, NaN where not predicted.
        threshold: of the probability.
    """
    which = held_back_set(store)
    if which is None:
        return HeldBackScores("", None, {})
    predicted = np.load(probability, mmap_mode="r")
    network = _pooled(store, which, lambda rows: predicted[rows] >= threshold)
    names = [band["name"] for band in store.manifest["bands"]]
    baselines = {}
    for name, label in BASELINES.items():
        if name in names:
            band = store.features[names.index(name)]
            limit = _best_threshold(store, band)
            baselines[label.format(limit)] = _pooled(store, which, lambda rows, b=band, t=limit: np.abs(b[rows]) > t)
    return HeldBackScores(SET_NAMES[which], network, baselines)


def _pooled(store: TileStore, which: int, mask: Any) -> Confusion:
    total = Confusion()
    for rows in _row_slices(store):
        total += confusion(mask(rows), store.labels[rows] == 1, counted_cells(store, which, rows))
    return total


def _best_threshold(store: TileStore, band: NDArray[np.float32]) -> float:
    """The threshold of |band| with the largest pooled IoU on the training ground."""
    every = max(1, store.grid.rows * store.grid.columns // _SAMPLES)
    values, truths = [np.zeros(0, np.float32)], [np.zeros(0, bool)]
    for rows in _row_slices(store):
        counted = counted_cells(store, TRAIN, rows)
        values.append(np.abs(band[rows][counted])[::every])
        truths.append((store.labels[rows][counted] == 1)[::every])
    value, truth = np.nan_to_num(np.concatenate(values)), np.concatenate(truths)
    if not truth.any():
        return float("inf")
    limits = np.unique(np.quantile(value, np.linspace(0.0, 0.999, _STEPS)))
    positive = np.array([np.count_nonzero(value[truth] > limit) for limit in limits])
    negative = np.array([np.count_nonzero(value[~truth] > limit) for limit in limits])
    return float(limits[np.argmax(positive / (truth.sum() + negative))])


def _row_slices(store: TileStore) -> list[slice]:
    return [slice(row, min(row + _ROWS, store.grid.rows)) for row in range(0, store.grid.rows, _ROWS)]
