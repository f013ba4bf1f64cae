"""What a second orbit finds: recall of landslides that the descending orbit hardly sees, and of all others.

    python -m slipline.benchmarks.two_orbits [predict] [seed ...] (1 to 4 without a number)

On demo scenes of both orbits (ORBITS = both, 13 x 9 km) candidate areas are drawn from the descending targets alone and
from the sites of "East and up from two orbits", each with the choices that Hot spot proposes; with `predict` also what
Predict boundaries draws without a model of the user's own. Landslides are told apart by the share of their motion that
lies in the descending line of sight, the mean along their axis: below a third, and above. Precision counts ground that
subsides or creeps without being a landslide as wrong; `still` is the share of what was drawn that lies on ground which
does not move, more than 50 m from all that does.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr
from scipy.ndimage import distance_transform_edt

from ..core.areas.rules import AreaRules
from ..core.base.grid import Grid
from ..core.base.model_card import open_model
from ..core.base.progress import Silent
from ..core.base.starting_model import STARTING_MODEL
from ..core.demo.landslides import Slide
from ..core.demo.recipe import ACTIVE, ASCENDING, BOTH, DESCENDING, OLD, STABLE, Recipe
from ..core.demo.scene import Scene, make_scene
from ..core.demo.sites import LOOKS, TOWARDS_SATELLITE, towards_satellite
from ..core.gis.raster import RasterReader
from ..core.gis.raster_writer import Band, RasterWriter
from ..core.gis.vector import rasterize
from ..core.hotspots.hotspot import hot_spot
from ..core.hotspots.options import HotSpotOptions, HotSpotOutputs
from ..core.orbits.outputs import site_columns
from ..core.orbits.tracks import Track
from ..core.orbits.twoorbits import OrbitOptions, two_orbits
from ..core.prediction.inputs import PredictionInputs
from ..core.prediction.predict import PredictionOutputs, predict_boundaries
from ..core.stack.build import StackOptions, build_stack
from ..core.stack.parts import StackInputs
from ..core.targets.targets import Targets, standard_targets
from ..core.worker.python import find_python

SEEDS = (1, 2, 3, 4)
HARDLY = 1.0 / 3.0  # of the motion in the line of sight
FOUND = 0.5  # of a landslide's moving cells in what was drawn: it is found
_FAR_M = 50.0
_MIN_COHERENCE = 0.7  # as Import has it
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Recall:
    """Landslides, share of them that are found, and recall of their moving cells."""

    count: int
    found: float
    cells: float


@dataclass(frozen=True)
class Result:
    """What a way to draw finds.

    Args:
        hardly, others: landslides of whose motion the descending orbit sees less than a third, and the others.
        precision, iou: of all cells.
        still: share of the drawn cells far from all that moves.
    """

    hardly: Recall
    others: Recall
    precision: float
    iou: float
    still: float


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
        return _cells_in(path, grid)


def predicted_cells(targets: Targets, scene: Scene) -> Mask:
    """Cells in the areas that Predict boundaries draws with the starting model, from targets and heights."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dem, outputs = str(folder / "dem.tif"), HotSpotOutputs(map=str(folder / "hotspot.tif"))
        with RasterWriter(dem, scene.grid, [Band("elevation", "m")]) as writer:
            for window in scene.grid.windows():
                writer.write(scene.ground.dem[window.slices].astype(np.float32), window)
        hot_spot(targets, HotSpotOptions(), outputs)
        inputs = StackInputs(hotspot=outputs.map, dem=dem, targets=targets)
        build_stack(inputs, StackOptions(grid=outputs.map), str(folder / "stack.vrt"))
        made = PredictionOutputs(*(str(folder / name) for name in ("probability.tif", "mask.tif", "areas.gpkg")))
        model = open_model(str(STARTING_MODEL))
        with RasterReader(str(folder / "stack.vrt")) as stack:
            rules = AreaRules(threshold=float(model.card["threshold"]))
            predict_boundaries(PredictionInputs(stack, model), made, rules, targets, find_python(), Silent())
        return _cells_in(str(folder / "areas.gpkg"), scene.grid)


def _cells_in(path: str, grid: Grid) -> Mask:
    """Cells in the polygons of a layer."""
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


def result_of(scene: Scene, drawn: Mask) -> Result:
    """What was found, and what was drawn in vain."""
    truth = scene.truth
    moves = ~np.isin(scene.kind, (STABLE, OLD)) | truth
    far = distance_transform_edt(~moves) * scene.grid.cell_m > _FAR_M
    both, count = float((truth & drawn).sum()), max(float(drawn.sum()), 1.0)
    still = float((drawn & far).sum()) / count
    return Result(*recalls(scene, drawn), both / count, both / float((truth | drawn).sum()), still)


def compare(seed: int, predicts: bool = False, shape: tuple[int, int] | None = None) -> dict[str, Result]:
    """What one orbit finds, and both: candidate areas, and the starting model's areas where `predicts`."""
    scene = make_scene("medium", seed, Recipe(orbits=BOTH), shape=shape)
    tracks = tracks_of(scene)
    alone = standard_targets(tracks[0].x, tracks[0].y, tracks[0].crs, tracks[0].velocity, {})
    found = {}
    for name, targets in (("descending", alone), ("both", targets_of_both(tracks))):
        found[name] = result_of(scene, candidate_cells(targets, scene.grid))
        if predicts:
            found[f"{name}, predicted"] = result_of(scene, predicted_cells(targets, scene))
    return found


def main() -> None:
    print("Synthetic demo scenes of both orbits; landslides by what descending sees of their motion")
    for seed in [int(word) for word in sys.argv[1:] if word.isdigit()] or SEEDS:
        for name, found in compare(seed, "predict" in sys.argv[1:]).items():
            hardly, others = found.hardly, found.others
            print(
                f"  seed {seed}, {name:21}: below a third: {hardly.count} landslides, {hardly.found:.2f} found, recall "
                f"of cells {hardly.cells:.3f}; others: {others.count}, {others.found:.2f} found, {others.cells:.3f}; "
                f"precision {found.precision:.3f}, IoU {found.iou:.3f}, still {found.still:.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
