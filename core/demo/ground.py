"""The study area while it is being made: full-size maps, and the coarse fields of land cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..base.grid import Window
from ..base.progress import Progress, check_cancelled
from .noise import Field, Texture, generator, power_law, smooth, steady
from .recipe import CELL_M, PAD
from .terrain import COARSE_M, Frame, Terrain

_STRIP = 512  # rows that are refined at a time


@dataclass(frozen=True)
class Cover:
    """Land cover on the padded coarse grid; all between 0 and 1 but rock.

    Args:
        rock: class of the bedrock, 0 loess, 1 red mudstone, 2 slate, and mixtures between.
        grass: density of vegetation.
        farm: fields and terraces.
        built: villages.
        water: the rivers.
        gully: beds of small streams.
    """

    rock: Field
    grass: Field
    farm: Field
    built: Field
    water: Field
    gully: Field


@dataclass
class Ground:
    """Maps of the fine cells (rows, columns), changed step by step. Memory: about 12 bytes a cell, 16 with two orbits.

    Args:
        terrain: the ground before landslides.
        cover: land cover before landslides.
        dem: height in m.
        velocities: towards the satellite of each orbit, mm/yr.
        kind: what the cell is (recipe.py).
        bare: how much of the vegetation is gone, 0..255.
        tone: change of brightness, -128..127 for -0.5..0.5.
        textures: fine noises shared by all steps.
    """

    terrain: Terrain
    cover: Cover
    dem: Field
    velocities: dict[str, Field]
    kind: NDArray[np.uint8]
    bare: NDArray[np.uint8]
    tone: NDArray[np.int8]
    textures: dict[str, Texture] = field(default_factory=dict)

    @property
    def velocity(self) -> Field:
        """Towards the satellite of the first orbit, mm/yr."""
        return next(iter(self.velocities.values()))

    @property
    def frame(self) -> Frame:
        """Size and coarse grid."""
        return self.terrain.frame

    def inside(self, window: Window) -> Window:
        """The part of a window that lies in the study area."""
        return window.intersection(Window(0, 0, self.frame.columns, self.frame.rows))

    def add_tone(self, part: tuple[slice, slice], change: NDArray[np.floating[Any]], strength: float = 1.0) -> None:
        """Add a change of brightness (share of white)."""
        total = self.tone[part] + 256.0 * strength * change
        self.tone[part] = np.clip(np.rint(total), -127, 127).astype(np.int8)

    def lay_bare(self, part: tuple[slice, slice], share: NDArray[np.floating[Any]]) -> None:
        """Take vegetation away, at most all of it."""
        self.bare[part] = np.maximum(self.bare[part], np.clip(255 * share, 0, 255).astype(np.uint8))


def local_places(window: Window) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Local x (1, columns) and y (rows, 1) of a window's cells, m."""
    x = (np.arange(window.column, window.column + window.columns)[None, :] + 0.5) * CELL_M
    y = (np.arange(window.row, window.row + window.rows)[:, None] + 0.5) * CELL_M
    return x, y


def window_around(x_min: float, y_min: float, x_max: float, y_max: float) -> Window:
    """Window of fine cells around local bounds; it may reach outside."""
    column, row = int(np.floor(x_min / CELL_M)), int(np.floor(y_min / CELL_M))
    return Window(column, row, int(np.ceil(x_max / CELL_M)) - column, int(np.ceil(y_max / CELL_M)) - row)


def slopes(z: Field) -> tuple[Field, Field, Field]:
    """Slope in degrees, and the downhill direction's east and north parts, of coarse heights."""
    south, east = np.gradient(z.astype(np.float64), COARSE_M)
    steep = np.hypot(south, east)
    safe = np.maximum(steep, 1e-6)
    return steady(np.degrees(np.arctan(steep))), steady(-east / safe), steady(south / safe)


