"""Hot Spot: Gi* of each target, the maps on the study's grid, and candidate areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..areas.motion import STABILITY
from ..areas.regions import RegionRules, require_rules
from ..base.grid import Grid
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..files.columns import by_pieces, let_go
from ..files.disk_space import points_bytes, raster_bytes, require_room
from ..files.outputs import scratch_folder, together
from ..files.system import return_freed_memory
from ..gis.crs import metric_crs_for
from ..gis.gdal_session import small_cache
from ..gis.study_grid import grid_around, grid_of_raster
from ..gis.vector import write_points
from ..products.ground_motion import called, component_seen
from ..products.kept_fields import LOOK
from ..series.outputs import kept_numbers
from ..targets.checks import require_touch, warn_of_unit
from ..targets.targets import GI_Z, LAYER, Targets, to_crs, usable_targets
from .candidate_areas import area_grid, write_candidate_areas
from .candidate_scores import SURROUNDINGS, CandidateScores, MapThreshold
from .carried_settings import CENTRE, DISTANCE, OFFSET, REACH
from .distance_band import PAPER_M, proposed_distance_band
from .gi_star import GI, ROBUST, GiOptions, GiStar, gi_star
from .kernel_density import KERNELS
from .limits import largest_m, require_fitting
from .log import say_grid, say_scores, say_stability, say_targets
from .maps import HotSpotMap, kernel_of, local_velocity, require_bandwidth, target_density, weight_of, write_maps
from .options import HotSpotOptions, HotSpotOutputs
from .orbits import View, joined, views_of
from .reference import offset_warnings, proposed_stability, regional_motion
from .scored_targets import scored_columns
from .spacing import following_cell, following_distance, say_cells, say_neighbours
from .strongest import write_strongest

Floats = NDArray[np.float64]
_CACHE = 2**26  # bytes that GDAL may keep of the rasters: windows are written and read whole


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
    return_freed_memory()
    if options.bandwidth_m:
        require_bandwidth(options.bandwidth_m)
    targets = usable_targets(targets, progress)
    grid = grid_of_raster(options.grid, options.cell_m, progress) if options.grid else None
    targets = to_crs(targets, grid.crs if grid else metric_crs_for(targets.x, targets.y, targets.crs), progress)
    views = [_without_region(view, options.reference, progress) for view in views_of(targets, progress)]
    if len(views) == 1:
        targets = replace(targets, velocity=_spread(views[0], targets))
    say_targets(targets.x, targets.y, targets.velocity, progress)
    typed = options
    sparsest = (
        max(views, key=lambda view: following_distance(view.targets.x, view.targets.y).distance_m)
        if len(views) > 1
        else views[0]
    )
    options = _with_distances(options, sparsest.targets, progress)
    require_fitting(targets.x, targets.y, options, outputs, progress)
    grid = grid or _grid_over(targets, options, typed, progress)
    if outputs.areas:
        areas = options.areas
        require_rules(RegionRules(1.0, 1.0, areas.min_area_m2, areas.merge_m, most_added=areas.most_added), grid)
    require_touch(targets.x, targets.y, grid, _reach_m(options))
    for view in views:
        warn_of_unit(view.targets.velocity, progress)
    _require_room(grid, len(targets), 10 + len(targets.more), outputs, progress)
    say_grid(grid, _bandwidth_m(options), progress)
    stability = _stability(views, options.stability_mm_yr, progress)
    distance = _distance_m(options)
    component = component_seen(targets.more)
    scores = [_gi_of(view, distance, options.gi, Stage(progress, 0.05, 0.2)) for view in views]
    for gi in scores:
        say_scores(gi, _name(options), distance, options.gi.fdr, component, progress)
    targets, read, gi = joined(targets, views, scores)
    if typed.distance_m:
        say_neighbours(gi.neighbours, distance, targets.x, targets.y, progress)
    found = HotSpotResult(gi, distance, _bandwidth_m(options), stability, {})
    _write(grid, _Scored(targets, read, found, tuple(zip(views, scores))), options, outputs, progress)
    return found


def _stability(views: Sequence[View], given: float | None, progress: Progress) -> float:
    """The stability threshold: as given, or the largest of those that each orbit's velocities propose."""
    choices = [(given, "")] if given is not None else [proposed_stability(view.targets.velocity) for view in views]
    stability, why = max(choices)
    for view in views:
        say_stability(view.targets.velocity, stability, why, progress)
    return stability


def _gi_of(view: View, distance_m: float, options: GiOptions, progress: Progress) -> GiStar:
    return gi_star(view.targets.x, view.targets.y, view.targets.velocity, distance_m, progress, options)


