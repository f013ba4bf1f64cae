"""What the targets say on the study's grid.

Local mean velocity, how dense and how near they are, the paper's raster of targets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..base.grid import Grid, Window
from ..base.progress import Progress, track
from ..gis.raster_writer import Band, RasterWriter
from ..hotspots.kernel_density import KernelField, local_mean
from ..targets.targets import Targets

BANDWIDTH_M = 75.0  # of the local mean: docs of the measured recipe
CLIP_QUANTILE = 0.99  # |velocity| above it is cut: outliers would rule their surroundings
PER_KM2 = 1e6
BANDS = {
    "velocity": Band("velocity", "mm/yr", f"local mean of the velocity, quartic weights, {BANDWIDTH_M:g} m"),
    "density": Band("density", "1/km2", f"targets per km2, quartic kernel, {BANDWIDTH_M:g} m"),
    "log_density": Band("log_density", "ln(1 + 1/km2)", "natural logarithm of one and the density"),
    "targets": Band("targets", "mm/yr", "velocity of the targets in the cell"),
    "has_target": Band("has_target", "", "1 where a target lies in the cell, 0 elsewhere"),
    "distance": Band("distance", "m", "distance to the nearest target"),
}


def write_target_bands(path: str, grid: Grid, targets: Targets, names: Sequence[str], progress: Progress) -> None:
    """Write named bands of BANDS.

    Args:
        path: of the raster.
        grid: where the cells lie.
        targets: in the grid's CRS; those without a velocity take no part.
        names: of the bands, in their order.
        progress: told of the progress and of the limit of the velocities.
    """
    targets = targets.kept(np.isfinite(targets.velocity))
    limit = float(np.quantile(np.abs(targets.velocity), CLIP_QUANTILE))
    if "velocity" in names:
        progress.message(
            f"Local mean velocity: velocities beyond {limit:.1f} mm/yr ({CLIP_QUANTILE:.0%}) are cut to it."
        )
    weights = np.vstack([np.ones(len(targets)), np.clip(targets.velocity, -limit, limit)])
    field = KernelField(grid, targets.x, targets.y, weights, BANDWIDTH_M)
    tree = cKDTree(np.column_stack([targets.x, targets.y])) if "distance" in names else None
    with RasterWriter(path, grid, [BANDS[name] for name in names]) as writer:
        for window in track(grid.windows(), progress):
            for number, values in enumerate(_values(field, targets, tree, window, names), start=1):
                if np.isfinite(values).any():
                    writer.write(values.astype(np.float32), window, number)


def _values(
    field: KernelField, targets: Targets, tree: cKDTree | None, window: Window, names: Sequence[str]
) -> list[NDArray[np.floating[Any]]]:
    """Bands of one window; densities are 0 where there is no target, the velocities NaN."""
    made: dict[str, NDArray[np.floating[Any]]] = {}
    if {"velocity", "density", "log_density"} & set(names):
        sums, _ = field.sums(window)
        made["density"] = np.maximum(sums[0] * PER_KM2, 0.0)
        made["log_density"] = np.log1p(made["density"])
        made["velocity"] = local_mean(sums[1], sums[0])
    if {"targets", "has_target"} & set(names):
        made["targets"] = target_cells(field.grid, targets, window)
        made["has_target"] = np.isfinite(made["targets"]).astype(np.float64)
    if tree is not None:
        made["distance"] = distances(field.grid, tree, window)
    return [made[name] for name in names]


def distances(grid: Grid, tree: cKDTree, window: Window) -> NDArray[np.float64]:
    """Distance from the centres of a window's cells to the nearest of the points in a tree, (rows, columns) m."""
    part = grid.part(window)
    x = part.x_min + (np.arange(part.columns) + 0.5) * part.cell_m
    y = part.y_max - (np.arange(part.rows) + 0.5) * part.cell_m
    centres = np.stack(np.meshgrid(x, y), axis=-1)
    return np.asarray(tree.query(centres, workers=-1)[0], np.float64)


def target_cells(grid: Grid, targets: Targets, window: Window) -> NDArray[np.float64]:
    """Mean velocity of the targets in each cell of a window (rows, columns), NaN in cells without one."""
    columns, rows = grid.cells_of(targets.x, targets.y)
    column, row = np.floor(columns).astype(np.int64) - window.column, np.floor(rows).astype(np.int64) - window.row
    inside = (column >= 0) & (column < window.columns) & (row >= 0) & (row < window.rows)
    place = row[inside] * window.columns + column[inside]
    size = window.rows * window.columns
    count = np.bincount(place, minlength=size)
    total = np.bincount(place, targets.velocity[inside], minlength=size)
    return np.divide(total, count, out=np.full(size, np.nan), where=count > 0).reshape(window.shape)
