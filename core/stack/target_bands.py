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
from ..products.ground_motion import GROUND, ORBIT, by_orbit
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
    **{
        name: Band(name, "mm/yr", f"local mean of the velocity {said}, quartic weights, {BANDWIDTH_M:g} m")
        for name, said in zip(GROUND, ("to the east", "to the north", "upwards", "down the slope"))
    },
    "acceleration": Band(
        "acceleration", "mm/yr2", f"local mean of the acceleration, quartic weights, {BANDWIDTH_M:g} m"
    ),
    "season": Band("season", "mm", f"local mean of the seasonal amplitude, quartic weights, {BANDWIDTH_M:g} m"),
    "jump_share": Band("jump_share", "", f"share of the targets with jumps, quartic weights, {BANDWIDTH_M:g} m"),
    "break_age": Band(
        "break_age", "yr", f"years since the velocity changed, mean of the targets with a break, {BANDWIDTH_M:g} m"
    ),
}


SERIES = {  # bands of what the series of displacements showed -> the field of the targets
    "acceleration": "acceleration",
    "season": "season_mm",
    "jump_share": "jumps",
    "break_age": "break_age",
}
FIELDS = {**{name: name for name in GROUND}, **SERIES}  # bands that need a field of the targets -> that field


def clip_limit(velocity: NDArray[np.float64]) -> float:
    """The velocity, mm/yr, beyond which those of targets (n,) are cut: outliers would rule their surroundings."""
    return float(np.quantile(np.abs(velocity), CLIP_QUANTILE))


def write_target_bands(
    path: str, grid: Grid, targets: Targets, names: Sequence[str], progress: Progress, limit: float = 0.0
) -> None:
    """Write named bands of BANDS.

    Args:
        path: of the raster.
        grid: where the cells lie.
        targets: in the grid's CRS; those without a velocity take no part.
        names: of the bands, in their order.
        progress: told of the progress and of the limit of the velocities.
        limit: velocity, mm/yr, to which faster ones are cut, where these are not all targets; 0: see `clip_limit`.
    """
    targets = targets.kept(np.isfinite(targets.velocity))
    limit = limit or clip_limit(targets.velocity)
    if "velocity" in names:
        progress.message(
            f"Local mean velocity: the fastest {1 - CLIP_QUANTILE:.0%} of the velocities, beyond {limit:.1f} mm/yr, "
            "are set to this value."
        )
    means = _means(targets, names, limit)
    weights = np.vstack([np.ones(len(targets)), *(row for pair in means.values() for row in pair)])
    field = KernelField(grid, targets.x, targets.y, weights, BANDWIDTH_M)
    tree = cKDTree(np.column_stack([targets.x, targets.y])) if "distance" in names else None
    with RasterWriter(path, grid, [BANDS[name] for name in names]) as writer:
        for window in track(grid.windows(), progress):
            for number, values in enumerate(_values(field, list(means), targets, tree, window, names), start=1):
                if np.isfinite(values).any():
                    writer.write(values.astype(np.float32), window, number)


def _means(targets: Targets, names: Sequence[str], limit: float) -> dict[str, list[NDArray[np.float64]]]:
    """Of each local mean that is wanted: 1 where the value is known (n,) and the value, 0 where not.

    The velocity of targets that several orbits saw is that of each orbit, `velocity_a` and so on.
    """
    made = {}
    for name in (one for one in FIELDS if one in names):
        values = np.asarray(targets.more[FIELDS[name]], np.float64)
        if name == "jump_share":
            made[name] = _known_and_value(np.where(np.isfinite(values), values > 0, np.nan), 1.0)
            continue
        known = np.abs(values[np.isfinite(values)])
        most = float(np.quantile(known, CLIP_QUANTILE)) if known.size else 0.0  # outliers would rule their surroundings
        made[name] = _known_and_value(values, most)
    orbits = by_orbit(targets.more)
    lines = {ORBIT + label: values for label, values in orbits.items()} or {"velocity": targets.velocity}
    if "velocity" in names:
        made.update({name: _known_and_value(values, limit) for name, values in lines.items()})
    return made


def _known_and_value(values: NDArray[np.float64], limit: float) -> list[NDArray[np.float64]]:
    known = np.isfinite(values)
    return [known.astype(np.float64), np.clip(np.where(known, values, 0.0), -limit, limit)]


def _values(
    field: KernelField,
    means: Sequence[str],
    targets: Targets,
    tree: cKDTree | None,
    window: Window,
    names: Sequence[str],
) -> list[NDArray[np.floating[Any]]]:
    """Bands of one window; densities are 0 where there is no target, the velocities NaN."""
    made: dict[str, NDArray[np.floating[Any]]] = {}
    if means or {"density", "log_density"} & set(names):
        sums, _ = field.sums(window)
        made["density"] = np.maximum(sums[0] * PER_KM2, 0.0)
        made["log_density"] = np.log1p(made["density"])
        for number, name in enumerate(means):
            made[name] = local_mean(sums[2 * number + 2], sums[2 * number + 1])
        lines = [made[name] for name in means if name not in FIELDS]
        if lines:
            made["velocity"] = _largest(lines)
    if {"targets", "has_target"} & set(names):
        made["targets"] = target_cells(field.grid, targets, window)
        made["has_target"] = np.isfinite(made["targets"]).astype(np.float64)
    if tree is not None:
        made["distance"] = distances(field.grid, tree, window)
    return [made[name] for name in names]


def _largest(values: Sequence[NDArray[np.floating[Any]]]) -> NDArray[np.floating[Any]]:
    """The value of largest magnitude in each cell, NaN where none is known: of the orbit that sees most."""
    best = values[0]
    for other in values[1:]:
        best = np.where(np.isfinite(other) & ~(np.abs(best) >= np.abs(other)), other, best)
    return best


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