def _spread(view: View, targets: Targets) -> Floats:
    """Velocities (n,) of all targets, with those that a view judges."""
    if len(view.at) == len(targets):
        return view.targets.velocity
    velocity = targets.velocity.copy()
    velocity[view.at] = view.targets.velocity
    return velocity


@dataclass(frozen=True)
class _Scored:
    """Targets with the velocities that are judged, those that were read (n,), the result, and what each orbit says."""

    targets: Targets
    read: Floats
    found: HotSpotResult
    views: tuple[tuple[View, GiStar], ...]

    @property
    def offset(self) -> Floats:
        """What was taken away from each velocity, (n,) mm/yr."""
        if self.read is self.targets.velocity:
            return np.broadcast_to(0.0, len(self.targets))
        return by_pieces(np.subtract, self.read, self.targets.velocity)


def _write(grid: Grid, scored: _Scored, options: HotSpotOptions, outputs: HotSpotOutputs, progress: Progress) -> None:
    """Write what is asked for, or nothing; put the limits of the maps' colours into the result."""
    found = scored.found
    with small_cache(_CACHE), together(outputs.targets, outputs.map, outputs.areas, outputs.velocity, outputs.density):
        if outputs.targets:
            _write_targets(outputs.targets, scored, _name(options), Stage(progress, 0.2, 0.4))
        maps = _maps(options, outputs)
        notes = {
            DISTANCE: f"{found.distance_m:g}",
            STABILITY: f"{found.stability_mm_yr:g}",
            REACH: f"{found.distance_m + _reach_m(options):g}",
            CENTRE: options.gi.centre,
            OFFSET: f"{float(np.median(scored.offset)):.4g}",
        }
        return_freed_memory()
        limits = _write_maps(maps, grid, scored, notes, options.overviews, Stage(progress, 0.4, 0.85))
        for made, limit in zip(maps, limits):
            found.limits[made.path] = limit
        return_freed_memory()
        if outputs.areas:
            _write_areas(area_grid(grid, found.bandwidth_m * SURROUNDINGS), scored, options, outputs.areas, progress)
        check_cancelled(progress)


def _write_targets(path: str, scored: _Scored, name: str, progress: Progress) -> None:
    """The layer of the targets with their scores."""
    targets, found = scored.targets, scored.found
    read = scored.read if scored.offset.any() else None
    columns = scored_columns(targets, found.gi, name, found.stability_mm_yr, read)
    write_points(path, LAYER, targets.crs, targets.x, targets.y, columns, progress)


def _write_maps(
    maps: Sequence[HotSpotMap], grid: Grid, scored: _Scored, notes: dict[str, str], overviews: bool, progress: Progress
) -> list[float]:
    """The maps and the limits of their colours; those of several orbits are joined cell by cell."""
    if len(scored.views) == 1:
        view, gi = scored.views[0]
        return write_maps(maps, grid, view.targets, gi.z, notes, progress, overviews)
    limits = [0.0] * len(maps)
    with scratch_folder("orbits") as folder:
        for number, made in enumerate(maps):
            part = Stage(progress, number / len(maps), (number + 1) / len(maps))
            drafts = []
            for step, (view, gi) in enumerate(scored.views):
                drafts.append(str(folder / f"{number}_{view.label}.tif"))
                within = Stage(part, 0.8 * step / len(scored.views), 0.8 * (step + 1) / len(scored.views))
                draft = replace(made, path=drafts[-1])
                limits[number] = max(limits[number], *write_maps([draft], grid, view.targets, gi.z, notes, within))
            write_strongest(made.path, drafts, overviews, Stage(part, 0.8, 1.0))
    return limits


def _write_areas(grid: Grid, scored: _Scored, options: HotSpotOptions, path: str, progress: Progress) -> None:
    """Candidate areas: those of each orbit, as one layer."""
    found = scored.found
    judged = []
    for view, gi in scored.views:
        z = _z_of_areas(view, gi, found.distance_m, options, progress)
        targets = replace(view.targets, more={GI_Z: z})
        judged.append((_candidate_scores(grid, targets, z, found.stability_mm_yr, options), targets))
    whole = scored.targets
    z_shown = judged[0][1].more[GI_Z] if len(judged) == 1 else found.gi.z
    carried = (*kept_numbers(whole.more), *LOOK)  # what the areas' attributes are made of
    motion = {name: whole.more[name] for name in carried if name in whole.more}
    shown = replace(whole, more={GI_Z: z_shown, **motion})
    write_candidate_areas(path, judged, shown, options.areas, Stage(progress, 0.85, 1.0))


