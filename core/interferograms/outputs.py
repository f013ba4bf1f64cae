"""The run as a whole: files in, targets, series, raster and report out."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..base.translation import tr
from ..display.map_style import write_map_style
from ..display.pages import require_pages
from ..display.styles import write_style
from ..display.velocity_classes import velocity_breaks
from ..files.columns import stored
from ..files.outputs import require_writable, scratch_folder, together, write_text
from ..gis.crs import crs_name, is_metric, metric_crs_for, transform_points
from ..gis.raster_writer import Band, RasterWriter
from ..gis.vector import Column, write_points
from ..inversion.analysis import Analysis
from ..inversion.settings import Options, Result, Stack
from ..products.kept_fields import kept_columns
from ..targets.targets import LAYER
from .elevation import Fit, compare
from .finding import find_products, require_one_track
from .kept import kept_on_interruption
from .lattice import Lattice, read_elsewhere
from .page import report
from .products import Layer
from .reading import Reading, read_stack
from .sights import Cells, sights

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Outputs:
    """Paths; an empty one leaves an output out."""

    targets: str = ""
    series: str = ""
    velocity: str = ""
    report: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """Of all of them."""
        return self.targets, self.series, self.velocity, self.report


@dataclass(frozen=True)
class LatticeGrid(Grid):
    """A grid whose cells may be degrees, or higher than wide; only for writing.

    Args:
        cell_height: of a cell, in the unit of the CRS.
    """

    cell_height: float = 0.0

    @property
    def geotransform(self) -> tuple[float, float, float, float, float, float]:
        """GDAL's six numbers."""
        return self.x_min, self.cell_m, 0.0, self.y_max, 0.0, -self.cell_height


@dataclass(frozen=True)
class Kept:
    """The targets that are coherent enough, with their places in a metric CRS, and the cells that they come from."""

    at: NDArray[np.int64]
    x: Floats
    y: Floats
    crs: str
    lattice: Lattice


def velocities(folder: str, options: Options, outputs: Outputs, progress: Progress = Silent()) -> Result:
    """Read the interferograms below a folder, find the velocities, write what is asked for.

    Raises:
        InputError: the interferograms or the parameters cannot be used.
        OutputError: a result cannot be written; nothing of this run is left then.
        Cancelled: as soon as the user asks to stop.
    """
    require_writable(*outputs.all)
    require_pages(outputs.report)
    if options.crs and not is_metric(options.crs):
        raise InputError(
            tr(
                "The CRS {crs} does not measure in metres on the ground. Choose a metric one, or none for "
                "the local UTM zone."
            ),
            crs=crs_name(options.crs),
        )
    found = find_products(folder, options.form, progress)
    require_one_track(found)
    progress.message(f"{len(found.pairs)} interferograms of the kind {found.producer}.")
    with contextlib.ExitStack() as left:
        kept_reading = left.enter_context(kept_on_interruption(outputs.targets, found, options, progress))
        scratch = left.enter_context(scratch_folder("velocities"))
        stack, reading, lattice = read_stack(found, options, scratch, Stage(progress, 0.0, 0.4), kept_reading)
        _say_reading(reading, stack, progress)
        reference = None
        if options.reference:
            reference = lattice.cell_at(*options.reference, options.reference_crs)
            if reference is None:
                raise InputError(tr("The reference lies outside the interferograms. Choose one inside, or none."))
        analysis = Analysis(stack, options, scratch, reference, kept_reading)
        if options.other_dem:
            reading.comparison = _compared(stack, analysis, lattice, options, Stage(progress, 0.4, 0.5))
        result = analysis.run(Stage(progress, 0.5 if options.other_dem else 0.4, 0.85))
        _say_result(result, progress)
        kept = _kept(result, stack, lattice, options, progress)
        _write(outputs, result, stack, reading, kept, options, Stage(progress, 0.85, 1.0))
    return result


def _compared(stack: Stack, analysis: Analysis, lattice: Lattice, options: Options, progress: Progress) -> list[Fit]:
    """Both elevation models on the wrapped phase; none, and a warning, where that cannot be."""
    if not stack.wrapped or not analysis.model.with_height or not np.isfinite(stack.height).any():
        progress.warning(tr("Elevation models are compared only with wrapped phase, baselines and a first model."))
        return []
    layer = Layer(options.other_dem, declared=True)
    other = read_elsewhere(layer, lattice, stack.places.row, stack.places.column)
    names = (Path(options.dem).name if options.dem else tr("the first"), layer.name)
    made = compare(stack, analysis.model, options, other, names, progress)
    for each in made:
        progress.message(
            f"Elevation model {each.name}: {each.targets} targets, {each.share:.1%} of them in one part,"
            f" {each.residues:.0f} residues for 1,000, median coherence of arcs {each.coherence:.3f}."
        )
    return made


