"""Build feature stack: image, hot spot map, targets and terrain as named bands on one grid."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..base.errors import CoreError, InputError
from ..base.grid import Grid
from ..base.progress import Progress, Silent, Stage, check_cancelled
from ..base.training_options import PAPER_FEATURES, RECOMMENDED_FEATURES
from ..base.translation import tr
from ..files.disk_space import raster_bytes, require_room
from ..files.outputs import at_the_end, part_folder, put_in_place, together, write_text
from ..gis.crs import metric_crs_for
from ..gis.gdal_session import small_cache
from ..gis.study_grid import grid_around, grid_of_raster, require_cell
from ..hotspots.spacing import following_cell, following_distance
from ..products.ground_motion import GROUND
from ..targets.targets import to_crs
from ..terrain.terrain import RADAR
from . import target_bands, versions
from .files import StackBand, sampled_statistics, vrt_text, write_geotiff
from .more_layers import planned
from .parts import NEEDS, Parts, StackInputs
from .target_bands import FIELDS, SERIES

FEATURES = tuple(NEEDS)
_EXTRA = ("log_density", "has_target", "distance", "curvature", "hillshade", *SERIES)  # only where they are named
SETS: dict[str, tuple[str, ...]] = {  # what a stack holds where no feature is named
    "standard": tuple(name for name in FEATURES if name not in _EXTRA),
    "recommended": RECOMMENDED_FEATURES,
    "paper": PAPER_FEATURES,
    "all": FEATURES,
}


@dataclass(frozen=True)
class StackOptions:
    """What the user chose.

    Args:
        features: names of FEATURES; empty: those of the set that the inputs allow.
        grid: path of a raster whose grid is taken; empty: the image's, the hot spot map's, or one over the targets
            or the DEM.
        cell_m: of a grid over the targets or the DEM, or in place of cells in degrees.
        temporary: folder whose files vanish; what lies there is copied beside the output.
        feature_set: one of SETS: `standard` holds what training, the areas' attributes and the comparison of sets
            ask for; `recommended` what trains best; `paper` the paper's best set; `all` everything.
    """

    features: tuple[str, ...] = ()
    grid: str = ""
    cell_m: float | None = None
    temporary: str = ""
    feature_set: str = "standard"


def build_stack(
    inputs: StackInputs, options: StackOptions, output: str, progress: Progress = Silent()
) -> list[StackBand]:
    """Write a stack: a VRT over parts in a folder beside it, see `versions`, or one GeoTIFF, after the output's name.

    Returns:
        The bands in their order.

    Raises:
        InputError: a feature whose input is missing, or inputs that do not lie on each other.
        OutputError: something cannot be written. Nothing is left then, nor after a cancel.
    """
    plans = planned(inputs.more, progress)
    features = chosen_features(inputs, options)
    grid = _study_grid(inputs, options, progress)
    named = [*features, *(band.name for plan in plans for band in plan.bands)]
    progress.message(f"Grid: {grid.columns} x {grid.rows} cells of {grid.cell_m:g} m. Features: {', '.join(named)}.")
    is_vrt = Path(output).suffix.lower() == ".vrt"
    final, old = versions.next_folder(output), versions.older(output)
    computed = [name for name in features if not is_vrt or NEEDS[name] in ("TARGETS", "DEM")]
    computed += [band.name for plan in plans for band in plan.bands]
    require_room([(output, raster_bytes(grid.rows * grid.columns, 4.0 * len(computed)))], progress)
    with small_cache(), together(output), part_folder(str(final)) as building:
        builder = Parts(inputs, grid, output, str(building), options.temporary)
        made = builder.bands(features, Stage(progress, 0.0, 0.5 if plans else 0.6))
        bands = [made[name] for name in features] + builder.more(plans, Stage(progress, 0.5, 0.6))
        _finish(output, grid, bands, building, final, Stage(progress, 0.6, 1.0))
        at_the_end(lambda: versions.remove(old, progress))
        check_cancelled(progress)
    return bands


def _finish(
    output: str, grid: Grid, bands: Sequence[StackBand], building: Path, final: Path, progress: Progress
) -> None:
    """Hand over a VRT with the folder of its parts, the VRT last, or one GeoTIFF."""
    draft = str(building / "draft.vrt")
    with _told_as(output, draft):
        write_text(draft, vrt_text(str(building), grid, bands))
        statistics = sampled_statistics(draft, Stage(progress, 0.0, 0.5))
        if Path(output).suffix.lower() != ".vrt":
            write_geotiff(output, draft, bands, statistics, Stage(progress, 0.5, 1.0))
            return
    os.unlink(draft)
    text = vrt_text(str(Path(output).parent), grid, bands, statistics).replace(building.name + "/", final.name + "/")
    if any(building.iterdir()):
        versions.mark(building, output)
        put_in_place(str(building), str(final))
    write_text(output, text)


@contextlib.contextmanager
def _told_as(output: str, draft: str) -> Iterator[None]:
    """Let an error name the output, not the draft that nobody sees."""
    try:
        yield
    except CoreError as error:
        said = {key: output if str(value) == draft else value for key, value in error.values.items()}
        raise type(error)(error.text, **said) from error


def chosen_features(inputs: StackInputs, options: StackOptions) -> tuple[str, ...]:
    """The features in their fixed order.

    Raises:
        InputError: none, or one whose input is missing.
    """
    given = {"IMAGE": inputs.image, "HOTSPOT": inputs.hotspot, "DEM": inputs.dem, "TARGETS": inputs.targets}
    angles = inputs.incidence is not None and inputs.look_azimuth is not None
    moving = inputs.targets.more if inputs.targets is not None else {}
    possible = [
        name
        for name in FEATURES
        if given[NEEDS[name]] and (name not in RADAR or angles) and (name not in FIELDS or FIELDS[name] in moving)
    ]
    for name in options.features:
        if name not in possible:
            needed = "DEM, INCIDENCE and LOOK_AZIMUTH or ORBIT" if name in RADAR else NEEDS.get(name, "")
            if name in GROUND:
                needed = tr("TARGETS with the field {name}, as East and up from two orbits makes them").format(
                    name=name
                )
            elif name in SERIES:
                needed = tr("TARGETS with the field {name}, as Classify time series makes them").format(
                    name=SERIES[name]
                )
            raise InputError(
                tr("The feature {name} needs {needed}. Give it, or leave the feature out."), name=name, needed=needed
            )
    if not possible:
        raise InputError(tr("A feature stack needs an image, a hot spot map, targets or a DEM. Give at least one."))
    chosen = tuple(name for name in possible if name in (options.features or SETS[options.feature_set]))
    if not chosen:
        raise InputError(
            tr("The inputs make none of the features of the set {set}. Choose another set or features."),
            set=options.feature_set,
        )
    return chosen


def _study_grid(inputs: StackInputs, options: StackOptions, progress: Progress) -> Grid:
    """Grid of GRID, else of the image, else of the hot spot map, else over the targets, else over the DEM."""
    if options.cell_m is not None and not options.cell_m > 0:
        raise InputError(tr("The cell size is {cell} m. Choose a positive cell size."), cell=options.cell_m)
    for path in (options.grid, inputs.image, inputs.hotspot):
        if path:
            return grid_of_raster(path, options.cell_m, progress)
    if inputs.targets is None:
        if options.cell_m is None:
            raise InputError(
                tr(
                    "No grid is given. Choose GRID, an image or a hot spot map, or give a cell size for a grid "
                    "over the DEM."
                )
            )
        over = grid_of_raster(inputs.dem, options.cell_m, Silent())
        west, south, east, north = over.bounds
        require_cell(options.cell_m, east - west, north - south)
        return grid_around(np.array([west, east]), np.array([south, north]), over.crs, options.cell_m)
    targets = to_crs(inputs.targets, metric_crs_for(inputs.targets.x, inputs.targets.y, inputs.targets.crs), progress)
    require_cell(options.cell_m, float(np.ptp(targets.x)), float(np.ptp(targets.y)))
    cell = options.cell_m or following_cell(following_distance(targets.x, targets.y).distance_m)
    if options.cell_m is None:
        progress.message(f"Cells: {cell:g} m, proposed: they follow the spacing of the targets.")
    return grid_around(targets.x, targets.y, targets.crs, cell, 2 * target_bands.BANDWIDTH_M)
