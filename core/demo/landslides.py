"""The body of a landslide: its frame, its relief, its traces in the image, its motion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, spatial

from ..base.grid import Window
from .ground import Ground, local_places, window_around
from .noise import generator, wiggle
from .recipe import CELL_M, FRESH, HIDDEN, OLD, PARTLY, VEGETATED, Recipe
from .sites import LOOKS, TOWARDS_SATELLITE, Look, Map, Site, towards_satellite


@dataclass(frozen=True)
class Slide:
    """A landslide on the ground; arrays are (rows, columns) of `window`.

    Args:
        number: from 1.
        site: kind, axis, size, speed.
        window: fine cells that hold it.
        body: cells of the whole landform.
        moving: cells that move.
        along: 0 at the crown, 1 at the toe.
    """

    number: int
    site: Site
    window: Window
    body: NDArray[np.bool_]
    moving: NDArray[np.bool_]
    along: NDArray[np.float32]


@dataclass(frozen=True)
class LocalFrame:
    """Coordinates of cells along and across a landslide.

    Args:
        s: 0 at the crown, 1 at the toe; beyond outside.
        t: 0 on the axis, -1 and 1 at the flanks; beyond outside.
        east: east part of the direction of motion.
        north: north part.
    """

    s: Map
    t: Map
    east: Map
    north: Map

    @property
    def body(self) -> NDArray[np.bool_]:
        """Cells inside the outline."""
        result: NDArray[np.bool_] = (np.abs(self.t) < 1) & (self.s > 0) & (self.s < 1)
        return result


def local_frame(site: Site, window: Window, rng: np.random.Generator) -> LocalFrame:
    """Nearest place on the axis, and the distance to it as a share of a rough outline's half width."""
    axis, ends = site.axis, 6
    head = axis[0] - np.outer(np.arange(ends, 0, -1), axis[1] - axis[0])
    tail = axis[-1] + np.outer(np.arange(1, ends + 1), axis[-1] - axis[-2])
    line = np.concatenate([head, axis, tail])
    fine = np.linspace(0, len(line) - 1, 4 * len(line))
    points = np.column_stack([np.interp(fine, np.arange(len(line)), line[:, i]) for i in (0, 1)])
    x, y = np.broadcast_arrays(*local_places(window))
    distance, nearest = spatial.cKDTree(points).query(np.column_stack([x.ravel(), y.ravel()]))
    tangent = np.gradient(ndimage.gaussian_filter1d(points, 8, axis=0, mode="nearest"), axis=0)
    tangent /= np.hypot(*tangent.T)[:, None]
    to_x, to_y = x.ravel() - points[nearest, 0], y.ravel() - points[nearest, 1]
    side = np.sign(tangent[nearest, 0] * to_y - tangent[nearest, 1] * to_x)
    s_of = (fine - ends) / (len(axis) - 1)
    t = side * distance / np.maximum(_half_widths(site, s_of, rng)[(side > 0).astype(int), nearest], 1.0)
    shape = window.shape
    return LocalFrame(
        s_of[nearest].reshape(shape),
        t.reshape(shape),
        tangent[nearest, 0].reshape(shape),
        -tangent[nearest, 1].reshape(shape),
    )


def _half_widths(site: Site, s: Map, rng: np.random.Generator) -> Map:
    """Half width (2, n) in m of both flanks for places along the axis."""
    inner = np.clip(s, 0, 1)
    shape = np.sin(np.pi * inner**0.8) ** 0.55
    if site.form == "flow":
        shape = 0.62 * np.sin(np.pi * np.clip(inner * 1.15, 0, 1) ** 0.6) ** 0.6 + 0.5 * np.exp(
            -(((inner - 0.86) / 0.1) ** 2)
        )
        shape *= np.clip((1 - inner) / 0.06, 0, 1) ** 0.5
    shape = shape * (1 + 0.22 * np.exp(-(((inner - 0.85) / 0.12) ** 2)))
    rough = np.array([1 + 0.11 * wiggle(len(s), rng, 1.2) for _ in range(2)])
    return np.asarray(site.width_m / 2 * shape * np.clip(rough, 0.6, 1.5))


def form_slide(ground: Ground, site: Site, number: int, recipe: Recipe, seed: int) -> Slide:
    """Put one landslide on the ground: heights, traces, motion, kind."""
    rng = generator(seed, f"slide {number}")
    reach = site.width_m * 0.9 + 80
    low, high = site.axis.min(0) - reach, site.axis.max(0) + reach
    window = ground.inside(window_around(low[0], low[1], high[0], high[1]))
    frame = local_frame(site, window, rng)
    body = ndimage.binary_opening(frame.body, iterations=1)
    part = window.slices
    ground.dem[part] += relief(site, frame, ground, window, rng)
    moving = body & _moving_part(site, frame, rng)
    ground.kind[part][body] = site.kind
    for orbit, velocity in ground.velocities.items():
        speed = los_speed(site, frame, moving, LOOKS[orbit])
        velocity[part] = np.where(np.abs(speed) > np.abs(velocity[part]), speed, velocity[part])
    slide = Slide(number, site, window, body, moving, frame.s.astype(np.float32))
    _draw(ground, slide, frame, recipe, rng)
    return slide


