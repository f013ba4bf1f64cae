"""A raster in larger cells, and back: means of whole cells, and values between them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.grid import Grid, Window
from ..base.progress import Progress, track
from ..gis.raster import RasterReader
from ..gis.raster_writer import Band, RasterWriter

NOT_AVERAGED = ("aspect", "layover_shadow")  # angles and classes: they take the middle cell's
_WINDOW = 512  # coarse cells that are made together, at most; fewer where cells are much larger
_READ = 2048  # cells of the raster that are read along a side, at most

Singles = NDArray[np.float32]


def coarse_grid(grid: Grid, factor: int) -> Grid:
    """The grid whose cells are `factor` times as large, from the same corner; the last ones may reach beyond."""
    rows, columns = (math.ceil(length / factor) for length in grid.shape)
    return Grid(grid.crs, grid.x_min, grid.y_max, grid.cell_m * factor, columns, rows)


def coarse_copy(reader: RasterReader, names: Sequence[str], factor: int, path: str, progress: Progress) -> None:
    """Write some bands of a raster in larger cells, with their names, units and metadata.

    Args:
        reader: of the raster.
        names: of the bands.
        factor: how many times as large the cells become.
        path: of the GeoTIFF.
        progress: reporting and cancel.
    """
    grid = coarse_grid(reader.grid, factor)
    bands = [reader.bands[number - 1] for number in reader.numbers(names)]
    side = min(_WINDOW, max(1, _READ // factor))
    with RasterWriter(path, grid, [Band(band.name, band.unit) for band in bands]) as writer:
        for number, name in enumerate(names, start=1):
            writer.annotate(number, reader.metadata(name))
        for window in track(grid.windows(side), progress):
            fine = Window(window.column * factor, window.row * factor, window.columns * factor, window.rows * factor)
            values = reader.read(fine, names)
            for number, (name, part) in enumerate(zip(names, values), start=1):
                whole = middles(part, factor) if name in NOT_AVERAGED else means(part, factor)
                writer.write(whole, window, number)


def means(values: Singles, factor: int) -> Singles:
    """Means of what is known in factor x factor cells of (rows, columns), whole multiples; NaN where nothing is."""
    cells = values.reshape(values.shape[0] // factor, factor, values.shape[1] // factor, factor)
    known = np.isfinite(cells)
    count = known.sum((1, 3))
    total = np.where(known, cells, np.float32(0)).sum((1, 3), dtype=np.float64)
    return np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0).astype(np.float32)


def middles(values: Singles, factor: int) -> Singles:
    """The middle one of factor x factor cells of (rows, columns)."""
    return values[factor // 2 :: factor, factor // 2 :: factor]


def mirrored_copy(reader: RasterReader, margin: int, path: str, progress: Progress) -> None:
    """Write a raster with a margin of cells on each side in which the ground is mirrored, band by band as it is.

    A network that has never seen the edge of a sheet judges what lies near it as well as what lies inside.

    Args:
        reader: of the raster.
        margin: cells on each side.
        path: of the GeoTIFF.
        progress: reporting and cancel.
    """
    own = reader.grid
    far = margin * own.cell_m
    grid = Grid(own.crs, own.x_min - far, own.y_max + far, own.cell_m, own.columns + 2 * margin, own.rows + 2 * margin)
    with RasterWriter(path, grid, reader.bands) as writer:
        for number, name in enumerate(reader.names, start=1):
            writer.annotate(number, reader.metadata(name))
        for window in track(grid.windows(_WINDOW), progress):
            rows = _mirrored(window.row - margin, window.rows, own.rows)
            columns = _mirrored(window.column - margin, window.columns, own.columns)
            low, left = int(rows.min()), int(columns.min())
            near = Window(left, low, int(columns.max()) - left + 1, int(rows.max()) - low + 1)
            values = reader.read(near)[:, rows[:, None] - low, columns[None] - left]
            for number, part in enumerate(values, start=1):
                writer.write(np.ascontiguousarray(part), window, number)


def _mirrored(first: int, length: int, size: int) -> NDArray[np.int64]:
    """Cells of a side of so many cells that stand for cells from `first` on, which may lie beyond its ends."""
    place = np.mod(np.arange(first, first + length), 2 * size)
    return np.where(place < size, place, 2 * size - 1 - place)


def between(reader: RasterReader, window: Window, factor: int, margin: int = 0, band: int = 1) -> Singles:
    """A band of a coarse raster in a window of the fine grid, (rows, columns): bilinear, over what is known.

    NaN where none of the four cells around is known.

    Args:
        reader: of the coarse raster.
        window: of the grid with cells `factor` times as small.
        factor: see `coarse_copy`.
        margin: cells on each side of the coarse raster that lie beyond the fine one, see `mirrored_copy`.
    """
    (row, low, rows), (column, left, columns) = (
        _around(first, length, factor) for first, length in ((window.row, window.rows), (window.column, window.columns))
    )
    place = Window(column + margin, row + margin, int(left[-1]) + 2, int(low[-1]) + 2)
    part = reader.read(place, [reader.names[band - 1]])[0]
    known = np.isfinite(part)
    sums, weights = (
        _blended(values, (low, rows), (left, columns))
        for values in (np.where(known, part, np.float32(0)), known.astype(np.float32))
    )
    return np.divide(sums, weights, out=np.full(window.shape, np.nan, np.float32), where=weights > 1e-6)


def _around(first: int, length: int, factor: int) -> tuple[int, NDArray[np.int64], Singles]:
    """First coarse cell to read; of each fine cell the coarse one before it, from there, and the share of the next."""
    place = (np.arange(first, first + length) + 0.5) / factor - 0.5
    before = np.floor(place).astype(np.int64)
    return int(before[0]), before - before[0], (place - before).astype(np.float32)


def _blended(
    values: Singles, rows: tuple[NDArray[np.int64], Singles], columns: tuple[NDArray[np.int64], Singles]
) -> Singles:
    (low, down), (left, right) = rows, columns
    lines = values[low] * (1 - down)[:, None] + values[low + 1] * down[:, None]
    return np.asarray(lines[:, left] * (1 - right) + lines[:, left + 1] * right, np.float32)
