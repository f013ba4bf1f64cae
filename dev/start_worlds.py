"""What the radar sees of invented ground, as the bands of a feature stack: targets, noise of many kinds, the maps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from ..core.base.codes import IGNORE
from ..core.demo.noise import power_law, smooth
from ..core.stack.target_bands import BANDWIDTH_M
from .start_ground import SIDE, Floats, Ground, Rng, draw_ground

BANDS = ("hotspot", "velocity", "density", "slope", "aspect_east", "aspect_north")
LEAST_TARGETS = 60
SEEN_BY = 4  # targets on a landslide from which on it can be told from an error
CELLS_M = (9.0, 32.0)  # about the cells at which the model works, see `WORKING_CELL_M`
Places = tuple[NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True)
class World:
    """One invented sheet as a network sees it.

    Args:
        features: (bands, rows, columns) of BANDS in a stack's units, velocities in deviations of the noise; NaN: null.
        labels: (rows, columns) uint8.
        cell_m: side of a cell.
        per_km2: targets for each km2.
    """

    features: NDArray[np.float32]
    labels: NDArray[np.uint8]
    cell_m: float
    per_km2: float


def draw_giants(seed: int, number: int) -> World:
    """The world of a number in a series of worlds with earthflows of kilometres, of which the targets stay."""
    return draw_world(seed, number, giants=True)


def draw_world(seed: int, number: int, giants: bool = False) -> World:
    """The world of a number in a series of worlds."""
    rng = np.random.default_rng([seed, number, 13] if giants else [seed, number])
    while True:
        per_km2 = float(np.exp(rng.uniform(np.log(50), np.log(3000))))
        spacing = 1000.0 / np.sqrt(per_km2)
        cell_m = float(np.exp(rng.uniform(np.log(CELLS_M[0]), np.log(CELLS_M[1]))))
        ground = draw_ground(cell_m, rng, giants)
        stay = giants and rng.random() < 0.8
        rows, columns = _targets(ground, per_km2, stay, rng)
        if len(rows) >= LEAST_TARGETS:
            break
    _forget_unseen(ground, rows, columns)
    velocity = ground.velocity[rows, columns] + _errors(ground, rows, columns, rng)
    bands = maps((SIDE, SIDE), cell_m, (rows, columns), velocity, spacing, rng)
    steep = np.sin(np.radians(ground.slope))
    terrain = [ground.slope, steep * ground.down[0], steep * ground.down[1]]
    features = np.stack([*bands, *terrain]).astype(np.float32)
    return World(features, ground.labels, cell_m, per_km2)


def _targets(ground: Ground, per_km2: float, stay: bool, rng: Rng) -> Places:
    """Rows and columns (n,) of the targets' cells; `stay`: also where the ground moves fast, as in offset tracking."""
    spacing = 1000.0 / np.sqrt(per_km2) / ground.cell_m
    wild = rng.uniform(0, 0.9)
    chance = np.exp(wild * smooth((SIDE, SIDE), rng.uniform(60, 400) / ground.cell_m, rng))
    forest = smooth((SIDE, SIDE), rng.uniform(100, 500) / ground.cell_m, rng) > rng.uniform(0.8, 2.5)
    chance[forest] *= rng.choice([0.0, 0.1])
    lost_at = rng.uniform(40, 200)
    if not stay:
        chance *= 1 / (1 + np.exp((np.abs(ground.velocity) - lost_at) / 10))
    if rng.random() < 0.2 and spacing >= 1.0:  # the cells of a raster
        step = max(1, round(spacing))
        first = rng.integers(0, step, 2)
        rows, columns = (part.ravel() for part in np.mgrid[first[0] : SIDE : step, first[1] : SIDE : step])
        kept = chance[rows, columns] > 0.35
        return rows[kept], columns[kept]
    mean = per_km2 * (ground.cell_m / 1000.0) ** 2 * chance / chance.mean()
    counts = rng.poisson(mean)
    rows, columns = np.nonzero(counts)
    return np.repeat(rows, counts[rows, columns]), np.repeat(columns, counts[rows, columns])


