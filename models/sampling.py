"""Where the tiles of an epoch lie."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..core.errors import InputError, tr
from .tile_reader import TRAIN, TileStore

TRIES = 8  # draws of a tile until its centre lies on training ground


class Sampler:
    """First cells of the tiles of each epoch; as many tiles as the lattice has on training ground.

    Preset `paper`: the lattice tiles, shuffled. Preset `recommended`: one half of the tiles is centred on labelled
    areas, each area as often as any other, the other half lies anywhere on training ground. With the `random` split
    only whole lattice tiles are training ground, so that the half on areas is drawn from the tiles that hold one.

    Args:
        store: the tile store.
        preset: `paper` or `recommended`.
        seed: of the draws.

    Raises:
        InputError: no tile, or no labelled area, on training ground.
    """

    def __init__(self, store: TileStore, preset: str, seed: int) -> None:
        self._store = store
        self._plain = preset == "paper"
        self._random = np.random.default_rng(seed)
        self.lattice = store.lattice(TRAIN)
        if not len(self.lattice):
            raise InputError(tr("No tile lies on training ground. Choose a smaller tile, or give a larger area."))
        if not len(store.objects):
            raise InputError(tr("No labelled area touches the training ground. Draw areas there, or choose another seed."))
        self._on_areas = self._lattice_on_areas()

    def epoch(self) -> NDArray[np.int64]:
        """First rows and columns (n, 2) of the next epoch's tiles."""
        shuffled = self._random.permutation(self.lattice)
        if self._plain:
            return shuffled
        for number in range(0, len(shuffled), 2):
            shuffled[number] = self._at_area()
        if self._store.split != "random":
            anywhere = shuffled[1::2]
            anywhere += self._jitter((len(anywhere), 2))
        return shuffled

    def batches(self, size: int) -> Iterator[NDArray[np.int64]]:
        """One epoch in batches of `size` tiles; the last one may be smaller."""
        corners = self.epoch()
        for first in range(0, len(corners), size):
            yield corners[first : first + size]

    def _at_area(self) -> NDArray[np.int64]:
        """A tile whose centre is a jittered cell of a labelled area's box, on training ground."""
        if self._store.split == "random":
            chosen: NDArray[np.int64] = self._on_areas[self._random.integers(len(self._on_areas))]
            return chosen
        half = self._store.tile // 2
        for _ in range(TRIES):
            row, column, rows, columns = self._store.objects[self._random.integers(len(self._store.objects))]
            centre = np.array([row, column]) + self._random.integers((rows, columns)) + self._jitter((2,))
            inside = np.clip(centre, 0, np.array(self._store.shape) - 1)
            if self._store.sets[inside[0], inside[1]] == TRAIN:
                break
        corner: NDArray[np.int64] = inside - half
        return corner

    def _jitter(self, shape: tuple[int, ...]) -> NDArray[np.int64]:
        """Offsets of up to a quarter of a tile."""
        quarter = self._store.tile // 4
        return self._random.integers(-quarter, quarter + 1, shape)

    def _lattice_on_areas(self) -> NDArray[np.int64]:
        """Training tiles that overlap the box of a labelled area; all where none does."""
        tile = self._store.tile
        first, last = self._store.objects[:, :2], self._store.objects[:, :2] + self._store.objects[:, 2:]
        corner = self.lattice[:, None]
        overlaps = ((corner < last) & (corner + tile > first)).all(axis=2).any(axis=1)
        return self.lattice[overlaps] if overlaps.any() else self.lattice


def target_of(labels: NDArray[np.uint8], sets: NDArray[np.uint8], part: int, split: str) -> NDArray[np.uint8]:
    """Labels with 255 where a cell must not count: outside the set, in the `blocks` split.

    In the `random` split every cell of a training tile counts, even those that a test tile repeats: that is the
    paper's practice, and its leak.
    """
    if split == "random" and part == TRAIN:
        return labels
    return np.where(sets == part, labels, np.uint8(255))
