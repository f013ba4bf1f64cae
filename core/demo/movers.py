"""Ground that moves and is no landslide, and scarps that are no landslide: what a map must not fall for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.grid import Window
from ..base.progress import Progress, track
from .ground import Ground, local_places, slopes, window_around
from .noise import generator
from .recipe import BOWL, COMPACTION, EMBANKMENT, FACTOR, PAD, STABLE, TALUS, UPLIFT, Recipe
from .sites import LOOKS, Look
from .terrain import COARSE_M

Map = NDArray[np.float64]
Motion = Callable[[Map, Map, Window, Look], Map]

_LEAST = 3.0  # mm/yr; slower ground counts as stable
PARCEL_M = (95.0, 42.0)


def add_movers(ground: Ground, recipe: Recipe, seed: int, progress: Progress) -> None:
    """Mining bowls, compacting farmland, settling embankments, creeping talus, broad uplift."""
    rng = generator(seed, "movers")
    count = max(5, int(rng.poisson(recipe.movers_per_km2 * ground.frame.area_km2)))
    kinds = [BOWL, COMPACTION, TALUS, EMBANKMENT, UPLIFT]
    drawn = kinds + list(rng.choice(kinds, count - 5, p=[0.27, 0.5, 0.1, 0.08, 0.05]))
    homes = _homes(ground)
    for kind in track(drawn, progress):
        place = _place(homes[int(kind)], rng)
        if place is not None:
            {BOWL: _bowl, COMPACTION: _compaction, TALUS: _talus, EMBANKMENT: _embankment, UPLIFT: _uplift}[int(kind)](
                ground, place, rng
            )


def _homes(ground: Ground) -> dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Coarse cells, from the inner edge of the padding, where each kind of motion is at home."""
    slope = slopes(ndimage.gaussian_filter(ground.terrain.z, 2.0))[0]
    fits = {
        BOWL: slope < 15,
        COMPACTION: ground.cover.farm > 0.6,
        TALUS: (slope > 30) & (slope < 42),
        EMBANKMENT: ground.terrain.terrace > 0.7,
        UPLIFT: slope < 45,
    }
    homes = {}
    for kind, fit in fits.items():
        rows, columns = np.nonzero(fit[PAD + 5 : -PAD - 5, PAD + 5 : -PAD - 5])
        homes[kind] = rows.astype(np.int64), columns.astype(np.int64)
    return homes


def _place(home: tuple[NDArray[np.int64], NDArray[np.int64]], rng: np.random.Generator) -> tuple[float, float] | None:
    """A local point on such ground; None where there is none."""
    rows, columns = home
    if len(rows) == 0:
        return None
    pick = int(rng.integers(len(rows)))
    return (columns[pick] + 5.5) * COARSE_M, (rows[pick] + 5.5) * COARSE_M


def _add(ground: Ground, x: float, y: float, radius_m: float, kind: int, field_of: Motion) -> None:
    """Add a velocity field around a point, `field_of(x - x0, y - y0, window, look)`, below that of landslides."""
    window = ground.inside(window_around(x - radius_m, y - radius_m, x + radius_m, y + radius_m))
    if window.is_empty:
        return
    east, south = local_places(window)
    part = window.slices
    moves = np.zeros(window.shape, bool)
    for orbit, velocity in ground.velocities.items():
        speed = np.asarray(field_of(east - x, south - y, window, LOOKS[orbit]), np.float32)
        moves |= (np.abs(speed) > _LEAST) & (ground.kind[part] == STABLE)
        velocity[part] += speed
    ground.kind[part][moves] = kind


def _bowl(ground: Ground, place: tuple[float, float], rng: np.random.Generator) -> None:
    radius, depth, ratio = rng.uniform(60, 150), rng.uniform(15, 45), rng.uniform(0.6, 1.0)
    turn = rng.uniform(0, np.pi)

    def motion(x: Map, y: Map, _window: Window, look: Look) -> Map:
        u, v = x * np.cos(turn) + y * np.sin(turn), (y * np.cos(turn) - x * np.sin(turn)) / ratio
        down = depth * np.exp(-(u**2 + v**2) / (2 * radius**2))
        inward = 0.4 * down / radius
        return np.asarray(-look[2] * down - inward * (look[0] * x - look[1] * y), float)

    _add(ground, *place, 3.2 * radius, BOWL, motion)


