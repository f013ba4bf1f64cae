"""A synthetic stack of interferograms with the truth about it.

Motion, height error, atmosphere, noise and wrong cycles.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .noise import Exact, Field, generator, power_law, smooth

WAVELENGTH_M = 299792458 / 5.405e9
RAD_PER_M = 4 * np.pi / WAVELENGTH_M
RANGE_M, INCIDENCE_DEG = 880e3, 39.2
FIRST_DAY = date(2020, 1, 4)
SLOTS, EVERY_DAYS, LONGEST_DAYS, LARGEST_BASELINE_M = 41, 12, 30, 160.0
_BASELINE_SD_M = 55.0
_TRIES = 2000
_PATCHED_CELLS = 32_000  # on which a wrong pair has one to three patches; on fewer it has fewer

Patch = tuple[float, float, float, int]  # row, column, radius in cells, cycles


@dataclass(frozen=True)
class StackRecipe:
    """Parameters of the generator; mm unless the name says otherwise.

    Args:
        turbulence: rms difference over 1 km of the atmosphere of one scene.
        layered: standard deviation of the delay that goes with the height, mm per km.
        ramp: standard deviation of the plane of a scene over the whole grid.
        looks: independent looks of a cell.
        scene_share: part of the noise variance that belongs to scenes and closes in triangles.
        wrong_pairs: share of the pairs with patches of a wrong cycle; 0 for none.
        fading_days: time in which coherence falls to 1/e.
        noise_cells: share of cells without any signal.
        height_error_m: correlated error of the elevation model.
        moving: whether bowls are drawn where no velocity is given.
    """

    turbulence: float = 2.3
    layered: float = 8.0
    ramp: float = 6.0
    looks: float = 20.0
    scene_share: float = 0.5
    wrong_pairs: float = 0.45
    fading_days: float = 300.0
    noise_cells: float = 0.0
    height_error_m: float = 8.0
    moving: bool = True


@dataclass(frozen=True)
class SyntheticStack:
    """Truth of a stack: arrays (rows, columns), or one entry for each scene or pair.

    Args:
        days: (n,) of the scenes, from the first.
        baselines: (n,) m, perpendicular, against the first scene.
        pairs: (m, 2) scenes, older first.
        velocity: mm/yr towards the satellite.
        height: m, of the elevation model.
        height_error: m, true height less the model's.
        scenes: (n, rows, columns) rad, all that closes in triangles.
        coherence: at zero days.
        noisy: cells without any signal.
        patches: of each pair, (row, column, radius, cycles).
        seasonal: (rows, columns) mm, amplitude of the yearly motion.
    """

    days: NDArray[np.int64]
    baselines: Exact
    pairs: NDArray[np.int64]
    velocity: Field
    height: Field
    height_error: Field
    scenes: Field
    coherence: Field
    noisy: NDArray[np.bool_]
    recipe: StackRecipe
    seed: int
    patches: list[list[Patch]] = field(default_factory=list)

    @property
    def dates(self) -> list[date]:
        """Of the scenes."""
        return [FIRST_DAY + timedelta(int(day)) for day in self.days]

    def pair_coherence(self, pair: int) -> Field:
        """(rows, columns) 0..1 of one pair."""
        first, second = self.pairs[pair]
        span = float(self.days[second] - self.days[first])
        coherent = self.coherence * np.exp(-span / self.recipe.fading_days)
        return np.asarray(np.where(self.noisy, 0.55, coherent), np.float32)

    def cycles(self, pair: int) -> NDArray[np.int64]:
        """(rows, columns) wrong whole cycles of one pair."""
        rows, columns = np.indices(self.velocity.shape)
        made = np.zeros(self.velocity.shape, np.int64)
        for row, column, radius, cycles in self.patches[pair]:
            made[np.hypot(rows - row, columns - column) <= radius] += cycles
        return made

    def phase(self, pair: int, wrong: bool = True) -> Field:
        """Unwrapped phase (rows, columns) rad of one pair, positive where the ground went away.

        Wrong cycles on request.
        """
        rng = generator(self.seed, f"noise of pair {pair}")
        first, second = self.pairs[pair]
        shape = self.velocity.shape
        spread = np.sqrt(1 - self.recipe.scene_share) * noise_of(self.pair_coherence(pair), self.recipe.looks)
        phase = self.scenes[second] - self.scenes[first] + spread * rng.standard_normal(shape)
        phase = np.where(self.noisy, rng.uniform(-np.pi, np.pi, shape), phase)
        return np.asarray(phase + (2 * np.pi * self.cycles(pair) if wrong else 0), np.float32)


def noise_of(coherence: NDArray[np.floating[Any]], looks: float) -> Exact:
    """Standard deviation of the phase (rad) of so many looks (Rodriguez and Martin 1992)."""
    return np.asarray(np.sqrt((1 - coherence**2) / (2 * looks * coherence**2)), np.float64)


def draw_days(rng: np.random.Generator) -> NDArray[np.int64]:
    """Days of 39 scenes of 41 slots; exactly 71 of their pairs are at most 30 days long."""
    while True:
        missing = rng.choice(SLOTS, 2, replace=False)
        days = np.delete(np.arange(SLOTS), missing) * EVERY_DAYS
        if len(short_pairs(days)) == 71 and days[0] == 0:
            return np.asarray(days, np.int64)


def short_pairs(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """All pairs (m, 2) of scenes at most 30 days apart."""
    span = days[None] - days[:, None]
    return np.argwhere((span > 0) & (span <= LONGEST_DAYS))


def draw_baselines(days: NDArray[np.int64], rng: np.random.Generator) -> Exact:
    """(n,) m against the first scene; no short pair is longer than 160 m."""
    pairs = short_pairs(days)
    made = np.zeros(len(days))
    for scene in range(1, len(days)):
        before = pairs[pairs[:, 1] == scene, 0]
        for _ in range(_TRIES):
            made[scene] = rng.normal(0, _BASELINE_SD_M)
            if (np.abs(made[scene] - made[before]) <= LARGEST_BASELINE_M).all():
                break
    return np.asarray(made - made[0])


def draw_bowls(shape: tuple[int, int], cell_m: float, rng: np.random.Generator) -> tuple[Exact, Exact]:
    """Velocity (mm/yr towards the satellite) and yearly amplitude (mm) of elliptic bowls, 14 on 320 km2.

    70 % move away.
    """
    rows, columns = np.indices(shape)
    velocity, yearly = np.zeros(shape), np.zeros(shape)
    for _ in range(max(2, round(14 * shape[0] * shape[1] * cell_m**2 / 320e6))):
        row, column = rng.uniform(0.05, 0.95) * shape[0], rng.uniform(0.05, 0.95) * shape[1]
        length = rng.uniform(5, 20) * 100 / cell_m
        width = length * rng.uniform(0.4, 1)
        turn = rng.uniform(0, np.pi)
        along = (rows - row) * np.cos(turn) + (columns - column) * np.sin(turn)
        across = (columns - column) * np.cos(turn) - (rows - row) * np.sin(turn)
        form = np.exp(-0.5 * ((along / length) ** 2 + (across / width) ** 2) * 2)
        form[form < 0.01] = 0
        velocity += form * rng.uniform(15, 120) * (-1 if rng.random() < 0.7 else 1)
        yearly = np.maximum(yearly, form * rng.uniform(0, 8))
    return velocity, yearly


def atmosphere(shape: tuple[int, int], cell_m: float, turbulence: float, rng: np.random.Generator) -> Exact:
    """Turbulent delay (rows, columns) mm with a spectrum of k^-3, scaled by its rms difference over 1 km."""
    made = power_law(shape, 3.0, max(shape) * 2.0, rng).astype(np.float64)
    lag = max(1, min(round(1000 / cell_m), min(shape) // 2))
    difference = np.concatenate([(made[lag:] - made[:-lag]).ravel(), (made[:, lag:] - made[:, :-lag]).ravel()])
    return np.asarray(made * turbulence * np.sqrt(lag * cell_m / 1000) / np.sqrt(np.mean(difference**2)))


def delays(height: Field, cell_m: float, recipe: StackRecipe, rng: np.random.Generator) -> Exact:
    """Delay (rows, columns) mm of one scene: turbulence, height, plane."""
    shape = height.shape[0], height.shape[1]
    down, across = np.meshgrid(np.linspace(-0.5, 0.5, shape[0]), np.linspace(-0.5, 0.5, shape[1]), indexing="ij")
    strength = recipe.turbulence * np.exp(0.5 * rng.standard_normal() - 0.125)
    made = atmosphere(shape, cell_m, strength, rng) if strength else np.zeros(shape)
    made += rng.normal(0, recipe.layered) * (height - height.mean()) / 1000
    return np.asarray(made + rng.normal(0, recipe.ramp) * down + rng.normal(0, recipe.ramp) * across)


def draw_patches(count: int, shape: tuple[int, int], share: float, rng: np.random.Generator) -> list[list[Patch]]:
    """The round patches (row, column, radius in cells, cycles) of each pair that were unwrapped wrongly."""
    made: list[list[Patch]] = []
    for _ in range(count):
        number = int(rng.integers(1, 4)) if rng.random() < share else 0
        number = int(rng.binomial(number, min(1.0, shape[0] * shape[1] / _PATCHED_CELLS)))
        made.append(
            [
                (rng.uniform(0, shape[0]), rng.uniform(0, shape[1]), rng.uniform(6, 21), int(rng.choice([-1, 1])))
                for _ in range(number)
            ]
        )
    return made


def scene_phases(
    scenes: tuple[NDArray[np.int64], Exact],
    motion: tuple[Field, Exact],
    ground: tuple[Field, Field, Field],
    cell_m: float,
    recipe: StackRecipe,
    rng: np.random.Generator,
) -> Field:
    """(n, rows, columns) rad of all that closes in triangles: motion, height error, atmosphere, noise of the scenes.

    Args:
        scenes: days and baselines (n,).
        motion: velocity (mm/yr) and amplitude of the yearly motion (mm).
        ground: heights, their errors (m), and coherence at zero days.
    """
    (velocity, yearly), (height, error, coherence) = motion, ground
    shape = velocity.shape
    phase = 2 * np.pi * rng.random()
    spread = np.sqrt(recipe.scene_share / 2) * noise_of(coherence * np.exp(-18 / recipe.fading_days), recipe.looks)
    made = np.empty((len(scenes[0]), *shape), np.float32)
    for scene, (day, baseline) in enumerate(zip(*scenes)):
        years = day / 365.25
        moved = velocity * years + yearly * np.sin(2 * np.pi * years + phase)
        topography = 1000 * baseline * error / (RANGE_M * np.sin(np.radians(INCIDENCE_DEG)))
        delay = delays(height, cell_m, recipe, rng)
        made[scene] = RAD_PER_M / 1000 * (delay - moved - topography) + spread * rng.standard_normal(shape)
    return made


def make_stack(
    shape: tuple[int, int],
    cell_m: float,
    seed: int,
    recipe: StackRecipe = StackRecipe(),
    velocity: Field | None = None,
    height: Field | None = None,
    coherence: Field | None = None,
) -> SyntheticStack:
    """Draw a stack of 39 scenes and 71 pairs.

    Args:
        shape: rows and columns.
        cell_m: side of a cell.
        seed: the same number gives the same stack.
        recipe: what is in it.
        velocity: mm/yr towards the satellite; None: bowls.
        height: m; None: fractal terrain of 1,500 m relief.
        coherence: at zero days; None: a smooth field of 0.25 to 0.95.
    """
    rng = generator(seed, "interferograms")
    days = draw_days(rng)
    baselines = draw_baselines(days, rng)
    pairs = short_pairs(days)
    if height is None:
        height = power_law(shape, 3.4, max(shape) * 1.0, rng)
        height = np.asarray(1500 * (height - height.min()) / np.ptp(height), np.float32)
    yearly = np.zeros(shape)
    if velocity is None:
        bowls, yearly = draw_bowls(shape, cell_m, rng)
        velocity = np.asarray(bowls if recipe.moving else 0 * bowls, np.float32)
        yearly = yearly if recipe.moving else 0 * yearly
    error = recipe.height_error_m * smooth(shape, 1000 / cell_m / 2, rng)
    error += (recipe.height_error_m > 0) * 25 * rng.standard_normal(shape) * (rng.random(shape) < 0.03)
    if coherence is None:
        rank = smooth(shape, 400 / cell_m, rng)
        coherence = np.asarray(0.6 + 0.35 * np.tanh(0.9 * rank), np.float32)
    noisy = rng.random(shape) < recipe.noise_cells
    scenes = scene_phases((days, baselines), (velocity, yearly), (height, error, coherence), cell_m, recipe, rng)
    patches = draw_patches(len(pairs), shape, recipe.wrong_pairs, rng)
    return SyntheticStack(
        days,
        baselines,
        pairs,
        velocity,
        height,
        np.asarray(error, np.float32),
        scenes,
        coherence,
        noisy,
        recipe,
        seed,
        patches,
    )