def make_cover(terrain: Terrain, seed: int) -> Cover:
    """Rock, vegetation, farmland, villages, water and gullies after the form of the ground."""
    shape = terrain.z.shape
    slope, _, north = (part.astype(np.float64) for part in slopes(ndimage.gaussian_filter(terrain.z, 1.5)))
    upstream = np.maximum(terrain.upstream.astype(np.float64), 400)
    rock = 1 + 0.7 * power_law(shape, 3.0, 2500 / COARSE_M, generator(seed, "rock"))
    x, y = terrain.frame.coarse_places()
    level = terrain.z + 0.05 * x - 0.03 * y + 12 * smooth(shape, 8.0, generator(seed, "rock detail"))
    strata = np.clip(2.5 * np.sin(2 * np.pi * level / 210) + np.sin(2 * np.pi * level / 67), -1, 1)
    rock = np.clip(rock + 0.35 * strata, 0, 2)
    patches = smooth(shape, 7.0, generator(seed, "grass")) + 0.7 * smooth(shape, 2.0, generator(seed, "shrubs"))
    wet = np.clip((np.log10(upstream) - 4.2) / 2.0, 0, 1)
    grass = 0.44 + 0.50 * north * np.sin(np.radians(slope)) + 0.16 * patches + 0.30 * wet
    gentle = 1 / (1 + np.exp((slope - 11) / 2.0))
    farm = np.maximum(terrain.terrace, gentle * (smooth(shape, 12.0, generator(seed, "farms")) > 0.2))
    water = (terrain.river_m < 22).astype(np.float32)
    villages = smooth(shape, 6.0, generator(seed, "villages")) + 0.9 * terrain.terrace
    built = np.clip(1.6 * (villages - 2.2), 0, 1) * (slope < 14) * (terrain.river_m > 70)
    gully = np.clip((np.log10(upstream) - 4.7) / 1.2, 0, 1) * (1 - terrain.terrace)
    fields = (rock, np.clip(grass, 0, 1), np.clip(farm, 0, 1) * (1 - water), built, water, gully)
    return Cover(*(steady(np.asarray(part, np.float64)) for part in fields))


def make_ground(terrain: Terrain, orbits: Sequence[str], seed: int, progress: Progress) -> Ground:
    """Full-size maps with nothing on them but the terrain and its fine roughness."""
    frame = terrain.frame
    shape = (frame.rows, frame.columns)
    textures = {
        "soil": Texture(2.0, 9.0, generator(seed, "soil")),
        "hummocks": Texture(7.0, 16.0, generator(seed, "hummocks")),
        "edges": Texture(10.0, 40.0, generator(seed, "edges")),
        "grain": Texture(0.8, 3.0, generator(seed, "grain")),
    }
    dem = np.empty(shape, np.float32)
    for row in range(0, frame.rows, _STRIP):
        check_cancelled(progress)
        rows, columns = slice(row, min(row + _STRIP, frame.rows)), slice(0, frame.columns)
        rough = 1 - 0.9 * frame.fine(terrain.terrace, rows)
        dem[rows] = frame.fine(terrain.z, rows) + rough * (
            0.35 * textures["soil"].read(rows, columns) + 0.8 * textures["edges"].read(rows, columns)
        )
    cover = make_cover(terrain, seed)
    check_cancelled(progress)
    return Ground(
        terrain,
        cover,
        dem,
        {orbit: np.zeros(shape, np.float32) for orbit in orbits},
        np.zeros(shape, np.uint8),
        np.zeros(shape, np.uint8),
        np.zeros(shape, np.int8),
        textures,
    )


def block_means(values: NDArray[np.generic], factor: int) -> Field:
    """Means of factor x factor cells, (rows / factor, columns / factor)."""
    rows, columns = values.shape[0] // factor, values.shape[1] // factor
    means = np.empty((rows, columns), np.float32)
    for start in range(0, rows, 128):
        end = min(start + 128, rows)
        lines = values[start * factor : end * factor, : columns * factor].astype(np.float32)
        lines = lines.reshape(end - start, factor, -1).sum(1)
        means[start:end] = sum(lines[:, column::factor] for column in range(factor)) / np.float32(factor**2)
    return means


def padded(inner: Field, outside: Field) -> Field:
    """A coarse field of the study area set into a padded one."""
    whole = outside.copy()
    whole[PAD : PAD + inner.shape[0], PAD : PAD + inner.shape[1]] = inner
    return whole
