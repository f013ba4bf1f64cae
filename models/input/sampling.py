"""Where the tiles of an epoch lie."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...core.base.codes import TRAIN
from ...core.base.errors import InputError
from ...core.base.training_options import TUNED_TILES, TrainingOptions
from ...core.base.translation import tr
from .tile_reader import TileStore

TRIES = 8  # draws of a tile until its centre lies on training ground


class Sampler:
    """First cells of the tiles of each epoch; as many tiles as the lattice has on training ground.

    Preset `paper`: the lattice tiles, shuffled. Preset `recommended`: one half of the tiles is centred on labelled
    areas, each area as often as any other, the other half lies anywhere on training ground; a share of these lies
    where the last epoch saw areas that do not exist (`learn_from`). With the `random` split only whole lattice tiles
    are training ground, so that the half on areas is drawn from the tiles that hold one.

    An epoch of fine-tuning has TUNED_TILES tiles. An epoch's draws depend on the seed and its number alone.

    Args:
        store: the tile store.
        options: preset, seed and share of hard negatives.

    Raises:
        InputError: no tile, or no labelled area, on training ground.
    """

    def __init__(self, store: TileStore, options: TrainingOptions) -> None:
        self._store, self._options = store, options
        self._random = np.random.default_rng(options.seed)
        self.hard: NDArray[np.int64] = np.empty((0, 3), np.int64)
        self.lattice = store.lattice(TRAIN)
        if not len(self.lattice):
            raise InputError(tr("No tile lies on training ground. Choose a smaller tile, or give a larger area."))
        if not len(store.objects):
            raise InputError(
                tr("No labelled area touches the training ground. Draw areas there, or choose another seed.")
            )
        self._on_areas = self._lattice_on_areas()

    def epoch(self, number: int) -> NDArray[np.int64]:
        """First rows and columns (n, 2) of an epoch's tiles."""
        self._random = np.random.default_rng([self._options.seed, number])
        shuffled = self._random.permutation(self.lattice)
        if self._options.tuning:
            shuffled = np.resize(shuffled, (TUNED_TILES, 2))
        if self._options.preset == "paper":
            return shuffled
        for index in range(0, len(shuffled), 2):
            shuffled[index] = self._at_area()
        if self._store.split != "random":
            anywhere = shuffled[1::2]
            anywhere += self._jitter((len(anywhere), 2))
        self._put_hard_ones(shuffled[1::2])
        return shuffled

    def learn_from(self, corners: NDArray[np.int64], mistaken: NDArray[np.int64]) -> None:
        """Remember the tiles (n, 2) of an epoch, and the number (n,) of wrongly found cells in each."""
        if self._options.hard_negatives:
            self.hard = np.column_stack([corners, mistaken])[mistaken > 0]

    def _put_hard_ones(self, tiles: NDArray[np.int64]) -> None:
        """Replace some tiles, in place, by those with many mistaken cells, the more the likelier."""
        count = round(self._options.hard_negatives * len(tiles) * 2)
        if count and len(self.hard):
            weights = self.hard[:, 2] / self.hard[:, 2].sum()
            chosen = self._random.choice(len(self.hard), min(count, len(tiles)), p=weights)
            tiles[self._random.permutation(len(tiles))[: len(chosen)]] = self.hard[chosen, :2]

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
