"""Targets sorted by sheets on the disk, and what is read of them around any piece of ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.base.grid import Grid
from ..core.targets.targets import Targets
from .kept import Kept, growing
from .plan import block_name

Rows = NDArray[Any]
ROW = np.dtype(
    [
        ("number", "<i8"),  # of the target among all, in the order of the sources
        ("x", "<f8"),
        ("y", "<f8"),
        ("velocity", "<f8"),
        ("coherence", "<f8"),
        ("height", "<f8"),
        ("velocity_std", "<f8"),
    ]
)
_NAMES = ROW.names[1:]  # type: ignore[index]
_SMALL = 256  # bytes: an empty file cannot be mapped
Bounds = tuple[float, float, float, float]


def rows_of(targets: Targets, part: slice, first: int) -> Rows:
    """A part of the targets as rows; the first of all targets has the number `first`."""
    rows = np.empty(part.stop - part.start, ROW)
    rows["number"] = first + np.arange(part.start, part.stop)
    for name in _NAMES:
        rows[name] = getattr(targets, name)[part]
    return rows


def targets_of(rows: Rows, crs: str) -> Targets:
    """Rows as targets."""
    x, y, velocity, coherence, height, deviation = (np.ascontiguousarray(rows[name]) for name in _NAMES)
    return Targets(x, y, crs, velocity, coherence, height, deviation)


def blocks_of(rows: Rows, grid: Grid, size: int) -> Iterator[tuple[str, Rows]]:
    """The rows of each block of ground of `size` cells a side, also beside the grid, in their order."""
    columns, lines = grid.cells_of(rows["x"], rows["y"])
    column, line = (np.floor(place / size).astype(np.int64) for place in (columns, lines))
    order = np.lexsort((column, line))
    changes = np.flatnonzero((np.diff(column[order]) != 0) | (np.diff(line[order]) != 0)) + 1
    for part in np.split(order, changes) if len(order) else []:
        yield block_name(int(line[part[0]]), int(column[part[0]])), rows[np.sort(part)]


def block_bounds(name: str, grid: Grid, size: int) -> Bounds:
    """West, south, east and north of a block of ground, m."""
    line, column = (int(part[1:]) for part in name.split("_"))
    side = size * grid.cell_m
    west, north = grid.x_min + column * side, grid.y_max - line * side
    return west, north - side, west + side, north


def wider(bounds: Bounds, margin_m: float) -> Bounds:
    """Bounds with a margin."""
    return bounds[0] - margin_m, bounds[1] - margin_m, bounds[2] + margin_m, bounds[3] + margin_m


def blocks_around(bounds: Bounds, grid: Grid, size: int) -> list[str]:
    """Names of all blocks that meet a piece of ground."""
    side = size * grid.cell_m
    first, last = (int(np.floor((x - grid.x_min) / side)) for x in (bounds[0], bounds[2]))
    top, bottom = (int(np.floor((grid.y_max - y) / side)) for y in (bounds[3], bounds[1]))
    return [block_name(line, column) for line in range(top, bottom + 1) for column in range(first, last + 1)]


def save(path: str, values: NDArray[Any]) -> None:
    """Write an array; the file appears when it is complete."""
    with growing(Path(path)) as draft, draft.open("wb") as file:
        np.save(file, values)


def load(path: str) -> NDArray[Any]:
    """An array of a file, which is read where it is used."""
    values: NDArray[Any] = np.load(path, mmap_mode="r") if Path(path).stat().st_size > _SMALL else np.load(path)
    return values


def read_around(
    bounds: Bounds, grid: Grid, size: int, sorted_rows: Kept, beside: Kept | None = None
) -> tuple[Rows, NDArray[Any] | None]:
    """Rows of a piece of ground in the order of their numbers, and what another step keeps of each of them.

    Args:
        bounds: west, south, east, north, m.
        grid, size: of the survey.
        sorted_rows: step that has the rows of each block.
        beside: step with an array for each block, a row for each of its targets; None: none is read.
    """
    found: list[Rows] = [np.zeros(0, ROW)]
    others: list[NDArray[Any]] = []
    for name in blocks_around(bounds, grid, size):
        if not Path(sorted_rows.path(f"{name}.npy")).exists():
            continue
        rows = load(sorted_rows.path(f"{name}.npy"))
        inside = np.flatnonzero(_inside(rows, bounds))
        found.append(np.asarray(rows[inside]))
        if beside is not None:
            others.append(np.asarray(load(beside.path(f"{name}.npy"))[inside]))
    rows = np.concatenate(found)
    order = np.argsort(rows["number"], kind="stable")
    return rows[order], np.concatenate(others)[order] if others else None


def _inside(rows: Rows, bounds: Bounds) -> NDArray[np.bool_]:
    west, south, east, north = bounds
    x, y = rows["x"], rows["y"]
    return np.asarray((x >= west) & (x <= east) & (y >= south) & (y <= north))


def without_repeats(rows: Rows) -> Rows:
    """Rows without those that equal an earlier one in place and all values: neighbouring products share targets."""
    bare = np.nan_to_num(np.column_stack([rows[name] for name in _NAMES]), nan=np.inf)
    first = np.unique(bare, axis=0, return_index=True)[1]
    return np.asarray(rows[np.sort(first)])


def joined(parts: Sequence[Rows]) -> Rows:
    """Rows of several sources, in the order of their numbers, without repeats."""
    rows = np.concatenate(parts)
    return without_repeats(rows[np.argsort(rows["number"], kind="stable")])
