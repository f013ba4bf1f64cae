"""Invented ground for the starting model: slopes, and what moves on them, drawn at random in every respect.

Nothing here knows core.demo: the demo areas stay a world that the starting model has never seen. All is in cells and
in units of the noise of a velocity, so that neither millimetres nor the size of a cell mean anything to the model.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..core.base.codes import IGNORE
from ..core.demo.noise import power_law, smooth

SIDE = 256  # cells of a world
SCALES = (1.0, 2.0, 4.0, 8.0, 16.0)  # cells: of the roughness of outlines and of motion
SEEN = 2.0  # deviations of the noise: motion that a map of velocities shows
Floats = NDArray[np.float64]
Rng = np.random.Generator


@dataclass
class Ground:
    """One invented sheet; arrays are (SIDE, SIDE).

    Args:
        cell_m: side of a cell.
        z: heights, m.
        slope: degrees.
        down: (2, SIDE, SIDE) east and north part of the downhill direction.
        velocity: line of sight, in deviations of the noise.
        labels: 0 background, 1 area, 255 where nobody could tell.
        sight: line of sight, unit vector to the satellite: east, north, up.
        textures: rough fields of SCALES.
        bodies: window of each landslide, and its cells in it.
    """

    cell_m: float
    z: Floats
    slope: Floats
    down: Floats
    velocity: Floats
    labels: NDArray[np.uint8]
    sight: Floats
    textures: list[Floats]
    bodies: list[tuple[tuple[slice, ...], NDArray[np.bool_]]] = field(default_factory=list)

    def texture(self, scale: float, shape: tuple[int, ...], rng: Rng) -> Floats:
        """A rough field, mean 0 and deviation 1, about so many cells coarse: some part of one of a few."""
        nearest = int(np.argmin([abs(np.log(scale / known)) for known in SCALES]))
        places = [(int(rng.integers(SIDE)) + np.arange(length)) % SIDE for length in shape]
        return self.textures[nearest][np.ix_(*places)]


@dataclass(frozen=True)
class Style:
    """How a sheet's landslides are: drawn once for all of them.

    Args:
        length_m: median.
        spread: deviation of the lengths' logarithm.
        ratio: mean of length to width.
        speed: median, in deviations of the noise.
        plateau: exponent of the speed across: 2 falls gently to the flanks, 12 at once.
        rotation: degrees by which the head dips more steeply than the slope.
        rough: of the outlines, as a share of the width.
        share: of the ground that landslides cover, about.
        whole: chance that the resting part of a landslide counts as part of the area.
        longest_m: of any.
        fastest: of any, in deviations of the noise.
        gentle: as likely on gentle slopes as on steep ones, less steep itself, and slow in places.
    """

    length_m: float
    spread: float
    ratio: float
    speed: float
    plateau: float
    rotation: float
    rough: float
    share: float
    whole: float
    longest_m: float = 2500.0
    fastest: float = 250.0
    gentle: bool = False


def draw_ground(cell_m: float, rng: Rng, giants: bool = False) -> Ground:
    """Slopes with landslides, and other ground that moves.

    Args:
        cell_m: side of a cell.
        rng: draws all.
        giants: earthflows that are longer, faster and less steep than landslides are elsewhere, a few on a sheet.
    """
    ground = _terrain(cell_m, rng)
    style = _giant(rng) if giants else _usual(rng)
    taken = np.zeros((SIDE, SIDE), bool)
    for _ in range(120):
        if taken.mean() >= style.share:
            break
        _add_landslide(ground, style, taken, rng)
    for _ in range(int(rng.poisson(1.0))):
        _add_bowl(ground, taken, rng)
    return ground


def _usual(rng: Rng) -> Style:
    return Style(
        length_m=float(np.clip(np.exp(rng.normal(np.log(480), 0.5)), 150, 1300)),
        spread=rng.uniform(0.2, 0.6),
        ratio=rng.uniform(1.1, 2.4),
        speed=float(np.exp(rng.normal(np.log(13), 0.6))),
        plateau=float(np.exp(rng.uniform(np.log(2), np.log(14)))),
        rotation=rng.uniform(0, 30),
        rough=rng.uniform(0.05, 0.25),
        share=float(rng.choice([0.0, rng.uniform(0.02, 0.12), rng.uniform(0.1, 0.35)], p=[0.05, 0.4, 0.55])),
        whole=rng.uniform(0, 1),
    )


def _giant(rng: Rng) -> Style:
    return Style(
        length_m=float(np.exp(rng.uniform(np.log(1500), np.log(6000)))),
        spread=rng.uniform(0.1, 0.4),
        ratio=float(np.exp(rng.uniform(np.log(2), np.log(12)))),
        speed=float(np.exp(rng.uniform(np.log(20), np.log(2000)))),
        plateau=float(np.exp(rng.uniform(np.log(2), np.log(14)))),
        rotation=rng.uniform(0, 10),
        rough=rng.uniform(0.05, 0.25),
        share=rng.uniform(0.01, 0.25),
        whole=rng.uniform(0, 1),
        longest_m=8000.0,
        fastest=3000.0,
        gentle=True,
    )


def _terrain(cell_m: float, rng: Rng) -> Ground:
    """Fractal slopes from hills to gorges, or flat ground."""
    shape = (SIDE, SIDE)
    z = power_law(shape, rng.uniform(2.8, 4.2), rng.uniform(600, 4000) / cell_m, rng).astype(np.float64)
    if rng.random() < 0.5:  # ridges and valleys instead of hills
        z = np.abs(z + rng.normal(0, 0.5)) * rng.choice([-1.0, 1.0]) + 0.3 * z
    z = ndimage.gaussian_filter(z, max(0.7, 25.0 / cell_m))
    south, east = np.gradient(z, cell_m)
    wanted = rng.uniform(0.5, 5.0) if rng.random() < 0.08 else rng.uniform(8.0, 34.0)
    factor = np.tan(np.radians(wanted)) / max(float(np.median(np.hypot(south, east))), 1e-9)
    south, east = south * factor, east * factor
    steep = np.hypot(south, east)
    if rng.random() < 0.5:  # valley floors and terraces
        floors = smooth(shape, rng.uniform(150, 500) / cell_m, rng) > rng.uniform(0.7, 1.8)
        steep = np.where(ndimage.gaussian_filter(floors.astype(np.float64), 1.5) > 0.5, 0.12 * steep, steep)
    steep_shown = np.minimum(steep, 1.5)
    turn, incidence = rng.uniform(0, 2 * np.pi), np.radians(rng.uniform(24, 45))
    sight = np.array([np.sin(incidence) * np.sin(turn), np.sin(incidence) * np.cos(turn), np.cos(incidence)])
    down = np.stack([-east, south]) / np.maximum(np.hypot(south, east), 1e-9)
    labels = np.zeros(shape, np.uint8)
    textures = [smooth(shape, scale, rng).astype(np.float64) for scale in SCALES]
    return Ground(
        cell_m, z * factor, np.degrees(np.arctan(steep_shown)), down, np.zeros(shape), labels, sight, textures
    )


def _add_landslide(ground: Ground, style: Style, taken: NDArray[np.bool_], rng: Rng) -> None:
    """One landslide at a place that is steep enough and free, or none."""
    length = float(np.clip(style.length_m * np.exp(rng.normal(0, style.spread)), 60, style.longest_m)) / ground.cell_m
    ratio = float(np.clip(style.ratio * np.exp(rng.normal(0, 0.3)), 0.8, 12.0 if style.gentle else 5.0))
    if length > (2.0 if style.gentle else 0.8) * SIDE or length / ratio < 2.5:
        return
    middle = rng.integers(-6, SIDE + 6, (12, 2))
    inner = np.clip(middle, 0, SIDE - 1)
    steep = ground.slope[inner[:, 0], inner[:, 1]]
    chance = np.interp(steep, [2, 5 if style.gentle else 12, 30, 45], [0.02, 1.0, 1.0, 0.15])
    row, column = (int(place) for place in middle[rng.choice(12, p=chance / chance.sum())])
    reach = int(0.75 * length + 0.6 * length / ratio) + 3
    window = tuple(slice(max(0, place - reach), min(SIDE, place + reach + 1)) for place in (row, column))
    along, across = _places(ground, window, (row, column), length, rng)
    body = _body(ground, along, across, length / ratio, style, rng)
    if body.sum() < 9 or (body & taken[window]).sum() > 0.02 * body.sum():
        return
    taken[window] |= body
    _move(ground, window, style, body, along, 2.0 * across / (length / ratio), rng)


def _places(
    ground: Ground, window: tuple[slice, ...], middle: tuple[int, int], length: float, rng: Rng
) -> tuple[Floats, Floats]:
    """Places of a window's cells along the landslide, 0 at the crown and 1 at the toe, and across it in cells."""
    place = [min(max(one, 0), SIDE - 1) for one in middle]
    near = tuple(slice(max(0, one - 3), one + 4) for one in place)
    east, north = (float(part[near].mean()) for part in ground.down)
    turn = np.arctan2(east, north) + rng.normal(0, 0.3)
    rows, columns = np.mgrid[window].astype(np.float64)
    x, y = columns - middle[1], middle[0] - rows  # y to the north
    along = (x * np.sin(turn) + y * np.cos(turn)) / length + 0.5
    across = x * np.cos(turn) - y * np.sin(turn)
    return along, across + rng.normal(0, 0.18) * length * ((along - 0.5) ** 2 - 0.1)


