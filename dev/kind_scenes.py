"""Areas of known kind of motion on invented ground: examples for `kind_model`, and others to judge it by.

Each scene is one of the demo's generator with a recipe drawn at random and more that moves (`kind_movers`). Its areas
are drawn twice: clusters of fast targets, as a map of velocities shows them, and outlines of what truly moves, drawn
unsurely, as a network does. The kind of an area is what most of the motion of its cells comes from. No seed is one that
a person types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr
from scipy import ndimage, spatial

from ..core.base.grid import Grid, Window
from ..core.demo.ground import Ground, block_means, make_ground
from ..core.demo.landslides import form_slide
from ..core.demo.movers import add_clutter, add_movers
from ..core.demo.noise import smooth
from ..core.demo.recipe import ACTIVE, BOTH, BOWL, COMPACTION, EMBANKMENT, FACTOR, ORBITS, TALUS, UPLIFT, Recipe
from ..core.demo.scene import IMAGE_CRS
from ..core.demo.sites import LOOKS, choose_sites
from ..core.demo.targets import Targets as Seen
from ..core.demo.targets import errors_field, observe
from ..core.demo.terrain import COARSE_M, Frame, make_terrain
from ..core.gis.crs import spatial_reference
from ..core.gis.gdal_session import memory_layers
from ..core.gis.vector import rasterize
from ..core.kinds import kinds as k
from ..core.kinds.around import MASKS
from ..core.kinds.features import FEATURES, Surroundings, feature_table
from ..core.orbits.solving import east_up
from ..core.series.classes import WORDS
from ..core.targets.targets import Targets, standard_targets
from .kind_movers import FILL, LOBE, RISE, SITE, WIDE_BOWL, add_further
from .start_demo import FIRST_SEED, QUIET, ROWS, drawn_recipe

CODES = {  # of a ground's cells -> kind of motion
    **dict.fromkeys(ACTIVE, k.LANDSLIDE),
    BOWL: k.BOWL,
    WIDE_BOWL: k.BOWL,
    COMPACTION: k.COMPACTION,
    FILL: k.COMPACTION,
    EMBANKMENT: k.CONSTRUCTION,
    SITE: k.CONSTRUCTION,
    TALUS: k.CREEP,
    LOBE: k.CREEP,
    UPLIFT: k.UPLIFT,
    RISE: k.UPLIFT,
}
LEAST_M2 = 3000.0  # of an area
_CLEAR = 0.65  # share of an area's motion that comes from one kind: others are nobody's example
_MOVES = 4.0  # mm/yr of a cell that counts as moving
_SERIES = {  # shares of stable, linear, accelerating, slowing, seasonal, break, jump, noisy
    k.LANDSLIDE: (0.04, 0.44, 0.14, 0.11, 0.08, 0.15, 0.01, 0.03),
    k.CREEP: (0.03, 0.52, 0.05, 0.04, 0.29, 0.04, 0.01, 0.02),
    k.BOWL: (0.02, 0.40, 0.15, 0.14, 0.03, 0.23, 0.01, 0.02),
    k.COMPACTION: (0.03, 0.40, 0.02, 0.38, 0.10, 0.04, 0.01, 0.02),
    k.UPLIFT: (0.04, 0.40, 0.06, 0.06, 0.34, 0.08, 0.01, 0.01),
    k.CONSTRUCTION: (0.02, 0.20, 0.03, 0.44, 0.02, 0.26, 0.01, 0.02),
    k.ERROR: (0.15, 0.12, 0.02, 0.02, 0.04, 0.07, 0.42, 0.16),
}
_SHOWN = {  # chance that a user's map shows something there: MASKS -> kinds
    "mines": {k.BOWL: 0.75},
    "buildings": {k.CONSTRUCTION: 0.45, k.COMPACTION: 0.2},
    "roads": {k.CONSTRUCTION: 0.5, k.LANDSLIDE: 0.15},
    "water": {k.COMPACTION: 0.12, k.LANDSLIDE: 0.08},
}
Floats = NDArray[np.float64]
Rng = np.random.Generator


@dataclass(frozen=True)
class Examples:
    """Areas of known kind.

    Args:
        table: (n, features).
        kinds: (n,) words.
        drawn: (n,) "clusters" or "outlines".
        scene: (n,) number of the scene.
    """

    table: Floats
    kinds: NDArray[np.str_]
    drawn: NDArray[np.str_]
    scene: NDArray[np.int64]

    def only(self, rows: NDArray[np.bool_]) -> Examples:
        """Some of them."""
        return Examples(*(getattr(self, name)[rows] for name in Examples.__annotations__))


def together(parts: list[Examples]) -> Examples:
    """The examples of several scenes."""
    return Examples(*(np.concatenate([getattr(part, name) for part in parts]) for name in Examples.__annotations__))


def scenes(series: int, count: int) -> Iterator[Examples]:
    """Examples of the scenes of a series: another series has other scenes."""
    for number in range(count):
        yield draw_examples(series, number)


def draw_examples(series: int, number: int) -> Examples:
    """Areas of one scene."""
    rng = np.random.default_rng([series, number, 17])
    recipe = _recipe(rng)
    ground, seen, errors = _scene(recipe, FIRST_SEED + int(rng.integers(1_000_000_000)), rng)
    targets = merged(ground, seen) if len(seen) > 1 else _placed(next(iter(seen.values())))
    grid = _grid()
    parts = []
    for drawn, polygons in (("clusters", _clusters(grid, targets, rng)), ("outlines", _outlines(ground, errors, rng))):
        found = [_kind_of(polygon, ground, errors, grid) for polygon in polygons]
        kept = [i for i, kind in enumerate(found) if kind]
        if not kept:
            continue
        kinds = np.array([found[i] for i in kept])
        chosen = [polygons[i] for i in kept]
        known = _with_series(targets, chosen, kinds, grid, rng)
        around = Surroundings(known, _heights(ground, rng), _look(recipe, rng))
        table = feature_table(chosen, around, QUIET)
        _add_maps(table, kinds, rng)
        count = len(kept)
        parts.append(Examples(table, kinds, np.array([drawn] * count), np.full(count, number)))
    return together(parts)


def _recipe(rng: Rng) -> Recipe:
    """Numbers of the starting model's recipes, with more that is no landslide; half of them with two orbits."""
    recipe = drawn_recipe(rng)
    return replace(
        recipe,
        movers_per_km2=rng.uniform(0.2, 1.0),
        patches_per_km2=rng.uniform(0.1, 0.8),
        targets_per_km2=float(np.exp(rng.uniform(np.log(90), np.log(900)))),
        orbits=BOTH if rng.random() < 0.5 else recipe.orbits,
    )


