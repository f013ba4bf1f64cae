"""Tile store: features, labels and sets of a study area as memory-mapped arrays, and a manifest.

A folder with features.npy (bands, rows, columns) float32 with NaN for null, labels.npy (rows, columns) uint8 (0, 1,
255 ignore), sets.npy (rows, columns) uint8 (0 none, 1 train, 2 validation, 3 test) and manifest.json. With folds there
are also sets-0.npy, sets-1.npy, ..., the sets of each member of an ensemble, and in sets.npy all folds are training
ground. For a refit there is also sets-all.npy, in which all labelled ground is training ground.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.codes import IGNORE, TEST, VALIDATION, observing
from ..base.errors import InputError, OutputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Stage, track
from ..base.recipe_checks import check_folds
from ..base.shared_arrays import new_array
from ..base.training_options import TrainingOptions
from ..base.translation import tr
from ..files.disk_space import cannot_write, disk_full, require_room
from ..files.system import is_full
from ..gis.gdal_session import small_cache
from ..gis.raster import RasterReader
from .division import DividedGround, coarse_side, divide
from .labels import Drawing, Labels
from .tiles import any_in_blocks, region_of

_WINDOW = 1024
FEATURES_HASH = "features_sha256"  # of the manifest


@dataclass(frozen=True)
class TileStore:
    """An open store; arrays are memory maps."""

    folder: Path
    grid: Grid
    manifest: dict[str, Any]

    @property
    def features(self) -> NDArray[np.float32]:
        """(bands, rows, columns), NaN for null."""
        return self._open("features")

    @property
    def labels(self) -> NDArray[np.uint8]:
        """(rows, columns): 0, 1 or IGNORE."""
        return self._open("labels")

    @property
    def sets(self) -> NDArray[np.uint8]:
        """(rows, columns): none, train, validation, test."""
        return self._open("sets")

    @property
    def folds(self) -> list[NDArray[np.uint8]]:
        """The sets of each member of an ensemble; empty without folds."""
        return [self._open(f"sets-{fold}") for fold in range(len(self.manifest.get("folds", [])))]

    @property
    def all_ground(self) -> NDArray[np.uint8] | None:
        """The sets of a refit, in which all labelled ground trains; None without a refit."""
        return self._open("sets-all") if "all" in self.manifest else None

    @property
    def votes(self) -> Path | None:
        """File (rows, columns) uint16 with the answer of each member of an ensemble on the test ground.

        None without folds.
        """
        return self.folder / "votes.npy" if self.manifest.get("folds") else None

    def _open(self, name: str) -> NDArray[Any]:
        array: NDArray[Any] = np.load(self.folder / f"{name}.npy", mmap_mode="r")
        return array


def build_tile_store(
    folder: Path,
    stack: RasterReader,
    bands: Sequence[str],
    drawing: Drawing,
    options: TrainingOptions,
    reach_m: float,
    progress: Progress,
) -> TileStore:
    """Read a stack once into a store, burn the areas, and split.

    Args:
        folder: empty folder on a disk with room for 4 bytes a cell and band.
        stack: the feature stack.
        bands: names of the bands to take, in order.
        drawing: areas, and where they are complete.
        options: tile, overlap, split and seed.
        reach_m: how far a target's influence reaches in the features (distance band + bandwidth), m.
        progress: reporting and cancel.

    Raises:
        InputError: a band is missing, no area lies on the stack, all features are null, or there is no room for so
            many folds.
        OutputError: the disk is full.
    """
    check_folds(options)
    with small_cache():
        chosen = [stack.bands[number - 1] for number in stack.numbers(bands)]
        region = region_of(stack.grid, drawing.within, options.tile // 2)
        grid = stack.grid.part(region)
        labels, needed = Labels(drawing, grid), _bytes(grid, len(bands), options)
        require_room([(str(folder), (needed, needed))], progress)
        try:
            part = Stage(progress, 0.0, 0.8)
            filled, features_hash = _fill(folder, stack, bands, region, labels, options.tile, part)
            ground = DividedGround(folder, grid, options, reach_m, drawing.places)
            split = divide(ground, filled, Stage(progress, 0.8, 1.0))
        except OSError as error:
            raise _no_room(folder, grid, len(bands), options, error) from error
    manifest = {
        "version": 1,
        "bands": [{"name": band.name, "unit": band.unit} for band in chosen],
        "grid": asdict(grid),
        "tile": options.tile,
        "overlap": options.overlap,
        "split": options.split,
        "seed": options.seed,
        "agreement": labels.agreement(),
        "places": [place.as_dict() for place in drawing.places],
        FEATURES_HASH: features_hash,
        **split,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    progress.update(1.0)
    return TileStore(folder, grid, manifest)


def _no_room(folder: Path, grid: Grid, bands: int, options: TrainingOptions, error: OSError) -> OutputError:
    """What is to be said of a tile store that cannot be written."""
    if is_full(error):
        return disk_full(str(folder), _bytes(grid, bands, options))
    return cannot_write(str(folder), error.strerror or str(error))


def _bytes(grid: Grid, bands: int, options: TrainingOptions) -> float:
    """Room that a tile store takes on the disk."""
    sets = options.folds if options.folds > 1 else options.refits
    return float(grid.rows * grid.columns * (4 * bands + 2 + sets))


def _fill(
    folder: Path,
    reader: RasterReader,
    bands: Sequence[str],
    region: Window,
    drawn: Labels,
    tile: int,
    progress: Progress,
) -> tuple[NDArray[np.bool_], str]:
    """Write features.npy and labels.npy.

    A cell is known where a map of the deformation has a value, or any band where there is no such map: nothing is
    predicted or learnt elsewhere.

    Returns:
        Where anything is known or drawn, in blocks of 1/16 of a tile; a hash of the features, made window by window
        while they are written, because it takes long to read them again.
    """
    grid, coarse = reader.grid.part(region), coarse_side(tile)
    features = new_array(folder / "features.npy", np.float32, (len(bands), *grid.shape), progress)
    labels, digest = new_array(folder / "labels.npy", np.uint8, grid.shape, progress), hashlib.sha256()
    filled = np.zeros((math.ceil(grid.rows / coarse), math.ceil(grid.columns / coarse)), bool)
    decisive = observing(bands)
    valid = positive = 0
    for window in track(grid.windows(max(coarse, _WINDOW // coarse * coarse)), progress):
        source = Window(window.column + region.column, window.row + region.row, window.columns, window.rows)
        values, burnt = reader.read(source, bands), drawn.burn(window)
        features[(slice(None), *window.slices)] = values
        digest.update(np.ascontiguousarray(values).data)
        labels[window.slices] = burnt
        blocks = any_in_blocks(np.isfinite(values[decisive]).any(axis=0) | (burnt == 1), coarse)
        row, column = window.row // coarse, window.column // coarse
        filled[row : row + blocks.shape[0], column : column + blocks.shape[1]] = blocks
        valid += int(np.isfinite(values).any(axis=0).sum())
        positive += int(np.count_nonzero(burnt == 1))
    _require_content(positive, valid)
    return filled, digest.hexdigest()


def _require_content(positive: int, valid: int) -> None:
    if valid == 0:
        raise InputError(
            tr(
                "Every feature is null on the ground to train on. Check that targets, image and terrain overlap the "
                "areas."
            )
        )
    if positive == 0:
        raise InputError(
            tr(
                "No area covers a cell of the feature stack on the ground to train on. Check AREAS, WITHIN and the "
                "stack."
            )
        )


def counted_cells(store: TileStore, which: int, rows: slice) -> NDArray[np.bool_]:
    """(rows, columns) where the cells of a set count, for a slice of rows."""
    counted: NDArray[np.bool_] = (store.sets[rows] == which) & (store.labels[rows] != IGNORE)
    return counted


def held_back_set(store: TileStore) -> int | None:
    """The set that scores are reported on: test, else validation, else None."""
    for which in (TEST, VALIDATION):
        if any((store.sets[row : row + _WINDOW] == which).any() for row in range(0, store.grid.rows, _WINDOW)):
            return which
    return None
