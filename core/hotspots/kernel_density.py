"""Kernel density of targets, exact at every cell, by matrix products.

The cells fall into square blocks. Each block meets the targets that may reach it (those of the bins of targets around
it). With positions in kernel radii from the middle of the block, q = 1 - |cell - target|^2 is a product of four numbers
of the target and four of the cell; the kernel is a function of q, and the weighted sum over the targets is a second
product. Blocks with about as many targets go through numpy together. Nothing is interpolated or snapped; what is left
is the rounding of 32-bit floats, some 1e-7 of the sum of the kernels.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, check_cancelled
from ..files.columns import let_go

QUARTIC, GAUSSIAN, PRINTED = "quartic", "gaussian", "printed"
_CUT = 3.0  # bandwidths where the Gaussian kernel ends
Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Indices = NDArray[np.intp]
_AT_ONCE = 2**18  # pairs of a target and a cell in memory at once, 4 bytes each
_DEEPEST = 2048  # targets in one product: bounds the rounding of its sums
_SMALLEST, _LARGEST = 4, 16
_FINE = 4  # bins of targets along a side of a block
_BAND = 1024  # rows of cells whose targets are sorted into bins at once
_FEW = 300_000  # targets that are sorted at once, wherever they lie


@dataclass(frozen=True)
class KernelField:
    """Weighted targets whose kernel density can be asked for at any window of a grid. Several threads may ask at once.

    Of many targets only those around the rows of cells that are asked for are sorted at a time, so that the memory
    beside the targets themselves does not grow with their number.

    Args:
        grid: on whose cell centres the density is asked for.
        x, y: (n,) positions in the grid's CRS, m, in any order.
        weights: k rows (n,) of numbers; one map for each.
        bandwidth_m: of the kernel.
        kernel: one of KERNELS.
    """

    grid: Grid
    x: Floats
    y: Floats
    weights: Sequence[NDArray[Any]] | Floats
    bandwidth_m: float
    kernel: str = QUARTIC
    _kept: dict[tuple[int, int], _Sorted] = field(init=False, repr=False, default_factory=dict)
    _lock: threading.Lock = field(init=False, repr=False, default_factory=threading.Lock)

    @property
    def _radius(self) -> float:
        """How far a target reaches, in cells."""
        return KERNELS[self.kernel].reach * self.bandwidth_m / self.grid.cell_m

    @property
    def _block(self) -> int:
        """Cells along a side of a block: a fraction of the radius, a power of two.

        1 where a block would be many radii wide, for the rounding.
        """
        return (
            1
            if self._radius < 1.0
            else int(np.clip(2 ** np.round(np.log2(max(self._radius, 1.0) / 1.2)), _SMALLEST, _LARGEST))
        )

    def sums(self, window: Window, progress: Progress = Silent()) -> tuple[Singles, NDArray[np.bool_]]:
        """Sum of weight times kernel at the cell centres of a window.

        Args:
            window: of the grid; the result of a cell does not depend on it beyond the rounding.
            progress: asked whether the user cancelled.

        Returns:
            sums (k, rows, columns) float32 in weight / m2, and where a target is within reach (rows, columns).

        Raises:
            Cancelled: as soon as the user asks to stop.
        """
        return self._sorted(window).sums(window, progress)

    def _sorted(self, window: Window) -> _Sorted:
        """The targets around the rows of a window, sorted into bins."""
        last = -(-(window.row + window.rows) // _BAND)
        rows = (0, 0) if len(self.x) <= _FEW else (window.row // _BAND, last)
        with self._lock:
            if rows not in self._kept:
                self._kept.clear()  # windows are asked for row by row, and those that are at work keep their own
                self._kept[rows] = self._sort(*rows)
            return self._kept[rows]

    def _sort(self, first: int, last: int) -> _Sorted:
        """The targets that reach the rows from one band to before another one, in bins; all, where there is no band."""
        x, y, weights = self.x, self.y, self.weights
        if first < last:
            margin = self._radius + 2 * self._block
            north, south = (self.grid.y_max - row * self.grid.cell_m for row in (first * _BAND, last * _BAND))
            near = np.flatnonzero(
                (y <= north + margin * self.grid.cell_m) & (y >= south - margin * self.grid.cell_m)
            ).astype(np.int32)
            let_go()
            x, y, *weights = (_taken(column, near) for column in (x, y, *weights))
        columns, rows = self.grid.cells_of(x, y)
        bins = _Bins(columns, rows, self._block)
        kernel = KERNELS[self.kernel]
        scale = kernel.peak / kernel.shape_scale / self.bandwidth_m**2
        ones = np.broadcast_to(1.0, len(x))
        rows_of_weights = [*weights] if self._counts else [*weights, ones]
        made = np.zeros((len(rows_of_weights), len(x) + 1), np.float32)  # the last target weighs nothing
        for number, row in enumerate(rows_of_weights):
            made[number, :-1] = row[bins.order] * scale
        del bins.order  # nobody asks for it again
        return _Sorted(bins, made, self._counts, self._radius, self._block, kernel)

    @property
    def _counts(self) -> bool:
        """Whether the first weight is 1 for all targets, so that its sum tells where one is within reach."""
        first = self.weights[0]
        return first.strides == (0,) and len(first) > 0 and bool(first[0] == 1.0)


@dataclass(frozen=True)
class _Sorted:
    """Targets in bins, with their weights: (k, n + 1), the target without any weight last.

    The first of the k weights is 1, or one more than are asked for is, the last.
    """

    _bins: _Bins
    _weights: Singles
    _unit_first: bool
    _radius: float
    _block: int
    _kernel: Kernel

    def sums(self, window: Window, progress: Progress = Silent()) -> tuple[Singles, NDArray[np.bool_]]:
        """See KernelField.sums."""
        side = self._block
        column, row = window.column // side, window.row // side
        columns = -(-(window.column + window.columns) // side) - column
        rows = -(-(window.row + window.rows) // side) - row
        made = np.zeros((len(self._weights), rows, side, columns, side), np.float32)
        self._add(made, Window(column, row, columns, rows), progress)
        whole = Window(column * side, row * side, columns * side, rows * side)
        made = made.reshape(-1, *whole.shape)[(slice(None), *window.relative_to(whole).slices)]
        return (made, made[0] > 0.0) if self._unit_first else (made[:-1], made[-1] > 0.0)

    def _add(self, made: Singles, blocks: Window, progress: Progress) -> None:
        """Add the sums of all weights in a window of blocks, (k, rows, side, columns, side)."""
        start, count = self._bins.near(blocks, self._radius)
        depth = count.sum(axis=1)
        order = np.argsort(-depth, kind="stable")[: np.count_nonzero(depth)]  # the deepest first
        if not len(order):
            return
        near, depth = _ranges(start[order], count[order]), depth[order]
        offset = np.cumsum(depth) - depth
        side = self._block
        row, column = np.unravel_index(order, blocks.shape)
        middle: Floats = side * (np.column_stack([row + blocks.row, column + blocks.column]) + 0.5)
        cells = _cell_terms(side, self._radius)
        rooms = np.empty((2, _AT_ONCE), np.float32)
        for some, part in _batches(depth, side * side):
            check_cancelled(progress)
            inside = part < depth[some, None]
            targets = near[np.minimum(offset[some, None] + part, len(near) - 1)]
            targets[~inside] = self._weights.shape[1] - 1  # the one that weighs nothing
            q, room = rooms[:, : targets.size * side * side].reshape(2, *targets.shape, -1)
            np.matmul(self._target_terms(targets, middle[some]), cells, out=q)
            self._kernel.shape(q, room)
            weights = self._weights[:, targets].transpose(1, 0, 2)
            sums = np.matmul(np.ascontiguousarray(weights), q).reshape(len(targets), -1, side, side)
            if part[0]:
                sums += made[:, row[some], :, column[some], :]
            made[:, row[some], :, column[some], :] = sums

    def _target_terms(self, targets: Indices, middle: Floats) -> Singles:
        """Factors of q, (blocks, targets, 4), from the targets (blocks, targets) and the blocks' centres in cells."""
        row = (self._bins.rows[targets] - middle[:, :1]) / self._radius
        column = (self._bins.columns[targets] - middle[:, 1:]) / self._radius
        terms = np.empty((*targets.shape, 4), np.float32)
        terms[..., 0] = 1.0 - row * row - column * column
        terms[..., 1] = 2.0 * row
        terms[..., 2] = 2.0 * column
        terms[..., 3] = -1.0
        return terms


