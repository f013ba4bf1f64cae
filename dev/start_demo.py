"""Sheets of the demo's generator for the starting model, with every number of its recipe drawn at random.

A second world beside `start_ground`: rivers, villages, forests, layover, experts' outlines. No seed is one that a user
or a benchmark gives, and no sheet has the recipe of the demo area itself.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..core.base.codes import IGNORE
from ..core.base.grid import Grid
from ..core.base.progress import Silent
from ..core.demo.experts import Area, draw_areas
from ..core.demo.ground import Ground, block_means, make_ground
from ..core.demo.landslides import form_slide
from ..core.demo.movers import add_movers
from ..core.demo.recipe import ACTIVE, ASCENDING, CELL_M, DESCENDING, Recipe
from ..core.demo.scene import IMAGE_CRS
from ..core.demo.sites import choose_sites
from ..core.demo.targets import Targets, observe
from ..core.demo.terrain import Frame, make_terrain
from ..core.gis.crs import spatial_reference
from ..core.gis.vector import rasterize
from .start_ground import Floats, Rng
from .start_worlds import LEAST_TARGETS, SEEN_BY, World, maps

ROWS = 1024  # of 5 m, as the small demo area
FIRST_SEED = 10_000_000  # far from any seed that a person types
QUIET = Silent()


def draw_demo_world(seed: int, number: int) -> World:
    """The sheet of a number in a series: (bands, ROWS // factor, ROWS // factor)."""
    rng = np.random.default_rng([seed, number, 11])
    while True:
        recipe, factor = drawn_recipe(rng), int(rng.choice([2, 3, 4, 5], p=[0.2, 0.4, 0.25, 0.15]))
        own = FIRST_SEED + int(rng.integers(1_000_000_000))
        ground, targets, areas = _scene(recipe, own)
        if len(targets.x) >= LEAST_TARGETS:
            break
    cell_m, side = factor * CELL_M, ROWS // factor
    rows, columns = (np.minimum((part / cell_m).astype(np.int64), side - 1) for part in (targets.y, targets.x))
    spacing_m = 1000.0 / np.sqrt(recipe.targets_per_km2)
    bands = maps((side, side), cell_m, (rows, columns), targets.velocity / recipe.noise, spacing_m, rng)
    features = np.stack([*bands, *_terrain(block_means(ground.dem, factor), cell_m)]).astype(np.float32)
    labels = _labels(ground, areas, factor, (rows, columns))
    return World(features, labels, cell_m, recipe.targets_per_km2)


def drawn_recipe(rng: Rng) -> Recipe:
    """Numbers around those of science.md and of the demo area, to both sides."""

    def about(low: float, high: float) -> float:
        return float(np.exp(rng.uniform(np.log(low), np.log(high))))

    shares = rng.dirichlet([8.0, 4.0, 2.0, 0.5])
    return replace(
        Recipe(),
        relief_m=rng.uniform(200, 700),
        valley_m=rng.uniform(150, 500),
        slope_deg=rng.uniform(16, 32),
        active_per_km2=about(0.4, 1.4),
        old_ratio=rng.uniform(0.2, 1.0),
        shares=tuple(float(share) for share in shares),
        median_area_km2=about(0.04, 0.25),
        sigma_area=rng.uniform(0.3, 0.8),
        elongation=rng.uniform(1.2, 2.2),
        giants=rng.uniform(0, 0.06),
        median_speed=about(25, 90),
        sigma_speed=rng.uniform(0.3, 0.8),
        least_seen=rng.uniform(0.3, 0.85),
        targets_per_km2=about(50, 1500),
        clusters=rng.uniform(0.0, 0.7),
        noise=rng.uniform(1.5, 5.0),
        atmosphere=rng.uniform(0.3, 3.5),
        ramp=rng.uniform(0.0, 4.0),
        outliers=rng.uniform(0.0, 0.1),
        patches_per_km2=rng.uniform(0.0, 0.3),
        movers_per_km2=rng.uniform(0.05, 0.6),
        omitted=0.0,
        invented=0.0,
        drawn_whole=rng.uniform(0.0, 0.9),
        orbits=str(rng.choice([DESCENDING, ASCENDING])),
    )


def _scene(recipe: Recipe, seed: int) -> tuple[Ground, Targets, list[Area]]:
    """As core.demo.scene makes it, without the image."""
    terrain = make_terrain(Frame(ROWS, ROWS), recipe, seed, QUIET)
    ground = make_ground(terrain, (recipe.orbits,), seed, QUIET)
    sites = choose_sites(ground, recipe, seed, QUIET)
    slides = [form_slide(ground, site, number, recipe, seed) for number, site in enumerate(sites, start=1)]
    add_movers(ground, recipe, seed, QUIET)
    targets = observe(ground, slides, recipe, recipe.orbits, seed, QUIET)
    return ground, targets, draw_areas(slides, recipe, seed, QUIET)


def _terrain(z: NDArray[np.float32], cell_m: float) -> list[Floats]:
    """Slope in degrees and the two parts of its aspect, as Build feature stack gives them."""
    south, east = np.gradient(z.astype(np.float64), cell_m)
    steep = np.hypot(south, east)
    share = 1.0 / np.sqrt(1.0 + steep**2)  # the sine of the slope over its tangent
    return [np.degrees(np.arctan(steep)), -east * share, south * share]


def _labels(ground: Ground, areas: list[Area], factor: int, places: tuple[Floats, Floats]) -> NDArray[np.uint8]:
    """What experts drew; what moves and is not drawn, or is drawn where hardly any target lies, does not count."""
    side = ROWS // factor
    grid = Grid(spatial_reference(IMAGE_CRS).ExportToWkt(), 0.0, 0.0, factor * CELL_M, side, side)
    drawn = rasterize([area.polygon for area in areas], grid, grid.window) > 0
    middle = slice(factor // 2, side * factor, factor)
    moving = np.isin(ground.kind[middle, middle], ACTIVE)
    labels = np.where(drawn, 1, np.where(moving, IGNORE, 0)).astype(np.uint8)
    parts, count = ndimage.label(drawn)
    seen = np.bincount(parts[places], minlength=count + 1)
    unseen = np.flatnonzero(seen < SEEN_BY)
    labels[np.isin(parts, unseen[unseen > 0])] = IGNORE
    return labels
