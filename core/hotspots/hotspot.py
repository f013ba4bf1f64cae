"""Hot Spot: Gi* of each target, the maps on the study's grid, and candidate areas."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..areas.regions import RegionRules, require_rules
from ..base.grid import Grid
from ..base.outputs import removed_on_failure
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..gis.crs import metric_crs_for
from ..gis.gdal_session import small_cache
from ..gis.study_grid import DEFAULT_CELL_M, grid_around, grid_of_raster
from ..gis.vector import write_points
from ..targets.checks import require_touch, warn_of_unit
from ..targets.targets import LAYER, Targets, TargetTable, to_crs, usable_targets
from .candidate_areas import area_grid, write_candidate_areas
from .candidate_scores import CandidateScores, MapThreshold
from .distance_band import proposed_distance_band
from .gi_star import GI, GiStar, gi_star
from .kernel_density import KERNELS
from .limits import require_fitting
from .log import say_grid, say_scores, say_stability, say_targets
from .maps import HotSpotMap, kernel_of, local_velocity, require_bandwidth, target_density, weight_of, write_maps
from .options import HotSpotOptions, HotSpotOutputs
from .reference import NOTHING, proposed_stability, regional_motion
from .scored_targets import scored_columns
from .settings import REACH, STABILITY

Floats = NDArray[np.float64]
SURROUNDINGS = 2.0 / 3.0  # radius within which candidate areas look around, in bandwidths


@dataclass(frozen=True)
class HotSpotResult:
    """What was found.

    Args:
        gi: scores of the targets that were kept.
        distance_m: the distance band, as given or as proposed.
        bandwidth_m: of the hot spot map, the same.
        stability_mm_yr: the same.
        limits: path of each map that was written -> value within which 99 % of its cells lie.
    """

    gi: GiStar
    distance_m: float
    bandwidth_m: float
    stability_mm_yr: float
    limits: dict[str, float]


def hot_spot(
    targets: Targets, options: HotSpotOptions, outputs: HotSpotOutputs, progress: Progress = Silent()
) -> HotSpotResult:
    """Compute and write everything.

    Raises:
        InputError: no velocity, no target near the grid, a bad distance.
        OutputError: a result cannot be written; nothing of this run is left then.
    """
    if options.bandwidth_m:
        require_bandwidth(options.bandwidth_m)
    targets = usable_targets(targets, progress)
    grid = grid_of_raster(options.grid, options.cell_m, progress) if options.grid else None
    targets = to_crs(targets, grid.crs if grid else metric_crs_for(targets.x, targets.y, targets.crs), progress)
    read = None if options.reference == NOTHING else targets.velocity
    targets = _without_region(targets, options.reference, progress)
    say_targets(targets.x, targets.y, targets.velocity, progress)
    options = _with_distances(options, targets, progress)
    require_fitting(targets.x, targets.y, options, outputs)
    grid = grid or _grid_over(targets, options)
    if outputs.areas:
        areas = options.areas
        require_rules(RegionRules(1.0, 1.0, areas.min_area_m2, areas.merge_m, areas.most_added), grid)
    require_touch(targets.x, targets.y, grid, _reach_m(options))
    warn_of_unit(targets.velocity, progress)
    say_grid(grid, options.bandwidth_m, progress)
    given = options.stability_mm_yr
    stability, why = proposed_stability(targets.velocity) if given is None else (given, "")
    say_stability(targets.velocity, stability, why, progress)
    gi = gi_star(targets.x, targets.y, targets.velocity, options.distance_m, Stage(progress, 0.05, 0.2), options.gi)
    say_scores(gi, _name(options), options.distance_m, options.gi.fdr, progress)
    found = HotSpotResult(gi, options.distance_m, options.bandwidth_m, stability, {})
    with (
        small_cache(),
        contextlib.ExitStack() as written,
    ):  # what this run wrote goes when a later output fails; older files stay until then
        if outputs.targets:
            columns = scored_columns(targets, gi, _name(options), stability, read)
            write_points(outputs.targets, LAYER, targets.crs, targets.x, targets.y, columns, Stage(progress, 0.2, 0.4))
            written.enter_context(removed_on_failure(outputs.targets))
        maps = _maps(options, outputs)
        notes = {STABILITY: f"{stability:g}", REACH: f"{options.distance_m + _reach_m(options):g}"}
        limits = write_maps(
            maps, grid, targets, gi.z, options.distance_m, Stage(progress, 0.4, 0.85), options.overviews, notes
        )
        for made, limit in zip(maps, limits):
            written.enter_context(removed_on_failure(made.path))
            found.limits[made.path] = limit
        if outputs.areas:
            table = TargetTable(targets.x, targets.y, targets.velocity, gi.z, _if_known(targets.coherence))
            scores = _candidate_scores(
                area_grid(grid, options.bandwidth_m * SURROUNDINGS), table, gi.z, stability, options
            )
            write_candidate_areas(outputs.areas, scores, table, options.areas, Stage(progress, 0.85, 1.0))
            written.enter_context(removed_on_failure(outputs.areas))
        check_cancelled(progress)
    return found


def _without_region(targets: Targets, reference: str, progress: Progress) -> Targets:
    """Targets whose velocities are relative to their region; said in the log."""
    motion, text = regional_motion(targets.x, targets.y, targets.velocity, reference)
    if not text:
        return targets
    progress.message(text)
    return replace(targets, velocity=targets.velocity - motion)


def _with_distances(options: HotSpotOptions, targets: Targets, progress: Progress) -> HotSpotOptions:
    """Options with a distance band and a bandwidth, proposed where the user gave 0."""
    distance = options.distance_m
    if distance == 0:
        band = proposed_distance_band(targets.x, targets.y, targets.velocity, progress)
        distance = band.distance_m
        progress.message(f"Distance band: {distance:g} m, proposed: {band.reason}.")
    if options.bandwidth_m == 0:
        progress.message(f"Bandwidth: {distance:g} m, as the distance band.")
    return replace(options, distance_m=distance, bandwidth_m=options.bandwidth_m or distance)


def _grid_over(targets: Targets, options: HotSpotOptions) -> Grid:
    cell = DEFAULT_CELL_M if options.cell_m is None else options.cell_m
    return grid_around(targets.x, targets.y, targets.crs, cell, _reach_m(options))


def _reach_m(options: HotSpotOptions) -> float:
    """How far from a target the hot spot map goes."""
    return options.bandwidth_m * KERNELS[kernel_of(options.kernel)[0]].reach


def _maps(options: HotSpotOptions, outputs: HotSpotOutputs) -> list[HotSpotMap]:
    """The maps that are asked for."""
    maps = [
        HotSpotMap(outputs.map, "hotspot", options.weight, options.kernel, options.bandwidth_m),
        local_velocity(outputs.velocity, options.velocity_bandwidth_m),
        target_density(outputs.density, options.bandwidth_m),
    ]
    return [made for made in maps if made.path]


def _candidate_scores(
    grid: Grid, targets: TargetTable, z: Floats, stability: float, options: HotSpotOptions
) -> CandidateScores:
    by_map = None
    if options.areas.threshold is not None:
        weight = weight_of(options.weight, z, targets.velocity)
        by_map = MapThreshold(weight, options.kernel, options.bandwidth_m, options.areas.threshold)
    return CandidateScores(grid, targets, z, stability, options.bandwidth_m * SURROUNDINGS, by_map)


def _name(options: HotSpotOptions) -> str:
    return "Gi" if options.gi.statistic == GI else "Gi*"


def _if_known(values: Floats) -> Floats | None:
    return values if np.isfinite(values).any() else None
