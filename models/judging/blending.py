"""One map from overlapping tiles, without seams and independent of how the area was cut into blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...core.base.context_window import block_margin
from ...core.base.grid import Window, partition
from ...core.base.progress import Progress, Silent, Stage, check_cancelled, track
from ..input.far_view import TwoViews
from ..input.tile_reader import TileStore

Score = Callable[[Any], NDArray[np.float32]]  # tiles (N, bands, H, W), of the block's kind -> logits (N, H, W)
Corner = tuple[int, int]  # row and column of the first cell of a lattice tile, counted from the origin
Known = dict[Corner, NDArray[np.float32]]  # logits of lattice tiles

BLOCK = 1024  # cells; bounds the memory of a pass over a store
KNOWN_BYTES = 2**27  # of tiles on seams that wait for the next blocks, for each judgement; more are scored again
ALL_KNOWN_BYTES = 2**30  # over all judgements


class Judge(Protocol):
    """What judges the tiles of a store, see `scoring.Turned`."""

    batch: int

    @property
    def window(self) -> int:
        """Side of the ground that it sees, in sides of the tile."""

    def observable(self, block: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Cells (rows, columns) of a block (bands, rows, columns) that can be judged."""

    def prepare(self, block: NDArray[np.float32], row: int, column: int) -> Any:
        """The block as `blended_logits` takes it, and where it lies."""

    def __call__(self, tiles: Any) -> NDArray[np.float32]:
        """Logits of tiles of a prepared block."""


