"""Hot Spot: Gi* of each target, the hot spot map on the study's grid, and candidate areas."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from .area_attributes import TargetTable
from .candidate_areas import AreaOptions, write_candidate_areas
from .crs import crs_name, metric_crs_for, same_crs, transform_points
from .errors import InputError, tr
from .gi_star import GiStar, gi_star
from .grid import Grid
from .hotspot_map import HotSpotMap, require_bandwidth, write_maps
from .kernel_density import QUARTIC
from .outputs import removed_on_failure
from .progress import Progress, Silent, Stage, check_cancelled
from .study_grid import grid_around, grid_of_raster
from .target_import import LAYER, Targets, target_columns
from .vector import Column, write_points

Floats = NDArray[np.float64]
DEFAULT_CELL_M = 10.0


@dataclass(frozen=True)
class HotSpotOptions:
    """What the user chose.

    Args:
        distance_m: radius of Gi*'s neighbourhood.
        bandwidth_m: radius of the kernel.
        grid: path of a raster whose grid the map takes; empty: over the targets, with `cell_m`.
        cell_m: None: DEFAULT_CELL_M, or the raster's.
        weight: one of hotspot_map.WEIGHTS.
        kernel: one of hotspot_map.KERNEL_CHOICES; `quartic mean` is the local mean (Nadaraya-Watson) instead of a density.
        areas: of the candidate areas.
    """

    distance_m: float = 150.0
    bandwidth_m: float = 150.0
    grid: str = ""
    cell_m: float | None = None
    weight: str = "z"
    kernel: str = QUARTIC
    areas: AreaOptions = field(default_factory=AreaOptions)


def hot_spot(
    targets: Targets, options: HotSpotOptions, output_targets: str, output_map: str, output_areas: str = "",
    progress: Progress = Silent(),
) -> tuple[GiStar, float]:  # fmt: skip
    """Compute and write everything; an empty path leaves an output out.

    Returns:
        Gi* of the targets that were written, and the value within which 99 % of the targets' cells of the map lie.

    Raises:
        InputError: no velocity, no target near the grid, a bad distance.
        OutputError: a result cannot be written.
    """
    require_bandwidth(options.bandwidth_m)
    usable = np.isfinite(targets.velocity)
    if not usable.any():
        raise InputError(tr("None of the {count} targets has a velocity. Choose the field of the velocity."), count=len(targets))
    if not usable.all():
        progress.warning(f"{int((~usable).sum())} of {len(targets)} targets have no velocity and are left out.")
    grid, targets = _on_grid(targets.kept(usable), options, progress)
    gi = gi_star(targets.x, targets.y, targets.velocity, options.distance_m, Stage(progress, 0.0, 0.3))
    _say(targets, gi, options, progress)
    limit = 0.0
    with contextlib.ExitStack() as written:  # what this run wrote goes when a later output fails; older files stay until then
        if output_targets:
            columns = target_columns(targets) + gi_columns(gi)
            write_points(output_targets, LAYER, targets.crs, targets.x, targets.y, columns, Stage(progress, 0.3, 0.5))
            written.enter_context(removed_on_failure(output_targets))
        if output_map:
            made = HotSpotMap(output_map, "hotspot", options.weight, options.kernel, options.bandwidth_m)
            (limit,) = write_maps([made], grid, targets, gi.z, options.distance_m, Stage(progress, 0.5, 0.85))
            written.enter_context(removed_on_failure(output_map))
        if output_areas:
            table = TargetTable(targets.x, targets.y, targets.velocity, gi.z, _if_known(targets.coherence))
            write_candidate_areas(output_areas, grid, table, gi, options.areas, Stage(progress, 0.85, 1.0))
            written.enter_context(removed_on_failure(output_areas))
        check_cancelled(progress)
    return gi, limit


def _if_known(values: Floats) -> Floats | None:
    return values if np.isfinite(values).any() else None


def gi_columns(gi: GiStar) -> list[Column]:
    """Attributes that Hot Spot adds."""
    return [
        Column("gi_z", gi.z, "Gi* z-score"),
        Column("gi_p", gi.p, "Gi* p-value"),
        Column("gi_n", gi.neighbours, "Targets within the distance"),
        Column("gi_bin", gi.bins, "Gi* class, -3 to 3 (90, 95, 99 %)"),
    ]


def to_crs(targets: Targets, crs: str, progress: Progress) -> Targets:
    """Targets in a metric CRS; a change is said in the log."""
    if same_crs(targets.crs, crs):
        return targets
    x, y = transform_points(targets.x, targets.y, targets.crs, crs)
    progress.message(f"The targets are brought from {crs_name(targets.crs)} to {crs_name(crs)}.")
    return replace(targets, x=x, y=y, crs=crs)


def require_touch(targets: Targets, grid: Grid, reach_m: float) -> None:
    """Stop where no target reaches a grid.

    Raises:
        InputError: they do not overlap.
    """
    west, south, east, north = grid.bounds
    near = (targets.x > west - reach_m) & (targets.x < east + reach_m)
    near &= (targets.y > south - reach_m) & (targets.y < north + reach_m)
    if not near.any():
        raise InputError(
            tr(
                "None of the {count} targets lies on the grid: they are around {x}, {y}, the grid goes from {west}, {south}"
                " to {east}, {north} ({crs}). Check the CRS of both, or choose another grid."
            ),
            count=len(targets), x=round(float(np.median(targets.x))), y=round(float(np.median(targets.y))),
            west=round(west), south=round(south), east=round(east), north=round(north), crs=crs_name(grid.crs),
        )  # fmt: skip


def _on_grid(targets: Targets, options: HotSpotOptions, progress: Progress) -> tuple[Grid, Targets]:
    """The grid, and the targets in its CRS."""
    if options.grid:
        grid = grid_of_raster(options.grid, options.cell_m, progress)
        targets = to_crs(targets, grid.crs, progress)
    else:
        crs = metric_crs_for(targets.x, targets.y, targets.crs)
        targets = to_crs(targets, crs, progress)
        cell = DEFAULT_CELL_M if options.cell_m is None else options.cell_m
        grid = grid_around(targets.x, targets.y, crs, cell, options.bandwidth_m)
    require_touch(targets, grid, options.bandwidth_m)
    progress.message(f"Grid: {grid.columns} x {grid.rows} cells of {grid.cell_m:g} m, {crs_name(grid.crs)}.")
    return grid, targets


def _say(targets: Targets, gi: GiStar, options: HotSpotOptions, progress: Progress) -> None:
    velocity = targets.velocity
    progress.message(
        f"{len(targets)} targets, velocity {velocity.mean():.2f} mm/yr on average, standard deviation {velocity.std():.2f};"
        f" {gi.neighbours.mean():.1f} targets within {options.distance_m:g} m on average, itself counted."
    )
    if velocity.std() <= 1e-13 * np.abs(velocity).max():
        progress.warning("All velocities are equal: z is 0 everywhere.")
    share = 100.0 * np.mean(np.abs(gi.bins) >= 2)
    progress.message(f"{share:.1f} % of the targets are significant at 95 %; z from {gi.z.min():.1f} to {gi.z.max():.1f}.")