def _say_reading(reading: Reading, stack: Stack, progress: Progress) -> None:
    for note in reading.notes:
        progress.message(note)
    for name, reason in reading.broken.items():
        progress.warning(f"{name} is left out: {reason}")
    used = len(reading.choice.used)
    progress.message(
        f"{used} of {len(reading.names)} pairs of {len(stack.dates)} scenes are used, {stack.dates[0]} to "
        f"{stack.dates[-1]};"
        f" {len(reading.choice.readmitted)} of them beyond the limits, to join the network. "
        f"{len(stack.places)} candidates."
    )
    bridges = [reading.names[reading.choice.used[number]] for number in stack.network.bridges]
    if bridges:
        progress.message(f"Pairs that are in no triangle, so that nothing checks their cycles: {', '.join(bridges)}.")


def _say_result(result: Result, progress: Progress) -> None:
    progress.message(
        f"{result.repaired} values got whole cycles; closures of a whole cycle: {int(result.before.open.sum())} before,"
        f" {int(result.after.open.sum())} after, of {int(result.before.known.sum())}."
    )
    for warning in result.warnings:
        progress.warning(warning)


def _kept(result: Result, stack: Stack, lattice: Lattice, options: Options, progress: Progress) -> Kept:
    at = np.flatnonzero(np.nan_to_num(result.coherence) >= options.min_coherence)
    if not len(at):
        raise InputError(
            tr(
                "None of {count} candidates has a coherence of {least} or more (the best: {best}). Lower "
                "the smallest coherence."
            ),
            count=len(result.coherence),
            least=f"{options.min_coherence:g}",
            best=f"{float(np.nanmax(result.coherence, initial=0.0)):.2f}",
        )
    x, y = lattice.centres(stack.places.row[at], stack.places.column[at])
    crs = options.crs or metric_crs_for(x, y, lattice.crs)
    moved = transform_points(x, y, lattice.crs, crs)
    progress.message(
        f"{len(at)} of {len(result.coherence)} candidates have a coherence of {options.min_coherence:g} or more."
    )
    return Kept(at, *moved, crs, lattice)


def _write(
    outputs: Outputs, result: Result, stack: Stack, reading: Reading, kept: Kept, options: Options, progress: Progress
) -> None:
    """All outputs, or none."""
    cells = Cells(kept.lattice, stack.places.row[kept.at], stack.places.column[kept.at])
    columns = target_columns(result, stack, kept.at)
    columns += kept_columns(sights(reading.looking, cells, reading.producer, progress))
    breaks = velocity_breaks(result.velocity[kept.at])
    with together(*outputs.all):
        for path, part in ((outputs.targets, 0.3), (outputs.series, 0.8)):
            if path:
                more = series_columns(result, stack, kept.at) if path == outputs.series else []
                write_points(
                    path, LAYER, kept.crs, kept.x, kept.y, [*columns, *more], Stage(progress, part - 0.3, part)
                )
                write_style(path, "targets", **breaks)
        if outputs.velocity:
            write_velocity(outputs.velocity, result, stack, kept.lattice, kept.at)
        if outputs.report:
            write_text(outputs.report, report(result, stack, reading, options, len(kept.at)))
        check_cancelled(progress)


def target_columns(result: Result, stack: Stack, at: NDArray[np.int64]) -> list[Column]:
    """Attributes of the targets; those that `hotspot` reads have its names."""
    height = stack.height[at] + np.nan_to_num(result.height_correction[at])
    return [
        Column("velocity", np.round(result.velocity[at], 3), tr("Velocity towards the satellite (mm/yr)")),
        Column("coherence", np.round(result.coherence[at], 4), tr("Coherence")),
        Column("height", np.round(height, 2), tr("Height (m)")),
        Column("velocity_std", np.round(result.velocity_std[at], 3), tr("Standard deviation of the velocity (mm/yr)")),
        Column("height_correction", np.round(result.height_correction[at], 2), tr("Correction of the height (m)")),
        Column("height_std", np.round(result.height_std[at], 2), tr("Standard deviation of the height (m)")),
        Column("series_std", np.round(result.series_std[at], 3), tr("Scatter of the series (mm)")),
        Column("pairs", result.pairs[at], tr("Pairs used")),
        Column("uncheckable", np.round(result.uncheckable[at], 3), tr("Share of the pairs that nothing checks")),
    ]


def series_columns(result: Result, stack: Stack, at: NDArray[np.int64]) -> list[Column]:
    """Displacement of each scene against the first, mm, in columns that other tools know; many lie in files."""
    first = np.asarray(result.series[0], np.float64)[at]
    return [
        Column(f"D{day:%Y%m%d}", stored(np.round(np.asarray(result.series[scene], np.float64)[at] - first, 2)))
        for scene, day in enumerate(stack.dates)
    ]


def write_velocity(path: str, result: Result, stack: Stack, lattice: Lattice, at: NDArray[np.int64]) -> None:
    """Velocity of the kept targets on the cells of the interferograms."""
    grid = LatticeGrid(
        lattice.crs, lattice.left, lattice.top, lattice.width, lattice.columns, lattice.rows, lattice.height
    )
    values = np.full(lattice.shape, np.nan, np.float32)
    values[stack.places.row[at], stack.places.column[at]] = result.velocity[at]
    with RasterWriter(path, grid, [Band("velocity", "mm/yr")]) as writer:
        writer.write(values, Window(0, 0, lattice.columns, lattice.rows))
    write_map_style(path, float(np.quantile(np.abs(result.velocity[at]), 0.99)), "velocity")
