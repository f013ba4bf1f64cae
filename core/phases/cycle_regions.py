"""Wrong whole cycles of one pair, found in space: regions between which the phase jumps by more than half a cycle."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import breadth_first_order, connected_components, minimum_spanning_tree

from ..base.progress import check_asked
from .neighbourhood import Neighbourhood

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CYCLE = 2 * np.pi
SURE = 2.0  # rad: smaller jumps join neighbours


def region_cycles(phase: NDArray[np.floating[Any]], ground: Neighbourhood) -> NDArray[np.int32]:
    """Whole cycles to add to each target, so that regions join without a jump.

    What hangs together by small jumps is a region; each region gets whole cycles by the median jump of the edges that
    it shares with its neighbour, starting from the largest one. A jump of a third of a cycle joins nothing: one noisy
    edge would bind a wrong patch to its surroundings.

    Args:
        phase: (n,) rad; NaN: no value.
        ground: which targets are neighbours.

    Returns:
        (n,) cycles; 0 where there is no value, and where nothing leads to the largest region.
    """
    values = ground.taken(phase)
    none = np.zeros(len(phase), np.int32)
    if ground.largest_jump(values) <= np.pi:
        return none
    check_asked()
    regions = ground.regions(values, SURE)
    check_asked()
    a, b = regions.edges.T
    apart = a != b
    if not apart.any():
        return none
    turn = np.where(a < b, 1.0, -1.0)[apart]
    first, second, cycles, count = _shared(a[apart], b[apart], turn * regions.jump[apart])
    check_asked()
    shift = _shifts(regions.cells, first, second, cycles, count)[regions.of_run].astype(np.int32)
    if not shift.any():
        return none
    return ground.given_back(np.where(np.isfinite(values), shift[regions.run], 0))


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


def _shifts(size: Ints, first: Ints, second: Ints, cycles: Ints, count: Ints) -> Ints:
    """Cycles of each region, along the tree of the longest shared borders, from the largest region of each part."""
    regions = len(size)
    tree = minimum_spanning_tree(coo_matrix((-count.astype(float), (first, second)), (regions, regions)))
    group = connected_components(tree, directed=False)[1]
    by_size = np.argsort(-size, kind="stable")
    largest = by_size[np.unique(group[by_size], return_index=True)[1]]
    from_, to = tree.tocoo().row, tree.tocoo().col
    ends = np.concatenate([from_, largest]), np.concatenate([to, np.full(len(largest), regions)])
    walk: csr_matrix = coo_matrix((np.ones(len(ends[0])), ends), (regions + 1, regions + 1)).tocsr()
    order, before = breadth_first_order(walk, regions, directed=False)
    step = {(int(i), int(j)): int(n) for i, j, n in zip(first, second, cycles) if n}
    shift = np.zeros(regions + 1, np.int64)
    for node, parent in zip(order[1:].tolist(), before[order[1:]].tolist()):
        jump = step.get((parent, node), 0) if parent < node else -step.get((node, parent), 0)
        shift[node] = shift[parent] - jump
    return shift[:regions]