def _z_of_areas(view: View, gi: GiStar, distance_m: float, options: HotSpotOptions, progress: Progress) -> Floats:
    """Scores (m,) that decide on candidate areas: against the stable ground, whatever the layer and the map have."""
    if options.gi.centre == ROBUST or options.areas.threshold is not None:
        return gi.z
    progress.message("Candidate areas are judged by Gi* against the stable ground, not against the mean of all.")
    return _gi_of(view, distance_m, replace(options.gi, centre=ROBUST), Stage(progress, 0.84, 0.85)).z


def _require_room(grid: Grid, count: int, fields: int, outputs: HotSpotOutputs, progress: Progress) -> None:
    each = raster_bytes(grid.rows * grid.columns)
    rasters = [(path, each) for path in (outputs.map, outputs.velocity, outputs.density)]
    require_room([*rasters, (outputs.targets, points_bytes(count, fields))], progress)


def _without_region(view: View, reference: str, progress: Progress) -> View:
    """A view whose velocities are relative to their region; said in the log, with what is still wrong."""
    targets = view.targets
    if view.label:
        progress.message(f"Orbit {called(view.label)}:")
    motion, text = regional_motion(targets.x, targets.y, targets.velocity, reference)
    if text:
        progress.message(text)
        if motion.any():
            targets = replace(targets, velocity=by_pieces(np.subtract, targets.velocity, motion))
    let_go()
    for warning in offset_warnings(targets.x, targets.y, targets.velocity):
        progress.warning(warning)
    return replace(view, targets=targets)


def _with_distances(options: HotSpotOptions, targets: Targets, progress: Progress) -> HotSpotOptions:
    """The options with a distance band and a bandwidth; both are proposed where the user gave none or 0."""
    distance, bandwidth = options.distance_m, options.bandwidth_m
    if not distance:
        band = (
            following_distance(targets.x, targets.y)
            if distance is None
            else proposed_distance_band(targets.x, targets.y, targets.velocity, progress)
        )
        distance = band.distance_m
        progress.message(f"Distance band: {distance:g} m, proposed: {band.reason}.")
    if not bandwidth:
        bandwidth = min(distance, largest_m(targets.x, targets.y))
        why = "as the distance band" if bandwidth == distance else "the extent of the targets"
        progress.message(f"Bandwidth: {bandwidth:g} m, {why}.")
    return replace(options, distance_m=distance, bandwidth_m=bandwidth)


def _grid_over(targets: Targets, options: HotSpotOptions, typed: HotSpotOptions, progress: Progress) -> Grid:
    cell = following_cell(_bandwidth_m(options)) if typed.cell_m is None else typed.cell_m
    grid = grid_around(targets.x, targets.y, targets.crs, cell, _reach_m(options))
    if typed.cell_m is None:
        progress.message(f"Cells: {cell:g} m, proposed: they follow the bandwidth.")
    else:
        say_cells(cell, grid.columns * grid.rows, _bandwidth_m(options), progress)
    return grid


def _distance_m(options: HotSpotOptions) -> float:
    return options.distance_m or PAPER_M


def _bandwidth_m(options: HotSpotOptions) -> float:
    return options.bandwidth_m or _distance_m(options)


def _reach_m(options: HotSpotOptions) -> float:
    """How far from a target the hot spot map goes."""
    return _bandwidth_m(options) * KERNELS[kernel_of(options.kernel)[0]].reach


def _maps(options: HotSpotOptions, outputs: HotSpotOutputs) -> list[HotSpotMap]:
    """The maps that are asked for."""
    maps = [
        HotSpotMap(outputs.map, "hotspot", options.weight, options.kernel, _bandwidth_m(options)),
        local_velocity(outputs.velocity, options.velocity_bandwidth_m),
        target_density(outputs.density, _bandwidth_m(options)),
    ]
    return [made for made in maps if made.path]


def _candidate_scores(
    grid: Grid, targets: Targets, z: Floats, stability: float, options: HotSpotOptions
) -> CandidateScores:
    by_map = None
    if options.areas.threshold is not None:
        weight = weight_of(options.weight, z, targets.velocity)
        by_map = MapThreshold(weight, options.kernel, _bandwidth_m(options), options.areas.threshold)
    return CandidateScores(grid, targets, z, stability, _bandwidth_m(options) * SURROUNDINGS, by_map)


def _name(options: HotSpotOptions) -> str:
    return "Gi" if options.gi.statistic == GI else "Gi*"