def lattice_starts(first: int, length: int, tile: int) -> range:
    """Starts of the lattice tiles that lie fully in `length` cells from `first` on, both counted from the origin.

    The lattice has a tile at each multiple of half a tile, negative ones too.
    """
    stride = tile // 2
    return range(-(-first // stride) * stride, first + length - tile + 1, stride)


def lattice_tiles(row: int, column: int, tile: int, wanted: NDArray[np.bool_]) -> list[Corner]:
    """The lattice tiles that lie fully in a block and hold a wanted cell.

    Args:
        row: of the block's first cell, counted from the lattice's origin; may be negative.
        column: likewise.
        tile: side of a tile, cells.
        wanted: (rows, columns) of the block.
    """
    return [
        (r, c)
        for r in lattice_starts(row, wanted.shape[0], tile)
        for c in lattice_starts(column, wanted.shape[1], tile)
        if wanted[r - row : r - row + tile, c - column : c - column + tile].any()
    ]


def side_by_side(corner: Corner, tile: int) -> bool:
    """Tell whether a lattice tile is one of those that cover the ground without overlap.

    At multiples of a whole tile.
    """
    return corner[0] % tile == 0 and corner[1] % tile == 0


def gaussian_weights(tile: int) -> NDArray[np.float32]:
    """Weights (tile, tile): 1 in the middle, falling with sigma = tile / 8, as nnU-Net has it."""
    along = np.exp(-0.5 * ((np.arange(tile) - (tile - 1) / 2.0) / (tile / 8.0)) ** 2)
    weights: NDArray[np.float32] = np.outer(along, along).astype(np.float32)
    return weights


@dataclass(frozen=True)
class Ground:
    """A block of ground that is cut into lattice tiles.

    Args:
        block: (bands, rows, columns), as the network takes it: NaN where null, or scaled already, or with a far view.
        row: of the block's first cell, counted from the lattice's origin; may be negative.
        column: likewise.
        tile: side of a tile, cells.
        wanted: (rows, columns); a tile without any wanted cell is left out.
    """

    block: NDArray[np.float32] | Tensor | TwoViews
    row: int
    column: int
    tile: int
    wanted: NDArray[np.bool_]

    def corners(self) -> list[Corner]:
        """The lattice tiles that hold a wanted cell."""
        return lattice_tiles(self.row, self.column, self.tile, self.wanted)

    def place(self, corner: Corner) -> tuple[slice, slice]:
        """Where a lattice tile lies in the block."""
        row, column = corner[0] - self.row, corner[1] - self.column
        return slice(row, row + self.tile), slice(column, column + self.tile)

    def tiles(self, corners: Sequence[Corner]) -> NDArray[np.float32] | Tensor:
        """Tiles (N, bands, tile, tile) of the block's kind; bands last in memory, as the network takes them fastest."""
        if isinstance(self.block, TwoViews):
            return self.block.tiles([(r - self.row, c - self.column) for r, c in corners], self.tile)
        tiles: list[Any] = [self.block[(slice(None), *self.place(corner))] for corner in corners]
        if isinstance(self.block, Tensor):
            return torch.stack([each.movedim(0, -1) for each in tiles]).movedim(-1, 1)
        together: NDArray[np.float32] = np.stack(tiles)
        return together


def blended_logits(
    ground: Ground,
    score: Score,
    batch: int,
    progress: Progress = Silent(),
    known: Known | None = None,
    corners: list[Corner] | None = None,
) -> tuple[NDArray[np.float32], int]:
    """Weighted mean of the logits of every lattice tile that lies fully in a block.

    Args:
        ground: the block.
        score: the network.
        batch: tiles to score together.
        progress: reported to after each batch; asked for cancel.
        known: tiles that another block has scored already; those scored here are added.
        corners: the tiles to use; None: all that hold a wanted cell.

    Returns:
        (rows, columns), NaN where no tile lies or the cell is not wanted; and the number of tiles scored.
    """
    shape = ground.wanted.shape
    known = {} if known is None else known
    corners = ground.corners() if corners is None else corners
    missing = [corner for corner in corners if corner not in known]
    for group in track([missing[n : n + batch] for n in range(0, len(missing), batch)], progress):
        known.update(zip(group, score(ground.tiles(group))))
    weights = gaussian_weights(ground.tile)
    total, weight = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for corner in corners:
        place = ground.place(corner)
        total[place] += weights * known[corner]
        weight[place] += weights
    seen = ground.wanted & (weight > 0.0)
    blended: NDArray[np.float32] = np.divide(total, weight, out=np.full(shape, np.nan, np.float32), where=seen)
    return blended, len(missing)


def forget_passed(known: Known, tile: int, block: Window, reach: int = 0, judgements: int = 1) -> None:
    """Keep only the tiles that later blocks may touch; blocks come row by row from the north-west.

    Args:
        known: tiles; those that are no longer needed are removed.
        tile: side of a tile, cells.
        block: the cells that are done.
        reach: cells from a block to tiles side by side that it asks for too, coarse to fine.
        judgements: that share the memory.
    """
    bottom, right = block.row + block.rows, block.column + block.columns
    for r, c in list(known):
        end = tile + (reach if side_by_side((r, c), tile) else 0)
        r_end, c_end = r + end, c + end
        if r_end <= block.row or (r_end <= bottom and c_end <= right):
            del known[r, c]
    most = min(KNOWN_BYTES, ALL_KNOWN_BYTES // judgements) // (4 * tile * tile)
    for corner in list(known)[most:]:
        del known[corner]


def store_logits(
    store: TileStore, parts: tuple[int, ...], judge: Judge, output: NDArray[np.float32], progress: Progress = Silent()
) -> None:
    """Fill `output` (rows, columns) with blended logits on the cells of the sets `parts`; other cells stay as they are.

    Each block is read with a margin, so that each cell gets every tile that touches it.
    """
    blocks = list(partition(store.window, BLOCK))
    known: Known = {}
    for number, window in enumerate(blocks):
        check_cancelled(progress)
        wide = window.aligned(store.tile // 2).expanded(block_margin(store.tile, judge.window))
        wanted = np.zeros(wide.shape, dtype=bool)
        inside: Window = window.relative_to(wide)
        asked = np.isin(store.sets[window.slices], parts)
        wanted[inside.slices] = asked
        if wanted.any():
            features = store.features_in(wide)
            wanted &= judge.observable(features)
            stage = Stage(progress, number / len(blocks), (number + 1) / len(blocks))
            block = judge.prepare(features, wide.row, wide.column)
            ground = Ground(block, wide.row, wide.column, store.tile, wanted)
            logits, _ = blended_logits(ground, judge, judge.batch, stage, known)
            forget_passed(known, store.tile, window)
            output[window.slices][asked] = logits[inside.slices][asked]
