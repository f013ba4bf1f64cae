"""Blocks first, tiles second: which ground trains, validates and tests, with a dead zone between.

Neighbouring cells are alike, and features bleed over the distance band and the bandwidth: a random split of
overlapping tiles tests on ground that was trained on (docs: Kattenborn et al. 2022, Ploton et al. 2020).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.codes import NONE, TEST, TRAIN, VALIDATION
from ..base.progress import Progress, Silent, check_cancelled

SILL = 0.95  # share of the variance at which the range is read (practical range, Chilès and Delfiner, 2012)


_HELD_SHARE = 0.15  # of the positive area, for validation and for test each
_CANDIDATES = 150
_BLOCKS_A_CLUSTER = 60  # one more place of held-back ground for every so many blocks
_DIAGONAL = 2**0.5  # of a coarse cell: even the corners of the cells of two sets are as far apart as stated
_LARGEST_WHOLE = 0.3  # an area that holds more than this of all positive ground may be cut


@dataclass(frozen=True)
class Split:
    """Sets on a coarse map.

    Args:
        sets: (rows, columns) uint8 on the coarse map: NONE, TRAIN, VALIDATION, TEST.
        block_cells: side of a block in coarse cells; 0 where nothing could be held back.
        dead_zone_cells: no cell of a set is nearer to another set, coarse cells.
        shares: share of the positive ground in train, validation and test.
        wanted_cells: the dead zone that was asked for, coarse cells; more than `dead_zone_cells` on ground too
            small for it.
    """

    sets: NDArray[np.uint8]
    block_cells: int
    dead_zone_cells: float
    shares: tuple[float, float, float]
    wanted_cells: float = 0.0

    def in_metres(self, side: float) -> dict[str, Any]:
        """Its description for the manifest of a store; `side` is that of a coarse cell, m."""
        return {
            "dead_zone_m": self.dead_zone_cells * side,
            "wanted_dead_zone_m": self.wanted_cells * side,
            "block_m": self.block_cells * side,
            "shares": self.shares,
        }


def block_split(
    positive: NDArray[np.float32],
    usable: NDArray[np.bool_],
    block_cells: int,
    dead_zone_cells: float,
    seed: int,
    progress: Progress = Silent(),
    held: tuple[int, ...] = (VALIDATION, TEST),
) -> Split:
    """Divide ground into blocks and give some of them to validation and test.

    Held-back blocks lie together in a few compact groups. The side of a block starts at `block_cells` and is
    halved, and later the dead zone too, until both held-back sets have positive ground and enough is left to train
    on. Connected areas stay in one set unless one of them holds most of the ground.

    Args:
        positive: (rows, columns) share of positive ground in each coarse cell.
        usable: (rows, columns) where the areas are complete.
        block_cells: wanted side of a block.
        dead_zone_cells: wanted distance between sets.
        seed: of the random candidates.
        progress: asked whether the user cancelled.
        held: the sets that get blocks: validation, or validation and test.

    Returns:
        The split. Where nothing can be held back, all usable ground trains and block_cells is 0.
    """
    generator = np.random.default_rng(seed)
    total = float(positive[usable].sum())
    for dead_zone in (dead_zone_cells, dead_zone_cells / 2, dead_zone_cells / 4):
        side = block_cells
        while total > 0 and side >= max(4, dead_zone):
            best = _best_candidate(positive, usable, side, dead_zone, total, generator, progress, held)
            if best is not None:
                return replace(best, wanted_cells=dead_zone_cells)
            side //= 2
    return Split(np.where(usable, TRAIN, NONE).astype(np.uint8), 0, 0.0, (1.0, 0.0, 0.0))


def whole_place_split(
    positive: NDArray[np.float32],
    usable: NDArray[np.bool_],
    held_back: NDArray[np.bool_],
    block_cells: int,
    dead_zone_cells: float,
    seed: int,
    progress: Progress = Silent(),
) -> Split:
    """Hold back one whole study area as test ground; blocks of the others validate.

    Study areas lie farther apart than the dead zone, so that none is needed between them.

    Args:
        held_back: (rows, columns) where the study area lies that is held back; the other arguments are those of
            `block_split`.

    Returns:
        The split; its block_cells is 0 where there is no room for validation ground in the other study areas.
    """
    others = block_split(positive, usable & ~held_back, block_cells, dead_zone_cells, seed, progress, (VALIDATION,))
    sets = np.where(held_back & usable, TEST, others.sets).astype(np.uint8)
    total = float(positive[usable].sum())
    training, validation, test = (float(positive[sets == which].sum()) / total for which in (TRAIN, VALIDATION, TEST))
    return replace(others, sets=sets, shares=(training, validation, test))


def _best_candidate(
    positive: NDArray[np.float32],
    usable: NDArray[np.bool_],
    side: int,
    dead_zone: float,
    total: float,
    generator: np.random.Generator,
    progress: Progress,
    held: tuple[int, ...],
) -> Split | None:
    blocks, present, centres = blocks_of(positive * usable, usable, side)
    if len(present) < 4:
        return None
    weights = ndimage.sum_labels(positive * usable, blocks, present) / total
    best, best_cost = None, np.inf
    for _ in range(_CANDIDATES):
        check_cancelled(progress)
        validation = _cluster(centres, weights, np.zeros(len(present), bool), generator)
        test = _cluster(centres, weights, validation, generator) if TEST in held else np.zeros_like(validation)
        of_block = np.full(int(blocks.max()) + 1, TRAIN, np.uint8)
        of_block[present[validation]] = VALIDATION
        of_block[present[test]] = TEST
        sets = with_dead_zone(np.where(usable, of_block[blocks], NONE).astype(np.uint8), dead_zone)
        shares = [float(positive[sets == s].sum()) / total for s in (TRAIN, VALIDATION, TEST)]
        lost = 1.0 - np.count_nonzero(sets) / np.count_nonzero(usable)
        cost = sum(abs(shares[which - 1] - _HELD_SHARE) for which in held) + (1.0 - sum(shares)) + 0.5 * lost
        if shares[0] >= 0.4 and min(shares[which - 1] for which in held) >= 0.04 and cost < best_cost:
            best, best_cost = Split(sets, side, dead_zone, (shares[0], shares[1], shares[2])), cost
    return best


def _cluster(
    centres: NDArray[np.float64], weights: NDArray[np.float64], taken: NDArray[np.bool_], generator: np.random.Generator
) -> NDArray[np.bool_]:
    """Free blocks around a few random places, which together hold enough positive ground.

    They are compact, so that little ground is lost to the dead zone.
    """
    places = generator.permutation(len(centres))[: max(1, len(centres) // _BLOCKS_A_CLUSTER)]
    distance = np.min(np.hypot(*(centres[:, None] - centres[places]).transpose(2, 0, 1)), axis=1)
    order = np.argsort(np.where(taken, np.inf, distance), kind="stable")[: np.count_nonzero(~taken)]
    enough = int(np.searchsorted(np.cumsum(weights[order]), _HELD_SHARE)) + 1
    chosen = np.zeros(len(centres), bool)
    chosen[order[:enough]] = True
    return chosen


def blocks_of(
    positive: NDArray[np.float32], usable: NDArray[np.bool_], side: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Blocks of ground that hold connected areas whole, unless one area holds most of the ground.

    Args:
        positive: (rows, columns) share of positive ground in each coarse cell.
        usable: (rows, columns) cells that are divided.
        side: of a block.

    Returns:
        (rows, columns) number of each cell's block; (n,) numbers of the blocks with usable cells; (n, 2) their row and
        column among the blocks.
    """
    blocks = _keep_areas_whole(_block_numbers(usable.shape, side), positive, float(positive.sum()))
    present = np.unique(blocks[usable])
    across = -(-usable.shape[1] // side)
    return blocks, present, np.column_stack([present // across, present % across]).astype(float)


def _block_numbers(shape: tuple[int, ...], side: int) -> NDArray[np.int64]:
    rows, columns = (np.arange(length) // side for length in shape)
    numbers: NDArray[np.int64] = rows[:, None] * (columns.max() + 1) + columns[None, :]
    return numbers


def _keep_areas_whole(blocks: NDArray[np.int64], positive: NDArray[np.float32], total: float) -> NDArray[np.int64]:
    """Give each connected area to the block in which its centre lies."""
    labels, count = ndimage.label(positive > 0, np.ones((3, 3)))
    if count == 0:
        return blocks
    index = np.arange(1, count + 1)
    sizes = ndimage.sum_labels(positive, labels, index)
    centres = np.array(ndimage.center_of_mass(positive > 0, labels, index)).round().astype(int)
    home = np.concatenate([[0], blocks[centres[:, 0], centres[:, 1]]])
    whole = np.concatenate([[False], sizes <= _LARGEST_WHOLE * total])
    return np.where(whole[labels], home[labels], blocks)


def with_dead_zone(sets: NDArray[np.uint8], dead_zone: float) -> NDArray[np.uint8]:
    """Remove training ground near held-back ground, and validation ground near test ground."""
    result = sets.copy()
    for kept, reduced in (((TEST,), VALIDATION), ((VALIDATION, TEST), TRAIN)):
        near = np.isin(sets, kept)
        if near.any():
            distance = ndimage.distance_transform_edt(~near)
            result[(sets == reduced) & (distance <= dead_zone + _DIAGONAL)] = NONE
    return result


def variogram_range(field: NDArray[np.float32] | NDArray[np.float64], known: NDArray[np.bool_]) -> float:
    """Distance, in cells, at which the mean semivariance along rows and columns first comes to 95 % of the variance.

    gamma(h) = mean of (z(x) - z(x + h))^2 / 2 over all pairs of known cells (Matheron, 1963), by Fourier transforms.

    Args:
        field: (rows, columns).
        known: cells that count.

    Returns:
        At least 1; at most half of the longer side; 1 where nothing varies.
    """
    values = np.where(known, field, 0.0).astype(np.float64)
    variance = float(field[known].var()) if known.any() else 0.0
    if variance == 0.0:
        return 1.0
    lags = [_semivariances(values, known.astype(np.float64), axis) for axis in (0, 1)]
    length = max(len(each[0]) for each in lags)
    total, pairs = (np.zeros(length) for _ in range(2))
    for sums, counts in lags:
        total[: len(sums)] += sums
        pairs[: len(counts)] += counts
    gamma = np.divide(total, pairs, out=np.zeros(length), where=pairs > 0.5)
    reached = np.flatnonzero(gamma >= SILL * variance)
    return float(max(1, reached[0])) if len(reached) else float(length - 1)


def _semivariances(
    values: NDArray[np.float64], known: NDArray[np.float64], axis: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sum of (z(x) - z(x + h))^2 / 2 and number of pairs for each lag along an axis, up to half of its length."""
    size = 2 * values.shape[axis]
    masks, firsts, squares = (np.fft.rfft(each, size, axis) for each in (known, values, values**2))

    def products(one: NDArray[np.complex128], other: NDArray[np.complex128]) -> NDArray[np.float64]:
        summed: NDArray[np.float64] = np.fft.irfft(np.sum(np.conj(one) * other, axis=1 - axis), size)
        return summed[: size // 4 + 1]

    sums = (products(masks, squares) + products(squares, masks)) / 2.0 - products(firsts, firsts)
    return sums, products(masks, masks)
