"""Candidate areas: polygons around significant clusters of moving targets, without any training."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..areas.attributes import shape_columns
from ..areas.motion import NearTargets, column, near, target_columns, targets_inside
from ..areas.outlines import polygonize
from ..areas.regions import MOST_ADDED, RegionRules, say_merging, write_regions
from ..base.ahead import done_ahead
from ..base.errors import OutputError
from ..base.grid import Grid, Window
from ..base.progress import Progress, Silent, Stage, check_cancelled, track
from ..files.disk_space import said_of
from ..files.own_names import part_name
from ..files.system import remove
from ..gis.raster import RasterReader
from ..gis.raster_writer import Band, RasterWriter
from ..gis.rings import boxes_of, meeting, valid_polygon
from ..gis.vector import Column, rasterize, write_polygons
from ..gis.zonal import envelopes
from ..terrain.terrain import Terrain
from .candidate_scores import SIGNS, CandidateScores, WrittenScores
from .strongest import united

LAYER = "areas"
_CELLS = 10.0  # at least so many cells in the radius of the surroundings: a finer grid draws no better outline
_SMOOTH_CELLS = 3.0
_WINDOW = 256  # cells: most small windows hold no candidate, and cost nothing

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class AreaOptions:
    """Which areas are kept.

    Args:
        min_targets: targets in an area.
        min_area_m2: its size; smaller holes are filled.
        merge_m: areas of one sign that are closer become one; bays that are narrower are closed.
        dem: raster of heights for mean slope and aspect, or empty.
        min_slope: mean slope in degrees; only with a DEM.
        threshold: on the hot spot map, in its unit; None: by the targets around (see CandidateScores).
        most_added: share of the cells' area that merging and filling may add at most.
    """

    min_targets: int = 6
    min_area_m2: float = 10_000.0
    merge_m: float = 50.0
    dem: str = ""
    min_slope: float = 0.0
    threshold: float | None = None
    most_added: float = MOST_ADDED


def area_grid(grid: Grid, bandwidth_m: float) -> Grid:
    """Grid on which areas are drawn.

    The study's, or whole multiples of its cells where they are far smaller than the bandwidth.
    """
    step = max(1, int(bandwidth_m / _CELLS / grid.cell_m + 1e-9))
    return Grid(grid.crs, grid.x_min, grid.y_max, grid.cell_m * step, -(-grid.columns // step), -(-grid.rows // step))


def write_candidate_areas(
    path: str,
    judged: Sequence[tuple[CandidateScores | WrittenScores, NearTargets]],
    targets: NearTargets,
    options: AreaOptions = AreaOptions(),
    progress: Progress = Silent(),
) -> int:
    """Polygons of cells that score at least 1, with their attributes; an empty layer is a result.

    After the rules of PSI-HCA (Lu et al. 2012) and of regional inventories (Barra et al. 2017, Marmoni et al. 2025).
    Rasters are worked through in windows; only the polygons are in memory.

    Args:
        path: of the layer.
        judged: of each orbit the scores of the cells, on the grid on which the areas are drawn, and its targets, all
            with a velocity along its line of sight.
        targets: all, in that grid's CRS, for the areas' attributes.
        options: which areas are kept.
        progress: told of the progress, and of what was left out.

    Returns:
        Number of areas.
    """
    grid = judged[0][0].grid
    groups, few, mixed = [], 0, 0
    for number, (scores, table) in enumerate(judged):
        part = Stage(progress, 0.8 * number / len(judged), 0.8 * (number + 1) / len(judged))
        polygons, too_few, two_ways = _of_one_orbit(path, scores, table, options, part)
        groups.append(polygons)
        few, mixed = few + too_few, mixed + two_ways
    polygons = united(groups, options.min_area_m2, progress) if len(groups) > 1 else groups[0]
    terrain = np.zeros((len(polygons), 3))
    flat = 0
    if options.dem:
        terrain = _terrain_means(polygons, grid, options.dem, Stage(progress, 0.8, 0.9))
        steep = np.flatnonzero(~(terrain[:, 0] < options.min_slope))
        flat = len(polygons) - len(steep)
        polygons, terrain = [polygons[i] for i in steep], terrain[steep]
    table = near(targets, polygons)
    inside = targets_inside(polygons, table)
    columns = shape_columns(polygons)
    columns += target_columns(polygons, table, np.asarray(columns[1].values, float), inside)
    if options.dem:
        columns += _terrain_columns(terrain)
    write_polygons(path, LAYER, grid.crs, polygons, columns, Stage(progress, 0.9, 1.0))
    reasons = [f"{few} with fewer than {options.min_targets} targets"]
    if options.dem and options.min_slope > 0:
        reasons.append(f"{flat} with a mean slope below {options.min_slope:g} degrees")
    if mixed:
        reasons.append(f"{mixed} whose targets do not move one way beyond the stability threshold")
    progress.message(
        f"{len(polygons)} candidate area{'' if len(polygons) == 1 else 's'} of at least {options.min_area_m2:g} "
        f"m2; {' and '.join(reasons)} are left out."
    )
    return len(polygons)


def _of_one_orbit(
    path: str, scores: CandidateScores | WrittenScores, targets: NearTargets, options: AreaOptions, progress: Progress
) -> tuple[list[bytes], int, int]:
    """Outlines that hold enough targets which move one way; how many hold too few, and how many move both ways."""
    polygons = _polygons(path, scores, options, progress)
    table = near(targets, polygons)
    inside = targets_inside(polygons, table)
    many = np.array([len(each) >= options.min_targets for each in inside], bool)
    alike = np.array([scores.moves_one_way(table.velocity[each]) for each in inside], bool)
    kept = [polygons[i] for i in np.flatnonzero(many & alike)]
    return kept, int((~many).sum()), int((many & ~alike).sum())


def _polygons(
    path: str, scores: CandidateScores | WrittenScores, options: AreaOptions, progress: Progress
) -> list[bytes]:
    """Outlines of the areas of both signs, largest first; rasters grow and vanish beside the output."""
    grid = scores.grid
    folder, name = Path(path).parent, Path(path).stem
    drafts = [part_name(str(folder / f"{name}_{i}.tif")) for i in range(2 * len(SIGNS))]
    rules = RegionRules(
        grow=1.0,
        seed=scores.seed,
        min_area_m2=options.min_area_m2,
        merge_m=options.merge_m,
        most_added=options.most_added,
    )
    polygons: list[bytes] = []
    rasters: Sequence[str] = drafts[: len(SIGNS)]
    try:
        if isinstance(scores, WrittenScores):
            rasters = scores.rasters
        else:
            write_scores(rasters, scores, progress=Stage(progress, 0.0, 0.5))
        for number, (draft, mask) in enumerate(zip(rasters, drafts[len(SIGNS) :])):
            part = Stage(progress, 0.5 + 0.25 * number, 0.75 + 0.25 * number)
            with RasterReader(draft) as scored:
                counts = write_regions(mask, scored, rules, Stage(part, 0.0, 0.7), _WINDOW)
            if counts.kept:
                sign = "positive" if SIGNS[number] > 0.0 else "negative"
                say_merging(counts, rules, progress, f"candidate areas of {sign} velocity")
                smooth_m, fill = _SMOOTH_CELLS * grid.cell_m, rules.may_fill(counts)
                found = polygonize(mask, grid, options.min_area_m2, Stage(part, 0.7, 1.0), smooth_m, fill)
                polygons += _cut(found, polygons, grid.cell_area_m2, part)
    except OutputError as error:
        raise said_of(path, error) from error
    finally:
        for draft in drafts:
            remove(draft)
    return sorted(polygons, key=lambda polygon: -float(ogr.CreateGeometryFromWkb(polygon).GetArea()))


def _cut(polygons: Sequence[bytes], others: Sequence[bytes], least_m2: float, progress: Progress) -> list[bytes]:
    """Polygons without their parts inside other polygons.

    Smoothing may have drawn an area over its neighbour of the other sign. Parts smaller than `least_m2` go too.
    """
    boxes = envelopes(others)
    cut = []
    for polygon in polygons:
        check_cancelled(progress)
        shape = ogr.CreateGeometryFromWkb(bytes(polygon))
        near = [ogr.CreateGeometryFromWkb(bytes(others[i])) for i in meeting(boxes, boxes_of([shape])[0])]
        crossed = [other for other in near if shape.Intersects(other)]
        for other in crossed:
            shape = valid_polygon(shape.Difference(other))
        if crossed:
            parts = ogr.ForceToMultiPolygon(shape)
            for index in reversed(range(parts.GetGeometryCount())):
                if parts.GetGeometryRef(index).GetArea() < least_m2:
                    parts.RemoveGeometry(index)
            shape = parts if parts.GetGeometryCount() != 1 else parts.GetGeometryRef(0).Clone()
        if not shape.IsEmpty():
            cut.append(bytes(shape.ExportToWkb()))
    return cut


def write_scores(
    paths: Sequence[str], scores: CandidateScores, part: Window | None = None, progress: Progress = Silent()
) -> None:
    """One sparse raster for each sign, of the whole grid or of a part of it."""
    area = part or scores.grid.window
    windows = [window for window in scores.grid.windows() if not window.intersection(area).is_empty]
    with contextlib.ExitStack() as stack:
        writers = [stack.enter_context(RasterWriter(path, scores.grid.part(area), [Band("score")])) for path in paths]
        for window, values in done_ahead(scores.at, windows, progress):
            if values is not None:
                inside = window.intersection(area)
                for writer, each in zip(writers, values):
                    writer.write(each[inside.relative_to(window).slices], inside.relative_to(area))


def _terrain_columns(means: Floats) -> list[Column]:
    """Mean slope, and aspect as the direction of the mean vector."""
    return [
        column("slope_mean", means[:, 0]),
        column("aspect_mean", np.degrees(np.arctan2(means[:, 1], means[:, 2])) % 360.0),
    ]


def _terrain_means(polygons: Sequence[bytes], grid: Grid, dem: str, progress: Progress) -> Floats:
    """Mean slope (degree), east and north component of the aspect of the cells of each polygon, (areas, 3).

    NaN without any.
    """
    terrain = Terrain(dem, grid, progress=progress)
    return np.array([_mean_of(polygon, grid, terrain, progress) for polygon in track(polygons, progress)]).reshape(
        -1, 3
    )


def _mean_of(polygon: bytes, grid: Grid, terrain: Terrain, progress: Progress) -> Floats:
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
