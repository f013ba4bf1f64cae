"""The R*tree of a GeoPackage's points, packed bottom up: sorted, cut into full nodes, every node written once.

SQLite's own R*tree takes one point after the other, 20 us each; packed (Leutenegger et al. 1997, "STR: a simple and
efficient algorithm for R-tree packing") it takes 1 us. The layout of the nodes is that of SQLite's documentation, "The
SQLite R*Tree Module", section 6: 2 bytes depth (in the root), 2 bytes number of cells, then 24 bytes for each cell, all
big-endian.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..files.columns import let_go

_CELL = np.dtype([("id", ">i8"), ("x_min", ">f4"), ("x_max", ">f4"), ("y_min", ">f4"), ("y_max", ">f4")])
_HEADER = 4  # bytes before the first cell
_NODES = 4096  # made at once
_ROOT = 1  # SQLite looks for the root under this number


@dataclass(frozen=True)
class Level:
    """Nodes of one depth.

    Args:
        first: number of its first node; the others follow.
        items: (n,) what the cells hold: numbers of the points, or of the nodes below; all numbers of a range.
        boxes_of: (4, k) float32: x_min, x_max, y_min, y_max of some of the cells, rounded outwards.
        per_node: cells in a full node; only the last node may be less full.
        depth: that the root's header names; 0 for all other nodes.
    """

    first: int
    items: NDArray[np.int32]
    boxes_of: Callable[[slice], NDArray[np.float32]]
    per_node: int
    depth: int

    def holders(self) -> tuple[int, NDArray[np.int32]]:
        """The lowest item, and for it and each following one the number of the node that holds it."""
        lowest = int(self.items.min())
        found = np.empty(len(self.items), np.int32)
        for part in self._parts():
            found[self.items[part] - lowest] = self.first + np.arange(part.start, part.stop) // self.per_node
        return lowest, found

    def _parts(self) -> Iterator[slice]:
        """Slices of the cells of some thousand nodes."""
        for start in range(0, len(self.items), _NODES * self.per_node):
            yield slice(start, min(start + _NODES * self.per_node, len(self.items)))

    def blobs(self) -> Iterator[list[tuple[int, bytes]]]:
        """Numbers and contents of the nodes, some thousand at a time."""
        size = _HEADER + self.per_node * _CELL.itemsize
        for part in self._parts():
            start, count = part.start, part.stop - part.start
            nodes = -(-count // self.per_node)
            cells = np.zeros(nodes * self.per_node, _CELL)
            cells["id"][:count] = self.items[part]
            for name, values in zip(_CELL.names[1:], self.boxes_of(part)):  # type: ignore[index]
                cells[name][:count] = values
            raw = np.zeros((nodes, size), np.uint8)
            full = np.full(nodes, self.per_node, ">u2")
            full[-1] = count - (nodes - 1) * self.per_node
            raw[:, 1] = self.depth
            raw[:, 2:_HEADER] = full.view(np.uint8).reshape(nodes, 2)
            raw[:, _HEADER:] = cells.view(np.uint8).reshape(nodes, -1)
            content, number = raw.tobytes(), self.first + start // self.per_node
            yield [(number + i, content[i * size : (i + 1) * size]) for i in range(nodes)]


def packed_levels(x: NDArray[np.float64], y: NDArray[np.float64], node_bytes: int) -> list[Level]:
    """Levels of the tree of points (n > 0) that are numbered from 1; the leaves first, the root, one node, last.

    Args:
        x, y: (n,) finite.
        node_bytes: size of a node, from the root of the empty tree.
    """
    per_node = (node_bytes - _HEADER) // _CELL.itemsize
    items = _tiled(x, y, per_node)
    items += 1

    def around(part: slice) -> NDArray[np.float32]:
        east, north = x[items_of_points[part] - 1], y[items_of_points[part] - 1]
        return np.stack([_below(east), _above(east), _below(north), _above(north)])

    items_of_points = items
    boxes_of: Callable[[slice], NDArray[np.float32]] = around
    made = [(items, boxes_of)]
    while len(items) > per_node:
        boxes_of = _around_nodes(boxes_of, len(items), per_node)
        items = np.arange(-(-len(items) // per_node), dtype=np.int32)
        made.append((items, boxes_of))
    levels: list[Level] = []
    below = [-(-len(items) // per_node) for items, _ in made]
    firsts = [_ROOT + 1 + sum(below[i + 1 : -1]) for i in range(len(made) - 1)] + [_ROOT]
    for i, (items, boxes_of) in enumerate(made):
        is_root = i == len(made) - 1
        numbers = items + np.int32(firsts[i - 1]) if i else items
        levels.append(Level(firsts[i], numbers, boxes_of, per_node, i if is_root else 0))
    return levels


def _around_nodes(
    boxes_of: Callable[[slice], NDArray[np.float32]], count: int, per_node: int
) -> Callable[[slice], NDArray[np.float32]]:
    """Boxes of the nodes that hold so many cells, from the boxes of the cells."""
    made = []
    for start in range(0, count, _NODES * per_node):
        below = boxes_of(slice(start, min(start + _NODES * per_node, count)))
        starts = np.arange(0, below.shape[1], per_node)
        made.append([(np.maximum if i % 2 else np.minimum).reduceat(side, starts) for i, side in enumerate(below)])
    boxes = np.concatenate([np.stack(part) for part in made], axis=1)
    return lambda part: np.asarray(boxes[:, part], np.float32)


def _tiled(x: NDArray[np.float64], y: NDArray[np.float64], per_node: int) -> NDArray[np.int32]:
    """Order in which consecutive points are neighbours: upright strips of equally many points, each sorted by y."""
    strips = int(np.ceil(np.sqrt(len(x) / per_node)))
    order = np.argsort(x, kind="stable").astype(np.int32)
    let_go()
    for start in range(0, len(x), per_node * strips):
        strip = np.sort(order[start : start + per_node * strips])
        order[start : start + per_node * strips] = strip[np.argsort(y[strip], kind="stable")]
    let_go()
    return order


def _below(values: NDArray[np.float64]) -> NDArray[np.float32]:
    rounded = values.astype(np.float32)
    return np.where(rounded > values, np.nextafter(rounded, np.float32(-np.inf)), rounded)


def _above(values: NDArray[np.float64]) -> NDArray[np.float32]:
    return -_below(-values)
