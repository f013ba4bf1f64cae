"""What an inventory wants to know of each area: size, probability, motion, terrain. Rasters are read in windows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..base.progress import Progress, Silent, Stage
from ..gis.raster import RasterReader
from ..gis.vector import Column
from ..gis.zonal import Floats, Zonal, sample, zonal_statistics
from ..targets.targets import Targets
from .crossing import crossings
from .distances import segments
from .motion import STABILITY, column, quality, slope_velocity, target_columns, targets_inside, texts, visibility


def shape_columns(polygons: Sequence[bytes]) -> list[Column]:
    """Number, area and perimeter."""
    shapes = [ogr.CreateGeometryFromWkb(bytes(polygon)) for polygon in polygons]
    perimeters = [shape.Boundary().Length() for shape in shapes]
    return [
        column("area_id", np.arange(1, len(shapes) + 1, dtype=np.int64)),
        column("area_m2", np.array([shape.GetArea() for shape in shapes], float)),
        column("perimeter_m", np.array(perimeters, float)),
    ]


def slope_shape_columns(polygons: Sequence[bytes], aspect: Floats) -> list[Column]:
    """Length down the slope, width across it and their ratio: extents of each outline along and across its mean aspect.

    Args:
        polygons: WKB.
        aspect: (areas,) degrees clockwise from north; NaN makes NULL.
    """
    extents = np.full((len(polygons), 2), np.nan)
    for index, (polygon, angle) in enumerate(zip(polygons, np.deg2rad(aspect))):
        points = segments(ogr.CreateGeometryFromWkb(bytes(polygon)))[:, :2]
        points = points - points[0]
        down = points @ np.array([np.sin(angle), np.cos(angle)])
        across = points @ np.array([np.cos(angle), -np.sin(angle)])
        extents[index] = np.ptp(down), np.ptp(across)
    length, width = extents.T
    return [column("length_m", length), column("width_m", width), column("elongation", length / width)]


TERRAIN = {  # band of the stack -> column and statistic
    "hotspot": {"hotspot_mean": "mean"},
    "slope": {"slope_mean": "mean", "slope_max": "maximum"},
    "elevation": {"elev_min": "minimum", "elev_max": "maximum"},
    "sensitivity": {"sensitivity": "mean_abs"},
}
_OTHERS = ("aspect_east", "aspect_north", "aspect", "layover_shadow")


def stack_columns(polygons: Sequence[bytes], stack: RasterReader, progress: Progress = Silent()) -> list[Column]:
    """Terrain, hot spot, shape along the slope and visibility of each area, from the bands that the stack has."""
    names = [name for name in (*TERRAIN, *_OTHERS) if name in stack.names]
    if not set(names) - {"layover_shadow"}:
        return []
    zonal = zonal_statistics(polygons, stack, names, progress)
    aspect = _mean_aspect(zonal)
    columns = slope_shape_columns(polygons, aspect) + [column("aspect_mean", aspect)] if aspect is not None else []
    columns += [
        column(title, getattr(zonal[name], statistic))
        for name, titles in TERRAIN.items()
        if name in zonal
        for title, statistic in titles.items()
    ]
    if "elevation" in zonal:
        columns.append(column("relief_m", zonal["elevation"].maximum - zonal["elevation"].minimum))
    if "sensitivity" in zonal:
        hidden = zonal["layover_shadow"].positive if "layover_shadow" in zonal else np.zeros(len(polygons))
        columns.append(column("visibility", visibility(zonal["sensitivity"].mean_abs, hidden)))
    if {"slope", "aspect"} <= set(stack.names):
        columns.append(column("crosses", crossings(polygons, stack)))
    return columns


def _mean_aspect(zonal: Mapping[str, Zonal]) -> Floats | None:
    """Direction of the mean vector, (areas,) degrees; of the band `aspect` where there is no vector.

    None without either.
    """
    if "aspect_east" in zonal and "aspect_north" in zonal:
        east, north = zonal["aspect_east"].mean, zonal["aspect_north"].mean
        return np.where(np.hypot(east, north) > 0, np.degrees(np.arctan2(east, north)) % 360.0, np.nan)
    return zonal["aspect"].direction if "aspect" in zonal else None


def area_columns(
    polygons: Sequence[bytes],
    probability: RasterReader,
    sure: float,
    targets: Targets | None = None,
    stack: RasterReader | None = None,
    deviation: RasterReader | None = None,
    progress: Progress = Silent(),
) -> list[Column]:
    """Size, probability, motion, terrain and quality of predicted areas, from the inputs that there are.

    Args:
        polygons: WKB in the rasters' CRS.
        probability: raster with one band.
        sure: mean probability from which an area is a sure one.
        targets: for the motion.
        stack: feature stack, or None.
        deviation: raster of the standard deviation of the probability, and of the label noise where it has a second
            band; or None.
        progress: reporting and cancel.
    """
    columns = shape_columns(polygons)
    sureness = _only_band(polygons, probability, Stage(progress, 0.0, 0.3))
    columns += [column("probability_mean", sureness.mean), column("probability_max", sureness.maximum)]
    if deviation is not None:
        spreads = zonal_statistics(polygons, deviation, None, Stage(progress, 0.3, 0.5))
        columns += [
            column(name, spread.mean) for name, spread in zip(("probability_std", "label_noise"), spreads.values())
        ]
    if targets is not None:
        inside = targets_inside(polygons, targets, Stage(progress, 0.5, 0.6))
        moving = target_columns(polygons, targets, np.asarray(columns[1].values, float), inside, progress)
        columns += moving + _down_the_slope(targets, inside, stack, Stage(progress, 0.6, 0.7))
        columns.append(column("quality", quality(moving, sureness.mean, sure, _still(stack))))
    if stack is not None:
        columns += stack_columns(polygons, stack, Stage(progress, 0.7, 1.0))
    return columns


def _still(stack: RasterReader | None) -> float:
    """The stability threshold of the stack's hot spot map, mm/yr; 0 where there is none."""
    if stack is None or "hotspot" not in stack.names:
        return 0.0
    try:
        return float(stack.metadata("hotspot").get(STABILITY, ""))
    except ValueError:
        return 0.0


def _only_band(polygons: Sequence[bytes], raster: RasterReader, progress: Progress) -> Zonal:
    return next(iter(zonal_statistics(polygons, raster, None, progress).values()))


def _down_the_slope(
    targets: Targets, inside: Sequence[NDArray[np.intp]], stack: RasterReader | None, progress: Progress
) -> list[Column]:
    """Velocity down the slope where the stack tells how much of it the radar sees."""
    if stack is None or "sensitivity" not in stack.names:
        return []
    some = np.unique(np.concatenate([np.zeros(0, np.intp), *inside]))
    seen = np.full(len(targets.x), np.nan)
    seen[some] = sample(stack, "sensitivity", targets.x[some], targets.y[some], progress)
    return [column("v_slope", slope_velocity(targets.velocity, seen, inside))]


def origin_columns(count: int, model_name: str, stack: str, threshold: float, seed: float) -> list[Column]:
    """Empty review status, model, stack, thresholds and day of the prediction."""
    today = dt.date.today().isoformat()  # the day of the person at the machine
    return [
        column("status", texts([None] * count)),
        column("model", texts([model_name] * count)),
        column("stack", texts([stack or None] * count)),
        column("threshold", np.full(count, float(threshold))),
        column("seed_threshold", np.full(count, float(seed))),
        column("date", texts([today] * count)),
    ]
