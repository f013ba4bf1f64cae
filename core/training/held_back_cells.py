"""Counts of held-back cells in blocks of ground: of the network, and of simple maps set on the training ground."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import numpy as np
from numpy.typing import NDArray

from ..base.codes import IGNORE, TRAIN
from ..base.grid import Window
from ..base.progress import Progress, Silent, Stage, track
from ..evaluation.baselines import Baseline
from ..evaluation.blocks import Blocks
from ..evaluation.pixel_classifier import PixelClassifier
from ..evaluation.scores import Confusion, Mask, Ranking
from ..evaluation.simple_map import maps_of_stack
from ..gis.raster import RasterReader
from ..tilestore.places import places_of
from ..tilestore.tile_store import TileStore

Setting = tuple[str, dict[str, float]]  # kind of a simple map, its setting
Counts = NDArray[np.int64]  # (blocks, 4): true negatives, false negatives, false positives, true positives


@dataclass(frozen=True)
class CellCounts:
    """Counts of the cells of a set, block by block.

    Args:
        network: of the network.
        baselines: name and setting -> counts.
        ranking: of the network's probability.
        settings: name and setting -> kind of the simple map and its setting in numbers, of those that a stack allows.
    """

    network: Counts
    baselines: dict[str, Counts]
    ranking: Ranking
    settings: dict[str, Setting] = field(default_factory=dict)


def pooled(counts: Counts) -> Confusion:
    """Sums over all blocks."""
    tn, fn, fp, tp = (int(value) for value in counts.sum(axis=0))
    return Confusion(tp, fp, fn, tn)


@dataclass(frozen=True)
class Judged:
    """The ground that is judged.

    Args:
        store: labels, sets and features.
        which: the set that counts.
        blocks: of the store's grid.
        size: side in cells of the windows that are read at once; no count depends on it.
    """

    store: TileStore
    which: int
    blocks: Blocks
    size: int = 1024

    def windows(self, which: int) -> list[Window]:
        """Windows that hold a cell of a set."""
        sets = self.store.sets
        return [window for window in self.store.grid.windows(self.size) if (sets[window.slices] == which).any()]

    def ground(self, window: Window, which: int) -> tuple[Mask, Mask]:
        """Labelled cells, and cells of a set that count."""
        labels = np.asarray(self.store.labels[window.slices])
        return labels == 1, np.asarray(self.store.sets[window.slices] == which) & (labels != IGNORE)

    def count(self, found: Callable[[Window], Mask], progress: Progress) -> Counts:
        """Counts of a map, block by block."""
        counts = np.zeros((self.blocks.count, 4), np.int64)
        for window in track(self.windows(self.which), progress):
            self.add(counts, window, found(window), self.ground(window, self.which))
        return counts

    def add(self, counts: Counts, window: Window, found: Mask, ground: tuple[Mask, Mask]) -> None:
        """Add the cells of a window to counts."""
        truth, scored = ground
        code = 4 * self.blocks.of_cells(window) + 2 * found + truth
        counts += np.bincount(code[scored], minlength=counts.size).reshape(counts.shape)


def count_cells(
    judged: Judged,
    probability: Path,
    threshold: float,
    stack: RasterReader | None = None,
    progress: Progress = Silent(),
) -> CellCounts:
    """Count the cells of a set.

    Args:
        judged: the ground and the set.
        probability: .npy (rows, columns) float32, NaN where not predicted.
        threshold: of the probability.
        stack: feature stack for the baselines, whichever of its bands the network saw; None: no baselines.
        progress: reporting and cancel.
    """
    predicted, ranking = np.load(probability, mmap_mode="r"), Ranking()

    def found(window: Window) -> Mask:
        values = np.asarray(predicted[window.slices])
        ranking.add(values, *judged.ground(window, judged.which))
        return values >= threshold

    network = judged.count(found, Stage(progress, 0.0, 0.2))
    simple, settings = count_simple(judged, stack, Stage(progress, 0.2, 1.0)) if stack is not None else ({}, {})
    progress.update(1.0)
    return CellCounts(network=network, baselines=simple, ranking=ranking, settings=settings)


def count_simple(
    judged: Judged, stack: RasterReader, progress: Progress
) -> tuple[dict[str, Counts], dict[str, Setting]]:
    """Set every simple map on the training ground and count it on the ground that is judged.

    Args:
        judged: the ground and the set.
        stack: that the maps are made from.
        progress: reporting and cancel.

    Returns:
        Name and setting of each map with its counts; of those that a stack alone allows with kind and setting.
    """
    store, counts = judged.store, {}
    places = [place.bounds for place in places_of(store.manifest)]
    of_stack = maps_of_stack(store.grid, stack, places, Stage(progress, 0.0, 0.2))
    maps: list[Baseline | PixelClassifier] = [*of_stack, PixelClassifier(store.features)]
    for window in track(judged.windows(TRAIN), Stage(progress, 0.2, 0.75)):
        ground = judged.ground(window, TRAIN)
        for each in maps:
            each.add(window, *ground)
    settings = {f"{each.name} ({each.choose()[0]})": each for each in maps}
    for index, (name, each) in enumerate(settings.items()):
        first, last = (0.75 + 0.25 * number / len(settings) for number in (index, index + 1))
        counts[name] = judged.count(each.mask, Stage(progress, first, last))
    return counts, {name: (each.name, each.settings) for name, each in settings.items() if each in of_stack}


def count_members(judged: Judged, votes: Path, progress: Progress = Silent()) -> list[Counts]:
    """Counts of each member of an ensemble alone.

    Args:
        judged: the ground and the set, of a store with folds.
        votes: .npy (rows, columns) uint16, bit n set where member n sees an area.
        progress: reporting and cancel.
    """
    said = np.load(votes, mmap_mode="r")
    counts = [np.zeros((judged.blocks.count, 4), np.int64) for _ in judged.store.folds]
    for window in track(judged.windows(judged.which), progress):
        ground, values = judged.ground(window, judged.which), np.asarray(said[window.slices])
        for number, own in enumerate(counts):
            judged.add(own, window, (values >> number) & 1 == 1, ground)
    return counts
