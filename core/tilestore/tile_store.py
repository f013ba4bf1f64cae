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

from ..base.codes import IGNORE, TEST, TRAIN, VALIDATION, observing
from ..base.errors import InputError, OutputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Stage, track
from ..base.recipe_checks import check_folds
from ..base.shared_arrays import new_array
from ..base.training_options import TrainingOptions
from ..base.translation import tr
from ..files.room import cannot_write, disk_full, require_room
from ..files.system import is_full
from ..gis.gdal_session import small_cache
from ..gis.raster import RasterReader
from .coarse_map import coarse_map, spread
from .folds import fold_sets, together
from .labels import Drawing, Labels
from .split import Split, block_split, variogram_range
from .tiles import (
    Tile,
    any_in_blocks,
    block_tiles,
    boxes,
    filled_tiles,
    lattice,
    objects_on_training,
    random_tiles,
    region_of,
)

_WINDOW = 1024
FEATURES_HASH = "features_sha256"  # of the manifest
_MAP = 300_000  # cells of the map that blocks are chosen on


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
    stack: str,
    bands: Sequence[str],
    drawing: Drawing,
    options: TrainingOptions,
    reach_m: float,
    progress: Progress,
) -> TileStore:
    """Read a stack once into a store, burn the areas, and split.

    Args:
        folder: empty folder on a disk with room for 4 bytes a cell and band.
        stack: path of the feature stack.
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
    with small_cache(), RasterReader(stack) as reader:
        reader.numbers(bands)
        region = region_of(reader.grid, drawing.within, options.tile // 2)
        grid = reader.grid.part(region)
        labels, needed = Labels(drawing, grid), _bytes(grid, len(bands), options)
        require_room([(str(folder), (needed, needed))], progress)
        try:
            part = Stage(progress, 0.0, 0.8)
            filled, features_hash = _fill(folder, reader, bands, region, labels, options.tile, part)
            split = _split(folder, filled, grid, options, reach_m, Stage(progress, 0.8, 1.0))
        except OSError as error:
            raise _no_room(folder, grid, len(bands), options, error) from error
        chosen = [reader.bands[number - 1] for number in reader.numbers(bands)]
    manifest = {
        "version": 1,
        "bands": [{"name": band.name, "unit": band.unit} for band in chosen],
        "grid": asdict(grid),
        "tile": options.tile,
        "overlap": options.overlap,
        "split": options.split,
        "seed": options.seed,
        "agreement": labels.agreement(),
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
    grid, coarse = reader.grid.part(region), _coarse(tile)
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


def _coarse(tile: int) -> int:
    """Side, in cells, of the blocks that stand for their cells."""
    return max(1, tile // 16)


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


def _split(
    folder: Path, filled: NDArray[np.bool_], grid: Grid, options: TrainingOptions, reach_m: float, progress: Progress
) -> dict[str, Any]:
    """Write sets.npy; returns tiles, objects and a description of the split, for the manifest."""
    labels = np.load(folder / "labels.npy", mmap_mode="r")
    sets = new_array(folder / "sets.npy", np.uint8, grid.shape, progress)
    corners = lattice(grid.shape, options.tile, options.overlap)
    drawn = random_tiles(corners, labels, options.tile, options.seed, progress)
    tested = [(row, column) for row, column, which in drawn if which == TEST]

    def described(own: NDArray[np.uint8], positions: list[Tile]) -> dict[str, Any]:
        kept = (
            positions
            if options.preset == "paper"
            else filled_tiles(positions, filled, _coarse(options.tile), options.tile)
        )
        return {
            "positions": kept,
            "left_out": len(positions) - len(kept),
            "objects": objects_on_training(labels, own, options.tile, progress),
        }

    if options.split == "random":
        sets[:] = TRAIN
        for row, column in tested:
            sets[row : row + options.tile, column : column + options.tile] = TEST
        return {"dead_zone_m": 0.0, "block_m": 0.0, "folds": [], "random_tiles": [], **described(sets, drawn)}
    made, members = _write_blocks(folder, labels, sets, grid, options, reach_m, progress)
    if options.refits and made["block_m"]:
        whole = _all_ground(folder, labels, progress)
        made["all"] = described(whole, block_tiles(corners, whole, options.tile, progress))
    return {
        **made,
        "random_tiles": tested,
        **described(sets, block_tiles(corners, sets, options.tile, progress)),
        "folds": [
            {"share": share, **described(own, block_tiles(corners, own, options.tile, progress))}
            for own, share in members
        ],
    }


def _write_blocks(
    folder: Path,
    labels: NDArray[np.uint8],
    sets: NDArray[np.uint8],
    grid: Grid,
    options: TrainingOptions,
    reach_m: float,
    progress: Progress,
) -> tuple[dict[str, Any], list[tuple[NDArray[np.uint8], float]]]:
    """Fill `sets` by blocks, which are chosen on a coarse map of at most _MAP cells.

    Returns:
        Description of the split; sets and share of the positive ground of each fold.
    """
    coarse = max(_coarse(options.tile), math.ceil(math.sqrt(grid.rows * grid.columns / _MAP)))
    positive, usable = coarse_map(labels, grid, coarse, progress)
    split = _coarse_split(positive, usable, grid, options, reach_m, coarse, progress)
    made = split.in_metres(coarse * grid.cell_m)
    if options.folds == 1:
        spread(split.sets, labels, sets, coarse, progress)
        return made, []
    members = fold_sets(positive, usable, split, options.folds, options.seed, progress)
    if not members:
        raise InputError(
            tr(
                "The ground of {width} x {height} m with {count} areas is too small for {folds} folds and a test "
                "ground with a dead zone between them. Choose fewer FOLDS, a smaller TILE, or draw more areas."
            ),
            width=round(grid.columns * grid.cell_m),
            height=round(grid.rows * grid.cell_m),
            count=len(boxes(positive > 0)),
            folds=options.folds,
        )
    written: list[tuple[NDArray[np.uint8], float]] = []
    total, joint = float(positive[usable].sum()), together(members)
    spread(joint, labels, sets, coarse, progress)
    for number, member in enumerate(members):
        own = new_array(folder / f"sets-{number}.npy", np.uint8, grid.shape, progress)
        spread(member, labels, own, coarse, progress)
        written.append((own, float(positive[member == VALIDATION].sum()) / total))
    shares = tuple(float(positive[joint == which].sum()) / total for which in (TRAIN, VALIDATION, TEST))
    return {**made, "shares": shares}, written


def _all_ground(folder: Path, labels: NDArray[np.uint8], progress: Progress) -> NDArray[np.uint8]:
    """Write sets-all.npy, in which every cell that counts is training ground."""
    sets = new_array(folder / "sets-all.npy", np.uint8, labels.shape, progress)
    whole = np.full([-(-side // _WINDOW) for side in labels.shape], TRAIN, np.uint8)
    spread(whole, labels, sets, _WINDOW, progress)
    return sets


def _coarse_split(
    positive: NDArray[np.float32],
    usable: NDArray[np.bool_],
    grid: Grid,
    options: TrainingOptions,
    reach_m: float,
    coarse: int,
    progress: Progress,
) -> Split:
    dead_zone = (options.tile / 2 + reach_m / grid.cell_m) / coarse
    largest = max((max(rows, columns) for _, _, rows, columns in boxes(positive > 0)), default=1)
    block = max(largest, math.ceil(dead_zone), options.tile // coarse, math.ceil(variogram_range(positive, usable)))
    return block_split(positive, usable, min(block, max(positive.shape) // 3 or 1), dead_zone, options.seed, progress)


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