def _body(ground: Ground, along: Floats, across: Floats, width: float, style: Style, rng: Rng) -> NDArray[np.bool_]:
    """Cells inside a rough outline."""
    inner = np.clip(along, 0, 1) ** rng.uniform(0.75, 1.3)
    half = 0.5 * width * (4 * inner * (1 - inner)) ** rng.uniform(0.25, 0.7)
    if rng.random() < 0.15:  # a flow: a narrow track between a bowl and a lobe
        half *= 1 - rng.uniform(0.3, 0.6) * np.exp(-(((inner - rng.uniform(0.4, 0.6)) / 0.18) ** 2))
    roughness = ground.texture(0.22 * width, along.shape, rng)
    return np.asarray((np.abs(across) < half + style.rough * width * roughness) & (along > 0) & (along < 1))


def _move(
    ground: Ground,
    window: tuple[slice, ...],
    style: Style,
    body: NDArray[np.bool_],
    along: Floats,
    across: Floats,
    rng: Rng,
) -> None:
    """Give the landslide its motion and its label."""
    speed = float(np.clip(style.speed * np.exp(rng.normal(0, 0.5)), 3.0, style.fastest))
    moving = body
    if rng.random() < 0.2:  # only the upper or the lower part moves
        cut = rng.uniform(0.35, 0.75)
        moving = body & (along < cut if rng.random() < 0.5 else along > 1 - cut)
    if style.gentle:  # what has flowed for long lies less steep than the slopes around it
        ground.slope[window][body] *= rng.uniform(0.35, 1.0)
    dip = np.radians(ground.slope[window] + style.rotation * (0.5 - along) * rng.uniform(0, 1.6))
    east, north = (part[window] for part in ground.down)
    seen = np.cos(dip) * (ground.sight[0] * east + ground.sight[1] * north) - np.sin(dip) * ground.sight[2]
    edge = np.clip(1 - np.abs(across), 0, 1) if rng.random() < 0.7 else np.full(along.shape, 0.5)
    fall = 1 - (1 - edge) ** style.plateau
    course = np.interp(along, [0, 0.3, 0.7, 1], rng.uniform(0.08 if style.gentle else 0.45, 1.0, 4))
    uneven = np.exp(rng.uniform(0, 0.5) * ground.texture(0.1 * float(np.sqrt(body.sum())), along.shape, rng))
    velocity = speed * seen * fall * course * uneven
    ground.velocity[window][moving] = velocity[moving]
    drawn = body if moving is body or rng.random() < style.whole else moving
    visible = float((np.abs(velocity[moving]) > SEEN).mean()) if moving.any() else 0.0
    ground.labels[window][drawn] = 1 if visible > 0.45 else IGNORE
    ground.bodies.append((window, drawn))


