"""Wrong whole cycles of one pair, found in space: regions between which the phase jumps by more than half a cycle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import breadth_first_order, connected_components, minimum_spanning_tree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CYCLE = 2 * np.pi


def region_cycles(phase: Floats, edges: Ints) -> Ints:
    """Whole cycles to add to each target, so that regions join without a jump.

    Edges over which the phase jumps by more than half a cycle are cut. What then hangs together is a region; each region
    gets whole cycles by the median jump of the edges that it shares with its neighbour, starting from the largest one.

    Args:
        phase: (n,) rad; NaN: no value.
        edges: (e, 2) neighbouring targets.

    Returns:
        (n,) cycles; 0 where there is no value, and where nothing leads to the largest region.
    """
    jump = phase[edges[:, 1]] - phase[edges[:, 0]]
    cut = np.abs(jump) > np.pi  # false where one of both has no value
    added = np.zeros(len(phase), np.int64)
    if not cut.any():
        return added
    joined = edges[np.abs(jump) <= np.pi]
    region = _labels(len(phase), joined)
    a, b = region[edges[cut, 0]], region[edges[cut, 1]]
    apart = a != b
    if not apart.any():
        return added
    turn = np.where(a < b, 1.0, -1.0)[apart]
    first, second, cycles, count = _shared(a[apart], b[apart], turn * jump[cut][apart])
    shift = _shifts(region, first, second, cycles, count)
    return np.asarray(np.where(np.isfinite(phase), shift[region], 0), np.int64)


def _labels(count: int, edges: Ints) -> Ints:
    graph = coo_matrix((np.ones(len(edges), np.int8), (edges[:, 0], edges[:, 1])), (count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def _shared(a: Ints, b: Ints, jump: Floats) -> tuple[Ints, Ints, Ints, Ints]:
    """For each pair of regions: their numbers, whole cycles of the median jump from the lower to the higher, edges shared."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((jump, high, low))
    low, high, jump = low[order], high[order], jump[order]
    starts = np.flatnonzero(np.concatenate([[True], (np.diff(low) != 0) | (np.diff(high) != 0)]))
    ends = np.concatenate([starts[1:], [len(low)]])
    median = (jump[(starts + ends - 1) // 2] + jump[(starts + ends) // 2]) / 2
    return low[starts], high[starts], np.asarray(np.round(median / CYCLE), np.int64), ends - starts


def _shifts(region: Ints, first: Ints, second: Ints, cycles: Ints, count: Ints) -> Ints:
    """Cycles of each region, along the tree of the longest shared borders, from the largest region of each connected part."""
    regions = int(region.max()) + 1
    size = np.bincount(region, minlength=regions)
    tree = minimum_spanning_tree(coo_matrix((-count.astype(float), (first, second)), (regions, regions)))
    tree = (tree + tree.T).tocsr()
    step = {(int(i), int(j)): int(n) for i, j, n in zip(first, second, cycles)}
    shift = np.zeros(regions, np.int64)
    reached = np.zeros(regions, bool)
    for start in np.argsort(-size[np.unique(first)], kind="stable"):
        root = int(np.unique(first)[start])
        if reached[root]:
            continue
        order, before = breadth_first_order(tree, root, directed=False)
        largest = int(order[np.argmax(size[order])])
        order, before = breadth_first_order(tree, largest, directed=False)
        reached[order] = True
        for node in order[1:].tolist():
            parent = int(before[node])
            jump = step[parent, node] if parent < node else -step[node, parent]
            shift[node] = shift[parent] - jump
    return shift
