"""Folds: groups of blocks of ground. Each fold validates the member of an ensemble that does not learn from it.

The test ground is the same as for a single network and belongs to no fold. (Spatial cross-validation: Roberts et al.,
2017, Ecography 40, 913.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.codes import NONE, TEST, TRAIN, VALIDATION
from ..base.progress import Progress, Silent, check_cancelled
from .split import Split, blocks_of, with_dead_zone

_CANDIDATES = 150  # divisions that are tried, for all members together
_LEAST_VALIDATION = 0.25  # of a fold's fair share of the positive ground
_LEAST_TRAINING = 0.5  # of the positive ground of the other folds: the rest may be lost to the dead zone

Sets = NDArray[np.uint8]


def fold_sets(
    positive: NDArray[np.float32],
    usable: NDArray[np.bool_],
    split: Split,
    count: int,
    seed: int,
    progress: Progress = Silent(),
) -> list[Sets]:
    """The sets of each member: its own fold validates, and the other folds train, except the dead zone around it.

    Folds are groups of blocks with about the same positive ground. Random lines cut them apart; the best of many
    divisions is taken. Connected areas stay whole. Every cell outside the test ground and its dead zone lies in exactly
    one fold.

    Args:
        positive: (rows, columns) share of positive ground in each coarse cell.
        usable: (rows, columns) where the areas are complete.
        split: the split of the same ground; its test set and dead zone are kept.
        count: number of folds, 2 or more.
        seed: of the random divisions.
        progress: asked whether the user cancelled.

    Returns:
        (rows, columns) sets of each member, as `Split.sets`; none where the ground is too small or the areas too few.
    """
    if not split.block_cells:
        return []
    generator = np.random.default_rng([seed, count])
    outside_test = np.where(split.sets == TEST, TEST, np.where(usable, TRAIN, NONE)).astype(np.uint8)
    ground = with_dead_zone(outside_test, split.dead_zone_cells)
    side = split.block_cells
    while side >= max(4, split.dead_zone_cells):
        best = _best_division(positive, ground, side, split.dead_zone_cells, count, generator, progress)
        if best:
            return best
        side //= 2
    return []


def together(members: list[Sets]) -> Sets:
    """The sets of all members together: every fold is training ground, and the test ground stays."""
    sets = np.maximum.reduce(members)
    result: Sets = np.where(sets == VALIDATION, TRAIN, sets).astype(np.uint8)
    return result


def _best_division(
    positive: NDArray[np.float32],
    ground: Sets,
    side: int,
    dead_zone: float,
    count: int,
    generator: np.random.Generator,
    progress: Progress,
) -> list[Sets]:
    free = ground == TRAIN
    total = float(positive[free].sum())
    blocks, present, centres = blocks_of(positive * free, free, side)
    if len(present) < 2 * count or not total:
        return []
    weights = ndimage.sum_labels(positive * free, blocks, present)
    best: list[Sets] = []
    best_cost = np.inf
    for _ in range(max(_CANDIDATES // count, 10)):
        check_cancelled(progress)
        of_block = np.full(int(blocks.max()) + 1, -1)
        of_block[present] = divided(centres, weights, count, generator)
        members = [
            with_dead_zone(np.where(free & (of_block[blocks] == fold), VALIDATION, ground).astype(np.uint8), dead_zone)
            for fold in range(count)
        ]
        shares = np.array(
            [[positive[sets == which].sum() / total for which in (TRAIN, VALIDATION)] for sets in members]
        )
        lost = np.mean(
            [
                1.0 - np.count_nonzero((sets == TRAIN) | (sets == VALIDATION)) / np.count_nonzero(free)
                for sets in members
            ]
        )
        cost = np.abs(shares[:, 1] - 1.0 / count).sum() + np.mean(1.0 - shares.sum(axis=1)) + 0.5 * lost
        enough = shares[:, 1].min() >= _LEAST_VALIDATION / count and shares[:, 0].min() >= _LEAST_TRAINING * (
            1.0 - 1.0 / count
        )
        if enough and cost < best_cost:
            best, best_cost = members, cost
    return best


def divided(
    centres: NDArray[np.float64], weights: NDArray[np.float64], count: int, generator: np.random.Generator
) -> NDArray[np.int64]:
    """Fold (n,) of each block, 0 to count - 1.

    A random line cuts the blocks in two parts with their share of the positive ground, and each part is cut again.
    """
    folds = np.zeros(len(centres), np.int64)
    if count == 1:
        return folds
    first, angle = count // 2, generator.uniform(0.0, np.pi)
    order = np.argsort(centres @ np.array([np.sin(angle), np.cos(angle)]), kind="stable")
    sums = np.cumsum(weights[order])
    cut = int(np.argmin(np.abs(sums - sums[-1] * first / count))) + 1
    near, far = np.split(order, [int(np.clip(cut, first, len(order) - (count - first)))])
    folds[near] = divided(centres[near], weights[near], first, generator)
    folds[far] = first + divided(centres[far], weights[far], count - first, generator)
    return folds
