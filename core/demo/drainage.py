"""Where water goes, and how it cuts valleys (implicit stream power)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

_NEIGHBOURS = ((0, 1, 1.0), (1, 0, 1.0), (1, 1, 2**0.5), (1, -1, 2**0.5))
_DIGITS = 4  # of heights in m: where water goes hangs on the last one, see noise.steady
_TIE = 1e-3  # m; among lower neighbours the steepest wins


@dataclass(frozen=True)
class Drainage:
    """Flow paths that all reach an outlet, through the lowest pass of each depression.

    Args:
        order: cells from the outlets upstream, (n,).
        receiver: for each place in `order`, the place of the cell below; an outlet is its own.
        length: distance to the receiver in cells, (n,).
        levels: start of each generation in `order`, and its end.
    """

    order: NDArray[np.int64]
    receiver: NDArray[np.int64]
    length: NDArray[np.float64]
    levels: list[int]

    def accumulate(self) -> NDArray[np.float64]:
        """Number of cells upstream of each cell, itself counted, in the order of `order`."""
        area = np.ones(len(self.order))
        for below, start, end in zip(self.levels[-3::-1], self.levels[-2:0:-1], self.levels[:1:-1]):
            inflow = np.bincount(self.receiver[start:end] - below, area[start:end], minlength=start - below)
            area[below:start] += inflow
        return area


def route(z: NDArray[np.float64], outlets: NDArray[np.bool_]) -> Drainage:
    """Steepest descent to the outlets that leaves depressions through their lowest pass.

    The minimum spanning tree of the graph of neighbours, each edge as high as its higher end, holds the
    path to an outlet whose highest point is lowest (the idea of Cordonnier et al. 2019, Earth Surf. Dynam. 7, 549).
    """
    rows, columns = z.shape
    cells = rows * columns
    index = np.arange(cells).reshape(rows, columns)
    first, second, weight = [], [], []
    for down, right, distance in _NEIGHBOURS:
        a = (slice(0, rows - down), slice(max(0, -right), columns - max(0, right)))
        b = (slice(down, rows), slice(max(0, right), columns + min(0, right)))
        first.append(index[a].ravel())
        second.append(index[b].ravel())
        height = np.maximum(z[a], z[b]) - _TIE * np.abs(z[a] - z[b]) / distance
        weight.append(height.ravel())
    ends = index[outlets]
    first.append(np.full(len(ends), cells))
    second.append(ends)
    heights = np.concatenate(weight)
    weights = np.concatenate([heights - heights.min() + 1.0, np.full(len(ends), 1e-3)])
    graph = sparse.coo_matrix((weights, (np.concatenate(first), np.concatenate(second))), (cells + 1, cells + 1))
    tree = csgraph.minimum_spanning_tree(graph.tocsr())
    order, parent = csgraph.breadth_first_order(tree, cells, directed=False)
    return _generations(order.astype(np.int64), parent.astype(np.int64), columns)


def _generations(order: NDArray[np.int64], parent: NDArray[np.int64], columns: int) -> Drainage:
    """Drop the common root and find the generations; the tree was walked breadth first."""
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    above = np.concatenate([[0], place[parent[order[1:]]]])  # never falls along the order
    bounds = [1, int(np.searchsorted(above[1:], 0, side="right")) + 1]
    while bounds[-1] < len(order):
        bounds.append(int(np.searchsorted(above[1:], bounds[-1] - 1, side="right")) + 1)
    cells = order[1:]
    receiver = np.maximum(above[1:] - 1, 0)
    receiver[: bounds[1] - 1] = np.arange(bounds[1] - 1)
    below = cells[receiver]
    length = np.hypot(cells // columns - below // columns, cells % columns - below % columns)
    return Drainage(cells, receiver, np.maximum(length, 1.0), [bound - 1 for bound in bounds])


def erode(
    z: NDArray[np.float64],
    outlets: NDArray[np.bool_],
    cell_m: float,
    power: NDArray[np.float64],
    exponent: float = 0.45,
) -> NDArray[np.float64]:
    """One implicit step of stream power, z = (z + F z_receiver) / (1 + F), F = power A^exponent / distance.

    Braun and Willett (2013), Geomorphology 180-181, 170, with n = 1; depressions are filled to their pass.

    Args:
        z: heights, m (rows, columns); changed in place.
        outlets: cells that keep their height and take the water.
        cell_m: m.
        power: K times the time for each cell, in m^(1 - 2 exponent).
        exponent: of the drainage area A in m2.

    Returns:
        Number of cells upstream, (rows, columns).
    """
    flow = route(z, outlets)
    area = flow.accumulate()
    height = z.ravel()[flow.order]
    factor = power.ravel()[flow.order] * (area * cell_m**2) ** exponent / (flow.length * cell_m)
    for start, end in zip(flow.levels[1:-1], flow.levels[2:]):
        below = height[flow.receiver[start:end]]
        own = height[start:end]
        cut = (own + factor[start:end] * below) / (1 + factor[start:end])
        height[start:end] = np.maximum(cut, below)
    flat = np.empty(z.size)
    flat[flow.order] = height
    z[...] = np.round(flat.reshape(z.shape), _DIGITS)
    upstream = np.empty(z.size)
    upstream[flow.order] = area
    return upstream.reshape(z.shape)
