"""From a probability raster to a mask and to areas with attributes, without holding the raster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .area_attributes import (
    WINDOW,
    Floats,
    TargetTable,
    column,
    origin_columns,
    shape_columns,
    stack_columns,
    target_columns,
    zonal_statistics,
)
from .grid import Grid
from .outlines import polygonize
from .outputs import removed_on_failure
from .progress import Progress, Silent, Stage, track
from .raster import Band, RasterReader, RasterWriter
from .vector import Column, write_polygons

__all__ = ["NOT_OBSERVABLE", "AreasSummary", "TargetTable", "write_areas", "write_mask"]

NOT_OBSERVABLE = 255  # of the mask raster: motion could not have been found there


@dataclass(frozen=True)
class AreasSummary:
    """What was found.

    Args:
        count: number of areas.
        total_m2: their area together.
        largest_m2: area of the largest one, 0 without areas.
        observable_km2: ground with a probability.
        not_observable_km2: ground without.
    """

    count: int
    total_m2: float
    largest_m2: float
    observable_km2: float
    not_observable_km2: float


def write_areas(
    probability_path: str,
    mask_path: str,
    areas_path: str,
    threshold: float,
    min_area_m2: float,
    targets: TargetTable | None = None,
    stack_path: str | None = None,
    model_name: str = "",
    progress: Progress = Silent(),
) -> AreasSummary:
    """Write the mask and the areas of a prediction; on failure or cancel neither is left.

    Args:
        probability_path: float32 raster, NaN where motion could not have been found.
        mask_path: byte raster to write: 1 from the threshold on, 0 below, 255 not observable. It holds every cell,
            also those of areas that are too small for the layer.
        areas_path: layer to write (.gpkg, .geojson, .shp).
        threshold: probability from which a cell belongs to an area.
        min_area_m2: smaller areas are left out, smaller holes are filled.
        targets: for the areas' motion.
        stack_path: feature stack with the same CRS, for the areas' terrain and hot spot.
        model_name: written to each area.
        progress: hears how far the work is; its log gets one line.

    Returns:
        Numbers for the log. Without any area the layer is valid and empty.

    Raises:
        InputError: an unreadable raster.
        OutputError: no permission, disk full.
        Cancelled: the user asked to stop.
    """
    grid, counts = write_mask(probability_path, mask_path, threshold, Stage(progress, 0.0, 0.4))
    with removed_on_failure(mask_path):
        polygons = polygonize(mask_path, grid, min_area_m2, Stage(progress, 0.4, 0.6)) if counts[1] else []
        columns = shape_columns(polygons)
        areas = np.asarray(columns[1].values, float)
        columns += _columns(probability_path, polygons, areas, targets, stack_path, Stage(progress, 0.6, 0.95))
        columns += origin_columns(len(polygons), model_name, threshold)
        write_polygons(areas_path, "areas", grid.crs, polygons, columns, Stage(progress, 0.95, 1.0))
    summary = _summary(areas, counts, grid)
    _log(summary, threshold, min_area_m2, progress)
    return summary


def write_mask(
    probability_path: str, mask_path: str, threshold: float, progress: Progress = Silent(), size: int = WINDOW
) -> tuple[Grid, dict[int, int]]:
    """Write 1 where the probability reaches the threshold, 0 below, 255 where it is null.

    Returns:
        The grid, and the number of cells of 0, 1 and 255.
    """
    counts = dict.fromkeys((0, 1, NOT_OBSERVABLE), 0)
    with RasterReader(probability_path) as reader:
        band = Band("mask", "", f"1: probability of at least {threshold:g}; 255: not observable")
        with RasterWriter(mask_path, reader.grid, [band], "uint8", NOT_OBSERVABLE) as writer:
            for window in track(reader.grid.windows(size), progress):
                probability = reader.read(window)[0]
                mask = np.where(np.isnan(probability), NOT_OBSERVABLE, probability >= threshold).astype(np.uint8)
                writer.write(mask, window)
                for value in counts:
                    counts[value] += int(np.count_nonzero(mask == value))
        return reader.grid, counts


def _columns(
    probability_path: str, polygons: Sequence[bytes], areas: Floats, targets: TargetTable | None,
    stack_path: str | None, progress: Progress,
) -> list[Column]:
    first = zonal_statistics(polygons, probability_path, None, Stage(progress, 0.0, 0.4))
    probability = next(iter(first.values()))
    columns = [
        column("probability_mean", probability.mean),
        column("probability_max", probability.maximum),
    ]
    if targets is not None:
        columns += target_columns(polygons, targets, areas)
    if stack_path:
        columns += stack_columns(polygons, stack_path, Stage(progress, 0.5, 1.0))
    return columns


def _summary(areas: Floats, counts: dict[int, int], grid: Grid) -> AreasSummary:
    cell_km2 = grid.cell_area_m2 / 1e6
    return AreasSummary(
        len(areas), float(areas.sum()), float(areas.max(initial=0.0)),
        (counts[0] + counts[1]) * cell_km2, counts[NOT_OBSERVABLE] * cell_km2,
    )


def _log(summary: AreasSummary, threshold: float, min_area_m2: float, progress: Progress) -> None:
    ground = f"{summary.observable_km2:.2f} km2 observable, {summary.not_observable_km2:.2f} km2 not observable"
    if summary.count:
        size = f"{summary.total_m2 / 1e6:.3f} km2 together, the largest {summary.largest_m2:,.0f} m2"
        progress.message(f"{summary.count} areas, {size}; {ground}.")
    else:
        wanted = f"No area of at least {min_area_m2:,.0f} m2 reaches the probability {threshold:g}"
        progress.message(f"{wanted}: the layer of areas is empty; {ground}.")
