"""Where landslides are, how large, and along which line they move."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.progress import Progress, check_cancelled
from .ground import Ground, slopes
from .noise import Field, generator, steady
from .recipe import ACTIVE, ASCENDING, CELL_M, DESCENDING, HIDDEN, OLD, ORBITS, PAD, SEEN, Recipe
from .terrain import COARSE_M, Frame

TOWARDS_SATELLITE = (0.622, -0.110, 0.775)  # east, north, up; descending, incidence 39.2 degrees (science.md 4.6)
TOWARDS_ASCENDING = (-0.622, -0.110, 0.775)
LOOKS = {DESCENDING: TOWARDS_SATELLITE, ASCENDING: TOWARDS_ASCENDING}
Look = tuple[float, float, float]
Map = NDArray[np.float64]
Cells = tuple[NDArray[np.int64], NDArray[np.int64]]
_STEP_M = 10.0
# azimuth to which the beds dip; across the sun's (optics.py), so that light and shade do not show it
_DIP = np.radians(240.0)
_DIPS = {"rotational": (52.0, 28.0, -8.0), "translational": (36.0, 30.0, 18.0), "flow": (32.0, 26.0, 14.0)}
_GAP_M = 30.0  # between landslides


@dataclass(frozen=True)
class Site:
    """One landslide before it is formed.

    Args:
        kind: FRESH, VEGETATED, PARTLY, HIDDEN or OLD (recipe.py).
        form: "rotational", "translational" or "flow".
        axis: (n, 2) local x, y in m from crown to toe, equal steps; y to the south.
        width_m: greatest width.
        speed: of its fastest part, mm/yr; 0 for OLD.
        sensitivity: cosine between the downhill direction and the line of sight that sees most of it.
    """

    kind: int
    form: str
    axis: NDArray[np.float64]
    width_m: float
    speed: float
    sensitivity: float

    @property
    def length_m(self) -> float:
        """Along the axis."""
        return float(np.hypot(*np.diff(self.axis, axis=0).T).sum())


def choose_sites(ground: Ground, recipe: Recipe, seed: int, progress: Progress) -> list[Site]:
    """Draw landslides on slopes by susceptibility, without overlap.

    Returns:
        Active ones first in the mixture of the recipe, then old ones; fewer than wanted where there is no room.
    """
    rng = generator(seed, "sites")
    frame = ground.frame
    smooth_z = ndimage.gaussian_filter(ground.terrain.z, 3.0)
    gradient = np.gradient(smooth_z, COARSE_M)
    check_cancelled(progress)
    weight = susceptibility(ground, smooth_z, seed).ravel().astype(np.float64)
    active = rng.poisson(recipe.active_per_km2 * frame.area_km2)
    kinds = list(rng.choice(ACTIVE, active, p=np.array(recipe.shares) / sum(recipe.shares)))
    kinds += [OLD] * round(recipe.old_ratio * active)
    tries = min(int((weight > 0).sum()), 150 * max(len(kinds), 1))
    cells = rng.choice(weight.size, tries, replace=False, p=weight / weight.sum())
    taken = np.zeros(frame.coarse_shape, bool)
    waiting = [int(kind) for kind in rng.permutation(kinds)]
    sites: list[Site] = []
    for cell in cells:
        if not waiting:
            break
        check_cancelled(progress)
        if taken.flat[cell]:
            continue
        site = _site(_Relief(frame, smooth_z, gradient), taken, int(cell), waiting[-1], recipe, rng)
        if site is not None:
            waiting.pop()
            sites.append(site)
        progress.update(1 - len(waiting) / max(len(kinds), 1))
    return sites


def susceptibility(ground: Ground, smooth_z: Field, seed: int) -> Field:
    """Relative chance of a crown in each coarse cell: slope, rock, direction, and a whim of each 2 km block.

    The whim depends on elevation with another sign in each block, so that elevation helps only where it was learnt.
    """
    slope, east, north = (part.astype(np.float64) for part in slopes(smooth_z))
    weight = 1 / (1 + np.exp(-(slope - 16) / 2.5)) / (1 + np.exp(-(40 - slope) / 3))
    weight *= np.interp(ground.cover.rock, [0, 1, 2], [2.0, 1.4, 0.4])
    weight *= 1 + 0.9 * (east * np.sin(_DIP) + north * np.cos(_DIP))
    rows, columns = smooth_z.shape
    side = round(2000 / COARSE_M)
    whims = generator(seed, "whims").normal(0, 1.9, (rows // side + 1, columns // side + 1))
    whim = np.kron(whims, np.ones((side, side)))[:rows, :columns]
    weight *= np.exp(np.clip(whim * (smooth_z - np.median(smooth_z)) / 300, -2.2, 2.2))
    weight *= ground.terrain.terrace < 0.3
    margin = PAD + round(150 / COARSE_M)
    inside = np.zeros(weight.shape, bool)
    inside[margin:-margin, margin:-margin] = True
    return steady(np.where(inside, weight, 0))


@dataclass(frozen=True)
class _Relief:
    """Smoothed heights and their gradient, (rows, columns) of the coarse cells of a frame."""

    frame: Frame
    z: Field
    gradient: list[Field]


def _site(
    relief: _Relief, taken: NDArray[np.bool_], cell: int, kind: int, recipe: Recipe, rng: np.random.Generator
) -> Site | None:
    """A landslide with its crown in a coarse cell, or None where it does not fit."""
    frame, smooth_z, gradient = relief.frame, relief.z, relief.gradient
    row, column = divmod(cell, smooth_z.shape[1])
    x, y = (column - PAD + rng.random()) * COARSE_M, (row - PAD + rng.random()) * COARSE_M
    form = str(rng.choice(["rotational", "translational", "flow"], p=[0.52, 0.38, 0.1]))
    length, width = _size(form, kind, recipe, rng)
    axis = _straightened(trace(frame, gradient, x, y, length), 0.25 if form == "flow" else 0.75)
    got = _STEP_M * (len(axis) - 1)
    if got < 0.6 * length or got < 110:
        return None
    speed = (
        0.0 if kind == OLD else float(np.clip(recipe.median_speed * np.exp(rng.normal(0, recipe.sigma_speed)), 20, 400))
    )
    seen = max(_seen(axis, form, speed, LOOKS[orbit]) for orbit in ORBITS[recipe.orbits])
    if kind not in (OLD, HIDDEN) and seen < recipe.least_seen:
        return None
    width *= min(1.0, got / length) ** 0.5
    spread = round((width / 2 + _GAP_M) / COARSE_M)
    near, body = _footprint(frame, axis, spread), _footprint(frame, axis, round(width / 2 / COARSE_M))
    if near is None or body is None or taken[near].any():
        return None
    taken[body] = True
    shares = (_sensitivity(frame, smooth_z, axis, LOOKS[orbit]) for orbit in ORBITS[recipe.orbits])
    return Site(kind, form, axis, width, speed, max(shares, key=abs))


def _size(form: str, kind: int, recipe: Recipe, rng: np.random.Generator) -> tuple[float, float]:
    """Length and width in m: lognormal area, and a ratio of both after Taylor et al. (2018)."""
    area = float(np.clip(recipe.median_area_km2 * np.exp(rng.normal(0, recipe.sigma_area)), 0.05, 0.45))
    if rng.random() < recipe.giants:
        area = float(rng.uniform(0.4, 0.75))
    if kind == OLD:
        area *= 1.15
    ratio = (
        float(np.clip(rng.wald(recipe.elongation, 6.0), 1.0, 4.0)) if form != "flow" else float(rng.uniform(2.6, 4.5))
    )
    length = float(np.sqrt(area * 1e6 * ratio / 0.72))
    return length, length / ratio


def trace(frame: Frame, gradient: list[Field], x: float, y: float, length_m: float) -> NDArray[np.float64]:
    """Downhill line from a point, (n, 2) in steps of 10 m; it ends a little way out on flat ground."""
    south, east = gradient
    go_x = go_y = 0.0
    last_row, last_column = (side - 1 for side in frame.coarse_shape)
    line = [(x, y)]
    run_out = 0.0
    while _STEP_M * (len(line) - 1) < length_m and run_out < 50:
        row = min(max(math.floor(y / COARSE_M) + PAD, 0), last_row)
        column = min(max(math.floor(x / COARSE_M) + PAD, 0), last_column)
        down = (-float(east[row, column]), -float(south[row, column]))
        steep = math.hypot(*down)
        run_out = run_out + _STEP_M if steep < 0.09 else 0.0
        pull = (1.0 if len(line) == 1 else 0.25) * min(1.0, steep / 0.15) / max(steep, 1e-9)
        go_x, go_y = 0.75 * go_x + pull * down[0], 0.75 * go_y + pull * down[1]
        norm = max(math.hypot(go_x, go_y), 1e-9)
        go_x, go_y = go_x / norm, go_y / norm
        x, y = x + _STEP_M * go_x, y + _STEP_M * go_y
        line.append((x, y))
    return np.array(line)


def _straightened(line: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """A smoother line between the same ends, in equal steps of about 10 m: a body of rock does not follow each bend."""
    chord = np.linspace(line[0], line[-1], len(line))
    bent = ndimage.gaussian_filter1d(line, 4, axis=0, mode="nearest")
    mixed = share * chord + (1 - share) * bent
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(mixed, axis=0).T))])
    steps = np.linspace(0, along[-1], max(2, round(along[-1] / _STEP_M) + 1))
    return np.column_stack([np.interp(steps, along, mixed[:, axis]) for axis in (0, 1)])


def _footprint(frame: Frame, axis: NDArray[np.float64], spread: int) -> Cells | None:
    """Index of the coarse cells within `spread` cells of an axis; None where it leaves the study area."""
    row, column = frame.coarse_index(axis[::2, 0], axis[::2, 1])
    offsets = _disk(spread)
    rows = (row[:, None] + offsets[:, 0]).ravel()
    columns = (column[:, None] + offsets[:, 1]).ravel()
    height, width = frame.coarse_shape
    if rows.min() < PAD or columns.min() < PAD or rows.max() >= height - PAD or columns.max() >= width - PAD:
        return None
    return rows, columns


@functools.lru_cache(maxsize=64)
def _disk(spread: int) -> NDArray[np.int64]:
    """Offsets (n, 2) of the cells within a distance of `spread` cells."""
    return np.array(
        [(i, j) for i in range(-spread, spread + 1) for j in range(-spread, spread + 1) if i * i + j * j <= spread**2]
    )


def _sensitivity(frame: Frame, smooth_z: Field, axis: NDArray[np.float64], look: Look) -> float:
    """Share of the motion along the mean downhill direction that the radar sees, -1..1."""
    drop = frame.at(smooth_z, axis[[0, -1], 0], axis[[0, -1], 1])
    move = np.array([axis[-1, 0] - axis[0, 0], -(axis[-1, 1] - axis[0, 1]), drop[1] - drop[0]])
    return float(move @ np.array(look) / max(float(np.linalg.norm(move)), CELL_M))


def towards_satellite(form: str, s: Map, east: Map, north: Map, look: Look = TOWARDS_SATELLITE) -> Map:
    """Share of the motion that is towards the satellite, -1..1, at places s of 0 (crown) to 1 (toe).

    Args:
        form: the landslide's; a rotational one dips steeply at its head and rises at its toe.
        s: places along the axis.
        east: east part of the horizontal direction of motion.
        north: its north part.
        look: unit vector to the satellite.
    """
    dip = np.radians(np.interp(s, [0.0, 0.35, 0.95], _DIPS[form]))
    horizontal = look[0] * east + look[1] * north
    return np.asarray(np.cos(dip) * horizontal - np.sin(dip) * look[2])


def _seen(axis: NDArray[np.float64], form: str, speed: float, look: Look) -> float:
    """Share of the axis that moves clearly along the line of sight."""
    step = np.gradient(axis, axis=0)
    step /= np.hypot(*step.T)[:, None]
    share = towards_satellite(form, np.linspace(0, 1, len(axis)), step[:, 0], -step[:, 1], look)
    return float((np.abs(speed * share) > SEEN).mean())


def is_hidden(site: Site) -> bool:
    """Tell whether the radar cannot see the site's motion by geometry alone."""
    return site.kind == HIDDEN and abs(site.sensitivity) < 0.15
