"""Counts of held-back cells in blocks of ground.

Of the network, and of simple maps that were set on the training ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.codes import IGNORE, TRAIN
from ..base.grid import Window
from ..base.progress import Progress, Silent, Stage, track
from ..evaluation.baselines import Baseline, baselines_for
from ..evaluation.blocks import Blocks
from ..evaluation.inputs import bands_on
from ..evaluation.pixel_classifier import PixelClassifier
from ..evaluation.scores import Confusion, Mask, Ranking
from ..gis.raster import RasterReader
from ..tilestore.tile_store import TileStore

Counts = NDArray[np.int64]  # (blocks, 4): true negatives, false negatives, false positives, true positives


@dataclass(frozen=True)
class CellCounts:
    """Counts of the cells of a set, block by block.

    Args:
        network: of the network.
        baselines: name and setting -> counts.
        ranking: of the network's probability.
    """

    network: Counts
    baselines: dict[str, Counts]
    ranking: Ranking


def pooled(counts: Counts) -> Confusion:
    """Sums over all blocks."""
    tn, fn, fp, tp = (int(value) for value in counts.sum(axis=0))
    return Confusion(tp, fp, fn, tn)


def count_cells(
    store: TileStore,
    which: int,
    probability: Path,
    threshold: float,
    blocks: Blocks,
    stack: str = "",
    progress: Progress = Silent(),
    size: int = 1024,
) -> CellCounts:
    """Count the cells of a set.

    Args:
        store: labels, sets and features.
        which: the set.
        probability: .npy (rows, columns) float32, NaN where not predicted.
        threshold: of the probability.
        blocks: of the store's grid.
        stack: feature stack for the baselines, whatever bands the network had of it; empty: no baselines.
        progress: reporting and cancel.
        size: side of a window in cells; no count depends on it.
    """
    predicted = np.load(probability, mmap_mode="r")
    network, ranking = np.zeros((blocks.count, 4), np.int64), Ranking()
    simple: dict[str, Counts] = {}
    labels, sets = store.labels, store.sets
    windows = _windows(store, sets, which, size)
    for window in track(windows, Stage(progress, 0.0, 0.2)):
        truth, scored = _ground(labels, sets, window, which)
        values = np.asarray(predicted[window.slices])
        _add(network, blocks, window, values >= threshold, truth, scored)
        ranking.add(values, truth, scored)
    if stack:
        with RasterReader(stack) as reader:
            maps = [*baselines_for(store.grid, bands_on(store.grid, reader), None), PixelClassifier(store.features)]
            training = Stage(progress, 0.2, 0.8)
            for window in track(_windows(store, sets, TRAIN, size), training):
                ground = _ground(labels, sets, window, TRAIN)
                for each in maps:
                    each.add(window, *ground)
            settings = {f"{each.name} ({each.choose()[0]})": each for each in maps}
            for index, (name, each) in enumerate(settings.items()):
                part = Stage(progress, 0.8 + 0.2 * index / len(settings), 0.8 + 0.2 * (index + 1) / len(settings))
                simple[name] = _count_map(store, each, which, blocks, windows, part)
    progress.update(1.0)
    return CellCounts(network, simple, ranking)


def count_members(
    store: TileStore, which: int, votes: Path, blocks: Blocks, progress: Progress = Silent(), size: int = 1024
) -> list[Counts]:
    """Counts of each member of an ensemble alone.

    Args:
        store: with folds.
        which: the set.
        votes: .npy (rows, columns) uint16, bit n set where member n sees an area.
        blocks: of the store's grid.
        progress: reporting and cancel.
        size: side of a window in cells; no count depends on it.
    """
    said, labels, sets = np.load(votes, mmap_mode="r"), store.labels, store.sets
    counts = [np.zeros((blocks.count, 4), np.int64) for _ in store.folds]
    for window in track(_windows(store, sets, which, size), progress):
        ground, values = _ground(labels, sets, window, which), np.asarray(said[window.slices])
        for number, own in enumerate(counts):
            _add(own, blocks, window, (values >> number) & 1 == 1, *ground)
    return counts


def _count_map(
    store: TileStore, simple: Baseline, which: int, blocks: Blocks, windows: list[Window], progress: Progress
) -> Counts:
    counts, labels, sets = np.zeros((blocks.count, 4), np.int64), store.labels, store.sets
    for window in track(windows, progress):
        _add(counts, blocks, window, simple.mask(window), *_ground(labels, sets, window, which))
    return counts


def _windows(store: TileStore, sets: NDArray[np.uint8], which: int, size: int) -> list[Window]:
    """Windows that hold a cell of a set."""
    return [window for window in store.grid.windows(size) if (sets[window.slices] == which).any()]


def _ground(labels: NDArray[np.uint8], sets: NDArray[np.uint8], window: Window, which: int) -> tuple[Mask, Mask]:
    """Labelled cells, and cells that count."""
    values = labels[window.slices]
    return np.asarray(values == 1), np.asarray((sets[window.slices] == which) & (values != IGNORE))


def _add(counts: Counts, blocks: Blocks, window: Window, found: Mask, truth: Mask, scored: Mask) -> None:
    code = 4 * blocks.of_cells(window) + 2 * found + truth
    counts += np.bincount(code[scored], minlength=counts.size).reshape(counts.shape)