def relief(
    site: Site, frame: LocalFrame, ground: Ground, window: Window, rng: np.random.Generator
) -> NDArray[np.float32]:
    """Change of height in m: scarp, bench, toe bulge with the same volume, hummocks, levees; softened by age."""
    s, t = frame.s, frame.t
    edge = 1 / (1 + np.exp(np.minimum((np.abs(t) - 1) * site.width_m / 2 / 6.0, 50.0)))
    inside = edge / (1 + np.exp(-s * site.length_m / 5.0)) / (1 + np.exp((s - 1) * site.length_m / 7.0))
    depth = float(np.clip(rng.uniform(0.06, 0.10) * site.length_m, 11, 60))
    across = np.clip(1 - t**2, 0, 1)
    flank = 0.45 + 0.55 * across**0.5
    loss = depth * np.exp(-np.maximum(s, 0) / 0.15) * flank
    if site.form == "rotational":
        loss -= 0.32 * depth * np.exp(-(((s - 0.27) / 0.08) ** 2)) * across
    toe = np.exp(-(((s - 0.83) / 0.12) ** 2)) * across**0.7
    gain = 1.1 * float((loss * inside).sum()) / max(float((toe * inside).sum()), 1.0)
    part = window.slices
    lumps = ground.textures["hummocks"].read(*part) * rng.uniform(0.5, 1.3) * np.clip((s - 0.1) / 0.2, 0, 1)
    change = inside * (np.minimum(gain, 0.55 * depth) * toe - loss + lumps)
    if site.form == "flow":
        change += 1.6 * np.exp(-(((np.abs(t) - 0.97) / 0.12) ** 2)) * (s > 0.2) * (s < 0.9)
    age = {FRESH: 0.8, HIDDEN: 1.0, PARTLY: 1.5, VEGETATED: 1.6, OLD: 2.6}[site.kind]
    return np.asarray(ndimage.gaussian_filter(change, age), np.float32)


def _moving_part(site: Site, frame: LocalFrame, rng: np.random.Generator) -> NDArray[np.bool_]:
    """All of the body, or the reactivated 30 to 60 % of it: its lower part or one side."""
    if site.kind == OLD:
        return np.zeros(frame.s.shape, bool)
    if site.kind != PARTLY:
        return np.ones(frame.s.shape, bool)
    wave = 0.05 * np.sin(frame.t * 2.5 + rng.uniform(0, 6))
    if rng.random() < 0.7:
        return np.asarray(frame.s + wave > rng.uniform(0.42, 0.66))
    side = 1 if rng.random() < 0.5 else -1
    return np.asarray((side * frame.t + wave > rng.uniform(-0.25, 0.25)) & (frame.s > 0.15))


def los_speed(
    site: Site, frame: LocalFrame, moving: NDArray[np.bool_], look: Look = TOWARDS_SATELLITE
) -> NDArray[np.float32]:
    """Velocity towards the satellite, mm/yr: a plug that sinks at the head, slides, and rises at the toe.

    Slow creep around.
    """
    s, t = np.clip(frame.s, 0, 1), np.clip(frame.t, -1, 1)
    late = np.clip((s - 0.75) / 0.25, 0, 1)
    along = np.clip(s / 0.08, 0.25, 1) * (1 - 0.5 * late**2 * (3 - 2 * late))
    outside = ndimage.distance_transform_edt(~moving) * CELL_M
    halo = np.where(moving, 1.0, 0.12 * np.exp(-outside / 25.0)) if moving.any() else 0.0
    speed = site.speed * (1 - 0.75 * t**4) * along * halo
    return np.asarray(speed * towards_satellite(site.form, s, frame.east, frame.north, look), np.float32)


def _draw(ground: Ground, slide: Slide, frame: LocalFrame, recipe: Recipe, rng: np.random.Generator) -> None:
    """Traces in the image: bare ground, ripples across the flow, cracks below and above the crown, the scarp."""
    site, body, part = slide.site, slide.body, slide.window.slices
    fresh = float(rng.beta(2.2, 1.6))
    strength = {
        FRESH: recipe.faintest + (1 - recipe.faintest) * fresh,
        VEGETATED: recipe.veg_tone * fresh,
        PARTLY: 0.5,
        HIDDEN: 0.6,
        OLD: recipe.old_tone,
    }[site.kind] * recipe.fresh_tone
    s, t = frame.s, frame.t
    fade = np.clip((1.0 - s) / 0.25, recipe.toe_tone, 1)  # toes blend with the valley floor
    soft = ndimage.gaussian_filter(body.astype(np.float32), rng.uniform(0.8, 2.5))
    patchy = np.clip(0.75 + 0.45 * ground.textures["edges"].read(*part), 0, 1)
    scarp = np.exp(-(((s - 0.035) / 0.035) ** 2)) * body
    bare = strength * soft * fade * patchy
    if site.kind == PARTLY:
        bare = bare * np.where(slide.moving, 1.3, 0.6)
    if site.kind == OLD:
        bare = bare * 0.7
    ground.lay_bare(part, np.maximum(bare, 0.9 * strength * scarp))
    wave = rng.uniform(14, 30)
    phase = s * site.length_m / wave * 2 * np.pi + 3.0 * t**2 + 2.5 * ground.textures["hummocks"].read(*part)
    tone = 0.04 * np.sin(phase) + 0.03 * ground.textures["soil"].read(*part) + 0.09 * scarp
    for place in np.arange(rng.integers(2, 6)) * rng.uniform(9, 16) - 14:
        crack = np.exp(-((((s * site.length_m) - place - 10 * t**2) / 3.2) ** 2)) * (np.abs(t) < 0.85)
        tone -= 0.09 * crack
    ground.add_tone(part, tone * np.maximum(soft, scarp), strength * (0.5 if site.kind == OLD else 1.0))
