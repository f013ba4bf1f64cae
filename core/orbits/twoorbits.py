"""East and up from two orbits or more: tracks in, sites with the velocity of the ground out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.progress import Progress, Silent, Stage
from ..base.translation import tr
from ..gis.crs import metric_crs_for
from ..gis.study_grid import grid_around, grid_of_raster, require_cell
from ..hotspots.gi_star import require_bearable
from ..hotspots.spacing import ROUND_CELLS_M
from .agreement import CONTRADICT, ONE, SAME, STILL, agreement
from .common_time import in_common_time
from .descent import descent_at
from .outputs import Found, write_outputs
from .pooling import pooled
from .sites import Sites, aligned, proposed_radius, sites_of_cells, sites_of_targets, thresholds
from .solving import Motion, SlopeMotion, along_descent, down_slope, east_up
from .tracks import Floats, Track, labels_of, usable

TARGETS, CELLS = "targets", "cells"
PLACES = (TARGETS, CELLS)
ZERO, SLOPE = "zero", "slope"
NORTHS = (ZERO, SLOPE)
STABLE, NOTHING = "stable", "nothing"
REFERENCES = (STABLE, NOTHING)
ADAPTIVE, NONE = "adaptive", "none"
SMOOTHINGS = (ADAPTIVE, NONE)
_CELL_IN_RADII = 1.77  # a square as large as the circle


@dataclass(frozen=True)
class OrbitOptions:
    """What the user chose.

    Args:
        places: TARGETS: sites at the targets of every track; CELLS: at the cells of a grid.
        radius_m: within which targets belong to a site; None: proposed.
        cell_m: of the cells; None: a square as large as the radius' circle.
        grid: path of a raster whose cells, or whole multiples of them, are taken; empty: none.
        north: ZERO: no motion to the north; SLOPE: motion along the steepest descent, which needs a DEM.
        dem: path of a raster of heights, or empty.
        dem_unit: of its heights.
        reference: STABLE: tracks are aligned on ground that both call stable; NOTHING: velocities stay.
        smoothing: ADAPTIVE: sites take in neighbours that move alike; NONE: each site by itself.
    """

    places: str = TARGETS
    radius_m: float | None = None
    cell_m: float | None = None
    grid: str = ""
    north: str = ZERO
    dem: str = ""
    dem_unit: str = "auto"
    reference: str = STABLE
    smoothing: str = ADAPTIVE


def require_options(options: OrbitOptions) -> None:
    """Stop where choices do not go together.

    Raises:
        InputError: a radius or cell that is not positive, or motion along the slope without a DEM.
    """
    if options.radius_m is not None and not options.radius_m > 0:
        raise InputError(tr("The radius is {radius} m. Choose a positive radius, or none."), radius=options.radius_m)
    if options.cell_m is not None and not options.cell_m > 0:
        raise InputError(tr("The cell size is {cell} m. Choose a positive cell size."), cell=options.cell_m)
    if options.north == SLOPE and not options.dem:
        raise InputError(tr("NORTH is slope and no elevation model is given. Give DEM, or choose NORTH = zero."))


def two_orbits(
    tracks: Sequence[Track], options: OrbitOptions, targets: str = "", raster: str = "", progress: Progress = Silent()
) -> Found:
    """Velocity of the ground from tracks of two lines of sight or more; writes what is asked for.

    Args:
        tracks: in any CRS.
        options: what the user chose.
        targets: path of the layer of sites, or empty.
        raster: path of the raster of cells, or empty.
        progress: told of everything that was decided.

    Returns:
        The sites of the layer.

    Raises:
        InputError: fewer than two tracks, tracks that look the same way or lie apart, or bad options.
        OutputError: a result cannot be written; nothing of this run is left then.
    """
    require_options(options)
    if len(tracks) < 2:
        raise InputError(
            tr("East and up need targets of at least two orbits; {count} layer is given. Add the other orbit's layer."),
            count=len(tracks),
        )
    tracks = [usable(track, progress) for track in tracks]
    base = grid_of_raster(options.grid, options.cell_m, progress, keeps_cells=False) if options.grid else None
    first = tracks[0]
    crs = base.crs if base else metric_crs_for(first.x, first.y, first.crs)
    tracks = in_common_time([track.in_crs(crs) for track in tracks], progress)
    labels = labels_of(tracks)
    _say_tracks(tracks, labels, progress)
    radius = options.radius_m or proposed_radius(tracks)
    why = "" if options.radius_m else ": half of the sites have 5 targets of each track within it"
    progress.message(f"Radius: {radius:g} m{why}.")
    x, y = (np.concatenate([getattr(track, axis) for track in tracks]) for axis in "xy")
    require_bearable(x, y, 2 * radius)
    found: dict[str, Found] = {}
    cells = _cells(tracks, base, options, radius, progress) if raster or options.places == CELLS else None
    for step, places in enumerate(_wanted(options, targets, raster)):
        grid = cells if places == CELLS else None
        part = Stage(progress, 0.4 * step, 0.4 * (step + 1))
        found[places] = _solve(_sites(tracks, radius, grid, part), (tracks, labels), (crs, radius, grid), options, part)
    of_layer = found[options.places] if options.places in found else next(iter(found.values()))
    write_outputs(of_layer, targets, found.get(CELLS), raster, Stage(progress, 0.8, 1.0))
    return of_layer


def _wanted(options: OrbitOptions, targets: str, raster: str) -> list[str]:
    """Kinds of places that the outputs ask for, each once."""
    wanted = [options.places] if targets or not raster else []
    return wanted if not raster or CELLS in wanted else [*wanted, CELLS]


def _say_tracks(tracks: Sequence[Track], labels: Sequence[str], progress: Progress) -> None:
    for track, label in zip(tracks, labels):
        east, north, up = np.nanmedian(track.look, axis=0)
        progress.message(
            f"{track.name}: {len(track)} targets, called {label}; to the satellite {east:+.3f} east, {north:+.3f} "
            f"north, {up:+.3f} up (incidence {np.degrees(np.arccos(min(1.0, up))):.1f} degrees)."
        )


def _cells(
    tracks: Sequence[Track], base: Grid | None, options: OrbitOptions, radius: float, progress: Progress
) -> Grid:
    """The grid of the cells: whole multiples of a raster's cells, or over all targets."""
    wide = _CELL_IN_RADII * radius
    cell = options.cell_m or max(one for one in ROUND_CELLS_M if one <= max(wide, ROUND_CELLS_M[0]))
    if base is None:
        x, y = (np.concatenate([getattr(track, name) for track in tracks]) for name in ("x", "y"))
        require_cell(options.cell_m, float(np.ptp(x)), float(np.ptp(y)))
        grid = grid_around(x, y, tracks[0].crs, cell)
    else:
        step = max(1, round(cell / base.cell_m))
        grid = Grid(
            base.crs, base.x_min, base.y_max, step * base.cell_m, -(-base.columns // step), -(-base.rows // step)
        )
    progress.message(f"Cells: {grid.columns} x {grid.rows} of {grid.cell_m:g} m.")
    return grid


def _sites(tracks: Sequence[Track], radius: float, grid: Grid | None, progress: Progress) -> Sites:
    """Sites that two tracks or more share, with those that one alone sees.

    Raises:
        InputError: no site has targets of two tracks.
    """
    sites = sites_of_targets(tracks, radius, progress) if grid is None else sites_of_cells(tracks, grid)
    both = int(((sites.counts > 0).sum(axis=0) >= 2).sum()) if len(sites) else 0
    if not both:
        raise InputError(
            tr(
                "No target of one track lies within {radius} m of a target of another one. Check the layers' CRS and "
                "places, or choose a larger RADIUS or CELL."
            ),
            radius=f"{radius if grid is None else grid.cell_m:g}",
        )
    progress.message(f"{len(sites)} sites; {both} of them have targets of two tracks or more.")
    return sites


def _solve(
    sites: Sites,
    named: tuple[Sequence[Track], Sequence[str]],
    place: tuple[str, float, Grid | None],
    options: OrbitOptions,
    progress: Progress,
) -> Found:
    tracks, labels = named
    crs, radius, grid = place
    if options.reference == STABLE:
        sites = aligned(sites, tracks, progress)
    limits = thresholds(sites)
    _say_noise(sites, labels, limits, progress)
    means, variances = sites.means, sites.variances
    if options.smoothing == ADAPTIVE:
        means, variances = pooled(sites, grid.cell_m if grid else radius, progress)
    motion = east_up(means, variances, sites.looks)
    if not np.isfinite(motion.east).any():
        raise InputError(
            tr(
                "All tracks look at the ground from nearly the same side, so that east and up cannot be told apart. "
                "Add a layer of the other orbit, or correct INCIDENCE and HEADING."
            )
        )
    residual = _misfit(means, variances, sites.looks, motion)
    slope, descent = None, None
    if options.dem:
        descent = descent_at(sites.x, sites.y, crs, options.dem, options.dem_unit, radius, progress)
        slope = down_slope(means, variances, sites.looks, descent)
    seen = np.full(sites.means.shape, np.nan) if slope is None else slope.seen
    codes = agreement(sites.means, sites.variances, limits, seen, residual)
    if options.north == SLOPE and slope is not None and descent is not None:
        motion = along_descent(slope, descent)
    _say_found(motion, slope, codes, progress)
    return Found(sites, tuple(labels), crs, grid, limits, motion, slope, codes)


def _misfit(means: Floats, variances: Floats, looks: Floats, motion: Motion) -> Floats:
    """Probability (n,) of residuals as large as those found; NaN where two lines of sight leave none."""
    known = np.isfinite(means)
    left = means - looks[:, :, 0] * motion.east - looks[:, :, 2] * motion.up
    total = np.where(known & np.isfinite(left), left**2 / np.where(known, variances, 1.0), 0.0).sum(axis=0)
    free = known.sum(axis=0) - 2
    told = (free > 0) & np.isfinite(motion.east)
    return np.where(told, chdtrc(np.maximum(free, 1), total), np.nan)


def _say_noise(sites: Sites, labels: Sequence[str], limits: Floats, progress: Progress) -> None:
    for number, label in enumerate(labels):
        progress.message(
            f"Track {label}: noise of one target {sites.noise[number]:.2f} mm/yr; sites move from "
            f"{limits[number]:.2f} mm/yr on."
        )


def _say_found(motion: Motion, slope: SlopeMotion | None, codes: NDArray[np.int64], progress: Progress) -> None:
    told = np.isfinite(motion.east)
    error = np.nanmedian(motion.east_std[told]) if told.any() else np.nan
    error_up = np.nanmedian(motion.up_std[told]) if told.any() else np.nan
    progress.message(
        f"East and up are told at {int(told.sum())} of {len(told)} sites, with a standard deviation of {error:.2f} "
        f"and {error_up:.2f} mm/yr at half of them: from the noise of the targets, not from errors that neighbours "
        "share."
    )
    if slope is not None:
        known = np.isfinite(slope.velocity)
        progress.message(
            f"The velocity down the slope is known at {int(known.sum())} sites, with a standard deviation of "
            f"{np.nanmedian(slope.deviation[known]) if known.any() else np.nan:.2f} mm/yr at half of them; elsewhere "
            "the ground is flatter than 5 degrees, or no track sees 0.2 of such a motion."
        )
    counts = np.bincount(codes, minlength=4)
    progress.message(
        f"Agreement: {counts[STILL]} sites still, {counts[SAME]} same, {counts[ONE]} one, "
        f"{counts[CONTRADICT]} contradict."
    )
