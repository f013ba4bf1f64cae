"""The sets of a tile store's cells: how its ground is divided, and the tiles and areas of each part."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.codes import TEST, TRAIN, VALIDATION
from ..base.errors import InputError
from ..base.grid import Grid
from ..base.progress import Progress
from ..base.shared_arrays import new_array
from ..base.training_options import TrainingOptions
from ..base.translation import tr
from .coarse_map import coarse_map, spread
from .folds import fold_sets, together
from .places import Place
from .split import Split, block_split, variogram_range, whole_place_split
from .tiles import Tile, block_tiles, boxes, filled_tiles, lattice, objects_on_training, random_tiles

_WINDOW = 1024
_MAP = 300_000  # cells of the map that blocks are chosen on


@dataclass(frozen=True)
class DividedGround:
    """The ground that is divided.

    Args:
        folder: of the tile store, whose labels are written.
        grid: of its cells.
        options: tile, overlap, split, folds, refit and seed.
        reach_m: how far a target's influence reaches in the features, m.
        places: study areas side by side on the grid; none: there is only one.
    """

    folder: Path
    grid: Grid
    options: TrainingOptions
    reach_m: float
    places: Sequence[Place] = ()

    @property
    def labels(self) -> NDArray[np.uint8]:
        """(rows, columns) of the store."""
        labels: NDArray[np.uint8] = np.load(self.folder / "labels.npy", mmap_mode="r")
        return labels

    def new_sets(self, name: str, progress: Progress) -> NDArray[np.uint8]:
        """A new file of sets, all none."""
        return new_array(self.folder / f"{name}.npy", np.uint8, self.grid.shape, progress)


def coarse_side(tile: int) -> int:
    """Side, in cells, of the blocks that stand for their cells."""
    return max(1, tile // 16)


def divide(ground: DividedGround, filled: NDArray[np.bool_], progress: Progress) -> dict[str, Any]:
    """Write sets.npy and the sets of folds and refit; returns tiles, areas and split in words, for the manifest.

    Args:
        ground: with its labels.
        filled: where anything is known or drawn, in blocks of 1/16 of a tile.
        progress: reporting and cancel.

    Raises:
        InputError: there is no room for so many folds, or no area is drawn in the study area that is held back.
    """
    labels, options = ground.labels, ground.options
    sets = ground.new_sets("sets", progress)
    corners = lattice(ground.grid.shape, options.tile, options.overlap)
    drawn = random_tiles(corners, labels, options.tile, options.seed, progress)
    tested = [(row, column) for row, column, which in drawn if which == TEST]

    def described(own: NDArray[np.uint8], positions: list[Tile]) -> dict[str, Any]:
        kept = (
            positions
            if options.preset == "paper"
            else filled_tiles(positions, filled, coarse_side(options.tile), options.tile)
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
    made, members = _write_blocks(ground, sets, progress)
    if options.refits and (made["block_m"] or made["held_back_place"]):
        whole = _all_ground(ground, progress)
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
    ground: DividedGround, sets: NDArray[np.uint8], progress: Progress
) -> tuple[dict[str, Any], list[tuple[NDArray[np.uint8], float]]]:
    """Fill `sets` by blocks, which are chosen on a coarse map of at most _MAP cells.

    Returns:
        Description of the split; sets and share of the positive ground of each fold.
    """
    grid, options, labels = ground.grid, ground.options, ground.labels
    coarse = max(coarse_side(options.tile), math.ceil(math.sqrt(grid.rows * grid.columns / _MAP)))
    positive, usable = coarse_map(labels, grid, coarse, progress)
    split = _coarse_split(ground, positive, usable, coarse, progress)
    held_back = ground.places[-1].name if options.split == "areas" else ""
    made = {**split.in_metres(coarse * grid.cell_m), "held_back_place": held_back}
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
        own = ground.new_sets(f"sets-{number}", progress)
        spread(member, labels, own, coarse, progress)
        written.append((own, float(positive[member == VALIDATION].sum()) / total))
    shares = tuple(float(positive[joint == which].sum()) / total for which in (TRAIN, VALIDATION, TEST))
    return {**made, "shares": shares}, written


def _all_ground(ground: DividedGround, progress: Progress) -> NDArray[np.uint8]:
    """Write sets-all.npy, in which every cell that counts is training ground."""
    labels, sets = ground.labels, ground.new_sets("sets-all", progress)
    whole = np.full([-(-side // _WINDOW) for side in labels.shape], TRAIN, np.uint8)
    spread(whole, labels, sets, _WINDOW, progress)
    return sets


def _coarse_split(
    ground: DividedGround, positive: NDArray[np.float32], usable: NDArray[np.bool_], coarse: int, progress: Progress
) -> Split:
    tile, seed = ground.options.tile, ground.options.seed
    dead_zone = (tile / 2 + ground.reach_m / ground.grid.cell_m) / coarse
    largest = max((max(rows, columns) for _, _, rows, columns in boxes(positive > 0)), default=1)
    block = max(largest, math.ceil(dead_zone), tile // coarse, math.ceil(variogram_range(positive, usable)))
    block = min(block, max(positive.shape) // 3 or 1)
    if ground.options.split != "areas":
        return block_split(positive, usable, block, dead_zone, seed, progress)
    held_back = _last_place(ground, positive, coarse)
    return whole_place_split(positive, usable, held_back, block, dead_zone, seed, progress)


def _last_place(ground: DividedGround, positive: NDArray[np.float32], coarse: int) -> NDArray[np.bool_]:
    """Where the study area named last lies on the coarse map.

    Raises:
        InputError: there is only one study area, or areas are drawn only in it or only in the others.
    """
    if len(ground.places) < 2:
        raise InputError(
            tr(
                "SPLIT is areas, but there is only one study area. Give further study areas (MORE_STACKS), or choose "
                "SPLIT = blocks."
            )
        )
    last = ground.places[-1]
    window = ground.grid.window_of(*last.bounds)
    held_back = np.zeros(positive.shape, bool)
    held_back[window.row // coarse :][: -(-window.rows // coarse) + 1, :] = True
    for inside, name in ((held_back, last.name), (~held_back, ", ".join(one.name for one in ground.places[:-1]))):
        if not positive[inside].any():
            raise InputError(
                tr(
                    "SPLIT is areas, but no drawn area covers a cell of {stack}. Draw areas there, name another study "
                    "area last, or choose SPLIT = blocks."
                ),
                stack=name,
            )
    return held_back
