"""What a second orbit finds: recall of landslides that the descending orbit hardly sees, and of all others.

    python -m slipline.benchmarks.two_orbits [seed ...] (1 to 4 without a word)

On demo scenes of both orbits (ORBITS = both, 13 x 9 km) candidate areas, a map that needs no training, are drawn from
the descending targets alone and from the sites of "East and up from two orbits", each with the choices that Hot spot
proposes. Landslides are told apart by the share of their motion that lies in the descending line of sight, the mean
along their axis: below a third, and above. A network would be too heavy here; it reads the same hot spot map.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..core.base.grid import Grid
from ..core.demo.landslides import Slide
from ..core.demo.recipe import ACTIVE, ASCENDING, BOTH, DESCENDING, Recipe
from ..core.demo.scene import Scene, make_scene
from ..core.demo.sites import LOOKS, TOWARDS_SATELLITE, towards_satellite
from ..core.gis.vector import rasterize
from ..core.hotspots.hotspot import hot_spot
from ..core.hotspots.options import HotSpotOptions, HotSpotOutputs
from ..core.orbits.outputs import site_columns
from ..core.orbits.tracks import Track
from ..core.orbits.twoorbits import OrbitOptions, two_orbits
from ..core.targets.targets import Targets, standard_targets

SEEDS = (1, 2, 3, 4)
HARDLY = 1.0 / 3.0  # of the motion in the line of sight
FOUND = 0.5  # of a landslide's moving cells in candidate areas: it is found
_MIN_COHERENCE = 0.7  # as Import has it
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Recall:
    """Landslides, share of them that are found, and recall of their moving cells."""

    count: int
    found: float
    cells: float


def share_seen(slide: Slide) -> float:
    """Mean share of the motion along a landslide's axis that the descending orbit sees, 0..1."""
    step = np.gradient(slide.site.axis, axis=0)
    step /= np.hypot(*step.T)[:, None]
    along = np.linspace(0, 1, len(step))
    seen = towards_satellite(slide.site.form, along, step[:, 0], -step[:, 1], TOWARDS_SATELLITE)
    return float(np.abs(seen).mean())


def tracks_of(scene: Scene) -> list[Track]:
    """The targets of a scene as tracks, those of too low a coherence left out."""
    made = []
    for orbit in (DESCENDING, ASCENDING):
        targets = scene.orbits[orbit]
        kept = targets.coherence >= _MIN_COHERENCE
        look = np.array(LOOKS[orbit]) / np.linalg.norm(LOOKS[orbit])
        made.append(
            Track(
                name=orbit,
                x=scene.grid.x_min + targets.x[kept],
                y=scene.grid.y_max - targets.y[kept],
                crs=scene.grid.crs,
                velocity=targets.velocity[kept],
                look=np.tile(look, (int(kept.sum()), 1)),
                deviation=targets.velocity_std[kept],
                coherence=targets.coherence[kept],
                height=targets.height[kept],
            )
        )
    return made


def targets_of_both(tracks: list[Track]) -> Targets:
    """The layer of sites as Hot spot reads it."""
    found = two_orbits(tracks, OrbitOptions())
    columns = {column.name: np.asarray(column.values) for column in site_columns(found)}
    more = {name: values for name, values in columns.items() if name.startswith("velocity_")}
    return standard_targets(found.sites.x, found.sites.y, found.crs, columns["velocity"], {}, more)


def candidate_cells(targets: Targets, grid: Grid) -> Mask:
    """Cells in candidate areas, with the choices that Hot spot proposes."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "areas.gpkg")
        hot_spot(targets, HotSpotOptions(), HotSpotOutputs(areas=path))
        dataset = ogr.Open(path)
        polygons = [bytes(feature.GetGeometryRef().ExportToWkb()) for feature in dataset.GetLayer(0)]
    if not polygons:
        return np.zeros(grid.shape, bool)
    return np.asarray(rasterize(polygons, grid, grid.window) > 0)


def recalls(scene: Scene, drawn: Mask) -> tuple[Recall, Recall]:
    """Of landslides that the descending orbit hardly sees, and of the others."""
    parts: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for slide in scene.slides:
        if slide.site.kind in ACTIVE and slide.moving.any():
            inside = drawn[slide.window.slices][slide.moving]
            parts[int(share_seen(slide) >= HARDLY)].append((int(inside.sum()), len(inside)))
    made = []
    for part in parts:
        hit, whole = (np.array(values, float) for values in zip(*part)) if part else (np.zeros(0), np.zeros(0))
        cells = float(hit.sum() / max(whole.sum(), 1.0))
        made.append(Recall(len(part), float((hit >= FOUND * whole).mean()) if part else float("nan"), cells))
    return made[0], made[1]


def compare(seed: int, shape: tuple[int, int] | None = None) -> dict[str, tuple[Recall, Recall, float]]:
    """Recalls of both groups, and the precision of the drawn cells, by one orbit and by both."""
    scene = make_scene("medium", seed, Recipe(orbits=BOTH), shape=shape)
    tracks = tracks_of(scene)
    alone = standard_targets(tracks[0].x, tracks[0].y, tracks[0].crs, tracks[0].velocity, {})
    found = {}
    for name, targets in (("descending", alone), ("both", targets_of_both(tracks))):
        drawn = candidate_cells(targets, scene.grid)
        found[name] = (*recalls(scene, drawn), float(scene.truth[drawn].mean()) if drawn.any() else float("nan"))
    return found


def main() -> None:
    print("Candidate areas on synthetic demo scenes of both orbits; landslides by what descending sees of their motion")
    for seed in [int(word) for word in sys.argv[1:]] or SEEDS:
        for name, (hardly, others, precision) in compare(seed).items():
            print(
                f"  seed {seed}, {name:10}: below a third: {hardly.count} landslides, {hardly.found:.2f} found, recall "
                f"of cells {hardly.cells:.3f}; others: {others.count}, {others.found:.2f} found, {others.cells:.3f}; "
                f"precision {precision:.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
