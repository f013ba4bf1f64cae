"""Reading a tile store: memory-mapped features, labels and sets, cut into tiles at any position."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...core.base.codes import IGNORE
from ...core.base.context_window import WINDOW
from ...core.base.errors import InputError
from ...core.base.grid import Window
from ...core.base.translation import tr
from .far_view import far_corner, far_raster

ALL = "all"  # the division in which all labelled ground trains


@dataclass(frozen=True)
class Tiles:
    """A batch of a store: features (N, bands or 3 x bands, tile, tile) float32; labels, sets (N, tile, tile) uint8."""

    features: NDArray[np.float32]
    labels: NDArray[np.uint8]
    sets: NDArray[np.uint8]


@dataclass(frozen=True)
class TileStore:
    """An opened store; nothing but the manifest is in memory.

    Args:
        features: (bands, rows, columns) float32, NaN where null.
        labels: (rows, columns) uint8: 0 background, 1 area, 255 ignore.
        sets: (rows, columns) uint8: 0 none, 1 training, 2 validation, 3 test.
        bands: names and units.
        positions: (n, 3) first row, first column and set of each lattice tile.
        objects: (n, 4) row, column, rows, columns of the labelled areas that touch training ground.
        tile: side of a tile in cells.
        split: `blocks` or `random`.
        cell_m: side of a cell, m.
        random_tiles: (n, 2) first row and column of tiles drawn at random from all ground, to test as the paper does.
        far: (2 bands, rows, columns) of the coarse cells that part `context` sees around a tile, see `context.far`.
        folds: members of an ensemble for which the ground was divided; 0: none.
    """

    features: NDArray[np.float32]
    labels: NDArray[np.uint8]
    sets: NDArray[np.uint8]
    bands: tuple[tuple[str, str], ...]
    positions: NDArray[np.int64]
    objects: NDArray[np.int64]
    tile: int
    split: str
    cell_m: float
    random_tiles: NDArray[np.int64]
    far: NDArray[np.float32] | None = None
    folds: int = 0

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return int(self.labels.shape[0]), int(self.labels.shape[1])

    @property
    def window(self) -> Window:
        """The whole store."""
        return Window(0, 0, self.shape[1], self.shape[0])

    def lattice(self, part: int) -> NDArray[np.int64]:
        """First rows and columns (n, 2) of the lattice tiles of a set."""
        return self.positions[self.positions[:, 2] == part, :2]

    def features_in(self, window: Window) -> NDArray[np.float32]:
        """Features (bands, rows, columns) of a window that may reach outside the store: null there."""
        return _cut(self.features, window)

    def placed(self, corners: NDArray[np.int64]) -> NDArray[np.int64]:
        """First cells (n, 2) of the tiles to read: with far views at multiples of WINDOW cells, where these fit."""
        return corners if self.far is None else corners // WINDOW * WINDOW

    def read(self, corners: NDArray[np.int64]) -> Tiles:
        """Tiles at first cells (n, 2), `placed`; outside the store features are null, labels ignored, the set is none.

        With far views the bands are followed by means and shares of the coarse cells around, see `far_view.far`.
        """
        shape = (len(corners), self.tile, self.tile)
        labels = np.full(shape, IGNORE, dtype=np.uint8)
        sets = np.zeros(shape, dtype=np.uint8)
        count = len(self.bands)
        features = np.empty((shape[0], count if self.far is None else 3 * count, *shape[1:]), dtype=np.float32)
        for number, (row, column) in enumerate(self.placed(corners).tolist()):
            wanted = Window(column, row, self.tile, self.tile)
            features[number, :count] = self.features_in(wanted)
            if self.far is not None:
                first = far_corner((row, column), self.tile)
                features[number, count:] = _cut(self.far, Window(first[1], first[0], self.tile, self.tile))
            stored = wanted.intersection(self.window)
            if not stored.is_empty:
                inside = stored.relative_to(wanted).slices
                labels[number][inside] = self.labels[stored.slices]
                sets[number][inside] = self.sets[stored.slices]
        return Tiles(features, labels, sets)


def _cut(picture: NDArray[np.float32], window: Window) -> NDArray[np.float32]:
    """A window of (bands, rows, columns), null outside."""
    values = np.full((len(picture), *window.shape), np.nan, dtype=np.float32)
    stored = window.intersection(Window(0, 0, picture.shape[2], picture.shape[1]))
    if not stored.is_empty:
        values[(slice(None), *stored.relative_to(window).slices)] = picture[(slice(None), *stored.slices)]
    return values


def member_stores(folder: str, window: int = 1) -> list[TileStore]:
    """A store as a whole, then as each member of an ensemble sees it.

    Where it has no folds the only member sees the whole.

    Args:
        folder: of the store.
        window: as for `open_store`.

    Raises:
        InputError, OutputError: as `open_store`.
    """
    whole = open_store(folder, window)
    return [whole, *([replace(open_store(folder, 1, fold), far=whole.far) for fold in range(whole.folds)] or [whole])]


def open_store(folder: str, window: int = 1, division: int | str | None = None) -> TileStore:
    """Open a store that `core.tilestore.tile_store` wrote, as a whole or in another division of the ground.

    Args:
        folder: of the store.
        window: side of the ground that the network sees, in sides of the tile; more than 1: with far views.
        division: number of a fold, counted from 0: that one validates, the others train; ALL: for a refit; None:
            that of the whole.

    Raises:
        InputError: a part is missing or does not fit the others.
        OutputError: the far views cannot be written.
    """
    path = Path(folder)
    try:
        manifest: dict[str, Any] = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
        own, name_of_sets = manifest, "sets"
        if division is not None:
            own, name_of_sets = manifest[ALL] if division == ALL else manifest["folds"][division], f"sets-{division}"
        features, labels, sets = (
            np.load(path / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            for name in ("features", "labels", name_of_sets)
        )
        store = TileStore(
            features=features,
            labels=labels,
            sets=sets,
            bands=tuple((str(band["name"]), str(band.get("unit", ""))) for band in manifest["bands"]),
            positions=np.asarray(own["positions"], dtype=np.int64).reshape(-1, 3),
            objects=np.asarray(own["objects"], dtype=np.int64).reshape(-1, 4),
            tile=int(manifest["tile"]),
            split=str(manifest["split"]),
            cell_m=float(manifest["grid"]["cell_m"]),
            random_tiles=np.asarray(manifest.get("random_tiles", []), dtype=np.int64).reshape(-1, 2),
            folds=len(manifest.get("folds", [])),
        )
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise InputError(
            tr("The tile store {folder} cannot be read: {reason}. Make the tiles again."),
            folder=folder,
            reason=str(error).rstrip("."),
        ) from error
    fits = features.ndim == 3 and len(store.bands) == len(features) and features.shape[1:] == labels.shape == sets.shape
    if not fits or features.dtype != np.float32:
        raise InputError(
            tr(
                "The tile store {folder} does not fit together: features {features}, labels {labels}, {bands} "
                "bands. Make the tiles again."
            ),
            folder=folder,
            features=features.shape,
            labels=labels.shape,
            bands=len(store.bands),
        )
    if window == 1:
        return store
    return replace(store, far=far_raster(store.features, [name for name, _ in store.bands], path / "far.npy"))
