"""The optical image: ground colours, light and shade, roads and fields, strips of different tone, haze."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.progress import Progress, check_cancelled
from .ground import Ground
from .movers import parcels
from .noise import Field, generator, smooth
from .recipe import CELL_M, Recipe
from .terrain import COARSE_M

_STRIP = 128
_HALO = 6
_SUN = (np.radians(150.0), np.radians(40.0))  # azimuth, elevation
ROCKS = np.array([(0.70, 0.60, 0.45), (0.60, 0.41, 0.33), (0.47, 0.46, 0.44)], np.float32)
GRASS = np.array((0.33, 0.37, 0.23), np.float32)
CROPS = np.array([(0.30, 0.42, 0.22), (0.55, 0.52, 0.30), (0.62, 0.52, 0.38), (0.40, 0.46, 0.26)], np.float32)
WATER = np.array((0.30, 0.34, 0.30), np.float32)
ROAD = np.array((0.66, 0.63, 0.58), np.float32)
ROOF = np.array([(0.62, 0.36, 0.30), (0.70, 0.69, 0.68), (0.45, 0.47, 0.52)], np.float32)


def render(ground: Ground, recipe: Recipe, seed: int, progress: Progress) -> NDArray[np.uint8]:
    """The image, (3, rows, columns) of 0..255."""
    frame = ground.frame
    image = np.empty((3, frame.rows, frame.columns), np.uint8)
    check_cancelled(progress)
    fields = _sky(ground, seed)
    strips = list(range(0, frame.rows, _STRIP))
    gains = strip_gains(ground, recipe, seed)
    noise = generator(seed, "sensor")
    for done, start in enumerate(strips, start=1):
        check_cancelled(progress)
        end = min(start + _STRIP, frame.rows)
        wide = slice(max(0, start - _HALO), min(frame.rows, end + _HALO))
        colour = _light(ground, wide, fields) * _ground_colour(ground, wide)
        colour = ndimage.gaussian_filter(colour, (0, 0.7, 0.7))[:, start - wide.start : end - wide.start]
        haze = 0.10 * frame.fine(fields["haze"], slice(start, end))
        colour = colour * (1 - haze) + 0.82 * haze
        colour *= gains[:, _strip_of(ground, slice(start, end))]
        colour += 0.011 * noise.standard_normal(colour.shape, dtype=np.float32)
        image[:, start:end] = np.clip(255 * 1.12 * colour, 1, 255).astype(np.uint8)
        progress.update(done / len(strips))
    return image


def _sky(ground: Ground, seed: int) -> dict[str, Field]:
    """Haze, cloud shadow and cast shadow on the coarse grid, 0..1."""
    shape = ground.frame.coarse_shape
    haze = np.clip(0.4 + 0.5 * smooth(shape, 1800 / COARSE_M, generator(seed, "haze")), 0, 1.6)
    puffs = smooth(shape, 220 / COARSE_M, generator(seed, "clouds")) + 0.7 * smooth(
        shape, 900 / COARSE_M, generator(seed, "sky")
    )
    clouds = 1 / (1 + np.exp(-9 * (puffs - 2.75)))
    return {"haze": haze, "clouds": clouds.astype(np.float32), "cast": cast_shadow(ground.terrain.z)}


def cast_shadow(z: Field) -> Field:
    """1 where the ground is hidden from the sun by higher ground within 600 m, else 0; softened."""
    step = np.array([np.sin(_SUN[0]), -np.cos(_SUN[0])])
    shade = np.zeros(z.shape, np.float32)
    for distance in range(1, 31):
        right, down = (round(float(part) * distance) for part in step)
        seen = np.roll(z, (-down, -right), (0, 1)) - z
        shade = np.maximum(shade, seen > distance * COARSE_M * np.tan(_SUN[1]))
    return np.asarray(ndimage.gaussian_filter(shade, 0.7), np.float32)


def _light(ground: Ground, rows: slice, fields: dict[str, Field]) -> Field:
    south, east = np.gradient(ground.dem[rows], CELL_M)
    azimuth, elevation = _SUN
    toward = (
        -east * np.sin(azimuth) * np.cos(elevation) + south * np.cos(azimuth) * np.cos(elevation) + np.sin(elevation)
    )
    direct = np.clip(toward / np.sqrt(1 + east**2 + south**2), 0, 1) ** 0.8
    frame = ground.frame
    direct *= (1 - 0.85 * frame.fine(fields["cast"], rows)) * (1 - 0.7 * frame.fine(fields["clouds"], rows))
    return np.asarray(0.36 + 0.78 * direct, np.float32)


def _ground_colour(ground: Ground, rows: slice) -> Field:
    """Colours (3, rows, columns) in even light."""
    frame, cover = ground.frame, ground.cover
    columns = slice(0, frame.columns)
    soil, grain, edges = (ground.textures[name].read(rows, columns) for name in ("soil", "grain", "edges"))
    bare = ground.bare[rows].astype(np.float32) / 255
    rock = np.clip(frame.fine(cover.rock, rows) + 0.10 * edges, 0, 2)
    grass = np.clip(frame.fine(cover.grass, rows) + 0.12 * edges + 0.09 * soil, 0, 1) * (1 - bare)
    low = rock[None] if rock.ndim == 2 else rock
    base = np.empty((3, *rock.shape), np.float32)
    for band in range(3):
        base[band] = np.interp(low[0], [0, 1, 2], ROCKS[:, band])
    colour = base * (1 - grass) + GRASS[:, None, None] * grass
    colour = _fields(ground, rows, colour, bare)
    gully = frame.fine(cover.gully, rows)
    colour *= 1 - 0.22 * gully * (1 - 0.5 * bare)
    colour *= 1 + 0.05 * soil + 0.045 * grain
    colour = _settlements(ground, rows, colour)
    water = np.clip((frame.fine(cover.water, rows) - 0.35) * 6, 0, 1)
    colour = colour * (1 - water) + WATER[:, None, None] * water
    colour += 0.07 * bare + ground.tone[rows].astype(np.float32) / 256
    return np.asarray(colour, np.float32)


def _fields(ground: Ground, rows: slice, colour: Field, bare: Field) -> Field:
    """Fields in parcels on farmland, with contour terraces where it is not flat."""
    frame = ground.frame
    farm = frame.fine(ground.cover.farm, rows)
    farm = np.clip((farm + 0.1 * ground.textures["edges"].read(rows, slice(0, frame.columns)) - 0.4) * 5, 0, 1) * (
        1 - bare
    )
    x = (np.arange(frame.columns)[None, :] + 0.5) * CELL_M
    y = (np.arange(rows.start, rows.stop)[:, None] + 0.5) * CELL_M
    number = parcels(x, y).astype(np.float32)
    crop = CROPS[(number * 16).astype(int) % len(CROPS)].transpose(2, 0, 1) * (0.9 + 0.2 * number)
    steep = 1 - frame.fine(ground.terrain.terrace, rows)
    stripes = 1 - 0.10 * steep * (np.sin(ground.dem[rows] * (2 * np.pi / 4.0)) > 0.55)
    return np.asarray(colour * (1 - farm) + crop * farm * stripes, np.float32)


def _settlements(ground: Ground, rows: slice, colour: Field) -> Field:
    """Houses in villages, a valley road and tracks that follow contour lines."""
    frame = ground.frame
    x = (np.arange(frame.columns)[None, :] + 0.5) * CELL_M
    y = (np.arange(rows.start, rows.stop)[:, None] + 0.5) * CELL_M
    u, v = (0.94 * x + 0.34 * y) / 22, (0.94 * y - 0.34 * x) / 18
    mixed = np.sin(np.floor(u) * 12.98 + np.floor(v) * 78.23) * 43758.5
    lot = (mixed - np.floor(mixed)).astype(np.float32)
    house = (u % 1 > 0.3) & (v % 1 > 0.35) & (lot < frame.fine(ground.cover.built, rows) * 0.8)
    colour = np.where(house, ROOF[(lot * 31).astype(int) % 3].transpose(2, 0, 1), colour)
    river = frame.fine(ground.terrain.river_m, rows)
    height = ground.dem[rows]
    track_height = 1960 + 0.11 * (np.arange(1, 10) * 1000)
    road = np.abs(river - 120) < 4
    south, east = np.gradient(height, CELL_M)
    steep = np.maximum(np.hypot(south, east), 0.12)
    for level in track_height:
        climb = level + 0.012 * x
        road |= np.abs(height - climb) / steep < 3.2
    return np.where(road & ~house, 0.25 * colour + 0.75 * ROAD[:, None, None], colour)


def strip_gains(ground: Ground, recipe: Recipe, seed: int) -> Field:
    """Gain of each band in each strip of the mosaic, (3, strips)."""
    rng = generator(seed, "strips")
    count = int(ground.frame.width_m // 1000) + 4
    gains = (
        1
        + recipe.seam_gain * rng.standard_normal((1, count))
        + 0.3 * recipe.seam_gain * rng.standard_normal((3, count))
    )
    return gains.astype(np.float32)


def _strip_of(ground: Ground, rows: slice) -> NDArray[np.int64]:
    """Number of the mosaic's strip of each cell: strips of about 1.9 km, slightly turned."""
    x = np.arange(ground.frame.columns)[None, :] * CELL_M
    y = np.arange(rows.start, rows.stop)[:, None] * CELL_M
    strip: NDArray[np.int64] = ((x + 0.12 * (ground.frame.height_m - y) + 700) // 1900).astype(np.int64)
    return np.minimum(strip, int(ground.frame.width_m // 1000) + 3)