def _forget_unseen(ground: Ground, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
    """Nobody could tell a landslide with hardly any target: it does not count, in place."""
    count = np.zeros((SIDE, SIDE), np.int64)
    np.add.at(count, (rows, columns), 1)
    for window, body in ground.bodies:
        if count[window][body].sum() < SEEN_BY:
            ground.labels[window][body] = IGNORE


def _errors(ground: Ground, rows: NDArray[np.int64], columns: NDArray[np.int64], rng: Rng) -> Floats:
    """Noise of each target, (n,), in units of its own white part: shared noise, planes, delay, patches, outliers."""
    shape, cell = (SIDE, SIDE), ground.cell_m
    field = np.zeros(shape)
    if rng.random() < 0.6:
        field += rng.uniform(0.1, 0.9) * smooth(shape, rng.uniform(50, 400) / cell, rng)
    if rng.random() < 0.6:
        field += rng.uniform(0.1, 0.9) * power_law(shape, 8 / 3, 8000 / cell, rng)
    turn, y, x = rng.uniform(0, 2 * np.pi), *(np.mgrid[:SIDE, :SIDE] / SIDE - 0.5)
    if rng.random() < 0.5:
        field += rng.uniform(0, 2.0) * (x * np.cos(turn) + y * np.sin(turn))
    if rng.random() < 0.4:
        field += rng.normal(0, 0.8) * (ground.z - ground.z.mean()) / max(float(ground.z.std()), 1.0)
    if rng.random() < 0.3:
        field += rng.normal(0, 1.5)
    for _ in range(int(rng.poisson(0.5))):
        row, column = rng.integers(0, SIDE, 2)
        radius = rng.uniform(40, 160) / cell
        edge = smooth(shape, max(2.0, radius / 3), rng)
        distance = np.hypot(*(np.mgrid[:SIDE, :SIDE] - np.array([row, column])[:, None, None]))
        field += rng.choice([-1, 1]) * rng.uniform(3, 12) * (distance < radius * (1 + 0.3 * edge))
    count = len(rows)
    spread = np.sqrt(np.clip(rng.gamma(2.0, 0.5, count), 0.3, 6.0)) if rng.random() < 0.7 else np.ones(count)
    errors = field[rows, columns] + spread * rng.standard_normal(count)
    wrong = rng.random(count) < rng.choice([0.0, 0.02, 0.08])
    return np.asarray(errors + wrong * rng.uniform(3, 8) * rng.standard_t(2, count).clip(-6, 6))


def maps(
    shape: tuple[int, int], cell: float, places: Places, velocity: Floats, spacing_m: float, rng: Rng
) -> list[Floats]:
    """Hot spot map, local mean velocity and density: Gi* and the kernels of Hot Spot, from sums over cells.

    Args:
        shape: rows and columns of the sheet.
        cell: side of a cell, m.
        places: rows and columns (n,) of the targets' cells.
        velocity: (n,).
        spacing_m: of the targets.
        rng: chooses distance band and bandwidth.
    """
    following = max(spacing_m * np.sqrt(10 / np.pi), 25.0)
    distance = (following if rng.random() < 0.6 else 150.0) * rng.uniform(0.8, 1.4)
    bandwidth = distance * (1.0 if rng.random() < 0.6 else rng.uniform(0.6, 1.5))
    place, size = np.ravel_multi_index(places, shape), shape[0] * shape[1]
    count = np.bincount(place, minlength=size).reshape(shape).astype(np.float64)

    def summed(values: Floats) -> Floats:
        return np.bincount(place, values, size).reshape(shape)

    centre = velocity - (velocity.mean() if rng.random() < 0.7 else np.median(velocity))
    n, total = _sums([count, summed(centre)], _disk(distance / cell))
    n = np.maximum(np.round(n[places]), 1.0)
    number = len(velocity)
    variance = np.maximum(number * n - n * n, 1.0) / max(number - 1, 1)
    z = total[places] / (float(centre.std()) * np.sqrt(variance))
    reached, density_of_z = _sums([count, summed(z)], _quartic(bandwidth / cell))
    hotspot = np.where(reached > 1e-9, density_of_z * 1e6 / bandwidth**2, np.nan)
    limit = float(np.quantile(np.abs(velocity), 0.99))
    near, weighed = _sums([count, summed(np.clip(velocity, -limit, limit))], _quartic(BANDWIDTH_M / cell))
    known = near > 1e-9
    mean = np.where(known, weighed / np.where(known, near, 1.0), np.nan)
    return [hotspot, mean, np.where(known, near, 0.0) * 1e6 / BANDWIDTH_M**2]


def _sums(fields: list[Floats], kernel: Floats) -> list[Floats]:
    """Sums of fields (rows, columns) under a kernel of odd sides."""
    rows, columns = fields[0].shape
    pad = kernel.shape[0] // 2
    size = [fft.next_fast_len(length + 2 * pad, real=True) for length in (rows, columns)]
    spectrum = fft.rfft2(kernel, size)
    part = slice(pad, pad + rows), slice(pad, pad + columns)
    return [fft.irfft2(fft.rfft2(field, size) * spectrum, size)[part] for field in fields]


def _offsets(radius: float) -> Floats:
    """Distances (odd, odd) in radii from the middle cell."""
    reach = int(np.ceil(radius))
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    return np.asarray(np.hypot(rows, columns) / max(radius, 1e-9))


def _disk(radius: float) -> Floats:
    return (_offsets(max(radius, 0.5)) <= 1.0).astype(np.float64)


def _quartic(radius: float) -> Floats:
    """The quartic kernel in units of 1 / bandwidth squared."""
    kernel = 3 / np.pi * np.clip(1 - _offsets(max(radius, 0.71)) ** 2, 0, None) ** 2
    return np.asarray(ndimage.uniform_filter(kernel, 1))
