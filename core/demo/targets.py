"""What the radar measures: where coherent targets are, and how wrong their velocities are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.progress import Progress, check_cancelled
from .ground import Ground, block_means, padded, slopes
from .landslides import Slide
from .noise import Field, generator, power_law, smooth
from .recipe import ASCENDING, CELL_M, DESCENDING, FACTOR, HIDDEN, PAD, Recipe
from .sites import is_hidden
from .terrain import COARSE_M

INCIDENCE_DEG = 39.2
TO_SATELLITE_DEG = {DESCENDING: 100.0, ASCENDING: 260.0}  # azimuth from the ground, as science.md 4.6
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Targets:
    """Coherent targets, all (n,).

    Args:
        x: local, m to the east.
        y: local, m to the south.
        height: m, with its error.
        velocity: towards the satellite, mm/yr, with all errors.
        velocity_std: what the producer states, mm/yr.
        coherence: 0..1.
        truth: velocity without errors, mm/yr.
    """

    x: Values
    y: Values
    height: Values
    velocity: Values
    velocity_std: Values
    coherence: Values
    truth: Values


def _own(name: str, orbit: str) -> str:
    """Name of the random numbers of an orbit."""
    return name if orbit == DESCENDING else f"{name} {orbit}"


def range_slope(z: Field, orbit: str = DESCENDING) -> Field:
    """Slope of the ground towards the satellite, degrees."""
    slope, east, north = slopes(z)
    to = np.radians(TO_SATELLITE_DEG[orbit])
    toward = np.tan(np.radians(slope)) * (east * np.sin(to) + north * np.cos(to))
    return np.asarray(np.degrees(np.arctan(toward)), np.float32)


def chances(ground: Ground, slides: list[Slide], recipe: Recipe, orbit: str, seed: int) -> Field:
    """Relative density of targets on the padded coarse grid.

    Vegetation, rock, villages, water, layover, gaps, clusters.
    """
    cover, shape = ground.cover, ground.frame.coarse_shape
    bare = padded(block_means(ground.bare, FACTOR) / 255, np.zeros(shape, np.float32))
    grass = np.clip(cover.grass + 0.25 * cover.farm, 0, 1) * (1 - 0.8 * bare)
    chance = np.exp(-1.6 * grass) * (1 + 2.5 * cover.built) * (1 + 0.2 * cover.rock) * (1 - cover.water)
    tilt = range_slope(ndimage.gaussian_filter(ground.terrain.z, 1.0), orbit)
    chance[tilt > INCIDENCE_DEG - 12] *= 0.3
    chance[(tilt >= INCIDENCE_DEG) | (tilt <= INCIDENCE_DEG - 90)] = 0
    chance *= np.exp(recipe.clusters * smooth(shape, 200 / COARSE_M, generator(seed, "clusters")))
    chance *= 1 - 0.97 * (smooth(shape, 9.0, generator(seed, "forest")) > 1.75)
    for slide in slides:
        if slide.site.kind == HIDDEN and not is_hidden(slide.site):
            row, column = ground.frame.coarse_index(slide.site.axis[:, 0], slide.site.axis[:, 1])
            reach = int(slide.site.width_m / 2 / COARSE_M) + 2
            box = (
                slice(row.min() - reach, row.max() + reach + 1),
                slice(column.min() - reach, column.max() + reach + 1),
            )
            chance[box] *= 0.04
    inner = np.zeros(shape, bool)
    inner[PAD:-PAD, PAD:-PAD] = True
    return np.where(inner, chance, 0).astype(np.float32)


def errors_field(ground: Ground, recipe: Recipe, orbit: str, seed: int) -> Field:
    """Velocity errors that vary in space, on the coarse grid: atmosphere, height, orbit, unwrapping."""
    frame, shape = ground.frame, ground.frame.coarse_shape
    rng = generator(seed, _own("errors", orbit))
    x, y = frame.coarse_places()
    turbulent = recipe.atmosphere * power_law(shape, 8 / 3, 8000 / COARSE_M, rng)
    layered = 1.0 * (ground.terrain.z - np.median(ground.terrain.z)) / 1000
    turn = rng.uniform(0, 2 * np.pi)
    across = (x / frame.width_m - 0.5) * np.cos(turn) + (y / frame.height_m - 0.5) * np.sin(turn)
    total = turbulent + layered + 2 * recipe.ramp * across
    edge = smooth(shape, 3.0, rng)
    for _ in range(max(2, int(rng.poisson(recipe.patches_per_km2 * frame.area_km2)))):
        radius = rng.uniform(60, 130)
        middle = rng.uniform(0, frame.width_m), rng.uniform(0, frame.height_m)
        jump = rng.choice([-1, 1]) * (32.0 if rng.random() < 0.5 else rng.uniform(10, 32))
        row, column = (int(part) for part in frame.coarse_index(np.array(middle[0]), np.array(middle[1])))
        reach = int(3 * radius / COARSE_M)
        near = (slice(max(0, row - reach), row + reach + 1), slice(max(0, column - reach), column + reach + 1))
        distance = np.hypot(x[:, near[1]] - middle[0], y[near[0]] - middle[1])
        total[near] += jump * (distance < radius * (1 + 0.3 * edge[near]))
    return np.asarray(total, np.float32)


def observe(ground: Ground, slides: list[Slide], recipe: Recipe, orbit: str, seed: int, progress: Progress) -> Targets:
    """Draw targets and measure them from one orbit."""
    rng = generator(seed, _own("targets", orbit))
    velocity_map = ground.velocities[orbit]
    chance = chances(ground, slides, recipe, orbit, seed)
    check_cancelled(progress)
    wanted = recipe.targets_per_km2 * ground.frame.area_km2
    row, column = _draw_cells(chance, velocity_map, wanted, rng)
    check_cancelled(progress)
    x = (column - PAD + rng.random(len(row))) * COARSE_M
    y = (row - PAD + rng.random(len(row))) * COARSE_M
    fine = (
        np.minimum((y / CELL_M).astype(int), ground.frame.rows - 1),
        np.minimum((x / CELL_M).astype(int), ground.frame.columns - 1),
    )
    truth = velocity_map[fine].astype(float)
    keep = rng.random(len(x)) < 1 / (1 + np.exp((np.abs(truth) - 150) / 30))
    x, y, truth, fine = x[keep], y[keep], truth[keep], (fine[0][keep], fine[1][keep])
    progress.update(0.6)
    coherence = _coherence(ground, x, y, truth, rng)
    check_cancelled(progress)
    spread = recipe.noise * np.sqrt(np.clip((1 - coherence) / 0.18, 0.35, 6.0))
    errors = errors_field(ground, recipe, orbit, seed)
    check_cancelled(progress)
    velocity = truth + ground.frame.at(errors, x, y) + spread * rng.standard_normal(len(x))
    wrong = rng.random(len(x)) < recipe.outliers * np.where(coherence < 0.7, 3.0, 0.7)
    velocity = np.where(wrong, velocity + 15 * rng.standard_t(2, len(x)).clip(-6, 6), velocity)
    stated = spread * rng.uniform(0.55, 0.9, len(x))
    height = ground.dem[fine] + rng.normal(0, 4, len(x))
    return Targets(*_displaced(ground, x, y, orbit, rng), height, velocity, stated, coherence, truth)


def _draw_cells(
    chance: Field, velocity: Field, wanted: float, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Coarse cells with targets, Poisson with the wanted mean over the area after fast ground has dropped out."""
    kept = 1 / (1 + np.exp((np.abs(block_means(velocity, FACTOR)) - 150) / 30))
    mean = chance * (wanted / float((chance[PAD:-PAD, PAD:-PAD] * kept).sum()))
    counts = rng.poisson(mean)
    row, column = np.nonzero(counts)
    repeat = counts[row, column]
    return np.repeat(row, repeat), np.repeat(column, repeat)


def _coherence(ground: Ground, x: Values, y: Values, truth: Values, rng: np.random.Generator) -> Values:
    """High on rock and houses, lower on grass and on fast ground; about a fifth below 0.7."""
    grass = ground.frame.at(ground.cover.grass, x, y)
    loss = rng.gamma(2.2, 0.075, len(x)) * (0.75 + 1.1 * grass) + 0.0011 * np.abs(truth)
    return np.asarray(np.clip(0.985 - loss, 0.35, 0.99))


def _displaced(ground: Ground, x: Values, y: Values, orbit: str, rng: np.random.Generator) -> tuple[Values, Values]:
    """Errors of the position: 6 m along range, 3 m along azimuth, and a common shift of a few metres."""
    along, across = rng.normal(0, 6, len(x)), rng.normal(0, 3, len(x))
    look = np.radians(TO_SATELLITE_DEG[orbit])
    shift = rng.uniform(-5, 5, 2)
    east = along * np.sin(look) + across * np.cos(look) + shift[0]
    north = along * np.cos(look) - across * np.sin(look) + shift[1]
    frame = ground.frame
    return np.clip(x + east, 1, frame.width_m - 1), np.clip(y - north, 1, frame.height_m - 1)
