"""Candidate areas: polygons around significant clusters of moving targets, without any training."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from .area_attributes import TargetTable, column, shape_columns, target_columns, targets_inside
from .errors import OutputError
from .gi_star import GiStar
from .grid import Grid, Window
from .kernel_density import KernelField
from .outlines import fill_holes, polygon_of, polygonize, rings_of
from .progress import Progress, Silent, Stage, check_cancelled, track
from .raster import Band, RasterWriter, cannot_write, part_name
from .terrain import Terrain
from .vector import Column, rasterize, write_polygons

LAYER = "areas"
_SIGNIFICANT = 1.96  # mean z of the surroundings: 95 %
_DEVIATIONS = 2.0  # robust standard deviations (Barra et al. 2017 take two plain ones)
_SIGNS = (1.0, -1.0)  # towards the satellite, away from it


@dataclass(frozen=True)
class AreaOptions:
    """Which areas are kept.

    Args:
        min_targets: targets in an area.
        min_area_m2: its size; smaller holes are filled.
        merge_m: areas of one sign that are closer become one; bays that are narrower are closed.
        bandwidth_m: radius of the local means.
        dem: raster of heights for mean slope and aspect, or empty.
    """

    min_targets: int = 6
    min_area_m2: float = 10_000.0
    merge_m: float = 50.0
    bandwidth_m: float = 75.0
    dem: str = ""


def write_candidate_areas(
    path: str, grid: Grid, targets: TargetTable, gi: GiStar, options: AreaOptions = AreaOptions(),
    progress: Progress = Silent(),
) -> int:  # fmt: skip
    """Polygons where the local means of z and of velocity both stand out, with the same sign; an empty layer is a result.

    A cell belongs to an area where the local mean (quartic weights) of Gi* z is at least 1.96 away from 0 and that of the
    velocity at least two robust standard deviations (1.4826 times the median absolute deviation) away from 0.

    Args:
        path: of the layer.
        grid: on which the areas are drawn.
        targets: in the grid's CRS, all with a velocity.
        gi: of the targets.
        options: which areas are kept.
        progress: told of the progress.

    Returns:
        Number of areas.
    """
    velocity = targets.velocity
    threshold = _DEVIATIONS * 1.4826 * float(np.median(np.abs(velocity - np.median(velocity))))
    progress.message(f"Candidate areas: mean |z| from {_SIGNIFICANT}, mean |velocity| from {threshold:.1f} mm/yr.")
    polygons = _polygons(path, grid, targets, gi, threshold, options, Stage(progress, 0.0, 0.8))
    members = targets_inside(polygons, targets)
    polygons = [polygon for polygon, inside in zip(polygons, members) if len(inside) >= options.min_targets]
    columns = shape_columns(polygons)
    columns += target_columns(polygons, targets, np.asarray(columns[1].values, float))
    if options.dem:
        columns += _terrain_columns(polygons, grid, options.dem, progress)
    write_polygons(path, LAYER, grid.crs, polygons, columns, Stage(progress, 0.9, 1.0))
    progress.message(
        f"{len(polygons)} candidate areas with at least {options.min_targets} targets and {options.min_area_m2:g} m2."
    )
    return len(polygons)


def _polygons(
    path: str, grid: Grid, targets: TargetTable, gi: GiStar, threshold: float, options: AreaOptions, progress: Progress
) -> list[bytes]:
    """Outlines of the areas of both signs, largest first; masks grow and vanish beside the output."""
    folder, name = Path(path).parent, Path(path).stem
    masks = [part_name(str(folder / f"{name}_{i}.tif")) for i in range(len(_SIGNS))]
    polygons: list[bytes] = []
    try:
        _write_masks(masks, grid, targets, gi, threshold, options, Stage(progress, 0.0, 0.7))
        for mask in masks:
            pieces = polygonize(mask, grid, 0.0, progress)
            polygons += _merged(pieces, options, grid.cell_m)
            check_cancelled(progress)
    except OutputError as error:
        raise cannot_write(path, str(error.values["reason"])) from error
    finally:
        for mask in filter(os.path.exists, masks):
            os.unlink(mask)
    return sorted(polygons, key=lambda polygon: -_area(polygon))


def _write_masks(
    masks: Sequence[str], grid: Grid, targets: TargetTable, gi: GiStar, threshold: float, options: AreaOptions,
    progress: Progress,
) -> None:  # fmt: skip
    """One byte raster for each sign: 1 where the ground moves, else 0."""
    weights = np.vstack([np.ones(len(targets.x)), gi.z, targets.velocity])
    field = KernelField(grid, targets.x, targets.y, weights, options.bandwidth_m)
    with contextlib.ExitStack() as stack:
        writers = [stack.enter_context(RasterWriter(mask, grid, [Band("area")], "uint8", 0)) for mask in masks]
        for window in track(grid.windows(), progress):
            sums, reached = field.sums(window)
            z, velocity = (np.divide(part, sums[0], out=np.zeros(window.shape), where=reached) for part in sums[1:])
            for sign, writer in zip(_SIGNS, writers):
                moving = (sign * z >= _SIGNIFICANT) & (sign * velocity >= threshold)
                if moving.any():
                    writer.write(moving.astype(np.uint8), window)


def _merged(pieces: Sequence[bytes], options: AreaOptions, cell_m: float) -> list[bytes]:
    """Union of the pieces after they grew by half of the merge distance, shrunk again by the same."""
    grow = options.merge_m / 2.0
    collection = ogr.Geometry(ogr.wkbMultiPolygon)
    for piece in pieces:
        for polygon in _single(ogr.CreateGeometryFromWkb(bytes(piece)).Buffer(grow, 4)):
            collection.AddGeometry(polygon)
    if collection.IsEmpty():
        return []
    shrunk = collection.UnionCascaded().Buffer(-grow, 4).SimplifyPreserveTopology(cell_m / 4.0)
    whole = [
        polygon_of(fill_holes(rings_of(bytes(polygon.ExportToWkb())), options.min_area_m2)) for polygon in _single(shrunk)
    ]
    return [bytes(polygon.ExportToWkb()) for polygon in whole if polygon.GetArea() >= options.min_area_m2]


def _single(geometry: ogr.Geometry) -> list[ogr.Geometry]:
    if ogr.GT_Flatten(geometry.GetGeometryType()) == ogr.wkbPolygon:
        return [] if geometry.IsEmpty() else [geometry]
    return [geometry.GetGeometryRef(i).Clone() for i in range(geometry.GetGeometryCount())]


def _area(polygon: bytes) -> float:
    return float(ogr.CreateGeometryFromWkb(bytes(polygon)).GetArea())


def _terrain_columns(polygons: Sequence[bytes], grid: Grid, dem: str, progress: Progress) -> list[Column]:
    """Mean slope, and aspect as the direction of the mean vector, of the cells of each polygon."""
    terrain = Terrain(dem, grid)
    means = np.array([_terrain_means(polygon, grid, terrain, progress) for polygon in polygons]).reshape(-1, 3)
    return [
        column("slope_mean", means[:, 0]),
        column("aspect_mean", np.degrees(np.arctan2(means[:, 1], means[:, 2])) % 360.0),
    ]


def _terrain_means(polygon: bytes, grid: Grid, terrain: Terrain, progress: Progress) -> NDArray[np.float64]:
    """Mean slope (degree), east and north component of the aspect of the cells of one polygon; NaN without any."""
    west, east, south, north = ogr.CreateGeometryFromWkb(bytes(polygon)).GetEnvelope()
    outer = grid.window_of(west, south, east, north)
    total, count = np.zeros(3), 0
    for part in grid.part(outer).windows(512):
        check_cancelled(progress)
        window = Window(outer.column + part.column, outer.row + part.row, part.columns, part.rows)
        values = terrain.read(window, ("slope", "aspect_east", "aspect_north"))
        inside = (rasterize([polygon], grid, window) > 0) & np.isfinite(values).all(axis=0)
        total += values[:, inside].sum(axis=1)
        count += int(inside.sum())
    return total / count if count else np.full(3, np.nan)
