"""Wrong whole cycles of one pair, found in space: regions between which the phase jumps by more than half a cycle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import breadth_first_order, connected_components, minimum_spanning_tree

from ..base.progress import check_asked
from .places import parts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CYCLE = 2 * np.pi
SURE = 2.0  # rad: smaller jumps join neighbours


def region_cycles(phase: Floats, edges: NDArray[np.int32]) -> Ints:
    """Whole cycles to add to each target, so that regions join without a jump.

    What hangs together by small jumps is a region; each region gets whole cycles by the median jump of the edges that
    it
    shares with its neighbour, starting from the largest one. A jump of a third of a cycle joins nothing: one noisy edge
    would bind a wrong patch to its surroundings.

    Args:
        phase: (n,) rad; NaN: no value.
        edges: (e, 2) neighbouring targets.

    Returns:
        (n,) cycles; 0 where there is no value, and where nothing leads to the largest region.
    """
    jump = phase[edges[:, 1]] - phase[edges[:, 0]]
    added = np.zeros(len(phase), np.int64)
    if not (np.abs(jump) > np.pi).any():  # false where one of both has no value
        return added
    sure = np.abs(jump) <= SURE
    check_asked()
    region = parts(len(phase), edges[sure])
    check_asked()
    unsure = np.isfinite(jump) & ~sure
    a, b = region[edges[unsure, 0]], region[edges[unsure, 1]]
    apart = a != b
    if not apart.any():
        return added
    turn = np.where(a < b, 1.0, -1.0)[apart]
    first, second, cycles, count = _shared(a[apart], b[apart], turn * jump[unsure][apart])
    check_asked()
    shift = _shifts(region, first, second, cycles, count)
    return np.asarray(np.where(np.isfinite(phase), shift[region], 0), np.int64)


def _shared(a: Ints, b: Ints, jump: Floats) -> tuple[Ints, Ints, Ints, Ints]:
    """For each pair of regions.

    Their numbers, whole cycles of the median jump from the lower to the higher, edges shared.
    """
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((jump, high, low))
    low, high, jump = low[order], high[order], jump[order]
    starts = np.flatnonzero(np.concatenate([[True], (np.diff(low) != 0) | (np.diff(high) != 0)]))
    ends = np.concatenate([starts[1:], [len(low)]])
    median = (jump[(starts + ends - 1) // 2] + jump[(starts + ends) // 2]) / 2
    return low[starts], high[starts], np.asarray(np.round(median / CYCLE), np.int64), ends - starts


def _shifts(region: Ints, first: Ints, second: Ints, cycles: Ints, count: Ints) -> Ints:
    """Cycles of each region, along the tree of the longest shared borders, from the largest region of each part."""
    regions = int(region.max()) + 1
    size = np.bincount(region, minlength=regions)
    tree = minimum_spanning_tree(coo_matrix((-count.astype(float), (first, second)), (regions, regions)))
    tree = (tree + tree.T).tocsr()
    step = {(int(i), int(j)): int(n) for i, j, n in zip(first, second, cycles)}
    shift = np.zeros(regions, np.int64)
    group = connected_components(tree, directed=False)[1]
    by_size = np.argsort(-size, kind="stable")
    largest = by_size[np.unique(group[by_size], return_index=True)[1]]
    for root in largest[np.bincount(group)[group[largest]] > 1].tolist():
        order, before = breadth_first_order(tree, root, directed=False)
        for node in order[1:].tolist():
            parent = int(before[node])
            jump = step[parent, node] if parent < node else -step[node, parent]
            shift[node] = shift[parent] - jump
    return shift
