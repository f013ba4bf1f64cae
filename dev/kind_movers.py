"""Further ground that moves, beside the demo's own movers, for the examples of Kind of motion.

Lobes of debris high on slopes (rock glaciers), wide mining bowls, fills along valleys, building sites, ground that
rises. Each adds its velocity along every line of sight to a `core.demo` ground, where nothing else moves, and leaves
its code in `kind`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..core.demo.ground import Ground, local_places, slopes, window_around
from ..core.demo.recipe import PAD, STABLE
from ..core.demo.sites import LOOKS
from ..core.demo.terrain import COARSE_M

LOBE, WIDE_BOWL, FILL, SITE, RISE = range(20, 25)  # codes of `kind`, beside those of core.demo.recipe
_LEAST = 3.0  # mm/yr; slower ground counts as still
_MOST_TAKEN = 0.1  # of the ground of a mover that something else may move already
Floats = NDArray[np.float64]
Rng = np.random.Generator
Motion = Callable[[Floats, Floats], tuple[Floats, Floats, Floats]]


def add_further(ground: Ground, per_km2: float, rng: Rng) -> None:
    """Try to add so many for each km2, as many of each kind, where they are at home."""
    z = ground.terrain.z.astype(np.float64)
    slope, east, north = (part.astype(np.float64) for part in slopes(ground.terrain.z))
    inner = (slice(PAD + 8, -PAD - 8),) * 2
    low, high = np.quantile(z[inner], [0.02, 0.98])
    height = (z - low) / max(high - low, 1.0)
    homes = {
        LOBE: (slope > 14) & (slope < 34) & (height > 0.55),
        WIDE_BOWL: slope < 22,
        FILL: (ground.terrain.terrace > 0.5) | (slope < 5),
        SITE: slope < 13,
        RISE: slope < 45,
    }
    for kind, home in homes.items():
        rows, columns = np.nonzero(home[inner])
        for _ in range(int(rng.poisson(per_km2 / len(homes) * ground.frame.area_km2)) if len(rows) else 0):
            pick = int(rng.integers(len(rows)))
            row, column = int(rows[pick]) + PAD + 8, int(columns[pick]) + PAD + 8
            place = ((column - PAD + 0.5) * COARSE_M, (row - PAD + 0.5) * COARSE_M)
            down = (float(east[row, column]), float(north[row, column]), float(np.radians(slope[row, column])))
            {LOBE: _lobe, WIDE_BOWL: _bowl, FILL: _fill, SITE: _site, RISE: _rise}[kind](ground, place, down, rng)


def _stamp(ground: Ground, place: tuple[float, float], reach: float, kind: int, motion: Motion) -> bool:
    """Add `motion(x, y)` (east, north, up) around a place, unless something else moves there.

    Args:
        ground: changed in place.
        place: m to the east and to the south.
        reach: m, of the ground that is changed.
        kind: code.
        motion: of places m to the east and to the north of `place`.
    """
    window = ground.inside(window_around(place[0] - reach, place[1] - reach, place[0] + reach, place[1] + reach))
    if window.is_empty:
        return False
    east, south = local_places(window)
    parts = motion(*np.broadcast_arrays(east - place[0], place[1] - south))
    part = window.slices
    speeds = {orbit: sum(share * one for share, one in zip(LOOKS[orbit], parts)) for orbit in ground.velocities}
    moves = np.max([np.abs(speed) for speed in speeds.values()], axis=0) > _LEAST
    if not moves.any() or (ground.kind[part][moves] != STABLE).mean() > _MOST_TAKEN:
        return False
    for orbit, velocity in ground.velocities.items():
        velocity[part] += np.asarray(speeds[orbit], np.float32)
    ground.kind[part][moves & (ground.kind[part] == STABLE)] = kind
    return True


def _turned(x: Floats, y: Floats, east: float, north: float) -> tuple[Floats, Floats]:
    """Places along a direction and across it."""
    return x * east + y * north, y * east - x * north


def _lobe(ground: Ground, place: tuple[float, float], down: tuple[float, float, float], rng: Rng) -> None:
    length, ratio, speed = rng.uniform(180, 600), rng.uniform(1.4, 3.2), float(np.exp(rng.uniform(2.3, 4.4)))
    east, north, dip = down
    bend, waves = rng.normal(0, 0.15), rng.uniform(0, 6, 2)
    thick = rng.uniform(0.01, 0.05) * length  # a tongue of debris lies on the slope and ends in a steep front

    def form(x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
        along, across = _turned(x, y, east, north)
        across = across + bend * along**2 / length
        s, t = 2 * along / length, 2 * ratio * across / length
        edge = 1 + 0.12 * np.sin(3 * np.arctan2(t, s) + waves[0])
        inside = 1 / (1 + np.exp(np.minimum((np.hypot(s, t) - edge) * length / 24, 50.0)))
        return inside, 1 + 0.2 * np.sin(along / 18 + 2 * t**2 + waves[1]), t

    def motion(x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
        inside, ridges, t = form(x, y)
        fast = speed * inside * ridges * np.clip(1 - 0.6 * t**2, 0, 1)
        return fast * np.cos(dip) * east, fast * np.cos(dip) * north, -fast * np.sin(dip)

    def raised(x: Floats, y: Floats) -> Floats:
        inside, ridges, _ = form(x, y)
        return thick * inside * ridges

    if _stamp(ground, place, 0.8 * length, LOBE, motion):
        _raise(ground, place, 0.8 * length, raised)


def _raise(
    ground: Ground, place: tuple[float, float], reach: float, height: Callable[[Floats, Floats], Floats]
) -> None:
    """Add `height(x, y)`, m, to the ground around a place; x and y as in `_stamp`."""
    window = ground.inside(window_around(place[0] - reach, place[1] - reach, place[0] + reach, place[1] + reach))
    if window.is_empty:
        return
    east, south = local_places(window)
    ground.dem[window.slices] += height(*np.broadcast_arrays(east - place[0], place[1] - south)).astype(np.float32)


def _bowl(ground: Ground, place: tuple[float, float], _down: tuple[float, float, float], rng: Rng) -> None:
    radius, depth, ratio = rng.uniform(130, 420), float(np.exp(rng.uniform(2.9, 4.8))), rng.uniform(0.45, 1.0)
    turn, power = rng.uniform(0, np.pi), rng.uniform(1.0, 2.0)
    inward = rng.uniform(0.2, 0.5)

    def motion(x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
        along, across = _turned(x, y, np.cos(turn), np.sin(turn))
        sink = depth * np.exp(-0.5 * ((along**2 + (across / ratio) ** 2) / radius**2) ** power)
        return -inward * sink * x / radius, -inward * sink * y / radius, -sink

    _stamp(ground, place, 3.0 * radius, WIDE_BOWL, motion)


def _fill(ground: Ground, place: tuple[float, float], _down: tuple[float, float, float], rng: Rng) -> None:
    length, width, speed = rng.uniform(250, 900), rng.uniform(90, 320), float(np.exp(rng.uniform(2.1, 3.6)))
    turn, uneven, waves = rng.normal(0, 0.4), rng.uniform(0.15, 0.6), rng.uniform(0, 6, 3)

    def motion(x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
        u, v = _turned(x, y, np.cos(turn), np.sin(turn))
        edge = 1 + 0.2 * np.sin(u / 70 + waves[0])
        inside = (np.abs(u) < length / 2) & (np.abs(v) < width / 2 * edge)
        patches = np.sin(u / 42 + waves[1]) * np.sin(v / 31 + waves[2])
        sink = speed * inside * np.clip(1 + uneven * np.sign(patches) * np.abs(patches) ** 0.4, 0.1, None)
        return np.zeros(x.shape), np.zeros(x.shape), -sink

    _stamp(ground, place, 0.6 * (length + width), FILL, motion)


def _site(ground: Ground, place: tuple[float, float], _down: tuple[float, float, float], rng: Rng) -> None:
    length, width, speed = rng.uniform(70, 320), rng.uniform(45, 140), float(np.exp(rng.uniform(2.0, 3.8)))
    if rng.random() < 0.3:  # a road or a dam
        length, width = rng.uniform(300, 900), rng.uniform(25, 60)
    turn, tilt = rng.uniform(0, np.pi), rng.uniform(-0.5, 0.5)
    raised = rng.uniform(-6, 8) if rng.random() < 0.7 else 0.0  # cut or heaped

    def inside(x: Floats, y: Floats) -> tuple[NDArray[np.bool_], Floats]:
        u, v = _turned(x, y, np.cos(turn), np.sin(turn))
        return (np.abs(u) < length / 2) & (np.abs(v) < width / 2), u

    def motion(x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
        here, u = inside(x, y)
        sink = speed * here * (1 + tilt * 2 * u / length)
        return np.zeros(x.shape), np.zeros(x.shape), -sink

    reach = 0.6 * (length + width)
    if not _stamp(ground, place, reach, SITE, motion):
        return
    window = ground.inside(window_around(place[0] - reach, place[1] - reach, place[0] + reach, place[1] + reach))
    if not window.is_empty:
        east, south = local_places(window)
        here, _ = inside(*np.broadcast_arrays(east - place[0], place[1] - south))
        ground.dem[window.slices] += (raised * here).astype(np.float32)
        ground.lay_bare(window.slices, 0.8 * here)


def _rise(ground: Ground, place: tuple[float, float], _down: tuple[float, float, float], rng: Rng) -> None:
    radius, speed, ratio = rng.uniform(130, 500), float(np.exp(rng.uniform(2.0, 3.6))), rng.uniform(0.5, 1.0)
    turn, power, outward = rng.uniform(0, np.pi), rng.uniform(0.9, 1.8), rng.uniform(0.0, 0.5)

    def motion(x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
        along, across = _turned(x, y, np.cos(turn), np.sin(turn))
        up = speed * np.exp(-0.5 * ((along**2 + (across / ratio) ** 2) / radius**2) ** power)
        return outward * up * x / radius, outward * up * y / radius, up

    _stamp(ground, place, 3.0 * radius, RISE, motion)
