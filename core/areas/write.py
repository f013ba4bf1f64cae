"""From a probability raster to a mask and to areas with attributes, without holding the raster."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..base.errors import OutputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, Stage, track
from ..files.disk_space import said_of
from ..files.outputs import together
from ..files.own_names import part_name
from ..files.system import remove
from ..gis.raster import RasterReader
from ..gis.raster_writer import Band, RasterWriter
from ..gis.vector import Column, rasterize, write_polygons
from ..gis.zonal import WINDOW, Floats
from .attributes import area_columns, origin_columns
from .lines import write_lines
from .motion import NearTargets, column, near
from .outlines import polygonize
from .regions import RegionCounts, say_merging, write_regions
from .rules import AreaRules
from .splitting import split_areas

NOT_OBSERVABLE = 255  # of the mask raster: motion could not have been found there
NOT_ASKED = 254  # of the mask raster: outside WITHIN, where nobody looked


@dataclass(frozen=True)
class AreaInputs:
    """What areas are made from, and their attributes.

    Args:
        probability: float32 raster, NaN where motion could not have been found.
        targets: for the areas' motion, or what finds those around polygons, or None.
        stack: feature stack with the same CRS, for the areas' terrain and hot spot, or None.
        deviation: raster of the standard deviation of the probability, or None.
        model: name, written to each area.
        within: polygons (WKB, the raster's CRS) of the ground that was predicted; empty: everywhere.
        further: makes further attributes of the areas' polygons, or None.
    """

    probability: RasterReader
    targets: NearTargets | None = None
    stack: RasterReader | None = None
    deviation: RasterReader | None = None
    model: str = ""
    within: Sequence[bytes] = ()
    further: Callable[[Sequence[bytes], Progress], list[Column]] | None = None


@dataclass(frozen=True)
class AreaOutputs:
    """Paths: mask (byte raster), areas and, unless empty, lines (.gpkg, .geojson, .shp)."""

    mask: str
    areas: str
    lines: str = ""


@dataclass(frozen=True)
class AreasSummary:
    """What was found.

    Args:
        count: number of areas.
        total_m2: their area together.
        largest_m2: area of the largest one, 0 without areas.
        observable_km2: ground with a probability.
        not_observable_km2: ground that was asked for, but without a probability.
        not_asked_km2: ground outside WITHIN.
    """

    count: int
    total_m2: float
    largest_m2: float
    observable_km2: float
    not_observable_km2: float
    not_asked_km2: float


def write_areas(
    inputs: AreaInputs, outputs: AreaOutputs, rules: AreaRules, progress: Progress = Silent()
) -> AreasSummary:
    """Write the mask, the areas and the lines of a prediction; on failure or cancel none is left.

    The mask is 1 from the threshold on, 0 below, 255 where motion could not be observed, 254 outside WITHIN: every
    cell, also those of areas that the rules leave out.

    Args:
        inputs: probability, and what the attributes come from.
        outputs: where to write.
        rules: which cells make an area, and how it is drawn.
        progress: hears how far the work is; its log gets two lines.

    Returns:
        Numbers for the log. Without any area the layers are valid and empty.

    Raises:
        InputError: an unreadable raster.
        OutputError: no permission, disk full.
        Cancelled: the user asked to stop.
    """
    with together(outputs.mask, outputs.areas, outputs.lines):
        grid = inputs.probability.grid
        counts = write_mask(inputs, outputs.mask, rules.threshold, Stage(progress, 0.0, 0.2))
        polygons, found = _outlines(inputs.probability, outputs.areas, rules, counts[1], Stage(progress, 0.2, 0.45))
        polygons, cuts = _cut(polygons, inputs, rules, Stage(progress, 0.45, 0.5))
        columns = area_columns(
            polygons,
            inputs.probability,
            rules.seed_threshold,
            None if inputs.targets is None else near(inputs.targets, polygons),
            inputs.stack,
            inputs.deviation,
            Stage(progress, 0.5, 0.7),
        )
        if inputs.further is not None:
            columns += inputs.further(polygons, Stage(progress, 0.7, 0.8))
        columns += cuts
        stack = _beside(inputs.stack.path, outputs.areas) if inputs.stack else ""
        columns += origin_columns(len(polygons), inputs.model, stack, rules.threshold, rules.seed_threshold)
        if outputs.lines:
            write_lines(outputs.lines, inputs.probability, polygons, rules, Stage(progress, 0.8, 0.95))
        write_polygons(outputs.areas, "areas", grid.crs, polygons, columns, Stage(progress, 0.95, 1.0))
    summary = _summary(columns, counts, grid)
    _log(summary, found, rules, counts[1], grid.cell_area_m2 / 1e6, progress)
    return summary


def _cut(
    polygons: list[bytes], inputs: AreaInputs, rules: AreaRules, progress: Progress
) -> tuple[list[bytes], list[Column]]:
    """Areas that cross a ridge or a river cut there, where that is asked for, and what they were cut at."""
    if not rules.split or inputs.stack is None:
        return polygons, []
    parts, told = split_areas(polygons, inputs.stack, rules.min_area_m2, progress)
    if len(parts) > len(polygons):
        progress.message(f"{len(polygons)} areas become {len(parts)}: cut at ridges and rivers.")
    return parts, [column("split_at", told)]


def _beside(path: str, areas: str) -> str:
    """Path of a file relative to the folder of the areas; only its name where it lies far away.

    The folders of somebody's computer are private.
    """
    folder = Path(areas).resolve().parent
    near = (folder, folder.parent, folder.parent.parent)
    if not any(Path(path).resolve().is_relative_to(one) for one in near if len(one.parts) > 2):
        return Path(path).name
    return Path(os.path.relpath(Path(path).resolve(), folder)).as_posix()


def _outlines(
    probability: RasterReader, areas_path: str, rules: AreaRules, cells: int, progress: Progress
) -> tuple[list[bytes], RegionCounts]:
    """Outlines of the areas; the raster of their cells grows and vanishes beside the output."""
    if not cells:
        return [], RegionCounts(0, 0, 0)
    grid, raster = probability.grid, part_name(f"{os.path.splitext(areas_path)[0]}_areas.tif")
    try:
        found = write_regions(raster, probability, rules.regions, Stage(progress, 0.0, 0.7))
        smooth_m, fill = rules.smooth_on(grid), rules.regions.may_fill(found)
        return polygonize(raster, grid, rules.min_area_m2, Stage(progress, 0.7, 1.0), smooth_m, fill), found
    except OutputError as error:
        raise said_of(areas_path, error) from error
    finally:
        remove(raster)


def write_mask(
    inputs: AreaInputs, mask_path: str, threshold: float, progress: Progress = Silent(), size: int = WINDOW
) -> dict[int, int]:
    """Write 1 where the probability reaches the threshold, 0 below, 255 where it is null, 254 outside WITHIN.

    Returns:
        The number of cells of each of these values.
    """
    counts = dict.fromkeys((0, 1, NOT_ASKED, NOT_OBSERVABLE), 0)
    said = f"1: probability of at least {threshold:g}; {NOT_OBSERVABLE}: not observable; {NOT_ASKED}: not asked"
    grid = inputs.probability.grid
    with RasterWriter(mask_path, grid, [Band("mask", "", said)], "uint8", NOT_OBSERVABLE) as writer:
        for window in track(grid.windows(size), progress):
            probability = inputs.probability.read(window)[0]
            mask = (probability >= threshold).astype(np.uint8)
            unknown = np.isnan(probability)
            mask[unknown] = _why_unknown(inputs, grid, window)[unknown]
            writer.write(mask, window)
            for value in counts:
                counts[value] += int(np.count_nonzero(mask == value))
    return counts


def _why_unknown(inputs: AreaInputs, grid: Grid, window: Window) -> NDArray[np.uint8]:
    """What the cells of a window are where they have no probability: outside WITHIN, or not observable."""
    if not inputs.within:
        return np.full(window.shape, NOT_OBSERVABLE, np.uint8)
    asked = rasterize(inputs.within, grid, window) > 0
    return np.where(asked, NOT_OBSERVABLE, NOT_ASKED).astype(np.uint8)


def _summary(columns: list[Column], counts: dict[int, int], grid: Grid) -> AreasSummary:
    areas: Floats = np.asarray(next(one.values for one in columns if one.name == "area_m2"), float)
    cell_km2 = grid.cell_area_m2 / 1e6
    return AreasSummary(
        len(areas),
        float(areas.sum()),
        float(areas.max(initial=0.0)),
        (counts[0] + counts[1]) * cell_km2,
        counts[NOT_OBSERVABLE] * cell_km2,
        counts[NOT_ASKED] * cell_km2,
    )


def _balance(summary: AreasSummary, found: RegionCounts, mask_km2: float, cell_km2: float) -> str:
    """Say how the polygons' area follows from that of the mask."""
    drawn, merged, total = found.drawn * cell_km2, found.cells * cell_km2, summary.total_m2 / 1e6
    return (
        f"The mask has {mask_km2:.3f} km2; left out {drawn - mask_km2:+.3f}, merging {merged - drawn:+.3f}, holes and "
        f"smoothing {total - merged:+.3f}: {total:.3f} km2 in the areas."
    )


def _log(
    summary: AreasSummary, found: RegionCounts, rules: AreaRules, cells: int, cell_km2: float, progress: Progress
) -> None:
    """What was found; `cells` of the mask, each of `cell_km2`."""
    ground = f"{summary.observable_km2:.2f} km2 with a probability, {summary.not_observable_km2:.2f} km2 not observable"
    if summary.not_asked_km2:
        ground += f", {summary.not_asked_km2:.2f} km2 outside the ground to predict"
    if found.small or found.seedless:
        progress.message(
            f"Left out: areas smaller than {rules.min_area_m2:,.0f} m2: {found.small}; areas whose probability stays "
            f"below {rules.seed_threshold:.2f}: {found.seedless}."
        )
    if summary.count:
        size = f"{summary.total_m2 / 1e6:.3f} km2 together, the largest {summary.largest_m2:,.0f} m2"
        progress.message(f"{summary.count} areas, {size}; {ground}.")
        if found.merge_m < rules.merge_m:
            say_merging(found, rules.regions, progress)
        progress.message(_balance(summary, found, cells * cell_km2, cell_km2))
    else:
        wanted = (
            f"No area of at least {rules.min_area_m2:,.0f} m2 has the probability {rules.threshold:.2f} everywhere and"
            f" {rules.seed_threshold:.2f} somewhere"
        )
        progress.message(f"{wanted}: the layer of areas is empty; {ground}.")
