"""The text beside a demo area: that everything is synthetic, what the files are, and how they were drawn."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from .recipe import ASCENDING, DESCENDING, KIND_NAMES
from .scene import Scene

_TEXT = """SYNTHETIC DATA

Everything in this folder was computed by Slipline's tool "Create demo study area". No place, landslide, image
or measurement in it is real. Scores reached on it say nothing about the accuracy on real ground.

Size {size}: {columns} x {rows} cells of {cell:g} m, {width:.1f} x {height:.1f} km.
Seed {seed}: the same seed gives the same data.

Files
  targets.csv      {targets} coherent targets: LON, LAT (EPSG:4326), HEIGHT (m), VEL (mm/yr in the line of sight,
                   positive towards the satellite), V_STDEV (mm/yr), COHERENCE. {low:.0%} of them are below 0.7.
                   {orbit} orbit, incidence 39.2 degrees, look azimuth {azimuth} degrees.
{second}  image.tif        optical image, red, green, blue, EPSG:32648
  dem.tif          elevation in m, cells of 12.5 m with the detail of 30 m, EPSG:32647, with voids
  areas.gpkg       {areas} active landslides as experts drew them, EPSG:4543; a few are missed, a few are wrong
  interferograms_synthetic.zip
                   71 interferograms of 39 scenes in the layout of HyP3, for "Velocities from interferograms"
  train_area.gpkg  where to train; all areas that the experts know are in areas.gpkg
  test_area.gpkg   where to test, {gap:.0f} m apart from it

What was put on the ground (the files do not tell)
{kinds}

Parameters of the generator
{recipe}
"""


_AZIMUTHS = {DESCENDING: 280, ASCENDING: 80}
_SECOND = """  targets_ascending.csv
                   the same ground from an ascending orbit, look azimuth 80 degrees, for "East and up from two orbits"
"""


def readme(scene: Scene) -> str:
    """Text of README.txt."""
    frame, grid = scene.ground.frame, scene.grid
    counts = {kind: sum(slide.site.kind == kind for slide in scene.slides) for kind in KIND_NAMES}
    share = np.bincount(scene.kind.ravel(), minlength=max(KIND_NAMES) + 1) / scene.kind.size
    kinds = [
        f"  {name}: {share[kind]:.2%} of the area" + (f", {counts[kind]} landslides" if counts[kind] else "")
        for kind, name in KIND_NAMES.items()
    ]
    recipe = [f"  {field.name} = {getattr(scene.recipe, field.name)}" for field in fields(scene.recipe)]
    return _TEXT.format(
        size=scene.size,
        columns=grid.columns,
        rows=grid.rows,
        cell=grid.cell_m,
        width=frame.width_m / 1000,
        height=frame.height_m / 1000,
        seed=scene.seed,
        targets=len(scene.targets.x),
        low=float((scene.targets.coherence < 0.7).mean()),
        orbit=next(iter(scene.orbits)).capitalize(),
        azimuth=_AZIMUTHS[next(iter(scene.orbits))],
        second=_SECOND if len(scene.orbits) > 1 else "",
        areas=len(scene.areas),
        gap=550 if frame.width_m < 8000 else 700,
        kinds="\n".join(kinds),
        recipe="\n".join(recipe),
    )
