"""How sure a boundary is, as lines: where the probability passes 90 % inside an area and 10 % outside it."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..base.errors import OutputError
from ..base.progress import Progress, Silent, Stage, track
from ..base.translation import tr
from ..files.disk_space import said_of
from ..files.own_names import part_name
from ..files.system import remove
from ..gis.raster import RasterReader
from ..gis.rings import boxes_of, meeting, valid_polygon
from ..gis.vector import Column, Shapes, write_layer
from ..gis.zonal import envelopes
from .motion import texts
from .outlines import polygonize
from .regions import RegionRules, write_regions
from .rules import AreaRules

INNER, OUTER = 0.9, 0.1  # probabilities
REACH_M = 100.0  # of the outer line: where the probability stays above 10 % for longer, it is open
SPECK = 0.1  # of the minimum area: smaller parts of an inner line are left out, smaller holes filled
ALIASES = {
    "line": tr("inner or outer line"),
    "probability": tr("probability on the line (0 to 1)"),
    "area_id": tr("area"),
}

Lines = list[tuple[str, float, int, ogr.Geometry]]


def write_lines(
    path: str, probability: RasterReader, areas: Sequence[bytes], rules: AreaRules, progress: Progress = Silent()
) -> int:
    """Write the inner and the outer line of each area; where they are close, its boundary is sharp.

    The inner line surrounds the cells of at least 90 % in an area, the outer one the cells of at least 10 % around it.
    Neither crosses the area's outline. The outer line is drawn up to 100 m away: where it is open, the probability
    does not fall below 10 % nearby, and the boundary is uncertain. There is no inner line where the threshold of the
    areas is above 90 %, and no outer line where it is below 10 %: such a line would lie on the boundary.

    Args:
        path: layer to write.
        probability: raster, NaN where there is no probability.
        areas: WKB, numbered from 1 in this order.
        rules: how the areas were drawn.
        progress: reporting and cancel.

    Returns:
        Number of lines; an area that nowhere reaches 90 % has no inner one.
    """
    lines: Lines = []
    if areas and rules.threshold <= INNER:
        inner_rules = RegionRules(INNER, INNER, SPECK * rules.min_area_m2)
        inner = _regions(path, probability, inner_rules, rules, Stage(progress, 0.0, 0.4))
        lines += _inner_lines(areas, inner, Stage(progress, 0.4, 0.45))
    if areas and rules.threshold >= OUTER:
        outer_rules = RegionRules(
            grow=OUTER, seed=rules.seed_threshold, min_area_m2=rules.min_area_m2, merge_m=rules.merge_m
        )
        outer = _regions(path, probability, outer_rules, rules, Stage(progress, 0.45, 0.85))
        lines += _outer_lines(areas, outer, Stage(progress, 0.85, 0.95))
    if not OUTER <= rules.threshold <= INNER:
        kind, level = ("inner", INNER) if rules.threshold > INNER else ("outer", OUTER)
        progress.message(
            f"The threshold is {rules.threshold:g}: {kind} lines, at {level:g}, would lie on the boundaries and "
            "are left out."
        )
    columns = [
        Column("line", texts(line for line, *_ in lines), ALIASES["line"]),
        Column("probability", np.array([level for _, level, *_ in lines], float), ALIASES["probability"]),
        Column("area_id", np.array([number for *_, number, _ in lines], np.int64), ALIASES["area_id"]),
    ]
    write_layer(
        path,
        "lines",
        probability.grid.crs,
        Shapes(ogr.wkbMultiLineString, len(lines), lambda index: ogr.ForceToMultiLineString(lines[index][-1])),
        columns,
        Stage(progress, 0.95, 1.0),
    )
    return len(lines)


def _regions(
    path: str, probability: RasterReader, cells: RegionRules, rules: AreaRules, progress: Progress
) -> list[ogr.Geometry]:
    """Outlines of regions; their raster grows and vanishes beside the output."""
    grid, raster = probability.grid, part_name(f"{os.path.splitext(path)[0]}_lines.tif")
    try:
        write_regions(raster, probability, cells, Stage(progress, 0.0, 0.7))
        polygons = polygonize(raster, grid, cells.min_area_m2, Stage(progress, 0.7, 1.0), rules.smooth_on(grid))
    except OutputError as error:
        raise said_of(path, error) from error
    finally:
        remove(raster)
    return [ogr.CreateGeometryFromWkb(polygon) for polygon in polygons]


def _inner_lines(areas: Sequence[bytes], regions: Sequence[ogr.Geometry], progress: Progress) -> Lines:
    """What lies inside each area of the regions, as one line for each area."""
    lines: Lines = []
    for number, (polygon, near) in enumerate(track(_near(areas, regions), progress), start=1):
        area, together = ogr.CreateGeometryFromWkb(bytes(polygon)), ogr.Geometry(ogr.wkbMultiPolygon)
        for index in near:
            for part in ogr.ForceToMultiPolygon(valid_polygon(regions[index].Intersection(area))):
                together.AddGeometry(part)
        if together.GetArea() > 0:
            lines.append(("inner", INNER, number, valid_polygon(together.UnionCascaded()).Boundary()))
    return lines


def _outer_lines(areas: Sequence[bytes], regions: Sequence[ogr.Geometry], progress: Progress) -> Lines:
    """The part of the outline of the region around each area that is near the area."""
    lines: Lines = []
    for number, (polygon, near) in enumerate(track(_near(areas, regions), progress), start=1):
        area = ogr.CreateGeometryFromWkb(bytes(polygon))
        reach = area.Buffer(REACH_M, 8)
        parts = [regions[index].Intersection(reach) for index in near if regions[index].Intersects(area)]
        if parts:
            around = area
            for part in parts:
                around = around.Union(part)
            line = (
                valid_polygon(around).Boundary().Intersection(area.Buffer(REACH_M - 0.01, 8))
            )  # without the edge of its reach
            lines.append(("outer", OUTER, number, _only_lines(line)))
    return [line for line in lines if not line[-1].IsEmpty()]


def _only_lines(geometry: ogr.Geometry) -> ogr.Geometry:
    """The lines of a geometry: an intersection may leave points."""
    lines = ogr.Geometry(ogr.wkbMultiLineString)
    for part in [geometry] if not geometry.GetGeometryCount() else geometry:
        if ogr.GT_Flatten(part.GetGeometryType()) == ogr.wkbLineString:
            lines.AddGeometry(part)
    return lines


def _near(areas: Sequence[bytes], regions: Sequence[ogr.Geometry]) -> list[tuple[bytes, NDArray[np.intp]]]:
    """Each area with the regions whose rectangles meet its own."""
    boxes = boxes_of(regions)
    return [(area, meeting(boxes, box)) for area, box in zip(areas, envelopes(areas))]
