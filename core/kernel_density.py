"""Kernel density of targets: exact at every cell, by running sums along the rows of the raster.

A polynomial kernel is, along one row of cells, a polynomial of the column inside an interval and 0 outside. So a target adds the
coefficients of its polynomial at the first cell of the interval and takes them away behind the last; a running sum along the row
then gives, at each cell, the coefficients of the sum of all kernels that reach it. The work is one step for each row that a target
reaches, not one for each cell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .grid import Grid, Window

QUARTIC, PRINTED = "quartic", "printed"
KERNELS = {QUARTIC: 2, PRINTED: 1}  # power of (1 - u^2)
_CHUNK = 500_000  # pairs of a target and a row in memory at once
_WIDEST = 8.0  # bandwidths from the middle of a block to its edge: keeps the powers of the column small


@dataclass(frozen=True)
class KernelField:
    """Weighted targets whose kernel density can be asked for at any window of a grid.

    The kernel is (3 / (pi h^2)) (1 - u^2)^2 with u = distance / bandwidth h, of unit volume (ArcGIS, QGIS), or with the exponent 1
    as Liang et al. (2023), Eq. 2, prints it (volume 1.5).

    Args:
        grid: on whose cell centres the density is asked for.
        x, y: (n,) positions in the grid's CRS, m, sorted by nothing in particular.
        weights: (k, n) float64; one map for each row.
        bandwidth_m: radius beyond which a target has no influence.
        kernel: one of KERNELS.
    """

    grid: Grid
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    weights: NDArray[np.float64]
    bandwidth_m: float
    kernel: str = QUARTIC

    def __post_init__(self) -> None:
        order = np.argsort(self.y, kind="stable")
        for name, values in (("x", self.x[order]), ("y", self.y[order]), ("weights", self.weights[:, order])):
            object.__setattr__(self, name, np.ascontiguousarray(values, np.float64))

    def sums(self, window: Window) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Sum of weight times kernel at the cell centres of a window.

        Returns:
            sums (k, rows, columns) float64 in weight / m2, and where a target is within reach (rows, columns).
        """
        sums = np.zeros((len(self.weights), *window.shape))
        reached = np.zeros(window.shape, bool)
        width = max(32, int(2 * _WIDEST * self.bandwidth_m / self.grid.cell_m))
        for column in range(0, window.columns, width):
            block = Window(window.column + column, window.row, min(width, window.columns - column), window.rows)
            near = self._near(block)
            if len(near):
                part = slice(column, column + block.columns)
                sums[:, :, part], reached[:, part] = self._block(block, near)
        return sums, reached

    def _near(self, window: Window) -> NDArray[np.intp]:
        """Targets that may reach a window."""
        west, south, east, north = self.grid.part(window).bounds
        h = self.bandwidth_m
        first, last = np.searchsorted(self.y, [south - h, north + h])
        x = self.x[first:last]
        return np.asarray(first + np.flatnonzero((x > west - h) & (x < east + h)), np.intp)

    def _block(self, window: Window, near: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Sums in a window that is a few bandwidths wide."""
        power = KERNELS[self.kernel]
        scale = self.grid.cell_m / self.bandwidth_m  # one cell in bandwidths
        columns, rows = self.grid.cells_of(self.x[near], self.y[near])
        middle = window.column + window.columns / 2.0
        t = (columns - middle) * scale  # position along the row, in bandwidths from the middle of the block
        row = rows - window.row
        size = window.rows * (window.columns + 1)
        coefficients = np.zeros((len(self.weights), 2 * power + 1, size))
        count = np.zeros(size)
        reach = 1.0 / scale
        depth = int(2 * reach) + 2  # rows that a target may reach
        step = max(1, _CHUNK // depth)
        for start in range(0, len(near), step):
            some = slice(start, start + step)
            _add(coefficients, count, t[some], row[some], self.weights[:, near[some]], scale, depth, window, power)
        shape = (window.rows, window.columns + 1)
        reached = np.cumsum(count.reshape(shape), axis=1)[:, :-1] > 0.5
        place = (np.arange(window.columns) + 0.5 - window.columns / 2.0) * scale
        sums = np.zeros((len(self.weights), *window.shape))
        for degree in reversed(range(2 * power + 1)):  # Horner
            running = np.cumsum(coefficients[:, degree].reshape(-1, *shape), axis=2)[:, :, :-1]
            sums = sums * place + running
        sums *= 3.0 / (np.pi * self.bandwidth_m**2)
        sums[:, ~reached] = 0.0
        return sums, reached


def _add(
    coefficients: NDArray[np.float64], count: NDArray[np.float64], t: NDArray[np.float64], row: NDArray[np.float64],
    weights: NDArray[np.float64], scale: float, depth: int, window: Window, power: int,
) -> None:  # fmt: skip
    """Add the polynomials of some targets at both ends of their intervals, row by row.

    (a - (s - t)^2)^power with a = 1 - (distance of the row)^2, s the place along the row; all in bandwidths.
    """
    first = np.floor(row - 1.0 / scale).astype(np.int64)
    line = first[:, None] + np.arange(depth + 1)[None, :]  # (targets, rows)
    a = 1.0 - ((line + 0.5 - row[:, None]) * scale) ** 2
    target, offset = np.nonzero((a > 0) & (line >= 0) & (line < window.rows))
    a, line, t = a[target, offset], line[target, offset], t[target]
    half = np.sqrt(a)
    middle = window.columns / 2.0 - 0.5
    begin = np.floor((t - half) / scale + middle).astype(np.int64) + 1  # first cell centre inside, border left out
    end = np.ceil((t + half) / scale + middle).astype(np.int64)  # first one behind
    begin, end = np.clip(begin, 0, window.columns), np.clip(end, 0, window.columns)
    inside = begin < end
    a, t, target = a[inside], t[inside], target[inside]
    start = line[inside] * (window.columns + 1)
    places = np.concatenate([start + begin[inside], start + end[inside]])
    count += np.bincount(places, np.repeat([1.0, -1.0], len(a)), minlength=len(count))
    terms = _polynomial(a, t, power)
    for k, weight in enumerate(weights):
        for degree, term in enumerate(terms):
            value = term * weight[target]
            coefficients[k, degree] += np.bincount(places, np.concatenate([value, -value]), minlength=len(count))


def _polynomial(a: NDArray[np.float64], t: NDArray[np.float64], power: int) -> list[NDArray[np.float64]]:
    """Coefficients of (a - (s - t)^2)^power in s, from degree 0 up."""
    base = [a - t * t, 2.0 * t, np.full_like(a, -1.0)]
    if power == 1:
        return base
    c, b, _ = base
    return [c * c, 2.0 * b * c, b * b - 2.0 * c, -2.0 * b, np.ones_like(a)]