def parcels(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """A number in [0, 1) for each field of farmland: the same in the image and in the motion."""
    u, v = 0.94 * x + 0.34 * y, 0.94 * y - 0.34 * x
    u = u + 14 * np.sin(v / 170)
    i, j = np.floor(u / PARCEL_M[0]), np.floor(v / PARCEL_M[1])
    mixed = np.sin(i * 127.1 + j * 311.7) * 43758.5453
    return np.asarray(mixed - np.floor(mixed))


def _compaction(ground: Ground, place: tuple[float, float], rng: np.random.Generator) -> None:
    radius, least, most = rng.uniform(300, 650), rng.uniform(14, 20), rng.uniform(24, 38)

    def motion(x: Map, y: Map, window: Window, look: Look) -> Map:
        speed = least + (most - least) * parcels(*local_places(window))
        part = tuple(slice(s.start // FACTOR + PAD, (s.stop - 1) // FACTOR + 1 + PAD) for s in window.slices)
        coarse = np.kron(ground.cover.farm[part] > 0.5, np.ones((FACTOR, FACTOR)))
        skip = (window.row % FACTOR, window.column % FACTOR)
        farm = coarse[skip[0] : skip[0] + window.rows, skip[1] : skip[1] + window.columns]
        return np.asarray(-look[2] * speed * farm * (np.hypot(x, y) < radius), float)

    _add(ground, *place, radius, COMPACTION, motion)


def _talus(ground: Ground, place: tuple[float, float], rng: np.random.Generator) -> None:
    speed, radius = rng.uniform(7, 16), rng.uniform(70, 200)
    frame, terrain = ground.frame, ground.terrain
    row, column = (int(part) for part in frame.coarse_index(np.array(place[0]), np.array(place[1])))
    z = ndimage.gaussian_filter(terrain.z[row - 12 : row + 13, column - 12 : column + 13], 2.0)[11:14, 11:14]
    south, east = (float(part.mean()) for part in np.gradient(z, COARSE_M))
    down = np.array([-east, south, -(east**2 + south**2)])
    steep = max(float(np.linalg.norm(down)), 1e-6)
    lobes = rng.uniform(0, 6, 2)

    def motion(x: Map, y: Map, _window: Window, look: Look) -> Map:
        angle = np.arctan2(y, x)
        edge = radius * (1 + 0.3 * np.sin(2 * angle + lobes[0]) + 0.15 * np.sin(5 * angle + lobes[1]))
        return np.asarray(
            speed * float(down @ np.array(look) / steep) / (1 + np.exp((np.hypot(x, y) - edge) / 12)), float
        )

    _add(ground, *place, 1.6 * radius, TALUS, motion)
    window = ground.inside(
        window_around(place[0] - 2 * radius, place[1] - 2 * radius, place[0] + 2 * radius, place[1] + 2 * radius)
    )
    x, y = local_places(window)
    cover = np.clip(1.4 - np.hypot(x - place[0], y - place[1]) / radius, 0, 0.7)
    ground.lay_bare(window.slices, cover)


def _embankment(ground: Ground, place: tuple[float, float], rng: np.random.Generator) -> None:
    turn, length, speed = rng.uniform(-0.4, 0.4), rng.uniform(300, 900), rng.uniform(-16, -7)

    def motion(x: Map, y: Map, _window: Window, _look: Look) -> Map:
        u, v = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
        return np.asarray(speed * np.exp(-((v / 18) ** 2)) * (np.abs(u) < length / 2), float)

    _add(ground, *place, length / 2 + 60, EMBANKMENT, motion)
    window = ground.inside(window_around(place[0] - 500, place[1] - 500, place[0] + 500, place[1] + 500))
    x, y = local_places(window)
    u, v = (
        (x - place[0]) * np.cos(turn) + (y - place[1]) * np.sin(turn),
        (y - place[1]) * np.cos(turn) - (x - place[0]) * np.sin(turn),
    )
    bank = (np.abs(v) < 14) & (np.abs(u) < length / 2)
    ground.dem[window.slices] += (3.5 * np.clip(1.6 - np.abs(v) / 12, 0, 1) * (np.abs(u) < length / 2)).astype(
        np.float32
    )
    ground.lay_bare(window.slices, 0.9 * bank)


def _uplift(ground: Ground, place: tuple[float, float], rng: np.random.Generator) -> None:
    radius, speed = rng.uniform(300, 700), rng.uniform(5, 12)

    def motion(x: Map, y: Map, _window: Window, _look: Look) -> Map:
        return np.asarray(speed * np.exp(-(x**2 + y**2) / (2 * (radius / 2) ** 2)), float)

    _add(ground, *place, 1.5 * radius, UPLIFT, motion)


def add_clutter(ground: Ground, recipe: Recipe, seed: int, progress: Progress) -> None:
    """Arcuate scarps, quarries and roads cut into slopes: they look like landslides and do not move."""
    rng = generator(seed, "clutter")
    slope = slopes(ndimage.gaussian_filter(ground.terrain.z, 2.0))
    rows, columns = np.nonzero((slope[0] > 15) & (slope[0] < 38))
    count = max(3, int(rng.poisson(recipe.arcs_per_km2 * ground.frame.area_km2)))
    for _ in track(range(count), progress):
        pick = int(rng.integers(len(rows)))
        row, column = int(rows[pick]), int(columns[pick])
        x, y = (column - PAD + 0.5) * COARSE_M, (row - PAD + 0.5) * COARSE_M
        _arc(ground, x, y, (float(slope[1][row, column]), -float(slope[2][row, column])), rng)


def _arc(ground: Ground, x: float, y: float, down: tuple[float, float], rng: np.random.Generator) -> None:
    """A hollow open downhill: a bright quarry or an eroded amphitheatre of 60 to 200 m."""
    radius, quarry = rng.uniform(50, 170), bool(rng.random() < 0.35)
    reach = 2 * radius
    window = ground.inside(window_around(x - reach, y - reach, x + reach, y + reach))
    if min(window.shape) < 4:
        return
    east, south = local_places(window)
    part = window.slices
    u = (east - x) * down[0] + (south - y) * down[1]
    v = (south - y) * down[0] - (east - x) * down[1]
    wobble = 1 + 0.14 * ground.textures["edges"].read(*part)
    r = np.hypot(u, v) / (radius * wobble)
    open_end = 1 / (1 + np.exp((u - 0.7 * radius) / (0.15 * radius)))
    hollow = open_end / (1 + np.exp((r - 1) * radius / 8.0))
    depth = rng.uniform(6, 16)
    ground.dem[part] -= (depth * hollow * np.clip(0.5 - 0.5 * u / radius, 0.1, 1)).astype(np.float32)
    rim = np.exp(-(((r - 1) / 0.08) ** 2)) * (u < 0.4 * radius)
    free = ground.kind[part] == STABLE
    ground.lay_bare(part, np.maximum((0.95 if quarry else rng.uniform(0.35, 0.8)) * hollow, 0.6 * rim) * free)
    ground.add_tone(
        part, (0.10 * hollow if quarry else 0.03 * hollow * ground.textures["soil"].read(*part)) - 0.07 * rim * free
    )