def _add_bowl(ground: Ground, taken: NDArray[np.bool_], rng: Rng) -> None:
    """Ground that sinks or rises: on gentle slopes, as farmland and embankments do, it is no area; a caldera is one."""
    large = rng.random() < 0.25
    radius = (rng.uniform(900, 2500) if large else np.exp(rng.uniform(np.log(40), np.log(600)))) / ground.cell_m
    if radius > 0.45 * SIDE:
        return
    places = rng.integers(0, SIDE, (1 if large else 12, 2))
    row, column = places[int(np.argmin(ground.slope[places[:, 0], places[:, 1]]))]
    if ground.slope[row, column] > 10 and not large:
        return
    rows, columns = np.mgrid[:SIDE, :SIDE]
    distance = np.hypot(rows - row, (columns - column) * rng.uniform(0.6, 1.6)) / radius
    shape = np.exp(-((distance * rng.uniform(1.0, 1.8)) ** rng.uniform(2, 4)))
    sign = rng.choice([-1.0, -1.0, 1.0])
    bowl = sign * float(np.exp(rng.normal(np.log(14), 0.6))) * shape
    free = ~taken
    ground.velocity[free] += bowl[free]
    inside = free & (np.abs(bowl) > SEEN)
    if large:
        ground.labels[free & (np.abs(bowl) > 0.5 * SEEN) & ~inside] = IGNORE
        ground.labels[inside] = 1
        taken |= inside
