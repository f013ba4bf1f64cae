"""The R*tree of a GeoPackage's points, packed bottom up: sorted, cut into full nodes, every node written once.

SQLite's own R*tree takes one point after the other, 20 us each; packed (Leutenegger et al. 1997, "STR: a simple and
efficient algorithm for R-tree packing") it takes 1 us. The layout of the nodes is that of SQLite's documentation, "The
SQLite R*Tree Module", section 6: 2 bytes depth (in the root), 2 bytes number of cells, then 24 bytes for each cell, all
big-endian.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_CELL = np.dtype([("id", ">i8"), ("x_min", ">f4"), ("x_max", ">f4"), ("y_min", ">f4"), ("y_max", ">f4")])
_HEADER = 4  # bytes before the first cell
_NODES = 4096  # made at once
_ROOT = 1  # SQLite looks for the root under this number


@dataclass(frozen=True)
class Level:
    """Nodes of one depth.

    Args:
        first: number of its first node; the others follow.
        items: (n,) what the cells hold: numbers of the points, or of the nodes below.
        boxes: (4, n) float32: x_min, x_max, y_min, y_max of the cells, rounded outwards.
        per_node: cells in a full node; only the last node may be less full.
        depth: that the root's header names; 0 for all other nodes.
    """

    first: int
    items: NDArray[np.int64]
    boxes: NDArray[np.float32]
    per_node: int
    depth: int

    @property
    def nodes(self) -> NDArray[np.int64]:
        """(n,) number of the node that holds each cell."""
        return self.first + np.arange(len(self.items)) // self.per_node

    def blobs(self) -> Iterator[list[tuple[int, bytes]]]:
        """Numbers and contents of the nodes, some thousand at a time."""
        size = _HEADER + self.per_node * _CELL.itemsize
        for start in range(0, len(self.items), _NODES * self.per_node):
            part = slice(start, start + _NODES * self.per_node)
            count = len(self.items[part])
            nodes = -(-count // self.per_node)
            cells = np.zeros(nodes * self.per_node, _CELL)
            cells["id"][:count] = self.items[part]
            for name, values in zip(_CELL.names[1:], self.boxes[:, part]):  # type: ignore[index]
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
    order = _tiled(x, y, per_node)
    items, boxes = order + 1, np.stack([_below(x[order]), _above(x[order]), _below(y[order]), _above(y[order])])
    made = [(items, boxes)]
    while len(items) > per_node:
        starts = np.arange(0, len(items), per_node)
        boxes = np.stack([(np.maximum if i % 2 else np.minimum).reduceat(side, starts) for i, side in enumerate(boxes)])
        items = np.arange(len(starts))
        made.append((items, boxes))
    levels: list[Level] = []
    below = [-(-len(items) // per_node) for items, _ in made]
    firsts = [_ROOT + 1 + sum(below[i + 1 : -1]) for i in range(len(made) - 1)] + [_ROOT]
    for i, (items, boxes) in enumerate(made):
        is_root = i == len(made) - 1
        levels.append(Level(firsts[i], items + (firsts[i - 1] if i else 0), boxes, per_node, i if is_root else 0))
    return levels


def _tiled(x: NDArray[np.float64], y: NDArray[np.float64], per_node: int) -> NDArray[np.int64]:
    """Order in which consecutive points are neighbours: upright strips of equally many points, each sorted by y."""
    strips = int(np.ceil(np.sqrt(len(x) / per_node)))
    strip = np.empty(len(x), np.int32)
    strip[np.argsort(x, kind="stable")] = np.arange(len(x)) // (per_node * strips)
    return np.asarray(np.lexsort((y, strip)), np.int64)


def _below(values: NDArray[np.float64]) -> NDArray[np.float32]:
    rounded = values.astype(np.float32)
    return np.where(rounded > values, np.nextafter(rounded, np.float32(-np.inf)), rounded)


def _above(values: NDArray[np.float64]) -> NDArray[np.float32]:
    return -_below(-values)