def _scene(recipe: Recipe, seed: int, rng: Rng) -> tuple[Ground, dict[str, Seen], dict[str, Floats]]:
    """Ground, what each orbit sees, and the errors of each orbit on the coarse cells inside the area."""
    terrain = make_terrain(Frame(ROWS, ROWS), recipe, seed, QUIET)
    ground = make_ground(terrain, ORBITS[recipe.orbits], seed, QUIET)
    sites = choose_sites(ground, recipe, seed, QUIET)
    slides = [form_slide(ground, site, number, recipe, seed) for number, site in enumerate(sites, start=1)]
    add_movers(ground, recipe, seed, QUIET)
    add_further(ground, rng.uniform(1.0, 5.0), rng)
    add_clutter(ground, recipe, seed, QUIET)
    seen = {orbit: observe(ground, slides, recipe, orbit, seed, QUIET) for orbit in ORBITS[recipe.orbits]}
    errors = {}
    for orbit in seen:
        field = errors_field(ground, recipe, orbit, seed).astype(np.float64)
        inner = tuple(slice((size - ROWS // FACTOR) // 2, (size + ROWS // FACTOR) // 2) for size in field.shape)
        errors[orbit] = field[inner] - np.median(field[inner])
    return ground, seen, errors


def _grid() -> Grid:
    """The coarse cells; west and north edge at 0, 0."""
    return Grid(spatial_reference(IMAGE_CRS).ExportToWkt(), 0.0, 0.0, COARSE_M, ROWS // FACTOR, ROWS // FACTOR)


def _placed(seen: Seen) -> Targets:
    """Targets of one orbit, without their look, as most producers hand them over."""
    others = {"coherence": seen.coherence, "height": seen.height, "velocity_std": seen.velocity_std}
    return standard_targets(seen.x, -seen.y, _grid().crs, seen.velocity, others)


def merged(ground: Ground, seen: Mapping[str, Seen]) -> Targets:
    """Targets as East and up from two orbits gives them: at those of the first orbit, the second within 70 m."""
    (first, second), looks = seen.values(), np.array([LOOKS[orbit] for orbit in seen])
    near = spatial.cKDTree(np.column_stack([second.x, second.y])).query_ball_point(
        np.column_stack([first.x, first.y]), 70.0
    )
    other = np.array([second.velocity[one].mean() if one else np.nan for one in near])
    own = np.stack([first.velocity, other])
    variance = np.stack([first.velocity_std**2, np.full(len(other), float(np.mean(second.velocity_std**2)))])
    motion = east_up(own, variance, np.broadcast_to(looks[:, None], (2, len(other), 3)))
    best = np.where(np.isnan(other) | (np.abs(own[0]) >= np.abs(other)), own[0], other)
    more = {"velocity_east": motion.east, "velocity_up": motion.up, "velocity_d": own[0], "velocity_a": own[1]}
    columns = np.clip((first.x / COARSE_M).astype(int), 0, ROWS // FACTOR - 1)
    rows = np.clip((first.y / COARSE_M).astype(int), 0, ROWS // FACTOR - 1)
    down = _descent(block_means(ground.dem, FACTOR).astype(np.float64))[:, rows, columns]
    shares = np.where(np.isnan(own), 0.0, looks @ down)
    power = (shares**2).sum(axis=0)
    more["velocity_slope"] = np.where(
        power > 0.04, (shares * np.nan_to_num(own)).sum(axis=0) / np.maximum(power, 0.04), np.nan
    )
    others = {"coherence": first.coherence, "height": first.height, "velocity_std": first.velocity_std}
    return standard_targets(first.x, -first.y, _grid().crs, best, others, more)


def _descent(z: Floats) -> Floats:
    """Unit vectors down the slope (3, rows, columns): east, north, up."""
    south, east = np.gradient(ndimage.gaussian_filter(z, 1.0), COARSE_M)
    vector = np.stack([-east, south, -(east**2 + south**2)])
    return vector / np.maximum(np.linalg.norm(vector, axis=0), 1e-9)


class _Heights:
    """Heights of a scene as a sensor sees them, or none at all."""

    def __init__(self, values: Floats) -> None:
        self.grid, self._values = _grid(), values

    def read(self, window: Window) -> Floats:
        """(rows, columns) of a window."""
        made = np.full(window.shape, np.nan)
        inside = window.intersection(self.grid.window)
        if not inside.is_empty:
            made[inside.relative_to(window).slices] = self._values[inside.slices]
        return made


def _heights(ground: Ground, rng: Rng) -> _Heights | None:
    """A twelfth of the scenes has no elevation model; the others have one with errors of some metres."""
    if rng.random() < 1 / 12:
        return None
    z = block_means(ground.dem, FACTOR).astype(np.float64)
    z = ndimage.gaussian_filter(z, rng.uniform(0.4, 0.9))
    return _Heights(
        z + rng.uniform(0.3, 2.5) * smooth(z.shape, 3.0, rng) + rng.uniform(0, 0.6) * rng.standard_normal(z.shape)
    )


def _look(recipe: Recipe, rng: Rng) -> Floats | None:
    """The direction to the satellite, where one orbit is used and the user knows it: four in five do."""
    known = recipe.orbits != BOTH and rng.random() < 0.8
    return np.array(LOOKS[recipe.orbits]) if known else None


def _clusters(grid: Grid, targets: Targets, rng: Rng) -> list[bytes]:
    """Clusters of targets that move one way, from a smooth map of their velocities."""
    column, row = (np.clip(part.astype(int), 0, grid.columns - 1) for part in grid.cells_of(targets.x, targets.y))
    shape = grid.shape
    velocity = np.clip(targets.velocity - np.median(targets.velocity), -60, 60)
    noise = max(1.4826 * float(np.median(np.abs(velocity))), 0.5)
    spacing = 1000.0 / np.sqrt(len(velocity) / (grid.columns * grid.rows * COARSE_M**2 / 1e6))
    sigma = max(rng.uniform(0.7, 1.2) * spacing, 25.0) / COARSE_M
    count, total = np.zeros(shape), np.zeros(shape)
    np.add.at(count, (row, column), 1.0)
    np.add.at(total, (row, column), velocity)
    weight = ndimage.gaussian_filter(count, sigma)
    mean = ndimage.gaussian_filter(total, sigma) / np.maximum(weight, 1e-9)
    known = weight > 0.15 / (4 * np.pi * sigma**2)
    limit = rng.uniform(1.3, 2.2) * noise
    return [one for sign in (-1, 1) for one in _polygons(known & (sign * mean > limit), grid)]


def _outlines(ground: Ground, errors: Mapping[str, Floats], rng: Rng) -> list[bytes]:
    """What truly moves and what errors pretend to move, each by itself, drawn unsurely."""
    grid = _grid()
    kind = ground.kind[FACTOR // 2 :: FACTOR, FACTOR // 2 :: FACTOR]
    speed = np.max([np.abs(block_means(one, FACTOR)) for one in ground.velocities.values()], axis=0)
    made = []
    for codes in (ACTIVE, (BOWL, WIDE_BOWL), (COMPACTION, FILL), (EMBANKMENT, SITE), (TALUS, LOBE), (UPLIFT, RISE)):
        limit = rng.uniform(_MOVES, 8.0)
        made += _unsure(np.isin(kind, codes) & (speed > limit), grid, rng)
    wrong = np.max([np.abs(one) for one in errors.values()], axis=0)
    return made + _unsure(wrong > rng.uniform(7, 10), grid, rng)


def _unsure(cells: NDArray[np.bool_], grid: Grid, rng: Rng) -> list[bytes]:
    """Outlines of cells whose rims are moved by up to about two cells."""
    distance = ndimage.distance_transform_edt(cells) - ndimage.distance_transform_edt(~cells)
    moved = rng.uniform(0.2, 1.5) * smooth(cells.shape, 3.0, rng) + rng.uniform(-1.0, 0.8)
    return _polygons(distance + moved > 0, grid)


def _polygons(cells: NDArray[np.bool_], grid: Grid) -> list[bytes]:
    """Smooth outlines of connected cells; small ones are left out."""
    raster = gdal.GetDriverByName("MEM").Create("", grid.columns, grid.rows, 1, gdal.GDT_Byte)
    raster.SetGeoTransform(grid.geotransform)
    band = raster.GetRasterBand(1)
    band.WriteArray(cells.astype(np.uint8))
    source = memory_layers()
    layer = source.CreateLayer("areas", spatial_reference(grid.crs), ogr.wkbPolygon)
    gdal.Polygonize(band, band, layer, -1, ["8CONNECTED=8"])
    made = []
    for feature in layer:
        shape = feature.GetGeometryRef().Buffer(0.8 * COARSE_M).Buffer(-0.8 * COARSE_M, 4).Simplify(0.4 * COARSE_M)
        if shape.GetArea() >= LEAST_M2:
            made.append(bytes(shape.ExportToWkb()))
    return made


def _kind_of(polygon: bytes, ground: Ground, errors: Mapping[str, Floats], grid: Grid) -> str:
    """What most of the motion in an area comes from; empty where nothing prevails."""
    west, east, south, north = ogr.CreateGeometryFromWkb(polygon).GetEnvelope()
    window = grid.window_of(west, south, east, north).intersection(grid.window)
    if window.is_empty:
        return ""
    inside = rasterize([polygon], grid, window) > 0
    fine = tuple(slice(part.start * FACTOR, part.stop * FACTOR) for part in window.slices)
    kind = ground.kind[fine][FACTOR // 2 :: FACTOR, FACTOR // 2 :: FACTOR][inside]
    speed = np.max([np.abs(block_means(one[fine], FACTOR)) for one in ground.velocities.values()], axis=0)[inside]
    wrong = np.max([np.abs(one[window.slices]) for one in errors.values()], axis=0)[inside]
    speed = np.where(speed > _MOVES, np.minimum(speed, 60.0), 0.0)
    shares = {k.ERROR: float(np.minimum(np.where(speed > 0, 0.0, wrong), 60.0).sum())}
    for code, word in CODES.items():
        shares[word] = shares.get(word, 0.0) + float(speed[kind == code].sum())
    best = max(shares, key=lambda word: shares[word])
    total = sum(shares.values())
    return best if total > 0 and shares[best] >= _CLEAR * total else ""


def _with_series(targets: Targets, polygons: list[bytes], kinds: NDArray[np.str_], grid: Grid, rng: Rng) -> Targets:
    """The same targets with classified series in half of the scenes: the class that the kind makes likely, mostly."""
    if rng.random() < 0.5:
        return targets
    column, row = (np.clip(part.astype(int), 0, grid.columns - 1) for part in grid.cells_of(targets.x, targets.y))
    home = rasterize(polygons, grid, grid.window, list(range(1, len(polygons) + 1)))[row, column]
    codes = rng.choice(len(WORDS), len(targets), p=[0.8, 0.08, 0.02, 0.02, 0.04, 0.02, 0.01, 0.01])
    for number, word in enumerate(kinds, start=1):
        here = np.flatnonzero(home == number)
        shares = np.array(_SERIES[str(word)]) / sum(_SERIES[str(word)])
        main = rng.choice(len(WORDS), p=shares)
        agree = rng.random(len(here)) < rng.uniform(0.4, 0.9)
        codes[here] = np.where(agree, main, rng.choice(len(WORDS), len(here), p=shares))
    jumps = (codes == WORDS.index("jump")).astype(np.float64) + (rng.random(len(codes)) < 0.02)
    season = np.where(codes == WORDS.index("seasonal"), rng.uniform(2, 9, len(codes)), rng.gamma(1.5, 0.6, len(codes)))
    return replace(
        targets, more={**targets.more, "trend_code": codes.astype(float), "jumps": jumps, "season_mm": season}
    )


def _add_maps(table: Floats, kinds: NDArray[np.str_], rng: Rng) -> None:
    """In place: shares of the areas that a user's maps cover; each map is there in a third of the scenes."""
    for name in MASKS:
        if rng.random() < 2 / 3:
            continue
        chances = np.array([_SHOWN[name].get(str(word), 0.03) for word in kinds])
        table[:, FEATURES.index(name)] = np.where(rng.random(len(kinds)) < chances, rng.beta(1.2, 1.6, len(kinds)), 0.0)
