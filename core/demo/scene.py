"""A whole synthetic study area with the truth about it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.grid import Grid
from ..base.progress import Progress, Silent, Stage, track
from ..base.translation import tr
from ..gis.crs import spatial_reference
from .experts import Area, draw_areas
from .ground import Ground, make_ground
from .landslides import Slide, form_slide
from .movers import add_clutter, add_movers
from .optics import render
from .recipe import ACTIVE, CELL_M, ORBITS, SIZES, Recipe
from .sites import choose_sites
from .targets import Targets, observe
from .terrain import Frame, make_terrain

IMAGE_CRS = "EPSG:32648"
_CORNER = (241_350.0, 3_994_640.0)  # west and north edge of every demo area, near 36 N 102 E


@dataclass(frozen=True)
class Scene:
    """What a demo area consists of. Arrays are (rows, columns) on `grid`.

    Args:
        size: name of the size.
        seed: what it was drawn with.
        recipe: the generator's parameters.
        grid: of the image.
        ground: heights, true velocities, kinds; the truth.
        slides: all landslides, old ones too.
        image: (3, rows, columns) of 0..255.
        targets: what the radar measured.
        areas: what the experts drew.
        orbits: what the radar measured from each orbit; `targets` are those of the first.
    """

    size: str
    seed: int
    recipe: Recipe
    grid: Grid
    ground: Ground
    slides: list[Slide]
    image: NDArray[np.uint8]
    targets: Targets
    areas: list[Area]
    orbits: dict[str, Targets]

    @property
    def kind(self) -> NDArray[np.uint8]:
        """What each cell is, codes of recipe.py."""
        return self.ground.kind

    @property
    def velocity(self) -> NDArray[np.float32]:
        """True velocity towards the satellite, mm/yr."""
        return self.ground.velocity

    @property
    def truth(self) -> NDArray[np.bool_]:
        """Cells of active landslides, whole bodies."""
        result: NDArray[np.bool_] = np.isin(self.ground.kind, ACTIVE)
        return result


def make_scene(
    size: str = "small",
    seed: int = 1,
    recipe: Recipe = Recipe(),
    progress: Progress = Silent(),
    shape: tuple[int, int] | None = None,
) -> Scene:
    """Draw a study area.

    Args:
        size: "small", "medium" or "large" (recipe.SIZES); memory about 30 bytes for each cell.
        seed: the same number gives the same arrays and features.
        recipe: parameters of the generator.
        progress: where to report; cancelling is heard within 2 s.
        shape: rows and columns instead of the size's own, multiples of 4 (tests).

    Raises:
        InputError: no such size.
        Cancelled: as soon as the user asks to stop.
    """
    if size not in SIZES:
        raise InputError(tr("There is no size '{size}'. Choose one of {known}."), size=size, known=", ".join(SIZES))
    rows, columns = shape or SIZES[size]
    frame = Frame(rows, columns)
    grid = Grid(spatial_reference(IMAGE_CRS).ExportToWkt(), *_CORNER, CELL_M, columns, rows)
    progress.message(
        f"Synthetic study area of {frame.width_m / 1000:.1f} x {frame.height_m / 1000:.1f} km, seed {seed}."
    )
    terrain = make_terrain(frame, recipe, seed, Stage(progress, 0.0, 0.25))
    ground = make_ground(terrain, ORBITS[recipe.orbits], seed, Stage(progress, 0.25, 0.3))
    progress.update(0.3)
    sites = choose_sites(ground, recipe, seed, Stage(progress, 0.3, 0.35))
    numbered = list(enumerate(sites, start=1))
    slides = [
        form_slide(ground, site, number, recipe, seed) for number, site in track(numbered, Stage(progress, 0.35, 0.55))
    ]
    add_movers(ground, recipe, seed, Stage(progress, 0.55, 0.6))
    add_clutter(ground, recipe, seed, Stage(progress, 0.6, 0.62))
    orbits = ORBITS[recipe.orbits]
    seen = [observe(ground, slides, recipe, orbit, seed, Stage(progress, 0.62, 0.68)) for orbit in orbits]
    image = render(ground, recipe, seed, Stage(progress, 0.68, 0.93))
    areas = draw_areas(slides, recipe, seed, Stage(progress, 0.93, 1.0))
    return Scene(size, seed, recipe, grid, ground, slides, image, seen[0], areas, dict(zip(orbits, seen)))
