"""The ground before any landslide: ridges, a trunk valley with terraces, and the gullies that water cuts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.progress import Progress, check_cancelled
from .drainage import erode
from .noise import Field, generator, power_law, smooth
from .recipe import CELL_M, FACTOR, PAD, Recipe

COARSE_M = CELL_M * FACTOR
_BASE_M = 1980.0
_VALLEY_SPACING_M = 9000.0
_STEPS = 24  # of erosion at 40 m
_UPLIFT_M = 7.0  # in each of them
_PLAIN_M = 190.0  # half width of the valley floor
_TERRACE_M = 30.0  # below this height over the river the ground is a terrace


@dataclass(frozen=True)
class Frame:
    """Rows and columns of the study area in fine cells, and its padded coarse grid."""

    rows: int
    columns: int

    @property
    def coarse_shape(self) -> tuple[int, int]:
        """Rows and columns of coarse fields, padding included."""
        return self.rows // FACTOR + 2 * PAD, self.columns // FACTOR + 2 * PAD

    @property
    def width_m(self) -> float:
        """West to east."""
        return self.columns * CELL_M

    @property
    def height_m(self) -> float:
        """North to south."""
        return self.rows * CELL_M

    @property
    def area_km2(self) -> float:
        """Area in km2."""
        return self.width_m * self.height_m / 1e6

    def coarse_places(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Local x (1, columns) and y (rows, 1) of coarse cells in m from the north-western corner, y to the south."""
        rows, columns = self.coarse_shape
        return ((np.arange(columns)[None, :] - PAD + 0.5) * COARSE_M, (np.arange(rows)[:, None] - PAD + 0.5) * COARSE_M)

    def coarse_index(
        self, x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows and columns of the coarse cells that hold local points."""
        rows, columns = self.coarse_shape
        row = np.clip(np.floor(np.asarray(y) / COARSE_M).astype(np.int64) + PAD, 0, rows - 1)
        column = np.clip(np.floor(np.asarray(x) / COARSE_M).astype(np.int64) + PAD, 0, columns - 1)
        return row, column

    def at(self, field: Field, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """A coarse field at local points, linearly interpolated."""
        place = np.array([np.asarray(y) / COARSE_M - 0.5 + PAD, np.asarray(x) / COARSE_M - 0.5 + PAD])
        result: NDArray[np.float64] = ndimage.map_coordinates(field, place, order=1, mode="nearest")
        return result

    def fine(self, field: Field, rows: slice, columns: slice | None = None) -> Field:
        """A coarse field on fine cells: uniform cubic B-spline, smooth in the second derivative."""
        columns = columns or slice(0, self.columns)
        return _spline(_spline(field, rows).T, columns).T


def _spline(field: Field, part: slice) -> Field:
    """Refine along the first axis, and keep the fine rows of `part`."""
    place = (np.arange(part.start, part.stop) + 0.5) / FACTOR - 0.5 + PAD
    whole = np.floor(place).astype(np.int64)
    u = (place - whole).astype(np.float32)
    weights = ((1 - u) ** 3 / 6, (3 * u**3 - 6 * u**2 + 4) / 6, (-3 * u**3 + 3 * u**2 + 3 * u + 1) / 6, u**3 / 6)
    low = int(whole[0]) - 1
    near = field[low : int(whole[-1]) + 3]
    total = np.zeros((len(place), field.shape[1]), np.float32)
    for step, weight in enumerate(weights):
        total += weight[:, None] * near[whole - 1 + step - low]
    return total


@dataclass(frozen=True)
class Terrain:
    """Coarse fields (rows, columns) on the padded grid of `frame`.

    Args:
        z: height, m.
        upstream: drainage area, m2.
        river_m: distance to the nearest trunk river, m.
        terrace: 1 on flat valley floors, 0 on slopes.
    """

    frame: Frame
    z: Field
    upstream: Field
    river_m: Field
    terrace: Field


def make_terrain(frame: Frame, recipe: Recipe, seed: int, progress: Progress) -> Terrain:
    """Fractal ridges, trunk valleys, uplift and stream-power incision at 40 m and then 20 m, terraces."""
    river_m, floor = _trunks(frame, seed)
    shape = frame.coarse_shape
    rise = 1 - np.exp(-((river_m / 1500.0) ** 2))
    ridges = power_law(shape, 4.0, 3000.0 / COARSE_M, generator(seed, "ridges"))
    rough = power_law(shape, 3.0, 500.0 / COARSE_M, generator(seed, "rough"))
    weak = np.exp(0.45 * power_law(shape, 3.0, 1500.0 / COARSE_M, generator(seed, "weak rock")).astype(np.float64))
    plain = (
        np.exp(0.5 * power_law(shape, 4.0, 3000.0 / COARSE_M, generator(seed, "plain")).astype(np.float64)) * _PLAIN_M
    )
    height = recipe.valley_m * rise + rise * recipe.relief_m / 4.6 * ridges + 3.0 * rough
    z = (floor + np.maximum(height, 0.02 * river_m)).astype(np.float64)
    z, area = _incise(z, river_m / plain, weak, progress)
    z = floor + (z - floor) * _slope_factor(z, river_m, recipe.slope_deg)
    z += 0.5 * rough
    flat, terrace = _terraces(z, floor, generator(seed, "terraces"))
    flat -= 5.0 * np.exp(-((river_m / 45.0) ** 2))
    progress.update(1.0)
    return Terrain(
        frame, flat.astype(np.float32), area.astype(np.float32), river_m.astype(np.float32), terrace.astype(np.float32)
    )


def _incise(
    z: NDArray[np.float64], plains: NDArray[np.float64], weak: NDArray[np.float64], progress: Progress
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Uplift and erosion: many steps on cells of 40 m, a few on cells of 20 m where the area is not large."""
    half, half_weak, half_plains = _halve(z), _halve(weak), _halve(plains)
    before = half.copy()
    outlets = half_plains < 1
    fine_steps = 4 if z.size <= 700_000 else 0
    for step in range(_STEPS):
        check_cancelled(progress)
        half[~outlets] += _UPLIFT_M
        cells = erode(half, outlets, 2 * COARSE_M, 0.14 * half_weak)
        _creep(half, 2 * COARSE_M, outlets)
        progress.update((step + 1) / (_STEPS + 4 * fine_steps))
    z = z + _double(half - before, z.shape)
    area = _double(cells * (2 * COARSE_M) ** 2, z.shape)
    outlets = plains < 1
    for step in range(fine_steps):
        check_cancelled(progress)
        area = erode(z, outlets, COARSE_M, 0.05 * weak) * COARSE_M**2
        _creep(z, COARSE_M, outlets)
        progress.update((_STEPS + 4 * (step + 1)) / (_STEPS + 4 * fine_steps))
    return z, area


def _slope_factor(z: NDArray[np.float64], river_m: NDArray[np.float64], slope_deg: float) -> float:
    """What brings the median slope of the hillsides to the wanted one."""
    south, east = np.gradient(z, COARSE_M)
    return float(np.tan(np.radians(slope_deg)) / np.median(np.hypot(south, east)[river_m > 800.0]))


def _trunks(frame: Frame, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Distance to the nearest meandering trunk river (m), and the height of its bed below each cell."""
    x, y = frame.coarse_places()
    rng = generator(seed, "rivers")
    count = max(1, round(frame.height_m / _VALLEY_SPACING_M))
    nearest = np.full(frame.coarse_shape, np.inf)
    for number in range(count):
        middle = frame.height_m * (number + 0.5) / count + rng.normal(0, 0.06) * frame.height_m / count
        bends = zip((4000.0, 6700.0, 1500.0), (330.0, 260.0, 70.0))
        line, slope = np.full(x.shape, middle), np.zeros(x.shape)
        for length, swing in bends:
            phase = rng.uniform(0, 2 * np.pi)
            line = line + swing * np.sin(2 * np.pi * x / length + phase)
            slope = slope + swing * 2 * np.pi / length * np.cos(2 * np.pi * x / length + phase)
        nearest = np.minimum(nearest, np.abs(y - line) / np.sqrt(1 + slope**2))
    floor = np.broadcast_to(_BASE_M - 0.004 * x, nearest.shape)
    return nearest, floor


def _halve(z: NDArray[np.float64]) -> NDArray[np.float64]:
    rows, columns = z.shape[0] // 2, z.shape[1] // 2
    return np.asarray(z[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2).mean((1, 3)))


def _double(half: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.float64]:
    for axis in (0, 1):
        place = np.clip((np.arange(shape[axis]) + 0.5) / 2 - 0.5, 0, half.shape[axis] - 1.001)
        low = np.floor(place).astype(int)
        u = (place - low)[:, None]
        lines = np.moveaxis(half, axis, 0)
        half = np.moveaxis(lines[low] * (1 - u) + lines[low + 1] * u, 0, axis)
    return half


def _creep(z: NDArray[np.float64], cell_m: float, still: NDArray[np.bool_]) -> None:
    """Soil creep everywhere, and faster where slopes are steeper than about 40 degrees."""
    for _ in range(2):
        south, east = np.gradient(z, cell_m)
        rate = np.clip(0.03 + 0.4 * (np.hypot(south, east) - 0.7), 0.03, 0.2)
        z += np.where(still, 0.0, rate * ndimage.laplace(z, mode="nearest"))


def _terraces(
    z: NDArray[np.float64], floor: NDArray[np.float64], rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Squeeze the lowest ground into terraces: a low one near the river, a higher one behind a riser."""
    above = z - floor
    limit = _TERRACE_M * (1 + 0.25 * smooth(z.shape, 40.0, rng))
    low = np.clip(above, -5, limit)
    riser = 7.0 / (1 + np.exp(-(low - 0.5 * limit) / 0.6))
    squeezed = 0.07 * low + riser
    at_limit = 0.07 * limit + 7.0
    flat = np.where(above < limit, squeezed, above - limit + at_limit)
    terrace = 1 / (1 + np.exp((above - limit) / 2.0))
    return floor + flat, terrace
