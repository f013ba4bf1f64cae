"""The grid of a study area: a raster's own where it measures in metres, else a local UTM grid over the same ground."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..base.errors import InputError
from ..base.grid import Grid, grid_over
from ..base.progress import Progress
from ..base.translation import tr
from .crs import crs_name, is_metric, metric_crs_for, same_crs, transform_points
from .place import crs_of, require_raster_place
from .raster import centre_of, grid_of
from .raster_file import open_raster

_MOST_CELLS = 20_000_000_000  # ten times the paper's study area in its cells; more is a mistake in the cell size


def grid_of_raster(path: str, cell_m: float | None, progress: Progress, keeps_cells: bool = True) -> Grid:
    """Grid of a raster; one that is not in metres on the ground is replaced by a local UTM grid over its extent.

    The log says so.

    Args:
        path: any raster.
        cell_m: cell of the UTM grid; None: that of the raster on the ground. A metric raster keeps its own cells.
        progress: told what was chosen, and of a cell size that is not used.
        keeps_cells: False: the caller brings a metric raster to `cell_m` itself, and nobody is told otherwise.

    Raises:
        InputError: unreadable, no CRS, rotated, cells that are not square, or larger than the raster.
    """
    dataset = open_raster(path)
    crs = crs_of(dataset)
    if not crs or is_metric(crs, centre_of(dataset)):
        grid = grid_of(dataset, path)
        if keeps_cells and cell_m and abs(cell_m - grid.cell_m) > 1e-6 * grid.cell_m:
            progress.warning(
                f"The cell size of {cell_m:g} m is not used: the grid is that of {path}, with cells of "
                f"{grid.cell_m:g} m."
            )
        return grid
    require_raster_place(dataset, path)
    west, north, east, south = _corners(dataset)
    x, y = (
        np.array([west, east, west, east, (west + east) / 2]),
        np.array([north, north, south, south, (north + south) / 2]),
    )
    target = metric_crs_for(x, y, crs)
    cell = cell_m or float(f"{math.sqrt(math.prod(ground_sides_m(dataset, target))):.3g}")
    edge = np.linspace(0.0, 1.0, 21)
    along = np.concatenate([edge, edge, np.zeros(21), np.ones(21)])
    across = np.concatenate([np.zeros(21), np.ones(21), edge, edge])
    moved_x, moved_y = transform_points(west + along * (east - west), south + across * (north - south), crs, target)
    progress.warning(
        f"{path} is in {crs_name(crs)}, which does not measure in metres on the ground: the grid is in "
        f"{crs_name(target)},"
        f" cells of {cell:g} m."
    )
    require_cell(cell_m, float(np.ptp(moved_x)), float(np.ptp(moved_y)))
    return grid_around(moved_x, moved_y, target, cell)


def grid_around(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    crs: str,
    cell_m: float,
    margin_m: float = 0.0,
    most_cells: int = _MOST_CELLS,
) -> Grid:
    """Grid over points in a metric CRS, with at most `most_cells` cells.

    Raises:
        InputError: the cell is not positive, or far too small for the extent.
    """
    if not cell_m > 0:
        raise InputError(tr("The cell size is {cell} m. Choose a positive cell size."), cell=cell_m)
    bounds = (x.min() - margin_m, y.min() - margin_m, x.max() + margin_m, y.max() + margin_m)
    cells = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]) / cell_m**2
    if cells > most_cells:
        raise InputError(
            tr(
                "Cells of {cell} m over {width} x {height} km make {cells} million cells, more than {most} "
                "million. Choose a larger cell size."
            ),
            cell=cell_m,
            width=f"{(bounds[2] - bounds[0]) / 1000:.4g}",
            height=f"{(bounds[3] - bounds[1]) / 1000:.4g}",
            cells=f"{cells / 1e6:.0f}",
            most=f"{most_cells / 1e6:.0f}",
        )
    return grid_over(crs, bounds, cell_m)


def require_cell(cell_m: float | None, width_m: float, height_m: float) -> None:
    """Refuse a cell that the user chose and that is larger than the ground, m; any cell fits ground without extent.

    Raises:
        InputError: the cell is larger than the ground.
    """
    longest = max(width_m, height_m)
    if cell_m is not None and 0 < longest < cell_m:
        raise InputError(
            tr("The cell size is {cell} m, but the ground has only {width} x {height} m. Choose a smaller cell."),
            cell=f"{cell_m:g}",
            width=f"{width_m:.4g}",
            height=f"{height_m:.4g}",
        )


def ground_sides_m(dataset: gdal.Dataset, crs: str) -> tuple[float, float]:
    """Width and height of the middle cell of a raster on the ground, in a metric CRS."""
    origin_x, width, turn_x, origin_y, turn_y, height = dataset.GetGeoTransform()
    column, row = dataset.RasterXSize // 2, dataset.RasterYSize // 2
    x, y = origin_x + column * width + row * turn_x, origin_y + column * turn_y + row * height
    moved_x, moved_y = transform_points(
        np.array([x, x + width, x + turn_x]), np.array([y, y + turn_y, y + height]), crs_of(dataset), crs
    )
    sides = np.hypot(moved_x[1:] - moved_x[0], moved_y[1:] - moved_y[0])
    return float(sides[0]), float(sides[1])


def cells_offset(source: Grid, grid: Grid) -> tuple[int, int] | None:
    """Column and row of a source at which a grid begins, where both have the same CRS and their cells coincide.

    Returns:
        None where they do not.
    """
    if not same_crs(source.crs, grid.crs):
        return None
    if abs(source.cell_m - grid.cell_m) * max(source.columns, source.rows) > 1e-3 * grid.cell_m:
        return None
    column = (grid.x_min - source.x_min) / grid.cell_m
    row = (source.y_max - grid.y_max) / grid.cell_m
    if abs(column - round(column)) > 1e-3 or abs(row - round(row)) > 1e-3:
        return None
    return round(column), round(row)


def _corners(dataset: gdal.Dataset) -> tuple[float, float, float, float]:
    origin_x, width, _, origin_y, _, height = dataset.GetGeoTransform()
    return origin_x, origin_y, origin_x + width * dataset.RasterXSize, origin_y + height * dataset.RasterYSize


def warped(source: gdal.Dataset, grid: Grid, resampling: str, **options: Any) -> gdal.Dataset:
    """A raster on a grid, as a virtual raster; `source` has to live as long as it.

    It is brought there by its horizontal CRS alone, so that no height is moved.

    Args:
        source: open, in any CRS.
        grid: where the cells lie.
        resampling: GDAL's name of it.
        options: further ones of gdal.Warp.
    """
    west, south, east, north = grid.bounds
    return gdal.Warp(
        "",
        source,
        format="VRT",
        srcSRS=crs_of(source),
        dstSRS=grid.crs,
        outputBounds=(west, south, east, north),
        width=grid.columns,
        height=grid.rows,
        resampleAlg=resampling,
        **options,
    )
