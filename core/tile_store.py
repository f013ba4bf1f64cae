"""Tile store: features, labels and sets of a study area as memory-mapped arrays, and a manifest.

A folder with features.npy (bands, rows, columns) float32 with NaN for null, labels.npy (rows, columns) uint8 (0, 1,
255 ignore), sets.npy (rows, columns) uint8 (0 none, 1 train, 2 validation, 3 test) and manifest.json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr
from scipy import ndimage

from .errors import InputError, OutputError, tr
from .grid import Grid, Window
from .progress import Progress, Stage, track
from .raster import RasterReader
from .shared_arrays import new_array
from .split import NONE, TEST, TRAIN, VALIDATION, Split, block_split
from .training_options import TrainingOptions
from .vector import rasterize

IGNORE = 255
TEST_SHARE = 0.3  # of the tiles, for the paper's random split
_WINDOW = 1024
_LEAST_COUNTED = 1 / 16  # tiles of which fewer cells count are left out


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

    def _open(self, name: str) -> NDArray[Any]:
        array: NDArray[Any] = np.load(self.folder / f"{name}.npy", mmap_mode="r")
        return array


def region_of(grid: Grid, within: Sequence[bytes], margin: int) -> Window:
    """Window of a grid that covers the polygons (WKB, the grid's CRS) and a margin for context; all without polygons.

    Raises:
        InputError: the polygons lie outside the grid.
    """
    if not within:
        return grid.window
    boxes = np.array([ogr.CreateGeometryFromWkb(polygon).GetEnvelope() for polygon in within])
    window = grid.window_of(boxes[:, 0].min(), boxes[:, 2].min(), boxes[:, 1].max(), boxes[:, 3].max())
    if window.is_empty:
        raise InputError(tr("WITHIN lies outside the feature stack. Choose polygons that overlap it."))
    return window.expanded(margin).intersection(grid.window)


def build_tile_store(
    folder: Path, stack: str, bands: Sequence[str], areas: Sequence[bytes], within: Sequence[bytes],
    options: TrainingOptions, reach_m: float, progress: Progress,
) -> TileStore:
    """Read a stack once into a store, burn the areas, and split.

    Args:
        folder: empty folder on a disk with room for 4 bytes a cell and band.
        stack: path of the feature stack.
        bands: names of the bands to take, in order.
        areas: polygons (WKB in the stack's CRS) of the areas.
        within: polygons inside which the areas are complete; empty: everywhere.
        options: tile, overlap, split and seed.
        reach_m: how far a target's influence reaches in the features (distance band + bandwidth), m.
        progress: reporting and cancel.

    Raises:
        InputError: a band is missing, no area lies on the stack, or all features are null.
        OutputError: the disk is full.
    """
    with RasterReader(stack) as reader:
        reader.numbers(bands)
        region = region_of(reader.grid, within, options.tile // 2)
        grid = reader.grid.part(region)
        try:
            features = new_array(folder / "features.npy", np.float32, (len(bands), *grid.shape))
            labels = new_array(folder / "labels.npy", np.uint8, grid.shape)
            valid = positive = 0
            for window in track(grid.windows(_WINDOW), Stage(progress, 0.0, 0.8)):
                source = Window(window.column + region.column, window.row + region.row, window.columns, window.rows)
                values = reader.read(source, bands)
                features[(slice(None), *window.slices)] = values
                valid += int(np.isfinite(values).any(axis=0).sum())
                labels[window.slices] = _labels(areas, within, grid, window)
                positive += int(np.count_nonzero(labels[window.slices] == 1))
        except OSError as error:
            raise OutputError(
                tr("The tile store in {folder} cannot be written: {reason}. Free disk space; it needs {size} MB."),
                folder=folder, reason=error.strerror or str(error),
                size=math.ceil(grid.rows * grid.columns * (4 * len(bands) + 2) / 1e6),
            ) from error
        chosen = [reader.bands[number - 1] for number in reader.numbers(bands)]
    _require_content(positive, valid)
    manifest = {
        "version": 1,
        "bands": [{"name": band.name, "unit": band.unit} for band in chosen],
        "grid": asdict(grid),
        "tile": options.tile,
        "overlap": options.overlap,
        "split": options.split,
        "seed": options.seed,
        **_split(folder, labels, grid, options, reach_m),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    progress.update(1.0)
    return TileStore(folder, grid, manifest)


def _labels(areas: Sequence[bytes], within: Sequence[bytes], grid: Grid, window: Window) -> NDArray[np.uint8]:
    labels = rasterize(areas, grid, window).astype(np.uint8)
    if within:
        labels[rasterize(within, grid, window) == 0] = IGNORE
    return labels


def _require_content(positive: int, valid: int) -> None:
    if valid == 0:
        raise InputError(
            tr("Every feature is null on the ground to train on. Check that targets, image and terrain overlap the areas.")
        )
    if positive == 0:
        raise InputError(
            tr("No area covers a cell of the feature stack on the ground to train on. Check AREAS, WITHIN and the stack.")
        )


def _split(
    folder: Path, labels: NDArray[np.uint8], grid: Grid, options: TrainingOptions, reach_m: float
) -> dict[str, Any]:
    """Write sets.npy; tiles, objects and what the split is like."""
    sets = new_array(folder / "sets.npy", np.uint8, grid.shape)
    corners = lattice(grid.shape, options.tile, options.overlap)
    if options.split == "random":
        positions = _random_tiles(corners, labels, options)
        sets[:] = TRAIN
        for row, column, tile_set in positions:
            if tile_set == TEST:
                sets[row : row + options.tile, column : column + options.tile] = TEST
        objects = objects_on_training(labels, sets, options.tile)
        return {"positions": positions, "objects": objects, "dead_zone_m": 0.0, "block_m": 0.0}
    coarse = max(1, options.tile // 16)
    split = _coarse_split(labels, grid, options, reach_m, coarse)
    for row in range(0, grid.rows, coarse):
        line = np.repeat(split.sets[row // coarse], coarse)[: grid.columns]
        rows = slice(row, row + coarse)
        sets[rows] = np.where(labels[rows] == IGNORE, NONE, line)
    positions = block_tiles(corners, sets, options.tile)
    return {
        "positions": positions,
        "objects": objects_on_training(labels, sets, options.tile),
        "dead_zone_m": split.dead_zone_cells * coarse * grid.cell_m,
        "block_m": split.block_cells * coarse * grid.cell_m,
        "shares": split.shares,
    }


def _coarse_split(
    labels: NDArray[np.uint8], grid: Grid, options: TrainingOptions, reach_m: float, coarse: int
) -> Split:
    shape = (math.ceil(grid.rows / coarse), math.ceil(grid.columns / coarse))
    positive, usable = np.zeros(shape, np.float32), np.zeros(shape, bool)
    for index in range(shape[0]):
        rows = labels[index * coarse : (index + 1) * coarse]
        starts = np.arange(0, grid.columns, coarse)
        positive[index] = np.add.reduceat((rows == 1).mean(axis=0), starts)
        usable[index] = np.add.reduceat((rows != IGNORE).any(axis=0).astype(int), starts) > 0
    dead_zone = (options.tile / 2 + reach_m / grid.cell_m) / coarse
    largest = max((max(rows, columns) for _, _, rows, columns in _boxes(positive > 0)), default=1)
    block = max(largest, math.ceil(dead_zone), options.tile // coarse)
    return block_split(positive, usable, min(block, max(shape) // 3 or 1), dead_zone, options.seed)


def lattice(shape: tuple[int, int], tile: int, overlap: float) -> list[tuple[int, int]]:
    """Top-left cells (row, column) of tiles: 256 cells with 20 % overlap start at 0, 205, 410, ... below the size."""
    step = max(1, math.ceil(round(tile * (1.0 - overlap), 6)))  # 160 * (1 - 0.7) is 48, and a bit in floating point
    return [(row, column) for row in range(0, shape[0], step) for column in range(0, shape[1], step)]


def _random_tiles(
    corners: list[tuple[int, int]], labels: NDArray[np.uint8], options: TrainingOptions
) -> list[tuple[int, int, int]]:
    """The paper's 70/30: whole tiles at random, so that training and test ground overlap."""
    counted = [
        (row, column) for row, column in corners
        if (labels[row : row + options.tile, column : column + options.tile] != IGNORE).mean() >= _LEAST_COUNTED
    ]
    order = np.random.default_rng(options.seed).permutation(len(counted))
    test = set(order[: round(TEST_SHARE * len(counted))].tolist())
    return [(row, column, TEST if i in test else TRAIN) for i, (row, column) in enumerate(counted)]


def block_tiles(corners: list[tuple[int, int]], sets: NDArray[np.uint8], tile: int) -> list[tuple[int, int, int]]:
    """Tiles and the set of most of their counted cells; those of which hardly a cell counts are left out."""
    tiles = []
    for row, column in corners:
        counts = np.bincount(sets[row : row + tile, column : column + tile].ravel(), minlength=4)[1:]
        if counts.max() >= _LEAST_COUNTED * min(tile, sets.shape[0]) * min(tile, sets.shape[1]):
            tiles.append((row, column, int(counts.argmax()) + 1))
    return tiles


def _boxes(mask: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Bounding boxes (row, column, rows, columns) of connected cells."""
    labels, _ = ndimage.label(mask, np.ones((3, 3)))
    found = ndimage.find_objects(labels)
    return [(s[0].start, s[1].start, s[0].stop - s[0].start, s[1].stop - s[1].start) for s in found]


def objects_on_training(labels: NDArray[np.uint8], sets: NDArray[np.uint8], tile: int) -> list[tuple[int, int, int, int]]:
    """Boxes of connected areas on training ground, found on a map reduced to 1/16 of a tile."""
    coarse = max(1, tile // 16)
    shape = (math.ceil(labels.shape[0] / coarse), math.ceil(labels.shape[1] / coarse))
    mask = np.zeros(shape, bool)
    starts = np.arange(0, labels.shape[1], coarse)
    for index in range(shape[0]):
        rows = slice(index * coarse, (index + 1) * coarse)
        training = ((labels[rows] == 1) & (sets[rows] == TRAIN)).any(axis=0).astype(int)
        mask[index] = np.add.reduceat(training, starts) > 0
    return [(r * coarse, c * coarse, h * coarse, w * coarse) for r, c, h, w in _boxes(mask)]


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