def local_mean(sums: Singles, density: Singles) -> Singles:
    """Nadaraya-Watson: sum of weight times kernel over the sum of the kernels, at any shape.

    NaN where there is none.
    """
    mean = np.full(sums.shape, np.nan, sums.dtype)
    np.divide(sums, density, out=mean, where=density > 0)
    return mean


def _cell_terms(side: int, radius: float) -> Singles:
    """Factors of q (4, cells) of the cells of a block, from its middle in radii."""
    place = (np.arange(side) + 0.5 - side / 2.0) / radius
    row, column = (part.ravel() for part in np.meshgrid(place, place, indexing="ij"))
    return np.array([np.ones_like(row), row, column, row * row + column * column], np.float32)


def _batches(depth: Indices, cells: int) -> Iterator[tuple[slice, Indices]]:
    """Batches of blocks whose pairs fit in memory, and which of their targets: numbers from 0.

    Args:
        depth: (blocks,) targets of each block, falling.
        cells: of a block.
    """
    start = 0
    while start < len(depth):
        deepest = int(depth[start])
        end = min(len(depth), start + max(1, _AT_ONCE // (cells * min(deepest, _DEEPEST))))
        end = start + int(
            np.searchsorted(-depth[start:end], -(deepest // 2), side="right")
        )  # the padding stays below a half
        step = max(1, min(_DEEPEST, _AT_ONCE // cells))
        for first in range(0, deepest, step):
            yield slice(start, end), np.arange(first, min(first + step, deepest))
        start = end


def _taken(column: NDArray[Any], rows: NDArray[np.int32]) -> NDArray[Any]:
    """Some rows of a column, which is in memory no longer than that."""
    taken: NDArray[Any] = column[rows]
    let_go()
    return taken


def _ranges(start: Indices, count: Indices) -> Indices:
    """All of start, start + 1, ..., start + count - 1 of each range, one after the other."""
    start, count = start.ravel(), count.ravel()
    before = np.cumsum(count) - count
    return np.asarray(np.arange(count.sum()) + np.repeat(start - before, count), np.intp)


class _Bins:
    """Targets sorted into bins: rows of blocks, and fractions of a block along each.

    Args:
        columns, rows: (n,) positions in cells.
        side: of a block, in cells.

    Attributes:
        order: (n,) of the sorted targets, until their weights are sorted as well.
        columns, rows: (n + 1,) sorted positions; the last one stands for no target.
    """

    def __init__(self, columns: Floats, rows: Floats, side: int) -> None:
        self._side = side
        strip, fine = np.floor(rows / side), np.floor(columns * (_FINE / side))
        self._width = float(np.ptp(fine)) + 3.0 if len(fine) else 3.0
        self._first = float(fine.min()) - 1.0 if len(fine) else 0.0
        key = strip * self._width + fine - self._first
        self.order = np.argsort(key, kind="stable")
        self._key = key[self.order]
        self.columns, self.rows = np.append(columns[self.order], 0.0), np.append(rows[self.order], 0.0)

    def near(self, blocks: Window, radius: float) -> tuple[Indices, Indices]:
        """Ranges of sorted targets whose bins lie within the radius (cells) of each block.

        Returns:
            first targets and numbers of targets, each (blocks, ranges).
        """
        reach = int(np.ceil(radius / self._side))
        strips = np.arange(blocks.row - reach, blocks.row + blocks.rows + reach)
        margin = int(np.ceil(radius * _FINE / self._side))
        edges = np.arange(blocks.column * _FINE - margin, (blocks.column + blocks.columns) * _FINE + margin + 1)
        bounds = self._search(strips, edges)
        start = np.empty((blocks.rows, blocks.columns, 2 * reach + 1), np.intp)
        end = np.empty_like(start)
        for number, off in enumerate(range(-reach, reach + 1)):
            away = max(0, abs(off) - 1) * self._side
            wide = int(np.ceil(np.sqrt(max(radius * radius - away * away, 0.0)) * _FINE / self._side))
            line = bounds[number : number + blocks.rows]
            last = blocks.columns * _FINE
            start[:, :, number] = line[:, margin - wide : margin - wide + last : _FINE]
            end[:, :, number] = line[:, margin + wide + _FINE :: _FINE][:, : blocks.columns]
        shape = (blocks.rows * blocks.columns, -1)
        return start.reshape(shape), (end - start).reshape(shape)

    def _search(self, strips: Indices, edges: Indices) -> Indices:
        """Number of sorted targets before each edge (in fine bins) of each strip, (strips, edges)."""
        place = np.clip(edges - self._first, 0.0, self._width - 1.0)
        return np.asarray(np.searchsorted(self._key, strips[:, None] * self._width + place), np.intp)


@dataclass(frozen=True)
class Kernel:
    """A kernel k(d) of the distance d with bandwidth h.

    Args:
        reach: where it ends, in bandwidths.
        peak: k(0) h^2.
        shape: from q = 1 - (d / (reach h))^2 to `shape_scale` k(d) / k(0), 0 where q <= 0; works in `q`, with room
            of the same shape.
        shape_scale: what `shape` multiplies by.
    """

    reach: float
    peak: float
    shape: Callable[[Floats, Floats], None]
    shape_scale: float = 1.0


def _twice_positive(q: Floats, room: Floats) -> None:
    """2 max(q, 0), computed several times as fast as by maximum()."""
    np.abs(q, out=room)
    q += room


def _squared(q: Floats, room: Floats) -> None:
    _twice_positive(q, room)
    np.multiply(q, q, out=q)


def _gaussian(q: Floats, room: Floats) -> None:
    np.copysign(np.float32(0.5), q, out=room)
    room += np.float32(0.5)  # 1 inside, 0 outside
    q -= np.float32(1.0)
    q *= np.float32(_CUT**2 / 2.0)
    np.exp(q, out=q)
    q *= room


KERNELS = {
    # (3 / (pi h^2)) (1 - (d/h)^2)^2: unit volume; ArcGIS, QGIS (as "quartic, scaled"), Silverman (1986), Eq. 4.5
    QUARTIC: Kernel(1.0, 3.0 / np.pi, _squared, 4.0),
    # exp(-(d/h)^2 / 2) / (2 pi h^2 (1 - exp(-9/2))) up to 3 h, then 0: what is cut is given back, so that the volume is
    # one
    GAUSSIAN: Kernel(_CUT, 1.0 / (2.0 * np.pi * (1.0 - np.exp(-(_CUT**2) / 2.0))), _gaussian),
    # (3 / (pi h^2)) (1 - (d/h)^2), as Liang et al. (2023) print Eq. 2: volume 1.5
    PRINTED: Kernel(1.0, 3.0 / np.pi, _twice_positive, 2.0),
}
