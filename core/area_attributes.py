"""What an inventory wants to know of each area: size, probability, motion, terrain. Rasters are read in windows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from .area_fields import ALIASES
from .grid import Grid, Window
from .progress import Progress, Silent, track
from .raster import RasterReader
from .vector import Column, rasterize

SLOW_MM_YR, FAST_MM_YR = 2.0, 10.0  # classes of |median velocity|; 10 mm/yr is the limit that Liang et al. (2023) map
ONE_WAY = 0.5  # |sum of v| / sum of |v| from which the motion has one sign: three quarters of it go one way
WINDOW = 1024  # cells

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TargetTable:
    """Coherent targets in the grid's CRS.

    Args:
        x: (n,) m.
        y: (n,) m.
        velocity: (n,) mm/yr along the line of sight, positive towards the satellite.
        gi_z: (n,) Gi* z-scores, or None.
        coherence: (n,) 0..1, or None.
    """

    x: Floats
    y: Floats
    velocity: Floats
    gi_z: Floats | None = None
    coherence: Floats | None = None


@dataclass(frozen=True)
class Zonal:
    """Statistics of one band in each area, each (areas,) float64, NaN where an area has no value."""

    mean: Floats
    minimum: Floats
    maximum: Floats
    direction: Floats  # circular mean in degrees, for bands that are directions


def envelopes(polygons: Sequence[bytes]) -> Floats:
    """West, south, east, north of WKB polygons, (n, 4)."""
    boxes = [ogr.CreateGeometryFromWkb(bytes(polygon)).GetEnvelope() for polygon in polygons]
    return np.array(boxes, float).reshape(-1, 4)[:, [0, 2, 1, 3]]


def touching(boxes: Floats, grid: Grid, window: Window) -> NDArray[np.intp]:
    """Indices of the boxes (n, 4) that touch a window."""
    west, south, east, north = grid.part(window).bounds
    inside = (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    return np.flatnonzero(inside)


def zonal_statistics(
    polygons: Sequence[bytes], path: str, names: Sequence[str] | None, progress: Progress = Silent(), size: int = WINDOW
) -> dict[str, Zonal]:
    """Statistics of the cells whose centre lies in each polygon, streamed.

    Args:
        polygons: WKB in the raster's CRS.
        path: raster.
        names: bands; None: all of them.
        progress: hears how far the work is.
        size: side of a window in cells; the result does not depend on it.

    Returns:
        Band name -> statistics.
    """
    boxes, count = envelopes(polygons), len(polygons)
    with RasterReader(path) as reader:
        chosen = list(reader.names if names is None else names)
        sums = _Sums(len(chosen), count)
        for window in track(reader.grid.windows(size), progress):
            here = touching(boxes, reader.grid, window)
            if len(here):
                zones = rasterize([polygons[i] for i in here], reader.grid, window, list(here + 1))
                sums.add(zones, reader.read(window, chosen))
    return {name: sums.zonal(index) for index, name in enumerate(chosen)}


class _Sums:
    """Running sums of bands in zones."""

    def __init__(self, bands: int, zones: int) -> None:
        self._total = np.zeros((4, bands, zones))  # number, sum, sum of sines, sum of cosines
        self._low = np.full((bands, zones), np.inf)
        self._high = np.full((bands, zones), -np.inf)

    def add(self, zones: NDArray[np.int32], values: NDArray[np.float32]) -> None:
        """Add the cells of a window: zones (rows, columns) from 1, values (bands, rows, columns)."""
        for band, layer in enumerate(values):
            used = (zones > 0) & np.isfinite(layer)
            index, value = zones[used] - 1, layer[used].astype(float)
            angle = np.deg2rad(value)
            for number, weights in enumerate((np.ones_like(value), value, np.sin(angle), np.cos(angle))):
                self._total[number, band] += np.bincount(index, weights, self._low.shape[1])
            np.minimum.at(self._low[band], index, value)
            np.maximum.at(self._high[band], index, value)

    def zonal(self, band: int) -> Zonal:
        """Statistics of one band."""
        number, total, sines, cosines = self._total[:, band]
        empty = number == 0
        mean = np.divide(total, number, out=np.full_like(total, np.nan), where=~empty)
        low, high = np.where(empty, np.nan, self._low[band]), np.where(empty, np.nan, self._high[band])
        direction = np.where(empty, np.nan, np.rad2deg(np.arctan2(sines, cosines)) % 360.0)
        return Zonal(mean, low, high, direction)


def targets_inside(polygons: Sequence[bytes], targets: TargetTable) -> list[NDArray[np.intp]]:
    """Indices of the targets in each polygon, its outline included."""
    order = np.argsort(targets.x, kind="stable")
    sorted_x = targets.x[order]
    result = []
    for polygon, (west, south, east, north) in zip(polygons, envelopes(polygons)):
        near = order[np.searchsorted(sorted_x, west, "left") : np.searchsorted(sorted_x, east, "right")]
        near = near[(targets.y[near] >= south) & (targets.y[near] <= north)]
        prepared_from = ogr.CreateGeometryFromWkb(bytes(polygon))
        prepared = prepared_from.CreatePreparedGeometry()
        inside = np.zeros(len(near), bool)
        point = ogr.Geometry(ogr.wkbPoint)
        for index, target in enumerate(near):
            point.SetPoint_2D(0, float(targets.x[target]), float(targets.y[target]))
            inside[index] = prepared.Intersects(point)
        result.append(near[inside])
    return result


def column(name: str, values: Floats | NDArray[np.generic]) -> Column:
    """An attribute with its alias."""
    return Column(name, values, ALIASES[name])


def shape_columns(polygons: Sequence[bytes]) -> list[Column]:
    """Number, area and perimeter."""
    shapes = [ogr.CreateGeometryFromWkb(bytes(polygon)) for polygon in polygons]
    perimeters = [shape.Boundary().Length() for shape in shapes]
    return [
        column("area_id", np.arange(1, len(shapes) + 1, dtype=np.int64)),
        column("area_m2", np.array([shape.GetArea() for shape in shapes], float)),
        column("perimeter_m", np.array(perimeters, float)),
    ]


def target_columns(polygons: Sequence[bytes], targets: TargetTable, area_m2: Floats) -> list[Column]:
    """Number, density and motion of the targets in each area; NaN (NULL) where an area has none."""
    inside = targets_inside(polygons, targets)
    count = np.array([len(index) for index in inside], np.int64)
    velocity = [targets.velocity[index][np.isfinite(targets.velocity[index])] for index in inside]
    median = _each(np.median, velocity)
    columns = [
        column("n_targets", count),
        column("targets_km2", count / np.maximum(area_m2, 1e-9) * 1e6),
        column("v_mean", _each(np.mean, velocity)),
        column("v_median", median),
        column("v_min", _each(np.min, velocity)),
        column("v_max", _each(np.max, velocity)),
        column("v_absmax", np.abs(_each(_largest, velocity))),
        column("sign", _texts(_sign(values) for values in velocity)),
        column("activity", _texts(_activity(value) for value in median)),
    ]
    if targets.gi_z is not None:
        scores = [targets.gi_z[index][np.isfinite(targets.gi_z[index])] for index in inside]
        columns.append(column("gi_z_mean", _each(np.mean, scores)))
        columns.append(column("gi_z_max", _each(_largest, scores)))
    if targets.coherence is not None:
        values = [targets.coherence[index][np.isfinite(targets.coherence[index])] for index in inside]
        columns.append(column("coherence_mean", _each(np.mean, values)))
    return columns


def _each(statistic: Callable[[Floats], float], groups: Sequence[Floats]) -> Floats:
    return np.array([float(statistic(group)) if len(group) else np.nan for group in groups], float)


def _largest(values: Floats) -> float:
    return float(values[np.argmax(np.abs(values))])


def _sign(velocity: Floats) -> str | None:
    """Which way most of the motion goes; None without targets."""
    if not len(velocity):
        return None
    motion = float(np.abs(velocity).sum())
    balance = float(velocity.sum()) / motion if motion else 0.0
    if abs(balance) < ONE_WAY:
        return "mixed"
    return "towards" if balance > 0 else "away"


def _activity(median: float) -> str:
    """none, slow or fast after |median velocity|; `not measured` without targets."""
    if np.isnan(median):
        return "not measured"
    if abs(median) < SLOW_MM_YR:
        return "none"
    return "slow" if abs(median) < FAST_MM_YR else "fast"


def _texts(values: Iterable[str | None]) -> NDArray[np.object_]:
    """Texts and Nones as an array that stays text when it is empty."""
    return np.array(list(values), dtype=object)


TERRAIN = {  # band of the stack -> column and statistic
    "hotspot": {"hotspot_mean": "mean"},
    "slope": {"slope_mean": "mean", "slope_max": "maximum"},
    "aspect": {"aspect_mean": "direction"},
    "elevation": {"elev_min": "minimum", "elev_max": "maximum"},
}


def stack_columns(polygons: Sequence[bytes], stack_path: str, progress: Progress = Silent()) -> list[Column]:
    """Terrain and hot spot in each area, as far as the stack has the bands."""
    with RasterReader(stack_path) as reader:
        names = [name for name in TERRAIN if name in reader.names]
    if not names:
        return []
    zonal = zonal_statistics(polygons, stack_path, names, progress)
    return [
        column(title, getattr(zonal[name], statistic)) for name in names for title, statistic in TERRAIN[name].items()
    ]


def origin_columns(count: int, model_name: str, threshold: float) -> list[Column]:
    """Empty review status, model, threshold and day of the prediction."""
    today = dt.date.today().isoformat()  # the day of the person at the machine
    return [
        column("status", np.full(count, None, dtype=object)),
        column("model", np.full(count, model_name, dtype=object)),
        column("threshold", np.full(count, float(threshold))),
        column("date", np.full(count, today, dtype=object)),
    ]
